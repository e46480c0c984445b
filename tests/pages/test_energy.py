"""The energy network as its readers see it."""

import json
import shutil
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from isdata.data import store
from isdata.output.figures import payback
from pages.common import screen
from pages.network.parts import energy_headline, energy_payback
from tests.pages.conftest import Opened, control, shown
from tests.turns import by_turns, only

PAGE = "pages/network/energy.py"
READERS = [("guest", "zh"), ("facilitator", "en")]
VIEWS = ("payback", "categories", "benefits", "cash", "package", "fronts", "co2", "published", "table")


@pytest.mark.parametrize(("view", "reader"), only(by_turns(VIEWS, READERS), product(VIEWS, READERS)))
def test_every_view_opens(open_page: Opened, view: str, reader: tuple[str, str]) -> None:
    data, (role, language) = "hostile", reader
    app = open_page(PAGE, language=language, data=data, view=view, role=role)

    assert not app.exception
    assert not app.error
    assert app.session_state["view"] == view


def test_a_park_without_measures_says_so_with_a_next_step(open_page: Opened) -> None:
    app = open_page(PAGE, data="bare")

    assert "No efficiency measures are recorded for this park" in [each.value for each in app.subheader]
    assert "Add a measure" in [link.proto.label for link in app.get("page_link")]
    assert not app.metric


def test_a_park_without_measures_shows_its_energy_exchanges(open_page: Opened) -> None:
    app = open_page(PAGE, data="samples", park="kalundborg")

    assert not app.exception
    assert not app.info
    title = r"5 energy exchanges; published amount\: Steam 215,000 t per year \(about 1990\)"
    assert title in [each.value for each in app.subheader]
    drawn = " ".join(each.proto.body for each in app.get("html"))
    assert drawn.count("amount not published") == 4
    assert not app.table
    assert "Sources" in [each.proto.popover.label for each in app.get("popover")]


def test_totals_are_those_of_the_tiny_park(open_page: Opened) -> None:
    """15 MWh at 700 a MWh is 10,500 a year for 30,000: 2.857 years."""
    app = open_page(PAGE)
    values = {metric.label: metric.value for metric in app.metric}

    assert values["Measures"] == "1"
    assert values["Payback"] == "2.9 years"
    assert values["CO2 saved per year"] == "8.05 t"


def test_the_headline_counts_measures_that_can_be_valued() -> None:
    """Without a price of electricity, 14 of 25 measures have no saving, but all save CO2."""
    figures = {"measures": 25, "unknown": 14, "payback": 3.0, "annual_saving": 5.39e6, "co2_saving": 10_731.0}
    known: Any = SimpleNamespace(sums=pd.Series(figures), currency="CNY")

    assert energy_headline.words(known).startswith("11 of 25 measures can be valued: payback 3.0 years")

    known.sums["unknown"] = 0
    assert energy_headline.words(known).startswith("25 measures pay back after 3.0 years")


def test_a_maximum_payback_leaves_out_measures_that_pay_back_later(open_page: Opened) -> None:
    """The one measure ahead pays back in 2.857 years."""
    within = open_page(PAGE, plan_hurdle="3")
    later = open_page(PAGE, plan_hurdle="2")

    assert {metric.label: metric.value for metric in within.metric}["Measures"] == "1"
    assert not later.metric
    assert "No measure pays back within the chosen time" in later.info[0].value


def test_a_pale_bar_is_named_as_at_the_bar_and_only_where_it_is_drawn() -> None:
    """A guest reads the same category for several measures; of two that are left out, one only needs another."""
    ids = ["a", "b", "c"]
    table = pd.DataFrame(
        {"name_en": None, "name_zh": None, "category": "pumps", "payback": [1.0, 2.0, 3.0]}, index=ids
    )
    found = SimpleNamespace(is_package=True, table=table, excluded_by={"b": ["a"], "c": []})
    state: Any = SimpleNamespace(found=found)

    assert energy_payback._left_out(state, slice(0, 2)) == [
        "Pale: “Pumps 2”, excluded by “Pumps 1” and not counted in the totals; a plan within a budget may select it instead."
    ]
    assert energy_payback._left_out(state, slice(2, 4)) == [
        "Pale: “Pumps 3”, not counted in the totals as it requires a measure that is left out."
    ]


def test_a_phone_shows_the_ten_shortest_paybacks_until_all_are_asked_for(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "is_phone", lambda: True)
    parts = []
    ranked = payback.ranked
    monkeypatch.setattr(
        payback, "ranked", lambda *known, **looks: parts.append(looks["part"]) or ranked(*known, **looks)
    )
    app = open_page(PAGE, data="samples", park="chengdu", scope="ahead")
    control(app, "payback_all").set_value(True).run()

    assert parts == [slice(0, 10), slice(0, 26)]


