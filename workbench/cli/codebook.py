"""`workbench codebook`: the codes and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    ForceOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    format_of,
    noun,
    reading_study,
    text_of,
    write_or_print,
)
from workbench.cli.hiding import unseen_by_reader
from workbench.errors import UsageError
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.store.study import Study

app = noun("codebook")


@app.command("import")
def import_codebook(
    file: Annotated[Path, typer.Argument(help="YAML, JSON or CSV.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add and update codes by identity; nothing is removed. With --dry-run, say what would change."""
    from workbench.coding.codebook import ImportCodebook
    from workbench.coding.codebook_file import read_codebook

    entries = read_codebook(text_of(file), name=file.name)
    with changing_study(study) as opened:
        command = ImportCodebook(entries, origin=file.name)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(done.value)
        return
    rows = [("added", path) for path in done.value.added]
    rows += [("updated", what) for what in done.value.updated]
    rows += [("not in the file", path) for path in done.value.absent]
    if rows:
        output.write_table(("change", "code"), rows)
    diagnostics.say(f"{done.value.unchanged} unchanged")


@app.command("export")
def export_codebook(
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="yaml, csv; to be read md, docx, html, pdf; else by the file's ending, else yaml.",
        ),
    ] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write the codebook with its hierarchy: yaml and csv whole, to be imported again; other forms as an appendix."""
    from workbench.export.codebook import render_codebook
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.study import facts
    from workbench.store.reading.tracer_report import as_of

    with reading_study(study) as opened, opened.reading() as reader:
        data = render_codebook(
            code_views(reader),
            format=format_of(format, to, default="yaml"),
            study_title=facts(reader).title,
            as_of=as_of(reader),
        )
    write_or_print(to, data, force=force)


@app.command("list")
def list_codes(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the codes with counts of codings and of distinct sources."""
    from workbench.store.reading.codebook import code_views, coding_counts

    with reading_study(study) as opened, opened.reading() as reader:
        codes = code_views(reader, counts=coding_counts(reader, seen_by=unseen_by_reader(opened, reader)))
    if as_json:
        output.write_json(codes)
        return
    output.write_table(
        ("code", "codings", "sources", "definition"),
        [
            (
                "  " * c.depth + c.name + (" (retired)" if c.retired else ""),
                c.coding_count,
                c.source_count,
                c.short_definition or c.full_definition,
            )
            for c in codes
        ],
    )


ShortOption = Annotated[str | None, typer.Option("--definition", help="Its short definition.")]
FullOption = Annotated[str | None, typer.Option("--full-definition", help="Its full definition.")]
UseOption = Annotated[str | None, typer.Option("--when-to-use", help="When to use it.")]
NotUseOption = Annotated[str | None, typer.Option("--when-not-to-use", help="When not to use it.")]
ExampleOption = Annotated[list[str] | None, typer.Option("--example", help="An example; may be repeated.")]
ColourOption = Annotated[str | None, typer.Option("--colour", help="#rrggbb.")]
CodeArgument = Annotated[str, typer.Argument(help="Name, path, key or id of a code.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The code's name.")],
    parent: Annotated[str | None, typer.Option(help="Name, path or id of the parent code.")] = None,
    definition: ShortOption = None,
    full_definition: FullOption = None,
    when_to_use: UseOption = None,
    when_not_to_use: NotUseOption = None,
    example: ExampleOption = None,
    colour: ColourOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add one code."""
    from workbench.coding.codebook import AddCode

    with changing_study(study) as opened:
        command = AddCode(
            name,
            _code(opened, parent) if parent is not None else None,
            definition or "",
            full_definition or "",
            when_to_use or "",
            when_not_to_use or "",
            tuple(example or ()),
            colour or "",
        )
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({"code": done.value})


def _code(study: Study, reference: str, *, retired: bool = False) -> str:
    from workbench.store.reading import finding

    with study.reading() as reader:
        return finding.find_code(reader, reference, study_id=study.id, retired=retired)


@app.command()
def show(code: CodeArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show one code with all its fields and who has coded how much with it."""
    from workbench.store.reading.code_use import codings_by_coder
    from workbench.store.reading.codebook import code_views, coding_counts

    with reading_study(study) as opened, opened.reading() as reader:
        identity = _code(opened, code, retired=True)
        seen_by = unseen_by_reader(opened, reader)
        counts = coding_counts(reader, seen_by=seen_by)
        view = next(one for one in code_views(reader, counts=counts) if one.id == identity)
        by_coder = codings_by_coder(reader, identity, seen_by=seen_by)
    if as_json:
        output.write_json({**output.plain(view), "codings_by_coder": by_coder})
        return
    whose = ", ".join(f"{name} {count:,}" for name, count in by_coder.items())
    rows = [
        ("code", view.path + (" (retired)" if view.retired else "")),
        ("short definition", view.short_definition),
        ("full definition", view.full_definition),
        ("when to use", view.when_to_use),
        ("when not to use", view.when_not_to_use),
        *(("example", example) for example in view.examples),
        ("colour", view.colour),
        ("codings", f"{plural(view.coding_count, 'coding')} in {plural(view.source_count, 'source')}"),
        ("coders", whose),
        ("key", view.key),
        ("id", view.id),
    ]
    output.write_table(("field", "content"), [row for row in rows if row[1]])


