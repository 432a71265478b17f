"""`workbench guide`: interview guides, and the questions that gaps of the study propose for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import guide_questions, output
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
    write_or_print,
)
from workbench.cli.guide_questions import GuideArgument
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.model.guide_views import GuideQuestionView, GuideView

app = noun("guide")
app.command()(guide_questions.propose)


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="A title, such as 'Second wave, providers'.")] = "",
    note: Annotated[str, typer.Option(help="What those who interview should know.")] = "",
    start: Annotated[
        str | None,
        typer.Option("--from", help="Begin with the questions of this guide; 'last' is the newest."),
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Begin a guide and print its id. A later guide is a new one, so that each stays as it was used."""
    from workbench.store.reading.guides import find_guide
    from workbench.theory.guides import NewGuide

    with changing_study(study) as opened:
        with opened.reading() as reader:
            from_id = None if start is None else find_guide(reader, start)
        done = change(opened, NewGuide(title, note, from_id), coder=acting_coder(coder), dry_run=dry_run)
    if not dry_run:
        output.write_text(done.value)


app.command()(guide_questions.adopt)
app.command()(guide_questions.add)
app.command()(guide_questions.edit)
app.command()(guide_questions.move)
app.command()(guide_questions.drop)


@app.command()
def retitle(
    guide: GuideArgument,
    title: Annotated[str | None, typer.Option(help="The new title.")] = None,
    note: Annotated[str | None, typer.Option(help="The new note.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change a guide's title or note."""
    from workbench.store.reading.guides import find_guide
    from workbench.theory.guides import EditGuide

    if title is note is None:
        raise UsageError("nothing to change was named", hint="Give --title or --note.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_guide(reader, guide)
        change(opened, EditGuide(identity, title, note), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    guide: GuideArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a guide with its questions away. Can be undone."""
    from workbench.store.reading.guides import find_guide
    from workbench.theory.guides import RemoveGuide

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_guide(reader, guide)
        change(opened, RemoveGuide(identity), coder=acting_coder(coder), dry_run=dry_run)


@app.command("list")
def list_guides(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the guides, oldest first."""
    from workbench.store.reading.guides import guides

    with reading_study(study) as opened, opened.reading() as reader:
        found = guides(reader)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("guide", "title", "questions", "by", "on", "note"),
        [(g.number, g.title, len(g.questions), g.coder, g.created_at[:10], g.note) for g in found],
    )


@app.command()
def show(guide: GuideArgument = "last", study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print a guide's questions in order; without a name, those of the newest."""
    from workbench.findings.interview_guides import guide_at
    from workbench.store.reading.guides import find_guide

    with reading_study(study) as opened, opened.reading() as reader:
        found = guide_at(reader, find_guide(reader, guide))
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("question", "for", "purpose", "wording", "drawn from"),
        [
            (q.position, q.interviewee or "anyone", q.purpose, q.wording, q.drawn_from)
            for q in found.questions
        ],
    )


@app.command()
def diff(
    before: GuideArgument,
    after: GuideArgument = "last",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what changed from one guide to a later one: questions added, dropped, reworded."""
    from workbench.findings.interview_guides import difference
    from workbench.store.reading.guides import find_guide

    with reading_study(study) as opened, opened.reading() as reader:
        found = difference(reader, find_guide(reader, before), find_guide(reader, after))
    if as_json:
        output.write_json(
            {
                "before": found.before.number,
                "after": found.after.number,
                "added": found.added,
                "dropped": found.dropped,
                "reworded": found.reworded,
                "altered": found.altered,
            }
        )
        return
    rows = [("added", _who(one), "", one.wording) for one in found.added]
    rows += [("dropped", _who(one), one.wording, "") for one in found.dropped]
    rows += [("reworded", _who(new), old.wording, new.wording) for old, new in found.reworded]
    rows += [("asked otherwise", f"{_who(old)} → {_who(new)}", old.wording, "") for old, new in found.altered]
    output.write_table(("change", "for", _named(found.before), _named(found.after)), rows)


def _who(one: GuideQuestionView) -> str:
    return f"{one.interviewee or 'anyone'}, {one.purpose}"


def _named(guide: GuideView) -> str:
    return f"guide {guide.number}"


@app.command()
def export(
    guide: GuideArgument = "last",
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", help="md, docx, html, pdf; else by the file's ending, else md."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    reasons: Annotated[bool, typer.Option(help="Say below each question what it was drawn from.")] = True,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write a guide for those who interview: by role of the interviewee and by purpose."""
    from workbench.export.interview_guide import render_guide
    from workbench.findings.interview_guides import guide_at
    from workbench.store.reading.guides import find_guide
    from workbench.store.reading.study import facts
    from workbench.store.reading.tracer_report import as_of

    with reading_study(study) as opened, opened.reading() as reader:
        found = guide_at(reader, find_guide(reader, guide))
        title, date = facts(reader).title, as_of(reader)
    form = format_of(format, to, default="md")
    data = render_guide(found, format=form, study_title=title, as_of=date, reasons=reasons)
    write_or_print(to, data, force=force)
