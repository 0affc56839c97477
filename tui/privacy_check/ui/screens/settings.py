"""Settings: where I am, what I use, how it looks, whose journal. The first run is a visit, too."""

from collections.abc import Callable, Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check import correspondence
from privacy_check.domain.checklist import REGIONS
from privacy_check.domain.letters import MAX_ANSWER, OF_THE_PERSON, QUESTIONS, Me
from privacy_check.domain.sanitize import clean
from privacy_check.domain.search import Item
from privacy_check.domain.standing import Standing
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import paths
from privacy_check.system import environment
from privacy_check.ui.dialogs.base import notify_error
from privacy_check.ui.dialogs.discover import find_services
from privacy_check.ui.dialogs.form import Field, FormDialog
from privacy_check.ui.dialogs.narrow import OneDialog, TicksDialog
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.dialogs.profile import ask_profile
from privacy_check.ui.dialogs.yes import forget
from privacy_check.ui.render import settings as render_settings
from privacy_check.ui.render import text
from privacy_check.ui.screens.groups import start_with
from privacy_check.ui.widgets import (
    NARROW,
    TALL,
    TWO_PANES,
    KeyLine,
    PathText,
    SafeOptionList,
    key_names,
)

_FIRST = ("region", "platforms", "services")
"""What is asked on the first run."""


class _Rows(SafeOptionList):
    """One row a setting."""

    BINDINGS = [
        Binding("enter", "select", "change", tooltip="Change this setting", id="settings.change")
    ]


