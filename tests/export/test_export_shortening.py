"""Quotes edited for length: marked, cut where a sentence ends, and whole in an appendix, one click away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.shortening import shortened
from workbench.export.study_report import study_document
from workbench.export.tracer_report import report_document
from workbench.model.views import TracerReport

LONG = "We put it in one pot. Nobody asked who paid, not then. Later they did, and it all came apart again."


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (0, LONG),
        (21, LONG),
        (20, "We put it in one pot. Nobody asked who paid, not then. [...]"),
        (12, "We put it in one pot. Nobody asked who paid, not then. [...]"),
        (11, "We put it in one pot. [...]"),
        (4, "We put it in [...]"),
        (1, "We [...]"),
    ],
)
def test_a_quote_is_cut_where_a_sentence_ends_if_one_does(words: int, kept: str) -> None:
    assert shortened(LONG, words=words) == kept


def test_spaces_and_lines_are_left_as_they_are() -> None:
    assert shortened("one  two\nthree “four.” five", words=4) == "one  two\nthree “four.” [...]"


def long_report(report: TracerReport) -> TracerReport:
    theme, *others = report.themes
    first, *rest = theme.quotes
    long = replace(first, text=LONG)
    return replace(report, themes=(replace(theme, quotes=(long, *rest)), *others))


def test_a_quote_edited_for_length_stands_whole_in_an_appendix(tracer_report: TracerReport) -> None:
    report = long_report(tracer_report)
    text = to_markdown(report_document(report, quote_words=14)).decode()
    body, _, appendix = text.partition("## Appendix: quotes in full")
    assert "> “We put it in one pot. Nobody asked who paid, not then. \\[...]”" in body
    assert "In full: quote 1.1." in body
    assert f"> “{LONG}”\\\n> \\[101, Council, Area 1, Mar 2021]\\\n> Quote 1.1, edited for length" in appendix
    assert "Quote 1.2" not in appendix
    tree = html.fromstring(to_html(report_document(report, quote_words=14)).decode())
    (link,) = tree.xpath("//blockquote//a[text()='quote 1.1']/@href")
    (whole,) = tree.xpath(f"//blockquote[@id='{link[1:]}']")
    (back,) = whole.xpath(".//a/@href")
    assert tree.xpath(f"//blockquote[@id='{back[1:]}']")


def test_whole_quotes_need_no_appendix(tracer_report: TracerReport) -> None:
    report = long_report(tracer_report)
    for words in (0, 200):
        assert b"quotes in full" not in to_markdown(report_document(report, quote_words=words))
    study = study_document([report], sites=(), waves=(), quote_words=14)
    assert "### Falls prevention\n\nQuotes that were edited" in to_markdown(study).decode()
