"""Versions of programme theory with their configurations as they stood, and what changed from one to another."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlotAsItStood:
    """A statement in its role; `id` is that of the slot, which may be gone since."""

    id: str
    role: str
    wording: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class CMOAsItStood:
    """A configuration as it was worded when a version was made."""

    cmo_id: str
    number: int
    title: str
    kind: str
    narrative: str
    sites: tuple[str, ...]
    slots: tuple[SlotAsItStood, ...]

    def to_json(self) -> str:
        """As it is stored: without the id, which stands beside it."""
        return json.dumps(
            {
                "number": self.number,
                "title": self.title,
                "kind": self.kind,
                "narrative": self.narrative,
                "sites": list(self.sites),
                "slots": [
                    {"id": slot.id, "role": slot.role, "wording": slot.wording, "status": slot.status}
                    for slot in self.slots
                ],
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, cmo_id: str, stored: str) -> CMOAsItStood:
        """As it was stored."""
        held = json.loads(stored)
        return cls(
            cmo_id,
            held["number"],
            held["title"],
            held["kind"],
            held["narrative"],
            tuple(held["sites"]),
            tuple(SlotAsItStood(**slot) for slot in held["slots"]),
        )


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the programme theory; `tracer` is empty for the whole programme.

    `cmos` are in its order; they are empty where only lines of versions were asked for.
    """

    id: str
    number: int
    level: str
    title: str
    tracer: str
    statement: str
    reason: str
    coder: str
    created_at: str
    cmo_count: int
    cmos: tuple[CMOAsItStood, ...]

    @property
    def name(self) -> str:
        """`version 2 (refined): its title`."""
        return f"version {self.number} ({self.level})" + (f": {self.title}" if self.title else "")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words of a text and of the one that came after it: equal, or one of them other or empty."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that changed, whole and in stretches of words."""

    before: str
    after: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SlotChange:
    """What became of a statement. One that was added has nothing `before`, one that was dropped nothing `after`; of
    others wording (`words`), role or status are not the same.
    """

    before: SlotAsItStood | None
    after: SlotAsItStood | None
    words: TextChange | None = None


@dataclass(frozen=True, slots=True)
class CMOChange:
    """A configuration of both versions that was not left as it stood. Texts that did not change are None."""

    before: CMOAsItStood
    after: CMOAsItStood
    title: TextChange | None
    narrative: TextChange | None
    sites: tuple[tuple[str, ...], tuple[str, ...]] | None
    slots: tuple[SlotChange, ...]


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """From one version to another: `statement` is None if it is the same; `same` are configurations left alone."""

    before: VersionView
    after: VersionView
    statement: TextChange | None
    added: tuple[CMOAsItStood, ...]
    dropped: tuple[CMOAsItStood, ...]
    reworded: tuple[CMOChange, ...]
    same: tuple[CMOAsItStood, ...]

    @property
    def is_empty(self) -> bool:
        """Whether statement and configurations are the same."""
        return not (self.statement or self.added or self.dropped or self.reworded)
