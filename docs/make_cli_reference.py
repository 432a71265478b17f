"""Make `docs/cli.md` from the command tree and the error classes: `python docs/make_cli_reference.py`.

`tests/cli/test_cli_reference.py` fails while the page and the commands differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from workbench import errors
from workbench.cli import diagnostics
from workbench.cli.app import command_tree
from workbench.cli.nouns import NOUNS

PAGE = Path(__file__).parent / "cli.md"

HEAD = """# The command line

Made by `docs/make_cli_reference.py` from the commands themselves; do not edit.

Data goes to stdout, all else to stderr. Tables are drawn on a terminal and are tab-separated lines with a heading
anywhere else; text is UTF-8. `-` stands for stdin or stdout. `--study` may be left out where `WORKBENCH_STUDY`
names the study or only one lies in the folder; `--coder` where `WORKBENCH_CODER` or your settings name you.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, as `("cmo add-slot", command)`, in the order of the help."""
    yield from _leaves("", typer.main.get_command(command_tree(*NOUNS)))


def _leaves(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    nested = getattr(command, "commands", None)
    if nested is None:
        yield path, command
        return
    for name, sub in nested.items():
        yield from _leaves(f"{path} {name}".strip(), sub)


def parameters(command: Any) -> list[Any]:
    """Its arguments and options but for `--help`, which every command has."""
    return [param for param in command.params if param.name != "help"]


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Exit codes\n", _exit_codes()]
    noun = ""
    for path, command in commands():
        first, _, verb = path.partition(" ")
        if verb and first != noun:
            noun = first
            parts.append(f"\n## {noun}\n\n{_groups()[noun].help}\n")
        parts.append(_section(path, command, level=3 if verb else 2))
    return "\n".join(parts)


def _groups() -> dict[str, Any]:
    groups: dict[str, Any] = typer.main.get_command(command_tree(*NOUNS)).commands  # type: ignore[attr-defined]
    return groups


def _exit_codes() -> str:
    """A row for each code, with the kinds of error that give it."""
    kinds: dict[int, list[type[errors.WorkbenchError]]] = {}
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.WorkbenchError):
            kinds.setdefault(kind.exit_code, []).append(kind)
    rows = ["| code | meaning |", "| --- | --- |", "| 0 | Done; also where the reader of a pipe went away. |"]
    rows += [
        f"| {code} | {' '.join(_said(kind) for kind in of_code)} |" for code, of_code in sorted(kinds.items())
    ]
    rows.append(f"| {diagnostics.INTERNAL_ERROR} | A fault of the workbench itself; please report it. |")
    rows.append(f"| {diagnostics.INTERRUPTED} | Stopped by Ctrl+C; what was acknowledged is kept. |")
    return "\n".join(rows) + "\n"


def _said(kind: type[errors.WorkbenchError]) -> str:
    return (kind.__doc__ or "").strip().split("\n")[0]


def _section(path: str, command: Any, *, level: int) -> str:
    arguments = [param for param in parameters(command) if param.param_type_name == "argument"]
    options = [param for param in parameters(command) if param.param_type_name == "option"]
    words = " ".join(_usage(argument) for argument in arguments)
    lines = [
        f"{'#' * level} workbench {path}",
        "",
        f"    workbench {path}{' ' + words if words else ''} [OPTIONS]",
        "",
    ]
    lines += [(command.help or "").strip(), ""]
    lines += [f"- `{_usage(argument)}`: {argument.help}" for argument in arguments]
    lines += [f"- `{_option(option)}`: {option.help}{_default(option)}" for option in options]
    return "\n".join(lines) + "\n"


def _usage(argument: Any) -> str:
    name = (argument.metavar or argument.name).upper().strip("[]")
    dots = "..." if argument.nargs == -1 else ""
    return f"{name}{dots}" if argument.required else f"[{name}{dots}]"


def _option(option: Any) -> str:
    names = ", ".join(option.opts) + (
        " / " + ", ".join(option.secondary_opts) if option.secondary_opts else ""
    )
    if option.is_flag:
        return names
    return f"{names} {option.name.upper().replace('_', '-')}" + ("..." if option.multiple else "")


def _default(option: Any) -> str:
    value = option.default
    if option.is_flag or value in (None, "", (), []) or callable(value):
        return ""
    return f" Default: {value}."


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
