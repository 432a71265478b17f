"""What the study file costs beside plain SQLite on the same work in the same run; prints a Markdown table.

    python tests/benchmarks/bench_study.py M [--runs 3]

Each operation runs in a process of its own, ours and the limit in turn, so that a noisy machine disturbs both; the
medians are compared. Times are of the operation alone, without starting Python and importing; start-up is measured by
itself. Memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import make_corpus
import plain_sqlite

ONE_BY_ONE = 200
CODE = "code 00"
TARGETS = {
    "import txt, indexed": "<= 3x",
    "import docx": "<= 3x",
    "codings in bulk": "<= 4x",
    "one coding, committed (ms)": "limit + 5 ms",
    "one code's quotes": "<= 3x",
    "search, common phrase": "<= 2x",
    "search, rare phrase": "<= 2x",
    "all excerpts csv": "<= 4x",
}
"""What each operation may cost, as a multiple of the limit."""


def peak_mb() -> float:
    with Path("/proc/self/status").open() as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM:"))


def timed(work: Callable[[], object]) -> None:
    """Run and print the seconds and the peak memory as JSON, for the parent."""
    begun = time.perf_counter()
    work()
    print(json.dumps({"seconds": time.perf_counter() - begun, "mb": peak_mb()}))


def ours(operation: str, corpus: Path, path: Path) -> None:
    """One operation of the workbench, in this process."""
    from workbench.bootstrap import locate_one
    from workbench.cli.app import collect_rarely
    from workbench.coding.batch import BatchResolver, read_batch
    from workbench.coding.codebook import ImportCodebook
    from workbench.coding.codebook_file import read_codebook
    from workbench.coding.commands import ApplyCode, ApplyCodes
    from workbench.export.codings import write_codings_csv
    from workbench.model.coding import Span
    from workbench.sources.commands import ImportSources
    from workbench.sources.preparing import gather, prepare
    from workbench.store.reading.coding_filter import CodingFilter
    from workbench.store.reading.codings import quotes
    from workbench.store.reading.finding import find_code
    from workbench.store.sqlite_search import search
    from workbench.store.study import Study

    collect_rarely()
    study = Study(path)

    def sources(kind: str) -> None:
        files, _ = gather([str(corpus / kind)])
        prepared = [v.prepared for v in prepare(files) if v.prepared is not None]
        study.execute(ImportSources(prepared), coder="Amara")

    def codebook() -> None:
        entries = read_codebook((corpus / "codebook.csv").read_text("utf-8"), name="codebook.csv")
        study.execute(ImportCodebook(entries), coder="Amara")

    def resolved() -> ApplyCodes:
        with study.reading() as reader:
            resolver = BatchResolver(reader, study_id=study.id, locate=locate_one)
            text = (corpus / "codings.csv").read_text("utf-8")
            found, _ = resolver.resolve(read_batch(text, name="codings.csv"))
        return ApplyCodes(tuple(found))

    def of_code(code: str) -> list[object]:
        with study.reading() as reader:
            identity = find_code(reader, code, study_id=study.id)
            return list(quotes(reader, CodingFilter((identity,), sub_codes=False)))

    def csv_of_all() -> None:
        with (
            study.reading() as reader,
            path.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file,
        ):
            write_codings_csv(quotes(reader), file)

    def find(phrase: str) -> int:
        with study.reading() as reader:
            return sum(1 for _ in search(reader, phrase))

    def one_by_one() -> None:
        batch = {(c.revision_id, c.start_char, c.end_char, c.code_id): c for c in resolved().codings}
        batch = list(batch.values())[:ONE_BY_ONE]

        def work() -> None:
            for coding in batch:
                span = Span(coding.start_char, coding.end_char)
                study.execute(ApplyCode(coding.revision_id, span, coding.code_id), coder="Dilys")

        timed(work)

    phrases = plain_sqlite.phrases(corpus)
    if operation == "one coding, committed (ms)":
        return one_by_one()
    work: dict[str, Callable[[], object]] = {
        "import txt, indexed": lambda: sources("txt"),
        "import docx": lambda: sources("docx"),
        "codebook": codebook,
        "codings in bulk": lambda: study.execute(resolved(), coder="Amara"),
        "one code's quotes": lambda: of_code(CODE),
        "search, common phrase": lambda: find(phrases["common"]),
        "search, rare phrase": lambda: find(phrases["rare"]),
        "all excerpts csv": csv_of_all,
    }
    timed(work[operation])
    study.close()
    return None


def limit(operation: str, corpus: Path, path: Path) -> None:
    """The same operation with plain SQLite, in this process."""
    phrases = plain_sqlite.phrases(corpus)
    work: dict[str, Callable[[], object]] = {
        "import txt, indexed": lambda: plain_sqlite.import_texts(corpus, path),
        "import docx": lambda: plain_sqlite.import_texts(corpus, path, "docx"),
        "codebook": lambda: plain_sqlite.import_codebook(corpus, path),
        "codings in bulk": lambda: plain_sqlite.import_codings(corpus, path),
        "one coding, committed (ms)": lambda: plain_sqlite.code_one_by_one(corpus, path, ONE_BY_ONE),
        "one code's quotes": lambda: plain_sqlite.quotes(path, CODE),
        "search, common phrase": lambda: plain_sqlite.search(path, phrases["common"]),
        "search, rare phrase": lambda: plain_sqlite.search(path, phrases["rare"]),
        "all excerpts csv": lambda: plain_sqlite.quotes_csv(path, path.with_suffix(".csv")),
    }
    timed(work[operation])


class Bench:
    """One run: a state of both databases for each operation, kept so that every repetition starts from the same."""

    def __init__(self, size: str, runs: int, folder: Path) -> None:
        self.runs = runs
        self.folder = folder
        self.corpus = folder / "corpus"
        make_corpus.make(size, self.corpus)

    def child(self, who: str, operation: str, path: Path) -> dict[str, float]:
        command = [sys.executable, __file__, "--child", who, operation, str(self.corpus), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return result

    def fresh(self, who: str, state: str) -> Path:
        """A copy of a kept state to work on."""
        target = self.folder / f"{who}-work.study"
        for ending in ("", "-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self.folder / f"{who}-{state}.study", target)
        return target

    def keep(self, who: str, state: str) -> None:
        """Keep the present state under a name."""
        source = self.folder / f"{who}-work.study"
        import sqlite3

        connection = sqlite3.connect(source)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(source, self.folder / f"{who}-{state}.study")

    def compare(self, operation: str, *, before: str, after: str = "") -> tuple[float, float, float]:
        """Median seconds of the limit and of ours, and our peak memory; the last state is kept as `after`."""
        times: dict[str, list[float]] = {"limit": [], "ours": []}
        mb = 0.0
        for _ in range(self.runs):
            for who, seconds in times.items():
                result = self.child(who, operation, self.fresh(who, before))
                seconds.append(result["seconds"])
                mb = result["mb"] if who == "ours" else mb
        if after:
            for who in times:
                self.keep(who, after)
        return statistics.median(times["limit"]), statistics.median(times["ours"]), mb

    def run(self) -> list[tuple[str, float, float, float]]:
        from workbench.store.creating import create_study

        create_study(self.folder / "ours-empty.study", title="Benchmark")
        plain_sqlite.prepare(self.folder / "limit-work.study")
        self.keep("limit", "empty")
        rows = []
        for operation, before, after in (
            ("import docx", "empty", ""),
            ("import txt, indexed", "empty", "texts"),
            ("codebook", "texts", "codes"),
            ("one coding, committed (ms)", "codes", ""),
            ("codings in bulk", "codes", "full"),
            ("one code's quotes", "full", ""),
            ("search, common phrase", "full", ""),
            ("search, rare phrase", "full", ""),
            ("all excerpts csv", "full", ""),
        ):
            rows.append((operation, *self.compare(operation, before=before, after=after)))
        return rows


def start_up(folder: Path, runs: int) -> list[tuple[str, float]]:
    """Median seconds of whole processes: Python alone, help, and a command that opens the study."""
    call = "from workbench.cli.app import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    commands = {
        "python -c pass": ["-c", "pass"],
        "workbench --help": ["-c", call, "--help"],
        "workbench codebook list": [
            "-c",
            call,
            "codebook",
            "list",
            "--study",
            str(folder / "ours-full.study"),
        ],
    }
    medians = []
    for name, words in commands.items():
        times = []
        for _ in range(max(runs, 5)):
            begun = time.perf_counter()
            subprocess.run([sys.executable, *words], capture_output=True, check=True, env=environment)
            times.append(time.perf_counter() - begun)
        medians.append((name, statistics.median(times)))
    return medians


def report(size: str, rows: list[tuple[str, float, float, float]], starts: list[tuple[str, float]]) -> None:
    """Print the figures as Markdown."""
    date = time.strftime("%Y-%m-%d")
    print(f"Size {size}, {date}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| operation | limit | ours | ratio | target | peak MB |\n|---|---:|---:|---:|---|---:|")
    for operation, base, mine, mb in rows:
        target = TARGETS.get(operation, "")
        if operation.endswith("(ms)"):
            base, mine = base / ONE_BY_ONE * 1000, mine / ONE_BY_ONE * 1000
            print(f"| {operation} | {base:.2f} | {mine:.2f} | +{mine - base:.2f} ms | {target} | {mb:.0f} |")
        else:
            print(f"| {operation} | {base:.4f} s | {mine:.4f} s | {mine / base:.1f}x | {target} | {mb:.0f} |")
    for name, seconds in starts:
        print(f"| {name} | | {seconds:.3f} s | | | |")


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        _, _, who, operation, corpus, path = sys.argv
        (ours if who == "ours" else limit)(operation, Path(corpus), Path(path))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=sorted(make_corpus.SIZES))
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(chosen.size, chosen.runs, Path(name))
        rows = bench.run()
        report(chosen.size, rows, start_up(Path(name), chosen.runs))


if __name__ == "__main__":
    main()
