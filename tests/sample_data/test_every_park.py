"""What holds for every sample park."""

import datetime as dt
import json
import shutil
from itertools import pairwise

import pytest

from isdata.data import ingest, store
from isdata.data.contracts import tables
from isdata.data.disclosure import FACILITATOR
from isdata.data.ingest import samples
from isdata.institution import computed, regions
from isdata.park import flows
from isdata.symbiosis import matching
from isdata.symbiosis.assessment import on_board
from sample_data.generate.__main__ import main
from tests.sample_data.samples import GENERATED, PARKS, SAMPLES, resources, rows
from tests.turns import only


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return a folder with the parks written anew."""
    folder = tmp_path_factory.mktemp("samples")
    main(folder)
    return folder


@pytest.mark.parametrize("park", GENERATED)
def test_the_generator_writes_the_same_files_byte_for_byte(written, park):
    kept = {file.name: file.read_bytes() for file in (SAMPLES / park).glob("*.csv")}
    anew = {file.name: file.read_bytes() for file in (written / park).glob("*.csv")}

    assert anew == kept


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """Return a database file that holds the reference lists only."""
    path = tmp_path_factory.mktemp("listed") / "listed.duckdb"
    with store.open(path, create=True) as con:
        samples.init(con)
    return path


@pytest.mark.parametrize("park", only(["kalundborg"], PARKS))
def test_a_sample_park_alone_passes_every_check(park, listed, tmp_path):
    with store.open(shutil.copy(listed, tmp_path)) as con:
        own = ingest.read([SAMPLES / "cases", SAMPLES / park])
        ingest.store(con, ingest.check(con, own, notation="point"), who="test", reason="for tests")

        assert con.execute("select count(*) from company").fetchall() != [(0,)]
        assert store.check(con).empty


def test_all_sample_parks_live_in_one_database(parks):
    assert parks.execute("select count(*) from park").fetchone() == (4,)


@pytest.mark.parametrize("park", PARKS)
def test_every_row_of_a_sample_is_marked_illustrative_or_has_a_source(park):
    bare = [
        (table, row)
        for table in tables()
        for row in rows(park, table)
        if ("is_illustrative" in tables()[table] or "source" in tables()[table])
        and row.get("is_illustrative") != "yes"
        and not row.get("source")
    ]

    assert bare == []


@pytest.mark.parametrize("park", GENERATED)
def test_an_invented_park_has_rows_for_the_pages_of_its_administration(park):
    shown = (
        "scenario", "scenario_change", "newcomer", "newcomer_flow", "action", "decision", "service", "service_request",
        "problem", "problem_vote", "document_paragraph", "document_signature", "report_value", "mission_step", "lesson",
    )  # fmt: skip

    assert [table for table in shown if not rows(park, table)] == []


@pytest.mark.parametrize(
    ("park", "taken"),
    [
        # Board, film, and the copper and acid that the recycler recovers from etchant; not the etchant itself
        ("kunshan", 608 + 141 + 789.7 + 1901),
        # Sulphur, off-specification polymer, and carbon dioxide of the oxide unit
        ("dayawan", 28_150 + 5219 + 46_120),
    ],
)
def test_what_companies_recover_for_one_another_is_secondary_input(parks, park, taken):
    choice = flows.FlowSelection(2024, kind="material", unit="t")
    links = flows.converted(parks, park_id=park, choice=choice, viewer=FACILITATOR)
    bought = links.loc[links["provider_outside"] & ~links["receiver_outside"], "value"].sum()

    assert flows.secondary_share(links) == pytest.approx(taken / (taken + bought))


@pytest.mark.parametrize("park", PARKS)
def test_a_synergy_is_sorted_by_the_topic_that_matches_of_its_resource_have(park):
    known = resources()

    shown = {row["synergy_id"]: row["topic"] for row in rows(park, "synergy") if row["resource_id"]}
    assert shown == {
        row["synergy_id"]: known[row["resource_id"]]["topic"]
        for row in rows(park, "synergy")
        if row["resource_id"]
    }


@pytest.mark.parametrize("park", [*PARKS, "cases", "reference"])
def test_every_name_and_text_stands_in_both_languages(park):
    pairs = [
        (table, column.name.removesuffix("_en"))
        for table, contract in tables().items()
        for column in contract.columns
        if column.name.endswith("_en") and column.name.removesuffix("_en") + "_zh" in contract
    ]
    one_sided = [
        (table, row)
        for table, stem in pairs
        for row in rows(park, table)
        if bool(row.get(f"{stem}_en")) != bool(row.get(f"{stem}_zh"))
    ]

    assert one_sided == []


@pytest.mark.parametrize("park", PARKS)
def test_every_shape_of_a_plan_is_closed_geojson_near_its_park(park):
    (place,) = rows(park, "park")
    features = rows(park, "plan_feature")
    assert features
    for feature in features:
        shape = json.loads(feature["geometry"])
        points = shape["coordinates"][0] if shape["type"] == "Polygon" else shape["coordinates"]
        if shape["type"] == "Polygon":
            assert points[0] == points[-1], feature["feature_id"]
        for longitude, latitude in points:
            assert abs(longitude - float(place["longitude"])) < 0.1, feature["feature_id"]
            assert abs(latitude - float(place["latitude"])) < 0.05, feature["feature_id"]


@pytest.mark.parametrize("park", PARKS)
def test_every_site_lies_inside_its_plot(park):
    plots = {row["feature_id"]: json.loads(row["geometry"]) for row in rows(park, "plan_feature")}
    settled = [site for site in rows(park, "site") if site["feature_id"]]

    assert settled
    for site in settled:
        ring = plots[site["feature_id"]]["coordinates"][0]
        assert _contains(ring, float(site["longitude"]), float(site["latitude"])), site["site_id"]


def _contains(ring, x, y):
    """Show whether a convex counter-clockwise ring holds a point."""
    return all((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0 for (x0, y0), (x1, y1) in pairwise(ring))


@pytest.mark.parametrize("park", PARKS)
def test_ids_carry_the_mark_of_their_park(park):
    mark = {"chengdu": "CD", "kunshan": "KS", "dayawan": "DY", "kalundborg": "KA"}[park]
    keys = {"company": "company_id", "site": "site_id", "flow": "flow_id", "synergy": "synergy_id"}

    assert all(row[key].startswith(mark) for table, key in keys.items() for row in rows(park, table))


@pytest.mark.parametrize(
    ("words", "park"),
    [("成都经济技术开发区", "chengdu"), ("CETDZ", "chengdu"), ("CEDTZ", "chengdu"), ("昆山", "kunshan"),
     ("大亚湾", "dayawan"), ("卡伦堡产业共生", "kalundborg")],
)  # fmt: skip
def test_a_park_is_known_by_its_other_names(words, park):
    assert words in rows(park, "park")[0]["aliases"].split("; ")


def test_editions_of_a_document_are_signed_one_after_the_other():
    signed = rows("chengdu", "document_signature")
    days = {
        edition: [row["signed_on"] for row in signed if row["edition"] == edition] for edition in ("1", "2")
    }
    (changed,) = {
        row["changed_on"]
        for row in rows("chengdu", "document_paragraph")
        if row["edition"] == "2" and row["document_id"] == "CD-CH1"
    }

    assert max(days["1"]) < changed <= min(days["2"])


# Which indicators of a park follow from its flows, with the places after the point that a value is recorded with.
FROM_FLOWS = {
    "waste_reused": ("solid_waste_used", 1),
    "water_reused": ("waste_water_used", 1),
    "energy_intensity": ("energy_intensity", 2),
    "water_intensity": ("water_intensity", 2),
}


@pytest.mark.parametrize("park", PARKS)
def test_solid_waste_used_again_has_one_value_on_every_page(park, parks):
    """Overview, region, indicators and success contract read it from different places."""
    region = regions.parks_of_region(
        parks, region_id=None, today=dt.date(2026, 1, 1), viewer=FACILITATOR
    ).set_index("park_id")
    year = int(region.loc[park, "year"])
    found = computed(parks, park_id=park, year=year, viewer=FACILITATOR)["value"]
    used = float(found["solid_waste_used"])
    assert 100 * float(region.loc[park, "used_share"]) == pytest.approx(used, nan_ok=True)

    recorded = {
        row["indicator_id"]: float(row["value"])
        for row in rows(park, "indicator_value")
        if (row["value_kind"], int(row["year"])) == ("reached", year)
    }
    for indicator, value in recorded.items():
        if indicator in FROM_FLOWS:
            measure, digits = FROM_FLOWS[indicator]
            assert value == pytest.approx(float(found[measure]), abs=0.6 * 10**-digits), indicator
    for contract in rows(park, "success_contract"):
        status = store.ask(parks, "success_status", contract_id=contract["contract_id"])
        status = status.set_index("indicator_id")["reached"]
        assert status["waste_reused"] == pytest.approx(used, abs=0.06)


def test_a_planned_gain_of_dayawan_is_that_of_its_match_less_its_running_cost(parks):
    found = matching.matches(parks, park_id="dayawan", viewer=FACILITATOR, currency="CNY")
    connected = on_board.pairs(parks, viewer=FACILITATOR)
    held = on_board.by_synergy(found[found["blocked"] == 0], connected)
    known = {row["synergy_id"]: row for row in rows("dayawan", "synergy") if row["stage"] != "operation"}
    gains = held.groupby("synergy_id")["value"].sum()
    planned = {
        name: float(known[name]["annual_saving"]) / gain for name, gain in gains.items() if name in known
    }

    assert set(planned) == {"DY-SY06", "DY-SY07"}
    assert all(0.8 <= share <= 1 for share in planned.values())


def test_planned_gains_of_chengdu_that_are_recorded_as_a_total_are_those_of_their_matches_per_unit(parks):
    found = matching.matches(parks, park_id="chengdu", viewer=FACILITATOR, currency="CNY")
    connected = on_board.pairs(parks, viewer=FACILITATOR)
    held = on_board.by_synergy(found[found["blocked"] == 0], connected)
    known = {row["synergy_id"]: row for row in rows("chengdu", "synergy")}
    # A match whose resource is treated to that of the synergy has another quantity: food waste beside biogas.
    is_own = held["supply_resource_id"] == held["synergy_id"].map(lambda name: known[name]["resource_id"])
    direct = held[is_own | (held["synergy_id"] != "CD-SY20")]
    sums = direct.groupby("synergy_id")[["value", "quantity"]].sum()
    biogas = float(resources()["biogas"]["heating_value"])  # its match is in GJ, its record in Nm³
    for name, scale in (("CD-SY16", 1.0), ("CD-SY19", 1.0), ("CD-SY20", biogas)):
        recorded = float(known[name]["annual_saving"]) / float(known[name]["quantity"])
        assert recorded == pytest.approx(
            sums.loc[name, "value"] / sums.loc[name, "quantity"] * scale, rel=0.01
        ), name
