"""Reconciliation with linear balances: golden results, identities, and comparison with dense algebra."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from isdata import reconciliation
from isdata.reconciliation import reconcile
from tests.reconciliation import oracle

SHARED = Path(os.environ.get("ISDATA_SHARED_DATA", Path(__file__).parents[2].parent / "shared" / "data"))


def measured(**flows):
    """A table of measurements from `flow=(value, deviation)` or `(value, deviation, lower)`."""
    rows = [(flow, *given, *[0.0] * (3 - len(given))) for flow, given in flows.items()]
    return pd.DataFrame(rows, columns=["flow_id", "value", "deviation", "lower"])


def balance(**equations):
    """A table of balances from `balance="+a -b -c"`."""
    rows = [
        (name, term[1:], 1.0 if term[0] == "+" else -1.0)
        for name, equation in equations.items()
        for term in equation.split()
    ]
    return pd.DataFrame(rows, columns=["balance_id", "flow_id", "coefficient"])


SITE = measured(inflow=(100, 5), product=(60, 3), waste=(45, 4))
SITE_BALANCE = balance(site="+inflow -product -waste")


def by_flow(result):
    return result.flows.set_index("flow_id")


def test_the_golden_site_comes_out_as_computed_by_hand():
    """In 100±5, out 60±3 and 45±4: 5 are missing, and the variances 25 : 9 : 16 share them."""
    result = reconcile(SITE, SITE_BALANCE)

    flows = by_flow(result)
    assert flows["reconciled"].tolist() == pytest.approx([102.5, 59.1, 43.4])
    assert flows["deviation_after"].tolist() == pytest.approx([12.5**0.5, 7.38**0.5, 10.88**0.5])
    assert flows["deviation_after"].round(2).tolist() == [3.54, 2.72, 3.30]
    assert result.chi2 == pytest.approx(0.5)
    assert result.degrees_of_freedom == 1
    assert result.critical == pytest.approx(3.8415, abs=1e-4)
    assert result.is_consistent
    assert (flows["class"] == "measured-redundant").all()
    assert flows["adjustment"].tolist() == pytest.approx([2.5, -0.9, -1.6])
    assert flows["normalised_residual"].tolist() == pytest.approx([0.5**0.5, -(0.5**0.5), -(0.5**0.5)])


def test_balances_are_shown_as_measured():
    """The site misses 5 with a deviation of √50."""
    row = reconcile(SITE, SITE_BALANCE).balances.iloc[0]

    assert row["balance_id"] == "site"
    assert row["residual"] == pytest.approx(-5.0)
    assert row["deviation"] == pytest.approx(50**0.5)
    assert row["normalised_residual"] == pytest.approx(-(0.5**0.5))


def test_a_balance_with_an_unmeasured_flow_has_no_residual():
    result = reconcile(SITE.replace({"value": {45.0: np.nan}}), SITE_BALANCE)

    assert np.isnan(result.balances["residual"].iloc[0])


def test_the_textbook_heat_exchanger_comes_out_as_published():
    """Narasimhan and Jordache (2000), chapter 1: six flows around an exchanger with a bypass."""
    path = SHARED / "balance" / "heat_exchanger_bypass.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    example = json.loads(path.read_text())
    measurements = pd.DataFrame(
        {"flow_id": example["streams"], "value": example["measured"], "deviation": example["sigma"]}
    )
    balances = balance(splitter="+F1 -F2 -F3", exchanger="+F2 -F4", bypass="+F3 -F5", mixer="+F4 +F5 -F6")

    result = reconcile(measurements, balances)

    assert result.flows["reconciled"].tolist() == pytest.approx(example["reconciled_published"], abs=0.01)
    assert result.degrees_of_freedom == 4
    assert result.worst in {"F1", "F6"}


def test_leaving_out_a_measurement_works_it_out_from_the_others():
    """Without the waste's own figure it is 100 - 60, ±√(25 + 9)."""
    result = reconcile(SITE, SITE_BALANCE).without("waste")

    waste = by_flow(result).loc["waste"]
    assert waste["class"] == "unmeasured-observable"
    assert waste["reconciled"] == pytest.approx(40.0)
    assert waste["deviation_after"] == pytest.approx(34**0.5)
    assert np.isnan(waste["measured"])
    assert result.degrees_of_freedom == 0
    assert result.is_consistent
    assert result.worst is None
    assert set(by_flow(result)["class"][["inflow", "product"]]) == {"measured-nonredundant"}


