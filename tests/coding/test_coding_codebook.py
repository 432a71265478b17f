"""The codebook in and out: what an import adds and updates, what it leaves be, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import CommandLine, Prepare, substance

BOOK = """
codes:
  - id: themes
    name: Themes
    full_definition: Ideas that cut across.
  - id: trust
    name: Trust
    parent: themes
    short_definition: Relying on another.
    full_definition: "Relying on what another has seen: Müller’s “yes”."
    when_to_use: Somebody is relied on.
    when_not_to_use: Warm feelings alone.
    examples: ["I ring her.", "She is known."]
    colour: "#00AF5f"
  - id: money
    name: Money
"""


def book_steps(wb: CommandLine) -> None:
    wb.write("book.yaml", BOOK)
    wb.ok("codebook", "import", "book.yaml")


@pytest.fixture
def book(prepared: Prepare) -> CommandLine:
    return prepared(book_steps)


def codes(wb: CommandLine) -> dict[str, dict[str, object]]:
    return {code["path"]: code for code in wb.ok("codebook", "list", "--json").json}


def test_every_field_and_the_hierarchy_come_in(book: CommandLine) -> None:
    found = codes(book)
    assert list(found) == ["Themes", "Themes/Trust", "Money"]
    trust = found["Themes/Trust"]
    assert trust["full_definition"] == "Relying on what another has seen: Müller’s “yes”."
    assert trust["examples"] == ["I ring her.", "She is known."]
    assert trust["when_not_to_use"] == "Warm feelings alone."
    assert trust["colour"] == "#00af5f"


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_what_was_exported_changes_nothing_when_it_is_imported(book: CommandLine, form: str) -> None:
    book.ok("codebook", "export", "--format", form, "-o", f"out.{form}")
    before = substance(book.folder / "s.study")
    said = book.ok("codebook", "import", f"out.{form}", "--json")
    assert said.json == {"added": [], "updated": [], "unchanged": 3, "absent": []}
    assert substance(book.folder / "s.study") == before
    assert "0 codes added, 0 updated" in said.err


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_an_export_goes_through_a_pipe_into_another_study(book: CommandLine, form: str) -> None:
    data = book.ok("codebook", "export", "--format", form).stdout
    book.ok("study", "new", "other.study")
    book.ok("codebook", "import", "-", "--study", "other.study", stdin=data)
    assert book.ok("codebook", "export", "--format", form, "--study", "other.study").stdout == data


def test_a_dry_run_says_what_would_change_and_changes_nothing(book: CommandLine) -> None:
    book.write("book.yaml", BOOK.replace("Relying on another.", "Leaning on another.") + "  - name: New\n")
    before = book.states()
    said = book.ok("codebook", "import", "book.yaml", "--dry-run")
    assert said.rows == [
        {"change": "added", "code": "New"},
        {"change": "updated", "code": "Themes/Trust: short definition"},
    ]
    assert "would have imported" in said.err
    assert book.states() == before


def test_a_code_that_is_renamed_in_the_file_stays_the_same_code_with_its_codings(book: CommandLine) -> None:
    book.write("a.txt", "We trust each other.")
    book.ok("source", "import", "a.txt")
    book.ok("coding", "add", "a", "--code", "Trust", "--quote", "trust")
    book.write("book.yaml", BOOK.replace("name: Trust", "name: Confidence"))
    said = book.ok("codebook", "import", "book.yaml", "--json").json
    assert said["updated"] == ["Themes/Trust: name"]
    assert [q["code_path"] for q in book.ok("coding", "list", "--json").json] == ["Themes/Confidence"]


def test_a_code_moves_under_another_parent_and_back_to_the_top(book: CommandLine) -> None:
    book.write("book.yaml", BOOK.replace("parent: themes", "parent: money"))
    assert book.ok("codebook", "import", "book.yaml", "--json").json["updated"] == ["Themes/Trust: parent"]
    assert list(codes(book)) == ["Themes", "Money", "Money/Trust"]
    book.write("book.yaml", BOOK.replace("parent: themes", "parent: null"))
    book.ok("codebook", "import", "book.yaml")
    assert sorted(codes(book)) == ["Money", "Themes", "Trust"]


def test_the_order_of_the_file_becomes_the_order_of_siblings(book: CommandLine) -> None:
    book.ok("codebook", "add", "Age")
    book.write(
        "order.yaml", "codes: [{id: money, name: Money}, {id: new, name: New}, {id: themes, name: Themes}]"
    )
    said = book.ok("codebook", "import", "order.yaml", "--json").json
    assert [path for path in codes(book) if "/" not in path] == ["Money", "New", "Themes", "Age"]
    assert set(said["updated"]) == {"Money: order", "Themes: order"}
    assert book.ok("codebook", "import", "order.yaml", "--json").json["unchanged"] == 3


def test_a_file_leaves_be_what_it_does_not_speak_of_and_empties_what_it_has_empty(book: CommandLine) -> None:
    book.write("part.csv", "id,name,when_to_use\ntrust,Trust,\n")
    said = book.ok("codebook", "import", "part.csv", "--json").json
    assert said["updated"] == ["Themes/Trust: when to use"]
    trust = codes(book)["Themes/Trust"]
    assert trust["short_definition"] == "Relying on another."
    assert trust["colour"] == "#00af5f"
    assert trust["when_to_use"] == ""
    assert said["absent"] == ["Themes", "Money"]


def test_codes_without_ids_are_known_by_path_in_any_case_and_by_name_where_no_path_is_given(
    book: CommandLine,
) -> None:
    book.write("plain.csv", "name,parent,definition\ntrust,themes,One\n")
    assert book.ok("codebook", "import", "plain.csv", "--json").json["added"] == []
    book.write("plain.csv", "name,definition\ntrust,Two\n")
    assert book.ok("codebook", "import", "plain.csv", "--json").json["added"] == []
    assert len(codes(book)) == 3
    assert codes(book)["Themes/trust"]["full_definition"] == "Two"


def test_a_name_that_a_renamed_code_once_had_makes_a_new_code(wb: CommandLine) -> None:
    wb.write("a.yaml", "codes: [{name: Trust}]")
    wb.ok("codebook", "import", "a.yaml")
    old = codes(wb)["Trust"]["id"]
    wb.write("b.yaml", f"codes: [{{id: {old}, name: Confidence}}]")
    wb.ok("codebook", "import", "b.yaml")
    assert wb.ok("codebook", "import", "a.yaml", "--json").json["added"] == ["Trust"]
    found = codes(wb)
    assert set(found) == {"Trust", "Confidence"}
    assert found["Confidence"]["id"] == old


@pytest.mark.parametrize(
    ("parent", "path"),
    [
        ("Rules/Trust", "Rules/Trust/Leaf"),
        ("People/Trust", "People/Trust/Leaf"),
        ("people/trust", "People/Trust/Leaf"),
        ("t2", "People/Trust/Leaf"),
    ],
)
def test_a_parent_by_its_path_is_the_one_at_that_path(wb: CommandLine, parent: str, path: str) -> None:
    wb.write(
        "b.yaml",
        f"codes: [{{name: Leaf, parent: {parent}}}, {{id: t1, name: Trust, parent: Rules}}, {{name: Rules}},"
        " {id: t2, name: Trust, parent: People}, {name: People}]",
    )
    wb.ok("codebook", "import", "b.yaml")
    assert path in codes(wb)


def test_a_parent_s_path_is_not_taken_for_a_code_of_that_name_elsewhere(book: CommandLine) -> None:
    book.write("b.yaml", "codes: [{name: Trust}, {name: Leaf, parent: Themes/Trust}]")
    book.ok("codebook", "import", "b.yaml")
    assert "Themes/Trust/Leaf" in codes(book)
    book.write(
        "b.yaml", "codes: [{name: Trust, parent: Rules}, {name: Rules}, {name: Leaf2, parent: Nowhere/Trust}]"
    )
    assert "'Nowhere/Trust'" in book.refused(3, "codebook", "import", "b.yaml")


def test_a_code_may_bear_its_parent_s_name(book: CommandLine) -> None:
    book.write("b.yaml", "codes: [{name: Money, parent: Money}]")
    book.ok("codebook", "import", "b.yaml")
    assert "Money/Money" in codes(book)


FAULTS = {
    "a cycle": ("codes: [{id: a, name: A, parent: b}, {id: b, name: B, parent: a}]", ["'A'", "own ancestor"]),
    "itself": ("codes: [{id: a, name: A, parent: a}]", ["'A'", "own ancestor"]),
    "a cycle by way of the study": ("codes: [{id: themes, name: Themes, parent: trust}]", ["'Themes'", "own ancestor"]),
    "twins": (
        "codes: [{name: X}, {name: x}]",
        ["bad.yaml, line 1, column 20", "'x'", "also at bad.yaml, line 1, column 9"],
    ),
    "twins under one parent": ("codes: [{name: TRUST, parent: Themes, id: q}]", ["another code", "Themes/Trust"]),
    "an id twice": ("codes: [{id: a, name: A}, {id: a, name: B}]", ["id of", "twice"]),
    "an unknown parent": ("codes:\n  - name: A\n    parent: nobody", ["'nobody'", "bad.yaml, line 2, column 5"]),
    "an unknown field": ("codes: [{name: A, defnition: x}]", ["codes[1] (A) > defnition", "did you mean 'definition'"]),
    "a wrong colour": ("codes: [{name: A, colour: red}]", ["#rrggbb", "'red'"]),
    "a slash": ("codes: [{name: A/B}]", ["'A/B'", "separates"]),
    "no name": ("codes: [{id: a}]", ["codes[1] (a) > name", "missing"]),
    "an empty name": ('codes: [{name: "  "}]', ["needs a name"]),
    "an endless name": ("codes: [{name: " + "x" * 300 + "}]", ["300 characters"]),
    "a key twice": ("codes: [{name: A, name: B}]", ["line 1", "'name'", "twice"]),
    "codes twice": ("codes: []\ncodes: []\n", ["line 2", "'codes'"]),
    "a list": ("- a\n- b\n", ["'codes'"]),
    "nothing": ("", ["'codes'"]),
    "not YAML": ("codes: ]", ["line 1", "not valid YAML"]),
    "a tag that does not fit": ("codes: !!int x", ["line 1", "must be a list"]),
    "a strange tag": ("codes: !!python/object:os.system x", ["line 1", "quotation marks"]),
    "a later version": ("version: 2\ncodes: []", ["version"]),
    "too deep": (
        json.dumps({"codes": [{"id": f"c{n}", "name": f"C{n}", "parent": f"c{n - 1}"} for n in range(1, 90)]
                    + [{"id": "c0", "name": "C0"}]}),
        ["levels deep"],
    ),
    "nested without end": ("codes: " + "[" * 3000, ["not valid YAML"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "named"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_codebook_is_refused_with_the_place_of_the_fault(
    book: CommandLine, text: str, named: list[str]
) -> None:
    book.write("bad.yaml", text)
    err = book.refused(3, "codebook", "import", "bad.yaml")
    for word in named:
        assert word in err


def test_all_faults_are_listed_at_once(book: CommandLine) -> None:
    book.write("bad.yaml", "codes: [{name: A/B}, {name: C, parent: nobody}, {name: D, parent: nowhere}]")
    err = book.refused(3, "codebook", "import", "bad.yaml")
    assert all(word in err for word in ("3 faults", "A/B", "nobody", "nowhere"))


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("name,colour\nA,red\nB,blue\n", ["line 2", "line 3", "2 faults"]),
        ("name,meaning\nA,x\n", ["'meaning'"]),
        ("title\nA\n", ["'name' is missing"]),
        ("name,name\nA,B\n", ["twice"]),
        ("name,colour\nA,#000000,extra\nB\nC,#000000,more\n", ["line 2", "line 4", "'extra'"]),
        ('name\n"A\n', ["line 2", "quotation mark"]),
        ("name,retired\nA,maybe\n", ["line 2", "retired"]),
        ('name,definition\n"A","one\ntwo"\n"B/C",x\n', ["line 4", "B/C"]),
    ],
)
def test_faults_of_a_table_name_their_lines(book: CommandLine, table: str, named: list[str]) -> None:
    book.write("bad.csv", table)
    err = book.refused(3, "codebook", "import", "bad.csv")
    for word in named:
        assert word in err


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfname;definition\r\nTrust;Ties; no\r\n".replace(b"; no", b", yes"),
        "name\tdefinition\nTrust\tTies, yes\n".encode("utf-16"),
        b'sep=;\r\n"name";"definition"\r\n"Trust";"Ties, yes"\r\n',
        b'\nname,definition\nTrust,"Ties, yes"\n,,\n\n',
    ],
    ids=["mark and semicolons", "utf-16 and tabs", "sep line", "empty lines"],
)
def test_tables_come_as_spreadsheets_write_them(wb: CommandLine, data: bytes) -> None:
    wb.write("b.csv", data)
    wb.ok("codebook", "import", "b.csv")
    assert codes(wb)["Trust"]["full_definition"] == "Ties, yes"


def test_words_that_yaml_takes_for_something_else_stay_words(wb: CommandLine) -> None:
    wb.write("b.yaml", "codes: [{name: no}, {name: 0017}, {name: 2017-01-31}, {name: 10:20}, {name: 18967}]")
    wb.ok("codebook", "import", "b.yaml")
    assert list(codes(wb)) == ["no", "0017", "2017-01-31", "10:20", "18967"]
    wb.write("b.json", '{"codes": [{"name": 42, "definition": null}]}')
    wb.ok("codebook", "import", "b.json")
    assert "42" in codes(wb)


def test_escapes_bring_in_no_control_characters(wb: CommandLine) -> None:
    wb.write("b.json", '{"codes": [{"name": "A", "definition": "x\\u0000y\\ud800z"}]}')
    wb.ok("codebook", "import", "b.json")
    assert codes(wb)["A"]["full_definition"] == "xyz"


def test_a_key_twice_in_json_is_a_fault_too(wb: CommandLine) -> None:
    wb.write("b.json", '{"codes": [{"name": "A", "name": "B"}]}')
    assert "'name' stands twice" in wb.refused(3, "codebook", "import", "b.json")


def test_an_encoding_that_had_to_be_guessed_is_said(wb: CommandLine) -> None:
    wb.write("b.csv", "name,definition\nTrust,Nähe und Gefühl\n".encode("cp1252"))
    assert "b.csv: read as cp1252" in wb.ok("codebook", "import", "b.csv").err


def test_one_code_is_added_by_hand_at_the_end_and_not_twice(book: CommandLine) -> None:
    book.ok("codebook", "add", "Rules", "--parent", "themes", "--definition", "What is written.")
    assert list(codes(book)) == ["Themes", "Themes/Trust", "Themes/Rules", "Money"]
    assert "Themes/Rules" in book.refused(5, "codebook", "add", "RULES", "--parent", "Themes")
    assert "Themes" in book.refused(4, "codebook", "add", "x", "--parent", "Thems")
    assert "separates" in book.refused(3, "codebook", "add", "a/b")


def test_an_export_refuses_a_file_that_exists(book: CommandLine) -> None:
    book.write("out.yaml", "mine")
    assert "--force" in book.refused(7, "codebook", "export", "-o", "out.yaml")
    assert Path("out.yaml").read_text() == "mine"
    book.ok("codebook", "export", "-o", "out.yaml", "--force")
    assert "Trust" in Path("out.yaml").read_text()
    assert "yaml" in book.refused(2, "codebook", "export", "--format", "abc")


def test_a_retired_code_goes_out_and_comes_in_as_retired(book: CommandLine) -> None:
    book.write("r.yaml", "codes: [{id: money, name: Money, retired: true}]")
    book.ok("codebook", "import", "r.yaml")
    assert codes(book)["Money"]["retired"] is True
    data = book.ok("codebook", "export", "--format", "csv").stdout
    book.ok("study", "new", "other.study")
    book.ok("codebook", "import", "-", "--study", "other.study", stdin=data)
    other = book.ok("codebook", "list", "--json", "--study", "other.study").json
    assert [code["name"] for code in other if code["retired"]] == ["Money"]
    book.write("r.yaml", "codes: [{id: money, name: Money, retired: no}]")
    said = book.ok("codebook", "import", "r.yaml", "--study", "s.study", "--json").json
    assert said["updated"] == ["Money: retired"]


def test_names_that_stand_under_several_parents_are_noted(book: CommandLine) -> None:
    book.write("b.yaml", "codes: [{name: Rules}, {name: trust, parent: Rules}]")
    said = book.ok("codebook", "import", "b.yaml")
    assert "codes whose name also stands elsewhere: 'Rules/trust'" in said.err
    assert "elsewhere" not in book.ok("codebook", "import", "b.yaml").err
