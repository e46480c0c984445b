"""Companies that are called the same in one park."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry import same_names


def _rows(*rows: tuple[str | None, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["row_key", "name_en", "name_zh"], dtype=object)


STORED = _rows(("C1", "Elm", "榆"), ("C2", "Elm", None), ("C3", "Ash", None))


def test_names_that_were_stored_so_are_not_stated_again() -> None:
    assert same_names.shared(STORED, STORED) == []


def test_a_new_or_renamed_company_with_the_name_of_another_is_stated() -> None:
    new = pd.concat([STORED, _rows((None, "ash ", None), (None, None, "榆"))], ignore_index=True)
    renamed = _rows(("C1", "Elm", "榆"), ("C2", "Ash", None), ("C3", "Ash", None))

    assert same_names.shared(STORED, new) == ["Ash", "榆"]
    assert same_names.shared(STORED, renamed) == ["Ash"]


def test_companies_without_a_name_in_one_language_are_not_called_the_same() -> None:
    assert same_names.shared(STORED, pd.concat([STORED, _rows((None, "Oak", None))])) == []


def test_a_new_company_called_nearly_like_a_stored_one_is_stated(tiny: duckdb.DuckDBPyConnection) -> None:
    new = pd.DataFrame(
        [
            ("N1", "Power Plannt", None),
            ("C1", "Power plant", None),
            ("N2", "Power plant 2", None),
            ("N3", None, "发电厂"),
            ("N4", "Elm", None),
        ],
        columns=["company_id", "name_en", "name_zh"],
    )

    assert same_names.near(tiny, new) == [("Power Plannt", "Power plant"), ("发电厂", "发电厂")]


def test_a_short_form_of_one_stored_name_is_stated(tiny: duckdb.DuckDBPyConnection) -> None:
    new = pd.DataFrame(
        [("N1", "Power", None), ("N2", "Pow", None), ("N3", None, "电厂")],
        columns=["company_id", "name_en", "name_zh"],
    )

    assert same_names.near(tiny, new) == [("Power", "Power plant")]
    more = pd.DataFrame([("C9", "Power station", "华东发电厂二期")], columns=new.columns)
    store.write(tiny, {"company": more.assign(visibility="public")}, who="x", reason="y")

    assert same_names.near(tiny, new) == []  # of several it is not known which one
    assert same_names.near(tiny, pd.DataFrame([("N4", None, "华东发电厂")], columns=new.columns)) == [
        ("华东发电厂", "华东发电厂二期")
    ]
