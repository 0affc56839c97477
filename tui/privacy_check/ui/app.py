"""PrivacyCheckApp: one session in a terminal, from the first screen to leaving."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, work
from textual.binding import Binding
from textual.command import Provider
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen

from privacy_check.domain import formatting
from privacy_check.domain.journal import MAX_NOTE
from privacy_check.domain.sanitize import JOINERS, clean
from privacy_check.due_cache import write_agenda
from privacy_check.errors import Fault, did_you_mean
from privacy_check.session import Session
from privacy_check.storage import fingerprint, paths, profiles
from privacy_check.system import encoding, environment
from privacy_check.ui import signals, workarounds
from privacy_check.ui.ascii_driver import replace_unencodable, rewriting_driver
from privacy_check.ui.keymap import keymap
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.render.columns import pinned
from privacy_check.ui.render.wrapping import lines, with_paths
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.home import HomeScreen
from privacy_check.ui.theme import DARK, THEMES
from privacy_check.ui.type_ahead import BACKGROUND, TypeAheadApp
from privacy_check.ui.widgets import NARROW, TALL, TWO_PANES, key_names

if TYPE_CHECKING:  # loaded when they are first shown
    from privacy_check.ui.dialogs.profile import ProfileChosen
    from privacy_check.ui.dialogs.yes import YesDialog

_UPGRADED = "privacy-check was upgraded while it was open."
_TOAST = 60  # cells, as app.tcss has it
_TOAST_EDGES = 3  # its border, and a blank at each side


def _palette_provider() -> type[Provider]:
    """Load what the palette offers, when it is first opened."""
    from privacy_check.ui.command_palette import ActionsAndChecklists

    return ActionsAndChecklists


class PrivacyCheckApp(workarounds.AppWithLastWords, TypeAheadApp):
    """Home, with the other screens pushed above it."""

    TITLE = "privacy-check"
    CSS_PATH = "app.tcss"
    BINDINGS = [Binding("ctrl+z", "suspend_process", show=False, priority=True)]
    COMMANDS = {_palette_provider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide"), (TWO_PANES, "-two-panes")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]

    def __init__(self, session: Session, start: str | None = None, *, review: bool = False) -> None:
        super().__init__()
        self.animation_level = "none"  # a key has its effect at once, over a slow line, too
        self.session = session
        self._start, self._review = start, review
        self._looked = session.today
        self._program: list[str] = []
        self._told_of_upgrade = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def get_driver_class(self) -> type[Driver]:
        """Return a driver that writes what the terminal can show, each character in its column."""
        output = encoding.output_encoding()
        rewrite = pinned if output == "utf-8" else replace_unencodable(output)
        return rewriting_driver(super().get_driver_class(), rewrite)

    def get_default_screen(self) -> Screen[None]:
        """Begin at Home."""
        return HomeScreen(self.session, self._start)

    def on_load(self) -> None:
        """Handle signals that end the app, before the terminal is set up."""
        signals.install_exit_handlers(self._exit_on_signal)

    def on_mount(self) -> None:
        """Go straight to a checklist if one was named."""
        self._apply_theme()
        self._apply_keys()
        if self._start:
            from privacy_check.ui.screens.walk import WalkScreen

            self.push_screen(WalkScreen(self.session, self._start))
        elif self._review and isinstance(self.screen, HomeScreen):
            self.screen.action_review()
        elif is_first_visit(self.session):
            from privacy_check.ui.screens.settings import SettingsScreen

            self.push_screen(SettingsScreen(self.session, welcome=True))
        self.set_interval(1, self._refresh)
        self.call_after_refresh(self._look_at_this_machine)
        self.call_after_refresh(self._remember_program)
        signals.install_job_control(self)
        if problem := paths.sudo_problem(self.session.home):
            self.notify(problem, severity="warning", markup=False, timeout=10)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Send no colours with NO_COLOR: Textual's own filter leaves greys."""
        filters = super().get_line_filters()
        return [*filters, NoColor()] if self.no_color else filters

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave ctrl+z to a text field, where it undoes typing."""
        return action != "suspend_process" or not hasattr(self.focused, "undo")

    def action_command_palette(self) -> None:
        """Show the palette, once."""
        from privacy_check.ui.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="an action, or a checklist"))

    async def on_event(self, event: events.Event) -> None:
        """Sanitize pasted text, like any text from outside.

        A typed joiner is kept: only in the whole text can one see whether it joins anything.
        """
        if isinstance(event, events.Paste) and event.text not in JOINERS:
            event.text = clean(event.text, MAX_NOTE, lines=True)
        await super().on_event(event)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key's name, sanitized: a remapped key may be an invisible character."""
        return "enter" if binding.key == "enter" else clean(super().get_key_display(binding))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a toast, whose paths are wrapped as those on a page."""
        if not markup:
            room = min(_TOAST, self.size.width) - _TOAST_EDGES
            laid = lines(with_paths(message), room)
            message = "\n".join(line.content.plain.rstrip() for line in laid)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _apply_keys(self) -> None:
        """Apply the person's keys; those that are refused are shown with the other faults."""
        file = paths.display_path(self.session.home.config_file)
        good, faults = keymap(self.session.settings.keys, file)
        self.session.refused += tuple(faults)
        self.set_keymap(good)

    def _apply_theme(self) -> None:
        """Apply the person's theme; an unknown one is shown with the other faults."""
        theme, known, home = self.session.settings.theme, self.available_themes, self.session.home
        if theme and theme in known:
            self.theme = theme
        elif theme:
            is_in_config = "theme" in self.session.settings.locked
            file = paths.display_path(home.config_file if is_in_config else home.choices_file)
            near = did_you_mean(theme, known)
            self.session.refused += (Fault(file, f"{theme!r} is not known{near}", key="theme"),)

    def on_profile_chosen(self, event: "ProfileChosen") -> None:
        """Show another profile, starting at Home."""
        event.session.refused = self.session.refused
        self.session = event.session
        profiles.remember(self.session.home, self.session.profile)
        write_agenda(self.session)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.screen.session = self.session
            self.screen.redraw()

    def _refresh(self) -> None:
        """Show what another window saved, and what a new day brings."""
        if not self.is_running:
            return
        self._refresh_checklists()
        if not self._told_of_upgrade and self._is_upgraded():
            self._told_of_upgrade = True
            quits = key_names(self.screen)("app.quit")
            self.notify(f"{_UPGRADED} Quit ({quits}) and start it again.", timeout=30, markup=False)
        if self.session.refresh():
            self._show_news()
        if self.session.today != self._looked:
            self._look_at_this_machine()

    def _refresh_checklists(self) -> None:
        """Show what the person changed in their own checklists, and tell of what is wrong in them.

        A dialog is about what it was opened on: it is answered or left first.
        """
        if not isinstance(self.screen, CheckScreen):
            return
        read = self.session.changed_checklists()
        if read is None:
            return
        screens = [s for s in self.screen_stack if isinstance(s, CheckScreen)]
        lost = next((s for s in screens if not s.can_show(read.catalog.checklists)), None)
        if lost:  # what it shows stays until it is closed
            while lost in self.screen_stack:
                self.screen.dismiss(None)
            self.notify("What was shown here is gone: its file was changed.", markup=False)
            return
        known = self.session.catalog.faults
        self.session.take_up(read)
        for screen in screens:
            screen.adopt_checklists()
        if new := [f for f in self.session.catalog.faults if f not in known]:
            more = f" And {formatting.count(len(new) - 1, 'more fault')}." if len(new) > 1 else ""
            self.notify(f"{new[0]}.{more}", severity="warning", timeout=10, markup=False)
        self._show_news()

    def _show_news(self) -> None:
        write_agenda(self.session)
        below = (s for s in reversed(self.screen_stack) if isinstance(s, CheckScreen))
        next(below).redraw()  # Home at least is always there

    @work(exclusive=True, group=BACKGROUND)
    async def _look_at_this_machine(self) -> None:
        """Look for what has drifted: once the first frame is there, and again on each new day."""
        from privacy_check.verification import look_at, record, steps_to_look_at

        self._looked = self.session.today
        asked = steps_to_look_at(self.session)
        looks = await asyncio.to_thread(lambda: list(look_at(asked)))
        if record(self.session, looks):
            self._show_news()
            if isinstance(self.screen, HomeScreen):
                self.screen.after_action()  # the cursor goes to what is right no longer

    def _remember_program(self) -> None:
        self._program = fingerprint.program_state()

    def _is_upgraded(self) -> bool:
        """Tell whether the program's files are others than those that it was started from."""
        return bool(self._program) and fingerprint.program_state() != self._program

    def last_words(self) -> str | None:
        """Say why it ends where what is loaded late is of another version: that is no bug."""
        if not self._is_upgraded():
            return None
        log = self.session.event_log
        log.retry()
        lost = formatting.count(log.unsaved, "action")
        saved = f"{lost} not saved. {log.save_error}" if log.unsaved else "What you did is saved."
        return f"{_UPGRADED} {saved}\nStart it again."

    def _exit_on_signal(self, status: int) -> None:
        """Save what is pending, and leave without asking."""
        self.session.event_log.retry()
        self.exit(return_code=status)

    async def action_quit(self) -> None:
        """Leave; ask first if something is not saved and still can't be."""
        self.leave()

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """Try once more to save, and ask before giving up what can't be."""
        self.session.event_log.retry()
        unsaved = self.session.event_log.unsaved
        if not unsaved:
            self.exit()
        elif await self.push_screen_wait(self._leave_dialog()):
            self.exit(return_code=1)
        elif isinstance(self.screen, CheckScreen):
            self.screen.redraw()

    def _leave_dialog(self) -> "YesDialog":
        from privacy_check.ui.dialogs.yes import YesDialog

        log = self.session.event_log
        page = render_walk.would_be_lost(log.unsaved, log.save_error)
        return YesDialog("Not saved", page, "quit and lose it", "stay")


def is_first_visit(session: Session) -> bool:
    """Tell whether there are no settings, and nothing was done."""
    files = (session.home.config_file, session.home.choices_file)
    return not session.event_log.ids and not any(file.exists() for file in files)


def run(session: Session, start: str | None = None, *, review: bool = False) -> int:
    """Show the app until the person leaves, and return the exit status."""
    app = PrivacyCheckApp(session, start, review=review)
    due = sum(s.state == "needs-you" for s in session.standings())
    if due:
        app.title = f"privacy-check: {due} due"
    signals.decode_any_bytes()
    environment.use_actual_terminal_size()
    workarounds.install_input_parser()
    signals.discard_pending_input()
    with signals.terminal_title(app.title):
        app.run()
    write_agenda(app.session)
    return app.return_code or 0
