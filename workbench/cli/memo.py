"""`workbench memo`: dated notes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


def _subject(reader: object, on: str, study_id: str) -> tuple[str, str]:
    from workbench.store.reading import finding

    if on == "study":
        return "study", ""
    noun_, colon, name = on.partition(":")
    by_key = {"code": finding.find_code, "cmo": finding.find_cmo, "element": finding.find_element}
    if colon and noun_ in by_key:
        return noun_, by_key[noun_](reader, name, study_id=study_id)  # type: ignore[arg-type]
    if colon and noun_ in ("source", "tracer", "site"):
        return noun_, finding.find(reader, noun_, name)  # type: ignore[arg-type]
    raise UsageError(
        f"{on!r} does not say what the memo is about", hint="For example --on source:NM-01 or --on cmo:3"
    )


@app.command("list")
def list_memos(
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List memos, oldest first."""
    from workbench.model.vocabulary import MemoKind
    from workbench.store.reading.memos import memos

    wanted = enum_of(MemoKind, kind, what="kind of memo") if kind else None
    with reading_study(study) as opened, opened.reading() as reader:
        found = memos(reader, kind=wanted)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("memo", "date", "kind", "by", "on", "title", "text"),
        [(m.id, m.created_at[:10], m.kind, m.coder, m.subject_type, m.title, m.body) for m in found],
    )
