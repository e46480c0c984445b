"""Pages of the management of a park: what their first screens and presented views state."""

import json

import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.i18n import LANGUAGES
from isdata.institution import gap_closing
from pages.common import data
from pages.institution.parts import closing_view, region_view, technology_bars
from tests.pages.conftest import Opened


def test_votes_for_a_solved_problem_put_no_other_one_first(open_page: Opened) -> None:
    page, where = (
        "pages/institution/problems.py",
        {"data": "samples", "park": "chengdu", "role": "facilitator"},
    )
    open_page(page, **where)
    kept = "select problem_id, company_id from problem_vote where problem_id <> 'CD-PB2'"
    keys = [" · ".join(row) for row in data.cursor().execute(kept).fetchall()]
    store.remove(data.cursor(), "problem_vote", keys, who="Test", reason="test")

    app = open_page(page, **where)

    assert not app.exception
    assert not any("unsolved problems" in each.value for each in app.subheader)


def test_presented_factors_state_their_number_and_shares_in_per_cent(open_page: Opened) -> None:
    app = open_page("pages/about/about.py", data="samples", about="factors", projector="true", park="chengdu")

    assert "79 published factors" in app.header[0].value
    values = app.table[0].value["Value"].tolist()
    assert {"10%", "12%/yr"} <= set(values)


