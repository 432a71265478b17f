"""`workbench config`: the user's own settings."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench import config as settings
from workbench.cli import diagnostics, output
from workbench.cli.context import JsonOption, noun

app = noun("config")


@app.command()
def coder(name: Annotated[str, typer.Argument(help="Your name as a coder.")]) -> None:
    """Keep your name, so that --coder is not needed each time."""
    from workbench.model.identity import clean_name

    path = settings.save_coder(clean_name(name, "coder"))
    diagnostics.say(f"kept in {path}")


@app.command()
def show(as_json: JsonOption = False) -> None:
    """Print the settings and where they are kept."""
    values = {"file": str(settings.settings_path()), "coder": settings.load().coder}
    if as_json:
        output.write_json(values)
    else:
        output.write_table(("setting", "value"), values.items())
