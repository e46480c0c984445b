"""Dates, slack and slippage of a schedule that is checked by hand.

    A 5 days → B 3 days  → D decision
             → C 10 days ↗

Begun on 2 March: A 2–7, B 7–10, C 7–17, D on 17 March. B can wait a week; A, C and D cannot.
"""

import datetime as dt
import io

import duckdb
import openpyxl
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.data.ingest.samples import REFERENCE
from isdata.errors import CyclicScheduleError, ProblemsError
from isdata.output import reports
from isdata.output.figures import schedule_bars, schedule_owners
from isdata.output.reports.schedule import schedule_report
from isdata.programme.schedule import critical_path, tasks
from isdata.symbiosis import synergies

FIRST = dt.date(2026, 3, 2)
COLUMNS = ["task_id", "name_en", "task_kind", "starts_on", "days", "predecessors"]


def day(number: int) -> dt.date:
    """A day of March 2026."""
    return dt.date(2026, 3, number)


def network() -> pd.DataFrame:
    rows = [
        ("A", "Scope", "task", FIRST, 5, []),
        ("B", "Permit talk", "task", None, 3, ["A"]),
        ("C", "Measure", "task", None, 10, ["A"]),
        ("D", "Decide", "decision", None, 0, ["B", "C"]),
    ]
    return pd.DataFrame(rows, columns=COLUMNS).assign(done_on=None, agreed_ends_on=None)


def by_id(rows: pd.DataFrame, name: str) -> dict:
    return dict(zip(rows["task_id"], rows[name], strict=True))


def test_a_task_begins_when_its_predecessors_end_and_the_longest_chain_is_critical() -> None:
    found = critical_path.with_slack(critical_path.dated(network(), FIRST))

    assert by_id(found, "begins_on") == {"A": day(2), "B": day(7), "C": day(7), "D": day(17)}
    assert by_id(found, "ends_on") == {"A": day(7), "B": day(10), "C": day(17), "D": day(17)}
    assert by_id(found, "latest_end") == {"A": day(7), "B": day(17), "C": day(17), "D": day(17)}
    assert by_id(found, "slack") == {"A": 0, "B": 7, "C": 0, "D": 0}
    assert by_id(found, "is_critical") == {"A": True, "B": False, "C": True, "D": True}


def test_a_delay_moves_what_waits_and_counts_against_the_agreed_plan() -> None:
    agreed = {"A": day(7), "B": day(10), "C": day(17), "D": day(17)}
    rows = network().assign(agreed_ends_on=list(agreed.values()))

    late = critical_path.dated(rows, day(9))  # A should have ended on the 7th

    assert by_id(late, "is_overdue") == {"A": True, "B": False, "C": False, "D": False}
    assert by_id(late, "slippage") == {"A": 2, "B": 2, "C": 2, "D": 2}
    assert critical_path.slippage(late) == 2
    early = critical_path.dated(rows.assign(done_on=[day(5), None, None, None]), day(5))
    assert by_id(early, "slippage") == {"A": -2, "B": -2, "C": -2, "D": -2}
    assert critical_path.slippage(network().assign(ends_on=FIRST)) is None


def test_the_later_expected_end_lets_overdue_tasks_take_their_whole_duration_again() -> None:
    late = critical_path.dated(network(), day(9))  # A of 5 days should have ended on the 7th

    assert max(late["ends_on"]) == day(19)
    assert critical_path.latest_end_if_restarted(late, day(9)) == day(24)
    in_time = critical_path.dated(network(), day(5))
    assert critical_path.latest_end_if_restarted(in_time, day(5)) == max(in_time["ends_on"]) == day(17)


def test_the_overview_draws_the_range_of_the_end_where_a_task_is_overdue() -> None:
    """Expected between the 19th and the 24th: the bar ends on the first, a pale one on the last."""
    named = network().assign(
        name_zh=None, synergy_en="Steam", synergy_zh="蒸汽", synergy_id="S", owner=None, agreed_starts_on=None
    )
    rows = critical_path.dated(named, day(9))

    (row,) = (
        schedule_bars.of_schedules(rows, i18n.reader("en"), day(9))
        .query("not is_milestone")
        .to_dict("records")
    )

    assert (row["ends"][:10], row["latest"][:10]) == (str(day(19)), str(day(24)))
    assert row["ends_words"].count(" – ") == 1


