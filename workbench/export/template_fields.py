"""Fields in the header and footer of a team's Word template, `{{title}}` and the like, and what fills them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbench.errors import BadInput
from workbench.export.document import Document
from workbench.export.plain_text import printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FIELDS = ("title", "study", "authors", "date")
"""What a template may ask for: the report's title, the study's, who wrote it, and its date."""

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}|\{\s*([a-z_]+)\s*\}")
_HINT = f"A header or footer may have {', '.join(f'{{{{{name}}}}}' for name in FIELDS)}."
_PLACES = {
    "header": "header",
    "footer": "footer",
    "first_page_header": "header of the first page",
    "first_page_footer": "footer of the first page",
    "even_page_header": "header of even pages",
    "even_page_footer": "footer of even pages",
}


def values_of(document: Document) -> dict[str, str]:
    """What fills the fields in a report."""
    values = (document.title, document.subtitle, ", ".join(document.authors), document.day)
    return {name: printable(value) for name, value in zip(FIELDS, values, strict=True)}


def require_known(word: WordDocument) -> None:
    """Refuse a template whose fields a report could not fill, all of them named with their places.

    Raises:
        BadInput: a field is unknown, or stands in the text, which a report does not take over.
    """
    strangers, astray = [], []
    for place, paragraph in _paragraphs(word):
        for found in _FIELD.finditer(_text(paragraph)):
            if _name(found) not in FIELDS:
                strangers.append(f"{found[0]} ({place})")
            elif place == "text":
                astray.append(found[0])
    if strangers:
        raise BadInput(
            "the template has fields that a report does not have: " + ", ".join(dict.fromkeys(strangers)),
            hint=_HINT,
        )
    if astray:
        raise BadInput(
            "fields stand in the template's text, which a report does not take over: "
            + ", ".join(dict.fromkeys(astray)),
            hint=_HINT,
        )


def fill(word: WordDocument, values: Mapping[str, str]) -> None:
    """Put the values into the fields of all headers and footers; each has the look of the field's beginning."""
    for _, paragraph in _paragraphs(word):
        for found in reversed(list(_FIELD.finditer(_text(paragraph)))):
            _replace(paragraph, found.start(), found.end(), values[_name(found)])


def _name(found: re.Match[str]) -> str:
    return (found[1] if found[1] is not None else found[2]).casefold()


def _paragraphs(word: WordDocument) -> Iterator[tuple[str, Any]]:
    """Every paragraph, also in tables and text boxes, with the place where it stands."""
    from docx.oxml.ns import qn

    for paragraph in word.element.body.iter(qn("w:p")):
        yield "text", paragraph
    for section in word.sections:
        for name, place in _PLACES.items():
            part = getattr(section, name)
            if not part.is_linked_to_previous:
                for paragraph in part._element.iter(qn("w:p")):
                    yield place, paragraph


def _pieces(paragraph: Any) -> list[Any]:
    """The elements that hold a paragraph's own letters, content controls and all, without text boxes in it."""
    from docx.oxml.ns import qn

    return [
        piece
        for piece in paragraph.iter(qn("w:t"))
        if next(piece.iterancestors(qn("w:p")), None) is paragraph
    ]


def _text(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _replace(paragraph: Any, start: int, end: int, value: str) -> None:
    """Put `value` in place of the characters from `start` up to `end`, which Word may have cut into several runs."""
    from docx.oxml.ns import qn

    at = 0
    for piece in _pieces(paragraph):
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            piece.text = text[:first] + value + text[last:]
            piece.set(qn("xml:space"), "preserve")
            value = ""
        at += len(text)
