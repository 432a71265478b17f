"""Codings that are there: bounds, notes and codes changed, several removed, several codes at once."""

from __future__ import annotations

import pytest
from coding_reversal import coded, reversible
from command_line import CommandLine, Prepare

TEXT = "We trust each other here. It costs little. Nobody minds the wait.\n"


def talk_steps(wb: CommandLine) -> None:
    wb.write("A.txt", TEXT)
    wb.ok("source", "import", "A.txt")
    for code in ("Trust", "Money", "Time"):
        wb.ok("codebook", "add", code)
    wb.ok("coding", "add", "A", "--code", "Trust", "--quote", "We trust each other", "--memo", "first")
    wb.ok("coding", "add", "A", "--code", "Trust", "--quote", "It costs little", "--coder", "Olu")


@pytest.fixture
def talk(prepared: Prepare) -> CommandLine:
    return prepared(talk_steps)


def coding_of(wb: CommandLine, coder: str) -> str:
    return next(one["coding_id"] for one in wb.ok("coding", "list", "--json").json if one["coder"] == coder)


def test_several_codes_are_applied_as_one_change(talk: CommandLine) -> None:
    words = ("coding", "add", "A", "--quote", "Nobody minds", "--code", "Trust", "--code", "Time")
    said = reversible(talk, *words)
    assert "coded 'Trust' and 'Time' in A" in said.err
    assert "coded this passage 'Trust' and 'Time' already" in talk.refused(5, *words)
    more = talk.ok(*words, "--code", "Money", "--json")
    assert "2 codes it had already" in more.err
    assert len(more.json["codings"]) == 1


def test_bounds_are_adjusted_and_the_coding_stays_itself(talk: CommandLine) -> None:
    mine = coding_of(talk, "Ann")
    said = reversible(talk, "coding", "edit", mine, "--span", "3:25")
    assert "from 0:19 to 3:25" in said.err
    (now,) = [one for one in talk.ok("coding", "list", "--json").json if one["coding_id"] == mine]
    assert (now["text"], now["memo"]) == ("trust each other here.", "first")


def test_bounds_note_and_code_are_one_change(talk: CommandLine) -> None:
    mine = coding_of(talk, "Ann")
    reversible(talk, "coding", "edit", mine, "--quote", "Nobody minds", "--memo", "new", "--code", "Time")
    assert ("Nobody minds", "Time", "Ann", "new") in coded(talk)


def test_a_note_is_emptied_by_an_empty_text(talk: CommandLine) -> None:
    reversible(talk, "coding", "edit", coding_of(talk, "Ann"), "--memo", "")
    assert ("We trust each other", "Trust", "Ann", "") in coded(talk)


