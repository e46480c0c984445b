"""Value of one more measurement for all other quantities."""

import numpy as np
import pandas as pd
import scipy.sparse as sp

from isdata.engines.reconciliation.least_squares import factorised
from isdata.engines.reconciliation.problem import Array, Problem
from isdata.engines.reconciliation.tables import problem

_VAGUE = 10.0  # deviation of an unmeasured flow, relative to the largest figure in its balances
_KNOWN = 1e-3  # largest remaining share of the deviation of a flow that counts as computed


def joint_covariance(measurements: pd.DataFrame, balances: pd.DataFrame, asked: Array) -> Array:
    r"""Covariance of the errors of all flows with those of some, after reconciliation.

    .. math:: \Sigma - \Sigma A^T (A \Sigma A^T)^{-1} A \Sigma

    Parameters
    ----------
    measurements, balances : DataFrame
        As for `reconcile`. Unmeasured flows get a very large deviation.
    asked : array of int
        Positions of flows.

    Returns
    -------
    array, flows × asked
        Covariances after reconciling.
    """
    given = problem(measurements, balances)
    variance = np.where(given.is_unmeasured, (_VAGUE * _largest_nearby(given)) ** 2, given.variance)
    spread = given.matrix @ sp.diags_array(variance)
    system = sp.csr_array(spread @ given.matrix.T)
    known = factorised(system)(spread[:, asked].toarray())
    found = -(spread.T @ known)
    found[asked, np.arange(asked.size)] += variance[asked]
    return found


def _largest_nearby(given: Problem) -> Array:
    """Largest amount in a balance with each quantity; the largest of all if there is none."""
    size = np.nan_to_num(np.abs(given.value))
    held = sp.csr_array(
        (np.ones(given.matrix.nnz), given.matrix.indices, given.matrix.indptr), given.matrix.shape
    )
    largest = sp.csr_array(held @ sp.diags_array(size)).max(axis=1).toarray()
    around = sp.csr_array(sp.diags_array(largest) @ held).max(axis=0).toarray()
    return np.where(around > 0, around, size.max(initial=0.0) or 1.0)


def measurement_benefit(
    measurements: pd.DataFrame, balances: pd.DataFrame, outcome: pd.DataFrame, asked: Array, deviation: Array
) -> tuple[Array, Array]:
    """Improvement of all flows by one more measurement of each of some flows.

    Parameters
    ----------
    measurements, balances : DataFrame
        As for `reconcile`.
    outcome : DataFrame
        The `flows` of the result of `reconcile`.
    asked : array of int
        Positions of the flows that might be measured (again). Of undetermined flows, only these can be found
        to become computable.
    deviation : array
        Standard deviation of each of these measurements.
        How certain each of these measurements would be, as standard deviation.

    Returns
    -------
    pair of array, flows × asked
        Deviation of each flow afterwards, NaN if it remains unknown; and whether an undetermined flow would
        become computable.
    """
    shared = joint_covariance(measurements, balances, asked)
    own = np.maximum(shared[asked, np.arange(asked.size)], 0.0)
    explained = shared**2 / np.maximum(own + deviation**2, np.finfo(float).tiny)
    before = outcome["deviation_after"].to_numpy()[:, np.newaxis] ** 2
    after = np.sqrt(np.maximum(before - explained, 0.0))
    is_open = (outcome["class"] == "unmeasured-unobservable").to_numpy()
    total = np.full(len(outcome), np.nan)
    total[asked] = own
    with np.errstate(invalid="ignore"):
        worked_out = is_open[:, np.newaxis] & (explained >= (1 - _KNOWN) * total[:, np.newaxis])
    return after, worked_out
