"""What only a process of its own can show: what is loaded, streams that close, signals, and what `main` returns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

MAIN = "from workbench.cli.app import main; main()"
HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "textual",
    "spacy",
    "rapidfuzz",
    "docx",
    "pydantic",
    "yaml",
    "lxml",
    "xlsxwriter",
)
LOADED = f"""
import sys
from workbench.cli.app import main
try:
    main()
finally:
    print(",".join(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)
"""


def run(*words: str, code: str = MAIN, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, capture_output=True, timeout=60, **options)


@pytest.mark.parametrize("words", [("--help",), ("--version",)])
def test_help_and_version_load_nothing_heavy(words: tuple[str, ...]) -> None:
    said = run(*words, code=LOADED)
    assert (said.returncode, said.stderr) == (0, b"\n")


@pytest.mark.parametrize(("words", "known"), [(("cmo", "add-slot", "--help"), ""), (("bogus",), "rapidfuzz")])
def test_other_words_that_reach_no_study_load_no_more_than_typer_and_near_names_do(
    words: tuple[str, ...], known: str
) -> None:
    loaded = set(run(*words, code=LOADED).stderr.decode().splitlines()[-1].split(","))
    assert loaded <= {"", "pydantic", known}


def test_help_is_data_and_a_call_without_words_is_an_error_that_shows_it() -> None:
    asked, unasked = run("--help"), run()
    assert asked.stdout.startswith(b"Usage: workbench")
    assert (unasked.returncode, unasked.stdout) == (2, b"")
    assert b"Commands:" in unasked.stderr


def test_a_reader_that_leaves_early_hears_no_noise(demonstration: Path) -> None:
    for words in (["coding", "list"], ["study", "info"], ["cmo", "list", "--json"], ["export", "codings"]):
        child = subprocess.Popen(
            [sys.executable, "-c", MAIN, *words, "--study", str(demonstration)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b"", words
        child.stderr.close()
        assert child.wait(timeout=60) == 0


def test_a_stdout_that_is_full_is_told(demonstration: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(
            [sys.executable, "-c", MAIN, "study", "info", "--study", str(demonstration)],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert said.returncode == 7
    assert said.stderr.startswith(b"error: standard output cannot be written")
    assert b"Exception" not in said.stderr


def test_ctrl_c_stops_with_its_own_code(tmp_path: Path) -> None:
    waits = "workbench.sources.preparing"  # a command that waits for stdin is stopped while it waits
    words = (
        "source",
        "import",
        "-",
        "--name",
        "x.txt",
        "--coder",
        "Ann",
        "--study",
        str(tmp_path / "s.study"),
    )
    child = subprocess.Popen(
        [sys.executable, "-c", f"import {waits}; print('up', flush=True); {MAIN}", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"up\n"
    reading = f"/proc/{child.pid}/syscall"
    while not Path(reading).read_text().startswith(("0 ", "running")):
        os.sched_yield()
    while not Path(reading).read_text().startswith("0 0x0 "):  # read(stdin)
        os.sched_yield()
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"stopped" in err
    assert b"Traceback" not in err


def test_any_character_goes_into_a_pipe_whatever_the_locale(demonstration: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    said = run("cmo", "show", "5", "--study", str(demonstration), env=environment)
    assert said.returncode == 0
    assert "“" in said.stdout.decode("utf-8")


def test_a_fault_of_ours_says_so_and_shows_its_place_only_where_that_is_asked_for() -> None:
    broken = "import sys; from workbench.cli import diagnostics; sys.exit(diagnostics.run(lambda: 1 / 0))"
    said = run(code=broken)
    assert said.returncode == 70
    assert b"fault of the workbench itself (ZeroDivisionError)" in said.stderr
    assert b"Traceback" not in said.stderr
    assert b"Traceback" in run(code=broken, env={**os.environ, "WORKBENCH_DEBUG": "1"}).stderr


def test_the_shell_is_told_the_verbs_of_a_noun() -> None:
    words = {"_WORKBENCH_COMPLETE": "complete_bash", "COMP_WORDS": "workbench cmo add-", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", MAIN], env={**os.environ, **words}, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["add-slot", "add-evidence"]
