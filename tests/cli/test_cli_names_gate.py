"""The gate: while names of the pseudonym key occur in what would leave, an export refuses, masks, or is logged."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from command_line import CommandLine

TALK = "Q: Who decides?\nA: It was Maria O’Neill, and BRIAN too. Briany is somebody else.\n"


@pytest.fixture
def named(wb: CommandLine) -> CommandLine:
    wb.write("T1.txt", TALK)
    wb.ok("source", "import", "T1.txt")
    wb.ok("codebook", "add", "Deciding")
    wb.ok("coding", "add", "T1", "--code", "Deciding", "--quote", "It was Maria O’Neill, and BRIAN too.")
    wb.write("s.pseudonyms.csv", "name,pseudonym\nMaria O’Neill,P1\nBrian,P2\nUnheard,P3\n")
    return wb


EXPORTS = {
    "codings csv": ("export", "codings", "-f", "csv"),
    "codings jsonl": ("export", "codings", "-f", "jsonl"),
    "codings docx": ("export", "codings", "-f", "docx"),
    "codings html": ("export", "codings", "-f", "html"),
    "codings xlsx": ("export", "codings", "-f", "xlsx"),
    "excerpts json": ("export", "excerpts", "-f", "json"),
    "excerpts md": ("export", "excerpts", "-f", "md"),
}


def words_of(data: bytes) -> str:
    """All text of a file, the parts of an office file one after another."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


@pytest.mark.parametrize("command", EXPORTS.values(), ids=EXPORTS)
def test_names_are_refused_and_nothing_is_written(named: CommandLine, command: tuple[str, ...]) -> None:
    err = named.refused(3, *command, "-o", "out")
    assert "2 names of the pseudonym key" in err
    assert "  - Brian\n  - Maria O’Neill\n" in err
    assert "Unheard" not in err
    assert not (named.folder / "out").exists()
    said = named(*command)
    assert said.code == 3
    assert said.stdout == b""


@pytest.mark.parametrize("command", EXPORTS.values(), ids=EXPORTS)
def test_names_are_masked_in_brackets_and_likenesses_stay(
    named: CommandLine, command: tuple[str, ...]
) -> None:
    said = named.ok(*command, "--names", "mask", "-o", "out")
    words = words_of((named.folder / "out").read_bytes())
    assert "Neill" not in words
    assert "BRIAN" not in words
    assert "P1]" in words
    assert "P2]" in words
    assert "masked 2 names" in said.err


def test_letting_names_pass_is_kept_in_the_log_without_the_names(named: CommandLine) -> None:
    named.ok("export", "codings", "--names", "allow", "-o", "out.csv")
    assert "Maria O’Neill" in (named.folder / "out.csv").read_text("utf-8")
    [memo] = named.ok("memo", "list", "--json").json
    assert memo["kind"] == "decision"
    assert "2 names of the pseudonym key were let pass" in memo["body"]
    assert "Maria" not in named.ok("history", "--json").out.split("memo")[0]


def test_a_bundle_cannot_be_masked_and_says_so(named: CommandLine) -> None:
    offered = named.refused(3, "export", "study", "-o", "all.json")
    assert "--names allow" in offered
    assert "--names mask" not in offered
    assert "cannot be masked" in named.refused(3, "export", "study", "--names", "mask", "-o", "all.json")
    assert not (named.folder / "all.json").exists()
    named.ok("export", "study", "--names", "allow", "-o", "all.json")


def test_what_holds_no_name_passes(named: CommandLine) -> None:
    named.ok("export", "codebook", "-o", "book.csv")
    named.ok("export", "methods", "coreq", "-o", "coreq.md")


