"""What was asked to be forgotten is gone, whatever state its file is in, and nothing else is."""

import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from privacy_check import due_cache
from privacy_check.cli import report
from privacy_check.domain.sanitize import Clean
from privacy_check.due_cache import cache_answer, write_agenda
from privacy_check.errors import StoreError
from privacy_check.session import Session, open_session
from privacy_check.storage import journal_lines
from privacy_check.storage.journal_files import Store, format_line
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.samples import event

SECRET = "my-secret-note"
KEPT = event("00000002", "2026-11-23T10:02:11", "noted", note=Clean("see acme, or not"))
GONE = event("00000001", "2026-11-23T10:02:11", "noted", note=Clean(SECRET))
OTHER = format_line("other", KEPT).encode()
ACME = format_line("acme", GONE).encode()
TABLE = (
    b'[acme.00000001]\nat = 2026-11-23T10:02:11Z\ndid = "noted"\nnote = "my-secret-note"\n\n'
    b'[other.00000002]\nat = 2026-11-23T10:02:11Z\ndid = "noted"\nnote = "see acme, or not"\n'
)

STATES: dict[str, bytes] = {
    "as it was written": ACME + b"\n" + OTHER + b"\n",
    "without a last newline": OTHER + b"\n" + ACME,
    "with a mark, CRLF and indents": b"\xef\xbb\xbf  " + ACME + b"\r\n" + OTHER + b"\r\n",
    "with CR alone": OTHER + b"\r" + ACME + b"\r" + OTHER,
    "with CR alone, and added to": OTHER + b"\r" + ACME + b"\n" + OTHER + b"\n",
    "cut": OTHER + b"\n" + ACME[:-10] + b"\n" + OTHER,
    "cut and continued": ACME[:-10] + OTHER + b"\n" + OTHER,
    "zeroed": OTHER + b"\n" + ACME[:-3] + b"\0" * 50,
    "torn in a letter": OTHER + b"\n" + ACME[:-10] + b"\xf0\x9f\n",
    "in Latin-1": OTHER + b"\n" + ACME.replace(b"note", b"n\xf6te"),
    "conflicted": b"<<<<<<< a\n" + ACME + b"\n=======\n" + OTHER + b"\n>>>>>>> b\n",
    "commented out by hand": b"# " + ACME + b"\n" + OTHER + b"\n",
    "with a comment behind it": ACME + b"  # my-secret-note\n" + OTHER + b"\n",
    "twice": ACME + b"\n" + OTHER + b"\n" + ACME + b"\n",
    "as tables": TABLE,
    "as one table": b"[acme]\n" + ACME.removeprefix(b"acme.") + b"\n[other]\n" + OTHER[6:],
    "as tables of dotted keys": b"[other]\n[acme]\n00000001.at = 2026-11-23T10:02:11Z\n"
    b'00000001.did = "noted"\n00000001.note = "my-secret-note"\n' + OTHER,
    "under a stray header": b"[acme]\n" + OTHER + b"\n" + ACME + b"\n",
    "on several lines": ACME.replace(b", ", b",\n  ") + b"\n" + OTHER + b"\n",
    "folded": ACME.replace(b", note", b",\nnote") + b"\nx\n" + OTHER + b"\n",
    "with its key in quotes": b'"acme" . "00000001" ' + ACME[14:] + b"\n" + OTHER + b"\n",
    "of another version": ACME.replace(b'"noted"', b'{ x = "my-secret-note" }') + b"\n" + OTHER,
    "very long": ACME.replace(b"secret", b"secret" * 20_000) + b"\n" + OTHER,
}
"""What a journal with a line of Acme, and a line of Other, may have become."""

WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "profile", tmp_path / "machine", "host")
    store.folder.mkdir()
    return store


def put(store: Store, data: bytes, name: str = "journal.toml") -> Path:
    file = store.folder / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("state", STATES)
def test_one_checklist_is_forgotten_and_the_others_keep_every_byte(
    store: Store, state: str
) -> None:
    data = STATES[state]
    file = put(store, data)
    others = store.read().journal.get("other")
    count, files = store.forget(frozenset({"acme"}))
    left = file.read_bytes()
    assert (count > 0, files) == (True, [str(file)])
    assert b"my-" not in left
    assert b"acme." not in left
    assert len(left) == len(data), "blanked in place"
    assert store.read().journal == ({"other": others} if others else {})
    if state != "cut and continued":
        assert left.count(b"see acme, or not") == data.count(b"see acme, or not")


@pytest.mark.parametrize("state", STATES)
def test_a_forgotten_profile_leaves_no_byte(store: Store, state: str) -> None:
    file = put(store, STATES[state])
    store.forget(None)
    assert file.read_bytes().strip() == b""


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("state", ["as it was written", "as tables", "cut", "on several lines"])
def test_a_journal_in_utf_16_or_32_is_reported_and_can_be_forgotten(
    store: Store, codec: str, state: str
) -> None:
    text = STATES[state].decode()
    file = put(store, text.encode(codec))
    (fault,) = store.read().unread
    assert fault.what.startswith(f"is {codec.upper()[:6]}")
    assert fault.what.endswith("which is not read: save it as UTF-8")
    assert store.forget(frozenset({"acme"}))[1] == [str(file)]
    left = file.read_bytes().decode(codec)
    assert SECRET not in left
    assert left.count("see acme, or not") == text.count("see acme, or not")
    store.forget(None)
    assert file.read_bytes().replace(b"\0", b"").strip() == b""


