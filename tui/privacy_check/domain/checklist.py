"""The checklist model: frozen values whose annotations say what a file may contain.

`storage/checklist_file` reads files into them.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from privacy_check.domain.sanitize import Clean

Id = Annotated[Clean, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An identifier that events refer to: lower-case letters, digits, single hyphens."""
Text = Annotated[Clean, Meta(min_length=1)]
_SAYS_NOTHING = Clean("")
"""The default of a text that a person's own checklist may leave out, and the library may not."""
Day: TypeAlias = date  # some models below have a field named `date`
LEAST_DAYS, MOST_DAYS, DEFAULT_DAYS = 7, 730, 180
"""From one check to the next, as a file may say; and where a person's own says nothing."""
Days = Annotated[int, Meta(ge=LEAST_DAYS, le=MOST_DAYS)]
AnswerDays = Annotated[int, Meta(ge=1, le=730)]

Category = Literal[
    "ai-training", "ads", "telemetry", "visibility", "voice", "location", "account", "broker"
]
Platform = Literal["web", "ios", "android", "linux", "macos", "windows", "tv"]
Plan = Literal["free", "personal", "business", "education"]
Backing = Literal["vendor", "authority", "press", "other"]
"""What kind of source it is: the vendor itself, a public authority or the law, the press."""
System = Literal["linux", "macos", "windows"]
ProbeFormat = Literal["json", "jsonc", "toml", "yaml", "ini", "lines", "prefs", "plist", "registry"]
Missing = Literal["next", "right", "wrong", "unknown"]

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
"""Every region code → the codes of the wider regions that contain it."""

Region = Annotated[Clean, Meta(extra_json_schema={"enum": sorted(REGIONS)})]


class Source(Struct, frozen=True, kw_only=True, gc=False):
    """A source that backs what steps and changes say."""

    id: Id
    title: Text
    publisher: Text
    url: Text
    date: Day | None = None
    """The day it was published or last updated; None if it doesn't say."""
    seen: Day | None = None
    """The day it was read, for a source without a date."""
    kind: Backing | None = None
    """What kind of source it is, where its host doesn't show that."""


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """Something that the vendor moved, renamed or reset."""

    date: Day
    note: Text
    regions: tuple[Region, ...] = ()
    steps: tuple[Id, ...] = ()
    """Ids, current or former, of the steps that it puts in doubt; empty means every step."""
    sources: tuple[Id, ...] = ()


class Confirm(Struct, frozen=True, kw_only=True, gc=False):
    """The question that a look at the setting answers."""

    question: Text = Clean("Is it still as you left it?")
    url: Clean | None = None
    by_search: bool = False
    """Whether it asks what a search for the person finds: then it is not visible, or is again."""


class Probe(Struct, frozen=True, kw_only=True, gc=False):
    """A read-only look at this machine: an environment variable, or a key in a config file."""

    sources: tuple[Id, ...] = ()
    os: tuple[System, ...] = ()
    """The systems on which it can tell; empty means all."""
    env: Text | None = None
    """The variable; one that is set to nothing counts as missing."""
    file: tuple[Text, ...] = ()
    """Where the file may be; the first of these that is there counts."""
    format: ProbeFormat | None = None
    key: Text | None = None
    """The key in the file, with dots between levels: `telemetry.enabled`."""
    right: tuple[Text, ...] = ()
    """The values that are right, as text: `false`, `0`, `off`; `*` is any but nothing."""
    wrong: tuple[Text, ...] = ()
    ignore_case: bool = False
    missing: Missing = "next"
    """What it means that the variable, the file or the key is not there."""
    other: Literal["missing"] | None = None
    """What any other value means: the same as none. Else it is judged (`probing.judge`)."""


class Answer(Struct, frozen=True, kw_only=True, gc=False):
    """What the law says of the answer to a letter, and what comes next if there is none."""

    law: Text | None = None
    """The law that sets `answer_days`: `GDPR, Article 12(3)`."""
    extension_days: AnswerDays | None = None
    """Days by which they may extend it, if they say so in time."""
    then: tuple[Id, ...] = ()
    """What comes next, the first that is for the person: steps of this file, or checklists."""
    sources: tuple[Id, ...] = ()
    """What backs `law` and its days."""


