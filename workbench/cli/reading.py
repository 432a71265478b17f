"""`workbench coding read | unread | progress`: what was read without coding, and how far each source is."""

from __future__ import annotations

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
    reading_study,
)
from workbench.cli.passages import QuoteOption, SpanOption, passage_of
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.model.coding import Span
    from workbench.store.study import Study

SourceArgument = Annotated[str, typer.Argument(help="Name or id of a source.")]
AllOption = Annotated[bool, typer.Option("--all", help="The whole source.")]


def read(
    source: SourceArgument,
    quote: QuoteOption = None,
    span: SpanOption = None,
    whole: AllOption = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark a passage, or a whole source, as read with nothing to code in it."""
    from workbench.coding.reading_marks import MarkRead

    with changing_study(study) as opened:
        revision_id, where = _where(opened, source, quote=quote, span=span, whole=whole)
        change(opened, MarkRead(revision_id, where), coder=acting_coder(coder), dry_run=dry_run)


def unread(
    source: SourceArgument,
    quote: QuoteOption = None,
    span: SpanOption = None,
    whole: AllOption = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take your marks of what was read away, in a passage or in a whole source."""
    from workbench.coding.reading_marks import UnmarkRead

    with changing_study(study) as opened:
        revision_id, where = _where(opened, source, quote=quote, span=span, whole=whole)
        change(opened, UnmarkRead(revision_id, where), coder=acting_coder(coder), dry_run=dry_run)


def _where(
    study: Study, source: str, *, quote: str | None, span: str | None, whole: bool
) -> tuple[str, Span]:
    from workbench.errors import BadInput
    from workbench.model.coding import Span
    from workbench.store.reading import finding
    from workbench.store.reading.sources import source_views

    if sum((quote is not None, span is not None, whole)) != 1:
        raise UsageError("say where: give one of --quote, --span and --all")
    with study.reading() as reader:
        if not whole:
            found = passage_of(reader, source, quote=quote, span=span)
            return found.revision_id, found.span
        identity = finding.find(reader, "source", source)
        view = next(one for one in source_views(reader, counted=False) if one.id == identity)
    if not view.char_count:
        raise BadInput(f"{view.name} is empty, so there is nothing to mark")
    return view.revision_id, Span(0, view.char_count)


def progress(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """How much of each source is coded or marked as read, and by whom."""
    from workbench.store.reading.progress import progress as sources_and_coders

    with reading_study(study) as opened, opened.reading() as reader:
        found = sources_and_coders(reader)
    if as_json:
        output.write_json(found)
        return
    rows = []
    for one in found:
        rows.append((one.source, "all", "", "", _share(one.covered_chars, one.char_count), ""))
        rows += [
            (
                one.source,
                who.coder,
                _share(who.coded_chars, one.char_count),
                _share(who.read_chars, one.char_count),
                _share(who.covered_chars, one.char_count),
                who.last_at[:10],
            )
            for who in one.coders
        ]
    output.write_table(("source", "coder", "coded", "marked as read", "worked through", "last"), rows)


def _share(part: int, whole: int) -> str:
    """A share in whole percent; never 100 % while something is missing, nor 0 % of something."""
    if part in (0, whole):
        return "100 %" if part else "0 %"
    return f"{min(99, max(1, round(100 * part / whole)))} %"
