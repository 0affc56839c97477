"""Paths of all files that the program uses, and how paths are displayed."""

import os
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from privacy_check.domain.sanitize import Clean, clean_name, clean_path
from privacy_check.errors import SettingsError
from privacy_check.system import environment, folders
from privacy_check.system.ownership import user_id, user_name
from privacy_check.system.platforms import on_macos, on_windows


class Places(Struct, frozen=True):
    """The config folder (what the person chose and did) and the state folder (recreatable)."""

    config: Path
    state: Path

    @property
    def config_file(self) -> Path:
        """The settings that the person writes."""
        return self.config / "config.toml"

    @property
    def choices_file(self) -> Path:
        """The settings that the program writes."""
        return self.config / "choices.toml"

    @property
    def profiles_file(self) -> Path:
        """The names and settings of profiles, and who their letters are from."""
        return self.config / "profiles.toml"

    @property
    def own_checklists(self) -> Path:
        """The folder of the person's own checklists."""
        return self.config / "checklists"

    def profile(self, name: str) -> Path:
        """Return the folder of a profile's journals. Raises SettingsError for an unsafe name."""
        if not folders.is_name(name):
            raise SettingsError(
                f"{clean_name(name)!r} cannot be a profile's folder: a-z, 0-9 and single hyphens"
            )
        return Path(folders.journal_folder(str(self.config), name))

    def program_files(self) -> list[Path]:
        """Return the paths that the program creates, not those that the person writes."""
        profiles = self.config / "profiles"
        journals = (path for depth in ("*", "*/*") for path in profiles.glob(depth))
        return [
            *(self.config, self.choices_file, self.profiles_file, profiles),
            *sorted(path for path in journals if path.name not in folders.OF_THE_SYSTEM),
            *(self.state, self.machine_file, self.agenda_file),
            *(self.answer_file, self.catalog_file, self.folders_file, self.profile_file),
            *(self.reminder_file, self.reminded_file, self.task_file),
            self.known_changes_file,
        ]

    @property
    def machine_file(self) -> Path:
        """The name of this machine in journal file names."""
        return self.state / "machine"

    @property
    def agenda_file(self) -> Path:
        """The coming days, for the shell's reminder."""
        return self.state / "agenda"

    @property
    def answer_file(self) -> Path:
        """The cached answer of `due`."""
        return self.state / "due"

    @property
    def catalog_file(self) -> Path:
        """The cache of the parsed checklists."""
        return self.state / "catalog"

    @property
    def reminded_file(self) -> Path:
        """When the daily reminder ran last, and what came of it."""
        return self.state / "reminded"

    @property
    def reminder_file(self) -> Path:
        """By what the daily reminder was installed."""
        return self.state / "reminder"

    @property
    def task_file(self) -> Path:
        """The reminder as Windows' Task Scheduler was given it."""
        return self.state / "reminder.xml"

    @property
    def known_changes_file(self) -> Path:
        """Which changes the begun checklists had, so that a later one is told of."""
        return self.state / "changes"

    @property
    def folders_file(self) -> Path:
        """The folders of checklists that config.toml names, for `cli.fast_due`."""
        return self.state / "folders"

    @property
    def profile_file(self) -> Path:
        """The folder of the profile that the app showed last."""
        return self.state / "profile"


def locate() -> Places:
    """Return the person's folders: from `PRIVACY_CHECK_HOME`, or the system's standard ones.

    Raises SettingsError if there are none.
    """
    try:
        config, state = folders.folders()
    except folders.NoFolderError as error:
        raise SettingsError(clean_name(str(error), 1000)) from error
    return Places(Path(config), Path(state))


def builtin_checklists() -> Path:
    """Return the folder of the built-in checklists."""
    return Path(folders.builtin_checklists())


def home_folder() -> Path:
    """Return the home folder. Raises SettingsError if there is none."""
    try:
        return Path(folders.home_folder())
    except folders.NoFolderError as error:
        raise SettingsError(clean_name(str(error), 1000)) from error


def documents_folder() -> Path:
    """Return the folder to save texts in: the documents folder, or else the home folder.

    Raises SettingsError if there is no home folder either.
    """
    import platformdirs  # imported late: only saving a text needs it

    home = home_folder()
    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_absolute() and documents.is_dir() else home


