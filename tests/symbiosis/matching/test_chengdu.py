"""The sample park's synergies are found again from its streams alone."""

import csv
from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import reader
from isdata.data.ingest import samples
from isdata.symbiosis import matching
from isdata.symbiosis.matching import published_uses
from tests.databases import Built


@pytest.fixture(scope="module")
def samples_stored(
    built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with store.open(built.copied("samples", tmp_path_factory.mktemp("chengdu"))) as con:
        con.execute("delete from synergy")
        con.execute("delete from synergy_participant")
        con.execute("delete from flow")
        yield con


@pytest.fixture(scope="module")
def chengdu(samples_stored: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return matching.matches(samples_stored, park_id="chengdu", viewer=FACILITATOR)


def test_the_five_topics_are_found_again(chengdu: pd.DataFrame) -> None:
    topics = set(chengdu.loc[chengdu["blocked"] == 0, "topic"])

    assert {"metals", "wood", "chemicals", "energy", "shared_services"} <= topics


def synergies() -> list[dict[str, str]]:
    with (samples.SAMPLES / "chengdu" / "synergy.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["stage"] not in ("operation", "ended")]


def partners(synergy: str) -> set[str]:
    with (samples.SAMPLES / "chengdu" / "synergy_participant.csv").open(encoding="utf-8", newline="") as file:
        return {row["site_id"] for row in csv.DictReader(file) if row["synergy_id"] == synergy}


# Where the pipe would be longer than the firms want it: the remedy is the point.
TOO_FAR = {"CD-SY11", "CD-SY13", "CD-SY23"}


@pytest.mark.parametrize("synergy", synergies(), ids=lambda row: row["synergy_id"])
def test_a_synergy_on_its_way_is_found_again_from_the_streams_alone(
    chengdu: pd.DataFrame, samples_stored: duckdb.DuckDBPyConnection, synergy: dict[str, str]
) -> None:
    declared = dict(samples_stored.execute("select stream_id, resource_id from stream").fetchall())
    sites = partners(synergy["synergy_id"])
    joins = chengdu["supply_site_id"].isin(sites) & chengdu["demand_site_id"].isin(sites)
    is_of_it = (
        chengdu[["supply_stream_id", "demand_stream_id"]]
        .apply(lambda ids: ids.map(declared).eq(synergy["resource_id"]))
        .any(axis=1)
    )
    found = chengdu.loc[joins & is_of_it]

    if synergy["synergy_id"] in TOO_FAR:
        held = found.loc[found["blocked"] > 0].iloc[0].to_dict()
        (_, reason, lift), *others = matching.reasons(held, reader("en"))
        assert not others
        assert "km" in reason
        assert "km" in lift
    else:
        assert (found["blocked"] == 0).any()


@pytest.mark.parametrize(
    ("provider", "receiver", "steps"),
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
    chengdu: pd.DataFrame, provider: str, receiver: str, steps: tuple[str, ...]
) -> None:
    free = chengdu.loc[chengdu["blocked"] == 0]
    found = free.loc[(free["supply_site_id"] == provider) & (free["demand_site_id"] == receiver)]

    assert steps in list(found["steps"])


@pytest.mark.parametrize(("provider", "receiver"), [("CD17-S", "CD10-S"), ("CD04-S", "CD06-S")])
def test_heat_that_its_firm_does_not_want_to_send_so_far_is_held_back_by_distance(
    chengdu: pd.DataFrame, provider: str, receiver: str
) -> None:
    match = chengdu.loc[
        (chengdu["supply_site_id"] == provider) & (chengdu["demand_site_id"] == receiver)
    ].iloc[0]

    assert [constraint.name for constraint in matching.violated(int(match["blocked"]))] == ["distance"]


def test_companies_that_keep_to_themselves_are_named_nowhere_for_a_guest(
    samples_stored: duckdb.DuckDBPyConnection,
) -> None:
    hidden = samples_stored.execute(
        "select name_en, name_zh from company where visibility <> 'public'"
    ).fetchall()
    shown = (
        matching.matches(samples_stored, viewer=GUEST)
        .drop(columns=["supply_park_en", "demand_park_en"])
        .to_csv()
    )

    assert len(hidden) > 2
    assert not [name for pair in hidden for name in pair if name in shown]


def test_matches_between_parks_carry_their_transport(samples_stored: duckdb.DuckDBPyConnection) -> None:
    table = matching.matches(samples_stored, viewer=FACILITATOR)
    between = table.loc[table["is_between_parks"] & (table["blocked"] == 0) & table["gain"].notna()]

    assert len(between)
    paid = between["supply_cost"] + between["similarity"] * between["demand_cost"] - between["gain"]
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
            matching.matches(con, park_id="chengdu", viewer=FACILITATOR, with_typical=typical)
            for typical in (False, True)
        )
    finally:
        con.execute("rollback")

    free = helped.loc[(helped["blocked"] == 0)]
    firms = set(free["supply_site_id"]) | set(free["demand_site_id"])
    declared = free.loc[~(free["supply_is_typical"] & free["demand_is_typical"])]
    assert len(firms) >= 20 > len(set(alone["supply_site_id"]) | set(alone["demand_site_id"]))
    assert len(set(declared["topic"])) >= 5


def test_rubber_as_mulch_is_no_fuel(chengdu: pd.DataFrame) -> None:
    found = chengdu.loc[chengdu["steps"].map(lambda steps: "crumb_rubber" in steps)]

    assert len(found)
    assert (found["blocked"] & 4096 > 0).all()
    _, reason, _ = matching.reasons(found.iloc[0].to_dict(), reader("en"))[-1]
    assert reason == "The published use is in another sector than the receiver's: Mulch."


def test_compressed_air_costs_less_to_move_than_to_make(chengdu: pd.DataFrame) -> None:
    found = chengdu.loc[chengdu["supply_resource_id"] == "compressed_air"]

    assert len(found)
    assert (found["gain"] > 0).all()


def test_uses_begin_with_what_the_park_has_left(
    samples_stored: duckdb.DuckDBPyConnection, chengdu: pd.DataFrame
) -> None:
    free = chengdu.loc[chengdu["blocked"] == 0, "supply_stream_id"]
    (first, *_rest) = published_uses.of_park(
        samples_stored, "for", park_id="chengdu", viewer=FACILITATOR, matched=set(free)
    )
    left = samples_stored.sql(
        "select * from stream where site_id like 'CD%' and direction = 'supply' and unit = 't'"
    ).df()
    left = left.loc[~left["stream_id"].isin(free)]

    assert first == left.loc[left["quantity"].idxmax(), "resource_id"]


def test_reasons_about_forms_are_in_the_language_of_the_reader(chengdu: pd.DataFrame) -> None:
    """What companies wrote of the form stands in both languages, “offcuts / 边角料”: the reader gets one half."""
    rows = chengdu.loc[(chengdu["supply_form"].str.startswith("offcuts")) & (chengdu["blocked"] > 0)]
    said = dict.fromkeys(("en", "zh"), "")
    for language in said:
        reasons = [
            each for row in rows.to_dict("records") for each in matching.reasons(row, reader(language))
        ]
        said[language] = " ".join(reason for _title, reason, _lift in reasons)

    assert "“边角料”" in said["zh"]
    assert "offcuts" not in said["zh"]
    assert "“offcuts”" in said["en"]
    assert "边角料" not in said["en"]


def test_matches_at_some_levels_are_those_of_all_levels_at_these(
    samples_stored: duckdb.DuckDBPyConnection,
) -> None:
    levels = ("same", "class")
    every, some = (
        matching.matches(samples_stored, park_id="chengdu", viewer=FACILITATOR, steps=0, levels=asked)
        for asked in (None, levels)
    )

    expected = every[every["level"].isin(levels)].reset_index(drop=True)
    assert 0 < len(expected) < len(every)
    pd.testing.assert_frame_equal(some, expected)
