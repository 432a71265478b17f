"""A figure in a document: numbered, captioned and described in every format; vector where formats scale."""

from __future__ import annotations

import base64
import io
import re
import zipfile

import pytest

from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_latex import to_latex
from workbench.export.as_markdown import to_markdown
from workbench.export.as_pdf import to_pdf
from workbench.export.document import Document, Figure, Paragraph, assemble, plain
from workbench.export.figures.drawing import picture, saved

ALT = 'CMO 1 "ripples" into CMO 2 & <others>'


def drawn(format: str) -> bytes:
    with picture(10, 4) as (figure, axes):
        axes.text(0.5, 0.5, "A shared building costs $5 or $6")
        return saved(figure, format=format, title="Map")


@pytest.fixture(scope="module")
def document() -> Document:
    figure = Figure("How CMOs hang together", ALT, drawn("svg"), drawn("png"), 10.0)
    wide = Figure("All of them", "the whole", drawn("svg"), drawn("png"), 40.0, wide=True)
    return assemble("Report", [Paragraph(plain("Before.")), figure, Paragraph(plain("After.")), wide])


def test_words_of_a_picture_are_words_and_dollars_are_dollars() -> None:
    assert b"A shared building costs $5 or $6" in drawn("svg")


def test_html_has_the_vector_picture_with_its_description(document: Document) -> None:
    html = to_html(document).decode("utf-8")
    assert "<b>Figure 1.</b> How CMOs hang together" in html
    assert 'alt="CMO 1 &#34;ripples&#34; into CMO 2 &amp; &lt;others&gt;"' in html
    data = re.search(r"data:image/svg\+xml;base64,([^\"]+)", html)
    assert data is not None
    assert base64.b64decode(data[1]).startswith(b"<?xml")


def test_word_has_the_sharp_picture_with_caption_field_and_description(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as parts:
        text = parts.read("word/document.xml").decode("utf-8")
        assert any(name.startswith("word/media/") and name.endswith(".png") for name in parts.namelist())
    assert "SEQ Figure" in text
    assert 'descr="CMO 1 &quot;ripples&quot; into CMO 2 &amp; &lt;others&gt;"' in text
    assert to_docx(document) == to_docx(document)


def test_pdf_has_caption_and_words_of_the_picture(document: Document) -> None:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(to_pdf(document))).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert "Figure 1. How CMOs hang together" in text
    assert "shared building" in text
    assert any(page.mediabox.width > page.mediabox.height for page in pages)


def test_markdown_and_latex_describe_it_in_words(document: Document) -> None:
    assert "**Figure 1.** How CMOs hang together" in to_markdown(document).decode("utf-8")
    assert "\\textbf{Figure 2.}" in to_latex(document).decode("utf-8")
