"""Single codes by hand: edited, moved, retired, taken up again, removed; and what is refused."""

from __future__ import annotations

import pytest
from coding_reversal import coded, reversible, tree
from command_line import CommandLine, Prepare


def book_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "We trust each other here. It costs little.")
    wb.ok("source", "import", "A.txt")
    wb.write(
        "book.yaml",
        "codes: [{id: themes, name: Themes}, {id: trust, name: Trust, parent: themes}, "
        "{id: earned, name: Earned, parent: trust}, {name: Rules, parent: themes}, {name: Money}]",
    )
    wb.ok("codebook", "import", "book.yaml")


@pytest.fixture
def book(prepared: Prepare) -> CommandLine:
    return prepared(book_steps)


def shown(wb: CommandLine, code: str) -> dict[str, object]:
    found: dict[str, object] = wb.ok("codebook", "show", code, "--json").json
    return found


FIELDS = {
    "--definition": ("short_definition", "Ties."),
    "--full-definition": ("full_definition", "Ties between\npeople."),
    "--when-to-use": ("when_to_use", "Somebody is relied on."),
    "--when-not-to-use": ("when_not_to_use", "Warmth alone."),
    "--colour": ("colour", "#00af5f"),
    "--name": ("name", "Confidence"),
}


@pytest.mark.parametrize("option", FIELDS)
def test_each_field_is_edited_alone_and_the_others_stay(book: CommandLine, option: str) -> None:
    before = shown(book, "trust")
    field, value = FIELDS[option]
    reversible(book, "codebook", "edit", "trust", option, value)
    assert shown(book, "trust") == before | {field: value, "path": shown(book, "trust")["path"]}


def test_a_field_is_emptied_by_an_empty_text(book: CommandLine) -> None:
    book.ok("codebook", "edit", "trust", "--definition", "Ties.")
    book.ok("codebook", "edit", "trust", "--definition", "")
    assert shown(book, "trust")["short_definition"] == ""


def test_examples_keep_their_line_breaks_and_white_space(book: CommandLine) -> None:
    examples = ["one  example\nof two lines", "[another]"]
    words = [word for example in examples for word in ("--example", f" {example} ")]
    reversible(book, "codebook", "edit", "trust", *words)
    assert shown(book, "trust")["examples"] == examples


def test_an_edit_that_changes_nothing_leaves_no_step_to_undo(book: CommandLine) -> None:
    book.ok("codebook", "edit", "trust", "--definition", "Ties.")
    before = book.states()
    assert "nothing changed" in book.ok("codebook", "edit", "trust", "--definition", "Ties.").err
    assert book.states() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("edit", "trust"), 2, "nothing to change"),
        (("edit", "trust", "--name", "RULES"), 5, "'Themes/Rules'"),
        (("edit", "trust", "--name", "a/b"), 3, "separates"),
        (("edit", "trust", "--colour", "red"), 3, "#rrggbb"),
        (("edit", "Trsut", "--name", "x"), 4, "Did you mean"),
        (("add", "trust", "--parent", "themes"), 5, "'Themes/Trust'"),
        (("move", "themes", "--under", "earned"), 5, "below it"),
        (("move", "themes", "--under", "themes"), 5, "the code itself"),
        (("move", "themes"), 2, "--under"),
        (("move", "themes", "--top", "--before", "Money"), 2, "--under"),
        (("move", "Money", "--after", "Money"), 2, "beside itself"),
        (("restore", "trust"), 5, "in use already"),
        (("merge", "trust", "--into", "trust"), 2, "into itself"),
        (("merge", "themes", "--into", "trust"), 5, "lies below"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    book: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in book.refused(code, "codebook", *words)


def test_a_code_cannot_move_to_where_its_name_is_taken(book: CommandLine) -> None:
    book.ok("codebook", "add", "TRUST", "--parent", "Money")
    assert "'Money/TRUST'" in book.refused(5, "codebook", "move", "Themes/Trust", "--under", "Money")


def test_a_name_that_stands_elsewhere_is_noted(book: CommandLine) -> None:
    assert "'Themes/Trust'" in book.ok("codebook", "add", "trust", "--parent", "Money").err
    assert "'Themes/Rules'" in book.ok("codebook", "edit", "Money", "--name", "rules").err


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (
            ("Trust", "--under", "Money"),
            ["Themes", "Themes/Rules", "Money", "Money/Trust", "Money/Trust/Earned"],
        ),
        (("Trust", "--top"), ["Themes", "Themes/Rules", "Money", "Trust", "Trust/Earned"]),
        (
            ("Rules", "--before", "Trust"),
            ["Themes", "Themes/Rules", "Themes/Trust", "Themes/Trust/Earned", "Money"],
        ),
        (
            ("Trust", "--after", "Rules"),
            ["Themes", "Themes/Rules", "Themes/Trust", "Themes/Trust/Earned", "Money"],
        ),
        (
            ("Money", "--before", "Themes"),
            ["Money", "Themes", "Themes/Trust", "Themes/Trust/Earned", "Themes/Rules"],
        ),
        (
            ("Money", "--after", "Trust"),
            ["Themes", "Themes/Trust", "Themes/Trust/Earned", "Themes/Money", "Themes/Rules"],
        ),
    ],
)
def test_a_code_moves_with_all_below_it(book: CommandLine, words: tuple[str, ...], order: list[str]) -> None:
    reversible(book, "codebook", "move", *words)
    assert tree(book) == order


