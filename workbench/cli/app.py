"""The `workbench` command: its nouns, and the way from its words to an exit code.

Modules of nouns import nothing heavy; what they need is imported when a command runs, so that help is quick.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from workbench import __version__
from workbench.cli import demo, diagnostics, history, misuse, open_screen, output, search
from workbench.cli.nouns import NOUNS
from workbench.errors import UsageError

COMPLETION_VARIABLE = "_WORKBENCH_COMPLETE"
"""Set by the shell when it asks what a half-typed command may become."""


def command_tree(*nouns: str) -> typer.Typer:
    """The whole command, with the verbs of these nouns; of the others it has name and help alone, to start sooner."""
    app = typer.Typer(
        name="workbench",
        help="The realist workbench: code interviews, assemble CMO configurations, report them.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, about in NOUNS.items():
        if name in nouns:
            app.add_typer(import_module(f"workbench.cli.{name}").app, name=name)
        else:
            app.add_typer(typer.Typer(help=about, callback=_nothing), name=name)
    app.command("search")(search.search)
    app.command("history")(history.history)
    app.command("undo")(history.undo)
    app.command("redo")(history.redo)
    app.command("open")(open_screen.open_screen)
    app.command("demo")(demo.demo)
    app.callback()(root)
    return app


def _nothing() -> None:
    """The place of a noun whose verbs nobody has asked for."""


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"workbench {__version__}\n")
        raise typer.Exit


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
        asked = NOUNS if COMPLETION_VARIABLE in os.environ else sys.argv[1:]
        code = command_tree(*asked)(prog_name="workbench", standalone_mode=False)
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
