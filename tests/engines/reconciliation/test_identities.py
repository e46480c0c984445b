"""What holds for any network, with dense algebra as witness."""

import numpy as np
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from isdata.engines import reconciliation
from isdata.engines.reconciliation import reconcile
from tests.engines.reconciliation import oracle

COEFFICIENTS = (1.0, 1.0, 0.5, 2.0, 0.37, 41.8)


def reconciled(measurements, balances):
    """Reconcile; figures that contradict each other beyond all measure are refused, and no case here."""
    try:
        return reconcile(measurements, balances)
    except reconciliation.StrongContradictionError:
        reject()


@given(oracle.networks(COEFFICIENTS))
def test_reconciled_values_meet_balances_and_bounds(network):
    measurements, balances = network
    result = reconciled(measurements, balances)

    flows = result.flows["reconciled"].to_numpy()
    matrix = oracle.dense(measurements, balances)
    known = ~(np.abs(matrix[:, np.isnan(flows)]) > 0).any(axis=1)
    assert np.nanmin(flows, initial=0.0) >= 0
    assert np.abs(matrix[known] @ np.nan_to_num(flows)) == pytest.approx(0.0, abs=1e-6)


@given(oracle.networks(COEFFICIENTS, exact=True))
def test_no_deviation_is_ever_raised(network):
    measurements, balances = network
    try:
        flows = reconciled(measurements, balances).flows
    except (reconciliation.ContradictionError, reconciliation.BoundError):
        assume(False)

    known = flows[flows["measured"].notna()]
    assert (known["deviation_after"] <= known["deviation_before"]).all()
    assert known["deviation_after"].notna().all()


@given(oracle.networks(COEFFICIENTS), st.integers(0, 2**32 - 1))
def test_values_that_balance_already_are_left_alone(network, seed):
    """Values are drawn from the null space of the balances, so nothing is to be changed."""
    measurements, balances = network
    matrix = oracle.dense(measurements, balances)
    basis = oracle.null_space(matrix)
    drawn = basis @ np.random.default_rng(seed).normal(size=basis.shape[1]) * 10
    value = np.where(measurements["value"].isna(), np.nan, drawn)

    result = reconcile(measurements.assign(value=value, lower=-np.inf), balances)

    known = ~np.isnan(value)
    assert result.flows["reconciled"][known].tolist() == pytest.approx(value[known].tolist(), abs=1e-9)
    assert result.chi2 == pytest.approx(0.0, abs=1e-9)
    observable = result.flows["class"] == "unmeasured-observable"
    assert result.flows["reconciled"][observable].tolist() == pytest.approx(drawn[observable], abs=1e-8)


@given(oracle.networks(COEFFICIENTS, exact=True))
def test_classes_are_those_of_dense_algebra(network):
    measurements, balances = network
    try:
        result = reconcile(measurements, balances, bounded=False)
    except reconciliation.ContradictionError:
        assume(False)

    known = measurements["value"].notna().to_numpy()
    exact = known & (measurements["deviation"] == 0).to_numpy()
    expected = oracle.classes(oracle.dense(measurements, balances), known & ~exact, exact)
    assert result.flows["class"].tolist() == expected.tolist()


@given(oracle.networks(COEFFICIENTS))
def test_values_and_deviations_are_those_of_dense_algebra(network):
    measurements, balances = network
    result = reconcile(measurements, balances, bounded=False)

    deviation = measurements["deviation"].where(measurements["value"].notna()).to_numpy()
    matrix = oracle.dense(measurements, balances)
    found, covariance = oracle.balanced(
        matrix, np.zeros(len(matrix)), measurements["value"].to_numpy(), deviation
    )
    flows = result.flows[result.flows["class"] != "unmeasured-unobservable"]
    assert flows["reconciled"].tolist() == pytest.approx(found[flows.index], rel=1e-6, abs=1e-6)
    assert (flows["deviation_after"] ** 2).tolist() == pytest.approx(
        np.diag(covariance)[flows.index], rel=1e-6, abs=1e-6
    )


@given(oracle.networks(COEFFICIENTS))
def test_no_values_within_the_bounds_are_nearer(network):
    measurements, balances = network
    result = reconciled(measurements, balances)
    assume(not (result.flows["class"] == "unmeasured-unobservable").any())

    deviation = measurements["deviation"].where(measurements["value"].notna()).to_numpy()
    assert oracle.is_nearest(
        oracle.dense(measurements, balances),
        measurements["value"].to_numpy(),
        deviation,
        np.zeros(len(measurements)),
        result.flows["reconciled"].to_numpy(),
    )
