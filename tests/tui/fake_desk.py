"""A desk over invented talk, in memory: what the screen's tests, benchmark and demonstration run against."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.errors import Conflict
from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.views import CodeView, CodingMark, SourceView, Turn

TALK = (
    "I think it has, mostly because we already knew each other from the old arrangements.",
    "We can't do this because the money sits with another organisation, so nothing happens.",
    "Well... you know, Dr. Harris rang me every Friday, and that is what kept the service open.",
    "So we meet informally first, e.g. over coffee, and by the time it gets to the board it is agreed.",
    "Nobody could tell us whose job it was; that left the clinic to find its own way round the rules.",
    "It works well here because people stayed in post and still trust each other.",
    "The new contract meant that the two teams stopped talking, which nobody had intended.",
    "At the start we had no levers at all. None. People did it out of goodwill.",
    "If the lead had moved on, I doubt that any of it would have lasted.",
)
QUESTIONS = (
    "Has the reform changed how you work together?",
    "Why do you think that is?",
    "Could you give me an example?",
    "And who decides, in the end?",
)
CODE_NAMES = (
    ("Relationships", ""),
    ("Personal trust", "Relationships"),
    ("Staff continuity", "Relationships"),
    ("Workarounds", ""),
    ("Informal meetings", "Workarounds"),
    ("Goodwill", "Workarounds"),
    ("Fragmented responsibilities", ""),
    ("Lack of levers", ""),
    ("Lack of an arbiter", ""),
    ("Perverse incentives", ""),
    ("Public service mentality", ""),
    ("Unintended consequences", ""),
)
DEFINITIONS = {
    "Personal trust": "Relying on a named person because of what they have done before.",
    "Workarounds": "Getting something done by going round the formal rules or structures.",
}


def transcript(turn_count: int, *, seed: int = 7) -> tuple[str, list[Turn]]:
    """An invented interview of so many turns."""
    rng = random.Random(seed)
    parts: list[str] = ["INVENTED TRANSCRIPT - not a real interview\n\n"]
    turns: list[Turn] = []
    position = len(parts[0])
    for number in range(turn_count):
        asks = number % 2 == 0
        seconds = number * 23
        label = (
            f"[{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}] {'Q' if asks else 'Maria'}: "
        )
        words = rng.choice(QUESTIONS) if asks else " ".join(rng.sample(TALK, rng.randint(1, 5)))
        speaker = "Q" if asks else "Maria"
        end = position + len(label) + len(words)
        turns.append(Turn(position, end, position + len(label), speaker, asks, seconds))
        parts.append(label + words + "\n\n")
        position = end + 2
    return "".join(parts)[:-1], turns


def codes(count: int = len(CODE_NAMES)) -> list[CodeView]:
    """A codebook; beyond the dozen it is padded with numbered topics."""
    padded = [*CODE_NAMES, *((f"Topic number {i} of the study", "") for i in range(count - len(CODE_NAMES)))]
    return [_code(name, above) for name, above in padded[:count]]


def _code(name: str, above: str) -> CodeView:
    return CodeView(
        id=f"code:{name}",
        name=name,
        path=f"{above}/{name}" if above else name,
        depth=1 if above else 0,
        parent_id=f"code:{above}" if above else None,
        short_definition=DEFINITIONS.get(name, f"What people say about {name.lower()}."),
        full_definition="",
        when_to_use="When the speaker gives it as the reason why something works or does not.",
        when_not_to_use="Not for a mere mention in passing.",
        examples=("we knew each other",),
        colour="",
        retired=False,
        coding_count=0,
        source_count=0,
    )


def source(name: str, text: str, **record: object) -> SourceView:
    """A source's record."""
    made = SourceView(
        id=f"source:{name}",
        name=name,
        kind="interview",
        title="",
        date="2017-01",
        mode="telephone",
        wave="Wave 1",
        participants=(),
        organisations=("CCG",),
        sites=("Area 1",),
        tracers=("Dementia",),
        attributes={},
        original_name=f"{name}.txt",
        revision_id=f"revision:{name}",
        revision_number=1,
        char_count=len(text),
        coding_count=0,
        attribution=f"[{name}, CCG, Area 1, Jan 2017]",
    )
    return replace(made, **record)


