"""Sums with overlaps taken off, beside the sums of each measure alone."""

import dataclasses

import pandas as pd
import pytest

from isdata.data.i18n import Reader
from isdata.energy import measures
from isdata.energy.measures import Register, Terms, presentation, valuing

RELATIONS = pd.DataFrame(
    {"measure_id": ["habit"], "other_id": ["three"], "relation": ["overlaps"], "overlap": [0.25]}
)


def test_a_package_saves_less_by_the_declared_overlap(register: Register) -> None:
    chosen = register.only(pd.Index(["habit", "three"]))
    found = measures.outlook(chosen, RELATIONS, Terms(), is_package=True)
    lost = 0.25 * found.priced.energy_money["three"]

    assert lost > 0
    assert found.sums["annual_saving"] == pytest.approx(found.alone["annual_saving"] - lost)
    assert found.counted_appraised["annual_saving"].sum() == pytest.approx(found.sums["annual_saving"])
    assert found.appraised["annual_saving"].sum() == pytest.approx(found.alone["annual_saving"])


def test_measures_that_save_no_energy_are_counted_together(register: Register) -> None:
    """As where the only planned measure saves no energy, beside others of the park that do."""
    chosen = dataclasses.replace(register, savings=register.savings.iloc[:0])
    found = measures.outlook(chosen, RELATIONS, Terms(), is_package=True)

    assert valuing.co2_valued(chosen.savings)["co2"].tolist() == []
    assert found.sums["measures"] == len(register.measures)


def test_the_factors_that_savings_are_valued_with_are_named_once_each(register: Register) -> None:
    carriers = measures.by_carrier(register)
    used = presentation.factors_used(carriers, Reader())

    for row in carriers[carriers["factor"].notna()].to_dict("records"):
        assert (
            used.count(
                f"{row['resource_en']} {Reader().amount(row['factor'], row['factor_unit'], significant=4)}"
            )
            == 1
        )
        assert str(row["factor_year"]) in used
    assert presentation.factors_used(carriers.iloc[:0], Reader()) == ""


def test_a_carrier_without_a_price_has_unknown_money(register: Register) -> None:
    """The price list has none of natural gas; its CO2 factor holds everywhere."""
    gas = measures.by_carrier(register).set_index("resource_id").loc["natural_gas"]

    assert pd.isna(gas["money"])
    assert gas["co2"] == pytest.approx(2)


def test_a_gas_price_is_stated_per_mwh_too() -> None:
    """3.60 CNY for 0.036 GJ is 360 CNY/MWh by the lower heating value; a price of electricity stands alone."""
    gas = {
        "price": 3.6,
        "price_currency": "CNY",
        "price_unit": "Nm³",
        "energy_content": 0.036,
        "energy_unit": "Nm³",
    }
    electricity = gas | {"price": 700.0, "price_unit": "MWh", "energy_content": 3.6, "energy_unit": "MWh"}

    words = [presentation.listed_price_words(row, Reader(), has_origin=False) for row in (gas, electricity)]

    assert words == ["3.60 CNY/Nm³ (360 CNY/MWh)", "700 CNY/MWh"]


def test_each_alone_is_the_plain_sum(register: Register) -> None:
    found = measures.outlook(register, RELATIONS, Terms(), is_package=False)

    assert found.sums is found.alone
    assert found.counted is register


@pytest.mark.parametrize(("ids", "shown"), [(["habit", "three"], True), (["three"], False)])
def test_only_measures_done_together_overlap(ids: list[str], shown: bool) -> None:
    assert measures.has_overlaps(RELATIONS, pd.Index(ids)) is shown


def test_the_value_of_a_measure_does_not_depend_on_the_others(register: Register) -> None:
    """What guests may see is decided from one appraisal of all measures."""
    whole = measures.appraise(register, Terms())["npv"]

    for one in register.measures.index:
        alone = measures.appraise(register.only(pd.Index([one])), Terms())["npv"]
        assert alone[one] == pytest.approx(whole[one], nan_ok=True)
