"""The flows page as its readers use it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import Reader
from isdata.engines import sankey
from isdata.output.figures import sankey_size
from isdata.park import flows
from isdata.park.flows import views
from pages.common import screen
from tests.pages.conftest import Opened

PAGE = "pages/park/flows.py"


def text(app: AppTest) -> str:
    return " ".join(str(element.value) for element in [*app.caption, *app.markdown, *app.info])


@pytest.mark.parametrize(("look", "language"), [("chain", "zh"), ("network", "en"), ("company", "zh")])
def test_each_look_runs(open_page: Opened, look: str, language: str) -> None:
    app = open_page(PAGE, language=language, flow_look=look)

    assert not app.exception
    assert not app.error
    assert app.dataframe[0].value.shape[0] >= 3


def test_nothing_is_drawn_before_the_browser_has_reported_its_size(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone once showed a picture of the width of a desk, cut at the right, for seconds; every browser had it drawn twice."""
    monkeypatch.setattr(screen, "_is_in_browser", lambda: True)
    app = open_page(PAGE)
    assert not app.exception
    assert not app.get("vega_lite_chart")
    assert not app.dataframe
    assert "Diagram is being drawn" in text(app)

    app.session_state["screen_before"] = "360x840"
    app.run()
    assert app.get("vega_lite_chart")
    assert "Diagram is being drawn" not in text(app)
    assert app.session_state["flow_state"].room == screen.Screen(360, 840)
    # The picture alone may write the title later only if it has written there in the run of the whole page.
    hall = open_page(PAGE, projector="true")
    assert not hall.header
    assert hall.session_state["headline_drawn"] is not None


def test_a_park_with_loops_opens_on_its_flows_by_resource(open_page: Opened) -> None:
    """Its network had loops without names, and names on ribbons of others."""
    app = open_page(PAGE, data="samples", park="kalundborg")

    assert (app.session_state["flow_look"], app.session_state["flow_kind"]) == ("chain", "all")


@pytest.mark.parametrize(
    ("kind", "unit", "rows"), [("material", "t", 5), ("energy", "MWh", 1), ("water", "m³", 1)]
)
def test_the_address_chooses_kind_and_unit(open_page: Opened, kind: str, unit: str, rows: int) -> None:
    app = open_page(PAGE, flow_kind=kind, flow_unit=unit)

    assert app.session_state["flow_unit"] == unit
    assert len(app.dataframe[0].value) == rows


@pytest.mark.parametrize("left", ["²", "9" * 5000])
def test_a_number_of_nodes_in_the_address_that_is_none_counts_for_nothing(
    open_page: Opened, left: str
) -> None:
    app = open_page(PAGE, flow_within=f"others:company:take*{left}")

    assert not app.exception
    assert not app.error


def test_rows_behind_show_source_basis_and_uncertainty(open_page: Opened) -> None:
    app = open_page(PAGE)

    assert app.session_state["flow_preset"] == flows.OWN  # all materials of a small park, not a part of them
    rows = app.dataframe[0].value
    assert {"Basis", "± %", "Provider", "Receiver", "Resource"} <= set(rows.columns)


def test_what_cannot_be_shown_in_the_unit_is_said_and_listed(open_page: Opened) -> None:
    app = open_page(PAGE, flow_kind="all", flow_unit="t")

    shown = text(app).replace("\\", "")
    reason = "measured in a different physical quantity"
    assert f"Not drawn ({reason}): Steam (GJ)." in shown
    app.session_state["flow_table"] = "left_out"
    listed = app.run().dataframe[0].value
    assert reason in set(listed["Reason"])
    assert len(listed) == 2


def test_loops_are_listed(open_page: Opened) -> None:
    app = open_page(PAGE, flow_look="network")
    app.session_state["flow_table"] = "loops"

    assert app.run().dataframe[0].value["Loop"].tolist() == ["Power plant → Cement works → Power plant"]


def test_where_it_ends_is_listed(open_page: Opened) -> None:
    app = open_page(PAGE)
    app.session_state["flow_table"] = "ends"

    assert app.run().dataframe[0].value["From"].tolist() == ["Cement works"]
    assert app.dataframe[0].value["Possible receiver"].tolist() == ["none"]
    assert "Unused by-products and waste: 1 (45 t)." in text(app)


def test_the_address_opens_a_table(open_page: Opened) -> None:
    app = open_page(PAGE, flow_table="ends", flow_kind="material")

    assert app.dataframe[0].value["From"].tolist() == ["Cement works"]


def test_a_guest_is_shown_no_name_of_an_undisclosed_company(open_page: Opened) -> None:
    app = open_page(PAGE, role="guest", flow_look="network")

    assert "Secret" not in str(app.main)
    assert "Secret" in str(open_page(PAGE, role="facilitator", flow_look="network").main)


def test_two_years_are_compared(open_page: Opened) -> None:
    app = open_page(PAGE, flow_before="2023", flow_comparison="apart")

    assert not app.exception  # a year that is not there is not compared
    assert "flow_before" not in app.session_state


