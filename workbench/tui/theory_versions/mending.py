"""Mending the title, the statement or the reason of a version that is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.theory_version_views import VersionView
from workbench.model.words import Words
from workbench.tui.overwriting import edit_line, edit_words

if TYPE_CHECKING:
    from workbench.tui.theory_versions.versions_screen import VersionsScreen


def mend(screen: VersionsScreen, version: VersionView, part: str) -> None:
    """Open the panel in which the `title`, the `statement` or the `reason` is written anew."""
    if part == "title":
        desk = screen.session.desk.theory_versions
        edit_line(
            screen,
            Words("theory_version", version.id, "title"),
            f"Title of version {version.number}",
            version.title,
            lambda line: desk.edit_version(version.id, title=line),
        )
    else:
        _write(screen, version, part)


def _write(screen: VersionsScreen, version: VersionView, part: str) -> None:
    desk = screen.session.desk.theory_versions

    def save(text: str) -> str:
        if part == "statement":
            return desk.edit_version(version.id, statement=text)
        return desk.edit_version(version.id, reason=text)

    label = f"{part.capitalize()} of version {version.number}"
    before = version.statement if part == "statement" else version.reason
    edit_words(screen, Words("theory_version", version.id, part), label, before, save)
