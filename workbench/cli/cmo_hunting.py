"""`workbench cmo hunt`, `pass-over`: passages that may speak against a configuration, offered for reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.cmo_naming import CMOArgument
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
from workbench.cli.hiding import unseen_by_reader
from workbench.cli.passages import parse_span
from workbench.errors import NotFound
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.model.hunting_views import PassedOver, Spoor


def hunt(
    cmo: CMOArgument,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many passages.")] = None,
    passed_over: Annotated[
        bool, typer.Option("--passed-over", help="List what was passed over instead, and why.")
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hunt for disconfirming cases: passages that share its codes or elements, offered to be read, not counted.

    They are from sites, tracers or roles of interviewee without evidence for it yet, or in countervailing talk.
    Attach one with 'cmo add-evidence --stance contradicts', or say that it is none with 'cmo pass-over'.
    """
    from workbench.findings.hunting import hunt as find
    from workbench.store.reading import finding

    with reading_study(study) as opened, opened.reading() as reader:
        cmo_id = finding.find_cmo(reader, cmo, study_id=opened.id)
        found = find(reader, cmo_id, seen_by=unseen_by_reader(opened, reader))
    if passed_over:
        _list_passed_over(found.passed_over[:limit], as_json=as_json)
        return
    offers = found.offers[:limit]
    if as_json:
        output.write_json(offers)
        return
    output.write_table(
        ("source", "span", "why read it", "shares", "words"),
        [
            (
                offer.passage.source_name,
                f"{offer.passage.start_char}:{offer.passage.end_char}",
                "; ".join(offer.reasons),
                "; ".join((*offer.passage.codes, *offer.passage.elements)),
                " ".join(offer.passage.text.split()),
            )
            for offer in offers
        ],
    )
    if len(offers) < len(found.offers):
        diagnostics.say(f"{len(found.offers) - len(offers)} more; see --limit")
    if found.passed_over:
        diagnostics.say(f"{plural(len(found.passed_over), 'passage')} passed over; see --passed-over")


def _list_passed_over(found: Sequence[PassedOver], *, as_json: bool) -> None:
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("source", "span", "why", "by", "words"),
        [
            (
                one.passage.source_name,
                f"{one.passage.start_char}:{one.passage.end_char}",
                one.reason,
                one.coder,
                " ".join(one.passage.text.split()),
            )
            for one in found
        ],
    )


def pass_over(
    cmo: CMOArgument,
    source: Annotated[str, typer.Option(help="Name or id of the source.")],
    span: Annotated[str, typer.Option(help="START:END, as 'cmo hunt' prints it.")],
    reason: Annotated[str, typer.Option(help="Why it is no case against it.")] = "",
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Offer a passage again that was passed over.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say of a passage that 'cmo hunt' offers that it is no case against the configuration, or offer it again."""
    from workbench.findings.hunting import hunt as find
    from workbench.store.reading import finding
    from workbench.theory.dismissing import HeedCheck, PassOver

    wanted = parse_span(None, span)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            cmo_id = finding.find_cmo(reader, cmo, study_id=opened.id)
            source_id = finding.find(reader, "source", source)
            found = find(reader, cmo_id, seen_by=unseen_by_reader(opened, reader))
        place = (source_id, wanted)
        if take_back:
            ids = [one.dismissal_id for one in found.passed_over if _place(one.passage) == place]
        else:
            ids = [offer.passage.excerpt_id for offer in found.offers if _place(offer.passage) == place]
        if not ids:
            did, option = ("passed over", " --passed-over") if take_back else ("offers", "")
            raise NotFound(
                f"the hunt for CMO {found.cmo_number} {did} no passage {source} {span}",
                hint=f"See which there are: workbench cmo hunt {cmo}{option}",
            )
        who = acting_coder(coder)
        if take_back:
            change(opened, HeedCheck(ids[0]), coder=who, dry_run=dry_run)
        else:
            change(opened, PassOver(cmo_id, ids[0], reason), coder=who, dry_run=dry_run)


def _place(passage: Spoor) -> tuple[str, tuple[int, int]]:
    return passage.source_id, (passage.start_char, passage.end_char)
