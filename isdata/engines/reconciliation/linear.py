"""Reconciliation of measured flows with linear balances."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
import scipy.sparse as sp

from isdata.engines.reconciliation.solution import solve
from isdata.engines.reconciliation.tables import outcome, problem, residuals, statistics
from isdata.engines.reconciliation.verdict import (
    Verdict,
    most_suspicious,
    most_violated_balance,
)


@dataclass(frozen=True)
class Reconciliation(Verdict):
    """Measured and reconciled flows, with the tests of the measurements: chi2, its limit, and the suspects.

    Parameters
    ----------
    flows : DataFrame
        One row per flow: flow_id, measured, reconciled, deviation_before, deviation_after, adjustment
        [all unit of the flow], normalised_residual [-], unexplained (remainder of the largest residual if
        this flow is the wrong one, in deviations) [-], class, detectable (the smallest error that the test of
        the largest residual detects with a probability of 80 %) [unit of the flow].
    balances : DataFrame
        One row per balance: balance_id, residual [unit], deviation [unit], normalised_residual [-], all as
        measured; NaN if a flow of the balance was not measured.
    """

    flows: pd.DataFrame
    balances: pd.DataFrame
    _terms: pd.DataFrame | sp.csr_array = field(repr=False)
    _measurements: pd.DataFrame = field(repr=False)
    _again: Callable[[pd.DataFrame], "Reconciliation"] = field(repr=False)

    @property
    def worst(self) -> str | None:
        """The flow with the largest normalised residual: the suspected measurement; None if nothing is checked."""
        suspects = self.suspects
        return suspects[0] if suspects else None

    @property
    def suspects(self) -> list[str]:
        """The worst flow, and those that the balances cannot distinguish from it, the most plausible first.

        Flows that share their only balance are equally suspicious, and others nearly so: only an inspection
        of the meters can show which one is wrong.
        """
        return most_suspicious(self.flows)["flow_id"].tolist()

    @property
    def suspect_balance(self) -> str | None:
        """The balance of the worst flow with the largest residual in deviations, as measured."""
        if self.worst is None or not isinstance(self._terms, pd.DataFrame):
            return None
        return most_violated_balance(self.balances, self._terms, self.worst)

    def without(self, flow_id: str) -> "Reconciliation":
        """Reconciliation as if this flow had not been measured.

        Raises
        ------
        KeyError
            If there is no such flow.
        """
        left_out = self._measurements["flow_id"] == flow_id
        if not left_out.any():
            raise KeyError(flow_id)
        value = self._measurements["value"].where(~left_out, np.nan)
        return self._again(self._measurements.assign(value=value))


def reconcile(
    measurements: pd.DataFrame,
    balances: pd.DataFrame | sp.csr_array,
    *,
    confidence: float = 0.95,
    bounded: bool = True,
    deviations: bool = True,
) -> Reconciliation:
    r"""Adjust measured flows as little as possible so that all balances close.

    .. math:: \min_x \sum_j \frac{(x_j - y_j)^2}{\sigma_j^2} \quad \text{s.t.} \quad A x = 0,\; x \ge l

    Unmeasured flows are computed if the balances determine them. The tests (chi2 and the normalised
    residuals) and the deviations use the balances only: a flow that is not negative is no evidence about a
    meter.

    Parameters
    ----------
    measurements : DataFrame
        One row per flow: flow_id; value, NaN if not measured; deviation, the standard deviation of the value
        (`standard_deviation` computes it from ± %), 0 if the value is known exactly; lower, the lower
        bound, optional, 0 if not given, -inf for none. An exact value is not bounded.
    balances : DataFrame or sparse array
        balance_id, flow_id, coefficient (+1 into the balance, -1 out of it, or any other number); or a
        matrix with one row per balance and one column per row of `measurements`.
    confidence : float
        Of the test of chi2, and of that of the largest residual.
    bounded : bool
        Whether the lower bounds apply.
    deviations : bool
        Whether to compute deviations and normalised residuals; a large network takes half the time without
        them.

    Returns
    -------
    Reconciliation
        `flows` in the order of `measurements`. Classes: "measured-redundant" (checked by balances),
        "measured-nonredundant" (not checked), "unmeasured-observable" (computed),
        "unmeasured-unobservable" (reconciled is NaN), "exact".

    Raises
    ------
    NoBalanceError, DeviationError, RepeatedFlowError, UnknownFlowError, CoefficientError
        If the tables do not have the format above.
    ContradictionError
        If exact values contradict each other.
    BoundError
        If no values meet balances and bounds.
    StrongContradictionError
        If such values exist, but too far beyond the deviations for a numerical solution.

    Examples
    --------
    >>> measurements = pd.DataFrame(
    ...     {"flow_id": ["in", "a", "b"], "value": [100.0, 60.0, 45.0], "deviation": [5.0, 3.0, 4.0]}
    ... )
    >>> balances = pd.DataFrame(
    ...     {"balance_id": ["site"] * 3, "flow_id": ["in", "a", "b"], "coefficient": [1, -1, -1]}
    ... )
    >>> reconcile(measurements, balances).flows["reconciled"].round(1).tolist()
    [102.5, 59.1, 43.4]

    References
    ----------
    .. [1] S. Narasimhan and C. Jordache, "Data Reconciliation and Gross Error Detection", Gulf, 2000.
    .. [2] O. Cencic, "Nonlinear data reconciliation in material flow analysis with software STAN",
       Sustain. Environ. Res. 26 (2016) 291-298.
    """
    given = problem(measurements, balances)
    solution = solve(given, bounded=bounded, deviations=deviations)
    flows = outcome(given, solution, confidence)
    flows.insert(0, "flow_id", measurements["flow_id"].to_numpy())
    return Reconciliation(
        **statistics(solution, flows, confidence),
        flows=flows,
        balances=residuals(given),
        _terms=balances,
        _measurements=measurements,
        _again=partial(
            reconcile, balances=balances, confidence=confidence, bounded=bounded, deviations=deviations
        ),
    )
