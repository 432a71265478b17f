"""What the tests run in processes of their own: `python store_children.py WHAT FILE [ARGUMENT]`.

A child prints a line for each change that was acknowledged to it, and nothing on stderr.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from store_work import code_id, source, view

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCode
from workbench.errors import WorkbenchError
from workbench.model.coding import Span
from workbench.model.identity import new_id
from workbench.sources.commands import ImportSources
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.study import counts, facts
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study


def tell(line: object) -> None:
    print(line, flush=True)


def code_forever(path: Path, _: str) -> None:
    """Single codings, each acknowledged by its id, until the process is killed."""
    with Study(path) as study:
        revision, trust = view(study, "102").revision_id, code_id(study, "Trust")
        for start in range(100):
            for end in range(start + 1, 180):
                tell(study.execute(ApplyCode(revision, Span(start, end), trust), coder="Cai").value)


def import_much(path: Path, at_call: str) -> None:
    """One large import; says `now` when the id number `at_call` is made, and goes on."""
    calls = iter(range(1_000_000))

    def counted() -> str:
        if next(calls) == int(at_call):
            tell("now")
        return new_id()

    with Study(path, new_id=counted) as study:
        tell(study.execute(AddCode("Before"), coder="Cai").change_id)
        many = [source(f"bulk {n}", f"Word {n} " * 3_000) for n in range(150)]
        tell(study.execute(ImportSources(many), coder="Cai").change_id)
        sys.stdin.readline()


def add_codes(path: Path, who: str) -> None:
    """Fifty changes as fast as they go, once the word is given."""
    sys.stdin.readline()
    with Study(path) as study:
        for number in range(50):
            tell(study.execute(AddCode(f"{who} {number}"), coder=who).change_id)


def write_one(path: Path, who: str) -> None:
    with Study(path) as study:
        tell(study.execute(AddCode(f"by {who}"), coder=who).change_id)


def without_rights(path: Path, _: str) -> None:
    """As a user who may read and not write: what reads works, what writes says why not."""
    if os.getuid() == 0:  # rights do not bind root
        os.setgid(65534)
        os.setuid(65534)
    with Study(path, read_only=True) as study, study.reading() as reader:
        tell(facts(reader).title)
        tell(counts(reader)["codings"])
        tell(len(list(quotes(reader, CodingFilter()))))
    tell(check(path).sound)
    try:
        Study(path)
    except WorkbenchError as error:
        tell(f"{type(error).__name__}: {error.message} {error.hint}")


def on_a_full_disk(path: Path, limit: str) -> None:
    """With files held to `limit` bytes: a change that needs more, and then one that reads."""
    with Study(path) as study:
        many = [source(f"bulk {n}", f"Word {n} " * 3_000) for n in range(100)]
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        try:
            study.execute(ImportSources(many), coder="Cai")
        except WorkbenchError as error:
            tell(f"{type(error).__name__}: {error.message}")
        with study.reading() as reader:
            tell(counts(reader)["sources"])


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
