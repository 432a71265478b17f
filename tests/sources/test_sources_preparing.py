"""Which row of a manifest a file belongs to, and what becomes of each file."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.sources.manifest import read_manifest
from workbench.sources.preparing import ManifestIndex, gather, prepare


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "A-01.txt").write_text("Q: Why?\n\nA: Because nobody owned it.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("named", ["talks/A-01.txt", "talks\\A-01.txt", "A-01.txt", "TALKS/a-01.TXT"])
def test_a_file_finds_its_row_however_the_manifest_writes_its_path(folder: Path, named: str) -> None:
    rows = read_manifest(f"file,interview,sites\n{named},Alpha,North\n".encode(), "m.csv")
    index = ManifestIndex(rows, name="m.csv", folder=folder)
    verdict = next(prepare([folder / "talks" / "A-01.txt"], manifest=index))
    assert verdict.prepared is not None
    assert (verdict.name, verdict.prepared.record.sites) == ("Alpha", ("North",))
    assert index.unused() == []


def test_a_manifest_from_windows_names_files_that_are_found_here(folder: Path) -> None:
    rows = read_manifest(b"file,interview\r\ntalks\\A-01.txt,A-01\r\n", "m.csv")
    index = ManifestIndex(rows, name="m.csv", folder=folder)
    assert [path.exists() for path in index.files()] == [True]


def test_a_faulty_file_does_not_touch_the_others(folder: Path) -> None:
    (folder / "talks" / "B-02.txt").write_bytes(b"\x00\x01\x02" * 500)
    files, _ = gather([str(folder)])
    verdicts = {v.name: v for v in prepare(files)}
    assert verdicts["A-01"].prepared is not None
    assert verdicts["B-02"].prepared is None
    assert "B-02.txt" in verdicts["B-02"].fault
