"""CMO tables as spreadsheet pages: one row a configuration, or one row a piece of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.cmo_columns import (
    RoleColumn,
    cmo_label,
    is_observed,
    role_columns,
    role_word,
    statement,
)
from workbench.export.evidence_rows import Behind, parts_of
from workbench.export.plain_text import listed
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.views import CMOTable, Configuration, EvidenceView

_BEFORE = (
    SheetColumn("CMO", 9),
    SheetColumn("Title", 30),
    SheetColumn("Kind", 18),
    SheetColumn("Tracer", 18),
    SheetColumn("Sites", 20),
)
_AFTER = (SheetColumn("Stage", 14), SheetColumn("Narrative", 50))
_EVIDENCE = (
    SheetColumn("CMO", 9),
    SheetColumn("Title", 30),
    SheetColumn("Kind", 18),
    SheetColumn("Tracer", 18),
    SheetColumn("Sites", 20),
    SheetColumn("Stage", 14),
    SheetColumn("Part", 8),
    SheetColumn("Role", 20),
    SheetColumn("Statement", 40),
    SheetColumn("Status", 24),
    SheetColumn("Inferred", 9),
    SheetColumn("Linked role", 20),
    SheetColumn("Linked statement", 40),
    SheetColumn("Stance", 12),
    SheetColumn("Quote or memo", 60),
    SheetColumn("Attribution", 30),
    SheetColumn("Source", 16),
    SheetColumn("start_char", 10),
    SheetColumn("end_char", 10),
    SheetColumn("Memo kind", 14),
    SheetColumn("Memo title", 24),
    SheetColumn("Relevance", 11),
    SheetColumn("Richness", 11),
    SheetColumn("Rigour", 11),
    SheetColumn("Note", 30),
    SheetColumn("Coder", 14),
)


def cmo_sheet(table: CMOTable) -> Sheet:
    """One row a configuration; the statements of a cell are joined by newlines."""
    columns = role_columns(table.configurations)
    middle = tuple(SheetColumn(column.heading, 40) for column in columns)
    return Sheet(
        name="CMO table",
        columns=(*_BEFORE, *middle, *_AFTER),
        rows=[_cmo_row(one, columns) for one in table.configurations],
    )


def _cmo_row(configuration: Configuration, columns: tuple[RoleColumn, ...]) -> tuple[Value, ...]:
    observed = is_observed(configuration)
    cells = (
        "\n".join(statement(slot, observed=observed) for slot in configuration.slots_of(column.role))
        for column in columns
    )
    return (*_naming(configuration), *cells, configuration.stage.value, configuration.narrative)


def _naming(configuration: Configuration) -> tuple[Value, ...]:
    return (
        cmo_label(configuration.number),
        configuration.title,
        configuration.kind,
        configuration.tracer,
        listed(configuration.sites),
    )


def evidence_sheet(table: CMOTable) -> Sheet:
    """One row a piece of evidence; a slot without any has a row too, with its stance empty."""
    return Sheet(name="Evidence", columns=_EVIDENCE, rows=list(_evidence_rows(table)))


def _evidence_rows(table: CMOTable) -> Iterator[tuple[Value, ...]]:
    for configuration in table.configurations:
        for part in parts_of(configuration):
            for piece in part.evidence:
                yield (*_part_cells(part), *_piece_cells(piece))
            if not part.evidence:
                start = _part_cells(part)
                yield (*start, *[None] * (len(_EVIDENCE) - len(start)))


def _part_cells(part: Behind) -> tuple[Value, ...]:
    slot, other = part.slot, part.to_slot
    return (
        *_naming(part.configuration),
        part.configuration.stage.value,
        part.part,
        role_word(slot.role) if slot else "",
        slot.wording if slot else "",
        part.status,
        "yes" if slot and slot.inferred else "",
        role_word(other.role) if other else "",
        other.wording if other else "",
    )


def _piece_cells(piece: EvidenceView) -> tuple[Value, ...]:
    return (
        piece.stance.value,
        piece.text,
        piece.attribution,
        piece.source_name,
        piece.start_char,
        piece.end_char,
        piece.memo_kind,
        piece.memo_title,
        piece.relevance,
        piece.richness,
        piece.rigour,
        piece.note,
        piece.coder,
    )
