"""Which row of ours a row of theirs is: the one of its id, or one of the same content that was made apart.

An element is its wording, a source its text, a coding its passage, code and coder. Two codes of one name are two codes
unless told otherwise, since two people may mean two things by it.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.model.identity import excerpt_id
from workbench.model.vocabulary import LinkKind
from workbench.store.change_log import Row
from workbench.store.merging.plan import RowValues
from workbench.store.merging.sides import Side
from workbench.store.merging.touches import identity_columns
from workbench.store.schema import TABLES

CODE_TEXTS = ("short_definition", "full_definition", "when_to_use", "when_not_to_use")

BY_CONTENT: Mapping[str, tuple[str, ...]] = {
    "revision": ("source_id", "sha256"),
    "coding": ("excerpt_id", "code_id", "coder_id"),
    "read_mark": ("excerpt_id", "coder_id"),
    "causal_verdict": ("excerpt_id", "coder_id"),
    "suggestion": ("excerpt_id", "code_id"),
    "slot": ("cmo_id", "element_id", "role"),
    "evidence": ("cmo_id", "slot_id", "to_slot_id", "excerpt_id", "memo_id", "stance", "coder_id"),
    "cmo_link": ("from_cmo_id", "to_cmo_id", "kind"),
    "report_section": ("tracer_id", "kind", "claim", "body", "in_summary"),
    "element": ("wording",),
    "theory_verdict": ("cmo_id", "site_id"),
    "dismissed_check": ("rule", "cmo_id", "slot_id"),
    "research_question": ("parent_id", "wording"),
    "question_answer": ("question_id", "source_id", "cmo_id", "memo_id", "section_id"),
    "guide_question": ("guide_id", "purpose", "interviewee", "wording"),
    "matrix_summary": ("source_id", "participant_id", "organisation_id", "site_id", "code_id", "cmo_id"),
    "section_basis": ("section_id", "cmo_id", "excerpt_id"),
    "round_passage": ("round_id", "revision_id", "excerpt_id"),
}
"""Table to the columns that make a row of it the same as another made apart."""

UNRELATED: Mapping[str, tuple[str, ...]] = {
    "code": ("parent_id", "name", *CODE_TEXTS),
    "memo": ("subject_type", "subject_id", "kind", "title", "body", "coder_id"),
}
"""The same for files without a past in common, in which people brought in the same things apart."""

BY_NAME: Mapping[str, tuple[str, ...]] = {
    "coder": ("name",),
    "site": ("name",),
    "tracer": ("name",),
    "wave": ("name",),
    "organisation": ("name",),
    "participant": ("label",),
    "saved_query": ("name",),
}
"""Table to the name that makes a row of it the same, in any case of its letters."""


class Matcher:
    """Ids of theirs to ids of ours. What ours does not have is kept in `lacking`, in our ids, by table and id."""

    def __init__(self, ours: Side, theirs: Side, *, unites_names: bool, unrelated: bool = False) -> None:
        self.ours, self.theirs = ours, theirs
        self.by_name = {**BY_NAME, "code": ("parent_id", "name")} if unites_names else BY_NAME
        self._unrelated = unrelated
        self.by_content = {**BY_CONTENT, **UNRELATED} if unrelated else BY_CONTENT
        self.lacking: dict[tuple[str, str], RowValues] = {}
        self.united: dict[tuple[str, str], str] = {}
        self._turned: set[tuple[str, str]] = set()
        self._ids: dict[tuple[str, str], str] = {}
        self._names: dict[str, dict[Row, str]] = {}
        self._texts: dict[str, list[str]] | None = None
        self._targets = {
            table.name: {key.parent.name: key.column.table.name for key in table.foreign_keys}
            for table in TABLES.values()
        }

    def identify(self, table: str, identity: str, row: RowValues | None = None) -> str:
        """Our id of a row of theirs; `row` saves looking it up."""
        known = self._ids.get((table, identity))
        if known is None:
            known = self._ids[table, identity] = self._found(table, identity, row)
        return known

    def _found(self, table: str, identity: str, row: RowValues | None) -> str:
        by_name_first = (
            table == "coder" and self._unrelated
        )  # whose changes came before is known by an id, too
        if self.ours.has(table, identity) and not by_name_first:
            return identity
        row = row or self.theirs.rows(table, [(identity,)]).get((identity,))
        if row is None:
            return identity
        mine = self.translated(table, row)
        twin = self._twin(table, mine, identity)
        if twin is not None:
            self.united[table, twin] = identity
            return twin
        if table == "excerpt":
            mine["id"] = excerpt_id(mine["revision_id"], mine["start_char"], mine["end_char"])
            if mine["id"] != identity and self.ours.has(table, mine["id"]):
                return str(mine["id"])
        [name] = identity_columns(table)
        self.lacking[table, mine[name]] = mine
        return str(mine[name])

    def translated(self, table: str, row: RowValues) -> RowValues:
        """A row of theirs with what it refers to in our ids; its own id stays."""
        mine = dict(row)
        for column, target in self._targets[table].items():
            if row[column] is not None:
                mine[column] = self.identify(target, row[column])
        if table == "memo" and row["subject_type"] in TABLES and "id" in TABLES[row["subject_type"]].columns:
            mine["subject_id"] = self.identify(row["subject_type"], row["subject_id"])
        return mine

    def key_and_row(self, table: str, row: RowValues) -> tuple[Row, RowValues]:
        """A row of theirs as ours would have it, with its key."""
        mine = self.translated(table, row)
        names = identity_columns(table)
        if names == ("id",):
            mine["id"] = self.identify(table, row["id"], row)
            if (table, mine["id"]) in self._turned:
                mine |= _turned(mine)
        return tuple(mine[name] for name in names), mine

    def key(self, table: str, key: Row) -> Row:
        """The key in our ids of a row that theirs has no more."""
        names = identity_columns(table)
        if names == ("id",):
            return (self._ids.get((table, key[0]), key[0]),)
        targets = self._targets[table]
        return tuple(
            self.identify(targets[name], value) if name in targets else value
            for name, value in zip(names, key, strict=True)
        )

    def _twin(self, table: str, mine: RowValues, identity: str) -> str | None:
        """A row of ours of the same content that theirs does not have."""
        if table == "cmo_link" and mine["kind"] == LinkKind.RIVAL_OF:
            return self._rival(mine)
        if table == "source":
            candidates = self._of_text(identity)
        elif table in self.by_name:
            candidates = self._of_name(table, mine)
        elif table in self.by_content:
            candidates = self.ours.alike(table, {name: mine[name] for name in self.by_content[table]})
        else:
            return None
        return next((one for one in candidates if not self.theirs.has(table, one)), None)

    def _rival(self, mine: RowValues) -> str | None:
        """Our link of two rivals, from whichever end it starts."""
        wanted = {name: mine[name] for name in self.by_content["cmo_link"]}
        for turned in (False, True):
            for one in self.ours.alike("cmo_link", wanted | (_turned(wanted) if turned else {})):
                if not self.theirs.has("cmo_link", one):
                    if turned:
                        self._turned.add(("cmo_link", one))
                    return one
        return None

    def _of_name(self, table: str, mine: RowValues) -> list[str]:
        columns = self.by_name[table]
        if table not in self._names:
            rows = self.ours.all(table, ("id", *columns))
            self._names[table] = {tuple(map(folded, row[1:])): row[0] for row in rows}
        found = self._names[table].get(tuple(folded(mine[name]) for name in columns))
        return [found] if found else []

    def _of_text(self, identity: str) -> list[str]:
        """Our sources whose first text is that of a source of theirs."""
        if self._texts is None:
            self._texts = {}
            for source, digest in self.ours.all("revision", ("source_id", "sha256")):
                self._texts.setdefault(digest, []).append(source)
        firsts = self.theirs.referring("revision", "source_id", [identity])
        revisions = self.theirs.rows("revision", [key for key, _ in firsts])
        first = min(revisions.values(), key=lambda revision: revision["number"], default=None)
        return self._texts.get(first["sha256"], []) if first else []


def _turned(link: RowValues) -> RowValues:
    """The ends of a link the other way round."""
    return {"from_cmo_id": link["to_cmo_id"], "to_cmo_id": link["from_cmo_id"]}


def folded(value: object) -> object:
    """A name without the case of its letters."""
    return value.casefold() if isinstance(value, str) else value
