"""The versions of the programme theory in a list; the marked one to read, or what changed since another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from workbench.model.theory_version_text import described, difference_lines
from workbench.model.theory_version_views import VersionView
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session, attempt
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_versions.making import making
from workbench.tui.theory_versions.mending import mend
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.long_text import LongText
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.strips import TitleBar


class VersionsScreen(ViewScreen):
    """All versions, the oldest first."""

    BINDINGS = bindings("versions")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("versions", "list", *VIEW_PLACES)
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #versions-body { height: 1fr; width: 1fr; layout: vertical; }
    #versions { height: 30%; min-height: 3; }
    #version-read { height: 1fr; border-top: solid $foreground 25%; }
    .-tiny #version-read { display: none; }
    .-wide #versions-body { layout: horizontal; }
    .-wide #versions { height: 1fr; }
    .-wide #version-read { width: 60%; border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._versions: Sequence[VersionView] = ()
        self._against = ""
        self._reads: tuple[VersionView | None, VersionView | None] | None = None

    def content(self) -> ComposeResult:
        """The list, and what is read."""
        with Container(id="versions-body"):
            yield ChoiceList(id="versions")
            yield LongText(id="version-read")

    def panels(self) -> Iterable[Panel]:
        """Where things are chosen and written."""
        yield from super().panels()
        yield Chooser(id="chooser")
        yield LinePanel(id="line")
        yield MemoPanel(self.session.memory, id="write")

    @property
    def main(self) -> ChoiceList:
        """The list."""
        return self.query_one("#versions", ChoiceList)

    @property
    def version(self) -> VersionView | None:
        """The marked version; a notice where there is none."""
        found = self._of(self.main.key)
        if found is None:
            self.notify("No version is marked: n makes one.", severity="warning")
        return found

    def look(self) -> None:
        """Read the versions."""
        self._versions = self.session.desk.theory_versions.versions()
        self.main.show([_entry(version) for version in self._versions], key=self.main.key)
        desk = self.session.desk
        self.query_one(TitleBar).show(
            "Versions of the theory", plural(len(self._versions), "version"), f"{desk.path}  {desk.coder}"
        )
        self._read()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Read the marked version."""
        event.stop()
        self._read()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and leads nowhere."""
        event.stop()

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll what is read."""
        self.query_one(LongText).scroll_lines(lines)

    def action_diff(self) -> None:
        """Choose the version since which changes are shown; the one before stands first."""
        version = self.version
        if version is None:
            return
        others = [one for one in self._versions if one.id != version.id]
        if not others:
            self.notify("There is only one version: nothing to compare it with.", severity="warning")
            return
        others.sort(key=lambda one: (one.number > version.number, one.tracer != version.tracer, -one.number))
        self.close_panels()

        def compare(identity: str) -> None:
            self._against = identity
            self._read()

        title = f"What changed up to version {version.number} since which?   Enter, Esc none"
        self.query_one(Chooser).open(title, [_entry(one) for one in others], compare)

    def action_leave(self) -> None:
        """Read the version itself again."""
        self._against = ""
        self._read()

    def action_new(self) -> None:
        """Make a version: level, tracer, what it starts with, title, statement, reason."""
        self.close_panels()
        making(self, self._versions)

    def action_mend(self, part: str) -> None:
        """Write the `title`, the `statement` or the `reason` of the marked version anew."""
        if version := self.version:
            mend(self, version, part)

    def action_remove(self) -> None:
        """Take the marked version away."""
        if version := self.version:
            self.do(lambda: self.session.desk.theory_versions.remove_version(version.id))

    def do(self, call: Callable[[], str]) -> bool:
        """Carry out a change and name it; whether it went well."""
        summary = self.change(call)
        if summary is not None:
            self.say(f"{summary}; u undoes it")
        return summary is not None

    def show_version(self, version_id: str) -> None:
        """Mark a version that was just made."""
        self.main.show(self.main.choices, key=version_id)

    def _of(self, identity: str | None) -> VersionView | None:
        return next((version for version in self._versions if version.id == identity), None)

    def _read(self) -> None:
        """Show the marked version, or what changed; what is shown already stays scrolled where it is."""
        version, against = self._of(self.main.key), self._of(self._against)
        if (version, against) == self._reads:
            return
        self._reads = (version, against)
        lines: Iterable[str] = ("No versions yet. n makes the first one, of the CMOs that stand now.",)
        if version is not None and against is not None and against.id != version.id:
            before, after = sorted((against, version), key=lambda one: one.number)
            desk = self.session.desk.theory_versions
            diff = attempt(self, lambda: desk.difference(before.id, after.id))
            lines = difference_lines(diff) if diff is not None else ()
        elif version is not None:
            whole = attempt(self, lambda: self.session.desk.theory_versions.version(version.id))
            lines = described(whole) if whole is not None else ()
        self.query_one(LongText).show(lines)


def _entry(version: VersionView) -> Choice:
    about = ", ".join(
        (version.tracer or "whole programme", plural(version.cmo_count, "CMO"), version.created_at[:10])
    )
    return Choice(
        version.id,
        (
            Part(f"{version.number:>3} ", strong=True),
            Part(f"{version.level}  "),
            Part(version.title or "(no title)"),
            Part(f"  {about}", quiet=True),
        ),
    )
