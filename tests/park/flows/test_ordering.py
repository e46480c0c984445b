"""The order of the bars set by hand: stored for each park, look and kind, and kept by the layout."""

import duckdb
import pytest

from isdata import errors
from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.output.figures import sankey_size
from isdata.park import flows
from isdata.park.flows import ordering

NETWORK = flows.FlowSelection(year=2024, look="network", kind="material", share=0.0)


def drawn(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, float]]:
    view = flows.compose(con, park_id="tiny", choice=NETWORK, viewer=FACILITATOR).view
    pinned = ordering.places(con, park_id="tiny", look="network", kind="material")
    layout = sankey_size.lay_out(view, i18n.reader("en"), sankey_size.SCREEN, pinned=pinned)
    return {row["node"]: (row["layer"], float(row["order"])) for row in layout.nodes.to_dict("records")}


def test_an_order_is_kept_until_it_is_forgotten(tiny: duckdb.DuckDBPyConnection) -> None:
    before = drawn(tiny)
    full = next(row for row in ordering.rows(before).values() if len(row) > 1)
    wanted = ordering.moved(before, full[0], "down")

    ordering.keep_places(tiny, park_id="tiny", choice=NETWORK, wanted=wanted, who="Mei")

    assert drawn(tiny) == wanted != before
    assert ordering.places(tiny, park_id="tiny", look="chain", kind="material") == {}
    logged = tiny.execute(
        "select distinct changed_by from change_log where table_name = 'view_order'"
    ).fetchall()
    assert logged == [("Mei",)]
    ordering.keep_places(tiny, park_id="tiny", choice=NETWORK, wanted={}, who="Mei")
    assert drawn(tiny) == before


def test_the_order_of_a_park_that_does_not_exist_is_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(errors.ProblemsError):
        ordering.keep_places(tiny, park_id="P9", choice=NETWORK, wanted={"a": (0, 0.0)}, who="Mei")
    assert store.ask(tiny, "view_order", park_id="P9", look="network", kind="material").empty
