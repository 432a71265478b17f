"""The gate before which names of the pseudonym key stop: nothing leaves the team with a name that the key replaces.

While a gate stands, every text on its way into a file passes `fit`, and every file passes `require_clear`. The key is
never written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from workbench.errors import BadInput
from workbench.export.key_names import KeyNames, composed
from workbench.model.vocabulary import plural

MAX_TOLD = 20
"""So many names are listed."""


class OnNames(StrEnum):
    """What is done with names of the key that still occur."""

    REFUSE = "refuse"
    MASK = "mask"
    ALLOW = "allow"


@dataclass
class Gate:
    """Names to pseudonyms, what is done with a name, and the names that were met.

    `passing` is called with the gate before what holds names is let pass, once; what it raises stops that.
    """

    names: Mapping[str, str]
    how: OnNames = OnNames.REFUSE
    found: set[str] = field(default_factory=set)
    passing: Callable[[Gate], None] | None = None
    _is_beyond_masking: bool = field(default=False, init=False)

    @cached_property
    def _known(self) -> KeyNames:
        return KeyNames(self.names)

    def fit(self, text: str) -> str:
        """The text as it may leave: masked, or as it is, with the names noted that stand in it."""
        met = self._known.in_text(text)
        self.found |= met
        if not met or self.how is not OnNames.MASK:
            return text
        return self._known.pattern.sub(lambda match: f"[{self._known.of(match.group())[1]}]", composed(text))

    def require_clear(self) -> None:
        """Refuse to let go of what holds names.

        Raises:
            BadInput: names were met and are to be refused; they are listed.
        """
        if not self.found or self.how is OnNames.MASK:
            return
        if self.how is OnNames.ALLOW:
            told, self.passing = self.passing, None
            if told is not None:
                told(self)
            return
        listed = sorted(self.found)
        mask = "" if self._is_beyond_masking else "Mask them: --names mask. "
        more = (f"and {len(listed) - MAX_TOLD} more",) if len(listed) > MAX_TOLD else ()
        raise BadInput(
            f"{plural(len(listed), 'name')} of the pseudonym key would leave with this",
            hint=f"{mask}Let them pass, which is kept in the study's log: --names allow",
            problems=(*listed[:MAX_TOLD], *more),
        )

    def look_over(self, data: bytes) -> None:
        """Note the names that stand in a file where they did not pass `fit`, such as a bundle.

        Raises:
            BadInput: names were to be masked, and this kind of file keeps its words as they are.
        """
        self._note(
            self._known.in_file(data), "in this kind of file", "Choose another format, or change the texts."
        )

    def look_over_name(self, name: str) -> None:
        """Note the names that stand in the name of a file, where capitals are often left out.

        Raises:
            BadInput: names were to be masked, and nobody but its user can name a file.
        """
        met = self._known.in_text(name) | self._known.in_text(name.title())
        self._note(met, "in the name of the file itself", "Give the file another name.")

    def _note(self, met: set[str], where: str, hint: str) -> None:
        self.found |= met
        self._is_beyond_masking |= bool(met)
        if met and self.how is OnNames.MASK:
            raise BadInput(
                f"{plural(len(met), 'name')} of the pseudonym key cannot be masked {where}",
                hint=hint,
                problems=tuple(sorted(met)[:MAX_TOLD]),
            )


_STANDING: ContextVar[Gate | None] = ContextVar("gate", default=None)


@contextmanager
def guarded(gate: Gate | None) -> Iterator[Gate | None]:
    """Let a gate stand while something is exported; None lets none stand."""
    token = _STANDING.set(gate)
    try:
        yield gate
    finally:
        _STANDING.reset(token)


def fit(text: str) -> str:
    """The text as the gate that stands lets it pass; as it is where none stands."""
    gate = _STANDING.get()
    return text if gate is None else gate.fit(text)


def fitted(value: Any) -> Any:
    """A value that goes into JSON, with every text in it as the gate lets it pass; the names of fields stay."""
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, Mapping):
        return {name: fitted(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [fitted(part) for part in value]
    return value


def require_clear(*data: bytes, names: Iterable[str] = ()) -> None:
    """Refuse what the gate that stands does not let go: files by their bytes, and by their names, looked over first."""
    if (gate := _STANDING.get()) is not None:
        for name in names:
            gate.look_over_name(name)
        for one in data:
            gate.look_over(one)
        gate.require_clear()