def test_an_edit_to_what_is_so_already_is_no_change(talk: CommandLine) -> None:
    mine = coding_of(talk, "Ann")
    before = talk.states()
    for words in (("--span", "0:19"), ("--memo", "first"), ("--code", "Trust")):
        assert "nothing changed" in talk.ok("coding", "edit", mine, *words).err
    assert talk.states() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "nothing to change"),
        (("--span", "0:9", "--quote", "x"), 2, "either"),
        (("--span", "0:999"), 3, "lies outside A"),
        (("--quote", "never said at all"), 4, "not in the text"),
        (("--code", "Trsut"), 4, "Did you mean Trust?"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    talk: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in talk.refused(code, "coding", "edit", coding_of(talk, "Ann"), *words)


def test_a_passage_is_not_coded_twice_by_adjusting(talk: CommandLine) -> None:
    talk.ok("coding", "add", "A", "--code", "Trust", "--quote", "Nobody minds")
    start = TEXT.index("Nobody minds")
    err = talk.refused(5, "coding", "edit", coding_of(talk, "Ann"), "--span", f"{start}:{start + 12}")
    assert "already" in err


def test_another_coder_s_coding_is_changed_by_its_coder_alone(talk: CommandLine) -> None:
    theirs = coding_of(talk, "Olu")
    for words in (("--span", "0:5"), ("--memo", "x")):
        assert "Olu's" in talk.refused(5, "coding", "edit", theirs, *words)
    assert "--others" in talk.refused(5, "coding", "edit", theirs, "--code", "Money")
    reversible(talk, "coding", "edit", theirs, "--code", "Money", "--others")
    assert ("It costs little", "Money", "Olu", "") in coded(talk)


def test_recoding_into_a_code_that_the_passage_has_drops_the_double_and_keeps_its_note(
    talk: CommandLine,
) -> None:
    talk.ok("coding", "add", "A", "--code", "Money", "--quote", "We trust each other", "--memo", "second")
    said = reversible(talk, "coding", "edit", coding_of(talk, "Ann"), "--code", "Money")
    assert "1 double dropped" in said.err
    assert ("We trust each other", "Money", "Ann", "second\nfirst") in coded(talk)
    assert len(coded(talk)) == 2


def test_several_codings_are_removed_as_one_change_by_the_ends_of_their_ids(talk: CommandLine) -> None:
    talk.ok("coding", "add", "A", "--code", "Time", "--quote", "Nobody minds")
    mine = [one["coding_id"][-8:] for one in talk.ok("coding", "list", "--json", "--by", "Ann").json]
    reversible(talk, "coding", "remove", *mine)
    assert {coder for _, _, coder, _ in coded(talk)} == {"Olu"}


def test_of_codings_that_are_not_all_one_s_own_none_is_removed(talk: CommandLine) -> None:
    ids = [one["coding_id"] for one in talk.ok("coding", "list", "--json").json]
    assert "1 of Olu's" in talk.refused(5, "coding", "remove", *ids)
    assert "no coding" in talk.refused(4, "coding", "remove", ids[0], "0123456789")


def test_the_words_at_a_span_are_told(talk: CommandLine) -> None:
    said = talk.ok("coding", "add", "A", "--code", "Time", "--span", "26:42")
    assert "coded: “It costs little.”" in said.err


def test_white_space_at_the_ends_of_a_span_is_left_out_and_said(talk: CommandLine) -> None:
    said = talk.ok("coding", "add", "A", "--code", "Time", "--span", "25:43", "--json")
    assert (said.json["start_char"], said.json["end_char"]) == (26, 42)
    assert "26:42 instead of 25:43" in said.err
    assert "nothing but white space" in talk.refused(
        3, "coding", "add", "A", "--code", "Time", "--span", "25:26"
    )


def test_a_span_that_cuts_a_label_or_a_heading_is_warned_about(talk: CommandLine) -> None:
    text = "# Talk one\n\n[00:00:05] Interviewer: How was it?\n\n[00:00:12] Nurse: It went well.\n"
    talk.write("B.md", text)
    talk.ok("source", "import", "B.md")
    label, heading = text.index("Nurse:") + 2, text.index("Talk") + 2
    end = str(text.index(" well"))
    assert (
        "cuts into a speaker label or timestamp, “[00:00:12] Nurse:”"
        in talk.ok("coding", "add", "B", "--code", "Time", "--span", f"{label}:{end}").err
    )
    assert (
        "cuts into a heading, “# Talk one”"
        in talk.ok("coding", "add", "B", "--code", "Time", "--span", f"{heading}:{end}").err
    )
    whole = talk.ok("coding", "add", "B", "--code", "Time", "--span", f"{text.index('[00:00:12]')}:{end}")
    assert "cuts" not in whole.err


def test_rows_of_a_batch_that_are_only_similar_are_listed_with_what_the_text_has(talk: CommandLine) -> None:
    talk.write(
        "c.csv",
        'source,quote,code\nA,"nobody minds THE wait",Time\nA,"We trusted each other here",Money\n',
    )
    said = talk.ok("coding", "import", "c.csv", "--json")
    assert said.json["similar"] == ["c.csv, line 3: A has “We trust each other here”"]
    talk.ok("undo")
    assert "similar, not word for word: c.csv, line 3" in talk.ok("coding", "import", "c.csv").err


def test_a_quote_that_was_tampered_with_is_shown_by_nobody_as_if_it_were_whole(talk: CommandLine) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(talk.folder / "s.study", isolation_level=None)) as raw:
        raw.execute(
            "UPDATE excerpt SET quote_sha256 = replace(quote_sha256, substr(quote_sha256, 1, 4), 'beef')"
        )
    for words in (("coding", "list"), ("export", "codings", "-f", "csv")):
        err = talk.refused(6, *words)
        assert "not the text that was quoted" in err
        assert "study check" in err