def test_what_if_a_company_left_is_a_link_that_can_be_shared(open_page: Opened) -> None:
    app = open_page(PAGE, flow_look="network", flow_without="C2", flow_scaled="~C1~coal~0.5")

    composed, choice, _nodes = app.session_state["flow_state"].shown["flow_picture"]
    lost = composed.view.links[composed.view.links["change"] == "loss"]
    assert choice.without == ("C2",)
    # coal falls by 500 t; 300 t of ash, 20 t of dust and 45 t of waste are gone
    assert lost["value"].sum() == pytest.approx(865.0)
    assert any("without Cement works" in caption.value for caption in app.caption)


@pytest.mark.walk
def test_a_line_above_a_presented_picture_takes_its_height_from_it(open_page: Opened) -> None:
    """The note below the picture once stood below the window where a scenario or a long title stood above it."""
    plain, supposed = (
        open_page(PAGE, projector="true", flow_look="chain", **at) for at in ({}, {"flow_without": "C2"})
    )
    heights = [
        next(iter(app.session_state["flow_state"].layouts.values())).height for app in (plain, supposed)
    ]

    type_ = 0.0275 * 1080
    assert heights[0] - heights[1] >= 1.6 * type_
    assert text(supposed).count("without Cement works") == 1


def test_a_supposition_that_says_nothing_is_passed_over(open_page: Opened) -> None:
    app = open_page(PAGE, flow_without="nobody", flow_scaled="C1~C2~fly_ash~much")

    assert not app.exception
    assert not app.session_state["flow_state"].shown["flow_picture"][1].is_what_if


def test_another_kind_is_counted_in_its_own_usual_unit(open_page: Opened) -> None:
    app = open_page(PAGE, flow_kind="material")

    app.session_state["flow_kind"] = "energy"
    app.run()

    assert app.session_state["flow_unit"] == "MWh"


def test_what_was_seen_before_in_another_unit_does_not_shrink_the_picture(open_page: Opened) -> None:
    """3,600 MJ are a MWh: the energy network was drawn as tall in one unit as in the other."""
    app = open_page(PAGE, flow_look="network", flow_kind="energy", flow_unit="MWh")
    first = app.session_state["flow_state"].layouts

    app.session_state["flow_unit"] = "GJ"
    app.run()

    one, other = app.session_state["flow_state"].layouts.values()
    assert first
    assert other.nodes["y1"].max() - other.nodes["y0"].min() == pytest.approx(
        one.nodes["y1"].max() - one.nodes["y0"].min(), rel=0.05
    )


@pytest.mark.usefixtures("computed_anew")
def test_a_view_seen_before_is_not_laid_out_again(open_page: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []

    def counted(view: views.View, read: Reader, *inputs: Any, **named: Any) -> sankey.Layout:
        if "previous" in named:  # not the proof below the diagram
            laid_out.append(read.language)
        return lay_out(view, read, *inputs, **named)

    lay_out = sankey_size.lay_out
    monkeypatch.setattr(sankey_size, "lay_out", counted)
    app = open_page(PAGE, flow_look="network")
    for language in ("zh", "en"):
        app.session_state["lang"] = language
        app.run()

    assert not app.exception
    assert laid_out == ["en", "zh"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1 loop in all flows of the park: Power plant → "), ("zh", "园区全部物质与能量流中有1个循环：")],
)
def test_a_park_with_few_loops_states_them(open_page: Opened, language: str, said: str) -> None:
    app = open_page(PAGE, language=language)
    assert (app.session_state["flow_look"], app.session_state["flow_kind"]) == ("chain", "all")
    assert said in text(app)

    app.button(key="flow_show_loop").click().run()

    composed, choice, _nodes = app.session_state["flow_state"].shown["flow_picture"]
    lit = flows.on_loop(composed.view, ("company:C1", "company:C2"))
    assert choice.look == "network"
    assert app.session_state["flow_loop"] == "company:C1~company:C2"
    ends = composed.view.links.loc[lit, ["source", "target"]].drop_duplicates()
    assert set(ends["source"]) == {"company:C1", "company:C2"} == set(ends["target"])


def test_a_hall_reads_which_selection_and_which_company_it_sees(open_page: Opened) -> None:
    """The buttons that have both stand behind the controls there."""
    shown = open_page(
        PAGE, projector="true", flow_preset="without_products", flow_look="company", flow_company="C1"
    )

    assert "Without products · 2024 · t/yr · Power plant" in text(shown).replace("\u00a0", " ")


def test_a_picture_with_volumes_of_water_states_both_units(open_page: Opened) -> None:
    """The caption stated tonnes only, above a bar of 700,000 m³."""
    address = {"data": "samples", "park": "kalundborg", "flow_preset": "own"}
    of_all, of_material = (text(open_page(PAGE, flow_kind=kind, **address)) for kind in ("all", "material"))

    assert "t/yr, m³/yr" in of_all
    assert "m³/yr" not in of_material


def test_a_link_states_what_the_picture_is_narrowed_to(open_page: Opened) -> None:
    whole, part = (text(open_page(PAGE, **at)) for at in ({}, {"flow_companies": "C1,C2"}))

    assert "only flows of" in part
    assert "only flows of" not in whole
