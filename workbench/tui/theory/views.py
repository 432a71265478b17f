"""The screens of theory besides single configurations, in one register: panel, keys and palette list them.

Each is a place of its own (`tui.places`), so that it stays as it was left. Screens are imported when gone to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.session import Session
    from workbench.tui.study_screen import StudyScreen


@dataclass(frozen=True, slots=True)
class View:
    """A screen of theory. `key` is its letter in the panel Views, `about` what it shows in a few words."""

    name: str
    key: str
    label: str
    load: Callable[[Session], StudyScreen]
    about: str = ""


def _theory(session: Session) -> StudyScreen:
    from workbench.tui.theory.theory_screen import TheoryScreen

    return TheoryScreen(session)


def _grid(session: Session) -> StudyScreen:
    from workbench.tui.theory_grid.grid_screen import GridScreen

    return GridScreen(session)


def _versions(session: Session) -> StudyScreen:
    from workbench.tui.theory_versions.versions_screen import VersionsScreen

    return VersionsScreen(session)


def _waves(session: Session) -> StudyScreen:
    from workbench.tui.theory_waves.waves_screen import WavesScreen

    return WavesScreen(session)


def _links(session: Session) -> StudyScreen:
    from workbench.tui.theory.links_screen import LinksScreen

    return LinksScreen(session)


def _checks(session: Session) -> StudyScreen:
    from workbench.tui.theory.checks_screen import ChecksScreen

    return ChecksScreen(session)


def _questions(session: Session) -> StudyScreen:
    from workbench.tui.theory_questions.questions_screen import QuestionsScreen

    return QuestionsScreen(session)


def _guide(session: Session) -> StudyScreen:
    from workbench.tui.theory_questions.guide_screen import GuideScreen

    return GuideScreen(session)


def _patterns(session: Session) -> StudyScreen:
    from workbench.tui.theory_questions.patterns_screen import PatternsScreen

    return PatternsScreen(session)


def _map(session: Session) -> StudyScreen:
    from workbench.tui.theory_map.map_screen import MapScreen

    return MapScreen(session)


def _matrix(session: Session) -> StudyScreen:
    from workbench.tui.matrix.matrix_screen import MatrixScreen

    return MatrixScreen(session)


VIEWS: tuple[View, ...] = (
    View("theory", "c", "CMO configurations", _theory, "all of them in a list"),
    View("map", "m", "Theory map", _map, "how CMOs hang together"),
    View("links", "k", "Links and paths", _links, "feedback, broken chains, rivals"),
    View("checks", "h", "Checks that advise", _checks, "read them, set them aside"),
    View("grid", "g", "Theory against observed", _grid, "tracers by sites, verdicts"),
    View("versions", "n", "Versions of the theory", _versions, "initial, refined, middle-range"),
    View("waves", "w", "Wave by wave", _waves, "repeat interviews side by side"),
    View("questions", "r", "Research questions", _questions, "and what answers each"),
    View("guide", "i", "Interview guide", _guide, "questions drawn from gaps"),
    View("matrix", "f", "Framework matrix", _matrix, "cases by codes or CMOs, summaries"),
    View("patterns", "p", "Demi-regularities", _patterns, "what recurs, and against it"),
)
"""All of them, in the order in which the panel lists them. Names are places, letters are unique."""
