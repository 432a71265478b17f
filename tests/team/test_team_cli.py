"""Copies, merges, conflicts, backups and restoring on the command line; and what is refused."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_line import CommandLine, Prepare, substance

from workbench.store.sqlite_backup import backups_of

OTHER = "s-ben.study"


def _begin(wb: CommandLine) -> None:
    wb.write("A.txt", "We trusted each other, and that saved work.\n")
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "trust")
    wb.ok("study", "copy", "--for", "Ben")
    wb.ok("codebook", "add", "work", "--study", "s.study")
    wb.ok("codebook", "edit", "trust", "--definition", "As Ann sees it", "--study", "s.study")
    wb.ok(
        "coding",
        "add",
        "A",
        "--code",
        "trust",
        "--quote",
        "trusted each other",
        "--study",
        OTHER,
        "--coder",
        "Ben",
    )
    wb.ok(
        "codebook",
        "edit",
        "trust",
        "--definition",
        "As Ben sees it",
        "--study",
        OTHER,
        "--coder",
        "Ben",
    )


@pytest.fixture
def apart(prepared: Prepare, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Ann's study, and the copy in which Ben coded a passage; both defined `trust`."""
    monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    return prepared(_begin)


def backups(wb: CommandLine) -> list[Path]:
    return backups_of(wb.folder / "s.study")


def test_a_copy_is_made_for_a_coder_and_knows_the_common_past(apart: CommandLine) -> None:
    made = apart.ok("study", "copy", "--for", "Cai Ó", "--json").json
    assert made["path"] == "s-cai-ó.study"
    assert made["changes"] == len(apart.ok("history").rows)
    assert len(made["hash"]) == 64
    assert "Cai Ó" in apart.ok("study", "info", "--study", "s-cai-ó.study").out
    assert apart.refused(7, "study", "copy", "--for", "Cai Ó").startswith(
        "error: s-cai-ó.study exists already"
    )
    before = apart.states()
    apart.ok("study", "copy", "--for", "Eve", "--dry-run")
    assert apart.states() == before
    named = apart.ok("study", "copy", "elsewhere.study", "--for", "Dee")
    assert named.out == "elsewhere.study\n"


def test_a_dry_run_says_all_and_changes_nothing(apart: CommandLine) -> None:
    before = apart.states()
    said = apart.ok("study", "merge", OTHER, "--dry-run")
    assert (
        "would have merged 2 changes of s-ben.study: 1 added, 0 changed, 0 removed; 1 conflict left open"
        in said.err
    )
    [row] = said.rows
    assert (row["what"], row["where"], row["state"]) == ("changed", "code 'trust': short definition", "open")
    assert row["stands"].startswith("As Ann sees it (Ann, 20")
    assert row["other"].startswith("As Ben sees it (Ben, 20")
    assert apart.states() == before
    assert backups(apart) == []


def test_a_merge_backs_up_lists_and_is_undone_as_a_whole(apart: CommandLine) -> None:
    before = substance(apart.folder / "s.study")
    told = apart.ok("study", "merge", OTHER, "--json")
    [merge] = told.json["merges"]
    assert [change["coder"] for change in merge["changes"]] == ["Ben", "Ben"]
    assert {row["table"]: row["added"] for row in merge["rows"]} == {"coding": 1}
    [finding] = merge["findings"]
    assert (finding["stands"]["coder"], finding["other"]["coder"]) == ("Ann", "Ben")
    assert [str(backup) for backup in backups(apart)] == [str(apart.folder / told.json["backup"])]
    assert substance(backups(apart)[0]) == before
    apart.ok("study", "check")
    again = apart.ok("study", "merge", OTHER)
    assert again.err == "found nothing new in s-ben.study\n"
    assert len(backups(apart)) == 1
    apart.ok("undo")
    assert [row for row in substance(apart.folder / "s.study") if row[0] != "merged_change"] == before
    apart.ok("redo")
    apart.ok("study", "check")


def test_the_history_names_who_did_it_in_the_copy(apart: CommandLine) -> None:
    apart.ok("study", "merge", OTHER)
    rows = apart.ok("history").rows
    number = rows[0]["change"]
    assert rows[0]["what"].startswith("merged 2 changes of s-ben.study")
    assert [(row["change"], row["coder"]) for row in rows[1:3]] == [(f"{number} (copy)", "Ben")] * 2
    mine = apart.ok("history", "--by", "Ben", "--json").json
    assert [entry["from_copy"] for entry in mine] == [True, True]
    assert mine[1]["effects"]
    assert len(apart.ok("history", "--limit", "2").rows) == 2
    about = apart.ok("history", "--entity", "code:trust").rows
    assert [row["coder"] for row in about] == ["Ann", "Ben", "Ben", "Ann", "Ann"]


