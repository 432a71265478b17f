"""What no two entities of a study may share. Commands see to it themselves; undo and redo restore rows and ask here.

While one coder's code was undone, another may have made a code of that name: to restore the first would leave two.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.errors import Conflict
from workbench.store.schema import TABLES

SHARED_BY_NONE = {
    "source": ("name",),
    "code": ("parent_id", "name"),
    "saved_query": ("name",),
    "cmo": ("number",),
    "element": ("number",),
    "theory_version": ("number",),
    "research_question": ("number",),
    "interview_guide": ("number",),
    "coding_round": ("number",),
}
"""Table to the columns whose values together name one entity; in text the case does not tell two apart."""


def require_distinct(connection: Connection, restored: dict[str, set[str]]) -> None:
    """Refuse to restore what would share its name, number or place with something newer; `restored`: table to ids.

    Raises:
        Conflict: naming the table and the value.
    """
    for name, columns in SHARED_BY_NONE.items():
        if ids := restored.get(name):
            _require_unshared(connection, name, columns, ids)
    if ids := restored.get("coding"):
        _require_coded_once(connection, ids)
    if ids := restored.get("matrix_summary"):
        _require_one_a_cell(connection, ids)


def _require_unshared(connection: Connection, name: str, columns: tuple[str, ...], ids: set[str]) -> None:
    table = TABLES[name]
    rows = connection.execute(select(table.c.id, *(table.c[column] for column in columns))).all()
    values = {row[0]: tuple(_folded(value) for value in row[1:]) for row in rows}
    held = Counter(values.values())
    for row in rows:
        if row[0] in ids and held[values[row[0]]] > 1:
            noun = "CMO" if name == "cmo" else name.replace("_", " ")
            raise Conflict(
                f"there is another {noun} {row[-1]!r} by now", hint="Rename or remove that one first."
            )


def _require_coded_once(connection: Connection, ids: set[str]) -> None:
    coding = TABLES["coding"]
    same = (coding.c.excerpt_id, coding.c.code_id, coding.c.coder_id)
    twice = select(func.group_concat(coding.c.id)).group_by(*same).having(func.count() > 1)
    for (found,) in connection.execute(twice).all():
        if not ids.isdisjoint(found.split(",")):
            raise Conflict("a passage that this concerns has been coded so again since")


def _require_one_a_cell(connection: Connection, ids: set[str]) -> None:
    table = TABLES["matrix_summary"]
    names = ("source_id", "participant_id", "organisation_id", "site_id", "code_id", "cmo_id")
    rows = connection.execute(select(table.c.id, *(table.c[name] for name in names))).all()
    held = Counter(tuple(row[1:]) for row in rows)
    if any(row[0] in ids and held[tuple(row[1:])] > 1 for row in rows):
        raise Conflict("a cell of the matrix that this concerns has been summarised again since")


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
