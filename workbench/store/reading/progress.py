"""How far each source is read and coded, and by whom: three statements, whatever the size of the study."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, exists, literal, select, union_all

from workbench.model.coding_views import CoderProgress, ReadSpan, SourceProgress, covered
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CODING = TABLES["coding"]
_EXCERPT = TABLES["excerpt"]
_MARK = TABLES["read_mark"]
_REVISION = TABLES["revision"]
_SOURCE = TABLES["source"]


def read_marks(reader: Connection, revision_id: str, *, coder_id: str | None = None) -> tuple[ReadSpan, ...]:
    """What was marked as read in a text, by start; of one coder if given."""
    names = coders(reader)
    query = (
        select(_MARK.c.id, _EXCERPT.c.start_char, _EXCERPT.c.end_char, _MARK.c.coder_id)
        .join(_EXCERPT, _EXCERPT.c.id == _MARK.c.excerpt_id)
        .where(_EXCERPT.c.revision_id == revision_id)
        .order_by(_EXCERPT.c.start_char, _MARK.c.id)
    )
    if coder_id is not None:
        query = query.where(_MARK.c.coder_id == coder_id)
    return tuple(ReadSpan(*row, names[row.coder_id]) for row in reader.execute(query))


def progress(reader: Connection) -> tuple[SourceProgress, ...]:
    """How far the current text of each source is, by name; coders by name, those without work there left out."""
    newer = _REVISION.alias("newer")
    has_newer = exists().where(
        newer.c.source_id == _REVISION.c.source_id, newer.c.number > _REVISION.c.number
    )
    sources = reader.execute(
        select(_SOURCE.c.id, _SOURCE.c.name, _REVISION.c.id, _REVISION.c.char_count)
        .join(_REVISION, _REVISION.c.source_id == _SOURCE.c.id)
        .where(~has_newer)
        .order_by(_SOURCE.c.name)
    ).all()
    work = _work(reader)
    names = coders(reader)
    found = []
    for identity, name, revision_id, char_count in sources:
        by_coder = work.get(revision_id, {})
        every = [span for one in by_coder.values() for span in (*one.coded, *one.read)]
        mine = sorted(
            (one.view(coder_id, names[coder_id]) for coder_id, one in by_coder.items()), key=_by_name
        )
        found.append(SourceProgress(identity, name, revision_id, char_count, covered(every), tuple(mine)))
    return tuple(found)


def _by_name(one: CoderProgress) -> str:
    return one.coder.casefold()


class _Work:
    """The spans of one coder in one text."""

    def __init__(self) -> None:
        self.coded: set[tuple[int, int]] = set()
        self.read: set[tuple[int, int]] = set()
        self.last_at = ""

    def view(self, coder_id: str, coder: str) -> CoderProgress:
        both = self.coded | self.read
        return CoderProgress(
            coder_id, coder, covered(self.coded), covered(self.read), covered(both), self.last_at
        )


def _work(reader: Connection) -> dict[str, dict[str, _Work]]:
    """What was coded and read, by revision and coder."""
    rows = union_all(
        *(
            select(
                _EXCERPT.c.revision_id,
                table.c.coder_id,
                _EXCERPT.c.start_char,
                _EXCERPT.c.end_char,
                table.c.created_at,
                literal(int(table is _MARK)),
            ).join(_EXCERPT, _EXCERPT.c.id == table.c.excerpt_id)
            for table in (_CODING, _MARK)
        )
    )
    found: dict[str, dict[str, _Work]] = defaultdict(lambda: defaultdict(_Work))
    for revision_id, coder_id, start, end, at, is_mark in reader.execute(rows):
        work = found[revision_id][coder_id]
        (work.read if is_mark else work.coded).add((start, end))
        work.last_at = max(work.last_at, at)
    return found
