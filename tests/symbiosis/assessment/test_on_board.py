"""Gains of matches, added up by the synergy that connects their sites already."""

import duckdb
import pandas as pd

from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis.assessment import on_board


def match(number: int, gain: float, steps: tuple[str, ...] = (), *, demand: str = "B") -> dict[str, object]:
    return {
        "supply_stream_id": f"s{number}", "demand_stream_id": f"d{number}", "supply_site_id": "A", "demand_site_id": demand,
        "supply_resource_id": "ash", "demand_resource_id": "ash", "supply_park_id": "tiny", "value": gain, "steps": steps,
    }  # fmt: skip


def test_gains_of_the_matches_of_a_synergy_are_added_up() -> None:
    """SY1 joins A and B by two matches, one with a treatment; no synergy joins A and C."""
    matches = pd.DataFrame([match(1, 30.0), match(2, 12.0, ("sieve",)), match(3, 99.0, demand="C")])
    connected = pd.DataFrame(
        [{"synergy_id": "SY1", "site_id": "A", "other_site_id": "B", "resource_id": "ash"}]
    )

    found = on_board.gains(matches, connected, column="value")

    assert found.to_dict("records") == [
        {"synergy_id": "SY1", "gain": 42.0, "has_steps": True, "park_id": "tiny"}
    ]
    assert on_board.gains(matches.iloc[2:], connected, column="value").empty


def test_a_match_states_the_gain_recorded_for_its_synergy_only_where_both_are_one() -> None:
    """SY1 has two matches, SY2 one; no synergy joins A and D."""
    matches = pd.DataFrame(
        [match(1, 30.0), match(2, 12.0), match(3, 67.5, demand="C"), match(4, 9.0, demand="D")]
    )
    connected = pd.DataFrame(
        [
            {"synergy_id": synergy, "site_id": "A", "other_site_id": other, "resource_id": "ash"}
            for synergy, other in (("SY1", "B"), ("SY2", "C"))
        ]
    )
    known = pd.DataFrame({"synergy_id": ["SY1", "SY2"], "annual_saving": [40.0, 61.0]})

    found = on_board.recorded(matches, connected, known)

    assert found.fillna(0.0).tolist() == [0.0, 0.0, 61.0, 0.0]


def test_a_raw_material_of_the_recorded_product_is_on_the_board_from_provider_to_operator(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    """Food residues are digested to the biogas of CD-SY20; condensate between the same two sites is another exchange."""
    ways = [
        ("CD10-S", "CD14-S", "food_waste", True),
        ("CD14-S", "CD10-S", "food_waste", False),
        ("CD10-S", "CD14-S", "condensate", False),
        ("CD10-S", "CD01-S", "food_waste", False),  # both provide
    ]
    matches = pd.DataFrame(
        [
            match(number, 1.0) | {"supply_site_id": site, "demand_site_id": other}
            | dict.fromkeys(("supply_resource_id", "demand_resource_id"), resource)
            for number, (site, other, resource, _is_known) in enumerate(ways)
        ]
    )  # fmt: skip

    found = on_board.are_on_board(matches, on_board.pairs(samples, viewer=FACILITATOR))

    assert found.tolist() == [is_known for *_way, is_known in ways]
    noted = [
        on_board.of_sites(samples, sites=(site, other), resources=(resource,), viewer=FACILITATOR)
        for site, other, resource, _is_known in ways
    ]
    assert [bool(each["is_alike"].any()) for each in noted] == found.tolist()
