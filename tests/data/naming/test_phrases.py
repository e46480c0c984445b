"""Firms' own words for resources: asked once, remembered, and used by the next import."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import ingest, store
from isdata.data.naming import References, phrases
from isdata.errors import ProblemsError

DAY = dt.date(2024, 5, 17)
FILE = (
    b"stream_id,site_id,direction,resource_id,quantity,unit,period\n"
    b"X1,S1,supply,Flue-gas  ASH,100,t,year\nX2,S2,demand,fly_ash,50,t,year\n"
)


def meaning(con: duckdb.DuckDBPyConnection, text: str) -> tuple[str, str]:
    """Id and way of the resource that a text means exactly."""
    meant = References(con, "resource").exact([text])[text]
    return meant.id, meant.how


def checked(con: duckdb.DuckDBPyConnection) -> ingest.Import:
    return ingest.check(con, ingest.read([("stream.csv", FILE)]))


def test_an_unknown_word_is_asked_once_and_known_the_next_time(tiny: duckdb.DuckDBPyConnection) -> None:
    assert phrases.unknown(checked(tiny).problems) == ["Flue-gas  ASH"]

    phrases.confirm(tiny, {"Flue-gas  ASH": "fly_ash"}, who="Park office", day=DAY)
    found = checked(tiny)

    assert found.problems.empty
    assert found.rows["stream"]["resource_id"].to_pylist() == ["fly_ash", "fly_ash"]
    assert tiny.execute("from resource_phrase").fetchall() == [
        ("flue-gas ash", "fly_ash", "Park office", DAY)
    ]


@pytest.mark.parametrize("text", ["煤", "煤炭"])
def test_a_plain_name_is_the_plain_resource(parks: duckdb.DuckDBPyConnection, text: str) -> None:
    """An import asked which coal was meant, and proposed three."""
    assert meaning(parks, text) == ("coal", "other_name")


def test_the_id_of_a_resource_is_never_taken_for_a_phrase(tiny: duckdb.DuckDBPyConnection) -> None:
    phrases.confirm(tiny, {"fly_ash": "coal"}, who="somebody", day=DAY)

    assert References(tiny, "resource").exact(["fly_ash"]) == {}


def test_what_is_no_resource_cannot_be_confirmed(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError):
        phrases.confirm(tiny, {"ash": "atlantis"}, who="somebody", day=DAY)

    assert phrases.confirmed(tiny).empty


def test_a_confirmation_can_be_changed_and_undone(tiny: duckdb.DuckDBPyConnection) -> None:
    first = phrases.confirm(tiny, {"ash": "fly_ash"}, who="somebody", day=DAY)
    phrases.confirm(tiny, {"Ash": "clinker_dust"}, who="somebody", day=DAY)
    assert meaning(tiny, "ASH") == ("clinker_dust", "confirmed")

    store.revert(tiny, "resource_phrase", first, who="somebody", reason="wrong")

    assert meaning(tiny, "ASH") == ("fly_ash", "confirmed")


def test_other_columns_keep_their_words(tiny: duckdb.DuckDBPyConnection) -> None:
    phrases.confirm(tiny, {"X": "fly_ash"}, who="somebody", day=DAY)
    rows = ingest.check(
        tiny, ingest.read([("company.csv", b"company_id,name_en,visibility\nX,X,public\n")])
    ).rows

    assert pd.Series(rows["company"]["name_en"].to_pylist()).tolist() == ["X"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("used foundry sand", "spent_foundry_sand"),
        ("Old foundry sand", "spent_foundry_sand"),
        ("scrap glass", None),
    ],
)
def test_another_word_for_waste_names_the_same_resource(
    tiny: duckdb.DuckDBPyConnection, text: str, found: str | None
) -> None:
    """Two kinds of waste glass: none of them is taken for a third name of both."""
    tiny.execute(
        "insert into resource (resource_id, name_en, kind, resource_class, unit) "
        "select *, 'material', 'waste', 't' from (values ('spent_foundry_sand', 'Spent foundry sand'), "
        "('a', 'Waste glass'), ('b', 'Used glass'))"
    )

    named = References(tiny, "resource").exact([text])

    assert (named[text].id if named else None) == found