def test_no_export_carries_the_key(named: CommandLine, tmp_path: Path) -> None:
    named.ok("export", "study", "--names", "allow", "-o", "all.json")
    named.ok("export", "history", "--names", "allow", "-o", "history.csv")
    for path in ("all.json", "history.csv"):
        words = (named.folder / path).read_text("utf-8-sig")
        assert "Unheard" not in words
        assert "P3" not in words


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("name,alias\nA,B\n", "pseudonym"),
        ("name,pseudonym\nMaria,\n", "line 2"),
        ("name,pseudonym\nM,P1\n", "two letters"),
        ("name,pseudonym\nMaria,P1\nMaria,P2\n", "another pseudonym"),
    ],
)
def test_a_key_that_cannot_be_used_stops_every_export(named: CommandLine, key: str, said: str) -> None:
    named.write("s.pseudonyms.csv", key)
    assert said in named.refused(3, "export", "codings", "-o", "out.csv")


def test_the_key_may_lie_in_a_folder_apart(named: CommandLine, tmp_path: Path) -> None:
    apart = named.folder / "keys"
    apart.mkdir()
    (named.folder / "s.pseudonyms.csv").rename(apart / "s.pseudonyms.csv")
    named.ok("export", "codings", "-o", "out.csv")
    named.ok("config", "pseudonyms", str(apart))
    assert "2 names" in named.refused(3, "export", "codings", "-o", "out2.csv")


def test_letting_names_pass_writes_nothing_where_it_cannot_be_logged(
    named: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)
    for command in (("export", "codings"), ("export", "study"), ("export", "excerpts")):
        assert "No coder" in named.refused(2, *command, "--names", "allow", "-o", "out.csv")
        assert not (named.folder / "out.csv").exists()
        assert named(*command, "--names", "allow").stdout == b""


def test_only_what_writes_files_has_the_option(named: CommandLine) -> None:
    assert "--names" in named.ok("report", "study", "--help").out
    assert "--names" not in named.ok("report", "move", "--help").out
    assert "--names" not in named.ok("study", "hand-over", "--help").out


def test_a_name_in_the_name_of_a_file_does_not_leave(named: CommandLine) -> None:
    for name in ("Brian.yaml", "for-brian.csv", "BRIAN_2.csv"):
        assert "Brian" in named.refused(3, "export", "codebook", "-o", name)
        mask = ("export", "codings", "-f", "csv", "--names", "mask", "-o", name)
        assert "name of the file" in named.refused(3, *mask)
        assert not (named.folder / name).exists()


@pytest.mark.parametrize("format", ["csv", "xlsx", "docx", "html", "md", "json"])
def test_names_in_headings_of_columns_are_masked(named: CommandLine, format: str) -> None:
    named.ok("codebook", "add", "Brian")
    named.ok("coding", "add", "T1", "--code", "Brian", "--quote", "Who decides?")
    named.refused(3, "export", "matrix", "-f", format, "-o", "out")
    named.ok("export", "matrix", "-f", format, "-o", "out", "--names", "mask")
    words = words_of((named.folder / "out").read_bytes())
    assert "Brian" not in words
    assert "P2]" in words


@pytest.mark.parametrize("format", ["svg", "pdf", "png"])
def test_names_in_figures_are_refused(named: CommandLine, format: str) -> None:
    named.ok("codebook", "add", "Brian")
    named.ok("coding", "add", "T1", "--code", "Brian", "--quote", "It was Maria O’Neill, and BRIAN too.")
    assert "Brian" in named.refused(3, "export", "figure", "co-occurrence", "-f", format, "-o", "out")
    named.ok("export", "figure", "co-occurrence", "-f", format, "-o", "out", "--names", "mask")
    if format == "svg":
        assert "P2]" in (named.folder / "out").read_text("utf-8")


def test_one_export_is_logged_once(named: CommandLine) -> None:
    named.ok("export", "excerpts", "-f", "md", "--names", "allow", "-o", "out.md")
    assert len(named.ok("memo", "list", "--json").json) == 1


def test_the_key_stands_for_a_copy_under_another_name_too(named: CommandLine) -> None:
    (named.folder / "s.study").rename(named.folder / "copy.study")
    assert "2 names" in named.refused(3, "export", "codings", "--study", "copy.study", "-o", "out.csv")
