"""The geometry of a map: extent, curves, sizes."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.output.figures.parkmap import shapes

PLACE = st.tuples(st.floats(-170, 170), st.floats(-70, 70))


def test_circles_have_areas_in_proportion_to_amounts() -> None:
    radii = shapes.radii(pd.Series([100.0, 25.0, np.nan, 0.0]), least=1.0, most=20.0)

    assert radii.to_list() == [20.0, 10.0, 1.0, 1.0]


def test_widths_compare_within_a_kind_and_unknown_is_thin() -> None:
    arcs = pd.DataFrame(
        {"kind": ["material", "material", "water", "water"], "amount": [100.0, 25.0, 7.0, np.nan]}
    )

    assert shapes.widths(arcs, least=2.0, most=8.0).to_list() == [8.0, 5.0, 8.0, 2.0]


@given(PLACE, PLACE, st.integers(0, 4))
def test_a_curve_begins_and_ends_at_its_sites(
    start: tuple[float, float], end: tuple[float, float], lane: int
) -> None:
    line = shapes.curve(start, end, lane, 0.8)

    assert line[0] == pytest.approx(start)
    assert line[-1] == pytest.approx(end)


@given(PLACE, PLACE)
def test_there_and_back_lie_on_different_sides(start: tuple[float, float], end: tuple[float, float]) -> None:
    if math.dist(start, end) < 0.01:
        return
    there, back = shapes.curve(start, end, 0, 0.8), shapes.curve(end, start, 0, 0.8)
    middle = (np.array(start) + np.array(end)) / 2

    assert there[10] - middle == pytest.approx(middle - back[10], abs=1e-6)
    assert np.abs(there[10] - back[10]).max() > 1e-4


def test_the_extent_fits_into_the_picture() -> None:
    land = shapes.Extent(104.25, 30.54, 104.29, 30.575)
    zoom = land.zoom(900, 600)
    left, top = shapes.pixels(land.west, land.north, zoom)
    right, bottom = shapes.pixels(land.east, land.south, zoom)

    assert max((right - left) / 900, (bottom - top) / 600) == pytest.approx(1.0)
