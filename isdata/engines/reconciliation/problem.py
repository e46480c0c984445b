"""Arrays of a reconciliation problem: balances, values, variances, bounds."""

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

Array = np.ndarray


@dataclass(frozen=True)
class Problem:
    """Quantities connected by linear balances, `matrix @ x = constant`.

    Parameters
    ----------
    matrix : csr_array
        One row per balance, one column per quantity.
    constant : array
        Right-hand side of each balance.
    value, variance : array
        Measured value and its variance; both NaN if not measured. A variance of 0 means that the value is
        known exactly.
    lower : array
        Lower bound, -inf for none. Does not apply to exact values.
    start : array
        Initial values of quantities that nothing determines.
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
        """True for each quantity that is known exactly."""
        return self.variance == 0

    @property
    def is_measured(self) -> Array:
        """True for each quantity that was measured, with some deviation."""
        return self.variance > 0

    @property
    def is_unmeasured(self) -> Array:
        """True for each quantity without a measurement."""
        return np.isnan(self.variance)

    def without_exact(self) -> "Problem":
        """Problem with exact quantities moved into the constants; their columns become empty."""
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
    """Matrix with all columns emptied except those to keep."""
    kept = sp.csr_array(matrix @ sp.diags_array(keep.astype(float)))
    kept.eliminate_zeros()
    return kept
