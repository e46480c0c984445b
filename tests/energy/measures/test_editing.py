"""A measure is stored with its savings, all or nothing, under an id of its own."""

from typing import Any

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import Terms, editing, price
from isdata.errors import ProblemsError

VALUES = {
    "site_id": "S1",
    "name_en": "New pump",
    "category": "pumps",
    "status": "idea",
    "investment": 1_000.0,
    "lifetime": 5.0,
    "currency": "CNY",
    "price_year": 2024,
}


def saving(*rows: tuple) -> pd.DataFrame:
    """Return what is saved: resource, before, after, unit, price."""
    return pd.DataFrame(rows, columns=["resource_id", "baseline", "modified", "unit", "price"])


def write(con: duckdb.DuckDBPyConnection, savings: pd.DataFrame, measure_id: str | None = None) -> str:
    """Store the pump."""
    return editing.save(
        con,
        park_id="small",
        values=VALUES,
        savings=savings,
        who="test",
        reason="by form",
        measure_id=measure_id,
    )


def test_a_new_measure_gets_the_next_number_and_is_appraised(small: duckdb.DuckDBPyConnection) -> None:
    first = write(small, saving(("electricity", 10.0, 8.0, "MWh", 500.0)))
    second = write(small, saving())
    appraised = measures.appraise(measures.register(small, park_id="small", viewer=FACILITATOR), Terms())

    assert (first, second) == ("small-M001", "small-M002")
    assert appraised.loc[first, "payback"] == pytest.approx(1.0)
    assert appraised.loc[second, "payback_class"] == "never"


def test_the_id_of_a_removed_measure_is_not_used_again(small: duckdb.DuckDBPyConnection) -> None:
    first = write(small, saving())
    store.remove(small, "measure", [first], who="test", reason="mistake")

    assert write(small, saving()) == "small-M002"


def test_a_change_replaces_what_is_saved(small: duckdb.DuckDBPyConnection) -> None:
    name = write(small, saving(("electricity", 10.0, 8.0, "MWh", None), ("steam", 5.0, 4.0, "t", None)))
    write(small, saving(("steam", 5.0, 3.0, "t", None)), measure_id=name)

    assert editing.saved(small, measure_id=name, viewer=FACILITATOR)[
        ["resource_id", "modified"]
    ].to_numpy().tolist() == [["steam", 3.0]]


def test_what_breaks_a_rule_is_named_and_nothing_is_stored(small: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError) as refused:
        write(small, saving(("moonshine", 10.0, 8.0, "MWh", None)))

    assert refused.value.problems["column"].tolist() == ["resource_id"]
    assert "small-M001" not in measures.register(small, park_id="small", viewer=FACILITATOR).measures.index


def test_relations_and_benefits_are_stored_and_taken_away(small: duckdb.DuckDBPyConnection) -> None:
    """The benefit worth 5,000 a year for 5 years at 8 % is worth 3.9927 times as much, and in no saving."""
    related = pd.DataFrame({"other_id": ["three"], "relation": ["overlaps"], "overlap": [0.2]})
    related = pd.concat(
        [related, pd.DataFrame({"other_id": ["three"], "relation": ["shares"], "shared_cost": [60_000.0]})]
    )
    brings = pd.DataFrame(
        {
            "benefit_id": [None],
            "name_en": ["less noise"],
            "name_zh": [None],
            "amount": [5_000.0],
            "currency": ["CNY"],
            "price_year": [2024],
        }
    )
    shown: dict[str, Any] = {"park_id": "small", "values": VALUES, "who": "test", "reason": "by form"}
    used = saving(("electricity", 10.0, 8.0, "MWh", 500.0))
    name = editing.save(small, **shown, savings=used, relations=related, benefits=brings)
    register = measures.register(small, park_id="small", viewer=FACILITATOR)
    worth = measures.benefits_worth(
        measures.benefits(small, park_id="small").in_full, price(register, Terms())
    )

    assert measures.relations(small, park_id="small").to_dict("records") == [
        {"measure_id": name, "other_id": "three", "relation": "overlaps", "overlap": 0.2, "shared": 0.0},
        {"measure_id": name, "other_id": "three", "relation": "shares", "overlap": 0.0, "shared": 0.25},
    ]
    assert worth["npv"].item() == pytest.approx(5_000 * 3.992710)
    assert measures.appraise(register, Terms()).loc[name, "annual_saving"] == pytest.approx(1_000)

    kept = editing.benefits(small, measure_id=name, viewer=FACILITATOR)
    assert kept["benefit_id"].item() == "B1"
    editing.save(small, **shown, savings=used, measure_id=name)
    assert len(editing.related(small, measure_id=name, viewer=FACILITATOR)) == 2
    editing.save(
        small, **shown, savings=used, measure_id=name, relations=related.iloc[:0], benefits=kept.iloc[:0]
    )
    assert editing.related(small, measure_id=name, viewer=FACILITATOR).empty
    assert editing.benefits(small, measure_id=name, viewer=FACILITATOR).empty


