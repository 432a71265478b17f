"""Phrase search over the current texts: the FTS5 index names the texts, a scan finds the places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.errors import BadInput

CONTEXT_CHARS = 40
"""How many characters of context are shown on each side of a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a source: `[start_char, end_char)` of its current revision, with context on both sides."""

    source_id: str
    revision_id: str
    start_char: int
    end_char: int
    before: str
    text: str
    after: str


def search(reader: Connection, phrase: str) -> Iterator[Hit]:
    """Every place where the words of `phrase` stand in this order, in any case; accents are ignored.

    Whole words are matched, so that "trust" does not find "trustworthy".

    Raises:
        BadInput: a phrase without a single letter or digit.
    """
    words = re.findall(r"\w+", phrase)
    if not words:
        raise BadInput(f"nothing to search for in {phrase!r}", hint="Give at least one word.")
    match = " ".join(words)
    pattern = re.compile(r"(?<!\w)" + r"[\W_]+".join(_folded_word(word) for word in words) + r"(?!\w)", re.IGNORECASE)
    rows = reader.exec_driver_sql(
        "SELECT revision.source_id, revision.id, revision_text.body FROM search_index"
        " JOIN revision ON revision.row_number = search_index.rowid"
        " JOIN revision_text ON revision_text.sha256 = revision.sha256"
        " JOIN source ON source.id = revision.source_id"
        " WHERE search_index MATCH ? ORDER BY source.name",
        (f'"{match}"',),
    )
    for source_id, revision_id, body in rows:
        for found in pattern.finditer(_without_accents(body)):
            start, end = found.span()
            yield Hit(
                source_id,
                revision_id,
                start,
                end,
                body[max(0, start - CONTEXT_CHARS) : start],
                body[start:end],
                body[end : end + CONTEXT_CHARS],
            )


def _folded_word(word: str) -> str:
    return re.escape(_without_accents(word))


def _without_accents(text: str) -> str:
    """The text with accented letters replaced one for one, so that offsets stay."""
    if text.isascii():
        return text
    table = {}
    for char in set(text):
        if ord(char) > 127:
            base = unicodedata.normalize("NFD", char)[0]
            if base != char and len(base) == 1:
                table[ord(char)] = base
    return text.translate(table) if table else text
