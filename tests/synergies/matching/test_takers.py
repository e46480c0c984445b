"""Who wants what could be supplied to several firms together, in every sample park."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata import store
from isdata.ingest import samples
from isdata.synergies import matching
from isdata.synergies.matching import heat, streams
from isdata.synergies.matching.takers import takers, wanted


@pytest.mark.parametrize("park", samples.names())
@pytest.mark.parametrize("with_typical", [False, True])
def test_every_option_of_every_park_tells_its_takers(
    parks: duckdb.DuckDBPyConnection, park: str, with_typical: bool
) -> None:
    counted = wanted(parks, park_id=park, names_all=True, with_typical=with_typical)
    for resource in store.ask(parks, "shared_options")["resource_id"]:
        found = takers(parks, park_id=park, resource_id=resource, names_all=True, with_typical=with_typical)

        assert len(found) == (counted["resource_id"] == resource).sum()
        assert (found["amount"] > 0).all()


def test_no_stream_at_all_is_prepared_as_numbers(parks: duckdb.DuckDBPyConnection) -> None:
    some = streams.declared(parks, park_id="chengdu", names_all=True)
    nothing = streams.prepared(some.iloc[:0], currency="CNY")

    told = ["amount", "least", "cost", "price", "reach", "rate", "trust", "forms", *streams.MONTHS]
    assert all(np.issubdtype(nothing[name].dtype, np.number) for name in told)
    assert heat.from_streams(nothing).empty


def test_a_park_without_streams_has_no_newcomer_and_nothing_left(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("delete from stream")
    none = matching.matches(tiny, park_id="tiny", names_all=True)

    for function in (matching.newcomers, matching.residuals):
        assert isinstance(found := function(tiny, none, park_id="tiny", names_all=True), pd.DataFrame)
        assert found.empty
