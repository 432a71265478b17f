"""`workbench cmo`: context-mechanism-outcome configurations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import (
    cmo_evidence,
    cmo_hunting,
    cmo_links,
    cmo_reshaping,
    cmo_slots,
    cmo_text,
    diagnostics,
    output,
)
from workbench.cli.cmo_naming import CMOArgument, named_cmo
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
from workbench.errors import UsageError
from workbench.model.vocabulary import plural

app = noun("cmo")

SiteOption = Annotated[list[str] | None, typer.Option("--site", help="A site; repeat for several.")]


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="A short title.")],
    kind: Annotated[str, typer.Option(help="'observed' or 'programme theory'.")] = "observed",
    tracer: Annotated[str | None, typer.Option(help="Its tracer.")] = None,
    site: SiteOption = None,
    narrative: Annotated[str, typer.Option(help="If ... then ... because ...")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Start a configuration; it is a fragment until it has a context, a mechanism and an outcome."""
    from workbench.model.vocabulary import CMOKind
    from workbench.store.reading import finding
    from workbench.theory.commands import NewCMO

    with changing_study(study) as opened:
        with opened.reading() as reader:
            tracer_id = finding.find(reader, "tracer", tracer) if tracer is not None else None
            site_ids = tuple(finding.find(reader, "site", name) for name in site or [])
        command = NewCMO(title, enum_of(CMOKind, kind, what="kind of CMO"), tracer_id, site_ids, narrative)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command("list")
