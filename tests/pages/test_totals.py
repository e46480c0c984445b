"""One total: the same measures, and the same plan, come to the same money on every page, in reports and commands."""

import datetime as dt
import re
import shutil
from itertools import product
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from isdata import cli, scenarios
from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.decisions.planning.request import Request
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.output import reports
from tests.pages.conftest import Opened, shown
from tests.sample_data.samples import PARKS
from tests.turns import by_turns, only

ENERGY, SURE, PLAN, INVESTORS, COMPARED = (
    f"pages/network/{name}.py" for name in ("energy", "certainty", "plan", "investors", "scenarios")
)
READ = i18n.reader("en")
SCOPES = ["ahead", "achieved", "all"]


def expected(con: duckdb.DuckDBPyConnection, park: str, scope: str) -> pd.Series | None:
    """The total by its definition, measure by measure and pair by pair; None without measures."""
    stored = measures.in_scope(measures.register(con, park_id=park, viewer=FACILITATOR), scope)
    if stored.measures.empty:
        return None
    relations = measures.relations(con, park_id=park)
    found = planning.candidates(stored, relations, Terms())
    worth = found.measures["npv"]
    out = {min(pair, key=worth.__getitem__) for pair in found.excludes}
    ids = found.measures.index.difference(list(out))
    pairs = found.overlaps
    both = pairs[pairs["measure_id"].isin(ids) & pairs["other_id"].isin(ids)]
    return pd.Series(
        {
            "measures": len(ids),
            "npv": worth[ids].sum() - both["npv"].sum(),
            "co2_saving": found.measures["co2"][ids].sum() - both["co2"].sum(),
            "paid": found.measures["cost"][ids].sum() - found.saved[both.index].sum(),
        }
    )


@pytest.mark.parametrize(("park", "scope"), only(by_turns(PARKS, SCOPES), product(PARKS, SCOPES)))
def test_every_function_behind_a_page_report_or_command_counts_the_same(
    parks: duckdb.DuckDBPyConnection, park: str, scope: str
) -> None:
    total = expected(parks, park, scope)
    choice = reports.Choice("all", scope=scope)
    _, project = reports.report_subject(
        parks, park_id=park, choice=choice, terms=Terms(), viewer=FACILITATOR, draws=100
    )
    (today,) = planning.compare(
        parks,
        request=Request(park, scope, Terms(), Limits(), Aim()),
        names=[None],
        viewer=FACILITATOR,
    )
    if total is None:
        assert project is None
        assert today.sums["measures"] == 0
        return
    assert project is not None
    stored = measures.in_scope(measures.register(parks, park_id=park, viewer=FACILITATOR), scope)
    found = measures.outlook(stored, measures.relations(parks, park_id=park), Terms())
    for sums in (found.package, today.sums, project.totals):
        assert sums["measures"] == total["measures"]
        assert sums[["npv", "co2_saving"]].tolist() == pytest.approx(total[["npv", "co2_saving"]].tolist())
    for register in (found.counted, project.register):
        paid = register.measures["investment"] - register.measures["incentive"]
        assert paid.sum() == pytest.approx(total["paid"])
    steps = found.reconciliation
    assert steps.loc["alone"].tolist() == pytest.approx(
        (steps.loc["excluded"] + steps.loc["overlaps"] + steps.loc["package"]).tolist()
    )
    assert found.counted_appraised["npv"].sum() == pytest.approx(total["npv"])


@pytest.fixture
def samples_path(samples_file: Path, tmp_path: Path) -> Path:
    """A file of the sample parks that nobody has open."""
    return Path(shutil.copy(samples_file, tmp_path / "own.duckdb"))


def test_chengdus_planned_measures_come_to_one_value_wherever_it_is_shown(
    parks: duckdb.DuckDBPyConnection,
    samples_path: Path,
    open_page: Opened,
    capsys: pytest.CaptureFixture,
) -> None:
    """25 measures of 26, one of a pair that excludes each other being left out."""
    total = expected(parks, "chengdu", "ahead")
    assert total is not None
    money = READ.money(total["npv"], "CNY")
    assert (total["measures"], money) == (25, "54.4 M CNY")

    energy = open_page(ENERGY, data="samples", park="chengdu", scope="ahead")
    cards = {metric.label: metric.value for metric in energy.metric}
    assert (cards["Measures"], cards["Net present value"]) == ("25", money)
    alone = open_page(ENERGY, data="samples", park="chengdu", scope="ahead", counted="alone")
    assert {metric.label: metric.value for metric in alone.metric}["Measures"] == "26"
    sure = open_page(SURE, data="samples", park="chengdu", scope="ahead")
    # 26 bars stand under 25 measures: one is pale, and named with the one that excludes it.
    (pale,) = [line for line in shown(energy).split("\n") if "Pale: “" in line]
    assert "not counted in the totals" in pale
    assert "Pale: “" not in shown(alone)
    # Wherever each alone is shown or could be, one line leads from it to the total.
    for app in (energy, alone, sure):
        (line,) = [line for line in shown(app).split("\n") if "plain sum" in line and "combined" in line]
        assert f"combined {money}." in line
    investors = open_page(INVESTORS, data="samples", park="chengdu")
    assert {metric.label: metric.value for metric in investors.metric}["Net present value"] == money
    compared = open_page(COMPARED, data="samples", park="chengdu", compare="today")
    tables = [part.proto.body for part in compared.get("html") if 'class="comparison"' in part.proto.body]
    assert (
        f"Net present value [M\N{NO-BREAK SPACE}CNY]</th><td><b>{money.removesuffix(' M CNY')}</b>"
        in tables[0]
    )

    asked = [str(samples_path), "--park", "chengdu", "--scope", "ahead", "--out"]
    assert cli.run(["appraise", *asked, str(samples_path.with_name("x.csv"))]) == 0
    said = capsys.readouterr().out
    assert "25 measures combined" in said
    assert f"net present value {money}" in said
    assert f"combined {money}." in said
    # The summary is drawn in half the time, and states the same project.
    assert cli.run(["report", "--kind", "summary", *asked, str(samples_path.with_name("x.docx"))]) == 0
    assert "25 of 26 measures" in capsys.readouterr().out
    about, project = reports.report_subject(
        parks, park_id="chengdu", choice=reports.Choice(), terms=Terms(), viewer=FACILITATOR, draws=100
    )
    made = reports.REPORTS["valuation"].make(about, project, READ, day=dt.date(2026, 1, 1))
    assert f"words='{money}'" in repr(made.blocks)


