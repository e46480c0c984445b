"""How the amounts of a park's flows became known: what nobody stated is no estimate."""

import duckdb
import pandas as pd

from isdata.data import i18n
from isdata.output.figures import overview
from isdata.park import parks


def test_a_flow_without_a_stated_basis_counts_as_not_stated(tiny: duckdb.DuckDBPyConnection) -> None:
    """A park typed in the app was shown with “Estimate 100 %”."""
    tiny.execute("begin")
    tiny.execute("update flow set basis = null, uncertainty = null, quantity = coalesce(quantity, 1)")
    found = parks.basis(tiny, park_id="tiny")
    tiny.execute("rollback")

    assert found["basis"].tolist() == ["not_stated"]
    assert found["uncertain"].tolist() == [0]
    shown = overview.basis(found, i18n.reader("en")).to_dict()
    words = [row["basis"] for rows in shown["datasets"].values() for row in rows]
    assert words == ["Not stated"]


def test_shares_of_the_data_basis_sum_to_the_whole() -> None:
    """6 and 10 of 16 flows were shown as 38% and 63%."""
    counted = pd.DataFrame({"basis": ["published", None], "flows": [6, 10]})
    shown = overview.basis(counted, i18n.reader("en")).to_dict()

    assert [row["share"] for rows in shown["datasets"].values() for row in rows] == ["38%", "62%"]
