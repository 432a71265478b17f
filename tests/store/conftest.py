"""A small study on a real file, made anew for each test by copying one that was made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_work import build_study

from workbench.store.study import Study


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with sources, codes, codings of two coders, CMOs with evidence, memos and report sections."""
    path = tmp_path_factory.mktemp("built") / "built.study"
    build_study(path)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    target = tmp_path / "area.study"
    shutil.copyfile(built, target)
    return target


@pytest.fixture
def study(path: Path) -> Iterator[Study]:
    with Study(path) as opened:
        yield opened


@pytest.fixture
def opener() -> Iterator[Callable[..., Study]]:
    """Opens studies and closes them at the end of the test."""
    opened: list[Study] = []

    def open_study(path: Path, **options: object) -> Study:
        opened.append(Study(path, **options))
        return opened[-1]

    yield open_study
    for one in opened:
        one.close()
