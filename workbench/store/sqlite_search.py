"""Search for words in the current texts: the FTS5 index names the texts, a scan finds the places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from workbench.errors import BadInput
from workbench.model.searching import CONTEXT_CHARS, Hit
from workbench.store.sqlite_engine import driver_connection

_PLAIN = bytes(range(128)) + b"\xc2\xe2" + bytes(range(0x80, 0xC0))
"""The UTF-8 bytes of English with typographic signs: text of these alone is searched as bytes, ten times faster."""


MAX_FOREIGN = 500
"""With more bytes of other letters than this a text is folded as a whole instead of looking at each."""

_WORDS = re.compile(r"[^\W_]+")
_FOREIGN_WORD = re.compile(r"[^\W_]*[^\x00-\x7f\W_][^\W_]*")
"""A word with a letter outside ASCII."""

LAST_LATIN = 0x24F
"""Up to this letter the index folds accents; of Greek and Cyrillic letters it keeps them."""

LETTERS_OF_THEIR_OWN = frozenset("йЙїЇўЎ")
"""Cyrillic letters that are no accented ones to their readers, though Unicode takes them apart."""

_MARK = "[\u0300-\u0331]"
"""Accents that stand as characters of their own after their letter; FTS5 passes over these and no others."""

_SPELLED = re.compile(rf"[^\W_](?:[^\W_]|{_MARK})*")
"""A word with its marks; the index folds it in its own way, which for Greek and Cyrillic keeps accents."""

_MARK_LEAD = 0xCC
"""The first UTF-8 byte of all of them."""


def search(reader: Connection, phrase: str) -> Iterator[Hit]:
    """Every place where the words of `phrase` stand in this order, in any case; accents are ignored.

    Whole words are matched, so that "trust" does not find "trustworthy".

    Raises:
        BadInput: a phrase without a single letter or digit.
    """
    spelled = spelled_words(phrase)
    finder = WordFinder(spelled)
    for source_id, _, revision_id, sha256 in texts_with(reader, _query(reader, spelled)):
        for start, end, words_around in finder.places(body_of(reader, sha256)):
            yield Hit(source_id, revision_id, start, end, *words_around)


def spelled_words(text: str) -> list[str]:
    """The words of what was typed, accents composed.

    Raises:
        BadInput: not a single letter or digit.
    """
    spelled = _SPELLED.findall(unicodedata.normalize("NFC", text))
    if not spelled:
        raise BadInput(f"nothing to search for in {text!r}", hint="Give at least one word.")
    return spelled


def all_of(reader: Connection, words: Sequence[str]) -> str:
    """What asks the index for the texts with all of these words, wherever they stand."""
    return " AND ".join(f"({_query(reader, [word])})" for word in words)


def _query(reader: Connection, words: Sequence[str]) -> str:
    """The words as a phrase; Greek and Cyrillic ones as each spelling that the texts have, wherever they stand."""
    if not any(map(_keeps_accents, words)):
        return f'"{" ".join(words)}"'
    found = (_spellings(reader, word) if _keeps_accents(word) else [word] for word in words)
    return " AND ".join("(" + " OR ".join(f'"{spelling}"' for spelling in one) + ")" for one in found)


def _keeps_accents(word: str) -> bool:
    """Whether the index tells apart spellings of this word that are one to a reader."""
    return any(ord(char) > LAST_LATIN and char.lower() != char.upper() for char in word)


def _spellings(reader: Connection, word: str) -> list[str]:
    """The word, and the words of the index that differ from it in accents alone."""
    _list_words(reader)
    wanted = _alike(word)
    terms = reader.exec_driver_sql("SELECT term FROM temp.search_words WHERE term >= ?", (chr(LAST_LATIN),))
    return [word, *(term for (term,) in terms if _alike(term) == wanted)]


def _list_words(reader: Connection) -> None:
    """The words of the index as a table of this connection alone, which a connection for reading must be let make."""
    only_reads = reader.exec_driver_sql("PRAGMA query_only").scalar()
    reader.exec_driver_sql("PRAGMA query_only = OFF")
    reader.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search_index, row)"
    )
    if only_reads:
        reader.exec_driver_sql("PRAGMA query_only = ON")


def _alike(word: str) -> str:
    return re.sub(_MARK, "", without_accents(unicodedata.normalize("NFC", word)).lower()).replace("ς", "σ")


def texts_with(reader: Connection, query: str) -> list[tuple[str, str, str, str]]:
    """The current texts that the index names: `(source, its name, revision, hash)`, by source name."""
    rows = reader.exec_driver_sql(
        "SELECT revision.source_id, source.name, revision.id, revision.sha256 FROM search_index"
        " JOIN revision ON revision.row_number = search_index.rowid"
        " JOIN source ON source.id = revision.source_id"
        " WHERE search_index MATCH ? ORDER BY source.name",
        (query,),
    )
    return [(source_id, name, revision_id, sha256) for source_id, name, revision_id, sha256 in rows]


def turn_spans(reader: Connection, revision_id: str) -> list[tuple[int, int]]:
    """Where the speaker turns of a text lie, in order."""
    statement = "SELECT start_char, end_char FROM speaker_turn WHERE revision_id = ? ORDER BY position"
    return driver_connection(reader).execute(statement, (revision_id,)).fetchall()


def body_of(reader: Connection, sha256: str) -> bytes:
    """A text as UTF-8. One at a time: a cursor left open by a reader who stops early would keep an old state."""
    statement = "SELECT CAST(body AS BLOB) FROM revision_text WHERE sha256 = ?"
    row = driver_connection(reader).execute(statement, (sha256,)).fetchone()
    return bytes(row[0]) if row else b""


_Place = tuple[int, int, tuple[str, str, str]]
"""Start and end in characters; the words before, the phrase as it stands there, the words after."""


class WordFinder:
    """Finds the places of words in this order in one text after another. Takes them as spelled."""

    def __init__(self, spelled_words: Sequence[str]) -> None:
        words = [re.sub(_MARK, "", without_accents(word)) for word in spelled_words]
        self.words = {word.lower() for word in words}
        self.word_count = len(words)
        # A letter takes the marks on it along for good (`*+`); a gap begins with what is neither.
        letters = ["".join(f"{re.escape(char)}{_MARK}*+" for char in word) for word in words]
        gap = rf"(?!{_MARK})[\W_]+"
        self.pattern = re.compile(rf"(?<![^\W_])(?<!{_MARK}){gap.join(letters)}(?![^\W_])", re.IGNORECASE)
        self.ascii = all(word.isascii() for word in words)
        encoded = [word.lower().encode() for word in words]
        self.first = encoded[0]
        self.here = re.compile(rb"[^A-Za-z0-9]+".join(map(re.escape, encoded)))

    def places(self, data: bytes) -> Iterator[_Place]:
        """Where they stand in a text given as UTF-8, with what is around them."""
        if self.ascii and not self._needs_folding(data):
            yield from self._in_bytes(data)
            return
        body = data.decode("utf-8")
        for match in self.pattern.finditer(without_accents(body)):
            start, end = match.span()
            before, after = body[max(0, start - CONTEXT_CHARS) : start], body[end : end + CONTEXT_CHARS]
            yield start, end, (before, body[start:end], after)

    def _needs_folding(self, data: bytes) -> bool:
        """Whether a word of the text is, without its accents, a word of the phrase."""
        foreign = data.translate(None, _PLAIN)
        if len(foreign) > MAX_FOREIGN or _MARK_LEAD in foreign:
            return True
        for lead in set(foreign):
            at = data.find(lead)
            while at >= 0:
                around = data[max(0, at - 60) : at + 60].decode("utf-8", errors="ignore")
                if any(without_accents(word).lower() in self.words for word in _FOREIGN_WORD.findall(around)):
                    return True
                at = data.find(lead, at + 1)
        return False

    def _in_bytes(self, data: bytes) -> Iterator[_Place]:
        low = data.lower()
        one_byte_each = data.isascii()
        counted_to = char = 0
        at = low.find(self.first)
        while at >= 0:
            match = self.here.match(low, at)
            end = match.end() if match else at + 1
            if match and self._stands_alone(data, at, end):
                text = data[at:end].decode("utf-8")
                char += at - counted_to if one_byte_each else len(data[counted_to:at].decode("utf-8"))
                yield char, char + len(text), (_before(data, at), text, _after(data, end))
                counted_to, char = end, char + len(text)
            else:
                end = at + 1
            at = low.find(self.first, end)

    def _stands_alone(self, data: bytes, start: int, end: int) -> bool:
        """Whether whole words were found, and no word of other letters between them: not `trust à trust`."""
        found = data[start:end]
        return (
            (found.isascii() or len(_WORDS.findall(found.decode("utf-8"))) == self.word_count)
            and not _before(data, start, 1).isalnum()
            and not _after(data, end, 1).isalnum()
        )


def _before(data: bytes, end: int, chars: int = CONTEXT_CHARS) -> str:
    """The characters before a place in UTF-8."""
    return data[max(0, end - 4 * chars) : end].decode("utf-8", errors="ignore")[-chars:]


def _after(data: bytes, start: int, chars: int = CONTEXT_CHARS) -> str:
    """The characters from a place in UTF-8 on."""
    return data[start : start + 4 * chars].decode("utf-8", errors="ignore")[:chars]


def without_accents(text: str) -> str:
    """The text with accented letters replaced one for one, so that offsets stay."""
    if text.isascii():
        return text
    table = {}
    for char in set(text):
        if ord(char) > 127 and char not in LETTERS_OF_THEIR_OWN:
            parts = unicodedata.normalize("NFD", char)
            if len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:]):
                table[ord(char)] = parts[0]
    return text.translate(table) if table else text
