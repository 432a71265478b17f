"""New memos, changed memos and drafts: what becomes of what is written in the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from workbench.model.memo_views import MemoView, SubjectView
from workbench.model.vocabulary import MemoKind
from workbench.tui.memos.memo_form import MemoTask, MemoText
from workbench.tui.memos.memos_list import ABOUT, DRAFT
from workbench.tui.session import Session, attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.strips import fit

Result = TypeVar("Result")

LONGEST_LABEL = 30
"""Cells of what a memo is on, in the title of the form."""

EDIT = "memo:"
"""Stands before the id of a memo in the key of a draft of other words for it."""


def new_memo(screen: StudyScreen, subject: SubjectView) -> MemoTask:
    """To write a memo on something."""

    def save(text: MemoText) -> str | None:
        write = screen.session.desk.memos.write
        identity = screen.change(lambda: write(text.kind, text.title, text.body, subject.type, subject.id))
        return None if identity is None else f"Wrote a memo on {subject.name}; u undoes it"

    return MemoTask(f"{subject.type}:{subject.id}", fit(subject.name, LONGEST_LABEL), save)


def other_words(screen: StudyScreen, memo: MemoView) -> MemoTask:
    """To change a memo. Where somebody else has changed it meanwhile, the first attempt to save asks."""
    known = [text_of(memo)]

    def save(text: MemoText) -> str | None:
        desk = screen.session.desk.memos
        now = _now(screen, memo)
        if now is not None and now != known[0] and now != text:
            known[0] = now
            words = "Somebody else changed this memo meanwhile. Ctrl-S again writes yours over it; Esc keeps a draft."
            screen.notify(words, severity="warning", timeout=8)
            return None
        before = known[0]
        return screen.change(
            lambda: desk.edit(
                memo.id,
                kind=_other(text.kind, before.kind),
                title=_other(text.title, before.title),
                body=_other(text.body, before.body.strip()),
            )
        )

    return MemoTask(f"{EDIT}{memo.id}", fit(memo.subject, LONGEST_LABEL), save, known[0])


def text_of(memo: MemoView) -> MemoText:
    """A memo as the form has it."""
    return MemoText(MemoKind(memo.kind), memo.title, memo.body)


def drafts(session: Session) -> Iterator[MemoView]:
    """Memos that are begun and not saved, as they are listed: by subject, without date."""
    names: dict[str, str] = {}
    for key in session.memory.drafts():
        subject_type, _, subject_id = key.partition(":")
        if subject_type not in ABOUT or subject_type == "coding":
            continue  # the note of a coding, or something else that is not a memo
        names = names or {f"{one.type}:{one.id}": one.name for one in subjects(session)}
        if key in names:
            body = session.memory.draft(key)
            yield MemoView(key, DRAFT, "", body, subject_type, subject_id, session.desk.coder, "", names[key])


def subjects(session: Session) -> list[SubjectView]:
    """All that a memo can be written on, codes among them."""
    codes = [
        SubjectView("code", code.id, f"code {code.path}")
        for code in session.codes.values()
        if not code.retired
    ]
    others = list(session.desk.memos.subjects())
    at = next((n for n, one in enumerate(others) if one.type not in ("study", "source")), len(others))
    return [*others[:at], *codes, *others[at:]]


def _now(screen: StudyScreen, memo: MemoView) -> MemoText | None:
    """The memo as the study has it; None if it is gone or cannot be read."""
    memos = attempt(screen, screen.session.desk.memos.memos) or ()
    return next((text_of(one) for one in memos if one.id == memo.id), None)


def _other(now: Result, before: Result) -> Result | None:
    return now if now != before else None
