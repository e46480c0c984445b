"""Outlines of ribbons."""

import numpy as np

from isdata.engines.sankey.curves import bends, levelled, points


def test_a_wide_steep_ribbon_has_no_vertical_part() -> None:
    """Two ribbons of a phone swelled to crossing discs with a hole between them."""
    across, down = np.array([40.0]), np.array([200.0])
    arcs = bends(across, down, np.array([30.0]), np.array([False]), 0.15)
    piece, at = points(arcs, np.array([False]))

    drawn = levelled(at, across[piece], down[piece])

    x, y = drawn[:, 0], drawn[:, 1]
    slope = np.diff(y)[np.diff(x) > 0.1] / np.diff(x)[np.diff(x) > 0.1]
    assert slope.max() <= 1.5 * 200 / 40 + 0.1
    assert np.ptp(y[np.isclose(x, 20.0)]) < 1e-6
    assert (drawn[:, 2:] == [0.0, 1.0]).all()
