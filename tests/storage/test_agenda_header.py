"""The first line of the agenda and of the cached answer."""

import pytest

from privacy_check.storage import agenda_header


def test_a_complete_header_gives_back_its_day_and_fingerprint() -> None:
    line = agenda_header.format_header("2026-11-24", "0123abcd", complete=True)
    assert line == "# privacy-check 2026-11-24 whole 0123abcd\n"
    assert agenda_header.parse_header(line) == ("2026-11-24", "0123abcd")


@pytest.mark.parametrize(
    "line",
    [
        agenda_header.format_header("2026-11-24", "0123abcd", complete=False),
        "",
        "\n",
        "2026-11-24 whole 0123abcd\n",
        "# privacy-check 2026-11-24 whole\n",
        "# privacy-check 2026-11-24 whole 0123abcd more\n",
        "# another-tool 2026-11-24 whole 0123abcd\n",
    ],
)
def test_any_other_line_gives_nothing(line: str) -> None:
    assert agenda_header.parse_header(line) is None
