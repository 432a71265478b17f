"""The framework matrix on the command line: what stands in cells, and what people write there."""

from __future__ import annotations

import csv
import io

from command_line import CommandLine, substance

CELL = ("Harlmere", "Workarounds", "--cases", "site")


def summary(wb: CommandLine, *cell: str) -> str | None:
    said = wb.ok("matrix", "cell", *(cell or CELL), "--json").json["summary"]
    return said and said["body"]


def excerpts(wb: CommandLine) -> list[str]:
    pieces = wb.ok("matrix", "cell", *CELL, "--json").json["pieces"]
    return list(dict.fromkeys(one["excerpt_id"] for one in pieces))


def carried_out(wb: CommandLine, *words: str) -> str:
    """Carry out a change that a dry run foretells and that undo and redo take back and bring again, exactly."""
    study = wb.folder / "demonstration.study"
    start = substance(study)
    wb.ok(*words, "--dry-run")
    assert substance(study) == start
    said = wb.ok(*words).err
    end = substance(study)
    assert end != start
    wb.ok("undo")
    assert substance(study) == start
    wb.ok("redo")
    assert substance(study) == end
    return said


def test_cells_say_codings_and_distinct_sources_until_somebody_summarises(demo: CommandLine) -> None:
    rows = {
        row["column"]: row for row in demo.ok("matrix", "show", "--cases", "site", "--case", "Harlmere").rows
    }
    pieces = demo.ok("matrix", "cell", *CELL, "--json").json["pieces"]
    assert rows["Workarounds"]["codings"] == str(sum(one["about"].count("coded by") for one in pieces))
    assert rows["Workarounds"]["sources"] == str(len({one["source_id"] for one in pieces}))
    assert rows["Workarounds"]["summary"] == ""


def test_a_passage_that_two_coded_stands_once_and_names_both(demo: CommandLine) -> None:
    cell = ("Harlmere", "Pooled budget", "--cases", "site")
    [row] = [
        row
        for row in demo.ok("matrix", "show", "--cases", "site", "--case", "Harlmere").rows
        if row["column"] == "Pooled budget"
    ]
    pieces = demo.ok("matrix", "cell", *cell, "--json").json["pieces"]
    assert (row["codings"], len(pieces)) == ("6", 5)
    assert [one["source_name"] for one in pieces if one["about"] == "coded by Anjali; coded by Mared"] == [
        "HM-05"
    ]
    assert "; coded by Anjali; coded by Mared; excerpt" in demo.ok("matrix", "cell", *cell).out


def test_a_participant_interviewed_twice_is_one_case(demo: CommandLine) -> None:
    rows = demo.ok("matrix", "show", "--cases", "participant", "--by", "cmo", "--case", "P02").rows
    assert {row["sources"] for row in rows if row["column"] == "CMO 5"} == {"2"}


def test_a_summary_is_written_with_its_excerpts_and_replaced_by_the_next(demo: CommandLine) -> None:
    first, second, *_ = excerpts(demo)
    said = carried_out(
        demo,
        "matrix",
        "summarise",
        *CELL,
        "--text",
        "They ring round.",
        "--excerpt",
        first,
        "--excerpt",
        second,
    )
    assert "summarised site Harlmere on code" in said
    cell = demo.ok("matrix", "cell", *CELL, "--json").json
    assert cell["summary"]["excerpt_ids"] == [first, second]
    assert {one["excerpt_id"] for one in cell["pieces"] if one["linked"]} == {first, second}
    demo.ok("matrix", "summarise", *CELL, "--text", "They ring first.", "--coder", "Mared")
    cell = demo.ok("matrix", "cell", *CELL, "--json").json
    assert (cell["summary"]["body"], cell["summary"]["coder"]) == ("They ring first.", "Mared")
    assert cell["summary"]["excerpt_ids"] == [first, second]
    carried_out(demo, "matrix", "summarise", *CELL, "--excerpt", second)
    assert demo.ok("matrix", "cell", *CELL, "--json").json["summary"]["excerpt_ids"] == [second]
    carried_out(demo, "matrix", "remove", *CELL)
    assert summary(demo) is None


