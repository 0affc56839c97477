"""With `footprint`, the only place that names a folder or reads an environment variable."""

import os
import platform
import re
import shlex
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from shutil import which

from privacy_check import footprint
from privacy_check.errors import SettingsError
from privacy_check.inert import Clean, clean_name, clean_path
from privacy_check.ownership import user_name


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything lives: what is the person's, and what this machine can make again."""

    config: Path
    state: Path

    @property
    def config_file(self) -> Path:
        """Settings that the person writes."""
        return self.config / "config.toml"

    @property
    def choices_file(self) -> Path:
        """Settings that the program writes."""
        return self.config / "choices.toml"

    @property
    def profiles_file(self) -> Path:
        """What each profile but the default is called, and what its person chose."""
        return self.config / "profiles.toml"

    @property
    def own_checklists(self) -> Path:
        """The folder of the person's own checklists."""
        return self.config / "checklists"

    def profile(self, name: str) -> Path:
        """Return the folder of a profile's journals; refuses a name that could leave its place."""
        if not footprint.is_name(name):
            shown = clean_name(name)
            raise SettingsError(f"{shown!r} is no profile's folder: a-z, 0-9 and single hyphens")
        return Path(footprint.journals(str(self.config), name))

    def ours(self) -> list[Path]:
        """Return what the program makes; config.toml and own checklists are the person's."""
        profiles = self.config / "profiles"
        return [
            *(self.config, self.choices_file, self.profiles_file, profiles),
            *sorted(path for depth in ("*", "*/*") for path in profiles.glob(depth)),
            *(self.state, self.machine_file, self.agenda_file),
            *(self.answer_file, self.catalog_file, self.profile_file),
        ]

    @property
    def machine_file(self) -> Path:
        """The name under which this machine writes its journal."""
        return self.state / "machine"

    @property
    def agenda_file(self) -> Path:
        """The coming days, for the shell's reminder."""
        return self.state / "agenda"

    @property
    def answer_file(self) -> Path:
        """What `due` said last, for the door."""
        return self.state / "due"

    @property
    def catalog_file(self) -> Path:
        """The checklists as they were last read, so that they need not be parsed again."""
        return self.state / "catalog"

    @property
    def profile_file(self) -> Path:
        """The folder of the profile that the screen showed last."""
        return self.state / "profile"


def places() -> Places:
    """Find the person's folders: `PRIVACY_CHECK_HOME`, or what the system uses for such things.

    Raises SettingsError where there is none.
    """
    try:
        config, state = footprint.folders()
    except footprint.NoFolderError as error:
        raise SettingsError(clean_name(str(error), 1000)) from error
    return Places(Path(config), Path(state))


def named_profile() -> str | None:
    """Return the profile that `PRIVACY_CHECK_PROFILE` names."""
    return os.environ.get("PRIVACY_CHECK_PROFILE") or None


def command() -> str:
    """Return the words by which a shell finds this program from any folder, quoted for it.

    A virtual environment's own folder does not count as found: it may be on the PATH of this one
    shell only, or because `make run` or `uv run` put it there for the moment.
    """
    own = Path(sys.executable).parent
    inside = {str(own)} if sys.prefix != sys.base_prefix else set()
    if any(_runs(Path(folder)) for folder in os.get_exec_path() if folder not in inside):
        return footprint.NAME
    if script := _runs(own):
        return _quoted(script)
    return f"{_quoted(Path(sys.executable))} -m privacy_check"


def command_in_words() -> str:
    """Return the words by which this program is run here, inert."""
    return clean_name(command(), 4096)


def _runs(folder: Path) -> Path | None:
    """Return the program's script in a folder, if there is one that can be run."""
    scripts = (folder / f"{footprint.NAME}{ending}" for ending in ("", ".exe"))
    return next((s for s in scripts if s.is_file() and os.access(s, os.X_OK)), None)


def _quoted(path: Path) -> str:
    return f'"{path}"' if os.name == "nt" else shlex.quote(str(path))


def upgrade_command() -> str:
    """Say how this copy of the program is upgraded, by where it is installed."""
    where = Path(sys.prefix).parts
    if "uv" in where and "tools" in where:
        return f"uv tool upgrade {footprint.NAME}"
    if "pipx" in where:
        return f"pipx upgrade {footprint.NAME}"
    source = Path(__file__).parent.parent.parent
    return (
        f"git -C {clean_name(shlex.quote(str(source)), limit=4096)} pull"
        if (source / ".git").exists()
        else f"pip install -U {footprint.NAME}"
    )


def likely_region() -> str | None:
    """Guess where the person is, by the language of their system: `en_GB` is the UK."""
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    country = language.partition(".")[0].partition("_")[2].lower()
    return {"gb": "uk"}.get(country, country) or None


