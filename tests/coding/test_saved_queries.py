"""Queries kept under a name: saved, saved anew, removed; undone exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.coding.saving import RemoveQuery, RenameQuery, SaveQuery, definition_of, line_of
from workbench.errors import BadInput, Conflict
from workbench.store.creating import create_study
from workbench.store.reading.saved_queries import saved_queries
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    create_study(tmp_path / "q.study", title="queries")
    with Study(tmp_path / "q.study") as opened:
        yield opened


def kept(study: Study) -> list[tuple[str, str, str]]:
    with study.reading() as reader:
        return [(one.name, one.definition, one.coder) for one in saved_queries(reader)]


def test_a_query_is_saved_saved_anew_in_any_case_of_its_name_and_removed(study: Study) -> None:
    first = study.execute(SaveQuery("Trust and cost", '{"line": "trust"}'), coder="Ann").value
    study.execute(SaveQuery("Another", "{}"), coder="Ann")
    again = study.execute(SaveQuery(" trust  and Cost", '{"line": "cost"}'), coder="Olu")
    assert again.value == first
    states = [kept(study)]
    assert states[0] == [("Another", "{}", "Ann"), ("trust and Cost", '{"line": "cost"}', "Ann")]
    study.execute(RemoveQuery(first), coder="Olu")
    assert kept(study) == [("Another", "{}", "Ann")]
    study.undo(coder="Olu")
    assert kept(study) == states[0]
    study.undo(coder="Olu")
    assert kept(study)[1] == ("Trust and cost", '{"line": "trust"}', "Ann")
    study.redo(coder="Olu")
    assert kept(study) == states[0]
    assert check(study.path).sound


def test_saving_what_is_saved_so_already_is_no_change(study: Study) -> None:
    study.execute(SaveQuery("One", "{}"), coder="Ann")
    assert study.execute(SaveQuery("One", "{}"), coder="Ann").change_id is None


@pytest.mark.parametrize(
    ("name", "definition"), [("", "{}"), ("x", ""), ("x", "[1]"), ("x", "{"), ("x", "[" * 9999)]
)
def test_what_is_no_query_is_refused(study: Study, name: str, definition: str) -> None:
    with pytest.raises(BadInput):
        study.execute(SaveQuery(name, definition), coder="Ann")
    assert kept(study) == []


def test_a_query_that_is_gone_cannot_be_removed(study: Study) -> None:
    with pytest.raises(Conflict):
        study.execute(RemoveQuery("gone"), coder="Ann")


def test_a_removed_query_does_not_come_back_over_a_newer_one_of_its_name(study: Study) -> None:
    one = study.execute(SaveQuery("One", "{}"), coder="Ann").value
    study.execute(RemoveQuery(one), coder="Ann")
    study.execute(SaveQuery("one", '{"a": 1}'), coder="Olu")
    with pytest.raises(Conflict, match="another saved query"):
        study.undo(coder="Ann")
    assert kept(study) == [("one", '{"a": 1}', "Olu")]


def test_a_query_is_renamed_and_undo_gives_the_name_back(study: Study) -> None:
    one = study.execute(SaveQuery("One", "{}"), coder="Ann").value
    study.execute(SaveQuery("Two", "{}"), coder="Ann")
    study.execute(RenameQuery(one, " the  first"), coder="Olu")
    assert [name for name, _, _ in kept(study)] == ["the first", "Two"]
    assert study.execute(RenameQuery(one, "the first"), coder="Olu").change_id is None
    with pytest.raises(Conflict, match="already"):
        study.execute(RenameQuery(one, "TWO"), coder="Olu")
    with pytest.raises(BadInput):
        study.execute(RenameQuery(one, " "), coder="Olu")
    with pytest.raises(Conflict, match="no longer"):
        study.execute(RenameQuery("gone", "x"), coder="Olu")
    study.undo(coder="Olu")
    assert [name for name, _, _ in kept(study)] == ["One", "Two"]


def test_a_line_comes_back_from_its_definition_and_nothing_else_passes_for_one() -> None:
    line = 'trust not "lack of levers" site:Nordmoor'
    assert line_of(definition_of(line)) == line
    with pytest.raises(BadInput):
        line_of('{"other": 1}')
