"""What the study has of a configuration in a file, and the file has not: named, and removed where that is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from workbench.errors import BadInput
from workbench.model.theory import CMOLink, Evidence, Slot
from workbench.model.views import Configuration, EvidenceView, LinkView
from workbench.model.vocabulary import plural
from workbench.store.unit_of_work import UnitOfWork
from workbench.theory.cmo_file import CMOEntry
from workbench.theory.elements import shorten
from workbench.theory.importing_slots import Placed
from workbench.theory.slot_followers import let_go
from workbench.theory.slots import evidence_behind


@dataclass(frozen=True, slots=True)
class Absent:
    """A slot, piece of evidence or link of a configuration (`CMO 3`) by its name there (`2`, `2.1`) and its words."""

    cmo: str
    what: str
    name: str
    words: str
    id: str


class AbsentParts:
    """Gathers what the file lacks; `prune` says that it will be removed."""

    def __init__(self, *, prune: bool) -> None:
        self.prune = prune
        self.parts: list[Absent] = []
        self.changed: set[str] = set()

    def take(self, entry: CMOEntry, old: Configuration, placed: Placed, *, present: Collection[str]) -> None:
        """Compare one entry with its configuration; `present` are the ids of evidence and links that the file has.

        Raises:
            BadInput: a slot is to be removed, and the file says nothing of the evidence behind it.
        """
        cmo = f"CMO {old.number}"
        found = [
            Absent(cmo, "slot", str(slot.position), f"{slot.role}: {slot.wording}", slot.id)
            for slot in placed.absent
        ]
        if entry.speaks_of_evidence:
            found += [
                Absent(cmo, "evidence", name, _said(e), e.id)
                for name, e in old.evidence_by_name.items()
                if e.id not in present
            ]
        elif self.prune:
            self._require_bare(old, placed)
        if "links" in entry.model_fields_set:
            found += [
                Absent(cmo, "link", f"{link.kind} CMO {link.other_number}", _words(link), link.id)
                for link in old.links
                if link.outgoing and link.id not in present
            ]
        self.parts += found
        if found and self.prune:
            self.changed.add(old.id)

    @staticmethod
    def _require_bare(old: Configuration, placed: Placed) -> None:
        for slot in placed.absent:
            if pieces := evidence_behind(old, slot):
                raise BadInput(
                    f"slot {slot.position} of CMO {old.number} is not in the file and cannot be removed: "
                    f"{plural(len(pieces), 'piece of evidence', 'pieces of evidence')} behind it, of which the "
                    "file says nothing (write `evidence: []` there if there is to be none)"
                )

    @property
    def removed_links(self) -> frozenset[str]:
        """The ids of the links that go."""
        return frozenset(part.id for part in self.parts if self.prune and part.what == "link")

    def write(self, work: UnitOfWork) -> None:
        """Remove them, if asked to: evidence first, since it rests on slots."""
        for what, kind in (("evidence", Evidence), ("link", CMOLink), ("slot", Slot)):
            keys = [(part.id,) for part in self.parts if part.what == what]
            if self.prune and keys:
                if kind is Slot:
                    let_go(work, [key for (key,) in keys])
                work.delete(kind, keys)


def _said(piece: EvidenceView) -> str:
    """A piece of evidence on one line: `supports: “We knew each other” [NM-01]`."""
    words = shorten(" ".join(piece.text.split()), 80)
    return f"{piece.stance}: “{words}” {piece.attribution or f'{piece.memo_kind} memo'}"


def _words(link: LinkView) -> str:
    return link.other_title or link.note
