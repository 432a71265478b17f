"""What can be done with a line of a source's record: it is of a field, a participant, an attribute or a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from workbench.model.memo_views import MemoView, SubjectView
from workbench.model.views import ParticipantView
from workbench.tui.memos.memo_writing import new_memo, other_words
from workbench.tui.sources.record_asking import LONGEST, Asking
from workbench.tui.widgets.pick_panel import Entry
from workbench.tui.widgets.strips import fit

NO_OTHER_NAME = "n renames attributes and participants; Enter changes this."


class RecordLines(Protocol):
    """Lines of one kind, each by what stands behind the colon in its key."""

    def edit(self, key: str) -> None:
        """Ask for what the line is to say."""
        ...

    def rename(self, key: str) -> None:
        """Ask for what the left column is to say."""
        ...

    def remove(self, key: str) -> None:
        """Take the line away, or empty it."""
        ...


class People:
    """Participants by their place, with their roles."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def edit(self, key: str) -> None:
        """Ask for the role of a participant."""
        place = int(key)
        person = self._ask.source.participants[place]
        roles = sorted({p.role for source in self._ask.sources for p in source.participants if p.role})

        def give(role: str) -> None:
            people = list(self._ask.source.participants)
            people[place] = replace(people[place], role=role)
            self._set(people)

        title = f"Role of {fit(person.label, LONGEST)}"
        self._ask.pick(title, [Entry(role, role) for role in roles], give, "the role")

    def rename(self, key: str) -> None:
        """Ask for another label of a participant."""
        place = int(key)

        def give(label: str) -> bool:
            people = list(self._ask.source.participants)
            if self._is_here(label, besides=place):
                return False
            people[place] = replace(people[place], label=label)
            return self._set(people)

        self._ask.line("Label", self._ask.source.participants[place].label, give)

    def remove(self, key: str) -> None:
        """Take a participant out of this source."""
        self._ask.begin()
        people = list(self._ask.source.participants)
        del people[int(key)]
        self._set(people)

    def add(self) -> None:
        """Ask who else took part, and then as what."""
        here = {person.label.casefold() for person in self._ask.source.participants}
        known = [label for label in self._ask.known("participant") if label.casefold() not in here]

        def add(label: str) -> None:
            people = [*self._ask.source.participants, ParticipantView(label, "")]
            last = str(len(people) - 1)
            if not self._is_here(label) and self._set(people, mark=f"person:{last}"):
                self.edit(last)

        self._ask.pick("Who took part", [Entry(label, label) for label in known], add, "new participant")

    def _is_here(self, label: str, *, besides: int = -1) -> bool:
        people = self._ask.source.participants
        if label.casefold() not in {p.label.casefold() for n, p in enumerate(people) if n != besides}:
            return False
        self._ask.warn(f"{label} takes part here already.")
        return True

    def _set(self, people: Sequence[ParticipantView], mark: str | None = None) -> bool:
        source_id, desk, seen = self._ask.source.id, self._ask.desk, self._ask.seen
        return self._ask.done(lambda: desk.set_people(source_id, people, seen), mark)


class Attributes:
    """Attributes by name."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def edit(self, key: str) -> None:
        """Ask for the value of an attribute, also of one that the source does not have yet."""
        value = self._ask.source.attributes.get(key, "")
        self._ask.line(fit(key, LONGEST), value, lambda line: self._set({key: line}, f"attribute:{key}"))

    def rename(self, key: str) -> None:
        """Ask for another name of an attribute of this source."""

        def give(line: str) -> bool:
            attributes = self._ask.source.attributes
            if line.casefold() in {other.casefold() for other in attributes if other != key}:
                self._ask.warn(f"This source has an attribute {line} already.")
                return False
            return self._set({key: "", line: attributes.get(key, "")}, f"attribute:{line}")

        self._ask.line(f"Name of the attribute {fit(key, LONGEST)}", key, give)

    def remove(self, key: str) -> None:
        """Take an attribute away from this source."""
        self._ask.begin()
        self._set({key: ""})

    def add(self) -> None:
        """Ask which attribute, and then for its value."""
        all_names = {name for source in self._ask.sources for name in source.attributes}
        names = sorted(all_names - set(self._ask.source.attributes), key=str.casefold)

        def add(name: str) -> None:
            self._ask.settle("attribute", name, all_names, then=lambda name, _: self.edit(name))

        self._ask.pick("Which attribute", [Entry(name, name) for name in names], add, "new attribute")

    def _set(self, attributes: dict[str, str], mark: str | None = None) -> bool:
        source_id, desk, seen = self._ask.source.id, self._ask.desk, self._ask.seen
        return self._ask.done(lambda: desk.set_attributes(source_id, attributes, seen), mark)


class Notes:
    """Memos on the source, by id."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def edit(self, key: str) -> None:
        """Write on in a note."""
        memo = self._note(key)
        if memo is not None:
            self._ask.write(other_words(self._ask.screen, memo))

    def rename(self, key: str) -> None:  # noqa: ARG002 (as the protocol has it)
        """A note has no other name."""
        self._ask.warn(NO_OTHER_NAME)

    def remove(self, key: str) -> None:
        """Remove a note."""
        self._ask.done(lambda: self._ask.screen.session.desk.memos.remove(key))

    def add(self) -> None:
        """Write a memo on this source."""
        source = self._ask.source
        self._ask.write(new_memo(self._ask.screen, SubjectView("source", source.id, f"source {source.name}")))

    def _note(self, memo_id: str) -> MemoView | None:
        return next((note for note in self._ask.screen.notes if note.id == memo_id), None)
