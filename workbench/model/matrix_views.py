"""The framework matrix as values: cases by codes or configurations, cells with a person's summary or with counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CaseKind(StrEnum):
    """What the rows of a framework matrix are."""

    SOURCE = "source"
    PARTICIPANT = "participant"
    ORGANISATION = "organisation"
    SITE = "site"


class ColumnKind(StrEnum):
    """What its columns are."""

    CODE = "code"
    CMO = "cmo"


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """What heads a row or a column: a case, a code or a configuration. `name` is short, `about` says more."""

    id: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class CellSummary:
    """What a person wrote of a case on a code or configuration, and to how many excerpts it points."""

    id: str
    body: str
    coder: str
    created_at: str
    excerpt_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellCount:
    """How much there is in a cell: codings, or pieces of evidence, and distinct sources."""

    pieces: int
    sources: int


Place = tuple[str, str]
"""The ids of a case and of a column."""


@dataclass(frozen=True, slots=True)
class FrameworkMatrix:
    """Cases in the study's order, by columns in that of the codebook or by number; what is empty is in no mapping."""

    case_kind: CaseKind
    column_kind: ColumnKind
    cases: tuple[MatrixHead, ...]
    columns: tuple[MatrixHead, ...]
    counts: Mapping[Place, CellCount] = field(default_factory=dict)
    summaries: Mapping[Place, CellSummary] = field(default_factory=dict)

    @property
    def piece(self) -> tuple[str, str]:
        """What is counted, one and several."""
        if self.column_kind is ColumnKind.CODE:
            return "coding", "codings"
        return "piece of evidence", "pieces of evidence"


@dataclass(frozen=True, slots=True)
class CellPiece:
    """A passage of a cell that is coded or evidence there, or to which its summary alone points.

    `about` says by whom it is coded, or what it does to which slots. `linked`: the summary points to it.
    """

    excerpt_id: str
    source_id: str
    source_name: str
    start_char: int
    end_char: int
    text: str
    attribution: str
    about: str
    linked: bool


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell at length: the summary, and all that is coded or is evidence there, by source and place."""

    case_kind: CaseKind
    column_kind: ColumnKind
    case: MatrixHead
    column: MatrixHead
    summary: CellSummary | None
    pieces: tuple[CellPiece, ...]

    @property
    def linked(self) -> tuple[CellPiece, ...]:
        """The passages to which the summary points, in the order in which it gives them."""
        order = self.summary.excerpt_ids if self.summary else ()
        there = {piece.excerpt_id: piece for piece in self.pieces}
        return tuple(there[one] for one in order if one in there)
