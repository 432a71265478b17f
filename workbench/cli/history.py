"""`workbench history`, `undo`, `redo`: the audit trail and its use."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    JsonOption,
    StudyOption,
    acting_coder,
    bytes_of,
    changing_study,
    reading_study,
)
from workbench.errors import BadInput, NothingLeft, UsageError

if TYPE_CHECKING:
    from workbench.store.reading.history import HistoryEntry
    from workbench.store.study import Study


def history(
    by: Annotated[str | None, typer.Option("--by", help="Only changes by this coder.")] = None,
    entity: Annotated[
        str | None, typer.Option(help="Only changes to this: source:NAME, code:NAME, cmo:3, or an id.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="From this date or instant (ISO, UTC).")] = None,
    until: Annotated[str | None, typer.Option(help="To this date or instant, inclusive.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many, the newest.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who changed what and when, newest first; with --json also before and after, and the hashes."""
    from workbench.bootstrap import entity_id
    from workbench.store.reading import finding
    from workbench.store.reading.history import history as read_history

    since, until = instant(since), instant(until)
    with reading_study(study) as opened, opened.reading() as reader:
        entries = read_history(
            reader,
            coder_id=finding.find(reader, "coder", by) if by else None,
            entity_id=entity_id(reader, opened.id, entity) if entity else None,
            since=since,
            until=until,
            limit=limit,
            with_effects=as_json,
        )
        if as_json:
            output.write_json_lines(entries)
            return
        output.write_table(
            ("change", "when (UTC)", "coder", "what"),
            [(_number(e), e.at[:19].replace("T", " "), e.coder, e.summary) for e in entries],
        )


def _number(entry: HistoryEntry) -> str:
    """A change's number; of one made in a merged copy, that of the merge."""
    return f"{entry.sequence} (copy)" if entry.from_copy else str(entry.sequence)


def instant(moment: str | None) -> str | None:
    """A date as it is, an instant in UTC as the log writes it: both compare as text with the log's instants.

    Raises:
        UsageError: neither.
    """
    if moment is None:
        return None
    written = moment.strip().replace(" ", "T")
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written).isoformat()
        instant = datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(f"{moment!r} is no date", hint="Write 2026-01-31 or 2026-01-31T09:30:00.") from None
    if instant.tzinfo is not None:
        instant = instant.astimezone(UTC)
    precision = "milliseconds" if instant.microsecond else "seconds"
    return instant.replace(tzinfo=None).isoformat(timespec=precision)


def _require_known(study: Study, coder: str) -> None:
    """A name that has changed nothing is a slip of the pen, not somebody with nothing to undo.

    Raises:
        NotFound: with near names.
    """
    from workbench.store.reading import finding

    with study.reading() as reader:
        finding.find(reader, "coder", coder)


def undo(
    times: Annotated[int, typer.Option("--times", min=1, help="How many of your changes.")] = 1,
    study: StudyOption = None,
    coder: CoderOption = None,
) -> None:
    """Take back your newest change; again and again, across restarts."""
    who = acting_coder(coder)
    with changing_study(study) as opened:
        _require_known(opened, who)
        _repeat(times, lambda: opened.undo(coder=who).summary)


def redo(
    times: Annotated[int, typer.Option("--times", min=1, help="How many.")] = 1,
    study: StudyOption = None,
    coder: CoderOption = None,
) -> None:
    """Do again what you have just undone."""
    who = acting_coder(coder)
    with changing_study(study) as opened:
        _require_known(opened, who)
        _repeat(times, lambda: opened.redo(coder=who).summary)


def _repeat(times: int, step: Callable[[], str]) -> None:
    """Say what each step did; where there are fewer to take than asked for, that is no failure but is said.

    Raises:
        Conflict: not even one step could be taken, or others' work stands in the way.
    """
    for done in range(times):
        try:
            diagnostics.say(step())
        except NothingLeft as error:
            if not done:
                raise
            diagnostics.warn(f"{error.message}: {done} of {times} done")
            return


def check_exported(exported: Path, *, as_json: bool) -> None:
    """Verify an exported log, and print how much it holds and the hash that vouches for all of it.

    Raises:
        BadInput: it is not as it was written; the first line that is not is named.
    """
    from workbench.team.exported_log import verify_log

    try:
        lines = bytes_of(exported).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise BadInput(
            f"{exported} is no exported log: it is not UTF-8 text",
            hint="Write one: workbench export history -o log.jsonl",
        ) from None
    found = verify_log(lines, name=exported.name)
    if as_json:
        output.write_json({"file": str(exported), "sound": True, **output.plain(found)})
        return
    rows = [
        ("entries", f"{found.entries:,}"),
        ("entries of copies", f"{found.from_copies:,}"),
        ("last hash", found.last_hash or "none"),
    ]
    output.write_table(("", ""), rows)
    diagnostics.say(
        "all is as it was written; that nothing is cut off at the end, the last hash tells that was kept apart"
    )
