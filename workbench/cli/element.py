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

ElementArgument = Annotated[str, typer.Argument(help="E-number, wording or id.")]


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
    element: ElementArgument,
    wording: Annotated[str | None, typer.Option(help="The new wording, everywhere it is shared.")] = None,
    parent: Annotated[str | None, typer.Option(help="The more general element.")] = None,
    no_parent: Annotated[
        bool, typer.Option("--no-parent", help="Take it from under its more general element.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Reword an element in all configurations that share it, or put it under a more general one."""
    from workbench.store.reading import finding
    from workbench.theory.elements import RewordElement

    if wording is None and parent is None and not no_parent:
        raise UsageError("nothing to change: give --wording, --parent or --no-parent")
    if parent is not None and no_parent:
        raise UsageError("--parent and --no-parent: give one of the two")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_element(reader, element, study_id=opened.id)
            parent_id = (
                finding.find_element(reader, parent, study_id=opened.id) if parent is not None else None
            )
        command = RewordElement(identity, wording, "" if no_parent else parent_id)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def merge(
    element: ElementArgument,
    into: Annotated[str, typer.Option(help="The element that remains: E-number, wording or id.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Let another element stand wherever this one stands; this one goes. Evidence stays with the slots."""
    from workbench.store.reading import finding
    from workbench.theory.element_merging import MergeElements

    with changing_study(study) as opened:
        with opened.reading() as reader:
            ids = [finding.find_element(reader, one, study_id=opened.id) for one in (element, into)]
        change(opened, MergeElements(*ids), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    element: ElementArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take away an element that stands in no configuration and above no other."""
    from workbench.store.reading import finding
    from workbench.theory.element_merging import RemoveElement

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_element(reader, element, study_id=opened.id)
        change(opened, RemoveElement(identity), coder=acting_coder(coder), dry_run=dry_run)


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
                ", ".join(f"CMO {held}" for held in e.held_by()),
            )
            for e in found
        ],
    )
