"""Finding the words of a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.folding import fold
from workbench.sources.locate import Located, Match, locate_quote

TEXT = (
    "Interview 4.\n\nA: We couldn’t do it – because, you know, nobody “owned” the\ndata… and the money had gone.\n\n"
    "Q: Who paid for the falls service?\n\nA: The trust paid for the falls service. It makes relationships harder, it "
    "drives you to deliver more. After a long summer of meetings with everybody in the county, we gave the whole "
    "thing back to the federation and that was the end of it.\n"
)


def only(quote: str, text: str = TEXT) -> tuple[str, str]:
    """How a quote was found, and the words at the only place of it."""
    (match,) = locate_quote(quote, text).matches
    return match.how, text[match.start_char : match.end_char]


def test_a_quote_that_stands_in_the_text_is_exact() -> None:
    quote = "nobody “owned” the\ndata…"
    assert locate_quote(quote, TEXT) == Located(
        (Match(TEXT.index(quote), TEXT.index(quote) + len(quote), 100.0, "exact"),)
    )
    assert only(f"  {quote}\n") == ("exact", quote)


def test_every_exact_place_is_returned() -> None:
    assert [m.start_char for m in locate_quote("paid for the falls service", TEXT).matches] == [
        TEXT.index("paid"),
        TEXT.rindex("paid"),
    ]


def test_whole_words_come_before_parts_of_words() -> None:
    assert [m.start_char for m in locate_quote("cat", "concatenate the cat").matches] == [16]
    assert [m.start_char for m in locate_quote("caten", "concatenate the cat").matches] == [3]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("We couldn't do it - because", "We couldn’t do it – because"),
        ("we couldn‘t do it—because", "We couldn’t do it – because"),
        ('nobody "owned" the data...', "nobody “owned” the\ndata…"),
        ("nobody 'owned' the data", "nobody “owned” the\ndata"),
        ("'the data ... and the money'", "the\ndata… and the money"),
        ("THE\u00a0DATA… and the mo\u00adney", "the\ndata… and the money"),
    ],
)
def test_typography_does_not_count(quote: str, found: str) -> None:
    assert only(quote) == ("typographic", found)


def test_soft_hyphens_ligatures_and_line_breaks_of_the_text_do_not_count() -> None:
    text = "The ﬁrst long-\nterm com\u00admis\u00ad\nsioning plan."
    assert only("the first long-term commissioning plan.", text) == ("typographic", text)
    assert only("long–term", text)[1] == "long-\nterm"
    assert only("commissioning", text)[1] == "com\u00admis\u00ad\nsioning"


def test_offsets_are_code_points_of_the_original() -> None:
    text = "𝄞𝄞 …  “Zoë’s   ﬂat” is İstanbul’s"
    assert only("zoë's flat", text) == ("typographic", "Zoë’s   ﬂat")


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (
            "It makes relationships harder ... deliver more",
            "It makes relationships harder, it drives you to deliver more",
        ),
        (
            "It makes relationships harder […] deliver more.",
            "It makes relationships harder, it drives you to deliver more.",
        ),
        ("it drives you [the hospital] to deliver more", "it drives you to deliver more"),
        ("[The provider] paid for the falls service. It makes", "paid for the falls service. It makes"),
        (
            "It makes relationships harder, it [pushes] you to deliver more",
            "It makes relationships harder, it drives you to deliver more",
        ),
    ],
)
def test_words_left_out_and_words_in_brackets(quote: str, found: str) -> None:
    assert only(quote) == ("fuzzy", found)


def test_halves_that_stand_far_apart_are_no_quote() -> None:
    text = "we started well enough " + "word " * 2_000 + "and it ended badly for us"
    assert locate_quote("we started well enough ... and it ended badly for us", text) == Located()


@pytest.mark.parametrize(
    "quote",
    [
        "After a long summer of meeting with everyone in the county, we gave the whole thing back to the federation",
        "After a long summer of meetings with everybody in the county we gave the whole thng back to federation",
    ],
)
def test_words_that_are_nearly_those_of_the_text(quote: str) -> None:
    how, found = only(quote)
    assert how == "fuzzy"
    assert found == TEXT[TEXT.index("After a long") : TEXT.index(" and that was")]


def test_a_page_break_in_the_middle_is_part_of_the_place() -> None:
    text = (
        "She said we never had a proper\n\n12\n\nAnnual Report\n\nconversation about the money at all. Then"
    )
    how, found = only("we never had a proper conversation about the money at all.", text)
    assert (how, found) == ("fuzzy", text[text.index("we never") : text.index(" Then")])


def test_equally_good_places_are_all_returned() -> None:
    text = "we gave the whole thing back to them. " * 2
    matches = locate_quote("we gave the hole thing back to them", text).matches
    assert len(matches) == 2
    assert {match.how for match in matches} == {"fuzzy"}
    assert matches[0].score == matches[1].score < 100


@pytest.mark.parametrize(
    "quote", ["", "  \n", "quarterly zeppelin allocation", "…", "[]", "we never met the minister at all"]
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert not [match for match in locate_quote(quote, TEXT).matches if match.how == "fuzzy"]
    assert quote == "…" or locate_quote(quote, TEXT) == Located()


def test_the_score_that_is_enough_can_be_set() -> None:
    quote = "After one long winter of meetings with nobody in the city, we gave the whole thing back"
    assert locate_quote(quote, TEXT) == Located()
    (match,) = locate_quote(quote, TEXT, minimum_score=70).matches
    assert 70 <= match.score < 90


ALPHABET = st.sampled_from([*"aB'’“-–. …\n\u00ad\u00a0ﬁ𝄞İß", "ab", "  ", "..."])
WORDS = st.lists(ALPHABET, max_size=60).map("".join)


@given(WORDS)
def test_every_character_of_a_folded_text_leads_back_into_the_original(text: str) -> None:
    folded = fold(text)
    behind = 0
    for at in range(len(folded.text)):
        start, end = folded.original_span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= behind or folded.text[at] == "." or text[start] in "ﬁ…"
        behind = start


@given(WORDS, st.integers(0, 60), st.integers(1, 60))
def test_a_stretch_of_the_text_is_found_where_it_was_taken(text: str, start: int, length: int) -> None:
    quote = text[start : start + length].strip()
    matches = locate_quote(quote, text).matches
    assert all(text[m.start_char : m.end_char] == quote for m in matches)
    assert bool(matches) == bool(quote)


@given(WORDS, WORDS)
def test_no_quote_breaks_the_search(quote: str, text: str) -> None:
    for match in locate_quote(quote, text, minimum_score=50).matches:
        assert 0 <= match.start_char < match.end_char <= len(text)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("café", "The cafe\u0301 was shut.", "cafe\u0301"),
        ("cafe\u0301", "The café was shut.", "café"),
        ("CAFÉ was", "The cafe\u0301 was shut.", "cafe\u0301 was"),
        ("cafe", "The cafe\u0301 was shut.", "cafe\u0301"),
        ("👩", "Said 👩\u200d⚕\ufe0f the nurse.", "👩\u200d⚕\ufe0f"),
        ("⚕", "Said 👩\u200d⚕\ufe0f the nurse.", "👩\u200d⚕\ufe0f"),
        ("thumbs 👍", "A thumbs 👍🏽 then.", "thumbs 👍🏽"),
        ("кофе й", "пили кофе и\u0306 чай", "кофе и\u0306"),
    ],
)
def test_accents_may_stand_apart_and_no_place_cuts_a_character(quote: str, text: str, found: str) -> None:
    assert only(quote, text)[1] == found


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("nobody really owned it", "nobody **really** owned it"),
        ("Really, we asked", "_Really_, we asked"),
        ("first thing", "first *thing*"),
        ("nobody **really** owned it", "nobody **really** owned it"),
    ],
)
def test_a_quote_need_not_repeat_the_marks_of_markdown(quote: str, found: str) -> None:
    text = "**A:** Well, nobody **really** owned it. _Really_, we asked.\n\n* first *thing*\n* second"
    assert only(quote, text)[1].strip("*_") == found.strip("*_")
