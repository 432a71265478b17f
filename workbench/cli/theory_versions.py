"""`workbench theory version`: versions of the programme theory, made, listed, read, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    Noun,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    reading_study,
)
from workbench.errors import UsageError
from workbench.model.theory_version_text import described, difference_lines

if TYPE_CHECKING:
    from workbench.model.vocabulary import CMOKind
    from workbench.store.study import Reader

app = Noun(
    help="Versions of the programme theory: initial, refined, middle-range.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

VersionArgument = Annotated[str, typer.Argument(help="Number, title or id of a version.")]


@app.command()
def new(
    level: Annotated[str, typer.Option(help="initial, refined or middle-range.")],
    statement: Annotated[str, typer.Option(help="What the theory holds, in a sentence or two.")],
    title: Annotated[str, typer.Option(help="A short title.")] = "",
    reason: Annotated[str, typer.Option(help="Why it differs from the version before.")] = "",
    tracer: Annotated[str | None, typer.Option(help="Its tracer; else it is of the whole programme.")] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from", help="Start with the CMOs of the 'last' version of it, or with those 'standing' now."
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="With --from standing: only 'observed' or 'programme theory'.")
    ] = None,
    cmo: Annotated[
        list[str] | None, typer.Option("--cmo", help="A CMO that it holds; repeat for several.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="A CMO of --from to leave out; repeat for several.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Make a version: its CMOs are kept as they are worded now, whatever becomes of them."""
    from workbench.model.vocabulary import CMOKind, TheoryLevel
    from workbench.store.reading import finding
    from workbench.theory.versions import NewVersion

    if start not in (None, "last", "standing"):
        raise UsageError(f"{start!r} is nothing to start from", hint="Say --from last or --from standing.")
    if start is None and not cmo:
        raise UsageError(
            "which CMOs does it hold?", hint="Name them with --cmo, or say --from last or --from standing."
        )
    wanted = enum_of(CMOKind, kind, what="kind of CMO") if kind else None
    chosen = enum_of(TheoryLevel, level, what="level of theory")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            tracer_id = finding.find(reader, "tracer", tracer) if tracer is not None else None
            named = [finding.find_cmo(reader, one, study_id=opened.id) for one in cmo or []]
            out = {finding.find_cmo(reader, one, study_id=opened.id) for one in without or []}
            ids = tuple(one for one in (*_start(reader, start, tracer_id, wanted), *named) if one not in out)
        command = NewVersion(chosen, statement, ids, title, reason, tracer_id)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def _start(reader: Reader, start: str | None, tracer_id: str | None, kind: CMOKind | None) -> tuple[str, ...]:
    from workbench.findings.theory_versions import those_of_the_last, those_that_stand

    if start == "last":
        return those_of_the_last(reader, tracer_id)
    return those_that_stand(reader, tracer_id, kind=kind) if start == "standing" else ()


@app.command("list")
def list_versions(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the versions, oldest first."""
    from workbench.store.reading.theory_versions import theory_versions

    with reading_study(study) as opened, opened.reading() as reader:
        found = theory_versions(reader, at_length=None if as_json else ())
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("version", "level", "title", "tracer", "CMOs", "by", "on", "reason"),
        [
            (v.number, v.level, v.title, v.tracer, v.cmo_count, v.coder, v.created_at[:10], v.reason)
            for v in found
        ],
    )


@app.command()
def show(version: VersionArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print a version with its CMOs as they stood."""
    from workbench.store.reading.theory_versions import find_version, theory_versions

    with reading_study(study) as opened, opened.reading() as reader:
        identity = find_version(reader, version)
        found = next(one for one in theory_versions(reader, at_length={identity}) if one.id == identity)
    if as_json:
        output.write_json(found)
    else:
        output.write_text("\n".join(output.visible(line) for line in described(found)))


@app.command()
def edit(
    version: VersionArgument,
    title: Annotated[str | None, typer.Option(help="The new title.")] = None,
    statement: Annotated[str | None, typer.Option(help="The new statement.")] = None,
    reason: Annotated[str | None, typer.Option(help="The new reason.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mend a version's words. Other CMOs or another level make a new version, so that what was reported stays."""
    from workbench.store.reading.theory_versions import find_version
    from workbench.theory.versions import EditVersion

    if title is statement is reason is None:
        raise UsageError("nothing to change", hint="See what can be: workbench theory version edit --help")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_version(reader, version)
        command = EditVersion(identity, title, statement, reason)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    version: VersionArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a version away; its CMOs stay in the study."""
    from workbench.store.reading.theory_versions import find_version
    from workbench.theory.versions import RemoveVersion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_version(reader, version)
        change(opened, RemoveVersion(identity), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Number, title or id of the earlier version.")],
    after: Annotated[str, typer.Argument(help="Number, title or id of the later version.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what changed from one version to another: CMOs added, dropped, reworded slot by slot; the statement."""
    from workbench.findings.theory_versions import difference
    from workbench.store.reading.theory_versions import find_version

    with reading_study(study) as opened, opened.reading() as reader:
        found = difference(reader, find_version(reader, before), find_version(reader, after))
    if as_json:
        output.write_json(found)
    else:
        output.write_text("\n".join(output.visible(line) for line in difference_lines(found)))
