"""Which changes the checklists had that were begun, when this machine last looked at them.

It is this machine's own, as its program and its clones have versions of their own. What a person
was told of stands in their journal, which all their machines share.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import msgspec

from privacy_check.errors import StoreError
from privacy_check.storage.files import atomic_write, read_limited

Known: TypeAlias = Mapping[str, Mapping[str, list[str]]]
"""A profile's folder → a checklist's id → its changes, as `corrections.scopes` gives them."""


def read(file: Path) -> Known:
    """Return what is known; nothing if there is no such file, or a damaged one."""
    try:
        return msgspec.json.decode(read_limited(file, 4), type=dict[str, dict[str, list[str]]])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def write(file: Path, known: Known) -> None:
    """Write what is known; a failure does no harm: it is known from the next time on."""
    with suppress(StoreError):
        atomic_write(file, msgspec.json.encode(known) + b"\n")
