"""The walk through WordprocessingML: elements to paragraphs of text. Takes a parsed tree, knows no archive.

A construct that is not named here is passed over. Names are matched in both namespaces, the transitional
and the strict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workbench.sources.readers.docx_symbols import UNREADABLE, character_of

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WRAPPERS = (
    *("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent"),
    *("customXml", "fldSimple", "dir", "bdo", "ruby", "rubyBase"),
)
"""Elements whose content counts as if they were not there. `del` and `moveFrom` are not among them."""

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_NAMED = (
    "p",
    "r",
    "t",
    "b",
    "vanish",
    "tbl",
    "tr",
    "tc",
    "sym",
    "rPr",
    "drawing",
    "pict",
    *_WRAPPERS,
    *_CHARACTERS,
)
_LOCAL = {f"{{{namespace}}}{name}": name for namespace in _NAMESPACES for name in _NAMED}
_LOCAL |= {f"{{{_COMPATIBILITY}}}{name}": name for name in ("AlternateContent", "Choice", "Fallback")}
_OFF = frozenset({"0", "false", "off", "none"})

MAX_LABEL_CHARS = 60
"""A bold opening longer than this is a heading or a sentence, not a speaker's label."""


class Block(NamedTuple):
    """A paragraph or a table row. The first `label_length` characters may be a speaker's label; 0 if none.

    `tight`: it follows its predecessor on the next line, as the rows of one table do.
    """

    text: str
    label_length: int = 0
    tight: bool = False


@dataclass(slots=True)
class Body:
    """The blocks of a document in order, without those that hold no words, and counts of what is left out."""

    blocks: list[Block] = field(default_factory=list)
    footnote_count: int = 0
    comment_count: int = 0
    deletion_count: int = 0
    hidden_count: int = 0
    numbered_count: int = 0
    picture_count: int = 0
    unreadable_count: int = 0


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    label_length: int = 0
    in_label: bool = True
    boxes: list[Any] = field(default_factory=list)


def read_body(root: Any) -> Body:
    """The blocks of a `w:document` element, with counts of what was left out."""
    body = Body()
    for child in root:
        _read_blocks(child, body.blocks)
    body.footnote_count = _count(root, "footnoteReference", "endnoteReference")
    body.comment_count = _count(root, "commentReference")
    body.deletion_count = _count(root, "del")
    body.hidden_count = sum(_is_hidden(run) for run in root.iter(*_RUNS))
    body.numbered_count = sum(value not in (None, "0") for value in _numberings(root))
    body.picture_count = max(sum(1 for _ in root.iter(tag)) for tag in _PICTURES)
    body.unreadable_count = sum(block.text.count(UNREADABLE) for block in body.blocks)
    return body


_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
"""How pictures are held; Word often writes each in both ways."""


def _numberings(root: Any) -> Iterable[str | None]:
    """The list that each numbered or bulleted paragraph belongs to; `0` takes a paragraph out of a list."""
    for namespace in _NAMESPACES:
        for element in root.iter(f"{{{namespace}}}numPr"):
            number = element.find(f"{{{namespace}}}numId")
            yield None if number is None else number.get(f"{{{namespace}}}val")


_RUNS = tuple(f"{{{namespace}}}r" for namespace in _NAMESPACES)


def _is_hidden(run: Any) -> bool:
    """Whether Word shows this run to nobody: what its reader never saw must not appear in a study unasked."""
    return any(_LOCAL.get(child.tag) == "rPr" and _switched_on(child, "vanish") for child in run)


def _count(root: Any, *names: str) -> int:
    tags = [f"{{{namespace}}}{name}" for namespace in _NAMESPACES for name in names]
    return sum(1 for element in root.iter(*tags) if len(element) or not element.tag.endswith("}del"))


def _read_blocks(blocks: Iterable[Any], out: list[Block]) -> None:
    for block in blocks:
        name = _LOCAL.get(block.tag)
        if name == "p":
            _read_paragraph(block, out)
        elif name == "tbl":
            _read_table(block, out)
        elif name in _WRAPPERS:
            _read_blocks(block, out)
        elif name == "AlternateContent":
            _read_blocks(_chosen(block), out)


def _read_paragraph(element: Any, out: list[Block]) -> None:
    paragraph = _Paragraph()
    _read_inline(element, paragraph)
    text = "".join(paragraph.pieces)
    if text and not text.isspace():
        length = (
            0 if paragraph.in_label or paragraph.label_length > MAX_LABEL_CHARS else paragraph.label_length
        )
        out.append(Block(text, length))
    for box in paragraph.boxes:
        _read_text_boxes(box, out)


def _read_inline(element: Any, paragraph: _Paragraph) -> None:
    for child in element:
        name = _LOCAL.get(child.tag)
        if name == "r":
            _read_run(child, paragraph)
        elif name in _WRAPPERS:
            _read_inline(child, paragraph)
        elif name == "AlternateContent":
            _read_inline(_chosen(child), paragraph)


def _read_run(run: Any, paragraph: _Paragraph) -> None:
    if _is_hidden(run):
        return
    bold, pieces = False, []
    for child in run:
        name = _LOCAL.get(child.tag)
        if name == "t":
            pieces.append((child.text or "").replace("\n", " "))
        elif name == "sym":
            values = {key.rpartition("}")[2]: value for key, value in child.items()}
            pieces.append(character_of(values.get("font", ""), values.get("char", "")))
        elif name == "rPr":
            bold = _switched_on(child, "b")
        elif name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        elif name in ("drawing", "pict", "AlternateContent"):
            paragraph.boxes.append(_chosen(child) if name == "AlternateContent" else child)
    text = "".join(pieces)
    paragraph.pieces.append(text)
    if paragraph.in_label and text and not text.isspace():
        paragraph.in_label = bold
    if paragraph.in_label:
        paragraph.label_length += len(text)


def _switched_on(properties: Any, name: str) -> bool:
    for child in properties:
        if _LOCAL.get(child.tag) == name:
            return not any(value in _OFF for value in child.values())
    return False


def _chosen(alternate: Any) -> Any:
    """One of the renderings of the same content: the first choice, else the fallback."""
    names = {_LOCAL.get(child.tag): child for child in reversed(alternate)}
    chosen = names.get("Choice", names.get("Fallback"))
    return () if chosen is None else chosen


def _read_text_boxes(container: Any, out: list[Block]) -> None:
    """The paragraphs of text boxes anywhere below, each box once."""
    for child in container:
        tag = child.tag
        if isinstance(tag, str) and tag.endswith("}txbxContent"):
            _read_blocks(child, out)
        elif _LOCAL.get(tag) == "AlternateContent":
            _read_text_boxes(_chosen(child), out)
        else:
            _read_text_boxes(child, out)


def _read_table(table: Any, out: list[Block]) -> None:
    """Rows are lines and cells are parted by tabs; a short first cell may be a speaker's label."""
    tight = False
    for row in _inside(table, "tr"):
        cells = [_cell_text(cell) for cell in _inside(row, "tc")]
        if any(cells):
            first = cells[0] if len(cells) > 1 and "\n" not in cells[0] else ""
            length = len(first) if len(first) <= MAX_LABEL_CHARS else 0
            out.append(Block("\t".join(cells), length, tight))
            tight = True


def _inside(element: Any, wanted: str) -> Iterable[Any]:
    """Children of that name, through content controls and tracked insertions."""
    for child in element:
        name = _LOCAL.get(child.tag)
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _inside(child, wanted)


def _cell_text(cell: Any) -> str:
    blocks: list[Block] = []
    _read_blocks(cell, blocks)
    return "\n".join(block.text for block in blocks)