def test_the_choice_of_a_dictionary_lists_its_values_whole_but_not_hundreds(open_page: Opened) -> None:
    app = open_page("pages/about/about.py", about="tables", table="flow")

    choices = app.table[0].value.set_index("Column")["Choices"]
    assert choices["destination"].endswith("Destination not stated")
    assert "in all" in choices["currency"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_shows_the_unit_of_each_value(open_page: Opened, language: str) -> None:
    """A cell that is none of the choices of its column is blank."""
    page, where = "pages/institution/joint_report.py", {"data": "samples", "park": "chengdu"}
    app = open_page(page, report_view="sheet", language=language, **where)
    (grid,) = [each for each in app.dataframe if "of_flows" in each.value]

    options = json.loads(grid.proto.columns)["unit"]["type_config"]["options"]
    assert set(grid.value["unit"]) <= {each["value"] for each in options}


def test_money_of_a_register_has_its_currency_and_a_phone_the_figures_first(open_page: Opened) -> None:
    page, where = "pages/institution/risks.py", {"data": "samples", "park": "chengdu", "risk_view": "edit"}
    (grid,) = [each for each in open_page(page, **where).dataframe if "risk_kind" in each.value]

    assert json.loads(grid.proto.columns)["loss_p50"]["label"] == "Median loss [CNY]"


def test_the_only_park_of_a_region_has_no_rank_and_a_published_one_its_savings(open_page: Opened) -> None:
    """Unrecorded CO2 contradicted the published figure of the overview."""
    app = open_page("pages/institution/regions.py", data="samples", park="kalundborg")

    assert any("15 in Kalundborg, the only park recorded here" in each.value for each in app.subheader)
    figures = {each.label: each.value for each in app.metric}
    assert figures["CO2 avoided"] == "130,000 t"
    assert "Overdue actions" not in figures
    assert "SMEs" not in app.dataframe[0].value


def test_three_further_indicators_are_drawn_of_few_parks_and_one_of_many() -> None:
    """An indicator that is equal in all parks is not drawn."""
    few = pd.DataFrame({"co2_saved": [1, 2], "used_share": [0.5, 0.5], "running": [1, 3], "jobs": [4, 5]})
    few = few.assign(synergies=few["jobs"])

    assert region_view._beside(few, "used_share") == ["co2_saved", "running", "jobs"]
    assert region_view._beside(pd.concat([few] * 3), "co2_saved") == ["running"]


@pytest.mark.walk
def test_the_potential_of_a_region_is_that_of_its_parks_and_leaves_out_what_is_on_the_board(
    open_page: Opened,
) -> None:
    where = {"data": "samples", "park": "kunshan", "region_view": "ahead"}
    (table,) = [each.value for each in open_page("pages/institution/regions.py", **where).dataframe]

    *parks, whole = table.to_dict("records")
    assert whole["Park"] == "All parks"
    for column in (
        "Unused by-products [t/yr]",
        "Matches not on the board",
        "Planned measures",
        "CO2 saved by planned measures [t/yr]",
    ):
        assert whole[column] == pytest.approx(sum(park[column] for park in parks), rel=0.001)
    (kunshan,) = [park for park in parks if park["Park"].startswith("Kunshan")]
    # Eight matches are feasible; a synergy joins two of these pairs already.
    assert (kunshan["Matches not on the board"], kunshan["Planned measures"]) == (6, 7)


def test_presented_waste_of_a_municipality_is_its_own_result(open_page: Opened) -> None:
    where = {"data": "samples", "park": "chengdu", "projector": "true"}
    app = open_page("pages/institution/roles.py", reader_role="municipality", **where)

    assert app.header[0].value.startswith("Solid waste utilisation rate ")


def test_technologies_that_lose_and_providers_that_gain_are_counted_and_marked(open_page: Opened) -> None:
    page = "pages/institution/technology.py"
    providers = open_page(page, data="samples", park="chengdu", technology_view="providers")
    technologies = open_page(page, data="samples", park="chengdu")
    losing = technology_bars._loss(-133_000.0, -1e6, "CNY"), technology_bars._loss(10.0, -5.0, "CNY")

    assert any("the 4 providers whose best" in each.value for each in providers.subheader)
    figures = {each.label: each.value for each in technologies.metric}
    listed = next(iter(technologies.dataframe)).value
    connected = listed["Supplier → receiver"].str.contains(" → ")
    assert figures["With supplier and receiver"] == str(listed.loc[connected, "Technology"].nunique())
    drawn = str([part.proto for part in technologies.get("vega_lite_chart")])
    assert "New matches" in drawn
    assert "On the board" in drawn
    assert any(each.value.endswith("that fit; 5 pay back") for each in technologies.caption)
    assert any("for each of 5 pairs" in each.value for each in technologies.subheader)
    assert losing == ("loss 133 k CNY per year", "does not pay back")


def test_a_park_without_meetings_is_asked_for_the_first_and_has_nothing_to_present(
    open_page: Opened,
) -> None:
    app = open_page("pages/programme/meetings.py", data="samples", park="kalundborg")

    assert "No meeting is recorded yet" in [each.value for each in app.subheader]
    assert [each.label for each in app.expander] == ["New meeting"]
    assert not [each for each in app.button if each.label == "Present"]


def test_a_source_that_all_rows_share_stands_below_them(open_page: Opened) -> None:
    app = open_page("pages/synergies/uses.py", data="samples", park="chengdu", asked="plants")

    assert app.table[0].value["Source"].isin(["1", "2"]).all()
    assert any(each.value.startswith("1. RELCA") for each in app.caption)


def test_matches_that_close_a_gap_are_added_up_in_one_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """An amount stated in MWh was taken for GJ, and a name was read as Markdown."""
    names = {f"supply_company_{language}": "Roof *A*" for language in LANGUAGES} | {"supply_is_hidden": False}
    rows = [("S1", 3600.0, "GJ"), ("S1", 500.0, "MWh"), ("S2", 200.0, "MWh"), ("S3", 9.0, "MWh")]
    matches = pd.DataFrame(rows, columns=["supply_stream_id", "quantity", "unit"]).assign(blocked=0, **names)
    matches["steps"] = [["solar_roof"]] * 3 + [["mixing"]]
    links: list[str] = []
    monkeypatch.setattr(closing_view, "_", lambda text, **details: text.format(**details))
    monkeypatch.setattr(closing_view, "reader", lambda: i18n.reader("en"))
    monkeypatch.setattr(closing_view, "park_id", lambda: "tiny")
    monkeypatch.setattr(closing_view.role, "viewer", lambda: None)
    monkeypatch.setattr(closing_view.park_matches, "of_park", lambda *_of: matches)
    monkeypatch.setattr(closing_view.navigation, "link", lambda _page, words, **_options: links.append(words))

    closing_view._feasible("solar_power")
    assert links == ["Feasible matches that contribute to it: Roof \\*A\\*, up to 1,200 MWh/yr"]
    nothing = gap_closing.Closing(pd.DataFrame(), {}, None, pd.DataFrame(), "CNY")
    stated = [
        closing_view._open_words(nothing, name, gap_closing.Closed(None)) for name in ("solar_power", "jobs")
    ]
    assert stated == ["no measure recorded, but a feasible match", "no measure recorded"]


def test_a_company_requests_a_service_that_the_office_then_sees_and_a_guest_only_reads(
    open_page: Opened,
) -> None:
    page = "pages/institution/services.py"
    guest = open_page(page, data="samples", park="chengdu", role="guest")
    app = open_page(page, data="samples", park="chengdu", role="company", as_company="CD05")
    next(box for box in app.selectbox if box.label.startswith("Service")).select("CD-SV6")
    next(field for field in app.text_input if field.key == "service_who").input("Ms Maple")
    next(button for button in app.button if button.label == "Request this service").click().run()
    office = open_page(page, data="samples", park="chengdu")

    assert not app.exception
    assert guest.dataframe
    assert guest.subheader[0].value.startswith("Companies are answered within 5–\N{WORD JOINER}30 days")
    assert guest.get("vega_lite_chart")
    assert "Request this service" not in [button.label for button in guest.button]
    hall = open_page(page, data="samples", park="chengdu", projector="true")
    assert hall.header[0].value.startswith("Companies are answered within 5–\N{WORD JOINER}30 days on 6")
    assert {card.label: card.value for card in office.metric}["Requests not done"] == "5"


def test_guests_read_who_holds_the_label_on_the_page_of_the_joint_report(open_page: Opened) -> None:
    app = open_page("pages/institution/joint_report.py", data="samples", park="chengdu", role="guest")

    listed = app.table[0].value
    assert "Ginkgo Vehicles" in str(listed)
    assert "Oak Forging" in str(listed)
    assert not app.get("download_button")


@pytest.mark.walk
def test_what_is_offered_to_a_newcomer_is_chosen_item_by_item(open_page: Opened) -> None:
    """A company of the park stands for the newcomer, since it needs no search for exchanges."""
    app = open_page(
        "pages/institution/newcomers.py", data="samples", park="chengdu", newcomer_view="offer",
        newcomer_kind="company", tested_company="CD05", offered_plot="CD-OF02", offered_service="",
    )  # fmt: skip
    cards = {card.label: card.value for card in app.metric}

    assert not app.exception
    assert (cards["Plots"], cards["Utilities"]) == ("1", "6")
    assert "Natural gas" in app.dataframe[1].value["Offer"].to_list()


def test_each_of_the_weakest_areas_is_named_and_its_number_begins_no_list(open_page: Opened) -> None:
    app = open_page("pages/institution/maturity.py", data="samples", park="chengdu", language="zh")

    assert "2级，人员与就业亦同" in [each.value for each in app.caption]
    assert "10个要素" in " ".join(each.value for each in app.markdown)
    assert ("产业链接与零排放", "4 / 10") in zip(
        [each.value for each in app.metric], [each.value for each in app.metric][1:], strict=False
    )
    kunshan = open_page("pages/institution/maturity.py", data="samples", park="kunshan", language="zh")
    assert any("各要素均为此等级" in each.value for each in kunshan.caption)
    assert len(kunshan.metric) == 2


def test_the_seven_tasks_of_a_region_state_how_many_parks_have_indicators(open_page: Opened) -> None:
    where = {"data": "samples", "park": "chengdu", "region_view": "tasks"}
    stated, chosen = [each.value for each in open_page("pages/institution/regions.py", **where).subheader]

    assert stated.startswith("Indicators recorded in 3 of 3 parks; 4 of 40 indicators at target; least")
    assert f"task {chosen}:" in stated


def test_a_park_without_risks_lists_what_is_at_stake_in_its_synergies(open_page: Opened) -> None:
    app = open_page("pages/institution/risks.py", data="samples", park="kunshan")
    names = data.cursor().table("risk").filter("park_id = 'kunshan'").project("risk_id").fetchall()
    store.remove(data.cursor(), "risk", [name for (name,) in names], who="Test", reason="test")
    app.run()

    (listed,) = [each.value for each in app.table if "Probability of success" in each.value]
    assert listed[["Stage", "Probability of success"]].iloc[0].tolist() == ["Feasibility", "50%"]


def test_a_newcomer_just_saved_is_the_one_tested(open_page: Opened) -> None:
    app = open_page("pages/institution/newcomers.py", newcomer_view="enter")
    store.write(data.cursor(), {"newcomer": _newcomer("N1")}, who="Test", reason="test")
    app.run()
    assert app.session_state["newcomer"] == "N1"

    store.write(data.cursor(), {"newcomer": _newcomer("N0")}, who="Test", reason="test")
    app.run()
    assert (app.session_state["newcomer"], app.session_state["newcomer_kind"]) == ("N0", "stored")
    app.session_state["newcomer_view"] = "test"
    app.run()
    assert app.session_state["newcomer"] == "N0"
    assert not app.exception


def _newcomer(name: str) -> pd.DataFrame:
    return pd.DataFrame(
        [{"newcomer_id": name, "park_id": "tiny", "name_en": name, "sector": "24", "status": "enquiry"}]
    )


def test_a_technology_names_who_takes_its_input_already(open_page: Opened) -> None:
    """The gypsum of Kalundborg goes to Gyproc; the page stated that no technology had a receiver there."""
    app = open_page("pages/institution/technology.py", data="samples", park="kalundborg")

    (title,) = [each.value for each in app.subheader if "fit this park" in each.value]
    assert "used already by Gyproc" in title


def test_a_summary_and_a_question_of_a_case_are_text_and_not_markup(open_page: Opened) -> None:
    app = open_page("pages/institution/cases.py")
    case = {
        "case_id": "own",
        "name_en": "Own case",
        "summary_en": "![x](http://example.org) **b**",
        "question_en": "$x$ *now*",
        "source": "own",
    }
    store.write(data.cursor(), {"case_study": pd.DataFrame([case])}, who="test", reason="case")
    app.session_state["case"] = "own"
    app.run()
    shown = "\n".join(each.value for each in app.markdown)

    assert r"\!\[x\]" in shown
    assert "**b**" not in shown
    assert r"\*now\*" in shown
