"""`workbench config`: the user's own settings."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
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

    path = settings.save(replace(settings.load(), coder=clean_name(name, "coder")))
    diagnostics.say(f"kept in {path}")


@app.command()
def vectors(
    name: Annotated[str, typer.Argument(help="An installed spaCy pipeline, a folder of vectors, or off.")],
) -> None:
    """Let suggestions use vectors from elsewhere, where they prove better on a study's own codings."""
    from workbench.suggest.embedding import embedding

    if name == "off":
        name = ""
    else:
        if Path(name).expanduser().is_dir():
            name = str(Path(name).expanduser().absolute())
        found = embedding(name)
        diagnostics.say(f"the vectors of {found.name!r} can be read")
    path = settings.save(replace(settings.load(), vectors=name))
    diagnostics.say(f"kept in {path}")


@app.command()
def show(as_json: JsonOption = False) -> None:
    """Print the settings and where they are kept."""
    values = {"file": str(settings.settings_path()), **asdict(settings.load())}
    if as_json:
        output.write_json(values)
    else:
        output.write_table(("setting", "value"), values.items())
