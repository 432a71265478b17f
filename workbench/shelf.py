"""Wiring of the start screen: the studies that a user has at hand, a new one, the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench import config
from workbench.errors import UsageError


class UsersShelf:
    """Implements `tui.start.Shelf` for the user's own folders."""

    def recent(self) -> Sequence[Path]:
        """The studies opened last."""
        return config.recent_studies()

    def here(self) -> Sequence[Path]:
        """The studies in this folder."""
        return config.studies_in(Path.cwd())

    def create(self, name: str) -> Path:
        """Make an empty study here."""
        from workbench.store.creating import create_study

        stem = name.removesuffix(".study")
        if not stem.strip(". ") or Path(stem).name != stem:
            raise UsageError(f"{name!r} is no name for a study", hint="Use letters, digits and blanks.")
        path = Path.cwd() / f"{stem}.study"
        create_study(path, title=stem)
        return path

    def demonstration(self) -> Path:
        """The demonstration study here."""
        from workbench.demonstration import NAME, build

        path = Path.cwd() / f"{NAME}.study"
        return path if path.is_file() else build(Path.cwd(), force=False, tell=lambda _: None)[0]
