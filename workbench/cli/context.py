"""What every command needs: the study meant, the person who acts, and the options that are the same everywhere."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from workbench import config
from workbench.cli import diagnostics
from workbench.cli.leaving import guarded_export
from workbench.cli.nouns import NOUNS
from workbench.errors import Ambiguous, BadInput, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.store.study import Done, Study
    from workbench.store.unit_of_work import Command

T = TypeVar("T")
Verb = TypeVar("Verb", bound=Callable[..., Any])

StudyOption = Annotated[
    Path | None,
    typer.Option("--study", "-s", help="The study file. Else $WORKBENCH_STUDY, else the only .study here."),
]
CoderOption = Annotated[
    str | None,
    typer.Option("--coder", help="Who makes the change. Else $WORKBENCH_CODER, else your setting."),
]
QueryArgument = Annotated[
    str,
    typer.Argument(
        help="What is asked, such as 'trust not cost site:Nordmoor': codes joined by or, and, not; near:200;"
        " source: site: tracer: wave: coder: organisation: role: text: memo: attribute=value."
    ),
]
SavedOption = Annotated[
    str | None, typer.Option("--saved", help="The query that is saved under this name, instead of one.")
]
NewCoderOption = Annotated[
    bool, typer.Option("--new-coder", help="Let a new coder join whose name is near another's.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Do all but keep nothing; say what would change.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace an output that exists.")]


@dataclass(frozen=True, slots=True)
class Named:
    """The coder whom a person named with the command, if any, and whether they said that this one is new."""

    coder: str | None = None
    is_new: bool = False


_NOBODY = Named()
_NAMED: ContextVar[Named] = ContextVar("named", default=_NOBODY)


class Noun(typer.Typer):
    """A command group; every command that takes a coder also takes `--new-coder`, one that exports `--names`."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Verb], Verb]:
        """Register a command, as typer does."""
        register = super().command(name, **settings)

        def decorate(function: Verb) -> Verb:
            register(guarded_export(_with_new_coder(function)))
            return function

        return decorate