def test_tasks_that_wait_for_each_other_are_named() -> None:
    rows = network()
    rows.at[0, "predecessors"] = ["D"]

    with pytest.raises(CyclicScheduleError, match="Scope"):
        critical_path.dated(rows.assign(name_zh=None), FIRST)


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with the usual tasks of a feasibility study, and one permit that SY2 needs."""
    store.write(
        tiny,
        {name: pd.read_csv(REFERENCE / f"{name}.csv") for name in ("task", "task_dependency")},
        who="test",
        reason="test",
    )
    permit = {"permit_id": "P1", "synergy_id": "SY2", "name_en": "Transfer permit", "status": "needed"}
    store.write(tiny, {"permit": pd.DataFrame([permit])}, who="test", reason="test")
    return tiny


def test_a_study_begins_with_the_usual_tasks_and_the_permits_that_are_known(
    park: duckdb.DuckDBPyConnection,
) -> None:
    """5 + 20 + 10 + 30 days to the permit on 6 May; the contract is ready on 1 May; then the committee decides."""
    tasks.begin(park, park_id="tiny", synergy_id="SY2", starts_on=FIRST, who="test")

    found = tasks.schedule(park, park_id="tiny", today=FIRST)

    assert len(found) == 9
    assert found[["name_en", "ends_on"]].to_dict("records")[-2:] == [
        {"name_en": "Transfer permit", "ends_on": dt.date(2026, 5, 6)},
        {"name_en": "Committee decides on implementation", "ends_on": dt.date(2026, 5, 6)},
    ]
    park.execute("update permit set granted_on = date '2026-04-20'")
    granted = tasks.schedule(park, park_id="tiny", today=FIRST)
    assert granted.loc[granted["permit_id"] == "P1", "is_done"].tolist() == [True]


def test_a_study_is_proposed_with_the_dates_it_has_once_begun(park: duckdb.DuckDBPyConnection) -> None:
    proposed = tasks.proposed(park, synergy_id="SY2", today=FIRST)
    assert tasks.schedule(park, park_id="tiny", today=FIRST).empty  # nothing is stored

    tasks.begin(park, park_id="tiny", synergy_id="SY2", starts_on=FIRST, who="test")
    begun = tasks.schedule(park, park_id="tiny", today=FIRST)
    shown = ["name_en", "begins_on", "ends_on", "synergy_en"]
    assert proposed[shown].values.tolist() == begun[shown].assign(synergy_en=None).values.tolist()


def test_nothing_is_proposed_without_a_template(park: duckdb.DuckDBPyConnection) -> None:
    park.execute("delete from task_dependency")
    park.execute("delete from task where park_id is null")

    assert tasks.proposed(park, synergy_id="SY2", today=FIRST).empty


def test_a_template_without_dependencies_can_be_begun(park: duckdb.DuckDBPyConnection) -> None:
    park.execute("delete from task_dependency")

    ids = tasks.begin(park, park_id="tiny", synergy_id="SY2", starts_on=FIRST, who="test")

    found = tasks.schedule(park, park_id="tiny", today=FIRST)
    assert set(found["task_id"]) == set(ids)
    assert set(found["begins_on"]) == {FIRST}


def test_a_schedule_is_saved_as_a_whole_or_not_at_all(park: duckdb.DuckDBPyConnection) -> None:
    def saved(rows: pd.DataFrame) -> None:
        tasks.save(park, park_id="tiny", synergy_id=None, rows=rows, today=FIRST, who="test", reason="test")

    saved(
        pd.concat(
            [
                store.ask(park, "schedule_tasks", park_id="tiny"),
                network().assign(task_id=[None, None, None, None], predecessors=None),
            ]
        )
    )
    known = tasks.schedule(park, park_id="tiny", today=FIRST)
    ids = dict(zip(known["name_en"], known["task_id"], strict=True))
    links = {"Permit talk": ["Scope"], "Measure": ["Scope"], "Decide": ["Permit talk", "Measure"]}
    linked = known.assign(
        predecessors=[[ids[each] for each in links.get(name, [])] for name in known["name_en"]]
    )
    saved(linked)
    assert max(tasks.schedule(park, park_id="tiny", today=FIRST)["ends_on"]) == day(17)

    for wrong, error in (
        (linked.assign(predecessors=[list(ids.values())] * 4), CyclicScheduleError),
        (linked.assign(task_kind=None), ProblemsError),
    ):
        with pytest.raises(error):
            saved(wrong.iloc[1:])
        assert len(tasks.schedule(park, park_id="tiny", today=FIRST)) == 4

    saved(linked[linked["name_en"] != "Measure"])  # what waited for it waits no longer
    assert max(tasks.schedule(park, park_id="tiny", today=FIRST)["ends_on"]) == day(10)


def test_the_agreed_plan_stays_while_the_schedule_moves(park: duckdb.DuckDBPyConnection) -> None:
    tasks.begin(park, park_id="tiny", synergy_id="SY2", starts_on=FIRST, who="test")
    tasks.agree(park, tasks=tasks.schedule(park, park_id="tiny", today=FIRST), who="test")

    later = tasks.schedule(
        park, park_id="tiny", today=day(12)
    )  # the scope should have been agreed on the 7th

    assert set(later["slippage"]) == {5}
    assert list(tasks.due(later, day(12))["name_en"]) == ["Agree scope and partners of the study", "Clarify permits with the authority", "Measure amounts and quality over several weeks"]  # fmt: skip


def test_a_schedule_is_written_as_a_workbook(park: duckdb.DuckDBPyConnection) -> None:
    tasks.begin(park, park_id="tiny", synergy_id="SY2", starts_on=FIRST, who="test")
    rows = critical_path.with_slack(tasks.schedule(park, park_id="tiny", today=FIRST))
    partners = synergies.partners(park, parks=["tiny"], viewer=FACILITATOR)
    rows = schedule_owners.named(rows, partners, i18n.reader("zh"))

    report = schedule_report(
        park, park_id="tiny", rows=rows, title="Tiny", reader=i18n.reader("zh"), day=FIRST
    )

    book = openpyxl.load_workbook(io.BytesIO(reports.xlsx(report)))
    cells = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "关键" in cells
    assert rows["name_zh"].iloc[0] in cells
    (provider,) = partners.query("synergy_id == 'SY2' and role == 'provider'")["name_zh"]
    assert f"{provider}（供方）" in cells  # the role alone does not say whom to call
    assert f"{provider}（供方）" in list(schedule_bars.of_tasks(rows, i18n.reader("zh"))["owner"])
    assert schedule_bars.of_schedules(rows, i18n.reader("zh"), FIRST)["owner"].iloc[0] == "–"
