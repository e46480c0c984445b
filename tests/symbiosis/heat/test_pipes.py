"""Pipes between firms: what passes in the hours of both, what it costs, and which set of them gains most."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.engines import progress
from isdata.symbiosis.heat import pipe_network, pipes
from isdata.symbiosis.matching import streams
from tests.symbiosis.conftest import Found


def possible(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return pipes.pairs(
        streams.prepared(streams.declared(con, park_id="tiny", viewer=FACILITATOR), rates={"CNY": 1.0})
    )


@pytest.fixture
def table(pairs: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return possible(pairs)


def test_a_pair_shows_heat_distance_loss_and_the_cost_of_its_pipe(table: pd.DataFrame) -> None:
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
    assert not pair["is_far"]  # heat goes as far as 2 km where nobody says otherwise


def test_a_cost_per_tonne_is_not_the_cost_of_a_gigajoule(pairs: duckdb.DuckDBPyConnection) -> None:
    """Hot water is bought at 80 a tonne, without an enthalpy that gives the heat of a tonne."""
    pairs.execute("update stream set unit = 't' where stream_id = 'WASH'")
    pair = possible(pairs).iloc[0]

    assert pair["power"] > 0
    assert np.isnan(pair["gain"])


def test_only_the_nearest_pairs_are_computed_and_the_others_counted(
    pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert possible(pairs).attrs["left_out"] == 0
    monkeypatch.setattr(pipes, "MOST", 0)

    none = possible(pairs)

    assert none.empty
    assert none.attrs["left_out"] == 1


def test_a_stopped_search_lays_no_pipe_and_states_what_all_would_gain(table: pd.DataFrame) -> None:
    with progress.watching(lambda _share: False):
        laid, bound = pipe_network.best(table)

    assert laid.empty
    assert bound == pytest.approx(table["most"].iloc[0] * 80 - table["fixed"].iloc[0])


def test_pairs_of_a_park_state_the_heat_of_their_pipe(pairs: duckdb.DuckDBPyConnection) -> None:
    ordered, laid, bound = pipe_network.optimised(
        pairs, approach=10.0, currency="CNY", park_id="tiny", viewer=FACILITATOR
    )

    assert len(laid) == 1
    assert ordered["quantity"].tolist() == laid["quantity"].tolist()
    assert bound == pytest.approx(laid["net"].sum())
    assert ordered.attrs["left_out"] == 0


def test_a_pipe_is_laid_where_it_earns_more_than_it_costs(table: pd.DataFrame) -> None:
    laid, bound = pipe_network.best(table)

    assert bound == pytest.approx(laid["net"].sum())
    assert laid["net"].tolist() == pytest.approx([table["most"].iloc[0] * 80 - table["fixed"].iloc[0]])
    assert pipe_network.best(table.assign(gain=table["pipe_cost"] * 0.99))[0].empty


def test_what_lies_far_or_is_too_cool_or_ends_before_is_no_pair(found: Found, pairs) -> None:
    found({"stream_id": "HEAT", "temperature": 25.0})
    ready = streams.prepared(streams.declared(pairs, park_id="tiny", viewer=FACILITATOR), rates={"CNY": 1.0})
    warm = ready.assign(temperature=90.0)
    is_hot = warm["direction"] == "supply"

    assert pipes.pairs(ready).empty
    assert pipe_network.best(pipes.pairs(ready))[0].empty
    assert pipes.pairs(warm.assign(longitude=range(len(ready)))).empty
    until, since = pd.Timestamp("2024-12-31"), pd.Timestamp("2025-01-01")
    assert len(pipes.pairs(warm.assign(temperature=warm["temperature"].where(is_hot, 60.0)))) == 1
    ended = warm.assign(
        temperature=warm["temperature"].where(is_hot, 60.0),
        available_until=pd.Series(until, warm.index).where(is_hot),
        available_from=pd.Series(since, warm.index).where(~is_hot),
    )
    assert pipes.pairs(ended).empty


def test_heat_of_the_night_reaches_the_day_through_a_store_only(found: Found, pairs) -> None:
    """Both 365 days: 500 kW from 22 to 6, wanted from 6 to 14; a store of 8 h · 500 kW = 4,000 kWh lifts it."""
    night = {"daily_from": 22.0, "daily_until": 6.0, "hours": 2920.0}
    found(
        {"stream_id": "HEAT", **night}, {"stream_id": "WASH", **night, "daily_from": 6.0, "daily_until": 14.0}
    )

    pair = possible(pairs).iloc[0]

    assert (pair["hours"], pair["most"]) == (0, 0)
    assert pair["store"] == pytest.approx(4000)
    assert pair["lifted"] == pytest.approx(4000 * 365 * 0.0036 * pair["kept"])
    assert pd.isna(pair["pipe_cost"])
    assert pipe_network.best(possible(pairs))[0].empty


def stream(
    name: str, inlet: float, outlet: float, power: float, *, begins: float = 0, length: float = 24
) -> dict:
    """Return a stream that runs every day in a window of it."""
    runs = {f"runs_{month}": 1.0 for month in range(1, 13)}
    window = {"begins": begins, "day_length": length}
    return {"stream_id": name, "inlet": inlet, "outlet": outlet, "power": power, **window, **runs}


def paired(hot: dict, *colds: dict, fixed: float = 1.0) -> pd.DataFrame:
    """Return the pairs of one source with several receivers, side by side; each GJ gains 1."""
    both = [
        {f"supply_{key}": shown for key, shown in hot.items()}
        | {f"demand_{key}": shown for key, shown in cold.items()}
        for cold in colds
    ]
    table = pd.DataFrame(both).assign(distance=0.0)
    return pipes._delivered(table, 10.0).assign(gain=1.0, fixed=fixed)


def test_two_receivers_cannot_have_the_same_degrees_of_a_source() -> None:
    """100 kW from 90 to 50 °C hold 50 kW above 70 °C, 10 K above the 60 °C from which two want 50 kW each."""
    hot = stream("hot", 90, 50, 100)
    table = paired(hot, stream("a", 60, 80, 50), stream("b", 60, 80, 50))

    laid, _bound = pipe_network.best(table)

    assert table["power"].tolist() == pytest.approx([50, 50])
    assert laid["quantity"].sum() == pytest.approx(50 * 8760 * 0.0036, rel=1e-6)
    assert len(laid) == 1  # the second pipe would bring nothing more


def test_two_day_shifts_cannot_have_the_heat_of_the_night() -> None:
    """100 kW day and night for two that want 100 kW from 6 to 22: together 16 of the 24 hours, not 24."""
    table = paired(
        stream("hot", 90, 50, 100),
        stream("a", 20, 40, 100, begins=6, length=16),
        stream("b", 20, 40, 100, begins=6, length=16),
    )

    assert pipe_network.best(table)[0]["quantity"].sum() == pytest.approx(100 * 16 * 365 * 0.0036, rel=1e-6)


def test_one_by_night_and_one_by_day_share_a_source() -> None:
    table = paired(
        stream("hot", 90, 50, 100),
        stream("a", 20, 40, 100, begins=6, length=16),
        stream("b", 20, 40, 100, begins=22, length=8),
    )

    laid, _bound = pipe_network.best(table)

    assert len(laid) == 2
    assert laid["quantity"].sum() == pytest.approx(100 * 8760 * 0.0036, rel=1e-6)
    assert np.allclose(laid["net"], laid["quantity"] - 1)


def test_no_pipe_is_priced_to_a_site_without_a_place(pairs) -> None:
    pairs.execute("update park set latitude = 31.0, longitude = 120.0")
    assert len(possible(pairs)) == 1
    pairs.execute("update site set latitude = null, longitude = null where site_id = 'LA'")

    assert possible(pairs).empty


def test_pipes_are_the_best_set_where_their_gain_reaches_the_bound() -> None:
    assert pipe_network.is_optimum(100.0, 100.0005)
    assert not pipe_network.is_optimum(100.0, 101.0)
    assert pipe_network.gap(0.0, 0.5) == 0.5  # of one, as no share of nothing can be stated
