"""How many words a document has, with and without its tables, as funders count them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Phrase,
    Table,
)


@dataclass(frozen=True, slots=True)
class WordCount:
    """Words outside tables, and words in tables with their captions."""

    text: int
    tables: int

    @property
    def every(self) -> int:
        """All words."""
        return self.text + self.tables

    def told(self, *, limit: int | None = None) -> str:
        """`2,345 words, 1,234 without tables`, and how that stands to a limit where there is one."""
        out = f"{self.every:,} words with tables, {self.text:,} without"
        if limit is None:
            return out
        return f"{out}; limit {limit:,}: {_beside(self.every, limit)} with tables, {_beside(self.text, limit)} without"


def _beside(count: int, limit: int) -> str:
    return f"{count - limit:,} over" if count > limit else f"{limit - count:,} left"


def word_count(document: Document) -> WordCount:
    """Words as word processors count them: what white space parts, from the title to the last line."""
    text = _count((document.title, document.subtitle, *document.authors))
    tables = 0
    for block in document.blocks:
        count = _count(_texts(block))
        if isinstance(block, Table):
            tables += count
        else:
            text += count
    return WordCount(text, tables)


def _count(texts: Iterator[str] | tuple[str, ...]) -> int:
    return sum(len(text.split()) for text in texts)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph(phrase):
            yield _joined(phrase)
        case Bullets(items):
            yield from map(_joined, items)
        case BlockQuote(words, attribution, note, see, _):
            yield from (words, attribution, note, _joined(see))
        case Figure():
            yield block.label
        case Table():
            yield block.label
            yield from _in_table(block)


def _in_table(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.heading
    for group in table.groups:
        yield from (group.heading, group.detail, _joined(group.foot))
        for row in group.rows:
            for cell in row.cells:
                yield from map(_joined, cell.items)


def _joined(phrase: Phrase) -> str:
    return "".join(run.text for run in phrase)
