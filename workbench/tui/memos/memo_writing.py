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

PASSAGE = "passage"
"""Stands before text and span in the key of a draft on a passage (`memo_subjects`)."""

ONE = {"excerpt": "a passage", "cmo": "a CMO", "element": "an element"}
"""A thing of a kind, where its name does not say it."""

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
    """Memos and notes that are begun and not saved, as they are listed: by subject, without date.

    One whose subject is gone has no `subject_id`. Drafts of other things than memos are none.
    """
    begun = [key for key in session.memory.drafts() if key.partition(":")[0] in (*ABOUT, PASSAGE)]
    if not begun:
        return
    names = {f"{one.type}:{one.id}": one.name for one in subjects(session)}
    sources = session.desk.sources.source_views()
    texts = {source.revision_id: source.name for source in sources}
    for key in begun:
        subject_type, _, subject_id = key.partition(":")
        if subject_type == PASSAGE:
            subject_type, source = "excerpt", texts.get(subject_id.partition(":")[0])
            name = f"passage in {source}" if source else ""
        elif subject_type == "coding":
            found = session.desk.memos.passage("coding", subject_id)
            where = {source.id: source.name for source in sources}
            name = f"coding in {where[found.source_id]}" if found else ""
        else:
            name = names.get(key, "")
        body, coder = session.memory.draft(key), session.desk.coder
        gone = f"{ONE.get(subject_type, f'a {subject_type}')} that is no longer in the study"
        yield MemoView(
            key, DRAFT, "", body, subject_type, subject_id if name else "", coder, "", name or gone
        )


def go_on(screen: StudyScreen, draft: MemoView) -> MemoTask | None:
    """To write on in a draft. One on a passage is gone on with there; of one whose subject is gone, a memo on the study
    can be made.
    """
    if not draft.subject_id and draft.subject_type != "study":
        study = new_memo(screen, SubjectView("study", "", "the study"))
        return MemoTask(draft.id, study.label, study.save)
    if draft.subject_type not in ("excerpt", "coding"):
        return new_memo(screen, SubjectView(draft.subject_type, draft.subject_id, draft.subject))
    desk = screen.session.desk
    if draft.subject_type == "coding":
        found = desk.memos.passage("coding", draft.subject_id)
        place = (found.source_id, found.start_char, found.end_char) if found else None
    else:
        revision_id, start, end = draft.subject_id.split(":")
        ids = {source.revision_id: source.id for source in desk.sources.source_views()}
        place = (ids[revision_id], int(start), int(end)) if revision_id in ids else None
    if place is not None:
        screen.read_source(place[0], start_char=place[1], end_char=place[2])
        screen.app.notify("M goes on with the draft.", timeout=4)
    return None


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
