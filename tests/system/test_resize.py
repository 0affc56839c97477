"""Many resizes while keys are typed: the app survives, and its last frame is right."""

import random
from pathlib import Path

from tests.scale import FULL, EventLog, scaled
from tests.system.terminal import Size, Terminal

ESC, MOVES = (
    "\x1b",
    ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"],
)
LETTERS = [*"aeglnrst ", "\x7f"]
FIRST, STARTED = "\x1b[H", "START WITH"
PLACES = {  # from Home's first row: the way there, and keys whose traces a window does not hide
    "walk": (["\r"], [*MOVES, *"  sxw", "\x7f", ESC]),
    "home": ([], [*MOVES, *"wh?", ESC]),
    "confirm": (["c"], MOVES),
    "history": (["h"], [*MOVES, "\t", "\r"]),
    "find": (["/"], MOVES + LETTERS),
    "settings": ([","], [*MOVES, "?"]),
    "help": (["?"], MOVES),
    "palette": (["\x10"], MOVES + LETTERS),
}
SIZES: list[Size] = [(1, 1), (500, 200), (1, 200), (500, 1), (12, 3), (40, 12), (69, 1), (80, 2)]


def resize_often(terminal: Terminal, keys: list[str], seed: str) -> int:
    """Change the size sixty times a second for ten seconds while keys are typed."""
    chance = random.Random(seed)
    for _ in range(scaled(600)):
        anywhere = (chance.randint(1, 120), chance.randint(1, 40))
        terminal.resize(chance.choice(SIZES) if chance.random() < 0.2 else anywhere)
        if chance.random() < 0.3:
            terminal.type(chance.choice(keys))
        terminal.draw_for(1 / 60)
    terminal.resize((80, 24))
    terminal.read(0.5)
    return scaled(600)


def frame(terminal: Terminal, way: list[str]) -> list[str]:
    """Go to a screen, from any other, and return its lines."""
    for keys in [ESC, ESC, ESC, FIRST, *way]:
        terminal.type(keys)
        terminal.draw_for(0.15)  # an escape is one when nothing follows it
    terminal.read()
    return terminal.screen()


def test_every_screen_after_many_resizes_is_as_in_a_fresh_window(
    tmp_path: Path, record_property: EventLog
) -> None:
    places = list(PLACES) if FULL else list(PLACES)[::3]
    (tmp_path / "choices.toml").touch()
    terminal, sizes, seen = Terminal(tmp_path), 0, {}
    terminal.wait_for(STARTED)
    for place in places:
        way, keys = PLACES[place]
        frame(terminal, way)
        sizes += resize_often(terminal, keys, place)
        seen[place] = frame(terminal, way)
    frame(terminal, ["q"])
    assert terminal.leave() == 0
    assert b"Traceback" not in terminal.output
    fresh = Terminal(tmp_path)
    fresh.wait_for(STARTED)
    for place in places:
        assert seen[place] == frame(fresh, PLACES[place][0]), place
    record_property("sizes", sizes)


def test_the_first_run_after_many_resizes_is_unchanged(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("Welcome")
    terminal.read()
    before = terminal.screen()
    resize_often(terminal, MOVES, "first run")
    terminal.press("\x1b[F")
    assert terminal.screen() == before


def test_stale_lines_and_columns_variables_are_ignored(tmp_path: Path) -> None:
    exported = {"COLUMNS": "40", "LINES": "12"}
    terminal = Terminal(tmp_path, "linkedin-ai-training", environment=exported)
    terminal.wait_for_step(1)
    for size in ((80, 24), (100, 40), (60, 20)):
        if size != terminal.size:
            terminal.resize(size)
        terminal.read(0.5)
        screen = terminal.screen()
        assert screen[-1], "the keys stand on the last line"
        assert max(map(len, screen)) > size[0] - 5, "it is used to its right edge"
    terminal.press("\x11")
    assert terminal.leave() == 0
