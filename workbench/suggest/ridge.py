"""Kernel ridge regression with everything that must be quick or exact about it: adding, removing and relabelling a
row, and what each group would have been told without itself.

With K the kernel of all rows and L the diagonal of noise, P = (K + L)^-1 is kept. For targets Y and a base
mu, the scores of a text x are mu + k(x)' P (Y - mu): linear in the rows, so that each row's contribution is
exact. All values are immutable; a change gives a new value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from workbench.suggest.features import Floats


@dataclass(frozen=True, slots=True)
class Ridge:
    """`inverse` is P `(n, n)`; `targets` Y `(n, n_codes)`; `solved` P Y; `solved_ones` P 1."""

    inverse: Floats
    targets: Floats
    solved: Floats
    solved_ones: Floats

    def weights(self, base: Floats) -> Floats:
        """alpha = P (Y - mu), `(n, n_codes)`: times k(x) the contribution of each row to each code."""
        return self.solved - np.outer(self.solved_ones, base)

    def with_row(self, kernel: Floats, target: Floats, *, own: float, noise: float) -> Ridge:
        """One more row, last; `kernel` is its similarity with the rows so far, `own` with itself.

        By the inverse of a bordered matrix, in O(n^2).
        """
        count = len(kernel)
        direction = self.inverse @ kernel
        rest = own + noise - float(kernel @ direction)
        inverse = np.empty((count + 1, count + 1))
        np.multiply.outer(direction / rest, direction, out=inverse[:count, :count])
        inverse[:count, :count] += self.inverse
        inverse[:count, count] = inverse[count, :count] = -direction / rest
        inverse[count, count] = 1.0 / rest
        missing = (target - direction @ self.targets) / rest
        missing_one = (1.0 - float(direction.sum())) / rest
        return Ridge(
            inverse,
            np.vstack([self.targets, target]),
            np.vstack([self.solved - np.outer(direction, missing), missing]),
            np.append(self.solved_ones - direction * missing_one, missing_one),
        )

    def without_rows(self, rows: np.ndarray) -> Ridge:
        """All rows but some, by the inverse of a matrix without a block, in O(n^2) for few of them."""
        kept = np.delete(np.arange(len(self.targets)), rows)
        beside = self.inverse[np.ix_(kept, rows)]
        share = linalg.solve(self.inverse[np.ix_(rows, rows)], beside.T, assume_a="pos").T
        inverse = self.inverse[np.ix_(kept, kept)]
        inverse -= share @ beside.T
        return Ridge(
            inverse,
            self.targets[kept],
            self.solved[kept] - share @ self.solved[rows],
            self.solved_ones[kept] - share @ self.solved_ones[rows],
        )

    def with_target(self, row: int, target: Floats) -> Ridge:
        """Another target for one row."""
        targets = self.targets.copy()
        change = target - targets[row]
        targets[row] = target
        return Ridge(
            self.inverse, targets, self.solved + np.outer(self.inverse[:, row], change), self.solved_ones
        )

    def left_out(self, rows: np.ndarray, base: Floats) -> Floats:
        """What these rows would be told by all others, `(n_rows, n_codes)`, with the base of the others.

        Exact: the residual of a held-out group is (P_GG)^-1 alpha_G (Stone 1974 for one row; block inverse
        for a group).
        """
        alpha = self.solved[rows] - np.outer(self.solved_ones[rows], base)
        block = self.inverse[np.ix_(rows, rows)]
        return np.asarray(self.targets[rows] - linalg.solve(block, alpha, assume_a="pos"), dtype=np.float64)


def fit_ridge(kernel: Floats, targets: Floats, noise: Floats) -> Ridge:
    """The ridge of a kernel `(n, n)`, targets `(n, n_codes)` and the noise of each row; `kernel` is used up.

    No rows give scores that are the base alone.
    """
    count = len(targets)
    if count == 0:
        return Ridge(np.zeros((0, 0)), targets, targets, np.zeros(0))
    kernel[np.diag_indices(count)] += noise
    factor, failed = linalg.lapack.dpotrf(kernel.T, lower=1, overwrite_a=1, clean=0)
    inverse, failed_too = linalg.lapack.dpotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise FloatingPointError("the kernel is not positive definite")
    _mirror(inverse)
    return Ridge(inverse, targets, inverse @ targets, inverse.sum(axis=1))


def _mirror(matrix: Floats) -> None:
    """Copy the lower triangle over the upper one, in strips so as to need no second matrix."""
    count = len(matrix)
    for start in range(0, count, 256):
        stop = min(start + 256, count)
        strip = matrix[start:stop, start:stop]
        strip[:] = np.tril(strip) + np.tril(strip, -1).T
        matrix[start:stop, stop:] = matrix[stop:, start:stop].T
