"""Going to what a memo is on: a passage in its source, a source, a code in the codebook, a CMO."""

from __future__ import annotations

from workbench.model.memo_views import MemoView
from workbench.tui.places import PLACES
from workbench.tui.session import attempt
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList

SCREENS = {"study": "home", "code": "codebook", "cmo": "theory", "element": "theory"}
"""The place where each kind of subject is, besides sources and what stands in them."""


async def go_to_subject(screen: StudyScreen, memo: MemoView) -> None:
    """Go there; a notice where there is no such place, or it is gone."""
    if memo.subject_type in ("excerpt", "coding"):
        _go_to_passage(screen, memo)
    elif memo.subject_type == "source":
        screen.read_source(memo.subject_id)
    elif memo.subject_type in ("site", "tracer", "wave"):
        await screen.app.run_action("go('sources')")
        if isinstance(screen.app.screen, SourcesScreen):
            screen.app.screen.filter_by(memo.subject.removeprefix(f"{memo.subject_type} "))
    elif SCREENS.get(memo.subject_type) in PLACES:
        await screen.app.run_action(f"go('{SCREENS[memo.subject_type]}')")
        _mark(screen, memo.subject_id)
    else:
        screen.notify(f"No screen shows the {memo.subject_type} yet.", severity="warning", markup=False)


def _go_to_passage(screen: StudyScreen, memo: MemoView) -> None:
    desk = screen.session.desk
    place = attempt(screen, lambda: [desk.memos.passage(memo.subject_type, memo.subject_id)])
    if place is None:
        return
    found = place[0]
    if found is None:
        screen.notify("What this memo is on is no longer in the study.", severity="warning")
    elif found.current:
        screen.read_source(found.source_id, start_char=found.start_char, end_char=found.end_char)
    else:
        screen.notify("The passage is of an older text; this is the present one.", severity="warning")
        screen.read_source(found.source_id)


def _mark(screen: StudyScreen, key: str) -> None:
    """Mark the entry of that key in the list that is in front now, if it is listed."""
    shown = screen.app.screen
    entries = shown.main if isinstance(shown, StudyScreen) else None
    if key and isinstance(entries, ChoiceList):
        keys = [choice.key for choice in entries.choices]
        if key in keys:
            entries.mark(keys.index(key))
        else:
            screen.app.notify("It is not listed here now: it may be folded, filtered out or out of use.")
