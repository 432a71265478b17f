"""What tables and reports cost; prints a Markdown table.

    python tests/benchmarks/bench_export.py [--runs 3]

The report has 60 CMOs and 300 quotes, the tables are those of 5 tracers at 3 sites with 60 CMOs each. Everything is
invented and in memory: the study is not read. The first time is with a library's loading (and before Typst remembers
what it has set), the second the median of the runs after it, all in one process, whose peak memory is told.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "export")]

from export_invented import configuration, said, slot

from workbench.export.as_pdf import pdf_available
from workbench.export.cmo_batch import PlacedTable, render_book, render_tables, tables_by_place
from workbench.export.cmo_shape import Shape
from workbench.export.codings import write_codings
from workbench.export.tracer_report import render_report, report_document
from workbench.model.views import (
    Configuration,
    Quote,
    ReportPoint,
    ReportTheme,
    SiteView,
    StudyFacts,
    TracerReport,
    TracerView,
    WaveView,
)
from workbench.model.vocabulary import Role

CMOS, QUOTES, THEMES = 60, 300, 6
TRACERS, SITES = 5, ("Area 1", "Area 2", "National")
CODINGS = 20_000
AS_OF = "2022-09-30"
WORDS = (
    "we put the money in one pot and nobody counted whose patient it was until the audit came round again "
    "so people kept a list of their own and rang the one person they had met at the old clinic"
).split()
TARGETS = {
    "report md": 1.0,
    "report html": 1.0,
    "report docx": 3.0,
    "report pdf": 5.0,
    "tables xlsx, docx, html, md": 5.0,
    "book pdf": 5.0,
}
"""Seconds; from issue 6."""


def sentence(number: int, length: int) -> str:
    """Words that differ with the number."""
    start = number * 7 % len(WORDS)
    many = (WORDS * (length // len(WORDS) + 2))[start : start + length]
    return f"{' '.join(many)} ({number})".capitalize()


def cmo(number: int, *, tracer: str, sites: tuple[str, ...]) -> Configuration:
    """A configuration with two contexts, a divided mechanism, two outcomes, and two quotes behind each."""
    roles = (
        Role.CONTEXT,
        Role.CONTEXT,
        Role.MECHANISM_RESOURCE,
        Role.MECHANISM_REASONING,
        Role.OUTCOME,
        Role.OUTCOME,
    )
    slots = tuple(
        slot(
            place,
            role,
            number * 10 + place,
            sentence(number + place, 14),
            said("101", sentence(number * place, 45)),
            said("203", sentence(number * place + 1, 30)),
            status="observed intended positive" if role is Role.OUTCOME else "",
        )
        for place, role in enumerate(roles, start=1)
    )
    return configuration(
        number, sentence(number, 6), slots, tracer=tracer, sites=sites, narrative=sentence(number, 30)
    )


def quotes(count: int) -> Iterator[Quote]:
    """Coded excerpts of some 60 words."""
    for n in range(count):
        text = sentence(n, 60)
        yield Quote(
            f"coding-{n}", "s", "101", n, n + len(text), text, "c", "Budgets/Pooling", "Ada",
            "2022-08-01T09:00:00.000Z", "", "[101, Council, Area 1, Mar 2021]",
        )  # fmt: skip


def tracer_report() -> TracerReport:
    """The report whose speed is promised."""
    tracer = "Falls prevention"
    every = tuple(quotes(QUOTES))
    each = QUOTES // THEMES
    themes = tuple(
        ReportTheme(sentence(n, 9), sentence(n, 200), sentence(n, 40), every[n * each : (n + 1) * each])
        for n in range(THEMES)
    )
    cmos = [cmo(n, tracer=tracer, sites=(SITES[n % len(SITES)],)) for n in range(1, CMOS + 1)]
    return TracerReport(
        study=StudyFacts("1", "An invented study", ("Ada",), sentence(1, 60), sentence(2, 300), "", "CMO"),
        tracer=TracerView("1", tracer, sentence(3, 60), sentence(4, 200), None),
        sites=tuple(SiteView(name, name, name == "National", sentence(5, 40)) for name in SITES),
        waves=(WaveView("1", "Phase 1", "2021-02", "2021-06", ""),),
        introduction=sentence(6, 200),
        background="",
        sources=(),
        themes=themes,
        programme_theory=tuple(replace(one, kind="programme theory") for one in cmos[:10]),
        observed=tuple(cmos[10:]),
        summaries=tuple(ReportPoint(sentence(n, 30)) for n in range(8)),
        messages=tuple(ReportPoint(sentence(n, 30), cmos=(n + 1,)) for n in range(8)),
        as_of=AS_OF,
    )


def tables() -> tuple[PlacedTable, ...]:
    """The tables of five tracers at three sites."""
    tracers = [f"Tracer {n}" for n in range(TRACERS)]
    cmos = [
        cmo(number, tracer=tracer, sites=(SITES[number % 3],))
        for tracer in tracers
        for number in range(1, CMOS + 1)
    ]
    return tables_by_place("An invented study", cmos, tracers=tracers, sites=SITES)


class Nowhere:
    """A stream that keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None: ...

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    closed = False


def works() -> Iterator[tuple[str, Callable[[], object]]]:
    """What is timed, by name."""
    report = tracer_report()
    placed = tables()
    forms = ("md", "html", "docx", *(("pdf",) if pdf_available() else ()))
    for form in forms:
        yield (
            f"report {form}",
            lambda form=form: render_report(report_document(report), format=form, as_of=AS_OF),
        )
    many = ("xlsx", "docx", "html", "md")
    shape = Shape()
    yield (
        "tables " + ", ".join(many),
        lambda: render_tables(placed, formats=many, shape=shape, as_of=AS_OF),
    )
    for form in (*forms, "xlsx", "latex"):
        yield f"book {form}", lambda form=form: render_book(placed, formats=(form,), shape=shape, as_of=AS_OF)
    yield f"{CODINGS:,} codings csv", lambda: write_codings(quotes(CODINGS), Nowhere(), format="csv")


def peak_mb() -> float:
    with Path("/proc/self/status").open() as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print("| what | first, s | again, s | promised, s |\n|---|---:|---:|---:|")
    for name, work in works():
        begun = time.perf_counter()
        work()
        first = time.perf_counter() - begun
        taken = []
        for _ in range(runs):
            begun = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begun)
        promised = f"< {TARGETS[name]:.0f}" if name in TARGETS else ""
        print(f"| {name} | {first:.2f} | {statistics.median(taken):.2f} | {promised} |")
    print(f"\nPeak memory {peak_mb():.0f} MB, Python {sys.version.split()[0]}.")


if __name__ == "__main__":
    main()
