"""`workbench cmo split`, `merge`: one configuration becomes two, two become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.cmo_naming import CMOArgument, named_cmo
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
)

if TYPE_CHECKING:
    from workbench.model.reshaping_views import Reshaped
    from workbench.model.views import Configuration


def split(
    cmo: CMOArgument,
    move: Annotated[
        list[str] | None,
        typer.Option("--move", help="A slot that goes, with its evidence: number, wording or id; repeat."),
    ] = None,
    share: Annotated[
        list[str] | None,
        typer.Option("--share", help="A slot that stands in both then; its evidence stays; repeat."),
    ] = None,
    title: Annotated[str, typer.Option(help="Title of the new configuration.")] = "",
    with_links: Annotated[
        bool, typer.Option("--with-links", help="Its links go along, if they can.")
    ] = False,
    with_whole: Annotated[
        bool, typer.Option("--with-whole", help="Evidence of the whole goes along.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put slots of a configuration into a new one. With --dry-run, a preview of what goes where.

    A ripple goes with its element; other links and the evidence of the whole stay unless told.
    """
    from workbench.theory.cmo_splitting import SplitCMO

    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = named_cmo(reader, cmo, study_id=opened.id)
        ids = _slot_ids(found, move or []), _slot_ids(found, share or [])
        command = SplitCMO(found.id, *ids, title, with_links, with_whole)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    _print(done.value, as_json=as_json)


def merge(
    cmo: CMOArgument,
    into: Annotated[str, typer.Option("--into", help="The configuration that remains: number, title or id.")],
    reason: Annotated[
        str,
        typer.Option(help="Why the two tell the same; kept in the history of both. A dry run needs none."),
    ] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Merge a configuration into another; it is retired, never lost. With --dry-run, a preview of what goes where.

    Slots of one element in one role become one; evidence, links and memos go along; sites are those of both.
    """
    from workbench.store.reading import finding
    from workbench.theory.cmo_merging import MergeCMOs

    with changing_study(study) as opened:
        with opened.reading() as reader:
            ids = [finding.find_cmo(reader, name, study_id=opened.id) for name in (cmo, into)]
        command = MergeCMOs(ids[0], ids[1], reason or ("a preview" if dry_run else ""))
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    _print(done.value, as_json=as_json)


def _slot_ids(cmo: Configuration, references: list[str]) -> tuple[str, ...]:
    from workbench.store.reading.theory import find_slot

    return tuple(find_slot(cmo, reference).id for reference in references)


def _print(reshaped: Reshaped, *, as_json: bool) -> None:
    if as_json:
        output.write_json(reshaped)
    else:
        output.write_table(("what", "becomes"), [(one.what, one.becomes) for one in reshaped.passed])
