"""The matches page: what it shows to whom, in both languages."""

import re
from pathlib import Path

import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES
from isdata.symbiosis import matching
from pages.common import data
from pages.common.park_matches import marks
from pages.synergies.parts import uses_headline
from tests.databases import Built
from tests.pages.conftest import Opened, as_changed, control, shown
from tests.turns import by_turns, only

PAGE = "pages/synergies/matches.py"
VIEWS = ("possible", "held", "allocation", "heat", "phrase", "newcomer")


@pytest.mark.parametrize(
    ("view", "role", "language"),
    only(
        [(view, "guest", language) for view, language in by_turns(VIEWS, LANGUAGES)],
        by_turns(VIEWS, ["guest", "facilitator"], LANGUAGES),
    ),
)
def test_every_view_runs_and_a_guest_reads_no_name_that_is_kept(
    open_matches: Opened, view: str, role: str, language: str
) -> None:
    app = open_matches(language=language, view=view, role=role)

    assert not app.exception
    assert not app.error
    if role == "guest":
        assert not [word for word in ("Firm PA", "企业PA", "Waste solvent", "废溶剂") if word in shown(app)]


def test_a_facilitator_reads_names_and_the_price_band(open_matches: Opened) -> None:
    text = shown(open_matches(role="facilitator"))

    assert "Firm FO" in text
    assert "gain price" in text  # its hyphen is escaped


@pytest.mark.walk
def test_a_facilitator_reads_the_best_allocation_and_what_is_scarce(open_matches: Opened) -> None:
    app = open_matches(role="facilitator", view="allocation")

    assert "no other allocation gains more" in shown(app)
    assert "Firm FO" in shown(app)
    assert len(app.dataframe) == 2


def test_a_match_that_is_held_back_says_why_and_what_would_lift_it(open_matches: Opened) -> None:
    text = shown(open_matches(view="held"))

    assert "Supplied as Solid, required as Paste." in text
    assert "dry, melt or dissolve" in text


def test_a_link_shows_the_topics_that_its_sender_chose(open_matches: Opened) -> None:
    chosen = open_matches(topics="chemicals,nothing", role="facilitator")

    assert chosen.session_state["topics"] == ["chemicals"]
    assert chosen.query_params["topics"] == "chemicals"
    assert "topics=nothing" in shown(chosen).replace("\\", "")
    assert len(chosen.dataframe[0].value) < len(open_matches(role="facilitator").dataframe[0].value)

    control(chosen, "topics").set_value([]).run()

    assert "topics" not in chosen.query_params


def test_a_link_shows_the_match_that_its_sender_chose(open_matches: Opened) -> None:
    """It stays chosen while the topics leave out others, which stood before it."""
    best = open_matches(role="facilitator")
    found = matching.matches(data.cursor(), park_id="tiny", viewer=FACILITATOR)
    free = found.loc[found["blocked"] == 0]
    other = free.loc[free["topic"] != free["topic"].iloc[0]].iloc[[0]]
    linked = open_matches(role="facilitator", match=marks(other)[0])
    heading = linked.subheader[1].value

    assert heading != best.subheader[1].value

    control(linked, "topics").set_value([other["topic"].iloc[0]]).run()

    assert linked.subheader[1].value == heading
    assert linked.query_params["match"] == marks(other)[0]


def test_a_click_on_a_card_opens_its_match(open_matches: Opened) -> None:
    app = open_matches(role="facilitator")
    heading = app.subheader[1].value
    mark = [button for button in app.button if str(button.key).startswith("match_open_")][1]
    mark.click().run()

    assert app.subheader[1].value != heading
    assert app.query_params["match"] == str(mark.key).removeprefix("match_open_")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_states_the_gain_to_the_facilitator_only(open_matches: Opened, language: str) -> None:
    gain = "gain per year" if language == "en" else "年收益"
    for role, is_shown in (("facilitator", True), ("guest", False)):
        app = open_matches(role=role, language=language)

        cards = (card.proto.body.replace("\N{NO-BREAK SPACE}", " ") for card in app.get("html"))
        assert any(gain in card for card in cards) == is_shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_link_chooses_and_is_not_here_is_said(open_matches: Opened, language: str) -> None:
    app = open_matches(language=language, view="loops", where="moon", match="gone")

    asked = app.warning[0].value.replace("\\", "")
    assert [word in asked for word in ("view=loops", "where=moon", "match=gone")] == [True] * 3
    assert app.session_state["view"] == "possible"


