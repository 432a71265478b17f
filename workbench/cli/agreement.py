"""`workbench agreement`: how far coders agree, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import consensus, slot_agreement
from workbench.cli.agreement_printing import (
    RESAMPLES,
    print_disagreements,
    print_figures,
    require_resamples,
)
from workbench.cli.context import JsonOption, StudyOption, enum_of, noun, reading_study
from workbench.cli.hiding import require_unhidden
from workbench.cli.listed_names import listed_names

if TYPE_CHECKING:
    from workbench.agreement.values import UnitKind

app = noun("agreement")
consensus.add_to(app)
slot_agreement.add_to(app)

CodersOption = Annotated[
    list[str], typer.Option("--coders", help="Two coders or more: A,B. May be repeated.")
]
CodeOption = Annotated[
    list[str] | None,
    typer.Option("--code", help="Only this code; may be repeated. Else every code they used."),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source", help="Only this source; may be repeated. Else those that all of them have coded."
    ),
]
RollUpOption = Annotated[
    bool,
    typer.Option(
        "--roll-up", help="Codings of sub-codes count for each --code above them, else for the top code."
    ),
]

UnitOption = Annotated[str, typer.Option("--unit", help="turn, sentence, paragraph or character.")]
BootstrapOption = Annotated[
    int, typer.Option("--bootstrap", help="Drawings of sources for the intervals of 95%; 0 for none.")
]


@app.command()
def show(
    coders: CodersOption,
    code: CodeOption = None,
    source: SourceOption = None,
    unit: UnitOption = "character",
    roll_up: RollUpOption = False,
    bootstrap: BootstrapOption = RESAMPLES,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print percent agreement, kappa and Krippendorff's alphas, by code and over all codes."""
    from workbench.agreement.values import UnitKind
    from workbench.comparison import gather

    kind: UnitKind = enum_of(UnitKind, unit, what="unit")
    require_resamples(bootstrap)
    with reading_study(study) as opened, opened.reading() as reader:
        require_unhidden(opened, reader)
        found = gather(
            reader,
            opened.id,
            coders=listed_names(coders),
            codes=code or (),
            sources=source or (),
            roll_up=roll_up,
            unit=kind,
        )
    print_figures(found, unit=kind, resamples=bootstrap, roll_up=roll_up, as_json=as_json)


@app.command()
def disagreements(
    coders: CodersOption,
    code: CodeOption = None,
    source: SourceOption = None,
    roll_up: RollUpOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the passages on which the coders do not have the same codes, with who has which."""
    from workbench.comparison import gather

    with reading_study(study) as opened, opened.reading() as reader:
        require_unhidden(opened, reader)
        found = gather(
            reader,
            opened.id,
            coders=listed_names(coders),
            codes=code or (),
            sources=source or (),
            roll_up=roll_up,
        )
        print_disagreements(reader, found, as_json=as_json)