def test_leaving_out_a_flow_that_is_not_there_is_a_bug():
    with pytest.raises(KeyError):
        reconcile(SITE, SITE_BALANCE).without("steam")


def test_two_unmeasured_flows_of_one_balance_stay_unknown():
    measurements = measured(inflow=(100, 5), product=(np.nan, np.nan), waste=(np.nan, np.nan))

    flows = by_flow(reconcile(measurements, SITE_BALANCE))

    assert set(flows["class"][["product", "waste"]]) == {"unmeasured-unobservable"}
    assert flows.loc[["product", "waste"], ["reconciled", "deviation_after"]].isna().all(axis=None)
    assert flows.loc["inflow", "reconciled"] == 100.0


def test_an_exact_value_is_never_changed():
    """The waste was weighed by the state: the other two share the missing 5 as 25 : 9."""
    flows = by_flow(reconcile(measured(inflow=(100, 5), product=(60, 3), waste=(45, 0)), SITE_BALANCE))

    assert flows["reconciled"].tolist() == pytest.approx([100 + 5 * 25 / 34, 60 - 5 * 9 / 34, 45.0])
    assert flows.loc["waste", "class"] == "exact"
    assert flows.loc["waste", "deviation_after"] == 0.0


def test_non_unit_coefficients_count():
    """A boiler turns 10 t of coal at 20 GJ/t into steam at 0.8: 160 GJ, whatever else is said."""
    balances = pd.DataFrame(
        {"balance_id": "boiler", "flow_id": ["coal", "steam"], "coefficient": [20 * 0.8, -1.0]}
    )

    flows = by_flow(reconcile(measured(coal=(10, 0.1), steam=(np.nan, np.nan)), balances))

    assert flows.loc["steam", "reconciled"] == pytest.approx(160.0)
    assert flows.loc["steam", "deviation_after"] == pytest.approx(1.6)


def test_a_matrix_says_the_same_as_a_table():
    matrix = sp.csr_array(np.array([[1.0, -1.0, -1.0]]))

    table, array = reconcile(SITE, SITE_BALANCE), reconcile(SITE, matrix)

    pd.testing.assert_frame_equal(table.flows, array.flows)
    assert array.balances["balance_id"].tolist() == [0]


def test_flows_stay_above_their_bounds():
    """Plain least squares makes the waste 1 - 4.5 = -3.5; at 0 the others meet at 95, 5 from each."""
    measurements = measured(inflow=(90, 3), product=(100, 3), waste=(1, 3))

    bounded, free = (
        reconcile(measurements, SITE_BALANCE),
        reconcile(measurements, SITE_BALANCE, bounded=False),
    )

    assert by_flow(free)["reconciled"].tolist() == pytest.approx([90 + 11 / 3, 100 - 11 / 3, 1 - 11 / 3])
    assert by_flow(bounded)["reconciled"].tolist() == pytest.approx([95.0, 95.0, 0.0])
    assert by_flow(bounded).loc["waste", "reconciled"] == 0.0
    assert bounded.chi2 == free.chi2 == pytest.approx(121 / 27)


def test_an_unmeasured_flow_stays_above_its_bound_too():
    """More product than inflow asks for a negative waste; at 0 the others meet in the middle."""
    measurements = measured(inflow=(90, 3), product=(100, 3), waste=(np.nan, np.nan))

    flows = by_flow(reconcile(measurements, SITE_BALANCE))

    assert flows["reconciled"].tolist() == pytest.approx([95.0, 95.0, 0.0])
    assert flows.loc["waste", "class"] == "unmeasured-observable"


def test_unknown_flows_weigh_in_by_being_no_less_than_their_bounds():
    """Two unknown outflows cannot be told apart, but they cannot bring anything in either."""
    measurements = measured(inflow=(90, 3), product=(100, 3), a=(np.nan, np.nan), b=(np.nan, np.nan))

    flows = by_flow(reconcile(measurements, balance(site="+inflow -product -a -b")))

    assert flows.loc[["inflow", "product"], "reconciled"].tolist() == pytest.approx([95.0, 95.0])
    assert flows.loc[["a", "b"], "reconciled"].isna().all()


def test_a_flow_may_be_allowed_below_nought():
    stock = measured(inflow=(90, 3), product=(100, 3), stock=(np.nan, np.nan, -np.inf))

    flows = by_flow(reconcile(stock, balance(site="+inflow -product -stock")))

    assert flows.loc["stock", "reconciled"] == pytest.approx(-10.0)


