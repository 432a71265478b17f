"""The first backup of a day: due when work of earlier days lies in no backup, made beside other work, and verified."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_work import behind_our_back, require_sound

from workbench.coding.codebook import AddCode
from workbench.store import daily_backup
from workbench.store.daily_backup import DailyBackup, is_due
from workbench.store.sqlite_backup import back_up, backups_of, reason_of
from workbench.store.study import Study


def at_day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    instant = datetime.now(UTC) + timedelta(days=days)
    monkeypatch.setattr(daily_backup, "now", lambda: instant.isoformat(timespec="milliseconds")[:-6] + "Z")


def due(path: Path) -> bool:
    with Study(path, read_only=True) as study:
        return is_due(study)


def code(path: Path, name: str) -> None:
    with Study(path) as study:
        study.execute(AddCode(name), coder="Ada")


def test_work_of_an_earlier_day_is_saved_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code(path, "New")
    assert not due(path), "today's work is saved tomorrow"
    at_day(monkeypatch, 1)
    assert due(path)
    assert DailyBackup(path, keep=10).fault(wait_seconds=60) == ""
    [made] = backups_of(path)
    assert reason_of(path, made) == "daily"
    require_sound(made)
    assert not due(path), "it holds all work there is"
    code(path, "Newer")
    assert due(path)


def test_daily_backups_rotate_among_themselves(path: Path) -> None:
    for number in range(3):
        back_up(path, stamp=f"2026010{number + 1}T090000000Z", reason="before-merge", keep=2)
        back_up(path, stamp=f"2026010{number + 1}T100000000Z", reason="daily", keep=2)
    back_up(path, stamp="20250101T100000000Z")
    reasons = [reason_of(path, one) for one in backups_of(path)]
    assert reasons == ["", "before-merge", "daily", "before-merge", "daily"]


def test_of_a_damaged_study_none_is_made_and_the_reason_is_told(path: Path) -> None:
    behind_our_back(path, "UPDATE coding SET code_id = 'nowhere'")
    assert "damaged" in DailyBackup(path, keep=10).fault(wait_seconds=60)
    assert backups_of(path) == []