def test_a_low_window_states_the_measures_below_the_fold_in_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """26 measures in two columns had bars of a tenth of the width; of 14 fitting rows, one is that of the others."""
    for height, count, fitting in ((720, 26, 13), (720, 28, 10), (1080, 26, 26), (400, 26, 9)):
        monkeypatch.setattr(screen, "height", lambda height=height: height)

        assert energy_payback._fitting(count) == fitting


@pytest.mark.walk
def test_a_presentation_shows_payback_classes_then_few_measures_and_the_rest_in_one_row(
    open_page: Opened,
) -> None:
    """26 measures in two columns left no room for their companies, and type below 2.2% of the height."""
    app = open_page(PAGE, data="samples", park="chengdu", scope="ahead", projector="true")

    assert "Measures by payback" in [each.value for each in app.subheader]
    (classes,) = app.get("vega_lite_chart")
    assert "all together: 2.9 years" in str([each.data.data for each in classes.proto.datasets])

    next(each for each in app.button if str(each.key).endswith("_Down")).click().run()

    (chart,) = [json.dumps(each.proto.spec) for each in app.get("vega_lite_chart")]
    assert "16 further measures" in chart
    assert "1 to 10 of 26" in shown(app)


@pytest.mark.walk
def test_other_prices_stand_beside_todays(open_page: Opened) -> None:
    """Energy at twice its price: 10,500 a year more, for the sums and for the plan, and half the payback."""
    app = open_page(PAGE, budget="100")
    assert not any(metric.delta for metric in app.metric)
    control(app, "price").set_value("2").run()
    changes = {metric.label: metric.delta for metric in app.metric}

    assert {metric.label: metric.value for metric in app.metric}["Payback"] == "1.43 years"
    assert changes["Annual saving"] == "+10.5 k CNY"
    assert changes["Payback"] == "-1.43 years"
    assert changes["Investment"] == "±0"
    assert changes["NPV of the plan"].startswith("+")


def test_the_address_holds_discount_rate_price_and_horizon(open_page: Opened) -> None:
    app = open_page(PAGE, rate="12", price="1.5", horizon="20")

    assert app.session_state["rate"] == "12"
    assert app.session_state["price"] == "1.5"
    assert app.session_state["horizon"] == "20"


def test_what_weighs_years_is_chosen_for_guests_by_whoever_presents(open_page: Opened) -> None:
    """Net present values at several discount rates and horizons would disclose the saving of each lifetime."""
    asked = {"data": "samples", "park": "chengdu", "scope": "ahead", "rate": "12"}
    guest = open_page(PAGE, **asked, role="guest")
    for key in ("rate", "horizon", "tax"):
        with pytest.raises(ValueError, match="not enough values"):
            control(guest, key)
    assert "discount rate 8%" in shown(guest)

    presented = open_page(PAGE, **asked, projector="true")
    assert control(presented, "rate").value == "12"


def test_an_address_with_nonsense_falls_back(open_page: Opened) -> None:
    app = open_page(PAGE, rate="-5", price="999", horizon="x", view="?")

    assert app.session_state["rate"] == "8"
    assert app.session_state["view"] == "payback"
    assert not app.exception


def test_a_rounded_figure_says_once_that_it_is(open_page: Opened) -> None:
    app = open_page(PAGE, data="samples", park="chengdu", scope="ahead", role="guest")

    spending = [metric.value for metric in app.metric if metric.label == "Spending"]
    assert len(spending) == 1
    assert spending[0].startswith("at most ")  # the budget cuts it off
    assert not any("about about" in metric.value or "most about" in metric.value for metric in app.metric)


def test_a_guest_gets_no_file_with_the_money_of_single_measures(open_page: Opened) -> None:
    assert not open_page(PAGE, view="table", role="guest").get("download_button")
    assert open_page(PAGE, view="table", role="facilitator").get("download_button")


@pytest.mark.parametrize(("company", "is_own"), [("C1", True), ("C3", False)])
def test_a_company_reads_the_money_of_its_own_measures_only(
    open_page: Opened, company: str, is_own: bool
) -> None:
    app = open_page(PAGE, view="table", scope="all", role="company", as_company=company)

    assert ("Investment" in app.dataframe[0].value) is is_own
    assert app.session_state["as_company"] == company


@pytest.mark.parametrize("page", ["pages/network/certainty.py", "pages/network/members.py"])
def test_pages_of_a_bare_park_end_with_a_next_step(open_page: Opened, page: str) -> None:
    app = open_page(page, data="bare")

    assert any("recorded for this park" in each.value for each in app.subheader)
    assert not app.metric


def test_prices_that_are_certain_leave_less_spread(open_page: Opened) -> None:
    app = open_page("pages/network/certainty.py", spread="0")
    calm = [caption.value for caption in app.caption if "80% range" in caption.value]
    control(app, "spread").set_value("80").run()

    assert calm
    assert [caption.value for caption in app.caption if "80% range" in caption.value] != calm


