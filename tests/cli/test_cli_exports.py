"""Exports and reports on the command line: to a file, to a pipe, and not over what is there."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from command_line import CommandLine


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "html", "md", "json"])
def test_a_cmo_table_goes_to_a_file_and_the_same_bytes_to_a_pipe(demo: CommandLine, form: str) -> None:
    said = demo.ok("export", "cmo-table", "--format", form, "--evidence", "-o", f"t.{form}")
    assert said.stdout == b""
    assert f"wrote t.{form}" in said.err
    data = Path(f"t.{form}").read_bytes()
    assert demo.ok("export", "cmo-table", "--format", form, "--evidence").stdout == data
    if form in ("xlsx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    else:
        assert "A pot with nobody" in data.decode("utf-8-sig")


def test_an_output_that_exists_is_kept_unless_it_is_forced(demo: CommandLine) -> None:
    demo.write("t.md", "mine")
    assert "--force" in demo.refused(7, "export", "cmo-table", "-o", "t.md")
    assert Path("t.md").read_text() == "mine"
    demo.ok("export", "cmo-table", "-o", "t.md", "--force")
    assert Path("t.md").read_text("utf-8").startswith("#")


def test_a_table_holds_what_was_selected_and_says_so(demo: CommandLine) -> None:
    words = ("--tracer", "Falls prevention", "--kind", "Observed", "--site", "Harlmere")
    table = demo.ok("export", "cmo-table", "-f", "json", *words).json
    listed = demo.ok("cmo", "list", "--json", *words).json
    assert [cmo["number"] for cmo in table["configurations"]] == [cmo["number"] for cmo in listed] == [5, 6]


def test_codings_are_exported_by_the_same_filters_as_they_are_listed(demo: CommandLine) -> None:
    words = ("--code", "workarounds", "--site", "Harlmere")
    listed = demo.ok("coding", "list", "--json", *words).json
    lines = demo.ok("export", "codings", "-f", "jsonl", *words).out.splitlines()
    assert len(lines) == len(listed) > 0
    assert demo.ok("export", "codings", "-f", "csv", *words).out.count("Harlmere") >= len(listed)


@pytest.mark.parametrize("form", ["md", "docx", "html"])
def test_a_tracer_report_goes_to_a_file(demo: CommandLine, form: str) -> None:
    demo.ok("report", "tracer", "falls prevention", "-f", form, "-o", f"r.{form}")
    assert Path(f"r.{form}").stat().st_size > 4_000


def test_a_tracer_that_is_unknown_offers_near_names(demo: CommandLine) -> None:
    assert "Did you mean Falls prevention?" in demo.refused(4, "report", "tracer", "falls")
    assert "md" in demo.refused(2, "report", "tracer", "Falls prevention", "-f", "abc")


def test_quotes_of_a_theme_are_no_more_than_asked_for(demo: CommandLine) -> None:
    none = demo.ok("report", "tracer", "Falls prevention", "--quotes", "0").out
    some = demo.ok("report", "tracer", "Falls prevention", "--quotes", "2").out
    assert len(some) > len(none)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("export", "cmo-table", "-o", "a.docx"), b"PK"),
        (("export", "cmo-table", "-o", "a.HTML"), b"<!"),
        (("export", "codings", "-o", "a.xlsx"), b"PK"),
        (("report", "tracer", "Falls prevention", "-o", "a.docx"), b"PK"),
        (("codebook", "export", "-o", "a.csv"), b"\xef\xbb\xbfid,name"),
        (("codebook", "export", "-o", "a.yml"), b"codes:"),
        (("export", "cmo-table", "-o", "a.docx", "--format", "md"), b"#"),
    ],
)
def test_a_file_is_what_its_name_says_unless_another_format_is_named(
    demo: CommandLine, words: tuple[str, ...], begins: bytes
) -> None:
    demo.ok(*words)
    (path,) = Path().glob("a.*")
    assert path.read_bytes().startswith(begins)


def test_an_ending_that_is_no_format_is_refused_with_the_formats(demo: CommandLine) -> None:
    err = demo.refused(2, "export", "cmo-table", "-o", "table.abc")
    assert "docx" in err
    assert not Path("table.abc").exists()
