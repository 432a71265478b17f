"""`workbench cmo hunt`, `pass-over`: passages that may speak against a configuration, offered for reading."""

from __future__ import annotations

from typing import Annotated

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


def hunt(
    cmo: CMOArgument,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many passages.")] = None,
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
    if found.aside:
        diagnostics.say(f"{plural(found.aside, 'passage')} passed over")


def pass_over(
    cmo: CMOArgument,
    source: Annotated[str, typer.Option(help="Name or id of the source.")],
    span: Annotated[str, typer.Option(help="START:END, as 'cmo hunt' prints it.")],
    reason: Annotated[str, typer.Option(help="Why it is no case against it.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say of a passage that 'cmo hunt' offers that it is no case against the configuration; undo takes that back."""
    from workbench.findings.hunting import hunt as find
    from workbench.store.reading import finding
    from workbench.theory.dismissing import PassOver

    wanted = parse_span(None, span)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            cmo_id = finding.find_cmo(reader, cmo, study_id=opened.id)
            source_id = finding.find(reader, "source", source)
            found = find(reader, cmo_id, seen_by=unseen_by_reader(opened, reader))
        ids = [
            offer.passage.excerpt_id
            for offer in found.offers
            if offer.passage.source_id == source_id
            and (offer.passage.start_char, offer.passage.end_char) == wanted
        ]
        if not ids:
            raise NotFound(
                f"the hunt for CMO {found.cmo_number} offers no passage {source} {span}",
                hint=f"See what it offers: workbench cmo hunt {cmo}",
            )
        change(opened, PassOver(cmo_id, ids[0], reason), coder=acting_coder(coder), dry_run=dry_run)