def test_without_an_investment_no_payback_is_shown(open_matches: Opened) -> None:
    app = open_matches(role="facilitator")

    facts = "".join(each.value.to_csv() for each in app.table)
    assert "no investment declared" in facts
    assert "no treatment needed" in facts  # not 0: pipes and tanks may cost
    assert "immediate" not in facts
    # By hand: 9,000 GJ of heat by pipe over 1.91 km at 1 CNY/(GJ·km).
    assert "Transport cost per year, deducted" in facts
    assert "17\\.2 k CNY \\(1\\.91 CNY/GJ" in facts


def test_a_park_without_streams_says_what_to_do(open_page: Opened) -> None:
    app = open_page(PAGE, data="tiny")

    assert not app.exception
    assert "Enter supplies and demands" in app.info[0].value


def test_heat_shows_the_pipe_with_its_cost_and_loss(open_matches: Opened) -> None:
    text = shown(open_matches(role="facilitator", view="heat"))

    assert "pipe is profitable" in text
    assert "3.8%" in text  # 2 % a km over 1.9 km


@pytest.mark.walk
def test_heat_shows_the_hours_together_and_what_a_store_would_add(
    open_matches: Opened, built: Built, tmp_path: Path
) -> None:
    """500 kW from 22 to 6, wanted from 6 to 14: 4,000 kWh a day pass through 86 m³ of water, 40 K apart, or not at all."""
    with store.open(built.copied("matches", tmp_path)) as con:
        for stream, first, last in (("HEAT", 22, 6), ("WASH", 6, 14)):
            con.execute(
                "update stream set hours = 2920, daily_from = ?, daily_until = ? where stream_id = ?",
                [first, last, stream],
            )
    for language in LANGUAGES:
        app = open_matches(role="facilitator", view="heat", language=language)

        read = i18n.reader(language)
        assert app.metric[0].value == "0%"
        assert app.metric[1].value == read.amount(5256, "GJ")  # 4,000 kWh on each of 365 days
        assert read.amount(86, "m³") in shown(app)
        assert app.dataframe[0].value.iloc[0].tolist().count(read.amount(0, "h")) == 1


@pytest.mark.parametrize(("where", "language"), by_turns(["all", "CN"], LANGUAGES))
def test_a_region_and_all_parks_can_be_looked_at(open_matches: Opened, where: str, language: str) -> None:
    app = open_matches(language=language, where=where, pairs="all", streams="typical")

    assert not app.exception
    assert len(app.dataframe) == 1


def test_a_guest_reads_names_once_both_firms_agreed(open_matches: Opened) -> None:
    app = open_matches(role="facilitator")
    control(app, "topics").set_value(["chemicals"]).run()
    app.text_input(key="introduction_who").set_value("Park office")
    for side in ("supply", "demand"):
        app.checkbox(key=f"agrees-{side}-THIN-SOLV").check()
    app.run()
    app.button(key="introduce-THIN-SOLV").click().run()
    assert "Both agreed" in shown(app)
    control(app, "role").set_value("guest").run()

    assert "Firm PA" in shown(app)


def test_the_order_of_the_matches_is_stated_and_kept_in_the_address(open_matches: Opened) -> None:
    assert "· by gain, new ones first, unknown last" in shown(open_matches(role="facilitator"))
    assert "prices of 20" in shown(open_matches(role="facilitator"))
    assert "prices of 20" not in shown(open_matches(role="guest"))
    assert "by payback, new" in shown(open_matches(role="facilitator", match_order="payback"))
    assert "by score without prices" in shown(open_matches(role="guest"))


@pytest.mark.walk
def test_a_park_without_supplies_leads_to_their_table_and_enters_unused_by_products(
    open_page: Opened,
) -> None:
    app = open_page("pages/synergies/matches.py", role="facilitator")
    assert "I have / I want" in app.info[0].value
    assert "Supplies and demands" in [link.proto.label for link in app.get("page_link")]

    app.text_input(key="board_who").set_value("Park office").run()
    app.button(key="enter_undeclared").click().run()

    assert not app.exception
    assert data.cursor().execute("select resource_id, direction from stream").fetchall() == [
        ("mixed_waste", "supply")
    ]


