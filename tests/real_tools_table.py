"""The tools that are held against the library's probes, and how each is set."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Tool:
    """A tool, how it is set, and how it says what it does."""

    step: str
    """The checklist and its step."""
    package: str
    """npm: or pip: and the package, with a version where the newest can't be had."""
    ask: str
    """What makes the tool say what it does."""
    says: tuple[str, str]
    """Patterns of what it says where it reports nothing, and where it reports."""
    set: dict[str, str] = field(default_factory=dict)
    """What is done before → the command for the shell."""
    variables: tuple[str, ...] = ()
    """Variables that are tried, alone and after each command."""
    unset: Literal["on", "off"] | None = None
    """What it does by its code as long as no command was given, if it says something else.

    Off: it asks first, whatever a variable says that doesn't switch it off.
    """

    @property
    def name(self) -> str:
        return self.step.partition("/")[2]

    @property
    def bare_package(self) -> str:
        """The package without its registry and version."""
        return re.sub(r"(?<=.)@[^@/]*$|==.*$", "", self.package.partition(":")[2])


def node(code: str) -> str:
    """Return the command that runs this JavaScript with the tool's modules."""
    return f"node -e '{code}'"


def python(code: str) -> str:
    """Return the command that runs this Python with the tool's packages."""
    return f'python -c "{code}"'


def switch(command: str) -> dict[str, str]:
    """Return the two ways of a command that takes `disable` and `enable`."""
    return {word: f"{command} {word}" for word in ("disable", "enable")}


def variables(**values: str) -> tuple[str, ...]:
    """Return `NAME=value` for each value of a list that is split at blanks."""
    return tuple(f"{name}={value}" for name, words in values.items() for value in words.split())


def written(file: str, *contents: str) -> dict[str, str]:
    """Return ways that write the person's own file, as the tool's documentation says."""
    return {
        f"{file}: {text}": f"mkdir -p ~/{Path(file).parent} && printf '%b' '{text}' >~/{file}"
        for text in contents
    }


STATUS = ("Status: *Disabled", "Status: *Enabled")
YES, NO = r"^\W*(True|true|1|yes|on)$", r"^\W*(False|false|0|no|off|none)$"
FALSE, TRUE = (NO, YES), (YES, NO)
"""Of tools that say whether they report, and of those that say whether they don't."""

