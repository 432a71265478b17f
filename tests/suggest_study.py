"""An invented study that has much to learn from: five interviews, most of them coded or marked as read."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path

from suggest_invented import CODEBOOK, COMMON, FIELDS, sentence

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCodes, NewCoding
from workbench.coding.reading_marks import MarkRead
from workbench.model.coding import Span
from workbench.sources.commands import ImportSources
from workbench.sources.preparing import prepare
from workbench.store.creating import create_study
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import source_views, turns
from workbench.store.study import Study

SOURCES, TURNS, READ = 5, 40, 30
"""Five interviews of forty answers; the first thirty of each are coded or marked as read, the others unread."""


def answers(seed: int) -> list[tuple[str, str]]:
    """What an interviewee says, each with its code, empty where it is about nothing."""
    chance = random.Random(seed)
    found = []
    for n in range(TURNS):
        code = "" if n % 3 == 2 else list(FIELDS)[(n + seed) % len(FIELDS)]
        words = (
            sentence(code, chance, length=30, sure=0.6)
            if code
            else " ".join(chance.choice(COMMON) for _ in range(30)) + "."
        )
        found.append((code, words.capitalize()))
    return found


def build(path: Path, folder: Path) -> None:
    """The study at `path`, whose interviews are written in `folder`."""
    names = [f"I{n}" for n in range(SOURCES)]
    told = {name: answers(n) for n, name in enumerate(names)}
    for name, lines in told.items():
        body = "\n".join(f"Interviewer: And then?\nAda: {words}" for _, words in lines)
        (folder / f"{name}.txt").write_text(body + "\n", "utf-8")
    numbers = count(1)

    def next_id() -> str:
        """Equal ids in every run: they tell which passages are of the random tenth."""
        return f"00000000-0000-7000-8000-{next(numbers):012x}"

    create_study(path, title="Invented", study_id=next_id())
    with Study(path, new_id=next_id) as study:
        verdicts = prepare([folder / f"{name}.txt" for name in names])
        study.execute(ImportSources(tuple(v.prepared for v in verdicts if v.prepared)), coder="Ben")
        for code, words in CODEBOOK.items():
            study.execute(AddCode(code, None, short_definition=words), coder="Ben")
        with study.reading() as reader:
            ids = {code.name: code.id for code in code_views(reader)}
            views = {view.name: view for view in source_views(reader)}
            spoken = {
                name: [one for one in turns(reader, views[name].revision_id) if not one.is_interviewer]
                for name in names
            }
        codings, marks = [], []
        for name, lines in told.items():
            for (code, _), turn in list(zip(lines, spoken[name], strict=True))[:READ]:
                place = (views[name].revision_id, turn.speech_char, turn.end_char)
                if code:
                    codings.append(NewCoding(*place, ids[code]))
                else:
                    marks.append(place)
        study.execute(ApplyCodes(tuple(codings)), coder="Ben")
        for revision, start, end in marks:
            study.execute(MarkRead(revision, Span(start, end)), coder="Ben")
