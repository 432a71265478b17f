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
from workbench.cli.hiding import unseen_by_reader
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.model.vocabulary import MemoKind
    from workbench.store.study import Reader
    from workbench.study.commands import WriteMemo
    from workbench.study.subjects import OnPassage, Subject

OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        help="What it is about: study, or source:NAME, passage:SOURCE:START:END, coding:ID, code:NAME, cmo:NUMBER,"
        " element:E3, tracer:NAME, site:NAME, wave:NAME.",
    ),
]

MemoArgument = Annotated[str, typer.Argument(help="Title or id of a memo; the end of its id will do.")]

app = noun("memo")


@app.command()
def add(
    text: Annotated[str, typer.Argument(help="The memo; - reads it from stdin.")],
    kind: Annotated[str, typer.Option(help="analytic, decision, retroduction, reflexive.")] = "analytic",
    title: Annotated[str, typer.Option(help="A title.")] = "",
    on: OnOption = "study",
    quote: Annotated[
        str | None, typer.Option(help="The words that it is about, with --on source:NAME.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write a memo and print its id."""
    from workbench.model.vocabulary import MemoKind

    body = text_of(Path("-")) if text == "-" else text
    with changing_study(study) as opened:
        with opened.reading() as reader:
            about = _subject(reader, on or "study", opened.id, quote=quote)
        command = _writing(enum_of(MemoKind, kind, what="kind of memo"), body, title, about)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if not dry_run:
        output.write_text(done.value)


def _writing(kind: MemoKind, body: str, title: str, about: Subject) -> WriteMemo:
    from workbench.study.commands import WriteMemo

    if isinstance(about, tuple):
        return WriteMemo(kind, body, title, *about)
    return WriteMemo(kind, body, title, passage=about)


def _subject(reader: Reader, on: str, study_id: str, *, quote: str | None = None) -> Subject:
    """What `--on` names: a kind of thing and an id, or a passage.

    Raises:
        UsageError: it is of none of the forms. NotFound, Ambiguous: no one thing is meant.
    """
    from workbench.store.reading import finding

    what, colon, name = on.partition(":")
    if quote is not None:
        if what != "source":
            raise UsageError("--quote needs the source of the words", hint="For example --on source:NM-01")
        return _passage(reader, name, quote=quote)
    if on == "study":
        return "study", ""
    if what == "passage":
        source, span = _parted(name)
        return _passage(reader, source, span=span)
    by_key = {"code": finding.find_code, "cmo": finding.find_cmo, "element": finding.find_element}
    if colon and what in by_key:
        return what, by_key[what](reader, name, study_id=study_id)
    if colon and what == "coding":
        return what, finding.find_by_id(reader, what, name, hint="See them: workbench coding list")
    if colon and what in ("source", "tracer", "site", "wave"):
        return what, finding.find(reader, what, name)
    raise UsageError(
        f"{on!r} does not say what the memo is about", hint="For example --on source:NM-01 or --on cmo:3"
    )


def _parted(place: str) -> tuple[str, str]:
    """`NM-01:120:240` as source and span; the source's name may hold colons itself."""
    source, _, end = place.rpartition(":")
    source, _, start = source.rpartition(":")
    if not source:
        raise UsageError(
            f"{place!r} is not a passage",
            hint="For example --on passage:NM-01:120:240, START:END in characters.",
        )
    return source, f"{start}:{end}"


def _passage(reader: Reader, source: str, *, quote: str | None = None, span: str | None = None) -> OnPassage:
    from workbench.cli.passages import passage_of
    from workbench.study.subjects import OnPassage

    found = passage_of(reader, source, quote=quote, span=span)
    return OnPassage(found.revision_id, found.span)


def _key(about: Subject) -> tuple[str, str]:
    """The type and id by which a memo holds its subject."""
    from workbench.model.identity import excerpt_id

    if isinstance(about, tuple):
        return about
    return "excerpt", excerpt_id(about.revision_id, about.span.start_char, about.span.end_char)


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
        about = _key(_subject(reader, on, opened.id)) if on else None
        writer = reading.coders(reader)[finding.find(reader, "coder", by)] if by else None
        found = [
            m
            for m in memos(reader, kind=wanted, seen_by=unseen_by_reader(opened, reader))
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
