"""Which services a person uses, judged by where they were seen: addresses, apps, commands.

Of an address only the host is looked at, and only the part of it that a checklist knows is kept:
what is proposed names no account, no workspace and no page.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.search import normalize

Kind = Literal["passwords", "bookmarks", "history", "app", "command"]
"""What a service was seen in; the first of these tells most."""

MAX_ADDRESS = 4096
"""Characters of an address that are looked at; a longer one has its host in the first of them."""
MIN_NAME = 5
"""Letters of a name that is believed to mean its service in any domain: `line.de` need not."""

RegistrableDomain: TypeAlias = Callable[[str], str | None]
"""Returns the part of a host that somebody registered: `example.co.uk`; None for a suffix."""

_IN_HOST = r"[^\s/\\?#@:\[\]]{1,253}"
_WEB = re.compile(
    rf"(?:https?://(?:[^/\\?#]*@)?)?({_IN_HOST})(?::\d{{0,5}})?(?:[/?#].*)?", re.S | re.I
)
_APP = re.compile(r"(?:android|androidapp|iosapp)://(?:[^/\s]*@)?([A-Za-z0-9._-]{1,200})/?", re.I)
_HOST = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
_COMMAND = re.compile(r"[a-z0-9][a-z0-9_+-]*")
_GENERIC_SUFFIXES = ("com", "net", "org")


class Seen(NamedTuple):
    """Something that was seen, before it is known whose it is, and how often."""

    kind: Kind
    name: str
    """A host, an app's id or name, or a command."""
    source: Clean
    """Where: a file's name, or a program's."""
    times: int = 1

    def __repr__(self) -> str:
        """Name no site: a crash prints the values that it met."""
        return f"Seen({self.kind!r}, …)"


class Sighting(Struct, frozen=True):
    """A service seen in one place."""

    kind: Kind
    source: Clean
    names: tuple[Clean, ...]
    """The hosts, apps or commands by which it was recognised."""
    count: int
    """How often: addresses in a file, visits of a host."""


class Proposal(Struct, frozen=True):
    """A service that the person seems to use, and what it was seen in."""

    service: Clean
    sightings: tuple[Sighting, ...]
    certain: bool
    """False where only a name is alike: `twitter.com` for X."""


def host_of(address: str) -> str | None:
    """Return the host of a web address in ASCII; None if it has none, or one without a domain."""
    match = _WEB.fullmatch(address.strip()[:MAX_ADDRESS])
    if not match:
        return None
    host = match[1].lower().rstrip(".")
    if not host.isascii():
        host = _ascii(host)
    return host if _HOST.fullmatch(host) else None


def app_of(address: str) -> str | None:
    """Return the app that a password is for: `android://…@com.slack/` has no host."""
    match = _APP.fullmatch(address.strip()[:MAX_ADDRESS])
    return match[1] if match else None


def _ascii(host: str) -> str:
    import idna  # slow to import, and rarely needed

    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""


class Matcher:
    """Knows by which hosts, names, apps and commands each service is recognised."""

    def __init__(
        self, checklists: Iterable[Checklist], registrable_domain: RegistrableDomain
    ) -> None:
        self._registrable_domain = registrable_domain
        members: dict[str, list[Checklist]] = defaultdict(list)
        for checklist in checklists:
            if not checklist.everyone:
                members[checklist.service].append(checklist)
        self._hosts = _owners(members)
        self._names = _names(members)
        self._apps = _apps(members)
        self._commands = _commands(members)

    @property
    def commands(self) -> frozenset[str]:
        """The commands that say something."""
        return frozenset(self._commands)

    def proposals(self, seen: Iterable[Seen]) -> list[Proposal]:
        """Return the services that were seen, those that are certain first."""
        names: dict[tuple[str, Kind, Clean], dict[Clean, bool]] = defaultdict(dict)
        counts: dict[tuple[str, Kind, Clean], int] = defaultdict(int)
        for one in seen:
            for service, name, certain in self._matches(one):
                key = service, one.kind, one.source
                names[key][name] = certain
                counts[key] += one.times
        by_service: dict[str, list[Sighting]] = defaultdict(list)
        sure: set[str] = set()
        for key, found in names.items():
            service, kind, source = key
            by_service[service].append(Sighting(kind, source, tuple(sorted(found)), counts[key]))
            sure |= {service} if any(found.values()) else set()
        proposals = [
            Proposal(clean(service), tuple(sorted(sightings, key=_weight)), service in sure)
            for service, sightings in by_service.items()
        ]
        return sorted(proposals, key=lambda p: (not p.certain, p.service.casefold()))

    def _matches(self, one: Seen) -> list[tuple[str, Clean, bool]]:
        """Return the services that something means: (service, by what, whether it is certain)."""
        if one.kind == "command":
            services = self._commands.get(one.name, ())
            return [(service, clean(one.name), True) for service in services]
        if one.kind == "app" or "." not in one.name or app_key(one.name) in self._apps:
            return self._by_app(one.name)
        return self._by_host(one.name)

    def _by_app(self, name: str) -> list[tuple[str, Clean, bool]]:
        key = app_key(name)
        if services := self._apps.get(key):
            return [(service, clean(name), True) for service in services]
        return [(service, clean(name), False) for service in self._names.get(_squashed(key), ())]

    def _by_host(self, host: str) -> list[tuple[str, Clean, bool]]:
        labels = host.split(".")
        for start in range(len(labels) - 1):
            known = ".".join(labels[start:])
            if known not in self._hosts:
                continue
            if start and self._registrable_domain(known) is None:
                return []  # somebody's own page below a suffix that a company lends
            services, certain = self._hosts[known]
            return [(service, clean(known), certain) for service in services]
        return self._by_name(host, labels)

    def _by_name(self, host: str, labels: list[str]) -> list[tuple[str, Clean, bool]]:
        """Match a domain that no checklist names: a country's, or a former name's."""
        if not any(label.replace("-", "") in self._names for label in labels):
            return []  # for most hosts the list of suffixes need not be asked
        domain = self._registrable_domain(host)
        if domain is None:
            return []
        label, _, suffix = domain.partition(".")
        is_country = len(suffix.rpartition(".")[2]) == 2
        if not is_country and suffix not in _GENERIC_SUFFIXES:
            return []
        services = self._names.get(label.replace("-", ""), ())
        return [(service, clean(domain), False) for service in services]


