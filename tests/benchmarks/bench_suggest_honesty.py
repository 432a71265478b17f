"""Whether suggestions keep what they claim: `python tests/benchmarks/bench_suggest_honesty.py [SEED ...]`.

On invented studies of 1,000 excerpts, grouped by document: mean probability and share right of what is shown, the
calibration error, and that of probabilities which are exactly true (chance alone).
"""

from __future__ import annotations

import sys

import numpy as np
from invented_study import invented

from workbench.suggest import evaluation
from workbench.suggest.language import pipeline
from workbench.suggest.metrics import calibration_error, chance_calibration_error

STRENGTHS = {"plain": 0.2, "usual": 0.12}
SIZES = (100, 200, 400)


def main(seeds: list[int]) -> None:
    evaluation.FIRST_SIZES = SIZES
    print("study      n  shown  probability  right   error  by chance")
    for seed in seeds:
        for name, strength in STRENGTHS.items():
            codes, examples = invented(seed, strength=strength)
            trial = evaluation.prepare(codes, examples, pipeline(), seed=1, repeats=2, with_svm=False)
            told = [evaluation.carry_out(trial, task) for task in trial.tasks]
            for size in SIZES:
                shown = [one for some in told if some.task.n == size for one in some.shown if one[3]]
                report(f"{name}:{seed}", size, shown)


def report(name: str, size: int, shown: list[tuple[int, float, bool, bool]]) -> None:
    if not shown:
        print(f"{name:8} {size:4}      0")
        return
    told = np.array([one[1] for one in shown])
    right = np.array([float(one[2]) for one in shown])
    error = calibration_error(told, right, np.ones(len(told)))
    chance = chance_calibration_error(told, seed=1)
    print(
        f"{name:8} {size:4} {len(told):6} {told.mean():12.3f} {right.mean():6.3f} {error:7.3f} {chance:10.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [11, 12])
