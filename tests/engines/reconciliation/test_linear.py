"""Reconciliation with linear balances: results worked out by hand or published."""

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp

from isdata.engines import reconciliation
from isdata.engines.reconciliation import reconcile
from tests.engines.reconciliation.cases import SITE, SITE_BALANCE, balance, by_flow, measured


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
    measurements = measured(
        F1=(101.91, 1), F2=(64.45, 1), F3=(34.65, 1), F4=(64.2, 1), F5=(36.44, 1), F6=(98.88, 1)
    )
    balances = balance(splitter="+F1 -F2 -F3", exchanger="+F2 -F4", bypass="+F3 -F5", mixer="+F4 +F5 -F6")

    result = reconcile(measurements, balances)

    assert result.flows["reconciled"].tolist() == pytest.approx(
        [100.22, 64.50, 35.72, 64.50, 35.72, 100.22], abs=0.01
    )
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
    """Two unknown outflows cannot be distinguished, but they cannot bring anything in either."""
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


def test_flows_beside_forced_ones_are_still_the_nearest():
    """Dry sites force p and q to 0; of inflow 0 ± 0.1 and product 1 ± 5, both 1/2501 are the nearest that agree."""
    unknown, zero = (np.nan, np.nan), (0, 0.1)
    flows = measured(loss=unknown, a=zero, p=unknown, b=zero, c=zero, product=(1, 5), q=unknown, inflow=zero)
    balances = balance(site="-loss -a -p -b -c -product -q +inflow", dry="+p", other="+q")

    nearest = by_flow(reconcile(flows, balances))["reconciled"]

    assert nearest[["inflow", "product"]].tolist() == pytest.approx([1 / 2501, 1 / 2501], rel=1e-6)
    assert nearest.drop(["inflow", "product"]).tolist() == pytest.approx([0.0] * 6, abs=1e-9)


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


def test_percent_and_confidence_make_a_deviation():
    """± 10 % of 100 at 95 % is 1.96 deviations; at 68.27 % it is one."""
    assert reconciliation.standard_deviation(100.0, 10.0) == pytest.approx(10 / 1.959964, rel=1e-6)
    assert reconciliation.standard_deviation(-50.0, 10.0, confidence=0.6826895) == pytest.approx(
        5.0, rel=1e-6
    )
    assert reconciliation.standard_deviation(0.0, 10.0) == 0.0
