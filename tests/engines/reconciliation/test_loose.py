"""Balances that unmeasured flows can always close hold nothing, and are left out of the search for bounds."""

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.engines.reconciliation import BoundError, bounds, reconcile
from isdata.engines.reconciliation.loose import closed, loose
from isdata.engines.reconciliation.problem import Array


def matrix(*rows: list[float]) -> sp.csr_array:
    return sp.csr_array(np.array(rows, dtype=float))


def test_a_balance_with_unmeasured_flows_from_and_to_the_outside_is_loose() -> None:
    """in, out, measured | only an inflow is unmeasured: that balance may be short, never over."""
    rows = matrix([1, -1, 1, 0], [0, 0, -1, 1])
    unmeasured = np.array([True, True, False, True])

    assert loose(rows, unmeasured).tolist() == [True, False]


def test_the_way_to_the_outside_may_lead_through_other_balances() -> None:
    """Outside → one → two → three → outside, all unmeasured."""
    rows = matrix([1, -2, 0, 0], [0, 3, -1, 0], [0, 0, 0.5, -1])

    assert loose(rows, np.full(4, True)).all()
    assert not loose(rows, np.array([True, True, False, True])).any()


def test_what_is_over_or_missing_is_taken_up_by_more_of_unmeasured_flows() -> None:
    rows = matrix([1, -2, 0, 0, 1], [0, 3, -1, 0, 0], [0, 0, 0.5, -1, -1])
    unmeasured = np.array([True, True, True, True, False])
    value = np.array([0.0, 0, 0, 0, 5])

    found = closed(rows, np.array([0.0, 2, -1]), unmeasured, value, np.full(3, True))

    assert rows @ found == pytest.approx([0, 2, -1])
    assert (found >= value).all()
    assert found[4] == 5.0


def unreduced(matrix: sp.csr_array, unmeasured: Array) -> Array:
    """Return that no balance is loose."""
    return np.zeros(matrix.shape[0], dtype=bool)


FLOWS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 4),
        st.one_of(st.none(), st.floats(1, 100)),
        st.sampled_from([1.0, 0.5, 2.0]),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=40)
@given(FLOWS)
def test_the_answer_is_the_same_without_the_loose_balances(rows: list[tuple]) -> None:
    """Sites 1 to 4 and the outside 0; of some flows nothing is measured; a unit may change on the way."""
    rows = [row for row in rows if row[0] != row[1]]
    value = [np.nan if each is None else each for _, _, each, _ in rows]
    measured = pd.DataFrame({"flow_id": range(len(rows)), "value": value, "deviation": np.array(value) / 10})
    terms = [(a, k, -1.0) for k, (a, _, _, _) in enumerate(rows) if a]
    terms += [(b, k, each) for k, (_, b, _, each) in enumerate(rows) if b]
    balances = pd.DataFrame(terms, columns=["balance_id", "flow_id", "coefficient"])
    if balances.empty:
        return

    def told() -> pd.DataFrame | None:
        try:
            return reconcile(measured, balances, deviations=False).flows
        except BoundError:
            return None

    found = told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "loose", unreduced)
        expected = told()

    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found["reconciled"].to_numpy() == pytest.approx(
            expected["reconciled"].to_numpy(), rel=1e-5, abs=1e-5, nan_ok=True
        )
        assert (found["reconciled"].dropna() >= -1e-9).all()
