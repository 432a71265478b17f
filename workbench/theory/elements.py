"""Changes to elements: the statements that configurations share."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.files.normalise import normalise
from workbench.model.theory import Element
from workbench.model.theory_views import ElementView
from workbench.store.reading import theory as reading
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class AddElement:
    """Word a statement. Equal wording is the same element unless told otherwise; the value is its id."""

    wording: str
    parent_id: str | None = None
    element_id: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            Conflict: an element of this wording exists.
        """
        wording = clean_wording(self.wording)
        if wording in reading.element_by_wording(work.connection) and self.element_id is None:
            raise Conflict(
                f"there is an element {wording!r} already", hint="Share it instead of retyping it."
            )
        identity, number = add_element(work, wording, self.parent_id, self.element_id)
        return Outcome(f"added element E{number} {shorten(wording)!r}", identity)


def add_element(
    work: UnitOfWork, wording: str, parent_id: str | None, element_id: str | None = None
) -> tuple[str, int]:
    """Write a new element; `(id, number)`."""
    identity = element_id or work.new_id()
    number = reading.next_number(work.connection, "element")
    work.insert(Element(id=identity, number=number, wording=wording, parent_id=parent_id))
    return identity, number


WORDING_LIMIT = 1_000
"""Characters of an element at most: the longest of a published study has 536, and a page is no statement."""


_UNSEEN = ("Cf", "Zs")
"""Unicode categories of characters that nobody sees: blanks, and those that join, part or turn others."""


def clean_wording(wording: str) -> str:
    """A statement on one line, without control characters, which files do not bring either.

    Raises:
        BadInput: without anything to be seen, or too long.
    """
    tidy = " ".join(normalise(wording).text.split())
    if all(unicodedata.category(char) in _UNSEEN for char in tidy):
        raise BadInput(
            "a slot needs a wording", hint="Say in a sentence what the context, mechanism or outcome is."
        )
    if len(tidy) > WORDING_LIMIT:
        raise BadInput(
            f"this wording has {len(tidy):,} characters; an element has at most {WORDING_LIMIT:,}",
            hint="Say it in a sentence or two, and keep the rest as evidence or as a memo.",
        )
    return tidy


def shorten(text: str, limit: int = 60) -> str:
    """The beginning of a text, for one-line summaries."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class RewordElement:
    """Change an element's wording, in all configurations that share it, or its more general parent.

    None leaves a part as it is; an empty `parent_id` takes the element from under its parent.
    """

    element_id: str
    wording: str | None = None
    parent_id: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: an element would be its own ancestor, or have no words.
            Conflict: it is gone, or another element has this wording.
        """
        elements = {e.id: e for e in reading.elements(work.connection)}
        if self.element_id not in elements:
            raise Conflict("this element is no longer in the study")
        mine = elements[self.element_id]
        done = []
        if self.wording is not None:
            wording = clean_wording(self.wording)
            same = next((e for e in elements.values() if e.id != mine.id and e.wording == wording), None)
            if same is not None:
                raise Conflict(
                    f"element E{same.number} has this wording already",
                    hint=f"Have that one in its place everywhere: workbench element merge E{mine.number} "
                    f"--into E{same.number}",
                )
            if work.update(Element, mine.id, wording=wording):
                done.append(f"reworded element E{mine.number}: {shorten(wording)!r}")
        if self.parent_id == "":
            if work.update(Element, mine.id, parent_id=None):
                done.append(f"took element E{mine.number} from under E{mine.parent_number}")
        elif self.parent_id is not None:
            _require_no_loop(mine, self.parent_id, elements)
            if work.update(Element, mine.id, parent_id=self.parent_id):
                done.append(f"made element E{mine.number} a variant of E{elements[self.parent_id].number}")
        return Outcome("; ".join(done) or f"left element E{mine.number} as it is", None)


@dataclass(frozen=True, slots=True)
class GeneraliseElement:
    """Make an element a variant of a more general one, which is worded now if there is none of this wording."""

    element_id: str
    wording: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: no words, or an element would be its own ancestor. Conflict: it is gone.
        """
        return RewordElement(self.element_id, parent_id=element_for(work, self.wording)).perform(work)


def _require_no_loop(mine: ElementView, parent_id: str, elements: Mapping[str, ElementView]) -> None:
    if parent_id not in elements:
        raise Conflict("the more general element is no longer in the study")
    by_number = {e.number: e for e in elements.values()}
    at: ElementView | None = elements[parent_id]
    while at is not None:
        if at.id == mine.id:
            parent = elements[parent_id]
            if parent.id == mine.id:
                raise BadInput(f"element E{mine.number} cannot be a variant of itself")
            raise BadInput(
                f"element E{mine.number} cannot be a variant of E{parent.number}, which is a variant of it",
                hint=f"Take E{parent.number} from under it first (workbench element edit E{parent.number} "
                "--no-parent), or put both under a third.",
            )
        at = by_number.get(at.parent_number) if at.parent_number is not None else None


def element_for(work: UnitOfWork, wording: str) -> str:
    """The element of exactly this wording (white space aside), worded now if there is none."""
    tidy = clean_wording(wording)
    known = reading.element_by_wording(work.connection)
    return known.get(tidy) or add_element(work, tidy, None)[0]
