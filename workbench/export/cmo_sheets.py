"""CMO tables as spreadsheet pages: one row a configuration, a slot, or a piece of evidence; columns by choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from workbench.errors import UsageError
from workbench.export.cmo_columns import cmo_label, is_observed, role_columns, role_word, statement
from workbench.export.evidence_rows import Behind, parts_of
from workbench.export.plain_text import listed
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.likeness import did_you_mean, near_names
from workbench.model.views import CMOTable, Configuration, EvidenceView
from workbench.model.vocabulary import Role

STATEMENT_WIDTH = 40
"""Characters that a column of statements is wide."""

_BEFORE = ("CMO", "Title", "Kind", "Tracer", "Sites")
_AFTER = ("Stage", "Agreed", "Narrative")
_WIDTHS = {
    "CMO": 9,
    "Title": 30,
    "Kind": 18,
    "Tracer": 18,
    "Sites": 20,
    "Stage": 14,
    "Agreed": 8,
    "Narrative": 50,
    "Sources": 30,
}
_MECHANISMS = (Role.MECHANISM, Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING)
_ROLES: Mapping[str, tuple[Role, ...]] = {
    "Intervention": (Role.INTERVENTION,),
    "Context": (Role.CONTEXT,),
    "Actor": (Role.ACTOR,),
    "Mechanism": _MECHANISMS,
    "Mechanism: resource": (Role.MECHANISM_RESOURCE,),
    "Mechanism: reasoning": (Role.MECHANISM_REASONING,),
    "Mechanism (undivided)": (Role.MECHANISM,),
    "Outcome": (Role.OUTCOME,),
}
"""Columns of statements that can be chosen; `Mechanism` holds all mechanisms, divided or not."""

_FIELDS: Mapping[str, Callable[[Configuration], Value]] = {
    "CMO": lambda one: cmo_label(one.number),
    "Title": lambda one: one.title,
    "Kind": lambda one: one.kind,
    "Tracer": lambda one: one.tracer,
    "Sites": lambda one: listed(one.sites),
    "Stage": lambda one: one.stage.value,
    "Agreed": lambda one: _yes(one.agreed),
    "Narrative": lambda one: one.narrative,
    "Sources": lambda one: ", ".join(one.source_names),
}

WIDE_COLUMNS = (*_BEFORE, *_ROLES, *_AFTER, "Sources")
"""What a table with a row a configuration can show."""

_SLOT_END = 13
"""The columns of `_EVIDENCE` up to here tell of the slot, the others of what stands behind it."""

_EVIDENCE = (
    SheetColumn("CMO", 9),
    SheetColumn("Title", 30),
    SheetColumn("Kind", 18),
    SheetColumn("Tracer", 18),
    SheetColumn("Sites", 20),
    SheetColumn("Stage", 14),
    SheetColumn("Agreed", 8),
    SheetColumn("Part", 8),
    SheetColumn("Role", 20),
    SheetColumn("Statement", 40),
    SheetColumn("Status", 24),
    SheetColumn("Inferred", 9),
    SheetColumn("Standing", 22),
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

LONG_COLUMNS = tuple(column.heading for column in _EVIDENCE)
"""What a table with a row a piece of evidence can show."""

SLOT_COLUMNS = LONG_COLUMNS[:_SLOT_END]
"""What a table with a row a slot can show."""


def cmo_sheet(table: CMOTable, *, columns: Sequence[str] = (), name: str = "CMO table") -> Sheet:
    """One row a configuration; the statements of a cell are joined by newlines.

    `columns` are names of `WIDE_COLUMNS`, in any case; without them, those that the configurations need.

    Raises:
        UsageError: no such column; those there are are listed.
    """
    used = tuple(column.heading for column in role_columns(table.configurations))
    headings = chosen_columns(columns, WIDE_COLUMNS) or (*_BEFORE, *used, *_AFTER)
    return Sheet(
        name=name,
        columns=tuple(SheetColumn(heading, _WIDTHS.get(heading, STATEMENT_WIDTH)) for heading in headings),
        rows=[tuple(_value(one, heading) for heading in headings) for one in table.configurations],
    )


def chosen_columns(wanted: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The columns a person named, as they are spelt here, each once.

    Raises:
        UsageError: no such column; those there are are listed.
    """
    by_key = {name.casefold(): name for name in known}
    out: dict[str, None] = {}
    for name in wanted:
        key = name.strip().casefold()
        if key not in by_key:
            near = did_you_mean(near_names(name, known))
            raise UsageError(
                f"there is no column {name.strip()!r}",
                hint=" ".join(filter(None, (near, f"Columns: {', '.join(known)}."))),
            )
        out[by_key[key]] = None
    return tuple(out)


def _yes(fact: bool, *, no: str = "no") -> str:
    return "yes" if fact else no


def _value(configuration: Configuration, heading: str) -> Value:
    if heading in _FIELDS:
        return _FIELDS[heading](configuration)
    observed = is_observed(configuration)
    return "\n".join(statement(slot, observed=observed) for slot in configuration.slots_of(*_ROLES[heading]))


def _naming(configuration: Configuration) -> tuple[Value, ...]:
    return (
        cmo_label(configuration.number),
        configuration.title,
        configuration.kind,
        configuration.tracer,
        listed(configuration.sites),
    )


def evidence_sheet(table: CMOTable, *, columns: Sequence[str] = (), name: str = "Evidence") -> Sheet:
    """One row a piece of evidence; a slot without any has a row too, with its stance empty.

    Raises:
        UsageError: `columns` names one that is not in `LONG_COLUMNS`.
    """
    return _selected(name, LONG_COLUMNS, columns, _evidence_rows(table))


def slot_sheet(table: CMOTable, *, columns: Sequence[str] = (), name: str = "Slots") -> Sheet:
    """One row a slot, whatever stands behind it.

    Raises:
        UsageError: `columns` names one that is not in `SLOT_COLUMNS`.
    """
    parts = (part for one in table.configurations for part in parts_of(one) if part.part == "slot")
    return _selected(name, SLOT_COLUMNS, columns, (_part_cells(part)[:_SLOT_END] for part in parts))


def _selected(
    name: str, known: Sequence[str], wanted: Sequence[str], rows: Iterator[tuple[Value, ...]]
) -> Sheet:
    headings = chosen_columns(wanted, known) or tuple(known)
    places = [known.index(heading) for heading in headings]
    return Sheet(
        name=name,
        columns=tuple(_EVIDENCE[place] for place in places),
        rows=[tuple(row[place] for place in places) for row in rows],
    )


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
        _yes(part.configuration.agreed),
        part.part,
        role_word(slot.role) if slot else "",
        slot.wording if slot else "",
        part.status,
        _yes(slot is not None and other is None and slot.inferred, no=""),
        part.standing,
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
