"""Success contract: amounts and ranks."""

import math

import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.programme import method_use
from pages.common import data
from pages.programme.parts import opportunity_list
from tests.pages.conftest import Opened, opened, shown


def test_amounts_of_the_success_contract_show_the_share_of_the_way_that_is_stated(open_page: Opened) -> None:
    """The way from 0.172 to 0.15 is to 55% covered at 0.160, as the bar states; with one decimal, 0.2 had come from 0.2."""
    app = open_page("pages/programme/success.py", data="samples", park="chengdu")

    (rows,) = [table.value for table in app.dataframe if "Outcome" in table.value]
    (energy,) = rows[rows["Indicator"] == "Energy per value added"].to_dict("records")
    amounts = [energy[name].partition(" ")[0] for name in ("Baseline", "Target", "Now")]
    assert amounts == ["0.172", "0.15", "0.160"]


@pytest.mark.walk
def test_ranks_stand_once_below_a_heading_where_no_contract_is_fixed(open_page: Opened) -> None:
    app = open_page("pages/programme/success.py", data="samples", park="kunshan")
    assert len(app.get("vega_lite_chart")) == 1  # that of the ranks is drawn once asked for

    opened(app, "success_ranks")
    assert len(app.get("vega_lite_chart")) == 2
    assert [each.value.replace("\u00a0", " ") for each in app.subheader] == [
        r"17 opportunities not implemented yet; first\: Magnet scrap is reduced to alloy in the region, 3\.1 M CNY per year",
        "Synergies by mean rank, 1 = best",
    ]


def test_opportunities_of_all_kinds_are_one_list_in_one_order(open_page: Opened) -> None:
    app = open_page("pages/programme/success.py", data="samples", park="kunshan", opportunity_kinds="measure")
    (only,) = [table.value for table in app.dataframe if "Opportunity" in table.value]
    whole = open_page("pages/programme/success.py", data="samples", park="kunshan")
    (rows,) = [table.value for table in whole.dataframe if "Opportunity" in table.value]

    assert set(only["Kind"]) == {"Measure"}
    assert set(rows["Kind"]) == {"Measure", "Synergy", "Match"}
    assert rows["Gain per year"].iloc[0] == "3.10 M CNY"


def test_a_match_without_declared_investment_has_none_and_no_payback(open_page: Opened) -> None:
    """It was listed with an investment of 0 CNY, while Matches states that none is declared."""
    app = open_page("pages/programme/success.py", data="samples", park="kunshan")
    (rows,) = [table.value for table in app.dataframe if "Opportunity" in table.value]
    matches = rows[rows["Kind"] == "Match"]

    assert "–" in set(matches["Investment"])
    assert not matches["Investment"].str.match(r"0\b").any()
    assert set(matches.loc[matches["Investment"] == "–", "Payback"]) == {"–"}


def test_a_gain_by_the_appraisal_stands_beside_the_recorded_one() -> None:
    """The board states 1.32 M CNY for a synergy whose appraisal gives 1.2 M CNY; equal words stand once."""
    rows = pd.DataFrame({"gain": [1.2e6, 1.2e6, 1.2e6], "recorded": [1.32e6, 1.2001e6, math.nan]})

    words = opportunity_list._figures(rows, "gain", "CNY")

    assert words == ["1.20 M CNY (recorded: 1.32 M CNY)", "1.20 M CNY", "1.20 M CNY"]


@pytest.mark.walk
def test_synergies_are_counted_by_topic_and_source(open_page: Opened) -> None:
    app = open_page(
        "pages/programme/success.py", data="samples", park="chengdu", success_part="opportunities"
    )

    (count,) = [table.value for table in app.dataframe if "Company interview" in table.value]
    sources = [
        "Preliminary workshop",
        "Launching conference",
        "Company interview",
        "Supply and demand matching",
    ]
    # By hand from the sample: metals once each by workshop, interview and matching.
    (metals,) = count[count["Topic"] == "Metals"].to_dict("records")
    assert [metals[name] for name in sources] == [1, 0, 1, 1]
    whole = count.iloc[-1]
    assert whole[sources].sum() == whole["All"] == 25


@pytest.mark.walk
def test_an_answer_on_a_method_is_added_to_its_bar(open_page: Opened) -> None:
    page = open_page("pages/programme/success.py", data="samples", park="kunshan", success_part="days")
    app = opened(page, "method_entry")
    fields = {box.label: box for box in [*app.selectbox, *app.text_input]}
    fields["Method *"].select("Success contract")
    fields["Answered by *"].select("Park administration")
    fields["Times used *"].set_value("2")
    app.text_input(key="method_who").set_value("Mei")
    app.button(key="method_add").click().run()

    assert not app.exception
    assert not app.error
    found = method_use.answers(data.cursor(), park_id="kunshan", viewer=FACILITATOR)
    assert method_use.by_method(found).loc["success_contract", "times"] == 2


def test_the_order_of_opportunities_keeps_the_capitals_of_an_abbreviation(open_page: Opened) -> None:
    """It was stated as “by co2 saved”."""
    at = {"data": "samples", "park": "kunshan", "opportunity_order": "co2"}
    text = shown(open_page("pages/programme/success.py", success_part="opportunities", **at))

    assert "by CO2 saved" in text


def test_a_published_case_shows_published_savings_where_nothing_is_open(open_page: Opened) -> None:
    app = open_page("pages/programme/success.py", data="samples", park="kalundborg")

    figures = {each.label: each.value.replace("\u00a0", " ") for each in app.metric}
    assert figures["CO2 avoided"] == "130,000 t"
    assert any("approximate, per year" in each.value for each in app.caption)
    assert any("year and baseline not stated" in each.value for each in app.caption)
