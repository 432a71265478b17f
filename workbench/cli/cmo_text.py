"""A configuration, and what an import of configurations did, as lines and rows for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.output import visible
from workbench.model.evidence_text import evidence_said
from workbench.model.vocabulary import Stage, plural

if TYPE_CHECKING:
    from workbench.model.views import Configuration, EvidenceView
    from workbench.theory.importing import ImportResult


def described(cmo: Configuration) -> list[str]:
    """A configuration with its slots, evidence by name (`2.1`, `2>3.1`, `w1`) and links."""
    names = {piece.id: name for name, piece in cmo.evidence_by_name.items()}
    lines = [f"CMO {cmo.number}  {cmo.title}", f"  {cmo.kind}; {cmo.stage_explained}"]
    lines.append(f"  tracer: {cmo.tracer or 'none'}; sites: {'; '.join(cmo.sites) or 'none'}; by {cmo.coder}")
    if cmo.agreed and cmo.stage is not Stage.COMPLETE:
        lines.append("  agreed by the team")
    if cmo.narrative:
        lines.append(f"  {cmo.narrative}")
    for slot in cmo.slots:
        extra = [slot.status] * bool(slot.status) + ["inferred"] * slot.inferred
        element = ", ".join(filter(None, (f"E{slot.element_number}", slot.variant_of)))
        lines.append(f"\n  {slot.position}  {slot.role}: {slot.wording}  ({element}){_bracketed(extra)}")
        lines.append(f"       {evidence_said(slot.evidence)}")
        lines += [f"       {names[e.id]}  {_evidence_line(e)}" for e in slot.evidence]
    for dyad in cmo.dyad_evidence:
        link = f"link {dyad.from_position} -> {dyad.to_position}"
        lines.append(f"\n  {link}:  {names[dyad.evidence.id]}  {_evidence_line(dyad.evidence)}")
    lines += [f"\n  the whole:  {names[e.id]}  {_evidence_line(e)}" for e in cmo.evidence]
    for link_ in cmo.links:
        ends = (cmo.number, link_.other_number) if link_.outgoing else (link_.other_number, cmo.number)
        shared = f" through {link_.shared_wording!r}" if link_.shared_wording else ""
        note = f" - {link_.note}" if link_.note else ""
        lines.append(f"\n  {link_.kind}: CMO {ends[0]} -> CMO {ends[1]}{shared}{note}")
    return [visible(line) for line in lines]


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


def import_rows(result: ImportResult) -> list[tuple[str, str, str]]:
    """What an import did and found, as rows: the change, the configuration, and what of it."""
    rows = [("added", title, "") for title in result.added]
    rows += [("updated", title, "") for title in result.updated]
    rows += [("other wording", note.cmo, f"slot {note.slot}: {note.what}") for note in result.slots]
    rows += [("removed", p.cmo, f"{p.what} {p.name}: {p.words}") for p in result.removed]
    rows += [("not in the file", p.cmo, f"{p.what} {p.name}: {p.words}") for p in result.absent]
    rows += [("quoted otherwise", q.cmo, f"{q.source} has: “{q.found}”") for q in result.inexact]
    return rows


def import_counts(result: ImportResult) -> str:
    """What is not in the rows, in a line: `2 new elements, 3 new pieces of evidence, 1 CMO unchanged`."""
    new = (
        (result.elements, "new element", ""),
        (result.evidence, "new piece of evidence", "new pieces of evidence"),
    )
    counts = [plural(count, one, many) for count, one, many in new if count]
    return ", ".join([*counts, f"{plural(result.unchanged, 'CMO')} unchanged"])
