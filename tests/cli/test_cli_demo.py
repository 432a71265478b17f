"""`workbench demo` beside other studies, and the files that it is made of."""

from __future__ import annotations

import shutil

from command_line import CommandLine


def test_the_files_it_is_made_of_build_an_equal_study(wb: CommandLine) -> None:
    said = wb.ok("demo", "--files")
    assert "s.study: name the study you mean with --study" in said.err
    files = wb.folder / "demonstration-files"
    wb.ok("study", "new", "again.study")
    study = ("--study", "again.study", "--coder", "Ada")
    wb.ok("study", "describe", str(files / "study.yaml"), *study)
    wb.ok(
        "source",
        "import",
        str(files / "interviews"),
        str(files / "documents"),
        "--manifest",
        str(files / "interviews.csv"),
        *study,
    )
    wb.ok("codebook", "import", str(files / "codebook.yaml"), *study)
    wb.ok("coding", "import", str(files / "codings.csv"), "--new-coder", *study)
    wb.ok("cmo", "import", str(files / "cmos.yaml"), *study)
    wb.ok("report", "import", str(files / "sections.yaml"), *study)
    for words in (("coding", "list"), ("codebook", "list"), ("element", "list")):
        built, made = (
            wb.ok(*words, "--json", "--study", name).json for name in ("demonstration.study", "again.study")
        )
        kept = [
            [{k: v for k, v in row.items() if k in ("text", "path", "wording", "coder")} for row in rows]
            for rows in (built, made)
        ]
        assert kept[0]
        assert kept[0] == kept[1]


def test_files_that_are_there_are_not_written_over(wb: CommandLine) -> None:
    wb.ok("demo", "--files")
    (wb.folder / "demonstration-files" / "study.yaml").write_text("mine", "utf-8")
    shutil.rmtree(wb.folder / "demonstration-reports")
    (wb.folder / "demonstration.study").unlink()
    wb.refused(7, "demo", "--files")
    assert (wb.folder / "demonstration-files" / "study.yaml").read_text("utf-8") == "mine"
