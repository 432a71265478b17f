"""The change log: all that was done, by whom, when, before and after; and what tampering with it looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from store_work import behind_our_back, code_id, dump, faulty_parts, require_sound, rows, source, view

from workbench.coding.codebook import AddCode, CodeEntry, ImportCodebook
from workbench.coding.commands import ApplyCode, ApplyCodes, NewCoding, RemoveCoding
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.sources.commands import ImportSources
from workbench.store.change_log import chain_faults
from workbench.store.creating import create_study
from workbench.store.reading.history import history
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.commands import DescribeStudy, Design


def test_every_command_leaves_one_entry_with_who_when_and_what(tmp_path: Path) -> None:
    path = tmp_path / "x.study"
    create_study(path, title="x")
    ticks = iter(f"2026-01-0{n}T00:00:00.000Z" for n in range(1, 9))
    with Study(path, clock=lambda: next(ticks)) as study:
        done = study.execute(AddCode("Trust"), coder="Ada")
        study.execute(DescribeStudy(sites=(Design("Area 1"),)), coder=" ben ")
        study.undo(coder="Ada")
        with study.reading() as reader:
            entries = list(history(reader, with_effects=True))
    told = [(e.sequence, e.at[:10], e.coder, e.command, e.summary) for e in reversed(entries)]
    assert told == [
        (1, "2026-01-01", "Ada", "AddCode", "added code 'Trust'"),
        (2, "2026-01-02", "ben", "DescribeStudy", "described the study: added 1 site"),
        (3, "2026-01-03", "Ada", "Undo", "undid: added code 'Trust'"),
    ]
    assert entries[-1].id == done.change_id
    made = next(e for e in entries[-1].effects if e.table == "code")
    assert (made.operation, made.before) == ("insert", None)
    taken = next(e for e in entries[0].effects if e.table == "code")
    assert (taken.operation, taken.after, taken.before) == ("delete", None, made.after)


def test_an_update_logs_the_columns_that_changed_and_what_they_held(study: Study) -> None:
    study.execute(
        ImportCodebook((CodeEntry("1", "Trust", key="trust", parent="rel", when_to_use="always"),)),
        coder="Ben",
    )
    with study.reading() as reader:
        effects = next(iter(history(reader, limit=1, with_effects=True))).effects
    [update] = [e for e in effects if e.operation == "update"]
    place = update.columns.index("when_to_use")
    assert update.before is not None
    assert update.after is not None
    assert (update.before[0][place], update.after[0][place]) == ("confidence in others", "always")


def test_history_filters_by_coder_entity_and_time(study: Study) -> None:
    trust = code_id(study, "Trust")
    with study.reading() as reader:
        everything = list(history(reader))
        ben = list(history(reader, coder_id=study.coder_id("Ben")))
        about_trust = list(history(reader, entity_id=trust))
        assert list(history(reader, until="2000-01-01")) == []
        assert list(history(reader, since=everything[0].at[:10])) == [
            e for e in everything if e.at >= everything[0].at[:10]
        ]
    assert {e.coder for e in ben} == {"Ben"}
    assert len(ben) == 4
    assert [e.command for e in reversed(about_trust)][:2] == ["ImportCodebook", "ApplyCode"]
    assert len(about_trust) == 5


@dataclass(frozen=True)
class FailsLate:
    """A command that writes much and then refuses."""

    error: Exception

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        AddCode("Half done").perform(work)
        ImportSources([source("999", "quite another text")]).perform(work)
        raise self.error


@pytest.mark.parametrize("error", [BadInput("no"), RuntimeError("bug")])
def test_a_command_that_fails_half_way_leaves_nothing_and_the_study_goes_on(
    error: Exception, path: Path, opener: Callable[..., Study]
) -> None:
    before = dump(path, without=frozenset())
    study = opener(path)
    with pytest.raises(type(error)):
        study.execute(FailsLate(error), coder="Newcomer")
    assert dump(path, without=frozenset()) == before
    study.execute(AddCode("Afterwards"), coder="Ada")
    require_sound(path)


def test_a_dry_run_tells_what_would_be_and_keeps_nothing_not_even_the_log(
    path: Path, opener: Callable[..., Study]
) -> None:
    before = dump(path, without=frozenset())
    study = opener(path)
    revision = view(study, "101").revision_id
    for command in (
        AddCode("New"),
        ImportSources([source("999", "quite another text")]),
        ApplyCode(revision, Span(1, 9), code_id(study, "Trust")),
        DescribeStudy(title="Another", coders=("Cai",)),
    ):
        done = study.execute(command, coder="Somebody new", dry_run=True)
        assert done.change_id is None
        assert done.summary
    assert dump(path, without=frozenset()) == before
    kept = study.execute(AddCode("New"), coder="Ada")
    assert kept.change_id is not None
    study.close()
    require_sound(path)


def test_a_dry_run_refuses_what_the_change_would_refuse(study: Study) -> None:
    with pytest.raises(Conflict):
        study.execute(AddCode("Money"), coder="Ada", dry_run=True)


def test_a_change_within_a_reading_is_refused_and_harms_neither(study: Study) -> None:
    with study.reading() as reader:
        count = len(list(history(reader)))
        with pytest.raises(RuntimeError, match="being read"):
            study.execute(AddCode("Nested"), coder="Ada")
        assert len(list(history(reader))) == count
    study.execute(AddCode("Nested"), coder="Ada")


def test_readings_nest_and_see_one_state(path: Path, opener: Callable[..., Study]) -> None:
    study, other = opener(path), opener(path)
    with study.reading() as outer:
        before = len(list(history(outer)))
        other.execute(AddCode("Meanwhile"), coder="Ben")
        with study.reading() as inner:
            assert len(list(history(inner))) == before
        assert len(list(history(outer))) == before
    with study.reading() as later:
        assert len(list(history(later))) == before + 1


def logged(path: Path) -> int:
    return int(rows(path, "SELECT count(*) FROM change")[0][0])


FIELDS = ["id", "coder_id", "at", "command", "summary", "undoes", "redoes", "previous_hash", "hash"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("sequence", [1, 5])
def test_tampering_with_any_field_of_a_change_is_found(path: Path, field: str, sequence: int) -> None:
    value = f"coalesce(\"{field}\", '') || '0'"
    behind_our_back(path, f'UPDATE change SET "{field}" = {value} WHERE sequence = {sequence}')
    assert any(f"change {sequence}" in fault for fault in check(path).faults["change log"])


def test_tampering_with_the_newest_change_is_found(path: Path) -> None:
    behind_our_back(
        path, "UPDATE change SET summary = 'x' WHERE sequence = (SELECT max(sequence) FROM change)"
    )
    assert faulty_parts(path) == {"change log"}


@pytest.mark.parametrize("field", ["table_name", "operation", "columns", "before", "after", "row_count"])
def test_tampering_with_any_field_of_an_effect_is_found(path: Path, field: str) -> None:
    value = {"operation": "'intern'", "row_count": "row_count + 1"}.get(
        field, f"coalesce(\"{field}\", '') || ' '"
    )
    behind_our_back(
        path,
        f'UPDATE change_effect SET "{field}" = {value} WHERE (sequence, position) ='
        " (SELECT sequence, max(position) FROM change_effect WHERE operation = 'insert' AND sequence = 4)",
    )
    assert "change log" in faulty_parts(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM change_effect WHERE sequence = 3 AND position = 1",
        "DELETE FROM change_effect WHERE sequence = 3",
        "INSERT INTO change_effect SELECT sequence, 99, table_name, operation, columns, before, after, row_count"
        " FROM change_effect WHERE sequence = 2 AND position = 0",
        "UPDATE change_effect SET sequence = 4, position = 90 WHERE sequence = 3 AND position = 1",
        "INSERT INTO change_effect VALUES (999, 0, 'code', 'insert', '[]', NULL, '[]', 0)",
        "INSERT INTO change_effect VALUES (0, 0, 'code', 'insert', '[]', NULL, '[]', 0)",
    ],
)
def test_an_effect_taken_out_put_in_or_moved_is_found(path: Path, statement: str) -> None:
    behind_our_back(path, statement)
    assert "change log" in faulty_parts(path)


def test_a_missing_change_is_found_wherever_it_stood(path: Path, tmp_path: Path) -> None:
    for sequence in range(1, logged(path) + 1):
        cut = tmp_path / f"{sequence}.study"
        cut.write_bytes(path.read_bytes())
        behind_our_back(
            cut,
            f"DELETE FROM change WHERE sequence = {sequence}",
            f"DELETE FROM change_effect WHERE sequence = {sequence}",
        )
        assert faulty_parts(cut), f"change {sequence} of {logged(path)}"


def test_the_log_cut_off_at_its_end_is_found_by_what_it_no_longer_accounts_for(path: Path) -> None:
    behind_our_back(
        path,
        "DELETE FROM change_effect WHERE sequence >= 10",
        "DELETE FROM change WHERE sequence >= 10",
    )
    assert faulty_parts(path) == {"log and content"}


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE coding SET memo = 'never said' WHERE memo = ''", "not as the log left it: memo"),
        ("UPDATE code SET when_to_use = 'x' WHERE name = 'Trust'", "not as the log left it: when_to_use"),
        ("DELETE FROM coding WHERE rowid = 1", "is in the log and not in the study"),
        ("UPDATE coder SET name = 'Eve' WHERE name = 'Ben'", "not as the log left it: name"),
        ("INSERT INTO site VALUES ('x', 'Area 9', 0, '', 9)", "site x was never logged"),
        ("UPDATE speaker_turn SET speaker = 'X'", "speaker_turn"),
    ],
)
def test_what_was_changed_past_the_log_is_named(path: Path, statement: str, named: str) -> None:
    behind_our_back(path, statement, triggers=False)
    report = check(path)
    assert any(named in fault for fault in report.faults["log and content"]), report.faults
    assert report.readable


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET summary = 'x'",
        "DELETE FROM change",
        "UPDATE change_effect SET row_count = 0",
        "DELETE FROM change_effect",
        "UPDATE revision_text SET body = 'x'",
    ],
)
def test_log_and_texts_refuse_to_be_rewritten(path: Path, statement: str) -> None:
    with pytest.raises(Exception, match=r"append-only|never changed"):
        behind_our_back(path, statement, triggers=False)


def test_the_chain_is_read_in_one_pass_of_two_statements(study: Study) -> None:
    from sqlalchemy import event

    told: list[str] = []
    with study.reading() as reader:
        event.listen(reader.engine, "before_cursor_execute", lambda *a: told.append(a[2]))
        assert chain_faults(reader) == []
    assert len(told) == 2, told


def test_a_large_batch_is_logged_in_pieces_and_undone_as_one(study: Study, path: Path) -> None:
    text = "".join(chr(97 + n % 26) for n in range(3_000))
    study.execute(ImportSources([source("long", text)]), coder="Ada")
    long = view(study, "long").revision_id
    trust = code_id(study, "Trust")
    batch = tuple(NewCoding(long, n, n + 2, trust) for n in range(2_500))
    done = study.execute(ApplyCodes(batch), coder="Ada")
    assert done.value.added == 2_500
    pieces = rows(path, "SELECT row_count FROM change_effect WHERE table_name = 'coding' AND row_count > 100")
    assert [n for (n,) in pieces] == [1_000, 1_000, 500]
    study.undo(coder="Ada")
    assert rows(path, "SELECT count(*) FROM coding") == [(3,)]
    require_sound(path)


def test_a_coder_takes_away_only_their_own_coding(study: Study, path: Path) -> None:
    [(coding,)] = rows(
        path, "SELECT coding.id FROM coding JOIN coder ON coder.id = coder_id WHERE name = 'Ada'"
    )
    with pytest.raises(Conflict, match="Ada's"):
        study.execute(RemoveCoding(coding), coder="Ben")
    assert rows(path, "SELECT count(*) FROM coding") == [(3,)]


def test_a_change_that_changes_nothing_leaves_no_undo_step(demonstration: Path) -> None:
    from workbench.store.change_log import last_change
    from workbench.study.commands import DescribeStudy

    with Study(demonstration) as study:
        done = study.execute(DescribeStudy(aim="Another aim"), coder="Ada")
        again = study.execute(DescribeStudy(aim="Another aim"), coder="Ada")
        with study.reading() as reader:
            newest = last_change(reader)
        assert newest is not None
        assert (done.change_id, again.change_id) == (newest.id, None)
