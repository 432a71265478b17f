"""Changes to sources: bringing them in with their records, and taking one out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.errors import Conflict
from workbench.model.entity import Entity
from workbench.model.identity import clean_name
from workbench.model.sources import (
    Revision,
    Source,
    SourceAttribute,
    SourceOrganisation,
    SourceParticipant,
    SourceSite,
    SourceTracer,
    SpeakerTurn,
)
from workbench.model.suggestions import CausalVerdict, Suggestion
from workbench.model.views import ParticipantView, Turn
from workbench.model.vocabulary import SourceKind, plural
from workbench.sources.names import StudyNames
from workbench.store.reading import finding
from workbench.store.reading import sources as reading
from workbench.store.reading.source_use import RESTING, Resting, resting_on
from workbench.store.unit_of_work import Outcome, UnitOfWork

SourceLink = SourceParticipant | SourceOrganisation | SourceSite | SourceTracer | SourceAttribute
"""A row that ties a source to something."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What is known of a source besides its text, by names. Names new to the study join it."""

    name: str
    kind: SourceKind = SourceKind.INTERVIEW
    title: str = ""
    date: str | None = None
    mode: str = ""
    wave: str = ""
    participants: tuple[ParticipantView, ...] = ()
    organisations: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    tracers: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreparedSource:
    """A source that was read and can be stored: record, text, turns, and the original file's name and SHA-256."""

    record: SourceRecord
    text: str
    turns: tuple[Turn, ...]
    original_name: str
    original_sha256: str


@dataclass(frozen=True, slots=True)
class ImportSources:
    """Bring sources into the study as one change; the value is what was new by noun (`site`: names)."""

    sources: Sequence[PreparedSource]

    def perform(self, work: UnitOfWork) -> Outcome[dict[str, list[str]]]:
        """Carry it out.

        Raises:
            Conflict: a source of that name is in the study already.
        """
        known = finding.ids_by_name(work.connection, "source")
        for prepared in self.sources:
            if prepared.record.name.casefold() in known:
                raise Conflict(f"the study has a source {prepared.record.name!r} already")
            known[prepared.record.name.casefold()] = ""
        names = StudyNames(work)
        rows = _Rows()
        number = reading.next_row_number(work.connection)
        for offset, prepared in enumerate(self.sources):
            _add(work, names, rows, prepared, row_number=number + offset)
        rows.write(work)
        total = plural(len(self.sources), "source")
        return Outcome(f"imported {total}" + _named_if_few(self.sources), names.new)


def _named_if_few(sources: Sequence[PreparedSource]) -> str:
    return ": " + ", ".join(s.record.name for s in sources) if 0 < len(sources) <= 3 else ""


class _Rows:
    """The rows of all sources of one import, gathered so that each table is written once."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.revisions: list[Revision] = []
        self.links: list[SourceLink] = []
        self.turns: list[tuple[object, ...]] = []

    def write(self, work: UnitOfWork) -> None:
        work.insert(*self.sources, *self.revisions, *self.links)
        work.insert_rows(SpeakerTurn, TURN_COLUMNS, self.turns)


TURN_COLUMNS = (
    "revision_id",
    "position",
    "start_char",
    "end_char",
    "speech_char",
    "speaker",
    "is_interviewer",
    "seconds",
)


def _add(
    work: UnitOfWork, names: StudyNames, rows: _Rows, prepared: PreparedSource, *, row_number: int
) -> None:
    record = prepared.record
    source_id, revision_id = work.new_id(), work.new_id()
    wave_id = names.id_of("wave", record.wave) if record.wave else None
    rows.sources.append(
        Source(
            id=source_id,
            name=clean_name(record.name, "source"),
            kind=str(record.kind),
            title=record.title,
            date=record.date,
            mode=record.mode,
            wave_id=wave_id,
            original_name=prepared.original_name,
            original_sha256=prepared.original_sha256,
            imported_at=work.at,
        )
    )
    rows.revisions.append(
        Revision(
            row_number=row_number,
            id=revision_id,
            source_id=source_id,
            number=1,
            sha256=work.intern_text(prepared.text),
            char_count=len(prepared.text),
            created_at=work.at,
        )
    )
    rows.links += _links(names, record, source_id)
    rows.turns += [
        (revision_id, n, t.start_char, t.end_char, t.speech_char, t.speaker, int(t.is_interviewer), t.seconds)
        for n, t in enumerate(prepared.turns)
    ]


def _links(study_names: StudyNames, record: SourceRecord, source_id: str) -> list[SourceLink]:
    """The rows that tie a source to people, organisations, sites and tracers, and its attributes."""
    people = {study_names.id_of("participant", p.label): p.role for p in record.participants}
    organisations, sites, tracers = (
        dict.fromkeys(study_names.id_of(noun, name) for name in names)
        for noun, names in (
            ("organisation", record.organisations),
            ("site", record.sites),
            ("tracer", record.tracers),
        )
    )
    return [
        *(
            SourceParticipant(source_id=source_id, participant_id=person, role=role, position=n)
            for n, (person, role) in enumerate(people.items())
        ),
        *(
            SourceOrganisation(source_id=source_id, organisation_id=organisation, position=n)
            for n, organisation in enumerate(organisations)
        ),
        *(SourceSite(source_id=source_id, site_id=site) for site in sites),
        *(SourceTracer(source_id=source_id, tracer_id=tracer) for tracer in tracers),
        *(
            SourceAttribute(source_id=source_id, name=name, value=value)
            for name, value in sorted(record.attributes.items())
            if value
        ),
    ]


@dataclass(frozen=True, slots=True)
class RemoveSource:
    """Take a source out of the study, while nothing rests on it."""

    source_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the source is gone, or people's work rests on it: how much and whose is said.
        """
        views = reading.source_views(work.connection, counted=False)
        view = next((s for s in views if s.id == self.source_id), None)
        if view is None:
            raise Conflict("this source is no longer in the study")
        if resting := resting_on(work.connection, self.source_id):
            raise Conflict(
                f"{view.name} stays: {'; '.join(_told(resting))}",
                hint="Take these away first, or leave the source where it is.",
            )
        for table, keys in reading.rows_of(work.connection, self.source_id).items():
            if keys:
                work.delete(OWN_TABLES[table], keys)
        return Outcome(f"removed source {view.name}", None)


def _told(resting: Resting) -> list[str]:
    """`12 codings (Ann 10, Olu 2)`, for each kind of work that rests on a source."""
    lines = []
    for what, by_coder in resting.items():
        whose = ", ".join(f"{coder} {count}" for coder, count in by_coder.items())
        lines.append(f"{plural(sum(by_coder.values()), *RESTING[what])} ({whose})")
    return lines


OWN_TABLES: dict[str, type[Entity]] = {
    str(kind.__tablename__): kind
    for kind in (
        Suggestion,
        CausalVerdict,
        SpeakerTurn,
        Revision,
        SourceParticipant,
        SourceOrganisation,
        SourceSite,
        SourceTracer,
        SourceAttribute,
        Source,
    )
}
"""The tables whose rows belong to one source."""
