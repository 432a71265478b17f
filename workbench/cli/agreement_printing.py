"""How agreement between coders is printed: figures with their bases, and passages with who has which code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbench.cli import diagnostics, output
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.agreement.values import Agreement, Measure, UnitKind
    from workbench.comparison import Gathered
    from workbench.store.study import Reader

RESAMPLES = 1_000
MAX_RESAMPLES = 10_000
"""More drawings than this do not make an interval better and fill the memory."""

CONSENSUS = (
    "no figure is good or bad by itself; talking disagreements through to a consensus is of equal worth: "
    "workbench agreement disagreements"
)

UNDEFINED = "–"


def require_resamples(count: int) -> None:
    """Refuse more drawings than make sense.

    Raises:
        UsageError: naming the most.
    """
    if not 0 <= count <= MAX_RESAMPLES:
        raise UsageError(f"--bootstrap takes 0 to {MAX_RESAMPLES:,} drawings, not {count:,}")


def print_figures(found: Gathered, *, unit: UnitKind, resamples: int, roll_up: bool, as_json: bool) -> None:
    """Compute and print what was gathered, and say what it rests on."""
    from workbench.agreement.comparing import compare

    compared = [one for _, one in found.sources]
    result = compare(
        compared, coders=found.coders, categories=found.categories, unit=unit, resamples=resamples
    )
    notes = [*found.notes, CONSENSUS]
    if as_json:
        blind = found.round is not None and found.round.is_blind
        told: dict[str, object] = {"blind_round": blind, "roll_up": roll_up}
        if found.round is not None:
            told |= {"round": found.round.name, "frozen_at": found.round.frozen_at}
        output.write_json({**told, **output.plain(result), "notes": notes})
        return
    output.write_table(*_table(result))
    for line in _basis(result):
        diagnostics.say(line)
    for note in notes:
        diagnostics.warn(note)


def print_disagreements(reader: Reader, found: Gathered, *, as_json: bool) -> None:
    """Print the passages on which coders differ, with who has which code."""
    from workbench.comparison import disagreements

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
        for view, passage in disagreements(reader, found)
    )
    if as_json:
        output.write_json_lines(rows)
    else:
        output.write_table(("source", "span", *names, "passage", "attribution"), map(_cells, rows))
    for note in found.notes:
        diagnostics.warn(note)


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
    first: list[object] = [percent(figures.percent), number(figures.kappa), number(figures.alpha)]
    if u_alpha is None:
        return first
    return [*first, number(u_alpha), *("" if one is None else number(one) for one in others)]


def _joined(codings: tuple[int, ...]) -> str:
    return " + ".join(f"{count:,}" for count in codings)


def number(measure: Measure) -> str:
    """A figure with its interval."""
    if measure.value is None:
        return UNDEFINED
    value = f"{measure.value:z.2f}"
    return value if measure.low is None else f"{value} [{measure.low:z.2f}, {measure.high:z.2f}]"


def percent(measure: Measure) -> str:
    """A share with its interval."""
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
