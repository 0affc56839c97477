"""A report with something of everything in it, hostile texts among it."""

from datetime import date
from typing import Any

from privacy_check.domain.status_report import Did, Done, Entry, Month, Note, StatusReport
from tests.conftest import HOSTILE

TODAY = date(2026, 11, 23)
MARKUP = "<script>alert(1)</script> & <b>_x_</b> `y` [z](https://evil.example/)"


def entry(name: str, **fields: Any) -> Entry:
    values: dict[str, Any] = {
        "id": name,
        "service": name.title(),
        "title": f"Keep {name} quiet",
        "category": "ads",
        "state": "right",
        "says": "in 3 months",
        "nothing_changed": False,
        "right_since": None,
        "last_checked": date(2026, 8, 12),
        "checked_on": (date(2026, 8, 12),),
        "asked": None,
        "answer_due": None,
        "next": date(2027, 2, 8),
    }
    return Entry(**values | fields)


def done(day: date, name: str, did: Did, said: str) -> Done:
    return Done(day, name, did, said)


FULL = StatusReport(
    schema=1,
    date=TODAY,
    profile="Anna <Lee>",
    months=(
        *(Month(f"2025-{n:02}", 0, 0) for n in (12,)),
        *(Month(f"2026-{n:02}", n % 4, n % 3 // 2) for n in range(1, 12)),
    ),
    checklists=(
        entry("needy", state="needs-you", says="12 days overdue", next=None),
        entry("evil", title=HOSTILE, service=MARKUP, state="needs-you", says="changed 3 Nov"),
        entry("halfway", state="in-progress", says="1 of 3 done", last_checked=None),
        entry("asked", state="waiting", asked=date(2026, 11, 1), answer_due=date(2026, 12, 1)),
        entry(
            "good",
            right_since=date(2025, 12, 24),
            notes=(Note(None, "both accounts\nreally"), Note("Turn it off", MARKUP)),
        ),
        entry("own-1", service="", title="A checklist of my own (1)", next=date(2026, 12, 24)),
        entry("left", nothing_changed=True),
        entry("later", state="snoozed", says="snoozed until 8 Dec", next=date(2026, 12, 8)),
        entry("gone", state="retired", says="gone since 1 Nov", next=None),
    ),
    done=(
        done(date(2026, 11, 1), "asked", "asked", "asked"),
        done(date(2026, 8, 12), "good", "still-right", "still right"),
        done(date(2026, 8, 12), "needy", "changed-back", "listed again"),
        done(date(2026, 2, 3), "good", "answered", "the answer came"),
        done(date(2025, 12, 24), "good", "walked", "walked"),
    ),
)
NOTHING = StatusReport(
    schema=1, date=TODAY, profile=None, months=FULL.months[:0], checklists=(), done=()
)
