"""The best plan as its readers see it."""

from itertools import product
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from isdata.decisions.planning import Robust
from isdata.decisions.planning.service import Answer
from pages.common.presenting import withholding
from pages.network.parts import plan_bars, plan_outcomes, plan_words
from tests.pages.conftest import Opened, control
from tests.turns import by_turns, only

PAGE = "pages/network/plan.py"
VIEWS = ["plan", "why", "joint", "outcomes", "front"]
READERS = [("tiny", "facilitator", "en"), ("hostile", "guest", "zh")]


@pytest.mark.parametrize(("view", "reader"), only(by_turns(VIEWS, READERS), product(VIEWS, READERS)))
def test_every_view_opens(open_page: Opened, view: str, reader: tuple[str, str, str]) -> None:
    data, role, language = reader
    app = open_page(PAGE, language=language, data=data, plan_view=view, role=role, budget="100")

    assert not app.exception
    assert not app.error
    # The only measure is of one company: its money is not stated.
    assert bool(app.metric) == (role == "facilitator" and view != "joint")  # the park has no synergies
    assert bool(app.info) or role == "facilitator"


@pytest.mark.parametrize(
    ("rule", "is_same"),
    [((["B", "A"], 5.0), True), ((["A"], 3.0), False), ((["A", "B"], 4.0), False), (None, False)],
)
def test_shortest_payback_first_is_the_same_with_the_same_measures_in_the_same_years(
    *, rule: tuple[list[str], float] | None, is_same: bool
) -> None:
    """Two marks lay on each other, without a word on whether optimising gained anything."""
    other = None if rule is None else SimpleNamespace(chosen=rule[0], npv=rule[1])
    answer = SimpleNamespace(plan=SimpleNamespace(chosen=["A", "B"], npv=5.0), rule=other)

    assert plan_words.is_also_shortest_first(cast("Answer", answer)) == is_same


@pytest.mark.walk
def test_a_guest_reads_that_a_price_of_the_link_does_not_count(open_page: Opened) -> None:
    """With Chengdu's electricity moved, two links would disclose what single companies save."""
    lines = [
        text.value
        for text in open_page(PAGE, data="samples", park="chengdu", role="guest", electricity="2").markdown
    ]

    assert any("electricity price unchanged" in text for text in lines)


def test_the_whole_budget_buys_the_only_measure(open_page: Opened) -> None:
    app = open_page(PAGE, budget="100")

    figures = {metric.label: metric.value for metric in app.metric}
    assert figures["Selected measures"] == "1"
    # 30,000 invested, 15 MWh at 700 saved a year
    assert (figures["Annual saving"], figures["Payback"]) == ("10.5 k CNY", "2.9 years")
    notes = [each.value.replace("\N{NO-BREAK SPACE}", " ") for each in app.caption]
    assert "net investment 30 k CNY" in notes
    assert "proven optimum" in notes
    (table,) = [frame.value for frame in app.dataframe if "Plan year" in frame.value.columns]
    assert list(table["Annual saving"]) == [10_500]


def test_a_plan_without_measures_has_no_payback(open_page: Opened) -> None:
    """Nothing for nothing read as an immediate payback."""
    figures = {metric.label: metric.value for metric in open_page(PAGE, budget="10").metric}

    assert (figures["Selected measures"], figures["Payback"]) == ("0", "–")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_key_figures_are_named_in_both_languages_where_names_are(open_page: Opened, language: str) -> None:
    app = open_page(PAGE, language=language, budget="100")
    app.session_state["both_names"] = True
    app.run()

    assert [metric.label for metric in app.metric][:2] == ["入选措施 Selected measures", "支出 Spending"]


def test_half_of_it_buys_nothing(open_page: Opened) -> None:
    app = open_page(PAGE, budget="50")

    assert {metric.label: metric.value for metric in app.metric}["Selected measures"] == "0"


def test_limits_that_collide_are_named(open_page: Opened) -> None:
    app = open_page(PAGE, budget="50", floor="90")

    assert "the budget" in app.warning[0].value
    assert "the minimum CO2 saved" in app.warning[0].value
    assert not app.metric


def test_a_budget_over_three_years_says_what_is_spent_when(open_page: Opened) -> None:
    app = open_page(PAGE, budget="100", years="3")

    assert any(box.value == "Spending per year by measure" for box in app.subheader)
    assert {metric.label: metric.value for metric in app.metric}["Selected measures"] == "1"


def test_a_park_without_measures_says_so(open_page: Opened) -> None:
    app = open_page(PAGE, data="bare")

    assert "No efficiency measures are recorded for this park" in [each.value for each in app.subheader]


