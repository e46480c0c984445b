"""Every saving finds its price, energy content and factor, and says where from."""

import duckdb
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import Register


def saving(register: Register, measure_id: str) -> dict:
    """Return the only saving of a measure."""
    return register.savings.set_index("measure_id").loc[measure_id].to_dict()


def test_a_measures_own_price_comes_before_the_price_list(register: Register) -> None:
    assert saving(register, "three")["money"] == pytest.approx(100 * 800)


def test_the_price_of_the_own_region_and_the_year_before_counts(register: Register) -> None:
    found = saving(register, "dropped")

    assert found["price_id"] == "electricity CN-SC 2019"
    assert found["money"] == pytest.approx(10 * 680)


def test_a_region_without_a_price_takes_that_of_the_region_around_it(register: Register) -> None:
    assert saving(register, "steam")["price_id"] == "steam CN 2022"


def test_heat_saved_in_gigajoules_is_paid_by_the_tonne_of_steam(register: Register) -> None:
    found = saving(register, "steam")

    assert found["money"] == pytest.approx(90 / 2.7 * 215)
    assert found["co2"] == pytest.approx(90 / 2.7 * 0.3)
    assert found["energy"] == pytest.approx(90)


def test_kilowatt_hours_are_paid_by_the_megawatt_hour(register: Register) -> None:
    assert saving(register, "habit")["money"] == pytest.approx(6_800)
    assert register.measures.loc["habit", "energy_saving"] == pytest.approx(10)


def test_the_factor_of_the_own_region_counts_and_is_named(register: Register) -> None:
    found = saving(register, "three")

    assert (found["factor_id"], found["factor_region"], found["factor_year"]) == ("sc", "CN-SC", 2022)
    assert register.measures.loc["three", "co2_saving"] == pytest.approx(100 * 0.14)


def test_a_factor_without_a_region_holds_everywhere(register: Register) -> None:
    assert register.measures.loc["unpriced", "co2_saving"] == pytest.approx(2)


def test_national_factors_restate_what_has_one_and_leave_the_rest(small: duckdb.DuckDBPyConnection) -> None:
    table = measures.co2_by_region(small, park_id="small", scope="achieved").in_full.set_index("region_id")[
        "co2_saving"
    ]
    electricity = 100 + 10 - 5 + 10
    other = 90 / 2.7 * 0.3 + 2

    assert table.to_dict() == pytest.approx(
        {"CN-SC": electricity * 0.14 + other, "CN": electricity * 0.54 + other}
    )


def test_other_currencies_are_shown_in_the_parks(register: Register) -> None:
    assert register.currency == "CNY"
    assert register.measures.loc["euro", "investment"] == pytest.approx(7_500)


def test_a_currency_without_a_rate_leaves_the_measure_unknown(small: duckdb.DuckDBPyConnection) -> None:
    store.remove(small, "factor", ["rate"], who="test", reason="no rate")
    register = measures.register(small, park_id="small", viewer=FACILITATOR)
    appraised = measures.appraise(register, measures.Terms())

    assert appraised["payback"].isna().to_dict()["euro"]
    assert measures.totals(register, measures.Terms())["unknown"] == 2


def test_dropped_measures_are_in_no_scope(register: Register) -> None:
    ids = {
        scope: set(measures.in_scope(register, scope).measures.index)
        for scope in ("achieved", "ahead", "all")
    }

    assert ids["achieved"] == {"three", "steam", "habit", "worse", "euro", "unpriced"}
    assert ids["ahead"] == {"planned"}
    assert ids["all"] == ids["achieved"] | ids["ahead"]


def test_the_network_sets_the_hurdle_and_leen_does_otherwise(small: duckdb.DuckDBPyConnection) -> None:
    networks = measures.networks(small, park_id="small")

    assert measures.hurdle_rate(networks) == 0.15
    assert measures.hurdle_rate(networks.iloc[:0]) == 0.12


def test_a_park_without_measures_has_an_empty_register(tiny: duckdb.DuckDBPyConnection) -> None:
    register = measures.register(tiny, park_id="nowhere", viewer=FACILITATOR)
    totals = measures.totals(register, measures.Terms())

    assert register.measures.empty
    assert totals["measures"] == 0
    assert totals["annual_saving"] == 0
