"""What is stated before and after the rows of a file are saved."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import duckdb
import pyarrow as pa
import pytest

from isdata.data import ingest, store
from pages.data.parts import review


def test_a_new_company_called_nearly_like_a_stored_one_is_stated_before_it_is_saved(
    tiny: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(review, "cursor", lambda: tiny)
    monkeypatch.setattr(review.destination, "parks", lambda *_given: [])
    monkeypatch.setattr(review.st, "warning", lambda words, **_options: said.append(words))
    rows = {"company": pa.table({"company_id": ["N1", "N2"], "name_en": ["Power Plannt", "Elm Mill"]})}

    review.state_destination(cast(Any, SimpleNamespace(rows=rows)))

    assert len(said) == 1
    assert "Power Plannt" in said[0]
    assert "Power plant" in said[0]
    assert "Elm" not in said[0]


def test_an_import_counts_the_same_rows_before_and_after_it_is_saved(
    tiny: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file with one new and one changed row, all rows were counted as those to be saved."""
    ingest.export(tiny, tmp_path, only=["flow"])
    tiny.execute("delete from flow where flow_id = 'F7'")
    tiny.execute("update flow set quantity = 1 where flow_id = 'F1'")
    checked = ingest.check(tiny, ingest.read(tmp_path))
    before, stated, labels = store.data_version(tiny), list[str](), list[str]()
    kept: dict[str, tuple[str, int]] = {}
    for module in (review, review.saving):
        monkeypatch.setattr(module, "cursor", lambda: tiny)
    monkeypatch.setattr(review, "show_rows", lambda *_rows, **_options: None)
    monkeypatch.setattr(review, "state_destination", lambda *_given: None)
    monkeypatch.setattr(review.st, "success", lambda words, **_options: stated.append(words))
    monkeypatch.setattr(review.st, "session_state", kept)
    monkeypatch.setattr(
        review.signing, "signed_button", lambda label, **_options: labels.append(label) or "Mei"
    )

    assert review.offer_to_save(checked, key="store", reason="flow.csv") == "Mei"

    assert stated == ["2 valid rows to save. 5 rows are stored already."]
    assert labels == ["Save 2 rows"]
    assert kept == {review.SAVED: ("2 rows saved: Flows (2).", before + 1)}
    assert review.offer_to_save(checked, key="store", reason="flow.csv") is None
    assert stated[1:] == ["7 rows, all stored already with the same values; there is nothing to save."]
