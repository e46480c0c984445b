"""The hand-checkable park of matches, stored."""

from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.symbiosis import matching
from tests.symbiosis.matching import park

Found = Callable[..., pd.DataFrame]


@pytest.fixture
def found(con: duckdb.DuckDBPyConnection) -> Found:
    """Return the matches of the park with some cells changed, by supply and demand."""

    def matches(*changes: dict, viewer: Viewer = FACILITATOR, steps: int = 2) -> pd.DataFrame:
        if con.execute("select count(*) from stream").fetchall() == [(0,)]:
            store.write(con, park.frames(*changes), who="test", reason="for tests")
        table = matching.matches(con, park_id="tiny", viewer=viewer, steps=steps)
        return table.set_index(["supply_stream_id", "demand_stream_id"], drop=False)

    return matches
