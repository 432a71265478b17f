"""Whatever could be a speaker's label at the start of a line. Which of them speak is decided in `turns`.

Regular expressions over the whole text, each beginning with a line feed, which the search skips to: a loop
over lines takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

MAX_LABEL_CHARS = 40
"""A speaker's label is no longer; `Unidentified male participant 2` has 31 characters."""

MAX_LABEL_WORDS = 5
"""Title, two given names and a double surname."""

_TIME = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?(?:-\d{1,2})?"
_STAMP = rf"[\[(#<]?{_TIME}[\])#>]?"
_BRACKETED = rf"[\[(#<]{_TIME}[\])#>]"
_GAP = r"[ \t]*+"
"""Possessive, here and below: two runs of spaces that could share them take the square of their length."""

_OPENING = rf"\n{_GAP}(?:(?P<before>{_STAMP}){_GAP}\n{{0,2}}+{_GAP})?+(?P<bold>\*\*|__)?+"

_ASKING = "interviewer|researcher|moderator|facilitator|questioner|question"
_ANSWERING = (
    "interviewee|respondent|participant|informant|speaker|answer"
    "|unidentified (?:fe)?male|unidentified speaker|unknown speaker|unknown|unidentified"
)

_COLON = re.compile(
    _OPENING
    + r"(?P<label>[^\W_][^\n:*\[\]()<>#\t?!;,“”\"…]{0,40}+(?:\([^()\n:]{1,30}\))?)"
    + rf"(?:\*\*|__)?{_GAP}(?P<after>{_BRACKETED})?{_GAP}:(?!\d\d|//)(?:\*\*|__)?"
    + rf"[ \t\u00a0]*+(?P<late>{_BRACKETED})?"
)
"""`Name:` with a time before it, before its colon or after its colon."""

_WORD_ALONE = re.compile(
    _OPENING
    + rf"(?P<label>(?i:{_ASKING}|{_ANSWERING}|int)(?:[ ]?\d{{1,3}}(?![\d:])|[ ][A-Z])?(?:[ ]\([^()\n:]{{1,30}}\))?)"
    + rf"(?:\*\*|__)?(?:{_GAP}(?P<after>{_STAMP})(?={_GAP}\n))?(?:{_GAP}(?=\n)|[ ]*+\t){_GAP}"
    + rf"(?P<late>\n{{1,2}}{_STAMP}{_GAP}(?=\n))?"
)
"""`INTERVIEWER` alone on its line or before a tab, perhaps with a time on the same or on the next line."""

_LETTER_APART = re.compile(rf"\n{_GAP}(?P<label>[QAIRP])(?P<apart>\t|\.(?=\s)){_GAP}")
"""`Q.` and `Q<tab>`."""

_NAME_AND_TIME = re.compile(
    rf"\n{_GAP}(?P<bold>\*\*|__)?+"
    r"(?P<label>[^\W\d_][^\n:*\[\]()<>#\t\d?!;,]{0,40}+)"
    rf"(?:\*\*|__)?{_GAP}(?P<after>{_STAMP}){_GAP}:?(?:\*\*|__)?{_GAP}(?=\n)"
)
"""`Jane Smith 0:03` alone on its line, as meeting software writes it."""

_TIME_THEN_NAME = re.compile(
    rf"\n{_GAP}(?P<alone>{_BRACKETED}|{_TIME}){_GAP}(?P<bold>\*\*|__)?+"
    r"(?P<label>[^\W\d_][^\n:*\[\]()<>#\t\d?!;,]{0,40}+)"
    rf"(?:\*\*|__)?{_GAP}(?=\n{_GAP}[^\s\d\[(#<])"
)
"""`[00:00:05] Jane Smith` alone on its line, with the words on the next."""

_TIME_AT_LINE_START = re.compile(rf"\n{_GAP}{_STAMP}{_GAP}[^\W\d_]")
_TIME_AT_LINE_END = re.compile(r":[0-5]\d[\])#>]?:?[ \t*]*+\n")

