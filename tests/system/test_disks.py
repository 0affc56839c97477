"""A disk that is full, or may only be read, while the real program saves on it."""

import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.system.calls import Run, command
from tests.system.terminal import Terminal

pytestmark = pytest.mark.needs("root")

ID = "linkedin-ai-training"
PAGE = 4096  # tmpfs hands out room in these


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 64 KiB for this test alone."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place], check=True)
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> None:
    """Leave no page free."""
    with (disk / "filler").open("ab", buffering=0) as filler:
        try:
            while filler.write(b"." * PAGE):
                pass
        except OSError:
            return


def free(disk: Path) -> None:
    (disk / "filler").unlink()


def mark(disk: Path, step: str) -> Run:
    return command(disk, "mark", ID, step, "done")


def journal(disk: Path) -> Path:
    return next(disk.glob("profiles/default/*.toml"))


def leave_room(disk: Path, room: int) -> None:
    """Pad the journal with a comment, so that so many bytes are left of its last page."""
    with journal(disk).open("a") as file:
        file.write(f"#{'-' * (PAGE - room - journal(disk).stat().st_size - 2)}\n")


def protect(disk: Path, how: str = "ro") -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


FAULTS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None], int]] = {
    "No space left on device": (fill, free, 0),
    "the disk took only part of a line": (fill, free, 60),
    "Read-only file system": (protect, partial(protect, how="rw"), PAGE // 2),
}
"""What is told: what breaks the disk, what mends it, and the room left in the journal's page."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_write_is_reported_and_earlier_events_stay(disk: Path, fault: str) -> None:
    breaks, mends, room = FAULTS[fault]
    assert mark(disk, "sign-in").ended == 0
    leave_room(disk, room)
    breaks(disk)
    came = mark(disk, "turn-off")
    assert came.ended == 1
    assert came.sentences == [f"privacy-check: not saved. {journal(disk)}: {fault}"]
    assert command(disk, "history", ID).output.count("done") == 1
    mends(disk)
    assert mark(disk, "turn-off").ended == 0
    done = command(disk, "history", ID)
    assert (done.ended, done.output.count("done")) == (0, 2)
    assert command(disk, "paths").ended == 0, "no line is told as spoilt"


def test_a_mark_on_a_full_disk_is_saved_with_the_next_action(disk: Path) -> None:
    assert mark(disk, "sign-in").ended == 0
    leave_room(disk, 0)
    terminal = Terminal(disk, ID)
    terminal.wait_for_step(2)
    fill(disk)
    terminal.press(" ")
    terminal.wait_for("NOT SAVED")
    terminal.press("q")
    terminal.wait_for("could not be saved")
    terminal.press("\x1b")
    free(disk)
    terminal.press(" ")
    terminal.press("q")
    assert terminal.leave() == 0
    assert command(disk, "history", ID).output.count("done") == 3


def test_unsaved_events_are_lost_only_after_confirmation(disk: Path) -> None:
    assert mark(disk, "sign-in").ended == 0
    terminal = Terminal(disk, ID)
    terminal.wait_for_step(2)
    protect(disk)
    terminal.press(" ")
    terminal.wait_for("NOT SAVED")
    terminal.press("q")
    terminal.wait_for("quit and lose it")
    terminal.press("y")
    assert terminal.leave() == 1
