"""The sample park's synergies are found again from its streams alone."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from isdata import matching, store
from isdata.ingest import samples


@pytest.fixture(scope="module")
def samples_stored() -> Iterator[duckdb.DuckDBPyConnection]:
    with store.open() as con:
        samples.sample(con, ["chengdu", "kunshan", "dayawan"])
        con.execute("delete from synergy")
        con.execute("delete from synergy_participant")
        con.execute("delete from flow")
        yield con


@pytest.fixture(scope="module")
def chengdu(samples_stored: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return matching.matches(samples_stored, park_id="chengdu", names_all=True)


def test_the_five_topics_are_found_again(chengdu: pd.DataFrame) -> None:
    topics = set(chengdu.loc[chengdu["blocked"] == 0, "topic"])

    assert {"metals", "wood", "chemicals", "energy", "shared_services"} <= topics


@pytest.mark.parametrize(
    ("giver", "taker", "steps"),
    [
        ("CD03-S", "CD29-S", ()),  # spent sand for blocks
        ("CD18-S", "CD13-S", ()),  # wood chips for co-firing
        ("CD06-S", "CD21-S", ("distil_solvent",)),  # the solvent loop
        ("CD14-S", "CD13-S", ()),  # reclaimed water for cooling
        ("CD20-S", "CD03-S", ()),  # shared laboratory
        ("CD01-S", "CD02-S", ()),  # shared training
        ("CD05-S", "CD03-S", ("use_as_scrap",)),  # steel of the press shop for the foundry
    ],
)
def test_a_synergy_of_the_sample_is_possible(
    chengdu: pd.DataFrame, giver: str, taker: str, steps: tuple[str, ...]
) -> None:
    free = chengdu.loc[chengdu["blocked"] == 0]
    found = free.loc[(free["supply_site_id"] == giver) & (free["demand_site_id"] == taker)]

    assert steps in list(found["steps"])


@pytest.mark.parametrize(("giver", "taker"), [("CD17-S", "CD10-S"), ("CD04-S", "CD06-S")])
def test_heat_that_its_firm_does_not_want_to_send_so_far_is_held_back_by_distance(
    chengdu: pd.DataFrame, giver: str, taker: str
) -> None:
    match = chengdu.loc[(chengdu["supply_site_id"] == giver) & (chengdu["demand_site_id"] == taker)].iloc[0]

    assert [gate.name for gate in matching.broken(int(match["blocked"]))] == ["distance"]


def test_companies_that_keep_to_themselves_are_named_nowhere_for_a_guest(
    samples_stored: duckdb.DuckDBPyConnection,
) -> None:
    hidden = samples_stored.execute(
        "select name_en, name_zh from company where visibility <> 'public'"
    ).fetchall()
    shown = (
        matching.matches(samples_stored, names_all=False)
        .drop(columns=["supply_park_en", "demand_park_en"])
        .to_csv()
    )

    assert len(hidden) > 2
    assert not [name for pair in hidden for name in pair if name in shown]


def test_matches_between_parks_carry_their_transport(samples_stored: duckdb.DuckDBPyConnection) -> None:
    table = matching.matches(samples_stored, names_all=True)
    between = table.loc[table["is_between_parks"] & (table["blocked"] == 0) & table["gain"].notna()]

    assert len(between)
    paid = between["supply_cost"] + between["likeness"] * between["demand_cost"] - between["gain"]
    assert (paid > 0.05 * between["distance"]).all()


def test_six_inventories_and_what_is_typical_already_make_a_network(
    samples_stored: duckdb.DuckDBPyConnection,
) -> None:
    con = samples_stored.cursor()
    con.execute("begin")
    try:
        con.execute("""delete from stream where site_id in (select site_id from site where park_id = 'chengdu')
            and site_id not in ('CD01-S', 'CD03-S', 'CD10-S', 'CD13-S', 'CD20-S', 'CD29-S')""")
        alone, helped = (
            matching.matches(con, park_id="chengdu", names_all=True, with_typical=typical)
            for typical in (False, True)
        )
    finally:
        con.execute("rollback")

    free = helped.loc[(helped["blocked"] == 0)]
    firms = set(free["supply_site_id"]) | set(free["demand_site_id"])
    declared = free.loc[~(free["supply_is_typical"] & free["demand_is_typical"])]
    assert len(firms) >= 20 > len(set(alone["supply_site_id"]) | set(alone["demand_site_id"]))
    assert len(set(declared["topic"])) >= 5
