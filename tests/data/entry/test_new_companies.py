"""Companies that an import names and nobody knows are added with their sites, so that its rows find them."""

import duckdb

from isdata.data import ingest
from isdata.data.entry import new_companies
from isdata.data.ingest import column_maps
from isdata.data.ingest.column_maps import ColumnMap

ROWS = [["Firm", "What", "t"], ["Sunrise Dyeing", "fly_ash", "12"], ["旭日印染", "fly_ash", "3"]]
MAP = ColumnMap(
    "stream",
    {"Firm": "site_id", "What": "resource_id", "t": "quantity"},
    {"direction": "supply", "unit": "t", "period": "year"},
)


def test_unknown_companies_of_a_file_are_added_once_and_found(tiny: duckdb.DuckDBPyConnection) -> None:
    source, _ = column_maps.mapped("theirs.csv", ROWS, MAP)
    before = ingest.check(tiny, source, park_id="tiny")
    unknown = new_companies.unknown(before.problems)

    new_companies.save(tiny, unknown, park_id="tiny", who="Li")
    after = ingest.check(tiny, source, park_id="tiny")

    assert unknown == ["Sunrise Dyeing", "旭日印染"]
    assert after.problems.empty
    sites = tiny.execute(
        "select site_id from site where park_id = 'tiny' and company_id like 'tiny-C%'"
    ).fetchall()
    assert sorted(after.rows["stream"]["site_id"].to_pylist()) == sorted(site for (site,) in sites)
