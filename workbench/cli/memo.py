"""`workbench memo`: dated notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    noun,
    reading_study,
    text_of,
)
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.store.study import Reader

OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        help="What it is about: study, or source:NAME, code:NAME, cmo:NUMBER, element:E3, tracer:NAME.",
    ),
]

MemoArgument = Annotated[str, typer.Argument(help="Title or id of a memo; the end of its id will do.")]

app = noun("Memos: analytic, decision, retroduction and reflexive notes, on anything in the study.")


@app.command()
def add(
    text: Annotated[str, typer.Argument(help="The memo; - reads it from stdin.")],
    kind: Annotated[str, typer.Option(help="analytic, decision, retroduction, reflexive.")] = "analytic",
    title: Annotated[str, typer.Option(help="A title.")] = "",
    on: Annotated[
        str,
        typer.Option(
            help="What it is about: study, or source:NAME, code:NAME, cmo:NUMBER, element:E3, tracer:NAME."
        ),
    ] = "study",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write a memo and print its id."""
    from workbench.model.vocabulary import MemoKind
    from workbench.study.commands import WriteMemo

    body = text_of(Path("-")) if text == "-" else text
    with changing_study(study) as opened:
        with opened.reading() as reader:
            subject_type, subject_id = _subject(reader, on, opened.id)
        command = WriteMemo(
            enum_of(MemoKind, kind, what="kind of memo"), body, title, subject_type, subject_id
        )
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if not dry_run:
        output.write_text(done.value)


def _subject(reader: Reader, on: str, study_id: str) -> tuple[str, str]:
    from workbench.store.reading import finding

    if on == "study":
        return "study", ""
    what, colon, name = on.partition(":")
    by_key = {"code": finding.find_code, "cmo": finding.find_cmo, "element": finding.find_element}
    if colon and what in by_key:
        return what, by_key[what](reader, name, study_id=study_id)
    if colon and what in ("source", "tracer", "site"):
        return what, finding.find(reader, what, name)
    raise UsageError(
        f"{on!r} does not say what the memo is about", hint="For example --on source:NM-01 or --on cmo:3"
    )


@app.command("list")
def list_memos(
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    by: Annotated[str | None, typer.Option(help="Only memos that this coder wrote.")] = None,
    on: OnOption = None,
    since: Annotated[
        str | None, typer.Option(help="Only memos written on this day or later: 2017-01-31.")
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List memos, oldest first."""
    from workbench.model.vocabulary import MemoKind
    from workbench.store.reading import finding
    from workbench.store.reading import study as reading
    from workbench.store.reading.memos import memos

    wanted = enum_of(MemoKind, kind, what="kind of memo") if kind else None
    first = _day(since) if since else ""
    with reading_study(study) as opened, opened.reading() as reader:
        about = _subject(reader, on, opened.id) if on else None
        writer = reading.coders(reader)[finding.find(reader, "coder", by)] if by else None
        found = [
            m
            for m in memos(reader, kind=wanted)
            if (about is None or (m.subject_type, m.subject_id) == about)
            and (writer is None or m.coder == writer)
            and m.created_at[:10] >= first
        ]
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("memo", "date", "kind", "by", "on", "title", "text"),
        [
            (output.shown_id(m.id), m.created_at[:10], m.kind, m.coder, m.subject, m.title, m.body)
            for m in found
        ],
    )


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise UsageError(f"{written!r} is not a date", hint="Write 2017-01-31.") from error


@app.command()
def show(memo: MemoArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print a memo with what it is about and who wrote it."""
    from workbench.store.reading import finding
    from workbench.store.reading.memos import memos

    with reading_study(study) as opened, opened.reading() as reader:
        identity = finding.find_memo(reader, memo, study_id=opened.id)
        view = next(m for m in memos(reader) if m.id == identity)
    if as_json:
        output.write_json(view)
        return
    rows = [
        ("memo", output.shown_id(view.id)),
        ("title", view.title),
        ("kind", view.kind),
        ("on", view.subject),
        ("by", view.coder),
        ("written", view.created_at[:10]),
        ("text", view.body),
    ]
    output.write_table(("", ""), [row for row in rows if row[1]])


@app.command()
def edit(
    memo: MemoArgument,
    text: Annotated[str | None, typer.Option(help="The new text; - reads it from stdin.")] = None,
    title: Annotated[str | None, typer.Option(help="The new title.")] = None,
    kind: Annotated[str | None, typer.Option(help="analytic, decision, retroduction, reflexive.")] = None,
    on: OnOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change a memo's text, title, kind or what it is about. Can be undone."""
    from workbench.model.vocabulary import MemoKind
    from workbench.store.reading import finding
    from workbench.study.memo_commands import EditMemo

    if text is None and title is None and kind is None and on is None:
        raise UsageError("nothing to change was named", hint="Give --text, --title, --kind or --on.")
    body = text_of(Path("-")) if text == "-" else text
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_memo(reader, memo, study_id=opened.id)
            about = _subject(reader, on, opened.id) if on is not None else None
        wanted = enum_of(MemoKind, kind, what="kind of memo") if kind is not None else None
        command = EditMemo(identity, wanted, body, title, about)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    memo: MemoArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a memo away, if it is not evidence for a CMO. Can be undone."""
    from workbench.store.reading import finding
    from workbench.study.memo_commands import RemoveMemo

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_memo(reader, memo, study_id=opened.id)
        change(opened, RemoveMemo(identity), coder=acting_coder(coder), dry_run=dry_run)
