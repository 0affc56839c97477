"""`new` at a real terminal, with an editor that is really started; and the app that shows it."""

from pathlib import Path

from tests.system.terminal import Terminal

SPOILS_ONCE = """\
#!/bin/sh
if grep -q '^spoilt' "$1"; then sed -i '/^spoilt/d' "$1"; else echo 'spoilt' >> "$1"; fi
"""


def test_four_answers_an_editor_and_the_list_is_on_home(tmp_path: Path) -> None:
    script = tmp_path / "spoils-once"
    script.write_text(SPOILS_ONCE)
    script.chmod(0o755)
    home = tmp_path / "home"
    terminal = Terminal(home, "new", environment={"VISUAL": str(script)})
    terminal.wait_for("(empty: none)")
    terminal.answer("\n", "true afterwards?")
    terminal.answer("Keep the backups readable\n", "What is to be done?")
    terminal.answer("Restore one file\n", "And then?")
    terminal.answer("\n", "How often")
    terminal.answer("half a year\n", "[y/N]")
    terminal.answer("y\n", "1 fault. Edit it again? [Y/n]")
    assert b"keep-the-backups-readable.toml:" in terminal.output
    terminal.answer("\n", "Home shows it from now on.")
    assert terminal.wait() == 0
    assert terminal.is_restored()
    (home / "choices.toml").touch()
    app = Terminal(home)
    app.wait_for("Keep the backups readable")
    file = home / "checklists" / "keep-the-backups-readable.toml"
    file.write_text(file.read_text().replace("Keep the backups", "Keep both disks"))
    shown = "Keep both disks readable"
    app.wait_until(lambda: shown in "\n".join(app.screen()), shown)
    app.type("q")
    assert app.wait() == 0


def test_ctrl_c_writes_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", "new")
    terminal.wait_for("(empty: none)")
    terminal.answer("Disk\n", "true afterwards?")
    terminal.type("\x03")
    assert terminal.wait() == 130
    assert not (tmp_path / "home" / "checklists").exists()
