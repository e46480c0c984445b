"""What a firm of a sector typically has and wants: proposed, marked, and only on demand."""

import csv

import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.data.ingest import samples
from isdata.symbiosis import matching
from tests.symbiosis.matching.conftest import Found


@pytest.fixture
def with_profiles(found: Found, con) -> pd.DataFrame:
    """The park with one sector profile: a foundry has 2 t of sand a person, a block maker wants 3 t."""
    found()
    con.execute("delete from stream where stream_id in ('SAND', 'AGGR')")
    con.execute("update company set sector = '2431', employees = 100 where company_id = 'FO'")
    con.execute("update company set sector_gbt = 'C3021', employees = 40 where company_id = 'BL'")
    con.execute("""insert into sector_profile (profile_id, sector, sector_gbt, direction, resource_id, quantity, unit, uncertainty)
        values ('1', '24', 'C31; C32', 'supply', 'spent_foundry_sand', 2, 't', 80),
               ('2', '23', 'C30', 'demand', 'spent_foundry_sand', 3, 't', 90),
               ('3', '24', 'C31; C32', 'supply', 'waste_heat', 9, 'GJ', 90)""")
    return matching.matches(con, park_id="tiny", viewer=FACILITATOR, with_typical=True)


def test_what_is_typical_of_a_sector_is_proposed_and_marked(with_profiles: pd.DataFrame) -> None:
    sand = with_profiles.loc[with_profiles["supply_resource_id"] == "spent_foundry_sand"].iloc[0]

    assert (sand["supply_amount"], sand["demand_amount"], sand["quantity"]) == (200, 120, 120)
    assert (sand["supply_company_en"], sand["demand_company_en"]) == ("Firm FO", "Firm BL")
    assert sand["supply_is_typical"]
    assert sand["demand_is_typical"]
    assert sand["trust"] < 0.1


def test_what_is_declared_is_not_proposed_again(with_profiles: pd.DataFrame) -> None:
    heat = with_profiles.loc[with_profiles["supply_resource_id"] == "waste_heat"]

    assert not heat["supply_is_typical"].any()


def test_typical_streams_come_only_when_asked_for(with_profiles: pd.DataFrame, con) -> None:
    table = matching.matches(con, park_id="tiny", viewer=FACILITATOR)

    assert not (table["supply_is_typical"] | table["demand_is_typical"]).any()


def test_a_class_of_industry_alone_finds_the_published_uses_of_by_products(found: Found, con) -> None:
    """A maker of clay bricks declared nothing; fired bricks with foundry sand are a published practice."""
    found()
    con.execute("delete from stream where stream_id = 'AGGR'")
    con.execute("update company set sector = '2392' where company_id = 'BL'")
    con.execute("""insert into use (use_id, resource_id, substitute_id, process, sector, maturity, source)
        values ('U1', 'spent_foundry_sand', 'silica_sand', 'Bricks / 砖', '2392', 'practised', 'A handbook'),
               ('U2', 'spent_foundry_sand', 'silica_sand', 'Glass / 玻璃', '2310', 'practised', 'A handbook')""")

    table = matching.matches(con, park_id="tiny", viewer=FACILITATOR, with_typical=True)
    sand = table.loc[table["demand_is_typical"] & (table["demand_resource_id"] == "spent_foundry_sand")]

    assert set(sand["demand_company_en"]) == {"Firm BL"}
    assert sand["quantity"].isna().all()  # nothing is known of amounts


def test_every_profile_says_what_it_rests_on_and_how_wide_it_is() -> None:
    with (samples.REFERENCE / "sector_profile.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) > 100
    assert all(float(row["uncertainty"]) >= 50 and "to be confirmed" in row["source"] for row in rows)


def test_a_class_of_industry_alone_finds_what_such_plants_shed(found: Found, con) -> None:
    """A foundry declared no sand; that foundries shed it is published, without an amount for this one."""
    found()
    con.execute("delete from stream where stream_id = 'SAND'")
    con.execute("update company set sector = '2431' where company_id = 'FO'")
    con.execute("""insert into plant_flow (plant_flow_id, plant, sector, direction, resource_id, quantity_maximum, unit, source)
        values ('1', 'Foundry / 铸造厂', '2431', 'supply', 'spent_foundry_sand', 0.5, 't', 'A handbook')""")

    table = matching.matches(con, park_id="tiny", viewer=FACILITATOR, with_typical=True)
    sand = table.loc[table["supply_resource_id"] == "spent_foundry_sand"]

    assert len(sand)
    assert sand["supply_is_typical"].all()
    assert sand["supply_amount"].isna().all()
