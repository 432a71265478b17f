"""Beginning a coding round: its name, its coders, its sources, and whether it is blind, asked one after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from workbench.model.vocabulary import plural
from workbench.tui.session import attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

DONE, ALL = "done", "all"
"""Keys of the entries that end a list, and that take every source."""

FEWEST_CODERS = 2
"""With fewer there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A round as far as it has been said: names of coders, ids of sources."""

    name: str
    coders: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


def begin_round(screen: StudyScreen) -> None:
    """Ask for all of it, and begin the round. Escape at any question gives up, and nothing is changed."""

    def named(line: str) -> bool:
        _soon(screen, _ask_coders, Wanted(line))
        return True

    screen.close_panels()
    screen.query_one(LinePanel).open("What is the round called?", "", named)


def _soon(screen: StudyScreen, ask: Callable[[StudyScreen, Wanted], None], wanted: Wanted) -> None:
    """Ask on when the panel that has the keys has closed."""
    screen.call_after_refresh(ask, screen, wanted)


def _ask_coders(screen: StudyScreen, wanted: Wanted) -> None:
    known = attempt(screen, screen.session.desk.team.everybody)
    if known is None:
        return

    def take(name: str) -> None:
        there = {one.casefold() for one in wanted.coders}
        more = () if name.casefold() in there else (name,)
        _soon(screen, _ask_coders, replace(wanted, coders=(*wanted.coders, *more)))

    def pick(key: str) -> None:
        if key == DONE:
            _soon(screen, _ask_sources, wanted)
        else:
            take(known[int(key)])

    entries = [Entry(str(at), name) for at, name in enumerate(known) if name not in wanted.coders]
    done = Entry(DONE, f"Done: {', '.join(wanted.coders)}")
    enough = len(wanted.coders) >= FEWEST_CODERS
    title = "Who codes in it?   Enter takes one after another, Esc gives up"
    if wanted.coders:
        title = f"Who else, besides {', '.join(wanted.coders)}?   Enter takes one, Esc gives up"
    question = Question(title, entries, own="somebody new to the study", first=done if enough else None)
    screen.query_one(PickPanel).open(question, pick, take)


def _ask_sources(screen: StudyScreen, wanted: Wanted) -> None:
    views = attempt(screen, screen.session.desk.sources.source_views)
    if views is None:
        return
    every = tuple(view.id for view in views)

    def take(key: str) -> None:
        if key == DONE:
            _soon(screen, _ask_manner, wanted)
        elif key == ALL:
            _soon(screen, _ask_manner, replace(wanted, source_ids=every))
        else:
            _soon(screen, _ask_sources, replace(wanted, source_ids=(*wanted.source_ids, key)))

    entries = [Entry(view.id, view.name, view.title) for view in views if view.id not in wanted.source_ids]
    chosen = len(wanted.source_ids)
    first = Entry(DONE, f"Done: {plural(chosen, 'source')}") if chosen else Entry(ALL, "All sources")
    title = "Which sources?   Enter takes one after another, Esc gives up"
    screen.query_one(PickPanel).open(Question(title, entries, first=first), take)


def _ask_manner(screen: StudyScreen, wanted: Wanted) -> None:
    manners = (
        ("blind", "Blind", "its coders do not see one another's codings there until it is frozen"),
        ("open", "Open", "they see everything"),
    )
    choices = [Choice(key, (Part(word), Part(f"  {about}", quiet=True))) for key, word, about in manners]
    sources, who = plural(len(wanted.source_ids), "source"), ", ".join(wanted.coders)
    title = f"{wanted.name}: {who} code {sources}.   Enter begins it, Esc gives up"
    screen.query_one(Chooser).open(title, choices, lambda key: _begin(screen, wanted, blind=key == "blind"))


def _begin(screen: StudyScreen, wanted: Wanted, *, blind: bool) -> None:
    begin = partial(
        screen.session.desk.team.begin, wanted.name, wanted.coders, wanted.source_ids, blind=blind
    )
    summary = screen.change(begin)
    if summary is not None:
        screen.say(summary)
