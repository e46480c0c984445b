"""The 108 measures reproduce the published figures."""

from collections import defaultdict

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.energy.measures import DisclosedNetwork, Terms, in_scope, members, networks, register, targets
from isdata.scenarios import disclosed_measures, stream_dependencies
from tests.sample_data.samples import rows

OFTEN = {"drives", "pumps", "management", "other_technical"}
CLIMATE = {"air_conditioning", "refrigeration", "ventilation"}


NETWORK = "CD-N1"


def in_network(network: str = NETWORK) -> dict[str, dict[str, str]]:
    """Return the measures of a network by id."""
    return {row["measure_id"]: row for row in rows("chengdu", "measure") if row["network_id"] == network}


def saved_rows(network: str = NETWORK) -> list[dict[str, str]]:
    """Return what the measures of a network save."""
    own = in_network(network)
    return [row for row in rows("chengdu", "measure_saving") if row["measure_id"] in own]


def annual_savings(network: str = NETWORK) -> dict[str, float]:
    """Return the yearly money saving of each measure: Σ ΔE·p + other saving - running cost. [CNY/yr]"""
    prices = {row["resource_id"]: float(row["price"]) for row in rows("chengdu", "price")}
    savings = {
        key: float(row["other_saving"]) - float(row["running_cost"])
        for key, row in in_network(network).items()
    }
    for row in saved_rows(network):
        price = float(row["price"] or prices[row["resource_id"]])
        savings[row["measure_id"]] += (float(row["baseline"]) - float(row["modified"])) * price
    return savings


@pytest.fixture(scope="module")
def measures() -> dict[str, dict[str, str]]:
    """Return the published measures by id."""
    return in_network()


def test_there_are_exactly_108_published_measures_and_all_are_done(measures):
    assert len(measures) == 108
    assert {row["status"] for row in measures.values()} == {"implemented", "verified"}


def test_they_save_36_point_something_million_a_year():
    total = sum(annual_savings().values())

    assert round(total) == 36_203_957
    assert 36e6 < total < 37e6


def test_they_cost_49_point_something_million(measures):
    total = sum(float(row["investment"]) for row in measures.values())

    assert round(total) == 49_599_645
    assert 49e6 < total < 50e6


def test_they_save_22347_tonnes_of_co2_with_the_sichuan_factor_of_2022():
    factors = {
        row["resource_id"]: float(row["value"])
        for row in rows("reference", "factor")
        if row["factor_kind"] == "co2" and row["region_id"] in ("", "CN", "CN-SC")
        and row["factor_id"] != "co2-electricity-CN-2022"
    }  # fmt: skip
    saved = sum(
        (float(row["baseline"]) - float(row["modified"])) * factors.get(row["resource_id"], 0.0)
        for row in saved_rows()
    )

    assert factors["electricity"] == 0.1404
    assert saved == pytest.approx(22_347, abs=0.5)


def test_the_product_itself_comes_to_the_same_totals(parks):
    found = in_scope(register(parks, park_id="chengdu", viewer=FACILITATOR), "achieved")

    assert found.measures["investment"].sum() == pytest.approx(49_599_645)
    assert found.measures["co2_saving"].sum() == pytest.approx(22_347, abs=0.5)
    assert found.savings["money"].sum() + found.measures["other_saving"].sum() - found.measures[
        "running_cost"
    ].sum() == pytest.approx(36_203_957)


def test_the_published_shares_of_categories_hold(measures):
    money: dict[str, float] = defaultdict(float)
    for measure_id, saving in annual_savings().items():
        money[measures[measure_id]["category"]] += saving
    total = sum(money.values())

    assert sum(money[category] for category in OFTEN) / total > 0.5
    assert 0.115 < sum(money[category] for category in CLIMATE) / total < 0.125
    assert 0.115 < money["compressed_air"] / total < 0.125
    assert sum(money[c] for c in set(money) - OFTEN - CLIMATE - {"compressed_air"}) / total <= 0.26


def test_the_edge_cases_of_a_payback_occur(measures):
    savings = annual_savings()
    paybacks = {
        key: float(measures[key]["investment"]) / value for key, value in savings.items() if value > 0
    }

    assert sum(value <= 0 for value in savings.values()) == 2
    assert [key for key, value in paybacks.items() if value == pytest.approx(3.0, abs=1e-12)]
    assert min(paybacks.values()) == 0
    assert max(paybacks.values()) > 4


def test_the_parts_of_an_investment_add_up_to_it(measures):
    parts = [f"investment_{part}" for part in ("engineering", "material", "labour", "other")]
    for key, row in (measures | in_network("CD-N2")).items():
        assert sum(float(row[part] or 0) for part in parts) == pytest.approx(float(row["investment"])), key


@pytest.mark.parametrize("network", [NETWORK, "CD-N2"])
def test_no_measure_saves_more_than_its_site_takes(network):
    taken: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows("chengdu", "flow"):
        if row["year"] == "2024" and row["quantity"]:
            taken[row["receiver_id"], row["resource_id"]] += float(row["quantity"])
    site = {key: row["site_id"] for key, row in in_network(network).items()}
    saved: dict[tuple[str, str], float] = defaultdict(float)
    for row in saved_rows(network):
        place = site[row["measure_id"]], row["resource_id"]
        saved[place] += float(row["baseline"]) - float(row["modified"])
        if place[0] != "CD13-S":  # its pumps run on power of its own
            assert float(row["baseline"]) <= 1.1 * taken[place], row

    # The wood works replace their steam by a boiler of their own.
    elsewhere = {place for place in saved if place[0] not in ("CD13-S", "CD18-S")}
    assert all(saved[place] < 0.2 * taken[place] for place in elsewhere)
    assert all(saved[place] < taken[place] for place in saved if place[0] == "CD18-S")


