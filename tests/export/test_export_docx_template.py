"""A team's own Word document as template: its page, header, footer and styles; what it lacks is named and made."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from workbench.errors import BadInput, UsageError
from workbench.export.docx_styles import LOOKS
from workbench.export.docx_template import missing_styles
from workbench.export.tracer_report import render_report, report_document
from workbench.model.views import TracerReport

OURS = ["Report Authors", "Report Date", "Contents Heading", "toc 1", "toc 2", "Table Text", "Table Gap"]


def saved(word: WordDocument) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def house() -> WordDocument:
    """A template with a red heading, narrow pages and a header."""
    word = docx.Document()
    word.add_paragraph("Text of the template")
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    word.styles["Heading 1"].font.size = Pt(21)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(180), Mm(250)
    section.header.paragraphs[0].text = "The University of Somewhere"
    section.footer.paragraphs[0].text = "Their footer"
    return word


def without(word: WordDocument, *names: str) -> WordDocument:
    for name in names:
        word.styles[name].delete()
    return word


def rendered(report: TracerReport, template: bytes) -> WordDocument:
    data = render_report(report_document(report), format="docx", as_of=report.as_of, template=template)
    again = render_report(report_document(report), format="docx", as_of=report.as_of, template=template)
    assert data == again
    return docx.Document(io.BytesIO(data))


def test_the_template_gives_page_header_footer_and_styles_but_no_text(tracer_report: TracerReport) -> None:
    word = rendered(tracer_report, saved(house()))
    assert word.styles["Heading 1"].font.size == Pt(21)
    assert round(word.sections[0].page_width.mm) == 180
    assert word.sections[0].header.paragraphs[0].text == "The University of Somewhere"
    assert word.sections[0].footer.paragraphs[0].text == "Their footer"
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0] == "Falls prevention: tracer short report"
    assert "Text of the template" not in texts
    plain = docx.Document(
        io.BytesIO(render_report(report_document(tracer_report), format="docx", as_of=tracer_report.as_of))
    )
    assert texts == [paragraph.text for paragraph in plain.paragraphs]
    widths = {sum(int(col.get(col.keys()[0])) for col in table._tbl.tblGrid) for table in word.tables}
    section = word.sections[0]
    assert max(widths) * 635 <= section.page_width - section.left_margin - section.right_margin


def test_styles_that_the_template_lacks_are_named_and_made(tracer_report: TracerReport) -> None:
    bare = saved(without(house(), "Caption", "Quote", "Heading 4"))
    assert list(missing_styles(saved(house()))) == OURS
    assert set(missing_styles(bare)) == {*OURS, "Caption", "Quote", "Heading 4"}
    word = rendered(tracer_report, bare)
    assert {"Caption", "Quote"} <= {paragraph.style.name for paragraph in word.paragraphs}
    assert missing_styles(saved(word)) == ()
    assert word.styles["Caption"].paragraph_format.keep_with_next


def test_bullets_are_typed_where_the_template_has_no_list(tracer_report: TracerReport) -> None:
    word = rendered(tracer_report, saved(without(house(), "List Bullet")))
    bullets = [p.text for p in word.paragraphs if p.style.name == "List Bullet"]
    assert bullets
    assert all(text.startswith("•\t") for text in bullets)


def test_a_template_without_a_footer_gets_one(tracer_report: TracerReport) -> None:
    word = rendered(tracer_report, saved(docx.Document()))
    assert word.sections[0].footer.paragraphs[0].text.startswith("Falls prevention: tracer short report")


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_document_is_refused(tracer_report: TracerReport, data: bytes) -> None:
    with pytest.raises(BadInput, match="no Word document"):
        render_report(report_document(tracer_report), format="docx", as_of="", template=data)


def test_a_style_of_another_kind_is_named(tracer_report: TracerReport) -> None:
    word = without(house(), "Quote")
    word.styles.add_style("Quote", WD_STYLE_TYPE.CHARACTER)
    with pytest.raises(BadInput, match="not for paragraphs: Quote"):
        render_report(report_document(tracer_report), format="docx", as_of="", template=saved(word))


def test_fields_of_header_and_footer_are_filled_also_where_word_cut_them(tracer_report: TracerReport) -> None:
    word = house()
    header = word.sections[0].header.paragraphs[0]
    header.text = "Prepared by {{ authors }} on {{da"
    header.add_run("te}} for").bold = True
    header.add_run(" the board")
    word.sections[0].footer.add_table(1, 1, Mm(100)).rows[0].cells[0].text = "{title}"
    made = rendered(tracer_report, saved(word)).sections[0]
    day = report_document(tracer_report).day
    assert day
    authors = ", ".join(tracer_report.study.authors)
    assert made.header.paragraphs[0].text == f"Prepared by {authors} on {day} for the board"
    assert made.footer.tables[0].rows[0].cells[0].text == "Falls prevention: tracer short report"


def test_fields_in_content_controls_are_filled_and_unknown_ones_named(tracer_report: TracerReport) -> None:
    def controlled(words: str) -> WordDocument:
        word = house()
        run = word.sections[0].header.paragraphs[0].add_run(words)._r
        content = OxmlElement("w:sdtContent")
        control = OxmlElement("w:sdt")
        control.append(content)
        run.addprevious(control)
        content.append(run)
        return word

    header = rendered(tracer_report, saved(controlled(" {{title}}"))).sections[0].header
    words = "".join(header._element.itertext())
    assert "Falls prevention: tracer short report" in words
    assert "{" not in words
    with pytest.raises(BadInput, match=r"\{\{client\}\} \(header\)"):
        missing_styles(saved(controlled("{{client}}")))


def test_a_header_that_only_the_cover_has_of_itself_is_taken_over(tracer_report: TracerReport) -> None:
    word = house()
    word.sections[0].header.paragraphs[0].text = "House {{title}}"
    word.add_section(WD_SECTION.NEW_PAGE)
    word.add_paragraph("Text of the template")
    made = rendered(tracer_report, saved(word)).sections[0]
    assert made.header.paragraphs[0].text == "House Falls prevention: tracer short report"
    assert made.footer.paragraphs[0].text == "Their footer"


def test_fields_that_no_report_has_are_named_with_their_places(tracer_report: TracerReport) -> None:
    word = house()
    section = word.sections[0]
    section.header.paragraphs[0].text = "{{client}}, {{title}}"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "{ref}"
    word.add_paragraph("{{funder}}")
    with pytest.raises(BadInput) as caught:
        missing_styles(saved(word))
    for told in ("{{client}} (header)", "{ref} (footer of the first page)", "{{funder}} (text)"):
        assert told in caught.value.message
    assert "{{title}}, {{study}}, {{authors}}, {{date}}" in caught.value.hint
    astray = house()
    astray.add_paragraph("{{title}}")
    with pytest.raises(BadInput, match="stand in the template's text"):
        rendered(tracer_report, saved(astray))


def test_a_caption_stays_with_its_table_also_where_the_template_does_not_say_so(
    tracer_report: TracerReport,
) -> None:
    captions = [p for p in rendered(tracer_report, saved(house())).paragraphs if p.style.name == "Caption"]
    assert captions
    assert all(caption.paragraph_format.keep_with_next for caption in captions)


def test_a_template_is_for_word_alone(tracer_report: TracerReport) -> None:
    with pytest.raises(UsageError, match="not for html"):
        render_report(report_document(tracer_report), format="html", as_of="", template=saved(house()))


def test_every_style_that_is_written_in_has_a_look(tracer_report: TracerReport) -> None:
    word = rendered(tracer_report, saved(house()))
    cells = [p for table in word.tables for cell in table._cells for p in cell.paragraphs]
    assert {paragraph.style.name for paragraph in (*word.paragraphs, *cells)} <= set(LOOKS)


def test_libreoffice_opens_what_a_template_gave(tracer_report: TracerReport, tmp_path: Path) -> None:
    """Where it is installed: the one check by a program that is not ours."""
    if shutil.which("soffice") is None:
        return
    path = tmp_path / "report.docx"
    bare = saved(without(house(), "List Bullet", "Caption"))
    path.write_bytes(
        render_report(report_document(tracer_report), format="docx", as_of="2022-01-01", template=bare)
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, path]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    assert "Actionable messages" in (tmp_path / "report.txt").read_text("utf-8-sig")
