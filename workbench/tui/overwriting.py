"""Editing words that others may edit, too: whoever comes later is asked whose words stay. What is typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.model.words import Words
from workbench.tui.meanwhile import Reading, Ways
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.line_panel import LinePanel

Save = Callable[[str], str]
"""Writes the words, and says what was done."""


def edit_words(
    screen: StudyScreen, words: Words, label: str, before: str, save: Save, *, between: str = "\n\n"
) -> None:
    """Open the screen's editor on words that stand in the study as `before`; `between` joins both versions of them."""
    desk = screen.session.desk

    def guarded(text: str, seen: str) -> str:
        with desk.over(words, seen=seen, wanted=text):
            return save(text)

    edit_seen(
        screen,
        f"{words.table}|{words.id}|{words.column}",
        label,
        before,
        guarded,
        column=words.column,
        between=between,
    )


def edit_seen(
    screen: StudyScreen,
    key: str,
    label: str,
    before: str,
    save: Callable[[str, str], str],
    *,
    column: str,
    between: str = "\n\n",
) -> None:
    """The same with a `save` that is told what was seen, and refuses by itself. `key` tells drafts apart."""
    panel, memory = screen.query_one(MemoPanel), screen.session.memory
    draft, began = f"words|{key}", f"began|{key}"
    if not memory.draft(draft):  # else what was left as a draft began with the words of then
        memory.keep_draft(began, before)
    reading = Reading({column: memory.draft(began)})

    def keep(_: object, text: str) -> str | None:
        def join(theirs: Mapping[str, Any]) -> None:
            panel.put(f"{theirs[column]}{between}{text}")

        done = screen.write(
            lambda: save(text.strip(), reading.seen[column]),
            reading,
            Ways(panel.action_save, join, panel.drop),
        )
        if done is not None:
            memory.keep_draft(began, "")
        return done

    screen.close_panels()
    panel.open(MemoSubject(draft, label, keep, before, has_kind=False))


def edit_line(screen: StudyScreen, words: Words, title: str, before: str, save: Save) -> None:
    """Ask for one line in place of words that stand in the study as `before`."""
    panel, column, desk = screen.query_one(LinePanel), words.column, screen.session.desk
    reading = Reading({column: before})

    def then(line: str) -> bool:
        def guarded() -> str:
            with desk.over(words, seen=reading.seen[column], wanted=line):
                return save(line)

        def join(theirs: Mapping[str, Any]) -> None:
            panel.put(f"{theirs[column]} / {line}")

        done = screen.write(guarded, reading, Ways(panel.action_choose, join, panel.action_close))
        if done is not None:
            screen.say(done)
        return done is not None

    screen.close_panels()
    panel.open(title, before, then)
