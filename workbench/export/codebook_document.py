"""The codebook as a document to be read: an appendix with what each code means and when it is used."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.export.document import (
    Block,
    Cell,
    Column,
    Document,
    Group,
    Paragraph,
    Row,
    Table,
    assemble,
    cell,
    emphasised,
)
from workbench.export.plain_text import printable
from workbench.model.views import CodeView

_TEXTS = (
    ("What it means", "definition", 5),
    ("When to use it", "when_to_use", 4),
    ("When not", "when_not_to_use", 4),
    ("Examples", "examples", 4),
)
"""The columns after the code's name, where any code has something for them: heading, field, weight."""


def codebook_document(codes: Sequence[CodeView], *, study_title: str, as_of: str) -> Document:
    """The codes in the codebook's order, each as deep as it lies; retired ones are marked.

    Columns that no code fills are left out. A code's full definition stands for its short one where there is one.
    """
    blocks: list[Block] = [_table(codes) if codes else Paragraph(emphasised("There are no codes yet."))]
    return assemble("Codebook", blocks, subtitle=study_title, date=as_of[:10], landscape=True)


def _table(codes: Sequence[CodeView]) -> Table:
    shown = [
        (heading, name, weight)
        for heading, name, weight in _TEXTS
        if any(_text(code, name) for code in codes)
    ]
    columns = (Column("Code", 3), *(Column(heading, weight) for heading, _, weight in shown))
    fields = [name for _, name, _ in shown]
    return Table("Codes", columns, (Group(tuple(_row(code, fields) for code in codes)),))


def _row(code: CodeView, fields: Sequence[str]) -> Row:
    name = "– " * code.depth + code.name + (" (retired)" if code.retired else "")
    return Row((cell(printable(name)), *(_cell(_text(code, field)) for field in fields)), headed=True)


def _text(code: CodeView, field: str) -> str:
    """One of the texts of a code; examples one a line."""
    if field == "definition":
        return (code.full_definition or code.short_definition).strip()
    if field == "examples":
        return "\n".join(example.strip() for example in code.examples)
    return str(getattr(code, field)).strip()


def _cell(text: str) -> Cell:
    lines = [line for line in printable(text).split("\n") if line.strip()]
    return Cell(tuple(cell(line).items[0] for line in lines)) if lines else cell("")