class Step(Struct, frozen=True, kw_only=True, gc=False):
    """One thing to change, send or check."""

    id: Id
    title: Text
    body: Clean = _SAYS_NOTHING
    sources: tuple[Id, ...] = ()
    was: tuple[Id, ...] = ()
    """Former ids; events that use them belong to this step."""
    path: tuple[Text, ...] = ()
    """The menu labels that lead there, as the service spells them."""
    formerly: tuple[Text, ...] = ()
    """Older labels that people may still see."""
    url: Clean | None = None
    expect: Clean | None = None
    copy: Clean | None = None
    optional: bool = False
    answer_days: AnswerDays | None = None
    """Days until an answer is due; None if the step doesn't ask anybody."""
    answer: Answer | None = None
    """What the law says of that answer, and what comes next; only with `answer_days`."""
    platforms: tuple[Platform, ...] = ()
    regions: tuple[Region, ...] = ()
    plans: tuple[Plan, ...] = ()
    unknown: tuple[Text, ...] = ()
    """What no source confirms: `the label on Android`."""
    probe: tuple[Probe, ...] = ()
    """Looks at this machine that can answer the step, in the order in which they are asked."""
    commands: tuple[Text, ...] = ()
    """The commands of a tool: where neither they nor its files are, the step is folded away."""


class Checklist(Struct, frozen=True, kw_only=True, gc=False):
    """The ordered steps that fix one setting, or a few related ones."""

    schema: Literal[1]
    id: Id
    title: Text
    service: Clean = _SAYS_NOTHING
    """Once read, it is never empty: the title stands for it."""
    hosts: tuple[Text, ...] = ()
    category: Category = "account"
    worth: Annotated[int, Meta(ge=1, le=3)] = 2
    summary: Clean = _SAYS_NOTHING
    why: Clean = _SAYS_NOTHING
    after: Clean = _SAYS_NOTHING
    minutes: Annotated[int, Meta(ge=1, le=600)] = 5
    recheck_days: Days = DEFAULT_DAYS
    confirm: Confirm = Confirm()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1)]
    sources: tuple[Source, ...] = ()
    changes: tuple[Change, ...] = ()
    tags: tuple[Text, ...] = ()
    reach: Annotated[int, Meta(ge=1, le=3)] = 1
    """How many people use the service: 3 hundreds of millions, 2 tens of millions, 1 fewer."""
    also: tuple[Text, ...] = ()
    """Other names under which people search for the service: `Twitter` for X."""
    apps: tuple[Text, ...] = ()
    """What the service is called where it is installed: a package's id, a program's name."""
    everyone: bool = False
    """Not tied to using a service (a broker, a register, a right): shown to everyone."""
    audited: Day | None = None
    """The day on which a second reader last checked the whole file against its sources."""
    replaces: tuple[Id, ...] = ()
    """Former ids; events under them belong to this checklist."""
    retired: Day | None = None
    """The day on which the service or the setting went away."""
    instead: Id | None = None
    """The checklist to use once this one is retired."""

    @property
    def has_service(self) -> bool:
        """Whether it is about a service; if not, its title must not be shown twice."""
        return self.service != self.title

    def step(self, name: str) -> Step | None:
        """Return a step by its current id or a former one."""
        return next((s for s in self.steps if name == s.id or name in s.was), None)

    def steps_before(self, name: str) -> list[Step]:
        """Return the steps whose missing answer leads to this one."""
        return [s for s in self.steps if s.answer and name in s.answer.then]

    def source(self, name: str) -> Source | None:
        """Return a source by its id."""
        return next((s for s in self.sources if s.id == name), None)

    def backing(self, step: Step) -> tuple[Source, ...]:
        """Return the sources that back a step, in the order in which it lists them."""
        return tuple(s for s in map(self.source, step.sources) if s)


LIBRARY_KEYS: dict[type[Struct], tuple[str, ...]] = {
    Checklist: (
        *("service", "hosts", "category", "worth", "summary", "why", "after"),
        *("minutes", "recheck_days", "confirm", "sources"),
    ),
    Confirm: ("question",),
    Step: ("body", "sources"),
    Probe: ("sources",),
}
"""What a built-in checklist must have besides, and a person's own may leave out."""
