"""What a study holds, as lists: its sources, memos, excerpts and changes. Values in, listings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbench.export.document import Block, BlockQuote, Heading, Paragraph, emphasised, plain
from workbench.export.listing import Listing, as_table
from workbench.export.plain_text import listed, long_date, paragraphs
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.views import Quote, SourceView

_SOURCE_COLUMNS = (
    SheetColumn("interview", 16),
    SheetColumn("file", 24),
    SheetColumn("kind", 12),
    SheetColumn("title", 30),
    SheetColumn("participants", 20),
    SheetColumn("roles", 20),
    SheetColumn("organisations", 24),
    SheetColumn("sites", 18),
    SheetColumn("tracers", 18),
    SheetColumn("wave", 12),
    SheetColumn("date", 12),
    SheetColumn("mode", 12),
)
"""Called as a manifest calls them."""

_SOURCE_FACTS = (
    SheetColumn("revision", 9),
    SheetColumn("characters", 11),
    SheetColumn("codings", 9),
    SheetColumn("attribution", 34),
)

BETWEEN = "; "
"""Between the values of a cell, as a manifest has it."""


def sources_listing(sources: Sequence[SourceView]) -> Listing:
    """A row a source: what its record says, its further attributes by name, and how much of it is coded."""
    attributes = sorted({name for source in sources for name in source.attributes})
    columns = (*_SOURCE_COLUMNS, *(SheetColumn(name, 16) for name in attributes), *_SOURCE_FACTS)
    rows = [_source_row(source, attributes) for source in sources]
    return Listing("Sources", Sheet("Sources", columns, rows), _sources_in_print)


def _source_row(source: SourceView, attributes: Sequence[str]) -> tuple[Value, ...]:
    return (
        source.name,
        source.original_name,
        source.kind,
        source.title,
        BETWEEN.join(one.label for one in source.participants),
        BETWEEN.join(one.role for one in source.participants),
        BETWEEN.join(source.organisations),
        BETWEEN.join(source.sites),
        BETWEEN.join(source.tracers),
        source.wave,
        source.date,
        source.mode,
        *(source.attributes.get(name, "") for name in attributes),
        source.revision_number,
        source.char_count,
        source.coding_count,
        source.attribution,
    )


_PRINTED = ("interview", "kind", "title", "organisations", "sites", "tracers", "wave", "date", "codings")


def _sources_in_print(sheet: Sheet) -> list[Block]:
    places = [sheet.header.index(name) for name in _PRINTED]
    rows = [tuple(row[place] for place in places) for row in sheet.rows]
    return as_table(Sheet(sheet.name, tuple(sheet.columns[place] for place in places), rows))


@dataclass(frozen=True, slots=True)
class MemoEntry:
    """A memo with the name of what it is about: `cmo 5`, `source NM-01`."""

    id: str
    kind: str
    title: str
    text: str
    about: str
    coder: str
    created_at: str


_MEMO_COLUMNS = (
    SheetColumn("date", 24),
    SheetColumn("kind", 14),
    SheetColumn("about", 24),
    SheetColumn("title", 30),
    SheetColumn("text", 80),
    SheetColumn("coder", 16),
    SheetColumn("id", 38),
)


def memos_listing(memos: Iterable[MemoEntry]) -> Listing:
    """A row a memo, in the order given."""
    rows = [(m.created_at, m.kind, m.about, m.title, m.text, m.coder, m.id) for m in memos]
    return Listing("Memos", Sheet("Memos", _MEMO_COLUMNS, rows), _memos_in_print)


def _memos_in_print(sheet: Sheet) -> list[Block]:
    blocks: list[Block] = []
    for date, kind, about, title, text, coder, _ in sheet.rows:
        blocks.append(Heading(1, str(title or f"{kind} memo on {about}")))
        blocks.append(Paragraph(emphasised(f"{kind} memo on {about}, {coder}, {long_date(str(date))}")))
        blocks.extend(Paragraph(plain(part)) for part in paragraphs(str(text)))
    return blocks


_EXCERPT_COLUMNS = (
    SheetColumn("source", 18),
    SheetColumn("start_char", 11),
    SheetColumn("end_char", 11),
    SheetColumn("quote", 70),
    SheetColumn("attribution", 34),
    SheetColumn("codes", 40),
    SheetColumn("coders", 20),
    SheetColumn("memos", 40),
)


def excerpts_listing(quotes: Iterable[Quote]) -> Listing:
    """A row a passage with all its codes, each once, and all who coded it.

    `quotes` come by source and place, as they are read from a study.
    """
    rows = map(_excerpt_row, _passages(quotes))
    return Listing("Excerpts", Sheet("Excerpts", _EXCERPT_COLUMNS, rows), _excerpts_in_print)


def _passages(quotes: Iterable[Quote]) -> Iterator[list[Quote]]:
    for _, group in groupby(quotes, key=lambda q: (q.source_id, q.start_char, q.end_char)):
        yield list(group)


def _excerpt_row(passage: Sequence[Quote]) -> tuple[Value, ...]:
    first = passage[0]
    return (
        first.source_name,
        first.start_char,
        first.end_char,
        first.text,
        first.attribution,
        "\n".join(dict.fromkeys(quote.code_path for quote in passage)),
        "\n".join(dict.fromkeys(quote.coder for quote in passage)),
        "\n".join(dict.fromkeys(quote.memo for quote in passage if quote.memo)),
    )


def _excerpts_in_print(sheet: Sheet) -> list[Block]:
    blocks: list[Block] = []
    for source, rows in groupby(sheet.rows, key=lambda row: row[0]):
        blocks.append(Heading(1, str(source)))
        blocks.extend(map(_excerpt_in_print, rows))
    return blocks


def _excerpt_in_print(row: tuple[Value, ...]) -> BlockQuote:
    _, start, end, text, attribution, codes, coders, memos = row
    paths = [path.replace("/", " / ") for path in str(codes).split("\n")]
    what = "Code" if len(paths) == 1 else "Codes"
    who = listed(str(coders).split("\n"))
    note = f"Characters {start} to {end}. {what}: {'; '.join(paths)}. Coded by {who}."
    if memos:
        note += f" Memo: {memos}"
    return BlockQuote(str(text), str(attribution), note)


_HISTORY_COLUMNS = (
    SheetColumn("change", 8),
    SheetColumn("when (UTC)", 24),
    SheetColumn("coder", 16),
    SheetColumn("command", 20),
    SheetColumn("what", 80),
    SheetColumn("id", 38),
)


def history_listing(changes: Iterable[tuple[int, str, str, str, str, str]]) -> Listing:
    """A row a change: its number, instant, coder, command, what it did in words, and id, in the order given."""
    return Listing("Change history", Sheet("Changes", _HISTORY_COLUMNS, changes), _history_in_print)


def _history_in_print(sheet: Sheet) -> list[Block]:
    columns = (*sheet.columns[:3], sheet.columns[4])
    rows = [(row[0], str(row[1])[:19].replace("T", " "), row[2], row[4]) for row in sheet.rows]
    return as_table(Sheet(sheet.name, columns, rows))