_WORD = re.compile(rf"(?P<role>(?P<asking>{_ASKING})|{_ANSWERING})(?: ?\d{{1,3}}| [a-z])?", re.IGNORECASE)
_LETTER = re.compile(r"(?:q|a|i|r|p|int)", re.IGNORECASE)
_ASKING_LETTERS = frozenset({"q", "i", "int"})
_CODED = re.compile(r"[A-Z]{1,4}[ -]?\d{1,4}[a-z]?")
_INTERVIEWER_NUMBERED = re.compile(r"(?:I|INT|IV)[ -]?\d{1,2}")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’\-])*|\d{1,3}")
_PARTICLES = " de da di du van von der den la le al el bin ibn y "
_TITLES = " dr mr mrs ms miss prof professor cllr councillor sir dame lord lady baroness rev "

_NOT_NAMES = """
    abstract acknowledgements address aim aims also and answer appendix approach area attendees audio
    author authors background because box but challenge challenges chapter characteristics checked code
    codes comment commentary comments conclusion conclusions contact contents context contexts copyright
    data date definition design discussion document domain duration editor email end evidence example
    examples exercise facsimile fax figure file finding findings first focus for from funding group
    groups guide heading hypothesis id if impact implications in interview introduction isbn issn item
    items key keywords lead learning length lesson level limitations line link list local location map
    material mechanism mechanisms meeting memo message messages method methodology methods mode model
    name national next no note notes number objective objectives observation ok okay on option or
    organisation organization outcome outcomes overview page panel part per phase phone place point
    points policy postscript preface principle principles priority problem process programme project
    proposition published question questions reason reasons recommendation recommendations recorded
    recording reference references report result results role rows sample school score second section
    see setting setup site so solution source sources sponsor stage standard start status step steps
    strategy strength strengths structure study subject suggestion summary table tables tape task tel
    telephone term text that the theme themes then theory third this time tip title to topic topics
    tracer transcribed transcriber transcript transcription type unit url venue version view volume
    warning wave weakness web website well what when where which who why wp yeah yes
"""
"""Words that open a heading, a header line or a sentence and are no part of a speaker's name."""

_NOT_NAME_WORDS = frozenset(_NOT_NAMES.split())


class LabelKind(Enum):
    """What a label looks like: a role in talk (Respondent 2), a letter (Q), a code (P07), or a name."""

    WORD = "word"
    LETTER = "letter"
    CODED = "coded"
    NAME = "name"


class Label(NamedTuple):
    """A possible label. The turn would start at `start_char` (time included) and its speech after `end_char`.

    `key` is the same for the same speaker. `marked`: a title or a time says that this is a person speaking;
    `bold`: layout says so; `dotted`: written `Q.`, which lists do too.
    """

    start_char: int
    end_char: int
    speaker: str
    key: str
    kind: LabelKind
    is_interviewer: bool
    seconds: int | None
    marked: bool
    bold: bool
    dotted: bool


def find_labels(text: str, *, hints: Iterable[tuple[int, int]] = ()) -> list[Label]:
    """Every possible label in a normalised text, in order, no two at one place."""
    padded = f"\n{text}\n"
    patterns = [_COLON, _WORD_ALONE, _LETTER_APART]
    if _TIME_AT_LINE_END.search(padded):
        patterns.append(_NAME_AND_TIME)
    if _TIME_AT_LINE_START.search(padded):
        patterns.append(_TIME_THEN_NAME)
    hinted = dict(hints)
    found: dict[int, Label] = {}
    for pattern in patterns:
        for match in pattern.finditer(padded):
            if match.start("label") - 1 not in found and (label := _from_match(match, hinted)):
                found[match.start("label") - 1] = label
    for start, end in hinted.items():
        if start not in found and (label := _from_hint(text, start, end)):
            found[start] = label
    return [found[at] for at in sorted(found)]