class SettingsScreen(Screen[None]):
    """One row a setting; `enter` changes it. On the first run it also says what this is."""

    BINDINGS = [
        Binding("escape", "home", "home", tooltip="Back to Home", id="settings.home"),
        Binding(
            "question_mark", "help", "help", tooltip="What these settings do", id="settings.help"
        ),
        Binding(
            "q",
            "app.quit",
            "quit",
            tooltip="Quit; everything is saved as you go",
            id="settings.quit",
        ),
    ]

    head = query_one("#head", Static)
    listed = query_one(_Rows)
    pane = query_one("#pane", VerticalScroll)
    detail = query_one("#detail", Static)
    facts = query_one("#facts", Static)

    def __init__(self, session: Session, *, welcome: bool = False) -> None:
        super().__init__()
        self.session, self._welcome = session, welcome

    def compose(self) -> ComposeResult:
        """Lay out what this is above the settings, and what the highlighted one does."""
        yield Static(id="head")
        if self._welcome:
            config = paths.display_path(self.session.home.config)
            narrow = self.app.size.width < NARROW
            yield PathText(render_settings.welcome(config, narrow=narrow), id="welcome")
        with Horizontal(classes="panes"):
            yield _Rows(classes="pane")
            with VerticalScroll(id="pane", classes="pane", can_focus=False):
                yield Static(id="detail")
        yield Static(id="facts")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the settings; on the first run with a guess of where the person is.

        What they use is not guessed: a wrong guess would fold away steps that they need.
        """
        region = environment.guessed_region()
        if self._welcome and region in REGIONS:
            self._keep("region", region)
        self.listed.border_subtitle = text.plain("↑ ↓ choose")
        self.redraw()
        self.listed.highlighted = self.listed.option_count - 1 if self._welcome else 0

    def on_resize(self) -> None:
        """Show one pane or two."""
        self.redraw()

    def redraw(self) -> None:
        """Show every setting with what is chosen, and what config.toml decides."""
        width = self.app.size.width
        self.head.update(render_settings.head(width - 2, welcome=self._welcome))
        here = self.listed.highlighted
        chosen = self.session.settings
        lines = render_settings.rows(
            chosen,
            self.session.details.me,
            self.session.profile.name,
            self.app.theme,
            welcome=self._welcome,
        )
        options = [
            Option(line, id=key) for key, line in lines if not self._welcome or key in _FIRST
        ]
        if not self._welcome and self.app.size.height >= TALL:
            options.insert(-1, Option("", disabled=True))  # what takes all away stands apart
        if self._welcome:
            options += [Option("", disabled=True)] if self.app.size.height >= TALL else []
            options.append(Option(render_settings.start(), id="start"))
        self.listed.set_options(options)
        self.listed.highlighted = here
        two = width >= TWO_PANES
        self.pane.display, self.facts.display = two, not two
        self._explain()

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        """Say what the setting under the cursor does: in the pane, or on one line."""
        option = self.listed.highlighted_option
        key = (option.id if option else None) or "start"
        self.facts.update(render_settings.short(key, self.session.settings))
        first: list[Standing] = []
        if key == "start":
            new = [s for s in self.session.standings() if s.state == "new"]
            first = start_with(self.session, new)
        width = min(self.app.size.width // 2 - 5, text.PROSE_WIDTH)
        again = key_names(self)("home.settings")
        shown = render_settings.detail(key, self.session.settings, first, width, again)
        self.detail.update(shown)
        words = {"settings.change": "start" if key == "start" else "change"}
        keys = ("settings.change", "settings.help", "settings.home")
        self.query_one(KeyLine).show(keys, words)

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def change(self, event: OptionList.OptionSelected) -> None:
        """Ask for the chosen setting, and keep the answer."""
        asks: dict[str, Callable[[], Any]] = {
            "region": self._ask_region,
            "platforms": self._ask_platforms,
            "plans": self._ask_plans,
            "services": self._ask_services,
            "me": self._ask_me,
            "theme": self._ask_theme,
            "profile": self._ask_profile,
            "forget": self._ask_to_forget,
        }
        if event.option_id == "start":
            self.dismiss()
        elif event.option_id:
            await asks[event.option_id]()
            self.redraw()

    async def _ask_region(self) -> None:
        now = self.session.settings.person.region or ""
        dialog = OneDialog("Where do you live?", render_settings.region_items(), now)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._keep("region", chosen)

    async def _ask_platforms(self) -> None:
        known, now = render_settings.platform_items(), self.session.settings.person.platforms
        await self._tick("platforms", "Which devices do you use?", known, now)

    async def _ask_plans(self) -> None:
        known, now = render_settings.plan_items(), self.session.settings.person.plans
        await self._tick("plans", "Which plans do you have?", known, now)

    async def _ask_services(self) -> None:
        if not self._welcome:
            await choose_services(self, self.session)
            return
        ways = [Choice(way, Content(shown)) for way, shown in render_settings.SERVICE_WAYS]
        way = await self.app.push_screen_wait(PickDialog("My services", ways))
        if way == "find":
            await find_services(self, self.session)
        elif way == "choose":
            await choose_services(self, self.session)
        if self.session.settings.services:
            self.listed.highlighted = self.listed.option_count - 1

    async def _tick(self, key: str, title: str, known: Sequence[Item], now: frozenset[str]) -> None:
        chosen = await self.app.push_screen_wait(TicksDialog(title, known, now))
        if chosen is not None:
            self._keep(key, chosen)

    async def _ask_me(self) -> None:
        me = self.session.details.me
        fields = [
            Field(field, QUESTIONS[blank], getattr(me, field))
            for blank, field in OF_THE_PERSON.items()
        ]
        said = await self.app.push_screen_wait(FormDialog("For letters", fields))
        if said is None:
            return
        now = Me(**{key: clean(value, MAX_ANSWER) for key, value in said.items()})
        try:
            correspondence.save_me(self.session, now)
        except PrivacyCheckError as error:
            notify_error(self, str(error))

    async def _ask_theme(self) -> None:
        before = self.app.theme
        names = sorted(self.app.available_themes)
        choices = [Choice(name, Content(render_settings.theme_name(name))) for name in names]
        dialog = PickDialog("Theme", choices, at=names.index(before), preview=self._show_theme)
        chosen = await self.app.push_screen_wait(dialog)
        self.app.theme = chosen or before
        if chosen:
            self._keep("theme", chosen)

    def _show_theme(self, name: str) -> None:
        self.app.theme = name

    async def _ask_profile(self) -> None:
        await ask_profile(self, self.session)

    async def _ask_to_forget(self) -> None:
        await forget(self, self.session, None)

    def _keep(self, key: str, value: str | frozenset[str] | list[str]) -> None:
        keep(self, self.session, key, value)

    def action_help(self) -> None:
        """Say what the settings are for."""
        self.app.push_screen(PageDialog("Settings", render_settings.help_page()))

    def action_home(self) -> None:
        """Go back to Home."""
        self.dismiss()


async def choose_services(screen: Screen[Any], session: Session) -> None:
    """Let the person tick the services that they use, and keep them."""
    known = render_settings.service_items(session.catalog.checklists.values())
    dialog = TicksDialog("Services you use", known, session.settings.services, can_turn=True)
    chosen = await screen.app.push_screen_wait(dialog)
    if chosen is not None and chosen != session.settings.services:
        keep(screen, session, "services", chosen)
    if dialog.turned:
        await find_services(screen, session)


def keep(
    screen: Screen[Any], session: Session, key: str, value: str | frozenset[str] | list[str]
) -> None:
    """Keep a choice, or say why that can't be."""
    try:
        session.save_setting(key, value)
    except PrivacyCheckError as error:
        screen.notify(str(error), severity="error", timeout=10, markup=False)
