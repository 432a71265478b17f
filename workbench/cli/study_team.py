"""`workbench study copy | merge | conflicts | settle`: apart and merged."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    reading_study,
    text_of,
)
from workbench.cli.study_backups import backups_kept
from workbench.errors import NotFound, UsageError

if TYPE_CHECKING:
    from workbench.store.merging.merge import Merged
    from workbench.store.merging.past import PastChange
    from workbench.store.merging.plan import Finding
    from workbench.store.study import Done


SEE_CONFLICTS = "See them: workbench study conflicts"
"""What to do next where a conflict is not named rightly."""


def add_to(app: typer.Typer) -> None:
    """Make these verbs of a command group."""
    for verb in (copy, merge, conflicts, settle):
        app.command()(verb)


def copy(
    coder_name: Annotated[str, typer.Option("--for", help="For whom: the coder's name.")],
    target: Annotated[
        Path | None, typer.Argument(help="The copy's file; else STUDY-CODER.study beside the study.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make a verified copy for somebody to work on apart; it is merged later."""
    from workbench.model.vocabulary import plural
    from workbench.team.copies import copy_for

    with changing_study(study) as opened:
        made = copy_for(opened, coder_name, target, by=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({**output.plain(made), "path": str(made.path)})
        return
    output.write_text(str(made.path))
    diagnostics.say(
        f"a copy for {made.coder}; common past: {plural(made.changes, 'change')}, {made.hash[:12]}"
    )


def merge(
    others: Annotated[list[Path], typer.Argument(help="Copies of this study, one or several.")],
    rules: Annotated[
        Path | None,
        typer.Option("--rules", help="YAML or JSON: how conflicts are decided. See docs/team.md."),
    ] = None,
    unrelated: Annotated[
        bool,
        typer.Option("--unrelated", help="Also of studies made apart: what says the same is one thing."),
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take in what was done in copies of this study; conflicts are listed and decided by rules, or left open."""
    from workbench.model.identity import now
    from workbench.store.sqlite_backup import backup_stamp
    from workbench.team.bringing_together import merge_copies
    from workbench.team.rules import MergeRules, read_rules

    wanted = MergeRules() if rules is None else read_rules(text_of(rules), name=rules.name)
    with changing_study(study) as opened:
        done = merge_copies(
            opened,
            others,
            wanted,
            coder=acting_coder(coder),
            stamp=backup_stamp(now()),
            keep_backups=backups_kept(),
            dry_run=dry_run,
            unrelated=unrelated,
            tell=diagnostics.say,
        )
    for _, one in done.merges:
        diagnostics.say(f"would have {one.summary}" if dry_run and one.value.came else one.summary)
    for path, one in done.merges:
        _tell_matched(path, one.value)
    if as_json:
        backup = done.backup and str(done.backup)
        output.write_json({"backup": backup, "merges": [_merge_json(*one) for one in done.merges]})
        return
    rows = [_finding_row(found, one.value.coders) for _, one in done.merges for found in one.value.findings]
    rows += [
        ("", "removed", label, "", "as in the copy", "", "")
        for _, one in done.merges
        for label in one.value.removals
    ]
    if rows:
        _write_findings(rows)


def _tell_matched(path: Path, merged: Merged) -> None:
    """Say what two studies without a common past were matched by."""
    if merged.came and not merged.shared:
        from workbench.store.merging.plan import noun_of

        same = ", ".join(f"{noun_of(table)} {count:,}" for table, count in sorted(merged.matched.items()))
        diagnostics.warn(
            f"{path.name} has no past in common with this study; "
            f"taken for the same by what they say: {same or 'nothing'}"
        )


def _write_findings(rows: Sequence[Sequence[str]]) -> None:
    """All of them into pipes; as many on a terminal as people read, and how many there are besides."""
    shown = rows[: diagnostics.MAX_LISTED] if sys.stdout.isatty() else rows
    output.write_table(("id", "what", "where", "state", "note", "stands", "other"), shown)
    if len(shown) < len(rows):
        diagnostics.say(f"and {len(rows) - len(shown):,} more; --json lists all")


def _finding_row(finding: Finding, names: dict[str, str]) -> tuple[str, ...]:
    kept_by, other_by = finding.kept_by, finding.other_by
    return (
        output.shown_id(finding.id),
        finding.kind,
        _where(finding.label, finding.field),
        finding.state,
        finding.note,
        _version(finding.kept_words, _name(kept_by, names), kept_by.at if kept_by else ""),
        _version(finding.other_words, _name(other_by, names), other_by.at if other_by else ""),
    )


def _name(by: PastChange | None, names: dict[str, str]) -> str:
    return names.get(by.coder_id, by.coder_id) if by is not None else ""


def _where(label: str, column: str) -> str:
    from workbench.store.merging.wording import field_words

    return f"{label}: {field_words(column)}" if column else label


def _version(words: str, coder: str, at: str) -> str:
    """A version in a cell: its words, by whom and when."""
    words = "; ".join(words.splitlines())
    who = f"{coder}, {at[:16].replace('T', ' ')}" if coder else ""
    return f"{words} ({who})" if words and who else words or who


def _merge_json(path: Path, done: Done[Merged]) -> dict[str, Any]:
    value, names = done.value, done.value.coders
    return {
        "copy": str(path),
        "summary": done.summary,
        "change": done.change_id,
        "shared_changes": value.shared,
        "changes": [
            {"id": c.id, "at": c.at, "coder": names.get(c.coder_id, c.coder_id), "what": c.summary}
            for c in value.came
        ],
        "rows": output.plain(value.counts),
        "matched": value.matched,
        "findings": [_finding_json(finding, names) for finding in value.findings],
        "removed": list(value.removals),
    }


def _finding_json(finding: Finding, names: dict[str, str]) -> dict[str, Any]:
    def side(value: Any, words: str, by: PastChange | None) -> dict[str, Any] | None:
        if by is None:
            return None if value is None else {"value": value, "words": words}
        return {
            "value": value,
            "words": words,
            "coder": names.get(by.coder_id, by.coder_id),
            "at": by.at,
            "change": by.summary,
        }

    return {
        "id": finding.id,
        "kind": finding.kind,
        "table": finding.table,
        "key": list(finding.key),
        "field": finding.field,
        "label": finding.label,
        "note": finding.note,
        "state": finding.state,
        "stands": side(finding.kept, finding.kept_words, finding.kept_by),
        "other": side(finding.other, finding.other_words, finding.other_by),
    }


def conflicts(
    everything: Annotated[
        bool, typer.Option("--all", help="Also those decided, and what merges noted.")
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """What merges left open: both versions, by whom and when."""
    from workbench.store.reading.conflicts import conflicts as read_conflicts

    with reading_study(study) as opened, opened.reading() as reader:
        found = read_conflicts(reader, only_open=not everything)
    if as_json:
        output.write_json(found)
        return
    rows = [
        (
            output.shown_id(one.id),
            one.kind,
            _where(one.label, one.field),
            one.state,
            one.note,
            _version(one.kept_words, one.kept_by, one.kept_at),
            _version(one.other_words, one.other_by, one.other_at),
        )
        for one in found
    ]
    _write_findings(rows)


def settle(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Conflicts, by id or its end, as 'study conflicts' lists them.")
    ] = None,
    *,
    take: Annotated[str, typer.Option("--take", help="kept: what stands stays; other: the other version.")],
    everything: Annotated[bool, typer.Option("--all", help="All that are open.")] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Decide conflicts that a merge left open."""
    from workbench.store.reading.conflicts import conflicts as read_conflicts
    from workbench.store.reading.finding import find_by_id
    from workbench.team.settling import SettleConflicts

    if take not in ("kept", "other"):
        raise UsageError(f"{take!r} is neither 'kept' nor 'other'", hint=SEE_CONFLICTS)
    if bool(ids) is everything:
        raise UsageError("which conflicts?", hint="Name some by their ids, or say --all.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = (
                [one.id for one in read_conflicts(reader, only_open=True)]
                if everything
                else [find_by_id(reader, "merge_conflict", one, hint=SEE_CONFLICTS) for one in ids or ()]
            )
        if not found:
            raise NotFound("no conflict is open")
        command = SettleConflicts(tuple(dict.fromkeys(found)), other=take == "other")
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
