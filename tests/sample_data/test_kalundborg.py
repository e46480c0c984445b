"""Kalundborg holds published facts and nothing else."""

import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import Reader
from isdata.symbiosis import matching
from isdata.symbiosis.matching import match_amounts, presentation
from tests.sample_data.samples import rows

PUBLISHED = {
    "steam": {215000.0},
    "fgd_gypsum": {200000.0},
    "fly_ash": {135000.0},
    "cooling_water": {700000.0},
    "biological_sludge": {1000000.0},
    "surplus_yeast": {5000.0},
}


def test_only_published_amounts_are_shown():
    shown: dict[str, set[float]] = {}
    for row in rows("kalundborg", "flow"):
        if row["quantity"]:
            shown.setdefault(row["resource_id"], set()).add(float(row["quantity"]))

    assert shown == PUBLISHED


def test_nothing_but_the_drawing_is_illustrative():
    for table in ("park", "company", "site", "flow", "stream", "synergy", "event", "story"):
        assert all(row["is_illustrative"] == "no" and row["source"] for row in rows("kalundborg", table)), (
            table
        )
    assert all("chematic" in row["source"] for row in rows("kalundborg", "plan_feature"))


def test_refinery_and_power_station_supply_each_other():
    given = {(row["provider_id"], row["receiver_id"]) for row in rows("kalundborg", "flow")}

    assert {("KA01-S", "KA02-S"), ("KA02-S", "KA01-S")} <= given


def test_an_amount_that_is_not_published_says_so():
    unknown = [row for row in rows("kalundborg", "flow") if not row["quantity"]]

    assert len(unknown) == 10
    assert all("not published" in row["note"] for row in unknown)


def test_streams_have_the_published_amounts_of_the_flows_and_published_temperatures():
    streams = rows("kalundborg", "stream")
    of_flows = {
        (row[side], direction, row["resource_id"], row["quantity"])
        for row in rows("kalundborg", "flow")
        if row["quantity"]
        for side, direction in (("provider_id", "supply"), ("receiver_id", "demand"))
    }
    warm = {row["resource_id"]: float(row["temperature"]) for row in streams if row["temperature"]}

    assert of_flows <= {
        (row["site_id"], row["direction"], row["resource_id"], row["quantity"]) for row in streams
    }
    assert warm == {"waste_heat": 24.5, "hot_water": 72.0}
    (heat,) = [float(row["quantity"]) for row in streams if row["resource_id"] == "waste_heat"]
    assert heat == pytest.approx(6e6 * 4.18e-3 * 10, rel=0.01)  # m³, GJ/(m³·K), K


def test_a_match_states_its_amount_as_published(parks):
    """Matching compares steam in GJ; flow, synergy and match of it are in the published tonnes."""
    found = matching.matches(parks, park_id="kalundborg", viewer=FACILITATOR, currency="CNY")
    (steam,) = found.loc[found["demand_resource_id"] == "steam"].to_dict("records")

    assert presentation.amount_per_year(steam, Reader("en")) == "215,000 t per year"
    assert match_amounts.addition(steam, Reader("en")) == "215,000 t = 577,275 GJ"
