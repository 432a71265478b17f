"""The `workbench` command: its nouns, and the way from its words to an exit code.

Modules of nouns import nothing heavy; what they need is imported when a command runs, so that help is quick.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from workbench import __version__
from workbench.cli import (
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
    open_screen,
    report,
    search,
    source,
    study,
)

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


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(diagnostics.run(lambda: _called()))


def _called() -> None:
    code = app(standalone_mode=False)
    if isinstance(code, int) and code:
        raise SystemExit(code)