def test_a_typed_amount_comes_before_the_slider(open_page: Opened) -> None:
    app = open_page(PAGE, budget="100", money="1")
    assert "budget" not in app.query_params  # the address stated a share that does not apply

    assert {metric.label: metric.value for metric in app.metric}["Selected measures"] == "0"
    control(app, "money_typed").set_value("").run()
    assert {metric.label: metric.value for metric in app.metric}["Selected measures"] == "1"


def test_a_typed_budget_of_a_link_stays_until_it_is_typed_anew(open_page: Opened) -> None:
    app = open_page(PAGE, money="50000").run()

    # A popover that is opened after the second run is drawn from that run alone.
    assert control(app, "money_typed").proto.set_value
    assert control(app, "money_typed").value == "50000"
    control(app, "money_typed").set_value("").run().run()
    assert not control(app, "money_typed").proto.set_value
    assert "money" not in app.query_params


def test_amounts_by_year_stand_in_the_address(open_page: Opened) -> None:
    late = open_page(PAGE, budget="100", years="2", year_money="0:0,1:99000000")
    assert {metric.label: metric.value for metric in late.metric}["Selected measures"] == "1"

    none = open_page(PAGE, budget="100", years="2", year_money="0:0,1:0")
    assert {metric.label: metric.value for metric in none.metric}["Selected measures"] == "0"


def test_the_budget_shown_is_the_one_used(open_page: Opened) -> None:
    """The slider gives way to a typed amount, and both to the sum of the years."""
    app = open_page(PAGE, budget="100", years="2")
    assert control(app, "budget").value == "100"

    control(app, "money_typed").set_value("50000").run()
    assert [field.value for field in app.text_input if field.label == "Budget"] == ["50 k CNY"]
    assert "Budget" not in [slider.label for slider in app.select_slider]

    app = open_page(PAGE, budget="100", years="2", year_money="0:20000,1:40000")
    assert [field.value for field in app.text_input if field.label == "Budget"] == ["60 k CNY"]
    assert "Budget" not in [slider.label for slider in app.select_slider]
    app.button(key="same_years").click().run()
    assert control(app, "budget").value == "100"
    assert "year_money" not in app.query_params


def test_guests_see_a_plan_where_the_total_of_the_package_is_disclosed(open_page: Opened) -> None:
    """Of Chengdu's measures one is excluded by another: with their plain sum, its cost would be disclosed."""
    about = {"data": "samples", "park": "chengdu", "role": "guest"}
    app = open_page(PAGE, **about, budget="100")  # guests do not choose it

    figures = {metric.label: metric.value for metric in app.metric}
    assert figures["Selected measures"] == "16"
    assert figures["Spending"] == "at most 14 M CNY"  # 40% of the cost of all, rounded up
    assert figures["Payback"] == "about 2 years"  # of rounded amounts; 2.1 for the facilitator
    headings = [each.value for each in app.subheader]
    assert "Savings of all measures by resource" in headings
    assert "NPV by budget" not in headings
    assert "Budget" not in [slider.label for slider in app.select_slider]

    app = open_page(PAGE, **about, plan_view="front")
    assert "facilitator only" in app.info[0].value
    assert not any("NPV" in str(each.proto.spec) for each in app.get("vega_lite_chart"))


def test_a_presented_view_that_is_withheld_has_its_own_title_and_is_passed_by_the_keys(
    open_page: Opened,
) -> None:
    """The hall may not see the joint plan; the rounded figures above it are stated to be those of the measures."""
    app = open_page(PAGE, data="samples", park="chengdu", projector="true", plan_view="joint")

    assert [each.value for each in app.header] == ["The joint plan of measures and synergies is withheld"]
    assert {metric.label: metric.value for metric in app.metric}["Spending"] == "at most 14 M CNY"
    assert "To the plan" in [link.proto.label for link in app.get("page_link")]
    app.session_state[withholding.ARRIVED] = "plan"  # the keys lead back to the page
    app.run()
    assert app.session_state["plan_view"] == "plan"
    assert app.header[0].value.startswith("16 of 26 measures")


@pytest.mark.parametrize(
    ("money", "spent"),
    [({"budget": "40"}, "at most 14 M CNY"), ({"money": "8000000"}, "at most 8 M CNY")],
    ids=["slider", "typed"],
)
def test_a_presentation_keeps_the_budget(open_page: Opened, money: dict[str, str], spent: str) -> None:
    """The hall may not see the cost of all measures, 34.2 M: the slider sets a share of it as rounded."""
    at = {"data": "samples", "park": "chengdu", "role": "facilitator", **money}
    pages = [open_page(PAGE, **at, **projected) for projected in ({}, {"projector": "true"})]
    desk, hall = ({metric.label: metric.value for metric in page.metric} for page in pages)

    assert desk["Selected measures"] != "23"
    assert f"{desk['Selected measures']} of 26 measures" in " ".join(each.value for each in pages[1].header)
    assert hall["Spending"] == spent


