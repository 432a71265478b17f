"""Measuring the suggester on coded material, each group (a document, a source) held out, beside plainer methods.

The words of all excerpts are known to the vocabulary, as they are in a study; their codes are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from workbench.errors import BadInput
from workbench.suggest import baselines
from workbench.suggest.calibration import DEFAULT_PROMISE, TAGS, calibrate, ranked
from workbench.suggest.dataset import CodeText, Example
from workbench.suggest.embedding import Embedding
from workbench.suggest.explanation import explain
from workbench.suggest.features import Floats, Space, fit_space
from workbench.suggest.language import Pipeline
from workbench.suggest.metrics import (
    Figure,
    Outcome,
    calibration_error,
    chance_calibration_error,
    means,
    outcome,
    resampled_weights,
    with_interval,
)
from workbench.suggest.themes import CodedText, CodeEntry, ThemeModel, fit_themes

FIRST_SIZES = (0, 25, 50, 100, 200, 400, 800, 1_600, 3_200)
"""So many coded excerpts are learnt from, as far as every fold has them."""

FOLDS = 5
"""With more groups than these, they are dealt out over so many folds."""

REPEATS = 5
"""Draws of the excerpts to learn from, at each size and fold."""

OURS = "suggester"
WITH_VECTORS = "suggester with vectors"
SVM = "linear SVM"
SVM_ENTRIES = "linear SVM with codebook"


@dataclass(frozen=True, slots=True)
class Task:
    """Learn from `n` excerpts, be asked for others; both as positions among the examples."""

    n: int
    repeat: int
    fold: int
    learn: tuple[int, ...]
    ask: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one task: scores of each method; of ours also what it would have shown, and its precedents.

    `shown` holds `(example, probability, right, speaks, code)` for each of the top tags; empty where no precision is
    claimed.
    `precedents` holds whether the first precedent of the best tag carries the code, for those that name one.
    """

    task: Task
    scores: dict[str, Floats]
    shown: tuple[tuple[int, float, bool, bool, str], ...]
    precedents: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One method at one size. Figures that make no sense there are absent."""

    method: str
    n: int
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """All lines, and what they were measured on."""

    excerpts: int
    groups: int
    codes: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """An evaluation ready to run: `tasks` may be carried out in any order and then be summed up."""

    items: tuple[CodedText, ...]
    entries: tuple[CodeEntry, ...]
    space: Space
    tasks: tuple[Task, ...]
    promise: float
    with_svm: bool
    seed: int
    notes: tuple[str, ...] = field(default=())
    embedding: Embedding | None = None


def prepare(
    codes: Sequence[CodeText],
    examples: Sequence[Example],
    pipeline: Pipeline,
    *,
    seed: int,
    repeats: int = REPEATS,
    promise: float = DEFAULT_PROMISE,
    with_svm: bool = True,
    embedding: Embedding | None = None,
) -> Trial:
    """Analyse the words and draw the tasks. With vectors from elsewhere, the suggester is also measured with these.

    Raises:
        BadInput: nothing to measure on: no codes, or no coded excerpts from at least two groups.
        UsageError: an SVM is wanted and scikit-learn is not installed.
    """
    if with_svm:
        baselines.require_svm()
    if not codes:
        raise BadInput("there is nothing to measure: the codebook has no codes")
    if len({example.group for example in examples if example.codes}) < 2:
        raise BadInput(
            "there is nothing to measure: coded excerpts from at least two sources are needed",
            hint="What is said of a source must not be learnt from the same source.",
        )
    words = list(pipeline.analyse([code.text for code in codes] + [example.text for example in examples]))
    entries = tuple(CodeEntry(code.id, text) for code, text in zip(codes, words[: len(codes)], strict=True))
    known = {code.id for code in codes}
    items = tuple(
        CodedText(f"{n}", example.group, tuple(c for c in example.codes if c in known), text)
        for n, (example, text) in enumerate(zip(examples, words[len(codes) :], strict=True))
    )
    foreign = {code for example in examples for code in example.codes} - known
    notes = [pipeline.note] if pipeline.note else []
    if foreign:
        notes.append(f"{len(foreign)} codes of the excerpts are not in the codebook and were left out")
    usable = tuple(
        item for item, example in zip(items, examples, strict=True) if item.codes or not example.codes
    )
    tasks = _tasks(usable, seed, repeats)
    return Trial(usable, entries, fit_space(words), tasks, promise, with_svm, seed, tuple(notes), embedding)


def _tasks(items: Sequence[CodedText], seed: int, repeats: int) -> tuple[Task, ...]:
    chance = np.random.default_rng(seed)
    groups = sorted({item.source for item in items})
    dealt = chance.permutation(len(groups)) % min(FOLDS, len(groups))
    fold_of = dict(zip(groups, dealt.tolist(), strict=True))
    folds: dict[int, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        folds[fold_of[item.source]].append(n)
    smallest = len(items) - max(map(len, folds.values()))
    found = []
    for size in FIRST_SIZES:
        if size > smallest:
            break
        for repeat in range(repeats if size else 1):
            for fold, ask in sorted(folds.items()):
                others = [n for n in range(len(items)) if fold_of[items[n].source] != fold]
                learn = sorted(chance.permutation(len(others))[:size].tolist())
                found.append(Task(size, repeat, fold, tuple(others[n] for n in learn), tuple(ask)))
    return tuple(found)


def carry_out(trial: Trial, task: Task) -> Told:
    """Learn and be asked: the scores of every method for the excerpts held out."""
    model = fit_themes(trial.space, trial.entries, [trial.items[n] for n in task.learn])
    texts = [trial.items[n].words for n in task.ask]
    scores = {OURS: model.scores(texts), "BM25": baselines.bm25(model, texts)}
    if task.n:
        scores["majority"] = baselines.majority(model, texts)
    if trial.with_svm:
        rows = trial.space.rows(texts)
        if task.n:
            scores[SVM] = baselines.linear_svm(model, rows, with_entries=False)
        scores[SVM_ENTRIES] = baselines.linear_svm(model, rows, with_entries=True)
    if trial.embedding is not None:
        space = replace(trial.space, embedding=trial.embedding)
        other = fit_themes(space, trial.entries, [trial.items[n] for n in task.learn])
        scores[WITH_VECTORS] = other.scores(texts)
    return Told(
        task,
        scores,
        _shown(trial, task, model, scores[OURS]),
        _precedents(trial, task, model, scores[OURS]) if task.n and not task.repeat else (),
    )


def _shown(
    trial: Trial, task: Task, model: ThemeModel, scores: Floats
) -> tuple[tuple[int, float, bool, bool, str], ...]:
    calibration = calibrate(model, promise=trial.promise)
    if calibration.threshold is None:
        return ()
    found = []
    for row, columns in enumerate(ranked(scores)[:, :TAGS]):
        codes = trial.items[task.ask[row]].codes
        for column in columns:
            score = float(scores[row, column])
            probability = calibration.probability(score) or 0.0
            code = model.codes[column]
            found.append((task.ask[row], probability, code in codes, calibration.speaks(score), code))
    return tuple(found)


def _precedents(trial: Trial, task: Task, model: ThemeModel, scores: Floats) -> tuple[bool, ...]:
    found = []
    for row, column in enumerate(ranked(scores)[:, 0]):
        why = explain(model, trial.items[task.ask[row]].words, model.codes[int(column)])
        if why.speaks == "excerpts":
            found.append(why.precedents[0].carries_code)
    return tuple(found)


def summarise(trial: Trial, told: Iterable[Told]) -> Report:
    """Put the tasks together: figures over all excerpts held out, each excerpt as the mean of its repeats."""
    by_size: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_size[one.task.n].append(one)
    coded = [n for n, item in enumerate(trial.items) if item.codes]
    drawn, by_document = resampled_weights([item.source for item in trial.items], trial.seed)
    weights = drawn[:, coded]
    lines = []
    for size, tolds in sorted(by_size.items()):
        for method in (OURS, WITH_VECTORS, "majority", "BM25", SVM, SVM_ENTRIES):
            if method in tolds[0].scores:
                figures = {
                    name: with_interval(figure, weights)
                    for name, figure in means(_outcomes(trial, tolds, method, coded)).items()
                }
                if method == OURS:
                    figures |= _honesty(tolds, coded, drawn, trial.seed)
                lines.append(Line(method, size, figures))
    resampled = "documents" if by_document else "excerpts (there are few documents)"
    notes = (*trial.notes, f"95% intervals by resampling {resampled}; seed {trial.seed}")
    groups = len({item.source for item in trial.items})
    return Report(len(trial.items), groups, len(trial.entries), tuple(lines), notes)


def _outcomes(trial: Trial, tolds: Sequence[Told], method: str, coded: Sequence[int]) -> list[Outcome]:
    columns = {entry.id: n for n, entry in enumerate(trial.entries)}
    labels = np.zeros((len(trial.items), len(columns)))
    for n, item in enumerate(trial.items):
        labels[n, [columns[code] for code in item.codes]] = 1.0
    predict = max(1, round(float(labels[coded].sum(axis=1).mean())))
    repeats: dict[int, Floats] = defaultdict(lambda: np.zeros_like(labels))
    for one in tolds:
        repeats[one.task.repeat][list(one.task.ask)] = one.scores[method]
    return [outcome(scores[coded], labels[coded], predict=predict) for scores in repeats.values()]


def _honesty(tolds: Sequence[Told], coded: Sequence[int], weights: Floats, seed: int) -> dict[str, Figure]:
    """Calibration of the top tags and of those shown, whether the promise was kept, and the precedents.

    `weights` are those of all excerpts, coded or not: what is shown for one that nobody coded is wrong.
    """
    found: dict[str, Figure] = {}
    precedents = [carries for one in tolds for carries in one.precedents]
    if precedents:
        share = float(np.mean(precedents))
        found["precedent carries the code"] = Figure(share, share, share)
    among = frozenset(coded)
    top = [one for told in tolds for one in told.shown if one[0] in among]
    if not top:
        return found
    spoken = [one for told in tolds for one in told.shown if one[3]]
    for name, chosen in (("calibration error, top 3", top), ("calibration error, shown", spoken)):
        probabilities = np.array([one[1] for one in chosen])
        right = np.array([float(one[2]) for one in chosen])
        error = calibration_error(probabilities, right, np.ones(len(chosen)))
        found[name] = _plain(error)
        asked_again = [(one[0], one[4]) for one in chosen]
        found[f"{name}, by chance alone"] = _plain(
            chance_calibration_error(probabilities, seed=seed, same=asked_again)
        )
    asked = sum(len(told.task.ask) for told in tolds)
    found["shown per excerpt"] = _plain(len(spoken) / asked)
    if spoken:
        rows = np.array([one[0] for one in spoken])
        right = np.array([float(one[2]) for one in spoken])
        found["precision of shown"] = with_interval(
            lambda w: float(w[rows] @ right / max(w[rows].sum(), 1e-12)), weights
        )
    return found


def _plain(value: float) -> Figure:
    return Figure(value, value, value)
