"""`workbench search`: words in the current texts, and coding what is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    reading_study,
)
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.model.searching import SourceHits
    from workbench.store.study import Reader


def search(
    words: Annotated[str, typer.Argument(help="What to look for, in any case.")],
    mode: Annotated[
        str,
        typer.Option(
            help="phrase: whole words in this order. words: all of them in one speaker turn, else paragraph."
            " regex: a regular expression. fuzzy: words like these."
        ),
    ] = "phrase",
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only what this speaker says.")] = None,
    code: Annotated[str | None, typer.Option(help="Code every hit with this code, as one change.")] = None,
    extend: Annotated[
        str | None, typer.Option(help="With --code: how much to code. hit, sentence or turn; else hit.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Find words in all sources, with context; with --code, code what is found."""
    if code is None and (extend is not None or dry_run):
        raise UsageError("--extend and --dry-run go with --code", hint="Name the code: --code NAME")
    limits = {"source": source, "site": site, "tracer": tracer, "speaker": speaker}
    if code is not None:
        _code(
            words, mode, limits, code=code, extend=extend or "hit", study=study, coder=coder, dry_run=dry_run
        )
        return
    with reading_study(study) as opened, opened.reading() as reader:
        found = _found(reader, words, mode, limits)
    if as_json:
        output.write_json([{"source": one.source, **output.plain(hit)} for one in found for hit in one.hits])
        return
    output.write_table(
        ("source", "span", "passage"),
        [
            (one.source, f"{h.start_char}:{h.end_char}", f"{h.before}[{h.text}]{h.after}")
            for one in found
            for h in one.hits
        ],
    )
    _tell(found)


def _found(reader: Reader, words: str, mode: str, limits: dict[str, str | None]) -> list[SourceHits]:
    from workbench.coding.query import quoted
    from workbench.model.searching import SearchMode
    from workbench.retrieval import search_for
    from workbench.store.reading.searching import find

    line = " ".join(f"{field}:{quoted(value)}" for field, value in limits.items() if value is not None)
    wanted = search_for(reader, enum_of(SearchMode, mode, what="way of searching"), words, line)
    return [one for one in find(reader, wanted) if one.hits or one.left_out]


def _code(
    words: str,
    mode: str,
    limits: dict[str, str | None],
    *,
    code: str,
    extend: str,
    study: Path | None,
    coder: str | None,
    dry_run: bool,
) -> None:
    from workbench.coding.commands import ApplyCodes
    from workbench.coding.extending import new_codings, passages
    from workbench.model.searching import Extent
    from workbench.store.reading import finding

    extent = enum_of(Extent, extend, what="extent")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            code_id = finding.find_code(reader, code, study_id=opened.id)
            found = _found(reader, words, mode, limits)
            stretches = passages(reader, (hit for one in found for hit in one.hits), extent)
        output.write_table(
            ("source", "span", "passage"),
            [(one.source, f"{one.start_char}:{one.end_char}", one.text) for one in stretches],
        )
        _tell(found)
        origin = f"the search for {words!r}"
        command = ApplyCodes(new_codings(stretches, code_id), origin, searched=True)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if done.value.present and done.value.added:
        diagnostics.say(f"{done.value.present} were there already")


def _tell(found: list[SourceHits]) -> None:
    from workbench.model.vocabulary import plural

    hits = sum(len(one.hits) for one in found)
    sources = sum(bool(one.hits) for one in found)
    diagnostics.say(f"{plural(hits, 'hit')} in {plural(sources, 'source')}")
    if left_out := [one.source for one in found if one.left_out]:
        shown = ", ".join(left_out[:5]) + (" …" if len(left_out) > 5 else "")
        diagnostics.warn(f"the pattern took too long in {plural(len(left_out), 'source')}: {shown}")
