"""Reconciliation of flows with what they contain: by hand, and against a general optimiser."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import least_squares

from isdata.engines.reconciliation import reconcile, reconcile_bilinear
from tests.engines.reconciliation.mixers import UNKNOWN, contents, flows, mixer


def test_a_dilution_shows_the_amount_of_water():
    """10 t of brine at 1 become 0.25 ± 0.01: 40 t, so 30 t of water; ± 40 · 0.01 / 0.25 = 1.6 t."""
    result = reconcile_bilinear(
        flows(a=(10, 0), b=UNKNOWN, c=UNKNOWN), contents(a=(1, 0), b=(0, 0), c=(0.25, 0.01)), mixer("salt")
    )

    table = result.flows.set_index("flow_id")
    assert table["reconciled"].tolist() == pytest.approx([10, 30, 40])
    assert table["deviation_after"].tolist() == pytest.approx([0, 1.6, 1.6])
    assert table["class"].tolist() == ["exact", "unmeasured-observable", "unmeasured-observable"]
    assert result.contents["class"].tolist() == ["exact", "exact", "measured-nonredundant"]
    assert result.degrees_of_freedom == 0


def test_a_content_is_worked_out_from_a_mixture():
    """60 t at 80 °C and 40 t at 30 °C mix to 60 °C; temperatures count from 0 °C."""
    result = reconcile_bilinear(
        flows(a=(60, 0), b=(40, 0), c=UNKNOWN),
        contents("heat", a=(80, 1), b=(30, 1), c=UNKNOWN),
        mixer("heat"),
    )

    mixed = result.contents.set_index("flow_id").loc["c"]
    assert mixed["reconciled"] == pytest.approx(60.0)
    assert mixed["deviation_after"] == pytest.approx((0.6**2 + 0.4**2) ** 0.5)
    assert result.flows["reconciled"].tolist() == pytest.approx([60, 40, 100])


def test_contents_known_exactly_make_the_problem_linear():
    """The salt balance is then one more linear balance."""
    measurements = flows(a=(11, 1), b=(28, 2), c=(41, 2))
    balances = pd.DataFrame(
        {
            "balance_id": ["mixer"] * 3 + ["salt"] * 2,
            "flow_id": ["a", "b", "c", "a", "c"],
            "coefficient": [1, 1, -1, 1.0, -0.25],
        }
    )
    expected = reconcile(measurements, balances)

    result = reconcile_bilinear(measurements, contents(a=(1, 0), b=(0, 0), c=(0.25, 0)), mixer("salt"))

    columns = ["reconciled", "deviation_after", "normalised_residual"]
    pd.testing.assert_frame_equal(result.flows[columns], expected.flows[columns], rtol=1e-8)
    assert result.chi2 == pytest.approx(expected.chi2)
    assert result.degrees_of_freedom == 2


def mixture(free):
    """Return all nine figures of a mixer from amounts a, b and their contents of salt and lime."""
    a, b, salt_a, salt_b, lime_a, lime_b = free
    salt, lime = (a * salt_a + b * salt_b) / (a + b), (a * lime_a + b * lime_b) / (a + b)
    return np.array([a, b, a + b, salt_a, salt_b, salt, lime_a, lime_b, lime])


FREE = [0, 1, 3, 4, 6, 7]


@settings(max_examples=12)
@given(
    st.lists(st.floats(20, 80), min_size=2, max_size=2),
    st.lists(st.floats(0.2, 0.8), min_size=4, max_size=4),
    st.lists(st.sampled_from([0.01, 0.05, 0.1]), min_size=9, max_size=9),
    st.lists(st.floats(-2, 2), min_size=9, max_size=9),
)
def test_no_other_values_that_balance_are_nearer(amounts, shares, spread, errors):
    """A mixer of two substances with every figure measured, and off by two deviations at most."""
    truth = mixture([*amounts, *shares])
    value = truth * (1 + np.array(spread) * np.array(errors))
    deviation = truth * np.array(spread)
    pairs = list(zip(value, deviation, strict=True))

    result = reconcile_bilinear(
        flows(**dict(zip("abc", pairs[:3], strict=True))),
        pd.concat(
            [
                contents("salt", **dict(zip("abc", pairs[3:6], strict=True))),
                contents("lime", **dict(zip("abc", pairs[6:], strict=True))),
            ]
        ),
        mixer("salt", "lime"),
    )

    found = np.concatenate([result.flows["reconciled"], result.contents["reconciled"]])
    other = least_squares(
        lambda free: (mixture(free) - value) / deviation, truth[FREE], xtol=1e-12, ftol=1e-12
    )
    assert found == pytest.approx(mixture(found[FREE]), rel=1e-8)
    assert found == pytest.approx(mixture(other.x), rel=1e-4)
    assert result.chi2 == pytest.approx(2 * other.cost, rel=1e-5, abs=1e-8)


def test_values_that_balance_already_are_left_alone():
    result = reconcile_bilinear(
        flows(a=(10, 1), b=(30, 1), c=(40, 1)),
        contents(a=(1, 0.1), b=(0.2, 0.1), c=(0.4, 0.1)),
        mixer("salt"),
    )

    assert result.flows["reconciled"].tolist() == pytest.approx([10, 30, 40])
    assert result.contents["reconciled"].tolist() == pytest.approx([1, 0.2, 0.4])
    assert result.chi2 == pytest.approx(0.0, abs=1e-12)
    assert result.worst is None
    assert (result.flows["deviation_after"] < result.flows["deviation_before"]).all()


def test_contents_stay_above_their_bounds():
    """Water at 0.02 cannot hold less than nothing, though the mixture asks for it."""
    result = reconcile_bilinear(
        flows(a=(10, 0), b=(30, 0), c=(40, 0)),
        contents(a=(1, 0), b=(0.02, 0.02), c=(0.2, 0.02)),
        mixer("salt"),
    )

    assert result.contents["reconciled"].tolist() == pytest.approx([1, 0.0, 0.25])


def test_balances_are_shown_as_measured():
    """60 · 80 + 40 · 30 - 100 · 65 = -500 of heat; the mixture alone is uncertain, by 100 · 1."""
    result = reconcile_bilinear(
        flows(a=(60, 0), b=(40, 0), c=(100, 0)),
        contents("heat", a=(80, 0), b=(30, 0), c=(65, 1)),
        mixer("heat"),
    )

    heat = result.balances.set_index("substance").loc["heat"]
    assert heat["residual"] == pytest.approx(-500.0)
    assert heat["deviation"] == pytest.approx(100.0)
    assert result.balances["balance_id"].tolist() == ["mixer", "mixer"]
    assert result.balances["residual"].iloc[0] == 0.0


def test_a_balance_with_anything_unmeasured_has_no_residual():
    result = reconcile_bilinear(
        flows(a=(60, 1), b=(40, 1), c=UNKNOWN),
        contents("heat", a=(80, 1), b=(30, 1), c=UNKNOWN),
        mixer("heat"),
    )

    assert result.balances["residual"].isna().all()


def test_without_a_column_of_substances_only_flows_balance():
    balances = mixer().drop(columns="substance")

    result = reconcile_bilinear(flows(a=(60, 3), b=(45, 4), c=(100, 5)), contents().astype(float), balances)

    assert result.flows["reconciled"].tolist() == pytest.approx([59.1, 43.4, 102.5])


AMOUNT, SHARE, PERCENT = st.floats(1, 1e3), st.floats(0.05, 0.95), st.floats(0.5, 20)


@settings(max_examples=10)
@given(st.data())
def test_reconciled_contents_balance_are_surer_and_stay_when_reconciled_again(data):
    """Two sites in a row: a and b enter the first, c joins them, d leaves the first and e the second."""
    names = list("abcde")
    terms = ["one a 1", "one b 1", "one d -1", "two d 1", "two c 1", "two e -1"]
    rows = pd.DataFrame([term.split() for term in terms], columns=["balance_id", "flow_id", "coefficient"])
    rows["coefficient"] = rows["coefficient"].astype(int)
    balances = pd.concat([rows.assign(substance=None), rows.assign(substance="salt")], ignore_index=True)
    a, b, c = (data.draw(AMOUNT) for _ in range(3))
    inside = [data.draw(SHARE) for _ in range(3)]
    d_inside = (a * inside[0] + b * inside[1]) / (a + b)
    amounts = np.array([a, b, c, a + b, a + b + c])
    shares = np.array([*inside, d_inside, ((a + b) * d_inside + c * inside[2]) / (a + b + c)])
    noise = np.array([data.draw(st.floats(-1.5, 1.5)) for _ in range(10)])
    percent = np.array([data.draw(PERCENT) for _ in range(10)])
    truth = np.concatenate([amounts, shares])
    deviation = truth * percent / 100
    value = np.maximum(truth + noise * deviation, 1e-3 * truth)

    def reconciled(value):
        return reconcile_bilinear(
            pd.DataFrame({"flow_id": names, "value": value[:5], "deviation": deviation[:5]}),
            pd.DataFrame(
                {"flow_id": names, "substance": "salt", "value": value[5:], "deviation": deviation[5:]}
            ),
            balances,
        )

    result = reconciled(value)

    flow, held = result.flows["reconciled"].to_numpy(), result.contents["reconciled"].to_numpy()
    for of in (flow, flow * held):
        assert of[0] + of[1] == pytest.approx(of[3], rel=1e-7)
        assert of[3] + of[2] == pytest.approx(of[4], rel=1e-7)
    for table in (result.flows, result.contents):
        assert (table["deviation_after"] <= table["deviation_before"] * (1 + 1e-9)).all()
    again = reconciled(np.concatenate([flow, held]))
    assert again.chi2 == pytest.approx(0.0, abs=1e-9)
    assert again.flows["reconciled"].to_numpy() == pytest.approx(flow, rel=1e-6)
    assert again.contents["reconciled"].to_numpy() == pytest.approx(held, rel=1e-6)
