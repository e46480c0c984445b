"""Where things lie and what moves there in a year."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.park import parkmap
from tests.mapped import PARKS, SQUARE, far_park


def test_a_site_moves_what_it_gives_and_takes(tiny: duckdb.DuckDBPyConnection) -> None:
    sites = parkmap.sites(tiny, parks=PARKS, viewer=FACILITATOR).set_index("site_id")

    # By hand from the docstring of tests/tiny.py: S1 takes coal 1000, gives ash 300, takes dust 20.
    assert sites.loc["S1", ["material", "energy", "water"]].to_list() == [1320, 900, 5000]
    assert sites.loc["S1", ["material_given", "material_taken"]].to_list() == [300, 1020]
    assert sites.loc["S2", "material"] == 300 + 20 + 45
    assert pd.isna(sites.loc["S3", "material"])  # its only flow was not measured
    assert sites.loc["S1", "year"] == 2024


def test_amounts_turn_into_the_unit_of_their_kind() -> None:
    rows = pd.DataFrame(
        [
            ("material", "kg", "t", None, None, None, 2500.0),
            ("energy", "MWh", "MWh", None, None, None, 10.0),
            ("energy", "t", "t", 25.0, None, None, 2.0),
            ("energy", "t", "t", None, None, 2.7, 2.0),
            ("material", "m³", "t", None, 1.2, None, 5.0),
            ("energy", "Nm³", "Nm³", None, None, None, 7.0),
            ("service", "h", "h", None, None, None, 7.0),
        ],
        columns=["kind", "unit", "usual_unit", "heating_value", "density", "enthalpy", "quantity"],
    ).astype({"heating_value": float, "density": float, "enthalpy": float})

    amounts = parkmap.amounts(rows)["amount"].to_list()

    assert amounts[:5] == pytest.approx([2.5, 36.0, 50.0, 5.4, 6.0])
    assert np.isnan(amounts[5:]).all()  # no heating value; a service has no weight


def test_a_guest_sees_no_site_and_no_plot_of_an_undisclosed_company(
    planned: duckdb.DuckDBPyConnection,
) -> None:
    sites = parkmap.sites(planned, parks=PARKS, viewer=GUEST)
    plan = parkmap.plan(planned, parks=PARKS, viewer=GUEST).set_index("feature_id")

    assert set(sites["site_id"]) == {"S1", "S2"}
    assert pd.isna(plan.loc["P1", "name_en"])  # the plot bears the company's name
    assert plan.loc["P2", "name_en"] == "Free plot"


def test_a_site_without_a_position_takes_the_middle_of_its_plot(planned: duckdb.DuckDBPyConnection) -> None:
    lost = pd.DataFrame([{"site_id": "S3", "latitude": None, "longitude": None, "feature_id": "P0"}])
    store.write(planned, {"site": lost}, who="test", reason="lost")

    site = parkmap.sites(planned, parks=PARKS, viewer=FACILITATOR).set_index("site_id").loc["S3"]

    assert (site["longitude"], site["latitude"]) == pytest.approx((120.02, 31.01))


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (SQUARE, (120.02, 31.01)),
        ('{"type": "Point", "coordinates": [3.0, 4.0]}', (3.0, 4.0)),
        ('{"type": "LineString", "coordinates": [[0, 0], [2, 0]]}', (1.0, 0.0)),
        # An L of three unit squares: by hand ((0.5 + 1.5 + 0.5) / 3, (0.5 + 0.5 + 1.5) / 3).
        (
            '{"type": "Polygon", "coordinates": [[[0,0],[2,0],[2,1],[1,1],[1,2],[0,2],[0,0]]]}',
            (2.5 / 3, 2.5 / 3),
        ),
    ],
)
def test_the_middle_of_a_shape(geometry: str, expected: tuple[float, float]) -> None:
    assert parkmap.middle(geometry) == pytest.approx(expected)


def test_a_distance_is_the_great_circle() -> None:
    # A degree of longitude at 31° north: 2π · 6371.0088 / 360 · cos 31° = 95.31 km.
    along = float(parkmap.distance(np.array(120.0), np.array(31.0), np.array(121.0), np.array(31.0)))

    assert along == pytest.approx(95.31, abs=0.01)


def test_streams_are_counted_a_year(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)

    streams = parkmap.streams(tiny, parks=PARKS, viewer=GUEST).set_index("stream_id")

    assert streams["amount"].to_dict() == {"A": 120.0, "C": 50.0}  # 10 t a month; D is undisclosed


def test_totals_of_streams_leave_unknown_amounts_out_but_count_them() -> None:
    rows = [
        ("demand", "water", 5.0),
        ("supply", "water", None),
        ("supply", "energy", 2.0),
        ("supply", "energy", None),
    ]
    found = parkmap.stream_totals(pd.DataFrame(rows, columns=["direction", "kind", "amount"]))

    assert found[["direction", "kind", "number"]].to_numpy().tolist() == [
        ["supply", "energy", 2],
        ["supply", "water", 1],
        ["demand", "water", 1],
    ]
    assert found["amount"].fillna(-1.0).tolist() == [2.0, -1.0, 5.0]
