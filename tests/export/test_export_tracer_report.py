"""Tracer short reports: the outline, what is left to write, masking, landscape pages, golden files."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from export_invented import interviews
from lxml import html

from workbench.errors import UsageError
from workbench.export.as_markdown import to_markdown
from workbench.export.document_formats import DOCUMENT_FORMATS
from workbench.export.study_report import study_document
from workbench.export.tracer_report import render_tracer_report
from workbench.model.views import TracerReport
from workbench.model.vocabulary import Role, Stage

GOLDEN = Path(__file__).parent / "golden"


def markdown(report: TracerReport, *, mask_below: int = 0) -> str:
    return render_tracer_report(report, format="md", mask_below=mask_below).decode()


def emptied(report: TracerReport) -> TracerReport:
    study = replace(report.study, authors=(), aim="", approach="")
    tracer = replace(report.tracer, reason="", background="")
    return replace(
        report,
        study=study,
        tracer=tracer,
        sites=(),
        waves=(),
        introduction="",
        background="",
        sources=(),
        themes=(),
        programme_theory=(),
        observed=(),
        summaries=(),
        messages=(),
        as_of="",
        notes=(),
    )


@pytest.mark.parametrize("name", ["md", "html"])
def test_the_bytes_are_those_agreed_on(tracer_report: TracerReport, name: str) -> None:
    golden = GOLDEN / f"tracer_report.{name}"
    assert render_tracer_report(tracer_report, format=name) == golden.read_bytes()


@pytest.mark.parametrize("name", [name for name in DOCUMENT_FORMATS if name != "pdf"])
def test_the_same_report_gives_the_same_bytes(tracer_report: TracerReport, name: str) -> None:
    first = render_tracer_report(tracer_report, format=name)
    assert first == render_tracer_report(tracer_report, format=name)


def test_an_unknown_format_is_refused(tracer_report: TracerReport) -> None:
    with pytest.raises(UsageError, match="'odt'") as caught:
        render_tracer_report(tracer_report, format="odt")
    assert caught.value.hint == "Formats: md, docx, html, pdf."


@pytest.mark.parametrize("name", [name for name in DOCUMENT_FORMATS if name != "pdf"])
def test_a_report_of_nothing_is_still_a_report(tracer_report: TracerReport, name: str) -> None:
    assert render_tracer_report(emptied(tracer_report), format=name)


def test_what_a_person_must_write_is_marked(tracer_report: TracerReport) -> None:
    text = markdown(emptied(tracer_report))
    missing = [line for line in text.splitlines() if line.startswith("*To be written: ")]
    assert len(missing) == 12
    assert all(line.endswith(".*") for line in missing)


def test_the_outline_is_that_of_the_field(tracer_report: TracerReport) -> None:
    word = docx.Document(io.BytesIO(render_tracer_report(tracer_report, format="docx")))
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "1 Introduction",
        "2 Background and programme theory",
        "3 Approach and areas",
        "4 Themes",
        "5 CMO configurations observed",
        "6 Summary",
        "7 Actionable messages",
        "Appendix: the evidence behind each configuration",
    ]
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    assert len(captions) == len(word.tables) == 9
    assert captions[2] == "Table 3. Observed in Area 1 and Area 2"
    assert word.core_properties.created.isoformat()[:10] == "2022-09-30"
    assert next(p.text for p in word.paragraphs if p.style.name == "Quote").startswith("“We put the money")


def test_no_identifiable_programme_theory_is_a_finding(tracer_report: TracerReport) -> None:
    tracer = replace(tracer_report.tracer, no_theory_searched="the guidance of 2020 and the minutes")
    text = markdown(replace(tracer_report, tracer=tracer, programme_theory=()))
    assert "**No identifiable programme theory.** What was searched: the guidance of 2020" in text
    assert "nothing was anticipated" in text


def test_sites_that_are_silent_say_so(tracer_report: TracerReport) -> None:
    page = html.fromstring(render_tracer_report(tracer_report, format="html").decode())
    table = page.xpath("//table[contains(caption, 'site by site')]")[0]
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath("./tbody/tr")]
    assert cells == [
        [
            "People are seen before they fall",
            "CMO 2 (observed, intended, positive) (contradicted by 1 of 3, qualified)",
            "CMO 2 (observed, intended, positive) (contradicted by 1 of 3, qualified)",
            "no observed CMO",
        ],
        [
            "Short visits are preferred to long ones",
            "no observed CMO",
            "CMO 3 (observed, unintended, negative)",
            "no observed CMO",
        ],
    ]


def test_observed_outcomes_stand_beside_the_theory_they_are_joined_to(tracer_report: TracerReport) -> None:
    unlinked = tuple(replace(one, links=()) for one in tracer_report.programme_theory)
    assert "(refines CMO 1; Area 1 and Area 2)" in markdown(tracer_report)
    assert "(same outcome; Area 1 and Area 2)" in markdown(replace(tracer_report, programme_theory=unlinked))


def test_a_shared_statement_joins_a_theory_and_what_was_observed(tracer_report: TracerReport) -> None:
    (theory,) = tracer_report.programme_theory
    changed = tuple(
        replace(slot, element_id="element-99") if slot.role is Role.OUTCOME else slot for slot in theory.slots
    )
    report = replace(tracer_report, programme_theory=(replace(theory, links=(), slots=changed),))
    assert "(shares a statement; Area 1 and Area 2)" in markdown(report)


def test_a_theory_that_nothing_takes_up_is_said_to_be_so(tracer_report: TracerReport) -> None:
    text = markdown(replace(tracer_report, observed=tracer_report.observed[1:]))
    assert "*No observed CMO takes this theory up.*" in text


def test_small_counts_are_masked_and_cannot_be_found_by_subtraction(tracer_report: TracerReport) -> None:
    text = markdown(tracer_report, mask_below=3)
    assert "| **Community trust** | Phase 1 | &lt;3 | 0 | &lt;3 |" in text
    assert "| **Total** |  | **at least 5** | **at least 10** | **at least 15** |" in text
    assert "Counts below 3 are masked." in text
    assert "16" not in text


def test_without_masking_the_totals_are_exact(tracer_report: TracerReport) -> None:
    text = markdown(tracer_report)
    assert "| **Total** |  | **5** | **11** | **16** |" in text


def test_an_interview_in_several_cells_counts_once_in_each_total(tracer_report: TracerReport) -> None:
    both = interviews("1", 2, "Council", "Community trust")
    wide = tuple(replace(one, sites=("Area 1", "Area 2")) for one in (*both, *interviews("2", 1, "Council")))
    report = replace(tracer_report, sources=wide)
    text = markdown(report)
    assert "| **Community trust** | 2 | 2 | 2 |" in text
    assert "| **Council** | 3 | 3 | 3 |" in text
    assert "| **Total** | **3** | **3** | **3** |" in text
    assert "counts under each, and once in a total." in text
    masked = markdown(report, mask_below=3)
    assert "| **Community trust** | &lt;3 | &lt;3 | at least 1 |" in masked
    assert "| **Total** | **at least 3** | **at least 3** | **at least 3** |" in masked


def test_a_masked_total_is_the_same_whatever_the_masked_cells_hold(tracer_report: TracerReport) -> None:
    """Else `at least 1` over three masked cells would say that one interview stands in all of them."""
    shared = interviews("1", 1, "Council", "Community trust", "Voluntary sector")
    alike = replace(tracer_report, sources=shared)
    apart = replace(
        tracer_report,
        sources=(*interviews("2", 2, "Council", "Community trust"), *interviews("3", 1, "Voluntary sector")),
    )
    totals = {
        next(row for row in markdown(report, mask_below=3).splitlines() if row.startswith("| **Total"))
        for report in (alike, apart)
    }
    assert totals == {"| **Total** | **at least 1** | **at least 1** |"}


def test_what_two_cells_have_in_common_does_not_tell_the_masked_cell_between_them(
    tracer_report: TracerReport,
) -> None:
    """Two interviews of both organisations at both sites; two more of one each: `at least 4` would tell all."""
    both = tuple(
        replace(one, sites=("Area 1", "Area 2")) for one in interviews("1", 2, "Council", "Community trust")
    )
    [here] = interviews("2", 1, "Council")
    [there] = interviews("3", 1, "Community trust")
    sources = (*both, replace(here, sites=("Area 1",)), replace(there, sites=("Area 2",)))
    text = markdown(replace(tracer_report, sources=sources), mask_below=3)
    assert "| **Council** | 3 | &lt;3 | at least 3 |" in text
    assert "| **Community trust** | &lt;3 | 3 | at least 3 |" in text
    assert "| **Total** | **at least 3** | **at least 3** | **at least 3** |" in text


def test_a_report_of_one_site_counts_nobody_under_another(tracer_report: TracerReport) -> None:
    [one] = interviews("1", 1, "Council")
    report = replace(tracer_report, site="Area 1", sources=(replace(one, sites=("Area 1", "Area 2")),))
    text = markdown(report)
    assert "| Organisation | Area 1 | Total |" in text
    assert "| **Council** | 1 | 1 |" in text


def test_masked_cells_of_two_phases_hold_at_least_an_interview_each(tracer_report: TracerReport) -> None:
    sources = (
        *interviews("1", 1, "Council", "Community trust"),
        *interviews("2", 1, "Council", "Community trust", wave="Phase 2"),
    )
    text = markdown(replace(tracer_report, sources=sources), mask_below=3)
    assert "| **Total** |  | **at least 2** | **at least 2** |" in text


def test_meetings_and_documents_are_no_interviews(tracer_report: TracerReport) -> None:
    others = tuple(one for one in tracer_report.sources if one.kind != "interview")
    assert "No interviews are recorded" in markdown(replace(tracer_report, sources=others))


def test_interviews_without_organisation_or_site_are_not_left_out(
    tracer_report: TracerReport,
) -> None:
    bare = tuple(replace(one, organisations=(), sites=(), wave="") for one in interviews("1", 2, "Council"))
    text = markdown(replace(tracer_report, sources=bare))
    assert "| Organisation | not recorded | Total |" in text
    assert "| **not recorded** | 2 | 2 |" in text


def test_links_are_listed_once(tracer_report: TracerReport) -> None:
    text = markdown(tracer_report)
    assert text.count("refines CMO 1 (One budget, early action)") == 1
    assert text.count("is a rival of") == 1


def test_a_link_to_what_is_not_printed_says_so_and_why(tracer_report: TracerReport) -> None:
    text = markdown(tracer_report)
    ripple = "**CMO 3** ripples into CMO 4 (not in this report: fragment) through “Short visits are preferred"
    assert ripple in text
    theory, *_ = tracer_report.programme_theory
    elsewhere = tuple(replace(link, other_tracer="Screening") for link in theory.links)
    alone = replace(tracer_report, programme_theory=(replace(theory, links=elsewhere),), observed=())
    assert "is refined by CMO 2 (Trust spends the shared pot; not in this report: Screening)" in markdown(
        alone
    )
    whole = study_document([tracer_report, alone], sites=(), waves=())
    assert "not in this report: Screening" not in to_markdown(whole).decode()


def test_a_link_to_a_retired_configuration_is_left_out(tracer_report: TracerReport) -> None:
    trust, counting = tracer_report.observed
    links = tuple(replace(link, other_stage=Stage.RETIRED) for link in counting.links)
    text = markdown(replace(tracer_report, observed=(trust, replace(counting, links=links))))
    assert "CMO 4" not in text.replace("fragment (CMO 4)", "")
    assert "refines CMO 1" in text


def test_what_is_disputed_is_marked_where_it_stands(tracer_report: TracerReport) -> None:
    text = markdown(tracer_report)
    body = text.partition("## Appendix")[0]
    marked = (
        "People are seen before they fall (observed, intended, positive) (contradicted by 1 of 3, qualified)"
    )
    assert body.count(marked) == 2
    assert "(contradicted by 1 of 3): of three pieces" in body


def test_a_draft_and_what_is_agreed_can_be_told_apart(tracer_report: TracerReport) -> None:
    body = markdown(tracer_report).partition("## Appendix")[0]
    assert "**CMO 1. One budget, early action**\\\nagreed\n" in body
    assert "**CMO 3. Counting crowds out caring**\\\ndraft, not agreed yet\n" in body


def test_contrary_evidence_is_in_the_appendix(tracer_report: TracerReport) -> None:
    assert "| **Contradicts** | “We still only hear once they are on the floor.” " in markdown(tracer_report)


def test_a_wide_table_stands_on_a_landscape_page_of_its_own(tracer_report: TracerReport) -> None:
    first = tracer_report.sites[0]
    sites = tuple(replace(first, id=f"site-{n}", name=f"Area {n}") for n in range(1, 8))
    data = render_tracer_report(replace(tracer_report, sites=sites), format="docx")
    word = docx.Document(io.BytesIO(data))
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for section in word.sections:
        footer = section.footer.paragraphs[0]
        assert footer.text.startswith("Falls prevention")
        [tab] = footer.paragraph_format.tab_stops
        assert tab.position == section.page_width - section.left_margin - section.right_margin
