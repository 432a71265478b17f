"""Undo and redo where two coders' work meets, and across restarts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from store_work import LOGGING, behind_our_back, code_id, dump, require_sound, rows, source, view

from workbench.coding.codebook import AddCode, CodeEntry, ImportCodebook
from workbench.coding.commands import ApplyCode, RemoveCoding
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, MemoKind, Role, SectionKind
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.store.reading.study import tracers
from workbench.store.study import Study
from workbench.study.commands import DescribeStudy, Design, WriteMemo
from workbench.study.sections import SectionText, WriteSections
from workbench.theory.commands import AddSlot, NewCMO
from workbench.theory.evidence import AddEvidence, Excerpted

Everything = dict[str, list[tuple[object, ...]]]


def everything(path: Path) -> Everything:
    return dump(path, without=frozenset())


def refused(study: Study, verb: Callable[..., object], match: str = "other work rests on this") -> None:
    """The undo or redo of Ada is a Conflict, with all as it was."""
    before = everything(study.path)
    with pytest.raises(Conflict, match=match) as caught:
        verb(coder="Ada")
    assert "nothing to" not in caught.value.message
    assert everything(study.path) == before
    require_sound(study.path)


def test_undo_is_refused_while_the_others_codings_rest_on_the_code(study: Study) -> None:
    new = study.execute(AddCode("New"), coder="Ada").value
    study.execute(ApplyCode(view(study, "101").revision_id, Span(0, 5), new), coder="Ben")
    refused(study, study.undo, "other work rests on this")
    study.undo(coder="Ben")
    study.undo(coder="Ada")


def test_undo_is_refused_when_the_other_changed_the_same_thing_since(study: Study, path: Path) -> None:
    def define(words: str) -> ImportCodebook:
        return ImportCodebook((CodeEntry("1", "Trust", key="trust", parent="rel", when_to_use=words),))

    study.execute(define("Ada's words"), coder="Ada")
    study.execute(define("Ben's words"), coder="Ben")
    refused(study, study.undo, "changed or removed since")
    assert ("Ben's words",) in rows(path, "SELECT when_to_use FROM code")
    study.undo(coder="Ben")
    study.undo(coder="Ada")
    assert ("confidence in others",) in rows(path, "SELECT when_to_use FROM code")


def test_undo_of_an_import_is_refused_while_the_other_has_coded_in_it(study: Study) -> None:
    study.execute(ImportSources([source("301", "other words " * 20)]), coder="Ada")
    revision = view(study, "301").revision_id
    study.execute(ApplyCode(revision, Span(0, 5), code_id(study, "Trust")), coder="Ben")
    refused(study, study.undo)


def test_undo_of_an_import_is_refused_while_evidence_rests_on_it(study: Study, path: Path) -> None:
    study.execute(ImportSources([source("301", "other words " * 20)]), coder="Ada")
    [(cmo,)] = rows(path, "SELECT id FROM cmo WHERE number = 1")
    passage = Excerpted(view(study, "301").revision_id, Span(0, 5))
    study.execute(AddEvidence(cmo, excerpt=passage, slot=1), coder="Ben")
    refused(study, study.undo)


def test_undo_is_refused_while_a_memo_is_about_it(study: Study) -> None:
    new = study.execute(AddCode("New"), coder="Ada").value
    memo = WriteMemo(MemoKind.ANALYTIC, "Why this code", subject_type="code", subject_id=new)
    study.execute(memo, coder="Ben")
    refused(study, study.undo, "a memo is about this code")
    study.undo(coder="Ben")
    study.undo(coder="Ada")


def test_a_source_or_a_coding_that_a_memo_is_about_stays(study: Study, path: Path) -> None:
    [(coding,)] = rows(
        path, "SELECT coding.id FROM coding JOIN coder ON coder.id = coder_id WHERE name = 'Ada'"
    )
    about = (("source", view(study, "102").id), ("coding", coding))
    for subject_type, subject_id in about:
        memo = WriteMemo(MemoKind.ANALYTIC, "x", subject_type=subject_type, subject_id=subject_id)
        study.execute(memo, coder="Ben")
    before = everything(path)
    with pytest.raises(Conflict, match="memo"):
        study.execute(RemoveSource(about[0][1]), coder="Ada")
    with pytest.raises(Conflict, match="memo"):
        study.execute(RemoveCoding(coding), coder="Ada")
    assert everything(path) == before


def test_redo_is_refused_when_its_ground_is_gone(study: Study) -> None:
    study.execute(AddCode("Passing"), coder="Ben")
    revision, passing = view(study, "101").revision_id, code_id(study, "Passing")
    study.execute(ApplyCode(revision, Span(0, 5), passing), coder="Ada")
    study.undo(coder="Ada")
    study.undo(coder="Ben")
    refused(study, study.redo, "no longer in the study")
    study.redo(coder="Ben")
    study.redo(coder="Ada")


def test_redo_does_not_make_a_second_code_of_a_name_that_was_taken_meanwhile(study: Study) -> None:
    study.execute(AddCode("Hope"), coder="Ada")
    study.undo(coder="Ada")
    study.execute(AddCode("hope"), coder="Ben")
    refused(study, study.redo, "another code 'Hope'")


def test_redo_does_not_make_a_second_source_of_a_name_that_was_taken_meanwhile(study: Study) -> None:
    study.execute(ImportSources([source("301", "one text " * 20)]), coder="Ada")
    study.undo(coder="Ada")
    study.execute(ImportSources([source("301", "another text " * 20)]), coder="Ben")
    refused(study, study.redo, "another source '301'")


def test_redo_does_not_make_a_second_cmo_of_one_number(study: Study) -> None:
    study.execute(NewCMO("A", CMOKind.OBSERVED), coder="Ada")
    study.undo(coder="Ada")
    study.execute(NewCMO("B", CMOKind.OBSERVED), coder="Ben")
    refused(study, study.redo, "another CMO 3")


def test_a_removed_source_comes_back_though_another_was_imported_meanwhile(study: Study, path: Path) -> None:
    study.execute(ImportSources([source("301", "one text " * 20)]), coder="Ada")
    content = dump(path, without=LOGGING)["revision"]
    study.execute(RemoveSource(view(study, "301").id), coder="Ada")
    study.execute(ImportSources([source("302", "another text " * 20)]), coder="Ben")
    study.undo(coder="Ada")
    assert set(content) < set(dump(path, without=LOGGING)["revision"])
    require_sound(path)


def attempt(verb: Callable[..., object], *, coder: str) -> bool:
    try:
        verb(coder=coder)
    except Conflict:
        return False
    return True


def test_each_coder_undoes_only_their_own_work(study: Study, path: Path) -> None:
    study.execute(AddCode("Ada's"), coder="Ada")
    study.execute(AddCode("Ben's"), coder="Ben")
    assert study.undo(coder="Ada").value == 'added code "Ada\'s"'
    assert ("Ben's",) in rows(path, "SELECT name FROM code")
    with pytest.raises(Conflict, match="nothing to undo"):
        study.undo(coder="Cai")


def test_undo_and_redo_reach_back_across_restarts_to_the_very_first_change(path: Path) -> None:
    states = []
    undone = True
    while undone:
        with Study(path) as study:
            states.append(dump(path, without=LOGGING | {"coder", "excerpt", "revision_text"}))
            undone = any(attempt(study.undo, coder=who) for who in ("Ben", "Ada"))
    assert all(not found for name, found in states[-1].items() if name != "study_setting"), states[-1]
    require_sound(path)
    for _ in states[1:]:
        with Study(path) as study:
            assert any(attempt(study.redo, coder=who) for who in ("Ada", "Ben"))
    assert dump(path, without=LOGGING | {"coder", "excerpt", "revision_text"}) == states[0]
    require_sound(path)


def test_nothing_can_be_redone_after_something_new(study: Study) -> None:
    study.execute(AddCode("One"), coder="Ada")
    study.undo(coder="Ada")
    study.execute(AddCode("Two"), coder="Ada")
    with pytest.raises(Conflict, match="nothing to redo"):
        study.redo(coder="Ada")


def test_undo_after_redo_after_undo_takes_back_each_in_turn(study: Study, path: Path) -> None:
    for name in ("One", "Two", "Three"):
        study.execute(AddCode(name), coder="Ada")
    told = [study.undo(coder="Ada").value, study.undo(coder="Ada").value, study.redo(coder="Ada").value]
    told += [study.undo(coder="Ada").value, study.redo(coder="Ada").value, study.redo(coder="Ada").value]
    words = [f"added code {name!r}" for name in ("Three", "Two", "Two", "Two", "Two", "Three")]
    assert told == words
    require_sound(path)


def test_undo_restores_a_parent_and_child_that_one_change_wrote(study: Study, path: Path) -> None:
    tree = (
        CodeEntry("1", "Leaf", parent="Branch"),
        CodeEntry("2", "Branch", parent="Root"),
        CodeEntry("3", "Root"),
    )
    before = dump(path, without=LOGGING)
    study.execute(ImportCodebook(tree), coder="Ada")
    after = dump(path, without=LOGGING)
    study.undo(coder="Ada")
    assert dump(path, without=LOGGING) == before
    study.redo(coder="Ada")
    assert dump(path, without=LOGGING) == after


def test_undo_of_report_sections_brings_the_old_ones_back(study: Study, path: Path) -> None:
    with study.reading() as reader:
        falls = tracers(reader)[0].id
    before = dump(path, without=LOGGING)["report_section"]
    study.execute(WriteSections((SectionText(falls, SectionKind.MESSAGE, body="Act."),)), coder="Ben")
    assert dump(path, without=LOGGING)["report_section"] != before
    study.undo(coder="Ben")
    assert dump(path, without=LOGGING)["report_section"] == before


def test_an_undo_that_the_log_cannot_support_is_a_conflict_and_no_traceback(study: Study, path: Path) -> None:
    study.execute(AddCode("Gone"), coder="Ada")
    study.undo(coder="Ada")
    behind_our_back(path, "DELETE FROM change WHERE command = 'AddCode' AND summary LIKE '%Gone%'")
    with pytest.raises(Conflict, match="misses the change"):
        study.redo(coder="Ada")


def test_a_slot_that_refers_to_nothing_is_a_conflict_in_words(study: Study, path: Path) -> None:
    [(cmo,)] = rows(path, "SELECT id FROM cmo WHERE number = 1")
    with pytest.raises(Conflict):
        study.execute(AddSlot("no such cmo", Role.CONTEXT, "x"), coder="Ada")
    with pytest.raises(Conflict, match="no longer in the study"):
        study.execute(NewCMO("x", CMOKind.OBSERVED, tracer_id="no such tracer"), coder="Ada")
    with pytest.raises(Conflict, match="in the study already"):
        study.execute(NewCMO("x", CMOKind.OBSERVED, cmo_id=cmo), coder="Ada")


def test_a_site_that_both_describe_is_kept_while_the_other_uses_it(study: Study) -> None:
    study.execute(DescribeStudy(sites=(Design("Area 7"),)), coder="Ada")
    study.execute(ImportSources([source("301", "one text " * 20, site="Area 7")]), coder="Ben")
    refused(study, study.undo, "other work rests on this")
