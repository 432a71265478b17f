"""`workbench theory patterns`: contexts and outcomes that recur together, and what speaks against each."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import JsonOption, StudyOption, reading_study
from workbench.errors import NotFound
from workbench.model.pattern_text import described, named, numbers


def patterns(
    which: Annotated[
        int | None, typer.Argument(min=1, help="The number of a pattern in the list, to see it at length.")
    ] = None,
    tracer: Annotated[str | None, typer.Option(help="Only patterns with a CMO of this tracer.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List demi-regularities: a context and an outcome that stand together in two or more observed CMOs.

    They stand in the order of tracers and CMOs, not of how often they recur. What explains one is a memo on its
    element, as by: workbench memo add TEXT --on element:E3.
    """
    from workbench.findings.patterns import patterns as found_in
    from workbench.store.reading import finding
    from workbench.store.reading.study import tracers

    with reading_study(study) as opened, opened.reading() as reader:
        found, wanted = found_in(reader), None
        if tracer is not None:
            identity = finding.find(reader, "tracer", tracer)
            wanted = next(one.name for one in tracers(reader) if one.id == identity)
    items = [one for one in found.items if wanted is None or wanted in {cmo.tracer for cmo in one.cmos}]
    if which is not None:
        if which > len(items):
            raise NotFound(
                f"there is no pattern {which}; there are {len(items)}",
                hint="See them: workbench theory patterns",
            )
        chosen = items[which - 1]
        if as_json:
            output.write_json(chosen)
        else:
            output.write_text("\n".join(output.visible(line) for line in described(chosen)))
        return
    for note in found.notes:
        diagnostics.say(note)
    if as_json:
        output.write_json(items)
        return
    output.write_table(
        ("pattern", "context", "outcome", "through", "CMOs", "distinct sources", "sites", "counter-cases"),
        [
            (
                number,
                named(one.context),
                named(one.outcome),
                "; ".join(named(through.mechanism) for through in one.shared) or "no shared mechanism",
                numbers(one.cmos),
                len(one.sources),
                ", ".join(one.sites),
                len(one.counter_cases),
            )
            for number, one in enumerate(items, 1)
        ],
    )