def test_conflicts_are_listed_and_settled(apart: CommandLine) -> None:
    apart.ok("study", "merge", OTHER)
    [row] = apart.ok("study", "conflicts").rows
    assert "As Ben sees it" in row["other"]
    assert "neither" in apart.refused(2, "study", "settle", row["id"], "--take", "theirs")
    assert "no merge conflict" in apart.refused(4, "study", "settle", "ffffffff", "--take", "kept")
    assert "which conflicts" in apart.refused(2, "study", "settle", "--take", "kept")
    assert "which conflicts" in apart.refused(2, "study", "settle", row["id"], "--all", "--take", "kept")
    apart.ok("study", "settle", "--all", "--take", "other", "--dry-run")
    apart.ok("study", "settle", row["id"][-8:], "--take", "other")
    assert apart.ok("study", "conflicts").rows == []
    [settled] = apart.ok("study", "conflicts", "--all", "--json").json
    assert (settled["kept"], settled["other"], settled["state"]) == (
        "As Ben sees it",
        "As Ann sees it",
        "decided",
    )
    apart.refused(5, "study", "settle", row["id"], "--take", "kept")
    apart.refused(4, "study", "settle", "--all", "--take", "kept")
    assert "As Ben sees it" in apart.ok("codebook", "show", "trust").out


def test_rules_decide_from_a_file(apart: CommandLine) -> None:
    apart.write("rules.yaml", "fields:\n  code.short_definition: newest\n")
    said = apart.ok("study", "merge", OTHER, "--rules", "rules.yaml")
    assert "left open" not in said.err
    assert said.rows[0]["state"] == "decided"
    assert "As Ben sees it" in apart.ok("codebook", "show", "trust").out


def test_several_copies_are_merged_one_upon_the_other(apart: CommandLine) -> None:
    apart.ok("study", "copy", "--for", "Cai")
    apart.ok("codebook", "add", "time", "--study", "s-cai.study", "--coder", "Cai")
    before = apart.states()
    tried = apart.ok("study", "merge", OTHER, "s-cai.study", "--dry-run")
    assert tried.err.count("would have merged") == 2
    assert apart.states() == before
    assert sorted(path.name for path in apart.folder.iterdir() if "trial" in path.name) == []
    apart.ok("study", "merge", OTHER, "s-cai.study")
    assert len(backups(apart)) == 1
    assert "time" in apart.ok("codebook", "list").out


@pytest.mark.parametrize("words", [["--dry-run"], []])
def test_what_cannot_be_merged_is_refused_before_anything_is_changed(
    apart: CommandLine, words: list[str]
) -> None:
    def refused(code: int, *others: str) -> str:
        said = apart.refused(code, "study", "merge", *others, *words)
        assert backups(apart) == []
        return said

    apart.ok("study", "new", "foreign.study", "--title", "Foreign")
    assert "another study ('Foreign')" in refused(3, "foreign.study")
    assert "another study" in refused(3, OTHER, "foreign.study")
    assert "the study itself" in refused(3, "s.study")
    assert "there is no study file" in refused(4, "none.study")
    apart.write("text.study", "not a database at all, but long enough to look like a file")
    assert "not a study" in refused(6, "text.study")
    shutil.copyfile(apart.folder / OTHER, apart.folder / "newer.study")
    alter(apart.folder / "newer.study", "PRAGMA user_version = 99")
    assert "format 99" in refused(6, "newer.study")
    shutil.copyfile(apart.folder / OTHER, apart.folder / "older.study")
    alter(apart.folder / "older.study", "PRAGMA user_version = 1")
    assert "study migrate --study older.study" in refused(6, "older.study")
    whole = (apart.folder / OTHER).read_bytes()
    apart.write("cut.study", whole[: len(whole) // 2])
    assert "cut.study is damaged" in refused(6, "cut.study")
    apart.write("rules.yaml", "defaults: ours\n")
    assert "defaults" in refused(3, OTHER, "--rules", "rules.yaml")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET summary = 'x' WHERE sequence = (SELECT max(sequence) FROM change)",
        "DELETE FROM change WHERE sequence = 2",
        "UPDATE coding SET memo = 'slipped in'",
        "UPDATE change_effect SET after = replace(after, 'Ben sees', 'Bob sees')",
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(apart: CommandLine, statement: str) -> None:
    shutil.copyfile(apart.folder / OTHER, apart.folder / "odd.study")
    alter(apart.folder / "odd.study", statement)
    assert "odd.study is damaged" in apart.refused(6, "study", "merge", "odd.study")
    assert backups(apart) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE merged_change SET summary = 'x'",
        "DELETE FROM merged_change",
        "UPDATE merged_change SET hash = 'x'",
    ],
)
def test_a_merged_log_that_was_tampered_with_is_found(apart: CommandLine, statement: str) -> None:
    apart.ok("study", "merge", OTHER)
    alter(apart.folder / "s.study", statement)
    said = apart("study", "check")
    assert said.code == 6
    assert "merged copies\tsound" not in said.out
    assert "change log\tsound" in said.out


def alter(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement)


