"""Files: whole or not at all, never over an existing one unasked; and nothing heavy is loaded early."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import DiskFull, OutputRefused
from workbench.export.writing import write_output, write_outputs


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    write_output(tmp_path / "a.md", b"abc", force=False)
    assert (tmp_path / "a.md").read_bytes() == b"abc"
    assert left_behind(tmp_path) == ["a.md"]


def test_an_existing_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    with pytest.raises(OutputRefused, match="exists already") as caught:
        write_output(target, b"new", force=False)
    assert "--force" in caught.value.hint
    assert target.read_bytes() == b"old"


def test_an_existing_file_is_replaced_when_told_to_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o600)
    write_output(target, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(target)
    write_output(tmp_path / "link.md", b"new", force=True)
    assert target.read_bytes() == b"new"
    assert (tmp_path / "link.md").is_symlink()


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_output(pipe, b"whole", force=True)
    assert reader.communicate(timeout=10)[0] == b"whole"
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match=r"no folder .*nowhere"):
        write_output(tmp_path / "nowhere" / "a.md", b"", force=False)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="is a folder"):
        write_output(tmp_path, b"", force=True)


@pytest.mark.parametrize(
    ("number", "error", "words"),
    [
        (errno.ENOSPC, DiskFull, "disk is full"),
        (errno.EDQUOT, DiskFull, "disk is full"),
        (errno.EACCES, OutputRefused, "may not be written to"),
        (errno.EROFS, OutputRefused, "may not be written to"),
        (errno.EIO, OutputRefused, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses_is_said_in_words_and_cleaned_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception], words: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(error, match=words):
        write_output(tmp_path / "a.md", b"abc", force=False)
    assert left_behind(tmp_path) == []


def test_a_file_that_comes_up_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.md"
    monkeypatch.setattr(os, "fsync", lambda _descriptor: target.write_bytes(b"other"))
    with pytest.raises(OutputRefused, match="exists already"):
        write_output(target, b"abc", force=False)
    assert target.read_bytes() == b"other"
    assert left_behind(tmp_path) == ["a.md"]


def test_files_are_written_together(tmp_path: Path) -> None:
    paths = write_outputs(tmp_path, {"a.md": b"a", "b.md": b"b"}, force=False)
    assert paths == [tmp_path / "a.md", tmp_path / "b.md"]
    assert left_behind(tmp_path) == ["a.md", "b.md"]


def test_one_file_in_the_way_refuses_all(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(b"old")
    with pytest.raises(OutputRefused, match=r"1 of 2 files exist already in .*: b\.md"):
        write_outputs(tmp_path, {"a.md": b"a", "b.md": b"b"}, force=False)
    assert left_behind(tmp_path) == ["b.md"]
    write_outputs(tmp_path, {"a.md": b"a", "b.md": b"b"}, force=True)
    assert (tmp_path / "b.md").read_bytes() == b"b"


def test_files_of_which_the_last_does_not_fit_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter([None, None, OSError(errno.ENOSPC, "full")])

    def sync(_descriptor: int) -> None:
        if error := next(calls):
            raise error

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(DiskFull, match="disk is full"):
        write_outputs(tmp_path, {"a": b"a", "b": b"b", "c": b"c"}, force=False)
    assert left_behind(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputRefused, match=f"{tmp_path} may not be written to"):
        write_outputs(tmp_path, {"a": b"a"}, force=False)


def test_a_folder_for_several_files_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="nowhere does not exist"):
        write_outputs(tmp_path / "nowhere", {"a": b""}, force=False)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputRefused, match="file is no folder"):
        write_outputs(tmp_path / "file", {"a": b""}, force=True)
    (tmp_path / "x").mkdir()
    with pytest.raises(OutputRefused, match="is a folder"):
        write_outputs(tmp_path, {"x": b""}, force=True)


def test_importing_the_renderers_loads_no_heavy_library() -> None:
    script = (
        "import sys\n"
        "import workbench.export.cmo_table, workbench.export.tracer_report, workbench.export.codebook\n"
        "import workbench.export.codings, workbench.export.writing, workbench.export.cmo_batch\n"
        "heavy = {'docx', 'xlsxwriter', 'jinja2', 'lxml', 'yaml', 'typst', 'sqlite3', 'textual', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
