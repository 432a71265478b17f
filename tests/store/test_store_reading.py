"""Finding what a person means, and questions that cost the same however large the study is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from store_work import code_id, source, view

from workbench.coding.codebook import AddCode, CodeEntry, ImportCodebook
from workbench.coding.commands import ApplyCodes, NewCoding
from workbench.errors import Ambiguous, NotFound
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, Role
from workbench.retrieval import asked, coding_filter
from workbench.sources.commands import ImportSources
from workbench.store.reading import finding
from workbench.store.reading.codebook import code_views
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations, elements
from workbench.store.study import Study
from workbench.theory.commands import AddSlot, NewCMO
from workbench.theory.evidence import AddEvidence, Excerpted


def found(study: Study, what: str, reference: str) -> str:
    by_key: dict[str, Callable[..., str]] = {
        "code": finding.find_code,
        "cmo": finding.find_cmo,
        "element": finding.find_element,
        "memo": finding.find_memo,
    }
    with study.reading() as reader:
        if what in by_key:
            return by_key[what](reader, reference, study_id=study.id)
        return finding.find(reader, what, reference)


@pytest.mark.parametrize(
    "reference", ["Trust", "trust", "TRUST", " Trust ", "Relations/Trust", "relations/trust"]
)
def test_a_code_is_found_by_name_path_case_and_the_key_of_its_file(study: Study, reference: str) -> None:
    assert found(study, "code", reference) == code_id(study, "Relations/Trust")
    assert found(study, "code", "rel") == found(study, "code", "Relations")


@pytest.mark.parametrize(
    "what", ["code", "cmo", "element", "memo", "source", "site", "tracer", "wave", "coder"]
)
def test_anything_is_found_by_its_id_and_the_beginning_of_it(study: Study, what: str) -> None:
    names = {
        "code": "Money", "cmo": "1", "element": "E1", "memo": "Habit", "source": "101",
        "site": "Area 1", "tracer": "Falls", "wave": "Wave 1", "coder": "Ada",
    }  # fmt: skip
    identity = found(study, what, names[what])
    assert found(study, what, identity) == identity
    assert found(study, what, identity.upper()) == identity
    assert found(study, what, identity[:30]) == identity
    with pytest.raises(NotFound):
        found(study, what, identity[:7])


@pytest.mark.parametrize("reference", ["2", "CMO 2", "cmo 2", "Trust saves work", "trust saves work"])
def test_a_cmo_is_found_by_number_and_title(study: Study, reference: str) -> None:
    with study.reading() as reader:
        [wanted] = [c.id for c in configurations(reader) if c.number == 2]
    assert found(study, "cmo", reference) == wanted


def test_near_names_are_offered(study: Study) -> None:
    with pytest.raises(NotFound, match="'Trsut'") as caught:
        found(study, "code", "Trsut")
    assert caught.value.hint.startswith("Did you mean Trust")
    with pytest.raises(NotFound) as caught:
        found(study, "site", "qqqqq")
    assert "Area 1, National" in caught.value.hint


def test_what_the_study_has_none_of_is_said(tmp_path: Any) -> None:
    from workbench.store.creating import create_study

    create_study(tmp_path / "x.study", title="x")
    with Study(tmp_path / "x.study") as study, pytest.raises(NotFound) as caught:
        found(study, "code", "Trust")
    assert caught.value.hint == "The study has no codes yet."


def test_a_name_that_several_have_is_ambiguous_and_all_are_listed(study: Study) -> None:
    money = code_id(study, "Money")
    study.execute(AddCode("Trust", parent_id=money), coder="Ada")
    with pytest.raises(Ambiguous) as caught:
        found(study, "code", "Trust")
    assert [c.split("  ")[0] for c in caught.value.candidates] == ["Relations/Trust", "Money/Trust"]
    for listed in caught.value.candidates:
        path, identity = listed.split("  ")
        assert found(study, "code", path) == identity.strip("()")


def test_the_exact_case_wins_over_another(study: Study) -> None:
    study.execute(ImportSources([source("abc", "one " * 20), source("other", "two " * 20)]), coder="Ada")
    assert found(study, "source", "ABC") == view(study, "abc").id


def statements_of(study: Study, ask: Callable[[Any], object]) -> int:
    told: list[str] = []

    def listen(*arguments: Any) -> None:
        told.append(arguments[2])

    with study.reading() as reader:
        event.listen(reader.engine, "before_cursor_execute", listen)
        try:
            ask(reader)
        finally:
            event.remove(reader.engine, "before_cursor_execute", listen)
    return len(told)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (configurations, 20),
        (elements, 2),
        (code_views, 2),
        (source_views, 9),
        (lambda reader: list(quotes(reader, CodingFilter())), 14),
    ],
)
def test_a_question_costs_as_many_statements_in_a_larger_study(
    study: Study, ask: Callable[[Any], object], most: int
) -> None:
    before = statements_of(study, ask)
    assert before <= most
    revision, trust = view(study, "101").revision_id, code_id(study, "Trust")
    for number in range(12):
        cmo = study.execute(NewCMO(f"More {number}", CMOKind.OBSERVED), coder="Ada").value
        study.execute(AddSlot(cmo, Role.CONTEXT, f"context {number}"), coder="Ada")
        passage = Excerpted(revision, Span(number, number + 4))
        study.execute(AddEvidence(cmo, excerpt=passage, slot=1), coder="Ada")
        study.execute(AddCode(f"Code {number}"), coder="Ada")
    batch = tuple(NewCoding(revision, n, n + 3, trust) for n in range(50))
    study.execute(ApplyCodes(batch), coder="Ada")
    assert statements_of(study, ask) == before


def test_a_full_path_names_its_code_though_a_deeper_one_has_the_same_name(demonstration: Path) -> None:
    with Study(demonstration) as study:
        top = study.execute(AddCode("Trust"), coder="Ada").value
        deeper = study.execute(AddCode("Trust", parent_id=top), coder="Ada").value
        with study.reading() as reader:
            assert finding.find_code(reader, "Trust", study_id=study.id) == top
            assert finding.find_code(reader, "Trust/Trust", study_id=study.id) == deeper


def test_codings_of_a_retired_code_can_still_be_asked_for(demonstration: Path) -> None:
    with Study(demonstration) as study:
        with study.reading() as reader:
            identity = finding.find_code(reader, "Huddle", study_id=study.id)
            parent = next(c.parent_id for c in code_views(reader) if c.id == identity)
        entry = CodeEntry("here", "Huddle", key=identity, parent=parent or "", retired=True)
        study.execute(ImportCodebook((entry,)), coder="Ada")
        with study.reading() as reader:
            with pytest.raises(NotFound):
                finding.find_code(reader, "Huddle", study_id=study.id)
            wanted = coding_filter(reader, study.id, asked(code="Huddle"))
            assert len(list(quotes(reader, wanted))) > 0
