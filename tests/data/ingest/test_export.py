"""What is exported imports again into an equal database, and no spreadsheet takes a text for a formula."""

import csv
import datetime as dt
import io
import string
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isdata.data import ingest, store
from isdata.data.contracts import tables
from isdata.errors import ExportError, NotFoundError
from tests.data.ingest.files import dump
from tests.databases import Built
from tests.tiny import HOSTILE

FORMULAS = ["=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "'=x", "''-", "'", "-", "=", "\u00e9=x"]
LETTERS = string.ascii_letters + string.digits + " =+-@'\"\\,;.%_&<>{}\n\t中文（）％度é€𝄞"
TEXT = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
NUMBER = st.one_of(
    st.floats(0, 1e15, allow_nan=False).map(abs),
    st.integers(0, 10**6).map(float),
    st.just(22.347),
    st.just(1e-12),
)
FLOW = st.fixed_dictionaries(
    {
        "quantity": st.none() | NUMBER,
        "cost": st.none() | st.floats(-1e15, 1e15),
        "currency": st.just("CNY"),
        "year": st.integers(1900, 2025),
        "note": st.none() | TEXT,
        "source": st.none() | TEXT,
        "is_illustrative": st.none() | st.booleans(),
    }
)


def everything(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple]]:
    """Return all rows of all tables."""
    return {name: dump(con, name) for name in tables()}


@contextmanager
def imported(built: Built, path: Path) -> Generator[duckdb.DuckDBPyConnection]:
    """A new database into which an export was brought."""
    with store.open(built.copied("empty", path.parent)) as con:
        ingest.store(con, ingest.read(path), who="test")
        yield con


