"""PrivacyCheckApp: the session on a screen, and what happens when the terminal goes away."""

from collections.abc import Sequence

from textual import events, on, work
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen

from privacy_check.domain.journal import MAX_NOTE
from privacy_check.domain.sanitize import JOINERS, clean
from privacy_check.due_cache import write_agenda
from privacy_check.errors import Fault, did_you_mean
from privacy_check.session import Session
from privacy_check.storage import paths, profiles
from privacy_check.system import encoding, environment
from privacy_check.ui import signals, workarounds
from privacy_check.ui.ascii_driver import plain, rewriting
from privacy_check.ui.dialogs.profile import ProfileChosen
from privacy_check.ui.dialogs.yes import YesDialog
from privacy_check.ui.keymap import keymap
from privacy_check.ui.palette import ActionsAndChecklists, Palette
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.render.columns import pinned
from privacy_check.ui.render.wrapping import lines, with_paths
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.home import HomeScreen
from privacy_check.ui.screens.settings import SettingsScreen
from privacy_check.ui.screens.walk import WalkScreen
from privacy_check.ui.theme import DARK, THEMES
from privacy_check.ui.type_ahead import TypeAheadApp
from privacy_check.ui.widgets import NARROW, TALL, TWO_PANES

_TOAST = 60  # cells, as app.tcss has it
_TOAST_EDGES = 3  # its border, and a blank at each side


class PrivacyCheckApp(TypeAheadApp):
    """One sitting at a terminal: Home, or one checklist's walk above it."""

    TITLE = "privacy-check"
    CSS_PATH = "app.tcss"
    BINDINGS = [Binding("ctrl+z", "suspend_process", show=False, priority=True)]
    COMMANDS = {ActionsAndChecklists}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide"), (TWO_PANES, "-two-panes")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]

    def __init__(self, session: Session, start: str | None = None, *, review: bool = False) -> None:
        super().__init__()
        self.animation_level = "none"  # what a key does is there at once, over a slow line, too
        self.session = session
        self._start, self._review = start, review
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def get_driver_class(self) -> type[Driver]:
        """Let the terminal have signs that it can show, and each in its column."""
        letters = encoding.output_encoding()
        clean_output = pinned if letters == "utf-8" else plain(letters)
        return rewriting(super().get_driver_class(), clean_output)

    def get_default_screen(self) -> Screen[None]:
        """Begin at Home."""
        return HomeScreen(self.session, self._start)

    def on_load(self) -> None:
        """Be ready to be told to end, before the terminal is set up."""
        signals.install_exit_handlers(self._told_to_end)

    def on_mount(self) -> None:
        """Go straight to a checklist if one was named."""
        self._show_theme()
        self._take_keys()
        if self._start:
            self.push_screen(WalkScreen(self.session, self._start))
        elif self._review and isinstance(self.screen, HomeScreen):
            self.screen.action_review()
        elif is_first_visit(self.session):
            self.push_screen(SettingsScreen(self.session, welcome=True))
        self.set_interval(1, self._refresh)
        signals.install_job_control(self)
        if whose := paths.sudo_problem(self.session.home):
            self.notify(whose, severity="warning", markup=False, timeout=10)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Send no colours to whom does not want any: by itself, Textual sends greys."""
        filters = super().get_line_filters()
        return [*filters, NoColor()] if self.no_color else filters

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave ctrl+z to a text in which it takes back what was typed."""
        return action != "suspend_process" or not hasattr(self.focused, "undo")

    def action_command_palette(self) -> None:
        """Show the palette, once."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="an action, or a checklist"))

    async def on_event(self, event: events.Event) -> None:
        """Let what is pasted come in inert, as any text from outside.

        A joiner that was typed is kept: whether it joins is known when all of the text is.
        """
        if isinstance(event, events.Paste) and event.text not in JOINERS:
            event.text = clean(event.text, MAX_NOTE, lines=True)
        await super().on_event(event)

    def get_key_display(self, binding: Binding) -> str:
        """Name a key; the person's own may be one that has no shape."""
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
        """Show a toast, in which a path is broken as on a page."""
        if not markup:
            room = min(_TOAST, self.size.width) - _TOAST_EDGES
            laid = lines(with_paths(message), room)
            message = "\n".join(line.content.plain.rstrip() for line in laid)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _take_keys(self) -> None:
        """Take on the person's keys; those that can't be are told with the other faults."""
        file = paths.display_path(self.session.home.config_file)
        good, faults = keymap(self.session.settings.keys, file)
        self.session.refused += tuple(faults)
        self.set_keymap(good)

    def _show_theme(self) -> None:
        """Take on the person's theme; one that is not known is told with the other faults."""
        theme, known, home = self.session.settings.theme, self.available_themes, self.session.home
        if theme and theme in known:
            self.theme = theme
        elif theme:
            by_hand = "theme" in self.session.settings.locked
            file = paths.display_path(home.config_file if by_hand else home.choices_file)
            near = did_you_mean(theme, known)
            self.session.refused += (Fault(file, f"{theme!r} is not known{near}", key="theme"),)

    @on(ProfileChosen)
    def change_profile(self, event: ProfileChosen) -> None:
        """Show another journal, from Home on."""
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
        if self.is_running and self.session.refresh():
            write_agenda(self.session)
            below = (s for s in reversed(self.screen_stack) if isinstance(s, CheckScreen))
            next(below).redraw()  # Home at least is always there

    def _told_to_end(self, status: int) -> None:
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
        elif await self.push_screen_wait(self._asks_to_leave()):
            self.exit(return_code=1)
        elif isinstance(self.screen, HomeScreen | WalkScreen):
            self.screen.redraw()

    def _asks_to_leave(self) -> YesDialog:
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
    needy = sum(s.state == "needs-you" for s in session.standings())
    if needy:
        app.title = f"privacy-check: {needy} due"
    signals.decode_any_bytes()
    environment.use_actual_terminal_size()
    workarounds.install_input_parser()
    signals.discard_pending_input()
    with signals.terminal_title(app.title):
        app.run()
    write_agenda(app.session)
    return app.return_code or 0
