"""Up to three tags for a passage, or silence and its reason. A suggestion is no coding."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.suggest.calibration import TAGS, Calibration, ranked
from workbench.suggest.explanation import Explanation, explain
from workbench.suggest.language import Analysed
from workbench.suggest.themes import ThemeModel

NO_CODING = "Suggestions are no codings: nothing is coded until a person decides."

LEAST_EVIDENCE = 0.02
"""A score that is no higher than this above what an empty passage would be told speaks for nothing."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A code suggested. Probability and band are None while no precision is claimed."""

    code: str
    probability: float | None
    band: tuple[float, float] | None
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a passage: tags, best first, or none and why. `standing` is the measured precision."""

    tags: tuple[Tag, ...]
    silence: str
    standing: str
    notes: tuple[str, ...]


def suggest(
    model: ThemeModel, calibration: Calibration, text: Analysed, *, already: frozenset[str] = frozenset()
) -> Answer:
    """The tags for a passage that a person selected; codes that it has `already` are not suggested again."""

    def silent(why: str) -> Answer:
        return Answer((), why, calibration.line, model.notes)

    if not model.codes:
        return silent("the codebook has no codes")
    if not text.lemmas:
        return silent("the passage has no words")
    heard = model.hear([text])
    scores = model.scores_of(heard)
    blank = model.blank_scores()
    order = [int(n) for n in ranked(scores)[0] if model.codes[n] not in already][:TAGS]
    told = [n for n in order if scores[0, n] - blank[n] > LEAST_EVIDENCE]
    if not told:
        return silent(
            "nothing in the passage speaks for any code: no excerpt and no codebook entry is like it"
        )
    shown = [n for n in told if calibration.speaks(float(scores[0, n]))]
    if not shown:
        return silent(_below(calibration, float(scores[0, told[0]])))
    tags = tuple(
        Tag(
            model.codes[n],
            calibration.probability(float(scores[0, n])),
            calibration.band(float(scores[0, n])),
            explain(model, text, model.codes[n], heard=heard),
        )
        for n in shown
    )
    return Answer(tags, "", calibration.line, model.notes)


def _below(calibration: Calibration, best: float) -> str:
    if not calibration.shown:
        return (
            f"you asked that {calibration.promise:.0%} of what is shown be right, and no part of the "
            "study's own "
            "codings shows that this would be kept"
        )
    probability = calibration.probability(best) or 0.0
    return (
        f"the best code here is right with a probability of about {probability:.0%}; below the score "
        "from which on "
        f"{calibration.promise:.0%} can be promised, it is silent"
    )
