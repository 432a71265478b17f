"""All that is known of a source, as lines to look at and to change. Pure.

The key of a line says what it is: `field:title`, `person:2`, `attribute:age band`, `note:ID`; without a key it
cannot be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.views import SourceView
from workbench.model.vocabulary import plural
from workbench.tui.sources.source_list import percent
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.sections import heading
from workbench.tui.widgets.strips import fit

FIELDS = {
    "name": "Name",
    "title": "Title",
    "kind": "Kind",
    "date": "Date",
    "mode": "Mode",
    "wave": "Wave",
    "sites": "Sites",
    "tracers": "Tracers",
    "organisations": "Organisations",
}
"""The fields of a record, as they are called here."""

NAME_CELLS = 22
"""Cells of the left column: names of fields and attributes, labels of participants."""

NOTE_CHARS = 120
"""Characters of a note that tell which it is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: what is known, and how it reads. Without a value it is a line of the left column alone."""

    key: str
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A source and what belongs to it."""

    source: SourceView
    progress: SourceProgress | None = None
    notes: Sequence[MemoView] = ()


def sections(known: Known) -> Iterator[tuple[str, list[Fact]]]:
    """The lines under their headings."""
    source = known.source
    yield (
        "Record",
        [Fact(f"field:{field}", name, field_text(source, field)) for field, name in FIELDS.items()],
    )
    people = [
        Fact(f"person:{n}", person.label, person.role or "(no role)")
        for n, person in enumerate(source.participants)
    ]
    yield "Participants and their roles", people
    attributes = [Fact(f"attribute:{name}", name, value) for name, value in source.attributes.items()]
    yield "Attributes", attributes
    notes = [
        Fact(f"note:{memo.id}", f"{memo.created_at[:10]} {memo.coder}", _note(memo)) for memo in known.notes
    ]
    yield "Notes", notes
    yield "Read and coded", list(_work(known))
    yield "Text", list(_text(source))


def field_text(source: SourceView, field: str) -> str:
    """What a field says; several values are parted by `; `."""
    value = getattr(source, field)
    return "; ".join(value) if isinstance(value, tuple) else value or ""


def lines(known: Known, width: int) -> list[Choice]:
    """As entries of a list of `width` cells; those without a key cannot be marked."""
    found: list[Choice] = []
    for title, facts in sections(known):
        if found:
            found.append(heading(Part("")))
        none = "" if facts else f"  none{NONE.get(title, '')}"
        found.append(heading(Part(title, strong=True), Part(none, quiet=True)))
        for fact in facts:
            name = fit(safe(fact.name), NAME_CELLS)
            value = fit(safe(fact.value or "-"), max(8, width - NAME_CELLS - 6))
            parts = (Part(f"{name:<{NAME_CELLS}}  ", quiet=True), Part(value, quiet=not fact.key))
            found.append(Choice(fact.key, parts))
    return found


NONE = {
    "Participants and their roles": "; p adds one",
    "Attributes": "; a adds one",
    "Notes": "; M writes one",
    "Read and coded": " yet",
}
"""What to do where there is nothing under a heading."""


def as_read(known: Known) -> Text:
    """The same, to read beside the list."""
    text = Text()
    for title, facts in sections(known):
        if facts:
            text.append(f"{title}\n", Style(bold=True))
        for fact in facts:
            if fact.value and fact.value != "-":
                text.append(f"{safe(fact.name)}  ", Style(italic=True))
                text.append(f"{safe(fact.value)}\n")
        if facts:
            text.append("\n")
    return text


def _note(memo: MemoView) -> str:
    words = memo.title or " ".join(memo.body[:NOTE_CHARS].split())
    return f"{memo.kind}: {words}"


def _work(known: Known) -> Iterator[Fact]:
    far = known.progress
    if far is None or not far.coders:
        return
    whole = max(far.char_count, 1)
    yield Fact("", "By anybody", f"{percent(far.covered_chars / whole):>4}  {_codings(known.source)}")
    for one in far.coders:
        coded, read = percent(one.coded_chars / whole), percent(one.read_chars / whole)
        share = percent(one.covered_chars / whole)
        told = f"{share:>4}  coded {coded}, marked as read {read}; last on {one.last_at[:10]}"
        yield Fact("", one.coder, told)


def _codings(source: SourceView) -> str:
    return plural(source.coding_count, "coding")


def _text(source: SourceView) -> Iterator[Fact]:
    yield Fact("", "Length", f"{source.char_count:,} characters")
    if source.revision_number > 1:
        yield Fact("", "Revision", str(source.revision_number))
    if source.original_name:
        yield Fact("", "File", source.original_name)
    if source.attribution:
        yield Fact("", "Quoted as", source.attribution)
