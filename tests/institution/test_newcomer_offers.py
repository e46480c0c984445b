"""What a park offers newcomers, and the sheet with what was chosen of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES, reader
from isdata.institution.newcomers import exchanges, inventory, limits, offers, service
from isdata.output.reports import WRITERS
from isdata.output.reports.offer_items import Offer
from isdata.output.reports.offer_sheet import offer_sheet
from isdata.symbiosis.matching import presentation as match_words
from tests.databases import SharedFiles
from tests.output.reports.test_minutes import text_of
from tests.turns import only


@pytest.fixture
def park(shared_files: SharedFiles) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tiny park with limits, offers and a newcomer."""
    with shared_files.cursor("newcomers") as connection:
        yield connection


def test_a_park_offers_what_is_free_and_no_plot_that_is_taken(park: duckdb.DuckDBPyConnection) -> None:
    items = offers.offered(park, park_id="tiny", year=2024, viewer=FACILITATOR)
    words = {name: offers.available(row, reader("en")) for name, row in items.to_dict("index").items()}

    # T1: 10 t/h less 7.5 t/h; T2: 5 less 1; T3: 6,000 m³ less 5,000; T6 states no limit.
    assert words == {
        "O1": "2.5 t/h; from 2027", "O2": "500 m³/h", "P1": "1 ha", "P2": "3 ha", "T2": "4 t/h", "T3": "1,000 m³/yr", "T6": "–", "V1": "–"
    }  # fmt: skip
    assert offers.tariff(items.loc["O1"].to_dict(), reader("en")) == "180 CNY/t (2026)"
    assert offers.suitable_plots(items, area=2.0, feature_id=None) == ["P2"]
    assert offers.suitable_plots(items, area=2.0, feature_id="P1") == ["P1"]
    assert offers.suitable_plots(items, area=8.0, feature_id=None) == ["P1", "P2"]
    assert offers.earliest_end(items, items.index) == pd.Timestamp("2027-06-30")


@pytest.mark.parametrize("language", only(["en"], LANGUAGES))
@pytest.mark.walk
def test_a_park_without_limits_neither_meets_nor_exceeds_any(
    park: duckdb.DuckDBPyConnection, language: str
) -> None:
    """The sheet stated “0 met” and “all limits are met” of the same company."""
    items = offers.offered(park, park_id="tiny", year=2024, viewer=FACILITATOR)
    where = {"park_id": "tiny", "viewer": FACILITATOR}
    subject = service.Subject(service.STORED, "N1")
    found = service.exchanges(park, subject=subject, year=2024, currency="CNY", **where)
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    tested = limits.tested(park, inventory=own, year=2024, **where)
    about: dict[str, Any] = {
        "park": "Tiny park", "year": 2024, "day": dt.date(2026, 11, 30), "data_version": 1,
        "indicators": defaultdict(str), "treatments": {}, "currency": "CNY",
    }  # fmt: skip
    offer = Offer(items.iloc[:0], found.rows.iloc[:0], dt.date(2027, 3, 31), "", "")
    chosen = service.Chosen(subject, 2024, found)
    effects = service.effects(park, chosen=chosen, **where)

    def words(results: pd.DataFrame) -> str:
        report = offer_sheet(replace(tested, results=results), offer, effects, reader(language), **about)
        return text_of(WRITERS["docx"](report))

    met = {"en": "all limits are met", "zh": "限值均已满足"}[language]
    none, unknown = tested.results.iloc[:0], tested.results.assign(status="unknown")
    assert {"en": "no limits yet", "zh": "尚未录入限值"}[language] in words(none)
    assert met not in words(none)
    assert met not in words(unknown)
    assert met in words(tested.results.assign(status="pass"))


