"""The invented study as tables, reports, quotes and codes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from export_invented import (
    ATTRIBUTIONS,
    C,
    O,
    configuration,
    interviews,
    linked,
    reasoned,
    said,
    slot,
    source,
)

from workbench.model.views import (
    CMOTable,
    CodeView,
    Quote,
    ReportPoint,
    ReportTheme,
    SiteView,
    StudyFacts,
    TracerReport,
    TracerView,
    WaveView,
)
from workbench.model.vocabulary import Role


@pytest.fixture
def cmo_table() -> CMOTable:
    return CMOTable(
        "The Neighbourhood Programme: an invented evaluation",
        "CMO configurations for falls prevention, all areas",
        linked(with_fragment=True),
    )


@pytest.fixture
def divided_table(cmo_table: CMOTable) -> CMOTable:
    """The same with a configuration that has resource and reasoning apart, actor and intervention."""
    slots = (
        slot(1, Role.INTERVENTION, 20, "A shared falls budget"),
        slot(2, C, 21, "Two teams in one building", said("101", "We share a kettle.")),
        slot(3, Role.ACTOR, 22, "Team leaders"),
        slot(4, Role.MECHANISM_RESOURCE, 23, "A weekly joint meeting", said("101", "Tuesdays at nine.")),
        slot(
            5,
            Role.MECHANISM_REASONING,
            24,
            "They feel answerable to each other",
            reasoned("Why", "They turn up."),
        ),
        slot(6, O, 25, "Referrals are settled the same day", status="observed intended positive"),
    )
    more = configuration(5, "Meeting makes answerable", slots, sites=("Area 1",))
    return replace(cmo_table, configurations=(*cmo_table.configurations, more))


def quote(
    number: int, text: str, *, source_name: str = "101", code: str = "Budgets/Pooling", memo: str = ""
) -> Quote:
    return Quote(
        coding_id=f"coding-{number}",
        source_id=f"source-{source_name}",
        source_name=source_name,
        start_char=10 * number,
        end_char=10 * number + len(text),
        text=text,
        code_id=f"code-{code}",
        code_path=code,
        coder="Ada",
        created_at="2022-08-01T09:00:00.000Z",
        memo=memo,
        attribution=ATTRIBUTIONS[source_name],
    )


@pytest.fixture
def quotes() -> tuple[Quote, ...]:
    return (
        quote(1, "We put the money in one pot, and that was that."),
        quote(
            2,
            "- and then, well, =nothing= happened;\nfor months",
            source_name="203",
            memo="Pause before *nothing*.",
        ),
        quote(3, "Every month they want the figures.", source_name="203", code="Audit"),
    )


@pytest.fixture
def tracer_report() -> TracerReport:
    return TracerReport(
        study=StudyFacts(
            id="study-1",
            title="The Neighbourhood Programme: an invented evaluation",
            authors=("Dr Ada Example", "Bo Sample"),
            aim="To understand how shared budgets change what services do for older people, and why.",
            approach="We interviewed people who plan, pay for and give care, read the guidance, and tested "
            "each configuration in later interviews.\n\nAnalysis went in rounds, coded twice.",
            attribution="[{interview}, {organisation}, {site}, {date:%b %Y}]",
            dialect="CMO",
        ),
        tracer=TracerView(
            id="tracer-1",
            name="Falls prevention",
            reason="No one organisation pays for a fall, so it shows what sharing a budget does.",
            background="",
            no_theory_searched=None,
        ),
        sites=(
            SiteView(
                "site-1", "Area 1", False, "A market town and forty villages, with one council and one trust."
            ),
            SiteView("site-2", "Area 2", False, ""),
            SiteView("site-3", "National", True, "Those who designed the programme and its guidance."),
        ),
        waves=(
            WaveView("wave-1", "Phase 1", "2021-02", "2021-06", "an overview of how budgets were pooled"),
            WaveView("wave-2", "Phase 2", "2022-05", None, "tracers in depth"),
        ),
        introduction="Falls are the commonest reason for which older people here call an ambulance.",
        background="The programme asked partners:\n\n- to hold one budget\n- to act early\n\nNo more.",
        sources=(
            *interviews("1", 4, "Council"),
            *interviews("2", 1, "Community trust"),
            *interviews("3", 3, "Council", wave="Phase 2", place="Area 2"),
            *interviews("4", 6, "Community trust", wave="Phase 2", place="Area 2"),
            *interviews("5", 2, "Voluntary sector", wave="Phase 2", place="Area 2"),
            source("M1", "meeting", "Falls board, Area 2", "2022-06", wave="Phase 2", place="Area 2"),
            source("D1", "document", "Programme guidance, first edition", "2020-01", place="National"),
        ),
        themes=(
            ReportTheme(
                claim="A shared budget works where people already trust each other",
                narrative="In Area 1 nobody asked for an account of the pot.",
                in_summary="the budget did not make the trust; it gave the trust something to spend.",
                quotes=(
                    quote(1, "We put the money in one pot, and that was that."),
                    quote(4, "I have known her since the old clinic.", source_name="102"),
                ),
            ),
            ReportTheme(
                "Being counted changes what is done",
                "",
                "",
                (quote(3, "In and out, ten minutes.", source_name="204"),),
            ),
        ),
        programme_theory=linked(with_fragment=False)[:1],
        observed=linked(with_fragment=False)[1:],
        summaries=(
            ReportPoint("One budget is not one purpose."),
            ReportPoint("Audit without trust shortens visits (Area 2)."),
        ),
        messages=(),
        as_of="2022-09-30T08:00:00.000Z",
        notes=("1 fragment (CMO 4) is left out of the tables.", "1 statement has no evidence yet."),
    )


def code(number: int, name: str, path: str, *, parent: str | None = None, **fields: object) -> CodeView:
    plain = CodeView(
        id=f"code-{number}",
        name=name,
        path=path,
        depth=path.count("/"),
        parent_id=parent,
        short_definition="",
        full_definition="",
        when_to_use="",
        when_not_to_use="",
        examples=(),
        colour="",
        retired=False,
        coding_count=2,
        source_count=1,
    )
    return replace(plain, **fields)


@pytest.fixture
def codes() -> tuple[CodeView, ...]:
    full = {
        "short_definition": "Money held together",
        "full_definition": "Two or more organisations hold one sum.\nNot grants: those have one owner.",
        "when_to_use": "The speaker says the sum is shared.",
        "when_not_to_use": "Money is only spoken of",
        "examples": ("We put the money in one pot", "- the pot, you know"),
        "colour": "#3366cc",
    }
    return (
        code(2, "=Pooling", "Budgets/=Pooling", parent="code-1", **full),
        code(1, "Budgets", "Budgets"),
        code(3, "Audit", "Audit", retired=True),
    )
