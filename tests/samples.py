"""Checklists and events to try the rules on."""

from datetime import UTC, datetime
from typing import Any

from privacy_check.domain.checklist import Checklist, Confirm, Source, Step
from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean

SOURCE = Source(
    id=Clean("help"),
    title=Clean("How to switch it off"),
    publisher=Clean("Acme Help"),
    url=Clean("https://help.acme.com/off"),
    date=datetime(2025, 6, 1, tzinfo=UTC).date(),
)


def step(name: str, **fields: Any) -> Step:
    values = {
        "id": Clean(name),
        "title": Clean(f"Do {name}"),
        "body": Clean(f"What to do for {name}."),
        "sources": (Clean("help"),),
    }
    return Step(**values | fields)


def checklist(name: str = "acme", **fields: Any) -> Checklist:
    values: dict[str, Any] = {
        "schema": 1,
        "id": Clean(name),
        "title": Clean("Keep your data out of Acme's models"),
        "service": Clean("Acme"),
        "hosts": (Clean("acme.com"),),
        "category": "ai-training",
        "worth": 3,
        "summary": Clean("Switch it off."),
        "why": Clean("They read it.\n\nAll of it."),
        "after": Clean("It works as before."),
        "minutes": 3,
        "recheck_days": 90,
        "confirm": Confirm(question=Clean("Is 'Training' still off?")),
        "steps": (step("a"), step("b"), step("c")),
        "sources": (SOURCE,),
    }
    return Checklist(**values | fields)


def event(name: str, at: str, did: str, **fields: Any) -> Event:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Event(Clean(name), moment, fields.pop("n", None), Clean(did), **fields)


PRIVATE = """\
schema = 1
id = "backups"
title = "Keep the backups readable"

[[steps]]
id = "restore"
title = "Restore one file"

[[steps]]
id = "label"
title = "Label the disk"
"""
"""The least that a person's own checklist has."""
