"""`workbench round`: passages coded apart, frozen, and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.agreement import (
    BootstrapOption,
    CodeOption,
    CodersOption,
    RollUpOption,
    UnitOption,
)
from workbench.cli.agreement_printing import (
    RESAMPLES,
    print_disagreements,
    print_figures,
    require_resamples,
)
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    new_coders_may_join,
    noun,
    reading_study,
    require_clear_coder,
)
from workbench.cli.listed_names import listed_names
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.agreement.values import UnitKind
    from workbench.coding.rounds import RoundPlace
    from workbench.model.round_views import RoundPassageView, RoundView
    from workbench.store.study import Reader

app = noun("round")

RoundArgument = Annotated[str, typer.Argument(metavar="ROUND", help="Name, number or id of a round.")]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What the round is called, such as Pilot.")],
    coders: CodersOption,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="A source, as a whole; may be repeated.")
    ] = None,
    passage: Annotated[
        list[str] | None,
        typer.Option("--passage", help="'SOURCE START:END', a part of a source; may be repeated."),
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind/--open", help="Whether its coders do not see one another's codings.")
    ] = True,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Begin a round: these coders code these sources or passages apart."""
    from workbench.coding.rounds import NewRound, RoundPlace
    from workbench.store.reading import finding

    who = listed_names(coders)
    with changing_study(study) as opened:
        if not new_coders_may_join():
            for one in who:
                require_clear_coder(opened, one)
        with opened.reading() as reader:
            places = [RoundPlace(finding.find(reader, "source", one)) for one in source or ()]
            places += [_place(reader, one) for one in passage or ()]
        command = NewRound(name, tuple(who), tuple(places), blind)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({"round": done.value})


def _place(reader: Reader, words: str) -> RoundPlace:
    """The place that `SOURCE START:END` means.

    Raises:
        UsageError: it is none. NotFound, Ambiguous: the source.
    """
    from workbench.cli.passages import parse_span
    from workbench.coding.rounds import RoundPlace
    from workbench.model.coding import Span
    from workbench.store.reading import finding

    name, _, span = words.strip().rpartition(" ")
    if not name:
        raise UsageError(f"{words!r} is no passage", hint="Write it as 'SOURCE START:END'.")
    found = parse_span(None, span)
    return RoundPlace(finding.find(reader, "source", name), Span(*found) if found else None)


@app.command("list")
def list_rounds(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the rounds with their coders and how far they are."""
    from workbench.store.reading.rounds import rounds

    with reading_study(study) as opened, opened.reading() as reader:
        found = rounds(reader)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("number", "round", "state", "manner", "coders", "passages", "codings", "begun", "frozen"),
        (
            (
                one.number,
                one.name,
                _state(one),
                "blind" if one.is_blind else "open",
                ", ".join(one.coders.values()),
                len(one.passages),
                _codings(one),
                one.created_at[:10],
                one.frozen_at[:10],
            )
            for one in found
        ),
    )


def _state(one: RoundView) -> str:
    return "frozen" if one.is_frozen else "being coded"


def _codings(one: RoundView) -> str:
    return ", ".join(f"{name} {one.codings.get(name, 0):,}" for name in one.coders.values()) * one.is_frozen


@app.command()
def show(round_: RoundArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show one round: what is coded in it, by whom, and with which state of the codebook."""
    from workbench.store.reading.rounds import find_round, rounds

    with reading_study(study) as opened, opened.reading() as reader:
        identity = find_round(reader, round_)
        found = next(one for one in rounds(reader) if one.id == identity)
    if as_json:
        output.write_json(found)
        return
    manner = "blind: its coders do not see one another's codings there" if found.is_blind else "open"
    rows = [
        ("round", f"{found.number}  {found.name}"),
        ("state", _state(found)),
        ("manner", manner),
        ("coders", ", ".join(found.coders.values())),
        ("begun", f"{found.created_at[:10]} by {found.begun_by}"),
        ("frozen", found.frozen_at[:10]),
        ("codings", _codings(found)),
        (
            "codebook",
            f"as of change {found.codebook_change[:12]}{', changed since' * found.codebook_changed}",
        ),
        *(("passage", _place_words(one)) for one in found.passages),
    ]
    output.write_table(("", ""), [row for row in rows if row[1]])


def _place_words(one: RoundPassageView) -> str:
    words = one.source if one.is_whole else f"{one.source} {one.start_char}:{one.end_char}"
    return words if one.is_current else f"{words} (an earlier text)"


@app.command()
def freeze(
    round_: RoundArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """End a round: take its codings down as they stand, for a comparison that stays the same."""
    from workbench.coding.rounds import FreezeRound
    from workbench.store.reading.rounds import find_round

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_round(reader, round_)
        done = change(opened, FreezeRound(identity), coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({"codings": done.value})


@app.command()
def remove(
    round_: RoundArgument,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also a frozen one, whose comparison goes with it.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a round away, if no agreement rests on it. Codings stay as they are, and undo brings it back."""
    from workbench.coding.rounds import RemoveRound
    from workbench.store.reading.rounds import find_round

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_round(reader, round_)
        change(opened, RemoveRound(identity, frozen=yes), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def compare(
    round_: RoundArgument,
    code: CodeOption = None,
    unit: UnitOption = "character",
    roll_up: RollUpOption = False,
    bootstrap: BootstrapOption = RESAMPLES,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print how far the coders of a frozen round agree. The figures stay, whatever becomes of the codings."""
    from workbench.agreement.values import UnitKind
    from workbench.comparison import gather_round
    from workbench.store.reading.rounds import find_round

    kind: UnitKind = enum_of(UnitKind, unit, what="unit")
    require_resamples(bootstrap)
    with reading_study(study) as opened, opened.reading() as reader:
        identity = find_round(reader, round_)
        found = gather_round(reader, identity, codes=code or (), roll_up=roll_up, unit=kind)
    print_figures(found, unit=kind, resamples=bootstrap, roll_up=roll_up, as_json=as_json)


@app.command()
def disagreements(
    round_: RoundArgument,
    code: CodeOption = None,
    roll_up: RollUpOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the passages of a frozen round on which its coders differ, with who has which code."""
    from workbench.comparison import gather_round
    from workbench.store.reading.rounds import find_round

    with reading_study(study) as opened, opened.reading() as reader:
        identity = find_round(reader, round_)
        found = gather_round(reader, identity, codes=code or (), roll_up=roll_up)
        print_disagreements(reader, found, as_json=as_json)
    diagnostics.say("to settle one: workbench agreement reconcile --help")
