"""Balances of flows and of their contents, as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from isdata.engines.reconciliation.errors import CoefficientError, NoBalanceError, UnknownFlowError
from isdata.engines.reconciliation.problem import Array, Problem
from isdata.engines.reconciliation.tables import quantities, refuse

OPEN = 1e-9  # largest residual of a closed balance as a share of its throughput
_SHORTEST = 1e-3  # smallest part of a step that is tried
_IDLE = 1e-6  # throughput, in deviations, of a balance without flow


@dataclass(frozen=True)
class System:
    """Flows, followed by contents, and the balances as sums of flows and of products of both.

    A term of a balance is coefficient × flow × content; a flow's own balance has no content (-1), which
    counts as 1.
    """

    value: Array
    variance: Array
    lower: Array
    kind: Array
    labels: pd.DataFrame
    row: Array
    flow: Array
    content: Array
    coefficient: Array

    @classmethod
    def read(cls, measurements: pd.DataFrame, contents: pd.DataFrame, balances: pd.DataFrame) -> "System":
        """Return the arrays of the tables; raise an error with all faults."""
        if balances.empty:
            raise NoBalanceError
        flow_ids, inside = pd.Index(measurements["flow_id"]), named(contents)
        flows, held = quantities(measurements, flow_ids), quantities(contents, inside)
        value, variance, lower = (np.concatenate(pair) for pair in zip(flows, held, strict=True))
        given = balances.assign(substance=balances.get("substance"))
        terms, has_substance = named(given), given["substance"].notna().to_numpy()
        flow, content = flow_ids.get_indexer(given["flow_id"]), inside.get_indexer(terms)
        refuse(terms, (flow < 0) | (has_substance & (content < 0)), UnknownFlowError)
        coefficient = given["coefficient"].to_numpy(dtype=float, na_value=np.nan)
        refuse(terms, ~np.isfinite(coefficient), CoefficientError)
        keys = given[["balance_id", "substance"]]
        return cls(
            value=value,
            variance=variance,
            lower=lower,
            kind=np.concatenate([np.full(len(flow_ids), -1), pd.factorize(contents["substance"])[0]]),
            labels=keys.drop_duplicates(ignore_index=True),
            row=keys.groupby(["balance_id", "substance"], dropna=False, sort=False).ngroup().to_numpy(),
            flow=flow,
            content=np.where(has_substance, len(flow_ids) + content, -1),
            coefficient=coefficient,
        )

    @property
    def names(self) -> Array:
        """Names of the balances, for messages."""
        return np.asarray(named(self.labels.set_axis(["flow_id", "substance"], axis=1)))

    @property
    def size(self) -> Array:
        """Size of each quantity relative to which a change is negligible: its deviation."""
        return np.where(self.variance > 0, np.sqrt(self.variance), 0.0)

    def linearised(self, point: Array) -> Problem:
        """Linear problem that approximates the balances around a point."""
        product = self.content >= 0
        amount, share = point[self.flow], np.where(product, point[self.content], 1.0)
        row = np.concatenate([self.row, self.row[product]])
        column = np.concatenate([self.flow, self.content[product]])
        slope = np.concatenate([self.coefficient * share, (self.coefficient * amount)[product]])
        shape = (len(self.labels), point.size)
        matrix = sp.csr_array((slope, (row, column)), shape=shape)
        matrix.eliminate_zeros()
        constant = np.bincount(self.row, self.coefficient * amount * share * product, minlength=shape[0])
        return Problem(matrix, constant, self.value, self.variance, self.lower, point, self.names)

    def terms(self, point: Array) -> Array:
        """Terms of all balances at a point."""
        share = np.where(self.content >= 0, point[self.content], 1.0)
        return self.coefficient * point[self.flow] * share

    def gap(self, point: Array) -> Array:
        """Imbalance of each balance, as a share of its throughput."""
        terms, rows = self.terms(point), len(self.labels)
        through = np.bincount(self.row, np.abs(terms) + _IDLE * self.spread(point), minlength=rows)
        return np.abs(np.bincount(self.row, terms, minlength=rows)) / np.where(through > 0, through, 1.0)

    def spread(self, point: Array) -> Array:
        """Deviations of all terms at a point, of the measured quantities."""
        share, amount = np.where(self.content >= 0, point[self.content], 1.0), point[self.flow]
        inside = np.where(self.content >= 0, self.size[self.content], 0.0)
        return np.abs(self.coefficient) * (np.abs(share) * self.size[self.flow] + np.abs(amount) * inside)

    def cost(self, point: Array) -> float:
        """Weighted sum of squares of the adjustments."""
        measured = self.variance > 0
        return float(np.sum((point - self.value)[measured] ** 2 / self.variance[measured]))

    def length(self, point: Array, step: Array) -> float:
        """Part of a step that reduces residuals or adjustments."""
        gap, cost = self.gap(point).max(), self.cost(point)
        length = 1.0
        while length > _SHORTEST:
            new = point + length * step
            if self.gap(new).max() <= max(0.9 * gap, OPEN) or self.cost(new) < cost:
                return length
            length /= 2
        return length

    def start(self) -> Array:
        """Return measured values, and for unmeasured quantities the median of the measured ones of their
        kind."""
        point = pd.Series(self.value)
        middle = point.where(point > 0).groupby(self.kind).transform("median").fillna(1.0)
        return np.maximum(point.fillna(middle).to_numpy(), np.where(self.variance == 0, -np.inf, self.lower))


def named(table: pd.DataFrame) -> pd.Index:
    """One name per row: the flow, and the substance if there is one."""
    flow = table["flow_id"].astype(str)
    return pd.Index(flow.where(table["substance"].isna(), flow + " · " + table["substance"].astype(str)))
