"""What a memo can be about at the caret: the passage, codings there, their codes, the source, the study; and the way
to memos that are there already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.model.views import CodingMark
from workbench.model.vocabulary import MemoKind
from workbench.tui.reading.detail import marks_here
from workbench.tui.reading.memo_panel import MemoSubject

if TYPE_CHECKING:
    from workbench.tui.reading.annotating_screen import AnnotatingScreen


def memo_subjects(screen: AnnotatingScreen) -> Iterator[MemoSubject]:
    """The subjects at hand, the nearest first: the selection, one's own codings, codes, sentence, source, study."""
    session, marks = screen.session, marks_here(screen.view)
    selected = screen.view.cursor.selection is not None
    if selected:
        yield from _on_passage(screen, "the selected words")
    for mark in marks:
        if mark.coder_id == session.desk.coder_id:
            yield _note(screen, mark)
    for code_id in dict.fromkeys(mark.code_id for mark in marks):
        yield _memo(screen, "code", code_id, f"the code {session.path(code_id)}")
    if not selected:
        yield from _on_passage(screen, "the sentence under the caret")
    yield _memo(screen, "source", screen.source.id, f"the source {screen.source.name}")
    yield _memo(screen, "study", "", "the study")


async def go_to_memo(screen: AnnotatingScreen, memo_id: str) -> None:
    """Go to a memo among the others, where it can be read at length and edited."""
    from workbench.tui.memos.memos_screen import MemosScreen

    await screen.app.run_action("go('memos')")
    shown = screen.app.screen
    if isinstance(shown, MemosScreen):
        shown.catch_up()
        shown.action_leave()
        shown.main.mark_memo(memo_id)


def _on_passage(screen: AnnotatingScreen, label: str) -> Iterator[MemoSubject]:
    revision_id, view = screen.source.revision_id, screen.view
    start, end = view.cursor.selection or view.reading.segments.at("sentence", view.cursor.caret)
    span = view.reading.trimmed(start, end)
    if span is not None:
        place = f"passage:{revision_id}:{span[0]}:{span[1]}"
        reading = screen.session.desk.reading

        def save(kind: MemoKind, text: str) -> str | None:
            return screen.change(lambda: reading.write_passage_memo(kind, text, revision_id, *span))

        yield MemoSubject(key=place, label=label, save=save)


def _note(screen: AnnotatingScreen, mark: CodingMark) -> MemoSubject:
    coding = screen.session.desk.coding
    return MemoSubject(
        key=f"coding:{mark.coding_id}",
        label=f"the note of your coding {screen.session.label(mark.code_id)}",
        save=lambda _, text: screen.change(lambda: coding.write_note(mark.coding_id, text)),
        text=mark.memo,
        has_kind=False,
    )


def _memo(screen: AnnotatingScreen, subject_type: str, subject_id: str, label: str) -> MemoSubject:
    reading = screen.session.desk.reading

    def save(kind: MemoKind, text: str) -> str | None:
        return screen.change(lambda: reading.write_memo(kind, text, subject_type, subject_id))

    return MemoSubject(key=f"{subject_type}:{subject_id}", label=label, save=save)
