"""What the sources of a built-in checklist must be: each step rests on who can know.

A step that counts rests on the vendor, on an authority or the law, or on two independent press
sources of the two years before the file was last audited. `tests/weak_backing.txt` names what does
not keep this yet; `python -m tests.source_rules` takes out of it what does by now.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from privacy_check.domain import backing
from privacy_check.domain.checklist import Checklist, Source, Step
from privacy_check.domain.url import host
from privacy_check.storage import catalog, paths

EXCEPTIONS = Path(__file__).parent / "weak_backing.txt"
YEARS = 2
"""The age from which press no longer tells what a vendor's screens are like."""

REFUSED = frozenset(
    # reposts, aggregators and clones of a site
    "particle.news particlenews.pages.dev tengele.com promo-sale.live pipedot.org cybernoz.com "
    "worldofsoftware.org newsbeep.com news-articles.net news.backbox.org neveropen.tech "
    "digitrendz.blog todaymegadeals.shop redlib.cjs-cloud.com reddit.positiveclimb.co.uk "
    "wikiless.lunar.icu wikimore.private.coffee baa-atlas.vercel.app lavx.hu channel.cx.ms "
    "gist.github.com "
    # content farms, affiliate pages, texts that nobody wrote, and what a reader found wrong
    "6thwave.news americannewsgroup.com askvity.info capitalfm.co.ke claimdepot.com "
    "dailydiverse.site delist.ai doolpa.com giznewsdaily.com gokawiil.com "
    "graycliffcottage.com grokipedia.com iphoneipadfix.com issuhub.com iswlegal.com itzine.ru "
    "legalclarity.org lireo.com lynicis.dev mixvale.com.br muslimonline24.blogspot.com "
    "nsct.pk nybreaking.com odo24.pl oridea.co phoenix24.one realhacker.news request-gdpr.com "
    "rvtravel.com saywharadio.com sectorhq.co securewt.com supergrok.tech techwaves.top "
    "techzle.com the-sun.com thesmios.com thewindowsclub.blog tipsmake.com vivodoc.com "
    "wikicamps.co wukihow.com".split()
)
"""Hosts whose word backs nothing."""

KNOWN_OWNERS = frozenset(
    "adguardteam ai-robots-txt anthropics blackhillsinfosec brave cloudflare datenanfragen "
    "duckduckgo efforg github globalprivacycontrol google-antigravity googlecolab ietf-wg-aipref "
    "jdm-contrib justarchinet mdn microsoft microsoftdocs mozilla mozilla-firefox the-markup "
    "vscodium".split()
)
"""Owners of repositories who are no strangers; that alone makes them neither vendor nor press."""
_OF_MANY = frozenset({"mondaq.com", "pressreader.com", "yahoo.com"})
"""Where many publishers' texts stand."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]* (20\d\d)\b", re.I)
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, order=True)
class Weakness:
    """What of a checklist is not backed as it must be."""

    checklist: str
    place: str
    """`step turn-off` or `source help`."""
    why: str

    @property
    def line(self) -> str:
        """How it stands among the exceptions."""
        return f"{self.checklist} {self.place}"


def weaknesses(checklist: Checklist) -> Iterator[Weakness]:
    """Say of each source and each step that counts what is wrong with its backing."""
    for source in checklist.sources:
        if why := refusal(source, checklist):
            yield Weakness(checklist.id, f"source {source.id}", why)
        if not (source.date or source.seen):
            yield Weakness(checklist.id, f"source {source.id} undated", "neither date nor seen")
    for step in checklist.steps:
        if why := weak_backing(step, checklist):
            yield Weakness(checklist.id, f"step {step.id}", why)


def refusal(source: Source, checklist: Checklist) -> str:
    """Say why a source is none; empty if it is one."""
    if not _parents(source.url).isdisjoint(REFUSED):
        return "a refused publisher"
    owner = backing.repository(source.url).partition("/")[0]
    known = owner in KNOWN_OWNERS or source.kind in ("vendor", "authority")
    if owner and not known and not _is_known_by_address(source, checklist):
        return "a stranger's repository"
    return ""


def weak_backing(step: Step, checklist: Checklist) -> str:
    """Say why a step's backing is weak; empty if it is not, or the step does not count."""
    if step.optional or checklist.retired:
        return ""
    sources = [s for s in checklist.backing(step) if not refusal(s, checklist)]
    kinds = {backing.kind(source, checklist) for source in sources}
    if kinds & {"vendor", "authority"}:
        return ""
    press = [s for s in sources if backing.kind(s, checklist) == "press"]
    if not press:
        return "second-hand alone" if sources else "refused sources alone"
    if not _independent(press):
        return "one press source"
    dated = [s for s in press if published(s)]
    if not _independent(dated):
        return "press without a day"
    return "" if _independent([s for s in dated if _is_recent(s, checklist)]) else "old press"


def published(source: Source) -> date | None:
    """Return a source's day, else the first of the month or year that its publisher names."""
    if source.date:
        return source.date
    if match := _MONTH_AND_YEAR.search(source.publisher):
        return date(int(match[2]), 1 + _MONTHS.index(match[1][:3].lower()), 1)
    year = _YEAR.search(source.publisher)
    return date(int(year[0]), 1, 1) if year else None


def _is_recent(source: Source, checklist: Checklist) -> bool:
    day, audited = published(source), checklist.audited
    if day is None or audited is None:
        return False
    return (day.year + YEARS, day.month, day.day) >= (audited.year, audited.month, audited.day)


def _independent(sources: list[Source]) -> bool:
    """Tell whether two of them are of different publishers."""
    return any(_differ(a, b) for a, b in combinations(sources, 2))


def _differ(one: Source, other: Source) -> bool:
    if _publisher(one) == _publisher(other):
        return False
    there = _place(one)
    return there != _place(other) or there in _OF_MANY


def _place(source: Source) -> str:
    return backing.repository(source.url) or backing.domain(source.url)


def _publisher(source: Source) -> str:
    return re.split(r"[,(]", source.publisher)[0].strip().lower()


def _is_known_by_address(source: Source, checklist: Checklist) -> bool:
    plain = Source(id=source.id, title=source.title, publisher=source.publisher, url=source.url)
    return backing.kind(plain, checklist) != "other"


def _parents(url: str) -> set[str]:
    labels = host(url).split(".")
    return {".".join(labels[i:]) for i in range(len(labels))}


def library() -> list[Weakness]:
    """Return all that is weak in the library."""
    found = catalog.load(paths.builtin_checklists(), Path("none")).checklists.values()
    return sorted(weakness for checklist in found for weakness in weaknesses(checklist))


def exceptions() -> list[str]:
    """Return the lines of what is known to be weak."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def prune() -> None:
    """Take out of the exceptions what is no longer needed; nothing is ever added."""
    needed = {weakness.line for weakness in library()}
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line or line.startswith("#") or line in needed]
    EXCEPTIONS.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    prune()