def test_a_site_with_inflows_only_forces_them_to_nought():
    flows = by_flow(reconcile(measured(a=(3, 1), b=(4, 1)), balance(site="+a +b")))

    assert flows["reconciled"].tolist() == [0.0, 0.0]


def test_a_closed_network_checks_one_balance_less():
    """A ring of three sites: any two balances imply the third."""
    result = reconcile(
        measured(ab=(10, 1), bc=(11, 1), ca=(12, 1)), balance(a="+ca -ab", b="+ab -bc", c="+bc -ca")
    )

    assert result.degrees_of_freedom == 2
    assert result.flows["reconciled"].tolist() == pytest.approx([11.0] * 3)
    assert result.flows["deviation_after"].tolist() == pytest.approx([3**-0.5] * 3)


def test_flows_that_share_their_only_balance_are_equally_suspect():
    result = reconcile(SITE, SITE_BALANCE)

    assert result.suspects == ["inflow", "waste", "product"]
    assert result.worst == "inflow"


@pytest.mark.parametrize(("missing", "consistent"), [(13.8, True), (13.9, False)])
def test_more_than_chance_allows_is_inconsistent(missing, consistent):
    """A gap of √(3.8415 · 50) = 13.859 is what chance exceeds once in twenty times."""
    result = reconcile(measured(inflow=(105 - missing, 5), product=(60, 3), waste=(45, 4)), SITE_BALANCE)

    assert result.is_consistent == consistent


def test_deviations_can_be_left_out():
    result = reconcile(SITE, SITE_BALANCE, deviations=False)

    assert result.flows["reconciled"].tolist() == pytest.approx([102.5, 59.1, 43.4])
    assert result.flows["deviation_after"].isna().all()
    assert result.worst is None
    assert result.chi2 == pytest.approx(0.5)


def test_tables_given_are_left_as_they_were():
    measurements, matrix = SITE.copy(), sp.csr_array(([1.0, 1, -2, -1], ([0, 0, 0, 0], [0, 0, 1, 2])))
    before = matrix.copy()

    reconcile(measurements, matrix)

    pd.testing.assert_frame_equal(measurements, SITE)
    assert matrix.data.tolist() == before.data.tolist()


def grid(side, seed):
    """Sites in a grid, each passing on to its right and lower neighbours, with balanced invented flows."""
    generator = np.random.default_rng(seed)
    rows, truth, extra = [], {}, {}
    for i in range(side):
        for j in range(side):
            for row, column in ((i, j + 1), (i + 1, j)):
                name = f"{i}.{j}-{row}.{column}"
                truth[name] = generator.uniform(50, 150)
                rows.append((f"{i}.{j}", name, -1.0))
                if row < side and column < side:
                    rows.append((f"{row}.{column}", name, 1.0))
    for site in sorted({row[0] for row in rows}):
        extra[site] = sum(sign * truth[name] for other, name, sign in rows if other == site)
    for site, net in extra.items():
        rows.append((site, f"{site}+", 1.0 if net < 0 else -1.0))
        truth[f"{site}+"] = abs(net)
    return pd.Series(truth), pd.DataFrame(rows, columns=["balance_id", "flow_id", "coefficient"])


@pytest.mark.parametrize("seed", range(10))
def test_a_meter_that_is_30_percent_off_is_named_first(seed):
    """Every other meter is off by its 2 % at most; the flow itself is one of a hundred."""
    truth, balances = grid(6, seed)
    generator = np.random.default_rng(100 + seed)
    value = truth * (1 + 0.02 * generator.uniform(-1, 1, truth.size))
    inner = [flow for flow in truth.index if balances["flow_id"].eq(flow).sum() == 2]
    wrong = inner[seed * 5]
    value[wrong] *= 1.3 if seed % 2 else 0.7
    measurements = pd.DataFrame(
        {"flow_id": truth.index, "value": value, "deviation": 0.02 * value}
    ).reset_index(drop=True)

    result = reconcile(measurements, balances)

    assert not result.is_consistent
    assert result.worst == wrong
    left_out = result.without(wrong)
    assert left_out.is_consistent
    assert by_flow(left_out).loc[wrong, "reconciled"] == pytest.approx(truth[wrong], rel=0.1)


# What must be mended


