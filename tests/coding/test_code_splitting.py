"""Codings that go to a code made for them: one change, there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import substance

from workbench.coding.splitting import RecodeAsNew
from workbench.errors import BadInput, Conflict, UsageError, WorkbenchError
from workbench.model.views import CodeView, Quote
from workbench.store.reading.codebook import code_views
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.study import Study


def code_named(study: Study, name: str) -> CodeView:
    with study.reading() as reader:
        return next(code for code in code_views(reader) if code.name == name)


def excerpts(study: Study, code_id: str) -> list[Quote]:
    with study.reading() as reader:
        return list(quotes(reader, CodingFilter((code_id,), sub_codes=False)))


def test_some_codings_go_to_a_new_code_and_undo_takes_both_back(demonstration: Path) -> None:
    with Study(demonstration) as study:
        old = code_named(study, "Named contact")
        mine = [q for q in excerpts(study, old.id) if q.coder == "Mared"]
        before = substance(demonstration)
        chosen = tuple(q.coding_id for q in mine[:2])
        done = study.execute(RecodeAsNew(chosen, "By first name", old.id), coder="Mared")
        new = code_named(study, "By first name")
        assert (new.id, new.parent_id, new.coding_count) == (done.value, old.id, 2)
        assert {q.coding_id for q in excerpts(study, new.id)} == set(chosen)
        assert code_named(study, "Named contact").coding_count == old.coding_count - 2
        after = substance(demonstration)
        study.undo(coder="Mared")
        assert substance(demonstration) == before
        study.redo(coder="Mared")
        assert substance(demonstration) == after


@pytest.mark.parametrize(
    ("whose", "name", "error"),
    [
        ("Tobias", "Fresh", Conflict),
        ("Mared", "People moving on", Conflict),
        ("Mared", "a/b", BadInput),
        ("nobody", "Fresh", UsageError),
    ],
)
def test_what_cannot_be_split_off_leaves_no_code_behind(
    demonstration: Path, whose: str, name: str, error: type[WorkbenchError]
) -> None:
    with Study(demonstration) as study:
        old = code_named(study, "Named contact")
        chosen = tuple(q.coding_id for q in excerpts(study, old.id) if q.coder == whose)
        before = substance(demonstration)
        with pytest.raises(error):
            study.execute(RecodeAsNew(chosen, name, old.parent_id), coder="Mared")
        assert substance(demonstration) == before


def test_others_codings_go_along_when_a_person_says_so(demonstration: Path) -> None:
    with Study(demonstration) as study:
        old = code_named(study, "Named contact")
        chosen = tuple(q.coding_id for q in excerpts(study, old.id) if q.coder == "Tobias")
        done = study.execute(RecodeAsNew(chosen, "Fresh", None, others=True), coder="Mared")
        assert {q.coder for q in excerpts(study, done.value)} == {"Tobias"}
