"""Pipes between firms: what passes, what it costs, and which set of them gains most."""

import pandas as pd
import pytest

from isdata.synergies.matching import pipes, streams
from tests.synergies.matching.conftest import Found


@pytest.fixture
def table(found: Found, con) -> pd.DataFrame:
    found()
    return pipes.pairs(
        streams.prepared(streams.declared(con, park_id="tiny", names_all=True), currency="CNY")
    )


def test_a_pair_tells_heat_distance_loss_and_the_cost_of_its_pipe(table: pd.DataFrame) -> None:
    """500 kW at 90/50 °C for 500 kW at 60/20 °C over 0.02° of longitude at 31° north: 1.9062 km."""
    pair = table.iloc[0]

    assert len(table) == 1
    assert pair["distance"] == pytest.approx(1.9062, rel=1e-4)
    assert pair["power"] == pytest.approx(500 * (1 - 0.02 * 1.9062), rel=1e-4)
    assert pair["most"] == pytest.approx(pair["power"] * 5000 * 0.0036)
    assert pair["investment"] == pytest.approx(1.25e6 * 1.9062 * (pair["power"] / 1000) ** 0.4, rel=1e-4)
    assert pair["pipe_cost"] == pytest.approx(
        pair["investment"] * 0.0936788 / pair["most"], rel=1e-4
    )  # 8 %, 25 yr


def test_a_pipe_is_laid_where_it_earns_more_than_it_costs(table: pd.DataFrame) -> None:
    laid = pipes.best(table)

    assert laid["net"].tolist() == pytest.approx([table["most"].iloc[0] * 80 - table["fixed"].iloc[0]])
    assert pipes.best(table.assign(gain=table["pipe_cost"] * 0.99)).empty


def test_what_lies_far_or_is_too_cool_is_no_pair(found: Found, con) -> None:
    found({"stream_id": "HEAT", "temperature": 25.0})
    ready = streams.prepared(streams.declared(con, park_id="tiny", names_all=True), currency="CNY")

    assert pipes.pairs(ready).empty
    assert pipes.best(pipes.pairs(ready)).empty
    assert pipes.pairs(ready.assign(longitude=range(len(ready)), temperature=90.0)).empty
