"""Numbers typed into fields are read as written or refused, never changed without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data.contracts import tables
from isdata.data.entry import typed_numbers
from isdata.data.i18n import reader

MONEY = typed_numbers.column_of("currency", minimum=0, maximum=1e9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,5", 2.5), ("1.234,5", 1234.5), ("1 200", 1200), ("13 M", 13e6), ("13 M CNY", 13e6), ("12 k", 12_000),
        ("1.2 million", 1.2e6), ("1200万", 12e6), ("300 万元", 3e6), ("１２", 12), ("1,234,567", 1_234_567), ("30,000", 30_000), ("", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: float | None) -> None:
    found = typed_numbers.read(text, MONEY, currency="CNY")

    assert (found.value, found.rule) == (value, None)


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ("abc", "number", "not a number"), ("1.234", "ambiguous_number", "1234 or 1.234"), ("-1", "low", "minimum is 0"),
        ("2 billion", "high", "maximum is 1000000000"), ("approx 1200", "about_number", "Write 1200"), ("5 EUR", "unit_of_number", "unit"),
        ("20-30", "range_number", "mean 25"), ("13 t", "unit_of_number", "unit"), ("-", "number", "not a number"),
    ],
)  # fmt: skip
def test_what_is_refused_has_a_remedy(text: str, rule: str, remedy: str) -> None:
    found = typed_numbers.read(text, MONEY, currency="CNY")

    assert (found.value, found.rule) == (None, rule)
    assert remedy in found.problem(reader("en"))
    assert text in found.problem(reader("zh"))


def test_units_are_converted_only_where_the_field_has_one_of_its_own() -> None:
    power, quantity = tables()["stream"]["power"], tables()["flow"]["quantity"]

    assert typed_numbers.read("2 MW", power).value == 2000
    assert typed_numbers.read("5 t", quantity, unit="t").value == 5
    assert typed_numbers.read("5 kt", quantity, unit="t").rule == "unit_of_number"


def test_the_sign_between_thousands_is_that_of_the_reader() -> None:
    german = typed_numbers.notation(reader("en", "de-DE"))

    assert typed_numbers.read("30.000", MONEY, notation=german).value == 30_000
    assert typed_numbers.read("30,000", MONEY, notation=german).rule == "ambiguous_number"
    assert typed_numbers.notation(reader("en", "fr-FR")) == "unclear"


@given(
    st.floats(min_value=-1e14, max_value=1e14, allow_subnormal=False).map(
        lambda value: float(f"{value:.12g}")
    )
)
def test_a_number_that_is_shown_is_read_as_the_same(value: float) -> None:
    assert typed_numbers.read(typed_numbers.field_text(value), typed_numbers.column_of()).value == value
