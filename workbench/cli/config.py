"""`workbench config`: the user's own settings."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from workbench import config as settings
from workbench.cli import diagnostics, output
from workbench.cli.context import JsonOption, noun
from workbench.cli.study_backups import backups_number
from workbench.errors import BadInput

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
        name = _whole(name)
        found = embedding(name)
        diagnostics.say(f"the vectors of {found.name!r} can be read")
    path = settings.save(replace(settings.load(), vectors=name))
    diagnostics.say(f"kept in {path}")


@app.command()
def parser(
    name: Annotated[str, typer.Argument(help="An installed spaCy pipeline, a folder of one, or off.")],
) -> None:
    """Let the parser of a spaCy pipeline tell cause from effect in causal claims; else clause windows do."""
    from workbench.suggest.causal_sides import parser as parser_of

    if name == "off":
        name = ""
    else:
        name = _whole(name)
        parser_of(name)
        diagnostics.say(f"the parser of {Path(name).name!r} can be used")
    path = settings.save(replace(settings.load(), parser=name))
    diagnostics.say(f"kept in {path}")


@app.command()
def pseudonyms(
    folder: Annotated[str, typer.Argument(help="The folder of the keys NAME.pseudonyms.csv, or off.")],
) -> None:
    """Say where keys of pseudonyms lie, where not beside the studies: exports stop at the names in them."""
    if folder == "off":
        kept = ""
    else:
        kept = _whole(folder)
        if not Path(kept).is_dir():
            raise BadInput(f"{folder} is no folder", hint="Name the folder in which the keys lie.")
    path = settings.save(replace(settings.load(), pseudonyms=kept))
    diagnostics.say(f"kept in {path}")


@app.command()
def backups(
    number: Annotated[str, typer.Argument(help="How many, 1 or more; off for the usual number.")],
) -> None:
    """Say how many automatic backups of a study are kept; WORKBENCH_BACKUPS overrides it."""
    kept = "" if number == "off" else str(backups_number(number, "the number of backups"))
    path = settings.save(replace(settings.load(), backups=kept))
    diagnostics.say(f"kept in {path}")


def _whole(name: str) -> str:
    """A folder with all that leads to it; anything else as it is."""
    folder = Path(name).expanduser()
    return str(folder.absolute()) if folder.is_dir() else name


@app.command()
def show(as_json: JsonOption = False) -> None:
    """Print the settings and where they are kept."""
    values = {"file": str(settings.settings_path()), **asdict(settings.load())}
    if as_json:
        output.write_json(values)
    else:
        output.write_table(("setting", "value"), values.items())
