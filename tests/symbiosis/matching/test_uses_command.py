"""`python -m isdata uses`, `resources`, `suggest`, and the ids in the file of `match`."""

import math
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata import cli, flows
from isdata.data import store
from isdata.data.disclosure import GUEST
from isdata.data.i18n import reader
from isdata.symbiosis.gaps import plant_types
from isdata.symbiosis.matching import published_uses
from pages.synergies.parts import uses_headline
from tests.databases import Built

USE = {
    "use_id": "U1", "resource_id": "spent_foundry_sand", "substitute_id": "silica_sand",
    "process": "Raw meal of cement clinker / 水泥生料", "maturity": "practised", "share_maximum": 5.0, "source": "A handbook",
}  # fmt: skip

FLOW = {
    "plant_flow_id": "P1", "plant": "Iron foundry / 铸造厂", "sector": "2431", "direction": "supply",
    "resource_id": "spent_foundry_sand", "quantity_minimum": 0.2, "quantity_maximum": 0.5, "unit": "t",
    "product": "castings / 铸件", "source": "A handbook",
}  # fmt: skip


@pytest.fixture(scope="module")
def file(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file of the hand-checkable park, with one published use and one type of plant; commands only read it."""
    path = built.copied("pairs", tmp_path_factory.mktemp("uses"))
    sand = {"resource_id": "silica_sand", "name_en": "Silica sand", "name_zh": "硅砂", "kind": "material",
            "resource_class": "material", "unit": "t"}  # fmt: skip
    rows = {"resource": [sand], "use": [USE], "plant_flow": [FLOW]}
    with store.open(path) as con:
        store.write(con, {table: pd.DataFrame(own) for table, own in rows.items()}, who="test", reason="test")
    return path


def test_uses_are_printed_by_phrase_in_either_language(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["uses", str(file), "spent_foundry_sand"]) == 0
    assert (
        "Silica sand | Used in: Raw meal of cement clinker | Maturity: Established practice | Maximum share: 5% | Source: A handbook"
        in capsys.readouterr().out
    )

    assert cli.run(["uses", str(file), "硅砂", "--instead", "--language", "zh"]) == 0
    assert "水泥生料" in capsys.readouterr().out


def test_a_bare_name_means_the_bought_good_where_its_replacement_is_asked_for(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["uses", str(file), "sand", "--instead"]) == 0
    assert "Silica sand: 1 published use." in capsys.readouterr().out


def test_an_unknown_resource_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["uses", str(file), "qqqq"]) == 2
    assert "qqqq" in capsys.readouterr().err


def test_suggestions_and_resources_are_tables_with_ids(file: Path) -> None:
    asked, out = file.with_name("phrases.txt"), file.with_name("out.csv")
    asked.write_text("spent foundry sand\n\n硅砂\n", "utf-8")

    assert cli.run(["suggest", str(file), str(asked), "--out", str(out)]) == 0
    table = pd.read_csv(out)
    assert list(table.columns) == ["phrase", "rank", "resource_id", "score"]
    assert table.loc[table["rank"] == 1, "resource_id"].tolist() == ["spent_foundry_sand", "silica_sand"]

    assert cli.run(["suggest", str(file), str(file.with_name("none.txt")), "--out", str(out)]) == 2
    assert cli.run(["resources", str(file), "--out", str(out)]) == 0
    assert {"resource_id", "name_zh", "usual_unit", "synonyms_en"} <= set(pd.read_csv(out).columns)


def test_matches_carry_the_ids_of_what_is_disclosed_only(file: Path) -> None:
    out = file.with_name("matches.csv")
    ids = ["supply_stream_id", "demand_site_id", "supply_resource_id", "score", "blocked"]

    assert cli.run(["match", str(file), "--out", str(out)]) == 0
    whole = pd.read_csv(out)
    assert len(whole)
    assert whole[ids].notna().all(axis=None)
    assert cli.run(["match", str(file), "--out", str(out), "--guest"]) == 0
    guest = pd.read_csv(out)
    hidden = guest["Match"].str.startswith("Undisclosed company")
    assert hidden.any()
    assert (
        guest.loc[hidden, ["supply_stream_id", "supply_site_id", "supply_resource_id"]].isna().all(axis=None)
    )


def test_typical_streams_of_a_plant_type_are_printed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["uses", str(file), "FOUNDRY", "--plant"]) == 0
    printed = capsys.readouterr().out
    assert "Iron foundry: 1 typical input or output." in printed
    assert "Typical amount: 0.2–0.5 t | Per tonne of: castings | Source: A handbook" in printed

    assert cli.run(["uses", str(file), "铸造", "--plant", "--language", "zh"]) == 0
    assert "铸件" in capsys.readouterr().out
    assert cli.run(["uses", str(file), "brewery", "--plant"]) == 2
    assert "Iron foundry" in capsys.readouterr().err


def test_a_use_that_replaces_several_goods_has_the_countries_of_all() -> None:
    rows = pd.DataFrame(
        {
            "process": ["Digestion / 消化"] * 2, "maturity": ["practised"] * 2, "substitute_id": ["energy_crops", "natural_gas"],
            "share_maximum": [math.nan] * 2, "treatment": [None, "Drying / 烘干"], "countries": ["GB", "CN; GB"],
        }
    )  # fmt: skip

    found = published_uses.merged_uses(rows, "for")

    assert published_uses.details(found, reader("en")) == [
        "treatment: drying · reported from: United Kingdom, China"
    ]


def test_a_resource_of_a_published_use_is_not_among_the_substitutes_without_one(
    all_parks: duckdb.DuckDBPyConnection,
) -> None:
    published = set(published_uses.uses_of_resource(all_parks, "hot_water", "instead")["resource_id"])
    others = set(published_uses.substitutes(all_parks, "hot_water", "instead")["resource_id"])

    assert "waste_heat" in published  # which is of the same class
    assert others
    assert not published & others


def test_uses_begin_with_a_plant_type_of_the_sectors_of_the_park(
    all_parks: duckdb.DuckDBPyConnection,
) -> None:
    found = plant_types.usual(all_parks, park_id="chengdu", viewer=GUEST)
    streams = plant_types.streams_of_plant_type(all_parks, str(found))
    sectors = flows.places(all_parks, park_id="chengdu", viewer=GUEST)["sector"].str[:2]

    assert streams["sector"].iloc[0][:2] in set(sectors)
    assert set(streams["direction"]) == {"demand", "supply"}


def test_without_a_published_sector_in_the_park_no_plant_type_is_proposed(
    all_parks: duckdb.DuckDBPyConnection,
) -> None:
    assert plant_types.usual(all_parks, park_id="none", viewer=GUEST) is None


def test_a_title_leaves_out_the_side_of_which_nothing_is_published() -> None:
    streams = pd.DataFrame({"direction": ["supply"], "resource_id": ["slag"]})

    assert uses_headline.of_plant("Steel works", streams) == "Steel works: typically discharges 1 resource"


def test_a_use_that_replaces_several_goods_names_each_once() -> None:
    rows = [("clay", "Bricks"), ("sand", "Bricks"), ("clay", "Cement"), ("clay", "Bricks"), ("x", "Cement")]
    uses = pd.DataFrame(rows, columns=["substitute_id", "process"]).assign(
        resource_id="ash", maturity="practised", share_maximum=None, treatment=None, countries=None
    )
    names = {"clay": "Clay", "sand": "Sand"}

    merged = published_uses.merged_uses(uses, "for")
    assert merged["process"].tolist() == ["Bricks", "Cement"]
    assert published_uses.counterparts(uses, "for", names) == [["Clay", "Sand"], ["Clay", "–"]]
    assert published_uses.counterparts(uses.head(2).assign(substitute_id="ash", resource_id=["clay", "sand"]),
                                       "instead", names) == [["Bricks"], ["Bricks"]]  # fmt: skip


def test_the_amount_of_a_resource_in_the_park_names_its_companies() -> None:
    row = {"direction": "supply", "period": "year", "quantity": 1000.0, "unit": "t", "company_en": "Ash Works", "company_zh": "灰厂"}  # fmt: skip
    streams = pd.DataFrame([row, row | {"quantity": 270.0, "company_en": "Mill", "company_zh": "磨坊"}])

    assert uses_headline.in_park(streams, "for") == "Declared supply: 1,270 t per year, from Ash Works, Mill"
    published = uses_headline.in_park(streams, "for", is_published=True)
    assert published == "Published supply: 1,270 t per year, from Ash Works, Mill"
    assert uses_headline.in_park(streams, "instead") == ""
    assert uses_headline.in_park(streams.assign(unit=["t", "GJ"]), "for") == ""
