"""Companies that are called the same in one park."""

import duckdb
import pandas as pd
import pytest

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


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Walnut", "Walnut Wood"),
        ("Wal", None),
        ("青", "青栎锻造"),
        ("栎锻", "青栎锻造"),
        ("锻造", None),
        ("Oak", None),
    ],
)
def test_a_short_form_of_one_stored_name_means_that_company(name: str, stored: str | None) -> None:
    """Of several companies with the same words, it is not known which one is meant."""
    names = ["Walnut Wood", "Oak Forging", "Oak Steel", "青栎锻造", "红栗锻造"]

    assert same_names.meant(name, names) == stored