UNREADABLE = {
    "packed": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03KLN\xceM\xd5\x02\x00" * 3,
    "locked by git-crypt": b"\x00GITCRYPT\x00" + bytes(range(1, 256)),
    "a page": b"<!DOCTYPE html>\n<p>Sign in to see journal.toml</p>\n",
    "base64": b"YWNtZS45ZjJjNDFhYSA9IHsgYXQgPSAyMDI2LTExLTIz\nVDEwOjAyOjExWg==\n",
    "JSON": b'{\n  "another": {\n    "9f2c41aa": {"at": "2026-11-23"}\n  }\n}\n',
    "of no events": b'title = "A note"\n[a]\nb = 1\n',
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_unreadable_journal_is_reported_and_not_taken_for_empty(store: Store, what: str) -> None:
    file = put(store, UNREADABLE[what])
    reading = store.read()
    (fault,) = reading.unread
    assert reading.faults == reading.unread
    assert (fault.file, fault.line) == (str(file), None)
    assert fault.what.startswith("holds no readable event")
    with pytest.raises(StoreError, match="may still hold some: delete it"):
        store.forget(frozenset({"acme"}))
    store.forget(None)
    assert file.read_bytes().strip() == b""


@pytest.mark.parametrize(
    "data", [b"", b"\n \r\n", b"# mine\n", b"\xef\xbb\xbf", b"\0" * 64, ACME[:9]]
)
def test_an_empty_file_a_comment_and_a_torn_first_save_are_not_reported(
    store: Store, data: bytes
) -> None:
    put(store, data)
    assert store.read().faults == ()


@pytest.mark.parametrize("codec", WIDE)
def test_nothing_is_appended_to_a_file_in_utf_16_or_32(store: Store, codec: str) -> None:
    store.add("acme", GONE)
    wide = store.file.read_text().encode(codec)
    store.file.write_bytes(wide)
    with pytest.raises(StoreError, match=r"is UTF-(16|32)-[LB]E: save it as UTF-8"):
        store.add("acme", KEPT)
    assert store.file.read_bytes() == wide
    store.file.write_text(wide.decode(codec))
    store.add("acme", KEPT)
    assert store.read().journal["acme"] == {GONE, KEPT}


def test_a_journal_reformatted_into_tables_is_still_read(store: Store) -> None:
    for state in ("as tables", "as one table", "on several lines", "with CR alone"):
        put(store, STATES[state])
        assert store.read() == store.read()
        assert store.read().journal == {"acme": {GONE}, "other": {KEPT}}, state
        assert store.read().faults == (), state


@pytest.mark.parametrize("name", ["journal.toml~", ".journal.toml.swp", "journal.toml.part"])
def test_other_files_that_may_hold_copies_are_named(store: Store, name: str) -> None:
    put(store, STATES["as it was written"])
    copy = put(store, STATES["as it was written"], name)
    put(store, b"binary", ".stignore")
    for names in (frozenset({"acme"}), None):
        with pytest.raises(StoreError) as caught:
            store.forget(names)
        why = "an editor's or a sync program's copy may still hold some: delete it"
        assert str(caught.value).endswith(f"but not all: {copy}: {why}")
    assert not journal_lines.mentions(b"acme-notes did = 1", frozenset({"acme"}))


@pytest.mark.parametrize("elsewhere", [False, True], ids=["all here", "a part elsewhere"])
def test_the_agenda_and_the_cached_answer_are_forgotten_too(
    session: Session, home: Places, clock: Clock, *, elsewhere: bool
) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=400)
    write_agenda(session)
    cache_answer(
        session, report.due(((session.profile, s) for s in session.standings()), "privacy-check")
    )
    files = [home.agenda_file, home.answer_file]
    assert all("acme" in file.read_text().lower() for file in files)
    if elsewhere:
        (session.store.folder / "elsewhere.toml").mkdir()
    with pytest.raises(StoreError) if elsewhere else nullcontext():
        due_cache.forget(session, "acme")
    assert not any("acme" in file.read_text().lower() for file in files if file.exists())


def test_a_journal_that_cannot_be_blanked_is_named_and_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(store, STATES["as it was written"])
    opened = os.open

    def refuse(path: Path, *args: int) -> int:
        if path == file:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreError, match=r"^0 lines blanked, .*journal.toml: Permission"):
        store.forget(frozenset({"acme"}))


def test_pending_events_are_forgotten_and_another_windows_new_ones_are_kept(
    home: Places, session: Session, clock: Clock
) -> None:
    session.note("acme", SECRET)
    other = open_session(home, clock)
    other.mark("acme", "switch", "done")
    session.forget("acme")
    assert other.refresh()
    assert other.events("acme") == frozenset()
    other.mark("acme", "switch", "done")
    assert session.refresh()
    assert len(session.events("acme")) == 1
