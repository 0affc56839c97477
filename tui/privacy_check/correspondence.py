"""Letters of a session: what fills their blanks, and what is remembered of that."""

from collections.abc import Mapping

from msgspec.structs import replace

from privacy_check.domain import letters
from privacy_check.domain.letters import MAX_ANSWER, OF_THE_PERSON, Blank, Letter, Me
from privacy_check.domain.sanitize import clean
from privacy_check.session import Session
from privacy_check.storage import companies, details


def letter(session: Session, name: str, step: str) -> Letter | None:
    """Write a step's text with its blanks filled as far as is known; None if it has none."""
    return letters.write(session.standing(name).step(step).step, _answers(session, name, step))


def blanks(session: Session, name: str, step: str) -> dict[Blank, str]:
    """Return the blanks of a step's text, each with what fills it now: nothing if unknown."""
    return letters.values(session.standing(name).step(step).step, _answers(session, name, step))


def choices(session: Session, blank: str) -> tuple[str, ...]:
    """Return what a blank can be filled with: the authorities where the person lives."""
    if blank != "authority":
        return ()
    known = companies.directory().authorities_of(session.settings.person.region)
    return tuple(authority.in_a_letter for authority in known)


def fill(session: Session, service: str, answers: Mapping[str, str], *, remember: bool) -> None:
    """Fill blanks of a service's letters; to remember them writes them to profiles.toml.

    What the person is called and where they live is then remembered for all letters. The days of
    a letter never are: the next one has others.
    Raises SettingsError or StoreError if it can't be written; the blanks are filled all the same.
    """
    said = {blank: clean(" ".join(text.split()), MAX_ANSWER) for blank, text in answers.items()}
    typed = session.letter_answers.setdefault(service, {})
    typed.update(said)
    if not remember:
        return
    kept = {key: text for key, text in said.items() if letters.can_be_remembered(key)}
    mine = {OF_THE_PERSON[key]: kept[key] for key in kept if key in OF_THE_PERSON}
    if mine:
        save_me(session, replace(session.details.me, **mine))
    others = {key: text for key, text in kept.items() if key not in OF_THE_PERSON}
    if others:
        details.save_answers(session.home, session.profile, service, others)
    session.details = details.read(session.home, session.profile)
    for blank in kept:
        del typed[blank]


def save_me(session: Session, me: Me) -> None:
    """Save who the person is, for their letters. Raises SettingsError or StoreError."""
    details.save_me(session.home, session.profile, me)
    session.details = details.read(session.home, session.profile)


def _answers(session: Session, name: str, step: str) -> dict[str, str]:
    standing = session.standing(name)
    service, text = standing.checklist.service, standing.step(step).step.copy
    known = letters.known(standing, step, session.details.me, session.settings.person.region)
    authorities = choices(session, "authority") if "[authority" in (text or "") else ()
    known |= {"authority": authorities[0]} if len(authorities) == 1 else {}
    remembered = session.details.letters.get(service, {})
    return {**known, **remembered, **session.letter_answers.get(service, {})}
