"""Structured files and tables from anywhere: what is read, and how a fault is told."""

from __future__ import annotations

import pytest

from workbench.errors import BadInput
from workbench.files.structured import FileModel, load
from workbench.files.tables import delimiter_of, read_table


class Thing(FileModel):
    name: str
    size: int = 0
    parts: tuple[str, ...] = ()


class Box(FileModel):
    things: tuple[Thing, ...]


def fault(text: str, name: str = "f.yaml") -> BadInput:
    with pytest.raises(BadInput) as caught:
        load(text, name=name, model=Box)
    return caught.value


def test_yaml_and_json_give_the_same() -> None:
    yaml_box = load("things:\n  - {name: a, size: 3, parts: [x]}\n", name="f.yaml", model=Box)
    assert yaml_box == load(
        '{"things": [{"name": "a", "size": 3, "parts": ["x"]}]}', name="F.JSON", model=Box
    )


def test_a_fault_names_the_entry_and_the_field() -> None:
    error = fault("things: [{name: a}, {name: b, size: many, sizes: 1}]")
    assert error.message == "f.yaml cannot be used: 2 faults"
    assert any(line.startswith("things[2] (b) > size: ") for line in error.problems)
    assert "things[2] (b) > sizes: there is no such field" in error.problems


def test_all_faults_are_given_however_many() -> None:
    assert len(fault("things: [" + "{size: 1}, " * 100 + "]").problems) == 100


def test_a_thing_that_holds_itself_or_is_named_a_billion_times_is_refused_at_once() -> None:
    assert fault("things: &a [*a]").problems
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for above, below in zip("abcdefghi", "bcdefghij", strict=True):
        laughs += f"{below}: &{below} [{', '.join(['*' + above] * 9)}]\n"
    assert fault(laughs + "things: *j").problems


def test_line_numbers_of_broken_files_are_told() -> None:
    assert "line 3" in fault("things:\n  - [\n}").message
    assert "line 3" in fault('{\n"things": [\n}', "f.json").message


@pytest.mark.parametrize(
    ("heading", "delimiter"), [("a,b", ","), ("a;b,c;d", ";"), ("a\tb", "\t"), ("\n\na;b", ";"), ("a", ",")]
)
def test_the_delimiter_is_the_one_of_the_heading(heading: str, delimiter: str) -> None:
    assert delimiter_of(heading) == delimiter


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    return list(
        read_table(text, name="t.csv", required=("name",), known=("name", "when to use", "when_to_use"))
    )


def test_a_row_has_the_line_where_it_begins_and_empty_ones_are_passed_over() -> None:
    text = 'Name,When to use\n"a\nb",x\n\n,\nc\n'
    assert rows(text) == [(2, {"name": "a\nb", "when_to_use": "x"}), (6, {"name": "c", "when_to_use": ""})]


def test_cells_without_a_heading_are_all_told() -> None:
    with pytest.raises(BadInput) as caught:
        rows("name,\na,b\nc,,d\ne,\n")
    assert caught.value.problems == ("t.csv, line 2: 'b'", "t.csv, line 3: 'd'")
