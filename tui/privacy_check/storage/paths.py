"""With `footprint`, the only place that names a folder or reads an environment variable."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from privacy_check.domain.sanitize import Clean, clean_name, clean_path
from privacy_check.errors import SettingsError
from privacy_check.system import folders
from privacy_check.system.ownership import user_name


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
        if not folders.is_name(name):
            shown = clean_name(name)
            raise SettingsError(f"{shown!r} is no profile's folder: a-z, 0-9 and single hyphens")
        return Path(folders.journal_folder(str(self.config), name))

    def program_files(self) -> list[Path]:
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


def locate() -> Places:
    """Find the person's folders: `PRIVACY_CHECK_HOME`, or what the system uses for such things.

    Raises SettingsError where there is none.
    """
    try:
        config, state = folders.folders()
    except folders.NoFolderError as error:
        raise SettingsError(clean_name(str(error), 1000)) from error
    return Places(Path(config), Path(state))


def builtin_checklists() -> Path:
    """Find the checklists that came with the program: in the wheel, or beside the source."""
    return Path(folders.builtin_checklists())


def home_folder() -> Path:
    """Return the person's own folder. Raises SettingsError where there is none."""
    try:
        return Path(folders.home_folder())
    except folders.NoFolderError as error:
        raise SettingsError(clean_name(str(error), 1000)) from error


def documents_folder() -> Path:
    """Return the folder for what the person takes away: their documents', else their own.

    Raises SettingsError where there is none.
    """
    import platformdirs  # only a text that is saved pays for it

    home = home_folder()
    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_absolute() and documents.is_dir() else home


def start_up_file(shell: str) -> Path:
    """Return the file that an interactive shell reads when it starts."""
    home = home_folder()
    if shell == "fish":
        return Path(folders.xdg("XDG_CONFIG_HOME", ".config")) / "fish" / "config.fish"
    if shell == "zsh":
        folder = os.environ.get("ZDOTDIR") or str(home)
        if not Path(folder).is_absolute():
            shown = clean_name(folder)
            raise SettingsError(f"ZDOTDIR: {shown!r} is no whole path; write it out from / on")
        return Path(folder) / ".zshrc"
    return home / ".bashrc"


def earlier_start_up_files(shell: str) -> list[Path]:
    """Return the files that decide whether a shell reads its start-up file, those that count first.

    A login bash reads the first that is there, and nothing else; zsh may be sent elsewhere.
    """
    home = home_folder()
    if shell == "bash":
        return [home / name for name in (".bash_profile", ".bash_login", ".profile")]
    if shell == "zsh" and "ZDOTDIR" not in os.environ:
        return [home / ".zshenv", Path("/etc/zshenv"), Path("/etc/zsh/zshenv")]
    return []


def sudo_problem(home: Places) -> Clean | None:
    """Say whose folders these are if `sudo` runs the program as somebody else; None if not."""
    who = os.environ.get("SUDO_UID", "")
    if os.name != "posix" or not who.isascii() or not who.isdigit():
        return None
    ours = next(path for path in (home.config, *home.config.parents) if os.path.lexists(path))
    owner, me = ours.lstat().st_uid, os.geteuid()
    if owner != int(who) or owner == me:
        return None
    place = display_path(home.config)
    return Clean(
        f"you are {user_name(me)}, by sudo, and {place} is {user_name(owner)}'s; leave out sudo"
    )


def display_path(path: Path) -> Clean:
    """Return a path as a person would write it, inert, and with its last name whole."""
    with suppress(ValueError, folders.NoFolderError):  # it is elsewhere, or there is no home
        path = "~" / path.relative_to(folders.home_folder())
    return clean_path(str(path))
