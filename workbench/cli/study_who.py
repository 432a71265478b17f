"""`workbench study who | hand-over`: who has the study open, and whose codings go to another."""

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


def add_to(app: typer.Typer) -> None:
    """Make these verbs of a command group."""
    app.command()(who)
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