def test_what_says_nothing_or_is_not_of_the_case_is_refused(demo: CommandLine) -> None:
    assert "needs words" in demo.refused(3, "matrix", "summarise", *CELL, "--text", "  ")
    elsewhere = demo.ok("matrix", "cell", "Brackenford", "Named contact", "--cases", "site", "--json").json
    other = elsewhere["pieces"][0]["excerpt_id"]
    refused = demo.refused(3, "matrix", "summarise", *CELL, "--text", "x", "--excerpt", other)
    assert "does not belong to this site" in refused
    assert "no summary" in demo.refused(5, "matrix", "remove", *CELL)
    assert "Harlmere" in demo.refused(4, "matrix", "summarise", "Harlmeer", *CELL[1:], "--text", "x")
    demo.refused(2, "matrix", "show", "--cases", "village")
    demo.refused(2, "matrix", "show", "--by", "cmo", "--code", "Workarounds")


def test_the_same_cell_summarised_since_stands_in_the_way_of_a_redo(demo: CommandLine) -> None:
    demo.ok("matrix", "summarise", *CELL, "--text", "Mine.")
    demo.ok("undo")
    demo.ok("matrix", "summarise", *CELL, "--text", "Theirs.", "--coder", "Mared")
    assert "summarised again since" in demo.refused(5, "redo")
    assert summary(demo) == "Theirs."


def test_source_code_and_site_under_a_summary_stay_and_say_whose_work_it_is(demo: CommandLine) -> None:
    demo.ok("codebook", "add", "Bare")
    demo.ok("matrix", "summarise", "HM-01", "Bare", "--text", "Nothing on it.", "--coder", "Mared")
    refused = demo.refused(5, "codebook", "remove", "Bare")
    assert "1 summary in the matrix (by Mared)" in refused
    demo.write("Z.txt", "Nothing is coded here.")
    demo.ok("source", "import", "Z.txt")
    demo.ok("matrix", "summarise", "Z", "Bare", "--text", "Silent.", "--coder", "Tobias")
    assert "1 summary of the framework matrix (Tobias 1)" in demo.refused(5, "source", "remove", "Z")


def test_merging_codes_keeps_both_texts_of_a_cell_and_moves_the_others(demo: CommandLine) -> None:
    first = excerpts(demo)[0]
    demo.ok("matrix", "summarise", *CELL, "--text", "Old one.", "--excerpt", first)
    demo.ok("matrix", "summarise", "Harlmere", "Named contact", "--cases", "site", "--text", "New one.")
    demo.ok("matrix", "summarise", "HM-01", "Workarounds", "--text", "Alone.")
    said = carried_out(demo, "codebook", "merge", "Workarounds", "--into", "Named contact")
    assert "2 summaries in the matrix" in said
    body = summary(demo, "Harlmere", "Named contact", "--cases", "site")
    assert body is not None
    assert body.startswith("New one.")
    assert body.endswith("Old one.")
    assert "Workarounds" in body
    assert summary(demo, "HM-01", "Named contact") == "Alone."


def test_the_matrix_is_written_for_machines_and_for_people(demo: CommandLine) -> None:
    demo.ok("matrix", "summarise", *CELL, "--text", "=They ring round.")
    rows = list(
        csv.DictReader(io.StringIO(demo.ok("matrix", "export", "--cases", "site").out.lstrip("\ufeff")))
    )
    row = next(one for one in rows if one["site"] == "Harlmere")
    assert any("They ring round." in cell and not cell.startswith("=") for cell in row.values())
    assert any(cell.startswith("(") and "coding" in cell for cell in row.values())
    text = demo.ok("matrix", "export", "--cases", "site", "-f", "md").out
    assert "They ring round." in text
    for form in ("xlsx", "docx", "html", "json"):
        assert (
            demo.ok("matrix", "export", "-f", form).stdout == demo.ok("matrix", "export", "-f", form).stdout
        )


def test_sub_codes_are_columns_of_their_own(demo: CommandLine) -> None:
    said = demo.ok("matrix", "show", "--code", "Relationships", "--json").json
    names = [one["name"] for one in said["columns"]]
    assert "Named contact" in names
    assert "Workarounds" not in names
