"""Changes to the records of sources: what is known of them besides their texts, put right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.errors import BadInput, ChangedMeanwhile, Conflict, NotFound
from workbench.model.identity import clean_name
from workbench.model.likeness import did_you_mean, near_names
from workbench.model.views import SourceView
from workbench.model.vocabulary import SourceKind, plural
from workbench.sources.dates import parse_date
from workbench.sources.manifest import KNOWN_COLUMNS, column_of
from workbench.sources.names import StudyNames
from workbench.sources.record_rows import RecordRows
from workbench.sources.roles import paired
from workbench.store.reading import finding
from workbench.store.reading import sources as reading
from workbench.store.seen import last_writer
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a field of a source's record said and says; several values are parted by `; `."""

    source: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did: field by field, the names that joined the study by noun, and what there is to say of it."""

    changes: tuple[FieldChange, ...]
    new: Mapping[str, Sequence[str]]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditSource:
    """Change the record of a source. What is None stays, what is empty is taken away.

    `date` is written as people write dates. `participants` are labels, with which `roles` pair in order; roles alone
    are those of the present participants. Of `attributes` only those that are named change.
    With `new_names` sites, tracers and waves that the study does not have yet join it.
    """

    source_id: str
    name: str | None = None
    title: str | None = None
    kind: SourceKind | None = None
    date: str | None = None
    mode: str | None = None
    wave: str | None = None
    sites: tuple[str, ...] | None = None
    tracers: tuple[str, ...] | None = None
    organisations: tuple[str, ...] | None = None
    participants: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    new_names: bool = False
    seen: SourceView | None = None
    """The source as its writer had read it: fields that were changed since are not overwritten."""

    def perform(self, work: UnitOfWork) -> Outcome[Edited]:
        """Carry it out; raises as `EditSources` does."""
        return EditSources((self,)).perform(work)

    def planned(self) -> dict[str, tuple[str, ...]]:
        """The names that it gives of what a study plans, by noun."""
        return {
            "site": self.sites or (),
            "tracer": self.tracers or (),
            "wave": (self.wave,) if self.wave else (),
        }


@dataclass(frozen=True, slots=True)
class EditSources:
    """Change the records of several sources as one change."""

    edits: tuple[EditSource, ...]

    def perform(self, work: UnitOfWork) -> Outcome[Edited]:
        """Carry it out.

        Raises:
            Conflict: a source is gone, or another has its new name already.
            ChangedMeanwhile: somebody has written a field anew since it was seen.
            NotFound, BadInput: sites, tracers or waves that the study does not have; a date or name that is none.
        """
        before = _views(work)
        if any(edit.source_id not in before for edit in self.edits):
            raise Conflict("this source is no longer in the study", hint="Someone else removed it.")
        for edit in self.edits:
            _require_as_seen(work, edit, before[edit.source_id])
        names = StudyNames(work)
        _require_known(work, names, self.edits)
        rows = RecordRows(work, {edit.source_id for edit in self.edits})
        spelling = {name.casefold(): name for view in before.values() for name in view.attributes}
        told: list[str] = []
        for edit in self.edits:
            told += _stage(edit, before[edit.source_id], names=names, rows=rows, spelling=spelling)
        rows.write()
        after = _views(work)
        _require_distinct(after.values())
        changes = tuple(
            change
            for edit in self.edits
            for change in _changes(before[edit.source_id], after[edit.source_id])
        )
        return Outcome(_summary(changes), Edited(changes, names.new, tuple(told)))


def _views(work: UnitOfWork) -> dict[str, SourceView]:
    return {view.id: view for view in reading.source_views(work.connection, counted=False)}


def _require_as_seen(work: UnitOfWork, edit: EditSource, view: SourceView) -> None:
    if edit.seen is None:
        return
    read, now = _fields(edit.seen), _fields(view)
    given = [
        name for name in ("name", "kind", "title", "date", "mode", "wave") if getattr(edit, name) is not None
    ]
    given += [name for name in ("organisations", "sites", "tracers") if getattr(edit, name) is not None]
    given += ["participants"] * (edit.participants is not None or edit.roles is not None)
    given += edit.attributes
    theirs = {name: now.get(name, "") for name in given if now.get(name, "") != read.get(name, "")}
    if theirs:
        who, at = last_writer(work.connection, edit.source_id)
        raise ChangedMeanwhile(
            f"{who} changed {' and '.join(theirs)} of {view.name} while you wrote",
            hint=f"Now: {'; '.join(value or '(empty)' for value in theirs.values())}. Do it again to replace that.",
            theirs=theirs,
            who=who,
            at=at,
        )


def _require_known(work: UnitOfWork, names: StudyNames, edits: Iterable[EditSource]) -> None:
    unknown = dict.fromkeys(
        (noun, name)
        for edit in edits
        if not edit.new_names
        for noun, given in edit.planned().items()
        for name in given
        if not names.has(noun, name)
    )
    faults = [
        (f"there is no {noun} {name!r}", did_you_mean(near_names(name, finding.names(work.connection, noun))))
        for noun, name in unknown
    ]
    new = "If it is new to the study: --new-names"
    if len(faults) == 1:
        raise NotFound(faults[0][0], hint=f"{faults[0][1]} {new}".lstrip())
    if faults:
        raise BadInput(
            f"{len(faults)} names are not in the study",
            hint="Nothing was changed. If they are new to the study: --new-names",
            problems=tuple(f"{said}. {near}".rstrip() for said, near in faults),
        )


def _stage(
    edit: EditSource,
    view: SourceView,
    *,
    names: StudyNames,
    rows: RecordRows,
    spelling: dict[str, str],
) -> tuple[str, ...]:
    """Put what differs into the rows to write; returns what there is to say about it."""
    rows.columns(view.id, _own_columns(edit, view, names))
    for noun, wanted, present in (("site", edit.sites, view.sites), ("tracer", edit.tracers, view.tracers)):
        if wanted is not None and sorted(_folded(wanted)) != sorted(_folded(present)):
            rows.links(view.id, noun, dict.fromkeys((names.id_of(noun, name) for name in wanted), ()))
    if edit.organisations is not None and _folded(edit.organisations) != _folded(view.organisations):
        ids = dict.fromkeys(names.id_of("organisation", name) for name in edit.organisations)
        rows.links(view.id, "organisation", {identity: (n,) for n, identity in enumerate(ids)})
    told = _stage_people(edit, view, names=names, rows=rows)
    if edit.attributes:
        rows.attributes(view.id, _attributes(edit, view, spelling))
    return told


def _own_columns(edit: EditSource, view: SourceView, names: StudyNames) -> dict[str, str | None]:
    """The columns of the source's own row that become others."""
    wanted: dict[str, str | None] = {}
    if edit.name is not None:
        wanted["name"] = clean_name(edit.name, "source")
    if edit.title is not None:
        wanted["title"] = edit.title.strip()
    if edit.kind is not None:
        wanted["kind"] = str(edit.kind)
    if edit.date is not None:
        wanted["date"] = _iso(edit.date, view.name)
    if edit.mode is not None:
        wanted["mode"] = edit.mode.strip()
    columns = {name: value for name, value in wanted.items() if getattr(view, name) != value}
    if edit.wave is not None and _folded((edit.wave,)) != _folded((view.wave,)):
        columns["wave_id"] = names.id_of("wave", edit.wave) if edit.wave.strip() else None
    return columns


