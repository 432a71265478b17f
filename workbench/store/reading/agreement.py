"""What a comparison of coders is made of: who has coded which source, and the sources that all of them have coded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from workbench.errors import NotFound
from workbench.model.views import CodingMark, SourceView
from workbench.model.vocabulary import plural
from workbench.store.reading.sources import source_views
from workbench.store.schema import TABLES


def codings_by_coder(reader: Connection) -> dict[str, dict[str, int]]:
    """Revision id to coder id to the number of codings; who has none is absent."""
    coding, excerpt = TABLES["coding"], TABLES["excerpt"]
    query = (
        select(excerpt.c.revision_id, coding.c.coder_id, func.count())
        .join(coding, coding.c.excerpt_id == excerpt.c.id)
        .group_by(excerpt.c.revision_id, coding.c.coder_id)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for revision_id, coder_id, count in reader.execute(query):
        found[revision_id][coder_id] = count
    return found


def marks_by_coders(reader: Connection, coders: Mapping[str, str]) -> dict[str, list[CodingMark]]:
    """Revision id to the codings of these coders (id to name), by place. No text is read, so no excerpt is verified.

    What a consensus made is left out: it would count one judgement twice.
    """
    coding, excerpt = TABLES["coding"], TABLES["excerpt"]
    made = TABLES["consensus"].c.coding_id
    query = (
        select(
            excerpt.c.revision_id,
            coding.c.id,
            excerpt.c.start_char,
            excerpt.c.end_char,
            coding.c.code_id,
            coding.c.coder_id,
            coding.c.memo,
        )
        .join(excerpt, excerpt.c.id == coding.c.excerpt_id)
        .where(coding.c.coder_id.in_(coders), coding.c.id.not_in(select(made).where(made.is_not(None))))
        .order_by(excerpt.c.start_char, excerpt.c.end_char.desc(), coding.c.id)
    )
    found: dict[str, list[CodingMark]] = defaultdict(list)
    for revision_id, identity, start, end, code_id, coder_id, memo in reader.execute(query):
        mark = CodingMark(identity, start, end, code_id, coder_id, coders[coder_id], memo)
        found[revision_id].append(mark)
    return found


def sources_coded_by_all(reader: Connection, coders: Mapping[str, str]) -> tuple[SourceView, ...]:
    """The sources on whose current texts every one of the coders (id to name) has a coding.

    Raises:
        NotFound: there is none; the message says how many sources each has coded.
    """
    counts = codings_by_coder(reader)
    views = source_views(reader, counted=False)
    common = tuple(view for view in views if coders.keys() <= counts.get(view.revision_id, {}).keys())
    if not common:
        shares = ", ".join(
            f"{name} {sum(identity in counts.get(view.revision_id, {}) for view in views)}"
            for identity, name in coders.items()
        )
        raise NotFound(
            f"there is no source that all of them have coded (of {plural(len(views), 'source')}: {shares})",
            hint="Name sources with --source to compare where one of them may have found nothing.",
        )
    return common


def without_codings(
    reader: Connection, sources: Sequence[SourceView], coders: Mapping[str, str]
) -> dict[str, list[str]]:
    """Coder id to the names of these sources in which the coder has no coding; who has some in each is absent."""
    counts = codings_by_coder(reader)
    found: dict[str, list[str]] = defaultdict(list)
    for view in sources:
        for identity in coders:
            if identity not in counts.get(view.revision_id, {}):
                found[identity].append(view.name)
    return found
