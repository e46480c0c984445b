"""A network's result by year against its target, and its members side by side."""

import duckdb
import pandas as pd
import pytest

from isdata import scenarios
from isdata.data.disclosure import GUEST
from isdata.energy import measures, monitoring
from isdata.energy.measures import Register

NETWORK = pd.Series(
    {
        "network_id": "N",
        "baseline_year": 2018,
        "target_year": 2021,
        "target_saving": 0.1,
        "baseline_energy": 1_000.0,
    }
)
TARGETS = pd.DataFrame({"network_id": "N", "year": [2019, 2021], "target_saving": [40.0, 100.0]})


@pytest.fixture
def members() -> pd.DataFrame:
    """Three members; the third has no baseline."""
    return pd.DataFrame(
        {
            "network_id": "N",
            "site_id": ["S1", "S2", "S3"],
            "company_id": ["C1", "C2", "C3"],
            "is_named": [True, False, False],
            "company_en": ["One", None, None],
            "company_zh": None,
            "visibility": ["public", "class_band", "class_band"],
            "target_share": [0.5, 0.5, None],
            "baseline_energy": [500.0, 50.0, None],
        }
    )


def in_network(register: Register, **years: int) -> Register:
    """Return the register with years of implementation, all in the network."""
    table = register.measures.assign(network_id="N", year=pd.Series(years, dtype="Int64"))
    return Register(table, register.savings, "CNY")


def test_a_measure_saves_from_its_year_to_the_end_of_its_life(register: Register) -> None:
    """100 MWh from 2019 on for two years, 10 MWh from 2020 on."""
    table = in_network(register, three=2019, habit=2020)
    short = Register(
        table.measures.assign(
            lifetime=table.measures["lifetime"].where(table.measures.index != "three", 2.0)
        ),
        table.savings,
        "CNY",
    )
    progress = measures.progress(short, TARGETS, NETWORK).set_index("year")

    assert progress["result"].to_dict() == pytest.approx({2018: 0, 2019: 100, 2020: 110, 2021: 10})
    assert progress.loc[2020, "result_share"] == pytest.approx(0.11)


def test_planned_measures_and_those_without_a_year_do_not_count(register: Register) -> None:
    progress = measures.progress(in_network(register, planned=2019), TARGETS, NETWORK)

    assert progress["result"].sum() == 0


def test_the_target_path_begins_at_zero_and_leaves_gaps_open(register: Register) -> None:
    progress = measures.progress(in_network(register), TARGETS, NETWORK).set_index("year")["target"]

    assert progress[2018] == 0
    assert pd.isna(progress[2020])
    assert progress[2021] == 100


ALL_DONE = dict.fromkeys(("three", "steam", "habit", "worse", "euro"), 2019)
OVERLAP = pd.DataFrame(
    {"measure_id": ["habit"], "other_id": ["three"], "relation": ["overlaps"], "overlap": [0.2]}
)


def test_members_are_compared_by_their_own_baseline(register: Register, members: pd.DataFrame) -> None:
    """S1 saves 125 MWh (100 and 90 GJ of steam) of 500, S2 10 - 5 of 50; the joint target is 100 MWh."""
    table = measures.comparison(in_network(register, **ALL_DONE), members, NETWORK, year=2020)
    table = table.set_index("site_id")

    assert table["result"].to_dict() == pytest.approx(
        {"S1": 125 / 500, "S2": 5 / 50, "S3": float("nan")}, nan_ok=True
    )
    assert table.loc["S1", "target"] == pytest.approx(0.5 * 100 / 500)
    assert list(table["letter"]) == ["A", "B", "C"]


@pytest.mark.parametrize("relations", [None, OVERLAP])
def test_members_add_up_to_the_result_of_the_year(
    register: Register, members: pd.DataFrame, relations: pd.DataFrame | None
) -> None:
    """A measure whose life is over counts in neither; before, the members still counted it."""
    table = in_network(register, three=2019, steam=2018, habit=2020)
    lives = table.measures["lifetime"].where(table.measures.index != "steam", 1.0)
    short = Register(table.measures.assign(lifetime=lives), table.savings, "CNY")
    progress = measures.progress(short, TARGETS, NETWORK, relations).set_index("year")["result"]

    for year in (2018, 2019, 2020, 2021):
        compared = measures.comparison(short, members, NETWORK, year=year, relations=relations)
        assert compared["saving"].sum() == pytest.approx(progress[year])


def test_overlaps_count_from_the_year_that_both_are_in_use(register: Register) -> None:
    """100 MWh in 2019; from 2020 on 10 MWh of a habit, which takes a fifth of them."""
    progress = measures.progress(in_network(register, three=2019, habit=2020), TARGETS, NETWORK, OVERLAP)

    assert progress["result"].tolist() == pytest.approx([0, 100, 90, 90])


def test_members_that_did_not_agree_carry_a_letter_only(register: Register, members: pd.DataFrame) -> None:
    table = measures.comparison(in_network(register, **ALL_DONE), members, NETWORK, year=2020).set_index(
        "site_id"
    )

    assert table.loc["S1", "company_en"] == "One"
    assert table.loc[["S2", "S3"], ["company_en", "company_zh"]].isna().all(axis=None)


def test_guests_read_no_part_of_a_withheld_year(parks: duckdb.DuckDBPyConnection) -> None:
    """The result of 2021 is withheld: neither its metered saving nor the shares of undisclosed members are shown."""
    known = {"con": parks, "park_id": "chengdu", "viewer": GUEST}
    stored = scenarios.disclosed_measures(**known, scenario_id=None)
    network = measures.networks(parks, park_id="chengdu").iloc[0]
    targets = measures.targets(parks, park_id="chengdu")
    own = measures.DisclosedNetwork.of(network, stored, measures.members(**known), targets)
    metered = own.metered(monitoring.years_of_network(**known, network_id=own.network_id))
    shut, shown = own.comparison(2021), own.comparison(2025)

    assert own.saved(2021) is None
    assert metered is not None
    assert metered["year"].tolist() == [2022, 2023, 2024]
    assert shut is not None
    assert shut["is_named"].all()
    assert shown is not None
    others = shown[~shown["is_named"].astype(bool)]
    assert others["result"].equals(others["result"].round(3))
    assert others["saving"].isna().all()


@pytest.mark.parametrize(
    ("case", "figure", "unit", "value"),
    [("taicang", "reached", "1", 0.123), ("itac", "payback", "yr", 1.9), ("leen", "saving", "1", 0.1)],
)
def test_benchmarks_come_from_the_case_library(
    parks: duckdb.DuckDBPyConnection, case: str, figure: str, unit: str, value: float
) -> None:
    figures = measures.benchmarks(parks)
    found = measures.benchmark(figures, case, figure, unit)

    assert found is not None
    assert found.value == pytest.approx(value)
    assert measures.benchmark(figures, case, "no such figure", unit) is None
    assert measures.benchmark(figures, case, figure, "t") is None
