"""Gathers what a methods appendix can say of a study: a fixed number of queries, whatever the study's size."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, distinct, func, or_, select

import workbench
from workbench.model.methods_views import CodebookPast, CoderWork, MethodsFacts, TheoryHeld, VersionMade
from workbench.model.vocabulary import CMOKind, LinkKind, Stance
from workbench.store.change_log import last_change
from workbench.store.reading import study as reading
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import source_views
from workbench.store.schema import TABLES


def methods_facts(reader: Connection) -> MethodsFacts:
    """What the study holds of its own methods."""
    last = last_change(reader)
    return MethodsFacts(
        study=reading.facts(reader),
        sites=tuple(reading.sites(reader)),
        tracers=tuple(reading.tracers(reader)),
        waves=tuple(reading.waves(reader)),
        sources=tuple(source_views(reader, counted=False)),
        coders=_coders(reader),
        codebook=_codebook(reader),
        theory=_theory(reader),
        theory_versions=_versions(reader, "theory_version", about="level"),
        guides=_versions(reader, "interview_guide"),
        rounds=_versions(reader, "coding_round", name="name", about="state"),
        consensus=_count(reader, "consensus"),
        questions=_questions(reader),
        memos=_by(reader, "memo", "kind"),
        sections=_by(reader, "report_section", "kind"),
        changes=_count(reader, "change"),
        as_of=last.at[:10] if last else "",
        version=workbench.__version__,
    )


def _coders(reader: Connection) -> tuple[CoderWork, ...]:
    coding, excerpt, revision = TABLES["coding"], TABLES["excerpt"], TABLES["revision"]
    query = (
        select(
            coding.c.coder_id,
            func.count(),
            func.count(distinct(revision.c.source_id)),
            func.min(coding.c.created_at),
            func.max(coding.c.created_at),
        )
        .join(excerpt, excerpt.c.id == coding.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .group_by(coding.c.coder_id)
    )
    names = reading.coders(reader)
    found = [
        CoderWork(names[who], codings, sources, first[:10], last[:10])
        for who, codings, sources, first, last in reader.execute(query)
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _codebook(reader: Connection) -> CodebookPast:
    codes = [code for code in code_views(reader, counted=False) if not code.retired]
    change, effect = TABLES["change"], TABLES["change_effect"]
    changed = select(effect.c.sequence).where(effect.c.table_name == "code")
    count, first, last = reader.execute(
        select(func.count(), func.min(change.c.at), func.max(change.c.at)).where(
            change.c.sequence.in_(changed)
        )
    ).one()
    return CodebookPast(
        codes=len(codes),
        levels=max((code.path.count("/") + 1 for code in codes), default=0),
        defined=sum(bool(code.short_definition or code.full_definition) for code in codes),
        top=tuple(code.name for code in codes if code.parent_id is None),
        changes=count,
        first=(first or "")[:10],
        last=(last or "")[:10],
    )


def _theory(reader: Connection) -> TheoryHeld:
    cmo, link, evidence = TABLES["cmo"], TABLES["cmo_link"], TABLES["evidence"]
    excerpt, revision = TABLES["excerpt"], TABLES["revision"]
    standing = cmo.c.retired == 0
    rows = reader.execute(select(cmo.c.kind, func.count()).where(standing).group_by(cmo.c.kind))
    kinds: dict[str, int] = dict(rows.all())
    behind = (
        select(func.count()).select_from(evidence.join(cmo, cmo.c.id == evidence.c.cmo_id)).where(standing)
    )
    sources = (
        select(func.count(distinct(revision.c.source_id)))
        .select_from(
            evidence.join(cmo, cmo.c.id == evidence.c.cmo_id)
            .join(excerpt, excerpt.c.id == evidence.c.excerpt_id)
            .join(revision, revision.c.id == excerpt.c.revision_id)
        )
        .where(standing)
    )
    held = select(cmo.c.id).where(standing)
    rivals = (
        select(func.count())
        .select_from(link)
        .where(
            link.c.kind == LinkKind.RIVAL_OF.value,
            link.c.from_cmo_id.in_(held),
            link.c.to_cmo_id.in_(held),
        )
    )
    contrary = or_(evidence.c.stance == Stance.CONTRADICTS.value, evidence.c.stance == Stance.QUALIFIES.value)
    return TheoryHeld(
        programme_theory=kinds.get(CMOKind.PROGRAMME_THEORY, 0),
        observed=kinds.get(CMOKind.OBSERVED, 0),
        agreed=_scalar(reader, select(func.count()).select_from(cmo).where(standing, cmo.c.agreed == 1)),
        evidence=_scalar(reader, behind),
        evidence_sources=_scalar(reader, sources),
        contrary=_scalar(reader, behind.where(contrary)),
        rivals=_scalar(reader, rivals),
    )


def _versions(
    reader: Connection, table: str, *, name: str = "title", about: str = ""
) -> tuple[VersionMade, ...]:
    t = TABLES[table]
    columns = [t.c.number, t.c[name], t.c.created_at, *([t.c[about]] if about else [])]
    return tuple(
        VersionMade(f"{row[0]}: {row[1]}" if row[1] else str(row[0]), row[2][:10], row[3] if about else "")
        for row in reader.execute(select(*columns).order_by(t.c.number))
    )


def _questions(reader: Connection) -> tuple[str, ...]:
    t = TABLES["research_question"]
    query = select(t.c.wording).where(t.c.parent_id.is_(None)).order_by(t.c.position, t.c.number)
    return tuple(reader.scalars(query))


def _by(reader: Connection, table: str, column: str) -> dict[str, int]:
    t = TABLES[table]
    rows = reader.execute(select(t.c[column], func.count()).group_by(t.c[column]))
    return dict(rows.all())


def _count(reader: Connection, table: str) -> int:
    return _scalar(reader, select(func.count()).select_from(TABLES[table]))


def _scalar(reader: Connection, query: Any) -> int:
    return int(reader.execute(query).scalar_one())
