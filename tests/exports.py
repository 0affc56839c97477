"""Exports of password managers and browsers' bookmarks, with markers where secrets stand.

KeePassXC's are real ones of version 2.7.4; the others follow the published formats.
"""

import io
import json
import sqlite3
from pathlib import Path
from zipfile import ZipFile

DATA = Path(__file__).parent / "data" / "exports"
MARKERS = ("PASS-MARK", "USER-MARK", "NOTE-MARK")
"""What stands in each export as passwords, user names and notes: none of it may ever be seen."""

BITWARDEN_CSV = """\
folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp
NOTE-MARK,1,login,Slack,"NOTE-MARK
second line",NOTE-MARK: x,0,"https://acme-corp.slack.com/signin,https://slack.com",USER-MARK,PASS-MARK,PASS-MARK
,,login,Spotify,,,0,androidapp://com.spotify.music,USER-MARK,"PASS-MARK,""https://reddit.com"" x",
,,note,NOTE-MARK,NOTE-MARK,,0,,,,
"""
CHROME_CSV = """\
name,url,username,password,note
slack.com,https://USER-MARK:PASS-MARK@slack.com/signin?user=USER-MARK,USER-MARK,PASS-MARK,NOTE-MARK
Spotify,android://PASS-MARK==@com.spotify.music/,USER-MARK,PASS-MARK,
"""
FIREFOX_CSV = """\
"url","username","password","httpRealm","formActionOrigin","guid","timeCreated"
"https://slack.com","USER-MARK","PASS-MARK",,"https://slack.com","{a}","1"
"https://spotify.com","USER-MARK","PASS-MARK",,"","{b}","1"
"""
SAFARI_CSV = """\
Title,URL,Username,Password,Notes,OTPAuth
Slack,https://slack.com/,USER-MARK,PASS-MARK,NOTE-MARK,PASS-MARK
Spotify,https://spotify.com/,USER-MARK,PASS-MARK,,
"""
ONEPASSWORD_CSV = """\
Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes
Slack,https://slack.com,USER-MARK,PASS-MARK,,false,false,,NOTE-MARK
Spotify,https://spotify.com,USER-MARK,PASS-MARK,,false,false,,
"""
PROTON_CSV = """\
type,name,url,email,username,password,note,totp,createTime,modifyTime,vault
login,Slack,"https://slack.com, https://spotify.com",USER-MARK,USER-MARK,PASS-MARK,NOTE-MARK,,1,1,P
"""
KEEPASS_CSV = """\
"Account","Login Name","Password","Web Site","Comments"
"Slack","USER-MARK","PASS-MARK","https://slack.com","NOTE-MARK \\"quoted\\""
"Spotify","USER-MARK","PASS-MARK","spotify.com",""
"""
KEEPASS_1_XML = """\
<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<pwlist><pwentry><group>NOTE-MARK</group><title>Slack</title><username>USER-MARK</username>
<url>https://slack.com</url><password>PASS-MARK</password><notes>NOTE-MARK https://reddit.com</notes>
</pwentry><pwentry><url>https://spotify.com</url></pwentry></pwlist>
"""
BITWARDEN_JSON = json.dumps(
    {
        "encrypted": False,
        "folders": [{"id": "1", "name": "NOTE-MARK"}],
        "items": [
            {
                "name": "Slack",
                "notes": "NOTE-MARK",
                "login": {
                    "uris": [{"match": None, "uri": "https://slack.com/PASS-MARK"}],
                    "username": "USER-MARK",
                    "password": "PASS-MARK",
                    "totp": None,
                },
            },
            {"name": "card", "login": None, "card": {"number": "PASS-MARK"}},
            {"login": {"uris": [{"match": 3, "uri": "androidapp://com.spotify.music"}]}},
        ],
    }
)
ONEPASSWORD_DATA = json.dumps(
    {
        "accounts": [
            {
                "attrs": {"accountName": "USER-MARK"},
                "vaults": [
                    {
                        "attrs": {"name": "NOTE-MARK"},
                        "items": [
                            {
                                "overview": {
                                    "title": "Slack",
                                    "url": "https://slack.com",
                                    "urls": [{"label": "x", "url": "https://slack.com/2"}],
                                },
                                "details": {
                                    "loginFields": [{"value": "PASS-MARK", "name": "password"}],
                                    "notesPlain": "NOTE-MARK",
                                },
                            },
                            {"overview": {"url": "https://spotify.com", "urls": None}},
                        ],
                    }
                ],
            }
        ]
    }
)
PROTON_DATA = json.dumps(
    {
        "version": "1.20.0",
        "vaults": {
            "v": {
                "name": "NOTE-MARK",
                "items": [
                    {
                        "data": {
                            "metadata": {"name": "Slack", "note": "NOTE-MARK"},
                            "type": "login",
                            "content": {
                                "itemEmail": "USER-MARK",
                                "password": "PASS-MARK",
                                "urls": ["https://slack.com", "https://spotify.com"],
                            },
                        }
                    }
                ],
            }
        },
    }
)
NETSCAPE_HTML = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p>
<DT><H3 ADD_DATE="1">NOTE-MARK</H3><DL><p>
<DT><A HREF="https://slack.com/?token=PASS-MARK" ADD_DATE="1" ICON="data:,x">NOTE-MARK</A>
<DT><A HREF="https://open.spotify.com/" ADD_DATE="1">USER-MARK</A>
<DT><A HREF="javascript:PASS-MARK">NOTE-MARK</A>
</DL></DL>
"""
CHROME_JSON = json.dumps(
    {
        "checksum": "PASS-MARK",
        "roots": {
            "bookmark_bar": {
                "type": "folder",
                "name": "NOTE-MARK",
                "children": [
                    {"type": "url", "name": "NOTE-MARK", "url": "https://slack.com/PASS-MARK"},
                    {"type": "folder", "children": [{"type": "url", "url": "https://spotify.com"}]},
                ],
            },
            "sync_transaction_version": "1",
        },
        "version": 1,
    }
)
FIREFOX_JSON = json.dumps(
    {
        "guid": "root________",
        "root": "placesRoot",
        "title": "",
        "children": [
            {
                "title": "NOTE-MARK",
                "children": [
                    {"title": "NOTE-MARK", "uri": "https://slack.com/"},
                    {"uri": "https://spotify.com/"},
                ],
            }
        ],
    }
)


def archive(name: str, data: str | bytes) -> bytes:
    """An archive as 1Password and Proton Pass make it, with an attachment."""
    made = io.BytesIO()
    with ZipFile(made, "w") as opened:
        opened.writestr(name, data)
        opened.writestr("files/attachment.txt", "PASS-MARK https://reddit.com")
    return made.getvalue()


def all_exports() -> dict[str, tuple[str, bytes]]:
    """File name → (the program that it is taken for, its content): Slack and Spotify in each."""
    texts = {
        "bitwarden.csv": ("Bitwarden", BITWARDEN_CSV),
        "bitwarden.json": ("Bitwarden", BITWARDEN_JSON),
        "chrome.csv": ("Chrome or Edge", CHROME_CSV),
        "firefox.csv": ("Firefox", FIREFOX_CSV),
        "safari.csv": ("Safari", SAFARI_CSV),
        "1password.csv": ("1Password", ONEPASSWORD_CSV),
        "proton.csv": ("Proton Pass", PROTON_CSV),
        "proton.json": ("Proton Pass", PROTON_DATA),
        "keepass.csv": ("KeePass", KEEPASS_CSV),
        "keepass-1.xml": ("KeePass", KEEPASS_1_XML),
        "bookmarks.html": ("", NETSCAPE_HTML),
        "Bookmarks": ("Chrome", CHROME_JSON),
        "bookmarks.json": ("Firefox", FIREFOX_JSON),
    }
    return {name: (program, text.encode()) for name, (program, text) in texts.items()} | {
        "keepassxc.csv": ("KeePassXC", (DATA / "keepassxc-2.7.4.csv").read_bytes()),
        "keepassxc.xml": ("KeePass", (DATA / "keepassxc-2.7.4.xml").read_bytes()),
        "export.1pux": ("1Password", archive("export.data", ONEPASSWORD_DATA)),
        "proton.zip": ("Proton Pass", archive("Proton Pass/data.json", PROTON_DATA)),
    }


def places(file: Path) -> None:
    """Make a database like Firefox's, with bookmarks of two services and visits of two others."""
    with sqlite3.connect(file) as made:
        made.executescript(
            """
            CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT, title TEXT, rev_host TEXT,
                visit_count INTEGER DEFAULT 0);
            CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY, type INTEGER, fk INTEGER,
                title TEXT);
            INSERT INTO moz_places VALUES
                (1, 'https://slack.com/PASS-MARK', 'NOTE-MARK', 'moc.kcals.', 0),
                (2, 'https://spotify.com/', NULL, 'moc.yfitops.', 0),
                (3, 'https://www.reddit.com/r/NOTE-MARK', 'x', 'moc.tidder.www.', 41),
                (4, 'https://www.reddit.com/', 'x', 'moc.tidder.www.', 1);
            INSERT INTO moz_bookmarks VALUES (1, 1, 1, 'NOTE-MARK'), (2, 1, 2, NULL),
                (3, 2, NULL, 'folder');
            """
        )
    made.close()
