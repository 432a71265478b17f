"""The demonstration: all that is promised of it is in it, it is sound, and every step can be taken back."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from command_line import CommandLine, content, substance

from workbench.export.as_pdf import pdf_available
from workbench.store.creating import create_study
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study

CORPUS = Path(__file__).parents[2] / "corpora" / "demonstration"


def test_the_corpus_has_what_is_promised(demo: CommandLine) -> None:
    sources = demo.ok("source", "list", "--json").json
    interviews = [s for s in sources if s["kind"] == "interview"]
    assert len(interviews) >= 12
    assert {Path(s["original_name"]).suffix for s in interviews} == {".txt", ".md", ".docx"}
    for source in interviews:
        text = demo.ok("source", "show", source["name"], "--json").json
        assert len(text["text"].split()) >= 1_000, source["name"]
        assert len(text["turns"]) > 5, source["name"]
        assert "invented" in text["text"].lower(), source["name"]
        assert source["organisations"], source["name"]
        assert source["date"], source["name"]
    assert len([s for s in sources if s["kind"] == "document"]) == 2
    info = demo.ok("study", "info", "--json").json
    assert (len(info["sites"]), len(info["tracers"]), len(info["waves"])) == (3, 3, 2)
    assert "National" in info["sites"]
    assert info["counts"]["codes"] == 30
    assert info["counts"]["codings"] == 200
    assert info["counts"]["CMO configurations"] == 14
    assert {wave for s in interviews for wave in [s["wave"]]} == set(info["waves"])


def test_the_codebook_is_complete_and_every_leaf_is_used(demo: CommandLine) -> None:
    for code in demo.ok("codebook", "list", "--json").json:
        for field in ("short_definition", "full_definition", "when_to_use", "when_not_to_use", "examples"):
            assert code[field], f"{code['path']}: {field}"


def test_the_configurations_are_of_all_the_kinds_that_there_are(demo: CommandLine) -> None:
    cmos = demo.ok("cmo", "list", "--json").json
    kinds = Counter(cmo["kind"] for cmo in cmos)
    assert kinds["programme theory"] >= 2
    assert kinds["observed"] >= 8
    assert any(cmo["stage"] == "fragment" for cmo in cmos)
    assert any(len(cmo["sites"]) > 1 for cmo in cmos)
    links = Counter(link["kind"] for cmo in cmos for link in cmo["links"] if link["outgoing"])
    assert links["ripple"] >= 2
    assert links["rival of"] >= 1
    evidence = [e for cmo in cmos for slot in cmo["slots"] for e in slot["evidence"]]
    evidence += [e for cmo in cmos for e in cmo["evidence"]]
    assert any(e["stance"] == "contradicts" for e in evidence)
    assert any(e["memo_kind"] == "retroduction" for e in evidence)
    theories = {cmo["tracer"] for cmo in cmos if cmo["kind"] == "programme theory"}
    assert theories == {"Falls prevention", "Home-first discharge"}
    assert (
        "no identifiable programme theory"
        in demo.ok("report", "tracer", "Young people's crisis support").out.lower()
    )


def test_every_table_and_report_is_written(built_demonstration: Path) -> None:
    reports = built_demonstration.with_name("demonstration-reports")
    names = {path.name for path in reports.iterdir()}
    assert {f"cmo-table.{form}" for form in ("csv", "xlsx", "docx", "html", "md", "json", "tex")} <= names
    endings = Counter(Path(name).suffix for name in names if name.startswith("tracer-"))
    assert endings == {".md": 3, ".docx": 3, ".html": 3} | ({".pdf": 3} if pdf_available() else {})
    assert "codings.csv" in names
    assert all(path.stat().st_size > 1_000 for path in reports.iterdir())
    for report in reports.glob("tracer-*.html"):
        assert "<figure" in report.read_text("utf-8"), "the theory map"


def test_the_study_is_sound(built_demonstration: Path) -> None:
    report = check(built_demonstration)
    assert report.sound, report.faults


def test_the_files_it_was_built_from_bring_nothing_new(demo: CommandLine) -> None:
    before = substance(demo.folder / "demonstration.study")
    demo.ok("study", "describe", str(CORPUS / "study.yaml"))
    said = demo.ok("source", "import", "--manifest", str(CORPUS / "interviews.csv"), "--json").json
    assert {line["result"] for line in said} == {"already there"}
    assert demo.ok("codebook", "import", str(CORPUS / "codebook.yaml"), "--json").json["unchanged"] == 30
    assert demo.ok("coding", "import", str(CORPUS / "codings.csv"), "--json").json["added"] == 0
    assert demo.ok("cmo", "import", str(CORPUS / "cmos.yaml"), "--json").json["unchanged"] == 14
    demo.ok("report", "import", str(CORPUS / "sections.yaml"))
    assert substance(demo.folder / "demonstration.study") == before


def test_it_can_be_undone_to_an_empty_study_and_redone_to_the_same(demo: CommandLine) -> None:
    path = demo.folder / "demonstration.study"
    whole = substance(path)
    by_coder = [row["coder"] for row in demo.ok("history").rows]
    create_study(demo.folder / "empty.study", title="Demonstration")
    for coder in by_coder:
        demo.ok("undo", "--coder", coder, "--study", str(path))

    def without_settings(study: Path) -> list[tuple[object, ...]]:
        return [
            row for row in substance(study) if row[0] != "study_setting" or row[1] not in ("id", "created_at")
        ]

    assert without_settings(path) == without_settings(demo.folder / "empty.study")
    for coder in reversed(by_coder):
        demo.ok("redo", "--coder", coder, "--study", str(path))
    assert substance(path) == whole
    assert check(path).sound


def test_the_command_builds_it_says_what_next_and_does_not_build_over_it(wb: CommandLine) -> None:
    (wb.folder / "s.study").unlink()
    said = wb.ok("demo")
    assert len(said.out.splitlines()) == 5
    before = content(wb.folder / "demonstration.study")
    assert "--force" in wb.refused(7, "demo")
    assert content(wb.folder / "demonstration.study") == before
    for line in said.out.splitlines()[2:]:
        words = line.partition(": ")[2].strip()
        assert words.startswith("workbench "), line
    wb.ok("cmo", "show", "5", "--study", "demonstration.study")
    wb.ok(
        "report",
        "tracer",
        "Falls prevention",
        "-f",
        "docx",
        "-o",
        "falls.docx",
        "--study",
        "demonstration.study",
    )
    wb.ok("demo", "--force")
    assert not [path for path in wb.folder.iterdir() if path.name.startswith(".")]


def test_what_a_killed_run_left_behind_does_not_get_into_the_next(
    wb: CommandLine, built_demonstration: Path
) -> None:
    (wb.folder / "s.study").unlink()
    shutil.copy(built_demonstration, wb.folder / ".demonstration.building.study")
    (wb.folder / ".demonstration.building.study-wal").write_bytes(b"left behind" * 1000)
    wb.ok("demo")
    assert check(wb.folder / "demonstration.study").sound
    assert wb.ok("study", "info", "--json").json["counts"]["codings"] == 200


@pytest.mark.parametrize("file", ["study.yaml", "codebook.yaml", "cmos.yaml", "sections.yaml"])
def test_the_files_say_that_they_are_invented(file: str) -> None:
    text = (CORPUS / file).read_text("utf-8")
    assert "invented" in text[:300].lower()
    yaml.safe_load(text)


def test_a_study_opened_while_another_is_open_sees_what_was_acknowledged(demo: CommandLine) -> None:
    path = demo.folder / "demonstration.study"
    with Study(path, read_only=True) as study:
        last = study.last_change()
        demo.ok("codebook", "add", "New one")
        after = study.last_change()
    assert last is not None
    assert after is not None
    assert after.sequence == last.sequence + 1
