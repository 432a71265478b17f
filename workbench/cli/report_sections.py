"""`workbench report sections`, `write`, `edit`, `quote`, `move`, `remove`, `versions`: what people write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    ForceOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    reading_study,
    text_of,
    write_or_print,
)
from workbench.cli.passages import QuoteOption, SpanOption, passage_of
from workbench.errors import BadInput, UsageError

if TYPE_CHECKING:
    from workbench.model.report_views import SectionView
    from workbench.store.study import Reader

SectionArgument = Annotated[
    str, typer.Argument(help="A section: its claim or the beginning of its text, or the end of its id.")
]
ClaimOption = Annotated[str | None, typer.Option(help="The claim of a theme.")]
TextOption = Annotated[str | None, typer.Option(help="The text; - reads it from stdin.")]
SummaryOption = Annotated[str | None, typer.Option("--in-summary", help="A theme in summary.")]
CodeOption = Annotated[
    str | None, typer.Option(help="The code whose quotes illustrate a theme for which none are chosen.")
]
SiteOption = Annotated[str | None, typer.Option(help="The site that it is of; without, it is of all sites.")]
CMOOption = Annotated[
    list[str] | None, typer.Option("--cmo", help="A CMO that it rests on, such as 3; repeat for several.")
]

NONE = "none"


def sections(
    tracer: Annotated[str | None, typer.Option(help="Only those of this tracer.")] = None,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="As a file that report import reads.")] = False,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; else stdout. With --yaml.")
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """List what was written for reports, in the order in which they print it, with what it rests on."""
    from workbench.model.report_views import as_printed
    from workbench.store.reading import finding
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.sections import sections as read

    if to is not None and not as_yaml:
        raise UsageError("--output is for --yaml", hint="Say --yaml, or send the list to a file yourself.")
    with reading_study(study) as opened, opened.reading() as reader:
        tracer_id = finding.find(reader, "tracer", tracer) if tracer is not None else None
        found = as_printed(read(reader, tracer_id))
        paths = {code.id: code.path for code in code_views(reader, counted=False)}
    if as_json:
        output.write_json(found)
    elif as_yaml:
        from workbench.study.sections_file import sections_yaml

        write_or_print(to, sections_yaml(found, code_paths=paths).encode("utf-8"), force=force)
    else:
        output.write_table(
            ("section", "tracer", "site", "kind", "CMOs", "quotes", "claim or text"),
            [
                (
                    output.shown_id(one.id),
                    one.tracer,
                    one.site,
                    one.kind,
                    ", ".join(map(str, one.cmos)),
                    len(one.quotes) or "",
                    one.title,
                )
                for one in found
            ],
        )


def write(
    tracer: Annotated[str, typer.Argument(help="The tracer whose report it is for.")],
    kind: Annotated[str, typer.Argument(help="introduction, background, theme, summary, message.")],
    claim: ClaimOption = None,
    text: TextOption = None,
    in_summary: SummaryOption = None,
    code: CodeOption = None,
    site: SiteOption = None,
    cmo: CMOOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write a section at the end of its tracer's and print its id. Quotes are added by report quote."""
    from workbench.model.vocabulary import SectionKind
    from workbench.store.reading import finding
    from workbench.study.sections import AddSection, SectionText

    with changing_study(study) as opened:
        with opened.reading() as reader:
            section = SectionText(
                finding.find(reader, "tracer", tracer),
                enum_of(SectionKind, kind, what="kind of section"),
                claim or "",
                _text(text) or "",
                in_summary or "",
                finding.find_code(reader, code, study_id=opened.id) if code else None,
                finding.find(reader, "site", site) if site else None,
                _cmo_ids(reader, cmo or [], opened.id),
            )
        done = change(opened, AddSection(section), coder=acting_coder(coder), dry_run=dry_run)
    if not dry_run:
        output.write_text(done.value)


