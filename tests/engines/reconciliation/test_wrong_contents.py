"""Contents that are wrong are named first, and those that cannot be reconciled are refused by name."""

import numpy as np
import pandas as pd
import pytest

from isdata.engines import reconciliation
from isdata.engines.reconciliation import reconcile_bilinear
from tests.engines.reconciliation.mixers import contents, flows, mixer


def chain(wrong):
    """Six streams in a chain of three mixers, measured to 2 %, one of the contents 30 % off."""
    amount = {"a": 50.0, "b": 30.0, "c": 80.0, "d": 40.0, "e": 120.0, "f": 20.0, "g": 140.0}
    salt = {"a": 0.3, "b": 0.6, "d": 0.2, "f": 0.5}
    salt["c"] = (50 * 0.3 + 30 * 0.6) / 80
    salt["e"] = (80 * salt["c"] + 40 * 0.2) / 120
    salt["g"] = (120 * salt["e"] + 20 * 0.5) / 140
    rows = [
        (mixer, substance, flow, sign)
        for mixer, members in (("1", "abc"), ("2", "cde"), ("3", "efg"))
        for substance in (None, "salt")
        for flow, sign in zip(members, (1, 1, -1), strict=True)
    ]
    measured = {flow: (value * (1.3 if flow == wrong else 1.0), 0.02 * value) for flow, value in salt.items()}
    return (
        flows(**{flow: (value, 0.02 * value) for flow, value in amount.items()}),
        contents(**measured),
        pd.DataFrame(rows, columns=["balance_id", "substance", "flow_id", "coefficient"]),
        salt,
    )


@pytest.mark.parametrize("wrong", ["c", "e"])
def test_an_analysis_that_is_30_percent_off_is_named_first(wrong):
    measurements, analyses, balances, salt = chain(wrong)

    result = reconcile_bilinear(measurements, analyses, balances)

    assert not result.is_consistent
    assert result.worst == (wrong, "salt")
    left_out = result.without(wrong, "salt")
    assert left_out.is_consistent
    worked_out = left_out.contents.set_index("flow_id").loc[wrong, "reconciled"]
    assert worked_out == pytest.approx(salt[wrong], rel=0.02)


def test_a_flow_can_be_left_out_too():
    measurements, analyses, balances, _ = chain(None)

    result = reconcile_bilinear(measurements, analyses, balances).without("d")

    flow = result.flows.set_index("flow_id").loc["d"]
    assert flow["class"] == "unmeasured-observable"
    assert flow["reconciled"] == pytest.approx(40.0, rel=1e-6)


def test_leaving_out_what_is_not_there_is_a_bug():
    measurements, analyses, balances, _ = chain(None)
    result = reconcile_bilinear(measurements, analyses, balances)

    with pytest.raises(KeyError):
        result.without("d", "gold")


def test_a_content_that_only_the_balances_know_is_named():
    with pytest.raises(reconciliation.UnknownFlowError, match="c · salt"):
        reconcile_bilinear(flows(a=(1, 1), b=(1, 1), c=(2, 1)), contents(a=(1, 1), b=(1, 1)), mixer("salt"))


def test_a_content_without_a_deviation_is_named():
    with pytest.raises(reconciliation.DeviationError, match="b · salt"):
        reconcile_bilinear(
            flows(a=(1, 1), b=(1, 1), c=(2, 1)), contents(a=(1, 1), b=(1, np.nan), c=(1, 1)), mixer("salt")
        )


def test_exact_contents_that_contradict_each_other_are_named_by_balance():
    with pytest.raises(reconciliation.ReconciliationError, match="mixer · salt"):
        reconcile_bilinear(
            flows(a=(1, 0), b=(1, 0), c=(2, 0)), contents(a=(1, 0), b=(1, 0), c=(2, 0)), mixer("salt")
        )


def test_no_balance_is_refused():
    with pytest.raises(reconciliation.NoBalanceError):
        reconcile_bilinear(flows(a=(1, 1)), contents(a=(1, 1)), mixer("salt").iloc[:0])
