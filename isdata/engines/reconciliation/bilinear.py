"""Reconciliation of flows with their contents: substances, heat, or any other product of amount × content."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from isdata.engines.reconciliation.errors import (
    BoundError,
    NotConvergedError,
    StrongContradictionError,
    listed,
)
from isdata.engines.reconciliation.problem import Array
from isdata.engines.reconciliation.products import OPEN, System
from isdata.engines.reconciliation.solution import solve
from isdata.engines.reconciliation.tables import outcome, residuals, statistics
from isdata.engines.reconciliation.verdict import (
    Verdict,
    most_suspicious,
    most_violated_balance,
)

_ROUNDS = 100
_SETTLED = 1e-10  # relative change of a quantity at which iterations end


@dataclass(frozen=True)
class BilinearReconciliation(Verdict):
    """Measured and reconciled flows and contents, with the tests of the measurements.

    Parameters
    ----------
    flows : DataFrame
        As in `Reconciliation`.
    contents : DataFrame
        One row per flow and substance: flow_id, substance, and the columns of `flows` in the unit of the
        content.
    balances : DataFrame
        One row per balance: balance_id, substance (missing for the balance of the flows themselves),
        residual,
        deviation, normalised_residual, as measured.
    """

    flows: pd.DataFrame
    contents: pd.DataFrame
    balances: pd.DataFrame
    _terms: pd.DataFrame = field(repr=False)
    _measurements: pd.DataFrame = field(repr=False)
    _contents: pd.DataFrame = field(repr=False)
    _again: Callable[[pd.DataFrame, pd.DataFrame], "BilinearReconciliation"] = field(repr=False)

    @property
    def worst(self) -> tuple[str, str | None] | None:
        """The suspected measurement as flow and substance (None for the flow itself); None if nothing is checked."""
        suspects = self.suspects
        return suspects[0] if suspects else None

    @property
    def suspects(self) -> list[tuple[str, str | None]]:
        """The worst measurement, and those that the balances cannot distinguish from it."""
        rows = most_suspicious(
            pd.concat([self.flows.assign(substance=None), self.contents], ignore_index=True)
        )
        return list(
            zip(rows["flow_id"], rows["substance"].where(rows["substance"].notna(), None), strict=True)
        )

    @property
    def suspect_balance(self) -> str | None:
        """The balance of the worst measurement with the largest residual in deviations, as measured."""
        if self.worst is None:
            return None
        flow_id, substance = self.worst
        terms = self._terms if substance is None else self._terms[self._terms["substance"] == substance]
        return most_violated_balance(self.balances, terms, flow_id)

    def without(self, flow_id: str, substance: str | None = None) -> "BilinearReconciliation":
        """Reconciliation as if this flow, or its content of a substance, had not been measured.

        Raises
        ------
        KeyError
            If there is no such measurement.
        """
        table = self._measurements if substance is None else self._contents
        left_out = table["flow_id"] == flow_id
        if substance is not None:
            left_out &= table["substance"] == substance
        if not left_out.any():
            raise KeyError((flow_id, substance))
        changed = table.assign(value=table["value"].where(~left_out, np.nan))
        if substance is None:
            return self._again(changed, self._contents)
        return self._again(self._measurements, changed)


def reconcile_bilinear(
    measurements: pd.DataFrame,
    contents: pd.DataFrame,
    balances: pd.DataFrame,
    *,
    confidence: float = 0.95,
    bounded: bool = True,
    deviations: bool = True,
) -> BilinearReconciliation:
    r"""Adjust measured flows and contents as little as possible so that all balances close.

    .. math:: \sum_j a_{ij} F_j = 0, \qquad \sum_j a_{ij} F_j c_{jk} = 0 \text{ for substance } k

    Solved by linearising around the values of the previous iteration until they no longer change [1]_;
    deviations, classes and tests are those of the last linearisation. A temperature is a content if it is
    measured from the reference of zero heat, with the heat capacity in the coefficient.

    Parameters
    ----------
    measurements : DataFrame
        As in `reconcile`.
    contents : DataFrame
        One row per flow and substance: flow_id, substance, value [amount of the substance per amount of the
        flow], deviation, lower; NaN and 0 mean the same as in `measurements`.
    balances : DataFrame
        balance_id, substance (missing if the flows themselves balance), flow_id, coefficient.
    confidence, bounded, deviations
        As in `reconcile`.

    Raises
    ------
    ReconciliationError
        As in `reconcile`; NotConvergedError if the iterations do not converge.

    References
    ----------
    .. [1] O. Cencic, "Nonlinear data reconciliation in material flow analysis with software STAN",
       Sustain. Environ. Res. 26 (2016) 291-298.
    """
    system = System.read(measurements, contents, balances)
    point = _settle(system, bounded)
    given = system.linearised(point)
    solution = solve(given, bounded=bounded, deviations=deviations)
    table = outcome(given, solution, confidence)
    flows, inside = table.iloc[: len(measurements)], table.iloc[len(measurements) :].reset_index(drop=True)
    labels = contents[["flow_id", "substance"]].reset_index(drop=True)
    as_measured = np.where(np.isnan(system.value), 1.0, system.value)
    open_balances = residuals(system.linearised(as_measured)).drop(columns="balance_id")
    asked = {"confidence": confidence, "bounded": bounded, "deviations": deviations}
    return BilinearReconciliation(
        **statistics(solution, table, confidence),
        flows=pd.concat([measurements[["flow_id"]].reset_index(drop=True), flows], axis=1),
        contents=pd.concat([labels, inside], axis=1),
        balances=pd.concat([system.labels, open_balances], axis=1),
        _terms=balances,
        _measurements=measurements,
        _contents=contents,
        _again=partial(reconcile_bilinear, balances=balances, **asked),
    )


def _settle(system: System, bounded: bool) -> Array:
    """Values at which the solution of the linearised problem equals the point of linearisation."""
    point = system.start()
    for _ in range(_ROUNDS):
        given = system.linearised(point)
        try:
            found = solve(given, bounded=bounded, deviations=False).value
        except (BoundError, StrongContradictionError):
            # Far from the solution the linearised balances may be infeasible although the true ones are not.
            found = np.maximum(solve(given, bounded=False, deviations=False).value, system.lower)
        step = found - point
        length = system.length(point, step)
        point = point + length * step
        still = np.abs(step) <= _SETTLED * (np.abs(point) + system.size)
        if length == 1.0 and still.all() and system.gap(point).max() <= OPEN:
            return point
    widest = np.argsort(-system.gap(point), kind="stable")
    raise NotConvergedError(rounds=_ROUNDS, balances=listed(system.names[widest]))
