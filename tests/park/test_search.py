"""The search over names: what is found first, and which other names are said."""

import duckdb

from isdata.data.disclosure import FACILITATOR
from isdata.park import parks


def test_an_exact_synonym_stands_first_with_the_names_that_hold_the_words(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    found = parks.search(samples, words="废砂", viewer=FACILITATOR)

    assert found["id"].iloc[0] == "spent_foundry_sand"
    assert all("废砂" in name for names in found["also"].dropna() for name in names.split("; "))


def test_a_name_is_found_without_its_synonyms(samples: duckdb.DuckDBPyConnection) -> None:
    found = parks.search(samples, words="废铸造砂", viewer=FACILITATOR)

    assert found["also"].isna().all()
