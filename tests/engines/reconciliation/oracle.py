"""Dense answers to small problems, by other means than the product's, and networks to try them on."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from scipy.linalg import null_space
from scipy.optimize import nnls

TOLERANCE = 1e-7


def classes(matrix, measured, exact):
    """Return the class of each quantity, from singular values."""
    unmeasured = ~measured & ~exact
    own = matrix[:, unmeasured]
    loops = null_space(own) if own.size else np.zeros((own.shape[1], 0))
    free = np.abs(loops).max(axis=1, initial=0.0) > TOLERANCE
    left = null_space(own.T) if own.size else np.eye(matrix.shape[0])
    checked = np.abs(left.T @ matrix).max(axis=0, initial=0.0) > TOLERANCE
    kind = np.where(checked, "measured-redundant", "measured-nonredundant").astype(object)
    kind[unmeasured] = np.where(free, "unmeasured-unobservable", "unmeasured-observable")
    kind[exact] = "exact"
    return kind


def balanced(matrix, constant, value, deviation):
    """Return the reconciled values (bounds aside) and their covariance; NaN deviation for unmeasured.

    The values that meet the balances are one of them and any mix of the null space; the mix is found by
    plain least squares.
    """
    measured = ~np.isnan(deviation)
    mix = null_space(matrix) if matrix.any() else np.eye(matrix.shape[1])
    mix[np.abs(mix) < 1e-12] = 0.0
    base = np.linalg.lstsq(matrix, constant, rcond=None)[0]
    weighted = mix[measured] / deviation[measured, np.newaxis]
    inverse = np.linalg.pinv(weighted, rcond=1e-10)
    found = base + mix @ (inverse @ ((value - base)[measured] / deviation[measured]))
    spread = mix @ inverse
    return found, spread @ spread.T


def is_nearest(matrix, value, deviation, lower, found):
    """Whether no values within balances and bounds are nearer: the conditions of Kuhn and Tucker hold.

    The slope of the distance must be a mix of balances and of upward pushes from bounds that are met.
    """
    measured = ~np.isnan(deviation)
    slope = np.where(measured, (found - value) / np.where(measured, deviation, 1.0) ** 2, 0.0)
    met = found <= lower + 1e-9
    pushes = np.eye(len(value))[:, met]
    system = np.hstack([matrix.T, -matrix.T, pushes])
    _, rest = nnls(system, slope / max(1.0, np.abs(slope).max()), maxiter=1000)
    return rest < 1e-6


@st.composite
def networks(draw, coefficients=(1.0,), most_flows=12, exact=False):
    """A few sites with flows between them and the outside: measurements and balances as tables."""
    sites = draw(st.integers(1, 5))
    count = draw(st.integers(1, most_flows))
    place = st.integers(-1, sites - 1)
    rows = []
    for flow in range(count):
        provider, receiver = draw(place), draw(place)
        if provider == receiver:
            receiver = -1 if provider >= 0 else 0
        for site, sign in ((provider, -1), (receiver, 1)):
            if site >= 0:
                rows.append((f"B{site}", f"F{flow}", sign * draw(st.sampled_from(coefficients))))
    amount = st.floats(0.0, 100.0).map(lambda number: round(number, 2))
    values = draw(st.lists(st.one_of(st.none(), amount, amount), min_size=count, max_size=count))
    spread = st.sampled_from([0.1, 1.0, 5.0, 20.0, *([0.0] if exact else [])])
    deviations = draw(st.lists(spread, min_size=count, max_size=count))
    measurements = pd.DataFrame({"flow_id": [f"F{flow}" for flow in range(count)]}).assign(
        value=pd.Series(values, dtype=float), deviation=deviations
    )
    return measurements, pd.DataFrame(rows, columns=["balance_id", "flow_id", "coefficient"])


def dense(measurements, balances):
    """Return the balances as a dense matrix."""
    table = balances.pivot_table("coefficient", "balance_id", "flow_id", aggfunc="sum", fill_value=0.0)
    return table.reindex(columns=measurements["flow_id"], fill_value=0.0).to_numpy()
