"""The case library: distances by hand, and unknown attributes that do not count."""

import math
import re

import duckdb
import pandas as pd
import pytest

from isdata.data import contracts
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import reader
from isdata.institution import cases
from isdata.symbiosis import synergies


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"level": "park"}, {"level": "park"}, (0.0, 1)),
        ({"level": "park"}, {"level": "national"}, (1.0, 1)),
        ({"topics": "metals; wood"}, {"topics": "wood; water"}, (2 / 3, 1)),
        ({"companies": "30"}, {"companies": "300"}, (0.5, 1)),
        ({"companies": "1"}, {"companies": "100000"}, (1.0, 1)),
        ({"topics": ";"}, {"topics": " ; "}, (0.0, 1)),  # texts without a member
        # 0 and 0.5 and an attribute that only one states: the mean of two, not of three.
        (
            {"level": "park", "companies": "30", "projects": "9"},
            {"level": "park", "companies": "300"},
            (0.25, 2),
        ),
    ],
)
def test_distances_are_means_over_what_both_state(
    one: dict[str, str], other: dict[str, str], expected: tuple[float, int]
) -> None:
    assert cases.distance(one, other) == pytest.approx(expected)
    assert cases.distance(other, one) == pytest.approx(expected)


def test_a_case_is_about_the_park_that_it_states_whatever_its_title(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    found = cases.cases(parks).set_index("case_id")
    renamed = found.assign(name_en="Kalundborg", name_zh="卡伦堡")

    for rows in (found, renamed):
        assert list(rows.index[cases.are_of_park(rows, "kalundborg")]) == ["kalundborg"]
    assert not cases.are_of_park(found, "chengdu").any()


def test_a_case_without_a_common_attribute_is_at_no_known_distance() -> None:
    found, compared = cases.distance({"level": "park"}, {"companies": "5"})

    assert math.isnan(found)
    assert compared == 0


def test_the_symbiosis_of_chengdu_is_nearest_to_chengdu_and_unknown_cases_are_last(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    found = cases.distances(parks, park_id="chengdu", viewer=FACILITATOR).set_index("case_id")

    assert found["distance"].dropna().is_monotonic_increasing
    assert found.loc["chengdu_symbiosis", "distance"] < found.loc["korea", "distance"]
    assert (
        found.loc["nisp", "compared"] == 2
    )  # its level and instrument; companies and projects are not published


def test_a_guest_compares_with_the_topics_of_disclosed_synergies_only(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    own = {
        who: cases.park_attributes(parks, park_id="chengdu", viewer=who)["topics"].split("; ")
        for who in (FACILITATOR, GUEST)
    }
    seen = synergies.synergies(parks, parks=["chengdu"], viewer=GUEST)

    assert set(own[GUEST]) == set(seen["topic"].dropna())
    assert set(own[GUEST]) <= set(own[FACILITATOR])


def test_every_attribute_has_a_source_and_only_known_words(parks: duckdb.DuckDBPyConnection) -> None:
    rows = parks.execute("select attribute, value, source from case_attribute").fetchall()

    assert len(rows) > 25
    assert all(source for _name, _value, source in rows)
    numbers = [float(value) for name, value, _source in rows if name in cases.NUMBERS]
    assert numbers
    assert min(numbers) > 0


@pytest.mark.parametrize("table", ["case_study", "case_figure", "case_attribute", "claim"])
def test_a_published_source_says_its_kind_in_chinese_and_keeps_its_title(
    parks: duckdb.DuckDBPyConnection, table: str
) -> None:
    published = "where attribute not in ('phase', 'target_groups')" if table == "case_attribute" else ""
    sources = parks.execute(f"select distinct source from {table} {published}").fetchall()

    assert sources
    for (source,) in sources:
        english, chinese = (reader(language).half(source) for language in ("en", "zh"))

        assert english.isascii(), source
        assert chinese.partition("：")[0].endswith(("网站", "研究", "网页", "论文", "章节", "专著")), source
        assert re.search("[A-Za-z]{4}", chinese), source


def test_a_case_cites_author_year_and_address_in_both_languages(parks: duckdb.DuckDBPyConnection) -> None:
    (source,) = parks.execute("select source from case_study where case_id = 'korea'").fetchone() or ("",)

    for language in ("en", "zh"):
        half = reader(language).half(source)
        assert cases.is_dated(half)
        assert cases.short_source(half).endswith("Park, J., Park, J.-M., Park, H.-S. (2018)")
        assert half.endswith("doi.org/10.1111/jiec.12749")


def test_cases_are_filtered_by_phase_and_target_group(parks: duckdb.DuckDBPyConnection) -> None:
    found, known = cases.cases(parks), cases.attributes(parks)

    def fitting(name: str, *chosen: str) -> set[str]:
        return set(found.loc[cases.tagged(found, known, name, chosen), "case_id"])

    assert fitting("phase", "planning") == {"korea"}
    assert fitting("target_groups", "investors", "municipalities") >= {"chengdu_symbiosis", "korea"}
    assert "itac" not in fitting("target_groups", "investors")
    assert fitting("phase") == set(found["case_id"])
    choices = {name: set(contracts.choices(group)) for name, group in cases.TAGS.items()}
    stated = [(name, part) for own in known.values() for name in cases.TAGS for part in own[name].split("; ")]
    assert all(part in choices[name] for name, part in stated)


def test_cases_are_found_by_words_in_any_case_and_by_all_tags() -> None:
    found = pd.DataFrame(
        {
            "name_en": ["Ash park", "Heat park"],
            "summary_en": ["", "uses ASH"],
            "tags": ["metals; heat", "heat"],
        }
    ).assign(name_zh="", summary_zh=None, source="")

    assert cases.containing(found, "ash").index.tolist() == [0, 1]
    assert cases.containing(found, "Ash", ["heat", "metals"]).index.tolist() == [0]
    assert cases.containing(found, "sludge").empty
