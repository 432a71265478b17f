"""What a tracer report is told of its interviews, quotes and configurations."""

from __future__ import annotations

from dataclasses import replace

from store_work import TEXT, code_id, source, view

from workbench.coding.commands import ApplyCode
from workbench.model.coding import Span
from workbench.model.views import Quote, TracerReport
from workbench.sources.commands import ImportSources
from workbench.store.reading import finding
from workbench.store.reading.tracer_report import spread, tracer_report
from workbench.store.study import Study
from workbench.theory.commands import EditCMO


def report(study: Study, *, quotes_per_theme: int = 4) -> TracerReport:
    with study.reading() as reader:
        falls = finding.find(reader, "tracer", "Falls")
        return tracer_report(reader, falls, quotes_per_theme=quotes_per_theme)


def test_a_theme_quotes_only_sources_of_its_tracer(study: Study) -> None:
    study.execute(ImportSources([source("other", TEXT + "d", tracer="Dementia")]), coder="Ada")
    command = ApplyCode(view(study, "other").revision_id, Span(0, 90), code_id(study, "Trust"))
    study.execute(command, coder="Ada")
    assert {quote.source_name for quote in report(study).themes[0].quotes} == {"101"}


def test_a_theme_has_no_more_quotes_than_were_asked_for(study: Study) -> None:
    assert [len(report(study, quotes_per_theme=n).themes[0].quotes) for n in (0, 1, 2)] == [0, 1, 2]


def test_a_retired_configuration_is_not_reported(study: Study) -> None:
    assert [cmo.number for cmo in report(study).observed] == [1]
    study.execute(EditCMO(report(study).observed[0].id, retired=True), coder="Ada")
    assert report(study).observed == ()


def quote(name: str, start: int, end: int) -> Quote:
    return Quote("", name, name, start, end, "x" * (end - start), "", "", "", "", "", "")


def test_quotes_are_taken_in_turn_from_the_sources_the_longest_first() -> None:
    found = [quote("A", 0, 5), quote("A", 10, 30), quote("A", 10, 30), quote("B", 0, 3), quote("B", 5, 9)]
    chosen = [(q.source_name, q.start_char) for q in spread(found, limit=3)]
    assert chosen == [("A", 0), ("A", 10), ("B", 5)]


def test_the_role_in_which_somebody_spoke_is_kept(study: Study) -> None:
    assert [(p.label, p.role) for p in view(study, "101").participants] == [("Manager A", "manager")]


def test_an_attribution_names_every_organisation_and_site(study: Study) -> None:
    wide = source("wide", TEXT + "e")
    record = replace(wide.record, organisations=("CCG", "Council"), sites=("Area 1", "National"))
    study.execute(ImportSources([replace(wide, record=record)]), coder="Ada")
    assert view(study, "wide").attribution == "[wide, CCG; Council, Area 1; National, Jan 2017]"