@dataclass
class FakeDesk:
    """One study in memory. `log` is what was asked of it, for tests to look at."""

    texts: dict[str, tuple[str, list[Turn]]]
    code_list: list[CodeView] = field(default_factory=codes)
    study_title: str = "Commissioning study"
    study_id: str = "study:invented"
    path: str = "commissioning.study"
    coder: str = "Amira"
    coder_id: str = "coder:Amira"
    mark_list: list[CodingMark] = field(default_factory=list)
    recents: list[str] = field(default_factory=list)
    log: list[tuple[object, ...]] = field(default_factory=list)
    elsewhere: bool = False
    fault: Exception | None = None
    records: list[SourceView] = field(default_factory=list)
    closed: bool = False
    _done: list[tuple[str, CodingMark]] = field(default_factory=list)
    _undone: list[tuple[str, CodingMark]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.records = self.records or [source(name, text) for name, (text, _) in self.texts.items()]

    def _check(self) -> None:
        if self.fault is not None:
            raise self.fault

    @property
    def reading(self) -> FakeDesk:
        return self

    @property
    def coding(self) -> FakeDesk:
        return self

    @property
    def team(self) -> FakeDesk:
        return self

    @property
    def theory(self) -> FakeDesk:
        return self

    @property
    def evidence(self) -> FakeDesk:
        return self

    @property
    def advice(self) -> FakeDesk:
        return self

    @property
    def theory_map(self) -> FakeDesk:
        return self

    @property
    def matrix(self) -> FakeDesk:
        return self

    @property
    def theory_grid(self) -> FakeDesk:
        return self

    @property
    def theory_versions(self) -> FakeDesk:
        return self

    @property
    def waves(self) -> FakeDesk:
        return self

    @property
    def reports(self) -> FakeDesk:
        return self

    @property
    def codebook(self) -> FakeDesk:
        return self

    @property
    def sources(self) -> FakeDesk:
        return self

    @property
    def memos(self) -> FakeDesk:
        return self

    @property
    def questions(self) -> FakeDesk:
        return self

    @property
    def guides(self) -> FakeDesk:
        return self

    @property
    def patterns(self) -> FakeDesk:
        return self

    @property
    def overview(self) -> FakeDesk:
        return self

    @property
    def excerpts(self) -> FakeDesk:
        return self

    @property
    def searching(self) -> FakeDesk:
        return self

    @property
    def suggestions(self) -> FakeDesk:
        return self

    def be_here(self, source_id: str) -> None:
        """Nobody else is there to see it."""

    def others_here(self) -> tuple[()]:
        return ()

    def silence(self, source_id: str) -> str:
        return ""

    def look_again(self) -> None:
        """There is nothing that learns."""

    def learn(self, revision_id: str) -> None:
        """There is nothing that learns."""

    def follow(self, on_state: object) -> None:
        """There is nothing to tell."""

    def source_views(self) -> Sequence[SourceView]:
        self._check()
        counts: dict[str, int] = {}
        for mark in self.mark_list:
            name = mark.coding_id.split("|")[0]
            counts[name] = counts.get(name, 0) + 1
        return [replace(r, coding_count=counts.get(r.name, 0)) for r in self.records]

    def progress(self) -> Sequence[SourceProgress]:
        return ()

    def notes(self) -> Sequence[MemoView]:
        return ()

    def source(self, reference: str) -> SourceView | None:
        return next((one for one in self.source_views() if reference in (one.id, one.name)), None)

    def codes(self) -> Sequence[CodeView]:
        return list(self.code_list)

    def text(self, revision_id: str) -> str:
        self._check()
        return self.texts[revision_id.removeprefix("revision:")][0]

    def turns(self, revision_id: str) -> Sequence[Turn]:
        return self.texts[revision_id.removeprefix("revision:")][1]

    def marks(self, revision_id: str) -> Sequence[CodingMark]:
        self._check()
        name = revision_id.removeprefix("revision:")
        return [mark for mark in self.mark_list if mark.coding_id.startswith(name + "|")]

    def add_mark(self, name: str, start: int, end: int, code: str, *, coder: str = "Amira") -> CodingMark:
        """A coding put there beforehand or by somebody else."""
        coding_id = f"{name}|{len(self.mark_list)}:{start}:{end}:{code}:{coder}"
        mark = CodingMark(coding_id, start, end, f"code:{code}", f"coder:{coder}", coder, "")
        self.mark_list.append(mark)
        return mark

    def apply_codes(self, revision_id: str, start_char: int, end_char: int, code_ids: Sequence[str]) -> str:
        self._check()
        for code_id in code_ids:
            self.log.append(("apply", start_char, end_char, code_id))
            name = code_id.removeprefix("code:")
            mark = self.add_mark(
                revision_id.removeprefix("revision:"), start_char, end_char, name, coder=self.coder
            )
            self._done.append(("add", mark))
            self.recents = [code_id, *(c for c in self.recents if c != code_id)]
        self._undone.clear()
        return f"Coded with {', '.join(code_id.removeprefix('code:') for code_id in code_ids)}"

    def memo_marks(self, revision_id: str) -> tuple[()]:
        return ()

    def read_spans(self, revision_id: str) -> Sequence[tuple[int, int]]:
        return ()

    def remove_coding(self, coding_id: str) -> str:
        self.log.append(("remove", coding_id))
        mark = next(m for m in self.mark_list if m.coding_id == coding_id)
        self.mark_list.remove(mark)
        self._done.append(("remove", mark))
        return f"Removed {mark.code_id.removeprefix('code:')}"

    def undo(self) -> str:
        if not self._done:
            raise Conflict("There is nothing to undo.")
        what, mark = self._done.pop()
        self._undone.append((what, mark))
        self._put(mark, there=what == "remove")
        return f"Undone: {what} {mark.code_id.removeprefix('code:')}"

    def redo(self) -> str:
        if not self._undone:
            raise Conflict("There is nothing to redo.")
        what, mark = self._undone.pop()
        self._done.append((what, mark))
        self._put(mark, there=what == "add")
        return f"Redone: {what} {mark.code_id.removeprefix('code:')}"

    def _put(self, mark: CodingMark, *, there: bool) -> None:
        if there:
            self.mark_list.append(mark)
        else:
            self.mark_list.remove(mark)

    def count_ahead(self) -> None:
        """Everything is in memory."""

    def add_code(self, name: str, parent_id: str | None) -> str:
        parent = next((c for c in self.code_list if c.id == parent_id), None)
        self.code_list.append(_code(name, parent.path if parent else ""))
        self.log.append(("create", name, parent_id))
        return f"code:{name}"

    def apply_new_code(
        self,
        revision_id: str,
        start_char: int,
        end_char: int,
        name: str,
        parent_id: str | None,
        others: Sequence[str],
    ) -> tuple[str, str]:
        code_id = self.add_code(name, parent_id)
        return code_id, self.apply_codes(revision_id, start_char, end_char, (*others, code_id))

    def changed_elsewhere(self) -> bool:
        self._check()
        changed, self.elsewhere = self.elsewhere, False
        return changed

    def recent_codes(self) -> Sequence[str]:
        return list(self.recents)

    def close(self) -> None:
        self.closed = True


def demonstration(turn_count: int = 60) -> FakeDesk:
    """A desk with three sources, some codings that overlap, and three recent codes."""
    text, turns = transcript(turn_count)
    other, other_turns = transcript(20, seed=8)
    minutes = "Notes of a meeting, invented.\n\nThe board met in May. It agreed nothing.\n"
    desk = FakeDesk({"18967": (text, turns), "20114": (other, other_turns), "Board notes": (minutes, [])})
    desk.records[1] = replace(desk.records[1], sites=("Area 2", "National"), tracers=("Orthopaedics",))
    desk.records[2] = replace(desk.records[2], kind="meeting", wave="Wave 2", tracers=(), attribution="")
    spans = [
        (turns[1].speech_char, turns[1].end_char, "Relationships", "Amira"),
        (turns[1].speech_char, turns[1].speech_char + 84, "Staff continuity", "Ben"),
        (turns[1].speech_char + 20, turns[1].speech_char + 60, "Personal trust", "Amira"),
        (turns[3].speech_char, turns[3].speech_char + 85, "Lack of levers", "Amira"),
        (turns[5].speech_char, turns[7].end_char, "Workarounds", "Ben"),
        (turns[7].speech_char, turns[7].end_char, "Goodwill", "Amira"),
    ]
    for start, end, code, coder in spans:
        desk.add_mark("18967", start, min(end, len(text)), code, coder=coder)
    desk.recents = ["code:Workarounds", "code:Personal trust", "code:Lack of levers"]
    return desk
