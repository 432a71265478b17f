"""Word documents: the text of `word/document.xml`, read straight from the archive.

python-docx builds an object for each paragraph property and takes ten times as long; it also leaves out what
is inside tracked insertions and content controls. What is left out here is said in the notes. `docx_body`
walks the XML; this module guards the way in.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from workbench.errors import UnreadableFile
from workbench.files.normalise import normalise
from workbench.model.vocabulary import plural
from workbench.sources.readers.docx_body import Block, Body, read_body
from workbench.sources.readers.docx_symbols import UNREADABLE
from workbench.sources.readers.plain import removal_notes
from workbench.sources.readers.reading import Reader, ReadText, TurnHint

MAX_XML_BYTES = 400_000_000
"""Unpacked text part of a document at most; XML weighs about one and a half times its text."""

MAX_RATIO = 250
"""Unpacked to packed size at most, above `RATIO_FROM_BYTES`: Word reaches 60, a zip bomb 1,000."""

RATIO_FROM_BYTES = 5_000_000
"""Small parts may pack as well as they like."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = "word/document.xml"
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("word/document.bin", "a Word document in a binary form"),
)
_RESAVE = "Open it in Word and save it again as .docx, or as plain text."


def read(data: bytes, name: str) -> ReadText:
    """The text of a Word document: paragraphs parted by an empty line, table cells by tabs; may be empty.

    Raises:
        UnreadableFile: no Word document, damaged, encrypted, or packed beyond reason.
    """
    body = read_body(_parse(_main_part(data, name), name))
    blocks, removed = _normalised(body)
    text, hints = _join(blocks)
    return ReadText(text, _notes(body) + removal_notes(removed), "utf-8", hints)


def _main_part(data: bytes, name: str) -> bytes:
    if data.startswith(_OLE):
        raise UnreadableFile(f"{name} is {_name_ole(data)}, not a .docx", hint=_RESAVE)
    if not data.startswith(b"PK"):
        raise UnreadableFile(
            f"{name} is not a Word document (.docx is a zip archive, this is not)", hint=_RESAVE
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpack(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UnreadableFile(f"{name} is a damaged Word document: {error}", hint=_RESAVE) from error


def _name_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "a Word document protected by a password"
    if "WordDocument".encode("utf-16-le") in data:
        return "a Word document of the old form (.doc)"
    return "an Office document of an old form"


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    members = set(archive.namelist())
    part = _MAIN_PART if _MAIN_PART in members else _related_part(archive, members)
    if part is None:
        what = next((what for member, what in _OTHER_PACKAGES if member in members), "a zip archive")
        raise UnreadableFile(f"{name} is {what}, not a Word document: it has no {_MAIN_PART}", hint=_RESAVE)
    info = archive.getinfo(part)
    if info.flag_bits & 1:
        raise UnreadableFile(f"{name} is a zip archive protected by a password", hint=_RESAVE)
    too_dense = info.file_size > max(RATIO_FROM_BYTES, MAX_RATIO * info.compress_size)
    if info.file_size > MAX_XML_BYTES or too_dense:
        raise UnreadableFile(
            f"{name} unpacks to {info.file_size / 1e6:,.0f} MB from {info.compress_size / 1e6:,.1f} MB: "
            "no interview does",
            hint=_RESAVE,
        )
    return archive.read(part)


def _related_part(archive: zipfile.ZipFile, members: set[str]) -> str | None:
    """The main part where it has another name, as some exports call it `word/document2.xml`."""
    if "_rels/.rels" not in members or archive.getinfo("_rels/.rels").file_size > RATIO_FROM_BYTES:
        return None
    for relation in _parse(archive.read("_rels/.rels"), "_rels/.rels"):
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and target.startswith("word/"):
            return target if target in members and target.endswith(".xml") else None
    return None


def _parse(xml: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"{name} is a damaged Word document: {error.msg}", hint=_RESAVE) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(f"{name} declares XML entities, which no Word document does", hint=_RESAVE)
    return root


def _normalised(body: Body) -> tuple[list[Block], int]:
    """The blocks, control characters removed and counted."""
    as_read = "".join(block.text for block in body.blocks)
    whole = normalise(as_read)
    if whole.text == as_read:
        return body.blocks, 0
    blocks = [
        Block(normalise(block.text).text, len(normalise(block.text[: block.label_length]).text), block.tight)
        for block in body.blocks
    ]
    return blocks, whole.removed_count


def _join(blocks: list[Block]) -> tuple[str, tuple[TurnHint, ...]]:
    pieces: list[str] = []
    hints: list[TurnHint] = []
    at = 0
    for text, label_length, tight in blocks:
        gap = "" if not pieces else "\n" if tight else "\n\n"
        at += len(gap)
        if label_length:
            hints.append(TurnHint(at, at + label_length))
        pieces.append(gap + text)
        at += len(text)
    return "".join(pieces), tuple(hints)


def _notes(body: Body) -> tuple[str, ...]:
    counted = (
        (body.footnote_count, "footnote"),
        (body.comment_count, "comment"),
        (body.deletion_count, "tracked deletion"),
        (body.hidden_count, "hidden passage"),
        (body.numbered_count, "automatic number or bullet", "automatic numbers and bullets"),
        (body.picture_count, "picture"),
    )
    left_out = tuple(f"{plural(count, *what)} left out" for count, *what in counted if count)
    if not body.unreadable_count:
        return left_out
    return (
        *left_out,
        f"{plural(body.unreadable_count, 'unreadable sign')} of symbol fonts, as {UNREADABLE} in the text",
    )


READER = Reader(name="Word", suffixes=(".docx",), read=read)
"""The registration of Word documents."""
