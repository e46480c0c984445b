"""What there is to see of one or several parks, and the arcs between their places."""

import duckdb
import pandas as pd

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.symbiosis import synergies
from tests.mapped import PARKS, far_park


def test_an_amount_is_divided_among_the_pairs_of_a_synergy() -> None:
    one = pd.DataFrame(
        [{"synergy_id": "X", "stage": "idea", "kind": "material", "quantity": 30.0, "unit": "t",
          "band_least": None, "usual_unit": "t", "heating_value": None, "density": None, "enthalpy": None}]
    )  # fmt: skip
    pairs = pd.DataFrame(
        [("X", "A", "C"), ("X", "B", "C"), ("X", "D", "C")],
        columns=["synergy_id", "provider_id", "receiver_id"],
    )
    places = pd.DataFrame({"site_id": ["A", "B", "C"], "longitude": [0.0, 1, 2], "latitude": [0.0, 0, 0]})

    arcs = synergies.arcs(one, pairs, places)

    assert list(arcs["amount"]) == [10.0, 10.0]  # three pairs; D has no position and is not drawn


def test_the_second_arc_between_two_sites_takes_another_lane(tiny: duckdb.DuckDBPyConnection) -> None:
    scene = synergies.scene(tiny, parks=PARKS, viewer=FACILITATOR)
    twice = pd.concat([scene.pairs, scene.pairs.rename(columns={"provider_id": "receiver_id", "receiver_id": "provider_id"})])  # fmt: skip

    arcs = synergies.arcs(scene.synergies, twice, scene.places)

    assert sorted(arcs.loc[arcs["synergy_id"] == "SY1", "lane"]) == [0, 1]


def test_parks_far_apart_are_one_place_each_and_show_what_joins_them(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)

    scene = synergies.scene(tiny, parks=["tiny", "other"], viewer=FACILITATOR)

    assert scene.is_apart
    assert list(scene.synergies["synergy_id"]) == ["X1"]
    assert scene.pairs[["provider_id", "receiver_id"]].to_numpy().tolist() == [["tiny", "other"]]
    # The tiny park's flows, each counted once: coal 1000, ash 300, dust 20, waste 45.
    assert scene.places.set_index("site_id").loc["tiny", "material"] == 1365


def test_a_guest_reads_the_total_of_a_park_that_gives_no_company_away(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    far_park(tiny, longitude=122.0)

    def material() -> float:
        guest = synergies.scene(tiny, parks=["tiny", "other"], viewer=GUEST).places.set_index("site_id")
        assert pd.isna(guest.loc["tiny", "energy"])  # steam joins only two
        return guest.loc["tiny", "material"]

    # Three companies move materials, but one of them is undisclosed: the total less the two others is its own.
    assert pd.isna(material())
    tiny.execute("update company set visibility = 'public'")
    assert material() == 1365


def test_parks_close_together_show_their_sites(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=120.1)

    scene = synergies.scene(tiny, parks=["tiny", "other"], viewer=FACILITATOR)

    assert not scene.is_apart
    assert set(scene.places["site_id"]) == {"S1", "S2", "S3", "T1"}


def test_a_park_also_shows_its_partners_elsewhere(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)

    scene = synergies.scene(tiny, parks=["other"], viewer=FACILITATOR)

    assert list(scene.synergies["synergy_id"]) == ["X1"]
    assert set(scene.places["site_id"]) == {"S1", "T1"}
