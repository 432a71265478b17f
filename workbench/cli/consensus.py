"""`workbench agreement reconcile | consensus | withdraw`: disagreements that were talked through."""

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
    reading_study,
)
from workbench.cli.passages import QuoteOption, SpanOption, passage_of, tell_words
from workbench.errors import UsageError

RoundOption = Annotated[str | None, typer.Option("--round", help="The frozen round that it settles.")]


def add_to(app: typer.Typer) -> None:
    """Make these verbs of a command group."""
    for verb in (reconcile, consensus, withdraw):
        app.command()(verb)


def reconcile(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    code: Annotated[str, typer.Option(help="Name, path, key or id of the code that was talked about.")],
    applies: Annotated[
        bool | None,
        typer.Option("--applies/--does-not-apply", help="What you agreed on.", show_default=False),
    ] = None,
    quote: QuoteOption = None,
    span: SpanOption = None,
    in_round: RoundOption = None,
    memo: Annotated[str, typer.Option(help="Why: kept as a decision memo on the passage.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Keep what was agreed on a passage on which coders differed. Their own codings stay."""
    from workbench.coding.consensus import Reconcile
    from workbench.store.reading import finding
    from workbench.store.reading.rounds import find_round

    if applies is None:
        raise UsageError("what was agreed on?", hint="Say --applies or --does-not-apply.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            code_id = finding.find_code(reader, code, study_id=opened.id)
            round_id = find_round(reader, in_round) if in_round else None
            found = passage_of(reader, source, quote=quote, span=span)
        command = Reconcile(found.revision_id, found.span, code_id, applies, round_id, memo)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    tell_words(found, span=span, doing="the passage")
    if as_json:
        output.write_json({"consensus": done.value})


def consensus(in_round: RoundOption = None, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print what was agreed on, with what it was about and by whom it was kept."""
    from workbench.store.reading.consensus import agreed
    from workbench.store.reading.rounds import find_round

    with reading_study(study) as opened, opened.reading() as reader:
        found = agreed(reader, round_id=find_round(reader, in_round) if in_round else None)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("id", "source", "span", "code", "agreed", "passage", "memo", "round", "by"),
        (
            (
                output.shown_id(one.id),
                one.source,
                f"{one.start_char}:{one.end_char}",
                one.code,
                "applies" if one.applies else "does not apply",
                one.text,
                one.memo,
                one.round,
                f"{one.coder}, {one.created_at[:10]}",
            )
            for one in found
        ),
    )


def withdraw(
    consensus: Annotated[str, typer.Argument(help="Its id or the end of it: workbench agreement consensus.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take back what was agreed on, with the coding that it made."""
    from workbench.coding.consensus import WithdrawConsensus
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        with opened.reading() as reader:
            hint = "See their ids: workbench agreement consensus"
            identity = finding.find_by_id(reader, "consensus", consensus, hint=hint)
        change(opened, WithdrawConsensus(identity), coder=acting_coder(coder), dry_run=dry_run)