def test_a_move_to_where_a_code_is_already_is_no_change(book: CommandLine) -> None:
    before = book.states()
    assert "nothing changed" in book.ok("codebook", "move", "Money", "--after", "Themes").err
    assert book.states() == before


def test_a_retired_code_keeps_its_codings_takes_no_new_ones_and_is_taken_up_again(book: CommandLine) -> None:
    book.ok("coding", "add", "A", "--code", "trust", "--quote", "We trust each other")
    said = reversible(book, "codebook", "retire", "trust")
    assert "1 code below it stays in use" in said.err
    assert len(coded(book)) == 1
    book.refused(4, "coding", "add", "A", "--code", "trust", "--quote", "costs little")
    assert "retired already" in book.refused(5, "codebook", "retire", "trust")
    assert "workbench codebook restore" in book.refused(5, "codebook", "add", "Trust", "--parent", "themes")
    reversible(book, "codebook", "restore", "trust")
    book.ok("coding", "add", "A", "--code", "trust", "--quote", "costs little")


def test_a_code_on_which_nothing_rests_is_removed(book: CommandLine) -> None:
    reversible(book, "codebook", "remove", "Money")
    assert "Money" not in tree(book)


def test_what_rests_on_a_code_is_named_with_whose_it_is_and_what_to_do(book: CommandLine) -> None:
    book.ok("coding", "add", "A", "--code", "trust", "--quote", "We trust each other")
    book.ok("coding", "add", "A", "--code", "trust", "--quote", "costs little")
    book.ok("coding", "add", "A", "--code", "trust", "--quote", "costs little", "--coder", "Olu")
    book.ok("memo", "add", "Think again.", "--on", "code:trust")
    err = book.refused(5, "codebook", "remove", "trust")
    assert "3 codings (2 by Ann, 1 by Olu)" in err
    assert "1 code below it" in err
    assert "1 memo" in err
    assert "codebook merge" in err
    assert "codebook retire" in err


def test_a_code_is_shown_with_distinct_sources_and_its_coders(book: CommandLine) -> None:
    book.write("B.txt", "We trust each other as well.")
    book.ok("source", "import", "B.txt")
    for source, quote, coder in (("A", "trust", "Ann"), ("A", "each other", "Olu"), ("B", "trust", "Ann")):
        book.ok("coding", "add", source, "--code", "trust", "--quote", quote, "--coder", coder)
    listed = {code["path"]: code for code in book.ok("codebook", "list", "--json").json}
    assert (listed["Themes/Trust"]["coding_count"], listed["Themes/Trust"]["source_count"]) == (3, 2)
    assert shown(book, "trust")["codings_by_coder"] == {"Ann": 2, "Olu": 1}
    said = {row["field"]: row["content"] for row in book.ok("codebook", "show", "trust").rows}
    assert said["codings"] == "3 codings in 2 sources"
    assert said["coders"] == "Ann 2, Olu 1"
