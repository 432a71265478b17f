"""CMO tables as JSON, complete, for other programs.

    {"format": "realist-workbench/cmo-table", "version": 1, "study", "caption",
     "configurations": [
       {"id", "number", "title", "kind", "tracer", "sites": [..], "stage", "stage_explained", "agreed",
        "narrative", "coder", "created_at",
        "slots": [{"id", "position", "role", "element_id", "element_number", "wording",
                   "expectation", "intention", "valence", "inferred",
                   "standing", "evidence": [EVIDENCE]}],
        "evidence": [EVIDENCE],                                          behind the whole
        "link_evidence": [{"from_position", "to_position", "evidence": EVIDENCE}],
        "links": [{"id", "kind", "outgoing", "other_id", "other_number", "other_title",
                   "other_stage", "other_tracer", "other_printed", "shared_wording", "note"}]}]}

    EVIDENCE: {"id", "stance", "relevance", "richness", "rigour", "note", "coder", "text", "attribution",
               "source", "start_char", "end_char", "memo_kind", "memo_title"}

What is not known is an empty string, an offset that does not apply is null. Without `evidence` the three
places of evidence are left out, so that nobody takes an empty list for a gap; `standing` says in any case how the
evidence of a slot stands (`supported`, `qualified`, `contradicted by 1 of 3`, `no evidence yet`). A link says whether
its other end is in this table (`other_printed`); links to retired configurations are left out.
"""

from __future__ import annotations

import json
from typing import Any

from workbench.export.cmo_columns import standing
from workbench.export.cmo_links import standing_links
from workbench.export.gate import fitted
from workbench.model.views import CMOTable, Configuration, EvidenceView, SlotView

FORMAT = "realist-workbench/cmo-table"
VERSION = 1


def cmo_json(table: CMOTable, *, evidence: bool) -> bytes:
    """The table as indented UTF-8 JSON with a newline at its end."""
    printed = frozenset(one.id for one in table.configurations)
    value = {
        "format": FORMAT,
        "version": VERSION,
        "study": table.study_title,
        "caption": table.caption,
        "configurations": [
            _configuration(one, printed=printed, evidence=evidence) for one in table.configurations
        ],
    }
    return (json.dumps(fitted(value), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _configuration(one: Configuration, *, printed: frozenset[str], evidence: bool) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": one.id,
        "number": one.number,
        "title": one.title,
        "kind": one.kind,
        "tracer": one.tracer,
        "sites": list(one.sites),
        "stage": one.stage.value,
        "stage_explained": one.stage_explained,
        "agreed": one.agreed,
        "narrative": one.narrative,
        "coder": one.coder,
        "created_at": one.created_at,
        "slots": [_slot(slot, evidence=evidence) for slot in one.slots],
    }
    if evidence:
        value["evidence"] = [_evidence(piece) for piece in one.evidence]
        value["link_evidence"] = [
            {
                "from_position": dyad.from_position,
                "to_position": dyad.to_position,
                "evidence": _evidence(dyad.evidence),
            }
            for dyad in one.dyad_evidence
        ]
    value["links"] = [
        {
            "id": link.id,
            "kind": link.kind,
            "outgoing": link.outgoing,
            "other_id": link.other_id,
            "other_number": link.other_number,
            "other_title": link.other_title,
            "other_stage": link.other_stage.value,
            "other_tracer": link.other_tracer,
            "other_printed": link.other_id in printed,
            "shared_wording": link.shared_wording,
            "note": link.note,
        }
        for link in standing_links(one)
    ]
    return value


def _slot(slot: SlotView, *, evidence: bool) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": slot.id,
        "position": slot.position,
        "role": slot.role.value,
        "element_id": slot.element_id,
        "element_number": slot.element_number,
        "wording": slot.wording,
        "expectation": slot.expectation,
        "intention": slot.intention,
        "valence": slot.valence,
        "inferred": slot.inferred,
        "standing": standing(slot.evidence),
    }
    if evidence:
        value["evidence"] = [_evidence(piece) for piece in slot.evidence]
    return value


def _evidence(piece: EvidenceView) -> dict[str, Any]:
    return {
        "id": piece.id,
        "stance": piece.stance.value,
        "relevance": piece.relevance,
        "richness": piece.richness,
        "rigour": piece.rigour,
        "note": piece.note,
        "coder": piece.coder,
        "text": piece.text,
        "attribution": piece.attribution,
        "source": piece.source_name,
        "start_char": piece.start_char,
        "end_char": piece.end_char,
        "memo_kind": piece.memo_kind,
        "memo_title": piece.memo_title,
    }
