"""The import rules once more, by what is loaded when the program really runs (import-linter reads the source)."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "textual",
    "spacy",
    "numpy",
    "scipy",
    "rapidfuzz",
    "docx",
    "jinja2",
    "xlsxwriter",
    "typst",
    "yaml",
}


def loaded_by(code: str) -> set[str]:
    """The top-level packages and the rooms of the workbench that a fresh interpreter loads for this code."""
    show = "import sys; print(*sorted({n if n.startswith('workbench.') else n.split('.')[0] for n in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["source", "import", "--help"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['workbench', *{words!r}]\n"
        "from workbench.cli.app import main\n"
        "try: main()\nexcept SystemExit: pass"
    )
    assert not loaded_by(code) & HEAVY


def test_the_screen_knows_neither_the_store_nor_the_command_line() -> None:
    loaded = loaded_by("import workbench.tui.app")
    assert not {
        name for name in loaded if name.startswith(("workbench.store", "workbench.cli", "workbench.desk"))
    }
    assert "typer" not in loaded


def test_exports_know_no_database() -> None:
    loaded = loaded_by(
        "import workbench.export.tracer_report, workbench.export.cmo_table, workbench.export.codings"
    )
    assert not {
        name for name in loaded if name.startswith(("workbench.store", "workbench.cli", "workbench.tui"))
    }


def test_the_store_knows_no_front_end_and_no_capability() -> None:
    loaded = loaded_by("import workbench.store.study, workbench.store.reading.tracer_report")
    rooms = ("cli", "tui", "sources", "coding", "theory", "study", "team", "export", "files", "bootstrap")
    assert not {name for name in loaded if name.startswith("workbench.") and name.split(".")[1] in rooms}
    assert "textual" not in loaded
