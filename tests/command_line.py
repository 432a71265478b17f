"""The command line in this very process, with its streams captured: as a shell would see it, without its start."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import diagnostics
from workbench.cli.app import called


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    words: tuple[str, ...]
    code: int
    stdout: bytes
    err: str

    @property
    def out(self) -> str:
        return self.stdout.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        """A table on stdout, by its headings."""
        heading, *lines = (line.split("\t") for line in self.out.splitlines())
        return [dict(zip(heading, cells, strict=True)) for cells in lines]


class CommandLine:
    """Runs `workbench WORDS` in a folder; `ok` insists on success."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)

    def __call__(self, *words: str, stdin: bytes = b"") -> Said:
        streams = [
            io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="backslashreplace", newline="")
            for data in (stdin, b"", b"")
        ]
        with self.monkeypatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            patch.setattr(sys, "argv", ["workbench", *map(str, words)])
            try:
                code = diagnostics.run(called)
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else 1
            for stream in streams[1:]:
                stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams[1:])
        return Said(tuple(map(str, words)), code, out, err.decode("utf-8"))

    def ok(self, *words: str, stdin: bytes = b"") -> Said:
        said = self(*words, stdin=stdin)
        assert said.code == 0, f"workbench {shlex.join(said.words)}: {said.code}\n{said.err}"
        return said

    def refused(self, code: int, *words: str, stdin: bytes = b"") -> str:
        """Insist on a refusal with this exit code that changes no study here; what it said on stderr."""
        before = self.states()
        said = self(*words, stdin=stdin)
        assert said.code == code, f"workbench {shlex.join(said.words)}: {said.code}\n{said.err}{said.out}"
        assert "fault of the workbench itself" not in said.err
        assert "Traceback" not in said.err
        assert self.states() == before, "a refusal changed the study"
        return said.err

    def write(self, name: str, content: str | bytes) -> str:
        """A file in the folder; its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return name

    def states(self) -> dict[str, list[tuple[Any, ...]]]:
        """The content of every study in the folder."""
        return {path.name: content(path) for path in self.folder.glob("*.study") if path.is_file()}


def content(study: Path) -> list[tuple[Any, ...]]:
    """Every row of every table of a study file, for comparing; empty if it is not one."""
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"file:{study}?mode=ro", uri=True)) as file:
            tables = file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            names = [name for (name,) in tables if not name.startswith(("search_index", "sqlite_"))]
            return [
                (name, *row)
                for name in names
                for row in sorted(file.execute(f'SELECT * FROM "{name}"'), key=repr)
            ]
    except sqlite3.DatabaseError:
        return []


NOT_CONTENT = ("change", "change_effect", "excerpt", "revision_text", "coder")
"""Tables of the log, and of values that undo leaves where they are."""


def substance(study: Path) -> list[tuple[Any, ...]]:
    """What a study says: its rows without the log and without what is only kept for it."""
    return [row for row in content(study) if row[0] not in NOT_CONTENT]


@pytest.fixture
def wb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line in an empty folder, by the coder Ann, with an empty study `s.study` in it."""
    folder = tmp_path / "work"
    folder.mkdir()
    line = CommandLine(folder, monkeypatch)
    monkeypatch.setenv("WORKBENCH_CODER", "Ann")
    line.ok("study", "new", "s.study")
    return line


Prepare = Callable[[Callable[[CommandLine], None]], CommandLine]


@pytest.fixture(scope="module")
def _templates() -> dict[str, Path]:
    return {}


@pytest.fixture
def prepared(
    wb: CommandLine, _templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Prepare:
    """`wb` after some steps, which are carried out once for a module's tests and copied from then on."""

    def prepare(steps: Callable[[CommandLine], None]) -> CommandLine:
        if steps.__name__ not in _templates:
            steps(wb)
            _templates[steps.__name__] = tmp_path_factory.mktemp("template") / "work"
            shutil.copytree(wb.folder, _templates[steps.__name__])
        else:
            shutil.copytree(_templates[steps.__name__], wb.folder, dirs_exist_ok=True)
        return wb

    return prepare


@pytest.fixture
def demo(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line in a folder with a copy of the demonstration study alone, by the coder Ann."""
    folder = tmp_path / "work"
    folder.mkdir()
    demonstration.rename(folder / "demonstration.study")
    monkeypatch.setenv("WORKBENCH_CODER", "Ann")
    return CommandLine(folder, monkeypatch)
