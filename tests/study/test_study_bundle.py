"""A study as one JSON file: valid by its schema, taken back whole, refused with the place where it is not one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command_line import CommandLine

from workbench.bootstrap import shipped
from workbench.store.reading.bundle import IN_ORDER


def bundle(wb: CommandLine, *words: str) -> Any:
    return wb.ok("export", "study", *words).json


def content(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        return {table: set(raw.execute(f'SELECT * FROM "{table}"')) for table in IN_ORDER}


def test_the_demonstration_comes_back_as_it_was(demo: CommandLine) -> None:
    [path] = demo.folder.glob("*.study")
    demo.ok("export", "study", "-o", "all.json")
    schema = json.loads(shipped("schemas", "bundle.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(
        json.loads((demo.folder / "all.json").read_text("utf-8"))
    )
    demo.ok("study", "import", "all.json", "again.study", "--coder", "Mared")
    assert content(demo.folder / "again.study") == content(path)
    demo.ok("study", "check", "--study", "again.study")
    demo.ok("export", "study", "--study", "again.study", "-o", "all2.json")
    assert (demo.folder / "all2.json").read_bytes() == (demo.folder / "all.json").read_bytes()
    found = demo.ok("search", "pooled", "--study", "again.study").out
    assert found == demo.ok("search", "pooled", "--study", path.name).out


def test_a_study_that_was_made_of_a_bundle_is_worked_on_like_any(wb: CommandLine) -> None:
    wb.write("T1.txt", "A: Trust grew.\n")
    wb.ok("source", "import", "T1.txt")
    wb.ok("codebook", "add", "Trust")
    wb.ok("export", "study", "-o", "all.json")
    wb.ok("study", "import", "all.json", "b.study", "--coder", "Ben")
    wb.ok(
        "coding",
        "add",
        "T1",
        "--code",
        "Trust",
        "--quote",
        "Trust grew",
        "--study",
        "b.study",
        "--coder",
        "Ben",
    )
    wb.ok("undo", "--study", "b.study", "--coder", "Ben")
    wb.ok("study", "check", "--study", "b.study")


def spoil(data: dict[str, Any], what: str) -> None:
    tables = data["tables"]
    match what:
        case "another format":
            data["format"] = 2
        case "a table is missing":
            del tables["memo"]
        case "a column too many":
            tables["source"][0]["colour"] = "red"
        case "a number as text":
            tables["source"][0]["name"] = 7
        case "a text that was changed":
            tables["revision_text"][0]["body"] += "!"
        case "a text in half a character":
            tables["revision_text"][0]["body"] += "\ud800"
        case "a reference to nothing":
            tables["source_site"].append({"source_id": tables["source"][0]["id"], "site_id": "nowhere"})
        case "a quote that moved":
            tables["excerpt"][0]["end_char"] -= 1
        case "a row twice":
            tables["code"].append(tables["code"][0])
        case "no title":
            tables["study_setting"] = [row for row in tables["study_setting"] if row["key"] != "title"]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("another format", "format 2"),
        ("a table is missing", "tables.memo"),
        ("a column too many", "tables.source.0.colour"),
        ("a number as text", "tables.source.0.name"),
        ("a text that was changed", "is not the one that was written"),
        ("a text in half a character", "is not the one that was written"),
        ("a reference to nothing", "tables.source_site.0.site_id: there is no such site"),
        ("a quote that moved", "quote"),
        ("a row twice", "tables.code.1: this row stands there twice"),
        ("no title", "no title"),
    ],
)
def test_a_bundle_that_was_spoiled_makes_no_study_and_says_where(
    wb: CommandLine, what: str, said: str
) -> None:
    wb.write("T1.txt", "A: Trust grew.\n")
    wb.ok("source", "import", "T1.txt")
    wb.ok("codebook", "add", "Trust")
    wb.ok("coding", "add", "T1", "--code", "Trust", "--quote", "Trust grew")
    data = bundle(wb)
    spoil(data, what)
    wb.write("bad.json", json.dumps(data))
    assert said in wb.refused(3, "study", "import", "bad.json", "new.study")
    assert not [path.name for path in wb.folder.iterdir() if "new.study" in path.name]


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("code", "name", "  ", "tables.code.0.name: empty"),
        ("coding", "created_at", "yesterday", "tables.coding.0.created_at: 'yesterday' is no time"),
        ("source", "name", "t2", "tables.source: 2 rows have the name 't2'"),
    ],
)
def test_what_no_study_could_have_come_by_makes_none(
    wb: CommandLine, table: str, column: str, value: str, said: str
) -> None:
    for name in ("T1", "T2"):
        wb.write(f"{name}.txt", f"A: Trust grew in {name}.\n")
        wb.ok("source", "import", f"{name}.txt")
    wb.ok("codebook", "add", "Trust")
    wb.ok("coding", "add", "T1", "--code", "Trust", "--quote", "Trust grew")
    data = bundle(wb)
    next(row for row in data["tables"][table] if row[column] != value.upper())[column] = value
    wb.write("bad.json", json.dumps(data))
    assert said in wb.refused(3, "study", "import", "bad.json", "new.study")


@pytest.mark.parametrize(
    ("key", "value"), [("authors", "{nobody"), ("attribution", "{nope"), ("dates", "martian")]
)
def test_facts_that_no_study_could_be_read_with_make_none(wb: CommandLine, key: str, value: str) -> None:
    data = bundle(wb)
    rows = [row for row in data["tables"]["study_setting"] if row["key"] != key]
    data["tables"]["study_setting"] = [*rows, {"key": key, "value": value}]
    wb.write("bad.json", json.dumps(data))
    assert f"tables.study_setting: {key}" in wb.refused(3, "study", "import", "bad.json", "new.study")
    assert not (wb.folder / "new.study").exists()


def test_a_file_that_cannot_be_made_is_told_by_the_name_that_was_given(wb: CommandLine) -> None:
    wb.ok("export", "study", "-o", "all.json")
    told = wb.refused(7, "study", "import", "all.json", "n" * 240 + ".study")
    assert ".part" not in told
    assert "hint:" in told


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"bundle": "something else"}', "\x00", "9" * 5000], ids=range(6)
)
def test_what_is_no_bundle_is_refused(wb: CommandLine, text: str) -> None:
    wb.write("bad.json", text)
    assert "export study" in wb.refused(3, "study", "import", "bad.json", "new.study")


def test_a_name_that_is_taken_is_left_alone(wb: CommandLine) -> None:
    wb.ok("export", "study", "-o", "all.json")
    wb.write("taken.study", "mine")
    wb.refused(7, "study", "import", "all.json", "taken.study")
    assert (wb.folder / "taken.study").read_text() == "mine"
