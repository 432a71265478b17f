"""What is offered for a file that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.files.nearby import near_files


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("codebok.yaml", "codebook.yaml"),
        ("codebook.yml", "codebook.yaml"),
        ("Interview-O1.docx", ""),
        ("interviews.csv", "Interviews 2017.csv"),
        ("b.txt", ""),
        ("gone/codebook.yaml", "no folder"),
    ],
)
def test_files_of_a_like_name_are_offered(tmp_path: Path, typed: str, hint: str) -> None:
    for name in ("codebook.yaml", "Interviews 2017.csv", "a.txt", ".b.txt", "Interview-02.docx"):
        (tmp_path / name).touch()
    said = near_files(tmp_path / typed)
    assert (
        said.endswith(f"{hint}?")
        if hint and hint != "no folder"
        else (hint in said and bool(hint) is bool(said))
    )
