"""Mending the title, the statement or the reason of a version that is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.theory_version_views import VersionView
from workbench.model.vocabulary import MemoKind
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.widgets.line_panel import LinePanel

if TYPE_CHECKING:
    from workbench.tui.theory_versions.versions_screen import VersionsScreen


def mend(screen: VersionsScreen, version: VersionView, part: str) -> None:
    """Open the panel in which the `title`, the `statement` or the `reason` is written anew."""
    screen.close_panels()
    if part == "title":
        desk = screen.session.desk.theory_versions
        screen.query_one(LinePanel).open(
            f"Title of version {version.number}",
            version.title,
            lambda line: screen.do(lambda: desk.edit_version(version.id, title=line)),
        )
    else:
        _write(screen, version, part)


def _write(screen: VersionsScreen, version: VersionView, part: str) -> None:
    desk = screen.session.desk.theory_versions

    def save(_: MemoKind, text: str) -> str | None:
        if part == "statement":
            return screen.change(lambda: desk.edit_version(version.id, statement=text))
        return screen.change(lambda: desk.edit_version(version.id, reason=text))

    label = f"{part.capitalize()} of version {version.number}"
    before = version.statement if part == "statement" else version.reason
    key = f"version:{version.id}:{part}"
    screen.query_one(MemoPanel).open(MemoSubject(key, label, save, before, has_kind=False))
