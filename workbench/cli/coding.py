"""`workbench coding`: excerpts tagged with codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics, output, reading
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    QueryArgument,
    SavedOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    new_coders_may_join,
    noun,
    reading_study,
    text_of,
)
from workbench.cli.hiding import unseen_by_reader
from workbench.cli.passages import QuoteOption, SpanOption, passage_of, tell_words
from workbench.errors import UsageError

app = noun("coding")

IDS_HINT = "See their ids: workbench coding list"


@app.command()
def add(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    code: Annotated[list[str], typer.Option(help="Name, path, key or id of a code; several at once.")],
    quote: QuoteOption = None,
    span: SpanOption = None,
    memo: Annotated[str, typer.Option(help="Why.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tag a passage with a code, or with several."""
    from workbench.coding.commands import ApplyCodesTo
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        with opened.reading() as reader:
            code_ids = tuple(finding.find_code(reader, one, study_id=opened.id) for one in code)
            found = passage_of(reader, source, quote=quote, span=span)
        command = ApplyCodesTo(found.revision_id, found.span, code_ids, memo)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    tell_words(found, span=span, doing="would have coded" if dry_run else "coded")
    if as_json:
        where = {"start_char": found.span.start_char, "end_char": found.span.end_char}
        output.write_json({"coding": done.value[0], "codings": done.value, **where})


@app.command("import")
def import_codings(
    file: Annotated[
        Path, typer.Argument(help="CSV or JSON lines: source, code, quote or start_char and end_char ...")
    ],
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Import the good rows; list the others.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import a batch of codings as one change. Codings that are there already are left be."""
    from workbench.bootstrap import locate_one
    from workbench.coding.batch import BatchResolver, read_batch, refuse_faulty
    from workbench.coding.coder_names import require_clear_names
    from workbench.coding.commands import ApplyCodes
    from workbench.store.reading.coders import coders_at_work

    rows = read_batch(text_of(file), name=file.name)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            resolver = BatchResolver(reader, study_id=opened.id, locate=locate_one)
            codings, faults = resolver.resolve(rows)
            known = {**coders_at_work(reader), opened.coder_id(acting_coder(coder)): acting_coder(coder)}
        if not skip_faulty:
            refuse_faulty(faults, name=file.name)
        if not new_coders_may_join():
            require_clear_names((c.coder for c in codings if c.coder), known.values(), origin=file.name)
        command = ApplyCodes(tuple(codings), origin=file.name)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({**output.plain(done.value), "faulty": faults, "similar": resolver.similar})
        return
    for fault in faults:
        diagnostics.warn(f"left out: {fault}")
    if done.value.new_coders:
        diagnostics.warn(f"new to the study as coders: {', '.join(done.value.new_coders)}")
    for row in resolver.similar:
        diagnostics.warn(f"similar, not word for word: {row}")
    if done.value.present and done.value.added:
        diagnostics.say(f"{done.value.present} were there already")


@app.command("list")
def list_codings(
    query: QueryArgument = "",
    saved: SavedOption = None,
    code: Annotated[str | None, typer.Option(help="Only this code and the codes below it.")] = None,
    no_sub_codes: Annotated[bool, typer.Option("--no-sub-codes", help="Not the codes below it.")] = False,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only codings by this coder.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print quotes with their generated attributions; a query may ask what else is coded there."""
    from dataclasses import replace

    from workbench.retrieval import asked, coding_filter, line_asked
    from workbench.store.reading.codings import quotes

    with reading_study(study) as opened, opened.reading() as reader:
        question = asked(
            line_asked(reader, query, saved),
            code=code,
            sub_codes=not no_sub_codes,
            source=source,
            site=site,
            tracer=tracer,
            coder=by,
        )
        wanted = replace(coding_filter(reader, opened.id, question), seen_by=unseen_by_reader(opened, reader))
        found = quotes(reader, wanted)
        if as_json:
            output.write_json_lines(found)
            return
        output.write_table(
            ("coding", "source", "span", "code", "coder", "quote", "attribution"),
            (
                (
                    output.shown_id(q.coding_id),
                    q.source_name,
                    f"{q.start_char}:{q.end_char}",
                    q.code_path,
                    q.coder,
                    q.text,
                    q.attribution,
                )
                for q in found
            ),
        )


@app.command()
def edit(
    coding: Annotated[str, typer.Argument(help="The coding's id or its end, as `coding list` prints it.")],
    quote: QuoteOption = None,
    span: SpanOption = None,
    memo: Annotated[str | None, typer.Option(help="A new note; an empty one takes it away.")] = None,
    code: Annotated[str | None, typer.Option(help="Another code.")] = None,
    others: Annotated[
        bool, typer.Option("--others", help="Recode it also if it is another coder's.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change bounds, note or code of a coding, as one change; bounds and note only of your own."""
    from workbench.coding.changing import EditCoding
    from workbench.store.reading import finding
    from workbench.store.reading.code_use import place_of

    if quote is None and span is None and memo is None and code is None:
        raise UsageError("nothing to change is named", hint="Give --span, --quote, --memo or --code.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_by_id(reader, "coding", coding, hint=IDS_HINT)
            found = None
            if quote is not None or span is not None:
                found = passage_of(reader, place_of(reader, identity)[1], quote=quote, span=span)
            code_id = finding.find_code(reader, code, study_id=opened.id) if code is not None else None
        command = EditCoding(identity, found.span if found else None, memo, code_id, others)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if found:
        tell_words(found, span=span, doing="would have coded" if dry_run else "coded")


@app.command()
def remove(
    codings: Annotated[
        list[str], typer.Argument(help="The codings' ids or their ends, as `coding list` prints them.")
    ],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take your own codings away, one or several, as one change."""
    from workbench.coding.changing import RemoveCodings
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        with opened.reading() as reader:
            ids = tuple(finding.find_by_id(reader, "coding", one, hint=IDS_HINT) for one in codings)
        change(opened, RemoveCodings(ids), coder=acting_coder(coder), dry_run=dry_run)


app.command("read")(reading.read)
app.command("unread")(reading.unread)
app.command("progress")(reading.progress)
