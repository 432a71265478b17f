"""What the checks advise on the configurations of a study."""

from __future__ import annotations

from collections.abc import Collection

from workbench.analysis.advice import advise
from workbench.model.advice_views import Advised
from workbench.store.reading.cmo_checks import checked_cmos, dismissals
from workbench.store.study import Reader


def advised(reader: Reader, *, only: Collection[str] | None = None) -> Advised:
    """Advice on all configurations that are not retired, or on those of these ids; four statements in all."""
    return advise(checked_cmos(reader, only=only), dismissals(reader, only=only))
