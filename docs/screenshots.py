"""Draw the screens for the README, from a session with made-up dates: `make screenshots`."""

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

DOCS = Path(__file__).parent
NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
SIZE = (100, 30)
FONTS = '"Fira Code", Menlo, Consolas, "DejaVu Sans Mono", monospace'
DONE = {
    "slack-global-models": (100, 190),
    "chatgpt-training": (90, 180, 270),
    "github-copilot-training": (40, 130),
    "reddit-ads": (84, 170),
    "spotify-tailored-ads": (20,),
    "whatsapp-privacy-page": (60, 240),
    "canva-ai-training": (12,),
    "meta-ai-training-objection": (9,),
}


def self_contained(picture: str) -> str:
    """Return a picture that loads no font: Rich names two at an outside address."""
    picture = re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    return picture.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")


async def draw() -> None:
    from privacy_check.session import open_session
    from privacy_check.storage.paths import locate
    from privacy_check.ui.app import PrivacyCheckApp

    moment = NOW
    home = locate()
    home.config.mkdir(parents=True, exist_ok=True)
    home.config_file.write_text('region = "uk"\nplatforms = ["web", "ios"]\n', encoding="utf-8")
    session = open_session(home, lambda: moment)
    linkedin = session.catalog.find("linkedin-ai-training")
    for name, days in DONE.items():
        for ago in sorted(days, reverse=True):
            moment = NOW - timedelta(days=ago)
            session.confirm(name, still_right=True)
    moment = NOW - timedelta(days=104)
    for step in linkedin.steps[:6]:
        session.mark(linkedin.id, step.id, "done")
    session.mark(linkedin.id, "object", "waiting")
    session.set_interval(linkedin.id, 90)
    moment = NOW - timedelta(days=20)
    session.mark(linkedin.id, "object", "done")
    moment = NOW
    for number in range(4):
        step = session.catalog.find("google-activity-history").steps[number]
        session.mark("google-activity-history", step.id, "done")
    for name, start, keys in (
        ("home", None, []),
        ("confirm", None, ["c"]),
        ("walk", "linkedin-ai-training", ["b", "space", "space", "space", "space", "space"]),
        ("history", None, ["h"]),
    ):
        app = PrivacyCheckApp(open_session(home, lambda: moment), start)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            picture = app.export_screenshot(title="privacy-check")
        (DOCS / f"{name}.svg").write_text(self_contained(picture) + "\n", encoding="utf-8")
        print(f"docs/{name}.svg")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.clear()  # whoever draws them, the pictures are the same
        os.environ["PRIVACY_CHECK_HOME"] = folder
        os.environ["TEXTUAL_ANIMATIONS"] = "none"
        asyncio.run(draw())
