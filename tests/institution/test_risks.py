"""Expected loss and ranking of risks, computed by hand."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.institution import risks


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a frequent small risk, a rare large one, one without a loss and a closed one."""
    rows = pd.DataFrame(
        [
            ("R1", "open", 0.4, 0.5, 0.6, 100.0, 200.0, 300.0),
            ("R2", "open", 0.0, 0.01, 0.02, 1000.0, 2000.0, 9000.0),
            ("R3", "open", None, None, None, None, None, None),
            ("R4", "closed", 1.0, 1.0, 1.0, 5000.0, 5000.0, 5000.0),
        ],
        columns=[
            "risk_id",
            "status",
            "probability_p10",
            "probability_p50",
            "probability_p90",
            "loss_p10",
            "loss_p50",
            "loss_p90",
        ],
    ).assign(park_id="tiny", name_en="R", likelihood=1, impact=1, currency="CNY", price_year=2024)
    store.write(tiny, {"risk": rows}, who="test", reason="for tests")
    return tiny


def test_expected_loss_is_mean_probability_times_mean_loss(park: duckdb.DuckDBPyConnection) -> None:
    found = risks.register(park, park_id="tiny", viewer=FACILITATOR)

    # 0.5 · 200; 0.01 · (300 + 800 + 2,700)
    assert found.loc["R1", "expected"] == pytest.approx(100.0)
    assert found.loc["R2", "expected"] == pytest.approx(38.0)


def test_a_risk_without_a_range_counts_with_its_median(park: duckdb.DuckDBPyConnection) -> None:
    """A risk entered with one probability and one loss was left out of the sum."""
    park.execute(
        "update risk set probability_p50 = 0.4, loss_p50 = 800, loss_p90 = 1000 where risk_id = 'R3'"
    )
    found = risks.register(park, park_id="tiny", viewer=FACILITATOR)

    # 0.4 · (0.3 · 800 + 0.4 · 800 + 0.3 · 1,000)
    assert found.loc["R3", "expected"] == pytest.approx(344.0)
    assert found.loc["R3", ["loss_p10", "worst"]].tolist() == [800.0, 1000.0]
    assert risks.total(found)["mean"] == pytest.approx(138.0 + 344.0)


def test_money_and_worst_case_rank_differently_and_closed_risks_not_at_all(
    park: duckdb.DuckDBPyConnection,
) -> None:
    found = risks.register(park, park_id="tiny", viewer=FACILITATOR)

    assert found.loc[["R1", "R2"], "place_expected"].tolist() == [1, 2]
    assert found.loc[["R1", "R2"], "place_worst"].tolist() == [2, 1]
    assert found.loc[["R3", "R4"], ["place_expected", "place_worst"]].isna().all(axis=None)


def test_all_risks_together_cost_their_sum_on_average(park: duckdb.DuckDBPyConnection) -> None:
    whole = risks.total(risks.register(park, park_id="tiny", viewer=FACILITATOR))

    assert whole["mean"] == pytest.approx(138.0)
    # One year in two R1 happens, and costs 300 in three of ten.
    assert (whole["p90"], whole["p99"]) == (300.0, pytest.approx(1000.0, rel=1.3))


def test_only_the_facilitator_reads_risks(park: duckdb.DuckDBPyConnection) -> None:
    assert risks.register(park, park_id="tiny", viewer=GUEST).empty


def test_a_risk_is_overdue_after_its_due_date_unless_it_is_closed() -> None:
    due = ["2026-05-31", "2026-06-01", "2026-05-31", None]
    found = pd.DataFrame(
        {"status": ["open", "open", "closed", "open"], "due_date": pd.to_datetime(pd.Series(due))}
    )

    assert risks.overdue(found, today=dt.date(2026, 6, 1)).index.tolist() == [0]
