"""Results of `isdata.institution` as text for a reader."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution.newcomers.findings import REASONS, REMEDIES

# The seven pillars of a circular economy in industrial parks (National Development and Reform Commission of China).
PILLARS = {
    1: N_("1 Spatial layout"),
    2: N_("2 Industrial structure"),
    3: N_("3 Industrial links and zero emissions"),
    4: N_("4 Efficient use of resources"),
    5: N_("5 Centralised treatment"),
    6: N_("6 Green infrastructure"),
    7: N_("7 Standardised administration"),
}
_LONG_UNIT, _OF_THREE = 12, 4  # letters above which a unit is stated once for two amounts, and for three
_TEN_THOUSAND = "10⁴ "  # unit of money in Chinese documents


def amount(value: float | None, unit: str, reader: Reader, *, is_padded: bool = False) -> str:
    """Amount as text, without trailing zeros unless `is_padded`; money in the reader's currency.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> amount(12.5, "t/h", reader("en")), amount(0.5, "t/h", reader("en")), amount(None, "t/h", reader("en"))
    ('12.5 t/h', '0.5 t/h', '–')
    >>> amount(1200, "10⁴ CNY/ha", reader("en")), amount(1200, "10⁴ CNY/ha", reader("zh"))
    ('12 M CNY/ha', '1,200万元/公顷')
    """
    if value is None or pd.isna(value):
        return "–"
    scale, currency, per = _money(unit)
    if currency:
        words = reader.money(value * scale, currency, is_padded=is_padded)
        return f"{words}/{reader.unit(per)}" if per else words
    return reader.amount(value, "" if unit in _WITHOUT_UNIT else unit, is_padded=is_padded)


def dated(words: str, year: float | None, reader: Reader) -> str:
    """Amount as text with its year in brackets; without it if the amount or the year is unknown.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> [dated(words, year, reader("en")) for words, year in (("3 t", 2024.0), ("3 t", None), ("–", 2024.0))]
    ['3 t (2024)', '3 t', '–']
    """
    return words if words == "–" or year is None or pd.isna(year) else reader.noted(words, str(int(year)))


def target_progress(
    value: float,
    target: float,
    unit: str,
    reader: Reader,
    *,
    year: float | None = None,
    baseline: float | None = None,
    since: float | None = None,
) -> str:
    """Present and target amount with their units, and the target year; money in the reader's currency and number steps.

    `baseline` is the amount of the year `since`, stated first if both are known.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> target_progress(2111, 2200, "10⁴ CNY/ha", reader("en")), target_progress(2111, 2200, "10⁴ CNY/ha", reader("zh"))
    ('now 21.1 M CNY/ha, target 22 M CNY/ha', '当前值2,111万元/公顷，目标2,200万元/公顷')
    >>> target_progress(12_571, 9_000, "t/yr", reader("en")), target_progress(16, 12, "%", reader("en"))
    ('now 12,571 t/yr, target 9,000 t/yr', 'now 16%, target 12%')
    >>> target_progress(16, 12, "%", reader("en"), year=2026)
    'now 16%, target 2026: 12%'
    >>> target_progress(0.16, 0.15, "tce/10⁴ CNY", reader("en"))  # a long unit once
    'now 0.160, target 0.150 tce per 10,000 CNY'
    >>> target_progress(39.7, 48, "%", reader("en"), baseline=33, since=2022)
    '2022: 33%, now 39.7%, target 48%'
    >>> target_progress(12_571, 9_000, "t/yr", reader("en"), baseline=18_600, since=2022)
    '2022: 18,600, now 12,571, target 9,000 t/yr'
    """
    given = {"value": value, "target": target}
    has_baseline = baseline is not None and since is not None and pd.notna(baseline) and pd.notna(since)
    if has_baseline:
        given["baseline"] = baseline
    amounts = {name: amount(each, unit, reader, is_padded=True) for name, each in given.items()}
    of_both = amounts["target"].lstrip("-−0123456789.,")
    if len(of_both) > (_OF_THREE if has_baseline else _LONG_UNIT):
        amounts |= {name: amounts[name].removesuffix(of_both) for name in given if name != "target"}
    if has_baseline:
        return reader.text(
            N_("{since}: {baseline}, now {value}, target {target}"), **amounts, since=str(int(since))
        )
    if year is None or pd.isna(year):
        return reader.text(N_("now {value}, target {target}"), **amounts)
    return reader.text(N_("now {value}, target {year}: {target}"), **amounts, year=str(int(year)))


def progress(
    share: float,
    value: float,
    target: float,
    unit: str,
    reader: Reader,
    *,
    since: float | None = None,
    year: float | None = None,
    state: str = "",
) -> str:
    """Progress towards a target since its baseline year, with both amounts; states if there is no baseline.

    `state` replaces the share where the target is met (the amount may exceed it) or missed; `year` is the target year.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> progress(0.6567, 12_571, 9_000, "t/yr", reader("en")), progress(float("nan"), 82, 70, "d", reader("en"))
    ('66% · now 12,571 t/yr, target 9,000 t/yr', 'no baseline · now 82 d, target 70 d')
    >>> progress(0.6567, 12_571, 9_000, "t/yr", reader("en"), since=2020)
    '66% since 2020 · now 12,571 t/yr, target 9,000 t/yr'
    >>> progress(1.0, 93, 85, "%", reader("en"), since=2022, state="met")
    'met · now 93%, target 85%'
    """
    if state:
        way = state
    elif pd.isna(share):
        way = reader.text(N_("no baseline"))
    elif since is not None and pd.notna(since):
        way = reader.text(N_("{share} since {year}"), share=reader.percent(share), year=str(int(since)))
    else:
        way = reader.percent(share)
    return f"{way} · {target_progress(value, target, unit, reader, year=year)}"


def difference(value: float | None, unit: str, reader: Reader) -> str:
    """Difference of two amounts as text; percentages differ by percentage points.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> difference(4.0, "%", reader("en")), difference(4.0, "t", reader("en"))
    ('4 percentage points', '4 t')
    """
    return reader.points(value) if unit == "%" else amount(value, unit, reader)


def _money(unit: str) -> tuple[int, str, str]:
    """Factor, currency and denominator of a unit of money; empty currency for other units."""
    currency, _slash, per = unit.removeprefix(_TEN_THOUSAND).partition("/")
    if len(currency) == 3 and currency.isupper() and currency.isalpha():
        return (10_000 if unit.startswith(_TEN_THOUSAND) else 1), currency, per
    return 1, "", ""


_WITHOUT_UNIT = ("yes/no", "level", "1")  # the number alone is stated


def reason(row: Mapping[str, Any], reader: Reader) -> str:
    """Reason why a rule passes, fails or is unknown; `row` as of `limits.Tested.results`."""
    return reader.text(REASONS[row["reason"]], **_details(row, reader))


def remedy(row: Mapping[str, Any], reader: Reader) -> str:
    """Change that a newcomer needs to pass a rule; empty where it passes."""
    return reader.text(REMEDIES[row["remedy"]], **_details(row, reader)) if row["remedy"] else ""


def limit(row: Mapping[str, Any], reader: Reader) -> str:
    """Limits of a rule: at least, at most, exactly, or between two."""
    low, high = (
        None if pd.isna(row[name]) else amount(row[name], row["unit"], reader)
        for name in ("minimum", "maximum")
    )
    if low and high:
        return low if low == high else reader.span(low, high)
    return f"≥ {low}" if low else f"≤ {high}" if high else "–"


def _details(row: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    return {name: _words(value, reader) for name, value in row["details"].items()}


def _words(value: object, reader: Reader) -> str:
    if isinstance(value, tuple):
        return amount(float(value[0]), str(value[1]), reader)
    if isinstance(value, list):
        return reader.listed(reader.name(*pair) for pair in value)
    return str(value)
