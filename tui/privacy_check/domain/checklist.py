"""What a checklist is: frozen values, without files and without a clock.

The annotations say what a file may hold (bounds, closed lists); `catalog` reads files into them.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from privacy_check.domain.sanitize import Clean

Id = Annotated[Clean, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""A name that events hold on to: lower-case letters, digits, single hyphens."""
Text = Annotated[Clean, Meta(min_length=1)]
Day: TypeAlias = date  # a field of that name would hide the class
Days = Annotated[int, Meta(ge=7, le=730)]
AnswerDays = Annotated[int, Meta(ge=1, le=730)]

Category = Literal[
    "ai-training", "ads", "telemetry", "visibility", "voice", "location", "account", "broker"
]
Platform = Literal["web", "ios", "android", "linux", "macos", "windows", "tv"]
Plan = Literal["free", "personal", "business", "education"]
Backing = Literal["vendor", "authority", "press", "other"]
"""Whose word a source is: the service's own, a public authority's or the law's, a publisher's."""

_STATES = (
    "al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj "
    "nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy"
).split()
_EU = "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk".split()
_ELSEWHERE = "uk ch us ca hk au nz br jp kr in cn tw sg mx za tr il no is li".split()

REGIONS: dict[str, frozenset[str]] = (
    {code: frozenset() for code in _ELSEWHERE}
    | {f"us-{state}": frozenset({"us"}) for state in _STATES}
    | {country: frozenset({"eu", "eea"}) for country in _EU}
    | {country: frozenset({"eea"}) for country in ("eu", "no", "is", "li")}
    | {"eea": frozenset()}
)
"""Every region that a file may name, and the wider ones that a person there is in as well."""

Region = Annotated[Clean, Meta(extra_json_schema={"enum": sorted(REGIONS)})]


class Source(Struct, frozen=True, kw_only=True, gc=False):
    """Where a step's words come from."""

    id: Id
    title: Text
    publisher: Text
    url: Text
    date: Day | None = None
    """The day it was published or updated; none when the source doesn't say."""
    seen: Day | None = None
    """The day on which it was read, for a source that has no date of its own."""
    kind: Backing | None = None
    """Whose word it is, where its host does not tell."""


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """Something the vendor moved, renamed or set anew, from a day on."""

    date: Day
    note: Text
    regions: tuple[Region, ...] = ()
    steps: tuple[Id, ...] = ()
    """What it puts in doubt, by ids that may be former ones; none means every step."""
    sources: tuple[Id, ...] = ()


class Confirm(Struct, frozen=True, kw_only=True, gc=False):
    """The one question that a look at the setting answers."""

    question: Text
    url: Clean | None = None


class Step(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that a person changes, sends or checks."""

    id: Id
    title: Text
    body: Text
    sources: Annotated[tuple[Id, ...], Meta(min_length=1)]
    was: tuple[Id, ...] = ()
    """Former ids: events that name them mean this step."""
    path: tuple[Text, ...] = ()
    """The labels on the way there, as the service writes them."""
    formerly: tuple[Text, ...] = ()
    """Labels that people may still meet."""
    url: Clean | None = None
    expect: Clean | None = None
    copy: Clean | None = None
    optional: bool = False
    answer_days: AnswerDays | None = None
    """Days until an answer is due; none means that the step asks nobody anything."""
    platforms: tuple[Platform, ...] = ()
    regions: tuple[Region, ...] = ()
    plans: tuple[Plan, ...] = ()
    unknown: tuple[Text, ...] = ()
    """What no source could confirm: `the label on Android`."""


class Checklist(Struct, frozen=True, kw_only=True, gc=False):
    """The ordered steps that put one setting, or a small family of them, right."""

    schema: Literal[1]
    id: Id
    title: Text
    service: Text
    hosts: tuple[Text, ...]
    category: Category
    worth: Annotated[int, Meta(ge=1, le=3)]
    summary: Text
    why: Text
    after: Text
    minutes: Annotated[int, Meta(ge=1, le=600)]
    recheck_days: Days
    confirm: Confirm
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    changes: tuple[Change, ...] = ()
    tags: tuple[Text, ...] = ()
    reach: Annotated[int, Meta(ge=1, le=3)] = 1
    """How many people have the service: 3 hundreds of millions, 2 tens of millions, 1 fewer."""
    also: tuple[Text, ...] = ()
    """Other names by which people look for the service: `Twitter` for X."""
    everyone: bool = False
    """Not about a service that one uses (a broker, a register, a right): shown to everyone."""
    audited: Day | None = None
    """The day on which a second reader last held the whole file against what could be found."""
    replaces: tuple[Id, ...] = ()
    """Former ids of the checklist: their events count as this one's."""
    retired: Day | None = None
    """The day from which the service or the setting is gone."""
    instead: Id | None = None

    def step(self, name: str) -> Step | None:
        """Find a step by its id, or by an id that it once had."""
        return next((s for s in self.steps if name == s.id or name in s.was), None)

    def source(self, name: str) -> Source | None:
        """Find a source by its id."""
        return next((s for s in self.sources if s.id == name), None)

    def backing(self, step: Step) -> tuple[Source, ...]:
        """Return the sources that back a step, in the step's own order."""
        return tuple(s for s in map(self.source, step.sources) if s)

    def step_backed_on(self, step: Step) -> Day | None:
        """Return the newest date of a source that backs the step; none when none is dated."""
        return max((s.date for s in self.backing(step) if s.date), default=None)

    def weakest(self) -> tuple[Step, Day | None]:
        """Return the required step whose backing is oldest; one without a date is the oldest."""
        required = [s for s in self.steps if not s.optional] or list(self.steps)
        dated = [(step, self.step_backed_on(step)) for step in required]
        return min(dated, key=lambda pair: pair[1] or date.min)
