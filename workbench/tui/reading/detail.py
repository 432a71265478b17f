"""In words: which codings lie under the caret, what is selected, and what the digits would do.

Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.model.memo_views import MemoMark
from workbench.model.views import CodingMark, SourceView
from workbench.model.vocabulary import plural
from workbench.tui.session import Session
from workbench.tui.text.painter import MEMO
from workbench.tui.text.transcript import TranscriptView
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.shown_code import glyph_part
from workbench.tui.widgets.strips import Detail, Entry

MOST_NAMED = 12
"""Codings that are named one by one; of more it is said how many there are of each code."""

LONGEST_COUNTED = 20_000
"""Characters of a selection whose words are counted at every key."""

LONGEST_QUOTE = 60
"""Characters of an excerpt that tell it from others in a list."""


def marks_here(view: TranscriptView) -> list[CodingMark]:
    """The codings that share a character with the selection, or hold the caret; behind the text, those at its end."""
    caret = view.cursor.caret
    if caret > 0 and caret >= view.reading.layout.last_caret:
        caret = len(view.shown.text.rstrip()) - 1
    start, end = view.cursor.selection or (caret, caret + 1)
    return view.codings.touching(start, end)


def memos_here(view: TranscriptView) -> list[MemoMark]:
    """The memos on passages that share a character with the selection, or hold the caret."""
    start, end = view.cursor.selection or (view.cursor.caret, view.cursor.caret + 1)
    return [memo for memo in view.shown.memos if memo.start_char < end and start < memo.end_char]


def describe(view: TranscriptView, session: Session) -> Detail:
    """The detail strip for the present caret and selection."""
    entries = [*_here(marks_here(view), session), *map(_memo_entry, memos_here(view))]
    return Detail(tuple(entries), tuple(_below(view, session)))


def coding_choice(mark: CodingMark, session: Session, text: str) -> Choice:
    """A coding as an entry of a list: glyph, code, and the first words it stands on."""
    legend = session.legend()
    quote = " ".join(text[mark.start_char : min(mark.end_char, mark.start_char + LONGEST_QUOTE)].split())
    more = "…" if mark.end_char - mark.start_char > LONGEST_QUOTE else ""
    return Choice(
        mark.coding_id,
        (
            glyph_part(legend, mark.code_id),
            Part(session.path(mark.code_id)),
            Part(f"  “{quote}{more}”", quiet=True),
        ),
    )


def memo_choice(memo: MemoMark) -> Choice:
    """A memo that is there already as an entry of a list."""
    return Choice(
        memo.memo_id, (Part(f"{MEMO} go to: "), Part(_cut(memo.begins)), Part(f" · {memo.coder}", quiet=True))
    )


def about(source: SourceView) -> str:
    """What the title bar says of a source besides its name: its attribution, or else its kind."""
    return source.attribution or source.kind


def how_far(view: TranscriptView) -> str:
    """How far into the text the caret is."""
    last = max(view.reading.layout.last_caret, 1)
    return f"{round(100 * view.cursor.caret / last)}%"


def _here(marks: Sequence[CodingMark], session: Session) -> list[Entry]:
    """Each coding at length (path and coder) and in short (name, and the coder where it is somebody else)."""
    legend, own = session.legend(), session.desk.coder_id
    if len(marks) > MOST_NAMED:
        return [_counted(marks, session)]
    entries: list[Entry] = []
    for mark in marks:
        glyph = glyph_part(legend, mark.code_id)
        origin = ", from a suggestion" if mark.suggested else ""
        coder = Part(f" · {mark.coder}{origin}", quiet=True)
        note = " ".join(mark.memo.split())
        short = [
            glyph,
            Part(session.label(mark.code_id)),
            *([Part(" ✓suggested", quiet=True)] if origin else []),
            *([Part(f" {MEMO}", quiet=True)] if note else []),
        ]
        entries.append(
            Entry(
                (
                    glyph,
                    Part(session.path(mark.code_id)),
                    coder,
                    *([Part(f" {MEMO} {_cut(note)}")] if note else []),
                ),
                tuple(short if mark.coder_id == own else [*short, coder]),
            )
        )
    return entries


def _memo_entry(memo: MemoMark) -> Entry:
    sign, by = Part(f"{MEMO} "), Part(f" · {memo.coder}", quiet=True)
    begins = Part(_cut(memo.begins))
    return Entry((sign, Part(f"{memo.kind} memo  ", quiet=True), begins, by), (sign, begins, by))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rstrip() + "…"


def _counted(marks: Sequence[CodingMark], session: Session) -> Entry:
    """How many codings there are of each code, in the order in which they come."""
    legend = session.legend()
    parts = [Part(f"{len(marks)} codings  ", quiet=True)]
    for code_id, count in Counter(mark.code_id for mark in marks).items():
        parts += [glyph_part(legend, code_id), Part(f"{session.label(code_id)} {count}  ")]
    return Entry(tuple(parts), tuple(parts))


def _below(view: TranscriptView, session: Session) -> list[Part]:
    parts: list[Part] = []
    if view.cursor.selecting:
        parts.append(Part("SELECTING  ", strong=True))
    selection = view.cursor.selection
    if selection is not None:
        coded = ", coded" if view.cursor.spent else ""
        parts.append(Part(f"{_extent(view.shown.text, selection)} selected{coded}   "))
    legend = session.legend()
    for digit, code_id in enumerate(session.digits, start=1):
        parts.append(Part(f"{digit} ", strong=True))
        parts.append(Part(f"{legend.label(code_id)}  ", quiet=True))
    if not session.digits:
        parts.append(Part("s select the sentence   c choose a code   ? all keys", quiet=True))
    return parts


def _extent(text: str, selection: tuple[int, int]) -> str:
    start, end = selection
    if end - start > LONGEST_COUNTED:
        return f"{end - start:,} characters"
    return plural(len(text[start:end].split()), "word")
