"""Coded excerpts: a fast stream of CSV, and the other formats in which they are passed on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO, TextIO

from workbench.export.as_csv import ENCODING, harmless
from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.as_xlsx import to_xlsx
from workbench.export.document import Block, BlockQuote, Document, Heading, Paragraph, assemble, emphasised
from workbench.export.formats import chosen
from workbench.export.gate import fitted
from workbench.export.plain_text import DEFAULT_AS_OF, long_date
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.views import Quote
from workbench.model.vocabulary import plural

CodingsRenderer = Callable[[Iterable[Quote], str], bytes]
"""Takes the quotes and the date to put into the file."""

TITLE = "Coded excerpts"

_COLUMNS = (
    SheetColumn("source", 18),
    SheetColumn("start_char", 11),
    SheetColumn("end_char", 11),
    SheetColumn("code", 34),
    SheetColumn("coder", 16),
    SheetColumn("date", 24),
    SheetColumn("quote", 70),
    SheetColumn("attribution", 34),
    SheetColumn("memo", 40),
)


def write_codings_csv(quotes: Iterable[Quote], stream: TextIO) -> int:
    """Write the codings to an open text stream as they come, with a header; gives how many there were.

    Text that a spreadsheet would run as a formula has a `'` put before it (also a quote that opens with a
    dash): for exact words take jsonl. `stream` must be opened with `newline=""`, and with the encoding
    `utf-8-sig` where Excel is to read the file.
    """
    writer = csv.writer(stream)
    writer.writerow(column.heading for column in _COLUMNS)
    count = 0
    for quote in quotes:
        writer.writerow([harmless(value) for value in _row(quote)])
        count += 1
    return count


def render_codings(
    quotes: Iterable[Quote],
    *,
    format: str,
    as_of: str = DEFAULT_AS_OF,
) -> bytes:
    """The codings as a file's bytes. `format` is a name of `CODINGS_FORMATS`.

    csv and xlsx have one row a coding; jsonl one object a line, ids included and words exact; documents have
    the quotes under their codes, in the order in which codes first occur. No codings: a file that says so.

    Raises:
        UsageError: no such format, `as_of` is not a date, or too many codings for a workbook.
    """
    return chosen(CODINGS_FORMATS, format, what="a list of codings")(quotes, as_of)


def write_codings(
    quotes: Iterable[Quote], stream: BinaryIO, *, format: str, as_of: str = DEFAULT_AS_OF
) -> None:
    """Write the codings to an open binary stream; csv and jsonl as they come, whatever their number.

    Raises:
        UsageError: as `render_codings`.
    """
    if format not in ("csv", "jsonl"):
        stream.write(render_codings(quotes, format=format, as_of=as_of))
        return
    text = io.TextIOWrapper(stream, encoding=ENCODING if format == "csv" else "utf-8", newline="")
    if format == "csv":
        write_codings_csv(quotes, text)
    else:
        text.writelines(_json_lines(quotes))
    text.detach()


def _row(quote: Quote) -> tuple[Value, ...]:
    return (
        quote.source_name,
        quote.start_char,
        quote.end_char,
        quote.code_path,
        quote.coder,
        quote.created_at,
        quote.text,
        quote.attribution,
        quote.memo,
    )


def _streamed(quotes: Iterable[Quote], format: str) -> bytes:
    stream = io.BytesIO()
    write_codings(quotes, stream, format=format)
    return stream.getvalue()


def _sheet(quotes: Iterable[Quote]) -> Sheet:
    return Sheet(name="Codings", columns=_COLUMNS, rows=map(_row, quotes))


def _json_lines(quotes: Iterable[Quote]) -> Iterator[str]:
    headings = [column.heading for column in _COLUMNS]
    for quote in quotes:
        ids = {"coding_id": quote.coding_id, "source_id": quote.source_id, "code_id": quote.code_id}
        row = dict(zip(headings, map(fitted, _row(quote)), strict=True))
        yield json.dumps(row | ids, ensure_ascii=False) + "\n"


def codings_document(quotes: Iterable[Quote]) -> Document:
    """The quotes under their codes, with how many codings from how many sources each code has."""
    by_code: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_code.setdefault(quote.code_path, []).append(quote)
    blocks: list[Block] = []
    for path, under in by_code.items():
        blocks.append(Heading(1, path.replace("/", " / ")))
        sources = len({quote.source_id for quote in under})
        count = f"{plural(len(under), 'coding')} from {plural(sources, 'source')}"
        blocks.append(Paragraph(emphasised(count)))
        blocks.extend(_block_quote(quote) for quote in under)
    return assemble(TITLE, blocks or [Paragraph(emphasised("There are no codings here."))])


def _block_quote(quote: Quote) -> BlockQuote:
    place = f"{quote.source_name}, characters {quote.start_char} to {quote.end_char}"
    who = f"coded by {quote.coder}, {long_date(quote.created_at)}"
    note = f"{place}; {who}." + (f" Memo: {quote.memo.strip()}" if quote.memo.strip() else "")
    return BlockQuote(quote.text, quote.attribution, note)


CODINGS_FORMATS: Mapping[str, CodingsRenderer] = {
    "csv": lambda quotes, _as_of: _streamed(quotes, "csv"),
    "jsonl": lambda quotes, _as_of: _streamed(quotes, "jsonl"),
    "md": lambda quotes, _as_of: to_markdown(codings_document(quotes)),
    "docx": lambda quotes, as_of: to_docx(codings_document(quotes), as_of=as_of),
    "html": lambda quotes, _as_of: to_html(codings_document(quotes)),
    "xlsx": lambda quotes, as_of: to_xlsx((_sheet(quotes),), title=TITLE, as_of=as_of),
}
"""What `render_codings` can write, by name."""
