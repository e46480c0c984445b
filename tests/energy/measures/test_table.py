"""The table reads in words and sorts by number; the file keeps every digit and runs nothing."""

import io

import numpy as np
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.energy import measures
from isdata.energy.measures import Register, Terms, columns, presentation, table


def read(register: Register) -> pd.DataFrame:
    """Return the file, read again."""
    factors = presentation.factors_by_measure(
        measures.factors_by_measure(register.savings), i18n.reader("en")
    )
    file = table.csv(measures.appraise(register, Terms()), "CNY", factors)
    return pd.read_csv(io.BytesIO(file), dtype=str).set_index("measure_id")


def test_the_shortest_payback_is_first_and_never_and_unknown_are_last(register: Register) -> None:
    file = read(register)

    assert file.index[0] == "habit"
    assert list(file.index[-2:]) == ["worse", "unpriced"]
    assert list(file.loc[["habit", "worse"], "payback [yr]"]) == ["immediate", "never"]


def test_a_name_that_looks_like_a_formula_is_text(register: Register) -> None:
    named = Register(register.measures.assign(name_en="=cmd|'/c calc'!A1"), register.savings, "CNY")

    assert read(named)["name_en"].str.startswith("'=").all()


def test_a_measure_names_the_factors_of_its_co2(register: Register) -> None:
    file = read(register)
    is_valued = file["co2_saving [t/yr]"].notna()

    assert file.loc["habit", "co2_factors"].startswith("electricity 0.1400 t/MWh · Sichuan, 2022")
    assert file.loc[is_valued, "co2_factors"].notna().all()
    assert file.loc[~is_valued, "co2_factors"].isna().all()


def test_negative_numbers_stay_numbers(register: Register) -> None:
    assert float(read(register).loc["worse", "annual_saving [CNY/yr]"]) == pytest.approx(-3_400)


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["immediate", "never"]), ("zh", ["立即", "无法回收"])]
)
def test_cells_sort_as_numbers_and_read_as_words(register: Register, language: str, words: list[str]) -> None:
    reader = i18n.reader(language)
    styled = table.measures(shown(register, FACILITATOR), reader, "CNY", "MWh")
    column = list(styled.data.columns)[6]
    html = styled.to_html()

    assert styled.data[column].dtype == float
    assert styled.data[column].dropna().is_monotonic_increasing
    assert np.isinf(styled.data[column]).sum() == 1
    assert all(f">{word}<" in html for word in words)


def shown(register: Register, viewer: Viewer) -> pd.DataFrame:
    return measures.disclosed(measures.appraise(register, Terms()), viewer=viewer)


MONEY = {"Investment", "Annual saving", "Net present value"}


def test_a_guests_table_holds_no_money(register: Register) -> None:
    styled = table.measures(shown(register, GUEST), i18n.reader("en"), "CNY", "tce")

    assert not MONEY & set(styled.data.columns)
    assert "Energy saved [tce/yr]" in styled.data.columns


def test_a_companys_table_holds_the_money_of_its_own_measures(register: Register) -> None:
    own = register.measures["company_id"].iloc[0]
    rows = shown(register, Viewer("company", (own,)))
    # A table that forgot to empty the money of others still shows none of it.
    rows = rows.assign(investment=1.0)
    styled = table.measures(rows, i18n.reader("en"), "CNY", "tce").data

    assert set(styled.columns) >= MONEY
    assert styled["Investment"].notna().sum() == (rows["company_id"] == own).sum() > 0


def test_owners_have_a_column_where_a_measure_of_a_named_company_has_one() -> None:
    rows = pd.DataFrame({"owner": ["Energy office / 能源办", None], "is_named": [True, True]})

    (owners,) = columns.owned(rows, i18n.reader("en"))
    assert list(owners.of(rows)) == ["Energy office", ""]
    assert columns.owned(rows.assign(is_named=False), i18n.reader("en")) == []
