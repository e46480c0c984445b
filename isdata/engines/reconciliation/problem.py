"""The arrays that reconciliation works on: balances, values, variances, bounds."""

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

Array = np.ndarray


@dataclass(frozen=True)
class Problem:
    """Quantities joined by linear balances, `matrix @ x = constant`.

    Parameters
    ----------
    matrix : csr_array
        One row a balance, one column a quantity.
    constant : array
        What each balance adds up to.
    value, variance : array
        Measured value and its variance; NaN both where nothing was measured. A variance of 0 says that
        the value is known exactly.
    lower : array
        Lower bound, -inf for none. Does not hold for exact values.
    start : array
        Where to begin with quantities that nothing determines.
    names : array
        Names of the balances, for messages.
    """

    matrix: sp.csr_array
    constant: Array
    value: Array
    variance: Array
    lower: Array
    start: Array
    names: Array

    @property
    def is_exact(self) -> Array:
        """Whether each quantity is known exactly."""
        return self.variance == 0

    @property
    def is_measured(self) -> Array:
        """Whether each quantity was measured, with some deviation."""
        return self.variance > 0

    @property
    def is_unmeasured(self) -> Array:
        """Whether nothing was measured of each quantity."""
        return np.isnan(self.variance)

    def without_exact(self) -> "Problem":
        """Return the problem with exact quantities moved into the constants; their columns become empty."""
        exact = self.is_exact
        if not exact.any():
            return self
        known = np.where(exact, self.value, 0.0)
        moved = self.matrix @ known
        size = abs(self.matrix) @ np.abs(known) + np.abs(self.constant)
        constant = self.constant - moved
        constant[np.abs(constant) <= 1e-12 * size] = 0.0
        return replace(self, matrix=keep_columns(self.matrix, ~exact), constant=constant)


def keep_columns(matrix: sp.csr_array, keep: Array) -> sp.csr_array:
    """Return the matrix with all columns emptied but those to keep."""
    kept = sp.csr_array(matrix @ sp.diags_array(keep.astype(float)))
    kept.eliminate_zeros()
    return kept
