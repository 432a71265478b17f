"""Whatever people said, documents show exactly that: Markdown, HTML and Word read back."""

from __future__ import annotations

import io
import re

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Cell,
    Column,
    Group,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    assemble,
)
from workbench.export.plain_text import listed, long_date, paragraphs, period, printable

NASTY = "#|*_`<>[]()!\\~$&;{}+-=.:1 \n\tabz“”é😀"
SAID = st.one_of(st.text(alphabet=NASTY), st.text(st.characters(exclude_categories=("Cs", "Co"))))


def squeezed(text: str) -> str:
    return " ".join(printable(text).split())


def shown(blocks: list[Block], *, writer: str) -> str:
    document = assemble("T", blocks)
    if writer == "html":
        page = html.fromstring(to_html(document).decode())
        (main,) = page.xpath("//main")
    else:
        rendered = (
            MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(to_markdown(document).decode())
        )
        main = html.fromstring(f"<div>{rendered}</div>")
        main.remove(main[0])
    for line_break in main.xpath(".//br"):
        line_break.tail = " " + (line_break.tail or "")
    for block in main.xpath(".//td | .//li | .//th"):
        block.tail = " " + (block.tail or "")
    return squeezed(main.text_content())


@pytest.mark.parametrize("writer", ["html", "md"])
@given(text=SAID)
def test_a_paragraph_shows_what_was_written(writer: str, text: str) -> None:
    assert shown([Paragraph((Run("a "), Run(text)))], writer=writer) == squeezed("a " + text)
    assert shown([Paragraph((Run(text),))], writer=writer) == squeezed(text)


@pytest.mark.parametrize("writer", ["html", "md"])
@given(text=SAID)
def test_a_bullet_and_a_heading_show_what_was_written(writer: str, text: str) -> None:
    blocks: list[Block] = [Bullets(((Run("a"),), (Run("b" + text),))), Heading(2, "c" + text)]
    assert shown(blocks, writer=writer) == squeezed(f"a b{text} c{text}")


@pytest.mark.parametrize("writer", ["html", "md"])
@given(text=SAID)
def test_a_quote_shows_what_was_said(writer: str, text: str) -> None:
    def told(words: str) -> str:
        """Without regard to which quotation marks there are, and to the spaces within the outer ones."""
        return re.sub(r"^ ?' ?| ?'(?= \[1)", "'", words.translate(dict.fromkeys(map(ord, '“”‘’"'), "'")))

    expected = squeezed(f"“{squeezed(text)}” [1, Area 1]")
    assert told(shown([BlockQuote(text, "[1, Area 1]")], writer=writer)) == told(expected)


@pytest.mark.parametrize("writer", ["html", "md"])
@given(text=SAID)
def test_a_cell_shows_what_was_written(writer: str, text: str) -> None:
    row = Row((Cell(((Run("x" + text),),)), Cell(((Run("y"),),))))
    table = Table("C", (Column("A"), Column("B")), (Group((row,)),))
    found = shown([table], writer=writer)
    assert found == squeezed(f"Table 1. C A B x{text} y")


@given(text=SAID)
@settings(deadline=None)
def test_word_takes_any_text(text: str) -> None:
    word = docx.Document(io.BytesIO(to_docx(assemble("T", [Paragraph((Run(text),))]))))
    assert word.paragraphs[1].text == printable(text)


def test_emphasis_holds_over_lines_and_marks_of_markdown() -> None:
    data = to_markdown(assemble("T", [Paragraph((Run(" *a*\nb ", italic=True),))]))
    assert data.decode() == "# T\n\n*\\*a\\**\\\n*b*\n"


def test_a_hash_at_the_end_of_a_heading_stays() -> None:
    assert to_markdown(assemble("C #", [Heading(1, "F ##")])).decode() == "# C \\#\n\n## F #\\#\n"


def test_what_would_start_a_block_of_markdown_is_harmless() -> None:
    text = "# a\n- b\n1. c\n===\n> d"
    assert to_markdown(assemble("T", [Paragraph((Run(text),))])).decode().split("\n", 2)[2] == (
        "\\# a\\\n\\- b\\\n1\\. c\\\n\\===\\\n&gt; d\n"
    )


def test_characters_that_documents_cannot_hold_are_seen() -> None:
    assert printable("a\x0cb\x00c\r\nd\u2028e\tf") == "a\nb\ufffdc\nd\ne f"


def test_dates_are_written_as_far_as_they_are_known() -> None:
    assert [long_date(iso) for iso in ("2017-01-31T10:00:00Z", "2017-01", "2017", "spring", "2017-13")] == [
        "31 January 2017",
        "January 2017",
        "2017",
        "spring",
        "2017-13",
    ]
    assert period("2015-03", "2015-12") == "March 2015 to December 2015"
    assert (period("2015", None), period(None, "2015"), period(None, None)) == ("from 2015", "until 2015", "")


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs(" a\nb \n \n\n c ") == ("a\nb", "c")
