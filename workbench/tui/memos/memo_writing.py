"""New memos, changed memos and drafts: what becomes of what is written in the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from workbench.model.memo_views import MemoView, SubjectView
from workbench.model.vocabulary import MemoKind
from workbench.tui.meanwhile import Reading, Ways
from workbench.tui.memos.memo_form import MemoForm, MemoTask, MemoText
from workbench.tui.memos.memos_list import ABOUT, DRAFT
from workbench.tui.session import Session
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
    """To change a memo. Where somebody else has changed it meanwhile, saving asks whose words stay."""
    before = text_of(memo)
    reading = Reading({"kind": memo.kind, "title": memo.title, "body": memo.body})

    def save(text: MemoText) -> str | None:
        form, desk = screen.query_one(MemoForm), screen.session.desk.memos

        def join(theirs: Mapping[str, Any]) -> None:
            form.put(f"{theirs.get('body', reading.seen['body']).strip()}\n\n{text.body}")

        return screen.write(
            lambda: desk.edit(
                memo.id,
                kind=_other(text.kind, before.kind),
                title=_other(text.title, before.title),
                body=_other(text.body, before.body.strip()),
                seen=reading.seen,
            ),
            reading,
            Ways(form.action_save, join, form.drop),
        )

    return MemoTask(f"{EDIT}{memo.id}", fit(memo.subject, LONGEST_LABEL), save, before)


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


def _other(now: Result, before: Result) -> Result | None:
    return now if now != before else None