def builtin_checklists() -> Path:
    """Find the checklists that came with the program: in the wheel, or beside the source."""
    return Path(footprint.builtin_checklists())


def host_name() -> str:
    """Return this machine's name, as part of a file's name."""
    name = re.sub(r"[^a-z0-9]+", "-", platform.node().lower()).strip("-")
    return name[:40] or "machine"


def home_folder() -> Path:
    """Return the person's own folder. Raises SettingsError where there is none."""
    try:
        return Path(footprint.home_folder())
    except footprint.NoFolderError as error:
        raise SettingsError(clean_name(str(error), 1000)) from error


def start_up_file(shell: str) -> Path:
    """Return the file that an interactive shell reads when it starts."""
    home = home_folder()
    if shell == "fish":
        return Path(footprint.xdg("XDG_CONFIG_HOME", ".config")) / "fish" / "config.fish"
    if shell == "zsh":
        folder = os.environ.get("ZDOTDIR") or str(home)
        if not Path(folder).is_absolute():
            shown = clean_name(folder)
            raise SettingsError(f"ZDOTDIR: {shown!r} is no whole path; write it out from / on")
        return Path(folder) / ".zshrc"
    return home / ".bashrc"


def read_before(shell: str) -> list[Path]:
    """Return the files that decide whether a shell reads its start-up file, those that count first.

    A login bash reads the first that is there, and nothing else; zsh may be sent elsewhere.
    """
    home = home_folder()
    if shell == "bash":
        return [home / name for name in (".bash_profile", ".bash_login", ".profile")]
    if shell == "zsh" and "ZDOTDIR" not in os.environ:
        return [home / ".zshenv", Path("/etc/zshenv"), Path("/etc/zsh/zshenv")]
    return []


def in_anothers_home(home: Places) -> Clean | None:
    """Say whose folders these are if `sudo` runs the program as somebody else; None if not."""
    who = os.environ.get("SUDO_UID", "")
    if os.name != "posix" or not who.isascii() or not who.isdigit():
        return None
    ours = next(path for path in (home.config, *home.config.parents) if os.path.lexists(path))
    owner, me = ours.lstat().st_uid, os.geteuid()
    if owner != int(who) or owner == me:
        return None
    place = in_words(home.config)
    return Clean(
        f"you are {user_name(me)}, by sudo, and {place} is {user_name(owner)}'s; leave out sudo"
    )


def program(name: str) -> str | None:
    """Find a program by its name, in no folder that depends on where one works; None if not."""
    found = which(name, path=_whole_folders())
    return found if found and Path(found).is_absolute() else None


def _whole_folders() -> str:
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(filter(os.path.isabs, folders))


def simple_terminal() -> str:
    """Name a terminal that can only print lines, as editors have them; nothing for any other."""
    kind = os.environ.get("TERM", "")
    return kind if kind in ("dumb", "unknown") else ""


def only_shows_links() -> bool:
    """Tell whether the person's browser is elsewhere: over SSH, with no display of its own."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(os.environ.get("SSH_CONNECTION")) and not display


def browser_commands() -> list[str]:
    """Return the browsers that the person named in `BROWSER`, the most wanted first."""
    return [name for name in os.environ.get("BROWSER", "").split(os.pathsep) if name.strip()]


def environment_of_a_browser() -> dict[str, str]:
    """Return an environment in which no console browser is found, and no program here."""
    kept = {name: value for name, value in os.environ.items() if name not in ("TERM", "BROWSER")}
    return kept | {"PATH": _whole_folders()}


def follow_the_terminal() -> None:
    """Let the size of the terminal count, not the one that a shell exported when it started."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def in_words(path: Path) -> Clean:
    """Return a path as a person would write it, inert, and with its last name whole."""
    with suppress(ValueError, footprint.NoFolderError):  # elsewhere, or this user has no home
        path = "~" / path.relative_to(footprint.home_folder())
    return clean_path(str(path))


class _LocalZone(tzinfo):
    """The machine's own time zone, on any day: what `TZ` says, daylight saving and all."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return _here(moment.replace(tzinfo=None)).utcoffset() if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str:
        return time.tzname[0]

    def fromutc(self, moment: datetime) -> datetime:
        return _here(moment.replace(tzinfo=UTC)).replace(tzinfo=self)


def _here(moment: datetime) -> datetime:
    """Return a moment in the machine's zone; in UTC where `TZ` says what no zone on earth is."""
    try:
        return moment.astimezone()
    except ValueError:  # UTC+99
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


LOCAL = _LocalZone()


def clock() -> datetime:
    """Return the moment, in the zone that the machine has now: the only look at a clock there is.

    The zone may change while a window is open: on a journey, or by hand.
    """
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()
    return datetime.now(LOCAL)
