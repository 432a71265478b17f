"""From the rows of a manifest to edits of sources that are in the study already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.errors import BadInput
from workbench.model.likeness import did_you_mean, near_names
from workbench.model.views import SourceView
from workbench.model.vocabulary import plural
from workbench.sources.editing import EditSource, EditSources
from workbench.sources.manifest import KNOWN_COLUMNS, ManifestRow


@dataclass(frozen=True, slots=True)
class Update:
    """What a manifest asks for, and the rows of interviews that the study does not have, each with near names."""

    command: EditSources
    absent: tuple[str, ...]


def update_of(
    rows: Sequence[ManifestRow],
    sources: Iterable[SourceView],
    known: Mapping[str, Collection[str]],
    *,
    name: str,
    new_names: bool = False,
) -> Update:
    """The edits that bring the records of `sources` to what the rows say; columns that a row lacks stay as they are.

    `known` has the names of the study's sites, tracers and waves by noun; `name` is the manifest's.

    Raises:
        BadInput: with every site, tracer and wave that the study does not have in `problems`, by line, unless
            `new_names` may join.
    """
    by_name = {source.name.casefold(): source for source in sources}
    edits, absent, problems = [], [], []
    folded = {noun: {one.casefold() for one in names} for noun, names in known.items()}
    for row in rows:
        source = by_name.get(row.interview.casefold())
        if source is None:
            near = did_you_mean(near_names(row.interview, [one.name for one in by_name.values()], limit=1))
            absent.append(" ".join(filter(None, (row.interview, f"(line {row.line})", near))))
            continue
        edit = _edit(row, source.id, new_names=new_names)
        edits.append(edit)
        problems += [
            f"{name}, line {row.line}: there is no {noun} {one!r}. {did_you_mean(near_names(one, known[noun]))}"
            for noun, given in edit.planned().items()
            for one in given
            if not new_names and one.casefold() not in folded[noun]
        ]
    if problems:
        raise BadInput(
            f"{name} cannot be used: {plural(len(problems), 'fault')}",
            hint="Nothing was changed. If the names are new to the study: --new-names",
            problems=tuple(problem.rstrip() for problem in problems),
        )
    return Update(EditSources(tuple(edits)), tuple(absent))


def _edit(row: ManifestRow, source_id: str, *, new_names: bool) -> EditSource:
    def said(column: str) -> bool:
        return column in row.spoken_of

    return EditSource(
        source_id,
        title=row.title if said("title") else None,
        kind=row.kind if said("kind") else None,
        date=row.date or "" if said("date") else None,
        mode=row.mode if said("mode") else None,
        wave=row.wave if said("wave") else None,
        sites=row.sites if said("sites") else None,
        tracers=row.tracers if said("tracers") else None,
        organisations=row.organisations if said("organisations") else None,
        participants=row.participants if said("participants") else None,
        roles=row.roles if said("roles") else None,
        attributes={name: row.attributes.get(name, "") for name in sorted(row.spoken_of - KNOWN_COLUMNS)},
        new_names=new_names,
    )