def list_cmos(
    tracer: Annotated[
        list[str] | None, typer.Option(help="Only this tracer; repeat for any of several.")
    ] = None,
    site: Annotated[list[str] | None, typer.Option(help="Only this site; repeat for any of several.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only 'observed' or 'programme theory'.")] = None,
    stage: Annotated[
        str | None, typer.Option(help="Only 'fragment', 'draft', 'complete' or 'retired'.")
    ] = None,
    element: Annotated[
        str | None, typer.Option(help="Only those that hold this element: E-number, wording or id.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only those begun by this coder.")] = None,
    retired: Annotated[bool, typer.Option("--retired", help="List the retired ones too.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List configurations with their stage, whether the team agrees on them, and what is missing."""
    from workbench.bootstrap import named, select_cmos
    from workbench.model.vocabulary import CMOKind, Stage
    from workbench.store.reading import finding
    from workbench.store.reading.study import coders

    kind = enum_of(CMOKind, kind, what="kind of CMO") if kind else None
    only = enum_of(Stage, stage, what="stage of a CMO") if stage else None
    with reading_study(study) as opened, opened.reading() as reader:
        coder = coders(reader)[finding.find(reader, "coder", by)] if by else None
        held = finding.find_element(reader, element, study_id=opened.id) if element else None
        tracers = {named(reader, "tracer", name) for name in tracer or ()}
        sites = {named(reader, "site", name) for name in site or ()}
        every = [
            cmo
            for cmo in select_cmos(reader, tracer=None, site=None, kind=kind)
            if only in (None, cmo.stage)
            and (not tracers or cmo.tracer in tracers)
            and (not sites or not sites.isdisjoint(cmo.sites))
            and coder in (None, cmo.coder)
            and (held is None or any(slot.element_id == held for slot in cmo.slots))
        ]
    found = [cmo for cmo in every if retired or only is Stage.RETIRED or cmo.stage is not Stage.RETIRED]
    if len(found) < len(every):
        diagnostics.say(f"{plural(len(every) - len(found), 'retired CMO')} not listed; see --retired")
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        (
            *("CMO", "title", "kind", "tracer", "sites", "stage", "slots"),
            *("supporting", "contradicting", "qualifying", "sources", "without evidence"),
        ),
        [
            (
                c.number,
                c.title,
                c.kind,
                c.tracer,
                "; ".join(c.sites),
                c.stage_explained,
                len(c.slots),
                *c.stances,
                len(c.source_names),
                ", ".join(f"slot {s.position}" for s in c.without_evidence),
            )
            for c in found
        ],
    )


@app.command()
def show(cmo: CMOArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print one configuration with its evidence and links."""
    with reading_study(study) as opened, opened.reading() as reader:
        found = named_cmo(reader, cmo, study_id=opened.id)
    if as_json:
        output.write_json(found)
    else:
        output.write_text("\n".join(cmo_text.described(found)))


app.command("add-slot")(cmo_slots.add_slot)
app.command("edit-slot")(cmo_slots.edit_slot)
app.command("remove-slot")(cmo_slots.remove_slot)
app.command("add-evidence")(cmo_evidence.add_evidence)
app.command("edit-evidence")(cmo_evidence.edit_evidence)
app.command("remove-evidence")(cmo_evidence.remove_evidence)
app.command("split")(cmo_reshaping.split)
app.command("merge")(cmo_reshaping.merge)
app.command("link")(cmo_links.link)
app.command("unlink")(cmo_links.unlink)
app.command("links")(cmo_links.links)
app.command("path")(cmo_links.path)
app.command("hunt")(cmo_hunting.hunt)
app.command("pass-over")(cmo_hunting.pass_over)


@app.command("import")
def import_cmos(
    file: Annotated[
        Path, typer.Argument(help="YAML or JSON: cmos with slots, evidence and links; elements; memos.")
    ],
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Remove the slots, evidence and links of its CMOs that it does not have."
        ),
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add and update configurations from a file as one change; say what they have that the file has not.

    A slot is known by its id in the file, else by role and wording; an element by its id, else by exact wording.
    """
    from workbench.bootstrap import locate_one
    from workbench.theory.cmo_file import read_cmo_file
    from workbench.theory.importing import ImportCMOs

    content = read_cmo_file(text_of(file), name=file.name)
    with changing_study(study) as opened:
        command = ImportCMOs(content, locate_one, origin=file.name, prune=prune)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(done.value)
        return
    if rows := cmo_text.import_rows(done.value):
        output.write_table(("change", "CMO", "what"), rows)
    diagnostics.say(cmo_text.import_counts(done.value))
    if done.value.absent:
        diagnostics.say("what is not in the file stays in the study; --prune removes it")


@app.command("export")
def export_cmos(
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="yaml or json; else by the file's ending, else yaml.")
    ] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only 'observed' or 'programme theory'.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write configurations as a file to edit; importing it again changes nothing but what was edited.

    For tables to read and to print see 'workbench export cmo-table'.
    """
    from workbench.bootstrap import select_cmos
    from workbench.model.vocabulary import CMOKind
    from workbench.store.reading.memos import memos
    from workbench.store.reading.theory import elements
    from workbench.theory.cmo_writing import render

    kind = enum_of(CMOKind, kind, what="kind of CMO") if kind else None
    with reading_study(study) as opened, opened.reading() as reader:
        found = select_cmos(reader, tracer=tracer, site=site, kind=kind)
        data = render(found, elements(reader), memos(reader), format=format_of(format, to, default="yaml"))
    write_or_print(to, data, force=force)


@app.command()
def edit(
    cmo: CMOArgument,
    title: Annotated[str | None, typer.Option(help="The new title.")] = None,
    narrative: Annotated[str | None, typer.Option(help="If ... then ... because ...")] = None,
    tracer: Annotated[str | None, typer.Option(help="Its tracer.")] = None,
    no_tracer: Annotated[bool, typer.Option("--no-tracer", help="It belongs to no tracer.")] = False,
    site: Annotated[
        list[str] | None, typer.Option("--site", help="Its sites from now on; repeat for several.")
    ] = None,
    no_site: Annotated[bool, typer.Option("--no-site", help="It belongs to no site.")] = False,
    agreed: Annotated[
        bool | None, typer.Option("--agreed/--draft", help="Whether the team takes it for complete.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Make it 'observed' or 'programme theory'.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change a configuration's own facts."""
    from workbench.model.vocabulary import CMOKind
    from workbench.store.reading import finding
    from workbench.theory.commands import EditCMO

    texts = (title, narrative, tracer, agreed, kind)
    if not (no_tracer or no_site or site or any(v is not None for v in texts)):
        raise UsageError("nothing to change", hint="See what can be: workbench cmo edit --help")
    if (no_tracer and tracer) or (no_site and site):
        raise UsageError("give a tracer or site, or say that it has none, not both")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
            tracer_id = finding.find(reader, "tracer", tracer) if tracer is not None else None
            site_ids = tuple(finding.find(reader, "site", name) for name in site) if site else None
        if no_tracer:
            tracer_id = ""
        if no_site:
            site_ids = ()
        wanted = enum_of(CMOKind, kind, what="kind of CMO") if kind is not None else None
        command = EditCMO(identity, title, narrative, tracer_id, site_ids, agreed, kind=wanted)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
        if agreed:
            with opened.reading() as reader:
                found = named_cmo(reader, identity, study_id=opened.id)
            if wanting := found.wanting_evidence:
                diagnostics.warn(wanting)


@app.command()
def retire(
    cmo: CMOArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Hold a configuration no longer; it and its evidence are kept."""
    _retire(cmo, retired=True, study=study, coder=coder, dry_run=dry_run)


@app.command()
def restore(
    cmo: CMOArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a retired configuration up again."""
    _retire(cmo, retired=False, study=study, coder=coder, dry_run=dry_run)


def _retire(cmo: str, *, retired: bool, study: Path | None, coder: str | None, dry_run: bool) -> None:
    from workbench.store.reading import finding
    from workbench.theory.commands import EditCMO

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
        change(opened, EditCMO(identity, retired=retired), coder=acting_coder(coder), dry_run=dry_run)
