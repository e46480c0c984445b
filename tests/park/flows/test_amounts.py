"""One unit a picture: what converts, how, and what is said not to."""

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.park import flows
from isdata.park.flows.amounts import conversion

PLAIN: dict[str, object] = {
    "unit": "t", "usual_unit": "t", "heating_value": None, "density": None, "enthalpy": None,
    "energy_factor": None, "energy_unit": None, "co2_factor": None, "co2_unit": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("resource", "target", "slope", "way"),
    [
        ({"unit": "kg"}, "t", 0.001, "unit"),
        ({"unit": "m³", "density": 0.55}, "t", 0.55, "density"),
        ({"unit": "t", "density": 0.5}, "m³", 2.0, "density"),
        ({"unit": "kg", "heating_value": 29.3076}, "tce", 0.001, "heating_value"),  # 29.3076 GJ/t is one tce/t
        ({"unit": "t", "enthalpy": 2.7}, "GJ", 2.7, "enthalpy"),
        ({"unit": "Nm³", "usual_unit": "Nm³", "energy_factor": 0.036, "energy_unit": "GJ/Nm³"}, "MWh", 0.01, "factor"),
        ({"unit": "kWh", "co2_factor": 0.5, "co2_unit": "t/MWh"}, flows.CO2, 0.0005, "factor"),
        ({"unit": "t", "heating_value": 20.0, "co2_factor": 0.1, "co2_unit": "t/GJ"}, flows.CO2, 2.0, "factor"),
    ],
)  # fmt: skip
def test_an_amount_is_shown_in_another_unit_by_the_shortest_way(
    resource: dict[str, object], target: str, slope: float, way: str
) -> None:
    found = conversion({**PLAIN, **resource}, target)

    assert found == (pytest.approx(slope), way)


@pytest.mark.parametrize(
    ("resource", "target"),
    [
        ({"unit": "t"}, "m³"),  # no density
        ({"unit": "t"}, "GJ"),  # no heating value
        ({"unit": "GJ"}, "t"),
        ({"unit": "Nm³", "density": 1.0}, "t"),  # norm cubic metres are no cubic metres
        ({"unit": "t", "usual_unit": "m³", "heating_value": 30.0}, "GJ"),  # its heating value is that of a m³
        ({"unit": "t"}, flows.CO2),
        ({"unit": "h", "usual_unit": "h"}, "t"),
    ],
)
def test_what_cannot_be_converted_is_not_guessed(resource: dict[str, object], target: str) -> None:
    slope, way = conversion({**PLAIN, **resource}, target)

    assert pd.isna(slope)
    assert way == ""


def test_flows_that_cannot_be_shown_in_the_unit_are_listed(tiny: duckdb.DuckDBPyConnection) -> None:
    choice = flows.FlowSelection(2024, kind="", unit="t")

    composed = flows.compose(tiny, park_id="tiny", choice=choice, viewer=FACILITATOR)

    left_out = composed.view.left_out
    assert set(left_out["resource_id"]) == {"steam", "fresh_water"}
    stored = flows.links(tiny, park_id="tiny", years=[2024], viewer=FACILITATOR)["flows"].sum()
    assert composed.sources == stored - left_out["flows"].sum()  # what the caption counts is drawn


def test_money_is_what_is_paid_whoever_pays(tiny: duckdb.DuckDBPyConnection) -> None:
    links = flows.links(tiny, park_id="tiny", years=[2024], viewer=FACILITATOR)
    links = links.assign(cost=-500.0, currency=["CNY", "EUR"] * 3 + ["CNY"])

    shown = flows.in_one_unit(links, flows.MONEY, currency="CNY")

    assert shown.loc[shown["currency"] == "CNY", "value"].tolist() == [500.0] * 4
    assert (shown.loc[shown["currency"] == "EUR", "conversion"] == "").all()


def test_an_amount_that_was_never_measured_stays_unknown(tiny: duckdb.DuckDBPyConnection) -> None:
    links = flows.links(tiny, park_id="tiny", years=[2024], viewer=FACILITATOR)

    shown = flows.in_one_unit(links[links["resource_id"] == "packaging"], "t")

    assert shown["value"].isna().all()
    assert shown["conversion"].tolist() == ["unit"]
