"""`workbench cmo`: context-mechanism-outcome configurations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.coding import parse_span
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    noun,
    reading_study,
    text_of,
)
from workbench.errors import UsageError
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.model.views import Configuration, EvidenceView

app = noun("CMO configurations: assemble, put evidence behind, link, import, retire.")

CMOArgument = Annotated[str, typer.Argument(help="Number, title or id of a configuration.")]
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
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only 'observed' or 'programme theory'.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List configurations with their stage and what is missing."""
    from workbench.bootstrap import select_cmos
    from workbench.model.vocabulary import CMOKind

    kind = enum_of(CMOKind, kind, what="kind of CMO") if kind else None
    with reading_study(study) as opened, opened.reading() as reader:
        found = select_cmos(reader, tracer=tracer, site=site, kind=kind)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("CMO", "title", "kind", "tracer", "sites", "stage", "slots", "sources", "without evidence"),
        [
            (
                c.number,
                c.title,
                c.kind,
                c.tracer,
                "; ".join(c.sites),
                c.stage_explained,
                len(c.slots),
                len(c.source_names),
                ", ".join(f"slot {s.position}" for s in c.without_evidence),
            )
            for c in found
        ],
    )


@app.command()
def show(cmo: CMOArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print one configuration with its evidence and links."""
    from workbench.store.reading import finding
    from workbench.store.reading.theory import configurations

    with reading_study(study) as opened, opened.reading() as reader:
        identity = finding.find_cmo(reader, cmo, study_id=opened.id)
        found = next(c for c in configurations(reader) if c.id == identity)
    if as_json:
        output.write_json(found)
    else:
        output.write_text("\n".join(_described(found)))


def _described(cmo: Configuration) -> list[str]:
    lines = [f"CMO {cmo.number}  {cmo.title}", f"  {cmo.kind}; {cmo.stage_explained}"]
    lines.append(f"  tracer: {cmo.tracer or 'none'}; sites: {'; '.join(cmo.sites) or 'none'}; by {cmo.coder}")
    if cmo.narrative:
        lines.append(f"  {cmo.narrative}")
    for slot in cmo.slots:
        extra = [slot.status] * bool(slot.status) + ["inferred"] * slot.inferred
        lines.append(
            f"\n  {slot.position}  {slot.role}: {slot.wording}  (E{slot.element_number}){_bracketed(extra)}"
        )
        lines += [f"       {_evidence_line(e)}" for e in slot.evidence] or ["       no evidence yet"]
    for dyad in cmo.dyad_evidence:
        lines.append(f"\n  link {dyad.from_position} -> {dyad.to_position}: {_evidence_line(dyad.evidence)}")
    lines += [f"\n  the whole: {_evidence_line(e)}" for e in cmo.evidence]
    for link in cmo.links:
        ends = (cmo.number, link.other_number) if link.outgoing else (link.other_number, cmo.number)
        shared = f" through {link.shared_wording!r}" if link.shared_wording else ""
        note = f" - {link.note}" if link.note else ""
        lines.append(f"\n  {link.kind}: CMO {ends[0]} -> CMO {ends[1]}{shared}{note}")
    return [output.visible(line) for line in lines]


def _bracketed(words: list[str]) -> str:
    return f"  [{'; '.join(words)}]" if words else ""


def _evidence_line(evidence: EvidenceView) -> str:
    ratings = [
        f"{name} {value}"
        for name, value in (
            ("relevance", evidence.relevance),
            ("richness", evidence.richness),
            ("rigour", evidence.rigour),
        )
        if value
    ]
    origin = f"{evidence.memo_kind} memo" if evidence.memo_kind else evidence.attribution
    note = f" ({evidence.note})" if evidence.note else ""
    return f"{evidence.stance}: “{evidence.text}” {origin}{note}{_bracketed(ratings)}"


@app.command("add-slot")
def add_slot(
    cmo: CMOArgument,
    role: Annotated[
        str, typer.Option(help="context, mechanism-resource, mechanism-reasoning, mechanism, outcome ...")
    ],
    wording: Annotated[str, typer.Argument(help="The statement; equal wording is the same element.")] = "",
    element: Annotated[
        str | None, typer.Option(help="Share this element instead: E-number, wording or id.")
    ] = None,
    expectation: Annotated[
        str | None, typer.Option(help="Of an outcome: anticipated, observed, implied.")
    ] = None,
    intention: Annotated[str | None, typer.Option(help="Of an outcome: intended, unintended.")] = None,
    valence: Annotated[str | None, typer.Option(help="Of an outcome: positive, negative, mixed.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a statement into a configuration in a role."""
    from workbench.model.vocabulary import Expectation, Intention, Role, Valence
    from workbench.store.reading import finding
    from workbench.theory.commands import AddSlot, Status

    if element is not None and wording:
        raise UsageError("give either a wording or --element, not both")
    status = Status(
        enum_of(Expectation, expectation, what="expectation") if expectation else None,
        enum_of(Intention, intention, what="intention") if intention else None,
        enum_of(Valence, valence, what="valence") if valence else None,
    )
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
            element_id = None
            if element is not None:
                element_id = finding.find_element(reader, element, study_id=opened.id)
        command = AddSlot(identity, enum_of(Role, role, what="role"), wording, element_id, status)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command("add-evidence")
def add_evidence(
    cmo: CMOArgument,
    source: Annotated[str | None, typer.Option(help="Name or id of a source.")] = None,
    quote: Annotated[str | None, typer.Option(help="The words; found exactly, else by likeness.")] = None,
    span: Annotated[str | None, typer.Option(help="START:END in characters from 0, end exclusive.")] = None,
    memo: Annotated[str | None, typer.Option(help="Id of a memo instead, such as a retroduction.")] = None,
    slot: Annotated[
        int | None, typer.Option(help="The slot's number; none is the whole configuration.")
    ] = None,
    to_slot: Annotated[
        int | None, typer.Option(help="With --slot: evidence for the link of the two.")
    ] = None,
    stance: Annotated[str, typer.Option(help="supports, contradicts, qualifies.")] = "supports",
    relevance: Annotated[str | None, typer.Option(help="low, moderate, high.")] = None,
    richness: Annotated[str | None, typer.Option(help="low, moderate, high.")] = None,
    rigour: Annotated[str | None, typer.Option(help="low, moderate, high.")] = None,
    note: Annotated[str, typer.Option(help="A note.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a passage or a memo behind a slot, behind the link of two slots, or behind the whole."""
    from workbench.bootstrap import passage
    from workbench.model.vocabulary import Rating, Stance
    from workbench.store.reading import finding
    from workbench.theory.evidence import AddEvidence, Excerpted, Ratings

    if (source is None) == (memo is None):
        raise UsageError("evidence is a passage or a memo: give --source with --quote or --span, or --memo")
    if memo is not None and (quote is not None or span is not None):
        raise UsageError("a memo is evidence as a whole: --quote and --span belong to --source")
    if to_slot is not None and slot is None:
        raise UsageError("--to-slot needs --slot: where the link begins")
    ratings = Ratings(
        *(enum_of(Rating, word, what="rating") if word else None for word in (relevance, richness, rigour))
    )
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
            excerpt, memo_id = None, None
            if source is not None:
                found = passage(reader, source, quote=quote, span=parse_span(quote, span))
                excerpt = Excerpted(found.revision_id, found.span)
                if found.found:
                    diagnostics.warn(f"the text has: “{found.found}”")
            else:
                memo_id = finding.find_memo(reader, memo or "", study_id=opened.id)
        command = AddEvidence(
            identity, excerpt, memo_id, slot, to_slot, enum_of(Stance, stance, what="stance"), ratings, note
        )
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def link(
    first: Annotated[str, typer.Argument(help="The configuration where the link starts.")],
    second: Annotated[str, typer.Argument(help="The configuration where it ends.")],
    kind: Annotated[str, typer.Option(help="ripple, nests, refines, 'rival of', generalises.")],
    note: Annotated[str, typer.Option(help="A note.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say how one configuration stands to another. A ripple needs an element that both share."""
    from workbench.model.vocabulary import LinkKind
    from workbench.store.reading import finding
    from workbench.theory.commands import LinkCMOs

    with changing_study(study) as opened:
        with opened.reading() as reader:
            ends = [finding.find_cmo(reader, name, study_id=opened.id) for name in (first, second)]
        command = LinkCMOs(ends[0], ends[1], enum_of(LinkKind, kind, what="kind of link"), note)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command("import")
def import_cmos(
    file: Annotated[
        Path, typer.Argument(help="YAML or JSON: cmos with slots, evidence and links; elements; memos.")
    ],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add and update configurations from a file as one change; elements match by identity or exact wording."""
    from workbench.bootstrap import locate_one
    from workbench.files.structured import load
    from workbench.theory.cmo_file import CMOFile
    from workbench.theory.importing import ImportCMOs

    content = load(text_of(file), name=file.name, model=CMOFile)
    with changing_study(study) as opened:
        command = ImportCMOs(content, locate_one, origin=file.name)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(done.value)
        return
    rows = [("added", title) for title in done.value.added] + [
        ("updated", title) for title in done.value.updated
    ]
    if rows:
        output.write_table(("change", "CMO"), rows)
    counts = (
        plural(done.value.elements, "new element"),
        plural(done.value.evidence, "new piece of evidence", "new pieces of evidence"),
        f"{plural(done.value.unchanged, 'CMO')} unchanged",
    )
    diagnostics.say(", ".join(counts))


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
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change a configuration's own facts."""
    from workbench.store.reading import finding
    from workbench.theory.commands import EditCMO

    if not (no_tracer or no_site or site or any(v is not None for v in (title, narrative, tracer, agreed))):
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
        command = EditCMO(identity, title, narrative, tracer_id, site_ids, agreed)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def retire(
    cmo: CMOArgument,
    take_up: Annotated[
        bool, typer.Option("--take-up", help="Take a retired configuration up again.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Hold a configuration no longer; it and its evidence are kept."""
    from workbench.store.reading import finding
    from workbench.theory.commands import EditCMO

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
        change(opened, EditCMO(identity, retired=not take_up), coder=acting_coder(coder), dry_run=dry_run)
