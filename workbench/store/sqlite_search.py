"""Phrase search over the current texts: the FTS5 index names the texts, a scan finds the places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.errors import BadInput

CONTEXT_CHARS = 40
"""How many characters of context are shown on each side of a hit."""

_PLAIN = bytes(range(128)) + b"\xc2\xe2" + bytes(range(0x80, 0xC0))
"""The UTF-8 bytes of English with typographic signs: text of these alone is searched as bytes, ten times faster."""


MAX_FOREIGN = 500
"""With more bytes of other letters than this a text is folded as a whole instead of looking at each."""

_WORDS = re.compile(r"[^\W_]+")
_FOREIGN_WORD = re.compile(r"[^\W_]*[^\x00-\x7f\W_][^\W_]*")
"""A word with a letter outside ASCII."""

_MARK = "[\u0300-\u0331]"
"""Accents that stand as characters of their own after their letter; FTS5 passes over these and no others."""

_SPELLED = re.compile(rf"[^\W_](?:[^\W_]|{_MARK})*")
"""A word with its marks; the index folds it in its own way, which for Greek and Cyrillic keeps accents."""

_MARK_LEAD = 0xCC
"""The first UTF-8 byte of all of them."""


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
    spelled = _SPELLED.findall(unicodedata.normalize("NFC", phrase))
    words = [re.sub(_MARK, "", _without_accents(word)) for word in spelled]
    if not words:
        raise BadInput(f"nothing to search for in {phrase!r}", hint="Give at least one word.")
    finder = _Finder(words)
    for source_id, revision_id, sha256 in _texts_with(reader, spelled):
        body = _body(reader, sha256)
        for start, end in finder.places(body):
            before, after = body[max(0, start - CONTEXT_CHARS) : start], body[end : end + CONTEXT_CHARS]
            yield Hit(source_id, revision_id, start, end, before, body[start:end], after)


def _texts_with(reader: Connection, words: Sequence[str]) -> list[tuple[str, str, str]]:
    """The current texts that the index names for a phrase: `(source, revision, hash)`, by source name."""
    rows = reader.exec_driver_sql(
        "SELECT revision.source_id, revision.id, revision.sha256 FROM search_index"
        " JOIN revision ON revision.row_number = search_index.rowid"
        " JOIN source ON source.id = revision.source_id"
        " WHERE search_index MATCH ? ORDER BY source.name",
        ('"' + " ".join(words) + '"',),
    )
    return [(source_id, revision_id, sha256) for source_id, revision_id, sha256 in rows]


def _body(reader: Connection, sha256: str) -> str:
    """One text at a time: a cursor left open by a reader who stops early would keep an old state of the study."""
    row = reader.exec_driver_sql("SELECT body FROM revision_text WHERE sha256 = ?", (sha256,)).first()
    return str(row[0]) if row else ""


class _Finder:
    """Finds the places of a phrase in one text after another."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = {word.lower() for word in words}
        self.word_count = len(words)
        # A letter takes the marks on it along for good (`*+`); a gap begins with what is neither.
        spelled = ["".join(f"{re.escape(char)}{_MARK}*+" for char in word) for word in words]
        gap = rf"(?!{_MARK})[\W_]+"
        self.pattern = re.compile(rf"(?<![^\W_])(?<!{_MARK}){gap.join(spelled)}(?![^\W_])", re.IGNORECASE)
        self.ascii = all(word.isascii() for word in words)
        encoded = [word.lower().encode() for word in words]
        self.first = encoded[0]
        self.here = re.compile(rb"[^A-Za-z0-9]+".join(map(re.escape, encoded)))

    def places(self, body: str) -> Iterator[tuple[int, int]]:
        data = body.encode("utf-8")
        if self.ascii and not self._needs_folding(data):
            yield from self._in_bytes(data)
        else:
            yield from (match.span() for match in self.pattern.finditer(_without_accents(body)))

    def _needs_folding(self, data: bytes) -> bool:
        """Whether a word of the text is, without its accents, a word of the phrase."""
        foreign = data.translate(None, _PLAIN)
        if len(foreign) > MAX_FOREIGN or _MARK_LEAD in foreign:
            return True
        for lead in set(foreign):
            at = data.find(lead)
            while at >= 0:
                around = data[max(0, at - 60) : at + 60].decode("utf-8", errors="ignore")
                if any(
                    _without_accents(word).lower() in self.words for word in _FOREIGN_WORD.findall(around)
                ):
                    return True
                at = data.find(lead, at + 1)
        return False

    def _in_bytes(self, data: bytes) -> Iterator[tuple[int, int]]:
        low = data.lower()
        counted_to = char = 0
        at = low.find(self.first)
        while at >= 0:
            after = at + 1
            match = self.here.match(low, at)
            if (
                match
                and self._is_the_phrase_alone(match.group())
                and not _ends_in_letter(data[max(0, at - 4) : at])
                and not _starts_in_letter(data[match.end() : match.end() + 4])
            ):
                char += len(data[counted_to:at].decode("utf-8"))
                length = len(data[at : match.end()].decode("utf-8"))
                yield char, char + length
                counted_to, char, after = match.end(), char + length, match.end()
            at = low.find(self.first, after)

    def _is_the_phrase_alone(self, found: bytes) -> bool:
        """Whether no word of other letters stands between the words: `trust à trust` is not `trust trust`."""
        return found.isascii() or len(_WORDS.findall(found.decode("utf-8"))) == self.word_count


def _ends_in_letter(data: bytes) -> bool:
    return data.decode("utf-8", errors="ignore")[-1:].isalnum()


def _starts_in_letter(data: bytes) -> bool:
    return data.decode("utf-8", errors="ignore")[:1].isalnum()


def _without_accents(text: str) -> str:
    """The text with accented letters replaced one for one, so that offsets stay."""
    if text.isascii():
        return text
    table = {}
    for char in set(text):
        if ord(char) > 127:
            parts = unicodedata.normalize("NFD", char)
            if len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:]):
                table[ord(char)] = parts[0]
    return text.translate(table) if table else text
