"""What some tests need besides Python: a tool, or to be root.

A test says so with `@pytest.mark.needs("strace", "root")`. Where it is missing, the test is skipped
with that reason; inside `.ci/run`, which installs every tool and runs as root, it fails.
"""

import os
import shutil

import pytest

MUST_RUN = "TESTS_MUST_RUN"
"""The environment variable that `.ci/run` sets."""


def missing(name: str) -> bool:
    """Tell whether this machine lacks a tool, or this user is not root."""
    if name == "root":
        return not hasattr(os, "geteuid") or os.geteuid() != 0
    return shutil.which(name) is None


def require(*names: str) -> None:
    """Skip the running test where any of these is missing; fail it inside `.ci/run`."""
    lacking = [name for name in names if missing(name)]
    if not lacking:
        return
    reason = f"needs {', '.join(lacking)}"
    if os.environ.get(MUST_RUN):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def check(item: pytest.Item) -> None:
    """Require what the marks of a test name."""
    require(*(name for mark in item.iter_markers("needs") for name in mark.args))