@pytest.fixture(params=["out.xlsx", "out"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workbook, and a folder."""
    return tmp_path / request.param


def test_the_tiny_park_comes_back(built: Built, tiny: duckdb.DuckDBPyConnection, target: Path) -> None:
    written = ingest.export(tiny, target)

    with imported(built, target) as other:
        assert everything(other) == everything(tiny)
    assert written == [name for name in tables() if dump(tiny, name)]


def test_an_export_differs_in_nothing_but_what_was_changed_since(
    tiny: duckdb.DuckDBPyConnection, target: Path
) -> None:
    ingest.export(tiny, target, only=["company", "flow"])

    def differing() -> dict[str, list[int]]:
        found = ingest.differences(tiny, ingest.check(tiny, ingest.read(target))).set_index("table")
        return {str(name): row.tolist() for name, row in found[["new", "changed", "unchanged"]].iterrows()}

    rows = {name: len(dump(tiny, name)) for name in ("company", "flow")}
    version = store.data_version(tiny)
    assert differing() == {name: [0, 0, count] for name, count in rows.items()}

    tiny.execute("delete from flow where flow_id = 'F7'")
    tiny.execute("update flow set quantity = 1 where flow_id in ('F1', 'F2')")
    assert differing()["flow"] == [1, 2, rows["flow"] - 3]
    assert store.data_version(tiny) == version


@settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(FLOW, min_size=1, max_size=20))
def test_any_rows_come_back(tiny: duckdb.DuckDBPyConnection, target: Path, rows: list[dict]) -> None:
    ends = {"park_id": "tiny", "provider_id": "S1", "resource_id": "coal", "unit": "t"}
    frame = pd.DataFrame([{"flow_id": f"F{n}", **row} for n, row in enumerate(rows)]).assign(**ends)
    tiny.execute("delete from flow")
    store.write(tiny, {"flow": frame}, who="test", reason="test")
    before = dump(tiny, "flow")

    ingest.export(tiny, target, only=["flow"])
    tiny.execute("delete from flow")
    ingest.store(tiny, ingest.read(target), who="test")

    assert dump(tiny, "flow") == before


def test_a_text_stays_the_text_it_is(built: Built, tiny: duckdb.DuckDBPyConnection, target: Path) -> None:
    texts = [
        *FORMULAS,
        *HOSTILE,
        "_x0041_",
        "a\nb",
        "a\rb",
        "1e5",
        "001",
        "TRUE",
        "2024-05-17",
        "22.347",
        "n/a",
    ]
    companies = pd.DataFrame({"company_id": [f"T{n:02}" for n in range(len(texts))], "name_en": texts})
    store.write(tiny, {"company": companies.assign(visibility="public")}, who="test", reason="test")

    ingest.export(tiny, target, only=["company"])

    with imported(built, target) as other:
        back = other.execute(
            "select name_en from company where company_id like 'T%' order by company_id"
        ).fetchall()
    assert [name for (name,) in back] == texts


def test_no_text_is_written_as_a_formula(tiny: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    texts = FORMULAS[:4]
    companies = pd.DataFrame(
        {"company_id": [f"A{n}" for n in range(4)], "name_en": texts, "visibility": "public"}
    )
    store.write(tiny, {"company": companies}, who="test", reason="test")

    ingest.export(tiny, tmp_path / "out.xlsx")
    ingest.export(tiny, tmp_path / "out")

    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert not [name for name in book.namelist() if "sheet" in name and b"<f>" in book.read(name)]
    with (tmp_path / "out" / "company.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["name_en"] for row in csv.DictReader(file)][:4] == [f"'{text}" for text in texts]


def test_days_and_flags_are_days_and_flags_in_a_workbook(tiny: duckdb.DuckDBPyConnection) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ingest.export_workbook(tiny, only=["synergy", "park"])))

    due = [cell.value for cell in book["Synergies 协同项目"][3]]
    assert dt.datetime(2025, 3, 1) in due
    assert [cell.value for cell in book["Parks 园区"][2]][-1] is True


def test_a_number_that_a_reader_might_ask_about_is_written_so_that_none_has_to(
    tiny: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    store.write(
        tiny, {"flow": pd.DataFrame([{"flow_id": "F2", "quantity": 22.347}])}, who="test", reason="test"
    )

    ingest.export(tiny, tmp_path, only=["flow"])

    assert ",22.3470," in (tmp_path / "flow.csv").read_text("utf-8-sig")


def test_a_text_too_long_for_a_workbook_is_shown(tiny: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    note = pd.DataFrame([{"flow_id": "F2", "note": "x" * 40_000}])
    store.write(tiny, {"flow": note}, who="test", reason="test")

    with pytest.raises(ExportError, match="“F2”: the text in “Note 备注” has 40000 characters"):
        ingest.export(tiny, tmp_path / "out.xlsx")
    ingest.export(tiny, tmp_path / "out", only=["flow"])
    assert "x" * 40_000 in (tmp_path / "out" / "flow.csv").read_text("utf-8-sig")


def test_an_empty_database_exports(built: Built, con: duckdb.DuckDBPyConnection, target: Path) -> None:
    ingest.export(con, target)

    with imported(built, target) as other:
        assert dump(other, "park") == []


def test_one_park_comes_with_all_that_it_refers_to_and_nothing_of_others(
    built: Built, tiny: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    other_park = {
        "park": [{"park_id": "other", "name_en": "Other", "region_id": "CN", "currency": "CNY"}],
        "company": [{"company_id": "C9", "name_en": "Elsewhere", "visibility": "facilitator"}],
        "site": [{"site_id": "S9", "company_id": "C9", "park_id": "other"}],
        "flow": [
            {"flow_id": "F90", "park_id": "other", "provider_id": "S9", "resource_id": "coal", "year": 2024, "unit": "t"},
        ],
        "measure": [
            {"measure_id": "M9", "site_id": "S9", "name_en": "x", "category": "other", "status": "idea", "investment": 1.0,
             "lifetime": 1.0, "currency": "CNY", "price_year": 2024},
        ],
    }  # fmt: skip
    store.write(
        tiny, {name: pd.DataFrame(rows) for name, rows in other_park.items()}, who="test", reason="test"
    )

    ingest.export(tiny, tmp_path / "tiny", park_id="tiny")

    with imported(built, tmp_path / "tiny") as alone:
        assert [row[0] for row in dump(alone, "company")] == ["C1", "C2", "C3"]
        assert [row[0] for row in dump(alone, "flow")] == [f"F{n}" for n in range(1, 8)]
        assert [row[0] for row in dump(alone, "measure")] == ["M1"]
        assert dump(alone, "resource") == dump(tiny, "resource")


def test_a_park_that_is_not_there_is_shown(tiny: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="Available: tiny"):
        ingest.export(tiny, tmp_path, park_id="atlantis")
