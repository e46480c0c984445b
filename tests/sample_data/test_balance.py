"""The declared flows of the illustrative parks balance within their ± %."""

import pytest

from isdata.engines.reconciliation import reconcile, standard_deviation
from tests.sample_data.samples import GENERATED, books, residuals, resources, rows

YEARS = (2023, 2024)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("park", GENERATED)
def test_every_measured_site_balances_within_its_uncertainty(park, year):
    found = residuals(park, year)
    measured = found[found["is_measured"]]

    assert len(measured) >= 30
    assert (measured["residual"].abs() <= measured["tolerance"]).all()


@pytest.mark.parametrize("year", YEARS)
def test_the_six_inventoried_sites_balance_in_mass_water_and_energy(year):
    inventoried = {row["site_id"] for row in rows("chengdu", "site") if row["is_inventoried"] == "yes"}
    found = residuals("chengdu", year)
    found = found[found["site"].isin(inventoried)]

    assert len(inventoried) == 6
    assert set(found["site"]) == inventoried
    assert found.groupby("site")["kind"].nunique().eq(3).all()
    assert found["is_measured"].all()
    assert (found["residual"].abs() <= found["tolerance"]).all()


@pytest.mark.parametrize(("site", "kind"), [("CD13-S", "energy"), ("CD16-S", "energy"), ("CD15-S", "water")])
def test_what_a_utility_brings_in_it_hands_on_or_loses(site, kind):
    found = residuals("chengdu", 2024).set_index(["site", "kind"]).loc[(site, kind)]

    assert abs(found["residual"]) < 0.03 * found["through"]


@pytest.mark.parametrize("park", GENERATED)
def test_the_declared_flows_fit_together(park):
    flows, balances = books(park, 2024)
    flows["deviation"] = standard_deviation(flows["value"].fillna(0), flows["percent"])

    assert reconcile(flows, balances).is_consistent


@pytest.mark.parametrize(
    ("provider", "receiver", "resource"),
    [
        ("CD16-S", "CD01-S", "electricity"),
        ("CD05-S", "CD01-S", "stampings"),
        ("CD13-S", "CD01-S", "steam"),
        ("CD15-S", "CD10-S", "fresh_water"),
        ("CD03-S", "CD02-S", "iron_castings"),
        ("CD02-S", "CD01-S", "engines"),
    ],
)
def test_an_error_of_thirty_percent_in_a_meter_is_named_first(provider, receiver, resource):
    (wrong,) = [
        row["flow_id"]
        for row in rows("chengdu", "flow")
        if row["year"] == "2024"
        and (row["provider_id"], row["receiver_id"], row["resource_id"]) == (provider, receiver, resource)
    ]
    flows, balances = books("chengdu", 2024)
    flows.loc[flows["flow_id"] == wrong, "value"] *= 1.3
    flows["deviation"] = standard_deviation(flows["value"].fillna(0), flows["percent"])

    assert reconcile(flows, balances).worst == wrong


def test_what_nobody_measured_is_the_only_thing_that_keeps_a_site_out_of_balance():
    found = residuals("chengdu", 2024)
    off = found[found["residual"].abs() > found["tolerance"]]

    assert len(off)
    assert not off["is_measured"].any()


def test_each_year_of_chengdu_has_at_least_120_flows_and_some_unmeasured():
    flows = rows("chengdu", "flow")
    for year in YEARS:
        mine = [row for row in flows if row["year"] == str(year)]
        assert len(mine) >= 120
        assert sum(not row["quantity"] for row in mine) == 3
        assert {row["basis"] for row in mine} >= {"meter", "invoice", "estimate", "balance"}
        assert any(not row["provider_id"] for row in mine)
        assert any(not row["receiver_id"] for row in mine)


def test_every_flow_is_counted_in_the_usual_unit_of_its_resource():
    known = resources()
    for park in GENERATED:
        assert all(row["unit"] == known[row["resource_id"]]["unit"] for row in rows(park, "flow"))


def test_chengdu_has_loops_of_two_and_of_three_companies():
    given = {(row["provider_id"], row["receiver_id"]) for row in rows("chengdu", "flow")}

    assert {("CD02-S", "CD03-S"), ("CD03-S", "CD02-S")} <= given
    assert {("CD21-S", "CD06-S"), ("CD06-S", "CD12-S"), ("CD12-S", "CD21-S")} <= given


def test_more_foundry_sand_is_used_again_in_the_second_year():
    used = {
        row["year"]: float(row["quantity"])
        for row in rows("chengdu", "flow")
        if row["resource_id"] == "spent_foundry_sand" and row["receiver_id"] == "CD29-S"
    }

    assert used["2024"] > 2 * used["2023"]
