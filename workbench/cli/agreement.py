"""`workbench agreement`: how far coders agree, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import JsonOption, StudyOption, enum_of, noun, reading_study
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.agreement.values import Agreement, Measure

app = noun("agreement")

RESAMPLES = 1_000
MAX_RESAMPLES = 10_000
"""More drawings than this do not make an interval better and fill the memory."""

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

CONSENSUS = (
    "no figure is good or bad by itself; talking disagreements through to a consensus is of equal worth: "
    "workbench agreement disagreements"
)

UNDEFINED = "–"


@app.command()
def show(
    coders: CodersOption,
    code: CodeOption = None,
    source: SourceOption = None,
    unit: Annotated[str, typer.Option(help="turn, sentence, paragraph or character.")] = "character",
    roll_up: RollUpOption = False,
    bootstrap: Annotated[
        int, typer.Option(help="Drawings of sources for the intervals of 95%; 0 for none.")
    ] = RESAMPLES,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print percent agreement, kappa and Krippendorff's alphas, by code and over all codes."""
    from workbench.agreement.comparing import compare
    from workbench.agreement.values import UnitKind
    from workbench.comparison import gather

    kind: UnitKind = enum_of(UnitKind, unit, what="unit")
    if not 0 <= bootstrap <= MAX_RESAMPLES:
        raise UsageError(f"--bootstrap takes 0 to {MAX_RESAMPLES:,} drawings, not {bootstrap:,}")
    with reading_study(study) as opened, opened.reading() as reader:
        found = gather(
            reader,
            opened.id,
            coders=_listed(coders),
            codes=code or (),
            sources=source or (),
            roll_up=roll_up,
            unit=kind,
        )
    compared = [one for _, one in found.sources]
    result = compare(
        compared, coders=found.coders, categories=found.categories, unit=kind, resamples=bootstrap
    )
    if as_json:
        notes = [*found.notes, CONSENSUS]
        output.write_json({"blind_round": False, "roll_up": roll_up, **output.plain(result), "notes": notes})
        return
    output.write_table(*_table(result))
    for line in _basis(result):
        diagnostics.say(line)
    for note in (*found.notes, CONSENSUS):
        diagnostics.warn(note)


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
    from workbench.comparison import disagreements as passages
    from workbench.comparison import gather

    with reading_study(study) as opened, opened.reading() as reader:
        found = gather(
            reader, opened.id, coders=_listed(coders), codes=code or (), sources=source or (), roll_up=roll_up
        )
        names = tuple(found.coders.values())
        rows = (
            {
                "source": view.name,
                "start_char": passage.start_char,
                "end_char": passage.end_char,
                "codes": dict(zip(names, passage.codes, strict=True)),
                "text": passage.text,
                "attribution": view.attribution,
            }
            for view, passage in passages(reader, found)
        )
        if as_json:
            output.write_json_lines(rows)
        else:
            output.write_table(("source", "span", *names, "passage", "attribution"), map(_cells, rows))
    for note in found.notes:
        diagnostics.warn(note)


def _listed(coders: list[str]) -> list[str]:
    return [name.strip() for words in coders for name in words.split(",") if name.strip()]


def _cells(row: dict[str, Any]) -> list[object]:
    return [
        row["source"],
        f"{row['start_char']}:{row['end_char']}",
        *("; ".join(codes) or UNDEFINED for codes in row["codes"].values()),
        row["text"],
        row["attribution"],
    ]


def _table(result: Agreement) -> tuple[list[str], Iterator[list[object]]]:
    """Headings and rows: a code each, then all codes in the two ways of taking them together."""
    headings = ["code", "codings", "sources", "uncoded", "percent", result.kappa, "alpha"]
    if result.sets.u_alpha is not None:
        headings += ["u-alpha", "(k)u-alpha", "|u-alpha", "cu-alpha"]
    return headings, _rows(result)


def _rows(result: Agreement) -> Iterator[list[object]]:
    for one in result.codes:
        base: list[object] = [one.code, _joined(one.codings), one.sources, f"{one.uncoded_share:.1%}"]
        yield base + _measured(one, one.u_alpha, one.k_u_alpha, None, None)
    base = [_joined(result.codings), len(result.sources), f"{result.uncoded_share:.1%}"]
    pooled, sets = result.pooled, result.sets
    yield ["all codes, each by itself", *base, *_measured(pooled, pooled.u_alpha, None, None, None)]
    yield [
        "all codes, as sets",
        *base,
        *_measured(sets, sets.u_alpha, None, sets.binary_u_alpha, sets.cu_alpha),
    ]


def _measured(figures: Any, u_alpha: Measure | None, *others: Measure | None) -> list[object]:
    first: list[object] = [_percent(figures.percent), _number(figures.kappa), _number(figures.alpha)]
    if u_alpha is None:
        return first
    return [*first, _number(u_alpha), *("" if one is None else _number(one) for one in others)]


def _joined(codings: tuple[int, ...]) -> str:
    return " + ".join(f"{count:,}" for count in codings)


def _number(measure: Measure) -> str:
    if measure.value is None:
        return UNDEFINED
    value = f"{measure.value:z.2f}"
    return value if measure.low is None else f"{value} [{measure.low:z.2f}, {measure.high:z.2f}]"


def _percent(measure: Measure) -> str:
    if measure.value is None:
        return UNDEFINED
    value = f"{measure.value:.1%}"
    return value if measure.low is None else f"{value} [{measure.low:.1%}, {measure.high:.1%}]"


def _basis(result: Agreement) -> Iterator[str]:
    """What the figures rest on, in sentences."""
    from workbench.model.vocabulary import plural

    by_coder = ", ".join(f"{who} {count:,}" for who, count in zip(result.coders, result.codings, strict=True))
    yield (
        f"{plural(result.units, result.unit)} in {plural(len(result.sources), 'source')}; codings: {by_coder}; "
        f"{result.uncoded_share:.1%} coded by nobody, {result.overlap_share:.1%} with several codes of one coder"
    )
    if result.sets.cu_coverage is not None:
        yield f"cu-alpha rests on {result.sets.cu_coverage:.1%} of the text: what two coders coded with anything"
    if result.resamples:
        yield f"[intervals of 95%: percentiles of {plural(result.resamples, 'drawing')} of the sources]"
    elif len(result.sources) < 2:
        yield "no intervals: with one source there is nothing to draw from"
    yield f"{UNDEFINED}: not defined, since nothing varies that chance could get wrong"
