"""Where the system has one folder for settings and state, an older version mixed the two.

Its files lay among what people sync between machines. Now they have a folder of their own there.
"""

import re
from contextlib import suppress
from pathlib import Path

from privacy_check.errors import StoreError
from privacy_check.storage.agenda_header import is_ours
from privacy_check.storage.files import atomic_write, read_limited
from privacy_check.storage.paths import Places

_COPIED = ("machine", "profile")
_MADE_AGAIN = ("agenda", "due", "catalog", "shown", "shown.fish", "now")
_MACHINE = re.compile(rb"\s*[0-9a-f]{6}-[a-z0-9-]+\s")


def adopt(home: Places) -> bool:
    """Take over what an older version left beside the settings; tell whether there was something.

    This machine's name is copied, so that it goes on with its journal. The original stays: another
    machine that has not been upgraded yet may use it. The agenda goes, as nobody keeps it up to
    date any more.
    """
    if home.state.parent != home.config or not _has_old_state(home.config):
        return False
    for name in _COPIED:
        with suppress(OSError, StoreError):
            if not (home.state / name).exists():
                atomic_write(home.state / name, read_limited(home.config / name))
    for name in _MADE_AGAIN:
        with suppress(OSError):
            (home.config / name).unlink(missing_ok=True)
    return True


def _has_old_state(folder: Path) -> bool:
    """Tell whether a folder has files of ours that are not in use; others may have such names."""
    with suppress(OSError):
        if is_ours(read_limited(folder / "agenda").decode("utf-8", "replace")):
            return True
    with suppress(OSError):
        in_use = (folder / "state" / "machine").exists()
        return not in_use and bool(_MACHINE.match(read_limited(folder / "machine")))
    return False
