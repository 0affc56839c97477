"""Report the sources of checklists that are gone: their address answers 404 or 410.

    python .github/check_links.py checklists/*.toml

Run once a week by .github/workflows/weekly.yml; the program itself never opens a connection. Other
failures are counted, not reported: sites refuse scripts, time out and come back. Exit status 1 if
any source is gone.
"""

import http.client
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

GONE = (404, 410)
REFUSES_HEAD = (403, 404, 405, 410, 501)
"""After these the page is asked for with GET: some servers answer HEAD wrongly."""
TIMEOUT = 20
PAUSE = 1.0
"""Seconds between two requests to the same host."""
HOSTS_AT_A_TIME = 16
AGENT = "Mozilla/5.0 (compatible; privacy-check link check)"


def source_urls(files: Iterable[Path]) -> dict[str, list[str]]:
    """Return each address with the places that cite it, as `file: source`."""
    cited: dict[str, list[str]] = defaultdict(list)
    for file in files:
        for source in tomllib.loads(file.read_text(encoding="utf-8")).get("sources", []):
            cited[source["url"]].append(f"{file}: {source['id']}")
    return dict(cited)


def status(url: str) -> int | None:
    """Return the HTTP status of an address; None if nothing answers."""
    answer = _request(url, "HEAD")
    return _request(url, "GET") if answer in REFUSES_HEAD else answer


def _request(url: str, method: str) -> int | None:
    request = Request(url, method=method, headers={"User-Agent": AGENT})  # http(s): see main
    try:
        with urlopen(request, timeout=TIMEOUT) as response:
            found: int = response.status
            return found
    except HTTPError as error:
        error.close()
        return error.code
    except (OSError, ValueError, http.client.HTTPException):
        return None


def statuses(urls: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    """Ask for every address: several hosts at a time, but each host one request after another."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(HOSTS_AT_A_TIME) as pool:
        for answers in pool.map(_statuses_of_host, by_host.values()):
            yield from answers


def _statuses_of_host(urls: list[str]) -> list[tuple[str, int | None]]:
    answers = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(PAUSE)
        answers.append((url, status(url)))
    return answers


def main(files: list[str]) -> int:
    """Print each source that is gone, and return the exit status."""
    cited = source_urls(map(Path, files))
    web = sorted(url for url in cited if urlsplit(url).scheme in ("http", "https"))
    answers = list(statuses(web))
    gone = [(url, code) for url, code in answers if code in GONE]
    silent = sum(code is None for _, code in answers)
    for url, code in gone:
        for place in cited[url]:
            print(f"{place}: {code}: {url}")
    print(f"{len(answers)} addresses, {len(gone)} gone, {silent} without an answer.")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
