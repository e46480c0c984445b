"""A tilted plan is laid level, distances stay as they are, and a level one is left alone."""

import json
import math

import pandas as pd
import pytest

from isdata.park.parkmap import distance
from isdata.park.parkmap.straightening import straightening

SHRINK = math.cos(math.radians(30.0))


def rectangle(degrees: float) -> pd.DataFrame:
    """A boundary of 0.02° by 0.01° about 104° E, 30° N, turned anticlockwise by some degrees."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    flat = [(-0.01, -0.005), (0.01, -0.005), (0.01, 0.005), (-0.01, 0.005), (-0.01, -0.005)]
    ring = [[104 + (cos * x - sin * y) / SHRINK, 30 + sin * x + cos * y] for x, y in flat]
    geometry = json.dumps({"type": "Polygon", "coordinates": [ring]})
    return pd.DataFrame({"feature_kind": ["boundary"], "geometry": [geometry]})


@pytest.mark.parametrize("degrees", [12.0, -20.0, 80.0])
def test_a_tilted_plan_is_laid_level(degrees: float) -> None:
    plan = rectangle(degrees)

    turn = straightening(plan)
    ring = json.loads(turn.plan(plan).loc[0, "geometry"])["coordinates"][0]
    x, y = zip(*ring, strict=True)

    assert turn.degrees == pytest.approx(-degrees, abs=1e-6)
    assert (max(x) - min(x)) * SHRINK == pytest.approx(0.02, rel=1e-4)
    assert max(y) - min(y) == pytest.approx(0.01, rel=1e-4)


def test_distances_stay_as_they_are() -> None:
    turn = straightening(rectangle(12.0))
    places = pd.DataFrame({"longitude": [104.0, 104.004], "latitude": [30.0, 30.003]})

    turned = turn.places(places)

    before, after = (
        distance(*frame[["longitude", "latitude"]].to_numpy().ravel().tolist()) for frame in (places, turned)
    )
    assert after == pytest.approx(before, rel=1e-3)


def test_a_level_plan_stays_as_it_is() -> None:
    plan = rectangle(0.5)

    turn = straightening(plan)

    assert turn.degrees == 0.0
    assert turn.plan(plan) is plan
