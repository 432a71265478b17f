"""What a report costs as its writers see it: whole commands with start-up, over a study file of size M.

    python tests/benchmarks/bench_report.py [--runs 3] [--codings STUDY]

The study has 143 interviews, 300 CMOs at five tracers and three sites with six pieces of evidence each, and one
tracer's report in six themes with 300 chosen quotes. `--codings` also writes all codings of a study (of size L, say)
as csv. Prints a Markdown table: the median of the runs, its spread, the least time of the processor, the aim (all in
seconds), and the highest peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from invented_theory import WORDS, invent_theory

from workbench.model.coding import Span
from workbench.model.vocabulary import SectionKind
from workbench.store.reading import study as facts
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.reading.theory import configurations
from workbench.store.study import Study
from workbench.study.sections import SectionQuote, SectionText, WriteSections
from workbench.study.subjects import OnPassage

QUOTES, THEMES, CMOS = 300, 6, 60
TRACER = "Dementia"


def build(folder: Path) -> Path:
    """The study of the measurement."""
    path = invent_theory(folder, cmos=5 * CMOS, elements=1_500, evidence=30 * CMOS)
    with Study(path) as study:
        with study.reading() as reader:
            tracer = next(one.id for one in facts.tracers(reader) if one.name == TRACER)
            ours = [one.id for one in configurations(reader) if one.tracer == TRACER]
            sources = source_views(reader, counted=False)
            quotes = []
            for source in sources:
                body = revision_text(reader, source.revision_id)
                quotes += [
                    SectionQuote(OnPassage(source.revision_id, Span(at, at + 300)))
                    for at in range(0, len(body) - 300, 4_000)
                ]
        assert len(quotes) >= QUOTES
        each = QUOTES // THEMES
        words = " ".join(WORDS * 10)
        themes = tuple(
            SectionText(
                tracer,
                SectionKind.THEME,
                claim=f"Theme {n}: {' '.join(WORDS[:9])}",
                body=words,
                in_summary=words[:300],
                quotes=tuple(quotes[n * each : (n + 1) * each]),
            )
            for n in range(THEMES)
        )
        messages = tuple(
            SectionText(
                tracer,
                SectionKind.MESSAGE,
                body=f"Message {n}: {words[:200]}",
                cmo_ids=tuple(ours[n : n + 2]),
            )
            for n in range(6)
        )
        study.execute(WriteSections((*themes, *messages)), coder="Ann")
    return path


def timed(words: list[str]) -> tuple[float, float, float]:
    """Seconds of one command by the clock and of the processor, and the highest peak of any command yet, in MB."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "from workbench.cli.app import main; main()", *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    taken = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return taken, processor, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--codings", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study, number = build(folder), count()
        report = ["report", "tracer", TRACER, "--study", str(study), "--format"]
        every = [
            "export",
            "cmo-table",
            "--study",
            str(study),
            "--all",
            "--format",
            "csv,xlsx,docx,html,md",
            "--to",
        ]
        works = [
            (f"report {form}", [*report, form, "-o"], aim)
            for form, aim in (("md", 1), ("html", 1), ("docx", 3), ("pdf", 5))
        ]
        works.append(("all tables, five formats", every, 5))
        if asked.codings:
            works.append(
                (
                    "all codings csv",
                    ["export", "codings", "--study", str(asked.codings), "--format", "csv", "-o"],
                    5,
                )
            )
        print(
            "| whole command | median, s | spread, s | processor, s | aimed at, s | peak so far, MB |\n"
            "|---|---:|---:|---:|---:|---:|"
        )
        for label, words, aim in works:
            taken, used = [], []
            for _ in range(asked.runs):
                target = folder / f"out-{next(number)}"
                if words[-1] == "--to":
                    target.mkdir()
                seconds, processor, peak = timed([*words, str(target)])
                taken.append(seconds)
                used.append(processor)
            print(
                f"| {label} | {statistics.median(taken):.2f} | {max(taken) - min(taken):.2f}"
                f" | {min(used):.2f} | {aim} | {peak:.0f} |"
            )


if __name__ == "__main__":
    main()
