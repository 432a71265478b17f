"""Drafts mark what is to be written, final reports refuse it or leave it out; studies as one report; words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.errors import BadInput, NotFound
from workbench.export.document import (
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
    plain,
)
from workbench.export.study_report import study_document
from workbench.export.tracer_report import render_report, render_tracer_report, report_document
from workbench.export.unwritten import (
    Unfinished,
    Unwritten,
    drafted,
    finished,
    in_sections,
    lowered,
    settled,
)
from workbench.export.word_count import word_count
from workbench.model.views import ReportPoint, TracerReport

TEXT = Paragraph(plain("text"))


def test_headings_with_nothing_left_under_them_go_with_it() -> None:
    parts = (
        Heading(1, "A"),
        Unwritten("a", "here"),
        Heading(1, "B"),
        Heading(2, "B1"),
        Unwritten("b", "here"),
        Heading(2, "B2"),
        TEXT,
        Heading(1, "C"),
        Heading(2, "C1"),
        Unwritten("c", "here"),
    )
    assert finished(parts) == (Heading(1, "B"), Heading(2, "B2"), TEXT)
    assert [type(block) for block in drafted(parts)].count(Paragraph) == 4


def test_numbers_are_given_to_what_is_left() -> None:
    parts = (
        Heading(1, "A", True),
        Unwritten("a", "here"),
        Heading(1, "B", True),
        Heading(2, "C", True),
        TEXT,
    )
    headings = [b.text for b in assemble("T", finished(parts)).blocks if isinstance(b, Heading)]
    assert headings == ["1 B", "1.1 C"]


def test_what_stands_instead_is_printed() -> None:
    parts = (Unwritten("x", "here", draft=TEXT, final=Heading(1, "h")), TEXT)
    assert tuple(drafted(parts)) == (TEXT, TEXT)
    assert finished(parts) == (Heading(1, "h"), TEXT)


def test_a_refusal_lists_all_that_is_to_be_written_with_its_place() -> None:
    parts = (
        Heading(1, "Aims"),
        Unwritten("the aim", "here"),
        Heading(1, "Ends"),
        Unwritten("the end", "here"),
    )
    with pytest.raises(BadInput, match="not finished: 2 parts") as caught:
        settled(parts, Unfinished.REFUSE, what="it")
    assert caught.value.problems == ("Aims: the aim (here)", "Ends: the end (here)")
    assert "--final omit" in caught.value.hint


def test_chapters_have_their_headings_a_level_lower() -> None:
    assert tuple(lowered((Heading(1, "A", True), TEXT))) == (Heading(2, "A", True), TEXT)


def test_a_final_report_refuses_or_leaves_out_what_nobody_wrote(tracer_report: TracerReport) -> None:
    with pytest.raises(BadInput, match="Falls prevention is not finished") as caught:
        render_tracer_report(tracer_report, format="md", unfinished=Unfinished.REFUSE)
    assert caught.value.problems == (
        "Areas: what Area 2 is like"
        " (sites: description in study.yaml, then workbench study describe study.yaml)",
        f"Theme 2: Being counted changes what is done: the narrative of this theme ({in_sections('theme')})",
        f"Theme 2: Being counted changes what is done: this theme in summary ({in_sections('theme')})",
        f"Actionable messages: what those who run the service could do ({in_sections('message')})",
    )
    text = render_tracer_report(tracer_report, format="md", unfinished=Unfinished.OMIT).decode()
    assert "To be written" not in text
    assert "Actionable messages" not in text
    assert "- **Area 2**\n" in text


def test_a_finished_report_is_the_same_in_every_mode(tracer_report: TracerReport) -> None:
    whole = replace(
        tracer_report,
        sites=tuple(replace(site, description="A place.") for site in tracer_report.sites),
        themes=tracer_report.themes[:1],
        messages=(ReportPoint("Sit together.", cmos=(tracer_report.observed[0].number,)),),
    )
    documents = {report_document(whole, unfinished=how) for how in Unfinished}
    assert len(documents) == 1


def test_a_study_is_a_chapter_a_tracer_and_one_appendix(tracer_report: TracerReport) -> None:
    other = replace(tracer_report, tracer=replace(tracer_report.tracer, id="2", name="Dementia"))
    document = study_document((tracer_report, other), sites=tracer_report.sites, waves=tracer_report.waves)
    headings = [(b.level, b.text) for b in document.blocks if isinstance(b, Heading)]
    assert [text for level, text in headings if level == 1] == [
        "1 The study",
        "2 Falls prevention",
        "3 Dementia",
        "Appendix: the evidence behind each configuration",
    ]
    assert (2, "3.4 CMO configurations observed") in headings
    assert (3, "3.4.1 Area 1 and Area 2") in headings
    assert headings[-2:] == [(2, "Dementia"), (3, "Links between configurations")]
    tables = [b.number for b in document.blocks if isinstance(b, Table)]
    assert tables == list(range(1, 19))
    assert render_report(document, format="docx", as_of="2022-09-30")


def test_a_study_without_tracers_has_nothing_to_report() -> None:
    with pytest.raises(NotFound, match="no tracers"):
        study_document((), sites=(), waves=())


def test_words_are_counted_with_and_without_tables() -> None:
    row = Row((Cell((plain("one two"), plain("three"))), Cell()))
    table = Table(
        "Four five", (Column("six"), Column("seven")), (Group((row,), "eight", "nine", plain("ten")),)
    )
    blocks = [
        Heading(1, "a heading"),
        Paragraph((Run("bold", bold=True), Run(" and plain."))),
        Bullets((plain("one bullet"),)),
        BlockQuote("said so", "[1, Area]", "a note"),
        table,
    ]
    count = word_count(assemble("The title", blocks, authors=("Ann",)))
    assert (count.text, count.tables) == (3 + 2 + 3 + 2 + 6, 10 + 2)
    assert count.every == 28
    assert count.told() == "28 words with tables, 16 without"
    assert (
        count.told(limit=20)
        == "28 words with tables, 16 without; limit 20: 8 over with tables, 4 left without"
    )
