"""The manual page, read by man itself."""

import subprocess
from pathlib import Path

import pytest

from privacy_check.cli import manual


@pytest.mark.needs("man")
def test_man_reads_the_page_without_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "privacy-check.1"
    page.write_text(manual.page() + "\n", encoding="utf-8")
    done = subprocess.run(
        ["man", "-l", "--warnings=w", str(page)],
        env={"PATH": "/usr/bin:/bin", "MANWIDTH": "79", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "PRIVACY-CHECK(1)" in done.stdout
    assert "mark ID STEP MARK" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 79