@pytest.mark.parametrize("park", PARKS)
def test_the_plan_of_every_stored_scenario_is_the_same_on_the_plan_page_and_side_by_side(
    parks: duckdb.DuckDBPyConnection, open_page: Opened, park: str
) -> None:
    """The comparison once spent the budget of today in a scenario with budgets of its own."""
    names = scenarios.scenarios(parks, park_id=park, viewer=FACILITATOR)["scenario_id"].tolist()
    if not names:
        return
    compared = open_page(COMPARED, data="samples", park=park)
    (table,) = [part.proto.body for part in compared.get("html") if 'class="comparison"' in part.proto.body]
    # The group “Optimal plan” comes second and has labels of the first group.
    rows = {label: re.findall(r"<td>(?:<b>)?(.*?)<", cells) for label, cells in re.findall(ROW, table)}
    for place, name in enumerate(names[:3], start=1):
        app = open_page(PLAN, data="samples", park=park, scenario=name)
        cards = {metric.label: metric.value for metric in app.metric}
        # Its amounts have the unit of the row, and the decimals of the largest: 28.0 where the card states 28.
        label = next(label for label in rows if label.startswith("Net present value"))
        unit = label.partition("[")[2].removesuffix("]").replace("\N{NO-BREAK SPACE}", " ")
        assert f"{rows[label][place].removesuffix('.0')} {unit}" == cards["Net present value"]
        assert f"{rows['CO2 saved [t/yr]'][place]} t" == cards["CO2 saved per year"]
        assert rows["Measures"][place].startswith(f"{cards['Selected measures']} of ")
        spent = next(cells for label, cells in rows.items() if label.startswith("Spending / budget"))[place]
        assert cards["Spending"].startswith(f"{spent.partition(' / ')[0]} ")


ROW = re.compile(r"<tr><th[^>]*>(.*?)</th>(.*?)</tr>", re.DOTALL)
LEAVING = {"change_kind": "company_leaves", "company_id": "CD03"}
MONEY = ["--year-budget", "8000000", "--year-budget", "5000000"]


@pytest.mark.parametrize(
    ("options", "address", "leaving", "count", "of", "npv"),
    [
        ([], {}, False, 15, 26, 32_349_434),
        pytest.param(
            ["--price-of", "electricity=2"],
            {"electricity": "2"},
            False,
            16,
            26,
            60_539_126,
            marks=pytest.mark.walk,
        ),
        pytest.param([], {}, True, 14, 24, 31_710_000, marks=pytest.mark.walk),
    ],
    ids=["as stored", "electricity doubled", "foundry gone"],
)
def test_a_plan_of_eight_and_five_million_is_the_same_on_the_page_in_the_report_and_the_command(
    samples_path: Path,
    open_page: Opened,
    capsys: pytest.CaptureFixture,
    options: list[str],
    address: dict[str, str],
    leaving: bool,
    count: int,
    of: int,
    npv: float,
) -> None:
    if leaving:
        name = foundry_gone(samples_path)
        options, address = ["--scenario", name], {"scenario": name}
    out = samples_path.with_name("plan.csv")
    asked = [str(samples_path), "--park", "chengdu", *MONEY, *options]
    assert cli.run(["plan", *asked, "--out", str(out)]) == 0
    assert f"{count} of {of} measures" in capsys.readouterr().out
    rows = pd.read_csv(out)
    assert int(rows["is_chosen"].sum()) == count
    assert rows["npv"].sum() == pytest.approx(npv, rel=1e-4 if leaving else 1e-7)

    stated = project_of(samples_path, options)
    assert stated.totals["measures"] == count
    assert stated.totals["npv"] == pytest.approx(rows["npv"].sum())

    file = "own" if leaving else "samples"  # which other tests have opened already
    app = open_page(PLAN, data=file, park="chengdu", years="2", year_money="0:8000000,1:5000000", **address)
    cards = {metric.label: metric.value for metric in app.metric}
    assert cards["Selected measures"] == str(count)
    assert cards["Net present value"] == READ.money(rows["npv"].sum(), "CNY")
    (table,) = [frame.value for frame in app.dataframe if "Plan year" in frame.value.columns]
    assert table["Net present value"].sum() == pytest.approx(rows["npv"].sum())


