"""What refers to a site, tracer or wave: before it is taken out of the study's design."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from workbench.store.schema import TABLES, referring_to

WORDS = {
    "source": ("source", "sources"),
    "source_site": ("source", "sources"),
    "source_tracer": ("source", "sources"),
    "cmo": ("CMO", "CMOs"),
    "cmo_site": ("CMO", "CMOs"),
    "report_section": ("report section", "report sections"),
    "theory_verdict": ("verdict on theory", "verdicts on theory"),
    "theory_version": ("version of the theory", "versions of the theory"),
    "matrix_summary": ("summary of the framework matrix", "summaries of the framework matrix"),
    "guide_question": ("question of an interview guide", "questions of interview guides"),
}
"""The tables that refer to the design, and what one row and several of them stand for."""


def uses_of_design(reader: Connection, noun: str, identity: str) -> dict[str, int]:
    """How many rows of each table (a key of `WORDS`) refer to this site, tracer or wave; those with none left out."""
    counts = {}
    for table_name, column in referring_to(noun):
        table = TABLES[table_name]
        query = select(func.count()).select_from(table).where(table.c[column] == identity)
        counts[table_name] = int(reader.execute(query).scalar_one())
    return {name: count for name, count in counts.items() if count}


def whose_uses(reader: Connection, noun: str, identity: str) -> tuple[str, ...]:
    """The names of the coders whose work refers to this site, tracer or wave, where a row says whose it is."""
    coder = TABLES["coder"]
    names: set[str] = set()
    for table_name, column in referring_to(noun):
        table = TABLES[table_name]
        if "coder_id" in table.columns:
            query = select(coder.c.name).join(table, table.c.coder_id == coder.c.id)
            names.update(reader.scalars(query.where(table.c[column] == identity).distinct()))
    return tuple(sorted(names))


def name_in_design(reader: Connection, noun: str, identity: str) -> str | None:
    """The name of a site, tracer or wave, None if the study does not have it."""
    table = TABLES[noun]
    name = reader.scalar(select(table.c.name).where(table.c.id == identity))
    return None if name is None else str(name)
