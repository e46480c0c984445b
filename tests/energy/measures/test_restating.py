"""The same measures with another CO2 factor."""

import pandas as pd
import pytest

from isdata.energy import measures
from isdata.energy.measures import Register

FACTORS = pd.DataFrame(
    {
        "resource_id": ["electricity"],
        "factor_id": ["other"],
        "factor": [0.5],
        "factor_unit": ["t/MWh"],
        "factor_region": ["CN"],
        "factor_region_en": ["China"],
        "factor_region_zh": ["中国"],
        "factor_source": ["test"],
        "factor_year": [2022],
        "factor_method": ["location_based"],
    }
)


def test_another_factor_restates_what_is_saved_of_its_resource_alone(register: Register) -> None:
    """100 MWh at 0.5 t/MWh are 50 t; what saves steam stays as it was."""
    shown = measures.with_factors(register, FACTORS, {"electricity": "other"})

    assert shown.measures.loc["three", "co2_saving"] == pytest.approx(50.0)
    assert shown.measures.loc["steam", "co2_saving"] == pytest.approx(
        register.measures.loc["steam", "co2_saving"]
    )
    assert set(shown.savings.loc[shown.savings["resource_id"] == "electricity", "factor_id"]) == {"other"}
    assert measures.with_factors(register, FACTORS, {"electricity": "gone"}) is register


def test_overlaps_stay_off_when_the_factor_changes(register: Register) -> None:
    relations = pd.DataFrame(
        {"measure_id": ["habit"], "other_id": ["three"], "relation": ["overlaps"], "overlap": [0.5]}
    )
    packaged = measures.packaged(register, relations)
    shown = measures.with_factors(packaged, FACTORS, {"electricity": "other"})

    assert shown.measures.loc["three", "co2_saving"] == pytest.approx(25.0)
