"""Codes that are one: what moves, what was double, and that a preview says it before."""

from __future__ import annotations

import pytest
from coding_reversal import coded, reversible, tree
from command_line import CommandLine, Prepare

TEXT = "We trust each other here. It costs little. Nobody minds the wait."


def book_steps(wb: CommandLine) -> None:
    wb.write("A.txt", TEXT)
    wb.ok("source", "import", "A.txt")
    wb.write(
        "book.yaml",
        """
codes:
  - {id: trust, name: Trust, short_definition: Ties, examples: [one]}
  - {id: faith, name: Faith, short_definition: Belief, examples: [one, two]}
  - {id: blind, name: Blind, parent: faith}
  - {id: hope, name: Hope}
""",
    )
    wb.ok("codebook", "import", "book.yaml")
    wb.write(
        "c.csv",
        "source,quote,code,coder,memo\n"
        "A,We trust each other,trust,Ann,mine\n"
        "A,We trust each other,faith,Ann,too\n"
        "A,We trust each other,faith,Olu,\n"
        "A,It costs little,faith,Ann,\n"
        "A,Nobody minds,blind,Ann,\n"
        "A,Nobody minds,hope,Ann,\n",
    )
    wb.ok("coding", "import", "c.csv")
    wb.ok("memo", "add", "What is faith?", "--on", "code:faith")


@pytest.fixture
def book(prepared: Prepare) -> CommandLine:
    return prepared(book_steps)


def test_codings_sub_codes_memos_and_examples_go_to_the_code_that_stays(book: CommandLine) -> None:
    said = reversible(book, "codebook", "merge", "faith", "--into", "trust")
    assert "2 codings moved; 1 double dropped (Ann 2, Olu 1); with 1 sub-code, 1 memo, 1 example" in said.err
    assert tree(book) == ["Trust", "Trust/Blind", "Hope"]
    assert coded(book) == {
        ("We trust each other", "Trust", "Ann", "mine\ntoo"),
        ("We trust each other", "Trust", "Olu", ""),
        ("It costs little", "Trust", "Ann", ""),
        ("Nobody minds", "Trust/Blind", "Ann", ""),
        ("Nobody minds", "Hope", "Ann", ""),
    }
    (memo,) = book.ok("memo", "list", "--json").json
    stays = book.ok("codebook", "show", "trust", "--json").json
    assert memo["subject_id"] == stays["id"]
    assert stays["examples"] == ["one", "two"]
    assert stays["short_definition"] == "Ties"
    assert "Faith: short definition" in said.err


def test_the_preview_is_the_merge_without_the_merge(book: CommandLine) -> None:
    before = book.states()
    preview = book.ok("codebook", "merge", "faith", "hope", "--into", "trust", "--dry-run", "--json")
    assert book.states() == before
    assert preview.json == {
        "into": "Trust",
        "merged": ["Faith", "Hope"],
        "codings": {"moved": 3, "doubles": 1, "by_coder": [["Ann", 3], ["Olu", 1]]},
        "sub_codes": ["Faith/Blind"],
        "memos": 1,
        "examples": 1,
        "left": ["Faith: short definition"],
        "summaries": 0,
    }
    assert book.ok("codebook", "merge", "faith", "hope", "--into", "trust", "--json").json == preview.json


def test_a_code_and_the_code_below_it_can_be_merged_at_once(book: CommandLine) -> None:
    reversible(book, "codebook", "merge", "faith", "blind", "--into", "hope")
    assert tree(book) == ["Trust", "Hope"]
    assert ("Nobody minds", "Hope", "Ann", "") in coded(book)
    assert len(coded(book)) == 5


def test_a_sub_code_is_merged_into_its_parent(book: CommandLine) -> None:
    reversible(book, "codebook", "merge", "blind", "--into", "faith")
    assert tree(book) == ["Trust", "Faith", "Hope"]


def test_sub_codes_of_one_name_are_refused(book: CommandLine) -> None:
    book.ok("codebook", "add", "blind", "--parent", "trust")
    err = book.refused(5, "codebook", "merge", "faith", "--into", "trust")
    assert "'Faith/Blind'" in err
    assert "'Trust/blind'" in err


def test_a_retired_code_takes_nothing_in(book: CommandLine) -> None:
    book.ok("codebook", "retire", "trust")
    assert "there is no code" in book.refused(4, "codebook", "merge", "faith", "--into", "trust")


def test_what_was_about_a_double_is_about_the_coding_that_stays(book: CommandLine) -> None:
    double = next(
        one["coding_id"]
        for one in book.ok("coding", "list", "--json").json
        if one["code_path"] == "Faith" and one["coder"] == "Ann" and one["text"].startswith("We")
    )
    book.ok("coding", "edit", double, "--memo", "mine")
    reversible(book, "codebook", "merge", "faith", "--into", "trust")
    assert ("We trust each other", "Trust", "Ann", "mine") in coded(book)


def test_a_merge_of_many_is_logged_in_few_effects(book: CommandLine) -> None:
    rows = "".join(f"A,{start},{start + 5},faith\n" for start in range(50))
    book.write("many.csv", "source,start_char,end_char,code\n" + rows)
    book.ok("coding", "import", "many.csv")
    book.ok("codebook", "merge", "faith", "--into", "trust")
    (newest,) = book.ok("history", "--limit", "1", "--json").json
    assert len(newest["effects"]) < 10
