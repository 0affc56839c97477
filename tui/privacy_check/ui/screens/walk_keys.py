"""Which of a walk's keys matter where it is, and what they do there."""

from typing import NamedTuple

from privacy_check.domain import letters, wording
from privacy_check.domain.actions import offered_verb
from privacy_check.domain.standing import Standing, StepStanding

SPARE = (
    "walk.next",
    "walk.skip",
    "walk.confirm",
    "walk.code",
    "walk.verify",
    "walk.letter",
    "walk.save",
    "app.help",
    "walk.copy",
)
"""Keys that give way on a narrow screen to the mark, the link and the way out."""
_WORDS = {"go on": "continue"}
"""Verbs as the line of keys says them, where that is another word."""


class Keys(NamedTuple):
    """Ids of bindings, the foremost first, and words in place of those that they bring."""

    ids: tuple[str, ...]
    words: dict[str, str]


FOLDED = Keys(
    ("walk.done", "walk.on", "walk.before", "app.help", "walk.home"),
    {"walk.done": "continue", "walk.on": "show it"},
)
"""At a step that does not apply to the person."""


def at_the_end(*, has_next: bool) -> Keys:
    """Return the keys at the end of a review, from which a next checklist may be walked."""
    further = ("walk.on",) if has_next else ()
    ids = (*further, "app.interval", "app.undo", "app.help", "walk.home")
    return Keys(ids, {"walk.on": "what is next"})


def at_a_step(standing: Standing, here: StepStanding, *, has_blanks: bool) -> Keys:
    """Return the keys at a step, whose letter may have blanks."""
    step = here.step
    verb = offered_verb(here, standing)
    goes_on = verb == "go on"  # then `next` would say it twice, and `skip` has nothing to skip
    is_mailed = letters.is_mailed(step)
    on_a_phone = step.url and not is_mailed and {"ios", "android"} & set(step.platforms)
    wanted = {
        "walk.done": True,
        "walk.skip": not goes_on,
        "walk.code": on_a_phone,
        "walk.open": is_mailed or step.url,
        "walk.copy": step.copy,
        "walk.save": step.copy,
        "walk.letter": has_blanks,
        "walk.verify": step.probe,
        "walk.confirm": wording.all_done(standing),
        "walk.next": not goes_on,
        "app.help": True,
        "walk.home": True,
    }
    words: dict[str, str] = {"walk.done": _WORDS.get(verb, verb)}
    words |= {"walk.open": "mail"} if is_mailed else {}
    return Keys(tuple(name for name, is_wanted in wanted.items() if is_wanted), words)
