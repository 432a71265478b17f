"""Elements, CMO configurations, their slots, evidence and links, and what makes a configuration complete."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id
from workbench.model.vocabulary import Role, Stage, plural


class Element(Entity, table=True):
    """One worded statement that can stand in a CMO; may be a variant of a more general element."""

    __tablename__ = "element"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    number: int = Field(sa_column=integer())
    wording: str = Field(sa_column=text())
    parent_id: str | None = Field(default=None, sa_column=reference("element.id", nullable=True))


class CMO(Entity, table=True):
    """A context-mechanism-outcome configuration. `number` is how people name it; the id is who it is.

    `agreed` marks that the team takes a configuration which has all it needs for complete;
    `retired` that it is kept and no longer held.
    """

    __tablename__ = "cmo"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    number: int = Field(sa_column=integer())
    title: str = Field(default="", sa_column=text())
    kind: str = Field(sa_column=text())
    tracer_id: str | None = Field(default=None, sa_column=reference("tracer.id", nullable=True))
    narrative: str = Field(default="", sa_column=text())
    agreed: int = Field(default=0, sa_column=integer())
    retired: int = Field(default=0, sa_column=integer())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class CMOSite(Entity, table=True):
    """A site to which a configuration belongs."""

    __tablename__ = "cmo_site"
    __table_args__ = STRICT
    cmo_id: str = Field(sa_column=reference("cmo.id", key=True))
    site_id: str = Field(sa_column=reference("site.id", key=True))


class Slot(Entity, table=True):
    """An element's place in a CMO: role, order, and for an outcome its status."""

    __tablename__ = "slot"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    cmo_id: str = Field(sa_column=reference("cmo.id"))
    element_id: str = Field(sa_column=reference("element.id"))
    role: str = Field(sa_column=text())
    position: int = Field(sa_column=integer())
    expectation: str | None = Field(default=None, sa_column=text(nullable=True))
    intention: str | None = Field(default=None, sa_column=text(nullable=True))
    valence: str | None = Field(default=None, sa_column=text(nullable=True))


class Evidence(Entity, table=True):
    """An excerpt or a memo behind a slot, behind the link of two slots, or behind a whole CMO.

    `slot_id` absent: the whole CMO. `to_slot_id` present: the link from `slot_id` to it.
    """

    __tablename__ = "evidence"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    cmo_id: str = Field(sa_column=reference("cmo.id"))
    slot_id: str | None = Field(default=None, sa_column=reference("slot.id", nullable=True))
    to_slot_id: str | None = Field(default=None, sa_column=reference("slot.id", nullable=True))
    excerpt_id: str | None = Field(default=None, sa_column=reference("excerpt.id", nullable=True))
    memo_id: str | None = Field(default=None, sa_column=reference("memo.id", nullable=True))
    stance: str = Field(sa_column=text())
    relevance: str | None = Field(default=None, sa_column=text(nullable=True))
    richness: str | None = Field(default=None, sa_column=text(nullable=True))
    rigour: str | None = Field(default=None, sa_column=text(nullable=True))
    note: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class CMOLink(Entity, table=True):
    """How one configuration stands to another; a ripple names the element they share."""

    __tablename__ = "cmo_link"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    from_cmo_id: str = Field(sa_column=reference("cmo.id"))
    to_cmo_id: str = Field(sa_column=reference("cmo.id"))
    kind: str = Field(sa_column=text())
    element_id: str | None = Field(default=None, sa_column=reference("element.id", nullable=True))
    note: str = Field(default="", sa_column=text())


def missing_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """Which of context, mechanism and outcome a configuration with these slots lacks, in that order."""
    present = {Role(role) for role in roles}
    has = {
        "context": Role.CONTEXT in present,
        "mechanism": any(role.is_mechanism for role in present),
        "outcome": Role.OUTCOME in present,
    }
    return tuple(name for name, found in has.items() if not found)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the stage of a configuration is worked out from.

    `unseen`: it is an observed one whose outcomes are all anticipated. `bare`: how many of its slots want
    evidence and have none; those of a programme theory want none.
    """

    roles: tuple[str, ...]
    unseen: bool = False
    bare: int = 0

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks to be whole: `context`, `mechanism`, `outcome` or `observed outcome`."""
        return missing_roles(self.roles) + ("observed outcome",) * self.unseen


def stage_of(parts: Parts, *, agreed: bool, retired: bool) -> Stage:
    """The stage of a configuration, computed and never typed in.

    A configuration that lacks C, M or O is a fragment; one that has them is complete, or a draft while
    the team has not agreed on it; a retired one is retired whatever it has.
    """
    if retired:
        return Stage.RETIRED
    if parts.missing:
        return Stage.FRAGMENT
    return Stage.COMPLETE if agreed else Stage.DRAFT


def explain_stage(parts: Parts, *, agreed: bool, retired: bool) -> str:
    """The stage in words: `fragment: no mechanism yet`, `complete, agreed; 2 of 4 slots without evidence`."""
    stage = stage_of(parts, agreed=agreed, retired=retired)
    if stage is Stage.RETIRED:
        return str(stage)
    if stage is Stage.FRAGMENT:
        return f"{stage}: " + " and ".join(f"no {part}" for part in parts.missing) + " yet"
    bare = f"; {parts.bare} of {plural(len(parts.roles), 'slot')} without evidence" if parts.bare else ""
    if stage is Stage.DRAFT:
        return f"{stage}: not agreed yet{bare}"
    return f"{stage}, agreed{bare}"
