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


def test_a_fault_names_its_line_its_entry_and_the_field_in_the_order_of_the_file() -> None:
    error = fault("things:\n- {name: a}\n- name: b\n  sizes: 1\n  size: many\n- size: 3\n")
    assert error.message == "f.yaml cannot be used: 3 faults"
    assert error.problems == (
        "line 4, column 3: things[2] (b) > sizes: unknown field: did you mean 'size'?",
        "line 5, column 3: things[2] (b) > size: must be a whole number, not 'many'",
        "line 6, column 3: things[3] > name: this field is missing",
    )


def test_json_has_the_same_faults_at_its_own_places() -> None:
    text = '{"things": [\n  {"name": "a\\"}", "sizes": 1},\n  {"size": 3, "name": ["x"]}\n]}'
    assert fault(text, "f.json").problems == (
        "line 2, column 20: things[1] (a\"}) > sizes: unknown field: did you mean 'size'?",
        "line 3, column 15: things[2] > name: must be text, not a list (a text in [ ] or { } needs quotation marks)",
    )


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("f.yaml", "things:\n- name: a\n  size: 1\n  name: b\n- {nam: c}\n", 4),
        ("f.json", '{"things": [\n{"name": "a",\n "size": 1,\n "name": {"x": 1}}, {"nam": "c"}]}', 4),
    ],
)
def test_a_field_that_stands_twice_is_a_fault_among_the_others(name: str, text: str, line: int) -> None:
    problems = fault(text, name).problems
    assert any(
        one.startswith(f"line {line}, ") and "'name' stands twice, first on line 2" in one for one in problems
    )
    assert any("nam: unknown field: did you mean 'name'?" in one for one in problems)


def test_fields_taken_over_from_another_group_give_way_to_own_ones() -> None:
    text = "things:\n- &one {name: a, size: 3}\n- {<<: *one, name: b}\n"
    assert [(t.name, t.size) for t in load(text, name="f.yaml", model=Box).things] == [("a", 3), ("b", 3)]


UNPARSABLE = [
    (
        "things:\n  - name: a\n    note: Why: because\n",
        "line 3",
        "a text with a colon in it needs quotation marks",
    ),
    ("things:\n- name: a\n   size: 1\n", "line 3", "indented deeper"),
    ("things:\n- name: a\n  size: 1\n size: 2\n", "line 4", "not indented like"),
    ("things:\n\t- name: a\n", "line 2", "a tab is used"),
    ('things:\n- name: "a\n- name: b\n', "line 2", "quotation mark is opened here and not closed"),
    ("things:\n- name: 'it's'\n", "line 2", "after its closing quotation mark"),
    ("things: [{name: a}\n", "line 2", "not closed"),
    ("things:\n- name: @a\n", "line 2", "begins with @"),
    ("things:\n- name: *a\n", "line 2", "begins with *"),
    ("things:\n- name: a\nname\n", "line 3", "neither a field"),
    ("things: - a\n", "line 1", "a line of its own"),
    ('things: "\\d"\n', "line 1", "backslash"),
    ("things: []\n---\nthings: []\n", "line 2", "second document"),
    ("things: !secret x\n", "line 1", "'!secret' has no meaning here"),
    ("things: \x07\n", "f.yaml", "control character"),
    ("[" * 60_000 + "]" * 60_000, "f.yaml", "nested too deeply"),
    ("- " * 60_000 + "x", "f.yaml", "nested too deeply"),
    ("[" * 900 + "]" * 900, "f.yaml", "nested too deeply"),
]


@pytest.mark.parametrize(("text", "where", "reason"), UNPARSABLE, ids=[reason for _, _, reason in UNPARSABLE])
def test_what_is_no_yaml_is_told_in_plain_words_at_its_line(text: str, where: str, reason: str) -> None:
    error = fault(text)
    told = "\n".join((error.message, *error.problems))
    assert where in told
    assert reason in told
    assert not any(
        word in told for word in ("mapping", "token", "scalar", "block", "expected", "valid string")
    )


NO_JSON = [
    ('{\n"things": [\n}', "line 3", "a value is missing"),
    ('{"things": [],\n}', "comma too many", "a comma too many"),
    ('{"things": [\n{"name": "a"\n "size": 1}]}', "line 3", "a comma is missing"),
    ('{"things": [{"name": "a}]}', "line 1", "not closed"),
    ('{"things": []}\n}', "line 2", "a closing bracket too many"),
    ('{"things": [{"name": "a\nb"}]}', "line 1", "line end"),
    ("{'things': []}", "line 1", "double quotation marks"),
    ("[" * 100_000, "f.json", "nested too deeply"),
]


@pytest.mark.parametrize(("text", "where", "reason"), NO_JSON, ids=[reason for _, _, reason in NO_JSON])
def test_what_is_no_json_is_told_in_plain_words_at_its_line(text: str, where: str, reason: str) -> None:
    error = fault(text, "f.json")
    assert where in error.message
    assert reason in error.message
    assert "Expecting" not in error.message


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nam\na\n", ("the column 'name' is missing", "unknown column 'nam': did you mean 'name'?")),
        ("name,name,colour\na,b,c\n", ("unknown column 'colour'", "the column 'name' stands twice")),
        ("name,size\na,b\n", ("t.csv cannot be used: unknown column 'size'",)),
        ('name\n"a\n', ("line 2: a quotation mark is opened in this row and not closed",)),
        ('name\n"a" b\n', ("line 2: text stands after a closing quotation mark",)),
    ],
)
def test_faults_of_a_heading_or_row_are_told_once_each(text: str, told: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as caught:
        rows(text)
    lines = (caught.value.message, *caught.value.problems)
    for words in told:
        assert sum(words in line for line in lines) == 1
