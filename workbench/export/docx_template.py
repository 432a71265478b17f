"""A team's own Word document as the template of a report: its page, header, footer and styles, not its text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from workbench.errors import BadInput
from workbench.export import docx_styles, template_fields

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LIST = "List Bullet"
"""The style whose bullets have to be typed where a template has none."""

_NOT_NEEDED = frozenset({"Normal", "Footer"})
"""Styles that nothing is written in where the template has its own footer."""


def template_document(
    template: bytes, *, landscape: bool, footer: str, values: Mapping[str, str]
) -> tuple[WordDocument, bool, bool]:
    """The template emptied of its text, whether bullets must be typed, and whether the footer is its own.

    It keeps its page, header, footer and styles, with `values` in the fields of header and footer; styles that it
    lacks are made with the workbench's look, and a footer with title and page number if it has none.

    Raises:
        BadInput: not a Word document, a style of that name is no paragraph style, or a field is unknown.
    """
    word = _opened(template)
    lacking = _lacking(word)
    _hand_on_headers(word)
    for child in [child for child in word.element.body if not child.tag.endswith("}sectPr")]:
        word.element.body.remove(child)
    for name in lacking:
        docx_styles.shape_style(word, name)
    if docx_styles.TABLE_STYLE not in {style.style_id for style in word.styles}:
        docx_styles.add_table_style(word)
    _set_page(word.sections[0], landscape=landscape)
    template_fields.fill(word, values)
    has_footer = not word.sections[0].footer.is_linked_to_previous
    if not has_footer:
        docx_styles.shape_style(word, "Footer")
        docx_styles.set_footer(word, footer)
    return word, not _has_bullets(word), has_footer


def missing_styles(template: bytes) -> tuple[str, ...]:
    """The styles that reports use and the template lacks, in the order of `LOOKS`.

    Raises:
        BadInput: as `template_document`.
    """
    return _lacking(_opened(template))


def _opened(template: bytes) -> WordDocument:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        word = docx.Document(io.BytesIO(template))
    except (zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError, XMLSyntaxError) as error:
        raise BadInput(
            "the template is no Word document", hint="Save it from Word as .docx, not .dotx or .doc."
        ) from error
    template_fields.require_known(word)
    return word


def _lacking(word: WordDocument) -> tuple[str, ...]:
    from docx.enum.style import WD_STYLE_TYPE

    kinds = {style.name: style.type for style in word.styles}
    wrong = [
        name
        for name in docx_styles.LOOKS
        if kinds.get(name, WD_STYLE_TYPE.PARAGRAPH) != WD_STYLE_TYPE.PARAGRAPH
    ]
    if wrong:
        raise BadInput(
            "styles of the template are not for paragraphs: " + ", ".join(wrong),
            hint="Give them other names in the template.",
        )
    return tuple(name for name in docx_styles.LOOKS if name not in kinds and name not in _NOT_NEEDED)


def _has_bullets(word: WordDocument) -> bool:
    """Whether the list style, or one that it rests on, has a numbering."""
    from docx.oxml.ns import qn

    style: Any = word.styles[LIST]
    while style is not None:
        if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        style = style.base_style
    return False


def _hand_on_headers(word: WordDocument) -> None:
    """Give the last section, whose page a report takes over, the headers and footers that it has from earlier ones."""
    from docx.oxml.ns import qn

    last = word.sections[-1]._sectPr
    kinds = ("w:headerReference", "w:footerReference")
    there = {(one.tag, one.get(qn("w:type"))) for kind in kinds for one in last.findall(qn(kind))}
    for section in reversed(list(word.sections)[:-1]):
        for reference in [one for kind in kinds for one in section._sectPr.findall(qn(kind))]:
            name = (reference.tag, reference.get(qn("w:type")))
            if name not in there:
                there.add(name)
                last.insert(0, deepcopy(reference))


def _set_page(section: Any, *, landscape: bool) -> None:
    """Turn the template's page if need be; a template that says nothing of its page gets ours."""
    from docx.enum.section import WD_ORIENT

    measures = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    if None in measures:
        docx_styles.set_page(section, landscape=landscape)
    elif landscape != (section.page_width > section.page_height):
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
