"""`workbench export excerpts|memos|sources|history|matrix`: lists of what a study holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics
from workbench.cli.context import (
    ForceOption,
    QueryArgument,
    SavedOption,
    StudyOption,
    enum_of,
    format_of,
    reading_study,
    write_or_print,
)
from workbench.cli.hiding import warn_of_all
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.export.listing import Listing
    from workbench.store.study import Reader

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", help="csv, xlsx, docx, html, md, json; else by the file's ending, else csv."
    ),
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")]


def _write(listing: Listing, *, reader: Reader, format: str | None, to: Path | None, force: bool) -> None:
    from workbench.export.listing import render_listing
    from workbench.store.reading.tracer_report import as_of

    form = format_of(format, to, default="csv")
    write_or_print(to, render_listing(listing, format=form, as_of=as_of(reader)), force=force)


def excerpts(
    query: QueryArgument = "",
    saved: SavedOption = None,
    format: FormatOption = None,
    to: OutputOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write coded passages, each once with all its codes and coders."""
    from workbench.export.holdings import excerpts_listing
    from workbench.retrieval import asked, coding_filter, line_asked
    from workbench.store.reading.codings import quotes

    with reading_study(study) as opened, opened.reading() as reader:
        warn_of_all(opened, reader)
        wanted = coding_filter(reader, opened.id, asked(line_asked(reader, query, saved)))
        listing = excerpts_listing(quotes(reader, wanted))
        _write(listing, reader=reader, format=format, to=to, force=force)


def memos(
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    format: FormatOption = None,
    to: OutputOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write memos with what they are about, oldest first."""
    from workbench.export.holdings import MemoEntry, memos_listing
    from workbench.model.vocabulary import MemoKind
    from workbench.store.reading.memos import memos as read_memos

    wanted = enum_of(MemoKind, kind, what="kind of memo") if kind else None
    with reading_study(study) as opened, opened.reading() as reader:
        names = _names(reader)
        entries = [
            MemoEntry(
                memo.id,
                memo.kind,
                memo.title,
                memo.body,
                names.get(memo.subject_id, memo.subject if memo.subject_id else "the study"),
                memo.coder,
                memo.created_at,
            )
            for memo in read_memos(reader, kind=wanted)
        ]
        _write(memos_listing(entries), reader=reader, format=format, to=to, force=force)


def _names(reader: Reader) -> dict[str, str]:
    """What memos can be about, by id: `code Trust`, `CMO 5`."""
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.sources import source_views
    from workbench.store.reading.study import sites, tracers
    from workbench.store.reading.theory import configurations, elements

    names = {one.id: f"source {one.name}" for one in source_views(reader, counted=False)}
    names |= {one.id: f"code {one.path}" for one in code_views(reader, counted=False)}
    names |= {one.id: f"site {one.name}" for one in sites(reader)}
    names |= {one.id: f"tracer {one.name}" for one in tracers(reader)}
    names |= {one.id: f"element {one.number}: {one.wording}" for one in elements(reader)}
    names |= {one.id: f"CMO {one.number}" for one in configurations(reader)}
    return names


def sources(
    format: FormatOption = None,
    to: OutputOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write the records of the sources, under the headings of a manifest."""
    from workbench.export.holdings import sources_listing
    from workbench.store.reading.sources import source_views

    with reading_study(study) as opened, opened.reading() as reader:
        listing = sources_listing(source_views(reader))
        _write(listing, reader=reader, format=format, to=to, force=force)


def history(
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="csv, xlsx, docx, html, md, json, jsonl; else by the file's ending, else csv.",
        ),
    ] = None,
    to: OutputOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write the audit trail, oldest change first; as jsonl whole, with what each change did and the hash chain."""
    from workbench.export.holdings import history_listing
    from workbench.store.reading.history import history as read_history

    with reading_study(study) as opened, opened.reading() as reader:
        if format_of(format, to, default="csv") == "jsonl":
            _write_log(reader, to, force=force)
            return
        changes = [(e.sequence, e.at, e.coder, e.command, e.summary, e.id) for e in read_history(reader)]
        _write(history_listing(changes[::-1]), reader=reader, format=format, to=to, force=force)


def _write_log(reader: Reader, to: Path | None, *, force: bool) -> None:
    """Write the whole log as JSON lines, and say the hash that vouches for all of it."""
    from workbench.model.vocabulary import plural
    from workbench.store.reading.log_lines import log_lines

    last, lines = "", []
    for line in log_lines(reader):
        last = last if "came_with" in line else line["hash"]
        lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    write_or_print(to, "".join(lines).encode(), force=force)
    diagnostics.say(
        f"{plural(len(lines), 'entry', 'entries')}; the last hash of the log, to be kept apart: {last or 'none'}"
    )


def matrix(
    of: Annotated[
        str,
        typer.Option("--of", help="codes (each source by each code) or sites (each tracer by each site)."),
    ] = "codes",
    format: FormatOption = None,
    to: OutputOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write counts of codings by source and code, or what the study holds of each tracer at each site."""
    makers = {"codes": _code_matrix, "sites": _place_matrix}
    if of not in makers:
        raise UsageError(f"{of!r} is no matrix", hint="Say --of codes or --of sites.")
    with reading_study(study) as opened, opened.reading() as reader:
        _write(makers[of](reader), reader=reader, format=format, to=to, force=force)


def _code_matrix(reader: Reader) -> Listing:
    from workbench.export.matrix import code_matrix
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.matrix import coding_counts
    from workbench.store.reading.sources import source_views

    codes = code_views(reader, counted=False)
    return code_matrix(source_views(reader, counted=False), codes, coding_counts(reader))


def _place_matrix(reader: Reader) -> Listing:
    from workbench.export.matrix import place_matrix
    from workbench.store.reading import study
    from workbench.store.reading.matrix import coding_counts
    from workbench.store.reading.sources import source_views
    from workbench.store.reading.theory import configurations

    return place_matrix(
        [one.name for one in study.tracers(reader)],
        [one.name for one in study.sites(reader)],
        sources=source_views(reader, counted=False),
        configurations=configurations(reader),
        counts=coding_counts(reader),
    )
