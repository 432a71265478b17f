"""`workbench matrix`: cases by codes or configurations, and what people write in the cells."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    ForceOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    format_of,
    noun,
    reading_study,
    text_of,
    write_or_print,
)
from workbench.cli.hiding import unseen_by_reader
from workbench.errors import NotFound, UsageError

if TYPE_CHECKING:
    from workbench.model.matrix_views import CaseKind, CellPiece, ColumnKind, FrameworkMatrix, MatrixCell
    from workbench.store.study import Reader, Study

app = noun("matrix")

CasesOption = Annotated[
    str, typer.Option("--cases", help="What the rows are: source, participant, organisation, site.")
]
ByOption = Annotated[str, typer.Option("--by", help="What the columns are: code or cmo.")]
OnlyCaseOption = Annotated[
    list[str] | None, typer.Option("--case", help="Only this case; repeat for several.")
]
CodeOption = Annotated[
    list[str] | None, typer.Option("--code", help="Only this code and those below it; repeat for several.")
]
CMOOption = Annotated[
    list[str] | None, typer.Option("--cmo", help="Only this CMO, with --by cmo; repeat for several.")
]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="Name, label or id of a case.")]
ColumnArgument = Annotated[
    str, typer.Argument(metavar="COLUMN", help="A code, or a CMO (by number, title or id) with --by cmo.")
]


@app.command()
def show(
    cases: CasesOption = "source",
    by: ByOption = "code",
    case: OnlyCaseOption = None,
    code: CodeOption = None,
    cmo: CMOOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the cells in which something stands: summaries, and counts of codings and sources."""
    with reading_study(study) as opened, opened.reading() as reader:
        matrix = _matrix(opened, reader, cases=cases, by=by, case=case, code=code, cmo=cmo)
    if as_json:
        output.write_json(_plain(matrix))
        return
    output.write_table(
        (str(matrix.case_kind), "column", matrix.piece[1], "sources", "excerpts", "summary", "by"),
        _rows(matrix),
    )


def _rows(matrix: FrameworkMatrix) -> Iterable[tuple[object, ...]]:
    for case in matrix.cases:
        for column in matrix.columns:
            place = (case.id, column.id)
            count, summary = matrix.counts.get(place), matrix.summaries.get(place)
            if count or summary:
                counts = (count.pieces, count.sources) if count else (0, 0)
                said = (len(summary.excerpt_ids), summary.body, summary.coder) if summary else ("", "", "")
                yield (case.name, column.name, *counts, *said)


def _plain(matrix: FrameworkMatrix) -> dict[str, object]:
    """The matrix with its cells as a list, since JSON has no pairs as keys."""
    cells = [
        {
            "case": case.id,
            "column": column.id,
            "count": matrix.counts.get((case.id, column.id)),
            "summary": matrix.summaries.get((case.id, column.id)),
        }
        for case in matrix.cases
        for column in matrix.columns
        if (case.id, column.id) in matrix.counts or (case.id, column.id) in matrix.summaries
    ]
    return {
        "case_kind": matrix.case_kind,
        "column_kind": matrix.column_kind,
        "cases": matrix.cases,
        "columns": matrix.columns,
        "cells": cells,
    }


