"""What can be done with the fields of a source's record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.model.vocabulary import SourceKind
from workbench.tui.sources.record_asking import Asking
from workbench.tui.sources.record_lines import NO_OTHER_NAME
from workbench.tui.sources.source_facts import FIELDS, field_text
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.pick_panel import Entry

NOUNS = {"sites": "site", "tracers": "tracer", "organisations": "organisation", "wave": "wave"}
"""The fields that hold names, and what one of them is called."""

NEEDED = ("name", "kind")
"""The fields that cannot be empty."""


class Fields:
    """Fields by the names that the record has for them."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def edit(self, key: str) -> None:
        """Ask what a field is to say."""
        if key == "kind":
            self._kind()
        elif key in NOUNS:
            self._names(key)
        elif key == "mode":
            modes = sorted({source.mode for source in self._ask.sources if source.mode})
            self._ask.pick("Mode", [Entry(m, m) for m in modes], self._setting(key), "set the mode to")
        else:
            value = field_text(self._ask.source, key)
            self._ask.line(FIELDS[key], value, lambda line: self._set(key, [line]))

    def rename(self, key: str) -> None:  # noqa: ARG002 (as the protocol has it)
        """What a field is called stands."""
        self._ask.warn(NO_OTHER_NAME)

    def remove(self, key: str) -> None:
        """Empty a field."""
        if key in NEEDED:
            self._ask.warn(f"A source needs its {FIELDS[key].lower()}; Enter changes it.")
        else:
            self._set(key, [])

    def _kind(self) -> None:
        kinds = sorted(SourceKind, key=lambda kind: kind != self._ask.source.kind)
        choices = [Choice(str(kind), (Part(str(kind)),)) for kind in kinds]
        self._ask.choose("Kind of source   Enter takes it, Esc leaves it", choices, self._setting("kind"))

    def _names(self, field: str) -> None:
        """Put a name on the field or take it off; for the wave, choose another one."""
        noun, one_only = NOUNS[field], field == "wave"
        known, source = self._ask.known(noun), self._ask.source
        there = [source.wave] if one_only else list(getattr(source, field))
        names = [*there, *(name for name in known if name not in there)]
        entries = [Entry(name, name, "on it: Enter takes it off" if name in there else "") for name in names]
        if one_only:
            entries = [Entry(name, name) for name in names if name]

        def take(name: str, new: bool) -> None:
            without = [other for other in there if other.casefold() != name.casefold()]
            wanted = [name] if one_only else without if len(without) < len(there) else [*there, name]
            self._set(field, wanted, new_names=new)

        self._ask.pick(
            FIELDS[field],
            entries,
            lambda name: take(name, False),
            f"new {noun}",
            lambda name: self._ask.settle(noun, name, known, then=take),
        )

    def _setting(self, field: str) -> Callable[[str], None]:
        def give(value: str) -> None:
            self._set(field, [value])

        return give

    def _set(self, field: str, values: Sequence[str], *, new_names: bool = False) -> bool:
        source_id, desk, seen = self._ask.source.id, self._ask.desk, self._ask.seen
        return self._ask.done(lambda: desk.set_field(source_id, field, values, seen, new_names=new_names))
