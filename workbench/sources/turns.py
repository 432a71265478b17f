"""Speaker turns: who speaks where in a transcript, recognised by the labels at the start of its lines.

Two steps: `labels` finds whatever could be a label; here we decide whether the document is talk at all, and which
labels are speakers. A report must give no turns, so a label has to recur or to answer another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.model.views import Turn
from workbench.sources.labels import Label, LabelKind, find_labels
from workbench.sources.readers.reading import TurnHint

TALK_CHARS = 2_500
"""Characters to a label at most, on average, where only names say that a text is talk: the longest answers run to
500 words, and reports that repeat a run-in heading have 10,000 characters between two of them."""

HEADER_CHARS = 60
"""A line such as `Interviewer: Jane Smith` above the talk is shorter than this and ends without a full stop."""


def find_turns(text: str, *, hints: Sequence[TurnHint] = ()) -> tuple[Turn, ...]:
    """The turns of a normalised text in order, in Unicode code points; `()` where nobody is labelled.

    `hints` are stretches that the layout marks as labels (bold openings, first cells of table rows). Text before
    the first turn belongs to none; a turn ends at its last character that is not white space.
    """
    labels = find_labels(text, hints=[(hint.start_char, hint.end_char) for hint in hints])
    return _to_turns(text, _speaking(text, labels)) if labels else ()


def _to_turns(text: str, labels: Sequence[Label]) -> tuple[Turn, ...]:
    turns = []
    ends = [label.start_char for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        speech = text[label.speech_char : end].strip()
        start = text.index(speech, label.speech_char) if speech else label.label_end_char
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


def _speaking(text: str, labels: Sequence[Label]) -> list[Label]:
    """Those of the labels that are speakers; none where the text is not talk."""
    talk = _Talk.of(text, labels)
    if not talk.is_talk:
        return []
    chosen = [label for label in labels if label.key in talk.speakers]
    return _without_header(text, chosen)


@dataclass(frozen=True, slots=True)
class _Talk:
    """Whether a text is talk, and the keys of its speakers."""

    is_talk: bool
    speakers: frozenset[str]

    @classmethod
    def of(cls, text: str, labels: Sequence[Label]) -> _Talk:
        counts = Counter(label.key for label in labels)
        first = {label.key: label for label in reversed(labels)}
        words = {key for key, label in first.items() if label.kind is LabelKind.WORD}
        letters = {key for key, label in first.items() if label.kind is LabelKind.LETTER}
        listed = {key for key, label in first.items() if label.kind is LabelKind.LISTED}
        named = first.keys() - words - letters - listed
        sure = _sure(first, counts, words, letters, listed)
        if sure:
            recurring = {key for key in named if counts[key] > 1 or first[key].is_marked}
            strong = sure | (recurring if _dense(text, labels, sure | recurring) else set())
            return cls(True, frozenset(strong | _single_partners(text, labels, first, named, sure)))
        return cls._of_names(text, labels, {key for key in named if counts[key] > 1}, first)

    @classmethod
    def _of_names(cls, text: str, labels: Sequence[Label], recurring: set[str], first: dict[str, Label]) -> _Talk:
        """Talk by names alone: two who recur, close together and in turn; or titles and times that say so."""
        marked = {key for key, label in first.items() if label.is_marked and label.kind is LabelKind.NAME}
        speakers = recurring | marked
        is_talk = len(speakers) > 1 and _dense(text, labels, speakers)
        return cls(is_talk, frozenset(speakers if is_talk else ()))


def _sure(
    first: dict[str, Label], counts: Counter[str], words: set[str], letters: set[str], listed: set[str]
) -> set[str]:
    """Keys that can only be speakers: words such as Interviewer, and letters and codes that pair up."""
    sure: set[str] = set()
    asks = any(first[key].is_interviewer for key in words | letters)
    everyone = words | letters
    if any(counts[key] > 1 for key in words) or (asks and len(everyone) > 1):
        sure |= words
    if len(everyone) > 1 and any(counts[key] > 1 for key in letters):
        sure |= everyone
    if asks and len(everyone) > 1:
        sure |= everyone
    if listed and min((counts[key] for key in listed), default=0) > 1 and len(listed) > 1:
        sure |= listed
    return sure


def _single_partners(
    text: str, labels: Sequence[Label], first: dict[str, Label], named: set[str], sure: set[str]
) -> set[str]:
    return set()


def _dense(text: str, labels: Sequence[Label], keys: set[str]) -> bool:
    count = sum(1 for label in labels if label.key in keys)
    return bool(count) and count * TALK_CHARS >= len(text)


def _without_header(text: str, labels: list[Label]) -> list[Label]:
    return labels
