"""`workbench element`: worded statements that configurations share."""

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
    noun,
    reading_study,
)
from workbench.errors import UsageError

app = noun("element")


@app.command()
def add(
    wording: Annotated[str, typer.Argument(help="The statement, in a sentence.")],
    parent: Annotated[
        str | None, typer.Option(help="The more general element: E-number, wording or id.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Word a statement without putting it into a configuration yet."""
    from workbench.store.reading import finding
    from workbench.theory.elements import AddElement

    with changing_study(study) as opened:
        parent_id = None
        if parent is not None:
            with opened.reading() as reader:
                parent_id = finding.find_element(reader, parent, study_id=opened.id)
        change(opened, AddElement(wording, parent_id), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def edit(
    element: Annotated[str, typer.Argument(help="E-number, wording or id.")],
    wording: Annotated[str | None, typer.Option(help="The new wording, everywhere it is shared.")] = None,
    parent: Annotated[str | None, typer.Option(help="The more general element.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Reword an element in all configurations that share it, or put it under a more general one."""
    from workbench.store.reading import finding
    from workbench.theory.elements import RewordElement

    if wording is None and parent is None:
        raise UsageError("nothing to change: give --wording or --parent")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_element(reader, element, study_id=opened.id)
            parent_id = finding.find_element(reader, parent, study_id=opened.id) if parent else None
        change(
            opened, RewordElement(identity, wording, parent_id), coder=acting_coder(coder), dry_run=dry_run
        )


@app.command("list")
def list_elements(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the elements and the configurations that hold them."""
    from workbench.store.reading.theory import elements

    with reading_study(study) as opened, opened.reading() as reader:
        found = elements(reader)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("element", "wording", "variant of", "in"),
        [
            (
                f"E{e.number}",
                e.wording,
                f"E{e.parent_number}" if e.parent_number else "",
                ", ".join(f"CMO {n}" for n in e.cmo_numbers),
            )
            for e in found
        ],
    )
