"""Word documents, real ones made with python-docx and awkward ones made by hand."""

import io
import zipfile
from collections.abc import Iterable

import docx
import pytest
from docx.document import Document

from workbench.errors import UnreadableFile
from workbench.sources.readers import ReadText, read_text
from workbench.sources.turns import find_turns

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def package(members: Iterable[tuple[str, str]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def of_body(body: str, *, namespace: str = W) -> bytes:
    xml = f'<w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return package([("word/document.xml", xml)])


def read(body: str, *, namespace: str = W) -> ReadText:
    return read_text(of_body(body, namespace=namespace), "P07.docx")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    document = docx.Document()
    for said in ("Q: Why?", "", "A: “Because” – it’s so."):
        document.add_paragraph(said)
    read_back = read_text(saved(document), "P07.docx")
    assert read_back.text == "Q: Why?\n\nA: “Because” – it’s so."
    assert (read_back.encoding, read_back.notes) == ("utf-8", ())


def test_table_cells_are_parted_by_tabs_and_rows_by_lines() -> None:
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Interviewer", "Why?", "P07", "Because."], strict=True):
        cell.text = text
    table.cell(1, 1).add_paragraph("And so on.")
    document.add_paragraph("after")
    read_back = read_text(saved(document), "P07.docx")
    assert read_back.text == "before\n\nInterviewer\tWhy?\nP07\tBecause.\nAnd so on.\n\nafter"
    turns = find_turns(read_back.text, hints=read_back.turn_starts)
    assert [turn.speaker for turn in turns] == ["Interviewer", "P07"]


def test_bold_openings_are_hints_for_labels_without_a_colon() -> None:
    document = docx.Document()
    for name, said in [
        ("Jane Smith", "Hello."),
        ("Ann Lee", "Hi."),
        ("Jane Smith", "So?"),
        ("Ann Lee", "Well."),
    ]:
        paragraph = document.add_paragraph()
        paragraph.add_run(name + " ").bold = True
        paragraph.add_run(said)
    document.add_paragraph().add_run("A heading all in bold").bold = True
    read_back = read_text(saved(document), "P07.docx")
    hinted = [read_back.text[hint.start_char : hint.end_char] for hint in read_back.turn_starts]
    assert hinted == ["Jane Smith ", "Ann Lee ", "Jane Smith ", "Ann Lee "]
    turns = find_turns(read_back.text, hints=read_back.turn_starts)
    assert [turn.speaker for turn in turns] == ["Jane Smith", "Ann Lee", "Jane Smith", "Ann Lee"]
    assert read_back.text[turns[0].speech_char : turns[0].end_char] == "Hello."


def test_bold_that_is_switched_off_is_no_hint() -> None:
    off = '<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Jane</w:t></w:r>' + run(" hello") + "</w:p>"
    assert read(off).turn_starts == ()


def test_headers_and_footers_are_ignored() -> None:
    document = docx.Document()
    document.add_paragraph("said")
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    assert read_text(saved(document), "P07.docx").text == "said"


def test_tabs_breaks_and_hyphens_become_characters() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>"
        "<w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t></w:r></w:p>"
    )
    assert read(body).text == "a\tb\nc\nd\u2011ef"


def test_links_insertions_and_content_controls_count_and_deletions_do_not() -> None:
    body = (
        f"<w:p>{run('a')}<w:hyperlink>{run('b')}</w:hyperlink><w:ins>{run('c')}</w:ins>"
        f"<w:del><w:r><w:delText>gone</w:delText><w:tab/></w:r></w:del><w:moveFrom>{run('old')}</w:moveFrom>"
        f"<w:moveTo>{run('d')}</w:moveTo><w:smartTag>{run('e')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('f')}</w:sdtContent></w:sdt>"
        "<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('g')}</w:p></w:sdtContent></w:sdt>"
    )
    read_back = read(body)
    assert read_back.text == "abcdef\n\ng"
    assert read_back.notes == ("1 tracked deletion left out",)


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('said')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(body).text == "said\n\nboxed"


def test_footnotes_and_comments_are_counted_in_the_notes() -> None:
    body = (
        f"<w:p>{run('a')}<w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:endnoteReference w:id='1'/></w:r>"
        "<w:r><w:commentReference w:id='1'/></w:r></w:p>"
    )
    assert read(body).notes == ("2 footnotes left out", "1 comment left out")


def test_the_strict_namespace_and_another_part_name_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read(f"<w:p>{run('said')}</w:p>", namespace=strict).text == "said"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    xml = f'<w:document xmlns:w="{W}"><w:body><w:p>{run("said")}</w:p></w:body></w:document>'
    data = package([("_rels/.rels", relations), ("word/document2.xml", xml)])
    assert read_text(data, "P07.docx").text == "said"


def test_line_ends_and_controls_inside_runs_do_not_move_the_hints() -> None:
    body = (
        f"<w:p>{run('x&#133;y&#127;')}</w:p>"
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ja&#127;ne</w:t></w:r>{run(' hello')}</w:p>"
    )
    read_back = read(body)
    assert read_back.text == "x\ny\n\nJane hello"
    (hint,) = read_back.turn_starts
    assert read_back.text[hint.start_char : hint.end_char] == "Jane"
    assert read_back.notes == ("2 control characters removed",)


OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"just text", "not a Word document", id="text"),
        pytest.param(b"PK\x03\x04broken", "damaged", id="broken"),
        pytest.param(package([("hello.txt", "hi")]), "zip archive", id="zip"),
        pytest.param(package([("xl/workbook.xml", "<x/>")]), "Excel", id="excel"),
        pytest.param(package([("content.xml", "<x/>")]), "OpenDocument", id="opendocument"),
        pytest.param(package([("word/document.xml", "<w:document")]), "damaged", id="cut short"),
        pytest.param(package([("word/document.xml", "")]), "damaged", id="empty"),
        pytest.param(OLD_FORM + "EncryptedPackage".encode("utf-16-le"), "password", id="password"),
        pytest.param(OLD_FORM + "WordDocument".encode("utf-16-le"), r"old form \(\.doc\)", id="doc"),
        pytest.param(of_body("<w:ins>" * 1000 + "</w:ins>" * 1000), "damaged", id="deep"),
    ],
)
def test_what_is_no_word_document_is_refused_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what) as caught:
        read_text(data, "P07.docx")
    assert "P07.docx" in caught.value.message
    assert caught.value.hint


