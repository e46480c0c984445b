"""Meters of a small site, computed by hand: days into months, saving against the baseline, a network's sum."""

import datetime as dt

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.energy import monitoring
from tests.energy.monitoring.test_regression import OUTPUT, READ


def write(con: duckdb.DuckDBPyConnection, rows: list[tuple[str, str, str, float]]) -> None:
    """Store readings as (meter, first day, last day, quantity)."""
    frame = pd.DataFrame(rows, columns=["meter_id", "starts_on", "ends_on", "quantity"])
    for name in ("starts_on", "ends_on"):
        frame[name] = [dt.date.fromisoformat(day) for day in frame[name]]
    store.write(con, {"meter_reading": frame}, who="test", reason="readings")


@pytest.fixture
def site(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Site S1 with an electricity meter in kWh and its output; the baseline is 2012, the network's baseline year."""
    tiny.execute("delete from meter_reading; delete from meter")
    meters = pd.DataFrame(
        [
            {"meter_id": "E", "meter_kind": "consumption", "resource_id": "electricity", "unit": "kWh"},
            {"meter_id": "O", "meter_kind": "output", "unit": "t"},
        ]
    ).assign(site_id="S1", name_en="Meter")
    member = pd.DataFrame([{"network_id": "N1", "site_id": "S1"}])
    store.write(tiny, {"meter": meters, "network_member": member}, who="test", reason="meters")
    return tiny


def year(meter: str, year: int, amounts: np.ndarray) -> list[tuple[str, str, str, float]]:
    ends = pd.date_range(f"{year}-01-01", periods=len(amounts), freq="ME")
    return [
        (meter, f"{end:%Y-%m}-01", f"{end:%Y-%m-%d}", float(amount))
        for end, amount in zip(ends, amounts, strict=True)
    ]


def found(con: duckdb.DuckDBPyConnection) -> monitoring.Metered:
    return monitoring.metered(
        monitoring.meters(con, park_id="tiny", viewer=FACILITATOR),
        monitoring.months(con, park_id="tiny", viewer=FACILITATOR),
        "E",
    )


def test_readings_are_spread_over_their_days_and_part_months_left_out(
    site: duckdb.DuckDBPyConnection,
) -> None:
    """16 Jan to 15 Feb is 31 days of 2; 16 Feb to 15 Mar 2012 is 29 days of 1: February is 15 · 2 + 14 · 1."""
    write(site, [("E", "2012-01-16", "2012-02-15", 62.0), ("E", "2012-02-16", "2012-03-15", 29.0)])
    months = monitoring.months(site, park_id="tiny", viewer=FACILITATOR)

    assert months[["month", "quantity"]].to_numpy().tolist() == [[pd.Timestamp("2012-02-01"), 44.0]]


def test_saving_is_the_baseline_at_the_months_output_less_the_reading(
    site: duckdb.DuckDBPyConnection,
) -> None:
    """Baseline 10 + 2 · output; in 2013 outputs 3 and 4 need 16 and 18, read are 12 and 19: saved 4 and -1."""
    rows = year("E", 2012, READ) + year("O", 2012, OUTPUT)
    rows += year("E", 2013, np.array([12.0, 19.0])) + year("O", 2013, np.array([3.0, 4.0]))
    write(site, rows)
    meter = found(site)
    after = meter.table[~meter.table["is_baseline"]]

    assert after["saving"].tolist() == pytest.approx([4, -1])
    assert after["cumulative"].tolist() == pytest.approx([4, 3])
    assert meter.share == pytest.approx(3 / 34)
    assert meter.share * meter.adjusted_baseline == pytest.approx(meter.saving)
    assert meter.half_width == pytest.approx(2.228 * np.sqrt(1.2 * (2 + 4 / 12)), rel=1e-3)
    assert not meter.is_significant  # 3 saved, ± 3.73


def test_a_saving_beyond_its_interval_is_significant(site: duckdb.DuckDBPyConnection) -> None:
    rows = year("E", 2012, READ) + year("O", 2012, OUTPUT)
    write(site, rows + year("E", 2013, np.array([8.0])) + year("O", 2013, np.array([4.0])))

    assert found(site).saving == pytest.approx(10)
    assert found(site).is_significant


def test_a_network_sums_its_meters_in_mwh(site: duckdb.DuckDBPyConnection) -> None:
    rows = year("E", 2012, READ) + year("E", 2013, np.full(13, 7.0))
    write(site, rows)
    meters, months = (
        monitoring.meters(site, park_id="tiny", viewer=FACILITATOR),
        monitoring.months(site, park_id="tiny", viewer=FACILITATOR),
    )
    table = monitoring.of_network(meters, months, "N1")

    assert table["saving"].tolist() == pytest.approx([0.010] * 13)
    assert table["last_year"].isna().sum() == 11
    assert table["last_year"].iloc[-1] == pytest.approx(0.12)
    assert monitoring.of_network(meters, months, "other").empty


def test_a_year_in_which_one_company_has_readings_is_withheld_from_guests(
    site: duckdb.DuckDBPyConnection,
) -> None:
    """Three undisclosed companies have meters and a baseline, but only two have readings in 2013."""
    site.execute("update company set visibility = 'class_band'")
    for place in ("S2", "S3"):
        meter = {"meter_id": place, "meter_kind": "consumption", "resource_id": "electricity", "unit": "kWh"}
        meter |= {"site_id": place, "name_en": "Meter"}
        member = {"network_id": "N1", "site_id": place}
        rows = {"meter": pd.DataFrame([meter]), "network_member": pd.DataFrame([member])}
        store.write(site, rows, who="test", reason="meters")
    write(
        site, [row for name in ("E", "S2", "S3") for row in year(name, 2012, READ) + year(name, 2014, READ)]
    )
    write(site, [row for name in ("E", "S2") for row in year(name, 2013, READ)])
    known = {"park_id": "tiny", "network_id": "N1"}
    every = monitoring.years_of_network(site, viewer=FACILITATOR, **known)
    shown = monitoring.years_of_network(site, viewer=GUEST, **known)

    assert every is not None
    assert every["year"].tolist() == [2013, 2014]
    assert shown is not None
    assert shown["year"].tolist() == [2014]


@pytest.mark.parametrize(("months", "problem"), [(0, "few_months"), (11, "few_months"), (12, "")])
def test_too_few_months_are_shown(site: duckdb.DuckDBPyConnection, months: int, problem: str) -> None:
    write(site, year("E", 2012, READ[:months]) + year("E", 2013, READ))

    assert (found(site).problem, found(site).known_months) == (problem, months)


def test_a_month_without_its_driver_is_left_out_and_counted(site: duckdb.DuckDBPyConnection) -> None:
    write(site, year("E", 2012, READ) + year("O", 2012, OUTPUT) + year("E", 2013, np.array([12.0])))

    assert found(site).without_drivers == 1
    assert found(site).table["saving"].isna().all()


def test_a_meter_without_any_baseline_period_says_so(site: duckdb.DuckDBPyConnection) -> None:
    store.remove(site, "network_member", ["N1 · S1"], who="test", reason="left")
    write(site, year("E", 2012, READ))

    assert found(site).problem == "no_baseline"


def test_a_network_shows_whole_years_only() -> None:
    """Twelve months of 10 in 2023, eleven in 2024; in June one of two sites has no reading."""
    months = pd.DataFrame({"month": pd.date_range("2023-01-01", periods=23, freq="MS"), "saving": 10.0})
    months = months.assign(sites=[1 if month == 5 else 2 for month in range(23)])
    table = monitoring.by_year(months)

    assert table.to_dict("records") == [{"year": 2023, "saving": 120.0, "sites": 1}]
    assert monitoring.by_year(months.iloc[:0]).empty