@app.command()
def cell(
    case: CaseArgument,
    column: ColumnArgument,
    cases: CasesOption = "source",
    by: ByOption = "code",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a cell: its summary with the excerpts it points to, and all that is coded or is evidence there."""
    from workbench.store.reading.framework_cell import matrix_cell

    with reading_study(study) as opened, opened.reading() as reader:
        row, head = _place(opened, reader, case, column, cases=cases, by=by)
        found = matrix_cell(reader, row, head, seen_by=unseen_by_reader(opened, reader))
    if found is None:
        raise NotFound("this cell is no longer in the study")
    if as_json:
        output.write_json(found)
    else:
        output.write_text("\n".join(output.visible(line) for line in described(found)))


def described(found: MatrixCell) -> Iterable[str]:
    """A cell as lines: the summary, its excerpts, then everything else."""
    yield f"{found.case_kind} {found.case.name} on {found.column.name} {found.column.about}".rstrip()
    yield ""
    if found.summary:
        yield from found.summary.body.split("\n")
        yield f"    by {found.summary.coder}, {found.summary.created_at[:10]}"
    else:
        yield "No summary yet."
    for title, pieces in (
        ("It points to", found.linked),
        ("Also there", [one for one in found.pieces if not one.linked]),
    ):
        if pieces:
            yield from ("", title)
            for piece in pieces:
                yield from _quoted(piece)


def _quoted(piece: CellPiece) -> Iterable[str]:
    yield f"  “{' '.join(piece.text.split())}” {piece.attribution}"
    yield f"    {piece.source_name} at {piece.start_char}:{piece.end_char}; {piece.about}; excerpt {piece.excerpt_id}"


@app.command()
def summarise(
    case: CaseArgument,
    column: ColumnArgument,
    text: Annotated[
        str | None, typer.Option(help="What this case says on it; what was there is replaced.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="The text, from a file, or - for stdin.")
    ] = None,
    excerpt: Annotated[
        list[str] | None,
        typer.Option(
            "--excerpt",
            help="An excerpt it points to, by the id that 'matrix cell' shows; repeat for several.",
        ),
    ] = None,
    no_excerpts: Annotated[bool, typer.Option("--no-excerpts", help="It points to no excerpt.")] = False,
    cases: CasesOption = "source",
    by: ByOption = "code",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write the summary of a cell, or give it other excerpts."""
    from workbench.store.reading import finding
    from workbench.study.matrix import SummariseCell

    if text is not None and file is not None:
        raise UsageError("--text and --file say two things", hint="Give one of them.")
    if excerpt and no_excerpts:
        raise UsageError("give excerpts or say that there are none, not both")
    body = text_of(file) if file is not None else text
    if body is None and not excerpt and not no_excerpts:
        raise UsageError("what does the summary say?", hint="Give --text, --file or --excerpt.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            row, head = _place(opened, reader, case, column, cases=cases, by=by)
            hint = "See the ids: workbench matrix cell CASE COLUMN"
            named = tuple(finding.find_by_id(reader, "excerpt", one, hint=hint) for one in excerpt or ())
        wanted = named if named or no_excerpts else None
        change(opened, SummariseCell(row, head, body, wanted), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    case: CaseArgument,
    column: ColumnArgument,
    cases: CasesOption = "source",
    by: ByOption = "code",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take the summary of a cell away; what is coded there stays."""
    from workbench.study.matrix import RemoveSummary

    with changing_study(study) as opened:
        with opened.reading() as reader:
            row, head = _place(opened, reader, case, column, cases=cases, by=by)
        change(opened, RemoveSummary(row, head), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def export(
    cases: CasesOption = "source",
    by: ByOption = "code",
    case: OnlyCaseOption = None,
    code: CodeOption = None,
    cmo: CMOOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="csv, xlsx, docx, html, md, json; else by the file's ending, else csv."
        ),
    ] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write the matrix: summaries, and counts where there is none yet."""
    from workbench.export.framework import framework_listing
    from workbench.export.listing import render_listing
    from workbench.store.reading.tracer_report import as_of

    with reading_study(study) as opened, opened.reading() as reader:
        matrix = _matrix(opened, reader, cases=cases, by=by, case=case, code=code, cmo=cmo)
        form = format_of(format, to, default="csv")
        data = render_listing(framework_listing(matrix), format=form, as_of=as_of(reader))
    write_or_print(to, data, force=force)


def _matrix(
    study: Study,
    reader: Reader,
    *,
    cases: str,
    by: str,
    case: list[str] | None,
    code: list[str] | None,
    cmo: list[str] | None,
) -> FrameworkMatrix:
    """The matrix that a person means; names that are none raise NotFound with near ones."""
    from workbench.model.matrix_views import ColumnKind
    from workbench.store.reading import finding
    from workbench.store.reading.codebook import code_views, with_sub_codes
    from workbench.store.reading.framework import framework_matrix

    rows, columns = _kinds(cases, by)
    if (code and columns is not ColumnKind.CODE) or (cmo and columns is not ColumnKind.CMO):
        raise UsageError("--code goes with --by code, --cmo with --by cmo")
    wanted: set[str] | None = None
    if code:
        codes = code_views(reader, counted=False)
        found = [finding.find_code(reader, one, study_id=study.id, retired=True) for one in code]
        wanted = {below for one in found for below in with_sub_codes(codes, one)}
    elif cmo:
        wanted = {finding.find_cmo(reader, one, study_id=study.id) for one in cmo}
    only = {_case(reader, rows, one) for one in case} if case else None
    hidden = unseen_by_reader(study, reader)
    return framework_matrix(reader, rows, columns, cases=only, columns=wanted, seen_by=hidden)


def _kinds(cases: str, by: str) -> tuple[CaseKind, ColumnKind]:
    from workbench.model.matrix_views import CaseKind, ColumnKind

    return enum_of(CaseKind, cases, what="kind of case"), enum_of(ColumnKind, by, what="kind of column")


def _case(reader: Reader, kind: CaseKind, reference: str) -> str:
    from workbench.store.reading.finding import Candidate, pick
    from workbench.store.reading.framework import case_heads

    return pick(
        reference, [Candidate(head.id, (head.name,)) for head in case_heads(reader, kind)], what=str(kind)
    )


def _place(
    study: Study, reader: Reader, case: str, column: str, *, cases: str, by: str
) -> tuple[tuple[CaseKind, str], tuple[ColumnKind, str]]:
    from workbench.model.matrix_views import ColumnKind
    from workbench.store.reading import finding

    rows, columns = _kinds(cases, by)
    if columns is ColumnKind.CODE:
        head = finding.find_code(reader, column, study_id=study.id, retired=True)
    else:
        head = finding.find_cmo(reader, column, study_id=study.id)
    return (rows, _case(reader, rows, case)), (columns, head)
