"""`workbench study`: the study file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics, output, study_backups, study_team, study_who
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    bytes_of,
    change,
    changing_study,
    noun,
    reading_study,
    study_path,
    text_of,
)
from workbench.cli.history import check_exported
from workbench.errors import StudyDamaged, UsageError

app = noun("study")


@app.command()
def new(
    path: Annotated[Path, typer.Argument(help="The file to create, NAME.study.")],
    title: Annotated[str | None, typer.Option(help="The study's title; else the file's name.")] = None,
) -> None:
    """Create an empty study file."""
    from workbench.store.creating import create_study

    if not path.name or path.name == "..":
        raise UsageError(f"{path} is a folder, not the name of a file", hint="Say NAME.study.")
    if path.suffix != ".study":
        path = path.with_name(path.name + ".study")
    create_study(path, title=path.stem if title is None else title)
    diagnostics.say(f"created {path}")


@app.command("import")
def import_bundle(
    bundle: Annotated[Path, typer.Argument(help="What export study wrote; - reads it from stdin.")],
    path: Annotated[Path, typer.Argument(help="The file to create, NAME.study.")],
    coder: CoderOption = None,
) -> None:
    """Make a study file of a bundle; its content is the same, its change log begins with the import."""
    from workbench.study.bundle import unpack

    count = unpack(bytes_of(bundle), name=bundle.name, path=path, coder=acting_coder(coder))
    diagnostics.say(f"created {path} of {count:,} rows")


@app.command()
def anonymise(
    path: Annotated[Path, typer.Argument(help="The copy to write, NAME.study.")],
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this coder; repeat for several. Else all.")
    ] = None,
    study: StudyOption = None,
) -> None:
    """Write a copy in which coders are Coder 1, Coder 2 ...; the log stays behind, what they wrote themselves stays."""
    from workbench.study.anonymising import anonymous_copy

    with reading_study(study) as opened:
        renamed = anonymous_copy(opened, path, names=only or ())
    diagnostics.say(f"created {path}, in which these coders have no names: {', '.join(renamed)}")
    diagnostics.warn("memos, notes and the authors' names are as they were written")


@app.command()
def describe(
    file: Annotated[
        Path, typer.Argument(help="YAML or JSON: title, authors, aim, sites, tracers, waves, coders.")
    ],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Set what the study says of itself, and its sites, tracers, waves and coders, from a file."""
    from workbench.files.structured import load
    from workbench.study.files import StudyFile

    described = load(text_of(file), name=file.name, model=StudyFile)
    with changing_study(study) as opened:
        change(opened, described.command(), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    what: Annotated[str, typer.Argument(help="site:NAME, tracer:NAME or wave:NAME.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a site, tracer or wave out of the study, if nothing refers to it. Can be undone."""
    from workbench.store.reading import finding
    from workbench.study.design_removal import KINDS, RemoveDesign

    kind, _, name = what.partition(":")
    if kind not in KINDS or not name.strip():
        raise UsageError(
            f"{what!r} names no site, tracer or wave", hint="For example: workbench study remove site:Harlmer"
        )
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find(reader, kind, name)
        change(opened, RemoveDesign(kind, identity), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def info(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """What the study is and how much it holds."""
    from workbench.store.reading import study as reading
    from workbench.store.reading.coders import coders_at_work

    with reading_study(study) as opened, opened.reading() as reader:
        facts = reading.facts(reader)
        counts = reading.counts(reader)
        design = {
            "sites": [site.name for site in reading.sites(reader)],
            "tracers": [tracer.name for tracer in reading.tracers(reader)],
            "waves": [wave.name for wave in reading.waves(reader)],
            "coders": list(reading.coders(reader).values()),
        }
        working = set(coders_at_work(reader).values())
    if as_json:
        output.write_json({"file": str(opened.path), "study": facts, **design, "counts": counts})
        return
    rows = [("title", facts.title), ("authors", "; ".join(facts.authors)), ("aim", facts.aim)]
    rows += [("approach", facts.approach), ("ethics", facts.ethics)]
    design["coders"] = [name if name in working else f"{name} (no changes)" for name in design["coders"]]
    rows += [(name, ", ".join(names)) for name, names in design.items()]
    rows += [("attribution", facts.attribution), ("dialect", facts.dialect), ("file", str(opened.path))]
    rows += [(name, f"{count:,}") for name, count in counts.items() if name not in design]
    output.write_table(("", ""), [row for row in rows if row[1]])


@app.command()
def check(
    exported: Annotated[
        Path | None,
        typer.Option("--history", help="Verify this log instead, written by 'export history' as jsonl."),
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Verify the whole file: structure, references, texts, quotes, change log, search index."""
    from workbench.store.sqlite_engine import plain_errors
    from workbench.store.sqlite_integrity import check as check_file

    if exported is not None:
        if study is not None:
            raise UsageError("a study or an exported log?", hint="Name one of --study and --history.")
        check_exported(exported, as_json=as_json)
        return
    path = study_path(study)
    with plain_errors(path):
        report = check_file(path)
    if as_json:
        output.write_json({"file": str(path), "sound": report.sound, **output.plain(report)})
    else:
        _print_check(report.faults, report.readable if not report.sound else {})
        for note in report.notes:
            diagnostics.warn(note)
    if not report.sound:
        raise StudyDamaged(
            f"{path} is damaged", hint="Restore the newest sound backup, or export what is still readable."
        )


def _print_check(faults: dict[str, list[str]], readable: dict[str, str]) -> None:
    rows = [(part, line) for part, found in faults.items() for line in found or ["sound"]]
    output.write_table(("part", "verdict"), rows)
    if readable:
        output.write_table(("table", "still readable"), readable.items())


@app.command()
def backup(study: StudyOption = None) -> None:
    """Copy the study into its backup folder, verify the copy, and print where it is."""
    from workbench.model.identity import now
    from workbench.store.sqlite_backup import back_up

    stamp = now()[:19].replace("-", "").replace(":", "") + "Z"
    output.write_text(str(back_up(study_path(study), stamp=stamp)))


@app.command()
def migrate(study: StudyOption = None) -> None:
    """Bring a study file of an earlier format up to date; a verified backup is made first and kept."""
    from workbench.model.identity import now
    from workbench.store.sqlite_migrations import migrate as migrate_file

    path = study_path(study)
    before, after, saved = migrate_file(path, stamp=now()[:19].replace("-", "").replace(":", "") + "Z")
    if saved is None:
        diagnostics.say(f"{path} has the present format ({after}) already")
    else:
        diagnostics.say(f"{path}: format {before} -> {after}; backup: {saved}")


study_team.add_to(app)
study_backups.add_to(app)
study_who.add_to(app)