TOOLS = [
    Tool(
        "dev-web/turborepo",
        "npm:turbo",
        "turbo telemetry status",
        STATUS,
        set=switch("turbo telemetry"),
        variables=variables(TURBO_TELEMETRY_DISABLED="1 true TRUE yes 0", DO_NOT_TRACK="1 true 0"),
    ),
    Tool(
        "dev-web/nextjs",
        "npm:next",
        "next telemetry status",
        ("opted-out", "Status: Enabled"),
        set=switch("next telemetry"),
        variables=variables(NEXT_TELEMETRY_DISABLED="1 0", DO_NOT_TRACK="1"),
    ),
    Tool(
        "dev-web/astro",
        "npm:astro",
        node(
            'import(process.env.NODE_PATH + "/@astrojs/telemetry/dist/index.js")'
            ".then(({AstroTelemetry: T}) => console.log(!new T({}).isDisabled))"
        ),
        FALSE,
        set=switch("astro telemetry"),
        variables=variables(
            ASTRO_TELEMETRY_DISABLED="1 0", TELEMETRY_DISABLED="1", DO_NOT_TRACK="1"
        ),
    ),
    Tool(
        "dev-web/nuxt",
        "npm:@nuxt/telemetry",
        "nuxt-telemetry status --global",
        ("is disabled", "is enabled"),
        set={word: f"nuxt-telemetry {word} --global" for word in ("disable", "enable")},
        variables=variables(NUXT_TELEMETRY_DISABLED="1 true TRUE 0", DO_NOT_TRACK="1 true 0"),
        unset="off",  # it says that it is on, but asks before it sends (ensureUserconsent)
    ),
    Tool(
        "dev-web/angular",
        "npm:@angular/cli",
        "ng analytics info",
        ("Effective status: disabled", "Effective status: enabled"),
        set={word: f"ng analytics {word} --global" for word in ("disable", "enable")},
        variables=variables(NG_CLI_ANALYTICS="false FALSE 0 no true 1"),
    ),
    Tool(
        "dev-web/gatsby",
        "npm:gatsby-telemetry@4.13.1",
        node(
            'const {AnalyticsTracker: T} = require("gatsby-telemetry/lib/telemetry");'
            " console.log(new T().isTrackingEnabled()); process.exit()"
        ),
        FALSE,
        set={
            word: node(f'require("gatsby-telemetry").setTelemetryEnabled({value}); process.exit()')
            for word, value in (("disable", "false"), ("enable", "true"))
        },
        variables=variables(GATSBY_TELEMETRY_DISABLED="1 true TRUE 0 yes", DO_NOT_TRACK="1"),
    ),
    Tool(
        "dev-hosting/wrangler",
        "npm:wrangler",
        "wrangler telemetry status",
        STATUS,
        set=switch("wrangler telemetry"),
        variables=variables(WRANGLER_SEND_METRICS="false FALSE true", DO_NOT_TRACK="1 true 0"),
    ),
    Tool(
        "dev-hosting/vercel",
        "npm:vercel@60",
        "vercel telemetry status",
        ("status: Disabled", "status: Enabled"),
        set=switch("vercel telemetry"),
    ),
    Tool(
        "dev-hosting/netlify",
        "npm:netlify-cli",
        node(
            'import(process.env.NODE_PATH + "/@netlify/dev-utils/dist/main.js")'
            ".then(({getGlobalConfigStore: stored}) => stored())"
            '.then(store => console.log(!store.get("telemetryDisabled")))'
        ),
        FALSE,
        set={word: f"netlify --telemetry-{word}" for word in ("disable", "enable")},
        variables=variables(DO_NOT_TRACK="1"),
    ),
    Tool(
        "dev-hosting/supabase",
        "npm:supabase",
        "supabase telemetry status",
        ("is disabled", "is enabled"),
        set=switch("supabase telemetry"),
    ),
    Tool(
        "dev-hosting/firebase",
        "npm:firebase-tools",
        node(
            'process.env.IS_FIREBASE_CLI = "1";'
            'console.log(require("firebase-tools/lib/track").usageEnabled())'
        ),
        FALSE,
        set={
            word: node(
                f'require("firebase-tools/lib/configstore").configstore.set("usage", {word})'
            )
            for word in ("false", "true")
        },
    ),
    Tool(
        "dev-cloud/aws-cdk",
        "npm:aws-cdk",
        "cdk cli-telemetry --status",
        ("is disabled", "is enabled"),
        set=written(
            ".cdk.json",
            '{"context": {"cli-telemetry": false}}',
            '{"context": {"cli-telemetry": true}}',
        ),
        variables=variables(CDK_DISABLE_CLI_TELEMETRY="true 1 false 0 TRUE"),
    ),
    Tool(
        "dev-build/capacitor",
        "npm:@capacitor/cli",
        "cap telemetry",
        ("Telemetry is off", "Telemetry is on"),
        set={word: f"cap telemetry {word}" for word in ("off", "on")},
        unset="on",  # it says that it is off, but the first other command turns it on
    ),
    Tool(
        "dev-build/ionic",
        "npm:@ionic/cli",
        "ionic config get -g telemetry",
        FALSE,
        set={word: f"ionic config set -g telemetry {word}" for word in ("false", "true")},
    ),
    Tool(
        "dev-shells/yarn",
        "npm:@yarnpkg/cli-dist",
        "yarn config get enableTelemetry",
        FALSE,
        set={
            word: f"yarn config set --home enableTelemetry {word}" for word in ("0", "1", "false")
        },
        variables=variables(YARN_ENABLE_TELEMETRY="0 false 1 true"),
    ),
    Tool(
        "dev-python/hugging-face",
        "pip:huggingface_hub",
        python("from huggingface_hub.constants import HF_HUB_DISABLE_TELEMETRY as d; print(d)"),
        TRUE,
        variables=variables(
            HF_HUB_DISABLE_TELEMETRY="1 true YES on 0 2",
            DISABLE_TELEMETRY="1 true",
            DO_NOT_TRACK="1 true 0",
        ),
    ),
    Tool(
        "dev-python/gradio",
        "pip:gradio",
        python("from gradio.analytics import analytics_enabled as e; print(e())"),
        FALSE,
        variables=variables(GRADIO_ANALYTICS_ENABLED="False false 0 True", DO_NOT_TRACK="1"),
    ),
    Tool(
        "dev-python/streamlit",
        "pip:streamlit",
        "streamlit config show",
        (r"^gatherUsageStats = false", r"^(# )?gatherUsageStats = true"),
        set=written(
            ".streamlit/config.toml",
            "[browser]\\ngatherUsageStats = false\\n",
            "[browser]\\ngatherUsageStats = true\\n",
        ),
        variables=variables(
            STREAMLIT_BROWSER_GATHER_USAGE_STATS="false FALSE 0 no true 1", DO_NOT_TRACK="1"
        ),
    ),
    Tool(
        "dev-python/wandb",
        "pip:wandb",
        python("from wandb.env import error_reporting_enabled as e; print(e())"),
        FALSE,
        variables=variables(WANDB_ERROR_REPORTING="false FALSE 0 no true 1", DO_NOT_TRACK="1"),
    ),
    Tool(
        "dev-python/prefect",
        "pip:prefect",
        python(
            "from prefect.settings import get_current_settings as g;"
            " print(g().server.analytics_enabled)"
        ),
        FALSE,
        set={
            word: f"prefect config set PREFECT_SERVER_ANALYTICS_ENABLED={word}"
            for word in ("false", "true")
        },
        variables=variables(PREFECT_SERVER_ANALYTICS_ENABLED="false 0 off true"),
    ),
    Tool(
        "dev-python/mlflow",
        "pip:mlflow-skinny",
        python("from mlflow.telemetry.utils import is_telemetry_disabled as d; print(d())"),
        TRUE,
        variables=variables(MLFLOW_DISABLE_TELEMETRY="true TRUE 1 false", DO_NOT_TRACK="true 1"),
    ),
    Tool(
        "dev-python/dvc",
        "pip:dvc",
        python("from dvc.analytics import is_enabled as e; print(e())"),
        FALSE,
        set={word: f"dvc config --global core.analytics {word}" for word in ("false", "true")},
        variables=variables(DVC_NO_ANALYTICS="1 0", DO_NOT_TRACK="1"),
    ),
    Tool(
        "dev-build/platformio",
        "pip:platformio",
        python("from platformio.app import get_setting as g; print(g('enable_telemetry'))"),
        FALSE,
        set={word: f"pio settings set enable_telemetry {word}" for word in ("no", "yes")},
        variables=variables(PLATFORMIO_SETTING_ENABLE_TELEMETRY="no false 0 n yes true"),
    ),
    Tool(
        "dev-cloud/azure-cli",
        "pip:azure-cli-core",
        python(
            "from azure.cli.core import get_default_cli as g; c = g();"
            " import azure.cli.core.telemetry as t;"
            " t._session.application = c; print(t.is_telemetry_enabled())"
        ),
        FALSE,
        set=written(
            ".azure/config",
            "[core]\\ncollect_telemetry = no\\n",
            "[core]\\ncollect_telemetry = true\\n",
        ),
        variables=variables(AZURE_CORE_COLLECT_TELEMETRY="no false 0 OFF yes 1"),
    ),
    Tool(
        "dev-cloud/aws-sam-cli",
        "pip:aws-sam-cli",
        python(
            "from samcli.cli.global_config import GlobalConfig as G;"
            " print(bool(G().telemetry_enabled))"
        ),
        FALSE,
        set={
            word: python(
                "from samcli.cli.global_config import GlobalConfig as G;"
                f" G().telemetry_enabled = {word}"
            )
            for word in ("False", "True")
        },
        variables=variables(SAM_CLI_TELEMETRY="0 false no 1 true"),
        unset="on",  # the first command turns it on (samcli/cli/main.py)
    ),
    Tool(
        "dev-cloud/aws-deadline-cloud",
        "pip:deadline",
        python(
            "from deadline.client.api._telemetry import TelemetryClient as T;"
            " T.initialize = lambda *a, **k: None;"
            " print(T('deadline', '0.0.0').telemetry_opted_out)"
        ),
        TRUE,
        set={word: f"deadline config set telemetry.opt_out {word}" for word in ("true", "false")},
        variables=variables(DEADLINE_CLOUD_TELEMETRY_OPT_OUT="true 1 yes false 0"),
    ),
    Tool(
        "dev-python/jupyterlab",
        "pip:jupyterlab",
        python(
            "import sys; from jupyterlab.commands import get_user_settings_dir as d;"
            " from jupyterlab_server.settings_utils import get_settings as g;"
            " s = g('', sys.prefix + '/share/jupyter/lab/schemas', d(), labextensions_path=["
            "sys.prefix + '/share/jupyter/labextensions'], schema_name="
            "'@jupyterlab/apputils-extension:notification')[0];"
            " p = s['schema']['properties']['fetchNews'];"
            " print(s['settings'].get('fetchNews', p['default']))"
        ),
        FALSE,
        set=written(
            ".jupyter/lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings",
            '{ "fetchNews": "false" }',
            '{ // yes\\n "fetchNews": "true", }',
        ),
    ),
]
