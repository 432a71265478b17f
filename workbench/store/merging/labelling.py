"""What people call the rows that a merge speaks of: codings by code and passage, slots and evidence by their CMO."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from workbench.store.merging.plan import RowValues, label_of, noun_of
from workbench.store.merging.sides import Side


class Labels:
    """Labels of rows in our ids, whichever of the two copies has what they refer to."""

    def __init__(self, ours: Side, theirs: Side) -> None:
        self.sides = (ours, theirs)

    def of(self, table: str, row: RowValues) -> str:
        """The label of a row: `coding 'Trust' in 101 at 3:9`, `slot of CMO 3: 'a shared building'`."""
        if table == "matrix_summary":
            return f"summary in the matrix: {self._case(row)!r} on {self._column(row)!r}"
        if row.get("excerpt_id") and row.get("code_id"):
            code = self._codes.get(row["code_id"], "?")
            return f"{noun_of(table)} {code!r} in {self._passage(row['excerpt_id'])}"
        if row.get("cmo_id"):
            element = self._elements.get(row.get("element_id", ""))
            words = f"{noun_of(table)} of CMO {self._cmos.get(row['cmo_id'], '?')}"
            words += f" at {self._sites.get(row['site_id'], '?')}" if row.get("site_id") else ""
            return f"{words}: {element!r}" if element else words
        if row.get("excerpt_id"):
            return f"{noun_of(table)} in {self._passage(row['excerpt_id'])}"
        if row.get("source_id"):
            return f"{noun_of(table)} of source {self._sources.get(row['source_id'], '?')!r}"
        return label_of(table, row)

    def name(self, table: str, identity: str) -> str:
        """The label of a row by its id, which either copy may have."""
        for side in self.sides:
            row = side.rows(table, [(identity,)]).get((identity,))
            if row is not None:
                return self.of(table, row)
        return noun_of(table)

    def _case(self, row: RowValues) -> str:
        for noun, name in (
            ("source", "name"),
            ("participant", "label"),
            ("organisation", "name"),
            ("site", "name"),
        ):
            if row.get(f"{noun}_id"):
                return str(self._all(noun, name).get(row[f"{noun}_id"], "?"))
        return "?"

    def _column(self, row: RowValues) -> str:
        if row.get("code_id"):
            return str(self._codes.get(row["code_id"], "?"))
        return f"CMO {self._cmos.get(row.get('cmo_id', ''), '?')}"

    def _passage(self, excerpt_id: str) -> str:
        for side in self.sides:
            found = side.rows("excerpt", [(excerpt_id,)]).get((excerpt_id,))
            if found is not None:
                source = self._sources.get(self._revisions.get(found["revision_id"], ""), "?")
                return f"{source} at {found['start_char']}:{found['end_char']}"
        return "?"

    def _all(self, table: str, column: str) -> dict[str, Any]:
        return {row[0]: row[1] for side in reversed(self.sides) for row in side.all(table, ("id", column))}

    @cached_property
    def _codes(self) -> dict[str, Any]:
        return self._all("code", "name")

    @cached_property
    def _elements(self) -> dict[str, Any]:
        return self._all("element", "wording")

    @cached_property
    def _cmos(self) -> dict[str, Any]:
        return self._all("cmo", "number")

    @cached_property
    def _sites(self) -> dict[str, Any]:
        return self._all("site", "name")

    @cached_property
    def _sources(self) -> dict[str, Any]:
        return self._all("source", "name")

    @cached_property
    def _revisions(self) -> dict[str, Any]:
        return self._all("revision", "source_id")
