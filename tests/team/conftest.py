"""Copies of one small study, made anew for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import _templates, demo, prepared, wb
from team_work import Copies, build_common

__all__ = ["_templates", "demo", "prepared", "wb"]


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as it was when the copies were made."""
    path = tmp_path_factory.mktemp("common") / "common.study"
    build_common(path)
    return path


@pytest.fixture
def copies(common: Path, tmp_path: Path) -> Copies:
    """Copies by name, all alike at first: `a`, `b` and `c`."""
    for name in "abc":
        shutil.copyfile(common, tmp_path / f"{name}.study")
    return Copies(tmp_path)
