"""The order of siblings after a file listed some of them again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.model.ordering import merged_order

IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(present=IDS, wanted=IDS)
def test_nothing_is_lost_and_both_orders_are_kept(present: list[str], wanted: list[str]) -> None:
    order = merged_order(present, wanted)
    assert sorted(order) == sorted({*present, *wanted})
    assert [one for one in order if one in wanted] == wanted
    others = [one for one in present if one not in wanted]
    assert [one for one in order if one in others] == others


@given(present=IDS)
def test_a_file_that_lists_them_as_they_are_moves_nothing(present: list[str]) -> None:
    assert merged_order(present, present) == present
    assert merged_order(present, []) == present


def test_new_ones_follow_the_one_before_them_in_the_file() -> None:
    assert merged_order(["a", "b", "c"], ["a", "x", "c"]) == ["a", "x", "b", "c"]
    assert merged_order(["a", "b"], ["x", "b"]) == ["a", "x", "b"]
    assert merged_order(["a", "b"], ["x"]) == ["a", "b", "x"]
