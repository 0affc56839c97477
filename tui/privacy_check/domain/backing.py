"""What backs a step and a checklist: each source's kind, a step's best, the weakest step."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import get_args
from urllib.parse import urlsplit

from msgspec import Struct

from privacy_check.domain.checklist import Backing, Checklist, Source, Step
from privacy_check.domain.url import host

STRENGTH: dict[Backing, int] = {kind: rank for rank, kind in enumerate(get_args(Backing))}
"""The rank of each kind, the strongest 0."""
_FIRST_HAND = STRENGTH["authority"]
"""The vendor on its own product and the law on a right are worth the same."""

_CODE_HOSTS = frozenset({"github.com", "www.github.com", "raw.githubusercontent.com", "gitlab.com"})
_GITHUBS_OWN = frozenset("about copilot enterprise features orgs security settings site".split())
"""Where an address at GitHub begins with none of these, it is a repository of somebody."""
_ARCHIVES = frozenset({"opentermsarchive"})
"""Who keeps vendors' own terms, word by word, in repositories."""
_TERMS_ARCHIVES = frozenset({"edit.tosdr.org"})

_GOVERNMENTS = "ar au br cn cy cz gr hk ie il in it lt lv mt my nz pl pt ro sg si sk tr tw uk za"
AUTHORITIES = frozenset(
    "gov mil europa.eu gc.ca gouv.fr admin.ch bund.de gv.at govt.nz go.jp go.kr nhs.uk police.uk "
    "ico.org.uk ofcom.org.uk asa.org.uk dataprotection.ie cnil.fr autoriteitpersoonsgegevens.nl "
    "garanteprivacy.it aepd.es gesetze-im-internet.de datenschutz-bayern.de imy.se datatilsynet.no "
    "datatilsynet.dk tietosuoja.fi".split()
    + [f"gov.{country}" for country in _GOVERNMENTS.split()]
)
PRESS = frozenset(
    "404media.co 9to5google.com 9to5mac.com androidauthority.com androidcentral.com "
    "androidpolice.com apnews.com appleinsider.com arstechnica.com axios.com bbc.co.uk bbc.com "
    "bgr.com bleepingcomputer.com bloomberg.com businessinsider.com cbsnews.com clubic.com "
    "cnbc.com cnet.com cnn.com computerbase.de computerweekly.com computerworld.com "
    "consumerreports.org eff.org engadget.com euractiv.com fastcompany.com forbes.com "
    "fortune.com foxnews.com ft.com ghacks.net gizmodo.com golem.de heise.de hindustantimes.com "
    "howtogeek.com imore.com indianexpress.com indiatoday.in krebsonsecurity.com lemonde.fr "
    "lifehacker.com lifewire.com macrumors.com macworld.com makeuseof.com mashable.com "
    "mozillafoundation.org mybroadband.co.za nbcnews.com neowin.net netzpolitik.org noyb.eu "
    "npr.org nytimes.com omgubuntu.co.uk pcgamer.com pcmag.com pcworld.com pocket-lint.com "
    "politico.com politico.eu popsci.com privacyguides.org privacyinternational.org "
    "privacyrights.org propublica.org reuters.com slashgear.com spiegel.de techcrunch.com "
    "techradar.com theguardian.com thehackernews.com themarkup.org thenextweb.com "
    "theregister.com theverge.com time.com tomsguide.com tomshardware.com usatoday.com "
    "washingtonpost.com which.co.uk windowscentral.com wired.com wsj.com xda-developers.com "
    "zdnet.com zeit.de".split()
)
"""Newsrooms, and groups that are known for their guides."""
_GUIDES = frozenset(
    {"privacyguides/privacyguides.org", "yaelwrites/big-ass-data-broker-opt-out-list"}
)
"""Known guides that are kept in a repository."""
_HOST_END = re.compile(r"[/?#:]")
_SECOND_LEVELS = frozenset("ac co com gov net org".split())


class Backed(Struct, frozen=True):
    """The source that a step rests on most of all, and its kind."""

    kind: Backing
    source: Source


def kind(source: Source, checklist: Checklist) -> Backing:
    """Return what kind of source it is: as the file says, else by its address."""
    return source.kind or _kind_by_address(source.url, checklist.hosts)


