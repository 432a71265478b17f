"""Versions of the programme theory. What a version holds stays as it was made; its words may be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.theory_development import TheoryVersion, TheoryVersionCMO
from workbench.model.vocabulary import TheoryLevel, plural
from workbench.store.reading import theory_versions as reading
from workbench.store.reading.theory import next_number
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import clean_title


@dataclass(frozen=True, slots=True)
class NewVersion:
    """Make a version of these configurations, as they are worded now; the value is its id.

    `tracer_id` None: it is of the whole programme.
    """

    level: TheoryLevel
    statement: str
    cmo_ids: tuple[str, ...]
    title: str = ""
    reason: str = ""
    tracer_id: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: no statement; no reason though there is a version before it; a configuration of another tracer.
            Conflict: a configuration is gone, or retired.
        """
        statement = required(self.statement, "a statement", "Say in a sentence or two what the theory holds.")
        if reading.versions_of(work.connection, self.tracer_id):
            required(self.reason, "the reason why it differs from the one before", "Say why it changed.")
        ids = tuple(dict.fromkeys(self.cmo_ids))
        _require_fitting(work, ids, self.tracer_id)
        stood = reading.as_they_stand(work.connection, ids)
        identity, number = work.new_id(), next_number(work.connection, "theory_version")
        work.insert(
            TheoryVersion(
                id=identity,
                number=number,
                level=str(self.level),
                title=clean_title(self.title),
                tracer_id=self.tracer_id,
                statement=statement,
                reason=self.reason.strip(),
                coder_id=work.coder_id,
                created_at=work.at,
            ),
            *(
                TheoryVersionCMO(
                    version_id=identity, cmo_id=cmo, position=place, as_it_stood=stood[cmo].to_json()
                )
                for place, cmo in enumerate(ids)
            ),
        )
        return Outcome(f"made version {number} ({self.level}) of {plural(len(ids), 'CMO')}", identity)


@dataclass(frozen=True, slots=True)
class EditVersion:
    """Mend a version's title, statement or reason; None leaves one as it is. Its level and configurations stay:
    others make another version, so that what was reported can be found again. The history has what it said before.
    """

    version_id: str
    title: str | None = None
    statement: str | None = None
    reason: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: an empty statement, or too long a title.
            Conflict: the version is gone.
        """
        number = number_of(work, self.version_id)
        given = {
            "title": None if self.title is None else clean_title(self.title),
            "statement": None
            if self.statement is None
            else required(self.statement, "a statement", "Say what the theory holds."),
            "reason": None if self.reason is None else self.reason.strip(),
        }
        values = {name: value for name, value in given.items() if value is not None}
        changed = bool(values) and work.update(TheoryVersion, self.version_id, **values)
        named = ", ".join(values)
        return Outcome(
            f"edited version {number}: {named}" if changed else f"left version {number} as it is", None
        )


@dataclass(frozen=True, slots=True)
class RemoveVersion:
    """Take a version away, such as one that was made too early; its configurations stay in the study."""

    version_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        number = number_of(work, self.version_id)
        held = reading.cmos_held(work.connection, self.version_id)
        work.delete(TheoryVersionCMO, [(self.version_id, cmo) for cmo in held])
        work.delete(TheoryVersion, [(self.version_id,)])
        return Outcome(f"removed version {number} of the theory; its {plural(len(held), 'CMO')} stay", None)


def number_of(work: UnitOfWork, version_id: str) -> int:
    """The number of a version; raises Conflict if it is gone."""
    row = reading.version_row(work.connection, version_id)
    if row is None:
        raise Conflict("this version is no longer in the study", hint="Someone else removed it.")
    return row[0]


def required(text: str, what: str, hint: str) -> str:
    """The text, tidied at its ends; raises BadInput if there is none."""
    if not text.strip():
        raise BadInput(f"a version needs {what}", hint=hint)
    return text.strip()


def _require_fitting(work: UnitOfWork, cmo_ids: Sequence[str], tracer_id: str | None) -> None:
    found = reading.tracers_of(work.connection, cmo_ids)
    if len(found) < len(cmo_ids):
        raise Conflict("a CMO of this version is no longer in the study")
    for number, tracer, retired in found.values():
        if retired:
            raise Conflict(
                f"CMO {number} is retired, so that no new version holds it",
                hint=f"Leave it out: --without {number}; or take it up again: workbench cmo restore {number}",
            )
        if tracer_id is not None and tracer not in (None, tracer_id):
            raise BadInput(
                f"CMO {number} is of another tracer than this version",
                hint="A version of the whole programme (without --tracer) may hold CMOs of all tracers.",
            )
