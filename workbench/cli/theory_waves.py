"""`workbench theory waves`: what one participant or organisation said on a matter, wave by wave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.context import (
    ForceOption,
    JsonOption,
    StudyOption,
    format_of,
    reading_study,
    write_or_print,
)
from workbench.cli.hiding import unseen_by_reader
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.model.wave_views import WaveComparison
    from workbench.store.study import Reader, Study


def waves(
    participant: Annotated[str | None, typer.Option(help="The label of a participant.")] = None,
    organisation: Annotated[str | None, typer.Option(help="The name of an organisation.")] = None,
    code: Annotated[str | None, typer.Option(help="On this code and those below it.")] = None,
    element: Annotated[str | None, typer.Option(help="On this element (E3) and its variants.")] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", help="csv, xlsx, docx, md, json; else by the file's ending, else md."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Compare what one participant or organisation said on a code or element in each wave; alone, list who there is."""
    from workbench.export.listing import render_listing
    from workbench.export.waves import waves_listing
    from workbench.store.reading.tracer_report import as_of

    with reading_study(study) as opened, opened.reading() as reader:
        if not (participant or organisation or code or element):
            _list_cases(reader, as_json=as_json)
            return
        found = _comparison(reader, opened, case=(participant, organisation), matter=(code, element))
        dated = as_of(reader)
    if as_json:
        output.write_json(found)
        return
    form = format_of(format, to, default="md")
    write_or_print(to, render_listing(waves_listing(found), format=form, as_of=dated), force=force)


def _list_cases(reader: Reader, *, as_json: bool) -> None:
    from workbench.findings.waves import cases

    found = cases(reader)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("kind", "name", "waves", "sources"),
        [(case.kind, case.name, "; ".join(case.waves), case.source_count) for case in found],
    )


def _comparison(
    reader: Reader,
    opened: Study,
    *,
    case: tuple[str | None, str | None],
    matter: tuple[str | None, str | None],
) -> WaveComparison:
    from workbench.findings.waves import find_case, on_code, on_element
    from workbench.store.reading import finding

    (participant, organisation), (code, element) = case, matter
    wanted = [
        words
        for given, words in (
            ((participant, organisation), "of whom, with --participant or --organisation"),
            ((code, element), "on what, with --code or --element"),
        )
        if sum(map(bool, given)) != 1
    ]
    if wanted:
        raise UsageError(
            f"say {' and '.join(wanted)}",
            hint="For example: --participant P02 --code Trust. See who there is: workbench theory waves",
        )
    found = find_case(
        reader, "participant" if participant else "organisation", participant or organisation or ""
    )
    if code:
        code_id = finding.find_code(reader, code, study_id=opened.id)
        return on_code(reader, found, code_id, seen_by=unseen_by_reader(opened, reader))
    return on_element(reader, found, finding.find_element(reader, element or "", study_id=opened.id))