def test_reasons_are_given_for_several_years(open_page: Opened) -> None:
    app = open_page(PAGE, budget="100", years="3", plan_view="why")

    assert not app.exception
    assert len(app.dataframe)


@pytest.mark.parametrize(
    ("aim", "heading", "axis"),
    [("npv", "NPV by budget", "NPV ["), ("co2", "CO2 saved by budget", "CO2 saved [t/yr]")],
)
def test_budgets_are_compared_in_what_the_plan_aims_at(
    open_page: Opened, aim: str, heading: str, axis: str
) -> None:
    app = open_page(PAGE, budget="100", aim=aim)

    assert heading in [each.value for each in app.subheader]
    drawn = [str(each.proto.spec) for each in app.get("vega_lite_chart")]
    assert len(drawn) == 2  # what each measure adds, and the curve
    assert any(axis in spec for spec in drawn)


@pytest.mark.parametrize(
    ("language", "about", "most"), [("en", "about ", "at most "), ("zh", "约", "不超过")]
)
def test_rounded_figures_read_so_and_nothing_is_derived_from_them(
    open_page: Opened, language: str, about: str, most: str
) -> None:
    """The hall once read a gain of 1.39 M, worked out from 30 M in place of 34 M."""
    where = {"data": "samples", "park": "chengdu", "language": language}
    exact = open_page(PAGE, **where)
    app = open_page(PAGE, projector="true", **where)

    assert len(app.metric) == len(exact.metric) - 1 == 5  # the title states the number of measures
    *rounded, saved = (metric.value for metric in app.metric)
    assert "–" in saved  # CO2 is a range, as beside other scenarios
    for value in rounded:
        assert value.startswith((about, most))
    assert [value for value in rounded if value.startswith(about)]
    notes = [part.value for part in (*app.caption, *app.markdown)]
    assert any("rounded" in note or "取整" in note for note in notes)
    assert not any("hortest-payback" in note or "最短回收期" in note for note in notes)


def test_bars_of_a_hall_leave_the_room_that_their_words_need() -> None:
    """With the room of long words, bars of short ones ended at half of the picture."""
    short, long = (
        plan_bars.hall_room({"name": ["Pumps"], "amount": [2.0], "words": [words]})
        for words in ("2 years", "2 years · Recovered heat of a works with a long name · 1,580 t")
    )

    assert 1 < short < 1.2 < long < 2
    bars = {"name": ["Pumps"], "amount": [2.0], "words": ["2 years"]}
    assert plan_bars.hall_room(bars, share=0.5) > short  # beside another picture


def test_a_hall_sees_many_measures_in_equal_pages_and_a_desk_the_first_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sixteen bars of a hall touched."""
    rows = pd.DataFrame({"payback": [float(place) for place in range(16)]})
    monkeypatch.setattr(plan_bars.turning, "first", lambda _key, _total, most: most)  # on the second page
    drawn = []
    for is_in_hall in (True, False):
        monkeypatch.setattr(plan_bars.charts, "is_in_hall", lambda is_shown=is_in_hall: is_shown)
        drawn.append(plan_bars.part(rows))

    assert drawn == [slice(8, 16), slice(0, 16)]


def test_amounts_that_rounding_leaves_nothing_of_are_ranges(open_page: Opened) -> None:
    """The hall of Dayawan read an undisclosed payback above the payback of each measure, and an undisclosed spending."""
    app = open_page(PAGE, data="samples", park="dayawan", projector="true")
    values = {metric.label: metric.value for metric in app.metric}

    assert values["Payback"] == "1.1–2.7 years"
    assert "Spending" not in values  # at most the budget, which the line above states
    assert "undisclosed" not in values.values()
    assert values["Net present value"] == "50–150 M CNY"  # a single rounding step
    assert "NPV by budget" not in [heading.value for heading in app.subheader]  # the plan has no place in it


@pytest.mark.walk
def test_reasons_begin_with_the_measures_left_out(open_page: Opened) -> None:
    app = open_page(PAGE, data="samples", park="chengdu", role="guest", plan_view="why")

    answers = app.dataframe[0].value["In the plan"].tolist()
    assert answers == sorted(answers)  # no before yes
    assert set(answers) == {"no", "yes"}


def test_measures_counted_as_settled_are_not_those_of_the_chart() -> None:
    """A bar of 98% beside "at least 98% are not in the chart" would be a contradiction."""
    found = SimpleNamespace(frequency=pd.Series([0.99, 0.98, 0.976, 0.5]))

    words = plan_outcomes._settled(cast(Robust, found))
    assert "1 measure is in the optimal plan in more than 98%" in words
