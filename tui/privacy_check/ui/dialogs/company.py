"""A letter to any company: what it asks for, and to whom, found as one types."""

from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from privacy_check.domain.law import KIND_NAMES, Entry
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.url import is_mail_address
from privacy_check.domain.wording import no_mail_address
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import letter_checklists
from privacy_check.storage.companies import directory
from privacy_check.ui.dialogs.base import notify_error
from privacy_check.ui.dialogs.form import Field, FormDialog
from privacy_check.ui.dialogs.narrow import NarrowDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.render import text

_MOST = 50
"""Companies shown at once: more is no help in finding one."""
_OTHER = "other"


class CompanyDialog(NarrowDialog[Entry]):
    """Chooses a company by its name or what it runs; any other name will do as well."""

    WORDS = {"narrow.choose": "write"}
    placeholder = "a company, or a service it runs"

    def options(self, query: str) -> list[Option]:
        """Show the companies that have what was typed, and what was typed itself."""
        known = directory()
        found = known.places(query)[:_MOST] if query.strip() else []
        rows = [Option(_row(known.companies[place]), id=str(place)) for place in found]
        if query.strip():
            rows.append(Option(text.plain(f"{query.strip()}, another address …"), id=_OTHER))
        return rows

    def nothing(self) -> str:
        """Say what there is to find."""
        return f"{len(directory().companies):,} companies are known here. Type a name."

    def choose(self, name: str) -> None:
        """Hand the company back; one without an address if it is another one."""
        typed = clean(" ".join(self.query_line.value.split()))
        self.dismiss(Entry(typed) if name == _OTHER else directory().companies[int(name)])


def _row(entry: Entry) -> Content:
    return Content.assemble(entry.name, (f"  {entry.where}", text.DIM))


async def _ask_address(screen: Screen[Any], name: Clean) -> Entry | None:
    """Ask where a company is, until its e-mail can be one; None if the person went back."""
    given, says = {"email": "", "address": ""}, "Either may stay empty."
    while True:
        fields = [
            Field("email", "Its e-mail for privacy", given["email"]),
            Field("address", "Its postal address", given["address"]),
        ]
        form = FormDialog(name, fields, text.plain(says))
        typed = await screen.app.push_screen_wait(form)
        if typed is None:
            return None
        email = clean(typed["email"])
        if not email or is_mail_address(email):
            return Entry(name, clean(typed["address"], 500), email)
        given, says = typed, f"{no_mail_address(email)}. Either may stay empty."


async def write_to_company(screen: Screen[Any], session: Session) -> str | None:
    """Ask for what and to whom, and write the letter's checklist; return its id."""
    kinds = [Choice(kind, text.plain(name)) for kind, name in KIND_NAMES.items()]
    kind = await screen.app.push_screen_wait(PickDialog("What do you ask for?", kinds))
    if kind is None:
        return None
    company = await screen.app.push_screen_wait(CompanyDialog("Which company?"))
    if company is None:
        return None
    origin = directory().origin
    if not (company.address or company.email):
        given = await _ask_address(screen, company.name)
        if given is None:
            return None
        company, origin = given, clean("")
    try:
        region = session.settings.person.region
        checklist = letter_checklists.write(
            session.home, session.catalog, kind, company, region, origin
        )
    except PrivacyCheckError as error:
        notify_error(screen, str(error))
        return None
    if read := session.changed_checklists():
        session.take_up(read)
    return str(checklist.id)
