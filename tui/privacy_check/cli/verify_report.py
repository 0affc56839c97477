"""Text of `verify`: what this machine says about each step."""

from collections import Counter
from collections.abc import Container, Iterable

from privacy_check.domain import wording
from privacy_check.verification import Look, mend

_DRIFTED = ("!", "no longer right")
_ANSWERS = {"right": ("✓", "right"), "wrong": ("○", "wrong"), "unknown": ("?", "can't tell")}


def looks(found: Iterable[Look], drifted: Container[tuple[str, str]]) -> str:
    """Return what this machine says, a step a line, and under it what puts a wrong one right."""
    counts, lines = Counter[str](), list[str]()
    for look in found:
        name, finding = look.checklist.id, look.finding
        has_drifted = (name, look.step.id) in drifted
        sign, word = _DRIFTED if has_drifted else _ANSWERS[finding.answer]
        counts[word] += 1
        lines.append(f"{sign} {name}  {look.step.title}")
        lines.append(f"    {word}: {wording.found(finding)}")
        if finding.answer == "wrong" and (mended := mend(look)):
            lines.append(f"    {wording.mend_place(mended.place, is_there=mended.is_there)}")
            lines += [f"      {line}" for line in mended.line.split("\n")]
    words = ("right", "wrong", "no longer right", "can't tell")
    total = ", ".join(f"{counts[word]} {word}" for word in words if counts[word])
    return "\n".join([*lines, "", f"{total}."])
