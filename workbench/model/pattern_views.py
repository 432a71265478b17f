"""Demi-regularities: contexts and outcomes that recur together, with what joins them and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.vocabulary import Role


@dataclass(frozen=True, slots=True)
class ElementRef:
    """An element by number and wording; the more general one where configurations hold variants of it."""

    id: str
    number: int
    wording: str


@dataclass(frozen=True, slots=True)
class PatternSlot:
    """A statement of a configuration as patterns compare it: with the elements above it, the nearest first."""

    role: Role
    element_id: str
    above: tuple[str, ...]
    valence: str = ""

    @property
    def held(self) -> tuple[str, ...]:
        """The element and all that are more general."""
        return (self.element_id, *self.above)


@dataclass(frozen=True, slots=True)
class PatternCMO:
    """A configuration as patterns compare it: `sources` are the names of those that support it."""

    id: str
    number: int
    title: str
    kind: str
    tracer: str
    sites: tuple[str, ...]
    slots: tuple[PatternSlot, ...]
    sources: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`CMO 3 Title`."""
        return f"CMO {self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Through:
    """A mechanism of a pattern, with the configurations in which it stands there."""

    mechanism: ElementRef
    cmos: tuple[PatternCMO, ...]


@dataclass(frozen=True, slots=True)
class CounterCase:
    """A configuration, or evidence, that speaks against a pattern, and how."""

    cmo: PatternCMO
    why: str


@dataclass(frozen=True, slots=True)
class DemiRegularity:
    """A context and an outcome that stand together in two or more observed configurations.

    `through` are their mechanisms, those that several of them share first; `sources` are the distinct names of those
    that support any of them; `anticipated` are programme theories that say the same.
    """

    context: ElementRef
    outcome: ElementRef
    cmos: tuple[PatternCMO, ...]
    through: tuple[Through, ...]
    anticipated: tuple[PatternCMO, ...]
    sources: tuple[str, ...]
    sites: tuple[str, ...]
    counter_cases: tuple[CounterCase, ...]

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.context.id}>{self.outcome.id}"

    @property
    def shared(self) -> tuple[Through, ...]:
        """The mechanisms that two or more of its configurations share."""
        return tuple(one for one in self.through if len(one.cmos) > 1)


@dataclass(frozen=True, slots=True)
class Patterns:
    """All of them, and what could not be told for want of data, in sentences."""

    items: tuple[DemiRegularity, ...]
    notes: tuple[str, ...]
