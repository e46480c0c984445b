"""What a firm of a sector typically has and wants: proposed, marked, and only on demand."""

import csv

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.data.ingest import samples
from isdata.symbiosis import matching


@pytest.fixture
def with_profiles(pairs: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The park with one sector profile: a foundry has 2 t of sand a person, a block maker wants 3 t."""
    pairs.execute("delete from stream where stream_id in ('SAND', 'AGGR')")
    pairs.execute("update company set sector = '2431', employees = 100 where company_id = 'FO'")
    pairs.execute("update company set sector_gbt = 'C3021', employees = 40 where company_id = 'BL'")
    pairs.execute("""insert into sector_profile (profile_id, sector, sector_gbt, direction, resource_id, quantity, unit, uncertainty)
        values ('1', '24', 'C31; C32', 'supply', 'spent_foundry_sand', 2, 't', 80),
               ('2', '23', 'C30', 'demand', 'spent_foundry_sand', 3, 't', 90),
               ('3', '24', 'C31; C32', 'supply', 'waste_heat', 9, 'GJ', 90)""")
    return matching.matches(pairs, park_id="tiny", viewer=FACILITATOR, with_typical=True)


def test_what_is_typical_of_a_sector_and_not_declared_is_proposed_and_marked(
    with_profiles: pd.DataFrame,
) -> None:
    sand = with_profiles.loc[with_profiles["supply_resource_id"] == "spent_foundry_sand"].iloc[0]
    heat = with_profiles.loc[with_profiles["supply_resource_id"] == "waste_heat"]

    assert (sand["supply_amount"], sand["demand_amount"], sand["quantity"]) == (200, 120, 120)
    assert (sand["supply_company_en"], sand["demand_company_en"]) == ("Firm FO", "Firm BL")
    assert sand["supply_is_typical"]
    assert sand["demand_is_typical"]
    assert sand["trust"] < 0.1
    assert len(heat)
    assert not heat["supply_is_typical"].any()  # it is declared


def test_typical_streams_come_only_when_asked_for(
    with_profiles: pd.DataFrame, pairs: duckdb.DuckDBPyConnection
) -> None:
    assert with_profiles["supply_is_typical"].any()

    table = matching.matches(pairs, park_id="tiny", viewer=FACILITATOR)

    assert len(table)
    assert not (table["supply_is_typical"] | table["demand_is_typical"]).any()


@pytest.mark.parametrize(
    ("undeclared", "side", "amount"), [("AGGR", "demand", "quantity"), ("SAND", "supply", "supply_amount")]
)
def test_a_class_of_industry_alone_finds_published_uses_of_by_products_and_what_such_plants_shed(
    pairs: duckdb.DuckDBPyConnection, undeclared: str, side: str, amount: str
) -> None:
    """Makers of clay bricks are published to fire them with foundry sand, and foundries to shed it; amounts are unknown."""
    pairs.execute("delete from stream where stream_id = $stream", {"stream": undeclared})
    pairs.execute(
        "update company set sector = if(company_id = 'BL', '2392', '2431') where company_id in ('BL', 'FO')"
    )
    pairs.execute("""insert into use (use_id, resource_id, substitute_id, process, sector, maturity, source)
        values ('U1', 'spent_foundry_sand', 'silica_sand', 'Bricks / 砖', '2392', 'practised', 'A handbook'),
               ('U2', 'spent_foundry_sand', 'silica_sand', 'Glass / 玻璃', '2310', 'practised', 'A handbook')""")
    pairs.execute("""insert into plant_flow (plant_flow_id, plant, sector, direction, resource_id, quantity_maximum, unit, source)
        values ('1', 'Foundry / 铸造厂', '2431', 'supply', 'spent_foundry_sand', 0.5, 't', 'A handbook')""")

    table = matching.matches(pairs, park_id="tiny", viewer=FACILITATOR, with_typical=True)
    sand = table.loc[table[f"{side}_is_typical"] & (table[f"{side}_resource_id"] == "spent_foundry_sand")]

    assert set(sand[f"{side}_company_en"]) == {{"demand": "Firm BL", "supply": "Firm FO"}[side]}
    assert sand[amount].isna().all()


def test_every_profile_says_what_it_rests_on_and_how_wide_it_is() -> None:
    with (samples.REFERENCE / "sector_profile.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) > 100
    assert all(float(row["uncertainty"]) >= 50 and "to be confirmed" in row["source"] for row in rows)
