"""A terminal of known abilities for every test of the screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from suggest_study import build


@pytest.fixture(autouse=True)
def full_colour_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def built_invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    build(folder / "s.study", folder)
    return folder / "s.study"


@pytest.fixture
def invented(built_invented: Path, tmp_path: Path) -> Path:
    """A copy of an invented study with much to learn from: `suggest_study`."""
    return Path(shutil.copy(built_invented, tmp_path / "s.study"))
