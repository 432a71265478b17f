"""Every command and option explains itself, and the reference page says what they say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli_reference", DOCS / "make_cli_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = script()
COMMANDS: dict[str, Any] = dict(REFERENCE.commands())
READERS = [
    path
    for path in COMMANDS
    if path.split()[-1] in ("list", "show", "info", "check", "search", "history")
    and not path.startswith("export ")  # which has --format json
]
CHANGERS = [path for path in COMMANDS if any(p.name == "coder" for p in REFERENCE.parameters(COMMANDS[path]))]
NOT_TRIED = (
    *("undo", "redo", "open"),
    *("study import",),
    *("suggest passage", "suggest causal", "suggest list", "suggest explain"),
)
"""What a dry run has no part in: undo is its own, the screen has undo; an import makes a new file and touches no other;
readers are told who reads, for what a blind round hides from them."""


def test_the_page_is_in_step_with_the_commands() -> None:
    assert (DOCS / "cli.md").read_text("utf-8") == REFERENCE.page(), "run: python docs/make_cli_reference.py"


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_and_each_of_its_words_has_a_help_text(path: str) -> None:
    assert (COMMANDS[path].help or "").strip().endswith("."), path
    for parameter in REFERENCE.parameters(COMMANDS[path]):
        assert (parameter.help or "").strip(), f"{path}: {parameter.name}"


@pytest.mark.parametrize("path", READERS)
def test_what_prints_data_prints_json_too(path: str) -> None:
    assert "--json" in {option for parameter in COMMANDS[path].params for option in parameter.opts}


@pytest.mark.parametrize("path", [path for path in CHANGERS if path not in NOT_TRIED])
def test_what_changes_a_study_can_be_tried_first(path: str) -> None:
    assert "--dry-run" in {option for parameter in COMMANDS[path].params for option in parameter.opts}


def test_every_exit_code_of_an_error_is_documented() -> None:
    from workbench import errors

    page = (DOCS / "cli.md").read_text("utf-8")
    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.WorkbenchError)
    }
    for code in (*codes, 0, 70, 130):
        assert f"| {code} | " in page
