"""The installed command in a real terminal: open, code, undo, remove, quit, and everything is in the file."""

from __future__ import annotations

import signal
from pathlib import Path

import pexpect
import pytest
from terminal import CTRL_Q, Terminal, codings_of, until

from workbench.store.reading.finding import find
from workbench.store.reading.history import history
from workbench.store.study import Study


@pytest.mark.parametrize(
    ("size", "environment"),
    [((24, 80), {}), ((50, 160), {}), ((24, 80), {"NO_COLOR": "1"}), ((24, 80), {"TERM": "ansi"})],
    ids=["80x24", "160x50", "no colour", "16 colours"],
)
def test_a_passage_is_coded_within_three_keys(
    demonstration: Path, size: tuple[int, int], environment: dict[str, str]
) -> None:
    terminal = Terminal(demonstration, size=size, **environment)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("N", "N")  # to the first answer
    terminal.press("s", "c")
    terminal.see("Find or create a code")
    terminal.press("named contact")
    terminal.see("Named contact")
    terminal.press("\r")
    terminal.see("coded 'Named contact'")
    terminal.press("n", "s", "1")  # the same code again, now a recent one
    terminal.see("coded 'Named contact'")
    terminal.leave()
    assert codings_of(demonstration, "Dilys") == [
        ("BF-01", "Named contact", "Head of adult social care for the city."),
        (
            "BF-01",
            "Named contact",
            "So I've got the social workers, the reablement team, the brokerage, and I chair the hub partnership "
            "board, one board for the four hubs.",
        ),
    ]


def test_undo_redo_and_removal_are_in_the_file_after_quitting(demonstration: Path) -> None:
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("N", "N", "s", "c")
    terminal.see("Find or create a code")
    terminal.press("named contact")
    terminal.see("Named contact")
    terminal.press("\r")
    terminal.see("coded 'Named contact'")
    terminal.press("u")
    terminal.see("undid: coded")
    terminal.press("r")
    terminal.see("redid: coded")
    terminal.press("x")
    terminal.see("removed")
    terminal.leave()
    assert codings_of(demonstration, "Dilys") == []
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        mine = [entry.command for entry in history(reader, coder_id=find(reader, "coder", "Dilys"))]
    assert mine == ["RemoveCoding", "Redo", "Undo", "ApplyCode"]


def test_a_killed_screen_loses_nothing_that_was_coded(demonstration: Path) -> None:
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("N", "N", "s", "c")
    terminal.see("Find or create a code")
    terminal.press("named contact")
    terminal.see("Named contact")
    terminal.press("\r")
    terminal.see("coded 'Named contact'")
    terminal.child.kill(signal.SIGKILL)
    terminal.child.expect(pexpect.EOF)
    assert [text for _, _, text in codings_of(demonstration, "Dilys")] == [
        "Head of adult social care for the city."
    ]


def test_the_work_of_another_person_appears_without_a_key(demonstration: Path) -> None:
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("N", "N")
    terminal.see("no coding here")
    from workbench.coding.commands import ApplyCode
    from workbench.model.coding import Span
    from workbench.store.reading.finding import find_code
    from workbench.store.reading.sources import revision_text, source_views

    with Study(demonstration) as study:
        with study.reading() as reader:
            source = next(s for s in source_views(reader) if s.name == "BF-01")
            start = revision_text(reader, source.revision_id).index("Head of adult social care")
            code = find_code(reader, "Workarounds", study_id=study.id)
        study.execute(ApplyCode(source.revision_id, Span(start - 3, start + 20), code), coder="Anjali")
    terminal.see("Anjali")
    terminal.leave()


def test_an_end_of_a_coding_is_dragged_by_its_stripe_with_a_mouse(demonstration: Path) -> None:
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("N", "N", "s", "c")
    terminal.see("Find or create a code")
    terminal.press("named contact")
    terminal.see("Named contact")
    terminal.press("\r")
    terminal.see("coded 'Named contact'")
    terminal.drag((4, 8), (30, 9))  # from the stripe on the first line of the answer into its second
    terminal.see("adjusted")
    terminal.leave()
    ((_, _, text),) = codings_of(demonstration, "Dilys")
    assert text.startswith("Head of adult social care for the city. So I've got the social workers, the")


def test_a_killed_screen_loses_no_memo_that_was_being_written(demonstration: Path, tmp_path: Path) -> None:
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("g", "N", "N", "s", "M")
    terminal.see("the selected words")
    terminal.press("\r")
    terminal.see("Ctrl-S saves")
    terminal.press("Nobody gave them the desk.")
    terminal.see("them the desk.")
    kept = until(lambda: [f for f in (tmp_path / "state").glob("*.json") if "the desk." in f.read_text()])
    assert len(kept) == 1
    terminal.child.kill(signal.SIGKILL)
    terminal.child.expect(pexpect.EOF)
    terminal = Terminal(demonstration)
    terminal.see("BF-01")
    terminal.press("\r")
    terminal.see("Could you start by")
    terminal.press("g", "N", "N", "s", "M")
    terminal.see("the selected words")
    terminal.press("\r")
    terminal.see("Nobody gave them the desk.")
    terminal.leave(CTRL_Q)
