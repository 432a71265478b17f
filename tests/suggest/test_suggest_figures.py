"""The evaluation's figures worked out another way, excerpt by excerpt, and what its intervals and baselines rest on."""

from __future__ import annotations

import random

import numpy as np
import pytest
from suggest_invented import CODEBOOK, FIELDS, sentence

from workbench.suggest import baselines, evaluation
from workbench.suggest.calibration import Candidates, keep_promise
from workbench.suggest.dataset import CodeText, Example
from workbench.suggest.language import pipeline
from workbench.suggest.metrics import means, outcome, resampled_weights, with_interval
from workbench.suggest.themes import CodedText, fit_themes

CODES = tuple(CodeText(code, text) for code, text in CODEBOOK.items())


def plainly(scores: np.ndarray, labels: np.ndarray, weights: list[float], predict: int) -> dict[str, float]:
    """The figures by loops over excerpts and codes."""
    rows = []
    for n in range(len(scores)):
        order = sorted(range(scores.shape[1]), key=lambda code: (-scores[n, code], code))
        hits = [labels[n, code] for code in order]
        had = sum(hits)
        rows.append(
            {
                "P@1": hits[0],
                "P@3": sum(hits[:3]) / 3,
                "P@3 cap": min(3, had) / 3,
                "hit@3": float(any(hits[:3])),
                "R@3": sum(hits[:3]) / had,
                "R@5": sum(hits[:5]) / had,
                "MRR": 1 / (hits.index(1) + 1),
                "given": order[:predict],
            }
        )
    found = {
        name: sum(w * row[name] for w, row in zip(weights, rows, strict=True)) / sum(weights)
        for name in ("P@1", "P@3", "P@3 cap", "hit@3", "R@3", "R@5", "MRR")
    }
    both, given, had, per_code = 0.0, 0.0, 0.0, []
    for code in range(scores.shape[1]):
        hit = sum(w * labels[n, code] for n, w in enumerate(weights) if code in rows[n]["given"])
        told = sum(w for n, w in enumerate(weights) if code in rows[n]["given"])
        true = sum(w * labels[n, code] for n, w in enumerate(weights))
        both, given, had = both + hit, given + told, had + true
        if told + true:
            per_code.append(2 * hit / (told + true))
    return found | {"micro F1": 2 * both / (given + had), "macro F1": sum(per_code) / len(per_code)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_what_counting_gives(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.random((40, 9)).round(1)
    labels = (chance.random((40, 9)) < 0.35).astype(float)
    labels[labels.sum(axis=1) == 0, 0] = 1.0
    weights = [float(one) for one in chance.integers(0, 4, 40)]
    told = means([outcome(scores, labels, predict=3)])
    wanted = plainly(scores, labels, weights, 3)
    assert {name: figure(np.array(weights)) for name, figure in told.items()} == pytest.approx(wanted)


def test_documents_are_resampled_from_eight_on() -> None:
    assert resampled_weights([f"d{n % 8}" for n in range(30)], 1)[1]
    assert not resampled_weights([f"d{n % 7}" for n in range(30)], 1)[1]


def test_an_interval_leaves_out_a_fortieth_on_each_side() -> None:
    weights = np.tile(np.arange(401.0)[:, None], (1, 2))
    found = with_interval(lambda drawn: float(drawn[0]), weights)
    assert (found.value, found.low, found.high) == pytest.approx((1.0, 10.975, 390.025))


def invented(count: int = 160, groups: int = 8) -> tuple[Example, ...]:
    chance = random.Random(8)
    found = []
    for n in range(count):
        code, other = chance.sample(list(FIELDS), 2)
        words = f"{sentence(code, chance)} {sentence(other, chance)}"
        found.append(Example(f"e{n}", f"d{n % groups}", words, (code, other)))
    return tuple(found)


@pytest.fixture(scope="module")
def trial() -> evaluation.Trial:
    return evaluation.prepare(CODES, invented(), pipeline(), seed=1, repeats=1, with_svm=False)


def test_as_many_codes_are_predicted_as_excerpts_have_on_average(trial: evaluation.Trial) -> None:
    tasks = [task for task in trial.tasks if task.n == 100]
    report = evaluation.summarise(trial, [evaluation.carry_out(trial, task) for task in tasks])
    figures = report.lines[0].figures
    assert figures["R@3"].value > 0.9
    assert figures["micro F1"].value > 0.8, "with one code for each of two, no more than 2/3 could be reached"


def test_what_is_shown_is_counted_apart_from_what_was_only_ranked(trial: evaluation.Trial) -> None:
    ask = tuple(range(4))
    task = evaluation.Task(100, 0, 0, (), ask)
    shown = (
        (0, 0.9, True, True, "a"),
        (0, 0.2, False, False, "b"),
        (1, 0.8, False, True, "a"),
        (2, 0.1, True, False, "a"),
    )
    told = evaluation.Told(task, {evaluation.OURS: np.zeros((4, len(CODES)))}, shown, ())
    figures = evaluation.summarise(trial, [told]).lines[0].figures
    assert figures["shown per excerpt"].value == 2 / 4
    assert figures["precision of shown"].value == 1 / 2
    assert figures["calibration error, shown"].value == pytest.approx((0.1 + 0.8) / 2)
    assert figures["calibration error, top 3"].value == pytest.approx((0.1 + 0.2 + 0.8 + 0.9) / 4)


def test_what_is_shown_for_an_uncoded_excerpt_is_resampled_with_its_own_document() -> None:
    coded = tuple(Example(f"e{n}", f"d{n % 8}", f"word{n}", ("trust",)) for n in range(8))
    left = tuple(Example(f"n{n}", f"d{n}", f"none{n}", ()) for n in range(8))
    trial = evaluation.prepare(CODES, (*coded, *left), pipeline(), seed=1, with_svm=False)
    scores = {evaluation.OURS: np.zeros((16, len(CODES)))}
    shown = tuple((n, 0.7, n < 8, True, "trust") for n in range(16))
    told = evaluation.Told(evaluation.Task(100, 0, 0, (), tuple(range(16))), scores, shown, ())
    precision = evaluation.summarise(trial, [told]).lines[0].figures["precision of shown"]
    assert (precision.value, precision.low, precision.high) == (0.5, 0.5, 0.5), (
        "half of what is shown is right in each document, so in each sample of documents"
    )


def test_the_baselines_learn_from_what_they_say(trial: evaluation.Trial) -> None:
    items = [item for item in trial.items if item.codes[0] == "trust"]
    model = fit_themes(trial.space, trial.entries, items)
    texts = [item.words for item in trial.items[:5]]
    commonest = baselines.majority(model, texts)
    assert model.codes[int(commonest[0].argmax())] == "trust"
    only_trust = [replace_codes(item) for item in items]
    model = fit_themes(trial.space, trial.entries, only_trust[:5] + [no_code(one) for one in trial.items[:5]])
    rows = trial.space.rows(texts)
    unseen = [n for n, code in enumerate(model.codes) if code != "trust"]
    assert (baselines.linear_svm(model, rows, with_entries=False)[:, unseen] == -1e9).all()
    assert (baselines.linear_svm(model, rows, with_entries=True)[:, unseen] > -1e9).all()


def replace_codes(item: CodedText) -> CodedText:
    return CodedText(item.id, item.source, ("trust",), item.words)


def no_code(item: CodedText) -> CodedText:
    return CodedText(f"none {item.id}", item.source, (), item.words)


def test_suggestions_with_equal_scores_are_shown_together_or_not_at_all() -> None:
    scores = np.full(60, 0.5)
    right = np.array([True] * 25 + [False] * 35)
    known = Candidates(scores, np.zeros(60, dtype=int), right)
    assert keep_promise(known, 0.6) == (float("inf"), 0, 0)


def test_an_entry_speaks_half_as_loud_once_its_code_has_five_excerpts(trial: evaluation.Trial) -> None:
    code = trial.entries[0].id
    items = [item for item in trial.items if code in item.codes][:5]
    texts = [trial.items[-1].words]
    blank, known = (fit_themes(trial.space, trial.entries, some) for some in ([], items))
    column = blank.codes.index(code)
    assert known.hear(texts).entries[0, column] == pytest.approx(blank.hear(texts).entries[0, column] / 2)
