"""What the team's verdicts say of each causal cue: a precision that starts at the prior and moves with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.suggest.calibration import wilson
from workbench.suggest.causal_cues import CUES

PRIOR_VERDICTS = 6.0
"""The prior of a cue counts as so many verdicts, so that two or three do not silence it or make it loud."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's judgement of a hint: whether its sentence makes a causal claim."""

    cue: str
    right: bool


@dataclass(frozen=True, slots=True)
class CueRecord:
    """A cue with its verdicts. `precision` is what is used; `low` to `high` the Wilson interval of the verdicts."""

    cue: str
    tier: str
    right: int
    judged: int
    precision: float
    low: float
    high: float


def cue_records(verdicts: Iterable[Verdict]) -> tuple[CueRecord, ...]:
    """Every cue in its order with its record. Without verdicts the precision is the prior, the interval 0 to 1.

    Verdicts on cues that are no more are passed over.
    """
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for verdict in verdicts:
        judged[verdict.cue] += 1
        right[verdict.cue] += verdict.right
    return tuple(
        CueRecord(
            cue.name,
            cue.tier,
            right[cue.name],
            judged[cue.name],
            (right[cue.name] + PRIOR_VERDICTS * cue.prior) / (judged[cue.name] + PRIOR_VERDICTS),
            *wilson(right[cue.name], judged[cue.name]),
        )
        for cue in CUES
    )


def learnt_precision(verdicts: Iterable[Verdict]) -> dict[str, float]:
    """The precision of each cue by name, for `find_causal`."""
    return {record.cue: record.precision for record in cue_records(verdicts)}
