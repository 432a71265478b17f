"""What the study says of itself, its design, its coders, and what was written for its reports."""

from __future__ import annotations

import json

from sqlalchemy import Connection, func, select

from workbench.model.views import SiteView, StudyFacts, TracerView, WaveView
from workbench.store.schema import TABLES


def facts(reader: Connection) -> StudyFacts:
    """The study's own settings; what was never set is empty."""
    table = TABLES["study_setting"]
    values: dict[str, str] = dict(reader.execute(select(table.c.key, table.c.value)).all())
    return StudyFacts(
        id=values["id"],
        title=values.get("title", ""),
        authors=tuple(json.loads(values.get("authors", "[]"))),
        aim=values.get("aim", ""),
        approach=values.get("approach", ""),
        attribution=values.get("attribution", ""),
        dialect=values.get("dialect", "CMO"),
        dates=values.get("dates", "uk"),
        paper=values.get("paper", "A4"),
        ethics=values.get("ethics", ""),
    )


def settings(reader: Connection) -> dict[str, str]:
    """The raw settings, by key."""
    table = TABLES["study_setting"]
    return dict(reader.execute(select(table.c.key, table.c.value)).all())


def sites(reader: Connection) -> tuple[SiteView, ...]:
    """The sites in the study's order."""
    table = TABLES["site"]
    query = select(table.c.id, table.c.name, table.c.national, table.c.description)
    rows = reader.execute(query.order_by(table.c.position, table.c.name))
    return tuple(SiteView(i, name, bool(national), text) for i, name, national, text in rows)


def tracers(reader: Connection) -> tuple[TracerView, ...]:
    """The tracers in the study's order."""
    t = TABLES["tracer"]
    query = select(t.c.id, t.c.name, t.c.reason, t.c.background, t.c.no_theory_searched)
    return tuple(TracerView(*row) for row in reader.execute(query.order_by(t.c.position, t.c.name)))


def waves(reader: Connection) -> tuple[WaveView, ...]:
    """The waves in the study's order."""
    t = TABLES["wave"]
    query = select(t.c.id, t.c.name, t.c.starts, t.c.ends, t.c.description)
    return tuple(WaveView(*row) for row in reader.execute(query.order_by(t.c.position, t.c.name)))


def coders(reader: Connection) -> dict[str, str]:
    """Coder id to name, by name."""
    table = TABLES["coder"]
    rows = reader.execute(select(table.c.id, table.c.name).order_by(table.c.name))
    return dict(rows.all())


COUNTED = {
    "sources": "source",
    "codes": "code",
    "codings": "coding",
    "elements": "element",
    "CMO configurations": "cmo",
    "pieces of evidence": "evidence",
    "memos": "memo",
    "coders": "coder",
    "changes": "change",
}
"""What `study info` counts: the words of a reader to the table."""


def counts(reader: Connection) -> dict[str, int]:
    """How much the study holds, by the words of `COUNTED`."""
    return {
        words: int(reader.execute(select(func.count()).select_from(TABLES[table])).scalar_one())
        for words, table in COUNTED.items()
    }
