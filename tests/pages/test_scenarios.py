"""Scenarios as their readers see them: saved from the controls, shown by a link, compared, left again."""

import re

import pytest

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR
from pages.common import background, data, navigation
from pages.common.navigation import Entry
from tests.pages.conftest import Opened, control, opened, shown

ENERGY, PAGE = "pages/network/energy.py", "pages/network/scenarios.py"
PLAN = "pages/network/plan.py"


def metrics(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


STORED = {"data": "scenario"}  # what `saved` saves, stored already
NAME = "tiny-SC01"


def saved(open_page: Opened):
    """Double the electricity price on the energy page and save that as a scenario."""
    app = open_page(ENERGY)
    control(app, "electricity").set_value("2").run()
    # 15 MWh at 1,400 is 21,000 a year for 30,000; to two digits beside its change against today's prices.
    assert metrics(app)["Payback"] == "1.43 years"
    app.text_input(key="scenario_name").set_value("Dear *power*")
    app.text_input(key="board_who").set_value("Li")
    return app.button(key="scenario_save").click().run()


@pytest.mark.walk
def test_saved_controls_are_shown_with_a_banner_and_left_with_one_click(open_page: Opened) -> None:
    app = saved(open_page)

    assert not app.error
    assert app.session_state["electricity"] == "1"
    assert r"Electricity\: price × 2" in app.info[0].value
    assert metrics(app)["Payback"] == "1.43 years"
    assert "Changed since" not in shown(app)
    control(app, "electricity").set_value("2").run()
    assert "Changed since the scenario was opened: Electricity price." in shown(app)
    app.button(key="reset_to_scenario").click().run()
    assert metrics(app)["Payback"] == "1.43 years"
    app.button(key="leave_scenario").click().run()
    assert metrics(app)["Payback"] == "2.9 years"
    assert not [box.value for box in app.warning]  # it is stored still


@pytest.mark.walk
def test_a_saved_discount_rate_holds_in_its_scenario_only(open_page: Opened) -> None:
    """Beside a scenario saved with 12%, the present state was computed with 12% as well: both were the same."""
    app = open_page(ENERGY)
    before = metrics(app)["Net present value"]
    control(app, "rate").set_value("12").run()
    app.text_input(key="scenario_name").set_value("Dear money")
    app.text_input(key="board_who").set_value("Li")
    app.button(key="scenario_save").click().run()

    assert metrics(app)["Net present value"] != before
    app.button(key="leave_scenario").click().run()
    assert metrics(app)["Net present value"] == before


@pytest.mark.walk
def test_a_link_opens_the_scenario_in_the_other_language_and_for_guests(open_page: Opened) -> None:
    for page in (ENERGY, PLAN):
        app = open_page(page, language="zh", scenario=NAME, role="guest", **STORED)
        assert not app.exception
        assert any("电力价格" in info.value for info in app.info)


def test_a_link_to_a_scenario_that_is_gone_says_so_and_shows_today(open_page: Opened) -> None:
    app = open_page(ENERGY, scenario="nowhere")

    assert "nowhere" in app.warning[0].value
    assert metrics(app)["Payback"] == "2.9 years"


def compared(app) -> str:
    return next(part.proto.body for part in app.get("html") if "comparison" in part.proto.body)


@pytest.mark.walk
def test_scenarios_stand_side_by_side_with_bars_of_one_width_and_their_difference(open_page: Opened) -> None:
    table = compared(open_page(PAGE, budget="100", **STORED))

    payback = re.search(r"Payback \[yr\]</th>(.*?)</tr>", table)
    assert payback
    assert re.findall(r"<b>(.*?)</b>", payback[1]) == ["2.86", "1.43"]
    assert re.findall(r'<small class="better">(.*?)</small>', payback[1]) == ["-1.43"]
    assert "<i" not in payback[1]  # a long bar would look good
    value = re.search(r"Net present value \[k\sCNY\]</th>(.*?)</tr>", table)
    assert value
    assert re.findall(r'<i style="width: (\d+)%">', value[1]) == ["36", "100"]  # 40,456 of 110,912
    assert re.search(r"\.comparison {[^}]*table-layout: fixed", table)
    assert table.count("<col>") == 2
    assert 'class="label" style="width: ' in table  # as wide as the longest label, in the type of the page


@pytest.mark.walk
def test_nothing_resembles_a_result_while_scenarios_are_compared(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A grid of dots above bars of equal length was taken for the result."""
    monkeypatch.setattr(background, "ask_each", lambda *_, **_parameters: [None, None])

    app = open_page(PAGE, budget="100", **STORED)

    assert not [part for part in app.get("html") if "comparison" in part.proto.body]
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize(
    "at", [{"role": "facilitator"}, {"role": "facilitator", "projector": "true"}, {"role": "guest"}]
)
def test_all_readers_compare_plans_with_the_same_money_and_with_today(
    open_page: Opened, at: dict[str, str]
) -> None:
    """The hall and guests may not see the cost of all measures; its share is stated, as it is rounded."""
    text = shown(open_page(PAGE, data="samples", park="chengdu", **at))

    assert "budget of the scenario, otherwise 14 M CNY" in text
    assert ("differences from today" in text) != ("projector" in at)  # the line of a hall is full


def test_the_headline_compares_the_best_scenario_with_today(open_page: Opened) -> None:
    at = {"data": "samples", "park": "chengdu"}
    titles = [
        heading.value.replace("\u00a0", " ")
        for heading in open_page(PAGE, role="facilitator", **at).subheader
    ]
    assert titles[0] == (
        r"NPV of the optimal plan\: 47\.6 M CNY with “Electricity price \+50%”, 34\.8 M CNY with “Today”"
    )
    assert titles[2] == "Net present value of all measures"

    hall = open_page(PAGE, role="facilitator", projector="true", **at)
    (title,) = [heading.value.replace("\u00a0", " ") for heading in hall.header]
    assert title == (
        r"NPV of the optimal plan\: about 50 M CNY with “Electricity price \+50%”, "
        r"about 30 M CNY with “Today”"
    )
    assert any("saves less CO2 than “Today”" in note.value for note in hall.caption)
    assert not [part for part in hall.get("html") if 'class="comparison' in part.proto.body]


def test_scenarios_are_shown_as_soon_as_they_are_computed(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hall looked at a progress bar until the last one was computed."""
    every = background.ask_each

    def without_last(*given, **named):
        return [*every(*given, **named)[:-1], None]

    monkeypatch.setattr(background, "ask_each", without_last)
    at = {"data": "samples", "park": "chengdu", "role": "facilitator", "projector": "true"}
    app = open_page(PAGE, **at)

    assert [heading.value for heading in app.header if "Comparing 4 scenarios" in heading.value]
    assert len(app.get("vega_lite_chart")) == 2


@pytest.mark.walk
def test_the_reader_chooses_whose_place_a_fifth_scenario_takes(open_page: Opened) -> None:
    """Today and three scenarios stand side by side, and still do after a fourth one was saved."""
    app = open_page(PAGE, data="samples", park="chengdu", role="facilitator")
    assert "Not compared" not in shown(app)
    assert "13 of 27 · incl. 2 synergies" in compared(app)  # which the last one starts
    new = scenarios.save(
        data.cursor(), scenario_id=None, park_id="chengdu", values={"name_en": "Fifth", "name_zh": "第五"},
        changes=scenarios.changes(data.cursor(), park_id="chengdu", viewer=FACILITATOR).iloc[:0], who="t", reason="t",
    )  # fmt: skip
    app.run()
    before = app.session_state["compare"]
    assert (len(before), new in before) == (4, False)
    assert "Not compared, as up to 4 stand side by side:" in shown(app)
    app.session_state[f"compare_in_{new}"] = True  # as the browser reports that it is open
    app.button(key=f"compare_{new}_{before[2]}").click().run()

    assert app.session_state["compare"] == [*before[:2], new, before[3]]
    assert f"compare_{before[2]}_{new}" in {button.key for button in app.button}
    assert not app.session_state[f"compare_in_{before[2]}"]  # another one stands in its place, closed


@pytest.mark.walk
def test_a_change_is_taken_from_the_list_and_a_scenario_removed_by_form(open_page: Opened) -> None:
    app = opened(open_page(PAGE, **STORED), "scenario_form")
    control(app, "scenario_chosen").select(NAME).run()
    before = drops(app)
    app.button(key=f"scenario_drop_{NAME}_0").click().run()
    assert drops(app) == before - 1

    app.text_input(key="board_who").set_value("Li")
    next(button for button in app.button if button.label == "Delete this scenario").click().run()
    assert "No scenario is saved" in app.info[0].value


def drops(app) -> int:
    """Return the number of changes that can be taken from the list."""
    return len([button for button in app.button if (button.key or "").startswith("scenario_drop")])


def test_a_scenario_needs_both_names_and_a_guest_may_not_save_one(open_page: Opened) -> None:
    app = open_page(ENERGY)
    app.button(key="scenario_save").click().run()

    assert "Enter a scenario name" in app.warning[0].value
    assert not [b for b in open_page(ENERGY, role="guest").button if b.key == "scenario_save"]


@pytest.mark.walk
def test_a_plan_saved_with_all_its_limits_is_shown_again_by_a_link(open_page: Opened) -> None:
    """Two years at 15,000 each pay for the only measure in the second; a reader's own controls stay as they were."""
    app = open_page(PLAN, budget="100", years="2", floor="5", cap="none", horizon="10")
    before = metrics(app)
    app.text_input(key="scenario_name").set_value("Whole plan")
    app.text_input(key="board_who").set_value("Li")
    app = app.button(key="scenario_save").click().run()

    assert not app.error
    assert metrics(app) == before
    again = open_page(PLAN, scenario=app.session_state["scenario"])
    assert metrics(again) == before
    assert not [slider for slider in again.select_slider if slider.key in ("budget", "years", "floor")]
    appraised = open_page("pages/network/investors.py", scenario=app.session_state["scenario"])
    assert control(appraised, "invest_in").value == "plan"  # not all measures under the name of a budget
    assert "not limited to the budget" in shown(open_page(ENERGY, scenario=app.session_state["scenario"]))


SHOWING = [entry for entry in navigation.ENTRIES if entry.needs_park and entry.shows_scenario]
# The frame says it for all others: two pages stand for them.
OTHERS = [entry for entry in navigation.ENTRIES if entry.needs_park and not entry.shows_scenario][::20][:2]


@pytest.mark.parametrize("entry", [*SHOWING, *OTHERS], ids=lambda entry: entry.name)
def test_every_page_shows_the_scenario_or_says_that_it_does_not(open_page: Opened, entry: Entry) -> None:
    languages = ("en", "zh") if entry in (SHOWING[0], OTHERS[0]) else ("en",)
    for language in languages:
        mark = {"en": "This page shows the current state", "zh": "本页显示现状"}[language]
        app = open_page(entry.script, language=language, scenario=NAME, **STORED)
        said = [caption.value for caption in app.caption if mark in caption.value]
        assert not app.exception
        assert not app.error
        assert len(said) == (0 if entry.shows_scenario else 1)
        if entry.name not in ("scenarios", "investors"):
            assert any("Dear" in (info.proto.title or "") for info in app.info) == entry.shows_scenario


def test_a_scenario_is_written_down_kind_by_kind(open_page: Opened) -> None:
    """Electricity rises 3 % a year and is half as dear again; rates are typed in per cent."""
    app = open_page(PAGE)
    app.text_input(key="form_scenario__name_en").set_value("Dear")
    app.text_input(key="form_scenario__discount_rate").set_value("6,5")
    app.text_input(key="board_who").set_value("Li")
    control(app, "scenario_kind_").select("price").run()
    assert "Discount rate 6.5%" in shown(app)  # of a scenario without any change, too
    assert "No changes yet" not in shown(app)
    asked = [box.key for box in (*app.selectbox, *app.text_input) if "form_change" in (box.key or "")]
    assert [str(key).partition("-")[0] for key in asked] == [
        f"form_change__price_0_{name}" for name in ("resource_id", "factor", "growth")
    ]
    assert app.button(key="scenario_add_").disabled

    control(app, "form_change__price_0_resource_id").select("electricity")
    app.text_input(key="form_change__price_0_factor").set_value("1,5")
    app.text_input(key="form_change__price_0_growth").set_value("3").run()
    app.button(key="scenario_add_").click().run()
    assert any("Electricity" in text.value and "3" in text.value for text in app.markdown)
    control(app, "scenario_kind_").select("budget").run()
    app.text_input(key="form_change__budget_1_year").set_value("1").run()
    app.button(key="scenario_store").click().run()
    assert [error.value.partition(".")[0] for error in app.error] == ["The change above is incomplete"]
    app.text_input(key="form_change__budget_1_year").set_value("")
    app.text_input(key="form_change__budget_1_budget").set_value("20 k").run()
    app = app.button(key="scenario_store").click().run()  # what is complete counts without “Add”

    assert not app.error
    assert "own discount rate where a scenario sets one" in shown(app)
    found = scenarios.unnamed(data.cursor(), park_id="tiny", scenario_id="tiny-SC01")
    assert found.discount_rate == 0.065
    assert found.carries_over is None
    assert found.changes[["change_kind", "factor", "growth", "budget"]].fillna(0).to_numpy().tolist() == [
        ["price", 1.5, 0.03, 0],
        ["budget", 0, 0, 20_000],
    ]


@pytest.mark.walk
def test_a_saved_scenario_takes_the_last_place_unless_the_reader_chose_what_to_compare(
    open_page: Opened,
) -> None:
    app = opened(open_page(PAGE, data="samples", park="chengdu", role="facilitator"), "scenario_form")
    first = app.session_state["compare"]
    app.text_input(key="form_scenario__name_en").set_value("Dear")
    app.text_input(key="form_scenario__discount_rate").set_value("6,5")
    app.text_input(key="board_who").set_value("Li").run()
    app = app.button(key="scenario_store").click().run()

    assert app.session_state["compare"] == [*first[:-1], "chengdu-SC01"]


def test_a_scenario_leads_to_every_page_that_shows_it_best(open_page: Opened) -> None:
    page = open_page(PAGE, **STORED)

    links = [link.proto for link in page.get("page_link") if "scenario=" in link.proto.query_string]
    assert [link.label for link in links] == [
        "Flows",
        "Board",
        "Energy network",
        "Members and target",
        "Investment plan",
        "Investment appraisal",
    ]
    assert all(f"scenario={NAME}" in link.query_string for link in links)


def test_flows_offer_the_scenarios_where_something_is_supposed(open_page: Opened) -> None:
    flows = "pages/park/flows.py"

    def offered(**address: str) -> list[bool]:
        links = [link.proto.query_string for link in open_page(flows, **address, **STORED).get("page_link")]
        return [f"scenario={NAME}" in query for query in links if "scenario=" in query]

    assert offered() == [True]
    assert offered(scenario=NAME) == []
