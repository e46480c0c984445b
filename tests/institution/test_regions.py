"""A region's parks side by side, on the tiny park by hand and on a hundred generated ones."""

import datetime as dt
import io
import math
import time

import docx
import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.store.connection import MIGRATIONS
from isdata.institution import potential, region_energy, regions
from isdata.output import reports
from isdata.output.reports.region import region_report
from isdata.park import parks
from tests.turns import only

DAY = dt.date(2026, 6, 1)


def _potential(parks: int) -> pd.DataFrame:
    """Potential of parks as the page computes it; unknown for all."""
    names = ["matches", "gain", "unused", "measures", "co2"]
    return pd.DataFrame(float("nan"), index=range(parks), columns=names).assign(currency="CNY")


def test_a_region_shows_the_parks_within_it_and_their_newest_year(tiny: duckdb.DuckDBPyConnection) -> None:
    found = regions.parks_of_region(tiny, region_id="CN", today=DAY, viewer=FACILITATOR)
    row = found.iloc[0]

    assert found["park_id"].tolist() == ["tiny"]  # it lies in Sichuan, within China
    assert (row["companies"], row["year"], row["running"]) == (3, 2024, 1)
    # 300 t of ash and 20 t of dust are used again, 45 t go to landfill.
    assert row["used_share"] == pytest.approx(320 / 365)
    assert pd.isna(row["co2_saved"])  # unknown is not zero
    assert regions.parks_of_region(tiny, region_id="CN-SC", today=DAY, viewer=GUEST).empty


def test_waste_in_another_unit_of_mass_counts_in_tonnes(tiny: duckdb.DuckDBPyConnection) -> None:
    """As in the share of the same park on its overview; water that leaves in m³ has no mass."""
    tiny.execute(
        "update flow set quantity = quantity * 1000, unit = 'kg' where destination = 'disposal' and unit = 't'"
    )
    row = regions.parks_of_region(tiny, region_id="CN", today=DAY, viewer=FACILITATOR).iloc[0]

    assert (row["waste_used"], row["waste"]) == (320, 365)


def test_a_park_is_compared_in_the_widest_region_below_the_world(tiny: duckdb.DuckDBPyConnection) -> None:
    """Never in one where it does not lie: its figures would be missing."""
    rows = [("DK", "Denmark", "EU"), ("EU", "European Union", "WORLD"), ("WORLD", "World", None)]
    tiny.register("known", pd.DataFrame(rows, columns=["region_id", "name_en", "parent_id"]))
    tiny.execute(
        "insert into region by name select * from known where region_id not in (select region_id from region)"
    )
    tiny.execute("update park set region_id = 'DK' where park_id = 'tiny'")
    found = parks.regions_of_park(tiny, park_id="tiny")

    assert found["region_id"].tolist() == ["DK", "EU", "WORLD"]
    assert regions.default_region(found) == "EU"
    assert regions.default_region(found.head(0)) is None


