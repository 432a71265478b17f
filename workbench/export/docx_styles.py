"""The look of Word files: page, footer, and styles, which carry it so that a reader can change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.export.docx_fields import add_field
from workbench.export.manner import Paper
from workbench.export.plain_text import printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONT = "Arial"
"""On every machine, or metric-compatible there (Liberation Sans); asked for by funders for legibility."""

BODY_POINTS = 10.5
ACCENT = "1F3A4D"
MUTED = "55606A"
BAND = "E9EEF2"
LINE = "B9C3CB"

MARGIN_MM = 20

_UPRIGHT_EMU = 200 * 36_000
"""Lines of text that are longer stand on landscape pages (of A4: 257 mm; upright 170 mm)."""

TABLE_STYLE = "WorkbenchTable"
"""The id of the table style; its name in Word is "Workbench Table"."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph style looks: points; `indent` in mm (left, first line)."""

    size: float | None = None
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float | None = None
    line: float | None = None
    indent: tuple[float, float] | None = None
    keep_with_next: bool = False


def _heading(size: float, before: float, after: float) -> Look:
    return Look(size, True, ACCENT, before, after, keep_with_next=True)


LOOKS: Mapping[str, Look] = {
    "Normal": Look(),
    "Body Text": Look(after=7, line=1.2),
    "Title": Look(size=24, bold=True, colour=ACCENT, after=4),
    "Subtitle": Look(size=13, colour=MUTED, after=8),
    "Heading 1": _heading(16, 20, 6),
    "Heading 2": _heading(13, 14, 4),
    "Heading 3": _heading(11.5, 12, 3),
    "Heading 4": _heading(10.5, 10, 2),
    "Caption": Look(size=9.5, bold=True, colour=ACCENT, before=10, after=4, keep_with_next=True),
    "List Bullet": Look(after=2, indent=(5, -4)),
    "Quote": Look(before=3, after=7, line=1.15, indent=(10, 0)),
    "Report Authors": Look(size=10.5, colour=MUTED, after=3),
    "Report Date": Look(size=10.5, colour=MUTED, after=3),
    "Contents Heading": Look(size=13, bold=True, colour=ACCENT, before=14, after=4, keep_with_next=True),
    "toc 1": Look(before=4, after=2, indent=(0, 0)),
    "toc 2": Look(after=2, indent=(5, 0)),
    "Table Text": Look(after=2),
    "Table Gap": Look(size=6),
    "Footer": Look(size=8.5, colour=MUTED),
}
"""The paragraph styles that reports and tables use, by their names in Word."""

_TABLE_STYLE_XML = """
<w:style {ns} w:type="table" w:customStyle="1" w:styleId="{style}">
  <w:name w:val="Workbench Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:pPr><w:spacing w:before="20" w:after="40" w:line="252" w:lineRule="auto"/></w:pPr>
  <w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="6" w:color="{line}"/>
      <w:left w:val="single" w:sz="4" w:color="{line}"/>
      <w:bottom w:val="single" w:sz="6" w:color="{line}"/>
      <w:right w:val="single" w:sz="4" w:color="{line}"/>
      <w:insideH w:val="single" w:sz="4" w:color="{line}"/>
      <w:insideV w:val="single" w:sz="4" w:color="{line}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="57" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
      <w:bottom w:w="57" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{accent}"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""


def prepare(word: WordDocument, *, landscape: bool, footer: str, paper: Paper = Paper.A4) -> None:
    """Give an empty Word document its page, styles and footer (title and page number)."""
    set_page(word.sections[0], landscape=landscape, paper=paper)
    _set_defaults(word)
    for name in LOOKS:
        shape_style(word, name)
    add_table_style(word)
    _set_mode(word)
    set_footer(word, footer)


def set_page(section: Any, *, landscape: bool, paper: Paper = Paper.A4) -> None:
    """Give a section its paper and our margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = reversed(paper.size_mm) if landscape else paper.size_mm
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    section.footer_distance = Mm(10)


