"""What people have written for reports, with the configurations and quotes that it rests on."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from workbench.model.report_views import ChosenQuote, SectionView
from workbench.model.views import Quote
from workbench.store.reading.sources import revision_text, source_views, sources_of_revisions, verified_quote
from workbench.store.schema import TABLES

_SECTION = TABLES["report_section"]
_BASIS = TABLES["section_basis"]
_EXCERPT = TABLES["excerpt"]
_CMO = TABLES["cmo"]


def sections(reader: Connection, tracer_id: str | None = None) -> tuple[SectionView, ...]:
    """What was written for one tracer's report, or for all of them, in the order of tracers and writers.

    Raises:
        StudyDamaged: a quote is not the text that was chosen.
    """
    tracer, site = TABLES["tracer"], TABLES["site"]
    query = (
        select(
            _SECTION.c.id,
            _SECTION.c.tracer_id,
            tracer.c.name,
            _SECTION.c.kind,
            _SECTION.c.position,
            _SECTION.c.claim,
            _SECTION.c.body,
            _SECTION.c.in_summary,
            _SECTION.c.code_id,
            _SECTION.c.site_id,
            site.c.name,
        )
        .join(tracer, tracer.c.id == _SECTION.c.tracer_id)
        .outerjoin(site, site.c.id == _SECTION.c.site_id)
        .order_by(tracer.c.position, tracer.c.name, _SECTION.c.position, _SECTION.c.id)
    )
    if tracer_id is not None:
        query = query.where(_SECTION.c.tracer_id == tracer_id)
    rows = reader.execute(query).all()
    cmos, quotes = _bases(reader, {row.id for row in rows})
    return tuple(
        SectionView(
            *row[:10],
            row[10] or "",
            tuple(identity for identity, _ in cmos.get(row.id, ())),
            tuple(number for _, number in cmos.get(row.id, ())),
            tuple(quotes.get(row.id, ())),
        )
        for row in rows
    )


def basis_ids(reader: Connection, section_ids: Collection[str]) -> list[str]:
    """The ids of what stands behind these sections."""
    rows = reader.execute(select(_BASIS.c.id).where(_BASIS.c.section_id.in_(section_ids)))
    return [identity for (identity,) in rows]


def _bases(
    reader: Connection, section_ids: Collection[str]
) -> tuple[dict[str, list[tuple[str, int]]], dict[str, list[ChosenQuote]]]:
    """The configurations (id and number) and the quotes behind sections, by the sections' ids."""
    query = (
        select(
            _BASIS.c.section_id,
            _BASIS.c.cmo_id,
            _CMO.c.number,
            _BASIS.c.excerpt_id,
            _BASIS.c.shortened,
            _EXCERPT.c.revision_id,
            _EXCERPT.c.start_char,
            _EXCERPT.c.end_char,
            _EXCERPT.c.quote_sha256,
        )
        .outerjoin(_CMO, _CMO.c.id == _BASIS.c.cmo_id)
        .outerjoin(_EXCERPT, _EXCERPT.c.id == _BASIS.c.excerpt_id)
        .order_by(_BASIS.c.section_id, _BASIS.c.position, _BASIS.c.id)
    )
    rows = [row for row in reader.execute(query) if row.section_id in section_ids]
    cmos: dict[str, list[tuple[str, int]]] = {}
    quotes: dict[str, list[ChosenQuote]] = {}
    chosen = [row for row in rows if row.excerpt_id is not None]
    texts = {identity: revision_text(reader, identity) for identity in {row.revision_id for row in chosen}}
    owners = sources_of_revisions(reader) if chosen else {}
    sources = {source.id: source for source in source_views(reader, counted=False)} if chosen else {}
    for row in rows:
        if row.cmo_id is not None:
            cmos.setdefault(row.section_id, []).append((row.cmo_id, row.number))
            continue
        source = sources[owners[row.revision_id]]
        quote = Quote(
            coding_id="",
            source_id=source.id,
            source_name=source.name,
            start_char=row.start_char,
            end_char=row.end_char,
            text=verified_quote(texts[row.revision_id], row, what="a report section"),
            code_id="",
            code_path="",
            coder="",
            created_at="",
            memo="",
            attribution=source.attribution,
            shortened=row.shortened,
        )
        quotes.setdefault(row.section_id, []).append(ChosenQuote(row.excerpt_id, row.revision_id, quote))
    return cmos, quotes
