"""The names that sync programs give to files; `{}` is the journal's own name without its ending."""

CONFLICT_COPIES = (
    "{}.sync-conflict-20261124-090548-7Y3OY6S.toml",  # Syncthing
    "{} (NAME's conflicted copy 2026-11-24).toml",  # Dropbox
    "{} (Unicode Encoding Conflict).toml",  # Dropbox, of two spellings of one letter
    "{}-COMPUTER.toml",  # OneDrive
    "{} 2.toml",  # iCloud
    "{} (1).toml",  # Google Drive, MEGA
    "{} (SFConflict name@example.org 2026-11-24-09-05-48).toml",  # Seafile
    "{}.Conflict.toml",  # Resilio
    "{}.toml.conflicted",  # pCloud
    "{} (conflicted copy 2026-11-24 090548).toml",  # Nextcloud
    "{}_conflict-20261124-090548.toml",  # ownCloud, and Nextcloud before
    "{}_NAME-PC_Nov-24-0905-2026_UpdateConflict.toml",  # Synology Drive
    "{}(Conflict_NAME_2026-11-24-09-05-48).toml",  # FileCloud
)

STILL_ARRIVING = (
    ".syncthing.{}.toml.tmp",
    "~syncthing~{}.toml.tmp",
    ".~{}.toml.1a2b3c4d.tmp",
    ".{}.toml.~1a2b",
    ".{}.toml",
    "~{}.toml",
    *("{}.toml" + end for end in (".part", ".tmp", ".!sync", ".SyncPart", ".SyncTemp")),
    *("{}.toml" + end for end in (".SyncOld", ".filepart", ".crdownload")),
)

EDITORS_BACKUPS = ("{}.toml~", "{}.toml.bak", "#{}.toml#", ".{}.toml.swp")

FOLDERS_OF_OLD_COPIES = (".stversions", ".stfolder", ".sync", ".debris", "old")
