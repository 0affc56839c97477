"""What a shell pays: `privacy-check due` beside `python -c pass`, and the reminder in bash.

    .venv/bin/python benchmarks/shell.py [ROUNDS]

Whole processes, each once a round, in turn; ratios are of medians. The reminder is read by one bash
many times over, from its own clock.
"""

import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ANSWERED = 20
PROFILES = 3
HERE = Path(__file__).parent
OURS = str(Path(sys.executable).with_name("privacy-check"))
READS = 30  # what it says has to fit into a terminal that nobody reads
READ_IN_BASH = """
started=${EPOCHREALTIME/.}
for ((n = 0; n < %d; n++)); do . %s; done
echo $(( (${EPOCHREALTIME/.} - started) / %d ))
"""


@dataclass
class Case:
    name: str
    command: list[str]
    home: Path
    before: Callable[[], object] = lambda: None
    took: list[float] = field(default_factory=list)

    def run(self) -> None:
        self.before()
        started = time.perf_counter()
        subprocess.run(self.command, env=environment(self.home), capture_output=True, check=False)
        self.took.append(time.perf_counter() - started)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment in which Python keeps what it compiled, as it does by default."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"PRIVACY_CHECK_HOME": str(home)} | more


def home_with_answers(home: Path, *answers: str) -> Path:
    """Write a home in which so many checklists were asked about, and answered."""
    names = [file.stem for file in sorted((HERE.parent / "checklists").glob("*.toml"))[:ANSWERED]]
    for answer in answers:
        command = [OURS, "confirm", answer, *names]
        subprocess.run(command, env=environment(home), capture_output=True, check=True)
    subprocess.run([OURS, "due"], env=environment(home), capture_output=True, check=False)
    return home


def with_more_profiles(home: Path) -> Path:
    """Let other profiles stand beside, each with its own journal."""
    journals = home / "profiles" / "default"
    for number in range(PROFILES):
        shutil.copytree(journals, journals.with_name(f"person-{number}"))
    subprocess.run([OURS, "due"], env=environment(home), capture_output=True, check=True)
    return home


def change(file: Path) -> None:
    """Change a file that an answer depends on."""
    with file.open("a", encoding="utf-8") as settings:
        settings.write("#\n")


def table(cases: list[Case]) -> str:
    rows = ["| | takes | ratio |", "|---|--:|--:|"]
    least = statistics.median(cases[0].took)
    for case in cases:
        took = statistics.median(case.took)
        rows.append(f"| {case.name} | {took * 1000:.1f} ms | {took / least:.2f} |")
    return "\n".join(rows)


def reminder(home: Path) -> str:
    """Return what an interactive bash takes for the reminder: microseconds, silent and loud."""
    hook = home / "hook.bash"
    asked = subprocess.run([OURS, "shell-hook", "bash"], env=environment(home), capture_output=True)
    hook.write_bytes(asked.stdout)
    terminal, child = pty.openpty()  # where nobody would read it, it says nothing
    try:
        return " and ".join(
            subprocess.run(
                ["bash", "--norc", "-i", "-c", READ_IN_BASH % (READS, hook, READS)],
                env=environment(home, PRIVACY_CHECK_REMIND=remind),
                stdout=subprocess.PIPE,
                stderr=child,
                check=True,
                text=True,
            ).stdout.strip()
            for remind in ("daily", "always")
        )
    finally:
        os.close(terminal)
        os.close(child)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    work = Path(tempfile.mkdtemp())
    right, wrong = ["--still-right"], ["--still-right", "--changed-back"]
    try:
        silent = home_with_answers(work / "silent", *right)
        several = with_more_profiles(home_with_answers(work / "several", *right))
        loud = home_with_answers(work / "loud", *wrong)
        changed = home_with_answers(work / "changed", *wrong)
        cases = [
            Case("`python -c pass`", [sys.executable, "-c", "pass"], work),
            Case("nothing due, the agenda is current", [OURS, "due"], silent),
            Case(f"the same with {PROFILES} more profiles", [OURS, "due"], several),
            Case(f"{ANSWERED} due, already printed today", [OURS, "due"], loud),
            Case(
                f"{ANSWERED} due, after a change",
                [OURS, "due"],
                changed,
                before=lambda: change(changed / "config.toml"),
            ),
        ]
        for _ in range(rounds):
            for case in cases:
                case.run()
        print(table(cases))
        print(f"the reminder in bash, already shown today and shown now: {reminder(loud)} µs")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