def app_key(name: str) -> str:
    """Return an app's name as it is compared: no case, no version, no architecture."""
    name = re.sub(r"\s*\([^()]*\)\s*$|\s+v?\d[\d.]*$", "", name.strip().casefold())
    return name.removesuffix(".desktop").removesuffix(".app").strip()


def _squashed(name: str) -> str:
    return normalize(name).replace(" ", "")


def _weight(sighting: Sighting) -> tuple[int, str]:
    order: list[Kind] = ["passwords", "app", "command", "bookmarks", "history"]
    return order.index(sighting.kind), sighting.source


def _is_tool(checklist: Checklist) -> bool:
    """Tell whether a checklist is for many tools, which only their commands tell apart."""
    return any(step.commands for step in checklist.steps)


def _all_names(members: Iterable[Checklist]) -> set[str]:
    return {_squashed(n) for c in members if not _is_tool(c) for n in (c.service, *c.also)}


def _owners(
    members: Mapping[str, list[Checklist]],
) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Return host → services, and whether it is certain that it means them.

    A host that several share belongs to those whose name it bears; to all of them, perhaps, if
    there is none.
    """
    sharing: dict[str, list[str]] = defaultdict(list)
    for service, checklists in members.items():
        for host in {str(h) for c in checklists if not _is_tool(c) for h in c.hosts}:
            sharing[host].append(service)
    named = {service: _all_names(checklists) for service, checklists in members.items()}
    owners: dict[str, tuple[tuple[str, ...], bool]] = {}
    for host, services in sharing.items():
        label = host.partition(".")[0].replace("-", "")
        by_name = [s for s in services if len(services) == 1 or label in named[s]]
        owners[host] = tuple(by_name or services), bool(by_name)
    return owners


def _names(members: Mapping[str, list[Checklist]]) -> dict[str, tuple[str, ...]]:
    """Return name → services, for names that are long enough to mean nothing else."""
    found: dict[str, list[str]] = defaultdict(list)
    for service, checklists in members.items():
        for name in _all_names(checklists):
            if len(name) >= MIN_NAME:
                found[name].append(service)
    return {name: tuple(services) for name, services in found.items()}


def _apps(members: Mapping[str, list[Checklist]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for service, checklists in members.items():
        for app in {app_key(app) for checklist in checklists for app in checklist.apps}:
            found[app].append(service)
    return {app: tuple(services) for app, services in found.items()}


def _commands(members: Mapping[str, list[Checklist]]) -> dict[str, tuple[str, ...]]:
    """Return command → services; an app whose name is all in small letters may be one."""
    found: dict[str, list[str]] = defaultdict(list)
    for service, checklists in members.items():
        steps = [step for checklist in checklists for step in checklist.steps]
        apps = [app for checklist in checklists for app in checklist.apps]
        tools = {command for step in steps for command in step.commands}
        for command in {*tools, *filter(_COMMAND.fullmatch, apps)}:
            found[command].append(service)
    return {command: tuple(services) for command, services in found.items()}