@pytest.mark.parametrize("network", [NETWORK, "CD-N2"])
def test_measures_that_change_a_stream_change_one_of_their_own_site(network):
    streams = {row["stream_id"]: row["site_id"] for row in rows("chengdu", "stream")}
    linked = [row for row in in_network(network).values() if row["stream_id"]]

    assert len(linked) >= 4
    assert all(streams[row["stream_id"]] == row["site_id"] for row in linked)


def test_what_lies_ahead_is_of_every_category_and_none_of_it_is_done():
    ahead = in_network("CD-N2")
    about = {row["measure_id"] for row in rows("chengdu", "measure")}

    assert {row["status"] for row in ahead.values()} == {"idea", "planned", "decided"}
    assert {row["category"] for row in ahead.values()} == {row["category"] for row in in_network().values()}
    assert about == set(ahead) | set(in_network())
    for row in rows("chengdu", "measure_relation"):
        assert (row["measure_id"] in ahead) == (row["other_id"] in ahead), row


def test_measures_ahead_take_from_streams_that_synergies_ahead_stand_on(parks):
    known = stream_dependencies(parks, park_id="chengdu")
    waiting = known[~known["stage"].isin(["operation", "ended"]) & (known["weight"] > 0)]
    taken = {row["stream_id"] for row in in_network("CD-N2").values() if row["stream_id"]}

    assert len(set(waiting["stream_id"]) & taken) >= 4


def test_the_members_share_the_target_and_their_energy_adds_up():
    for park in ("chengdu", "kunshan", "dayawan"):
        for network in rows(park, "network"):
            own = network["network_id"]
            members = [row for row in rows(park, "network_member") if row["network_id"] == own]
            assert sum(float(row["target_share"]) for row in members) == pytest.approx(1, abs=0.001)
            assert sum(float(row["baseline_energy"]) for row in members) == float(network["baseline_energy"])


def test_the_claims_keep_the_published_bounds_and_scopes():
    claims = {row["claim_id"]: row for park in ("chengdu", "cases") for row in rows(park, "claim")}
    shown = {
        key: (row["bound"], float(row["value"]), row.get("parks") or row.get("park_id"))
        for key, row in claims.items()
    }

    assert shown["ZN-CL01"] == ("more_than", 36e6, "chengdu; kunshan; dayawan")
    assert shown["ZN-CL02"] == ("almost", 50e6, "chengdu; kunshan; dayawan")
    assert shown["ZN-CL03"] == ("exact", 108, "chengdu; kunshan; dayawan")
    assert shown["CD-CL04"] == ("exact", 22347, "chengdu")


@pytest.mark.parametrize(("park", "network"), [("kunshan", "KS-N1"), ("dayawan", "DY-N1")])
def test_the_other_networks_are_illustrative_and_stand_apart_from_the_108(park, network):
    measures = rows(park, "measure")
    saved = {row["measure_id"] for row in rows(park, "measure_saving")}

    assert {row["network_id"] for row in measures} == {network}
    assert {row["is_illustrative"] for row in measures} == {"yes"}
    assert {row["measure_id"] for row in measures} == saved
    assert rows(park, "meter_reading")


def test_the_saving_of_the_network_is_one_quantity_with_one_target(parks):
    """The indicator of the park states what the page of the network shows."""
    (network,) = (
        row for _at, row in networks(parks, park_id="chengdu").iterrows() if row["network_id"] == NETWORK
    )
    stored = disclosed_measures(parks, park_id="chengdu", scenario_id=None, viewer=FACILITATOR)
    known = members(parks, park_id="chengdu", viewer=FACILITATOR)
    path = DisclosedNetwork.of(network, stored, known, targets(parks, park_id="chengdu")).progress.set_index(
        "year"
    )
    stated = [row for row in rows("chengdu", "indicator_value") if row["indicator_id"] == "network_saving"]
    columns = {"reached": "result", "target": "target"}

    for row in stated:
        if row["value_kind"] in columns:
            shown = path.loc[int(row["year"]), columns[row["value_kind"]]] / 1000
            assert float(row["value"]) == pytest.approx(shown, abs=0.001), row
    newest = max(int(row["year"]) for row in stated if row["value_kind"] == "reached")
    assert newest == path.index.max()
    (about,) = (row for row in rows("chengdu", "indicator") if row["indicator_id"] == "network_saving")
    assert about["unit"] == "GWh/yr"


def test_payback_classes_count_the_measures_of_the_totals(parks: duckdb.DuckDBPyConnection) -> None:
    """The bars added up to 26 measures below a title with 25: one excludes another."""
    stored = disclosed_measures(parks, park_id="chengdu", scenario_id=None, viewer=FACILITATOR)
    found = stored.in_scope("ahead").outlook(Terms())

    assert found.excluded == 1
    assert found.sums is not None
    assert found.payback_classes()["measures"].sum() == found.sums["measures"] == 25
