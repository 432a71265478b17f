"""The shape of a file of CMO configurations, YAML or JSON; `schemas/cmo.schema.json` is made from it."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from workbench.errors import BadInput
from workbench.files.structured import FileModel, Text, load
from workbench.model.vocabulary import (
    CMOKind,
    Expectation,
    Intention,
    LinkKind,
    MemoKind,
    Rating,
    Role,
    Stance,
    Valence,
)

TABLE_FORMAT = "realist-workbench/cmo-table"
"""What the JSON of `workbench export cmo-table` calls itself: it has no place for all that an import needs."""


class StatusEntry(FileModel):
    """The status of an outcome."""

    expectation: Expectation | None = None
    intention: Intention | None = None
    valence: Valence | None = None


class EvidenceEntry(FileModel):
    """A passage of a source, by its words or by a span, or a memo of this file or of the study."""

    source: str | None = Field(None, description="Name or id of a source")
    quote: str | None = Field(None, description="The words, found exactly or else by likeness")
    span: str | None = Field(None, pattern=r"^\d+:\d+$", description="Code points START:END, end exclusive")
    memo: str | None = Field(None, description="id of a memo in this file, or of the study")
    stance: Stance = Stance.SUPPORTS
    relevance: Rating | None = None
    richness: Rating | None = None
    rigour: Rating | None = None
    note: Text = ""
    between: tuple[int, int] | None = Field(
        None, description="Evidence of a CMO: for the link of two slots, 1-based"
    )

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.source is None) == (self.memo is None):
            raise ValueError("give either a source or a memo")
        if self.source is not None and (self.quote is None) == (self.span is None):
            raise ValueError("give either the quote or the span of the source")
        if self.memo is not None and (self.quote or self.span):
            raise ValueError("a memo has neither quote nor span")
        return self


class SlotEntry(FileModel):
    """An element in a role: shared by its id, or worded here (equal wording is the same element).

    With an `id` the slot is the same from one import to the next, whatever its role and wording; without one it is
    the slot of the study with the same role and wording.
    """

    id: str | None = Field(
        None, min_length=1, description="A word of your own, once in a CMO, or a slot's id"
    )
    role: Role
    element: str | None = Field(None, description="id of an element in this file or in the study")
    wording: str | None = None
    status: StatusEntry = StatusEntry()
    evidence: tuple[EvidenceEntry, ...] = ()

    @model_validator(mode="after")
    def _worded(self) -> Self:
        if self.element is None and not (self.wording or "").strip():
            raise ValueError("a slot needs a wording, or the id of an element")
        if self.element is not None and self.wording is not None:
            raise ValueError("give either the wording or the id of an element")
        if any(piece.between is not None for piece in self.evidence):
            raise ValueError(
                "evidence between two slots belongs to the evidence of the CMO, not to that of a slot"
            )
        return self


class LinkEntry(FileModel):
    """A link to another configuration, of this file (by id) or of the study (by id or number)."""

    kind: LinkKind
    to: str
    note: Text = ""


class CMOEntry(FileModel):
    """One configuration. `id` is a UUID or a word that keeps its identity from one import to the next.

    What is left out stays as it is in the study: `slots`, `links`, and `evidence` if neither the CMO nor any of its
    slots has any. Of what is given, the import lists what the study has beyond it.
    """

    id: str = Field(min_length=1)
    title: Text = ""
    kind: CMOKind
    tracer: str | None = None
    sites: tuple[str, ...] = ()
    narrative: Text = ""
    agreed: bool = Field(False, description="Whether the team takes it for complete")
    retired: bool = False
    slots: tuple[SlotEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    links: tuple[LinkEntry, ...] = ()

    @property
    def speaks_of_evidence(self) -> bool:
        """Whether it says anything of evidence, if only that there is none."""
        return any("evidence" in entry.model_fields_set for entry in (self, *self.slots))

    @property
    def takes_up(self) -> bool:
        """Whether it says that the configuration is not retired, or is not any more."""
        return "retired" in self.model_fields_set and not self.retired


class ElementEntry(FileModel):
    """A statement that several configurations share, or that generalises others."""

    id: str = Field(min_length=1)
    wording: str = Field(min_length=1)
    parent: str | None = None


class MemoEntry(FileModel):
    """A memo on the study that evidence may rest on."""

    id: str = Field(min_length=1)
    kind: MemoKind
    coder: str | None = None
    title: Text = ""
    text: str = Field(min_length=1)


class CMOFile(FileModel):
    """A file of configurations with the elements and memos they share."""

    memos: tuple[MemoEntry, ...] = ()
    elements: tuple[ElementEntry, ...] = ()
    cmos: tuple[CMOEntry, ...]


def read_cmo_file(text: str, *, name: str) -> CMOFile:
    """The configurations in the text of a YAML or JSON file.

    Raises:
        BadInput: it is not one; all faults are listed with their places.
    """
    if f'"format": "{TABLE_FORMAT}"' in text[:200]:
        raise BadInput(
            f"{name} is a CMO table, which is written to be read",
            hint="Write a file that can be imported again: workbench cmo export -o FILE",
        )
    return load(text, name=name, model=CMOFile)
