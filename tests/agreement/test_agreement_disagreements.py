"""Passages on which coders differ; and by which categories they are compared."""

from __future__ import annotations

from itertools import pairwise

from agreement_invented import Slow, Units, by_itself, source, texts
from hypothesis import given

from workbench.agreement.categories import categories
from workbench.agreement.disagreements import differences
from workbench.model.views import CodeView


def code(identity: str, parent: str | None = None, path: str = "") -> CodeView:
    return CodeView(identity, identity, path or identity, 0, parent, "", "", "", "", (), "", False, 0, 0)


BOOK = (code("trust"), code("earned", "trust", "trust/earned"), code("deep", "earned"), code("money"))


def test_without_roll_up_every_used_code_stands_for_itself() -> None:
    found = categories(BOOK, used={"deep", "trust"})
    assert list(found.paths) == ["trust", "deep"]
    assert found.of_code == {"trust": ("trust",), "deep": ("deep",)}


def test_roll_up_without_chosen_codes_takes_the_top_ones() -> None:
    found = categories(BOOK, used={"deep", "money"}, roll_up=True)
    assert list(found.paths) == ["trust", "money"]
    assert found.of_code["deep"] == found.of_code["earned"] == ("trust",)


def test_roll_up_counts_for_every_chosen_code_above() -> None:
    found = categories(BOOK, used={"deep"}, chosen=["earned", "trust"], roll_up=True)
    assert found.of_code == {"trust": ("trust",), "earned": ("earned", "trust"), "deep": ("earned", "trust")}


def test_chosen_codes_alone_take_part() -> None:
    found = categories(BOOK, used={"deep", "money"}, chosen=["money"])
    assert found.of_code == {"money": ("money",)}


def test_passages_say_who_has_what() -> None:
    text = "We trusted them, they paid us."
    one = source([[(0, 15, "trust")], [(3, 15, "trust"), (17, 29, "money")], []], len(text))
    found = list(differences(one, text, coders=["0", "1"], categories=by_itself([one])))
    assert [(each.text, each.codes) for each in found] == [
        ("We", (("trust",), ())),
        ("they paid us", ((), ("money",))),
    ]
    assert all(text[each.start_char : each.end_char] == each.text for each in found)


def test_white_space_is_no_difference() -> None:
    text = "One.  Two."
    one = source([[(0, 6, "a")], [(0, 4, "a")]], len(text))
    assert list(differences(one, text, coders=["0", "1"], categories=by_itself([one]))) == []


@given(texts())
def test_every_character_on_which_they_differ_is_in_one_passage(text: tuple[list[Units], int]) -> None:
    coded, length = text
    one = source(coded, length)
    coders = [str(coder) for coder in range(len(coded))]
    found = list(differences(one, "x" * length, coders=coders, categories=by_itself([one])))
    shown = {at: each.codes for each in found for at in range(each.start_char, each.end_char)}
    sets = list(zip(*Slow(coded, length).sets(), strict=True))
    expected = {
        at: tuple(tuple(sorted(has)) for has in each) for at, each in enumerate(sets) if len(set(each)) > 1
    }
    assert shown == expected
    neighbours = pairwise(found)
    assert all(a.end_char < b.start_char or a.codes != b.codes for a, b in neighbours)
