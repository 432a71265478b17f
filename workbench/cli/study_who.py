"""`workbench study who`: who has the study open."""

from __future__ import annotations

import typer

from workbench.cli import output
from workbench.cli.context import JsonOption, StudyOption, reading_study


def add_to(app: typer.Typer) -> None:
    """Make this a verb of a command group."""
    app.command()(who)


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