@pytest.mark.parametrize("language", only(["zh"], LANGUAGES))
@pytest.mark.walk
def test_the_offer_sheet_holds_what_was_chosen_with_its_terms(
    park: duckdb.DuckDBPyConnection, language: str
) -> None:
    items = offers.offered(park, park_id="tiny", year=2024, viewer=FACILITATOR)
    subject = service.Subject(service.STORED, "N1")
    where = {"park_id": "tiny", "viewer": FACILITATOR}
    found = service.exchanges(park, subject=subject, year=2024, currency="CNY", **where)
    chosen = service.Chosen(subject, 2024, found)
    offer = Offer(items.loc[["P2", "O1"]], found.rows.iloc[:0], dt.date(2027, 3, 31), "Ms Li", "no deposit")
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    tested = limits.tested(park, inventory=own, year=2024, **where)
    report = offer_sheet(
        tested, offer, service.effects(park, chosen=chosen, **where), reader(language), park="Tiny park", year=2024,
        day=dt.date(2026, 11, 30), data_version=1, indicators=defaultdict(str), treatments={}, currency="CNY",
    )  # fmt: skip
    text = text_of(WRITERS["docx"](report))

    for chosen_words in (
        "P2",
        "up to 10 bar",
        "Ms Li",
        "no deposit",
        reader(language).date(dt.date(2027, 3, 31)),
    ):
        assert chosen_words in text
    for left_out in ("P1", "Natural gas", "Advice"):
        assert left_out not in text


def test_an_offer_names_only_companies_that_disclose_the_exchange_to_everybody(
    shared_files: SharedFiles,
) -> None:
    """The document for the newcomer named companies whose data only the facilitator may see, and their gains."""
    subject = service.Subject(service.STORED, "CD-NC1")
    where: dict[str, Any] = {"park_id": "chengdu", "subject": subject, "year": 2024, "currency": "CNY"}
    with shared_files.cursor("samples") as con:
        closed = {
            name
            for (name,) in con.execute("select name_en from company where visibility <> 'public'").fetchall()
        }
        rows = service.exchanges(con, **where, viewer=FACILITATOR).rows
        offered = service.offerable(con, **where)

    def partners(found: pd.DataFrame) -> set[str]:
        return {*found["supply_company_en"].dropna(), *found["demand_company_en"].dropna()}

    assert partners(rows[rows["blocked"] == 0]) & closed
    assert len(offered) > 0
    assert not partners(offered) & closed
    assert offered["gain"].isna().all()


def test_an_offer_marks_amounts_of_a_workshop_and_states_a_shared_plant_once() -> None:
    """A statement of a workshop stood unmarked beside metered sand of the company, with the same plant counted twice."""
    sand = {
        "supply_company_en": "Cypress", "supply_company_zh": "柏树", "demand_company_en": "", "demand_company_zh": "",
        "provides": False, "steps": ["reclaim_sand"], "investment": 5.2e6, "unit": "t", "is_hidden": False,
    }  # fmt: skip
    rows = pd.DataFrame(
        [
            sand | {"quantity": 5200.0, "basis": "meter", "is_from_workshop": False},
            sand | {"quantity": 1275.0, "basis": "estimate", "is_from_workshop": True},
            sand | {"quantity": 90.0, "basis": "estimate", "is_from_workshop": False, "steps": []},
        ]
    )
    words = [offers.exchange_amount(row, reader("en")) for row in rows.to_dict("records")]

    assert words == ["5,200 t", "1,275 t (stated at a workshop)", "90 t (estimate)"]
    assert list(offers.are_uncertain(rows)) == [False, True, True]
    assert offers.investments(rows, reader("en"), "CNY")[:2] == ["5.20 M CNY", "same plant as above"]
    # Its own waste water, treated once, can go to either of two companies.
    water = rows.assign(provides=True, line_id="F1", steps=[["filter"], ["filter"], ["boil"]])
    water = water.assign(demand_company_en=["Ginkgo", "Parasol", "Ginkgo"])
    assert offers.investments(water, reader("en"), "CNY") == [
        "5.20 M CNY",
        "same plant as above",
        "5.20 M CNY",
    ]


def test_a_plant_type_is_a_new_company_and_not_an_undisclosed_one(shared_files: SharedFiles) -> None:
    with shared_files.cursor("samples") as con:
        own = inventory.stored(con, park_id="chengdu", newcomer_id="CD-NC1")
        unnamed = replace(own, about={**own.about, "name_en": None, "name_zh": None})
        rows = exchanges.exchanges(con, park_id="chengdu", inventory=unnamed, viewer=FACILITATOR)

    first = rows.iloc[0].to_dict()
    assert "New company" in match_words.pair(first, reader("en"))
    assert "新企业" in match_words.pair(first, reader("zh"))
