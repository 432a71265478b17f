"""What a memo is about: the study, an entity of it, or a passage, whose excerpt is made where there is none yet."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.store.reading.memos import subject_exists
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OnPassage:
    """A passage that a memo is about: a span of a revision."""

    revision_id: str
    span: Span


Subject = tuple[str, str] | OnPassage
"""A table's name and an id of it, `("study", "")`, or a passage."""


def subject_of(work: UnitOfWork, subject: Subject) -> tuple[str, str]:
    """The subject as a memo holds it, type and id.

    Raises:
        Conflict: it is not in the study, or the source has another text by now.
        BadInput: the passage lies outside its text.
    """
    if not isinstance(subject, OnPassage):
        require_subject(work, *subject)
        return subject
    name = name_of_revision(work.connection, subject.revision_id)
    if name is None:
        raise Conflict(
            "the text that the memo is about is not a source's present text",
            hint="Nothing was changed. See what happened to it: workbench history",
        )
    body = revision_text(work.connection, subject.revision_id)
    span = (subject.span.start_char, subject.span.end_char)
    if span[1] > len(body):
        raise BadInput(
            f"the span {span[0]}:{span[1]} lies outside {name}, which has {len(body):,} characters"
        )
    if not body[span[0] : span[1]].strip():
        raise BadInput(f"{name} has no words at {span[0]}:{span[1]}")
    return "excerpt", work.intern_excerpts(subject.revision_id, [span], body)[span]


def require_subject(work: UnitOfWork, subject_type: str, subject_id: str) -> None:
    """Refuse a memo about what is not there.

    Raises:
        Conflict: naming the kind of thing.
    """
    if not subject_exists(work.connection, subject_type, subject_id):
        raise Conflict(
            f"the {subject_type.replace('_', ' ')} that the memo is about is not in the study",
            hint="Nothing was changed. See what happened to it: workbench history",
        )
