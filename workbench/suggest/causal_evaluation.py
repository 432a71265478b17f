"""Measuring the causal hints on labelled sentences, beside plainer rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.errors import BadInput
from workbench.suggest.causal import CausalHint, find_causal
from workbench.suggest.causal_cue import Tier
from workbench.suggest.dataset import CausalExample
from workbench.suggest.features import Floats
from workbench.suggest.language import Pipeline
from workbench.suggest.metrics import Figure, resampled_weights, with_interval

_ANY_CUE_WORD = re.compile(
    r"\b(because|so|since|as|if|when|therefore|due to|led to|result|reason|mean[st]?|allow|help|prevent|stop)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what each rule said of it; `cue` and `tier` of the best hint, empty for none."""

    example: CausalExample
    said: dict[str, bool]
    cue: str
    tier: str
    likely: bool


@dataclass(frozen=True, slots=True)
class CausalLine:
    """One rule: precision, recall and F1 of what it says is causal."""

    method: str
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class TierLine:
    """One tier: of the sentences proposed for its cues, how many were causal."""

    tier: str
    proposed: int
    right: int


@dataclass(frozen=True, slots=True)
class CausalReport:
    """All lines, the tiers, and the sentences that were judged wrongly."""

    sentences: int
    causal: int
    lines: tuple[CausalLine, ...]
    tiers: tuple[TierLine, ...]
    wrong: tuple[Judged, ...]


def judge(examples: Sequence[CausalExample], pipeline: Pipeline) -> Iterator[Judged]:
    """What each rule says of each sentence.

    Raises:
        BadInput: there are no sentences.
    """
    if not examples:
        raise BadInput("there is nothing to measure: the file holds no sentences")
    for example in examples:
        hints = sorted(find_causal(example.text, pipeline), key=_surest)
        best = hints[0] if hints else None
        said = {
            "suggester": best is not None and best.likely,
            "suggester, strong tier alone": any(h.likely and h.tier is Tier.STRONG for h in hints),
            "the word 'because'": "because" in example.text.lower(),
            "any cue word": _ANY_CUE_WORD.search(example.text) is not None,
            "every sentence": True,
        }
        yield Judged(
            example,
            said,
            best.cue if best else "",
            best.tier if best else "",
            best is not None and best.likely,
        )


def _surest(hint: CausalHint) -> tuple[bool, float]:
    return not hint.likely, -hint.precision


def summarise_causal(judged: Sequence[Judged], *, seed: int) -> CausalReport:
    """The figures of all rules, with bootstrap intervals over sentences."""
    truth = np.array([one.example.causal for one in judged], dtype=np.float64)
    weights, _ = resampled_weights([""] * len(judged), seed)
    lines = []
    for method in judged[0].said:
        said = np.array([one.said[method] for one in judged], dtype=np.float64)
        lines.append(
            CausalLine(
                method,
                with_interval(_ratio(said * truth, said), weights),
                with_interval(_ratio(said * truth, truth), weights),
                with_interval(_ratio(2 * said * truth, said + truth), weights),
            )
        )
    tiers = []
    for tier in Tier:
        proposed = [one for one in judged if one.tier == tier and one.likely]
        tiers.append(TierLine(tier, len(proposed), sum(one.example.causal for one in proposed)))
    wrong = tuple(one for one in judged if one.likely != one.example.causal)
    return CausalReport(len(judged), int(truth.sum()), tuple(lines), tuple(tiers), wrong)


def _ratio(over: Floats, under: Floats) -> Callable[[Floats], float]:
    return lambda w: float(w @ over) / max(float(w @ under), 1e-12)