def test_a_region_counts_as_many_synergies_as_the_map_and_the_overview_of_data(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    joined.execute(
        "update synergy set stage = 'ended' where synergy_id = (select max(synergy_id) from synergy)"
    )
    row = regions.parks_of_region(joined, region_id="CN", today=DAY, viewer=FACILITATOR).iloc[0]

    amounts = store.ask(joined, "synergy_amounts", parks=["tiny"])
    assert row["synergies"] == (amounts["state"] != "ended").sum() < len(amounts)
    assert row["synergies"] == parks.summary(joined, park_id="tiny")["synergies"].iloc[0]


def test_a_challenge_counts_its_actions_and_exists_without_one(tiny: duckdb.DuckDBPyConnection) -> None:
    action = {"park_id": "tiny", "name_en": "A", "challenge_id": "C1"}
    rows = [
        action | {"action_id": "A1", "status": "open", "due_date": dt.date(2026, 5, 31)},
        action | {"action_id": "A2", "status": "doing", "due_date": DAY},
        action | {"action_id": "A3", "status": "done", "due_date": None},
        action | {"action_id": "A4", "status": "dropped", "due_date": dt.date(2023, 11, 30)},
        action | {"action_id": "A5", "status": "dropped", "challenge_id": "C2", "due_date": None},
    ]
    known = [
        {"challenge_id": "C1", "park_id": "tiny", "challenge_kind": "data", "name_en": "Data"},
        {"challenge_id": "C2", "park_id": "tiny", "challenge_kind": "market", "name_en": "Market"},
        {"challenge_id": "C3", "region_id": "CN", "challenge_kind": "data", "name_en": "Statistics"},
    ]
    store.write(tiny, {"challenge": pd.DataFrame(known), "action": pd.DataFrame(rows)}, who="t", reason="t")

    found = regions.challenges(tiny, region_id=None, today=DAY, viewer=FACILITATOR).set_index("challenge_id")
    counts = ["open_actions", "late_actions", "done_actions", "cancelled_actions"]
    kinds = regions.challenges_by_kind(found).set_index("challenge_kind")
    actions = regions.challenge_actions(tiny, challenge_id="C1", viewer=FACILITATOR)

    assert found.loc["C1", counts].tolist() == [2, 1, 1, 1]
    assert found.loc["C1", "next_due"] == pd.Timestamp(2026, 5, 31)  # overdue ones included
    assert kinds["unanswered"].to_dict() == {"data": 1, "market": 1}  # only a cancelled action is none
    assert actions["action_id"].tolist()[:2] == ["A1", "A2"]
    own = regions.park_challenges(tiny, park_id="tiny", viewer=FACILITATOR)
    assert set(own["challenge_id"]) == {"C1", "C2", "C3"}  # also those of its region
    assert regions.challenges(tiny, region_id=None, today=DAY, viewer=GUEST).empty
    park = regions.parks_of_region(tiny, region_id="CN", today=DAY, viewer=FACILITATOR).iloc[0]
    assert (park["open_actions"], park["late_actions"]) == (2, 1)  # as the park's own list of open actions
    assert len(store.ask(tiny, "park_open_actions", park_id="tiny")) == 2


def test_challenges_entered_as_text_of_actions_become_challenges() -> None:
    """A file of an earlier version keeps them, and undoing an earlier change does not fail."""
    script = (MIGRATIONS / "0243_challenge.sql").read_text("utf-8")
    with duckdb.connect() as con:
        con.execute(
            "create table action (action_id varchar, park_id varchar, challenge varchar, is_illustrative boolean)"
        )
        con.execute(
            "insert into action values ('A', 'P', 'data / 数据', true), ('B', 'P', 'data / 数据', true), ('C', 'P', null, null)"
        )
        con.execute(script)
        found = con.execute(
            "select action_id, challenge.name_en, challenge.name_zh from action left join challenge using (challenge_id) order by 1"
        ).fetchall()

    assert found == [("A", "data", "数据"), ("B", "data", "数据"), ("C", None, None)]


def test_a_hundred_parks_roll_up_within_a_second(tiny: duckdb.DuckDBPyConnection) -> None:
    parks, companies, flows = 100, 30, 500
    for statement in (
        f"insert into park by name select 'P' || n as park_id, 'Park' as name_en, 'CN-SC' as region_id, 'CNY' as currency from range({parks}) as t(n)",
        f"insert into company by name select 'P' || n || 'C' || m as company_id, 'Firm' as name_en, 'public' as visibility from range({parks}) as t(n), range({companies}) as u(m)",
        f"insert into site by name select 'P' || n || 'S' || m as site_id, 'P' || n || 'C' || m as company_id, 'P' || n as park_id from range({parks}) as t(n), range({companies}) as u(m)",
        f"insert into flow by name select 'P' || n || 'F' || m as flow_id, 'P' || n as park_id, 'P' || n || 'S' || (m % {companies}) as provider_id, 'mixed_waste' as resource_id, 2024 as year, 1.0 as quantity, 't' as unit, case when m % 2 = 0 then 'disposal' else 'recycling' end as destination from range({parks}) as t(n), range({flows}) as u(m)",
    ):
        tiny.execute(statement)
    began = time.process_time()

    found = regions.parks_of_region(tiny, region_id="CN", today=DAY, viewer=FACILITATOR).set_index("park_id")

    assert time.process_time() - began < 1
    assert len(found) == parks + 1
    assert found.loc["P7", ["companies", "waste", "waste_used"]].tolist() == [companies, flows, flows / 2]


def test_the_gain_of_matches_uses_each_supply_and_demand_once() -> None:
    found = pd.DataFrame(
        {
            "supply_stream_id": ["A", "A", "B", "C", "D"],
            "demand_stream_id": ["1", "2", "1", "3", "4"],
            "value": [50.0, 80.0, 30.0, -10.0, None],
        }
    )

    # By hand: A–2 with 80, then B–1 with 30; A–1 uses A again, C–3 is a loss, D–4 unknown.
    assert potential.joint_gain(found) == 110.0
    assert math.isnan(potential.joint_gain(found.tail(1)))
    assert potential.joint_gain(found.head(0)) == 0.0


def test_potentials_join_different_parks_in_the_order_of_their_gain(parks: duckdb.DuckDBPyConnection) -> None:
    found = regions.potentials(parks, region_id="CN", viewer=FACILITATOR)

    assert len(found)
    assert found.loc[found["npv"] > 0, "value"].is_monotonic_decreasing
    assert (found["supply_park_id"] != found["demand_park_id"]).all()
    assert (found["blocked"] == 0).all()


@pytest.mark.parametrize("language", only(["zh"], i18n.LANGUAGES))
@pytest.mark.walk
def test_the_report_of_a_region_opens_in_word(parks: duckdb.DuckDBPyConnection, language: str) -> None:
    about = {"region_id": "CN", "today": DAY, "viewer": FACILITATOR}
    found = regions.parks_of_region(parks, **about)
    exchanges = regions.potentials(parks, region_id="CN", viewer=FACILITATOR).assign(currency="CNY")
    report = region_report(
        "CN",
        found,
        regions.challenges(parks, **about),
        potential=_potential(len(found)),
        energy=region_energy.of_parks(parks, parks=found, viewer=FACILITATOR),
        exchanges=exchanges,
        data_version=1,
        day=DAY,
        read=i18n.reader(language),
    )

    document = docx.Document(io.BytesIO(reports.docx(report)))
    lengths = [len(table.rows) for table in document.tables]

    assert lengths[:4] == [len(found) + 1, len(found) + 1, len(found) + 1, min(len(exchanges), 20) + 1]
    assert reports.xlsx(report)


def test_what_a_park_does_not_record_is_unknown_and_not_zero(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("delete from action")
    tiny.execute("update company set is_sme = null")
    found = regions.parks_of_region(tiny, region_id="CN", today=DAY, viewer=FACILITATOR)
    challenges = regions.challenges(tiny, region_id="CN", today=DAY, viewer=FACILITATOR)
    ahead = {
        "potential": _potential(len(found)),
        "exchanges": challenges,  # no exchanges either
        "energy": region_energy.of_parks(tiny, parks=found, viewer=FACILITATOR),
    }
    report = region_report(
        "China", found, challenges, **ahead, data_version=1, day=DAY, read=i18n.reader("en")
    )

    assert found[["smes", "open_actions", "late_actions"]].isna().all(axis=None)
    assert "of which – small" in str(report.blocks)


def test_the_report_counts_the_parks_with_a_known_share_as_the_page_does(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """A park that records no disposal has no share: what it reuses is not all of its waste."""
    tiny.execute("delete from flow where destination in ('disposal', 'treatment', 'emission')")
    found = regions.parks_of_region(tiny, region_id="CN", today=DAY, viewer=FACILITATOR)
    challenges = regions.challenges(tiny, region_id="CN", today=DAY, viewer=FACILITATOR)
    report = region_report(
        "China",
        found,
        challenges,
        potential=_potential(len(found)),
        energy=region_energy.of_parks(tiny, parks=found, viewer=FACILITATOR),
        exchanges=challenges.head(0),
        data_version=1,
        day=DAY,
        read=i18n.reader("en"),
    )

    assert math.isnan(regions.totals(found).used_share)
    assert "Solid waste utilisation rate: –, from 0 parks" in str(report.blocks)


def test_the_reused_share_of_a_region_is_a_ratio_of_sums_and_nothing_known_is_unknown() -> None:
    known = {"used_share": [0.5, 0.1, None], "waste_used": [50.0, 30.0, 9.0], "waste": [100.0, 300.0, None]}
    counts = {"running": [1, 2, 0], "synergies": [3, 3, 0], "co2_saved": [None, 7.0, None]}
    parks = pd.DataFrame(known | counts | {"open_actions": [None] * 3, "late_actions": [None] * 3})
    found = regions.totals(parks)

    assert (found.used_share, found.waste, found.co2_saved) == (0.2, 400.0, 7.0)  # 80 of 400 t
    assert (found.running, found.synergies) == (3, 6)
    assert math.isnan(found.open_actions)
    assert math.isnan(regions.totals(parks.iloc[2:]).used_share)


def test_parks_with_the_same_share_have_the_same_rank() -> None:
    parks = pd.DataFrame({"park_id": ["A", "B", "C", "D"], "used_share": [0.5, 0.9, 0.5, 0.1]})

    assert [regions.rank(parks, name) for name in parks["park_id"]] == [2, 1, 2, 4]


def test_energy_of_matches_counts_each_supply_once() -> None:
    matches = pd.DataFrame(
        {
            "supply_stream_id": ["R1", "R1", "R2", "R3"],
            "quantity": [10.0, 30.0, 7200.0, 99.0],
            "unit": ["MWh", "MWh", "GJ", "MWh"],
            "blocked": [0, 0, 0, 1],
            "steps": [("solar_roof",), ("solar_roof",), ("solar_roof",), ("solar_roof",)],
        }
    )
    serving = potential.serving(matches, "solar_roof")

    assert serving["supply_stream_id"].tolist() == ["R1", "R1", "R2"]  # R3 is blocked
    assert potential.energy_at_most(serving) == pytest.approx(30 + 2000)
    assert potential.serving(matches, "drying").empty