def typed_path(text: str) -> Path:
    """Return the path that somebody typed, or dragged into the terminal, which quotes it.

    Raises SettingsError for `~` without a home folder.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif not on_windows():
        text = text.replace("\\ ", " ")
    return home_folder() / text[2:] if text.startswith("~/") else Path(text).absolute()


def start_up_file(shell: str) -> Path:
    """Return the start-up file of an interactive shell."""
    home = home_folder()
    if shell == "fish":
        return Path(folders.xdg("XDG_CONFIG_HOME", ".config")) / "fish" / "config.fish"
    if shell == "zsh":
        folder = os.environ.get("ZDOTDIR") or str(home)
        if not Path(folder).is_absolute():
            shown = clean_name(folder)
            raise SettingsError(f"ZDOTDIR: {shown!r} is not an absolute path; it must start with /")
        return Path(folder) / ".zshrc"
    return _bash_start_up_file(home)


def _bash_start_up_file(home: Path) -> Path:
    """Return ~/.bashrc; on macOS, where Terminal starts login shells, the file that those read."""
    if not on_macos():
        return home / ".bashrc"
    login_files = earlier_start_up_files("bash")
    return next((file for file in login_files if file.exists()), login_files[0])


def possible_start_up_files(shell: str) -> list[Path]:
    """Return all files that may have the reminder: another version may have chosen another one."""
    files = [start_up_file(shell)]
    if shell == "bash":
        files += [home_folder() / ".bashrc", *earlier_start_up_files(shell)]
    return list(dict.fromkeys(files))


def earlier_start_up_files(shell: str) -> list[Path]:
    """Return the files, in order, that decide whether a shell reads its start-up file.

    A login bash reads only the first of these that exists; those of zsh may set ZDOTDIR.
    """
    home = home_folder()
    if shell == "bash":
        return [home / name for name in (".bash_profile", ".bash_login", ".profile")]
    if shell == "zsh" and "ZDOTDIR" not in os.environ:
        return [home / ".zshenv", Path("/etc/zshenv"), Path("/etc/zsh/zshenv")]
    return []


def systemd_units() -> Path:
    """Return the folder of the person's own systemd units. Raises SettingsError."""
    home_folder()
    return Path(folders.xdg("XDG_CONFIG_HOME", ".config")) / "systemd" / "user"


def launch_agents() -> Path:
    """Return the folder of the person's own agents on macOS. Raises SettingsError."""
    return home_folder() / "Library" / "LaunchAgents"


def sudo_problem(home: Places) -> Clean | None:
    """Return a warning if `sudo` runs the program as someone other than the folders' owner."""
    caller = os.environ.get("SUDO_UID", "")
    if on_windows() or not caller.isascii() or not caller.isdigit():
        return None
    nearest = next(path for path in (home.config, *home.config.parents) if os.path.lexists(path))
    owner, me = nearest.lstat().st_uid, user_id()
    if owner != int(caller) or owner == me:
        return None
    place = display_path(home.config)
    return Clean(
        f"you are {user_name(me)} through sudo, but {place} belongs to {user_name(owner)}; "
        "do this without sudo"
    )


def display_path(path: Path) -> Clean:
    """Return a path for display: with ~ for the home folder, sanitized, never cut at its end.

    On Windows it is whole, as cmd takes ~ for a name.
    """
    inner = _below_home(path)
    return clean_path(str(path if inner is None else "~" / inner))


def shell_path(path: Path) -> Clean:
    """Return a path as one would type it in a shell: like `display_path`, quoted if need be."""
    inner = _below_home(path)
    if inner is None or not inner.parts:
        return clean_path(environment.quoted(str(path)))
    return clean_path(f"~/{environment.quoted(str(inner))}")


def actual_path(path: Path) -> Path:
    """Return where a file really is, if the system says something else.

    Windows redirects the folders of a Python from its Store to the folder of that app.
    """
    return Path(os.path.realpath(path)) if on_windows() else path


def _below_home(path: Path) -> Path | None:
    """Return a path within the home folder; None if it is elsewhere, or ~ means nothing here."""
    if not on_windows():
        with suppress(ValueError, folders.NoFolderError):
            return path.relative_to(folders.home_folder())
    return None
