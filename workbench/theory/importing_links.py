"""The links of a file of configurations: found in the study or new, and checked against the slots as they will be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from workbench.errors import BadInput, Conflict
from workbench.model.theory import CMOLink
from workbench.model.views import Configuration
from workbench.model.vocabulary import LinkKind, Role
from workbench.store.reading import finding
from workbench.store.unit_of_work import UnitOfWork
from workbench.theory.cmo_file import LinkEntry
from workbench.theory.links import rippling_element, without_new_rings

TAKE_UP = "to take it up again, give it 'retired: false' in the file"
"""What to do about a retired configuration to which a file adds something."""

_Key = tuple[str, str, str]


class LinkImport:
    """Links between configurations by id.

    `slots` are those of the file's configurations, as they will be; `retired` the ids of those that stay retired.
    """

    def __init__(
        self,
        work: UnitOfWork,
        cmos: Mapping[str, str],
        known: Mapping[str, Configuration],
        slots: Mapping[str, Iterable[tuple[str, Role]]],
        retired: Collection[str],
    ) -> None:
        self.work = work
        self.cmos = cmos
        self.known = known
        self.slots = slots
        self.retired = retired
        self.changed: set[str] = set()
        self.matched: set[str] = set()
        """The ids of the links of the study that the file has too."""
        self._rows: dict[_Key, CMOLink] = {}
        self._named: dict[_Key, list[str]] = {}
        self._notes: dict[_Key, list[str]] = {}
        self._present = {
            _key(cmo.id, link.other_id, link.kind): link.id
            for cmo in known.values()
            for link in cmo.links
            if link.outgoing
        }

    def take(self, first: str, link: LinkEntry) -> None:
        """Take up one link from the configuration `first`.

        Raises:
            NotFound, Ambiguous: no such configuration. BadInput: a link to itself, or a ripple that shares nothing.
            Conflict: a new link of one that is retired.
        """
        second = self.cmos.get(link.to) or finding.find_cmo(
            self.work.connection, link.to, study_id=self.work.study_id
        )
        if first == second:
            raise BadInput("a CMO cannot be linked to itself")
        key = _key(first, second, link.kind)
        named = self._named.setdefault(key, [])
        if first in named and key not in self._present:
            raise BadInput("this link stands twice")
        named.append(first)
        if "note" in link.model_fields_set:
            self._notes.setdefault(key, []).append(link.note.strip())
        if key in self._present:
            self.matched.add(self._present[key])
            return
        for end in {first, second} & set(self.retired):
            raise Conflict(f"CMO {self.known[end].number} is retired; {TAKE_UP}")
        if key not in self._rows:
            self._rows[key] = self._row(first, second, link)
            self.changed.add(first)

    def _row(self, first: str, second: str, link: LinkEntry) -> CMOLink:
        element_id = None
        if link.kind is LinkKind.RIPPLE:
            names = ("this CMO", repr(link.to))
            element_id = rippling_element(self._slots_of(first), self._slots_of(second), names=names)
        return CMOLink(
            id=self.work.new_id(),
            from_cmo_id=first,
            to_cmo_id=second,
            kind=str(link.kind),
            element_id=element_id,
        )

    def write(self) -> None:
        """Write the new links, and notes; what they link must be written. Rivals have the notes of both ends.

        Raises:
            Conflict: a configuration would nest, refine or generalise itself.
        """
        for key, notes in self._notes.items():
            note = "; ".join(dict.fromkeys(filter(None, notes)))
            if key in self._rows:
                self._rows[key].note = note
            elif self.work.update(CMOLink, self._present[key], note=note):
                self.changed.add(self._named[key][0])
        with without_new_rings(self.work):
            self.work.insert(*self._rows.values())

    def _slots_of(self, cmo_id: str) -> Iterable[tuple[str, Role]]:
        if cmo_id in self.slots:
            return self.slots[cmo_id]
        return [(slot.element_id, slot.role) for slot in self.known[cmo_id].slots]


def _key(first: str, second: str, kind: str) -> _Key:
    """What makes a link the same one; rivals are rivals from either end."""
    if kind == LinkKind.RIVAL_OF and second < first:
        first, second = second, first
    return first, second, str(kind)
