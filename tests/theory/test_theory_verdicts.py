"""Programme theory against observed: a person's verdicts, what is open, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, Prepare
from development_work import theory
from theory_work import carried_out


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(theory)


def cell(wb: CommandLine, tracer: str, site: str) -> dict[str, Any]:
    grid = wb.ok("theory", "grid", "--json").json
    row = next(row for row in grid["rows"] if row["tracer"] == tracer)
    return next(one for one in row["cells"] if one["site"] == site)


def said(wb: CommandLine, tracer: str, site: str) -> dict[int, str]:
    """The verdict on each anticipated configuration of a cell, empty where there is none yet."""
    found = cell(wb, tracer, site)["theories"]
    return {one["cmo"]["number"]: one["verdict"]["verdict"] if one["verdict"] else "" for one in found}


def numbers(refs: list[dict[str, Any]]) -> list[int]:
    return [(ref.get("cmo") or ref)["number"] for ref in refs]


def words_of(wb: CommandLine, tracer: str, site: str) -> dict[str, str]:
    rows = wb.ok("theory", "grid", "--tracer", tracer).rows
    return {row["verdict"]: row["CMOs"] for row in rows if row["site"] == site}


def test_the_grid_of_one_site_has_that_site_alone(study: CommandLine) -> None:
    sites = {row["site"] for row in study.ok("theory", "grid").rows}
    assert {"", "North"} < sites, "an empty one is a tracer without theory"
    assert {row["site"] for row in study.ok("theory", "grid", "--site", "north").rows} == {"", "North"}
    assert study.ok("theory", "grid", "--site", "North", "--json").json["sites"] == ["North"]
    assert "no site" in study.refused(4, "theory", "grid", "--site", "Nowhere")


@pytest.mark.parametrize("verdict", ["confirmed", "partly", "contradicted"])
def test_a_verdict_with_note_and_basis_is_given_undone_and_redone(study: CommandLine, verdict: str) -> None:
    words = ("theory", "judge", "1", "--site", "North", "--verdict", verdict, "--note", "Nobody reads it.")
    told = carried_out(study, *words, "--basis", "CMO 3", "--basis", "5")
    assert f"judged CMO 1 at North: {verdict}" in told.err
    [mine] = [one for one in cell(study, "Falls", "North")["theories"] if one["cmo"]["number"] == 1]
    assert mine["verdict"]["verdict"] == verdict
    assert mine["verdict"]["note"] == "Nobody reads it."
    assert numbers(mine["verdict"]["basis"]) == [3, 5]
    assert study.ok("study", "check", "--json").json["sound"]


def test_not_judged_yet_is_a_state_of_its_own(study: CommandLine) -> None:
    assert said(study, "Falls", "North") == {1: "", 2: ""}
    assert words_of(study, "Falls", "North")["not judged yet"] == "CMO 1, CMO 2"


def test_not_asked_is_proposed_only_where_nothing_was_collected_or_observed(study: CommandLine) -> None:
    assert "not judged yet (not asked?)" in words_of(study, "Falls", "East")
    for site in ("North", "South"):
        assert "not judged yet" in words_of(study, "Falls", site)
    assert said(study, "Falls", "East") == {1: ""}
    carried_out(study, "theory", "judge", "1", "--site", "East", "--verdict", "not asked")
    assert words_of(study, "Falls", "East") == {"not asked": "CMO 1"}


def test_a_national_theory_is_anticipated_everywhere_and_another_at_its_own_sites(study: CommandLine) -> None:
    assert said(study, "Falls", "South") == {1: ""}
    study.ok("theory", "judge", "2", "--site", "South", "--verdict", "confirmed")
    assert said(study, "Falls", "South") == {1: "", 2: "confirmed"}


def test_what_no_verdict_rests_on_and_no_link_joins_is_offered_as_unforeseen(study: CommandLine) -> None:
    assert numbers(cell(study, "Falls", "North")["offered"]) == [4]
    study.ok("theory", "judge", "1", "--site", "North", "--verdict", "partly", "--basis", "4")
    assert cell(study, "Falls", "North")["offered"] == []
    study.ok("theory", "unjudge", "1", "--site", "North")
    carried_out(study, "theory", "judge", "4", "--site", "North", "--verdict", "unforeseen", "--note", "New.")
    after = cell(study, "Falls", "North")
    assert (after["offered"], numbers(after["unforeseen"])) == ([], [4])


def test_no_identifiable_programme_theory_is_said_with_what_was_searched(study: CommandLine) -> None:
    rows = study.ok("theory", "grid", "--tracer", "Stroke").rows
    assert (rows[0]["verdict"], rows[0]["CMOs"]) == (
        "no identifiable programme theory",
        "searched: All policy papers.",
    )
    assert cell(study, "Stroke", "North")["offered"] == []
    assert study.ok("theory", "grid", "--tracer", "Sleep").rows[0]["verdict"] == "no programme theory yet"
    assert "Searched: All policy papers." in study.ok("theory", "cell", "Stroke", "North").out


def test_cmos_without_a_tracer_have_a_row_of_the_whole_programme(study: CommandLine) -> None:
    assert "no row" in study.refused(4, "theory", "cell", "whole programme", "North")
    study.ok("cmo", "new", "Partners trust each other", "--kind", "programme theory")
    assert words_of(study, "Whole programme", "North") == {"not judged yet": "CMO 8"}
    assert "CMO 8" in study.ok("theory", "cell", "whole programme", "North").out


def test_theory_of_the_whole_programme_is_seen_beside_what_was_observed_of_any_tracer(
    study: CommandLine,
) -> None:
    study.ok("cmo", "new", "Partners trust each other", "--kind", "programme theory")
    whole = ("Whole programme", "North")
    assert numbers(cell(study, "", "North")["observed"]) == [3, 4, 6]
    assert cell(study, "", "North")["offered"] == [], "each is offered in the row of its own tracer"
    carried_out(
        study,
        "theory",
        "judge",
        "8",
        "--site",
        "North",
        "--verdict",
        "partly",
        "--basis",
        "3",
        "--basis",
        "6",
    )
    assert words_of(study, *whole) == {"partly": "CMO 8"}
    offered = study.ok("theory", "cell", *whole, "--json").json["candidates"]
    assert [one["number"] for one in offered] == [3, 4, 5, 6], (
        "those of the site and national ones, of any tracer"
    )
    assert "cannot rest on CMO 7" in study.refused(
        3, "theory", "judge", "8", "--site", "North", "--verdict", "partly", "--basis", "7"
    )
    study.ok("cmo", "edit", "3", "--tracer", "Stroke")
    assert "would be of another tracer" in study.refused(5, "cmo", "edit", "8", "--tracer", "Falls")


def test_a_retired_configuration_is_not_in_the_grid_and_cannot_be_judged(study: CommandLine) -> None:
    study.ok("theory", "judge", "2", "--site", "North", "--verdict", "confirmed")
    study.ok("cmo", "retire", "2")
    assert said(study, "Falls", "North") == {1: ""}
    told = study.refused(5, "theory", "judge", "2", "--site", "North", "--verdict", "partly")
    assert "CMO 2 is retired" in told
    study.ok("cmo", "restore", "2")
    assert said(study, "Falls", "North") == {1: "", 2: "confirmed"}


def test_a_second_verdict_replaces_the_first_and_keeps_note_and_basis_unless_told(study: CommandLine) -> None:
    judge = ("theory", "judge", "1", "--site", "North", "--verdict")
    study.ok(*judge, "partly", "--note", "Some.", "--basis", "3")
    study.ok(*judge, "contradicted", "--coder", "Ben")
    [mine] = [one for one in cell(study, "Falls", "North")["theories"] if one["cmo"]["number"] == 1]
    verdict = mine["verdict"]
    assert (verdict["verdict"], verdict["note"], verdict["coder"]) == ("contradicted", "Some.", "Ben")
    assert numbers(verdict["basis"]) == [3]
    carried_out(study, *judge, "contradicted", "--note", "", "--no-basis")
    assert "nothing changed" in study.ok(*judge, "contradicted").err
    study.ok(*judge, "partly", "--basis", "3")
    study.ok(*judge, "not asked")
    [mine] = [one for one in cell(study, "Falls", "North")["theories"] if one["cmo"]["number"] == 1]
    assert (mine["verdict"]["verdict"], mine["verdict"]["basis"]) == ("not asked", [])


def test_a_verdict_is_taken_back(study: CommandLine) -> None:
    study.ok("theory", "judge", "1", "--site", "North", "--verdict", "partly", "--basis", "3")
    carried_out(study, "theory", "unjudge", "1", "--site", "North")
    assert said(study, "Falls", "North")[1] == ""
    assert "not judged at North" in study.refused(5, "theory", "unjudge", "1", "--site", "North")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("3", "--verdict", "confirmed"), "said of programme theory"),
        (("3", "--verdict", "not asked"), "said of programme theory"),
        (("1", "--verdict", "unforeseen"), "only an observed CMO can be unforeseen"),
        (("7", "--verdict", "unforeseen"), "CMO 7 was not observed at North: its sites are South"),
        (("1", "--verdict", "partly", "--basis", "2"), "cannot rest on CMO 2: it is not observed"),
        (("1", "--verdict", "partly", "--basis", "6"), "its tracer is Stroke, not Falls"),
        (("1", "--verdict", "partly", "--basis", "7"), "neither to North nor to the national level"),
        (("1", "--verdict", "not asked", "--basis", "3"), "rests on no other configuration"),
        (("4", "--verdict", "unforeseen", "--basis", "3"), "rests on no other configuration"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    study: CommandLine, words: tuple[str, ...], why: str
) -> None:
    assert why in study.refused(3, "theory", "judge", *words, "--site", "North")


def test_a_word_that_is_no_verdict_and_a_basis_both_ways_are_misuse(study: CommandLine) -> None:
    judge = ("theory", "judge", "1", "--site", "North", "--verdict")
    assert "no verdict" in study.refused(2, *judge, "perhaps")
    assert "not both" in study.refused(2, *judge, "partly", "--basis", "3", "--no-basis")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("3", "--site", "South"), "CMO 3, a basis of the verdict, would belong neither to North"),
        (("3", "--tracer", "Stroke"), "would be of another tracer"),
        (("1", "--tracer", "Stroke"), "would be of another tracer"),
        (("4", "--no-site"), "CMO 4 would not belong to North"),
    ],
)
def test_an_edit_that_would_belie_a_verdict_is_refused_and_whose_it_is(
    study: CommandLine, words: tuple[str, ...], why: str
) -> None:
    judge = ("--site", "North", "--coder", "Ben", "--verdict")
    study.ok("theory", "judge", "1", "--basis", "3", *judge, "partly")
    study.ok("theory", "judge", "4", *judge, "unforeseen")
    told = study.refused(5, "cmo", "edit", *words)
    assert why in told
    assert "but Ben judged CMO" in told
    study.ok("cmo", "edit", "3", "--site", "North", "--site", "South")


def test_a_merge_that_would_belie_a_verdict_is_refused_until_the_tracers_agree(study: CommandLine) -> None:
    study.ok("cmo", "new", "Lists", "--kind", "programme theory", "--site", "Nation")
    study.ok("cmo", "new", "Seen", "--kind", "observed", "--site", "North")
    study.ok(
        "theory", "judge", "8", "--site", "North", "--verdict", "partly", "--basis", "9", "--coder", "Ben"
    )
    before = study.states()
    merge = ("cmo", "merge", "8", "--into", "1", "--reason", "the same")
    told = study.refused(5, *merge)
    assert (
        "CMO 8 cannot be merged into CMO 1 with the verdicts: CMO 9, a basis of the verdict, would be" in told
    )
    assert study.states() == before
    study.ok("theory", "judge", "8", "--site", "North", "--verdict", "partly", "--no-basis", "--coder", "Ben")
    carried_out(study, *merge)
    assert said(study, "Falls", "North")[1] == "partly"


def test_an_import_that_would_belie_a_verdict_is_refused(study: CommandLine) -> None:
    study.ok("theory", "judge", "4", "--site", "North", "--verdict", "unforeseen")
    study.write("o2.yaml", "cmos: [{id: o2, kind: observed, sites: [South]}]")
    assert "CMO 4 would not belong to North" in study.refused(3, "cmo", "import", "o2.yaml")


@pytest.mark.parametrize("what", ["site:East", "tracer:Sleep"])
def test_a_site_or_tracer_that_theory_uses_stays_and_whose_work_it_is(study: CommandLine, what: str) -> None:
    if what.startswith("site"):
        judge = ("theory", "judge", "1", "--site", "East", "--verdict", "not asked")
    else:
        study.ok("cmo", "new", "Sleep helps")
        judge = (
            "theory",
            "version",
            "new",
            "--level",
            "initial",
            "--statement",
            "S.",
            "--tracer",
            "Sleep",
            "--cmo",
        )
        judge = (*judge, "8")
    study.ok(*judge, "--coder", "Ben")
    told = study.refused(5, "study", "remove", what)
    assert "verdict on theory" in told or "version of the theory" in told
    assert "work of Ben" in told
    study.ok("undo", "--coder", "Ben")
    study.ok("study", "remove", what)


def test_the_start_of_a_cmo_that_somebody_else_judged_cannot_be_undone(study: CommandLine) -> None:
    study.ok("cmo", "new", "Beds help", "--kind", "programme theory", "--tracer", "Falls")
    study.ok("theory", "judge", "8", "--site", "North", "--verdict", "confirmed", "--coder", "Ben")
    told = study.refused(5, "undo")
    assert "Ben" in told


def test_a_cell_in_words_has_both_sides_with_evidence_and_verdicts(study: CommandLine) -> None:
    study.ok(
        "theory", "judge", "1", "--site", "North", "--verdict", "partly", "--note", "Half.", "--basis", "3"
    )
    text = study.ok("theory", "cell", "falls", "north").out
    for words in (
        "PARTLY",
        "Half.",
        "rests on CMO 3",
        "outcome: fewer falls (anticipated)  [no evidence]",
        "basis of the verdict on CMO 1",
        "context: many services  [1+; 1 source]",
        "refines → CMO 1",
        "CMO 4  A side door",
        "unforeseen?",
        "CMO 5  National talk",
    ):
        assert words in text, words
    assert "CMO 7" not in text
    found = study.ok("theory", "cell", "Falls", "North", "--json").json
    assert numbers(found["candidates"]) == [3, 4, 5]