def test_a_document_cut_short_or_altered_is_refused() -> None:
    data = of_body(f"<w:p>{run('said ' * 2000)}</w:p>")
    with pytest.raises(UnreadableFile, match="damaged"):
        read_text(data[:-40], "P07.docx")
    altered = bytearray(data)
    altered[60] ^= 0xFF
    with pytest.raises(UnreadableFile, match="damaged"):
        read_text(bytes(altered), "P07.docx")


def test_a_document_without_words_is_empty() -> None:
    with pytest.raises(UnreadableFile, match="is empty"):
        read("<w:p/>")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="unpacks to"):
        read(f"<w:p>{run('a' * 8_000_000)}</w:p>")


@pytest.mark.parametrize("entity", ['"boo"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_are_never_resolved(entity: str) -> None:
    xml = (
        f'<!DOCTYPE w [<!ENTITY x {entity}>]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    with pytest.raises(UnreadableFile, match="entities"):
        read_text(package([("word/document.xml", xml)]), "P07.docx")


def test_text_that_word_hides_stays_out_and_is_said() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("We knew ")
    hidden = paragraph.add_run("Jane Smith ")
    hidden.font.hidden = True
    paragraph.add_run("well.")
    found = read_text(saved(document), "talk.docx")
    assert found.text.strip() == "We knew well."
    assert "1 hidden passage left out" in found.notes


def test_signs_of_symbol_fonts_are_read_where_they_are_known_and_counted_where_not() -> None:
    signs = "".join(
        f"<w:sym w:font='{font}' w:char='{char}'/>"
        for font, char in (("Wingdings", "F0FC"), ("Symbol", "F061"), ("Arial", "20AC"), ("Webdings", "F041"))
    )
    found = read(f"<w:p><w:r>{signs}</w:r>{run(' done')}</w:p>")
    assert found.text == "✓α€\ufffd done"
    assert found.notes == ("1 unreadable sign of symbol fonts, as \ufffd in the text",)


def test_automatic_numbers_and_pictures_are_said_to_be_left_out() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    body = (
        "".join(
            f"<w:p><w:pPr><w:numPr><w:numId w:val='{number}'/></w:numPr></w:pPr>{run(text)}</w:p>"
            for number, text in (("1", "a"), ("1", "b"), ("0", "c"))
        )
        + f"<w:p><w:r><w:drawing><a:blip xmlns:a='{drawing}'/></w:drawing></w:r></w:p>"
    )
    found = read(body)
    assert found.text == "a\n\nb\n\nc"
    assert found.notes == ("2 automatic numbers and bullets left out", "1 picture left out")
