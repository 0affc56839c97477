"""What `--json` prints is what docs/json-output.schema.json says, by an independent validator."""

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from privacy_check.cli import grammar, json_output
from privacy_check.cli.main import main
from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.tools import TOOLS

COMMANDS = {
    "list": "list --all --json",
    "due": "due --json",
    "show": "show acme --json",
    "verify": "verify --json",
    "discover": "discover --json export.csv",
    "history": "history --json",
    "report": "report --json --notes",
}


def schema() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json_output.schema())
    for table in made["$defs"].values():
        table["additionalProperties"] = False  # a key that it does not name would go unnoticed
    return made


@pytest.fixture
def busy(session: Session, home: Places) -> Session:
    """A session with marks, a note, a question, an undone action, and a tool of theirs."""
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "tools.toml").write_text(TOOLS, encoding="utf-8")
    for step in session.standing("acme").steps:
        session.mark("acme", step.step.id, "done")
    session.note("acme", "gr\u00fc\u00dfe \u2028", Clean("switch"))
    session.confirm("acme", still_right=False)
    session.snooze("acme", 3)
    session.undo()
    session.record_told("acme", session.catalog.checklists["acme"].changes[0])
    Path("export.csv").write_text("name,url\nAcme,https://acme.com/login\n", encoding="utf-8")
    return session


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("command", COMMANDS)
def test_each_output_is_what_the_schema_says(
    command: str, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(COMMANDS[command].split(), clock) == 0
    printed = capsys.readouterr().out
    said = json.loads(printed)
    assert printed.isascii()
    assert said, "nothing was held against the schema"
    whole = schema()
    fastjsonschema.compile(whole)({command: said})
    for wrong in ({command: 1}, {command: [{"id": 1}]}):
        with pytest.raises(fastjsonschema.JsonSchemaException):
            fastjsonschema.compile(whole)(wrong)


def test_every_command_with_json_has_a_schema() -> None:
    with_json = {
        name
        for name, (_, _, arguments) in grammar.COMMANDS.items()
        if any("--json" in names for names, _ in arguments)
    }
    assert with_json == set(json_output.OUTPUTS) == set(COMMANDS)
