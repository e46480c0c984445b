"""The small network with a synergy, a second park, and scenarios of it.

Site S1 gives away 1,000 t of steam a year; the synergy "pipe" takes 800 t of it to S2. The measure "steam" halves what
is given away. In the other park, company C9 has the measure "guest": 10 MWh a year for 5,000.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata import scenarios
from isdata.data import store
from isdata.scenarios import Scenario
from tests.energy.measures import park

Written = Callable[..., Scenario]

MORE: dict[str, list[dict[str, object]]] = {
    "park": [{"park_id": "other", "name_en": "Other park", "region_id": "CN", "currency": "CNY"}],
    "company": [{"company_id": "C9", "name_en": "Newcomer", "visibility": "public"}],
    "site": [{"site_id": "S9", "company_id": "C9", "park_id": "other"}],
    "stream": [
        {
            "stream_id": "ST1",
            "site_id": "S1",
            "direction": "supply",
            "resource_id": "steam",
            "quantity": 1000.0,
        }
        | {"unit": "t", "period": "year"}
    ],
    "synergy": [
        {"synergy_id": "pipe", "park_id": "small", "name_en": "Steam pipe", "synergy_kind": "by_product"}
        | {"topic": "energy", "stage": "feasibility", "resource_id": "steam", "quantity": 800.0, "unit": "t"}
        | {"investment": 100_000.0, "annual_saving": 40_000.0, "lifetime": 10.0, "currency": "CNY"}
        | {"price_year": 2020, "co2_saved": 50.0}
    ],
    "synergy_participant": [
        {"synergy_id": "pipe", "site_id": "S1", "role": "provider"},
        {"synergy_id": "pipe", "site_id": "S2", "role": "receiver"},
    ],
    "measure": [
        {"measure_id": "guest", "site_id": "S9", "name_en": "Measure guest", "category": "drives"}
        | {"status": "implemented", "investment": 5_000.0, "lifetime": 10.0, "currency": "CNY"}
        | {"price_year": 2020},
    ],
    "measure_saving": [
        {
            "measure_id": "guest",
            "resource_id": "electricity",
            "baseline": 10.0,
            "modified": 0.0,
            "unit": "MWh",
        }
    ],
}


@pytest.fixture(scope="session")
def two_parks_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file holding both parks; tests work on copies."""
    path = tmp_path_factory.mktemp("scenarios") / "two_parks.duckdb"
    tables = park.frames()
    halving = {"steam": ("ST1", -0.5)}
    whole = tables["measure"].assign(
        stream_id=tables["measure"]["measure_id"].map({name: pair[0] for name, pair in halving.items()}),
        stream_change=tables["measure"]["measure_id"].map({name: pair[1] for name, pair in halving.items()}),
    )
    tables["measure"] = whole
    for name, rows in MORE.items():
        tables[name] = pd.concat([tables.get(name, pd.DataFrame()), pd.DataFrame(rows)], ignore_index=True)
    with store.open(path, create=True) as con:
        store.write(con, tables, who="test", reason="both parks")
        con.execute("checkpoint")
    return path


@pytest.fixture
def two_parks(two_parks_file: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding both parks."""
    with store.open(shutil.copy(two_parks_file, tmp_path / "two_parks.duckdb")) as con:
        yield con


@pytest.fixture
def written(two_parks: duckdb.DuckDBPyConnection) -> Written:
    """Store a scenario of the small park and return it: written({"change_kind": …}, …, discount_rate=0.05)."""

    def write(*changes: dict[str, object], **values: object) -> Scenario:
        name = scenarios.save(
            two_parks,
            park_id="small",
            values={"name_en": "What if", **values},
            changes=pd.DataFrame(list(changes)),
            who="test",
            reason="for tests",
        )
        return scenarios.unnamed(two_parks, park_id="small", scenario_id=name)

    return write
