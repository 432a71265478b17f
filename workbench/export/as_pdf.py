"""The neutral document as a PDF: tagged for readers of any kind, fonts embedded, the same bytes.

Owns what the typesetter (Typst, in the extra `pdf`) is given: the document as data, never as markup. The look is in
`templates/document.typ`. A character that no font has is printed as a box.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import import_module, resources
from importlib.util import find_spec
from typing import Any

from workbench.errors import UsageError
from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    Group,
    Heading,
    Paragraph,
    Phrase,
    Table,
)
from workbench.export.manner import Paper
from workbench.export.plain_text import DEFAULT_AS_OF, instant, printable
from workbench.export.quotation import quoted
from workbench.export.row_length import is_short

INSTALL_HINT = 'Install what it needs: pip install "realist-workbench[pdf]"'

FONTS = "fontpkg_arimo"
"""Arimo has the widths of Arial, which the Word files name, with Latin, Greek, Cyrillic and Hebrew letters."""

STANDARD = "ua-1"
"""PDF/UA: what public bodies ask of accessible files. It forbids characters without a glyph."""

LONG_WORD = re.compile(r"\S{30,}")
"""Words (web addresses, say) that may be wider than a table's column."""

BREAK_EVERY = 15
"""A place to break a long word after so many characters."""

HEAD_CHARS = 100
"""Characters of a title in the running lines of an upright page; a longer one is cut."""


def pdf_available() -> bool:
    """Whether the extra `pdf` is installed."""
    return find_spec("typst") is not None and find_spec(FONTS) is not None


def to_pdf(document: Document, *, as_of: str = DEFAULT_AS_OF) -> bytes:
    """The document as PDF; `as_of` (ISO date) is the day its properties say it was made on.

    Raises:
        UsageError: the extra `pdf` is not installed, or `as_of` is not a date.
    """
    made = instant(as_of)
    compiler, template = _compiler()
    given = _encoded(document) | {"made": [made.year, made.month, made.day]}
    options: dict[str, Any] = {
        "input": template,
        "sys_inputs": {"document": json.dumps(given, ensure_ascii=False)},
        "timestamp": int(made.timestamp()),
        "format": "pdf",
    }
    from typst import TypstError

    try:
        data = compiler.compile(**options, pdf_standards=[STANDARD])
    except TypstError:  # a character without a glyph: still tagged, but not by the standard
        data = compiler.compile(**options)
    return bytes(data)


@cache
def _compiler() -> tuple[Any, bytes]:
    """The typesetter with its fonts, made once, and the template."""
    try:
        import typst

        fonts = import_module(FONTS)
    except ImportError as error:
        raise UsageError("PDF cannot be written here", hint=INSTALL_HINT) from error
    templates = resources.files("workbench.export").joinpath("templates")
    folder = str(resources.files(fonts).joinpath("files"))
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
    compiler = typst.Compiler(root=str(templates), font_paths=found)
    return compiler, templates.joinpath("document.typ").read_bytes()


def _encoded(document: Document) -> dict[str, Any]:
    """The document as JSON has it; consecutive blocks of one orientation are a part."""
    parts: list[dict[str, Any]] = []
    for block, landscape in zip(document.blocks, document.orientations(), strict=True):
        if not parts or parts[-1]["landscape"] != landscape:
            parts.append({"landscape": landscape, "blocks": []})
        parts[-1]["blocks"].append(_block(block))
    return {
        "title": _one_line(document.title),
        "subtitle": printable(document.subtitle),
        "authors": [_one_line(author) for author in document.authors],
        "date": document.day,
        "running": _cut(_one_line(document.subtitle or document.title), landscape=document.landscape),
        "foot": _cut(_one_line(document.title), landscape=document.landscape),
        "paper": "a4" if document.paper is Paper.A4 else "us-letter",
        "landscape": document.landscape,
        "contents": document.contents,
        "parts": parts,
    }


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _cut(text: str, *, landscape: bool) -> str:
    limit = HEAD_CHARS * 3 // 2 if landscape else HEAD_CHARS
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _words(text: str) -> str:
    """Text with places to break in words that a column may not hold."""
    return LONG_WORD.sub(_broken, printable(text))


def _broken(match: re.Match[str]) -> str:
    word = match.group()
    return "\u200b".join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))


def _phrase(phrase: Phrase) -> list[dict[str, Any]]:
    return [
        {"text": _words(run.text), "bold": run.bold, "italic": run.italic, "muted": run.muted}
        for run in phrase
    ]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _one_line(block.text)}
        case Paragraph(phrase):
            return {"kind": "paragraph", "runs": _phrase(phrase)}
        case Bullets(items):
            return {"kind": "bullets", "items": [_phrase(item) for item in items]}
        case BlockQuote(text, attribution, note, see, _):
            return {
                "kind": "quote",
                "text": _words(quoted(text)),
                "attribution": _words(attribution),
                "see": _phrase(see),
                "note": _words(note),
            }
        case Table():
            return _table(block)
        case Figure():
            return {
                "kind": "figure",
                "label": _words(block.label),
                "alt": _one_line(block.alt),
                "svg": block.svg.decode("utf-8").replace("'DejaVu Sans'", "Arimo"),
                "width_cm": block.width_cm,
            }


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "label": _words(table.label),
        "columns": [
            {"heading": _words(column.heading), "weight": column.weight, "numeric": column.numeric}
            for column in table.columns
        ],
        "groups": [_group(group, table.columns) for group in table.groups],
    }


def _group(group: Group, columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "heading": _words(group.heading),
        "detail": _words(group.detail),
        "foot": _phrase(group.foot),
        "rows": [
            {
                "headed": row.headed,
                "keep": is_short(row, columns),
                "cells": [_cell(cell) for cell in row.cells],
            }
            for row in group.rows
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "items": [_phrase(item) for item in cell.items],
        "bulleted": cell.bulleted,
        "span": cell.span,
    }
