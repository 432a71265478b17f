"""`workbench cmo link`, `unlink`, `links`, `path`: how configurations stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.cmo_naming import named_cmo
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    reading_study,
)
from workbench.errors import NotFound, UsageError
from workbench.model.vocabulary import Role

if TYPE_CHECKING:
    from workbench.model.path_views import LinkedCMO, LinkReview

FirstArgument = Annotated[str, typer.Argument(help="The configuration where the link starts.")]
SecondArgument = Annotated[str, typer.Argument(help="The configuration where it ends.")]
KindOption = Annotated[str, typer.Option(help="ripple, nests, refines, 'rival of', generalises.")]


def link(
    first: FirstArgument,
    second: SecondArgument,
    kind: KindOption,
    note: Annotated[
        str | None, typer.Option(help="Why; on a link that is there already, in place of its note.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say how one configuration stands to another. A ripple needs an element that both share."""
    from workbench.model.vocabulary import LinkKind
    from workbench.theory.links import LinkCMOs, NoteLink

    wanted = enum_of(LinkKind, kind, what="kind of link")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            start, end = (named_cmo(reader, name, study_id=opened.id) for name in (first, second))
        there = next((link for link in start.links if link.is_to(end.id, wanted)), None)
        who = acting_coder(coder)
        if there is not None and note is not None:
            change(opened, NoteLink(there.id, note), coder=who, dry_run=dry_run)
        else:
            change(opened, LinkCMOs(start.id, end.id, wanted, note or ""), coder=who, dry_run=dry_run)


def unlink(
    first: FirstArgument,
    second: SecondArgument,
    kind: KindOption,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a link of two configurations away."""
    from workbench.model.vocabulary import LinkKind
    from workbench.theory.links import UnlinkCMOs

    wanted = enum_of(LinkKind, kind, what="kind of link")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            start, end = (named_cmo(reader, name, study_id=opened.id) for name in (first, second))
        found = [x for x in start.links if x.other_id == end.id and x.outgoing and x.kind == wanted]
        if not found:
            raise NotFound(
                f"CMO {start.number} has no link {str(wanted)!r} to CMO {end.number}",
                hint=f"See its links and where they start: workbench cmo show {start.number}",
            )
        change(opened, UnlinkCMOs(found[0].id), coder=acting_coder(coder), dry_run=dry_run)


def links(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """What the links amount to: feedback, chains, broken chains, and rivals side by side on the same outcome.

    Of a chain it is said whether any one source tells the whole of it.
    """
    from workbench.analysis.cmo_paths import review
    from workbench.store.reading.cmo_paths import linked_cmos

    with reading_study(study) as opened, opened.reading() as reader:
        found = review(linked_cmos(reader))
    if as_json:
        output.write_json(found)
    else:
        output.write_table(("what", "CMOs", "of it"), list(_rows(found)))


def _rows(found: LinkReview) -> list[tuple[str, str, str]]:
    rows = [("feedback", path.said, path.teller) for path in found.cycles]
    rows += [("chain", path.said, path.teller) for path in found.chains]
    rows += [
        ("broken chain", f"CMO {one.from_cmo.number} -ripple-> CMO {one.to_cmo.number}", one.why)
        for one in found.broken
    ]
    for one in found.rivals:
        what = "rivals" if one.linked else "same outcome"
        rows += [
            (what, f"CMO {cmo.number} {cmo.title}".rstrip(), _explained(one.outcome, cmo)) for cmo in one.cmos
        ]
    return rows


def _explained(outcome: str, cmo: LinkedCMO) -> str:
    """How a configuration explains an outcome: `Nobody waits: in A; because B; 3 support, 1 contradicts`."""
    contexts = "; ".join(one.wording for one in cmo.statements if one.role is Role.CONTEXT)
    mechanisms = "; ".join(one.wording for one in cmo.statements if one.role.is_mechanism)
    parts = (
        f"{outcome or 'no outcome in common'}:",
        f"in: {contexts or 'no context'}.",
        f"By: {mechanisms or 'no mechanism'}.",
        f"Evidence: {cmo.supports} for, {cmo.contradicts} against; sources that support it: {len(cmo.sources)}",
    )
    return " ".join(parts)


def path(
    cmos: Annotated[
        list[str], typer.Argument(help="Two or more configurations; between them the fewest links are taken.")
    ],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """A path of links through configurations, and whether any one source tells the whole of it."""
    from workbench.analysis.cmo_paths import path_between
    from workbench.store.reading import finding
    from workbench.store.reading.cmo_paths import linked_cmos

    if len(cmos) < 2:
        raise UsageError("a path leads from one CMO to another", hint="For example: workbench cmo path 1 4")
    with reading_study(study) as opened, opened.reading() as reader:
        ids = [finding.find_cmo(reader, name, study_id=opened.id) for name in cmos]
        linked = linked_cmos(reader)
    found = path_between(linked, ids)
    if isinstance(found, int):
        first, second = (linked.cmos[one].number for one in ids[found : found + 2])
        raise NotFound(
            f"no path of links leads from CMO {first} to CMO {second}",
            hint="Ripples are followed as they point, while they carry. Name the CMOs on the way, or see all links: "
            "workbench cmo links",
        )
    if as_json:
        output.write_json({"path": found, "said": found.said, "teller": found.teller})
        return
    output.write_table(
        ("CMO", "title", "linked on by", "supported by"),
        [
            (cmo.number, cmo.title, arrow, ", ".join(cmo.sources))
            for cmo, arrow in zip(found.cmos, (*found.arrows, ""), strict=True)
        ],
    )
    output.write_text(found.teller)
