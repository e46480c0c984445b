"""The reference tables that come with every new database."""

import pytest

from isdata.data import units
from tests.sample_data.samples import published, resources, rows


def test_there_are_at_least_120_resources_of_every_kind():
    known = resources().values()

    assert len(known) >= 120
    assert {row["kind"] for row in known} == {"material", "energy", "water", "service"}


def test_every_waste_code_exists_and_is_as_hazardous_as_the_list_says():
    listed = {
        row["code"]: row["is_hazardous"] == "true" for row in published("codes/european_list_of_waste.csv")
    }
    coded = [row for row in resources().values() if row["ewc_code"]]

    assert len(coded) > 160
    for row in coded:
        assert listed[row["ewc_code"].replace(" ", "")] == (row["is_hazardous"] == "yes"), row


def test_no_name_or_synonym_means_two_resources_but_those_that_are_asked_for():
    owner: dict[str, str] = {}
    shared: set[str] = set()
    for row in resources().values():
        for shown in (
            row["name_en"],
            row["name_zh"],
            *row["synonyms_en"].split(";"),
            *row["synonyms_zh"].split(";"),
        ):
            name = shown.strip().lower()
            if owner.setdefault(name, row["resource_id"]) != row["resource_id"]:
                shared.add(name)
    assert shared == {"fuel gas", "燃料气"}  # natural gas or refinery gas


def test_every_energy_resource_that_moves_in_a_sample_can_be_counted_in_energy():
    known = resources()
    for park in ("chengdu", "kunshan", "dayawan", "kalundborg"):
        for row in rows(park, "flow"):
            resource = known[row["resource_id"]]
            if resource["kind"] == "energy":
                assert resource["heating_value"] or resource["enthalpy"], row["resource_id"]


def test_every_factor_has_a_unit_and_a_source():
    assert all(row["unit"] and row["source"] for row in rows("reference", "factor"))


def test_a_factor_per_usual_unit_is_the_published_one_times_the_heating_value():
    known = resources()
    value = {row["factor_id"]: float(row["value"]) for row in rows("reference", "factor")}
    per_gj = {"natural_gas": 0.0561, "coal": 0.0946, "coke": 0.107, "diesel": 0.0741, "gasoline": 0.0693,
              "fuel_oil": 0.0774, "lpg": 0.0631, "refinery_gas": 0.0576, "petroleum_coke": 0.0975}  # fmt: skip
    for resource, factor in per_gj.items():
        shown = value[f"co2-{resource}"]
        assert shown == pytest.approx(factor * float(known[resource]["heating_value"]), rel=1e-4), resource

    assert value["co2-steam-CN-2015"] == pytest.approx(0.11 * float(known["steam"]["enthalpy"]), rel=1e-4)


def test_energy_factors_agree_with_the_resources():
    known = resources()
    contents = [
        row
        for row in rows("reference", "factor")
        if row["factor_kind"] == "energy_content" and row["resource_id"]
    ]

    assert contents
    for row in contents:
        resource = known[row["resource_id"]]
        assert row["value"] in (resource["heating_value"], resource["enthalpy"]), row["factor_id"]


def test_provincial_factors_are_those_of_the_package_they_come_from():
    listed = {
        row["region"]: float(row["emission_factor_g_per_kwh"])
        for row in published("factors/china_provincial_electricity.csv")
    }
    value = {row["factor_id"]: float(row["value"]) for row in rows("reference", "factor")}

    # Sichuan keeps the factor of 2022, with which the published saving of the Chengdu zone is restated.
    assert len(listed) == 30
    for region in set(listed) - {"CN-SC"}:
        shown = value[f"co2-electricity-{region}-2023"]
        assert shown == pytest.approx(listed[region] / 1000)


def test_every_country_and_province_has_a_factor_of_its_own_for_electricity():
    """A park of a listed region must not fall back to the average of the world."""
    covered = {row["region_id"] for row in rows("reference", "factor") if row["resource_id"] == "electricity"}
    groups = {"EU"}  # a group of countries

    assert {row["region_id"] for row in rows("reference", "region")} - groups <= covered


def test_waste_by_products_and_energy_show_form_and_users_in_both_languages():
    shown = [
        row
        for row in resources().values()
        if row["resource_class"] in ("waste", "by_product") or row["kind"] == "energy"
    ]

    assert [
        row["resource_id"]
        for row in shown
        if not (" / " in row["usual_form"] and row["usual_users_en"] and row["usual_users_zh"])
    ] == []


def test_every_region_is_part_of_a_known_one():
    regions = {row["region_id"]: row["parent_id"] for row in rows("reference", "region")}

    assert {"WORLD", "CN", "CN-SC", "CN-JS", "CN-GD", "DK", "EU"} <= set(regions)
    assert all(parent in regions for parent in regions.values() if parent)


def _sectors() -> set[str]:
    return {row["code"] for row in published("codes/isic_rev4.csv")}


def test_every_plant_flow_names_a_source_a_known_resource_and_classes_of_industry():
    known, isic = resources(), _sectors()
    gbt = {row["code"] for row in published("codes/gbt_4754_2011.csv")}
    flows = rows("reference", "plant_flow")

    assert len({row["plant_flow_id"] for row in flows}) == len(flows)
    for row in flows:
        assert row["source"], row
        assert row["resource_id"] in known, row
        assert row["sector"] in isic, row
        assert row["sector_gbt"] in gbt | {""}, row
        assert " / " in row["plant"], row


def test_amounts_of_plant_flows_are_ordered_per_product_and_countable_in_the_unit_of_their_resource():
    known = resources()
    for row in rows("reference", "plant_flow"):
        low, high = row["quantity_minimum"], row["quantity_maximum"]
        resource = known[row["resource_id"]]
        can_be_energy = resource["heating_value"] or resource["enthalpy"]
        countable = {units.kind(resource["unit"]), *([units.kind("GJ")] if can_be_energy else [])}
        assert units.kind(row["unit"]) in countable, row
        if low or high:
            assert " / " in row["product"], row
        if low and high:
            assert float(low) <= float(high), row


def test_every_use_names_a_source_known_resources_and_a_class_or_division_of_industry():
    known, isic = resources(), _sectors()
    uses = rows("reference", "use")

    assert len({row["use_id"] for row in uses}) == len(uses)
    for row in uses:
        assert row["source"], row
        assert {row["resource_id"], row["substitute_id"]} <= set(known), row
        assert row["sector"] in isic | {""}, row
        assert not row["share_maximum"] or 0 < float(row["share_maximum"]) <= 100, row
