"""Agreement of two coders on a corpus: time and memory, for each unit and with intervals; prints a Markdown table.

    python tests/benchmarks/bench_agreement.py M [--runs 3] [--keep STUDY]

Each run is the command line in a process of its own, so the time is what a person waits, starting Python included.
The processor's seconds stand beside, since a busy machine makes people wait longer for the same work.
With `--keep` the study is built there once and used again.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import make_corpus

LIMIT_SECONDS, LIMIT_MB = 2.0, 300
CASES = {
    "characters, without intervals": ["--bootstrap", "0"],
    "characters, 1,000 drawings": [],
    "characters, 1,000 drawings, rolled up": ["--roll-up"],
    "sentences, 1,000 drawings": ["--unit", "sentence"],
    "paragraphs, 1,000 drawings": ["--unit", "paragraph"],
    "turns, 1,000 drawings": ["--unit", "turn"],
}
CHILD = """
import json, sys, time
from pathlib import Path
from workbench.cli import agreement
agreement.app(sys.argv[1:], standalone_mode=False, prog_name="agreement")
status = Path("/proc/self/status").read_text()
peak = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
print(json.dumps({"mb": peak, "processor": time.process_time()}), file=sys.stderr)
"""


def build(size: str, path: Path) -> None:
    """A study with the corpus of a size."""
    from workbench.bootstrap import locate_one
    from workbench.coding.batch import BatchResolver, read_batch
    from workbench.coding.codebook import ImportCodebook
    from workbench.coding.codebook_file import read_codebook
    from workbench.coding.commands import ApplyCodes
    from workbench.sources.commands import ImportSources
    from workbench.sources.preparing import gather, prepare
    from workbench.store.creating import create_study
    from workbench.store.study import Study

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        make_corpus.make(size, corpus)
        create_study(path, title=f"Size {size}")
        with Study(path) as study:
            files, _ = gather([str(corpus / "txt")])
            prepared = [one.prepared for one in prepare(files) if one.prepared is not None]
            study.execute(ImportSources(prepared), coder="Amara")
            entries = read_codebook((corpus / "codebook.csv").read_text("utf-8"), name="codebook.csv")
            study.execute(ImportCodebook(entries), coder="Amara")
            with study.reading() as reader:
                resolver = BatchResolver(reader, study_id=study.id, locate=locate_one)
                rows = read_batch((corpus / "codings.csv").read_text("utf-8"), name="codings.csv")
                found, _ = resolver.resolve(rows)
            study.execute(ApplyCodes(tuple(found)), coder="Amara")


def timed(words: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and peak memory, of one call of the command line."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    said = json.loads(done.stderr.splitlines()[-1])
    return time.perf_counter() - begun, said["processor"], said["mb"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(make_corpus.SIZES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = (given.keep or Path(folder) / "bench.study").absolute()
        if not study.exists():
            build(given.size, study)
        print(f"| two coders, size {given.size} | seconds | of the processor | limit | MB | limit |")
        print("|---|---|---|---|---|---|")
        for name, words in CASES.items():
            call = ["show", "--coders", "Amara,Bethan", "--json", "--study", str(study), *words]
            results = [timed(call) for _ in range(given.runs)]
            seconds, processor, _ = (statistics.median(part) for part in zip(*results, strict=True))
            mb = max(one for *_, one in results)
            print(
                f"| {name} | {seconds:.2f} | {processor:.2f} | {LIMIT_SECONDS} | {mb:.0f} | {LIMIT_MB} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
