"""Making a version step by step: level, tracer, what it holds, title, statement, reason. Escape gives up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.model.theory_version_views import VersionView
from workbench.model.vocabulary import MemoKind, Stage, TheoryLevel, plural
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.session import attempt
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser

if TYPE_CHECKING:
    from workbench.tui.theory_versions.versions_screen import VersionsScreen

WHOLE = "-"
"""The key that stands for no tracer."""

GO_ON = "+"
"""The key of the entry that goes on with what is chosen."""

STATEMENT = "version:new:statement"
"""The draft of the statement: kept until the version is made, so that giving up later loses no words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A version as far as it is made."""

    level: TheoryLevel
    tracer_id: str | None = None
    is_first: bool = True
    cmo_ids: tuple[str, ...] = ()
    title: str = ""
    statement: str = ""


def making(screen: VersionsScreen, versions: Sequence[VersionView]) -> None:
    """Ask for one thing after another, and make the version at the end."""
    chooser = screen.query_one(Chooser)

    def level(name: str) -> None:
        names = screen.session.desk.theory.names()
        entries = [Choice(identity, (Part(tracer),)) for identity, tracer in names.tracers]
        entries.append(Choice(WHOLE, (Part("the whole programme"),)))
        tracers = dict(names.tracers)

        def tracer(key: str) -> None:
            name_of = tracers.get(key, "")
            made = [one for one in versions if one.tracer == name_of]
            draft = Draft(TheoryLevel(name), None if key == WHOLE else key, not made)
            _start(screen, draft, made[-1] if made else None)

        chooser.open("Of which tracer?   Enter, Esc gives up", entries, tracer)

    entries = [Choice(one, (Part(str(one)),)) for one in TheoryLevel]
    chooser.open("A new version of the theory: how far has it come?   Enter, Esc gives up", entries, level)


def _start(screen: VersionsScreen, draft: Draft, last: VersionView | None) -> None:
    """Those of the last version, or those that stand now."""
    desk = screen.session.desk.theory_versions
    starts = [("standing", "the CMOs that stand now")]
    if last is not None:
        starts.insert(0, ("last", f"the CMOs of version {last.number}, as they are worded now"))
    entries = []
    for key, words in starts:
        ids = attempt(screen, partial(desk.starting_with, key, draft.tracer_id))
        if ids is not None:
            entries.append(Choice(key, (Part(words), Part(f"  {plural(len(ids), 'CMO')}", quiet=True))))

    def start(key: str) -> None:
        ids = attempt(screen, partial(desk.starting_with, key, draft.tracer_id))
        if ids is not None:
            _hold(screen, replace(draft, cmo_ids=ids))

    screen.query_one(Chooser).open("What does it start with?   Enter, Esc gives up", entries, start)


def _hold(screen: VersionsScreen, draft: Draft, key: str = GO_ON) -> None:
    """Which configurations it holds, put in and out one by one."""
    theory = screen.session.desk.theory
    tracer = dict(theory.names().tracers).get(draft.tracer_id or "", "")
    lines = [
        line
        for line in theory.lines()
        if line.stage is not Stage.RETIRED and (not tracer or line.tracer in ("", tracer))
    ]
    held = [line.id for line in lines if line.id in draft.cmo_ids]

    def take(key: str) -> None:
        if key == GO_ON:
            _entitle(screen, replace(draft, cmo_ids=tuple(held)))
            return
        wanted = tuple(line.id for line in lines if (line.id in held) != (line.id == key))
        _hold(screen, replace(draft, cmo_ids=wanted), key)

    entries = [Choice(GO_ON, (Part(f"Go on with {plural(len(held), 'CMO')}", strong=True),))]
    entries += [
        Choice(
            line.id,
            (
                Part("✓ " if line.id in held else "  "),
                Part(f"CMO {line.number} {line.title}  "),
                Part(f"{line.kind}, {line.stage}", quiet=True),
            ),
        )
        for line in lines
    ]
    chooser = screen.query_one(Chooser)
    chooser.open("Which CMOs does it hold?   Enter puts one in or out, Esc gives up", entries, take)
    chooser.query_one(ChoiceList).show(entries, key=key)


def _entitle(screen: VersionsScreen, draft: Draft) -> None:
    def entitle(line: str) -> bool:
        screen.call_after_refresh(_state, screen, replace(draft, title=line))
        return True

    screen.query_one(LinePanel).open("Its title", "", entitle)


def _state(screen: VersionsScreen, draft: Draft) -> None:
    def save(_: MemoKind, text: str) -> str | None:
        if draft.is_first:
            return _make(screen, replace(draft, statement=text), "")
        screen.call_after_refresh(_explain, screen, replace(draft, statement=text))
        return ""

    subject = MemoSubject(STATEMENT, "What the theory holds", save, has_kind=False)
    screen.query_one(MemoPanel).open(subject)


def _explain(screen: VersionsScreen, draft: Draft) -> None:
    screen.session.memory.keep_draft(STATEMENT, draft.statement)

    def save(_: MemoKind, text: str) -> str | None:
        return _make(screen, draft, text)

    label = "Why it differs from the version before"
    subject = MemoSubject("version:new:reason", label, save, has_kind=False)
    screen.query_one(MemoPanel).open(subject)


def _make(screen: VersionsScreen, draft: Draft, reason: str) -> str | None:
    desk = screen.session.desk.theory_versions
    made = screen.change(
        lambda: desk.new_version(
            draft.level,
            draft.statement,
            draft.cmo_ids,
            title=draft.title,
            reason=reason,
            tracer_id=draft.tracer_id,
        )
    )
    if made is None:
        return None
    screen.session.memory.keep_draft(STATEMENT, "")
    screen.show_version(made)
    return f"Made a version ({draft.level}) of {plural(len(draft.cmo_ids), 'CMO')}"
