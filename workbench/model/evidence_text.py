"""Pieces of evidence in a line, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.views import EvidenceView
from workbench.model.vocabulary import Stance, plural


def evidence_said(pieces: Sequence[EvidenceView]) -> str:
    """`3 support, 1 contradicts; 2 sources`: counts by stance, and from how many distinct sources."""
    if not pieces:
        return "no evidence yet"
    counts = []
    for stance, many in (
        (Stance.SUPPORTS, "support"),
        (Stance.CONTRADICTS, "contradict"),
        (Stance.QUALIFIES, "qualify"),
    ):
        count = sum(piece.stance is stance for piece in pieces)
        if count:
            counts.append(f"{count} {stance if count == 1 else many}")
    sources = len({piece.source_name for piece in pieces if piece.source_name})
    memos = sum(bool(piece.memo_id) for piece in pieces)
    where = [plural(sources, "source")] * bool(sources) + [plural(memos, "memo")] * bool(memos)
    return f"{', '.join(counts)}; {', '.join(where)}"
