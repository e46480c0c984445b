"""Numbers and money as the country of a reader writes them."""

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isdata.data import i18n
from isdata.data.number_format import Numbers


@pytest.mark.parametrize(
    ("language", "browser", "written"),
    [
        ("en", None, "1,234.5"),
        ("en", "de-DE", "1.234,5"),
        ("zh", "zh-CN", "1,234.5"),
        ("en", "nonsense", "1,234.5"),
    ],
)
def test_numbers_are_written_as_the_readers_country_writes_them(
    language: str, browser: str, written: str
) -> None:
    assert i18n.reader(language, browser).number(1234.5, digits=1) == written


# Marks of thousands and of decimals.
MARKS = {"en_US": ",.", "zh_CN": ",.", "de_DE": ".,", "fr_FR": "\u202f,", "es_ES": ".,", "pt_BR": ".,"}


@given(st.floats(-1e12, 1e12), st.integers(0, 6), st.sampled_from(sorted(MARKS)))
@example(8589934592.58545, 2, "de_DE")
def test_numbers_and_shares_are_rounded_half_up_and_marked_as_in_the_country(
    value: float, digits: int, locale: str
) -> None:
    read, exact = Numbers("en", locale), Decimal(repr(value))

    assert read.number(value, digits=digits) == marked(exact, digits, locale)
    assert read.percent(value, digits=digits) == marked(100 * exact, digits, locale) + "%"


def marked(value: Decimal, digits: int, locale: str) -> str:
    """A number with its marks; a zero has no sign."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, Context(prec=60)) or Decimal(0)
    return f"{rounded:,.{digits}f}".translate(str.maketrans(",.", MARKS[locale]))


def test_money_uses_the_readers_own_steps() -> None:
    assert i18n.reader("en").money(36_200_000, "CNY") == "36.2 M CNY"
    assert i18n.reader("zh").money(36_200_000, "CNY") == "3,620万元"
    assert i18n.reader("zh").money(1.2e9, "EUR") == "12亿欧元"


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_any_number_can_be_written(value: float) -> None:
    for language in i18n.LANGUAGES:
        read = i18n.reader(language)
        assert all([read.number(value), read.short(value), read.money(value, "CNY"), read.percent(value)])


def test_a_zero_has_no_sign() -> None:
    read = i18n.reader("en")
    assert (read.percent(-0.0004, digits=1), read.percent(-0.0006, digits=1)) == ("0.0%", "-0.1%")
    assert (read.number(-0.04, digits=1), read.number(-0.0)) == ("0.0", "0")


def test_an_unknown_number_is_a_dash_not_a_zero() -> None:
    assert i18n.reader("en").number(None) == "–"
    assert i18n.reader("en").number(float("nan")) == "–"


def test_a_published_number_keeps_its_digits_and_gets_none() -> None:
    en = i18n.reader("en")

    shown = [
        en.as_published(*factor)
        for factor in [(0.1, "1"), (0.038931, "GJ/Nm³"), (28.0, "t/t"), (2500.5, "t")]
    ]

    assert shown == ["0.1", "0.038931 GJ/Nm³", "28 t/t", "2,500.5 t"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (8_425.0, ("8,430 t", "8,425 t", "8,425 CNY")),
        (1_005_000.0, ("1.01 million t", "1,005,000 t", "1.01 M CNY")),
        (0.1245, ("0.125 t", "0.125 t", "0.125 CNY")),
        (64_850_000.0, ("64.9 million t", "64,850,000 t", "64.9 M CNY")),
    ],
)
def test_a_half_is_rounded_up_wherever_a_number_has_three_figures(
    value: float, shown: tuple[str, ...]
) -> None:
    """1.005 million t was a million, and 8,425 t were 8,420: a half was rounded to the even figure."""
    en = i18n.reader("en")

    assert (en.quantity(value, "t"), en.amount(value, "t"), en.money(value, "CNY")) == shown
    assert en.quantities(value, value, "t") == shown[0]


@pytest.mark.parametrize(
    ("low", "high", "english", "chinese"),
    [
        (3_830, 11_900, "3,830–11,900 t", "3,830–11,900吨"),
        (8_790, 10_800, "8,790–10,800 t", "8,790–10,800吨"),
        (920_000, 1_360_000, "0.92–1.36 million t", "92万–136万吨"),
        (110_000, 122_000, "110,000–122,000 t", "11.0万–12.2万吨"),
        (1_300_000, 4_000_000, "1.3–4.0 million t", "130万–400万吨"),
        (100, 1_360_000, "100–1,360,000 t", "100–1,360,000吨"),
        (0, 12_000, "0–12,000 t", "0–1.20万吨"),
        (99_960, 100_040, "100,000 t", "10万吨"),
        (500, 800, "500–800 t", "500–800吨"),
    ],
)
def test_both_ends_of_a_range_are_in_one_step(low: float, high: float, english: str, chinese: str) -> None:
    """3,830–1.19万吨 reads as if it began at 3,830万."""
    assert Numbers("en").quantities(low, high, "t") == english
    assert Numbers("zh", "zh_CN").quantities(low, high, "t") == chinese


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0%"), (0.62, "62%"), (0.994, "99%"), (0.996, "99.6%"), (0.9994, "99.9%"), (0.9996, ">99.9%"), (1.0, ">99.9%")],
)  # fmt: skip
def test_a_chance_is_never_stated_as_certain_nor_above_what_it_is(share: float, words: str) -> None:
    """A chance of 99.6% was stated as above 99.9%."""
    assert Numbers("en").chance(share) == words
