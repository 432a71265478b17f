"""Configurations as a file to edit and import again: the shape of `cmo_file.py`, with the ids of the study."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import yaml

from workbench.errors import UsageError
from workbench.model.memo_views import MemoView
from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, EvidenceView, SlotView

FORMATS = ("yaml", "json")


def render(
    cmos: Sequence[Configuration], elements: Sequence[ElementView], memos: Sequence[MemoView], *, format: str
) -> bytes:
    """The configurations as UTF-8 YAML or JSON, with the elements that they share and the memos they rest on.

    Passages are given as spans, which name one place whatever the words. Of the study's `elements` and `memos` only
    those that the configurations need are written.

    Raises:
        UsageError: another format.
    """
    if format not in FORMATS:
        raise UsageError(f"configurations cannot be written as {format!r}", hint="Use yaml or json.")
    value = _file(cmos, elements, memos)
    if format == "json":
        text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    else:
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
    return text.encode("utf-8")


def _file(
    cmos: Sequence[Configuration], elements: Sequence[ElementView], memos: Sequence[MemoView]
) -> dict[str, Any]:
    listed = _listed(cmos, elements)
    ids = {element.number: element.id for element in elements}
    behind = {piece.memo_id for cmo in cmos for piece in cmo.evidence_by_name.values()}
    return {
        "memos": [
            {"id": m.id, "kind": str(m.kind), "coder": m.coder, "title": m.title, "text": m.body}
            for m in memos
            if m.id in behind
        ],
        "elements": [
            {"id": e.id, "wording": e.wording}
            | ({"parent": ids[e.parent_number]} if e.parent_number in ids else {})
            for e in elements
            if e.id in listed
        ],
        "cmos": [_configuration(cmo, listed) for cmo in cmos],
    }


def _listed(cmos: Sequence[Configuration], elements: Sequence[ElementView]) -> set[str]:
    """The elements that are worded in a place of their own: shared by slots, or part of a hierarchy."""
    uses = Counter(slot.element_id for cmo in cmos for slot in cmo.slots)
    numbers = {element.number: element for element in elements}
    listed = {identity for identity, count in uses.items() if count > 1}
    listed |= {e.id for e in elements if e.parent_number in numbers and e.id in uses}
    pending = [e for e in elements if e.id in listed]
    while pending:
        parent = numbers.get(pending.pop().parent_number or 0)
        if parent is not None and parent.id not in listed:
            listed.add(parent.id)
            pending.append(parent)
    return listed


def _configuration(cmo: Configuration, listed: set[str]) -> dict[str, Any]:
    places = {slot.position: place for place, slot in enumerate(cmo.slots, 1)}
    dyads = [
        {**_piece(d.evidence), "between": [places[d.from_position], places[d.to_position]]}
        for d in cmo.dyad_evidence
    ]
    return {
        "id": cmo.id,
        "title": cmo.title,
        "kind": str(cmo.kind),
        "tracer": cmo.tracer or None,
        "sites": list(cmo.sites),
        "narrative": cmo.narrative,
        "agreed": cmo.agreed,
        "retired": cmo.stage == "retired",
        "slots": [_slot(slot, listed) for slot in cmo.slots],
        "evidence": [_piece(piece) for piece in cmo.evidence] + dyads,
        "links": [
            {"kind": str(link.kind), "to": link.other_id, "note": link.note}
            for link in cmo.links
            if link.outgoing
        ],
    }


def _slot(slot: SlotView, listed: set[str]) -> dict[str, Any]:
    statement = {"element": slot.element_id} if slot.element_id in listed else {"wording": slot.wording}
    parts = {"expectation": slot.expectation, "intention": slot.intention, "valence": slot.valence}
    status = {name: str(word) for name, word in parts.items() if word}
    evidence = [_piece(piece) for piece in slot.evidence]
    return {"id": slot.id, "role": str(slot.role), **statement} | (
        ({"status": status} if status else {}) | {"evidence": evidence}
    )


def _piece(piece: EvidenceView) -> dict[str, Any]:
    ratings = {"relevance": piece.relevance, "richness": piece.richness, "rigour": piece.rigour}
    origin = (
        {"source": piece.source_name, "span": f"{piece.start_char}:{piece.end_char}"}
        if piece.source_name
        else {"memo": piece.memo_id}
    )
    given = {name: str(word) for name, word in {**ratings, "note": piece.note}.items() if word}
    return {**origin, "stance": str(piece.stance), **given}
