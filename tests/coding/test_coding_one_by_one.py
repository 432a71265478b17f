"""Tagging a passage by its words or its place, and taking one's own coding away."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare

TEXT = (
    "We knew each other, so it went well. It was – as she said – “all about trust” between us.\n"
    "Then she left. We knew nobody after that, and it took weeks.\n"
    "Emoji 👩‍⚕️ and é (e\u0301) and שלום עולם stand here before the end.\n"
)


def talk_steps(wb: CommandLine) -> None:
    wb.write("NM-01.txt", TEXT)
    wb.ok("source", "import", "NM-01.txt")
    wb.ok("codebook", "add", "trust")
    wb.ok("codebook", "add", "loss")


@pytest.fixture
def talk(prepared: Prepare) -> CommandLine:
    return prepared(talk_steps)


def quotes(wb: CommandLine, *words: str) -> list[str]:
    return [quote["text"] for quote in wb.ok("coding", "list", "--json", *words).json]


@pytest.mark.parametrize(
    ("quote", "coded"),
    [
        ("it went well", "it went well"),
        ('as she said - "all about trust"', "as she said – “all about trust”"),
        ("Then  she\nleft.", "Then she left."),
        ("we knew nobody after it, and it took weeks", "We knew nobody after that, and it took weeks"),
        ("שלום עולם", "שלום עולם"),
        ("👩‍⚕️ and é", "👩‍⚕️ and é"),
        ("(e\u0301) and", "(e\u0301) and"),
        ("stand here before the end", "stand here before the end"),
    ],
    ids=[
        "exact",
        "typographic",
        "white space",
        "likeness",
        "right to left",
        "emoji",
        "combining",
        "after them",
    ],
)
def test_a_quote_is_coded_where_it_stands(talk: CommandLine, quote: str, coded: str) -> None:
    said = talk.ok(
        "coding", "add", "nm-01", "--code", "Trust", "--quote", quote, "--memo", "why", "--json"
    ).json
    assert TEXT[said["start_char"] : said["end_char"]] == coded
    (found,) = talk.ok("coding", "list", "--json").json
    assert (found["text"], found["memo"], found["coder"], found["coding_id"]) == (
        coded,
        "why",
        "Ann",
        said["coding"],
    )


def test_a_quote_that_stands_twice_is_refused_with_the_places(talk: CommandLine) -> None:
    err = talk.refused(4, "coding", "add", "NM-01", "--code", "trust", "--quote", "We knew")
    assert "2 places" in err
    assert "0:7" in err
    assert f"{TEXT.index('We knew nobody')}:" in err
    assert "each other" in err
    assert "nobody" in err


def test_a_quote_that_is_not_there_is_refused_with_its_words(talk: CommandLine) -> None:
    err = talk.refused(
        4, "coding", "add", "NM-01", "--code", "trust", "--quote", "the moon is made of cheese"
    )
    assert "the moon is made of cheese" in err


def test_a_span_counts_characters_and_its_end_is_exclusive(talk: CommandLine) -> None:
    start = TEXT.index("שלום")
    talk.ok("coding", "add", "NM-01", "--code", "trust", "--span", f"{start}:{start + 4}")
    talk.ok("coding", "add", "NM-01", "--code", "trust", "--span", f"0:{len(TEXT) - 1}")
    assert set(quotes(talk)) == {"שלום", TEXT[:-1]}


@pytest.mark.parametrize(
    ("span", "code", "word"),
    [
        (f"0:{len(TEXT) + 1}", 3, "lies outside NM-01"),
        ("9:9", 2, "START before END"),
        ("9:3", 2, "START before END"),
        ("a:b", 2, "not a span"),
        ("5", 2, "not a span"),
        ("-5:9", 2, "not a span"),
        ("1.5:9", 2, "not a span"),
        ("", 2, "not a span"),
        ("1:99999999999999999999999999", 3, "lies outside"),
    ],
)
def test_a_span_that_is_none_is_refused(talk: CommandLine, span: str, code: int, word: str) -> None:
    assert word in talk.refused(code, "coding", "add", "NM-01", "--code", "trust", f"--span={span}")


def test_a_place_is_needed_and_one_is_enough(talk: CommandLine) -> None:
    for extra in ((), ("--quote", "x", "--span", "0:3")):
        assert "either --quote or --span" in talk.refused(
            2, "coding", "add", "NM-01", "--code", "trust", *extra
        )


def test_unknown_names_offer_near_ones(talk: CommandLine) -> None:
    assert "Did you mean trust?" in talk.refused(
        4, "coding", "add", "NM-01", "--code", "trusst", "--span", "0:3"
    )
    assert "Did you mean NM-01?" in talk.refused(
        4, "coding", "add", "NM-1", "--code", "trust", "--span", "0:3"
    )


def test_the_same_passage_is_coded_once_by_each_coder(talk: CommandLine) -> None:
    words = ("coding", "add", "NM-01", "--code", "trust", "--quote", "it went well")
    talk.ok(*words)
    assert "already" in talk.refused(5, *words)
    talk.ok(*words, "--coder", "Olu")
    assert len(quotes(talk)) == 2


def test_a_dry_run_codes_nothing(talk: CommandLine) -> None:
    before = talk.states()
    said = talk.ok("coding", "add", "NM-01", "--code", "trust", "--quote", "it went well", "--dry-run")
    assert "would have coded 'trust' in NM-01" in said.err
    assert talk.states() == before


def test_a_coder_removes_their_own_codings_only(talk: CommandLine) -> None:
    talk.ok("coding", "add", "NM-01", "--code", "trust", "--quote", "it went well")
    (quote,) = talk.ok("coding", "list", "--json").json
    assert "Ann's" in talk.refused(5, "coding", "remove", quote["coding_id"], "--coder", "Olu")
    assert "no coding" in talk.refused(4, "coding", "remove", "no-such-id")
    talk.ok("coding", "remove", quote["coding_id"])
    assert quotes(talk) == []
    talk.ok("undo")
    assert talk.ok("coding", "list", "--json").json == [quote]


def test_a_quote_that_says_the_opposite_is_refused(prepared: Prepare) -> None:
    def steps(wb: CommandLine) -> None:
        wb.write(
            "A.txt",
            "Honestly I would not have come for a leaflet, and half of them left when the grant ended.",
        )
        wb.ok("source", "import", "A.txt")
        wb.ok("codebook", "add", "Trust")

    wb = prepared(steps)
    words = ("coding", "add", "A", "--code", "Trust", "--quote")
    assert "differ in a negation" in wb.refused(4, *words, "I would have come for a leaflet")
    near = wb.ok(*words, "half of them left after the grant ended")
    assert "the text has: “half of them left when the grant ended" in near.err
