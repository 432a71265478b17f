"""Bringing sources in: folders, files, a manifest, a pipe; what is refused, and what the summary says of it."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare

TALK = "INTERVIEWER: How did it go?\nNM-01: We knew each other, so it went well.\n"
HEADING = "file,interview,participants,organisations,sites,tracers,wave,date,mode,years_in_post\n"


def results(said_rows: list[dict[str, str]]) -> dict[str, str]:
    return {row["file"].rsplit("/", 1)[-1]: row["result"] for row in said_rows}


def folder_steps(wb: CommandLine) -> None:
    wb.write("in/NM-01.txt", TALK)
    wb.write("in/deep/NM-02.md", "# Notes\n\nAnother talk, about screening.\n")
    wb.write("in/picture.png", b"\x89PNG\r\n")
    wb.write("in/.hidden.txt", "not this one")


@pytest.fixture
def folder(prepared: Prepare) -> CommandLine:
    return prepared(folder_steps)


def test_a_folder_gives_its_texts_and_says_what_it_passed_over(folder: CommandLine) -> None:
    said = folder.ok("source", "import", "in")
    assert results(said.rows) == {
        "NM-01.txt": "imported",
        "NM-02.md": "imported",
        "picture.png": "passed over",
    }
    assert "imported 2 sources" in said.err
    assert folder.ok("source", "show", "NM-01", "--text").out == TALK
    turns = folder.ok("source", "show", "NM-01", "--json").json["turns"]
    assert [turn["speaker"] for turn in turns] == ["Interviewer", "NM-01"]


def test_a_dry_run_says_the_same_and_keeps_nothing(folder: CommandLine) -> None:
    before = folder.states()
    said = folder.ok("source", "import", "in", "--dry-run")
    assert results(said.rows)["NM-01.txt"] == "would import"
    assert folder.states() == before


def test_the_same_content_twice_is_said_and_not_doubled_in_the_batch_and_against_the_study(
    folder: CommandLine,
) -> None:
    folder.write("in/copy.txt", TALK.replace("\n", "\r\n"))
    said = folder.ok("source", "import", "in/NM-01.txt", "in/copy.txt")
    assert [row["result"] for row in said.rows] == ["imported", "already there"]
    assert "NM-01" in said.rows[1]["remarks"]
    again = folder.ok("source", "import", "in/copy.txt")
    assert again.rows[0]["result"] == "already there"
    assert len(folder.ok("source", "list", "--json").json) == 1


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_files_that_are_all_in_the_study_already_are_nothing_new(
    folder: CommandLine, more: tuple[str, ...]
) -> None:
    first = folder.ok("source", "import", "in")
    assert "nothing new" not in first.err
    states = folder.states()
    again = folder.ok("source", "import", "in", *more)
    assert again.err == "nothing new: 2 files are in the study already\n"
    assert [row["result"] for row in again.rows] == ["already there", "already there", "passed over"]
    assert folder.states() == states
    one = folder.ok("source", "import", "in/NM-01.txt", *more)
    assert one.err == "nothing new: 1 file is in the study already\n"


def test_a_manifest_imported_again_is_nothing_new_and_other_files_are(folder: CommandLine) -> None:
    folder.write("in/m.csv", "interview,sites\nNM-01,North\nNM-02,South\n")
    folder.ok("source", "import", "in", "--manifest", "in/m.csv")
    assert "nothing new: 2 files" in folder.ok("source", "import", "in", "--manifest", "in/m.csv").err
    folder.write("in/NM-03.txt", "A third talk.")
    said = folder("source", "import", "in")
    assert "nothing new" not in said.err
    assert "imported 1 source: NM-03" in said.err


def test_a_renamed_source_is_known_by_its_text(folder: CommandLine) -> None:
    folder.ok("source", "import", "in/NM-01.txt")
    folder.ok("source", "edit", "NM-01", "--name", "First")
    again = folder.ok("source", "import", "in/NM-01.txt")
    assert again.rows[0]["remarks"] == "the same text as First"


def test_another_text_under_a_name_that_is_taken_is_refused(folder: CommandLine) -> None:
    folder.ok("source", "import", "in/NM-01.txt")
    folder.write("nm-01.txt", "Quite another text.")
    err = folder.refused(3, "source", "import", "nm-01.txt")
    assert "another source named 'nm-01'" in err
    assert "1 of 1 file failed; nothing was imported" in err


def test_one_bad_file_does_not_stop_the_others_and_is_named_with_its_reason(folder: CommandLine) -> None:
    folder.write("in/empty.txt", "")
    folder.write("in/binary.txt", b"\x00\x01\x02" * 50)
    folder.write("in/letter.docx", "not a docx")
    said = folder("source", "import", "in")
    assert said.code == 3
    assert results(said.rows) == {
        "NM-01.txt": "imported",
        "NM-02.md": "imported",
        "picture.png": "passed over",
        "binary.txt": "failed",
        "empty.txt": "failed",
        "letter.docx": "failed",
    }
    assert "3 of 5 files failed; the others are in the study" in said.err
    for name in ("binary.txt", "empty.txt", "letter.docx"):
        assert name in said.err
    assert len(folder.ok("source", "list", "--json").json) == 2


def test_a_failed_dry_run_does_not_say_that_anything_is_in_the_study(folder: CommandLine) -> None:
    folder.write("in/empty.txt", "")
    err = folder.refused(3, "source", "import", "in", "--dry-run")
    assert "are in the study" not in err


def test_a_pipe_needs_a_name_and_takes_it(wb: CommandLine) -> None:
    assert "--name" in wb.refused(2, "source", "import", "-", stdin=TALK.encode())
    wb.ok("source", "import", "-", "--name", "NM-09.txt", "--kind", "meeting", stdin=TALK.encode())
    (view,) = wb.ok("source", "list", "--json").json
    assert (view["name"], view["kind"]) == ("NM-09", "meeting")
    assert wb.ok("source", "show", "NM-09", "--text").stdout == TALK.encode()


def test_paths_that_do_not_exist_are_all_named_and_nothing_is_imported(folder: CommandLine) -> None:
    err = folder.refused(3, "source", "import", "in", "gone-1", "gone-2.txt")
    assert "gone-1" in err
    assert "gone-2.txt" in err


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_manifest_gives_the_record_whatever_program_wrote_it(
    folder: CommandLine, separator: str, line_end: str
) -> None:
    row = 'in/NM-01.txt,NM-01,P01|P02,"CCG",Area 1|Area 2,Screening,Wave 1,12/01/2017,video,4\n'
    row = row.replace('"', "")
    manifest = (HEADING + row).replace(",", separator).replace("\n", line_end)
    folder.write("m.csv", "\ufeff" + manifest)
    said = folder.ok("source", "import", "--manifest", "m.csv")
    (view,) = folder.ok("source", "list", "--json").json
    assert view["sites"] == ["Area 1", "Area 2"]
    assert view["tracers"] == ["Screening"]
    assert view["wave"] == "Wave 1"
    assert view["date"] == "2017-01-12"
    assert [p["label"] for p in view["participants"]] == ["P01", "P02"]
    assert view["attributes"] == {"years_in_post": "4"}
    assert view["attribution"] == "[NM-01, CCG, Area 1; Area 2, Jan 2017]"
    for line in (
        "new sites: Area 1, Area 2",
        "new tracer: Screening",
        "new wave: Wave 1",
        "new organisation: CCG",
    ):
        assert line in said.err


def test_a_site_that_nearly_has_a_known_name_is_asked_about_and_another_number_is_not(
    folder: CommandLine,
) -> None:
    folder.write("s.yaml", "sites: [{name: Harlmere}]\nwaves: [{name: Wave 1}]\n")
    folder.ok("study", "describe", "s.yaml")
    folder.write("m.csv", "file,interview,sites,wave\nin/NM-01.txt,NM-01,Harlmer;Area A;Area B,Wave 2\n")
    said = folder.ok("source", "import", "--manifest", "m.csv")
    assert "new sites: Harlmer (did you mean Harlmere?" in said.err
    assert "Area A, Area B\n" in said.err, "lone letters tell names apart as numbers do"
    assert "new wave: Wave 2\n" in said.err


def test_a_file_without_a_row_fails_and_a_row_without_a_file_is_told(folder: CommandLine) -> None:
    folder.write("in/m.csv", "file,interview\nNM-01.txt,NM-01\n,NM-77\n")
    said = folder("source", "import", "in", "--manifest", "in/m.csv")
    assert said.code == 3
    lines = {(row["file"].rsplit("/", 1)[-1], row["source"]): row for row in said.rows}
    assert lines["NM-01.txt", "NM-01"]["result"] == "imported"
    assert "no row in m.csv" in lines["NM-02.md", "NM-02"]["remarks"]
    assert lines["", "NM-77"]["result"] == "no file"
    assert not any(row["file"].endswith("m.csv") for row in said.rows), "the manifest itself is no news"
    assert "1 of 2 files failed" in said.err


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("interview,date\nA,32/13/2017\nB,soon\n", ["line 2", "line 3", "32/13/2017", "soon"]),
        ("interview,file\nA,a.txt\na,b.txt\n", ["line 3", "'a'"]),
        ("name,place\nA,b\n", ["header"]),
        ("interview,kind\nA,chat\n", ["chat", "meeting"]),
        ('interview,title\nA,"open\n', ["quotation mark"]),
        ("", ["empty"]),
        (b"\x00\x01\x02" * 9, ["not text"]),
    ],
)
def test_faults_of_a_manifest_name_file_line_and_value_and_change_nothing(
    folder: CommandLine, table: str | bytes, named: list[str]
) -> None:
    folder.write("m.csv", table)
    err = folder.refused(3, "source", "import", "in", "--manifest", "m.csv")
    assert "m.csv" in err
    for word in named:
        assert word in err


def test_the_account_as_json_has_a_line_for_each_file(folder: CommandLine) -> None:
    said = folder.ok("source", "import", "in", "--json")
    assert [set(line) for line in said.json] == [{"file", "source", "result", "why"}] * 3
    assert "utf-8" in said.json[0]["why"]


def test_a_file_name_that_is_no_text_fails_alone(folder: CommandLine) -> None:
    (folder.folder / "in" / b"caf\xe9.txt".decode("utf-8", "surrogateescape")).write_text("Said.", "utf-8")
    said = folder("source", "import", "in")
    assert said.code == 3
    assert "name is not text" in said.err
    assert len(folder.ok("source", "list", "--json").json) == 2


def test_a_source_that_bears_codings_stays_and_one_that_does_not_goes_and_comes_back(
    folder: CommandLine,
) -> None:
    folder.ok("source", "import", "in")
    folder.ok("codebook", "add", "trust")
    folder.ok("coding", "add", "NM-01", "--code", "trust", "--quote", "We knew each other")
    assert "1 coding" in folder.refused(5, "source", "remove", "NM-01")
    folder.ok("source", "remove", "NM-02")
    assert [s["name"] for s in folder.ok("source", "list", "--json").json] == ["NM-01"]
    folder.ok("undo")
    assert [s["name"] for s in folder.ok("source", "list", "--json").json] == ["NM-01", "NM-02"]


def test_a_misspelt_site_is_asked_about_already_in_the_first_import(folder: CommandLine) -> None:
    folder.write("m.csv", "interview,sites\nNM-01,Northmoor\nNM-02,Northmor\n")
    said = folder.ok("source", "import", "in", "--manifest", "m.csv")
    assert "Northmor (did you mean Northmoor?" in said.err
