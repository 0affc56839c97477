"""Hold the HTML report against axe-core in a headless Chromium: python -m tests.accessibility.

Takes chromium and npm, by which it gets axe-core; or the path of an axe.min.js that is here. Each
width is tried in light and dark. Exits with 1 if a rule is broken, or axe-core could not decide.
It never can for the contrast of a drawing's text and of a single sign: their colours are among
those that the theme's own test holds.
"""

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from html import escape, unescape
from pathlib import Path

from privacy_check.domain.report_html import as_html
from tests.reports import FULL

AXE = "axe-core@4.14.1"
WIDTHS = (360, 768, 1280)
SCHEMES = {"dark": 0, "light": 1}
"""As Chromium numbers them."""
NARROWEST = 500
"""Pixels of Chromium's narrowest window; a phone is a frame in it."""
FRAME = '<!doctype html><body><iframe style="width: 360px; height: 2000px; border: 0" srcdoc="{}">'
RUN = """
axe.run(document, {resultTypes: ["violations", "incomplete", "passes"]}).then(found => {
  const told = list => list.map(r => [r.id, r.nodes.map(n => n.html.slice(0, 200))]);
  const pre = document.createElement("pre");
  pre.id = "found";
  pre.textContent = JSON.stringify({
    broken: told(found.violations), open: told(found.incomplete), passed: found.passes.length,
    seen: [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"],
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  });
  parent.document.body.append(pre);
});
"""


def main(words: list[str]) -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("There is no chromium here. On Debian: apt install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        axe = Path(words[0]) if words else fetched(Path(folder))
        page, framed = Path(folder) / "report.html", Path(folder) / "framed.html"
        text = with_script(as_html(FULL), axe.read_text(encoding="utf-8"))
        page.write_text(text, "utf-8")
        framed.write_text(FRAME.format(escape(text)), "utf-8")
        return max(
            tried(chromium, framed if width < NARROWEST else page, width, name)
            for width in WIDTHS
            for name in SCHEMES
        )


def fetched(folder: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as archive:
        archive.extract("package/axe.min.js", folder, filter="data")
    return folder / "package" / "axe.min.js"


def with_script(page: str, axe: str) -> str:
    """Let the page run what it otherwise forbids."""
    allowed = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert allowed != page
    return allowed.replace("</body>", f"<script>{axe}</script><script>{RUN}</script></body>")


def tried(chromium: str, page: Path, width: int, scheme: str) -> int:
    command = [
        *(chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"),
        f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
        *(f"--window-size={width},2000", "--virtual-time-budget=20000", page.as_uri()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    match = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.S)
    assert match, "axe-core did not finish"
    found = json.loads(unescape(match[1]))
    assert found["seen"] == [width, scheme]
    undecided = [(rule, left) for rule, where in found["open"] if (left := not_known(rule, where))]
    print(
        f"{width} {scheme}: {found['passed']} rules passed, {len(found['broken'])} broken, "
        f"{len(undecided)} undecided, {found['overflow']} pixels too wide"
    )
    for rule, where in [*found["broken"], *undecided]:
        print(f"  {rule}: {where}")
    return int(bool(found["broken"] or undecided or found["overflow"]))


def not_known(rule: str, where: list[str]) -> list[str]:
    """Leave out the contrast of the drawing's text and of signs."""
    known = ("<text ", '<span class="sign ')
    return [w for w in where if rule != "color-contrast" or not w.startswith(known)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
