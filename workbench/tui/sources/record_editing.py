"""Asking for what a source's record is to say, and carrying it out. Each answer is one change, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.model.likeness import near_names
from workbench.model.views import ParticipantView, SourceView
from workbench.model.vocabulary import SourceKind
from workbench.tui.session import attempt
from workbench.tui.sources.source_facts import FIELDS, field_text
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.strips import fit

if TYPE_CHECKING:
    from workbench.tui.sources.record_screen import RecordScreen

NOUNS = {"sites": "site", "tracers": "tracer", "organisations": "organisation", "wave": "wave"}
"""The fields that hold names, and what one of them is called."""

NEEDED = ("name", "kind")
"""The fields that cannot be empty."""

NEW = "+"
"""The key of the entry that adds a name although others are near."""

LONGEST = 24
"""Cells of a name in the title of a panel."""


class RecordEditing:
    """Questions about the source that a screen shows."""

    def __init__(self, screen: RecordScreen) -> None:
        self._screen = screen

    def field(self, field: str) -> None:
        """Ask what a field is to say."""
        if field == "kind":
            self._kind()
        elif field in NOUNS:
            self._names(field)
        elif field == "mode":
            modes = sorted({source.mode for source in self._screen.sources if source.mode})
            self._pick("Mode", [Entry(m, m) for m in modes], self._setting("mode"), "set the mode to")
        else:
            source = self._source
            self._line(FIELDS[field], field_text(source, field), lambda line: self._set(field, [line]))

    def clear(self, field: str) -> None:
        """Empty a field."""
        if field in NEEDED:
            self._warn(f"A source needs its {FIELDS[field].lower()}; Enter changes it.")
        else:
            self._set(field, [])

    def role(self, place: int) -> None:
        """Ask for the role of a participant."""
        person = self._source.participants[place]
        roles = sorted({p.role for source in self._screen.sources for p in source.participants if p.role})

        def give(role: str) -> None:
            people = list(self._source.participants)
            people[place] = replace(people[place], role=role)
            self._set_people(people)

        title = f"Role of {fit(person.label, LONGEST)}"
        self._pick(title, [Entry(role, role) for role in roles], give, "the role")

    def label(self, place: int) -> None:
        """Ask for another label of a participant."""
        person = self._source.participants[place]

        def give(label: str) -> bool:
            people = list(self._source.participants)
            others = {p.label.casefold() for n, p in enumerate(people) if n != place}
            if label.casefold() in others:
                self._warn(f"{label} takes part here already.")
                return False
            people[place] = replace(people[place], label=label)
            return self._set_people(people)

        self._line("Label", person.label, give)

    def add_person(self) -> None:
        """Ask who else took part, and then as what."""
        here = {person.label.casefold() for person in self._source.participants}
        known = [label for label in self._known("participant") if label.casefold() not in here]

        def add(label: str) -> None:
            people = [*self._source.participants, ParticipantView(label, "")]
            if label.casefold() in here:
                self._warn(f"{label} takes part here already.")
            elif self._set_people(people, mark=f"person:{len(people) - 1}"):
                self.role(len(people) - 1)

        self._pick("Who took part", [Entry(label, label) for label in known], add, "new participant")

    def remove_person(self, place: int) -> None:
        """Take a participant out of this source."""
        people = list(self._source.participants)
        del people[place]
        self._set_people(people)

    def attribute(self, name: str) -> None:
        """Ask for the value of an attribute, also of one that the source does not have yet."""
        value = self._source.attributes.get(name, "")
        self._line(
            fit(name, LONGEST), value, lambda line: self._set_attributes({name: line}, f"attribute:{name}")
        )

    def rename_attribute(self, name: str) -> None:
        """Ask for another name of an attribute of this source."""

        def give(line: str) -> bool:
            attributes = self._source.attributes
            if line.casefold() in {other.casefold() for other in attributes if other != name}:
                self._warn(f"This source has an attribute {line} already.")
                return False
            changed = {name: "", line: attributes.get(name, "")}
            return self._set_attributes(changed, f"attribute:{line}")

        self._line(f"Name of the attribute {fit(name, LONGEST)}", name, give)

    def add_attribute(self) -> None:
        """Ask which attribute, and then for its value."""
        all_names = {name for source in self._screen.sources for name in source.attributes}
        names = sorted(all_names - set(self._source.attributes), key=str.casefold)

        def add(name: str) -> None:
            self._settle("attribute", name, all_names, then=lambda name, _: self.attribute(name))

        self._pick("Which attribute", [Entry(name, name) for name in names], add, "new attribute")

    def remove_attribute(self, name: str) -> None:
        """Take an attribute away from this source."""
        self._set_attributes({name: ""})

    @property
    def _source(self) -> SourceView:
        return self._screen.source

    def _kind(self) -> None:
        kinds = sorted(SourceKind, key=lambda kind: kind != self._source.kind)
        entries = [Choice(str(kind), (Part(str(kind)),)) for kind in kinds]
        self._screen.close_panels()
        title = "Kind of source   Enter takes it, Esc leaves it"
        self._screen.query_one(Chooser).open(title, entries, self._setting("kind"))

    def _names(self, field: str) -> None:
        """Put a name on the field or take it off; for the wave, choose another one."""
        noun, one_only = NOUNS[field], field == "wave"
        known = self._known(noun)
        there = [self._source.wave] if one_only else list(getattr(self._source, field))
        names = [*there, *(name for name in known if name not in there)]
        entries = [Entry(name, name, "on it: Enter takes it off" if name in there else "") for name in names]
        if one_only:
            entries = [Entry(name, name) for name in names if name]

        def take(name: str, new: bool) -> None:
            without = [other for other in there if other.casefold() != name.casefold()]
            wanted = [name] if one_only else without if len(without) < len(there) else [*there, name]
            self._set(field, wanted, new_names=new)

        self._pick(
            FIELDS[field],
            entries,
            lambda name: take(name, False),
            f"new {noun}",
            lambda name: self._settle(noun, name, known, then=take),
        )

    def _settle(
        self, noun: str, typed: str, known: Iterable[str], *, then: Callable[[str, bool], None]
    ) -> None:
        """Hand on a name that was typed, and whether it is new; where others are near it, ask which is meant."""
        known = list(known)
        same = next((name for name in known if name.casefold() == typed.casefold()), None)
        near = [] if same else near_names(typed, known)
        if not near:
            then(same or typed, same is None)
            return
        entries = [Choice(name, (Part(name),)) for name in near]
        entries.append(Choice(NEW, (Part(f"“{typed}” is new: add this {noun}"),)))
        title = f"“{fit(typed, LONGEST)}” is not in the study. Which is meant?   Enter, Esc none"
        self._screen.query_one(Chooser).open(
            title, entries, lambda key: then(typed, True) if key == NEW else then(key, False)
        )

    def _known(self, noun: str) -> Sequence[str]:
        names = attempt(self._screen, self._screen.session.desk.sources.known_names) or {}
        return names.get(noun, ())

    def _line(self, what: str, value: str, then: Callable[[str], bool]) -> None:
        self._screen.close_panels()
        self._screen.query_one(LinePanel).open(what, value, then)

    def _pick(
        self,
        title: str,
        entries: Sequence[Entry],
        then: Callable[[str], None],
        own: str,
        take: Callable[[str], None] | None = None,
    ) -> None:
        question = Question(f"{title}   Enter takes it, Esc leaves it", entries, "Type to find or add", own)
        self._screen.close_panels()
        self._screen.query_one(PickPanel).open(question, then, take or then)

    def _setting(self, field: str) -> Callable[[str], None]:
        def give(value: str) -> None:
            self._set(field, [value])

        return give

    def _set(self, field: str, values: Sequence[str], *, new_names: bool = False) -> bool:
        source_id, desk = self._source.id, self._screen.session.desk.sources
        return self._done(lambda: desk.set_field(source_id, field, values, new_names=new_names))

    def _set_people(self, people: Sequence[ParticipantView], mark: str | None = None) -> bool:
        source_id, desk = self._source.id, self._screen.session.desk.sources
        return self._done(lambda: desk.set_people(source_id, people), mark)

    def _set_attributes(self, attributes: dict[str, str], mark: str | None = None) -> bool:
        source_id, desk = self._source.id, self._screen.session.desk.sources
        return self._done(lambda: desk.set_attributes(source_id, attributes), mark)

    def _done(self, call: Callable[[], str], mark: str | None = None) -> bool:
        """Carry it out and name it; whether it was."""
        self._screen.wanted_key = mark
        summary = self._screen.change(call)
        self._screen.wanted_key = None
        if summary is not None:
            self._screen.say(f"{summary}; u undoes it")
        return summary is not None

    def _warn(self, words: str) -> None:
        self._screen.notify(words, severity="warning", markup=False)
