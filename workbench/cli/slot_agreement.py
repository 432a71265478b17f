"""`workbench agreement cmo`: how far people agree on which elements stand in which roles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.agreement_printing import RESAMPLES, number, percent, require_resamples
from workbench.cli.context import JsonOption, StudyOption, enum_of, reading_study, study_path
from workbench.cli.listed_names import listed_names
from workbench.errors import BadInput, UsageError
from workbench.model.vocabulary import CMOKind, plural

if TYPE_CHECKING:
    from workbench.agreement.slots import SlotAgreement, SlotFigures
    from workbench.findings.slot_agreement import SlotsWanted

CONSENSUS = "no figure is good or bad by itself; talking configurations through is of equal worth"

SEEN = "the coders may have seen one another's configurations, so these are no independent judgements"


def add_to(app: typer.Typer) -> None:
    """Make this a verb of a command group."""
    app.command()(cmo)


def cmo(
    coders: Annotated[
        list[str] | None, typer.Option("--coders", help="Two coders or more of this study: A,B.")
    ] = None,
    copy: Annotated[
        list[Path] | None,
        typer.Option("--copy", help="Compare the study with this copy of it; may be repeated."),
    ] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    kind: Annotated[str | None, typer.Option(help="observed, or 'programme theory'.")] = None,
    roll_up: Annotated[
        bool,
        typer.Option("--roll-up", help="Variants count as their general element, mechanisms as one role."),
    ] = False,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", help="Drawings of tracers for the intervals of 95%; 0 for none.")
    ] = RESAMPLES,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print how far coders, or copies, agree on which elements stand in which roles, by role and by tracer."""
    from workbench.findings.slot_agreement import SlotsWanted, agreement_of_coders

    names = listed_names(coders or ())
    if bool(names) is bool(copy):
        raise UsageError("whose configurations?", hint="Name either --coders A,B or a --copy.")
    require_resamples(bootstrap)
    which = str(enum_of(CMOKind, kind, what="kind of CMO")) if kind else None
    wanted = SlotsWanted(tracer, which, roll_up, bootstrap)
    notes = [SEEN]
    if copy:
        result, shared = _of_copies(study, copy, wanted)
        if shared:
            notes.append(
                f"{plural(shared, 'configuration')} {'stands' if shared == 1 else 'stand'} in each copy, from their "
                "common past: what stands in these counts as agreed on"
            )
    else:
        with reading_study(study) as opened, opened.reading() as reader:
            result = agreement_of_coders(reader, names, wanted)
    notes.append(CONSENSUS)
    if as_json:
        output.write_json({**output.plain(result), "roll_up": roll_up, "notes": notes})
        return
    output.write_table(
        ("what", "placed", "elements", "by nobody", "percent", result.kappa, "alpha"), _rows(result)
    )
    for note in notes:
        diagnostics.warn(note)


def _of_copies(study: Path | None, copies: list[Path], wanted: SlotsWanted) -> tuple[SlotAgreement, int]:
    from workbench.findings.slot_agreement import agreement_of_copies
    from workbench.store.study import Study

    with ExitStack() as stack:
        own = study_path(study)
        opened = {own.name: stack.enter_context(Study(own, read_only=True))}
        for path in copies:
            other = stack.enter_context(Study(path, read_only=True))
            if other.id != opened[own.name].id:
                raise BadInput(f"{path} is another study, not a copy of {own.name}")
            if str(path) in opened or path.resolve() == own.resolve():
                raise UsageError(f"{path} is named twice", hint="Name the study and another copy of it.")
            opened[str(path)] = other
        readers = {name: stack.enter_context(one.reading()) for name, one in opened.items()}
        return agreement_of_copies(readers, wanted)


def _rows(result: SlotAgreement) -> Iterator[list[object]]:
    for one in (*result.roles, result.together):
        yield [one.role, *_cells(one)]
    if len(result.tracers) > 1:
        for tracer, one in result.tracers:
            yield [f"all roles, {tracer}", *_cells(one)]


def _cells(one: SlotFigures) -> list[object]:
    placed = " + ".join(f"{count:,}" for count in one.placed)
    figures = [percent(one.percent), number(one.kappa), number(one.alpha)]
    return [placed, one.elements, f"{one.absent_share:.1%}", *figures]
