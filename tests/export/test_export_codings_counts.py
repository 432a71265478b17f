"""Counts under a code, and every opening that a spreadsheet would run."""

import pytest

from workbench.export.as_csv import harmless
from workbench.export.codings import render_codings
from workbench.model.views import Quote


def quote(source: str, start: int) -> Quote:
    return Quote(
        f"{source}{start}",
        source,
        source,
        start,
        start + 3,
        "abc",
        "k",
        "Trust",
        "Ada",
        "2026-01-02",
        "",
        "[x]",
    )


def test_codings_and_distinct_sources_are_counted_apart() -> None:
    text = render_codings([quote("A", 0), quote("A", 9), quote("B", 0)], format="md").decode()
    assert "3 codings from 2 sources" in text


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_every_opening_of_a_formula_is_defused(opening: str) -> None:
    assert harmless(opening + "1") == "'" + opening + "1"
    assert harmless("a" + opening) == "a" + opening
    assert harmless(-1) == -1
