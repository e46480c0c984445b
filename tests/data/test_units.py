"""Units convert by published factors, are found in any spelling, and never mix what cannot be mixed."""

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data import units
from isdata.data.store.asking import sql
from isdata.data.store.checking import CHECKS
from isdata.data.units.names import AMBIGUOUS
from isdata.errors import UnitError


@pytest.mark.parametrize(
    ("amount", "unit", "target", "expected"),
    [
        (1, "tce", "GJ", 29.3076),  # GB/T 2589-2020: 1 kgce = 29 307.6 kJ
        (1, "kgce", "kcal", 7000),
        (1, "kcal", "kJ", 4.1868),
        (1, "MWh", "GJ", 3.6),
        (1, "万kWh", "MWh", 10),
        (1, "万吨标煤", "tce", 10_000),
        (1, "度", "kWh", 1),
        (1, "万元", "CNY", 10_000),
        (1, "亿元", "万元", 10_000),
        (0.7, "元/kWh", "CNY/MWh", 700),
        (1, "Mio EUR", "EUR", 1e6),
        (1, "公斤", "t", 0.001),
        (1, "亩", "m²", 10_000 / 15),
        (1, "MPa", "bar", 10),
        (20, "°C", "K", 293.15),
        (5, "%", "1", 0.05),
        (1, "kW", "kJ/h", 3600),
        (1, "toe", "GJ", 41.868),  # IEA
        (1, "MMBtu", "GJ", 1.05505585262),  # International Table Btu
        (10, "therm", "MMBtu", 1),
        (1, "ML", "m³", 1000),
        (1, "kL", "m³", 1),
        (1, "ml", "L", 0.001),
        (1, "lb", "kg", 0.45359237),
        (1, "short ton", "t", 0.90718474),
        (1, "long ton", "t", 1.0160469088),
        (3, "1000 t", "t", 3000),
        (1, "US gal", "L", 3.785411784),  # 231 cubic inches of 2.54 cm
        (1, "imp gal", "L", 4.54609),
        (1, "ft³", "L", 0.3048**3 * 1000),
        (1, "klb", "t", 0.45359237),
        (1, "MMscf", "Nm³", 1e6 * 0.3048**3 * 273.15 / (273.15 + 140 / 9)),  # from 60 °F, at the same pressure
        (1, "Dth", "MMBtu", 1),
        (1, "dry t", "t", 1),  # a mass of dry matter is a mass
    ],
)  # fmt: skip
def test_an_amount_in_another_unit(amount: float, unit: str, target: str, expected: float) -> None:
    assert units.convert(amount, unit, target) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "target"),
    [("EUR", "CNY"), ("t", "GJ"), ("Nm³", "m³"), ("CNY/t", "CNY/MWh"), ("kW", "kWh"), ("persons", "pcs")],
)
def test_what_measures_different_things_never_converts(unit: str, target: str) -> None:
    with pytest.raises(UnitError):
        units.convert(1.0, unit, target)


def test_the_refusal_names_units_that_fit() -> None:
    with pytest.raises(UnitError, match=r"Use one of: CNY, kCNY\."):
        units.factor("EUR", "CNY")


@pytest.mark.parametrize(
    "unit",
    [
        "ton",
        "MT",
        "gal",
        "kgal",
        "Mlb",
        "CCF",
        "bbl",
        "all",
        "¥",
        "$",
        "",
        "xyz",
        "10**10**10",
        "t" * 1000,
        "__import__('os')",
        "t/",
        "万",
    ],
)
def test_what_means_different_things_or_nothing_is_not_known(unit: str) -> None:
    assert not units.is_known(unit)


@pytest.mark.parametrize(
    ("spelled", "written"),
    [("吨", "t"), ("ＭＷＨ", "MWh"), ("mwh", "MWh"), ("m3", "m³"), ("m^3", "m³"), ("㎥", "m³"), ("立方米", "m³"),
     ("Nm3", "Nm³"), ("千瓦时", "kWh"), ("RMB", "CNY"), ("℃", "°C"), ("吨/年", "t/yr"), ("t·km", "t·km"), ("件", "pcs"),
     ("万立方米", "万m³"), ("m2", "m²"), ("a", "yr")],
)  # fmt: skip
def test_a_unit_has_one_spelling(spelled: str, written: str) -> None:
    assert units.canonical(spelled) == written


