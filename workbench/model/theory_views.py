"""Configurations in short, and what can be chosen for them: values for lists, without the words of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.vocabulary import Role, Stage


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands in a slot of a configuration in short."""

    role: Role
    element_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class CMOLine:
    """A configuration as it is listed. `source_count` is of distinct sources; `tracer` is empty if there is none."""

    id: str
    number: int
    title: str
    kind: str
    tracer: str
    sites: tuple[str, ...]
    stage: Stage
    stage_explained: str
    coder: str
    statements: tuple[Statement, ...]
    supports: int = 0
    contradicts: int = 0
    qualifies: int = 0
    source_count: int = 0
    bare: int = 0
    """How many of its slots have no evidence, whether or not they want any."""


@dataclass(frozen=True, slots=True)
class ElementView:
    """An element with the numbers of the configurations that hold it, and which of these are retired."""

    id: str
    number: int
    wording: str
    parent_number: int | None
    cmo_numbers: tuple[int, ...]
    retired_numbers: tuple[int, ...] = ()

    def held_by(self, *, besides: int = 0) -> tuple[str, ...]:
        """The configurations that hold it, but one, in words: `5`, `16 (retired)`."""
        return tuple(
            f"{number} (retired)" if number in self.retired_numbers else str(number)
            for number in self.cmo_numbers
            if number != besides
        )


@dataclass(frozen=True, slots=True)
class Names:
    """What a configuration can be given: ids with names, in the study's order, and the roles of its dialect."""

    tracers: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, str], ...]
    dialect: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a passage says: a statement in a role, worded or an element there is already; or a slot there is already."""

    role: Role | None = None
    wording: str = ""
    element_id: str = ""
    slot_id: str = ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a passage became: the configuration and, in the order in which they were given, its slots."""

    cmo_id: str
    slot_ids: tuple[str, ...]