@pytest.mark.walk
def test_undeclared_by_products_are_offered_below_a_list_of_matches_too(open_page: Opened) -> None:
    page = "pages/synergies/matches.py"
    opened = [open_page(page, data="samples", park="kunshan", role=who) for who in ("facilitator", "guest")]

    assert not any(app.exception for app in opened)
    offers = [sum("not declared as supplies: 6" in each.label for each in app.expander) for app in opened]
    assert offers == [1, 0]


@pytest.mark.parametrize(("language", "name"), [("en", "Steel scrap"), ("zh", "废钢")])
def test_resources_with_uses_are_listed_in_one_language_unless_both_are_chosen(
    open_page: Opened, language: str, name: str
) -> None:
    app = open_page("pages/synergies/uses.py", language=language, data="samples")
    for each in (name, "废钢 Steel scrap"):
        (listed,) = [box for box in app.selectbox if (box.key or "").startswith("use_for-")]
        assert each in listed.options
        app.session_state["both_names"] = True
        app.run()


def test_new_companies_are_presented_without_tables(open_matches: Opened) -> None:
    app = open_matches(view="newcomer", projector="true")

    assert not app.exception
    assert app.get("vega_lite_chart")
    assert not app.dataframe


def test_presented_cards_have_the_score_without_prices_by_which_they_are_sorted(open_matches: Opened) -> None:
    app = open_matches(role="facilitator", projector="true")
    words = "".join(part.proto.body for part in app.get("html"))

    assert "by score without prices" in shown(app)
    scores = [int(share) for share in re.findall(r"Score without prices (\d+)%", words)]
    assert scores
    assert scores == sorted(scores, reverse=True)
    assert re.search(r"covers \d+% of the demand", words)


def test_the_list_states_its_first_match_with_its_gain(open_matches: Opened) -> None:
    app = open_matches(role="facilitator")

    assert re.search(r"from Firm .+ to Firm .+; .+ gain per year", app.subheader[0].value)


def test_the_headline_of_presented_matches_names_who_gives_to_whom_in_one_line(open_matches: Opened) -> None:
    app = open_matches(role="facilitator", projector="true")

    title = app.header[0].value
    assert re.search(r"feasible match(es, first)?.?: Firm \w+ → Firm \w+$", title)


def test_a_declared_supply_is_named_where_it_is_part_of_what_a_company_has() -> None:
    """1,400 t of fly ash stood on the page, 6,630 t in the flows: it is what the contracts leave."""
    row = {
        "direction": "supply", "period": "year", "quantity": 1400.0, "unit": "t", "company_en": "Parasol",
        "company_zh": "梧桐", "name_en": "Fly ash beyond contracts", "name_zh": "合同外粉煤灰",
    }  # fmt: skip
    one = pd.DataFrame([row])

    assert "fly ash beyond contracts: 1,400 t per year" in uses_headline.in_park(one, "for")
    assert "beyond contracts" not in uses_headline.in_park(pd.concat([one, one]), "for")


@pytest.mark.walk
def test_uses_of_a_park_without_declared_supplies_begin_with_its_unused_by_products(
    open_page: Opened,
) -> None:
    """They began with paper mill sludge, which no company of the park had."""
    page = "pages/synergies/uses.py"
    open_page(page, data="samples", park="chengdu", role="facilitator")
    data.cursor().execute("delete from stream where site_id like 'CD%'")
    as_changed()
    app = open_page(page, data="samples", park="chengdu", role="facilitator")

    unused = data.cursor().execute(
        "select distinct resource.name_en from flow join resource using (resource_id)"
        " where provider_id like 'CD%' and receiver_id is null"
    )
    ((first, *_others),) = [box.options for box in app.selectbox if (box.key or "").startswith("use_for-")]
    assert first in {name for (name,) in unused.fetchall()}


def test_a_headline_states_the_gain_of_the_board_beside_another_calculated_one(open_page: Opened) -> None:
    app = open_page("pages/synergies/matches.py", data="samples", park="dayawan", role="facilitator")

    (headline,) = [each.value for each in app.subheader if "feasible matches" in each.value]
    shown_text = headline.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert "calculated gain 67.5 M CNY per year (board: 61 M CNY)" in shown_text
