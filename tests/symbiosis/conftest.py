"""The hand-checkable park of matches, stored."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.symbiosis import matching
from tests.databases import SharedFiles
from tests.symbiosis.matching import park

Found = Callable[..., pd.DataFrame]
Remembered = dict[tuple[str, Viewer, int], pd.DataFrame]


@pytest.fixture(scope="session")
def remembered() -> Remembered:
    """Matches of the park by its changed cells, reader and steps; what is stored follows from the first."""
    return {}


@pytest.fixture
def found(
    request: pytest.FixtureRequest, shared_files: SharedFiles, remembered: Remembered
) -> Iterator[Found]:
    """Return the matches of the park with some cells changed, by supply and demand.

    They are in `pairs` where a test asks for that: what it changes there counts.
    """
    is_own = not {"pairs", "monkeypatch"}.isdisjoint(request.fixturenames)

    def own(*changes: dict, viewer: Viewer = FACILITATOR, steps: int = 2) -> pd.DataFrame:
        con = request.getfixturevalue("pairs")
        if changes:
            store.write(con, {"stream": park.frames(*changes)["stream"]}, who="test", reason="for tests")
        return matched(con, viewer, steps)

    def shared(*changes: dict, viewer: Viewer = FACILITATOR, steps: int = 2) -> pd.DataFrame:
        known = repr(changes), viewer, steps
        if known not in remembered:
            con = lent.enter_context(shared_files.cursor("pairs"))
            if changes:
                rows = park.frames(*changes)["stream"]
                store.write(con, {"stream": rows}, who="test", reason="for tests")
            remembered[known] = matched(con, viewer, steps)
            lent.close()
        return remembered[known].copy()

    with ExitStack() as lent:
        yield own if is_own else shared


def matched(con: duckdb.DuckDBPyConnection, viewer: Viewer, steps: int) -> pd.DataFrame:
    """Return the matches of the park by supply and demand."""
    table = matching.matches(con, park_id="tiny", viewer=viewer, steps=steps)
    return table.set_index(["supply_stream_id", "demand_stream_id"], drop=False)
