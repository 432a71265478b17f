"""The suggester in a process of its own: it answers, learns, survives a crash, and leaves with whoever started it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import CommandLine
from suggest_study import READ, SOURCES, TURNS

from workbench.coding.causal_verdicts import JudgeCausal
from workbench.coding.commands import ApplyCode
from workbench.coding.suggestion_decisions import AcceptProposal, RejectProposal
from workbench.errors import WorkbenchError
from workbench.model.coding import Span
from workbench.model.suggestion_views import PassageAnswer, SuggesterStage, SuggesterState
from workbench.store.reading.sources import source_views, turns
from workbench.store.study import Study
from workbench.suggester import process
from workbench.suggester.answering import is_held_back
from workbench.suggester.cache import cache_path
from workbench.suggester.process import SuggesterProcess

SECONDS = 60
"""So long a process may take to start on a busy machine before a test gives up."""


@pytest.fixture
def study(invented: CommandLine) -> Iterator[Study]:
    with Study(invented.folder / "s.study") as opened:
        yield opened


@pytest.fixture
def states() -> list[SuggesterState]:
    return []


@pytest.fixture
def suggester(study: Study, states: list[SuggesterState]) -> Iterator[SuggesterProcess]:
    made = SuggesterProcess(study.path, coder_id=study.coder_id("Ann"), promise=0.5, on_state=states.append)
    yield made
    made.close()
    assert not children()


def children() -> list[int]:
    return [child.pid or 0 for child in multiprocessing.active_children() if child.name == "suggester"]


def place(study: Study, *, number: int, source: str = "I1") -> tuple[str, int, int]:
    """The place of an answer of an interview that nobody has read."""
    with study.reading() as reader:
        revision = next(view.revision_id for view in source_views(reader) if view.name == source)
        spoken = [one for one in turns(reader, revision) if not one.is_interviewer]
    return revision, spoken[number].speech_char, spoken[number].end_char


def told(suggester: SuggesterProcess, where: tuple[str, int, int]) -> PassageAnswer:
    return suggester.ask(*where).result(timeout=SECONDS)


def names(answer: PassageAnswer) -> list[str]:
    return [tag.code_path for tag in answer.tags]


def eventually(test: Callable[[], bool]) -> None:
    """Insist that something comes true before long: another process has to notice."""
    for _ in range(SECONDS * 20):
        if test():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true")


def test_a_selection_is_answered_with_reasons_and_says_how_sure_it_is(
    suggester: SuggesterProcess, study: Study, states: list[SuggesterState]
) -> None:
    answer = told(suggester, place(study, number=33))
    assert 1 <= len(answer.tags) <= 3
    best = answer.tags[0]
    assert best.probability is not None
    assert best.band is not None
    assert best.reason.precedents[0].text
    assert "out of fold" in answer.standing
    eventually(lambda: suggester.state.kind is SuggesterStage.READY)
    kinds = [state.kind for state in states]
    assert kinds[:2] == [SuggesterStage.STARTING, SuggesterStage.LEARNING]


def unread(study: Study, *, held_back: bool) -> tuple[str, int, int]:
    """A passage about something that nobody has read, of the random tenth or not."""
    told = [(n, name) for name in range(SOURCES) for n in range(READ, TURNS) if n % 3 != 2]
    places = (place(study, number=n, source=f"I{name}") for n, name in told)
    return next(one for one in places if is_held_back(one[0], Span(*one[1:])) is held_back)


def test_the_passage_under_the_caret_is_found_and_where_there_is_none_it_says_so(
    suggester: SuggesterProcess, study: Study
) -> None:
    revision, start, end = unread(study, held_back=False)
    answer = suggester.ask_at(revision, start + 3).result(timeout=SECONDS)
    assert (answer.start_char, answer.end_char) == (start, end)
    assert answer.tags
    nowhere = suggester.ask_at(revision, 0).result(timeout=SECONDS)
    assert (nowhere.tags, nowhere.silence) == ((), "there is no passage to speak of here")


def test_of_a_passage_that_is_held_back_it_speaks_only_when_it_is_selected(
    suggester: SuggesterProcess, study: Study
) -> None:
    revision, start, end = unread(study, held_back=True)
    answer = suggester.ask_at(revision, start).result(timeout=SECONDS)
    assert (answer.start_char, answer.end_char, answer.tags) == (start, end, ())
    assert "random tenth" in answer.silence
    assert told(suggester, (revision, start, end)).tags


def test_an_accepted_tag_is_a_coding_that_it_learns_from_and_undo_is_learnt_too(
    suggester: SuggesterProcess, study: Study
) -> None:
    where = place(study, number=33)
    answer = told(suggester, where)
    tag = answer.tags[0]
    coding = study.execute(AcceptProposal(tag.proposal, tag.maker), coder="Ann").value
    suggester.learn(where[0])
    after = told(suggester, where)
    assert after.already == (tag.code_path,)
    assert tag.code_path not in names(after)
    assert coding
    study.undo(coder="Ann")
    suggester.look_again()
    again = told(suggester, where)
    assert (again.already, names(again)) == ((), names(answer))


def test_a_rejected_tag_is_not_told_again_and_undo_brings_it_back(
    suggester: SuggesterProcess, study: Study
) -> None:
    where = place(study, number=33)
    tag = told(suggester, where).tags[0]
    study.execute(RejectProposal(tag.proposal, tag.maker), coder="Ann")
    answer = told(suggester, where)
    assert answer.rejected == (tag.code_path,)
    assert tag.code_path not in names(answer)
    study.undo(coder="Ann")
    assert tag.code_path in names(told(suggester, where))


def test_what_is_coded_by_hand_speaks_for_what_is_like_it(suggester: SuggesterProcess, study: Study) -> None:
    where = place(study, number=33)
    before = told(suggester, where).tags[0]
    other = place(study, number=33, source="I3")
    study.execute(ApplyCode(other[0], Span(*other[1:]), before.code_id), coder="Ann")
    suggester.learn(other[0])
    after = told(suggester, where)
    assert after.tags[0].maker.inputs_sha256 != before.maker.inputs_sha256


def test_only_the_newest_question_counts(suggester: SuggesterProcess, study: Study) -> None:
    asked = [suggester.ask(*place(study, number=number)) for number in (30, 31, 33, 34)]
    assert asked[-1].result(timeout=SECONDS).tags or asked[-1].result().silence
    assert any(future.cancelled() for future in asked[:-1])


def test_a_killed_process_is_reported_and_the_next_question_starts_another(
    suggester: SuggesterProcess, study: Study, states: list[SuggesterState]
) -> None:
    where = place(study, number=33)
    answer = told(suggester, where)
    for pid in children():
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: not children())
    try:
        again = told(suggester, where)
    except WorkbenchError:
        again = told(suggester, where)
    assert names(again) == names(answer)
    assert SuggesterStage.STOPPED in [state.kind for state in states]


def test_a_study_that_is_gone_is_told_and_does_not_crash_it(
    suggester: SuggesterProcess, study: Study
) -> None:
    where = place(study, number=33)
    study.path.unlink()
    with pytest.raises(WorkbenchError):
        told(suggester, where)


def test_a_source_that_the_study_does_not_have_is_refused(suggester: SuggesterProcess) -> None:
    with pytest.raises(WorkbenchError, match="no longer in the study"):
        suggester.ask("nothing", 0, 5).result(timeout=SECONDS)


def test_it_is_not_started_for_ever(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MAX_CRASHES", 1)
    made = SuggesterProcess(study.path, coder_id="x", promise="no number")
    try:
        with pytest.raises(WorkbenchError, match="stopped"):
            told(made, place(study, number=33))
        with pytest.raises(WorkbenchError, match="not started again"):
            told(made, place(study, number=33))
    finally:
        made.close()


def test_closed_it_answers_nothing_more(study: Study) -> None:
    made = SuggesterProcess(study.path, coder_id="x")
    future = made.claims("r")
    made.close()
    assert not children()
    assert future.cancelled() or future.exception(timeout=SECONDS)
    with pytest.raises(WorkbenchError, match="closed"):
        made.claims("r").result(timeout=SECONDS)


def test_a_verdict_is_remembered_moves_its_cue_and_is_undone(invented: CommandLine) -> None:
    invented.write(
        "C.txt", "Ada: We stopped because the bus was cut.\nAda: It rained, so that nobody came.\n"
    )
    invented.ok("source", "import", "C.txt")
    with Study(invented.folder / "s.study") as study:
        with study.reading() as reader:
            revision = next(view.revision_id for view in source_views(reader) if view.name == "C")
        made = SuggesterProcess(study.path, coder_id=study.coder_id("Ann"))
        try:
            first, second = made.claims(revision).result(timeout=SECONDS)
            assert (first.likely, first.judged, first.cue) == (True, None, "because")
            span = Span(first.start_char, first.end_char)
            study.execute(JudgeCausal(revision, span, first.cue, is_causal=False), coder="Ann")
            after, _ = made.claims(revision).result(timeout=SECONDS)
            assert after.judged is False
            assert after.precision < first.precision
            study.execute(JudgeCausal(revision, span, first.cue, is_causal=True), coder="Ann")
            assert made.claims(revision).result(timeout=SECONDS)[0].judged is True
            study.undo(coder="Ann")
            study.undo(coder="Ann")
            assert made.claims(revision).result(timeout=SECONDS) == (first, second)
        finally:
            made.close()


def test_the_process_ends_with_the_one_that_started_it(invented: CommandLine, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import multiprocessing, sys, time\n"
        "from pathlib import Path\n"
        "from workbench.suggester.process import SuggesterProcess\n"
        "if __name__ == '__main__':\n"
        "    made = SuggesterProcess(Path(sys.argv[1]), coder_id='x')\n"
        "    made.claims('r').exception()\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "    time.sleep(600)\n"
    )
    words = [sys.executable, str(script), str(invented.folder / "s.study")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.kill()
        parent.wait()
    eventually(lambda: not is_running(pid))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize(
    "damage", [b"", b"no numbers", b"PK\x03\x04" + b"\0" * 500], ids=["half", "foreign", "no archive"]
)
def test_a_damaged_cache_is_made_anew(invented: CommandLine, damage: bytes) -> None:
    study = invented.folder / "s.study"
    passage = ("suggest", "passage", "I1", "--span", "6000:6200", "--json")
    told = invented.ok(*passage).json
    kept = cache_path(study)
    whole = kept.read_bytes()
    assert b"Interviewer" not in whole
    kept.write_bytes(damage or whole[: len(whole) // 2])
    assert invented.ok(*passage).json == told
    assert kept.read_bytes() == whole
    assert invented.ok(*passage).json == told
    kept.unlink()
    assert invented.ok(*passage).json == told


def test_a_folder_that_may_not_be_written_keeps_no_cache(tmp_path: Path) -> None:
    from suggest_invented import items, space_of

    from workbench.suggester.cache import keep_space, kept_space

    target = tmp_path / "gone" / "s.study-suggest"
    keep_space(target, space_of(items()), key="k", like=tmp_path)
    assert kept_space(target, key="k") is None


def test_a_cache_damaged_in_any_place_is_none() -> None:
    from suggest_invented import items, space_of

    from workbench.suggest.space_file import packed, unpacked

    whole = packed(space_of(items()), key="k")
    assert unpacked(whole, key="k") is not None
    assert unpacked(whole, key="another model") is None
    for place in (*range(0, len(whole), 97), *range(len(whole) - 1_000, len(whole))):
        for bits in (0x01, 0x40, 0xFF):
            damaged = bytearray(whole)
            damaged[place] ^= bits
            assert unpacked(bytes(damaged), key="k") is None, (place, bits)
    assert not any(unpacked(whole[:size], key="k") for size in range(0, len(whole), 97))
