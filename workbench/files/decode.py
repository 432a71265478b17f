"""Bytes to text: the one place where a file's encoding is found out. No line ends are touched here.

Order of belief: a byte order mark, strict UTF-8, UTF-8 with a few stray bytes, the western code pages where
the result reads like western text, and a statistical guess last. Whatever is not UTF-8 is said in a note,
because a wrong guess spoils quotation marks and names without any error.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from workbench.errors import UnreadableFile
from workbench.model.vocabulary import plural

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
"""Byte order mark, codec, name to report. UTF-32 comes first: its mark begins with that of UTF-16."""

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls) or an encrypted one"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"RIFF", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"SQLite format 3\x00", "a database or a study file"),
)
"""How files begin that are no text, with what to call them."""

GUESS_BYTES = 60_000
"""As much of a file goes into the statistical guess: it is slow, and more tells it nothing new."""

MEND_BYTES = 500_000
"""As far each side of a byte that is not UTF-8 we look whether the rest is: all of any interview."""

MAX_ACCENTED_SHARE = 0.4
"""Of the letters of western text are accented: a short line of German has 0.3, another alphabet nearly 1."""

_ODD_IN_WORD = re.compile(
    "[a-zß-öø-ÿœšž][À-ÖØ-ÞŒŠŽŸ]"  # a capital after a small letter: donÕt, cafŽ
    "|[^\\W\\d_][¿¡¹²³ºª¼½¾¢¤¥¦¨¬¯±´µ¶¸×÷†‡ˆ˜‰][^\\W\\d_]"
    "|[À-ÖØ-öø-ÿŒœŠšŽžŸ]{3,}"  # words of no western language: Ïðèâåò
    "|[\x80-\x9f\uf8ff∆∂∑∏π∫Ω√≈◊ﬁﬂ]"
)
"""What western prose does not hold, and western code pages read in place of each other do."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_STRAY = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read as, and what its reader should know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_text(data: bytes, *, name: str) -> Decoded:
    """The text of a file's bytes; empty bytes give an empty text. `name` is used in messages alone.

    Raises:
        UnreadableFile: the bytes are no text in any encoding we know.
    """
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, codec=codec, label=label, name=name)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(f"{name} is not text: it is {what}", hint="Save it as plain text or .docx.")
    if b"\x00" in data:
        return _decode_wide(data, name=name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _mend_utf8(data, near=error.start) or _decode_western(data) or _guess(data, name=name)


def _decode_marked(data: bytes, *, codec: str, label: str, name: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name} begins as {label.upper()} and breaks off at byte {error.start:,}: {error.reason}",
            hint="The file is damaged; export it again from where it was written.",
        ) from error
    return Decoded(text, label, () if label == "utf-8" else (f"read as {label.upper()}",))


def _decode_wide(data: bytes, *, name: str) -> Decoded:
    """UTF-16 that lost its mark; every other file with NUL bytes is no text."""
    even, odd, half = data[0::2].count(0), data[1::2].count(0), len(data) / 2
    codec = (
        "utf-16-le" if odd > 0.3 * half > 10 * even else "utf-16-be" if even > 0.3 * half > 10 * odd else ""
    )
    try:
        text = data.decode(codec) if codec else "\x00"
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise UnreadableFile(
            f"{name} is not text: it holds NUL bytes, as programs, pictures and recordings do",
            hint="Save it as plain text or .docx.",
        )
    return Decoded(text, "utf-16", ("read as UTF-16 without a byte order mark; please check it",))


def _mend_utf8(data: bytes, *, near: int) -> Decoded | None:
    """UTF-8 into which a little Windows-1252 was pasted; None where UTF-8 is not the rule `near` there."""
    sample = data[max(0, near - MEND_BYTES) : near + MEND_BYTES].decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(sample))
    if len(_NOT_ASCII.findall(sample)) <= 3 * stray:
        return None
    text, stray = _STRAY.subn(
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"),
        data.decode("utf-8", "surrogateescape"),
    )
    note = f"read as UTF-8, but {plural(stray, 'byte')} in it read as cp1252; please check it"
    return Decoded(text, "utf-8", (note,))


def _decode_western(data: bytes) -> Decoded | None:
    """Windows-1252 or Mac Roman where it reads like western prose; None where neither does."""
    readings = [reading for codec in ("cp1252", "mac_roman") if (reading := _reads_western(data, codec))]
    if not readings:
        return None
    _, codec = min(readings, key=lambda reading: reading[0])
    return Decoded(data.decode(codec), codec, (f"read as {codec}, please check accents and quotation marks",))


def _reads_western(data: bytes, codec: str) -> tuple[int, str] | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    first = _NOT_ASCII.search(text)
    start = max(0, first.start() - GUESS_BYTES // 2) if first else 0
    sample = text[start : start + GUESS_BYTES]
    foreign = "".join(_NOT_ASCII.findall(sample))
    odd = len(_ODD_IN_WORD.findall(sample))
    share = len(_LETTER.findall(foreign)) / max(1, len(_LETTER.findall(sample)))
    return (odd, codec) if odd <= 0.1 * len(foreign) and share < MAX_ACCENTED_SHARE else None


def _guess(data: bytes, *, name: str) -> Decoded:
    """The statistical guess from a stretch that is not ASCII; cp1252 where that is unsure."""
    from charset_normalizer import from_bytes

    first = _HIGH_BYTE.search(data)
    start = data.rfind(b"\n", 0, first.start() if first else 0) + 1
    end = data.find(b"\n", start + GUESS_BYTES)
    best = from_bytes(data[start : end if end > 0 else len(data)]).best()
    for codec in (best.encoding if best else "cp1252", "cp1252"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        return Decoded(text, codec, (f"read as {codec}, which is a guess; please check the whole text",))
    raise UnreadableFile(
        f"{name} is not text in any encoding we know",
        hint="Open it where it was written and save it as UTF-8.",
    )
