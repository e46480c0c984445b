"""Numbers mean what their writer meant, or are asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data.ingest import imprecise_numbers
from isdata.data.ingest.numbers import parse


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),  # no-break space
        ("1\u202f234\u202f567,25", 1234567.25),  # narrow no-break space
        ("1\u2009234", 1234),  # thin space
        ("1'234.5", 1234.5),
        ("1’234’567", 1234567),
        ("3.5万", 35000),
        ("1.2亿", 1.2e8),
        ("２２，３４７．５", 22347.5),
        ("1.234.567", 1234567),
        ("1234.567", 1234.567),  # four digits before the sign: no group
        ("0.123", 0.123),  # no group begins with 0
        ("12,5", 12.5),
        ("-5", -5),
        ("−5,25", -5.25),
        ("1.5E+06", 1.5e6),
        ("RMB 1.2 Mio", 1.2e6),
        ("12 mn", 1.2e7),
        ("5 thousand t", 5000),
        ("(5)", -5),  # as accounts write it
        ("(1,234.5) t", -1234.5),
    ],
)  # fmt: skip
def test_a_number_is_read_in_any_notation(text: str, number: float) -> None:
    assert parse(text).value == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize("text", ["22.347", "22,347", "-1.000", "22.347 t", "22.347万"])
def test_a_number_that_may_be_two_is_not_guessed(text: str) -> None:
    parsed = parse(text)

    assert parsed.value is None
    assert parsed.rule == "ambiguous_number"


def test_the_notation_of_the_file_decides() -> None:
    assert parse("22.347", "point").value == 22.347
    assert parse("22.347", "comma").value == 22347
    assert parse("22,347", "point").value == 22347
    assert parse("22,347", "comma").value == 22.347


@pytest.mark.parametrize(
    "text", ["abc", "", "1.2.3", "12,34,567", "1 0000", "1.234,5.6", "1,5 t 2", "5 or 6", "--5"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    parsed = parse(text)

    assert parsed.rule == "number" or parsed.unit not in ("", "t")


def test_a_number_against_its_files_notation_is_none() -> None:
    assert parse("12,5", "point").rule == "number"
    assert parse("12.5", "comma").rule == "number"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("120 t", 120, "t"),
        ("3.5万元", 3.5, "万元"),
        ("¥5", 5, "¥"),
        ("700元/MWh", 700, "元/MWh"),
        ("12%", 12, "%"),
    ],
)
def test_the_unit_beside_a_number_is_kept(text: str, number: float, unit: str) -> None:
    assert (parse(text).value, parse(text).unit) == (number, unit)


# What stands between groups of three digits and before the decimals.
NOTATIONS = {
    "English, Chinese": (",", "."),
    "German": (".", ","),
    "Swiss": ("'", "."),
    "Swiss, typeset": ("’", "."),
    "French": ("\u202f", ","),  # narrow no-break space
    "French, typed": (" ", ","),
    "ungrouped": ("", "."),
}


def written(number: float, decimals: int, notation: str) -> str:
    """A number as a notation writes it."""
    group, point = NOTATIONS[notation]
    return f"{number:,.{decimals}f}".replace(",", "\0").replace(".", point).replace("\0", group)


def test_notations_are_written_as_their_countries_do() -> None:
    assert written(1234567.5, 2, "German") == "1.234.567,50"
    assert written(-1234567, 0, "Swiss") == "-1'234'567"


@given(st.integers(-(10**12), 10**12), st.sampled_from([*NOTATIONS]))
def test_whole_numbers_of_any_country_are_read_or_asked(number: int, notation: str) -> None:
    parsed = parse(written(number, 0, notation))

    assert parsed.value == number or (abs(number) < 10**6 and number in parsed.readings)


@given(
    st.floats(-1e9, 1e9).map(lambda number: round(number, 2)),
    st.sampled_from([*NOTATIONS]),
)
def test_decimal_numbers_of_any_country_are_read(number: float, notation: str) -> None:
    assert parse(written(number, 2, notation)).value == number


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    assert len(parse(text).readings) <= 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("约100", ("about_number", {"middle": "100"})),
        ("100 左右", ("about_number", {"middle": "100"})),
        ("～100 t", ("about_number", {"middle": "100"})),
        ("<5", ("below_number", {"middle": "2.5"})),
        ("不足 5", ("below_number", {"middle": "2.5"})),
        ("more than 3 t", ("above_number", {"middle": "3"})),
        ("100-200", ("range_number", {"middle": "150", "spread": "33"})),  # 150 ± 50
        ("100至200", ("range_number", {"middle": "150", "spread": "33"})),
        ("1,000 – 2,000", ("range_number", {"middle": "1500 / 1.5", "spread": "33"})),
        ("2024-05", None),  # a month, no range
        ("abc", None),
        ("5-", None),
    ],
)
def test_a_vague_number_has_its_own_remedy(text: str, fault: tuple | None) -> None:
    assert imprecise_numbers.imprecision(text) == fault
