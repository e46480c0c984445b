"""Large networks against dense algebra and against the conditions of optimality."""

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog

from isdata.engines.reconciliation import reconcile
from tests.engines.reconciliation import oracle
from tests.turns import only


def network(sites, flows, *, reach, seed):
    """Invented flows between sites at most `reach` apart, each site open to the outside, and all in balance."""
    generator = np.random.default_rng(seed)
    provider = generator.integers(0, sites, flows)
    receiver = np.clip(provider + generator.integers(1, reach + 1, flows), 0, sites - 1)
    kept = provider != receiver
    provider, receiver = provider[kept], receiver[kept]
    inner = np.arange(provider.size)
    matrix = sp.csr_array(
        (np.repeat([-1.0, 1.0], inner.size), (np.r_[provider, receiver], np.r_[inner, inner])),
        shape=(sites, inner.size),
    )
    amount = generator.lognormal(0, 1.5, inner.size)
    net = matrix @ amount
    outside = sp.diags_array(np.where(net > 0, -1.0, 1.0))
    return sp.csr_array(sp.hstack([matrix, outside])), np.r_[amount, np.abs(net)]


def declared(truth, seed, *, unmeasured=0.0, rough=0.3):
    """Figures with deviations of 2 % to 60 %, some of them missing."""
    generator = np.random.default_rng(seed)
    deviation = truth * generator.uniform(0.02, 2 * rough, truth.size) + 1e-3
    value = np.abs(truth + deviation * generator.normal(size=truth.size))
    value[generator.random(truth.size) < unmeasured] = np.nan
    return pd.DataFrame({"flow_id": np.arange(truth.size), "value": value, "deviation": deviation})


@pytest.mark.parametrize("reach", only([3], [3, 700]))
@pytest.mark.walk
def test_a_large_network_comes_out_as_by_dense_algebra(reach):
    """Neighbours only, where factorising is quick; anyone with anyone, where iterating is."""
    matrix, truth = network(700, 2500, reach=reach, seed=1)
    measurements = declared(truth, 2)
    value, variance = measurements["value"].to_numpy(), measurements["deviation"].to_numpy() ** 2

    result = reconcile(measurements, matrix, bounded=False)

    dense = matrix.toarray()
    inverse = np.linalg.inv(dense * variance @ dense.T)
    gain = variance[:, np.newaxis] * dense.T @ inverse
    assert result.flows["reconciled"].to_numpy() == pytest.approx(
        value - gain @ dense @ value, rel=1e-8, abs=1e-8
    )
    expected = variance - np.einsum("ij,ji->i", gain, dense) * variance
    assert result.flows["deviation_after"].to_numpy() ** 2 == pytest.approx(expected, rel=1e-8)
    assert result.degrees_of_freedom == 700


def test_a_large_network_with_gaps_comes_out_as_by_dense_algebra():
    matrix, truth = network(150, 400, reach=6, seed=0)
    measurements = declared(truth, 0, unmeasured=0.3)

    result = reconcile(measurements, matrix, bounded=False)

    measured = measurements["value"].notna().to_numpy()
    expected = oracle.classes(matrix.toarray(), measured, np.zeros(truth.size, dtype=bool))
    assert result.flows["class"].tolist() == expected.tolist()
    deviation = measurements["deviation"].where(measured).to_numpy()
    found, covariance = oracle.balanced(
        matrix.toarray(), np.zeros(150), measurements["value"].to_numpy(), deviation
    )
    known = (result.flows["class"] != "unmeasured-unobservable").to_numpy()
    assert result.flows["reconciled"].to_numpy()[known] == pytest.approx(found[known], rel=1e-6, abs=1e-6)
    assert result.flows["deviation_after"].to_numpy()[known] == pytest.approx(
        np.sqrt(np.diag(covariance))[known], rel=1e-6, abs=1e-6
    )
    assert {"unmeasured-observable", "measured-redundant"} < set(expected)


@pytest.mark.parametrize(("reach", "seed"), [(3, 1), (700, 2)])
def test_a_large_network_within_bounds_meets_the_conditions_of_optimality(reach, seed):
    """Slope = mix of balances + upward pushes from bounds that are met (Karush, Kuhn and Tucker)."""
    matrix, truth = network(700, 2500, reach=reach, seed=seed)
    measurements = declared(truth, seed, rough=0.8)
    value, deviation = measurements["value"].to_numpy(), measurements["deviation"].to_numpy()

    found = reconcile(measurements, matrix, deviations=False).flows["reconciled"].to_numpy()

    met = found == 0
    assert met.sum() > 10
    slope = (found - value) / deviation
    scaled = (matrix @ sp.diags_array(deviation)).toarray()
    mix = linprog(
        np.zeros(700),
        A_ub=scaled.T[met],
        b_ub=slope[met] + 1e-6,
        A_eq=scaled.T[~met],
        b_eq=slope[~met],
        bounds=(None, None),
    )
    assert mix.status == 0
    assert matrix @ found == pytest.approx(0.0, abs=1e-6)


def test_a_large_network_with_gaps_stays_above_its_bounds():
    matrix, truth = network(300, 900, reach=5, seed=4)
    measurements = declared(truth, 5, unmeasured=0.2, rough=0.8)

    flows = reconcile(measurements, matrix).flows

    reconciled = flows["reconciled"].to_numpy()
    closed = ~(np.abs(matrix[:, np.isnan(reconciled)]).sum(axis=1) > 0)
    assert np.nanmin(reconciled) == 0.0
    assert closed.sum() > 100
    assert np.abs(matrix @ np.nan_to_num(reconciled))[closed] == pytest.approx(0.0, abs=1e-6)


def test_a_long_chain_is_solved_all_the_same():
    """1,000 sites in a row: 10 go in for sure, 12 ± 1 come out, so 10 flow everywhere between."""
    sites = 1000
    matrix = sp.csr_array(
        sp.diags_array([np.ones(sites), -np.ones(sites)], offsets=[0, 1], shape=(sites, sites + 1))
    )
    measurements = pd.DataFrame({"flow_id": np.arange(sites + 1), "value": 11.0, "deviation": 3.0})
    measurements.loc[0, ["value", "deviation"]] = [10.0, 0.0]

    flows = reconcile(measurements, matrix).flows

    assert flows["reconciled"].tolist() == pytest.approx([10.0] * (sites + 1))
    assert flows["deviation_after"].max() < 1e-4


def test_a_chain_of_unmeasured_flows_is_worked_out_from_its_end():
    """10 ± 1 go in, 1 ± 0.1 leaves at each of five sites; the last flow is 10 - 5, with all their variances."""
    rows = [("0", "in", 1.0)]
    for site in range(5):
        rows += [
            (f"{site}", f"on{site}", -1.0),
            (f"{site}", f"off{site}", -1.0),
            (f"{site + 1}", f"on{site}", 1.0),
        ]
    balances = pd.DataFrame(rows[:-1], columns=["balance_id", "flow_id", "coefficient"])
    flows = ["in", *(f"off{site}" for site in range(5)), *(f"on{site}" for site in range(5))]
    measurements = pd.DataFrame(
        {"flow_id": flows, "value": [10.0] + [1.0] * 5 + [np.nan] * 5, "deviation": [1.0] + [0.1] * 10}
    )

    result = reconcile(measurements, balances).flows.set_index("flow_id")

    assert result.loc["on4", "reconciled"] == pytest.approx(5.0)
    assert result.loc["on4", "deviation_after"] == pytest.approx((1 + 5 * 0.01) ** 0.5)
    assert result.loc["on0", "deviation_after"] == pytest.approx((1 + 0.01) ** 0.5)
