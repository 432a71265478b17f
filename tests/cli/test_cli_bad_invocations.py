"""Whatever is typed wrong gets a message and a documented exit code: never a traceback, never a fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CommandLine, Prepare

NO_TEXT = bytes(range(256)) * 20


def cluttered_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "It was said here that we waited.")
    wb.ok("source", "import", "A.txt")
    wb.ok("cmo", "new", "One")
    wb.ok("codebook", "add", "trust")
    for name in ("binary.yaml", "binary.csv", "binary.jsonl", "binary.json", "binary.study", "binary.docx"):
        wb.write(name, NO_TEXT)
    for name in ("empty.yaml", "empty.csv", "empty.jsonl", "empty.json", "empty.study", "empty.txt"):
        wb.write(name, b"")
    wb.write("prose.yaml", "It was a bright cold day, and: the clocks were: striking.")
    wb.write("prose.csv", "It was a bright cold day\nand the clocks were striking\n")
    (wb.folder / "folder.yaml").mkdir()
    (wb.folder / "folder.study").mkdir()


@pytest.fixture
def cluttered(prepared: Prepare) -> CommandLine:
    """A study with one source and one CMO, beside files and folders of the wrong kind."""
    wb = prepared(cluttered_steps)
    wb.monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    return wb


CASES: list[tuple[int, str]] = [
    (2, ""),
    (2, "bogus"),
    (2, "cmo"),
    (2, "cmo bogus"),
    (2, "--bogus"),
    (2, "cmo show"),
    (2, "cmo show 1 2"),
    (2, "cmo show 1 --bogus"),
    (2, "undo --times 0"),
    (2, "undo --times many"),
    (2, "history --limit -1"),
    (2, "coding add A --span 0:3"),
    (2, "coding add A --code"),
    (2, "report tracer x --quotes -3"),
    (2, "source import"),
    (2, "source import A.txt --kind chat"),
    (2, "source show A --text --json"),
    (2, "study new ."),
    (2, "study new .."),
    (2, "open"),
    (2, "export cmo-table --format abc"),
    (2, "export codings --format abc"),
    (2, "export cmo-table --kind seen"),
    (3, "codebook import missing.yaml"),
    (3, "coding import missing.csv"),
    (3, "cmo import missing.yaml"),
    (3, "report import missing.yaml"),
    (3, "study describe missing.yaml"),
    (3, "source import --manifest missing.csv"),
    (3, "source import missing.txt"),
    (3, "config coder "),
    *((3, f"{command} {kind}.{ending}")
      for command, ending in (("codebook import", "yaml"), ("codebook import", "csv"), ("cmo import", "yaml"),
                              ("cmo import", "json"), ("coding import", "csv"), ("coding import", "jsonl"),
                              ("report import", "yaml"), ("study describe", "yaml"))
      for kind in ("binary", "empty") if (command, kind, ending) != ("coding import", "empty", "jsonl")),
    *((3, f"{command} folder.yaml")
      for command in ("codebook import", "cmo import", "coding import", "study describe")),
    *((3, f"{command} prose.{ending}")
      for command, ending in (("codebook import", "yaml"), ("codebook import", "csv"), ("coding import", "csv"),
                              ("cmo import", "yaml"), ("report import", "yaml"), ("study describe", "yaml"))),
    (3, "source import empty.txt"),
    (3, "source import binary.docx"),
    (3, "source import binary.study"),
    (3, "source import A.txt --manifest folder.yaml"),
    (3, "search ..."),
    (3, "codebook add a/b"),
    (3, "study new title.study --title "),
    (4, "source show nobody"),
    (4, "coding list --code nothing"),
    (4, "coding remove nothing"),
    (4, "cmo show 99"),
    (4, "report tracer Screening"),
    (4, "export cmo-table --tracer Screening"),
    (4, "history --by Nobody"),
    (4, "study info --study gone.study"),
    (4, "study check --study gone.study"),
    (4, "study backup --study gone.study"),
    (4, "study migrate --study gone.study"),
    (5, "redo"),
    (6, "study info --study binary.study"),
    (6, "study info --study empty.study"),
    (6, "study info --study folder.study"),
    (6, "study info --study A.txt"),
    (6, "study check --study binary.study"),
    (6, "study backup --study empty.study"),
    (6, "study migrate --study folder.study"),
    (6, "codebook add x --study binary.study"),
    (7, "study new s.study"),
    (7, "study new gone/x.study"),
    (7, "codebook export -o prose.yaml"),
    (7, "codebook export -o gone/out.yaml"),
    (7, "codebook export -o folder.yaml --force"),
    (7, "export cmo-table -o A.txt --format md"),
    (7, "demo gone"),
    (7, "demo A.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words"), CASES, ids=[words or "nothing" for _, words in CASES])
def test_a_wrong_call_is_refused_with_its_code_and_a_message(
    cluttered: CommandLine, code: int, words: str
) -> None:
    err = cluttered.refused(code, *words.split(" ")) if words else cluttered.refused(code)
    assert err.startswith(("error: ", "Usage: "))
    assert len(err.splitlines()[0]) < 400


def test_a_demonstration_stops_before_a_study_or_folder_that_is_in_the_way(wb: CommandLine) -> None:
    wb.write("demonstration.study", "mine")
    assert "--force" in wb.refused(7, "demo")
    assert Path("demonstration.study").read_text() == "mine"
    Path("demonstration.study").unlink()
    Path("demonstration.study").mkdir()
    assert "folder" in wb.refused(7, "demo", "--force")


def test_several_studies_in_a_folder_are_named_and_none_is_guessed(wb: CommandLine) -> None:
    wb.ok("study", "new", "t")
    err = wb.refused(4, "study", "info")
    assert "s.study" in err
    assert "t.study" in err
    Path("s.study").unlink()
    Path("t.study").unlink()
    assert "study new" in wb.refused(2, "study", "info")


def test_a_word_that_is_no_text_is_refused(wb: CommandLine) -> None:
    word = b"caf\xe9".decode("utf-8", "surrogateescape")
    assert "not text" in wb.refused(2, "codebook", "add", word)


def test_fifty_megabytes_of_text_are_no_codebook_and_soon_said_so(wb: CommandLine) -> None:
    wb.write("big.yaml", b"It was a bright cold day in April.\n" * 1_500_000)
    assert "big.yaml" in wb.refused(3, "codebook", "import", "big.yaml")
    wb.write("big.csv", b"It was a bright cold day in April.\n" * 1_500_000)
    assert "'name' is missing" in wb.refused(3, "codebook", "import", "big.csv")


def test_control_characters_in_a_message_do_not_reach_the_terminal(wb: CommandLine) -> None:
    err = wb.refused(4, "cmo", "show", "\x1b[31mred\x07")
    assert "\x1b" not in err
    assert "\x07" not in err
