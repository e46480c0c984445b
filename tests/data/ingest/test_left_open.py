"""What a file leaves open is neither assumed nor passed over: wet or dry, ends of a flow, and a sign."""

import duckdb
import pandas as pd
import pytest

from isdata.data import ingest, store
from isdata.data.i18n import Reader
from tests.data.ingest import files

HEAD = ("provider_id", "receiver_id", "resource_id", "year", "quantity", "unit")


@pytest.fixture
def sludge(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a sludge that is counted as dry matter."""
    row = {"resource_id": "sludge_dry", "name_en": "Effluent sludge, dry matter", "name_zh": "污水污泥（干基）", "kind": "material",
           "resource_class": "waste", "unit": "t", "synonyms_en": "filter cake; dried sludge", "synonyms_zh": "污泥; 干化污泥"}  # fmt: skip
    store.write(tiny, {"resource": pd.DataFrame([row])}, who="t", reason="t")
    return tiny


def checked(con: duckdb.DuckDBPyConnection, *rows: tuple) -> ingest.Import:
    source = ingest.read([("book.xlsx", files.workbook(flow=[HEAD, *rows]))])
    return ingest.check(con, source, park_id="tiny")


def test_sludge_without_a_word_on_dry_matter_is_asked_about(sludge: duckdb.DuckDBPyConnection) -> None:
    found = checked(sludge, ("S1", "S2", "污泥", 2024, 12, "t"), ("S1", "S2", "Filter cake", 2024, 9, "t"))

    assert found.problems[["value", "rule"]].to_numpy().tolist() == [
        ["污泥", "dry_matter"], ["Filter cake", "dry_matter"],
    ]  # fmt: skip
    english, chinese = (
        ingest.message_table(found.problems, Reader(each))["message"][0] for each in ("en", "zh")
    )
    assert "amounts of “Effluent sludge, dry matter” are of dry matter" in english
    assert "“污水污泥（干基）”按干基计量" in chinese


def test_sludge_that_is_stated_as_dry_is_read(sludge: duckdb.DuckDBPyConnection) -> None:
    found = checked(
        sludge,
        ("S1", "S2", "污泥", 2024, 12, "dry t"),
        ("S1", "S2", "干化污泥", 2023, 9, "t"),
        ("S1", "S2", "污水污泥（干基）", 2022, 9, "t"),
        ("S1", "S2", "sludge_dry", 2021, 9, "t"),
    )

    assert found.problems.empty


def test_flows_without_an_end_are_remarked(tiny: duckdb.DuckDBPyConnection) -> None:
    found = checked(tiny, ("", "S2", "coal", 2024, 12, "t"), ("", "S1", "coal", 2024, 9, "t"))

    assert [ingest.notice(each, Reader("en")) for each in found.notices] == [
        "book.xlsx: Flows without a provider: 2. They will count as coming from outside the park."
    ]


def test_a_negative_amount_is_refused_with_its_remedy(tiny: duckdb.DuckDBPyConnection) -> None:
    found = checked(tiny, ("S1", "S2", "fly_ash", 2024, -12, "t"))

    (message,) = ingest.message_table(found.problems, Reader("en"))["message"]
    assert "Enter the amount without the minus sign" in message
