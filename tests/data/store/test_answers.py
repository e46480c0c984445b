"""While the data stay the same, a question is answered once, and everybody gets an own copy of the answer."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.store import answers
from tests import tiny


@pytest.fixture
def park(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    store.write(con, tiny.frames(), who="t", reason="t")
    return con


def renamed(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("update park set name_en = 'Renamed'")


def name(con: duckdb.DuckDBPyConnection) -> str:
    return store.ask(con, "parks")["name_en"].iloc[0]


def test_an_answer_is_kept_for_its_state_only(park: duckdb.DuckDBPyConnection) -> None:
    with answers.of_state(("kept", 1)):
        before = name(park)
        renamed(park)
        assert name(park) == before
    with answers.of_state(("kept", 2)):
        assert name(park) == "Renamed"
    assert name(park) == "Renamed"


def test_who_changes_an_answer_changes_it_for_nobody_else(park: duckdb.DuckDBPyConnection) -> None:
    with answers.of_state(("own", 1)):
        for _time in range(2):  # the one that is kept, and a copy of it
            answer = store.ask(park, "parks")
            answer.loc[:, "name_en"] = "Mine"
        assert "Mine" not in set(store.ask(park, "parks")["name_en"])


def test_what_is_supposed_is_asked_anew(park: duckdb.DuckDBPyConnection) -> None:
    rows = {"park": pd.DataFrame([{"park_id": "tiny", "name_en": "Supposed"}])}
    with answers.of_state(("supposed", 1)):
        before = name(park)
        assert store.what_if(park, rows, name) == "Supposed"
        assert name(park) == before


def test_the_latest_answers_are_kept(
    park: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "ROOM", answers.OVERHEAD + store.ask(park, "parks").size)
    with answers.of_state(("room", 1)):
        name(park)
        store.ask(park, "resource_functions")  # takes the room of the one before
        renamed(park)
        assert name(park) == "Renamed"


def test_a_result_of_equal_inputs_outlasts_changes_of_other_data() -> None:
    """Totals of measures that guests may see took two seconds again when a synergy moved on."""
    asked = []

    def total(values: pd.DataFrame, factor: float) -> float:
        asked.append(factor)
        return factor * float(values["amount"].sum())

    with answers.of_state(("file", 1)):
        first = answers.computed_from(total, pd.DataFrame({"amount": [1.0, 2.0]}), 10.0)
    with answers.of_state(("file", 2)):
        second = answers.computed_from(total, pd.DataFrame({"amount": [1.0, 2.0]}), 10.0)
        other = answers.computed_from(total, pd.DataFrame({"amount": [1.0, 3.0]}), 10.0)

    assert (first, second, other) == (30.0, 30.0, 40.0)
    assert asked == [10.0, 10.0]  # once for each input