@pytest.mark.parametrize(("role", "is_shown"), [("facilitator", True), ("guest", False)])
def test_supporting_bodies_are_listed_with_contacts_for_the_facilitator_only(
    open_page: Opened, role: str, is_shown: bool
) -> None:
    app = open_page("pages/network/members.py", data="samples", park="chengdu", role=role)
    (bodies,) = [each.value for each in app.dataframe if "Organisation" in each.value]

    assert "Basin Power Supply (sample)" in list(bodies["Organisation"])
    assert ("Contact" in bodies) == is_shown
    assert any("Edit partners" in link.proto.label for link in app.get("page_link")) == is_shown


def test_a_guest_sees_no_comparison_of_fewer_than_three_members(open_page: Opened) -> None:
    app = open_page("pages/network/members.py", role="guest")

    assert any("from three up" in info.value for info in app.info)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_result_of_a_year_stands_beside_its_target(open_page: Opened, language: str) -> None:
    app = open_page("pages/network/members.py", language=language, year_of_result="1900")

    assert not app.exception
    assert int(app.session_state["year_of_result"]) > 1900


def test_terms_behind_the_button_reach_the_figures(open_page: Opened) -> None:
    app = open_page(PAGE, hurdle_rate="40", tax="25", inflation="3", nominal="true", loss="1")
    shown = " ".join(words.value for words in (*app.caption, *app.markdown))

    assert not app.exception
    assert "above 44%" in shown  # 1.40 · 1.03 - 1
    assert "After 25.0% income tax" in shown
    assert "are nominal" in shown
    assert "Savings fall by 1.0%" in shown


@pytest.mark.parametrize(
    ("by", "role"), [("company_id", "facilitator"), ("company_id", "guest"), ("network_id", "guest")]
)
def test_sums_by_company_are_for_the_facilitator(open_page: Opened, by: str, role: str) -> None:
    app = open_page(PAGE, view="categories", by=by, role=role, data="hostile")
    is_hidden = any(info.icon == ":material/visibility_off:" for info in app.info)

    assert not app.exception
    if by == "company_id":
        assert is_hidden == (role == "guest")


@pytest.fixture
def two_factors(built: dict[str, Path], tmp_path: Path) -> None:
    """The tiny park with a second CO2 factor of electricity: 1 t/MWh."""
    path = tmp_path / "tiny.duckdb"
    shutil.copy(built["tiny"], path)
    con = store.open(path)
    more = {"factor_id": "F-OTHER", "factor_kind": "co2", "resource_id": "electricity", "year": 2000}
    row = pd.DataFrame([more | {"value": 1.0, "unit": "t/MWh", "source": "test"}])
    store.write(con, {"factor": row}, who="test", reason="another")
    con.close()


@pytest.mark.walk
@pytest.mark.usefixtures("two_factors")
def test_another_factor_holds_in_every_view(open_page: Opened) -> None:
    """15 MWh at 1 t/MWh."""
    for view in set(VIEWS) - {"published"}:  # which states figures of implemented measures only
        app = open_page(PAGE, view=view, co2_electricity="F-OTHER")

        assert not app.exception, view
        assert {metric.label: metric.value for metric in app.metric}["CO2 saved per year"] == "15 t", view
        assert "emission factors of 20" in shown(app), view  # beside the CO2


@pytest.mark.walk
def test_published_co2_is_compared_with_that_of_implemented_measures(open_page: Opened) -> None:
    """The measures in view are planned ones; those of the publication are done."""
    app = open_page(PAGE, data="network", view="co2", scope="ahead")
    charts = [json.dumps(chart.proto.spec) for chart in app.get("vega_lite_chart")]

    assert any(each.value.endswith("· Implemented") for each in app.subheader)
    assert "Published" in shown(app)
    assert len(charts) == 2


@pytest.mark.walk
def test_published_results_stand_without_figures_of_planned_measures(open_page: Opened) -> None:
    published = open_page(PAGE, data="network", view="published", scope="ahead")

    assert not published.metric
    assert len(published.get("vega_lite_chart")) == 1
    assert "Implemented · " in shown(published)
    assert "Planned · " not in shown(published)
    assert len(published.dataframe) == 1
    presented = open_page(PAGE, data="network", view="published", projector="true")
    assert "withheld" in presented.header[0].value
    assert len(presented.dataframe) == 1  # without the amounts of the measures there is no picture
    assert open_page(PAGE, data="network", view="cash").metric


def test_a_presented_package_has_a_title_of_its_own_and_names_what_is_withheld(open_page: Opened) -> None:
    app = open_page(PAGE, data="samples", park="chengdu", view="package", projector="true")

    assert app.header[0].value == "Overlaps cost up to 25% of a measure's saving"
    assert "The comparison of the package" in app.info[0].value
    assert not app.metric
