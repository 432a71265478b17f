"""How conflicts are decided when copies are merged: as values, and as a file that people write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator

from workbench.errors import BadInput
from workbench.files.structured import FileModel, load
from workbench.model.identity import short_id
from workbench.store.merging.past import PastChange
from workbench.store.schema import TABLES

Side = Literal["ours", "theirs", "newest", "postpone"]
"""Which version is taken: this file's, the other copy's, the one written last, or the decision is left open."""

Removal = Literal["keep", "remove", "postpone"]
"""What becomes of something that one copy edited and the other removed."""


def _known_place(value: str) -> str:
    table, _, column = value.partition(".")
    if table not in TABLES or (column and column not in TABLES[table].columns):
        raise ValueError(f"{value!r} is no table or table.column of a study, such as code or code.name")
    return value


Place = Annotated[str, AfterValidator(_known_place)]
"""`table` or `table.column`."""


@dataclass(frozen=True, slots=True)
class MergeRules:
    """The rules of one merge; without any, every conflict is left open and ours stands."""

    default: Side = "postpone"
    fields: Mapping[str, Side] = field(default_factory=dict)
    conflicts: Mapping[str, Side] = field(default_factory=dict)
    removals: Removal = "postpone"
    same_names: Literal["rename", "unite"] = "rename"
    merged_codes: Literal["keep", "follow"] = "keep"

    @property
    def unites_names(self) -> bool:
        """Whether new codes of one name are one code."""
        return self.same_names == "unite"

    @property
    def follows_merged_codes(self) -> bool:
        """Whether what uses a code goes along where the other side merged that code into another."""
        return self.merged_codes == "follow"

    def decide(
        self, finding_id: str, table: str, column: str, ours: PastChange, theirs: PastChange
    ) -> str | None:
        """For which side a column that both changed is decided, None to leave it open."""
        wanted = self._named(finding_id)
        if wanted is None:
            wanted = self.fields.get(f"{table}.{column}") or self.fields.get(table) or self.default
        return _side(wanted, ours, theirs)

    def decide_removal(
        self, finding_id: str, table: str, *, edit: PastChange, removal: PastChange, ours_removed: bool
    ) -> bool | None:
        """Whether what one side edited and the other removed is removed; None to leave it open, and it stays."""
        wanted = self._named(finding_id)
        if wanted is None and self.removals != "postpone":
            return self.removals == "remove"
        wanted = wanted or self.fields.get(table) or self.default
        ours, theirs = (removal, edit) if ours_removed else (edit, removal)
        side = _side(wanted, ours, theirs)
        return None if side is None else (side == "ours") is ours_removed

    def decide_revision(self, finding_id: str, ours: PastChange, theirs: PastChange) -> str | None:
        """Whose text of a source is current."""
        wanted = self._named(finding_id) or self.fields.get("revision") or self.default
        return _side(wanted, ours, theirs)

    def _named(self, finding_id: str) -> Side | None:
        return self.conflicts.get(finding_id) or self.conflicts.get(short_id(finding_id))


def _side(wanted: Side, ours: PastChange, theirs: PastChange) -> str | None:
    if wanted == "postpone":
        return None
    if wanted == "newest":
        return "theirs" if (theirs.at, theirs.id) > (ours.at, ours.id) else "ours"
    return wanted


class RulesFile(FileModel):
    """Rules for a merge; all parts are optional.

    `default` holds for every conflict, `fields` for a table or a column of it (`code.full_definition`), `conflicts` for
    single ones by the ids that a dry run lists. `removals`: what one edited and the other removed. `same_names`: new
    codes of one name are kept apart or are one. `merged_codes`: a code that one merged into another and the other used
    stays, or its uses follow.
    """

    default: Side = "postpone"
    fields: dict[Place, Side] = {}
    conflicts: dict[str, Side] = {}
    removals: Removal = "postpone"
    same_names: Literal["rename", "unite"] = "rename"
    merged_codes: Literal["keep", "follow"] = "keep"

    def rules(self) -> MergeRules:
        """The rules as merging takes them."""
        return MergeRules(**dict(self))


def read_rules(text: str, *, name: str) -> MergeRules:
    """The rules of a YAML or JSON file.

    Raises:
        BadInput: unknown fields, words or tables; every one is named.
    """
    if not text.strip():
        raise BadInput(
            f"{name} is empty", hint="It begins with 'default', 'fields', 'conflicts' or 'removals'."
        )
    return load(text, name=name, model=RulesFile).rules()
