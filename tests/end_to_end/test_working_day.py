"""A working day at the installed command in a real terminal; in the morning after, all of it is there."""

from __future__ import annotations

from pathlib import Path

from terminal import CTRL_Q, CTRL_S, ENTER, F5, F7, F8, Terminal, codings_of

from workbench.store.reading.finding import find
from workbench.store.reading.history import history
from workbench.store.reading.memos import memos
from workbench.store.study import Study

DONE = [
    *["ApplyCode"] * 9,
    "ApplyNewCode",
    "WriteMemo",
    "ApplyCode",
    "Undo",
    "MergeCodes",
    "ApplyCodes",
]
THOUGHT = "What she names first is whom she works with."


def choose(terminal: Terminal, query: str, shown: str) -> None:
    """Type into an open picker, and take the entry once it is shown."""
    terminal.press(query)
    terminal.see(shown)
    terminal.press(ENTER)


def test_a_working_day_is_all_there_the_next_morning(demonstration: Path) -> None:
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press(ENTER)
    terminal.see("Could you start by")

    # ten passages
    terminal.press("N", "N", "s", "c")
    terminal.see("Find or create a code")
    choose(terminal, "named contact", "Named contact")
    terminal.see("coded 'Named contact'")
    for _ in range(8):
        terminal.press("n", "s", "1")
        terminal.see("coded 'Named contact'")
    terminal.press("n", "s", "c")
    terminal.see("Find or create a code")
    choose(terminal, "Beginnings", "create code “Beginnings”")
    terminal.see("coded 'Beginnings'")

    # a memo on it
    terminal.press("M")
    terminal.see("the selected words")
    terminal.press(ENTER)
    terminal.see("Ctrl-S saves")
    terminal.press(THOUGHT)
    terminal.see("whom she works with.")
    terminal.press(CTRL_S)
    terminal.see("wrote analytic memo")

    # a slip, undone
    terminal.press("n", "s", "2")
    terminal.see("coded 'Beginnings'")
    terminal.press("u")
    terminal.see("undid: coded 'Beginnings'")

    # the new code was one too many
    terminal.press(F5)
    terminal.see("codings sources")
    terminal.press("/")
    choose(terminal, "beginnings", "Beginnings")
    terminal.press("g")
    terminal.see("into which code?")
    choose(terminal, "workarounds", "Workarounds")
    terminal.see("1 coding would move")
    terminal.press(ENTER)
    terminal.see("merged 'Beginnings'")

    # words in all sources, coded at once
    terminal.press(F7)
    terminal.see("Type words to search all sources")
    terminal.press("rang me")
    terminal.see("HM-05")
    terminal.press(ENTER, "a", "c")
    terminal.see("Code the sentence of 1 hit")
    choose(terminal, "workarounds", "Workarounds")
    terminal.see("Code 1 passage as")
    terminal.press(ENTER)
    terminal.see("coded 1 passage found by the search")
    terminal.leave(CTRL_Q)

    words = [text for _, _, text in codings_of(demonstration, "Dilys")]
    assert len(words) == 11
    assert [code for _, code, _ in codings_of(demonstration, "Dilys")].count("Workarounds") == 2
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        dilys = find(reader, "coder", "Dilys")
        assert [memo.body for memo in memos(reader) if memo.coder == "Dilys"] == [THOUGHT]
        done = [entry.command for entry in history(reader, coder_id=dilys)][::-1]
    assert done == DONE

    # the next morning: the text where it was left, the coding under the caret, and the memo
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press(ENTER)
    terminal.see("Dilys")
    terminal.press("<")
    terminal.see("Workarounds")
    terminal.press(F8)
    terminal.see("whom she works with.")
    terminal.leave(CTRL_Q)