@app.command()
def edit(
    code: CodeArgument,
    name: Annotated[str | None, typer.Option(help="A new name.")] = None,
    definition: ShortOption = None,
    full_definition: FullOption = None,
    when_to_use: UseOption = None,
    when_not_to_use: NotUseOption = None,
    example: ExampleOption = None,
    colour: ColourOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Change what a code says of itself: what is not named stays, an empty text ("") empties a field."""
    from workbench.coding.codes import EditCode

    given = (name, definition, full_definition, when_to_use, when_not_to_use, example, colour)
    if all(one is None or one == [] for one in given):
        raise UsageError("nothing to change is named", hint="For example --name NEW or --definition TEXT.")
    with changing_study(study) as opened:
        command = EditCode(
            _code(opened, code, retired=True),
            name,
            definition,
            full_definition,
            when_to_use,
            when_not_to_use,
            tuple(example) if example else None,
            colour,
        )
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({"code": command.code_id, "changed": done.value})


@app.command()
def move(
    code: CodeArgument,
    under: Annotated[str | None, typer.Option(help="The new parent.")] = None,
    top: Annotated[bool, typer.Option("--top", help="To the top, under no parent.")] = False,
    before: Annotated[str | None, typer.Option(help="Right before this code.")] = None,
    after: Annotated[str | None, typer.Option(help="Right after this code.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a code, with the codes below it, under another parent, or before or after another code."""
    from workbench.coding.codes import MoveCode
    from workbench.store.reading.codebook import code_views

    if sum((under is not None, top, before is not None, after is not None)) != 1:
        raise UsageError("say where to: give one of --under, --top, --before and --after")
    with changing_study(study) as opened:
        identity = _code(opened, code, retired=True)
        target = _code(opened, under or before or after or "", retired=True) if not top else None
        command = MoveCode(identity, target)
        if before is not None or after is not None:
            with opened.reading() as reader:
                codes = code_views(reader, counted=False)
            beside = next(one for one in codes if one.id == target)
            order = [one.id for one in codes if one.parent_id == beside.parent_id and one.id != identity]
            if beside.id == identity:
                raise UsageError(f"{beside.path!r} cannot stand beside itself")
            position = order.index(beside.id) + (after is not None)
            command = MoveCode(identity, beside.parent_id, position)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def merge(
    codes: Annotated[list[str], typer.Argument(help="The codes to be merged; they are removed.")],
    into: Annotated[str, typer.Option("--into", help="The code that stays.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Merge codes into one: all coders' codings, sub-codes, memos and examples go along. With --dry-run, a preview."""
    from workbench.coding.merging import MergeCodes

    with changing_study(study) as opened:
        ids = tuple(_code(opened, one, retired=True) for one in codes)
        command = MergeCodes(ids, _code(opened, into))
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(done.value)
        return
    for path in done.value.sub_codes:
        diagnostics.say(f"moved under {done.value.into}: {path}")
    for field in done.value.left:
        diagnostics.warn(f"not taken over, and kept in the history: {field}")


@app.command()
def retire(
    code: CodeArgument, study: StudyOption = None, coder: CoderOption = None, dry_run: DryRunOption = False
) -> None:
    """Take a code out of use: its codings stay, and no new ones are made."""
    from workbench.coding.codes import RetireCode

    with changing_study(study) as opened:
        command = RetireCode(_code(opened, code, retired=True))
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def restore(
    code: CodeArgument, study: StudyOption = None, coder: CoderOption = None, dry_run: DryRunOption = False
) -> None:
    """Take a retired code up again."""
    from workbench.coding.codes import RestoreCode

    with changing_study(study) as opened:
        command = RestoreCode(_code(opened, code, retired=True))
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    code: CodeArgument, study: StudyOption = None, coder: CoderOption = None, dry_run: DryRunOption = False
) -> None:
    """Remove a code on which nothing rests."""
    from workbench.coding.codes import RemoveCode

    with changing_study(study) as opened:
        command = RemoveCode(_code(opened, code, retired=True))
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
