"""Bytes that nobody meant, into all that reads a file: `python -m tests.fuzz SECONDS`.

Coverage leads it. Needs atheris beside the program, in an environment of its own; with tomli as
plain Python (`pip install --no-binary tomli`) it learns TOML as well.
"""

import importlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TARGETS = ("checklist", "journal", "settings")


def fuzz(target: str, seconds: int) -> None:
    """Feed one target for so long; what breaks it is kept as `crash-…` beside what was learnt."""
    import atheris  # type: ignore[import-untyped]  # it comes without types

    with atheris.instrument_imports(include=["privacy_check", "tomli"]):
        targets = importlib.import_module("tests.fuzz_targets")

    here = Path(tempfile.gettempdir()) / "privacy-check-fuzz" / target
    learnt, planted = here / "learnt", here / "seeds"
    for folder in (learnt, planted):
        folder.mkdir(parents=True, exist_ok=True)
    seeds: list[bytes] = targets.seeds(target)
    for number, data in enumerate(seeds):
        (planted / str(number)).write_bytes(data)
    words = sorted({w for data in seeds for w in re.findall(rb"[a-z_-]+ = |\[+[a-z]+\]+", data)})
    quoted = [w.decode().replace("\\", "\\\\") for w in words]
    (here / "words").write_text("".join(f'"{w}"\n' for w in quoted))
    folder = Path(tempfile.mkdtemp())

    def feed(data: bytes) -> None:
        targets.TARGETS[target](folder, data)

    limits = ["-timeout=10", "-rss_limit_mb=512", "-max_len=16384", "-print_final_stats=1"]
    places = [f"-artifact_prefix={here}/", f"-dict={here}/words"]
    run = [f"-max_total_time={seconds}", *limits, *places, str(learnt), str(planted)]
    atheris.Setup([sys.argv[0], *run], feed)
    atheris.Fuzz()


def main(words: list[str]) -> int:
    match words:
        case [seconds] if seconds.isdecimal():
            share = str(int(seconds) // len(TARGETS))
            each = [[sys.executable, "-m", "tests.fuzz", name, share] for name in TARGETS]
            return max(subprocess.run(command, check=False).returncode for command in each)
        case [target, seconds] if target in TARGETS and seconds.isdecimal():
            fuzz(target, int(seconds))
            return 0
        case _:
            sys.stderr.write(f"{__doc__}\nTargets: {', '.join(TARGETS)}\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
