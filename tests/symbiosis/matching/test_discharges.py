"""What companies of sample parks discharge, for treatment together."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.symbiosis.matching.discharges import discharges, discharging_sites


def of(con: duckdb.DuckDBPyConnection, *resources: str, unit: str = "t", viewer=FACILITATOR) -> pd.DataFrame:
    return discharges(con, park_id="chengdu", resources=resources, unit=unit, viewer=viewer)


def test_discharges_are_the_flows_of_the_latest_year_with_what_is_paid(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """Spent emulsions of 2024: 1,460, 905 and 217 m³; used sand only as far as it is landfilled."""
    emulsions = of(parks, "spent_emulsion", unit="m³")
    sand = of(parks, "spent_foundry_sand")

    assert emulsions["amount"].to_dict() == {"CD02-S": 1460, "CD24-S": 905, "CD23-S": 217}
    assert emulsions["today"].to_list() == [1_971_000, 1_222_000, 293_000]
    assert sand["amount"].to_dict() == {"CD03-S": 6582}
    assert not sand["is_typical"].any()


def test_resources_treated_together_are_summed_by_company(parks: duckdb.DuckDBPyConnection) -> None:
    both = of(parks, "paint_sludge", "phosphating_sludge")

    assert both["amount"]["CD01-S"] == pytest.approx(635.5 + 128)
    assert both["today"]["CD01-S"] == pytest.approx(1_652_000 + 230_400)


@pytest.mark.parametrize("viewer", [FACILITATOR, GUEST])
def test_the_sites_of_all_treatments_are_those_of_each(
    parks: duckdb.DuckDBPyConnection, viewer: Viewer
) -> None:
    resources = ("paint_sludge", "phosphating_sludge", "voc", "spent_foundry_sand")
    sites = discharging_sites(parks, park_id="chengdu", resources=resources, viewer=viewer)

    assert len(sites)
    for each in resources:
        found = of(parks, each, viewer=viewer)
        assert set(sites.loc[sites["resource_id"] == each, "site_id"]) == set(found.index)


def test_guests_see_neither_undisclosed_companies_nor_costs(parks: duckdb.DuckDBPyConnection) -> None:
    seen, all_of = of(parks, "voc", viewer=GUEST), of(parks, "voc")

    assert 0 < len(seen) < len(all_of)
    priced = of(parks, "spent_emulsion", unit="m³", viewer=GUEST)["today"]
    assert len(priced)
    assert priced.isna().all()


def test_every_treatment_names_source_region_year_and_uncertainty(parks: duckdb.DuckDBPyConnection) -> None:
    options = store.ask(parks, "shared_options")
    treatments = options.loc[options["option_kind"] == "treatment"]
    stated = [
        "source",
        "region_id",
        "price_year",
        "uncertainty",
        "investment",
        "removal_efficiency",
        "pollutant_en",
    ]

    assert len(treatments) >= 6
    assert treatments[stated].notna().all(axis=None)
