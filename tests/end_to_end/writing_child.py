"""One of several people on one study file: `python writing_child.py FILE NAME CHANGES`.

Waits for a line on stdin, then makes its changes one by one, and prints the id of each as soon as it is acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.coding.commands import ApplyCode, RemoveCoding
from workbench.model.coding import Span
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import source_views
from workbench.store.study import Study

PATIENCE_SECONDS = 120.0
"""Eight writers without a pause between their changes wait for one another longer than people do."""


def work(path: Path, name: str, count: int) -> None:
    with Study(path, wait_seconds=PATIENCE_SECONDS) as study:
        with study.reading() as reader:
            revision = source_views(reader)[0].revision_id
            code = code_views(reader, counted=False)[0].id
        sys.stdin.readline()
        coding = ""
        for number in range(count):
            if number % 10 == 9:
                done = study.execute(RemoveCoding(coding), coder=name)
            else:
                done = study.execute(ApplyCode(revision, Span(number, number + 7), code), coder=name)
                coding = str(done.value)
            print(done.change_id, flush=True)


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
