"""What a built-in checklist must be beyond loading: its words, links, dates and sources."""

import re
from collections.abc import Iterator
from datetime import date

from privacy_check.domain import formatting, letters
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.url import host, is_on_hosts
from privacy_check.errors import did_you_mean
from privacy_check.storage.checklist_file import future_dates

LONGEST_BODY = 600
LONGEST_TITLE = 59
LONGEST_SUMMARY = 110
LONGEST_REASONS = 800
MAX_NOTE = 140
MOST_STEPS = 8
MOST_TOOLS = 16
"""Steps for one tool each, of which a person has a few; the others fold away."""
WORDS_A_SENTENCE = 15.0
LONGEST_SENTENCE = 32
READING_EASE = 55.0
"""Flesch's reading ease of all prose of a file: 60 and more is plain English."""

AUDIT_HOLDS_DAYS = 274
"""Nine months: by then vendors have moved things that no source here speaks of."""


def broken_rules(checklist: Checklist, today: date) -> Iterator[str]:
    """Say each rule that a checklist breaks, in a sentence that names the place."""
    yield from future_dates(checklist, today)
    yield from _lengths(checklist)
    yield from _links(checklist)
    yield from _sources(checklist)
    yield from _reading(checklist)
    yield from _blanks(checklist)
    if checklist.audited is None:
        yield "no audited: a second reader must hold the file against what can be found"


def warnings(checklist: Checklist, today: date) -> Iterator[str]:
    """Say what is not wrong yet, and should be looked at."""
    if checklist.audited and (today - checklist.audited).days > AUDIT_HOLDS_DAYS:
        yield f"{checklist.id}: audited {formatting.ago(checklist.audited, today)}: read it again"


def paragraphs(checklist: Checklist) -> list[str]:
    """Return the paragraphs that must stand in no other file."""
    return [p for text in (checklist.why, checklist.after) for p in text.split("\n\n")]


def _lengths(checklist: Checklist) -> Iterator[str]:
    tools = [s for s in checklist.steps if s.commands]
    if not 2 <= len(checklist.steps) <= MOST_STEPS + len(tools):
        yield f"{len(checklist.steps)} steps: two to eight is what a person does in one go"
    if len(tools) > MOST_TOOLS:
        yield f"{len(tools)} steps for tools, at most {MOST_TOOLS}"
    for step in tools:
        if not step.optional:
            yield f"step {step.id} is for a tool that not everybody has: make it optional"
    bounded = [
        ("title", checklist.title, LONGEST_TITLE),
        ("summary", checklist.summary, LONGEST_SUMMARY),
        ("why", checklist.why, LONGEST_REASONS),
        ("after", checklist.after, LONGEST_REASONS),
        *((f"steps[{i}].title", s.title, LONGEST_TITLE) for i, s in enumerate(checklist.steps)),
        *((f"steps[{i}].body", s.body, LONGEST_BODY) for i, s in enumerate(checklist.steps)),
        *((f"changes[{i}].note", c.note, MAX_NOTE) for i, c in enumerate(checklist.changes)),
    ]
    for key, text, most in bounded:
        if len(text) > most:
            yield f"{key}: {len(text)} characters, at most {most}"
    if len({s.title for s in checklist.steps}) < len(checklist.steps):
        yield "two steps have one title"


def _links(checklist: Checklist) -> Iterator[str]:
    allowed = (*checklist.hosts, *(host(s.url) for s in checklist.sources))
    named: list[tuple[str, str | None]] = [("confirm.url", checklist.confirm.url)]
    named += [(f"steps[{i}].url", s.url) for i, s in enumerate(checklist.steps)]
    for key, url in named:
        if url and not is_on_hosts(url, allowed):
            yield f"{key}: {host(url)} is neither the service's (hosts) nor a source's"
    everything = [*named, *((f"sources[{i}].url", s.url) for i, s in enumerate(checklist.sources))]
    for key, url in everything:
        if url and url.startswith("http://") and not key.startswith("sources"):
            yield f"{key}: http is not encrypted"


def _sources(checklist: Checklist) -> Iterator[str]:
    used = {name for step in checklist.steps for name in step.sources}
    used |= {name for s in checklist.steps for probe in s.probe for name in probe.sources}
    used |= {name for s in checklist.steps if s.answer for name in s.answer.sources}
    used |= {name for change in checklist.changes for name in change.sources}
    for source in checklist.sources:
        if source.id not in used:
            yield f"source {source.id} backs nothing"
    for i, step in enumerate(checklist.steps):
        if step.answer and step.answer.law and not step.answer.sources:
            yield f"steps[{i}].answer: no source for the law"
    for i, change in enumerate(checklist.changes):
        if not change.sources:
            yield f"changes[{i}]: no source"


def unknown_blanks(text: str) -> list[str]:
    """Return what stands in brackets and is no blank."""
    found = re.findall(r"\[([^\[\]\n]+)\]", text)
    return [inner for inner in found if inner.partition(":")[0].strip() not in letters.QUESTIONS]


def _blanks(checklist: Checklist) -> Iterator[str]:
    """A blank outside the list would never be filled; a tool's file has brackets of its own."""
    for i, step in enumerate(checklist.steps):
        unknown = unknown_blanks(step.copy or "") if not step.commands else []
        for name in unknown:
            near = did_you_mean(name.partition(":")[0], letters.QUESTIONS)
            yield f"steps[{i}].copy: no blank is called [{name}]{near}"


def _prose(checklist: Checklist) -> str:
    texts = [checklist.summary, checklist.why, checklist.after]
    for step in checklist.steps:
        texts += [step.body, *filter(None, [step.expect])]
    texts += [c.note for c in checklist.changes]
    # a label of a setting counts as one word: it is quoted, not ours to shorten
    return "\n\n".join(re.sub(r"(?<!\w)'[^'\n]+?'(?!\w)", "Label", text) for text in texts)


def _sentences(prose: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.!?:])\s+|\n+", prose)
    return [words for part in parts if (words := re.findall(r"[A-Za-z0-9'’-]+", part))]


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


def reading_ease(checklist: Checklist) -> tuple[float, float]:
    """Return the mean number of words a sentence, and Flesch's reading ease."""
    sentences = _sentences(_prose(checklist))
    words = [word for sentence in sentences for word in sentence]
    length = len(words) / len(sentences)
    syllables = sum(map(_syllables, words)) / len(words)
    return length, 206.835 - 1.015 * length - 84.6 * syllables


def _reading(checklist: Checklist) -> Iterator[str]:
    length, ease = reading_ease(checklist)
    if length > WORDS_A_SENTENCE:
        yield f"{length:.1f} words a sentence on average, at most {WORDS_A_SENTENCE}"
    if ease < READING_EASE:
        yield f"reading ease {ease:.0f}, at least {READING_EASE:.0f}: shorter words and sentences"
    for sentence in _sentences(_prose(checklist)):
        if len(sentence) > LONGEST_SENTENCE:
            yield f"a sentence of {len(sentence)} words: {' '.join(sentence[:8])} …"
