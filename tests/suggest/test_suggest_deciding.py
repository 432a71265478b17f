"""The changes that suggestions lead to: each does what it says, is undone exactly, and refuses without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from command_line import CommandLine, content, substance

from workbench.coding.causal_verdicts import JudgeCausal
from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, RemoveCode, RetireCode
from workbench.coding.reading_marks import MarkRead
from workbench.coding.suggestion_decisions import (
    AcceptProposal,
    AcceptSuggestions,
    RejectProposal,
    RejectSuggestions,
)
from workbench.coding.suggestions import ProposeSuggestions, SwitchSuggestions
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.suggestions import Maker, Proposal, SuggestionState
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import source_views
from workbench.store.reading.suggestions import (
    SuggestionFilter,
    held_back_so_far,
    origins,
    suggestion_views,
)
from workbench.store.study import Study

MAKER = Maker("themes 1 en", "0" * 64)


@pytest.fixture
def study(invented: CommandLine) -> Iterator[Study]:
    with Study(invented.folder / "s.study") as opened:
        yield opened


def proposal(study: Study, *, code: str = "trust", start: int = 13, held_back: bool = False) -> Proposal:
    with study.reading() as reader:
        revision = source_views(reader)[0].revision_id
        identity = next(one.id for one in code_views(reader) if one.name == code)
    entry = "e" * 64
    return Proposal(revision, start, start + 20, identity, 1, 0.7, (0.5, 0.8), entry, "{}", held_back)


def views(study: Study, **wanted: Any) -> list[Any]:
    with study.reading() as reader:
        return list(suggestion_views(reader, SuggestionFilter(**wanted)))


def run(study: Study, *proposals: Proposal, coder: str = "Ann") -> Any:
    revisions = tuple(dict.fromkeys(one.revision_id for one in proposals))
    return study.execute(ProposeSuggestions(proposals, MAKER, revisions), coder=coder).value


def change_and_back(study: Study, command: Any) -> None:
    """Carry it out, undo and redo it: each leaves exactly what was there."""
    before = substance(study.path)
    study.execute(command, coder="Ann")
    after = substance(study.path)
    assert after != before
    study.undo(coder="Ann")
    assert substance(study.path) == before
    study.redo(coder="Ann")
    assert substance(study.path) == after


def refused(study: Study, command: Any, error: type[Exception], match: str) -> None:
    before = content(study.path)
    with pytest.raises(error, match=match):
        study.execute(command, coder="Ann")
    assert content(study.path) == before


def test_every_change_is_undone_exactly(study: Study) -> None:
    one, other = proposal(study), proposal(study, code="money")
    change_and_back(study, ProposeSuggestions((one, other), MAKER, (one.revision_id,)))
    first, second = views(study)
    change_and_back(study, AcceptSuggestions((first.id,), "memo"))
    change_and_back(study, RejectSuggestions((second.id,)))
    change_and_back(study, AcceptProposal(proposal(study, start=40), MAKER))
    change_and_back(study, RejectProposal(proposal(study, start=41), MAKER))
    change_and_back(study, SwitchSuggestions(on=False))
    change_and_back(study, SwitchSuggestions(on=True))
    change_and_back(study, JudgeCausal(one.revision_id, Span(0, 9), "because", is_causal=True))
    change_and_back(study, JudgeCausal(one.revision_id, Span(0, 9), "because", is_causal=False))


def test_a_proposal_that_is_accepted_becomes_a_coding_with_its_origin(study: Study) -> None:
    coding = study.execute(AcceptProposal(proposal(study), MAKER), coder="Ann").value
    (kept,) = views(study, states=(SuggestionState.ACCEPTED,))
    assert (kept.coding_id, kept.decided_by) == (coding, "Ann")
    with study.reading() as reader:
        assert origins(reader, [coding, "another"]) == {coding: kept.id}


def test_one_that_was_rejected_may_be_accepted_after_all(study: Study) -> None:
    study.execute(RejectProposal(proposal(study), MAKER), coder="Ben")
    (one,) = views(study, states=(SuggestionState.REJECTED,))
    study.execute(AcceptSuggestions((one.id,)), coder="Ann")
    assert [v.decided_by for v in views(study, states=(SuggestionState.ACCEPTED,))] == ["Ann"]


def test_refusals_leave_no_trace(study: Study) -> None:
    run(study, proposal(study), replace(proposal(study, code="money"), rank=2))
    first, second = views(study)
    study.execute(AcceptSuggestions((first.id,)), coder="Ann")
    one = proposal(study)
    for command, error, match in (
        (AcceptSuggestions((first.id,)), Conflict, "accepted"),
        (AcceptSuggestions((second.id, "gone")), Conflict, "no longer in the study"),
        (AcceptSuggestions(("gone",)), Conflict, "no longer in the study"),
        (RejectSuggestions((second.id, first.id)), Conflict, "accepted"),
        (RejectSuggestions(("gone",)), Conflict, "no longer in the study"),
        (AcceptProposal(one, MAKER), Conflict, "accepted"),
        (AcceptProposal(replace(one, end_char=10**6), MAKER), BadInput, "outside"),
        (AcceptProposal(replace(one, revision_id="x"), MAKER), Conflict, "no longer in the study"),
        (RejectProposal(replace(one, end_char=10**6), MAKER), BadInput, "outside"),
        (ProposeSuggestions((replace(one, end_char=10**6),), MAKER, ()), BadInput, "outside"),
        (JudgeCausal(one.revision_id, Span(0, 10**6), "because", is_causal=True), BadInput, "outside"),
        (JudgeCausal("x", Span(0, 5), "because", is_causal=True), Conflict, "no longer in the study"),
    ):
        refused(study, command, error, match)


def test_switched_off_every_change_is_refused(study: Study) -> None:
    run(study, proposal(study))
    (one,) = views(study)
    study.execute(SwitchSuggestions(on=False), coder="Ann")
    for command in (
        AcceptSuggestions((one.id,)),
        RejectSuggestions((one.id,)),
        AcceptProposal(proposal(study), MAKER),
        RejectProposal(proposal(study), MAKER),
        ProposeSuggestions((proposal(study),), MAKER, ()),
        JudgeCausal(one.revision_id, Span(0, 9), "because", is_causal=True),
    ):
        refused(study, command, Conflict, "switched off")


def test_a_code_is_removed_while_a_suggestion_waits_and_comes_back_to_it(study: Study) -> None:
    code = study.execute(AddCode("spare"), coder="Ann").value
    run(study, proposal(study, code="spare"), coder="Ben")
    study.execute(RemoveCode(code), coder="Ann")
    assert views(study) == []
    (waiting,) = views(study, unfit=True)
    refused(study, AcceptSuggestions((waiting.id,)), Conflict, "no longer in use")
    study.execute(RejectSuggestions((waiting.id,)), coder="Ann")
    study.undo(coder="Ann")
    study.undo(coder="Ann")
    assert [one.code_path for one in views(study)] == ["spare"]
    study.execute(RetireCode(code), coder="Ann")
    assert views(study) == []


def test_a_later_run_changes_what_is_open_withdraws_what_it_does_not_propose_and_keeps_what_was_decided(
    study: Study,
) -> None:
    accepted, rejected, open_one, stale = (
        proposal(study, code=code) for code in ("trust", "money", "transport", "food")
    )
    run(study, accepted, rejected, open_one, stale)
    ids = {one.code_path: one.id for one in views(study)}
    study.execute(AcceptSuggestions((ids["trust"],)), coder="Ann")
    study.execute(RejectSuggestions((ids["money"],)), coder="Ann")
    with study.reading() as reader:
        entries = {one.name: one for one in code_views(reader)}
    from workbench.model.suggestions import entry_sha256

    again = [replace(one, probability=0.9) for one in (accepted, rejected, open_one)]
    again[1] = replace(again[1], entry_sha256=entry_sha256(entries["money"]))
    kept = run(study, *again)
    assert (kept.new, kept.changed, kept.withdrawn, kept.remembered, kept.again) == (0, 1, 1, 1, 0)
    states = {one.code_path: (one.state, one.probability) for one in views(study)}
    assert states == {
        "trust": (SuggestionState.ACCEPTED, 0.7),
        "money": (SuggestionState.REJECTED, 0.7),
        "transport": (SuggestionState.PROPOSED, 0.9),
    }
    study.execute(EditCode(rejected.code_id, when_to_use="otherwise"), coder="Ann")
    with study.reading() as reader:
        money = next(one for one in code_views(reader) if one.name == "money")
    assert run(study, replace(rejected, entry_sha256=entry_sha256(money))).again == 1


def test_what_is_held_back_is_not_listed_and_is_counted_once_its_passage_is_coded(study: Study) -> None:
    in_the_first_answer = 30
    run(
        study,
        *(
            proposal(study, code=code, start=in_the_first_answer, held_back=True)
            for code in ("trust", "money")
        ),
    )
    assert views(study) == []
    assert len(views(study, held_back=True)) == 2
    with study.reading() as reader:
        assert held_back_so_far(reader) == (2, 1)
    kept = run(study, proposal(study, code="food"))
    assert kept.withdrawn == 0
    assert len(views(study, held_back=True)) == 3


def test_what_is_held_back_does_not_count_once_it_was_shown_and_decided(study: Study) -> None:
    held = [proposal(study, code=code, held_back=True) for code in ("trust", "money")]
    run(study, *held)
    study.execute(AcceptProposal(replace(held[0], held_back=False), MAKER), coder="Ann")
    with study.reading() as reader:
        assert held_back_so_far(reader) == (0, 0)
    study.undo(coder="Ann")
    study.execute(RejectProposal(replace(held[1], held_back=False), MAKER), coder="Ann")
    study.execute(MarkRead(held[0].revision_id, Span(held[0].start_char, held[0].end_char)), coder="Ann")
    with study.reading() as reader:
        assert held_back_so_far(reader) == (0, 0)


def test_two_copies_of_a_study_give_one_suggestion_one_id(study: Study) -> None:
    run(study, proposal(study))
    (first,) = views(study)
    study.undo(coder="Ann")
    run(study, proposal(study), coder="Ben")
    assert [one.id for one in views(study)] == [first.id]


def test_the_promise_of_a_study_is_chosen_kept_and_undone(invented: CommandLine) -> None:
    usual = invented.ok("suggest", "passage", "I1", "--span", "6369:6549").err
    invented.ok("suggest", "promise", "0.97", "--dry-run")
    assert invented.ok("suggest", "passage", "I1", "--span", "6369:6549").err == usual
    assert "97% of the suggestions shown" in invented.ok("suggest", "promise", "0.97").err
    assert "97%" in invented.ok("suggest", "passage", "I1", "--span", "6369:6549").err
    assert invented.ok("suggest", "passage", "I1", "--span", "6369:6549", "--promise", "0.6").err == usual
    assert "nothing changed" in invented.ok("suggest", "promise", "0.97").err
    invented.ok("undo")
    assert invented.ok("suggest", "passage", "I1", "--span", "6369:6549").err == usual
    assert "1.5 is no promise" in invented("suggest", "promise", "1.5").err
