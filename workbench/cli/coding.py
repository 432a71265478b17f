"""`workbench coding`: excerpts tagged with codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics, output
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
    text_of,
)
from workbench.errors import NotFound, UsageError

app = noun("Codings: tag excerpts with codes, one by one or in batches; list quotes.")


@app.command()
def add(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    code: Annotated[str, typer.Option(help="Name, path, key or id of a code.")],
    quote: Annotated[str | None, typer.Option(help="The words; found exactly, else by likeness.")] = None,
    span: Annotated[str | None, typer.Option(help="START:END in characters from 0, end exclusive.")] = None,
    memo: Annotated[str, typer.Option(help="Why.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tag a passage with a code."""
    from workbench.bootstrap import passage
    from workbench.coding.commands import ApplyCode
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        with opened.reading() as reader:
            code_id = finding.find_code(reader, code, study_id=opened.id)
            found = passage(reader, source, quote=quote, span=parse_span(quote, span))
        if found.found:
            diagnostics.warn(f"the text has: “{found.found}”")
        command = ApplyCode(found.revision_id, found.span, code_id, memo)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(
            {"coding": done.value, "start_char": found.span.start_char, "end_char": found.span.end_char}
        )


def parse_span(quote: str | None, span: str | None) -> tuple[int, int] | None:
    """The two numbers of `--span`, None where a quote is given instead.

    Raises:
        UsageError: neither or both are given, or the span is not START:END.
    """
    if (quote is None) == (span is None):
        raise UsageError("say where: give either --quote or --span")
    if span is None:
        return None
    match = re.fullmatch(r"(\d+):(\d+)", span.strip())
    if match is None or int(match[1]) >= int(match[2]):
        raise UsageError(
            f"{span!r} is not a span", hint="Write START:END with START before END, such as 120:240."
        )
    return int(match[1]), int(match[2])


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
    from workbench.coding.commands import ApplyCodes

    rows = read_batch(text_of(file), name=file.name)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            resolver = BatchResolver(reader, study_id=opened.id, locate=locate_one)
            codings, faults = resolver.resolve(rows)
        if not skip_faulty:
            refuse_faulty(faults, name=file.name)
        command = ApplyCodes(tuple(codings), origin=file.name)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({**output.plain(done.value), "faulty": faults})
        return
    for fault in faults:
        diagnostics.warn(f"left out: {fault}")
    if done.value.new_coders:
        diagnostics.warn(f"new to the study as coders: {', '.join(done.value.new_coders)}")
    if done.value.present:
        diagnostics.say(f"{done.value.present} were there already")


@app.command("list")
def list_codings(
    code: Annotated[str | None, typer.Option(help="Only this code and the codes below it.")] = None,
    no_sub_codes: Annotated[bool, typer.Option("--no-sub-codes", help="Not the codes below it.")] = False,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only codings by this coder.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print quotes with their generated attributions."""
    from workbench.bootstrap import coding_filter
    from workbench.store.reading.codings import quotes

    with reading_study(study) as opened, opened.reading() as reader:
        wanted = coding_filter(
            reader,
            opened.id,
            code=code,
            sub_codes=not no_sub_codes,
            source=source,
            site=site,
            tracer=tracer,
            coder=by,
        )
        found = quotes(reader, wanted)
        if as_json:
            output.write_json_lines(found)
            return
        output.write_table(
            ("coding", "source", "span", "code", "coder", "quote", "attribution"),
            (
                (
                    q.coding_id,
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
def remove(
    coding: Annotated[str, typer.Argument(help="The coding's id, as `coding list` prints it.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take one of your own codings away."""
    from workbench.coding.commands import RemoveCoding
    from workbench.store.reading.codings import coding_owner

    with changing_study(study) as opened:
        with opened.reading() as reader:
            if coding_owner(reader, coding) is None:
                raise NotFound(f"there is no coding {coding!r}", hint="See their ids: workbench coding list")
        change(opened, RemoveCoding(coding), coder=acting_coder(coder), dry_run=dry_run)
