"""What names a slot besides evidence: advice set aside for it, questions drawn from it. It goes where the slot goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workbench.model.questions import GuideQuestion
from workbench.model.theory_development import DismissedCheck
from workbench.store.reading.cmo_followers import rows_on_slots
from workbench.store.unit_of_work import UnitOfWork


def move_along(work: UnitOfWork, slot_ids: Collection[str], cmo_id: str) -> None:
    """Let it follow slots into another configuration."""
    for kind in (DismissedCheck, GuideQuestion):
        on = rows_on_slots(work.connection, str(kind.__tablename__), slot_ids)
        work.update_rows(kind, ("cmo_id",), {(one,): (cmo_id,) for one, _ in on})


def rename(work: UnitOfWork, slots: Mapping[str, str]) -> None:
    """Let it follow slots that get another id, `slots` by the old one."""
    for kind in (DismissedCheck, GuideQuestion):
        on = rows_on_slots(work.connection, str(kind.__tablename__), slots)
        work.update_rows(kind, ("slot_id",), {(one,): (slots[slot],) for one, slot in on})


def let_go(work: UnitOfWork, slot_ids: Collection[str]) -> None:
    """Before slots are taken out: what was set aside for them goes too; questions stay as they were asked."""
    aside = rows_on_slots(work.connection, "dismissed_check", slot_ids)
    work.delete(DismissedCheck, [(one,) for one, _ in aside])
    questions = rows_on_slots(work.connection, "guide_question", slot_ids)
    work.update_rows(GuideQuestion, ("slot_id",), {(one,): (None,) for one, _ in questions})
