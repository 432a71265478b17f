"""The hunt for disconfirming cases in a study."""

from __future__ import annotations

from workbench.analysis.hunting import apart_from, offers, together
from workbench.errors import NotFound
from workbench.model.advice_views import HUNT
from workbench.model.hunting_views import Hunted, PassedOver
from workbench.store.reading.cmo_checks import checked_cmos, dismissals
from workbench.store.reading.hunting import spoor
from workbench.store.study import Reader


def hunt(reader: Reader, cmo_id: str, *, seen_by: str = "") -> Hunted:
    """Passages to read as possible cases against a configuration, apart from those that were passed over.

    Of passages that overlap the longest is offered; what overlaps one that was passed over is passed over with it.

    `seen_by` is the id of the coder who reads: what a blind round hides from that coder is not used.

    Raises:
        NotFound: it is gone or retired.
    """
    cmo = next(iter(checked_cmos(reader, only={cmo_id})), None)
    if cmo is None:
        raise NotFound(
            "this CMO is retired, or no longer in the study", hint="Take it up again to hunt for it."
        )
    passages, heard = spoor(reader, cmo_id, seen_by=seen_by)
    aside = {
        one.check.removeprefix(HUNT): one
        for one in dismissals(reader, only={cmo_id})
        if one.check.startswith(HUNT)
    }
    passed = tuple(
        PassedOver(passage, said.id, said.reason, said.coder)
        for passage in passages
        if (said := aside.get(passage.excerpt_id)) is not None
    )
    left = apart_from(passages, [one.passage for one in passed])
    return Hunted(cmo.id, cmo.number, offers(together(left), heard), passed)
