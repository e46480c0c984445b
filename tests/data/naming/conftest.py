"""The resource list of every new database, read once."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store


@pytest.fixture(scope="module")
def resources(all_parks: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(all_parks, "match_resources")
