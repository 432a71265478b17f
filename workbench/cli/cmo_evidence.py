"""`workbench cmo add-evidence`, `edit-evidence`, `remove-evidence`: what stands behind a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics
from workbench.cli.cmo_naming import CMOArgument, EvidenceArgument, named_cmo
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
)
from workbench.cli.passages import parse_span
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.model.views import Configuration

RatingOption = Annotated[str | None, typer.Option(help="low, moderate, high.")]
ChangedRatingOption = Annotated[
    str | None, typer.Option(help="low, moderate, high; none takes the rating away.")
]

RATINGS = ("relevance", "richness", "rigour")

UNRATED = "none"


def add_evidence(
    cmo: CMOArgument,
    source: Annotated[str | None, typer.Option(help="Name or id of a source.")] = None,
    quote: Annotated[str | None, typer.Option(help="The words; found exactly, else by likeness.")] = None,
    span: Annotated[str | None, typer.Option(help="START:END in characters from 0, end exclusive.")] = None,
    memo: Annotated[
        str | None, typer.Option(help="A memo instead, such as a retroduction: its title or id.")
    ] = None,
    slot: Annotated[
        str | None, typer.Option(help="The slot's number, wording or id; none is the whole configuration.")
    ] = None,
    to_slot: Annotated[
        str | None, typer.Option(help="With --slot: evidence for the link of the two.")
    ] = None,
    stance: Annotated[str, typer.Option(help="supports, contradicts, qualifies.")] = "supports",
    relevance: RatingOption = None,
    richness: RatingOption = None,
    rigour: RatingOption = None,
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

    _require_one(source, memo, quote, span)
    if to_slot is not None and slot is None:
        raise UsageError(
            "--to-slot needs --slot: where the link begins", hint="For example --slot 1 --to-slot 2"
        )
    ratings = Ratings(
        *(enum_of(Rating, word, what="rating") if word else None for word in (relevance, richness, rigour))
    )
    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = named_cmo(reader, cmo, study_id=opened.id)
            excerpt, memo_id = None, None
            if source is not None:
                place = passage(reader, source, quote=quote, span=parse_span(quote, span))
                excerpt = Excerpted(place.revision_id, place.span)
                if place.found:
                    diagnostics.warn(f"the text has: “{place.found}”")
            else:
                memo_id = finding.find_memo(reader, memo or "", study_id=opened.id)
        ends = (_position(found, slot), _position(found, to_slot))
        command = AddEvidence(
            found.id, excerpt, memo_id, *ends, enum_of(Stance, stance, what="stance"), ratings, note
        )
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def _require_one(source: str | None, memo: str | None, quote: str | None, span: str | None) -> None:
    if (source is None) == (memo is None):
        raise UsageError(
            "evidence is a passage or a memo: give --source with --quote or --span, or --memo",
            hint="For example --source NM-01 --quote 'nobody waited', or --memo 'What must be true'",
        )
    if memo is not None and (quote is not None or span is not None):
        raise UsageError("a memo is evidence as a whole: --quote and --span belong to --source")


def _position(cmo: Configuration, slot: str | None) -> int | None:
    from workbench.store.reading.theory import find_slot

    return None if slot is None else find_slot(cmo, slot).position


def edit_evidence(
    cmo: CMOArgument,
    evidence: EvidenceArgument,
    stance: Annotated[str | None, typer.Option(help="supports, contradicts, qualifies.")] = None,
    relevance: ChangedRatingOption = None,
    richness: ChangedRatingOption = None,
    rigour: ChangedRatingOption = None,
    note: Annotated[str | None, typer.Option(help="The note; '' takes it away.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change how evidence stands to the statement, its ratings, or the note on it."""
    from workbench.model.vocabulary import Rating, Stance
    from workbench.store.reading.theory import find_evidence
    from workbench.theory.evidence import Ratings
    from workbench.theory.evidence_edits import EditEvidence

    words = dict(zip(RATINGS, (relevance, richness, rigour), strict=True))
    if all(one is None for one in (stance, note, *words.values())):
        raise UsageError("nothing to change", hint="See what can be: workbench cmo edit-evidence --help")
    unrated = tuple(name for name, word in words.items() if word is not None and word.lower() == UNRATED)
    ratings = Ratings(
        **{
            name: enum_of(Rating, word, what="rating")
            for name, word in words.items()
            if word is not None and name not in unrated
        }
    )
    wanted = enum_of(Stance, stance, what="stance") if stance is not None else None
    with changing_study(study) as opened:
        with opened.reading() as reader:
            _, piece = find_evidence(named_cmo(reader, cmo, study_id=opened.id), evidence)
        command = EditEvidence(piece.id, wanted, ratings, unrated, note)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def remove_evidence(
    cmo: CMOArgument,
    evidence: EvidenceArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take evidence away from a configuration; the passage, its codings and the memo stay."""
    from workbench.store.reading.theory import find_evidence
    from workbench.theory.evidence_edits import RemoveEvidence

    with changing_study(study) as opened:
        with opened.reading() as reader:
            _, piece = find_evidence(named_cmo(reader, cmo, study_id=opened.id), evidence)
        change(opened, RemoveEvidence(piece.id), coder=acting_coder(coder), dry_run=dry_run)