def is_vendors_own(source: Source, checklist: Checklist) -> bool:
    """Tell whether the address shows that these are the vendor's words: its own, or an archive."""
    return _kind_by_address(source.url, checklist.hosts) == "vendor"


def best(step: Step, checklist: Checklist) -> Backed | None:
    """Return what a step rests on: of its strongest sources the newest, dated ones first.

    None if it names no source, as a step of a person's own may.
    """
    found = [Backed(kind(source, checklist), source) for source in checklist.backing(step)]
    return min(
        found,
        key=lambda b: (STRENGTH[b.kind], not b.source.date, -_day(b.source)),
        default=None,
    )


def weakest(checklist: Checklist, among: Iterable[Step] = ()) -> Backed | None:
    """Return what a checklist rests on: the backing of its weakest step, the oldest if alike.

    `among` are the steps that count for somebody; without any, all that are required. None if
    one of them names no source.
    """
    found: list[Backed] = []
    for step in tuple(among) or required(checklist):
        backed = best(step, checklist)
        if backed is None:
            return None
        found.append(backed)
    return max(found, key=lambda b: (STRENGTH[b.kind], not b.source.date, -_day(b.source)))


def hands(checklist: Checklist) -> int:
    """Return through how many hands it went: 0 for the vendor or the law, then press, others.

    What a person wrote down for themselves went through none.
    """
    weak = weakest(checklist)
    return max(0, STRENGTH[weak.kind] - _FIRST_HAND) if weak else 0


def required(checklist: Checklist) -> tuple[Step, ...]:
    """Return the steps that are not optional; all of them if there is none."""
    return tuple(s for s in checklist.steps if not s.optional) or checklist.steps


def backed_on(step: Step, checklist: Checklist) -> date | None:
    """Return the newest date among a step's sources; None if none is dated."""
    return max((s.date for s in checklist.backing(step) if s.date), default=None)


def oldest(checklist: Checklist) -> tuple[Step, date | None]:
    """Return the required step whose backing is oldest; undated counts as oldest."""
    dated = [(step, backed_on(step, checklist)) for step in required(checklist)]
    return min(dated, key=lambda pair: pair[1] or date.min)


def domain(url: str) -> str:
    """Return the domain that somebody registered: `bbc.co.uk` for `www.bbc.co.uk`."""
    return _registered(host(url))


def _registered(name: str) -> str:
    labels = name.split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVELS and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])


def repository(url: str) -> str:
    """Return the repository that an address is in, `owner/name`; empty if it is in none."""
    if _host(url) not in _CODE_HOSTS:
        return ""
    owner, name = (*urlsplit(url).path.lower().split("/")[1:3], "", "")[:2]
    return f"{owner}/{name}" if name and owner not in _GITHUBS_OWN else ""


@lru_cache(maxsize=8192)
def _kind_by_address(url: str, hosts: tuple[str, ...]) -> Backing:
    """Return a source's kind; a library has thousands, and all are asked for in the first frame."""
    if _is_own(url, hosts):
        return "vendor"
    if code := repository(url):
        archived = code.partition("/")[0] in _ARCHIVES
        return "vendor" if archived else "press" if code in _GUIDES else "other"
    there = _with_parents(_host(url))
    if there & _TERMS_ARCHIVES:
        return "vendor"
    if there & AUTHORITIES:
        return "authority"
    return "press" if there & PRESS else "other"


def _is_own(url: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether it is on the service's hosts, or in a repository of who is named as they are.

    Anybody can have a repository at GitHub: its being there makes it nobody's own, not even
    GitHub's.
    """
    if code := repository(url):
        owner = code.partition("/")[0]
        return any(owner == _registered(name).partition(".")[0] for name in hosts)
    return not _with_parents(_host(url)).isdisjoint(hosts)


def _host(url: str) -> str:
    """Return the host of a checked address; ten times as fast as parsing it again."""
    scheme, _, rest = url.partition("://")
    return _HOST_END.split(rest, maxsplit=1)[0] if rest else host(scheme)


def _with_parents(name: str) -> frozenset[str]:
    """Return a host with all that it is part of: `a.b.c`, `b.c`, `c`."""
    labels = name.split(".")
    return frozenset(".".join(labels[i:]) for i in range(len(labels)))


def _day(source: Source) -> int:
    day = source.date or source.seen
    return day.toordinal() if day else 0
