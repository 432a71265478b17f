"""`workbench source edit | update`: the records of sources put right, one by one or by a manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    bytes_of,
    change,
    changing_study,
    enum_of,
)
from workbench.cli.new_names import design_names, tell_new
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.sources.editing import Edited, EditSource, EditSources
    from workbench.store.study import Study

Several = list[str] | None

NewNamesOption = Annotated[
    bool,
    typer.Option("--new-names", help="Let sites, tracers and waves join that the study does not have yet."),
]


def add_to(app: typer.Typer) -> None:
    """Make these verbs of a command group."""
    for verb in (edit, update):
        app.command()(verb)


def edit(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    name: Annotated[str | None, typer.Option(help="The new name.")] = None,
    title: Annotated[str | None, typer.Option(help="The new title; '' for none.")] = None,
    kind: Annotated[str | None, typer.Option(help="interview, meeting, document.")] = None,
    date: Annotated[
        str | None, typer.Option(help="2017-01-12, 2017-01, 12 Jan 2017; day before month. '' for none.")
    ] = None,
    mode: Annotated[str | None, typer.Option(help="How it was held, such as phone; '' for none.")] = None,
    wave: Annotated[str | None, typer.Option(help="Its wave; '' for none.")] = None,
    site: Annotated[Several, typer.Option(help="Its sites from now on; may repeat.")] = None,
    no_site: Annotated[bool, typer.Option("--no-site", help="It speaks about no site.")] = False,
    tracer: Annotated[Several, typer.Option(help="Its tracers from now on; may repeat.")] = None,
    no_tracer: Annotated[bool, typer.Option("--no-tracer", help="It speaks about no tracer.")] = False,
    organisation: Annotated[Several, typer.Option(help="Its organisations from now on; may repeat.")] = None,
    no_organisation: Annotated[bool, typer.Option("--no-organisation", help="It has none.")] = False,
    participant: Annotated[Several, typer.Option(help="Its participants from now on; may repeat.")] = None,
    no_participant: Annotated[bool, typer.Option("--no-participant", help="It has none.")] = False,
    role: Annotated[Several, typer.Option(help="Roles by participant, in order; one holds for all.")] = None,
    no_role: Annotated[bool, typer.Option("--no-role", help="The participants have no roles.")] = False,
    attribute: Annotated[
        Several, typer.Option(metavar="NAME=VALUE", help="A further fact; NAME= takes it away. May repeat.")
    ] = None,
    new_names: NewNamesOption = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put a source's record right: what is not named stays. Prints what changed. Can be undone."""
    from workbench.model.vocabulary import SourceKind
    from workbench.sources.editing import EditSource, EditSources
    from workbench.store.reading import finding

    wanted = EditSource(
        "",
        name=name,
        title=title,
        kind=None if kind is None else enum_of(SourceKind, kind, what="kind of source"),
        date=date,
        mode=mode,
        wave=wave,
        sites=_several("site", site, none=no_site),
        tracers=_several("tracer", tracer, none=no_tracer),
        organisations=_several("organisation", organisation, none=no_organisation),
        participants=_several("participant", participant, none=no_participant),
        roles=_several("role", role, none=no_role),
        attributes=_attributes(attribute),
        new_names=new_names,
    )
    if wanted == EditSource("", new_names=new_names):
        raise UsageError("nothing to change was named", hint="See what can be: workbench source edit --help")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            command = EditSources((_on(wanted, finding.find(reader, "source", source)),))
        _carry_out(opened, command, coder=coder, dry_run=dry_run, as_json=as_json)


def _on(edit: EditSource, source_id: str) -> EditSource:
    from dataclasses import replace

    return replace(edit, source_id=source_id)


def _several(what: str, given: Several, *, none: bool) -> tuple[str, ...] | None:
    """The values of an option that repeats; empty for none of them, None where nothing is said.

    Raises:
        UsageError: both are said.
    """
    if given and none:
        raise UsageError(f"give --{what}, or --no-{what}, not both")
    return tuple(given) if given else () if none else None


def _attributes(given: Several) -> dict[str, str]:
    """`years=4` as a name and its value.

    Raises:
        UsageError: there is no equals sign.
    """
    pairs = {}
    for written in given or ():
        name, equals, value = written.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"{written!r} is not NAME=VALUE", hint="For example --attribute years_in_post=4")
        pairs[name.strip()] = value
    return pairs


def update(
    manifest: Annotated[
        Path, typer.Option(help="CSV with a row a source, as for import; - for stdin.", metavar="FILE")
    ],
    new_names: NewNamesOption = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Bring the records of sources to what a manifest says, and print each field that changes. Can be undone.

    Columns that the manifest lacks stay as they are; a cell that is empty takes away. Texts are not touched.
    """
    from workbench.sources.manifest import read_manifest
    from workbench.sources.updating import update_of
    from workbench.store.reading.sources import source_views

    rows = read_manifest(bytes_of(manifest), manifest.name)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            views = source_views(reader, counted=False)
        asked = update_of(rows, views, design_names(opened), name=manifest.name, new_names=new_names)
        _carry_out(opened, asked.command, coder=coder, dry_run=dry_run, as_json=as_json)
    for line in asked.absent:
        diagnostics.warn(f"not in the study: {line}")


def _carry_out(
    study: Study, command: EditSources, *, coder: str | None, dry_run: bool, as_json: bool
) -> None:
    known = design_names(study)
    edited: Edited = change(study, command, coder=acting_coder(coder), dry_run=dry_run).value
    tell_new(edited.new, known)
    for line in edited.told:
        diagnostics.warn(line)
    if as_json:
        output.write_json(edited.changes)
    elif edited.changes:
        output.write_table(
            ("source", "field", "before", "after"),
            [(one.source, one.field, one.before, one.after) for one in edited.changes],
        )
