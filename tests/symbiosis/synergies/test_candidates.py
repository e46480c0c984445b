"""What could be joined, as a map shows it."""

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis import matching, synergies
from tests.mapped import far_park


def match(**more: object) -> dict[str, object]:
    return {
        "blocked": 0, "supply_site_id": "S1", "demand_site_id": "S2", "supply_park_id": "tiny", "demand_park_id": "tiny",
        "supply_is_hidden": False, "supply_resource_class": "by_product", "supply_resource_en": "Fly ash",
        "supply_resource_zh": "粉煤灰", "demand_resource_class": "by_product", "demand_resource_en": "Fly ash",
        "demand_resource_zh": "粉煤灰", "demand_is_typical": False, "demand_name_en": None, "demand_name_zh": None, "supply_stream_id": "A", "demand_stream_id": "C", "supply_company_en": "Power",
        "supply_company_zh": "电厂", "demand_company_en": "Cement", "demand_company_zh": "水泥", "demand_is_hidden": False,
        "supply_is_typical": False, "supply_name_en": None, "supply_name_zh": None, "score": 0.861, "distance": 1.5, "distance_basis": "road",
        "supply_park_en": "Tiny", "supply_park_zh": "小园区", "demand_park_en": "Other", "demand_park_zh": "另一园区", **more,
    }  # fmt: skip


def test_what_could_be_joined_is_one_arc_a_pair_of_places() -> None:
    places = pd.DataFrame({"site_id": ["S1", "S2"], "longitude": [120.01, 120.02], "latitude": 31.0})
    matches = pd.DataFrame(
        [
            match(),
            match(supply_resource_en="Slag", supply_resource_zh="渣"),
        ]
    )

    found = synergies.candidate_arcs(matches, places, ends="site_id")

    assert found[["provider_id", "receiver_id", "stage"]].to_numpy().tolist() == [["S1", "S2", "candidate"]]
    assert found["resources"].iloc[0] == [("Fly ash", "粉煤灰"), ("Slag", "渣")]
    assert found[["distance", "distance_basis"]].to_numpy().tolist() == [
        [1.5, "road"]
    ]  # those of the matches
    assert found["straight"].iloc[0] == pytest.approx(0.953, abs=0.001)
    assert found["lane"].tolist() == [0]
    drawn = pd.DataFrame({"provider_id": ["S1", "S1", "S2"], "receiver_id": ["S2", "S2", "S1"]})
    beside = synergies.candidate_arcs(matches, places, ends="site_id", beside=drawn)
    assert beside["lane"].tolist() == [2]  # next to the two arcs from S1 to S2


def test_of_an_undisclosed_firm_a_pair_of_parks_shows_the_class() -> None:
    parks_ = pd.DataFrame({"site_id": ["tiny", "other"], "longitude": [120.0, 122.0], "latitude": 31.0})
    hidden = match(
        demand_park_id="other",
        supply_is_hidden=True,
        supply_site_id=None,
        supply_resource_en=None,
        supply_resource_zh=None,
    )

    assert synergies.candidate_arcs(pd.DataFrame([hidden]), parks_, ends="park_id")["resources"].iloc[0] == [
        ("By-product", "副产物")
    ]
    assert synergies.candidate_arcs(pd.DataFrame([hidden]), parks_, ends="site_id").empty


def test_what_is_held_back_or_reaches_elsewhere_is_no_candidate(tiny: duckdb.DuckDBPyConnection) -> None:
    far_park(tiny, longitude=122.0)
    warm = pd.DataFrame([{"stream_id": "D", "distance_maximum": 0.001}])
    store.write(tiny, {"stream": warm}, who="test", reason="may not travel")
    near, wide = (
        synergies.candidates(matching.matches(tiny, park_id=park, viewer=FACILITATOR), parks)
        for park, parks in (("tiny", ["tiny"]), (None, ["tiny", "other"]))
    )

    # Fly ash: A (S1) meets C (S2) within the park, and B in the other one; D's may not travel.
    assert near[["supply_stream_id", "demand_stream_id"]].to_numpy().tolist() == [["A", "C"]]
    assert set(wide["demand_stream_id"]) == {"B", "C"}
    assert set(wide["supply_stream_id"]) == {"A"}


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("site_id", {"S1": ["to Cement: Fly ash (0.86)"], "S2": ["from Power: Fly ash (0.86)"]}),
        ("stream_id", {"A": ["to Cement: Fly ash (0.86)"], "C": ["from Power: Fly ash (0.86)"]}),
        ("park_id", {}),  # both ends lie in one park
    ],
)
def test_each_end_sees_the_other(ends: str, expected: dict[str, list[str]]) -> None:
    seen = synergies.seen_from(pd.DataFrame([match()]), i18n.reader("en"), ends=ends)

    assert {place: view.lines for place, view in seen.items()} == expected


def test_a_short_view_still_shows_how_many_there_are() -> None:
    twice = pd.DataFrame([match(), match(supply_resource_en="Slag", score=0.5)])

    seen = synergies.seen_from(twice, i18n.reader("en"), ends="site_id", most=1)

    assert seen["S1"] == synergies.View(["to Cement: Fly ash (0.86)"], 2)


def test_a_park_sees_the_other_park_and_the_class_of_what_a_hidden_firm_has() -> None:
    hidden = match(
        demand_park_id="other", supply_is_hidden=True, supply_site_id=None, supply_company_en="Secret Box"
    )

    seen = synergies.seen_from(pd.DataFrame([hidden]), i18n.reader("en"), ends="park_id")

    assert {place: view.lines for place, view in seen.items()} == {
        "tiny": ["to Other: By-product (0.86)"],
        "other": ["from Tiny: By-product (0.86)"],
    }
    assert synergies.seen_from(pd.DataFrame([hidden]), i18n.reader("en"), ends="site_id") == {}