def _from_match(match: re.Match[str], hinted: dict[int, int]) -> Label | None:
    groups = match.groupdict()
    written = groups["label"]
    if classify(written) is None:
        return None
    before, bold = groups.get("before") or groups.get("alone"), groups.get("bold")
    stamp = before or groups.get("after") or groups.get("late")
    at = match.start("label")
    return _label(
        written,
        start_char=match.start(_first_of(groups)) - 1,
        end_char=match.end() - 1,
        seconds=_seconds(stamp) if stamp else None,
        bold=bool(bold) or at - 1 in hinted,
        dotted=groups.get("apart") == ".",
        timed_name=not groups.get("alone") or " " in written.strip(),
    )


def _first_of(groups: dict[str, str | None]) -> str:
    return next((name for name in ("before", "alone", "bold") if groups.get(name)), "label")


def _from_hint(text: str, start: int, end: int) -> Label | None:
    written = text[start:end]
    name = written.strip().removesuffix(":").rstrip()
    return _label(name, start_char=start, end_char=end, seconds=None, bold=True, dotted=False)


def _label(
    written: str,
    *,
    start_char: int,
    end_char: int,
    seconds: int | None,
    bold: bool,
    dotted: bool,
    timed_name: bool = True,
) -> Label | None:
    """`timed_name`: a time here tells a person; before one word of a caption it does not."""
    known = classify(written)
    if known is None:
        return None
    kind, speaker, asks, titled = known
    return Label(
        start_char=start_char,
        end_char=end_char,
        speaker=speaker,
        key=speaker.casefold(),
        kind=kind,
        is_interviewer=asks,
        seconds=seconds,
        marked=titled or (timed_name and seconds is not None),
        bold=bold,
        dotted=dotted,
    )


@lru_cache(maxsize=4_096)
def classify(written: str) -> tuple[LabelKind, str, bool, bool] | None:
    """What a label looks like: its kind, the speaker's name cleaned, whether it asks, whether it has a title.

    None where it cannot be a speaker: too long, a word of headings, or words in lower case.
    """
    name = " ".join(written.split()).rstrip(".")
    base, _, aside = name.partition(" (")
    if not base or len(name) > MAX_LABEL_CHARS + len(aside) or len(base) > MAX_LABEL_CHARS:
        return None
    if word := _WORD.fullmatch(base):
        return LabelKind.WORD, _tidy_word(base) + name[len(base) :], bool(word["asking"]), False
    if _LETTER.fullmatch(base):
        return LabelKind.LETTER, name.upper(), base.lower() in _ASKING_LETTERS, False
    words = base.split(" ")
    if any(word.casefold().rstrip(".") in _NOT_NAME_WORDS for word in words) or len(words) > MAX_LABEL_WORDS:
        return None
    if _CODED.fullmatch(base):
        return LabelKind.CODED, name, bool(_INTERVIEWER_NUMBERED.fullmatch(base)), False
    if not all(_is_name_word(word) for word in words) or words[0].isdigit():
        return None
    titled = len(words) > 1 and f" {words[0].casefold().rstrip('.')} " in _TITLES
    return LabelKind.NAME, name, False, titled


def _is_name_word(word: str) -> bool:
    return bool(_NAME_WORD.fullmatch(word)) and (not word[0].islower() or f" {word} " in _PARTICLES)


def _tidy_word(base: str) -> str:
    """`INTERVIEWER` and `respondent 2` as `Interviewer` and `Respondent 2`; single letters stay."""
    first, *rest = base.split(" ")
    return " ".join([first.capitalize(), *(word.lower() if len(word) > 1 else word for word in rest)])


def _seconds(stamp: str) -> int:
    """`[01:02:03]`, `(62:03)` and `#00:00:03-5#` in whole seconds since the start of the recording."""
    parts = [int(part) for part in re.findall(r"(?<![.,\-\d])\d+", stamp)]
    return sum(part * 60**place for place, part in enumerate(reversed(parts)))