def foundry_gone(path: Path) -> str:
    """Store a scenario in which the foundry leaves; return its id."""
    with store.open(path) as con:
        return scenarios.save(
            con,
            park_id="chengdu",
            values={"name_en": "Foundry gone"},
            changes=pd.DataFrame([LEAVING]),
            who="test",
            reason="for tests",
        )


def project_of(path: Path, options: list[str]) -> reports.Project:
    """Return what the report of the plan states in numbers."""
    with store.open(path) as con:
        choice = reports.Choice("plan", limits=Limits(by_year=(8e6, 5e6)))
        terms = Terms(carrier_factors={"electricity": 2.0} if "--price-of" in options else {})
        if "--scenario" in options:
            choice = reports.Choice("plan", limits=choice.limits, scenario=options[-1])
        _, project = reports.report_subject(
            con, park_id="chengdu", choice=choice, terms=terms, viewer=FACILITATOR, draws=100
        )
    assert project is not None
    return project


def test_days_to_a_decision_are_one_figure_on_all_pages(open_page: Opened) -> None:
    where = {"data": "samples", "park": "chengdu"}
    success = open_page("pages/programme/success.py", success_part="days", **where)
    people = open_page("pages/institution/efficiency.py", efficiency_view="people", **where)
    missions = open_page("pages/programme/missions.py", **where)

    (days,) = [each.value for each in people.metric if each.label == "Days to a decision"]
    assert "14 of 15 SMEs" in shown(people)  # of which the share beside it is
    assert [each.value for each in success.metric if each.label.startswith("Median")] == [f"{days} days"]
    assert any(f"decision: {days} days, the median" in each.value for each in missions.caption)


@pytest.mark.walk
def test_the_share_of_waste_used_again_is_one_figure_after_a_change_of_flows(
    open_page: Opened, built: dict[str, Path], tmp_path: Path
) -> None:
    with store.open(shutil.copy(built["samples"], tmp_path / "changed.duckdb")) as con:
        con.execute("""update flow set quantity = 2 * quantity
            where park_id = 'chengdu' and destination = 'disposal' and quantity is not null""")
    where = {"data": "changed", "park": "chengdu"}
    desk, hall = (
        open_page("pages/park/overview.py", **where, **shown) for shown in ({}, {"projector": "true"})
    )
    indicators = open_page("pages/institution/indicators.py", **where)

    assert [each.metric[0].label for each in (desk, hall)] == ["Solid waste utilisation rate"] * 2
    assert [each.metric[0].value for each in (desk, hall)] == ["84.4%"] * 2
    assert any("84.4%" in table.value.to_csv() for table in indicators.dataframe)
    assert any("; the flows give " in each.value for each in desk.caption)


def test_a_note_on_figures_names_those_that_are_shown(open_page: Opened) -> None:
    """Here, an audience sees neither inputs nor gain, no range, and the waste that is recorded for all companies."""
    hall = open_page("pages/park/overview.py", data="samples", park="dayawan", projector="true")

    assert not hall.metric  # cards would repeat the headline
    assert re.match(r"Solid waste utilisation rate [\d.\\]+%, 2024;", hall.header[0].value)
    assert "of CO2 per year" in hall.header[0].value
    assert hall.caption[0].value.replace("\\", "") == (
        "Solid waste utilisation rate: 2024, recorded for all companies. CO2 refers to all synergies in operation."
    )
    assert "1 of 8 next steps and actions overdue" in "".join(each.value for each in hall.markdown)
    assert any(re.match(r"The first \d of 8\. 4 more steps", each.value) for each in hall.caption)


def test_the_published_mean_is_a_value_and_no_limit(open_page: Opened) -> None:
    """A mean stood as “≤ 24.3”, as if it were a limit."""
    app = open_page("pages/institution/efficiency.py", data="samples", park="kunshan")
    found = pd.concat([frame.value for frame in app.dataframe if "Reference" in frame.value])

    assert [each for each in found["Value"] if "24.3" in each] == ["24.3 m³ per 10,000 CNY"]
    assert "Resource" in [frame.value.columns[0] for frame in app.dataframe]  # the park by year


def test_amounts_of_a_column_are_in_one_unit(open_page: Opened) -> None:
    """Among others, 76,000万元 stood above 15亿元."""
    app = open_page("pages/institution/efficiency.py", data="samples", park="dayawan")

    (table,) = [each.value for each in app.dataframe if "Value added [M CNY]" in each.value]
    assert table["Value added [M CNY]"].max() == pytest.approx(9800)
    assert table["Value added per area [M CNY/ha]"].notna().all()
