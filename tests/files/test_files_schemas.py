"""The JSON Schemas say what the readers accept: made from the models, and true of every file that ships."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import yaml
from command_line import CommandLine

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "demonstration"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def schema(name: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def errors(name: str, data: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(schema(name)).iter_errors(data)]


def test_the_schemas_are_in_step_with_the_models() -> None:
    for name, text in script("make_schemas").schemas().items():
        assert (ROOT / "schemas" / name).read_text("utf-8") == text, "run: python docs/make_schemas.py"


@pytest.mark.parametrize("name", ["codebook", "cmo", "study", "sections"])
def test_each_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("codebook", "codebook.yaml"),
        ("cmo", "cmos.yaml"),
        ("study", "study.yaml"),
        ("sections", "sections.yaml"),
    ],
)
def test_the_demonstration_s_files_are_valid(name: str, file: str) -> None:
    data = yaml.safe_load((CORPUS / file).read_text("utf-8"))
    assert errors(name, json.loads(json.dumps(data, default=str))) == [], "dates are text to us"


def test_what_is_exported_is_valid(demo: CommandLine) -> None:
    assert errors("codebook", yaml.safe_load(demo.ok("codebook", "export").out)) == []


CODEBOOKS: list[tuple[Any, bool]] = [
    ({"codes": [{"name": "A", "definition": "an alias"}]}, True),
    ({"codes": [{"name": 2017, "id": 7, "definition": None, "examples": None, "colour": ""}]}, True),
    ({"version": 1, "name": "Frame", "codes": [{"name": "A", "colour": "#00af5f"}]}, True),
    ({"codes": [{"name": "A", "retired": True, "parent": None}]}, True),
    ({"codes": [{"name": "A", "colour": "red"}]}, False),
    ({"codes": [{"name": "A", "defnition": "x"}]}, False),
    ({"codes": [{"id": "a"}]}, False),
    ({"codes": [{"name": ["A"]}]}, False),
    ({"codes": {"name": "A"}}, False),
    ({"version": 2, "codes": []}, False),
    ({}, False),
]  # fmt: skip


@pytest.mark.parametrize(("data", "valid"), CODEBOOKS)
def test_the_schema_and_the_reader_agree(wb: CommandLine, data: Any, valid: bool) -> None:
    assert (errors("codebook", data) == []) is valid
    wb.write("book.json", json.dumps(data))
    assert wb("codebook", "import", "book.json").code == (0 if valid else 3)


@pytest.mark.parametrize(
    "data",
    [
        {"cmos": [{"id": 1, "kind": "observed", "slots": [{"role": "context", "wording": "W"}]}]},
        {"cmos": [{"id": "a", "kind": "observed", "title": None, "links": [{"kind": "nests", "to": 3}]}]},
    ],
)
def test_configurations_with_numbers_and_gaps_are_valid(data: Any) -> None:
    assert errors("cmo", data) == []
