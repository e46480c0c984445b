"""Substitution levels: same resource, published use, function; and the published uses that come with the product."""

import pandas as pd
import pytest

from isdata.symbiosis.matching import similarity
from isdata.symbiosis.matching.substitution import Knowledge
from tests.sample_data.samples import resources, rows


def resource(
    name: str, kind: str = "material", heat: float | None = None, resource_class: str = "by_product"
) -> dict[str, object]:
    return {
        "resource_id": name, "name_en": name, "name_zh": None, "synonyms_en": None, "synonyms_zh": None, "kind": kind,
        "resource_class": resource_class, "topic": None, "hs_code": None, "is_hazardous": False, "usual_unit": "t",
        "heating_value": heat,
    }  # fmt: skip


LISTED = pd.DataFrame(
    [
        resource("ash"),
        resource("clay"),
        resource("sand"),
        resource("coal", "energy", 25.0),
        resource("pellets", "energy", 22.5),
        resource("husk", heat=10.0),
        resource("hot_air", "energy", resource_class="heat"),
        resource("electricity", "energy", 3.6, "power"),
        resource("chilled_water", "energy", 1.0, "cold"),
        resource("biodiesel", "energy", 37.0, "fuel"),
        resource("used_oil", heat=37.0, resource_class="waste"),
        resource("diesel", "energy", 37.0, "fuel"),
    ]
)
KNOWN = Knowledge(
    uses=pd.DataFrame(
        [
            ("ash", "clay", "researched"),
            ("ash", "clay", "practised"),
            ("ash", "sand", "researched"),
            ("hot_air", "electricity", "practised"),
            ("hot_air", "chilled_water", "practised"),
        ],
        columns=["resource_id", "substitute_id", "maturity"],
    ),
    functions=pd.DataFrame(
        [
            ("coal", "fuel_solid"),
            ("pellets", "fuel_solid"),
            ("husk", "fuel_solid"),
            ("clay", "filler"),
            ("ash", "filler"),
            ("biodiesel", "fuel_liquid"),
            ("used_oil", "fuel_liquid"),
            ("diesel", "fuel_liquid"),
        ],
        columns=["resource_id", "function"],
    ),
)


@pytest.fixture(scope="module")
def alike() -> dict[tuple[str, str], tuple[float, str]]:
    table = similarity.similarities(LISTED, LISTED, KNOWN)
    return {
        (row["supply_resource"], row["demand_resource"]): (row["similarity"], row["alike_by"])
        for row in table.to_dict("records")
    }


def test_the_score_falls_from_the_same_good_over_practised_to_researched_uses(
    alike: dict[tuple[str, str], tuple[float, str]],
) -> None:
    assert alike["ash", "ash"] == (1.0, "same")
    assert alike["ash", "clay"] == (0.9, "use")  # the best established of two uses, above the common function
    assert alike["ash", "sand"] == (0.6, "use")
    assert ("sand", "ash") not in alike  # a use has a direction


def test_heat_is_neither_power_nor_cold_without_the_step_that_makes_it(
    alike: dict[tuple[str, str], tuple[float, str]],
) -> None:
    assert ("hot_air", "electricity") not in alike
    assert ("hot_air", "chilled_water") not in alike


def test_a_fuel_does_not_replace_the_waste_that_somebody_treats(
    alike: dict[tuple[str, str], tuple[float, str]],
) -> None:
    assert ("biodiesel", "used_oil") not in alike
    assert alike["used_oil", "diesel"][1] == "function"


def test_fuels_stand_in_by_their_heating_values(alike: dict[tuple[str, str], tuple[float, str]]) -> None:
    assert alike["pellets", "coal"] == (pytest.approx(0.5 * 22.5 / 25), "function")
    assert ("husk", "coal") not in alike  # 0.5 × 10 / 25 = 0.2 is below what is worth comparing


def test_every_listed_use_has_a_source_outside_the_library_that_the_benchmark_uses() -> None:
    uses = rows("reference", "use")

    assert len(uses) >= 440
    assert [row["use_id"] for row in uses if not row["source"].strip() or "MAESTRI" in row["source"]] == []
    assert all(" / " in row["process"] for row in uses)
    assert {row["resource_id"] for row in uses} | {row["substitute_id"] for row in uses} <= set(resources())


def test_the_commonest_by_products_have_four_uses_or_more() -> None:
    listed = pd.Series([row["resource_id"] for row in rows("reference", "use")]).value_counts()

    assert (listed >= 4).sum() >= 40
    assert {"fly_ash", "fgd_gypsum", "steel_slag", "molasses", "lime_residue"} <= set(
        listed[listed >= 2].index
    )
