"""Tables and reports many at once, drafts and final reports, and the count of words, on the command line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from command_line import CommandLine


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.fixture
def out(demo: CommandLine) -> str:
    Path("out").mkdir()
    return "out"


def test_all_tables_go_to_a_folder_a_file_each(demo: CommandLine, out: str) -> None:
    said = demo.ok("export", "cmo-table", "--all", "--to", out, "--format", "md,csv")
    assert said.stdout == b""
    assert "note: no CMO configuration of Young people's crisis support at National" in said.err
    assert len(names(out)) == 16
    assert "cmo-table-home-first-discharge-national.csv" in names(out)
    assert said.err.count("wrote ") == 16


def test_all_tables_are_those_of_each_tracer_at_each_site(demo: CommandLine, out: str) -> None:
    demo.ok("export", "cmo-table", "--all", "--to", out, "--format", "json")
    words = ("--tracer", "Falls prevention", "--site", "Harlmere", "-f", "json")
    one = demo.ok("export", "cmo-table", *words).json
    together = demo.ok("export", "cmo-table", "--all", "--to", out, "--force", *words).stdout
    assert together == b""
    data = Path(out, "cmo-table-falls-prevention-harlmere.json").read_bytes()
    assert f'"number": {one["configurations"][0]["number"]}'.encode() in data
    assert len(names(out)) == 8


def test_all_tables_make_one_book(demo: CommandLine, out: str) -> None:
    demo.ok("export", "cmo-table", "--all", "--book", "--to", out, "-f", "xlsx,docx,html,md,latex")
    assert names(out) == [f"cmo-tables.{form}" for form in ("docx", "html", "md", "tex", "xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(Path(out, "cmo-tables.xlsx").read_bytes()))
    assert book.sheetnames[0] == "Contents"
    assert len(book.sheetnames) == 9


def test_the_selection_holds_for_all_tables(demo: CommandLine, out: str) -> None:
    demo.ok("export", "cmo-table", "--all", "--to", out, "--site", "harlmere", "--kind", "observed")
    assert {name.rpartition("-")[2] for name in names(out)} == {"harlmere.md"}


def test_columns_and_long_tables(demo: CommandLine) -> None:
    said = demo.ok("export", "cmo-table", "-f", "csv", "--columns", "cmo, Outcome")
    assert said.out.lstrip("\ufeff").splitlines()[0] == "CMO,Outcome"
    long = demo.ok("export", "cmo-table", "-f", "csv", "--long", "--columns", "CMO,Role").out.splitlines()
    assert len(long) > 40
    problem = demo.refused(2, "export", "cmo-table", "--columns", "CMO,Outkome")
    assert "no column 'Outkome'" in problem
    assert "Columns: CMO, Title, Kind" in problem


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("export", "cmo-table", "--all"), 2, "--all --to FOLDER"),
        (("export", "cmo-table", "--to", "out"), 2, "go with --all"),
        (("export", "cmo-table", "--book"), 2, "go with --all"),
        (("export", "cmo-table", "--all", "--to", "out", "-o", "a.md"), 2, "--output names one file"),
        (("export", "cmo-table", "--all", "--to", "nowhere"), 7, "nowhere does not exist"),
        (("export", "cmo-table", "--all", "--to", "out", "-f", "md,odt"), 2, "'odt'"),
        (("export", "cmo-table", "--all", "--to", "out", "--book", "-f", "csv"), 2, "'csv'"),
        (
            ("export", "cmo-table", "--all", "--to", "out", "--tracer", "fals"),
            4,
            "Did you mean Falls prevention",
        ),
        (("export", "cmo-table", "--all", "--to", "out", "--columns", "x"), 2, "no column 'x'"),
        (("report", "tracer"), 2, "which tracer"),
        (("report", "tracer", "Falls prevention", "--all", "--to", "out"), 2, "which tracer"),
        (("report", "tracer", "--all"), 2, "--to FOLDER"),
        (("report", "tracer", "--all", "--to", "nowhere"), 7, "nowhere does not exist"),
        (("report", "tracer", "Falls prevention", "fals", "--to", "out"), 4, "Did you mean"),
        (("report", "tracer", "Falls prevention", "--final", "maybe"), 2, "'refuse'"),
        (("report", "study", "-f", "xlsx"), 2, "md, docx, html, pdf"),
    ],
)
def test_words_that_do_not_fit_are_refused_and_write_nothing(
    demo: CommandLine, out: str, words: tuple[str, ...], code: int, says: str
) -> None:
    assert says in demo.refused(code, *words)
    assert names(out) == []


def test_an_existing_file_refuses_all_unless_forced(demo: CommandLine, out: str) -> None:
    Path(out, "tracer-falls-prevention.md").write_text("mine")
    assert "1 of 3 files exist" in demo.refused(7, "report", "tracer", "--all", "--to", out)
    assert names(out) == ["tracer-falls-prevention.md"]
    demo.ok("report", "tracer", "--all", "--to", out, "--force")
    assert len(names(out)) == 3


def test_reports_of_several_tracers_go_to_a_folder(demo: CommandLine, out: str) -> None:
    said = demo.ok("report", "tracer", "--all", "--to", out, "--format", "docx,html", "--limit", "5000")
    assert names(out) == [
        f"tracer-{name}.{form}"
        for name in ("falls-prevention", "home-first-discharge", "young-peoples-crisis-support")
        for form in ("docx", "html")
    ]
    assert re.search(r"Falls prevention: \d,\d{3} words with tables", said.err)
    assert "limit 5,000: " in said.err
    assert "left without" in said.err


def test_a_study_is_reported_as_a_whole(demo: CommandLine) -> None:
    said = demo.ok("report", "study")
    for heading in ("## 1 The study", "## 2 Falls prevention", "### 2.3 Themes", "## Appendix: the evidence"):
        assert heading in said.out
    assert "the study: " in said.err


def test_counts_are_masked_unless_told_otherwise(demo: CommandLine) -> None:
    assert "Counts below 3 are masked." in demo.ok("report", "tracer", "Falls prevention").out
    bare = demo.ok("report", "tracer", "Falls prevention", "--mask-below", "0").out
    assert "&lt;3" not in bare


def test_a_final_report_has_nothing_left_to_write(wb: CommandLine) -> None:
    wb.write("s.yaml", "title: S\ntracers:\n  - {name: Dementia}\n")
    wb.ok("study", "describe", "s.yaml")
    draft = wb.ok("report", "tracer", "Dementia").out
    assert "(aim in study.yaml, then workbench study describe study.yaml).*" in draft
    assert "(kind: message in sections.yaml, then workbench report import sections.yaml).*" in draft
    problem = wb.refused(3, "report", "tracer", "Dementia", "--final", "refuse", "-o", "r.md")
    assert "the report of Dementia is not finished" in problem
    assert "- Introduction: the aim of the study" in problem
    assert not Path("r.md").exists()
    assert "To be written" not in wb.ok("report", "tracer", "Dementia", "--final", "omit").out


def test_a_study_without_tracers_or_configurations_has_nothing_to_report(wb: CommandLine) -> None:
    Path("out").mkdir()
    assert "no tracers" in wb.refused(4, "report", "tracer", "--all", "--to", "out")
    assert "no tracers" in wb.refused(4, "report", "study")
    assert "no CMO configuration" in wb.refused(4, "export", "cmo-table", "--all", "--to", "out")
    assert "the table is empty" in wb.ok("export", "cmo-table").err


def test_all_faults_of_report_sections_are_listed_at_once(demo: CommandLine) -> None:
    demo.write(
        "sections.yaml",
        "sections:\n"
        "  - {tracer: Falls prevention, kind: theme, text: no claim}\n"
        "  - {tracer: Fals prevention, kind: summary}\n"
        "  - {tracer: Falls prevention, kind: theme, claim: a claim, code: trusst}\n",
    )
    problem = demo.refused(3, "report", "import", "sections.yaml", "--coder", "Ada")
    assert "4 faults" in problem
    assert "- sections[1] (theme): a theme of a report needs its claim" in problem
    assert "- sections[2] (summary): a report section of kind summary needs its text" in problem
    assert "sections[2] (summary): there is no tracer" in problem
    assert "sections[3] (theme): there is no code" in problem


def test_a_template_gives_its_look_and_what_it_lacks_is_named(demo: CommandLine) -> None:
    template = docx.Document()
    template.styles["Caption"].delete()
    template.sections[0].header.paragraphs[0].text = "The University of Somewhere"
    template.save("house.docx")
    words = ("report", "tracer", "Falls prevention", "--template", "house.docx")
    said = demo.ok(*words, "-o", "r.docx")
    assert "house.docx has no style 'Caption'" in said.err
    header = docx.Document("r.docx").sections[0].header
    assert header.paragraphs[0].text == "The University of Somewhere"
    assert "a template is for docx" in demo.refused(2, *words, "-o", "r.html")
    assert "there is no file" in demo.refused(3, *words[:-1], "none.docx", "-o", "r2.docx")
    demo.write("bad.docx", "text")
    assert "no Word document" in demo.refused(3, *words[:-1], "bad.docx", "-o", "r2.docx")
    assert not Path("r2.docx").exists()


def test_quotes_are_edited_for_length_where_that_is_asked_for(demo: CommandLine) -> None:
    whole = demo.ok("report", "tracer", "Falls prevention").out
    short = demo.ok("report", "tracer", "Falls prevention", "--quote-words", "15").out
    assert "\\[...]”" not in whole, "but for a quote that a person shortened in the middle"
    assert "\\[...]”" in short
    assert "## Appendix: quotes in full" in short
