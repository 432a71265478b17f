"""Turns, paragraphs and sentences as units."""

from __future__ import annotations

import pytest
from agreement_invented import agreement, source
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement.units import units_of
from workbench.agreement.values import UnitKind
from workbench.model.views import Turn


def words(text: str, kind: UnitKind, turns: tuple[Turn, ...] = ()) -> list[str]:
    found = units_of(text, turns, kind)
    assert found is not None
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Evans came. She left.", ["Dr. Evans came.", "She left."]),
        (
            "It cost 3.5 million. “Really?” he said. No.",
            ["It cost 3.5 million.", "“Really?” he said.", "No."],
        ),
        ("Well... maybe. they came.", ["Well... maybe.", "they came."]),
        ("We met, e.g. Ann. Then J. Smith spoke.", ["We met, e.g. Ann.", "Then J. Smith spoke."]),
        (
            "First line.\n\nSecond block\nwrapped on. Third.",
            ["First line.", "Second block\nwrapped on.", "Third."],
        ),
        ("然后我走了。他留下。", ["然后我走了。", "他留下。"]),
        ("No end mark", ["No end mark"]),
        (" \n\n ", []),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert words(text, UnitKind.SENTENCE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One\nTwo\n", ["One", "Two"]),
        ("One\nwrapped\n\nTwo\n \t\nThree  ", ["One\nwrapped", "Two", "Three"]),
        ("\n\n  One\n\n", ["One"]),
        ("", []),
    ],
)
def test_paragraphs_are_blocks_or_else_lines(text: str, found: list[str]) -> None:
    assert words(text, UnitKind.PARAGRAPH) == found


def test_turns_are_what_was_said_without_the_label() -> None:
    text = "Q: Why?\n\nA: \n\nA: Because.  \n"
    turns = (
        Turn(0, 9, 3, "Q", True, None),
        Turn(9, 12, 12, "A", False, None),
        Turn(14, 27, 17, "A", False, None),
    )
    assert words(text, UnitKind.TURN, turns) == ["Why?", "Because."]
    assert words("A report without speakers.", UnitKind.TURN) == []


@given(
    st.text(alphabet="aB .!\n\t?”。", max_size=60), st.sampled_from([UnitKind.SENTENCE, UnitKind.PARAGRAPH])
)
def test_units_are_in_order_trimmed_and_hold_all_that_is_not_blank(text: str, kind: UnitKind) -> None:
    found = units_of(text, (), kind)
    assert found is not None
    held = [at for start, end in found for at in range(start, end)]
    assert held == sorted(set(held))
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in found)
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(held)


def test_characters_are_not_listed() -> None:
    assert units_of("some text", (), UnitKind.CHARACTER) is None


def test_a_unit_is_coded_if_any_of_its_characters_is() -> None:
    """Three units; the coders share the second, each by another of its ends."""
    units = ((0, 10), (11, 20), (21, 30))
    coded = [[(5, 12, "a")], [(19, 21, "a")]]
    found = agreement([source(coded, 30, units=units)], 2)
    (code,) = found.codes
    assert (found.units, found.codings) == (3, (1, 1))
    assert code.percent.value == pytest.approx(2 / 3)
    assert code.uncoded_share == pytest.approx(1 / 3)
    assert code.k_u_alpha is None
    assert found.sets.cu_coverage is None
