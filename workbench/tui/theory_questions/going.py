"""Going to what answers a question or shows a pattern: a CMO, a source, a memo."""

from __future__ import annotations

from workbench.model.question_views import AnswerKind
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList


async def go_to(screen: StudyScreen, kind: AnswerKind, target_id: str) -> None:
    """Go there, over the screen where that is possible; a notice where no screen shows it."""
    if kind is AnswerKind.CMO:
        open_cmo(screen, target_id)
    elif kind is AnswerKind.SOURCE:
        screen.read_source(target_id)
    elif kind is AnswerKind.MEMO:
        await screen.app.run_action("go('memos')")
        shown = screen.app.screen
        entries = shown.main if isinstance(shown, StudyScreen) else None
        if isinstance(entries, ChoiceList):
            keys = [choice.key for choice in entries.choices]
            if target_id in keys:
                entries.mark(keys.index(target_id))
    else:
        screen.notify(
            "Report sections are read in the shell: workbench report sections",
            severity="warning",
            markup=False,
        )


def open_cmo(screen: StudyScreen, cmo_id: str) -> None:
    """Open a configuration over the screen."""
    from workbench.tui.theory.cmo_screen import CMOScreen

    screen.app.push_screen(CMOScreen(screen.session, cmo_id, [cmo_id]))
