"""Newcomers against limits of the tiny park, with amounts computed by hand."""

import math
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import reader
from isdata.errors import NotFoundError
from isdata.institution import presentation
from isdata.institution.newcomers import exchanges, inventory, limits, service
from isdata.institution.newcomers.findings import Finding
from isdata.institution.newcomers.loops import loops
from isdata.institution.newcomers.needs import additional_use
from isdata.institution.newcomers.own_figures import own_figure
from isdata.institution.newcomers.park_use import present_use
from isdata.symbiosis.matching import presentation as match_words
from tests.databases import SharedFiles


@pytest.fixture
def park(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tiny park with limits, offers and a newcomer."""
    with shared_files.cursor("newcomers") as connection:
        yield connection


def result(con: duckdb.DuckDBPyConnection, own: inventory.Inventory | None = None) -> limits.Tested:
    own = own or inventory.stored(con, park_id="tiny", newcomer_id="N1")
    return limits.tested(con, park_id="tiny", inventory=own, year=2024, viewer=FACILITATOR)


def covered(con: duckdb.DuckDBPyConnection, quantity: float, hours: float) -> inventory.Inventory:
    row = pd.DataFrame({"line_id": ["L1"], "stream_id": ["W1"], "quantity": [quantity], "hours": [hours]})
    return replace(inventory.stored(con, park_id="tiny", newcomer_id="N1"), covered=row)


def test_a_foundry_fails_on_its_steam_and_the_reason_is_stated(park: duckdb.DuckDBPyConnection) -> None:
    found = result(park)
    row = found.results.loc["T1"].to_dict()

    assert found.status == "fail"
    # 12,000 t over 4,000 h, of which 2.5 t/h are free.
    assert (row["status"], row["value"], row["lacking"]) == ("fail", pytest.approx(3.0), pytest.approx(0.5))
    assert (
        presentation.reason(row, reader("en"))
        == "3 t/h needed, 2.5 t/h of 10 t/h available: exceeded by 0.5 t/h."
    )


def test_it_passes_when_waste_heat_covers_a_part(park: duckdb.DuckDBPyConnection) -> None:
    row = result(park, covered(park, 4000.0, 5000.0)).results.loc["T1"]

    assert (row["status"], row["value"]) == ("pass", pytest.approx(2.0))


def test_a_source_with_fewer_hours_leaves_the_hourly_need(park: duckdb.DuckDBPyConnection) -> None:
    row = result(park, covered(park, 4000.0, 3000.0)).results.loc["T1"]

    assert (row["status"], row["value"]) == ("fail", pytest.approx(3.0))


def test_steam_counts_for_the_lowest_network_that_suffices(park: duckdb.DuckDBPyConnection) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    hot = replace(own, lines=own.lines.assign(temperature=[300.0, None], pressure=[20.0, None]))
    found = result(park, hot).results

    assert (found.loc["T1", "reason"], found.loc["T2", "value"]) == ("none", pytest.approx(3.0))


@pytest.mark.parametrize(
    ("column", "value", "reason"), [("unit", "GJ", "unit"), ("quantity", float("nan"), "not_stated")]
)
def test_a_need_that_cannot_be_compared_is_unknown_and_not_met(
    park: duckdb.DuckDBPyConnection, column: str, value: object, reason: str
) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    stated = [value, own.lines[column].iloc[1]]
    row = result(park, replace(own, lines=own.lines.assign(**{column: stated}))).results.loc["T1"].to_dict()

    assert (row["status"], row["reason"]) == ("unknown", reason)


def test_steam_beyond_every_network_fails(park: duckdb.DuckDBPyConnection) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    hot = replace(own, lines=own.lines.assign(temperature=[400.0, None]))
    row = result(park, hot).results.loc["T2"].to_dict()

    assert (row["status"], row["reason"]) == ("fail", "beyond")


def test_each_rule_has_its_result_and_maxima_with_a_known_amount_a_bar(
    park: duckdb.DuckDBPyConnection,
) -> None:
    tested = result(park)
    results = tested.results

    shown = results.loc[["T3", "T4", "T5", "T6", "T7"], ["status", "reason"]]
    assert {rule: (status, reason) for rule, status, reason in shown.itertuples()} == {
        "T3": ("pass", "fits"),  # 5,000 m³ are used, 900 needed, 6,000 allowed
        "T4": ("unknown", "no_use"),  # no plan is stored
        "T5": ("pass", "keeps"),  # 40 people on 2 ha
        "T6": ("unknown", "no_limit"),
        "T7": ("unknown", "not_stated"),
    }
    # T5 states a minimum, T6 no limit, and the foundry no VOC: the page names them below the bars.
    drawn = limits.with_share(tested)
    assert set(results.index) - set(drawn.index) == {"T5", "T6", "T7"}
    assert drawn.loc["T3", "share"] == pytest.approx((5_000 + 900) / 6_000)


def test_the_use_of_the_park_includes_a_company_that_has_settled(park: duckdb.DuckDBPyConnection) -> None:
    """Its amounts were added to those of the park, of which they are a part."""
    own = replace(inventory.stored(park, park_id="tiny", newcomer_id="N1"), is_settled=True)

    assert limits.with_share(result(park, own)).loc["T3", "share"] == pytest.approx(5_000 / 6_000)


def test_limited_flows_that_a_newcomer_does_not_state_are_named(park: duckdb.DuckDBPyConnection) -> None:
    missing = service.missing_flows(park, park_id="tiny", newcomer_id="N1")

    # Steam and water are stated, power has no limit yet.
    assert missing == [("supply", "resource_id", "voc")]


def test_a_newcomer_of_which_only_the_name_is_known_is_unknown_in_every_rule(
    park: duckdb.DuckDBPyConnection,
) -> None:
    bare = {"newcomer_id": "N2", "park_id": "tiny", "name_en": "Enquiry", "status": "enquiry"}
    store.write(park, {"newcomer": pd.DataFrame([bare])}, who="test", reason="for tests")
    found = result(park, inventory.stored(park, park_id="tiny", newcomer_id="N2")).results

    assert set(found["status"]) == {"unknown"}


@pytest.mark.parametrize(("currency", "value"), [("CNY", 400.0), ("EUR", 3000.0), ("USD", None)])
def test_value_added_in_another_currency_is_converted_before_it_is_compared(
    park: duckdb.DuckDBPyConnection, currency: str, value: float | None
) -> None:
    """8 million on 2 ha; 7.5 CNY/EUR are stored, and no rate of the dollar."""
    rate = {"factor_id": "fx", "factor_kind": "exchange_rate", "value": 7.5, "unit": "CNY/EUR", "year": 2024}
    land = {
        "threshold_id": "T9",
        "park_id": "tiny",
        "name_en": "Land",
        "rule": "land_output",
        "minimum": 1200.0,
    }
    rows = {
        "factor": pd.DataFrame([rate | {"source": "bank"}]),
        "threshold": pd.DataFrame([land | {"unit": "10⁴ CNY/ha"}]),
        "newcomer": pd.DataFrame([{"newcomer_id": "N1", "value_added": 8e6, "currency": currency}]),
    }
    store.write(park, rows, who="test", reason="for tests")
    found = result(park)
    row = found.results.loc["T9"]

    assert found.inventory.about["currency"] == "CNY"
    assert row["reason"] == ("not_stated" if value is None else "keeps" if value > 1200 else "below")
    assert row["value"] == pytest.approx(math.nan if value is None else value, nan_ok=True)


def test_a_limit_of_none_at_all_can_be_tested(park: duckdb.DuckDBPyConnection) -> None:
    """No steam on the free plots: 12,000 t on 2 ha exceed it by 6,000 t/(ha·yr)."""
    dry = {"threshold_id": "T9", "park_id": "tiny", "name_en": "No steam", "rule": "steam_per_area"}
    rows = {"threshold": pd.DataFrame([dry | {"maximum": 0.0, "unit": "t/(ha·yr)"}])}
    store.write(park, rows, who="test", reason="for tests")
    row = result(park).results.loc["T9"]

    assert (row["reason"], row["lacking"], row["details"]["allowed"]) == ("above", 6000.0, (0.0, "t/yr"))


def test_a_limit_per_hour_asks_for_the_hours(park: duckdb.DuckDBPyConnection) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    row = result(park, replace(own, lines=own.lines.assign(hours=None))).results.loc["T1"]

    assert (row["status"], row["reason"]) == ("unknown", "no_hours")


def test_a_newcomer_without_a_plot_is_offered_what_its_park_has(parks: duckdb.DuckDBPyConnection) -> None:
    known = inventory.newcomers(parks, park_id="chengdu").set_index("newcomer_id")
    (without,) = known.index[known["feature_id"].isna()]
    own = inventory.stored(parks, park_id="chengdu", newcomer_id=without)

    assert len(exchanges.exchanges(parks, park_id="chengdu", inventory=own, viewer=FACILITATOR))


def test_an_exchange_after_treatment_names_what_is_supplied_and_what_it_gains(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    own = inventory.stored(parks, park_id="chengdu", newcomer_id="CD-NC1")
    found = exchanges.exchanges(parks, park_id="chengdu", inventory=own, viewer=FACILITATOR)
    found = found[found["blocked"] == 0]
    english = reader("en")

    treated = found[found["provides"] & (found["steps"].map(len) > 0)]
    names = {match_words.resource(row, "supply", english) for row in treated.to_dict("records")}
    assert names
    assert not names & set(treated["supply_resource_en"])
    # Steam, power and water have a price in the park, so what they save is known.
    bought = found[found["demand_resource_id"].isin(["steam", "fresh_water"]) & ~found["provides"]]
    assert len(bought)
    assert bought["value"].notna().all()


def test_an_unknown_newcomer_is_named_with_those_known(park: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="Available: N1"):
        inventory.stored(park, park_id="tiny", newcomer_id="N9")


def test_a_use_of_which_no_amount_is_measured_is_unknown_and_not_zero(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """Steam is stated in GJ without an enthalpy; zero would seem to leave all of the limit."""
    before = present_use(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)
    tiny.execute("update flow set quantity = null where resource_id = 'fresh_water'")
    after = present_use(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)

    assert before["fresh_water"] == 5000.0
    assert math.isnan(before["steam"])
    assert math.isnan(after["fresh_water"])


def test_fresh_water_of_the_park_includes_what_its_waterworks_uses(tiny: duckdb.DuckDBPyConnection) -> None:
    """Of 5,600 m³ taken from the river, 5,000 m³ reach the power plant; both are fresh water of the park."""
    tiny.execute("update flow set provider_id = 'S2', destination = 'use' where flow_id = 'F5'")
    tiny.execute("insert into resource (resource_id, name_en, kind, resource_class, unit) "
                 "values ('river', 'River water', 'water', 'water', 'm³')")  # fmt: skip
    tiny.execute("insert into flow (flow_id, park_id, receiver_id, resource_id, year, quantity, unit, destination) "
                 "values ('F9', 'tiny', 'S2', 'river', 2024, 5600, 'm³', 'input')")  # fmt: skip

    assert present_use(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)["fresh_water"] == 5600.0


def test_an_indicator_that_is_unknown_today_is_unknown_with_the_newcomer(
    park: duckdb.DuckDBPyConnection,
) -> None:
    """Where the water of the park is not measured, 900 m³ would be stated as the intensity of all."""
    stored = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    where = {"park_id": "tiny", "year": 2024, "viewer": FACILITATOR}
    park.execute(
        "update company set value_added = 30e6, currency = 'CNY', price_year = 2024 where company_id = 'C1'"
    )
    in_kilograms = stored.lines.assign(unit=["t", "kg"], quantity=[12000.0, 900e3], slope=[math.nan, 1e-3])
    for lines in (stored.lines, in_kilograms):
        found = exchanges.effects(park, inventory=replace(stored, lines=lines), **where)
        assert found.loc["water_intensity", "after"] == pytest.approx(5900 / 6000)

    park.execute("update flow set quantity = null where resource_id = 'fresh_water'")
    found = exchanges.effects(park, inventory=stored, **where)
    assert found.loc["water_intensity", ["before", "after"]].isna().all()


def test_what_a_newcomer_uses_is_converted_before_it_is_compared(park: duckdb.DuckDBPyConnection) -> None:
    stored = inventory.stored(park, park_id="tiny", newcomer_id="N1")

    def figures(**columns: list) -> list[float]:
        own = replace(stored, lines=stored.lines.assign(**columns))
        return [own_figure(name, own)[0] for name in ("steam_per_area", "water_intensity")]

    # 12,000 t of steam on 2 ha, and 900 m³ of water for 30 million.
    assert figures() == pytest.approx([6000.0, 0.3])
    in_kilograms = figures(unit=["kg", "kg"], quantity=[12e6, 900e3], slope=[math.nan, 1e-3])
    assert in_kilograms == pytest.approx([6000.0, 0.3])
    assert all(math.isnan(each) for each in figures(unit=["GJ", "m³"], quantity=[12000.0, math.nan]))


@pytest.mark.parametrize(
    ("name", "changed", "expected"),
    [
        ("traffic", {}, 0.02),
        ("traffic", {"mass": math.nan, "unit": "piece"}, "unit"),
        ("traffic", {"quantity": math.nan}, "not_stated"),
        ("co2", {}, 120.0),
        ("co2", {"quantity": math.nan}, "not_stated"),
    ],
)
def test_an_amount_that_is_not_known_leaves_the_need_unknown(
    park: duckdb.DuckDBPyConnection, name: str, changed: dict, expected: object
) -> None:
    """60 t of goods are 3 trucks in 300 days, there and back; what is left out would make room for others."""
    kind = "material" if name == "traffic" else "energy"
    stored = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    lines = stored.lines.assign(kind=kind, quantity=30.0, unit="t", mass=1.0, co2=2.0)
    lines = lines.assign(**{column: [value, lines[column].iloc[1]] for column, value in changed.items()})
    found = additional_use({"rule": name, "unit": "t/yr"}, replace(stored, lines=lines), pd.DataFrame())

    assert (found.reason if isinstance(found, Finding) else pytest.approx(found)) == expected


def test_trucks_carry_what_passes_the_gates_by_road(tiny: duckdb.DuckDBPyConnection) -> None:
    """24,000 t of coal, 3,000 t of slag and 3,000 t of bricks are 1,500 loads: 10 trips a day. Ore comes
    by ship; bricks by truck, although the company could send them by rail."""
    resources = [("coal", "energy", "fuel", "t"), ("gas", "energy", "fuel", "Nm³"), ("slag", "material", "waste", "t"),
                 ("air", "material", "gas", "t"), ("coal_minerals", "material", "material", "t"),
                 ("bricks", "material", "product", "t"), ("oil", "material", "material", "t"),
                 ("ore", "material", "material", "t")]  # fmt: skip
    tiny.execute("delete from flow")
    for name, *about in resources:
        tiny.execute("delete from resource where resource_id = ?", [name])
        tiny.execute("insert into resource (resource_id, name_en, kind, resource_class, unit) "
                     "values (?, ?, ?, ?, ?)", [name, name, *about])  # fmt: skip
    moved = [(None, "S1", "coal", 24e3, "t", "input"), (None, "S1", "gas", 9e6, "Nm³", "input"),
             (None, "S1", "air", 50e3, "t", "input"), (None, "S1", "coal_minerals", 4e3, "t", "input"),
             (None, "S2", "oil", 60e3, "t", "input"), (None, "S2", "ore", 60e3, "t", "input"), ("S1", "S2", "slag", 7e3, "t", "use"),
             ("S1", None, "slag", 3e6, "kg", "disposal"), ("S2", None, "bricks", 3e3, "t", "product"),
             ("S2", None, "slag", 800.0, "t", "emission")]  # fmt: skip
    for place, (provider, receiver, resource, *rest) in enumerate(moved):
        tiny.execute("insert into flow (flow_id, park_id, provider_id, receiver_id, resource_id, year, quantity, unit, "
                     "destination) values (?, 'tiny', ?, ?, ?, 2024, ?, ?, ?)",
                     [f"T{place}", provider, receiver, resource, *rest])  # fmt: skip
    tiny.execute("insert into stream (stream_id, site_id, direction, resource_id, unit, period, transport_mode) "
                 "values ('PIPE', 'S2', 'demand', 'oil', 't', 'year', 'pipe'), "
                 "('RAIL', 'S2', 'supply', 'bricks', 't', 'year', 'rail')")  # fmt: skip
    tiny.execute("update flow set transport_mode = 'ship' where resource_id = 'ore'")
    tiny.execute("update flow set transport_mode = 'truck' where resource_id = 'bricks'")

    assert present_use(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)["traffic"] == pytest.approx(10.0)


def test_companies_with_a_chinese_name_only_are_not_one_company(tiny: duckdb.DuckDBPyConnection) -> None:
    names = {"company_en": [None, None], "company_zh": ["甲厂", "乙厂"]}
    sides = {f"{side}_{name}": values for side in ("supply", "demand") for name, values in names.items()}
    exchanged = pd.DataFrame(sides | {"provides": [True, False]})

    assert loops(tiny, park_id="tiny", exchanged=exchanged, year=2024, viewer=FACILITATOR) == (1, True, 0)
