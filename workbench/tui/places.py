"""The screens one can go to, by name. Each is made when it is first gone to, and stays as it was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.views import VIEWS


def _sources(session: Session) -> StudyScreen:
    from workbench.tui.sources.sources_screen import SourcesScreen

    return SourcesScreen(session)


def _home(session: Session) -> StudyScreen:
    from workbench.tui.home_screen import HomeScreen

    return HomeScreen(session)


def _codebook(session: Session) -> StudyScreen:
    from workbench.tui.codebook.codebook_screen import CodebookScreen

    return CodebookScreen(session)


def _excerpts(session: Session) -> StudyScreen:
    from workbench.tui.excerpts.excerpts_screen import ExcerptsScreen

    return ExcerptsScreen(session)


def _search(session: Session) -> StudyScreen:
    from workbench.tui.excerpts.search_screen import SearchScreen

    return SearchScreen(session)


def _memos(session: Session) -> StudyScreen:
    from workbench.tui.memos.memos_screen import MemosScreen

    return MemosScreen(session)


def _reports(session: Session) -> StudyScreen:
    from workbench.tui.reports.reports_screen import ReportsScreen

    return ReportsScreen(session)


def _suggestions(session: Session) -> StudyScreen:
    from workbench.tui.suggestions.queue_screen import QueueScreen

    return QueueScreen(session)


def _team(session: Session) -> StudyScreen:
    from workbench.tui.team.team_screen import TeamScreen

    return TeamScreen(session)


PLACES: Mapping[str, Callable[[Session], StudyScreen]] = {
    "home": _home,
    "sources": _sources,
    "codebook": _codebook,
    "excerpts": _excerpts,
    "search": _search,
    "memos": _memos,
    "reports": _reports,
    "team": _team,
    "suggestions": _suggestions,
    **{view.name: view.load for view in VIEWS},
}
"""By the name that `go('...')` gives. They are imported when needed, so that the first screen appears at once."""

FIRST = "home"
"""Where a study opens."""
