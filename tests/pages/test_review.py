"""What is stated before the rows of a file are saved."""

from types import SimpleNamespace
from typing import Any, cast

import duckdb
import pyarrow as pa
import pytest

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