def _set_defaults(word: WordDocument) -> None:
    """Size, font and language as document defaults: a table style can then set its own size (Word's rule)."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    root = word.styles.element
    defaults = root.find(qn("w:docDefaults"))
    half_points = int(BODY_POINTS * 2)
    fresh = parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    root.replace(defaults, fresh)


def shape_style(word: WordDocument, name: str) -> None:
    """Give a style of `LOOKS` its look, making the style where there is none."""
    style: Any = word.styles[name] if name in word.styles else _new_style(word, name)
    _shape(style, LOOKS[name])
    if name == "Quote":
        _add_rule(style)


def _new_style(word: WordDocument, name: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILT_IN)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    if name.startswith("Heading "):
        _set_outline_level(style, int(name[-1]) - 1)
    return style


BUILT_IN = frozenset(LOOKS) - {"Report Authors", "Report Date", "Contents Heading", "Table Text", "Table Gap"}
"""Styles that Word knows by name: in its own language it calls them something else."""


def _set_outline_level(style: Any, level: int) -> None:
    """Make a style's paragraphs headings to Word: in its outline and its contents."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(outline)


def _shape(style: Any, look: Look) -> None:
    """Set a paragraph style anew, dropping the look it had."""
    from docx.shared import Mm, Pt, RGBColor

    _clear(style)
    style.font.size = None if look.size is None else Pt(look.size)
    style.font.bold = look.bold or None
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    layout = style.paragraph_format
    layout.space_before = Pt(look.before) if look.before else None
    layout.space_after = None if look.after is None else Pt(look.after)
    layout.line_spacing = look.line
    layout.keep_with_next = look.keep_with_next or None
    if look.indent is not None:
        layout.left_indent, layout.first_line_indent = Mm(look.indent[0]), Mm(look.indent[1])


def _clear(style: Any) -> None:
    """Drop what the template says of a style, but for its list and its level in the outline."""
    from docx.oxml.ns import qn

    element = style.element
    if (look := element.find(qn("w:rPr"))) is not None:
        element.remove(look)
    kept = {qn("w:numPr"), qn("w:outlineLvl")}
    if (layout := element.find(qn("w:pPr"))) is not None:
        for child in [child for child in layout if child.tag not in kept]:
            layout.remove(child)


def _add_rule(style: Any) -> None:
    """A vertical line to the left of quotes."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    layout = style.element.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{LINE}"/></w:pBdr>'
    )
    layout.insert_element_before(border, "w:shd", "w:spacing", "w:ind", "w:outlineLvl")


def add_table_style(word: WordDocument) -> None:
    """Append the style of our tables."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    xml = _TABLE_STYLE_XML.format(ns=nsdecls("w"), style=TABLE_STYLE, line=LINE, accent=ACCENT)
    word.styles.element.append(parse_xml(xml))


def _set_mode(word: WordDocument) -> None:
    """Word 2013's layout: else Word opens the file in compatibility mode and shifts tables leftwards."""
    from docx.oxml.ns import qn

    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_footer(word: WordDocument, text: str) -> None:
    """Put the text and, at the right margin, the page's number into the footer of the first section."""
    section: Any = word.sections[0]
    _fill_footer(
        section.footer.paragraphs[0], text, section.page_width - section.left_margin - section.right_margin
    )


def add_turned_footer(word: WordDocument, text: str) -> str:
    """The same for pages turned the other way than those of the first section, as a part of its own; its id."""
    section: Any = word.sections[0]
    document: Any = word.part
    part, identity = document.add_footer_part()
    paragraph = section.footer.paragraphs[0].__class__(part.element.p_lst[0], section.footer)
    _fill_footer(paragraph, text, section.page_height - section.left_margin - section.right_margin)
    return str(identity)


def _fill_footer(paragraph: Any, text: str, width: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    title = " ".join(printable(text).split())
    limit = 90 if width > _UPRIGHT_EMU else 70
    paragraph.add_run(title if len(title) <= limit else title[: limit - 1].rstrip() + "…")
    paragraph.add_run("\tPage ")
    add_field(paragraph._p, "PAGE", shown="1")