def _with_new_coder(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same command with the option `--new-coder` after `--coder`; as it is if it takes no coder."""
    signature = inspect.signature(function, eval_str=True)
    places = [n for n, one in enumerate(signature.parameters.values(), 1) if one.annotation == CoderOption]
    if not places:
        return function

    @functools.wraps(function)
    def run(*, new_coder: bool = False, **given: Any) -> Any:
        token = _NAMED.set(Named(given.get("coder"), new_coder))
        try:
            return function(**given)
        finally:
            _NAMED.reset(token)

    parameters = list(signature.parameters.values())
    option = inspect.Parameter(
        "new_coder", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=NewCoderOption
    )
    ordered = [*parameters[: places[0]], option, *parameters[places[0] :]]
    # typer reads the signature, and functions do not declare the attribute that overrides it (PEP 362)
    run.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in ordered]
    )
    return run


def new_coders_may_join() -> bool:
    """Whether the person said that new coders are meant, so that a name near another is no slip."""
    return _NAMED.get().is_new


def noun(name: str) -> typer.Typer:
    """The command group of one noun."""
    return Noun(help=NOUNS[name], no_args_is_help=True, rich_markup_mode=None, add_completion=False)


def study_path(given: Path | None) -> Path:
    """The study file that is meant.

    Raises:
        UsageError: none is named and none lies here.
        Ambiguous: several lie here.
    """
    if given is not None:
        return given
    named = os.environ.get(config.STUDY_VARIABLE)
    if named:
        return Path(named)
    here = config.studies_in(Path.cwd())
    if len(here) == 1:
        return here[0].relative_to(Path.cwd())
    if here:
        raise Ambiguous(
            f"{len(here)} studies lie in this folder",
            hint="Say which with --study FILE or in WORKBENCH_STUDY.",
            candidates=tuple(path.name for path in here),
        )
    raise UsageError(
        "no study is named and none lies in this folder",
        hint="Name it with --study FILE, or create one: workbench study new NAME.study",
    )


def acting_coder(given: str | None) -> str:
    """The name of the person who acts.

    Raises:
        UsageError: nobody is named; a change is never made in nobody's name.
    """
    for name in (given, os.environ.get(config.CODER_VARIABLE)):
        if name and name.strip():
            return name.strip()
    if kept := config.load().coder.strip():
        return kept
    raise UsageError(
        "who makes this change? No coder is named",
        hint="Use --coder NAME, or set WORKBENCH_CODER, or keep it once: workbench config coder NAME",
    )


@contextmanager
def reading_study(given: Path | None) -> Iterator[Study]:
    """The study, opened for reading only."""
    from workbench.store.study import Study

    with Study(study_path(given), read_only=True) as study:
        _take_manner(study)
        yield study


def _take_manner(study: Study) -> None:
    """Let what a command writes have the study's dates and paper."""
    from workbench.export.manner import manner_of, write_in
    from workbench.store.reading.study import settings

    with study.reading() as reader:
        known = settings(reader)
    write_in(manner_of(known.get("dates", ""), known.get("paper", "")))


@contextmanager
def changing_study(given: Path | None) -> Iterator[Study]:
    """The study, opened for changes.

    Raises:
        NotFound: the coder named with the command is new, and their name near that of another.
    """
    from workbench.files.synced_folders import caution
    from workbench.store.study import Study

    with Study(study_path(given)) as study:
        if words := caution(study.path):
            diagnostics.warn(words)
        named = _NAMED.get()
        if named.coder and not named.is_new:
            require_clear_coder(study, named.coder)
        yield study


def require_clear_coder(study: Study, name: str) -> None:
    """Ask about the name of a new coder that is near that of one who has worked on the study.

    Raises:
        NotFound: offering the near names.
    """
    from workbench.coding.coder_names import require_clear_name
    from workbench.store.reading.coders import coders_at_work
    from workbench.store.reading.study import coders

    with study.reading() as reader:
        if study.coder_id(name) not in coders(reader):
            require_clear_name(name.strip(), coders_at_work(reader).values())


def change(study: Study, command: Command[T], *, coder: str, dry_run: bool = False) -> Done[T]:
    """Carry out a command and say on stderr what was done, and who joins the study's coders by it."""
    from workbench.store.reading.study import coders

    with study.reading() as reader:
        known = coders(reader)
    done = study.execute(command, coder=coder, dry_run=dry_run)
    would = dry_run and not done.summary.startswith("nothing")
    diagnostics.say(f"would have {done.summary}" if would else done.summary)
    if known and done.change_id is not None and study.coder_id(coder) not in known:
        diagnostics.warn(f"{coder} is new to this study as a coder; it had {', '.join(known.values())}")
    return done


def text_of(path: Path) -> str:
    """The text of a file that a person wrote, or of standard input for `-`; encodings as for sources.

    An encoding that had to be guessed is said on stderr.
    """
    from workbench.files.decode import decode_text
    from workbench.files.normalise import normalise

    decoded = decode_text(bytes_of(path), name=path.name)
    for note in decoded.notes:
        diagnostics.warn(f"{path.name}: {note}")
    return normalise(decoded.text).text


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        BadInput: the file is missing, a folder, or cannot be read.
    """
    if str(path) == "-":
        import sys

        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        from workbench.files.nearby import near_files

        raise BadInput(f"there is no file {path}", hint=near_files(path)) from None
    except IsADirectoryError:
        raise BadInput(f"{path} is a folder, not a file", hint="Name the file.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error


def enum_of(kind: type[Any], value: str, *, what: str) -> Any:
    """A word of a closed list.

    Raises:
        UsageError: another word; the list is named.
    """
    try:
        return kind(value.strip().lower())
    except ValueError:
        from workbench.model.likeness import did_you_mean, near_names, one_of

        words = [str(member) for member in kind]
        near = did_you_mean(near_names(value, words, limit=1))
        use = f"Use {one_of([repr(word) for word in words])}."
        raise UsageError(f"{value!r} is no {what}", hint=f"{near} {use}".lstrip()) from None


def format_of(given: str | None, target: Path | None, *, default: str) -> str:
    """The format that is meant: the one named, else by the ending of the output's name, else `default`."""
    if given is not None:
        return given
    ending = "" if target is None else target.suffix.lower().removeprefix(".")
    return {"": default, "yml": "yaml", "htm": "html", "markdown": "md", "tex": "latex"}.get(ending, ending)


def write_or_print(target: Path | None, data: bytes, *, force: bool) -> None:
    """An export to a file, or to standard output where none (or `-`) is named."""
    from workbench.cli import output
    from workbench.export.gate import require_clear
    from workbench.export.writing import write_output

    if target is None or str(target) == "-":
        require_clear(data)
        output.write_bytes(data)
        return
    write_output(target, data, force=force)
    diagnostics.say(f"wrote {target}")
