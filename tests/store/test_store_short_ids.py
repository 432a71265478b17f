"""Ids as people type them: whole, by the beginning, or by the end that a terminal shows."""

from __future__ import annotations

import pytest
from store_work import view

from workbench.coding.commands import ApplyCode
from workbench.errors import Ambiguous, NotFound
from workbench.model.coding import Span
from workbench.model.identity import new_id, short_id
from workbench.store.reading.finding import Candidate, find_by_id, find_code, pick
from workbench.store.study import Study

ONE = "01a204ac-a0c6-7284-b3cf-0123456789ab"
OTHER = "01a204ac-a0c6-7288-b3cf-99999956789a"


@pytest.mark.parametrize("typed", [ONE, ONE.upper(), "456789ab", "6789AB", ONE[:30], " 456789ab "])
def test_a_thing_is_named_by_enough_of_its_id(typed: str) -> None:
    assert pick(typed, [Candidate(ONE, ("A",)), Candidate(OTHER, ("B",))], what="code") == ONE


def test_too_little_of_an_id_or_an_end_that_two_share_names_nothing() -> None:
    candidates = [Candidate(ONE, ("A",)), Candidate(ONE.replace("01a2", "01b3"), ("B",))]
    with pytest.raises(NotFound):
        pick("789ab", candidates, what="code")
    with pytest.raises(Ambiguous) as caught:
        pick("456789ab", candidates, what="code")
    assert any(ONE in line for line in caught.value.candidates)


def test_the_ends_of_ids_made_at_once_differ() -> None:
    assert len({short_id(new_id()) for _ in range(500)}) == 500


def test_a_coding_is_found_by_the_end_of_its_id(study: Study) -> None:
    with study.reading() as reader:
        code = find_code(reader, "Trust", study_id=study.id)
    made = study.execute(ApplyCode(view(study, "101").revision_id, Span(0, 9), code), coder="Ada")
    assert made.change_id is not None
    with study.reading() as reader:
        whole = find_by_id(reader, "coding", made.value)
        assert whole == made.value
        assert find_by_id(reader, "coding", short_id(whole)) == whole
        assert find_by_id(reader, "coding", whole[:30].upper()) == whole
        for wrong in (short_id(whole)[-5:], "", "%%%%%%%%", "zzzzzzzz"):
            with pytest.raises(NotFound, match="there is no coding"):
                find_by_id(reader, "coding", wrong, hint="See their ids.")
