"""Where names of a pseudonym key stand in a text, however they are written there."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property

_APOSTROPHES = "'’‘ʼ`´"
_HYPHENS = "-‐‑–"
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_SIGNS = re.compile(rf"(\s+)|([{_APOSTROPHES}]+)|([{_HYPHENS}])")

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtfb])|(\n\s*)|([^\w\n]))")
_INLINE = re.compile(r"</?(?:w:(?:r|t|rPr|b|i|color|hyperlink)|b|i|em|strong|span|a|cite|q|small)\b[^>]*>")
_OF_PEOPLE = re.compile(
    r"word/(?:document|header|footer|footnotes|comments)\d*\.xml|docProps/core\.xml"
    r"|xl/(?:sharedStrings|workbook|worksheets/.*)\.xml"
)
"""The parts of office files that hold words of people; the others are of the program that made the file."""
_SAID_IN_TAGS = re.compile(r'(?:\s(?:descr|title|name)|<w:tblCaption w:val)="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")


def composed(text: str) -> str:
    """The text with every accented letter as one character, as names are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class KeyNames:
    """The names of a key with their pseudonyms, found as whole words.

    White space, apostrophes and hyphens of a name may be of any kind. A name of several words is found in any case;
    one of a single word as it is, in capitals or with a capital first, since `will` is rarely a person.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {_bare(name): (name, pseudonym) for name, pseudonym in names.items()}

    def of(self, written: str) -> tuple[str, str]:
        """The name as the key has it, and its pseudonym, of what `pattern` matched."""
        if (known := self._names.get(_bare(written))) is not None:
            return known
        return next(
            known
            for bare, known in self._names.items()
            if any(re.fullmatch(_loose(form), written, re.IGNORECASE) for form in _forms(bare, known[0]))
        )

    def in_text(self, text: str) -> set[str]:
        """The names that stand in a text."""
        return {self.of(match.group())[0] for match in self.pattern.finditer(composed(text))}

    def in_file(self, data: bytes) -> set[str]:
        """The names that stand in a file of text or an office file, with what its kind escapes undone."""
        return {name for text in _readings(data) for name in self.in_text(text)}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches a name; its ways of being written are gathered by first letter, which is what makes it fast."""
        by_first: dict[str, set[str]] = {}
        for bare, (name, _) in self._names.items():
            end = r"(?![^\W_])" if bare[-1].isdigit() else r"(?![^\W\d_])"
            if " " in bare:
                for form in _forms(bare, name):
                    for first in {form[0].lower()[0], form[0].upper()[0]}:
                        by_first.setdefault(first, set()).add(f"(?i:{_loose(form[1:])}){end}")
                continue
            plain = composed(name)
            for written in (plain, plain.upper(), plain[:1].upper() + plain[1:].lower()):
                by_first.setdefault(written[0], set()).add(_loose(written[1:]) + end)
        parts = [
            f"{re.escape(first)}(?:{'|'.join(sorted(rest, key=len, reverse=True))})"
            for first, rest in sorted(by_first.items())
        ]
        return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(parts)})" if parts else r"(?!)")


def _bare(text: str) -> str:
    """A name as it is compared: its signs of one kind, in small letters."""
    words = " ".join(composed(text).split())
    return _HYPHEN.sub("-", _APOSTROPHE.sub("'", words)).casefold()


def _forms(bare: str, name: str) -> set[str]:
    """Spellings of a name that differ in more than the case of single letters, such as ß and SS."""
    return {bare, composed(name), composed(name).upper()}


def _loose(text: str) -> str:
    """A pattern of a text in which white space, apostrophes and hyphens may be others of their kind."""
    out, at = [], 0
    for match in _SIGNS.finditer(text):
        out.append(re.escape(text[at : match.start()]))
        space, apostrophe, _ = match.groups()
        out.append(r"\s+" if space else f"[{_APOSTROPHES}]{{1,2}}" if apostrophe else f"[{_HYPHENS}]")
        at = match.end()
    return "".join((*out, re.escape(text[at:])))


def _readings(data: bytes) -> Iterator[str]:
    """The words of a file as they are written, and as a reader of the file sees them; nothing of pictures."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for member in filter(_OF_PEOPLE.match, file.namelist()):
                xml = file.read(member).decode("utf-8", "replace")
                yield html.unescape(_TAG.sub(" ", _INLINE.sub("", xml)))
                yield html.unescape("\n".join(_SAID_IN_TAGS.findall(xml)))
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    yield text
    if "\\" in text:
        yield _ESCAPE.sub(_unescaped, text)
    if "&" in text:
        yield html.unescape(text)
    if text.lstrip().startswith("<"):
        yield html.unescape(_TAG.sub(" ", _INLINE.sub("", text)))


def _unescaped(match: re.Match[str]) -> str:
    four, two, _, _, sign = match.groups()
    return chr(int(four or two, 16)) if four or two else sign or " "