def edit(
    section: SectionArgument,
    claim: ClaimOption = None,
    text: TextOption = None,
    in_summary: SummaryOption = None,
    code: CodeOption = None,
    site: SiteOption = None,
    cmo: CMOOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change a section; what is not named stays, and 'none' empties --code, --site and --cmo. Can be undone."""
    from workbench.store.reading import finding
    from workbench.study.sections import EditSection
    from workbench.study.sections import text_of as standing

    given = {"claim": claim, "body": _text(text), "in_summary": in_summary}
    changes: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = _find(reader, section)
            if code is not None:
                named = None if code == NONE else finding.find_code(reader, code, study_id=opened.id)
                changes["code_id"] = named
            if site is not None:
                changes["site_id"] = None if site == NONE else finding.find(reader, "site", site)
            if cmo:
                changes["cmo_ids"] = () if cmo == [NONE] else _cmo_ids(reader, cmo, opened.id)
        if not changes:
            raise UsageError("nothing to change was named", hint="Give --text, --claim, --cmo ...")
        seen = standing(found)
        command = EditSection(found.id, replace(seen, **changes), seen)  # type: ignore[arg-type]  # fields by name
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def quote(
    section: SectionArgument,
    source: Annotated[str | None, typer.Option(help="Name or id of a source.")] = None,
    words: QuoteOption = None,
    span: SpanOption = None,
    shortened: Annotated[
        str, typer.Option(help="The words as the report prints them, with [...] for what is left out.")
    ] = "",
    remove: Annotated[
        int | None, typer.Option(min=1, help="Take the section's first, second ... quote away instead.")
    ] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Choose a quote for a theme, a summary or a message; it is printed in the order of choosing. Can be undone."""
    from workbench.study.sections import EditSection, SectionQuote
    from workbench.study.sections import text_of as standing
    from workbench.study.subjects import OnPassage

    if (remove is None) == (source is None):
        raise UsageError("say which quote", hint="Give --source with --quote or --span; or --remove 1.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = _find(reader, section)
            seen = standing(found)
            if source is not None:
                place = passage_of(reader, source, quote=words, span=span)
                quotes = (*seen.quotes, SectionQuote(OnPassage(place.revision_id, place.span), shortened))
        if remove is not None:
            if remove > len(seen.quotes):
                raise BadInput(f"the section has {len(seen.quotes)} quotes, so there is no {remove}")
            quotes = (*seen.quotes[: remove - 1], *seen.quotes[remove:])
        command = EditSection(found.id, replace(seen, quotes=quotes), seen)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def move(
    section: SectionArgument,
    to: Annotated[int, typer.Argument(min=1, help="Its place among those of its kind: 1 is the first.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Give a section another place among those of its kind. Can be undone."""
    from workbench.study.sections import MoveSection

    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = _find(reader, section)
        change(opened, MoveSection(found.id, to - 1), coder=acting_coder(coder), dry_run=dry_run)


def remove(
    section: SectionArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a section away, with what it rests on; the CMOs and passages stay. Can be undone."""
    from workbench.study.sections import RemoveSection

    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = _find(reader, section)
        change(opened, RemoveSection(found.id), coder=acting_coder(coder), dry_run=dry_run)


def versions(section: SectionArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print how a section read after each change, and what it rested on, newest first, with who made it and when."""
    from workbench.export.quotation import quoted
    from workbench.store.reading.section_versions import section_versions

    with reading_study(study) as opened, opened.reading() as reader:
        found = section_versions(reader, _find(reader, section).id)
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("when", "by", "what", "claim", "text", "in summary", "rests on"),
        [
            (
                one.at[:16].replace("T", " "),
                one.coder,
                one.summary,
                one.claim,
                one.body,
                one.in_summary,
                "; ".join((*one.cmos, *map(quoted, one.quotes))),
            )
            for one in found
        ],
    )


def _text(given: str | None) -> str | None:
    return text_of(Path("-")) if given == "-" else given


def _cmo_ids(reader: Reader, names: list[str], study_id: str) -> tuple[str, ...]:
    from workbench.store.reading import finding

    return tuple(finding.find_cmo(reader, name, study_id=study_id) for name in names)


def _find(reader: Reader, reference: str) -> SectionView:
    """The section that is meant.

    Raises:
        NotFound, Ambiguous: no one section is.
    """
    from workbench.store.reading.finding import find_section
    from workbench.store.reading.sections import sections as read

    found = read(reader)
    identity = find_section(reference, [(one.id, one.title) for one in found])
    return next(one for one in found if one.id == identity)
