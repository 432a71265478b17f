"""A methods appendix: the items of a reporting standard, each drafted from the study or left for a person to write.

It gives no score: how well a study is reported is for its readers to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workbench.export.document import (
    Block,
    Cell,
    Column,
    Document,
    Group,
    Paragraph,
    Phrase,
    Row,
    Run,
    Table,
    assemble,
    cell,
    plain,
)
from workbench.export.methods_drafts import DRAFTS, Draft
from workbench.export.plain_text import printable, sentence
from workbench.export.reporting_standards import Item, Standard
from workbench.export.sheet import Sheet, SheetColumn
from workbench.model.methods_views import MethodsFacts

BY_A_PERSON = "To be written by a person"
"""Where a draft would say where it comes from."""


LONG = 150
"""A draft of more characters is printed once; further items refer to it."""


def drafted(standard: Standard, facts: MethodsFacts) -> tuple[tuple[Item, tuple[Draft, ...]], ...]:
    """Every item with what the study can say on it: nothing where only a person can."""
    first: dict[str, int] = {}
    return tuple(
        (
            item,
            tuple(_once(draft, number, first) for name in item.drafts for draft in DRAFTS[name](facts)),
        )
        for number, item in enumerate(standard.items, start=1)
    )


def _once(draft: Draft, number: int, first: dict[str, int]) -> Draft:
    """The draft, or where to read it if an earlier item has it at length."""
    where = first.setdefault(draft.text, number)
    if where == number or len(draft.text) <= LONG:
        return draft
    return Draft(f"{sentence(draft.source)}: see item {where}.", draft.source)


def methods_document(standard: Standard, facts: MethodsFacts) -> Document:
    """The appendix as a document: one table, a group for each part of a paper."""
    blocks: list[Block] = [
        Paragraph(
            plain(
                f"{standard.name}: {standard.about}. What stands beside an item was drafted from what the study holds, "
                "as the last column says, and is to be checked and completed. Items without a draft are for a person "
                "to write. No score is given."
            )
        ),
        _table(standard, facts),
    ]
    return assemble(
        f"Methods appendix: {standard.name}",
        blocks,
        subtitle=facts.study.title,
        authors=facts.study.authors,
        date=facts.as_of,
        landscape=True,
    )


def _table(standard: Standard, facts: MethodsFacts) -> Table:
    columns = (
        Column("Item", 2),
        Column("What it asks", 3),
        Column("Draft", 7),
        Column("Where it comes from", 3),
    )
    numbered = list(enumerate(drafted(standard, facts), start=1))
    groups = tuple(
        Group(tuple(_row(number, *one) for number, one in items), heading=part)
        for part, items in groupby(numbered, key=lambda one: one[1][0].part)
    )
    return Table(f"{standard.name} items", columns, groups)


def _row(number: int, item: Item, drafts: Sequence[Draft]) -> Row:
    words = tuple(
        plain(line) for draft in drafts for line in printable(draft.text).split("\n") if line.strip()
    )
    sources = tuple(plain(sentence(source)) for source in dict.fromkeys(draft.source for draft in drafts))
    missing: Phrase = (Run(f"{BY_A_PERSON}.", italic=True),)
    return Row(
        (
            Cell(((Run(f"{number}. {item.name}"),),)),
            cell(sentence(item.asks)),
            Cell(words or (missing,)),
            Cell(sources) if sources else cell(""),
        ),
        headed=True,
    )


def methods_sheet(standard: Standard, facts: MethodsFacts) -> Sheet:
    """The appendix as a sheet, a row an item."""
    columns = (
        SheetColumn("Number", 6),
        SheetColumn("Part", 16),
        SheetColumn("Item", 24),
        SheetColumn("What it asks", 36),
        SheetColumn("Draft", 80),
        SheetColumn("Where it comes from", 30),
    )
    return Sheet(standard.name, columns, tuple(_sheet_rows(standard, facts)))


def _sheet_rows(standard: Standard, facts: MethodsFacts) -> Iterator[tuple[int | str, ...]]:
    for number, (item, drafts) in enumerate(drafted(standard, facts), start=1):
        yield (
            number,
            item.part,
            item.name,
            sentence(item.asks),
            "\n".join(draft.text for draft in drafts),
            "; ".join(dict.fromkeys(draft.source for draft in drafts)) or BY_A_PERSON,
        )