def _iso(written: str, source: str) -> str | None:
    if not written.strip():
        return None
    try:
        return parse_date(written)
    except ValueError as error:
        raise BadInput(f"the date of {source}: {error}") from error


def _stage_people(
    edit: EditSource, view: SourceView, *, names: StudyNames, rows: RecordRows
) -> tuple[str, ...]:
    if edit.participants is None and edit.roles is None:
        return ()
    present = {person.label.casefold(): person.role for person in view.participants}
    labels = edit.participants
    if labels is None:
        labels = tuple(person.label for person in view.participants)
    told: tuple[str, ...] = ()
    people = [(label, present.get(label.casefold(), "")) for label in labels]
    if edit.roles is not None:
        pairs, told = paired(edit.name or view.name, labels, edit.roles)
        people = [(person.label, person.role) for person in pairs]
    if [(_folded((label,))[0], role) for label, role in people] == list(present.items()):
        return ()
    ids = {names.id_of("participant", label): role for label, role in people}
    rows.links(
        view.id, "participant", {identity: (role, n) for n, (identity, role) in enumerate(ids.items())}
    )
    return tuple(f"{view.name}: {line}" for line in told)


def _attributes(edit: EditSource, view: SourceView, spelling: dict[str, str]) -> dict[str, str]:
    """The attributes from now on; a name that the study has in other letters goes by those."""
    wanted = dict(view.attributes)
    for written, value in edit.attributes.items():
        name = clean_name(written, "attribute")
        column = column_of(name)
        if column in KNOWN_COLUMNS:
            raise BadInput(
                f"{name!r} is no attribute but a field of the record ({column})", hint="Change it as that."
            )
        name = spelling.setdefault(name.casefold(), name)
        wanted[name] = value.strip()
    return {name: value for name, value in wanted.items() if value}


def _folded(names: Iterable[str]) -> list[str]:
    return [" ".join(name.split()).casefold() for name in names]


def _require_distinct(views: Iterable[SourceView]) -> None:
    seen: set[str] = set()
    for view in views:
        if view.name.casefold() in seen:
            raise Conflict(f"the study has a source {view.name!r} already")
        seen.add(view.name.casefold())


def _changes(before: SourceView, after: SourceView) -> Iterable[FieldChange]:
    old, new = _fields(before), _fields(after)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield FieldChange(before.name, name, old.get(name, ""), new.get(name, ""))


def _fields(view: SourceView) -> dict[str, str]:
    """A record as it is shown, field by field."""
    people = (f"{p.label} ({p.role})" if p.role else p.label for p in view.participants)
    return {
        "name": view.name,
        "kind": view.kind,
        "title": view.title,
        "date": view.date or "",
        "mode": view.mode,
        "wave": view.wave,
        "participants": "; ".join(people),
        "organisations": "; ".join(view.organisations),
        "sites": "; ".join(view.sites),
        "tracers": "; ".join(view.tracers),
        **view.attributes,
    }


def _summary(changes: Sequence[FieldChange]) -> str:
    if not changes:
        return "nothing to change: the study says so already"
    sources = list(dict.fromkeys(change.source for change in changes))
    if len(sources) == 1:
        return f"edited source {sources[0]}: {', '.join(change.field for change in changes)}"
    return f"edited {plural(len(sources), 'source')}: {plural(len(changes), 'field')}"
