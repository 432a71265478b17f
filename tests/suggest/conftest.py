"""The command line for the tests of this part, and an invented study that has much to learn from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import CommandLine, _templates, demo, prepared, wb
from suggest_study import build

__all__ = ["_templates", "demo", "prepared", "wb"]


@pytest.fixture(scope="session")
def built_invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    build(folder / "s.study", folder)
    return folder / "s.study"


@pytest.fixture
def invented(wb: CommandLine, built_invented: Path) -> CommandLine:
    """The command line, by the coder Ann, in a folder with the invented study alone."""
    for path in wb.folder.glob("s.study*"):
        path.unlink()
    shutil.copy(built_invented, wb.folder / "s.study")
    return wb
