"""A short workbook of companies and flows by name is enough; ids, sites and visibility are generated."""

import io

import duckdb
import openpyxl
import pytest

from isdata.data import ingest, store
from isdata.data.contracts import other_labels, tables
from isdata.data.i18n import Reader
from isdata.data.ingest import headings

COMPANIES = "Name (English),Sector\nMill,17\nPower plant,35\n"
FLOWS = (
    "From,To,What,Year,Amount,Unit\n"
    "Mill,Power plant,fly ash,2023,120,t\n"
    ",Mill,Coal,2023,2 000,t\n"
    "Mill,Power plant,fly ash,2023,80,t\n"
)


def put(con: duckdb.DuckDBPyConnection, flows: str = FLOWS) -> ingest.Import:
    """Import the companies and flows into the tiny park, whose power plant is known."""
    source = ingest.read([("company.csv", COMPANIES.encode()), ("flow.csv", flows.encode())])
    found = ingest.check(con, source, park_id="tiny")
    if found.problems.empty:
        ingest.store(con, found, who="test", reason="quick start")
    return found


def test_names_are_enough(tiny: duckdb.DuckDBPyConnection) -> None:
    assert put(tiny).problems.empty
    assert tiny.execute(
        "select site.site_id, company.company_id, company.visibility from company join site using (company_id) "
        "where company.name_en = 'Mill'"
    ).fetchall() == [("tiny-S001", "tiny-C001", "class_band")]
    assert tiny.execute(
        "select provider_id, receiver_id, resource_id, quantity from flow where year = 2023 order by quantity"
    ).fetchall() == [
        ("tiny-S001", "S1", "fly_ash", 80),
        ("tiny-S001", "S1", "fly_ash", 120),
        (None, "tiny-S001", "coal", 2000),
    ]
    assert tiny.execute("select visibility from company where company_id = 'C1'").fetchone() == ("public",)


def test_the_same_workbook_again_corrects_the_rows(tiny: duckdb.DuckDBPyConnection) -> None:
    put(tiny)
    version = store.data_version(tiny)
    put(tiny)
    assert store.data_version(tiny) == version

    put(tiny, FLOWS.replace("2 000", "2 500"))
    assert tiny.execute("select sum(quantity), count(*) from flow where year = 2023").fetchone() == (2700, 3)


def test_a_sector_in_words_becomes_its_code_and_an_unclear_one_is_asked_about(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    companies = "Name (English),Sector\nMill,造纸\nWorks,Steel\nBuilder,construction\nOther,blorb\nPlant,chemicls plant\n"
    source = ingest.read([("company.csv", companies.encode())])
    found = ingest.check(tiny, source, park_id="tiny")

    assert found.problems[["value", "rule"]].to_numpy().tolist() == [
        ["construction", "sector_near"], ["blorb", "sector"], ["chemicls plant", "sector_near"],
    ]  # fmt: skip
    messages = ingest.message_table(found.problems, Reader("en"))["message"].tolist()
    assert "41 Construction of buildings, 42 Civil engineering" in messages[0]
    assert ingest.interpreted(found.interpretations, Reader("en"))["meaning"].tolist() == [
        "17 Paper", "24 Metal works and foundries",
    ]  # fmt: skip
    source = ingest.read([("company.csv", companies[: companies.index("Builder")].encode())])
    ingest.store(tiny, ingest.check(tiny, source, park_id="tiny"), who="test")
    assert tiny.execute(
        "select sector from company where name_en in ('Mill', 'Works') order by name_en"
    ).fetchall() == [("17",), ("24",)]


def test_without_a_park_nothing_is_made_up(tiny: duckdb.DuckDBPyConnection) -> None:
    found = ingest.check(tiny, ingest.read([("flow.csv", FLOWS.encode())]))

    assert {"missing_key", "missing_column"} <= set(found.problems["rule"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_quick_start_workbook_is_read_as_it_is_filled_in(
    tiny: duckdb.DuckDBPyConnection, language: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ingest.quick_start(Reader(language), con=tiny)))
    companies, flows = book[book.sheetnames[1]], book[book.sheetnames[2]]
    companies.cell(4, 2, "Paper mill")
    for place, value in enumerate(
        ["Paper mill", "Power plant", "Fly ash 粉煤灰 (fly_ash)", 2023, 12.5, "t"], 2
    ):
        flows.cell(4, place, value)
    content = io.BytesIO()
    book.save(content)
    found = ingest.check(tiny, ingest.read([("quick.xlsx", content.getvalue())]), park_id="tiny")

    assert found.problems.empty
    assert {name: rows.num_rows for name, rows in found.rows.items()} == {"company": 1, "site": 1, "flow": 1}


def test_headings_of_earlier_templates_are_understood() -> None:
    assert (
        headings.column_of("Saving lost each year", tables()["measure"])[0]
        is tables()["measure"]["degradation"]
    )
    assert headings.table_of("流") is tables()["flow"]
    for table in tables().values():
        for column in table.columns:
            for label in other_labels(table.name, column.name):
                meant, _unit = headings.column_of(label, table)
                assert meant is column or meant is not None, label


def test_a_new_site_is_proposed_by_the_name_of_its_company(tiny: duckdb.DuckDBPyConnection) -> None:
    files = [
        ("company.csv", COMPANIES.replace("Mill", "Larch Foundry").encode()),
        ("flow.csv", FLOWS.replace("Mill", "Larch Foundrey").encode()),
    ]
    found = ingest.check(tiny, ingest.read(files), park_id="tiny", accept_proposals=True)
    listed = ingest.interpreted(found.interpretations, Reader("en")).set_index("value")

    assert listed.loc["Larch Foundrey", "meaning"].unique().tolist() == ["Larch Foundry"]
