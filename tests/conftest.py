"""What all tests share: the demonstration study, built once, and a user without settings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def built_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration study as `workbench demo` builds it, with its reports beside it; not to be changed."""
    from workbench.demonstration import build

    folder = tmp_path_factory.mktemp("demonstration")
    return build(folder, force=False, tell=lambda _: None)[0]


@pytest.fixture
def demonstration(built_demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration study to work on."""
    return Path(shutil.copy(built_demonstration, tmp_path / "demonstration.study"))


@pytest.fixture(autouse=True)
def no_settings_of_mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or writes the settings of the person who runs it."""
    monkeypatch.setenv("WORKBENCH_CONFIG", str(tmp_path / "config.toml"))
    for name in ("WORKBENCH_CODER", "WORKBENCH_STUDY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