def test_a_refused_change_removes_nothing(small: duckdb.DuckDBPyConnection) -> None:
    """Savings that go and savings that are wrong are one change: neither happens."""
    name = write(small, saving(("electricity", 10.0, 8.0, "MWh", None), ("steam", 5.0, 4.0, "t", None)))
    version = store.data_version(small)
    with pytest.raises(ProblemsError):
        write(small, saving(("steam", None, 3.0, "t", None)), measure_id=name)
    write(small, saving(("steam", 5.0, 3.0, "t", None)), measure_id=name)

    assert store.data_version(small) == version + 1
    assert editing.saved(small, measure_id=name, viewer=FACILITATOR)["resource_id"].tolist() == ["steam"]


def test_a_draft_names_the_resources_whose_price_is_missing(small: duckdb.DuckDBPyConnection) -> None:
    small.execute("delete from price where resource_id = 'natural_gas'")
    priced, lacking = ("electricity", 10.0, 8.0, "MWh", 500.0), ("natural_gas", 9.0, 8.0, "Nm³", None)
    row, _yearly = editing.appraised(small, park_id="small", values=VALUES, savings=saving(priced, lacking))

    assert row["unpriced"] == ("natural_gas",)


def test_a_draft_names_the_listed_prices_of_savings_without_a_price(small: duckdb.DuckDBPyConnection) -> None:
    own, by_list = ("electricity", 10.0, 8.0, "MWh", 500.0), ("steam", 9.0, 8.0, "t", None)
    row, _yearly = editing.appraised(small, park_id="small", values=VALUES, savings=saving(own, by_list))
    (listed,) = row["listed"]

    columns = ("resource_id", "price", "price_currency", "price_unit", "price_year")
    assert [listed[name] for name in columns] == ["steam", 215.0, "CNY", "t", 2022]


def test_the_payback_of_a_draft_is_that_of_the_stored_measure(small: duckdb.DuckDBPyConnection) -> None:
    """1,000 / (2 MWh · 500) = 1 year; 1,000 a year for 5 years at 8 % is worth 3.99271 times as much."""
    version = store.data_version(small)
    row, yearly = editing.appraised(
        small, park_id="small", values=VALUES, savings=saving(("electricity", 10.0, 8.0, "MWh", 500.0))
    )

    assert row["payback"] == pytest.approx(1.0)
    assert row["npv"] == pytest.approx(-1_000 + 1_000 * 3.992710)
    assert row["currency"] == "CNY"
    assert yearly["cumulative"].tolist() == pytest.approx([-1_000, 0, 1_000, 2_000, 3_000, 4_000])
    assert store.data_version(small) == version


def test_a_measure_is_removed_with_all_that_belongs_to_it(small: duckdb.DuckDBPyConnection) -> None:
    before = len(measures.register(small, park_id="small", viewer=FACILITATOR).measures)
    name = write(small, saving(("electricity", 10.0, 8.0, "MWh", 500.0)))
    version = editing.remove(small, measure_id=name, who="test", reason="mistake")

    assert len(measures.register(small, park_id="small", viewer=FACILITATOR).measures) == before
    store.undo(small, version, who="test", reason="back")
    assert editing.saved(small, measure_id=name, viewer=FACILITATOR)["baseline"].tolist() == [10.0]
