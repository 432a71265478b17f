"""Speaker turns: who speaks where in a transcript, recognised by the labels at the start of its lines.

Two steps: `labels` finds whatever could be a label; here we decide whether the document is talk at all, and
which labels are speakers. A report must give no turns, so a label has to recur or to answer another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workbench.model.views import Turn
from workbench.sources.labels import Label, LabelKind, find_labels
from workbench.sources.readers.reading import TurnHint

TALK_CHARS = 2_500
"""Characters to a label at most, on average, where only names say that a text is talk: the longest answers
run to 500 words, and reports that repeat a run-in heading have 10,000 characters between two of them."""

HEADER_TEXT_CHARS = 2_000
"""A header of `Key: value` lines is looked for in as much of a text."""

_HEADER_LINE = re.compile(r"[ \t]*[^\W\d_][^:\n]{0,40}:[ \t]*[^\n]{0,60}(?<![.?!…])")
"""`Interviewer: Jane Smith`: short, and without the stop that ends a sentence."""

_TITLE_LINE = re.compile(r"[^:\n]{0,80}(?<![.?!…])")
"""A line of a header that is a title, or empty."""

LINES_PER_TURN = 1.25
"""Lines with words to a label at most where a transcript has one line for each turn."""

_LETTER_PAIRS = ({"q", "a"}, {"i", "r"}, {"i", "p"}, {"int", "r"}, {"int", "p"}, {"int", "a"})
"""Letters that stand for asking and answering when they come together, once each at least."""


def find_turns(text: str, *, hints: Sequence[TurnHint] = ()) -> tuple[Turn, ...]:
    """The turns of a normalised text in order, in Unicode code points; `()` where nobody is labelled.

    `hints` are stretches that the layout marks as labels (bold openings, first cells of table rows). Text
    before the first turn belongs to none; a turn ends at its last character that is not white space.
    """
    labels = find_labels(text, hints=[(hint.start_char, hint.end_char) for hint in hints])
    speaking = _speaking(text, labels)
    return _to_turns(text, speaking) if speaking else ()


def _to_turns(text: str, labels: Sequence[Label]) -> tuple[Turn, ...]:
    turns = []
    ends = [label.start_char for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        behind = text[label.end_char : end].rstrip()
        speech = behind.lstrip()
        start = label.end_char + len(behind) - len(speech) if speech else _label_end(text, label)
        turns.append(
            Turn(
                start_char=label.start_char,
                end_char=start + len(speech),
                speech_char=start,
                speaker=label.speaker,
                is_interviewer=label.is_interviewer,
                seconds=label.seconds,
            )
        )
    return tuple(turns)


def _label_end(text: str, label: Label) -> int:
    """Where a turn without words ends: after its label, white space excluded."""
    return label.start_char + len(text[label.start_char : label.end_char].rstrip())


def _speaking(text: str, labels: Sequence[Label]) -> list[Label]:
    """Those of the labels that are speakers; none where the text is not talk."""
    labels = _without_lists(labels)
    speakers = _speakers(text, labels)
    return _apart(_without_header(text, [label for label in labels if label.key in speakers]))


def _apart(labels: list[Label]) -> list[Label]:
    """The labels, none reaching into the next: a time between two of them belongs to the second."""
    for at, (label, after) in enumerate(pairwise(labels)):
        if label.end_char > after.start_char:
            labels[at] = label._replace(end_char=after.start_char, seconds=None)
    return labels


def _without_lists(labels: Sequence[Label]) -> list[Label]:
    """`Q.` and `A.` are labels where both recur; elsewhere they are initials and list items."""
    counts = Counter(label.key for label in labels if label.dotted)
    if counts["q"] > 1 and counts["a"] > 1:
        return [label for label in labels if not label.dotted or label.key in "qa"]
    return [label for label in labels if not label.dotted]


def _speakers(text: str, labels: Sequence[Label]) -> set[str]:
    """The keys of the speakers; empty where the text is not talk."""
    counts = Counter(label.key for label in labels)
    by_kind = {kind: {label.key for label in labels if label.kind is kind} for kind in LabelKind}
    marked = {label.key for label in labels if label.marked}
    bold = {label.key for label in labels if label.bold}
    asking = {label.key for label in labels if label.is_interviewer}
    sure = _sure_speakers(by_kind, counts, asking=asking, marked=marked)
    named = by_kind[LabelKind.NAME] | by_kind[LabelKind.CODED]
    recurring = {key for key in named if counts[key] > 1} | (named & marked)
    if not sure:
        return recurring if len(recurring) > 1 and _is_dense(text, labels, recurring) else set()
    others = recurring | (named & bold) | by_kind[LabelKind.CODED]
    nobody_answers = not others and sure <= asking
    return sure | (named if nobody_answers or _lines_are_turns(text, labels) else others)


def _lines_are_turns(text: str, labels: Sequence[Label]) -> bool:
    """Whether nearly every line opens with a label: then who speaks only once is a speaker, too."""
    return sum(1 for line in text.split("\n") if line) <= LINES_PER_TURN * len(labels)


def _sure_speakers(
    by_kind: dict[LabelKind, set[str]], counts: Counter[str], *, asking: set[str], marked: set[str]
) -> set[str]:
    """Keys that say that a text is talk: role words that recur or pair up, and letters that pair up."""
    words, letters = by_kind[LabelKind.WORD], by_kind[LabelKind.LETTER]
    answering = (words | letters | by_kind[LabelKind.CODED] | by_kind[LabelKind.NAME]) - asking
    timed = words & marked and len(words) > 1
    recurs = any(counts[key] > 1 for key in words)
    sure = set(words) if timed or recurs or (words & asking and answering) else set()
    paired = any(pair <= letters for pair in _LETTER_PAIRS)
    recurring_pair = any(counts[key] > 1 for key in letters) and (
        len(letters) > 1 or sure or answering - letters
    )
    return sure | letters if paired or recurring_pair or (sure and letters) else sure


def _is_dense(text: str, labels: Sequence[Label], keys: set[str]) -> bool:
    count = sum(label.key in keys for label in labels)
    return count * TALK_CHARS >= len(text)


def _without_header(text: str, labels: list[Label]) -> list[Label]:
    """The labels without those of a header such as `Interviewer: Jane Smith`, `Date: 12 January 2017`."""
    counts = Counter(label.key for label in labels)
    header_end = _header_end(text, {label.start_char for label in labels})
    while len(labels) > 2 and (
        labels[0].start_char < header_end
        or (counts[labels[0].key] == 1 and _is_header_line(text, labels[0].start_char))
    ):
        labels = labels[1:]
    return labels


def _is_header_line(text: str, start: int) -> bool:
    end = text.find("\n", start)
    return bool(_HEADER_LINE.fullmatch(text, start, end if end >= 0 else len(text)))


def _header_end(text: str, label_starts: set[int]) -> int:
    """Where the header at the top ends: its last line with a key that is no speaker, and what adjoins it."""
    at = end = 0
    adjoins = False
    for line in text[:HEADER_TEXT_CHARS].splitlines(keepends=True):
        line_text = line.rstrip()
        is_key_line = bool(_HEADER_LINE.fullmatch(line_text))
        if not is_key_line and not _TITLE_LINE.fullmatch(line_text):
            break
        adjoins = is_key_line and (adjoins or at not in label_starts)
        at += len(line)
        end = at if adjoins else end
    return end
