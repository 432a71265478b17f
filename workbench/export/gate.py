"""The gate before which names of the pseudonym key stop: nothing leaves the team with a name that the key replaces.

While a gate stands, every text on its way into a file passes `fit`, and every file passes `require_clear`. The key is
never written anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from workbench.errors import BadInput
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
    """Names to pseudonyms, what is done with a name, and the names that were met."""

    names: Mapping[str, str]
    how: OnNames = OnNames.REFUSE
    found: set[str] = field(default_factory=set)

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """Each way in which a name is written: as it is, and in capitals."""
        known: dict[str, tuple[str, str]] = {}
        for name, pseudonym in self.names.items():
            plain = _composed(name)
            for written in (plain, plain.upper()):
                known.setdefault(written, (name, pseudonym))
        return known

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._known, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def fit(self, text: str) -> str:
        """The text as it may leave: masked, or as it is, with the names noted that stand in it."""
        if not self.names or not self._pattern.search(_composed(text)):
            return text
        composed = _composed(text)
        self.found.update(self._known[match.group()][0] for match in self._pattern.finditer(composed))
        if self.how is not OnNames.MASK:
            return text
        return self._pattern.sub(lambda match: f"[{self._known[match.group()][1]}]", composed)

    def require_clear(self) -> None:
        """Refuse to let go of what holds names.

        Raises:
            BadInput: names were met and are to be refused; they are listed.
        """
        if self.found and self.how is OnNames.REFUSE:
            told = sorted(self.found)
            more = (f"and {len(told) - MAX_TOLD} more",) if len(told) > MAX_TOLD else ()
            raise BadInput(
                f"{plural(len(told), 'name')} of the pseudonym key would leave with this",
                hint="Mask them: --names mask. Let them pass, which is kept in the study's log: --names allow",
                problems=(*told[:MAX_TOLD], *more),
            )

    def look_over(self, data: bytes) -> None:
        """Note the names that stand in what is written as text without passing `fit`, such as JSON.

        Raises:
            BadInput: names were to be masked, and this kind of file keeps its words as they are.
        """
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return
        if not self.names:
            return
        met = {self._known[match.group()][0] for match in self._pattern.finditer(_composed(text))}
        self.found |= met
        if met and self.how is OnNames.MASK:
            raise BadInput(
                f"{plural(len(met), 'name')} of the pseudonym key cannot be masked in this kind of file",
                hint="Choose another format, or change the texts themselves.",
                problems=tuple(sorted(met)[:MAX_TOLD]),
            )


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


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


def require_clear(data: bytes = b"") -> None:
    """Refuse what the gate that stands does not let go; `data` is looked over first."""
    if (gate := _STANDING.get()) is not None:
        gate.look_over(data)
        gate.require_clear()