def test_backups_are_listed_newest_first_and_rotated(
    apart: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_BACKUPS", "2")
    apart.ok("study", "backup")
    for number in range(4):
        apart.ok("codebook", "add", f"more {number}", "--study", OTHER, "--coder", "Ben")
        apart.ok("study", "merge", OTHER)
    rows = apart.ok("study", "backups").rows
    assert [row["why"] for row in rows] == ["before-merge", "before-merge", "by hand"]
    assert all("changes, the last of" in row["holds"] for row in rows)
    assert "more 2" in str(substance(backups(apart)[-1]))
    monkeypatch.setenv("WORKBENCH_BACKUPS", "none")
    assert "WORKBENCH_BACKUPS" in apart.refused(3, "study", "merge", OTHER)


def test_the_users_setting_says_how_many_backups_stay(
    apart: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_CONFIG", str(apart.folder / "config.toml"))
    assert "not a number above 0" in apart("config", "backups", "0").err
    apart.ok("config", "backups", "1")
    for number in range(3):
        apart.ok("codebook", "add", f"more {number}", "--study", OTHER, "--coder", "Ben")
        apart.ok("study", "merge", OTHER)
    assert len(backups(apart)) == 1
    apart.ok("config", "backups", "off")
    apart.ok("codebook", "add", "more still", "--study", OTHER, "--coder", "Ben")
    apart.ok("study", "merge", OTHER)
    assert len(backups(apart)) == 2


def test_a_backup_is_put_back_after_a_preview(apart: CommandLine) -> None:
    apart.ok("study", "merge", OTHER)
    [backup] = backups(apart)
    before = apart.states()
    said = apart.ok("study", "restore", backup.name)
    assert "1 change would go (Ann 1)" in said.err
    assert "nothing was changed" in said.err
    counts = {row[""]: (row["now"], row["in the backup"]) for row in said.rows}
    assert counts["codings"] == ("1", "0")
    assert apart.states() == before
    merged = substance(apart.folder / "s.study")
    apart.ok("study", "restore", backup.name, "--yes")
    assert substance(apart.folder / "s.study") == substance(backup)
    apart.ok("study", "check")
    saved = backups(apart)[-1]
    assert saved.name.endswith("before-restore.study")
    assert substance(saved) == merged
    apart.ok("study", "restore", str(saved), "--yes")
    assert substance(apart.folder / "s.study") == merged
    apart.ok("codebook", "add", "goes on")
    apart.ok("study", "check")


def test_a_study_that_is_open_elsewhere_sees_what_was_put_back(apart: CommandLine) -> None:
    from workbench.coding.codebook import AddCode
    from workbench.store.reading.codebook import code_views
    from workbench.store.study import Study

    apart.ok("study", "backup")
    [backup] = backups(apart)
    with Study(apart.folder / "s.study") as study:
        study.execute(AddCode("Gone"), coder="Ann")
        apart.ok("study", "restore", backup.name, "--yes")
        with study.reading() as reader:
            assert "Gone" not in [code.name for code in code_views(reader, counted=False)]
        study.execute(AddCode("After"), coder="Ann")
    apart.ok("study", "check")


@pytest.mark.parametrize("harm", ["lost", "empty", "cut", "altered"])
def test_a_damaged_or_lost_study_is_put_back_and_the_damaged_one_kept(apart: CommandLine, harm: str) -> None:
    apart.ok("study", "backup")
    [backup] = backups(apart)
    whole, path = substance(backup), apart.folder / "s.study"
    if harm == "lost":
        path.unlink()
    elif harm == "altered":
        alter(path, "UPDATE change SET summary = 'x'")
    else:
        path.write_bytes(b"" if harm == "empty" else path.read_bytes()[:20_000])
    harmed = path.read_bytes() if path.exists() else None
    said = apart.ok("study", "restore", backup.name, "--yes")
    assert "cannot be relied on" in said.err
    assert substance(path) == whole
    apart.ok("study", "check")
    kept = [one.read_bytes() for one in backup.parent.iterdir() if "damaged" in one.name]
    assert kept == ([] if harmed is None else [harmed])


def test_what_cannot_be_put_back_is_refused(apart: CommandLine) -> None:
    assert "no backup" in apart.refused(4, "study", "restore", "none")
    apart.ok("study", "new", "foreign.study", "--title", "Foreign")
    assert "another study" in apart.refused(3, "study", "restore", "foreign.study", "--yes")
    assert "the study itself" in apart.refused(3, "study", "restore", "s.study", "--yes")
    apart.write("text.study", "not a database at all")
    assert "not a study" in apart.refused(6, "study", "restore", "text.study", "--yes")
    shutil.copyfile(apart.folder / OTHER, apart.folder / "odd.study")
    alter(apart.folder / "odd.study", "UPDATE change SET summary = 'x'")
    assert "damaged" in apart.refused(6, "study", "restore", "odd.study", "--yes")
    alter(apart.folder / "odd.study", "PRAGMA user_version = 99")
    assert "format 99" in apart.refused(6, "study", "restore", "odd.study", "--yes")