@pytest.mark.parametrize("unit", units.units())
def test_every_unit_is_its_own_canonical_spelling_and_converts(unit: str) -> None:
    assert units.canonical(unit) == unit
    assert units.convert(1.0, unit, unit) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("ton", ["t", "short ton", "long ton"]), ("MT", ["t", "Mt"]), ("bag", []), ("krw", ["KRW"]), ("gal", ["US gal", "imp gal"]),
     ("kgal/yr", ["1000 US gal/yr", "1000 imp gal/yr"]), ("Mlb", ["klb", "million lb"]), ("CCF", ["100 ft³", "100 scf"]), ("Mhw", ["MWh", "MW"])],
)  # fmt: skip
def test_what_a_text_may_mean_is_proposed(text: str, meant: list[str]) -> None:
    assert units.suggestions(text) == meant


@pytest.mark.parametrize(
    ("spelled", "code"),
    [("KRW", "KRW"), ("韩元", "KRW"), ("₩", "KRW"), ("澳元", "AUD"), ("A$", "AUD"), ("日元", "JPY"), ("瑞士法郎", "CHF"),
     ("Indian Rupee", "INR"), ("TL", "TRY"), ("万元", "CNY"), ("RMB", "CNY"), ("kEUR", "EUR"), ("t", None), ("$", None)],
)  # fmt: skip
def test_every_currency_is_known_by_code_name_and_sign(spelled: str, code: str | None) -> None:
    assert units.currency(spelled) == code


def test_no_two_currencies_share_a_name() -> None:
    named = [name for each in units.currencies().values() for name in (each.code, each.name_en, each.name_zh)]

    assert len(units.currencies()) == 154
    assert len(set(named)) == len(named)


def test_kinds() -> None:
    kinds = {
        "t": "mass", "m³": "volume", "Nm³": "norm_volume", "tce": "energy", "kW": "power", "元": "money", "台": "count",
        "h": "time", "ha": "area", "CNY/t": "ratio", "t·km": "product",
    }  # fmt: skip

    assert {unit: units.kind(unit) for unit in kinds} == kinds


def test_a_suggestion_comes_close() -> None:
    assert "MWh" in units.suggestions("MWhh")
    assert units.suggestions("ton")[0] == "t"


@given(
    st.floats(-1e12, 1e12),
    st.sampled_from(["MWh", "GJ", "tce", "万kWh", "kcal"]),
    st.sampled_from(["GJ", "kgce", "TJ"]),
)
def test_there_and_back_is_the_same(amount: float, unit: str, target: str) -> None:
    back = units.convert(units.convert(amount, unit, target), target, unit)

    assert back == pytest.approx(amount, rel=1e-12)


def test_the_check_of_units_knows_every_unit_of_mass_volume_and_energy() -> None:
    listed = set(re.findall(r"'([^']+)'", sql("unit_of_other_kind", CHECKS)))

    kinds = ("mass", "volume", "norm_volume", "energy")
    assert {unit for unit in units.units() if units.kind(unit) in kinds} - listed == set()


def test_each_distinct_case_is_converted_once_and_missing_values_are_alike() -> None:
    rows = pd.DataFrame({"unit": ["kg", "t", "kg", None, None], "amount": range(5)}, index=list("abcde"))
    asked: list[object] = []

    def per_tonne(case: dict[str, object]) -> float:
        asked.append(case["unit"])
        return {"kg": 0.001, "t": 1.0}.get(str(case["unit"]), math.nan)

    found = units.by_case(rows, ["unit"], per_tonne)

    assert found.fillna(-1).to_dict() == {"a": 0.001, "b": 1.0, "c": 0.001, "d": -1, "e": -1}
    assert len(asked) == 3


def test_each_meaning_of_an_ambiguous_unit_is_a_known_unit() -> None:
    assert all(units.is_known(unit) for meant in AMBIGUOUS.values() for unit in meant)
