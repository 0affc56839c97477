"""The weekly look at the sources' addresses, against a real server on this machine."""

import importlib.util
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / ".github" / "check_links.py"
ANSWERS = {
    "/here": {"HEAD": 200, "GET": 200},
    "/missing": {"HEAD": 404, "GET": 404},
    "/gone": {"HEAD": 410, "GET": 410},
    "/hides-from-head": {"HEAD": 404, "GET": 200},
    "/no-head": {"HEAD": 405, "GET": 404},
    "/refuses-scripts": {"HEAD": 403, "GET": 403},
    "/broken": {"HEAD": 500, "GET": 500},
}


class _Site(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:  # noqa: N802  the server's own name for it
        self.send_response(ANSWERS[self.path][self.command])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  likewise

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  likewise
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def check_links(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_links", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PAUSE", 0)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return module


def checklist(folder: Path, name: str, urls: dict[str, str]) -> str:
    file = folder / f"{name}.toml"
    tables = (f'[[sources]]\nid = "{key}"\nurl = "{url}"\n' for key, url in urls.items())
    file.write_text("".join(tables), encoding="utf-8")
    return str(file)


def test_what_is_gone_is_told_with_each_place_that_cites_it(
    check_links: ModuleType, site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = checklist(tmp_path, "one", {path[1:]: site + path for path in ANSWERS})
    two = checklist(tmp_path, "two", {"again": f"{site}/gone"})
    assert check_links.main([one, two]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{one}: gone: 410: {site}/gone",
        f"{two}: again: 410: {site}/gone",
        f"{one}: missing: 404: {site}/missing",
        f"{one}: no-head: 404: {site}/no-head",
        "7 addresses, 3 gone, 0 without an answer.",
    ]


def test_a_site_that_does_not_answer_is_not_called_gone(
    check_links: ModuleType, site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    urls = {"up": f"{site}/here", "down": "http://127.0.0.1:1/", "file": "file:///etc/hosts"}
    assert check_links.main([checklist(tmp_path, "one", urls)]) == 0
    assert capsys.readouterr().out == "2 addresses, 0 gone, 1 without an answer.\n"
