"""What some tests need besides Python: a tool, to be root, or what not every system has.

A test says so with `@pytest.mark.needs("strace", "root")`. Where it is missing, the test is skipped
with that reason; inside `.ci/run`, which installs every tool and runs as root, it fails, unless it
is the system that lacks it.
"""

import os
import shutil
import sys

import pytest

from tests import pretend

_POSIX = ("linux", "darwin")
OF_SYSTEMS: dict[str, tuple[str, ...]] = {
    "posix-paths": _POSIX,  # paths that begin with /, and their separator : in a list
    "links": _POSIX,  # Windows lets few people make one
    "pipes": _POSIX,  # mkfifo, and sockets that are files
    "modes": _POSIX,  # who may read a file is no mode of it on Windows
    "limits": _POSIX,  # resource: memory, time, the size of a file
    "scripts": _POSIX,  # a file that begins with #! is a program
    "tzset": _POSIX,  # TZ changes a running program's zone
    "open-files-move": _POSIX,  # a file that is open can be replaced, renamed or removed
    "xdg": ("linux",),  # folders below ~/.config and ~/.local
    "any-name": ("linux",),  # file names that are no text, or differ in case alone
}
"""What only some systems have → those systems.

`nothing-pretended` is what a process of its own needs, which would not pretend, too.
"""

MUST_RUN = "TESTS_MUST_RUN"
"""The environment variable that `.ci/run` sets."""


def lacked_by_system(name: str) -> bool:
    """Tell whether this system never has it, whatever is installed."""
    if name == "nothing-pretended":
        return sys.platform != pretend.SYSTEM
    if name == "root":
        return pretend.SYSTEM == "win32"
    return pretend.SYSTEM not in OF_SYSTEMS.get(name, (pretend.SYSTEM,))


def missing(name: str) -> bool:
    """Tell whether this system or machine lacks something, or this user is not root."""
    if lacked_by_system(name):
        return True
    if name == "root":
        return not hasattr(os, "geteuid") or os.geteuid() != 0
    return name not in {*OF_SYSTEMS, "nothing-pretended"} and shutil.which(name) is None


def require(*names: str) -> None:
    """Skip the running test where any of these is missing; fail it inside `.ci/run`."""
    lacking = [name for name in names if missing(name)]
    if not lacking:
        return
    reason = f"needs {', '.join(lacking)}"
    if os.environ.get(MUST_RUN) and not any(map(lacked_by_system, lacking)):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def check(item: pytest.Item) -> None:
    """Require what the marks of a test name."""
    require(*(name for mark in item.iter_markers("needs") for name in mark.args))
