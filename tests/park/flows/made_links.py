"""Views of flows, and links made from numbers, for the tests of views."""

from typing import Any

import duckdb
import pandas as pd
from hypothesis import strategies as st

from isdata.data.disclosure import FACILITATOR
from isdata.park import flows

AMOUNTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 3), st.floats(0.01, 1e6)),
    min_size=1,
    max_size=40,
)


def look(tiny: duckdb.DuckDBPyConnection, **wishes: Any) -> flows.View:
    """View of the tiny park's flows of 2024."""
    return flows.compose(
        tiny, park_id="tiny", choice=flows.FlowSelection(2024, **wishes), viewer=FACILITATOR
    ).view


def made(rows: list[tuple[int, int, int, float]]) -> pd.DataFrame:
    """Flow links in one unit between companies 1 to 5 and the outside (0)."""
    return pd.DataFrame(
        [
            {
                "link": str(k),
                "year": 2024,
                "provider_id": f"C{a}" if a else "",
                "receiver_id": f"C{b}" if b else "",
                "provider_outside": not a,
                "receiver_outside": not b,
                "resource_id": f"R{r}",
                "destination": "use",
                "kind": "material",
                "resource_class": "waste",
                "value": value,
                "spread": 0.0,
                "least": 0.0,
                "most": 0.0,
                "is_measured": True,
                "is_banded": False,
                "flows": 1,
                "conversion": "unit",
                "unit": "t",
                "quantity": value,
                "unit_shown": "t",
            }
            | {f"{end}_{what}": None for end in ("provider", "receiver") for what in ("en", "zh", "group")}
            | {"resource_en": None, "resource_zh": None}
            for k, (a, b, r, value) in enumerate(rows)
        ]
    )
