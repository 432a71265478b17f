"""Setting advice on a configuration aside, with the reason, and heeding it again."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.advice_views import HUNT, Check
from workbench.model.theory_development import DismissedCheck
from workbench.store.reading import theory as reading
from workbench.store.reading.cmo_checks import dismissals
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import configuration
from workbench.theory.elements import shorten


@dataclass(frozen=True, slots=True)
class DismissCheck:
    """Set aside what a check says of a configuration, or of one of its slots; the value is the dismissal's id."""

    check: Check
    cmo_id: str
    slot_id: str | None
    reason: str

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: no reason. Conflict: configuration or slot are gone, or it is set aside already.
        """
        reason = " ".join(self.reason.split())
        cmo = configuration(work, self.cmo_id)
        if not reason:
            raise BadInput("advice is set aside for a reason", hint="Say why it does not matter here.")
        slot = next((slot for slot in cmo.slots if slot.id == self.slot_id), None)
        if self.slot_id is not None and slot is None:
            raise Conflict(f"this slot is no longer in CMO {cmo.number}")
        where = f"CMO {cmo.number}" + (f", slot {slot.position}" if slot else "")
        key = (str(self.check), self.slot_id or "")
        if any((one.check, one.slot_id) == key for one in dismissals(work.connection, only={cmo.id})):
            raise Conflict(f"the check {str(self.check)!r} is set aside for {where} already")
        identity = _set_aside(work, str(self.check), cmo.id, self.slot_id, reason)
        return Outcome(f"set aside the check {str(self.check)!r} for {where}: {shorten(reason)}", identity)


@dataclass(frozen=True, slots=True)
class PassOver:
    """Say of a passage that a hunt offered that it is no case against the configuration; it is not offered again.

    The value is the dismissal's id.
    """

    cmo_id: str
    excerpt_id: str
    reason: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            Conflict: configuration or passage are gone, or it is passed over already.
        """
        cmo = configuration(work, self.cmo_id)
        if not reading.exists(work.connection, "excerpt", self.excerpt_id):
            raise Conflict("this passage is no longer in the study")
        rule = f"{HUNT}{self.excerpt_id}"
        if any(one.check == rule for one in dismissals(work.connection, only={cmo.id})):
            raise Conflict(f"this passage is passed over for CMO {cmo.number} already")
        identity = _set_aside(work, rule, cmo.id, None, " ".join(self.reason.split()))
        return Outcome(f"passed over a passage as a case against CMO {cmo.number}", identity)


def _set_aside(work: UnitOfWork, rule: str, cmo_id: str, slot_id: str | None, reason: str) -> str:
    identity = work.new_id()
    work.insert(
        DismissedCheck(
            id=identity,
            rule=rule,
            cmo_id=cmo_id,
            slot_id=slot_id,
            reason=reason,
            coder_id=work.coder_id,
            created_at=work.at,
        )
    )
    return identity


@dataclass(frozen=True, slots=True)
class HeedCheck:
    """Heed advice again that was set aside."""

    dismissal_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: nobody has set it aside.
        """
        found = next((one for one in dismissals(work.connection) if one.id == self.dismissal_id), None)
        if found is None:
            raise Conflict("this advice is not set aside any more")
        work.delete(DismissedCheck, [(found.id,)])
        if found.check.startswith(HUNT):
            return Outcome(f"a passage is offered again as a case against CMO {found.cmo_number}", None)
        return Outcome(f"heeded the check {found.check!r} for CMO {found.cmo_number} again", None)
