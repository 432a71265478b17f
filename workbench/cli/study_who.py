"""`workbench study who | activity | hand-over`: who is here, who coded what when, and whose codings go to another."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    new_coders_may_join,
    reading_study,
    require_clear_coder,
)
from workbench.cli.history import instant


def add_to(app: typer.Typer) -> None:
    """Make these verbs of a command group."""
    app.command()(who)
    app.command()(activity)
    app.command("hand-over")(hand_over)


def who(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print who has the study open on screen, and which source they read."""
    from workbench.store.reading.sources import names_by_id
    from workbench.team.presence import present

    with reading_study(study) as opened, opened.reading() as reader:
        names = names_by_id(reader)
        found = present(opened.path)
    if as_json:
        output.write_json([{"coder": one.coder, "source": names.get(one.source_id, "")} for one in found])
        return
    output.write_table(("coder", "reads"), ((one.coder, names.get(one.source_id, "")) for one in found))


def activity(
    by: Annotated[str | None, typer.Option("--by", help="Only this coder's.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only in this source: name or id.")] = None,
    since: Annotated[str | None, typer.Option(help="From this date or instant (ISO, UTC).")] = None,
    until: Annotated[str | None, typer.Option(help="To this date or instant, inclusive.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print who coded what when: codings by day, coder and source, newest first. For every change: history."""
    from workbench.store.reading import finding
    from workbench.store.reading.activity import activity as read_activity

    since, until = instant(since), instant(until)
    with reading_study(study) as opened, opened.reading() as reader:
        found = read_activity(
            reader,
            coder_id=finding.find(reader, "coder", by) if by else None,
            source_id=finding.find(reader, "source", source) if source else None,
            since=since,
            until=until,
        )
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("day (UTC)", "coder", "source", "codings", "passages"),
        ((one.day, one.coder, one.source, f"{one.codings:,}", f"{one.passages:,}") for one in found),
    )


def hand_over(
    coder_name: Annotated[str, typer.Argument(metavar="CODER", help="Whose codings.")],
    to: Annotated[str, typer.Option("--to", help="Who goes on with them.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Give all codings of a coder who leaves to another. Frozen rounds and the history keep whose they were."""
    from workbench.coding.handing_over import HandOverCodings
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        if not new_coders_may_join():
            require_clear_coder(opened, to)
        with opened.reading() as reader:
            identity = finding.find(reader, "coder", coder_name)
        done = change(opened, HandOverCodings(identity, to), coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(done.value)
