"""Codes on the same words: passages and distinct sources are counted, each once, and nobody with himself."""

from __future__ import annotations

from workbench.analysis.co_occurrence import MOST_CODES, co_occurrence
from workbench.model.figure_views import CodedSpan
from workbench.model.views import CodeView


def code(name: str, parent: str | None = None) -> CodeView:
    return CodeView(name, f"Code {name}", name, 0, parent, "", "", "", "", (), "", False, 0, 0)


def spans(*words: str) -> list[CodedSpan]:
    """`A 0 10 trust`: a coding in the text of source A."""
    parts = [word.split() for word in words]
    return [CodedSpan(f"text {s}", s, int(start), int(end), code_id) for s, start, end, code_id in parts]


def test_shared_stretches_and_their_distinct_sources_are_counted() -> None:
    found = co_occurrence(
        spans(
            "A 0 10 a", "A 5 15 c", "A 5 15 c", "A 7 10 b", "A 40 50 lone",
            "B 0 5 a", "B 5 9 c", "B 20 30 a", "B 22 25 c", "B 26 29 c",
            "C 0 6 a", "C 3 9 c", "C 3 12 c",
        ),
        [code("c"), code("a"), code("b", "a"), code("lone")],
    )  # fmt: skip
    assert found.codes == ("Code c", "Code a", "Code b"), "in the codebook's order, without who stands alone"
    assert found.pairs == {(0, 1): (4, 3), (0, 2): (1, 1), (1, 2): (1, 1)}, "what only touches is not shared"
    assert not found.rolled_up


def test_the_same_places_of_two_texts_and_the_same_code_twice_are_not_together() -> None:
    found = co_occurrence(spans("A 0 9 a", "A 3 9 a", "B 0 9 b"), [code("a"), code("b")])
    assert (found.codes, found.pairs) == ((), {})


def test_too_many_codes_count_as_the_top_ones_that_they_hang_under() -> None:
    for many, rolled in ((MOST_CODES, False), (MOST_CODES + 1, True)):
        below = [code(f"x{n}", "T" if n % 2 else "U") for n in range(many)]
        found = co_occurrence(spans(*(f"A 0 9 {one.id}" for one in below)), [code("T"), code("U"), *below])
        assert found.rolled_up is rolled
        assert len(found.codes) == (2 if rolled else many)
    assert (found.codes, found.pairs) == (("Code T", "Code U"), {(0, 1): (1, 1)})
