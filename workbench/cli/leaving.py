"""`--names`: what becomes of names of the pseudonym key in what a command writes for people outside the team."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from workbench import config
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.export.gate import Gate

NamesOption = Annotated[
    str,
    typer.Option(
        "--names",
        help="While names of the study's pseudonym key occur in it: refuse, mask them, or allow (kept in the log).",
    ),
]

OUTPUTS = ("to", "folder")
"""The parameters that make a command one that exports."""


def guarded_export(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same command with the option `--names` and the gate around it; as it is if it writes no files."""
    signature = inspect.signature(function, eval_str=True)
    outputs = [one for name, one in signature.parameters.items() if name in OUTPUTS and _is_path(one)]
    if not outputs or "study" not in signature.parameters:
        return function

    @functools.wraps(function)
    def run(*, on_names: str = "refuse", **given: Any) -> Any:
        from workbench.cli import diagnostics
        from workbench.export.gate import OnNames, guarded
        from workbench.export.manner import Manner, written_in

        gate = _gate(given["study"], on_names)
        with guarded(gate), written_in(Manner()):
            if gate is not None:
                gate.passing = functools.partial(_keep, study=given["study"], what=function.__name__)
            value = function(**given)
        if gate is not None and gate.found and gate.how is OnNames.MASK:
            diagnostics.say(f"masked {_met(gate)}")
        return value

    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in signature.parameters.values()]
    option = inspect.Parameter(
        "on_names", inspect.Parameter.KEYWORD_ONLY, default="refuse", annotation=NamesOption
    )
    # typer reads the signature, and functions do not declare the attribute that overrides it (PEP 362)
    run.__signature__ = signature.replace(parameters=[*parameters, option])  # type: ignore[attr-defined]
    return run


def _is_path(parameter: inspect.Parameter) -> bool:
    """Whether it takes a file or folder; `--to` of some commands is a person or a place in an order."""
    return Path in get_args(next(iter(get_args(parameter.annotation)), None))


def _gate(study: Path | None, names: str) -> Gate | None:
    """The gate of the study that is meant, None where it has no key of pseudonyms.

    Raises:
        UsageError: `names` is none of the three words. BadInput: the key cannot be used.
    """
    from workbench.cli.context import study_path
    from workbench.export.gate import Gate, OnNames
    from workbench.files.pseudonym_key import read_key

    if names not in list(OnNames):
        raise UsageError(f"{names!r} does not say what to do with names", hint="Say refuse, mask or allow.")
    key = config.pseudonym_key(study_path(study))
    return None if key is None else Gate(read_key(key), OnNames(names))


def _met(gate: Gate) -> str:
    from workbench.model.vocabulary import plural

    return f"{plural(len(gate.found), 'name')} of the pseudonym key"


def _keep(gate: Gate, *, study: Path | None, what: str) -> None:
    """Keep in the study's log that names are let pass; where that fails, nothing leaves."""
    from workbench.cli.context import acting_coder, change, changing_study
    from workbench.model.vocabulary import MemoKind
    from workbench.study.commands import WriteMemo

    words = f"{_met(gate)} were let pass in an export ({what.replace('_', ' ')})."
    coder = acting_coder(None)
    with changing_study(study) as opened:
        change(opened, WriteMemo(MemoKind.DECISION, words, "Names in an export"), coder=coder)
