"""A source's record put right: field by field, taken back exactly, and refused where names are unknown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine, Prepare, Said, substance

from workbench.errors import BadInput, Conflict, NotFound
from workbench.sources.editing import EditSource, EditSources
from workbench.store.reading.sources import source_views
from workbench.store.study import Study

MANIFEST = (
    "file,interview,participants,roles,organisations,sites,tracers,wave,date,mode,years,notes\n"
    "A.txt,A,P1;P2,Nurse;Director,CCG;Council,North;South,Falls;Stroke,Wave 1,2017-01-12,phone,4,short\n"
    "B.txt,B,P3,GP,CCG,North,Falls,Wave 2,2017-02,video,,\n"
)


def manifest_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "We trust each other here.\n")
    wb.write("B.txt", "It costs little.\n")
    wb.write("m.csv", MANIFEST)
    wb.ok("source", "import", "--manifest", "m.csv")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(manifest_steps)


def record(wb: CommandLine, name: str = "A") -> dict[str, Any]:
    source: dict[str, Any] = wb.ok("source", "show", name, "--json").json["source"]
    return source


def reversible(wb: CommandLine, *words: str) -> Said:
    """Try an edit without keeping it, carry it out, undo and redo it; what it said."""
    path = wb.folder / "s.study"
    before, states = substance(path), wb.states()
    tried = wb.ok(*words, "--dry-run")
    assert wb.states() == states, "a dry run changed the study"
    said = wb.ok(*words)
    assert tried.out == said.out
    after = substance(path)
    assert after != before
    wb.ok("undo")
    assert substance(path) == before
    wb.ok("redo")
    assert substance(path) == after
    assert wb.ok("study", "check", "--json").json["sound"]
    return said


@pytest.mark.parametrize(
    ("words", "field", "before", "after"),
    [
        (("--name", "A-01"), "name", "A", "A-01"),
        (("--title", "A talk"), "title", "", "A talk"),
        (("--kind", "meeting"), "kind", "interview", "meeting"),
        (("--date", "3 Feb 2018"), "date", "2017-01-12", "2018-02-03"),
        (("--date", ""), "date", "2017-01-12", ""),
        (("--mode", "video"), "mode", "phone", "video"),
        (("--wave", "wave 2"), "wave", "Wave 1", "Wave 2"),
        (("--wave", ""), "wave", "Wave 1", ""),
        (("--site", "south"), "sites", "North; South", "South"),
        (("--no-site",), "sites", "North; South", ""),
        (("--tracer", "Stroke"), "tracers", "Falls; Stroke", "Stroke"),
        (("--no-tracer",), "tracers", "Falls; Stroke", ""),
        (
            ("--organisation", "Council", "--organisation", "CCG"),
            "organisations",
            "CCG; Council",
            "Council; CCG",
        ),
        (("--no-organisation",), "organisations", "CCG; Council", ""),
        (("--participant", "P2"), "participants", "P1 (Nurse); P2 (Director)", "P2 (Director)"),
        (
            ("--participant", "P9", "--participant", "P2", "--role", "GP", "--role", "Nurse"),
            "participants",
            "P1 (Nurse); P2 (Director)",
            "P9 (GP); P2 (Nurse)",
        ),
        (
            ("--role", "GP", "--role", "Clerk"),
            "participants",
            "P1 (Nurse); P2 (Director)",
            "P1 (GP); P2 (Clerk)",
        ),
        (("--no-role",), "participants", "P1 (Nurse); P2 (Director)", "P1; P2"),
        (("--no-participant",), "participants", "P1 (Nurse); P2 (Director)", ""),
        (("--attribute", "years=5"), "years", "4", "5"),
        (("--attribute", "Years=5"), "years", "4", "5"),
        (("--attribute", "years="), "years", "4", ""),
        (("--attribute", "post=a=b"), "post", "", "a=b"),
    ],
)
def test_each_field_can_be_put_right_and_back(
    study: CommandLine, words: tuple[str, ...], field: str, before: str, after: str
) -> None:
    other = record(study, "B")
    said = reversible(study, "source", "edit", "A", *words)
    assert said.rows == [{"source": "A", "field": field, "before": before, "after": after}]
    assert f"edited source A: {field}\n" in said.err
    assert record(study, "B") == other


def test_several_fields_are_one_change_and_the_rest_stays(study: CommandLine) -> None:
    before = record(study)
    said = reversible(
        study, "source", "edit", "A", "--mode", "video", "--site", "South", "--attribute", "x=1"
    )
    assert [row["field"] for row in said.rows] == ["mode", "sites", "x"]
    after = record(study)
    assert after["attributes"] == {"notes": "short", "years": "4", "x": "1"}
    assert {name for name in after if after[name] != before[name]} == {
        "mode",
        "sites",
        "attributes",
        "attribution",
    }


def test_the_attribution_follows_the_record(study: CommandLine) -> None:
    study.ok("source", "edit", "A", "--site", "South", "--organisation", "Council", "--date", "Mar 2018")
    assert record(study)["attribution"] == "[A, Council, South, Mar 2018]"


def test_codings_stay_where_they_are_when_a_source_is_renamed(study: CommandLine) -> None:
    study.ok("codebook", "add", "Trust")
    study.ok("coding", "add", "A", "--code", "Trust", "--quote", "trust each other")
    study.ok("source", "edit", "A", "--name", "A-01")
    (coding,) = study.ok("coding", "list", "--json").json
    assert (coding["source_name"], coding["text"]) == ("A-01", "trust each other")


def test_what_is_so_already_is_no_change(study: CommandLine) -> None:
    states = study.states()
    words = ("--mode", "phone", "--site", "SOUTH", "--site", "north", "--wave", "WAVE 1", "--role", "Nurse")
    said = study.ok(
        "source",
        "edit",
        "A",
        *words,
        "--role",
        "Director",
        "--organisation",
        "ccg",
        "--organisation",
        "Council",
    )
    assert said.err == "nothing to change: the study says so already\n"
    assert said.out == ""
    assert study.states() == states


def test_a_new_site_joins_only_where_that_is_said(study: CommandLine) -> None:
    err = study.refused(4, "source", "edit", "A", "--site", "Nort")
    assert "there is no site 'Nort'" in err
    assert "Did you mean North?" in err
    err = study.refused(3, "source", "edit", "A", "--site", "East", "--wave", "Wave 9", "--tracer", "Fals")
    for line in ("no site 'East'", "no wave 'Wave 9'", "no tracer 'Fals'. Did you mean Falls?"):
        assert line in err
    said = reversible(study, "source", "edit", "A", "--site", "East", "--wave", "Wave 9", "--new-names")
    assert "new site: East" in said.err
    assert "new wave: Wave 9" in said.err


def test_new_organisations_and_participants_join_and_are_told(study: CommandLine) -> None:
    said = study.ok("source", "edit", "A", "--organisation", "Trust", "--participant", "P9", "--role", "GP")
    assert "new organisation: Trust" in said.err
    assert record(study)["participants"] == [{"label": "P9", "role": "GP"}]


def test_a_role_for_nobody_is_kept_and_told(study: CommandLine) -> None:
    study.ok("source", "edit", "A", "--no-participant", "--no-role")
    said = study.ok("source", "edit", "A", "--role", "GP")
    assert "GP is put down to A" in said.err
    assert record(study)["participants"] == [{"label": "A", "role": "GP"}]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "nothing to change was named"),
        (("--new-names",), 2, "nothing to change was named"),
        (("--name", " "), 3, "needs a name"),
        (("--name", "b"), 5, "has a source 'b' already"),
        (("--date", "soon"), 3, "'soon' is not a date"),
        (("--kind", "chat"), 2, "meeting"),
        (("--site", " "), 3, "a site needs a name"),
        (("--site", "North", "--no-site"), 2, "not both"),
        (("--role", "GP", "--no-role"), 2, "not both"),
        (("--attribute", "years"), 2, "NAME=VALUE"),
        (("--attribute", "=4"), 2, "NAME=VALUE"),
        (("--attribute", "Area=North"), 3, "a field of the record (sites)"),
    ],
)
def test_an_edit_that_does_not_fit_changes_nothing(
    study: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in study.refused(code, "source", "edit", "A", *words)


def test_the_change_as_json_names_each_field(study: CommandLine) -> None:
    found = study.ok("source", "edit", "A", "--mode", "video", "--no-site", "--json").json
    assert found == [
        {"source": "A", "field": "mode", "before": "phone", "after": "video"},
        {"source": "A", "field": "sites", "before": "North; South", "after": ""},
    ]


def opened(wb: CommandLine) -> tuple[Study, dict[str, str]]:
    opened_study = Study(Path(wb.folder / "s.study"))
    with opened_study.reading() as reader:
        return opened_study, {view.name: view.id for view in source_views(reader)}


def test_two_sources_can_change_names_in_one_go(study: CommandLine) -> None:
    file, ids = opened(study)
    with file:
        file.execute(
            EditSources((EditSource(ids["A"], name="B"), EditSource(ids["B"], name="A"))), coder="Ann"
        )
        with file.reading() as reader:
            assert {view.name: view.id for view in source_views(reader)} == {"A": ids["B"], "B": ids["A"]}
    study.ok("undo")
    assert record(study, "A")["id"] == ids["A"]


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (EditSource("gone", title="x"), Conflict),
        (EditSource("A", sites=("North", "Nowhere")), NotFound),
        (EditSource("A", title="x", date="32/13/2017"), BadInput),
        (EditSource("A", name="B"), Conflict),
    ],
)
def test_a_refusal_leaves_the_study_as_it_was(
    study: CommandLine, edit: EditSource, refusal: type[Exception]
) -> None:
    states = study.states()
    file, ids = opened(study)
    meant = replace(edit, source_id=ids.get(edit.source_id, "gone"))
    both = EditSources((EditSource(ids["B"], mode="phone"), meant))
    with file, pytest.raises(refusal):
        file.execute(both, coder="Ann")
    assert study.states() == states
