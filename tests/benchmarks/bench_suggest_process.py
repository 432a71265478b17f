"""The suggester as the screen meets it: `python tests/benchmarks/bench_suggest_process.py [N ...]` (default 1000 4000).

An invented study of 143 interviews with N coded answers, in a file; times from the question to the answer through the
pipe, and the memory of the process at its peak.
"""

from __future__ import annotations

import multiprocessing
import re
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from invented_study import invented

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCode, ApplyCodes, NewCoding
from workbench.model.coding import Span
from workbench.sources.commands import ImportSources
from workbench.sources.preparing import prepare
from workbench.store.creating import create_study
from workbench.store.reading.sources import source_views, turns
from workbench.store.study import Study
from workbench.suggester.process import SuggesterProcess

SOURCES, SPARE = 143, 20
ASKED, CODED = 60, 20

Place = tuple[str, int, int]


def build(folder: Path, size: int) -> tuple[Path, list[Place], list[str]]:
    """The study, places in it that nobody has coded, and the ids of its codes."""
    each = size // SOURCES + SPARE
    book, examples = invented(1, strength=0.12, documents=SOURCES, each=each, codes=60)
    said: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for one in examples:
        said.setdefault(one.group, []).append((one.text, one.codes))
    for name, answers in said.items():
        lines = "\n".join(f"Q: And then?\nA: {text.capitalize()}." for text, _ in answers)
        (folder / f"{name}.txt").write_text(lines, "utf-8")
    path = folder / "s.study"
    create_study(path, title="Invented")
    with Study(path) as study:
        verdicts = prepare(sorted(folder.glob("*.txt")))
        study.execute(ImportSources(tuple(v.prepared for v in verdicts if v.prepared)), coder="Ann")
        ids = {
            code.id: study.execute(AddCode(code.id, short_definition=code.text), coder="Ann").value
            for code in book
        }
        codings, spare = [], []
        with study.reading() as reader:
            for view in source_views(reader):
                spoken = [one for one in turns(reader, view.revision_id) if one.speaker == "A"]
                for n, (one, (_, codes)) in enumerate(zip(spoken, said[view.name], strict=True)):
                    place = (view.revision_id, one.speech_char, one.end_char)
                    if n < SPARE:
                        spare.append(place)
                    else:
                        codings += [NewCoding(*place, ids[code]) for code in codes]
        study.execute(ApplyCodes(tuple(codings)), coder="Ann")
    return path, spare, list(ids.values())


def main(sizes: list[int]) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path, spare, codes = build(Path(folder), size)
            measure(path, spare, codes, size)


def measure(path: Path, spare: list[Place], codes: list[str], size: int) -> None:
    for words in ("nothing kept", "words kept"):
        suggester = SuggesterProcess(path, coder_id="x")
        began = time.perf_counter()
        suggester.ask(*spare[0]).result()
        print(f"n={size}: first answer, {words}: {time.perf_counter() - began:.1f} s", flush=True)
        if words == "nothing kept":
            suggester.close()
    asked = []
    for place in spare[:ASKED]:
        began = time.perf_counter()
        suggester.ask(*place).result()
        asked.append(time.perf_counter() - began)
    learnt = []
    with Study(path) as study:
        for n, place in enumerate(spare[-CODED:]):
            study.execute(ApplyCode(place[0], Span(*place[1:]), codes[n % len(codes)]), coder="Ann")
            began = time.perf_counter()
            suggester.learn(place[0])
            suggester.claims(place[0]).result()
            learnt.append(time.perf_counter() - began)
    p95 = [f"{1_000 * float(np.percentile(times, 95)):.0f} ms" for times in (asked, learnt)]
    print(f"n={size}: an answer p95 {p95[0]}, a coding learnt p95 {p95[1]}, peak {peak_mb()} MB", flush=True)
    suggester.close()


def peak_mb() -> int:
    (child,) = (one for one in multiprocessing.active_children() if one.name == "suggester")
    status = Path(f"/proc/{child.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 4_000])
