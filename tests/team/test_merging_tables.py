"""A table that is added to the format has to be known to merging, where it holds more than rows of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from team_work import Copies

from workbench.model.identity import derived_id
from workbench.model.suggestions import Suggestion
from workbench.store.merging.matching import BY_CONTENT, BY_NAME
from workbench.store.merging.past import MERGED_COLUMNS
from workbench.store.schema import TABLES, key_columns
from workbench.store.unit_of_work import Outcome, UnitOfWork

SEEN_TO = {("revision", ("source_id", "number")), ("revision", ("id",)), ("change", ("id",))}
"""Unique columns that merging sees to in its own way: numbers of texts give way; logs are kept apart."""


def unique_columns(path: Path) -> set[tuple[str, tuple[str, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        found = set()
        for table in TABLES:
            for _, index, unique, *_ in raw.execute(f"PRAGMA index_list('{table}')").fetchall():
                if unique:
                    columns = tuple(row[2] for row in raw.execute(f"PRAGMA index_info('{index}')"))
                    found.add((table, columns))
        return found


def test_every_unique_index_is_known_to_merging(copies: Copies) -> None:
    for table, columns in unique_columns(copies.path("a")) - SEEN_TO:
        if columns != key_columns(TABLES[table]):
            assert {**BY_CONTENT, **BY_NAME}.get(table) == columns, (
                f"two copies may each make a row of {table} with the same {columns}: say in matching.py that it is one"
            )


def test_a_merged_change_has_all_that_a_change_has() -> None:
    assert set(MERGED_COLUMNS) - {"effects"} == {column.name for column in TABLES["change"].columns}
    assert set(MERGED_COLUMNS) == {column.name for column in TABLES["merged_change"].columns}


class Propose:
    """A suggestion as the suggester keeps it; `decided_at` marks that somebody has decided on it."""

    def __init__(
        self,
        excerpt_id: str,
        code_id: str,
        *,
        at: str,
        decided_at: str | None = None,
        coding_id: str | None = None,
    ) -> None:
        self.row = {"excerpt_id": excerpt_id, "code_id": code_id, "proposed_at": at, "decided_at": decided_at}
        self.row["coding_id"] = coding_id
        self.state = "accepted" if coding_id else "rejected" if decided_at else "proposed"

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        work.insert(
            Suggestion(
                id=derived_id(work.study_id, f"{self.row['excerpt_id']}:{self.row['code_id']}"),
                rank=1,
                model_version=self.row["proposed_at"],
                inputs_sha256="",
                entry_sha256="",
                explanation="{}",
                state=self.state,
                decided_by=work.coder_id if self.row["decided_at"] else None,
                **self.row,
            )
        )
        return Outcome("proposed", None)


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_decided_suggestion_goes_before_a_newer_proposal_of_the_same(
    copies: Copies, into: str, other: str
) -> None:
    excerpt, code = str(copies.one("a", "SELECT id FROM excerpt")), copies.code("a", "Money")
    copies.do("a", Propose(excerpt, code, at="2026-01-01", decided_at="2026-01-02"))
    copies.do("b", Propose(excerpt, code, at="2026-02-01"))
    assert copies.merge(into, other).value.findings == ()
    assert copies.rows(into, "SELECT state, model_version FROM suggestion") == [("rejected", "2026-01-01")]


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_later_rejection_does_not_take_from_a_coding_where_it_came_from(
    copies: Copies, into: str, other: str
) -> None:
    excerpt, code = str(copies.one("a", "SELECT id FROM excerpt")), copies.code("a", "Money")
    copies.do("a", Propose(excerpt, code, at="2026-01-01", decided_at="2026-01-02", coding_id="coding"))
    copies.do("b", Propose(excerpt, code, at="2026-01-01", decided_at="2026-01-03"))
    assert copies.merge(into, other).value.findings == ()
    assert copies.rows(into, "SELECT state, coding_id FROM suggestion") == [("accepted", "coding")]
