"""Lists of supplies and demands that are probably duplicates."""

import pandas as pd
import pytest

from pages.common.editing import same_streams


def test_a_list_of_duplicates_names_the_first_and_counts_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()
    monkeypatch.setattr(
        same_streams, "described", lambda row: read.append(row["stream_id"]) or row["stream_id"]
    )
    rows = pd.DataFrame({"stream_id": [f"S{number}" for number in range(9)]}).assign(
        name_en="Mill", name_zh="工厂"
    )

    assert same_streams.listed(rows).endswith("; Mill · S5; and 3 more")
    assert len(read) == same_streams.MOST
    assert same_streams.listed(rows.head(1)) == "Mill · S0"
