"""Lists of excerpts, memos, sources and changes, and matrices, on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command_line import CommandLine


def rows(wb: CommandLine, *words: str) -> list[dict[str, str]]:
    text = wb.ok("export", *words).stdout.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_passages_are_those_that_are_coded_and_each_stands_once(demo: CommandLine) -> None:
    listed = demo.ok("coding", "list", "--json").json
    passages = {(one["source_name"], one["start_char"], one["end_char"]) for one in listed}
    found = rows(demo, "excerpts")
    assert {(r["source"], int(r["start_char"]), int(r["end_char"])) for r in found} == passages
    assert len(found) == len(passages) < len(listed)
    assert {r["source"][:2] for r in rows(demo, "excerpts", "site:Harlmere")} <= {"HM", "NA"}


def test_memos_say_what_they_are_about(demo: CommandLine) -> None:
    demo.ok("memo", "add", "Look again.", "--on", "cmo:5", "--kind", "decision", "--coder", "Mared")
    assert rows(demo, "memos")[-1]["about"] == "CMO 5"
    assert [r["about"] for r in rows(demo, "memos", "--kind", "decision")][-1] == "CMO 5"


def test_sources_are_all_there_with_their_counts(demo: CommandLine) -> None:
    found = rows(demo, "sources")
    assert len(found) == 15
    assert sum(int(r["codings"]) for r in found) == 200


def test_the_history_is_oldest_first_and_complete(demo: CommandLine) -> None:
    found = rows(demo, "history")
    assert [int(r["change"]) for r in found] == list(range(1, len(found) + 1))
    assert found[0]["what"].startswith("described the study")


def test_matrices_count_codings_by_code_and_by_place(demo: CommandLine) -> None:
    by_code = rows(demo, "matrix")
    assert sum(int(r["codings"]) for r in by_code) == 200
    facts = ("source", "kind", "organisations", "sites", "tracers", "wave")
    for row in by_code:
        assert sum(int(v) for k, v in row.items() if k not in (*facts, "codings")) == int(row["codings"])
    assert len(rows(demo, "matrix", "--of", "sites")) == 9
    assert "no matrix" in demo.refused(2, "export", "matrix", "--of", "people")


@pytest.mark.parametrize("what", ["excerpts", "memos", "sources", "history", "matrix"])
def test_lists_go_to_files_by_their_endings_and_not_over_others(demo: CommandLine, what: str) -> None:
    for ending in ("csv", "xlsx", "md", "json", "docx"):
        demo.ok("export", what, "-o", f"list.{ending}")
        assert Path(f"list.{ending}").stat().st_size > 100
    assert "--force" in demo.refused(7, "export", what, "-o", "list.md")
    assert "Formats: csv, xlsx, md, docx, html, json." in demo.refused(2, "export", what, "-f", "rtf")


def test_the_codebook_is_exported_under_either_noun(demo: CommandLine) -> None:
    assert (
        demo.ok("export", "codebook", "-f", "csv").stdout == demo.ok("codebook", "export", "-f", "csv").stdout
    )
