"""The path through the flows page: opened companies, clicked items, and the address that repeats them."""

import pytest

from tests.pages.conftest import Opened, control

PAGE = "pages/park/flows.py"


def test_a_click_on_a_ribbon_names_what_it_traces_and_shows_its_rows(open_page: Opened) -> None:
    app = open_page(PAGE, flow_look="chain", flow_kind="material")

    app.session_state["flow_picked"] = "company:C2:give~resource:mixed_waste~mixed_waste"
    app.run()

    assert app.dataframe[0].value["Resource"].tolist() == ["Mixed waste"]
    # Both ribbons of it are drawn in full, from who has it to where it goes.
    assert app.button(key="flow_step_1").label == "Mixed waste, from source to destination"
    # The name stands below the diagram, which stays where it is below the pointer.
    order = [getattr(node, "key", None) or node.type for node in app.main]
    assert order.index("flow_step_1") > order.index("flow_picture")


def test_the_path_leads_back_to_the_park(open_page: Opened) -> None:
    app = open_page(PAGE, flow_look="company", flow_company="C2")
    assert app.button(key="flow_step_1").label == "Cement works"

    app.button(key="flow_step_0").click().run()

    assert app.session_state["flow_look"] == "network"
    assert not app.exception


def test_the_whole_path_stands_in_the_address(open_page: Opened) -> None:
    app = open_page(
        PAGE, flow_look="company", flow_company="C2", flow_upper="chain", flow_picked="company:C2"
    )

    assert [app.button(key=f"flow_step_{n}").label for n in range(3)] == [
        "Tiny park",
        "Cement works",
        "Cement works",
    ]
    app.button(key="flow_step_1").click().run()
    assert "flow_picked" not in app.query_params
    app.button(key="flow_step_0").click().run()
    assert app.query_params["flow_look"] == "chain"


@pytest.mark.walk
def test_going_back_undoes_what_was_not_in_the_address_then(open_page: Opened) -> None:
    app = open_page(PAGE, flow_look="network")
    before = dict(app.query_params)
    control(app, "flow_without").set_value(["C2"]).run()
    assert app.query_params["flow_without"] == "C2"
    app.run()  # the browser has received the new address

    app.query_params.clear()
    app.query_params.update(before)
    app.run()

    assert app.session_state["flow_without"] == []


@pytest.mark.walk
def test_a_click_that_is_sent_with_the_address_before_the_last_one_loses_nothing(open_page: Opened) -> None:
    app = open_page(PAGE, flow_look="network")
    before = dict(app.query_params)
    control(app, "flow_without").set_value(["C2"]).run()

    app.query_params.clear()
    app.query_params.update(before)
    control(app, "flow_by_group").set_value(True).run()

    assert app.session_state["flow_without"] == ["C2"]
    assert app.query_params["flow_without"] == "C2"
    assert app.query_params["flow_by_group"] == "true"


def test_an_address_that_asks_for_another_look_is_followed(open_page: Opened) -> None:
    assert open_page(PAGE, flow_look="chain").session_state["flow_kind"] == "material"
