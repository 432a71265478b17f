"""Words of a command line that no command knows: typer's complaints in our words, with what may have been meant."""

from __future__ import annotations

import re
from typing import Any

import typer

from workbench.errors import UsageError

CALLED = {"create": "new", "make": "new", "delete": "remove", "rm": "remove", "ls": "list", "rename": "edit"}
"""What other programs call what is done here, and how it is called here."""


def explained(error: typer.TyperException) -> UsageError:
    """Typer's complaint as an error of ours; the hint says what may have been meant and where to read more."""
    context = getattr(error, "ctx", None)
    message, meant = _told(error, context)
    see = f"See: {context.command_path} --help" if context is not None else ""
    return UsageError(message, hint=" ".join(filter(None, (meant, see))))


def _told(error: Any, context: Any) -> tuple[str, str]:
    """What is wrong, and what may have been meant."""
    said = error.format_message()
    if unknown := re.match(r"No such command '(.*?)'", said):
        commands = list(context.command.commands)
        called = CALLED.get(unknown[1], unknown[1])
        return f"there is no command {unknown[1]!r}", _near(called, commands)
    if said.startswith("No such option"):
        options = [
            option for param in context.command.params for option in (*param.opts, *param.secondary_opts)
        ]
        return f"there is no option {error.option_name}", _near(error.option_name, options)
    if said.startswith("Missing") and error.param is not None:
        return f"{_name(error.param)} is missing", _words(error.param)
    if said.startswith("Got unexpected extra"):
        extra = said.partition("(")[2].partition("(")[2].rstrip(")")
        return f"too many words: {extra}", "Put words that belong together into quotation marks."
    if said.endswith("requires an argument."):
        return f"{error.option_name} needs a value after it", ""
    if said.endswith("does not take a value."):
        return f"{error.option_name} takes no value", ""
    if error.__cause__ is not None and hasattr(error.__cause__, "errors"):
        from workbench.files.model_faults import reason_of

        return f"{_name(error.param)} {reason_of(error.__cause__.errors()[0])}", ""
    return said, ""


def _near(typed: str, names: list[str]) -> str:
    from workbench.model.likeness import did_you_mean, near_names

    return did_you_mean(near_names(typed, names))


def _name(param: Any) -> str:
    return (
        max(param.opts, key=len)
        if param.param_type_name == "option"
        else str(param.metavar or param.name).upper()
    )


def _words(param: Any) -> str:
    """The help of an argument that is missing, as a sentence."""
    told = str(getattr(param, "help", "") or "")
    stop = "" if told.endswith(".") else "."
    return f"{_name(param)}: {told}{stop}" if told else ""
