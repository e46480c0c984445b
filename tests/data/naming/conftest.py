"""The resource list of every new database, read once."""

import pandas as pd
import pytest

from isdata.data import store
from isdata.data.ingest import samples


@pytest.fixture(scope="module")
def resources() -> pd.DataFrame:
    with store.open() as con:
        samples.init(con)
        return store.ask(con, "match_resources")
