"""Newcomers against limits of the tiny park, with amounts computed by hand."""

import datetime as dt
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata import cli
from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES, reader
from isdata.errors import NotFoundError
from isdata.institution import inventory, limits, newcomer_service, offers, presentation, settling
from isdata.output.reports import WRITERS
from isdata.output.reports.offer_items import Offer
from isdata.output.reports.offer_sheet import offer_sheet
from isdata.symbiosis.matching import presentation as match_words
from tests.databases import Built
from tests.output.reports.test_minutes import text_of

WHO, WHY = "test", "for tests"
RULES = [
    # id, rule, minimum, maximum, unit, used, temperature, pressure
    ("T1", "steam", None, 10.0, "t/h", 7.5, 190.0, 10.0),
    ("T2", "steam", None, 5.0, "t/h", 1.0, 320.0, 25.0),
    ("T3", "fresh_water", None, 6000.0, "m³/yr", None, None, None),
    ("T4", "land", None, 20.0, "ha", None, None, None),
    ("T5", "jobs_per_area", 15.0, None, "jobs/ha", None, None, None),
    ("T6", "power", None, None, "MW", None, None, None),
    ("T7", "voc", None, 10.0, "t/yr", 9.5, None, None),
]


@pytest.fixture(scope="module")
def file(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny park with limits; a foundry asks for 3 t/h of steam and 900 m³ of water on 2 ha with 40 people."""
    names = ["threshold_id", "rule", "minimum", "maximum", "unit", "used", "temperature", "pressure"]
    rules = pd.DataFrame(RULES, columns=names).assign(park_id="tiny", name_en=[row[0] for row in RULES])
    foundry = {
        "newcomer_id": "N1", "park_id": "tiny", "name_en": "Foundry", "area": 2.0, "employees": 40, "value_added": 30e6,
        "currency": "CNY", "price_year": 2024, "status": "enquiry",
    }  # fmt: skip
    lines = pd.DataFrame(
        [("L1", "steam", 12000.0, "t", 4000.0, 170.0, 8.0), ("L2", "fresh_water", 900.0, "m³", None, None, None)],
        columns=["newcomer_flow_id", "resource_id", "quantity", "unit", "hours", "temperature", "pressure"],
    ).assign(newcomer_id="N1", direction="demand")  # fmt: skip
    heat = {
        "stream_id": "W1", "site_id": "S1", "direction": "supply", "resource_id": "steam", "quantity": 8000.0,
        "unit": "GJ", "period": "year", "hours": 5000.0,
    }  # fmt: skip
    land = {"park_id": "tiny", "geometry": '{"type": "Point", "coordinates": [104.27, 30.56]}'}
    plots = [
        ("P1", "free_plot", 1.0),
        ("P2", "free_plot", 3.0),
        ("P3", "plot", None),
    ]  # its area is not known
    offered = [
        {"offer_id": "O1", "offer_kind": "utility", "threshold_id": "T1", "price": 180.0, "currency": "CNY", "price_per": "t",
         "price_year": 2026, "available_from": 2027, "terms": "up to 10 bar"},
        {"offer_id": "O2", "offer_kind": "utility", "name_en": "Natural gas", "quantity": 500.0, "unit": "m³/h",
         "valid_until": dt.date(2027, 6, 30)},
        {"offer_id": "O3", "offer_kind": "plot", "feature_id": "P3"},
    ]  # fmt: skip
    rows = {
        "plan_feature": pd.DataFrame(
            [
                land | {"feature_id": name, "feature_kind": kind, "name_en": name, "area": area}
                for name, kind, area in plots
            ]
        ),
        "offer": pd.DataFrame(offered, dtype=object).assign(park_id="tiny"),
        "service": pd.DataFrame([{"service_id": "V1", "park_id": "tiny", "name_en": "Advice"}]),
        "threshold": rules,
        "newcomer": pd.DataFrame([foundry]),
        "newcomer_flow": lines,
        "stream": pd.DataFrame([heat]),
    }
    path = built.copied("tiny", tmp_path_factory.mktemp("newcomers"))
    with store.open(path) as con:
        store.write(con, rows, who=WHO, reason=WHY)
    return path


@pytest.fixture(scope="module")
def park(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The park that tests only read."""
    with duckdb.connect(str(file), read_only=True) as con:
        yield con


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    """A file of the park for one test."""
    return Path(shutil.copy(file, tmp_path / "park.duckdb"))


def result(con: duckdb.DuckDBPyConnection, own: inventory.Inventory | None = None) -> limits.Tested:
    own = own or inventory.stored(con, park_id="tiny", newcomer_id="N1")
    return limits.tested(con, park_id="tiny", inventory=own, year=2024, viewer=FACILITATOR)


def covered(con: duckdb.DuckDBPyConnection, quantity: float, hours: float) -> inventory.Inventory:
    row = pd.DataFrame({"line_id": ["L1"], "stream_id": ["W1"], "quantity": [quantity], "hours": [hours]})
    return replace(inventory.stored(con, park_id="tiny", newcomer_id="N1"), covered=row)


def test_a_foundry_fails_on_its_steam_and_the_reason_is_stated(park: duckdb.DuckDBPyConnection) -> None:
    found = result(park)
    row = found.results.loc["T1"].to_dict()

    assert found.status == "fail"
    # 12,000 t over 4,000 h, of which 2.5 t/h are free.
    assert (row["status"], row["value"], row["lacking"]) == ("fail", pytest.approx(3.0), pytest.approx(0.5))
    assert presentation.reason(row, reader("en")) == "3 t/h needed, 2.5 t/h of 10 t/h free: 0.5 t/h too much."


def test_it_passes_when_waste_heat_covers_a_part(park: duckdb.DuckDBPyConnection) -> None:
    row = result(park, covered(park, 4000.0, 5000.0)).results.loc["T1"]

    assert (row["status"], row["value"]) == ("pass", pytest.approx(2.0))


def test_a_source_with_fewer_hours_leaves_the_hourly_need(park: duckdb.DuckDBPyConnection) -> None:
    row = result(park, covered(park, 4000.0, 3000.0)).results.loc["T1"]

    assert (row["status"], row["value"]) == ("fail", pytest.approx(3.0))


def test_steam_counts_for_the_lowest_network_that_suffices(park: duckdb.DuckDBPyConnection) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    hot = replace(own, lines=own.lines.assign(temperature=[300.0, None], pressure=[20.0, None]))
    found = result(park, hot).results

    assert (found.loc["T1", "reason"], found.loc["T2", "value"]) == ("none", pytest.approx(3.0))


def test_steam_beyond_every_network_fails(park: duckdb.DuckDBPyConnection) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    hot = replace(own, lines=own.lines.assign(temperature=[400.0, None]))
    row = result(park, hot).results.loc["T2"].to_dict()

    assert (row["status"], row["reason"]) == ("fail", "beyond")


def test_each_rule_has_its_result_and_maxima_with_a_known_amount_a_bar(
    park: duckdb.DuckDBPyConnection,
) -> None:
    results = result(park).results

    shown = results.loc[["T3", "T4", "T5", "T6", "T7"], ["status", "reason"]]
    assert {rule: (status, reason) for rule, status, reason in shown.itertuples()} == {
        "T3": ("pass", "fits"),  # 5,000 m³ are used, 900 needed, 6,000 allowed
        "T4": ("unknown", "no_use"),  # no plan is stored
        "T5": ("pass", "keeps"),  # 40 people on 2 ha
        "T6": ("unknown", "no_limit"),
        "T7": ("unknown", "not_stated"),
    }
    # T5 states a minimum, T6 no limit, and the foundry no VOC: the page names them below the bars.
    assert set(results.index) - set(limits.with_share(results).index) == {"T5", "T6", "T7"}


def test_limited_flows_that_a_newcomer_does_not_state_are_named(park: duckdb.DuckDBPyConnection) -> None:
    missing = newcomer_service.missing_flows(park, park_id="tiny", newcomer_id="N1")

    # Steam and water are stated, power has no limit yet.
    assert missing == [("supply", "resource_id", "voc")]


def test_a_newcomer_of_which_only_the_name_is_known_is_unknown_in_every_rule(copy: Path) -> None:
    bare = {"newcomer_id": "N2", "park_id": "tiny", "name_en": "Enquiry", "status": "enquiry"}
    with store.open(copy) as con:
        store.write(con, {"newcomer": pd.DataFrame([bare])}, who=WHO, reason=WHY)
        found = result(con, inventory.stored(con, park_id="tiny", newcomer_id="N2")).results

    assert set(found["status"]) == {"unknown"}


def test_a_limit_per_hour_asks_for_the_hours(park: duckdb.DuckDBPyConnection) -> None:
    own = inventory.stored(park, park_id="tiny", newcomer_id="N1")
    row = result(park, replace(own, lines=own.lines.assign(hours=None))).results.loc["T1"]

    assert (row["status"], row["reason"]) == ("unknown", "no_hours")


def test_a_newcomer_without_a_plot_is_offered_what_its_park_has(parks: duckdb.DuckDBPyConnection) -> None:
    known = inventory.newcomers(parks, park_id="chengdu").set_index("newcomer_id")
    (without,) = known.index[known["feature_id"].isna()]
    own = inventory.stored(parks, park_id="chengdu", newcomer_id=without)

    assert len(settling.exchanges(parks, park_id="chengdu", inventory=own, viewer=FACILITATOR))


def test_an_exchange_after_treatment_names_what_is_supplied_and_what_it_gains(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    own = inventory.stored(parks, park_id="chengdu", newcomer_id="CD-NC1")
    found = settling.exchanges(parks, park_id="chengdu", inventory=own, viewer=FACILITATOR)
    found = found[found["blocked"] == 0]
    english = reader("en")

    treated = found[found["provides"] & (found["steps"].map(len) > 0)]
    names = {match_words.resource(row, "supply", english) for row in treated.to_dict("records")}
    assert names
    assert not names & set(treated["supply_resource_en"])
    # Steam, power and water have a price in the park, so what they save is known.
    bought = found[found["demand_resource_id"].isin(["steam", "fresh_water"]) & ~found["provides"]]
    assert len(bought)
    assert bought["value"].notna().all()


def test_an_unknown_newcomer_is_named_with_those_known(park: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="Available: N1"):
        inventory.stored(park, park_id="tiny", newcomer_id="N9")


def test_the_command_states_what_fails_and_what_a_chosen_synergy_changes(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 8,000 GJ are 4,000 t over 5,000 h: 2 of 3 t/h remain.
    rows = {
        "resource": pd.DataFrame([{"resource_id": "steam", "enthalpy": 2.0}]),
        "stream": pd.DataFrame([{"stream_id": "W1", "temperature": 190.0, "pressure": 10.0}]),
    }
    with store.open(copy) as con:
        store.write(con, rows, who=WHO, reason=WHY)
    about: list[object] = ["newcomer", copy, "--park", "tiny"]

    def run(*more: object) -> tuple[int, str, str]:
        code = cli.run([str(each) for each in (*about, *more)])
        return code, *capsys.readouterr()

    code, shown, _error = run("--fits", tmp_path / "fits.csv")
    assert code == 0
    assert "N1 Foundry: Fails (Fails: 1, Unknown: 3, Passes: 3)" in shown
    assert "T1: 3 t/h needed, 2.5 t/h of 10 t/h free: 0.5 t/h too much." in shown
    fits = pd.read_csv(tmp_path / "fits.csv").set_index("newcomer_flow_id")
    assert fits.loc["L1", "stream_id"] == "W1"

    code, shown, _error = run("--synergy", "L1=W1", "--out", tmp_path / "limits.csv")
    assert (code, "Fails: 0" in shown) == (0, True)
    assert pd.read_csv(tmp_path / "limits.csv").set_index("threshold_id").loc["T1", "status"] == "pass"
    assert run("--synergy", "L1=W9")[::2] == (2, "There is no exchange “L1=W9”. Available: L1=W1.\n")


def test_the_command_tests_a_newcomer_of_a_file_without_storing_it(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "newcomer.csv").write_text(
        "newcomer_id,park_id,name_en,area,employees,status\nN2,tiny,Workshop,2,20,enquiry\n", "utf-8"
    )
    flows = tmp_path / "newcomer_flow.csv"
    heading = "newcomer_flow_id,newcomer_id,direction,resource_id,quantity,unit\n"
    arguments = [
        "newcomer",
        str(copy),
        "--park",
        "tiny",
        "--from",
        str(tmp_path / "newcomer.csv"),
        "--from",
        str(flows),
    ]

    flows.write_text(f"{heading}L9,N2,demand,fresh_water,2000,m³\n", "utf-8")
    assert cli.run(arguments) == 0
    shown = capsys.readouterr().out
    # 5,000 of 6,000 m³ are used; 20 people on 2 ha are fewer than 15 per ha.
    assert "T3: 2,000 m³/yr needed, 1,000 m³/yr of 6,000 m³/yr free: 1,000 m³/yr too much." in shown
    assert "Fails: 2" in shown

    flows.write_text(f"{heading}L9,N2,demand,fresh_water,much,m³\n", "utf-8")
    assert cli.run(arguments) == 1
    assert "newcomer_flow.csv" in capsys.readouterr().out
    with store.open(copy) as con:
        assert con.execute("select newcomer_id from newcomer").fetchall() == [("N1",)]


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offer_sheet_holds_what_was_chosen_with_its_terms(
    park: duckdb.DuckDBPyConnection, language: str
) -> None:
    items = offers.offered(park, park_id="tiny", year=2024, viewer=FACILITATOR)
    subject = newcomer_service.Subject(newcomer_service.STORED, "N1")
    where = {"park_id": "tiny", "viewer": FACILITATOR}
    found = newcomer_service.exchanges(park, subject=subject, year=2024, currency="CNY", **where)
    chosen = newcomer_service.Chosen(subject, 2024, found)
    offer = Offer(items.loc[["P2", "O1"]], found.rows.iloc[:0], dt.date(2027, 3, 31), "Ms Li", "no deposit")
    report = offer_sheet(
        result(park), offer, newcomer_service.effects(park, chosen=chosen, **where), reader(language), park="Tiny park", year=2024,
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
