"""The `workbench` command: its nouns, and the way from its words to an exit code.

Modules of nouns import nothing heavy; what they need is imported when a command runs, so that help is quick.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated, NoReturn

import typer

from workbench import __version__
from workbench.cli import (
    agreement,
    cmo,
    codebook,
    coding,
    config,
    demo,
    diagnostics,
    element,
    export,
    history,
    memo,
    misuse,
    open_screen,
    output,
    report,
    search,
    source,
    study,
    suggest,
)
from workbench.errors import UsageError

app = typer.Typer(
    name="workbench",
    help="The realist workbench: code interviews, assemble CMO configurations, report them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(study.app, name="study")
app.add_typer(source.app, name="source")
app.add_typer(codebook.app, name="codebook")
app.add_typer(coding.app, name="coding")
app.add_typer(memo.app, name="memo")
app.add_typer(element.app, name="element")
app.add_typer(cmo.app, name="cmo")
app.add_typer(export.app, name="export")
app.add_typer(report.app, name="report")
app.add_typer(agreement.app, name="agreement")
app.add_typer(suggest.app, name="suggest")
app.add_typer(config.app, name="config")
app.command("search")(search.search)
app.command("history")(history.history)
app.command("undo")(history.undo)
app.command("redo")(history.redo)
app.command("open")(open_screen.open_screen)
app.command("demo")(demo.demo)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"workbench {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Code interviews, assemble context-mechanism-outcome configurations, report them."""


def collect_rarely() -> None:
    """Let the garbage collector run seldom: a command is short-lived, and bulk imports make many small values.

    Measured on 20,000 codings: a quarter less time, and the same peak of memory.
    """
    gc.set_threshold(100_000, 50, 50)


def main() -> None:
    """Run the command line and exit with its code."""
    collect_rarely()
    output.prepare()
    sys.exit(diagnostics.run(called))


def called() -> None:
    """Hand the words to typer; what it raises in its own way becomes an error of ours.

    Raises:
        UsageError: words that no command knows; KeyboardInterrupt, BrokenPipeError: as they came.
    """
    _require_text(sys.argv[1:])
    try:
        code = app(prog_name="workbench", standalone_mode=False)
    except typer.TyperException as error:
        _misused(error)
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):  # typer turns a closed pipe into an exit
            raise left.__context__ from None
        raise
    if code == diagnostics.INTERRUPTED:  # and Ctrl+C into a code
        raise KeyboardInterrupt
    if isinstance(code, int) and code:
        raise SystemExit(code)


def _require_text(words: list[str]) -> None:
    for word in words:
        try:
            word.encode("utf-8")
        except UnicodeEncodeError:
            raise UsageError(
                f"{word.encode('utf-8', 'backslashreplace').decode()!r} is not text in this terminal's encoding",
                hint="Rename the file, or set the terminal to UTF-8.",
            ) from None


def _misused(error: typer.TyperException) -> NoReturn:
    """Typer's complaint as ours; a group called without a verb shows its help and fails."""
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if context is not None and message == context.get_help():
        diagnostics.say(message)
        raise SystemExit(UsageError.exit_code)
    raise misuse.explained(error) from error
