"""Every question and check says what it returns, and returns it."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from isdata.data import contracts, store
from isdata.data.contracts import rules
from isdata.data.i18n import reader
from isdata.data.store import asking, checking
from tests.databases import Built

QUESTIONS = sorted(asking.QUESTIONS.glob("*.sql"))
CHECKS = sorted(checking.CHECKS.glob("*.sql"))


@pytest.fixture(scope="module")
def read(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database holding the tiny park; tests only read it."""
    with store.open(built.copied("tiny", tmp_path_factory.mktemp("read"))) as connection:
        yield connection


def header(path: Path, what: str) -> str:
    """Return what a header line says; what stands below it is remarks."""
    match = re.search(rf"^-- {what}:\s*(.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert match, f"{path.name} has no {what}"
    return match[1]


def words(listing: str) -> list[str]:
    """Return the names of a header's list, without units and remarks."""
    plain = re.sub(r"\[[^\]]*\]|\([^)]*\)", "", listing)
    return [re.split(r"[\s.;]", name.strip())[0] for name in plain.split(",") if name.strip()]


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_returns_the_columns_that_its_header_names(
    read: duckdb.DuckDBPyConnection, path: Path
) -> None:
    used = set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", asking.sql(path.stem))))
    listed = header(path, "Parameters")

    assert used == set(re.findall(r"\$(\w+)", listed))
    answer = read.execute(asking.sql(path.stem), dict.fromkeys(used))
    assert [column[0] for column in answer.description] == words(header(path, "Columns"))


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_a_check_has_its_message_and_names_table_row_and_column(
    read: duckdb.DuckDBPyConnection, path: Path
) -> None:
    assert path.stem in checking.MESSAGES
    answer = read.execute(path.read_text("utf-8"))
    assert [column[0] for column in answer.description] == ["table", "row_key", "column", "value"]


def test_no_message_is_left_without_its_check() -> None:
    assert set(checking.MESSAGES) == {path.stem for path in CHECKS}


BREAKING = {
    "composition_above_one": "insert into stream_composition values ('X', 'Cu', 0.7, null), ('X', 'Fe', 0.4, null)",
    "flow_site_of_other_park": "update flow set park_id = 'elsewhere' where flow_id = 'F2'",
    "flow_to_itself": "update flow set receiver_id = provider_id, destination = 'use' where flow_id = 'F2'",
    "unit_of_other_kind": "update flow set resource_id = 'electricity', unit = 'm³' where flow_id = 'F4'",
    "flow_without_ends": "update flow set provider_id = null, receiver_id = null where flow_id = 'F2'",
    "licence_for_nothing": "insert into licence (licence_id, site_id) values ('L', 'S1')",
    "measure_investment_parts": "update measure set investment_material = investment * 2",
    "measure_relation_to_itself": "insert into measure_relation values ('M1', 'M1', 'needs', null, null)",
    "measure_shared_cost": "insert into measure_relation values ('M1', 'M1', 'shares', null, 1e12)",
    "meter_reading_overlaps": "insert into meter_reading (meter_id, starts_on, ends_on, quantity) values "
    "('X', date '2024-01-01', date '2024-01-31', 1), ('X', date '2024-01-31', date '2024-02-29', 1)",
    "meter_without_resource": "insert into meter (meter_id, site_id, meter_kind, unit) "
    "values ('X', 'S1', 'consumption', 'MWh')",
    "money_without_currency": "update measure set currency = null",
    "money_without_price_year": "update measure set price_year = null",
    "partner_of_nothing": "insert into programme_partner (partner_id, name_en, role) values ('X', 'Institute', 'host')",
    "period_reversed": "update network set target_year = 1950",
    "plan_feature_not_geojson": "insert into plan_feature (feature_id, park_id, feature_kind, geometry) "
    "values ('P1', 'tiny', 'plot', '{\"type\": \"Blob\"}')",
    "profile_not_one": "insert into stream_profile values ('X', 1, 0.5)",
    "quantity_limits_reversed": "insert into threshold (threshold_id, park_id, minimum, maximum, unit) "
    "values ('T', 'tiny', 2, 1, 't')",
    "risk_ranges_reversed": "insert into risk (risk_id, park_id, likelihood, impact, status, loss_p10, loss_p50) "
    "values ('X', 'tiny', 1, 1, 'open', 2, 1)",
    "scenario_change_incomplete": "insert into scenario_change (change_id, scenario_id, change_kind) "
    "values ('X', 'S', 'measure_delayed')",
    "scenario_change_of_other_park": "insert into scenario (scenario_id, park_id) values ('S', 'elsewhere'); "
    "insert into scenario_change (change_id, scenario_id, change_kind, measure_id) "
    "values ('X', 'S', 'measure_taken', 'M1')",
    "stream_hours_do_not_fit": "insert into stream (stream_id, site_id, direction, resource_id, unit, period, hours, "
    "daily_from, daily_until) values ('X', 'S1', 'supply', 'steam', 't', 'year', 6000, 22, 6)",
    "synergy_assumption_later": "insert into synergy_assumption (synergy_id, assumption, from_year, value, unit) "
    "values ('SY1', 'price', 2, 5, 'CNY/t')",
    "synergy_assumption_limits": "insert into synergy_assumption (synergy_id, assumption, from_year, value, unit) "
    "values ('SY1', 'discount_rate', 1, 8, '1/yr')",
    "synergy_stage_behind_history": "insert into synergy_stage values ('SY1', date '2024-01-01', 'idea', null)",
}


@pytest.mark.parametrize("name", store.check_names())
def test_a_check_finds_what_breaks_it(read: duckdb.DuckDBPyConnection, name: str) -> None:
    before = checking.check_logic(read, [name])
    read.begin()
    read.execute(BREAKING[name])
    after = checking.check_logic(read, [name])
    read.rollback()

    assert before.empty
    assert set(after["rule"]) == {name}


def test_what_a_check_finds_is_among_all_problems(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute(BREAKING["flow_to_itself"])

    assert "flow_to_itself" in set(store.check(tiny)["rule"])


@pytest.mark.parametrize("name", BREAKING)
def test_a_check_is_asked_where_a_table_changes_that_it_reads(name: str) -> None:
    changed = re.findall(r"(?:update|insert into|delete from) (\w+)", BREAKING[name])

    assert all(name in checking.checks_of([table]) for table in changed)


@pytest.mark.parametrize(
    ("hours", "daily", "power", "busiest", "most"),
    [
        (8784, (0, 24), 500, 0.09, None),  # day and night in a leap year, months rounded to per cents
        (5000, (None, None), 3000, 0.16, "4800"),  # 31 days of 24 h are at most 15.5 % of the year
        (5000, (None, None), None, 0.16, None),  # not stated the power: more may pass in the busy month
        (2928, (22, 6), None, 0.16, None),  # 366 nights of 8 h
        (2960, (22, 6), None, 0.16, "2928"),
    ],
)
def test_hours_must_fit_into_the_day_and_the_months(
    tiny: duckdb.DuckDBPyConnection,
    hours: float,
    daily: tuple[float | None, float | None],
    power: float | None,
    busiest: float,
    most: str | None,
) -> None:
    tiny.execute(
        "insert into stream (stream_id, site_id, direction, resource_id, unit, period, hours, daily_from, "
        "daily_until, power) values ('X', 'S1', 'supply', 'steam', 't', 'year', ?, ?, ?, ?)",
        [hours, *daily, power],
    )
    tiny.execute("insert into stream_profile values ('X', 7, ?)", [busiest])
    path = store.checking.CHECKS / "stream_hours_do_not_fit.sql"

    found = [row[3] for row in tiny.execute(path.read_text("utf-8")).fetchall()]
    assert found == ([most] if most else [])


@pytest.mark.parametrize("table", contracts.tables().values(), ids=lambda table: table.name)
def test_contract_and_schema_name_the_same_columns(
    read: duckdb.DuckDBPyConnection, table: contracts.Table
) -> None:
    stored = read.execute(
        "select column_name, data_type from duckdb_columns() where table_name = $t order by column_index",
        {"t": table.name},
    ).fetchall()

    assert stored == [(column.name, contracts.SQL_TYPES[column.type].upper()) for column in table.columns]
    assert table.keys


@pytest.mark.parametrize("table", contracts.tables().values(), ids=lambda table: table.name)
def test_a_contract_refers_to_what_there_is(table: contracts.Table) -> None:
    for column in table.columns:
        if column.reference:
            other, key = column.reference
            assert contracts.tables()[other][key].is_key
        if column.type == "choice":
            assert contracts.choices(column.choices)
        if column.unit in {"unit", "currency"}:
            assert column.unit in table


def test_every_rule_of_the_contracts_is_worded() -> None:
    yielded = {
        rule
        for table in contracts.tables().values()
        for column in table.columns
        for rule, _ in rules.violations(column, table)
    }

    assert yielded | {"reference", "referenced", "duplicate"} == set(rules.MESSAGES)


def test_pages_without_data_are_left_out_of_a_presentation(built: Built, tmp_path: Path) -> None:
    with store.open(built.copied("samples", tmp_path)) as con:
        bare = {
            park: set(store.ask(con, "pages_without_data", park_id=park)["page"])
            for park in ("chengdu", "kalundborg")
        }
        con.execute("update action set due_date = null")
        undated = set(store.ask(con, "pages_without_data", park_id="chengdu")["page"])

    assert bare["chengdu"] == set()
    assert undated == {"meetings"}  # its picture shows actions by due date
    assert {"energy", "plan", "scenarios", "missions", "meetings", "visits"} <= bare["kalundborg"]
    assert not {"flows", "board", "synergy", "maturity"} & bare["kalundborg"]  # its milestones are a timeline


def test_a_flow_to_itself_is_stated_with_the_name_of_its_company(tiny: duckdb.DuckDBPyConnection) -> None:
    """It was the id of the site."""
    tiny.execute(BREAKING["flow_to_itself"])
    (problem,) = store.check(tiny).to_dict("records")
    english, chinese = (
        reader(language).problem("flow", problem["column"], problem["value"], problem["rule"])
        for language in ("en", "zh")
    )

    assert english.startswith("“Power plant” cannot provide to itself")
    assert "不能向自身供应" in chinese
    assert "S1" not in english + chinese
