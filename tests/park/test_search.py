"""The search over names: what is found first, which other names are said, and what is found when misspelled."""

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.park import parks


def test_an_exact_synonym_stands_first_with_the_names_that_hold_the_words(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    found = parks.search(samples, words="废砂", viewer=FACILITATOR)

    assert found["id"].iloc[0] == "spent_foundry_sand"
    assert found["also"].notna().any()
    assert all("废砂" in name for names in found["also"].dropna() for name in names.split("; "))


def test_a_name_is_found_without_its_synonyms(samples: duckdb.DuckDBPyConnection) -> None:
    found = parks.search(samples, words="废铸造砂", viewer=FACILITATOR)

    assert "spent_foundry_sand" in set(found["id"])
    assert found["also"].isna().all()


def test_names_that_hold_the_words_come_before_synonyms_that_do(samples: duckdb.DuckDBPyConnection) -> None:
    found = parks.search(samples, words="steel", viewer=FACILITATOR, limit=40)

    is_named = found["name_en"].str.lower().str.contains("steel").to_list()
    assert is_named == sorted(is_named, reverse=True)
    assert not all(is_named)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("alumnium dros", "aluminium_dross"),
        ("废刚", "steel_scrap"),
        ("feigang", "steel_scrap"),
        ("fly asch", "fly_ash"),
    ],
)
def test_misspelled_names_are_found_nearest_first(
    samples: duckdb.DuckDBPyConnection, words: str, name: str
) -> None:
    assert parks.search(samples, words=words, viewer=FACILITATOR).empty
    assert name in parks.search_nearly(samples, words=words, viewer=FACILITATOR)["id"].head(2).to_list()


def test_misspelled_names_are_counted_among_those_that_are_near(samples: duckdb.DuckDBPyConnection) -> None:
    """The page states that more exist where the total is larger: it was that of all names."""
    found = parks.search_nearly(samples, words="stell scrap", viewer=FACILITATOR)

    assert 0 < len(found) < 8
    assert (found["total"] == found.groupby("found")["found"].transform("size")).all()


@pytest.mark.parametrize("words", ["xyzzy", "", "  "])
def test_nothing_is_near_to_what_is_no_name(samples: duckdb.DuckDBPyConnection, words: str) -> None:
    assert parks.search_nearly(samples, words=words, viewer=FACILITATOR).empty


@pytest.mark.parametrize(
    ("words", "found", "name"),
    [
        ("GIZ", "event", "CD-E01"),
        ("能效网络第二期", "decision", "CD-D08"),
        ("Settlement of a new company", "document", "CD-PR1"),
        ("许可咨询", "service", "CD-SV1"),
        ("taicang", "case", "taicang"),
    ],
)
def test_what_the_programme_records_is_found_and_by_guests_only_what_is_published(
    samples: duckdb.DuckDBPyConnection, words: str, found: str, name: str
) -> None:
    for viewer in (FACILITATOR, GUEST):
        hits = parks.search(samples, words=words, viewer=viewer, park_id="chengdu", limit=40)
        is_found = name in set(hits.loc[hits["found"] == found, "id"])
        assert is_found == (viewer is FACILITATOR or found == "case")


def test_what_flows_in_the_park_comes_first_with_its_synergies_and_measures(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    found = parks.search(samples, words="scrap", viewer=FACILITATOR, park_id="chengdu")
    resources = found[found["found"] == "resource"]
    assert {"steel_scrap", "sorted_steel_scrap"} <= set(resources["id"].head(4))
    assert (resources["total"] > len(resources)).all()
    assert "chengdu" in set(found.loc[found["found"] == "synergy", "park_id"])

    pump = parks.search(samples, words="heat pump", viewer=FACILITATOR, park_id="chengdu")
    assert "measure" in set(pump["found"])
    for words in ("scrap", "heat pump"):
        seen = parks.search(samples, words=words, viewer=GUEST, park_id="chengdu")
        assert not set(seen["found"]) & {"synergy", "measure"}


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("GIZ", "partner", "EPEE-GIZ"),
        ("中国开发区协会", "partner", "EPEE-CADZ"),
        ("agreement", "programme", "EPEE"),
        ("协议", "programme", "EPEE"),
        ("epee", "programme", "EPEE"),
    ],
)
def test_programmes_and_partners_are_found_by_the_facilitator(
    samples: duckdb.DuckDBPyConnection, words: str, kind: str, name: str
) -> None:
    found = parks.search(samples, words=words, viewer=FACILITATOR, park_id="chengdu")
    own = found[found["found"] == kind]

    assert own[["id", "park_id"]].to_numpy().tolist() == [[name, "chengdu"]]
    assert kind not in set(parks.search(samples, words=words, viewer=GUEST)["found"])
