"""What cannot be reconciled is refused, and named by its flow or balance."""

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp

from isdata.engines import reconciliation
from isdata.engines.reconciliation import reconcile
from tests.engines.reconciliation.cases import SITE, SITE_BALANCE, balance, measured


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
    with pytest.raises(reconciliation.UnknownFlowError, match="1 flows in the balances have no row: steam"):
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
