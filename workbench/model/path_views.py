"""How configurations are linked: paths and who tells them, feedback, broken chains, rivals side by side."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.theory_views import Statement
from workbench.model.vocabulary import LinkKind


@dataclass(frozen=True, slots=True)
class LinkedCMO:
    """A configuration on a path.

    `sources` are the names of those with passages that support anything of it, sorted; `tellers` of those that support
    a context, a mechanism and an outcome of it, by slots, links between slots or the whole. Of what it lacks, and of a
    mechanism that is inferred, nothing need be told.
    """

    id: str
    number: int
    title: str
    retired: bool
    kind: str
    statements: tuple[Statement, ...]
    sources: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    supports: int = 0
    contradicts: int = 0


@dataclass(frozen=True, slots=True)
class PathLink:
    """A link by the ids of its ends; of a ripple, the element through which it goes."""

    kind: str
    from_id: str
    to_id: str
    element_id: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """All configurations by id, and all links between them."""

    cmos: dict[str, LinkedCMO]
    links: tuple[PathLink, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Configurations in a row, each linked to the next by `kinds`, and the sources that tell every one of them.

    `against`: whether a link points back, from the next one to this. `told`: for each source that supports anything of
    any of them, of how many of them it does.
    """

    cmos: tuple[LinkedCMO, ...]
    kinds: tuple[str, ...]
    against: tuple[bool, ...]
    told_whole_by: tuple[str, ...]
    told: tuple[tuple[str, int], ...]

    @property
    def said(self) -> str:
        """`CMO 1 -ripple-> CMO 4 <-refines- CMO 2`."""
        ends = [f" {arrow} CMO {cmo.number}" for arrow, cmo in zip(self.arrows, self.cmos[1:], strict=True)]
        return f"CMO {self.cmos[0].number}{''.join(ends)}"

    @property
    def arrows(self) -> tuple[str, ...]:
        """The links as they point: `-ripple->`, `<-refines-`; rivals are so both ways, `-rival of-`."""
        return tuple(
            f"-{kind}-" if kind == LinkKind.RIVAL_OF else f"<-{kind}-" if back else f"-{kind}->"
            for kind, back in zip(self.kinds, self.against, strict=True)
        )

    @property
    def teller(self) -> str:
        """Who tells the whole of it, in words; else who speaks in each of its configurations."""
        if self.told_whole_by:
            return f"told whole by {', '.join(self.told_whole_by)}"
        distinct = len({cmo.id for cmo in self.cmos})
        heard = ", ".join(source for source, count in self.told if count == distinct)
        return "no single source tells all of it" + (f"; something of each CMO: {heard}" if heard else "")


@dataclass(frozen=True, slots=True)
class Broken:
    """A ripple that no longer carries: from which to which, and why."""

    from_cmo: LinkedCMO
    to_cmo: LinkedCMO
    why: str


@dataclass(frozen=True, slots=True)
class Rivals:
    """Configurations that explain the same outcome; `linked` if somebody has linked any two of them as rivals."""

    outcome: str
    cmos: tuple[LinkedCMO, ...]
    linked: bool


@dataclass(frozen=True, slots=True)
class LinkReview:
    """What the links of a study amount to. Retired configurations appear in broken chains alone."""

    cycles: tuple[Path, ...]
    chains: tuple[Path, ...]
    broken: tuple[Broken, ...]
    rivals: tuple[Rivals, ...]
