"""What becomes of a suggestion while it waits, and after it was decided: nothing gets stuck or is told wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from command_line import CommandLine, substance

from workbench.coding.codebook import AddCode
from workbench.coding.codes import RemoveCode
from workbench.coding.commands import RemoveCoding
from workbench.coding.reading_marks import MarkRead
from workbench.coding.suggestion_decisions import AcceptProposal, AcceptSuggestions, RejectSuggestions
from workbench.coding.suggestions import ProposeSuggestions
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.model.suggestions import Maker, Proposal, SuggestionState
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import source_views
from workbench.store.reading.suggestions import SuggestionFilter, held_back_so_far, origins, suggestion_views
from workbench.store.study import Study

MAKER = Maker("themes 1 en", "0" * 64)


@pytest.fixture
def study(invented: CommandLine) -> Iterator[Study]:
    with Study(invented.folder / "s.study") as opened:
        yield opened


def proposal(study: Study, code: str, *, start: int = 13, probability: float = 0.7) -> Proposal:
    with study.reading() as reader:
        revision = source_views(reader)[0].revision_id
        identity = next(one.id for one in code_views(reader) if one.name == code)
    return Proposal(revision, start, start + 20, identity, 1, probability, (0.5, 0.8), "e" * 64, "{}")


def propose(study: Study, *proposals: Proposal) -> Any:
    return study.execute(ProposeSuggestions(proposals, MAKER, (proposals[0].revision_id,)), coder="Ann").value


def views(study: Study, **wanted: Any) -> list[Any]:
    with study.reading() as reader:
        return list(suggestion_views(reader, SuggestionFilter(**wanted)))


@pytest.fixture
def taken_away(study: Study) -> str:
    """A suggestion that was accepted and whose coding its coder took away again; its id."""
    propose(study, proposal(study, "trust"))
    (one,) = views(study)
    (coding,) = study.execute(AcceptSuggestions((one.id,)), coder="Ann").value
    study.execute(RemoveCoding(coding), coder="Ann")
    return str(one.id)


@pytest.mark.parametrize("decide", ["accept", "reject", "tag"])
def test_what_was_accepted_and_whose_coding_is_gone_can_be_decided_anew(
    study: Study, taken_away: str, decide: str
) -> None:
    commands: dict[str, Any] = {
        "accept": AcceptSuggestions((taken_away,)),
        "reject": RejectSuggestions((taken_away,)),
        "tag": AcceptProposal(proposal(study, "trust"), MAKER),
    }
    before = substance(study.path)
    study.execute(commands[decide], coder="Ben")
    after = substance(study.path)
    (now,) = views(study, ids=[taken_away], unfit=True)
    assert now.decided_by == "Ben"
    if decide == "reject":
        assert (now.state, now.coding_id) == (SuggestionState.REJECTED, "")
    else:
        with study.reading() as reader:
            assert origins(reader, [now.coding_id]) == {now.coding_id: taken_away}
    study.undo(coder="Ben")
    assert substance(study.path) == before
    study.redo(coder="Ben")
    assert substance(study.path) == after


def test_while_its_coding_is_there_it_is_neither_rejected_nor_accepted_again(study: Study) -> None:
    propose(study, proposal(study, "trust"))
    (one,) = views(study)
    study.execute(AcceptSuggestions((one.id,)), coder="Ann")
    for command in (AcceptSuggestions((one.id,)), RejectSuggestions((one.id,))):
        with pytest.raises(Conflict, match="Ann has accepted the suggestion 'trust'") as caught:
            study.execute(command, coder="Ben")
        assert "coding remove" in caught.value.hint


def test_rejecting_one_whose_code_is_gone_says_so(study: Study) -> None:
    code = study.execute(AddCode("spare"), coder="Ann").value
    propose(study, proposal(study, "spare"))
    study.execute(RemoveCode(code), coder="Ann")
    (one,) = views(study, unfit=True)
    said = study.execute(RejectSuggestions((one.id,)), coder="Ann").summary
    assert said.startswith("rejected the suggestion of a code that is no longer in use in ")


def test_the_codings_come_in_the_order_that_was_asked(study: Study) -> None:
    propose(study, proposal(study, "trust"), proposal(study, "money", start=60))
    first, second = views(study)
    codings = study.execute(AcceptSuggestions((second.id, first.id)), coder="Ann").value
    with study.reading() as reader:
        assert origins(reader, codings) == dict(zip(codings, (second.id, first.id), strict=True))


def test_when_a_decision_fell_is_kept_until_it_is_open_again(study: Study) -> None:
    one = proposal(study, "trust")
    propose(study, one)
    (open_one,) = views(study)
    assert open_one.decided_at == ""
    study.execute(RejectSuggestions((open_one.id,)), coder="Ann")
    (rejected,) = views(study, states=(SuggestionState.REJECTED,))
    assert rejected.decided_at > rejected.proposed_at
    assert propose(study, replace(one, entry_sha256="f" * 64)).again == 1
    (again,) = views(study)
    assert (again.decided_at, again.decided_by) == ("", "")
    study.execute(AcceptSuggestions((again.id,)), coder="Ann")
    (accepted,) = views(study, states=(SuggestionState.ACCEPTED,))
    assert accepted.decided_at > again.proposed_at


def test_who_rejected_first_has_rejected_it(study: Study) -> None:
    propose(study, proposal(study, "trust"), proposal(study, "money", start=60))
    first, second = (one.id for one in views(study))
    study.execute(RejectSuggestions((first,)), coder="Ben")
    assert study.execute(RejectSuggestions((first, second)), coder="Ann").value == 1
    rejected = {one.id: one.decided_by for one in views(study, states=(SuggestionState.REJECTED,))}
    assert rejected == {first: "Ben", second: "Ann"}


def test_what_is_held_back_stays_as_it_was_proposed(study: Study) -> None:
    held = replace(proposal(study, "trust"), held_back=True)
    propose(study, held)
    assert propose(study, replace(held, probability=0.9)).changed == 0
    assert [one.probability for one in views(study, held_back=True)] == [0.7]


def test_the_least_probability_is_itself_enough(study: Study) -> None:
    propose(study, proposal(study, "trust"), proposal(study, "money", start=60, probability=0.69))
    assert [one.code_path for one in views(study, least_probability=0.7)] == ["trust"]


def test_a_run_that_changes_nothing_does_not_say_that_nothing_waits(study: Study) -> None:
    one = proposal(study, "trust")
    propose(study, one)
    done = study.execute(ProposeSuggestions((one,), MAKER, (one.revision_id,)), coder="Ann")
    assert done.summary == "nothing new is proposed in 1 source"
    assert len(views(study)) == 1


def test_the_tenth_is_judged_by_what_overlaps_it_and_not_by_its_neighbour(study: Study) -> None:
    unread = 5840
    held = replace(proposal(study, "trust", start=unread), held_back=True)
    propose(study, held)

    def judged_after_reading(start: int, end: int) -> tuple[int, int]:
        study.execute(MarkRead(held.revision_id, Span(start, end)), coder="Ann")
        with study.reading() as reader:
            return held_back_so_far(reader)

    assert judged_after_reading(unread + 20, unread + 30) == (0, 0)
    assert judged_after_reading(unread - 10, unread) == (0, 0)
    assert judged_after_reading(unread + 19, unread + 25) == (1, 0)
