"""A manifest alone brings the records of sources up to date: what differs changes, field by field, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, Prepare, substance
from sqlalchemy import Engine, event

HEADING = "file,interview,participants,roles,organisations,sites,tracers,wave,date,mode,kind,years,notes\n"
ROWS = (
    "A.txt,A,P1;P2,Nurse;Director,CCG;Council,North;South,Falls;Stroke,Wave 1,2017-01-12,phone,,4,short\n"
    "B.txt,B,,GP,Council,North,Falls,Wave 1,Feb 2017,video,meeting,,\n"
    "C.txt,C,P4;P5,Nurse;GP;Clerk,CCG,South,Stroke,Wave 2,2017,,document,7,\n"
)


def updated_steps(wb: CommandLine) -> None:
    for name in "ABC":
        wb.write(f"{name}.txt", f"This is what {name} said to us.\n")
    wb.write("m.csv", HEADING + ROWS)
    wb.ok("source", "import", "--manifest", "m.csv")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(updated_steps)


def update(wb: CommandLine, table: str, *more: str) -> list[tuple[str, str, str, str]]:
    """The fields that change, after making sure that a dry run says the same, and that undo takes all of it back."""
    path = wb.folder / "s.study"
    wb.write("new.csv", table)
    before, states = substance(path), wb.states()
    tried = wb.ok("source", "update", "--manifest", "new.csv", *more, "--dry-run", "--json").json
    assert wb.states() == states
    said = wb.ok("source", "update", "--manifest", "new.csv", *more, "--json").json
    assert said == tried
    after = substance(path)
    if said:
        wb.ok("undo")
        assert substance(path) == before
        wb.ok("redo")
        assert substance(path) == after
    else:
        assert wb.states() == states
    assert wb.ok("study", "check", "--json").json["sound"]
    return [(one["source"], one["field"], one["before"], one["after"]) for one in said]


def records(wb: CommandLine) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in wb.ok("source", "list", "--json").json}


def test_an_unchanged_manifest_changes_nothing(study: CommandLine) -> None:
    assert update(study, HEADING + ROWS) == []
    said = study.ok("source", "update", "--manifest", "m.csv")
    assert said.err == "nothing to change: the study says so already\n"
    assert said.out == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2017-01-12", "12/02/2017", ("A", "date", "2017-01-12", "2017-02-12")),
        ("Feb 2017", "", ("B", "date", "2017-02", "")),
        ("phone", "video", ("A", "mode", "phone", "video")),
        ("meeting", "document", ("B", "kind", "meeting", "document")),
        ("CCG;Council", "Council;CCG", ("A", "organisations", "CCG; Council", "Council; CCG")),
        ("CCG;Council", "CCG;Trust", ("A", "organisations", "CCG; Council", "CCG; Trust")),
        (
            "Nurse;Director",
            "Nurse;Chair",
            ("A", "participants", "P1 (Nurse); P2 (Director)", "P1 (Nurse); P2 (Chair)"),
        ),
        (
            "P1;P2,Nurse;Director",
            "P2,Director",
            ("A", "participants", "P1 (Nurse); P2 (Director)", "P2 (Director)"),
        ),
        (
            "P4;P5,Nurse;GP;Clerk",
            "P4;P5;P6,Nurse;GP;Clerk",
            ("C", "participants", "P4 (Nurse); P5 (GP); C (3) (Clerk)", "P4 (Nurse); P5 (GP); P6 (Clerk)"),
        ),
        ("North;South", "South", ("A", "sites", "North; South", "South")),
        ("Falls;Stroke", "", ("A", "tracers", "Falls; Stroke", "")),
        ("Wave 2", "Wave 1", ("C", "wave", "Wave 2", "Wave 1")),
        (",4,short", ",5,short", ("A", "years", "4", "5")),
        (",4,short", ",,short", ("A", "years", "4", "")),
        ("meeting,,", "meeting,,long", ("B", "notes", "", "long")),
    ],
)
def test_one_cell_is_one_change(
    study: CommandLine, old: str, new: str, expected: tuple[str, str, str, str]
) -> None:
    before = records(study)
    assert old in ROWS
    assert update(study, HEADING + ROWS.replace(old, new, 1)) == [expected]
    others = {name for name in before if name != expected[0]}
    assert {name: records(study)[name] for name in others} == {name: before[name] for name in others}


def test_columns_that_the_file_lacks_stay_as_they_are(study: CommandLine) -> None:
    assert update(study, "interview,date\nA,2018\nC,2017\n") == [("A", "date", "2017-01-12", "2018")]
    assert update(study, "interview,roles\nA,Chair;Clerk\n") == [
        ("A", "participants", "P1 (Nurse); P2 (Director)", "P1 (Chair); P2 (Clerk)")
    ]
    assert update(study, "interview,participants\nA,P2;P9\n") == [
        ("A", "participants", "P1 (Chair); P2 (Clerk)", "P2 (Clerk); P9")
    ]
    assert update(study, "interview,Years\nA,5\n") == [("A", "years", "4", "5")]


def test_cells_that_are_missing_at_the_end_of_a_row_say_nothing(study: CommandLine) -> None:
    assert update(study, "interview,mode,date,years\nA,video\nB\n") == [("A", "mode", "phone", "video")]


def test_an_empty_kind_says_nothing(study: CommandLine) -> None:
    assert update(study, "interview,kind\nB,\n") == []


def test_several_sources_are_one_change_counted_in_the_summary(study: CommandLine) -> None:
    study.write("new.csv", "interview,sites,mode\nA,South,post\nB,South,video\n")
    said = study.ok("source", "update", "--manifest", "new.csv")
    assert "edited 2 sources: 3 fields\n" in said.err
    assert [(row["source"], row["field"]) for row in said.rows] == [
        ("A", "mode"),
        ("A", "sites"),
        ("B", "sites"),
    ]
    study.ok("undo")
    assert update(study, HEADING + ROWS) == []


def test_interviews_that_the_study_does_not_have_are_told_and_the_others_change(study: CommandLine) -> None:
    study.write("new.csv", "interview,mode\nA,post\nCC,post\nZ9,post\n")
    said = study.ok("source", "update", "--manifest", "new.csv")
    assert "not in the study: CC (line 3)" in said.err
    assert "not in the study: Z9 (line 4)" in said.err
    assert [row["source"] for row in said.rows] == ["A"]


def test_unknown_sites_tracers_and_waves_are_all_told_by_line_unless_they_are_new(study: CommandLine) -> None:
    table = "interview,sites,tracers,wave\nA,Nort;South,Falls,Wave 1\nB,East,Fals,Wave 9\n"
    study.write("new.csv", table)
    err = study.refused(3, "source", "update", "--manifest", "new.csv")
    for line in (
        "new.csv, line 2: there is no site 'Nort'. Did you mean North?",
        "new.csv, line 3: there is no site 'East'",
        "new.csv, line 3: there is no tracer 'Fals'. Did you mean Falls?",
        "new.csv, line 3: there is no wave 'Wave 9'",
        "cannot be used: 4 faults",
    ):
        assert line in err
    changed = update(study, table, "--new-names")
    assert ("B", "wave", "Wave 1", "Wave 9") in changed


def test_a_faulty_manifest_changes_nothing(study: CommandLine) -> None:
    study.write("new.csv", "interview,date,mode\nA,soon,post\nB,32/1/2017,post\n")
    err = study.refused(3, "source", "update", "--manifest", "new.csv")
    assert "line 2, column date" in err
    assert "line 3, column date" in err
    study.refused(2, "source", "update")


def test_many_sources_take_no_more_statements_than_few(wb: CommandLine) -> None:
    def table_of(count: int) -> str:
        rows = [f"I{n},P{n}-1;P{n}-2,Nurse;GP,CCG,North,phone,{n}" for n in range(count)]
        return "\n".join(["interview,participants,roles,organisations,sites,mode,years", *rows])

    def statements(count: int) -> int:
        table = table_of(count)
        wb.write("new.csv", table.replace("phone", "video").replace("GP", "Chair").replace(",CCG", ",Trust"))
        run: list[str] = []

        def note(*given: Any) -> None:
            run.append(given[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            said = wb.ok("source", "update", "--manifest", "new.csv", "--dry-run", "--json").json
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        assert len(said) == 3 * count
        return len(run)

    wb.write("all.csv", table_of(40))
    for n in range(40):
        wb.write(f"in/I{n}.txt", f"This is what number {n} said to us.\n")
    wb.ok("source", "import", "in", "--manifest", "all.csv")
    assert statements(40) <= statements(2) + 5


def test_a_manifest_through_a_pipe(study: CommandLine) -> None:
    said = study.ok("source", "update", "--manifest", "-", stdin=b"interview,mode\nA,post\n")
    assert said.rows == [{"source": "A", "field": "mode", "before": "phone", "after": "post"}]


def test_the_import_says_to_whom_it_puts_roles_down(study: CommandLine) -> None:
    study.write("D.txt", "Another talk.\n")
    study.write("d.csv", "interview,roles\nD,Nurse\n")
    (row,) = study.ok("source", "import", "D.txt", "--manifest", "d.csv").rows
    assert "1 role for no participant: Nurse is put down to D" in row["remarks"]
    shown = study.ok("source", "show", "D", "--json").json["source"]
    assert shown["participants"] == [{"label": "D", "role": "Nurse"}]


def test_a_manifest_gives_every_organisation_and_role_in_its_order(study: CommandLine) -> None:
    shown = records(study)["A"]
    assert shown["organisations"] == ["CCG", "Council"]
    assert shown["participants"] == [{"label": "P1", "role": "Nurse"}, {"label": "P2", "role": "Director"}]
    assert shown["attributes"] == {"notes": "short", "years": "4"}
    assert records(study)["B"]["attributes"] == {}
