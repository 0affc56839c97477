"""The least that Textual can do: a list of as many rows, and nothing else."""

import sys

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Bare(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        rows = int(sys.argv[1])
        yield OptionList(*(Option(Content(f"READY row {n} of the list")) for n in range(rows)))


if __name__ == "__main__":
    Bare().run()
