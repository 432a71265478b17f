"""Studies on a network filesystem and in synced folders, from the command line, with a mount table of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CommandLine

from workbench.store import mounts


def mount(monkeypatch: pytest.MonkeyPatch, folder: Path, kind: str) -> None:
    """Let the system's table say that a filesystem is mounted on a folder."""
    table = folder.parent / "mountinfo"
    table.write_text(
        f"27 1 254:0 / / rw - ext4 /dev/vda rw\n31 27 0:26 / {folder.resolve()} rw - {kind} server:/x rw\n"
    )
    monkeypatch.setattr(mounts, "MOUNT_TABLE", table)


@pytest.fixture
def shared(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A study with a code, on what is then a share of another machine."""
    folder = tmp_path_factory.mktemp("net") / "share"
    folder.mkdir()
    wb.ok("study", "new", str(folder / "b.study"))
    wb.ok("codebook", "add", "trust", "--study", str(folder / "b.study"))
    mount(monkeypatch, folder, "nfs4")
    return folder / "b.study"


def test_a_study_on_a_share_is_not_written(wb: CommandLine, shared: Path) -> None:
    before = shared.read_bytes()
    said = wb("codebook", "add", "cost", "--study", str(shared))
    assert said.code == 6
    assert "network filesystem (nfs4)" in said.err
    assert "study merge" in said.err
    assert shared.read_bytes() == before
    assert [one.name for one in shared.parent.iterdir()] == ["b.study"]
    assert wb("study", "new", str(shared.with_name("c.study"))).code == 6


def test_it_is_read_and_checked_where_it_lies_and_leaves_nothing_there(wb: CommandLine, shared: Path) -> None:
    assert "trust" in wb.ok("codebook", "list", "--study", str(shared)).out
    wb.ok("study", "check", "--study", str(shared))
    assert [one.name for one in shared.parent.iterdir()] == ["b.study"]


def test_it_is_not_read_while_somebody_has_it_open(wb: CommandLine, shared: Path) -> None:
    shared.with_name("b.study-wal").write_bytes(b"")
    said = wb("codebook", "list", "--study", str(shared))
    assert said.code == 6
    assert "open on some machine" in said.err


def test_a_copy_on_a_share_is_merged(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("net") / "share"
    folder.mkdir()
    wb.ok("study", "copy", "--for", "Ben", str(folder / "ben.study"))
    wb.ok("codebook", "add", "cost", "--study", str(folder / "ben.study"), "--coder", "Ben")
    mount(monkeypatch, folder, "cifs")
    wb.ok("study", "merge", str(folder / "ben.study"))
    assert "cost" in wb.ok("codebook", "list").out


def test_a_synced_folder_is_warned_of_once_in_each_change(wb: CommandLine) -> None:
    folder = wb.folder / "Dropbox"
    folder.mkdir()
    study = str(folder / "b.study")
    wb.ok("study", "new", study)
    said = wb.ok("codebook", "add", "trust", "--study", study)
    assert said.err.count("Dropbox") == 1
    assert "study copy --for" in said.err
    assert "Dropbox" not in wb.ok("codebook", "list", "--study", study).err
