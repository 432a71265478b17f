"""Batches of codings from tables and JSON lines: all faults at once, nothing twice, nothing by halves."""

from __future__ import annotations

import json

import pytest
from command_line import CommandLine, Prepare, content

TEXT = "We knew each other, so it went well. 👩‍⚕️ Then she left, and שלום was all we had. We waited."


def talk_steps(wb: CommandLine) -> None:
    wb.write("A.txt", TEXT)
    wb.write("B.txt", "Nobody knew whom to ring. We waited.")
    wb.ok("source", "import", "A.txt", "B.txt")
    wb.write("book.yaml", "codes: [{id: tr, name: Trust, parent: th}, {id: th, name: Themes}, {name: Loss}]")
    wb.ok("codebook", "import", "book.yaml")


@pytest.fixture
def talk(prepared: Prepare) -> CommandLine:
    return prepared(talk_steps)


def coded(wb: CommandLine) -> set[tuple[str, str, str, str]]:
    found = wb.ok("coding", "list", "--json").json
    return {(q["source_name"], q["text"], q["code_path"], q["coder"]) for q in found}


def test_rows_say_where_by_quote_or_span_and_who_by_name(talk: CommandLine) -> None:
    start = TEXT.index("שלום")
    talk.write(
        "c.csv",
        "source,start_char,end_char,quote,code,coder,memo\n"
        f'A,{start},{start + 4},,Trust,Olu,"a, b"\n'
        'a,,,"Then she left,",Themes/Trust,,\n'
        'B,,,"we waited",loss,ann,\n',
    )
    said = talk.ok("coding", "import", "c.csv")
    assert "imported 3 codings from c.csv" in said.err
    assert "new to the study as coders: Olu" in said.err
    assert coded(talk) == {
        ("A", "שלום", "Themes/Trust", "Olu"),
        ("A", "Then she left,", "Themes/Trust", "Ann"),
        ("B", "We waited", "Loss", "Ann"),
    }


def test_json_lines_and_the_names_of_other_tools_do_the_same(talk: CommandLine) -> None:
    lines = [
        {"document": "A", "start": 0, "end": 7, "code": "tr"},
        {"source": "B", "quote": "Nobody knew", "code": "tr", "coder": None, "memo": "m"},
    ]
    talk.write("c.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    talk.ok("coding", "import", "c.jsonl")
    assert {text for _, text, _, _ in coded(talk)} == {"We knew", "Nobody knew"}
    talk.ok("coding", "import", "-", "--coder", "Olu", stdin=json.dumps(lines[0]).encode())
    assert ("A", "We knew", "Themes/Trust", "Olu") in coded(talk)


def test_a_batch_that_is_imported_again_adds_nothing(talk: CommandLine) -> None:
    talk.write("c.csv", "source,quote,code\nA,it went well,Trust\nA,it went well,Trust\n")
    assert talk.ok("coding", "import", "c.csv", "--json").json["added"] == 1
    before = [row for row in content(talk.folder / "s.study") if row[0] in ("coding", "excerpt")]
    said = talk.ok("coding", "import", "c.csv")
    assert said.err == "nothing new in c.csv: 2 codings were there already\n"
    assert [row for row in content(talk.folder / "s.study") if row[0] in ("coding", "excerpt")] == before


BAD_ROWS = (
    "source,start_char,end_char,quote,code,coder\n"
    "A,,,it went well,Trust,\n"  # 2: good
    "A,,,never said,Trust,\n"
    "C,,,it went well,Trust,\n"
    "A,,,it went well,Trast,\n"
    "A,5,3,,Trust,\n"
    "A,0,999,,Trust,\n"
    "A,one,2,,Trust,\n"
    "A,,,,Trust,\n"
    ",,,it went well,Trust,\n"
    "A,,,We,Trust,\n"
    "A,0,7,She left,Trust,\n"
    "A,1,,,Trust,\n"
)


def test_every_faulty_row_is_listed_and_nothing_is_imported(talk: CommandLine) -> None:
    talk.write("c.csv", BAD_ROWS)
    err = talk.refused(3, "coding", "import", "c.csv")
    assert "11 faulty rows" in err
    for line in range(3, 14):
        assert f"c.csv, line {line}: " in err
    assert "line 2:" not in err
    assert "'We knew', not the quote 'She left'" in err
    assert "Did you mean Trust?" in err
    assert "--skip-faulty" in err


def test_the_good_rows_come_in_when_that_is_asked_for(talk: CommandLine) -> None:
    talk.write("c.csv", BAD_ROWS)
    said = talk.ok("coding", "import", "c.csv", "--skip-faulty", "--json")
    assert said.json["added"] == 1
    assert len(said.json["faulty"]) == 11
    said = talk.ok("coding", "import", "c.csv", "--skip-faulty", "--dry-run")
    assert said.err.count("left out: ") == 11


def test_lines_of_json_that_are_none_are_faulty_rows_like_others(talk: CommandLine) -> None:
    lines = [
        '{"source": "A", "quote": "it went well", "code": "Trust"}',
        "{nonsense",
        "[1, 2]",
        '{"source": "A", "quote": "x", "code": "Trust", "colour": 1}',
        '{"source": "A", "quote": ["x"], "code": "Trust"}',
        "[" * 100_000,
    ]
    talk.write("c.jsonl", "\n".join(lines))
    err = talk.refused(3, "coding", "import", "c.jsonl")
    assert "5 faulty rows" in err
    for line in range(2, 7):
        assert f"c.jsonl, line {line}: " in err
    assert talk.ok("coding", "import", "c.jsonl", "--skip-faulty", "--json").json["added"] == 1


def test_line_numbers_are_right_after_a_quote_of_several_lines(talk: CommandLine) -> None:
    talk.write("c.csv", 'source,quote,code\nA,"it went\n\nwell",Trust\nA,nowhere to be found,Trust\n')
    assert "line 5: " in talk.refused(3, "coding", "import", "c.csv")


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ("source,quote\nA,x\n", "'code' is missing"),
        ("source,quote,code,who\nA,x,Trust,me\n", "'who'"),
        ("source,quote,code\nA,one, two,Trust\n", "no heading"),
        ("", "'code' is missing"),
    ],
)
def test_a_table_of_another_shape_is_refused(talk: CommandLine, table: str, word: str) -> None:
    talk.write("c.csv", table)
    assert word in talk.refused(3, "coding", "import", "c.csv")


def test_a_batch_is_one_change_for_undo(talk: CommandLine) -> None:
    talk.write("c.csv", "source,quote,code,coder\nA,it went well,Trust,Olu\nB,We waited,Loss,\n")
    talk.ok("coding", "import", "c.csv")
    talk.ok("undo")
    assert coded(talk) == set()
    talk.ok("redo")
    assert len(coded(talk)) == 2


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_was_exported_can_be_imported_as_it_is(talk: CommandLine, form: str) -> None:
    talk.ok("coding", "add", "A", "--code", "Trust", "--quote", "We knew each other")
    before = coded(talk)
    talk.ok("export", "codings", "-f", form, "-o", f"all.{form}")
    said = talk.ok("coding", "import", f"all.{form}")
    assert "nothing new in all." in said.err
    assert coded(talk) == before