def test_no_balance_is_refused():
    with pytest.raises(reconciliation.NoBalanceError, match="at least one balance"):
        reconcile(SITE, SITE_BALANCE.iloc[:0])


def test_a_balance_whose_flows_cancel_out_is_none():
    with pytest.raises(reconciliation.NoBalanceError):
        reconcile(SITE, balance(site="+inflow -inflow"))


@pytest.mark.parametrize("deviation", [np.nan, -1.0, np.inf])
def test_a_measurement_without_a_usable_deviation_is_named(deviation):
    with pytest.raises(reconciliation.DeviationError, match=r"1 measured flows.*: product\."):
        reconcile(SITE.assign(deviation=[5.0, deviation, 4.0]), SITE_BALANCE)


def test_an_unmeasured_flow_needs_no_deviation():
    reconcile(measured(inflow=(100, 5), product=(60, 3), waste=(np.nan, np.nan)), SITE_BALANCE)


def test_a_flow_in_two_rows_is_named():
    with pytest.raises(reconciliation.RepeatedFlowError, match="inflow"):
        reconcile(pd.concat([SITE, SITE.iloc[:1]]), SITE_BALANCE)


def test_a_flow_that_only_the_balances_know_is_named():
    with pytest.raises(reconciliation.UnknownFlowError, match="1 flows that have no row: steam"):
        reconcile(SITE, balance(site="+inflow -product -waste -steam"))


def test_a_missing_coefficient_is_named():
    with pytest.raises(reconciliation.CoefficientError, match="product"):
        reconcile(SITE, SITE_BALANCE.assign(coefficient=[1.0, np.nan, -1.0]))


def test_exact_values_that_contradict_each_other_are_named_by_balance():
    with pytest.raises(reconciliation.ContradictionError, match="site"):
        reconcile(measured(inflow=(100, 0), product=(60, 0), waste=(45, 0)), SITE_BALANCE)


def test_exact_values_that_fit_are_no_contradiction():
    """0.1 + 0.2 is not 0.3 in binary, and yet the balance closes."""
    result = reconcile(measured(inflow=(0.3, 0), product=(0.1, 0), waste=(0.2, 0)), SITE_BALANCE)

    assert result.degrees_of_freedom == 0


def test_bounds_that_cannot_be_met_are_named_by_balance():
    """10 go in for certain, 12 come out for certain: nothing above nought fills the gap."""
    measurements = measured(inflow=(10, 0), product=(12, 0), a=(np.nan, np.nan), b=(1, 1))

    with pytest.raises(reconciliation.BoundError, match="site"):
        reconcile(measurements, balance(site="+inflow -product -a -b", other="+a -b"))


def test_a_matrix_of_another_width_is_a_bug():
    with pytest.raises(ValueError, match="2 columns, but there are 3 flows"):
        reconcile(SITE, sp.csr_array(np.ones((1, 2))))


def test_percent_and_confidence_make_a_deviation():
    """± 10 % of 100 at 95 % is 1.96 deviations; at 68.27 % it is one."""
    assert reconciliation.standard_deviation(100.0, 10.0) == pytest.approx(10 / 1.959964, rel=1e-6)
    assert reconciliation.standard_deviation(-50.0, 10.0, confidence=0.6826895) == pytest.approx(
        5.0, rel=1e-6
    )
    assert reconciliation.standard_deviation(0.0, 10.0) == 0.0


# Identities, and dense algebra as witness

COEFFICIENTS = (1.0, 1.0, 0.5, 2.0, 0.37, 41.8)


def reconciled(measurements, balances):
    """Reconcile; figures that contradict each other beyond all measure are refused, and no case here."""
    try:
        return reconcile(measurements, balances)
    except reconciliation.StrainError:
        reject()


@settings(max_examples=40)
@given(oracle.networks(COEFFICIENTS))
def test_reconciled_values_meet_balances_and_bounds(network):
    measurements, balances = network
    result = reconciled(measurements, balances)

    flows = result.flows["reconciled"].to_numpy()
    matrix = oracle.dense(measurements, balances)
    known = ~(np.abs(matrix[:, np.isnan(flows)]) > 0).any(axis=1)
    assert np.nanmin(flows, initial=0.0) >= 0
    assert np.abs(matrix[known] @ np.nan_to_num(flows)) == pytest.approx(0.0, abs=1e-6)


@settings(max_examples=40)
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


@settings(max_examples=40)
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


@settings(max_examples=40)
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


@settings(max_examples=40)
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


@settings(max_examples=40)
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
