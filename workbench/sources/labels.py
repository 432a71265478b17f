"""Whatever could be a speaker's label at the start of a line. Which of them speak is decided in `turns`.

Regular expressions over the whole text, each beginning with a line feed: a loop over lines takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MAX_LABEL_CHARS = 40
"""A speaker's label is no longer; `Unidentified male participant 2` has 31 characters."""

MAX_LABEL_WORDS = 5
"""Title, two given names and a double surname."""

_TIME = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?(?:-\d{1,2})?"
_STAMP = rf"[\[(#<]?{_TIME}[\])#>]?"
_BRACKETED = rf"[\[(#<]{_TIME}[\])#>]"
_OPENING = rf"\n[ \t]*(?:(?P<before>{_STAMP})[ \t]*\n{{0,2}}[ \t]*)?(?P<bold>\*\*|__)?"

_ASKING = "interviewer|researcher|moderator|facilitator|questioner|question"
_ANSWERING = (
    "interviewee|respondent|participant|informant|speaker|answer"
    "|unidentified (?:fe)?male|unidentified speaker|unknown speaker|unknown|unidentified"
)

_COLON = re.compile(
    _OPENING
    + r"(?P<label>[^\W_][^\n:*\[\]()<>#\t?!;,“”\"…]{0,40}+(?:\([^()\n:]{1,30}\))?)"
    + rf"(?:\*\*|__)?[ \t]*(?P<after>{_BRACKETED})?[ \t]*:(?!\d\d|//)(?:\*\*|__)?"
    + rf"[ \t\u00a0]*(?P<late>{_BRACKETED})?"
)
"""`Name:` with a time before it, before its colon or after its colon."""

_WORD_ALONE = re.compile(
    _OPENING
    + rf"(?P<label>(?i:{_ASKING}|{_ANSWERING}|int)(?:[ ]?\d{{1,3}}|[ ][A-Z])?(?:[ ]\([^()\n:]{{1,30}}\))?)"
    + rf"(?:\*\*|__)?[ \t]*(?P<after>{_STAMP})?(?:[ \t]*(?=\n)|\t)[ \t]*(?P<late>(?:\n{{1,2}}{_STAMP}[ \t]*(?=\n)))?"
)
"""`INTERVIEWER` alone on its line or before a tab, perhaps with a time on the same or on the next line."""

_LETTER_APART = re.compile(r"\n[ \t]*(?P<label>[QAIRP])(?P<apart>\t|\.(?=\s))[ \t]*")
"""`Q.` and `Q<tab>`."""

_NAME_AND_TIME = re.compile(
    r"\n[ \t]*(?P<bold>\*\*|__)?(?P<label>[^\W\d_][^\n:*\[\]()<>#\t\d?!;,]{0,40}+(?<=\S)|[^\W\d_][^\n:*\[\]()<>#\t\d?!;,]{0,40})"
    rf"(?:\*\*|__)?[ \t]*(?P<after>{_STAMP})[ \t]*:?(?:\*\*|__)?[ \t]*(?=\n)"
)
"""`Jane Smith 0:03` alone on its line, as meeting software writes it."""

_TIME_AT_LINE_END = re.compile(r"\d:[0-5]\d[\])#>]?:?[ \t*]*\n")

_WORD = re.compile(rf"(?P<role>(?P<asking>{_ASKING})|{_ANSWERING})(?: ?\d{{1,3}}| [a-z])?", re.IGNORECASE)
_LETTER = re.compile(r"(?:q|a|i|r|p|int)", re.IGNORECASE)
_ASKING_LETTERS = frozenset({"q", "i", "int"})
_CODED = re.compile(r"[A-Z]{1,4}[ -]?\d{1,4}[a-z]?")
_INTERVIEWER_NUMBERED = re.compile(r"(?:I|INT|IV)[ -]?\d{1,2}")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’\-])*|\d{1,3}")
_PARTICLES = frozenset("de da di du van von der den la le al el bin ibn y of the".split())
_TITLES = frozenset("dr mr mrs ms miss prof professor cllr councillor sir dame lord lady baroness rev".split())

_NOT_NAMES = frozenset(
    """abstract acknowledgements address aim aims also and answer appendix approach area attendees audio author
    authors background because box but challenge challenges chapter characteristics checked code codes comment
    comments commentary conclusion conclusions contact contents context contexts copyright data date definition
    design dial discussion document domain duration editor email end evidence example examples exercise facsimile
    fax figure file finding findings first focus for from funding group groups guide heading hypothesis id if
    impact implications in interview introduction isbn issn item items keywords key lead learning length lesson
    level limitations line link list local location map material mechanism mechanisms meeting memo message
    messages method methodology methods mode model name national next no note notes number objective objectives
    observation on option or organisation organization outcome outcomes overview page panel part per phase phone
    place point points policy postscript preface principle principles priority problem process programme project
    proposition published question questions ok okay reason reasons recommendation recommendations recorded
    recording reference references report result results role rows sample school score second section see setting
    setup site so solution source sources sponsor stage standard start status step steps strategy strength
    strengths structure study subject suggestion summary table tables tape task tel telephone term text that the
    theme themes theory then third this time tip title to topic topics tracer transcribed transcriber transcript
    transcription type unit url venue version view volume warning wave weakness web website well what when where
    which who why wp yes yeah""".split()
)
"""Words that open a heading, a header line or a sentence and are no part of a speaker's name."""


class LabelKind(Enum):
    """What a label looks like: a role in talk (Respondent 2), a letter (Q), a code (P07), or a name."""

    WORD = "word"
    LETTER = "letter"
    CODED = "coded"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label. The turn would start at `start_char` (time included) and its speech at `speech_char`.

    `key` is the same for the same speaker. `marked`: a title or a time says that this is a person speaking;
    `bold`: layout says so; `dotted`: written `Q.`, which lists do too.
    """

    start_char: int
    label_end_char: int
    speech_char: int
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
    stamp = next((groups[name] for name in ("before", "after", "late") if groups.get(name)), None)
    start = match.start("before") if groups.get("before") else match.start("bold") if groups.get("bold") else -1
    at = match.start("label")
    return _label(
        match["label"],
        start_char=(at if start < 0 else start) - 1,
        end_char=match.end() - 1,
        seconds=_seconds(stamp) if stamp else None,
        bold=bool(groups.get("bold")) or at - 1 in hinted,
        dotted=groups.get("apart") == ".",
    )


def _from_hint(text: str, start: int, end: int) -> Label | None:
    written = text[start:end]
    name = written.strip().removesuffix(":").rstrip()
    return _label(name, start_char=start, end_char=end, seconds=None, bold=True, dotted=False)


def _label(
    written: str, *, start_char: int, end_char: int, seconds: int | None, bold: bool, dotted: bool
) -> Label | None:
    known = classify(written)
    if known is None:
        return None
    kind, speaker, asks, titled = known
    return Label(
        start_char=start_char,
        label_end_char=end_char,
        speech_char=end_char,
        speaker=speaker,
        key=speaker.casefold(),
        kind=kind,
        is_interviewer=asks,
        seconds=seconds,
        marked=titled or seconds is not None,
        bold=bold,
        dotted=dotted,
    )
