"""The evaluation: no leak between folds, figures that are right by hand, files with faults."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
from suggest_invented import CODEBOOK, FIELDS, sentence

from workbench.errors import BadInput, UsageError
from workbench.suggest import baselines, evaluation, metrics
from workbench.suggest.dataset import CodeText, Example, read_causal, read_codes, read_examples
from workbench.suggest.language import pipeline
from workbench.suggest.metrics import calibration_error, means, outcome, resampled_weights

CODES = tuple(CodeText(code, text) for code, text in CODEBOOK.items())


@pytest.fixture(autouse=True)
def few_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "RESAMPLES", 40)
    monkeypatch.setattr(evaluation, "FIRST_SIZES", (0, 25, 50, 100))


def examples(count: int = 70, *, groups: int = 4) -> tuple[Example, ...]:
    chance = random.Random(8)
    found = []
    for n in range(count):
        code = chance.choice(list(FIELDS))
        found.append(Example(f"e{n}", f"d{n % groups}", sentence(code, chance), (code,)))
    return tuple(found)


def run(given: tuple[Example, ...], **options: object) -> evaluation.Report:
    options = {"seed": 1, "repeats": 1, "with_svm": False} | options
    trial = evaluation.prepare(CODES, given, pipeline(), **options)
    return evaluation.summarise(trial, [evaluation.carry_out(trial, task) for task in trial.tasks])


def test_no_group_is_ever_learnt_from_and_asked_of() -> None:
    trial = evaluation.prepare(CODES, examples(200, groups=9), pipeline(), seed=1, with_svm=False)
    for task in trial.tasks:
        learnt, asked = ({trial.items[n].source for n in part} for part in (task.learn, task.ask))
        assert not learnt & asked
        assert len(task.learn) == task.n
    assert {task.n for task in trial.tasks} == {0, 25, 50, 100}
    asked_at_zero = sorted(n for task in trial.tasks if task.n == 0 for n in task.ask)
    assert asked_at_zero == list(range(200))


def test_equal_seeds_give_equal_reports() -> None:
    assert run(examples()) == run(examples())


def test_it_reports_every_method_and_figure() -> None:
    report = run(examples())
    ours = next(line for line in report.lines if (line.method, line.n) == (evaluation.OURS, 50))
    assert {"P@1", "P@3", "P@3 cap", "hit@3", "R@3", "R@5", "MRR", "macro F1", "micro F1"} <= set(
        ours.figures
    )
    assert {line.method for line in report.lines} == {evaluation.OURS, "majority", "BM25"}
    assert ours.figures["hit@3"].value > 0.9
    assert ours.figures["precedent carries the code"].value >= 0.95
    assert all(f.low <= f.value + 1e-9 and f.value <= f.high + 1e-9 for f in ours.figures.values())


def test_calibration_is_reported_where_a_precision_is_claimed() -> None:
    figures = {(line.method, line.n): line.figures for line in run(examples(160, groups=8)).lines}
    assert "precision of shown" in figures[evaluation.OURS, 100]
    assert "precision of shown" not in figures[evaluation.OURS, 50]


def test_the_linear_svm_is_compared_too() -> None:
    methods = {line.method for line in run(examples(40), with_svm=True, repeats=1).lines}
    assert {evaluation.SVM, evaluation.SVM_ENTRIES} <= methods


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "has_svm", lambda: False)
    with pytest.raises(UsageError, match="scikit-learn") as caught:
        run(examples(40), with_svm=True)
    assert "[evaluate]" in caught.value.hint


def test_figures_by_hand() -> None:
    scores = np.array([[0.9, 0.5, 0.1, 0.0], [0.1, 0.2, 0.3, 0.4]])
    labels = np.array([[1.0, 0, 1, 0], [1, 0, 0, 0]])
    told = {k: figure(np.ones(2)) for k, figure in means([outcome(scores, labels, predict=1)]).items()}
    assert told["P@1"] == 0.5
    assert told["P@3"] == pytest.approx((2 / 3 + 0) / 2)
    assert told["P@3 cap"] == pytest.approx((2 / 3 + 1 / 3) / 2)
    assert told["hit@3"] == 0.5
    assert told["R@3"] == 0.5
    assert told["R@5"] == 1.0
    assert told["MRR"] == pytest.approx((1 + 1 / 4) / 2)
    assert told["micro F1"] == pytest.approx(2 * 1 / (2 + 3))
    assert told["macro F1"] == pytest.approx((2 / 3 + 0 + 0) / 3)


def test_the_calibration_error_by_hand() -> None:
    probabilities, right = np.array([0.2, 0.2, 0.8, 0.8]), np.array([0.0, 0, 1, 1])
    assert calibration_error(probabilities, right, np.ones(4)) == pytest.approx(0.2)
    assert calibration_error(np.zeros(0), np.zeros(0), np.zeros(0)) == 0.0


def test_documents_are_resampled_whole_where_there_are_enough() -> None:
    clusters = [f"d{n % 10}" for n in range(50)]
    weights, by_document = resampled_weights(clusters, 1)
    assert by_document
    assert (weights[:, 0] == weights[:, 10]).all()
    assert not resampled_weights(["a", "b"] * 10, 1)[1]


def test_excerpts_without_codes_take_part_as_negatives() -> None:
    given = (
        *examples(),
        *(Example(f"n{n}", f"d{n % 4}", "nothing was said here then", ()) for n in range(20)),
    )
    assert run(given).excerpts == 90


@pytest.mark.parametrize(
    ("codes", "given", "message"),
    [
        ((), examples(), "no codes"),
        (CODES, (), "two sources"),
        (CODES, examples(groups=1), "two sources"),
        (CODES, (Example("a", "d", "text", ()), Example("b", "e", "text", ())), "two sources"),
    ],
)
def test_nothing_to_measure_is_said(
    codes: tuple[CodeText, ...], given: tuple[Example, ...], message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        evaluation.prepare(codes, given, pipeline(), seed=1, with_svm=False)


def test_codes_outside_the_codebook_are_left_out_and_noted() -> None:
    given = (*examples(), Example("x", "d1", "strange", ("unheard-of",)))
    report = run(given)
    assert report.excerpts == 70
    assert "1 codes of the excerpts are not in the codebook" in report.notes[0]


def test_a_file_of_excerpts_is_read_with_other_names_and_fields() -> None:
    lines = [
        {"id": 7, "document": "a", "text": "one", "codes": ["x", "x"], "more": 1},
        {"id": "8", "document": "b", "text": "two", "themes": [], "section": "s"},
    ]
    text = "\n".join(map(json.dumps, lines)) + "\n\n"
    assert read_examples(text, name="f") == (Example("7", "a", "one", ("x",)), Example("8", "b", "two", ()))
    assert read_examples(text, name="f", group="section")[1].group == "b / s"
    with pytest.raises(BadInput, match="no line has a field 'sectoin'"):
        read_examples(text, name="f", group="sectoin")


def test_a_file_may_call_its_documents_sources() -> None:
    assert read_examples('{"source": "a", "text": "one", "codes": []}', name="f")[0].group == "a"
    with pytest.raises(BadInput, match="'document'"):
        read_examples('{"text": "one", "codes": []}', name="f")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1"),
        ("[]", "an object"),
        ('{"text": "a"}', "1 fault"),
        ('{"text": 1, "codes": "x"}', "fault"),
    ],
)
def test_faults_of_a_file_are_named_by_line(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        read_examples(text, name="f.jsonl")


def test_faults_of_causal_sentences_are_named() -> None:
    with pytest.raises(BadInput, match="1 fault"):
        read_causal('{"text": "a", "causal": "perhaps"}', name="f.jsonl")


def test_a_codebook_may_have_fields_of_its_own_but_no_code_twice() -> None:
    text = "codes:\n- {id: a, name: A, definition: d, cues: [c], parent: null}\n- {name: B}\n"
    assert [(code.id, code.text) for code in read_codes(text, name="c.yaml")] == [
        ("a", "A.\nd.\nc."),
        ("B", "B."),
    ]
    with pytest.raises(BadInput, match="'B'"):
        read_codes(text + "- {name: B}\n", name="c.yaml")
