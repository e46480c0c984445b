"""Scenarios that change something undisclosed are named to no audience, and counted where they are left out."""

import pytest

from pages.common import background
from tests.pages.conftest import Opened, shown
from tests.turns import only

PAGE = "pages/network/scenarios.py"
# A scenario of the samples in which an undisclosed company leaves.
FILE, WITHHELD = "withheld", "CD-SC03"
AUDIENCES = [{"role": "guest"}, {"role": "facilitator", "projector": "true"}]


def sent(app) -> str:
    """Everything that the page sent, its closed popovers included."""
    protos = (getattr(element, "proto", None) for element in app._tree)
    return "\n".join(str(proto) for proto in protos if proto is not None)


@pytest.mark.parametrize("at", only(AUDIENCES[1:], AUDIENCES))
def test_a_withheld_scenario_is_counted_but_not_named(
    open_page: Opened, at: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name may be what the hall is not to read: that a plant leaves."""
    name = "Heat and power plant leaves"
    app = open_page(PAGE, data=FILE, park="chengdu", **at)

    assert "3 of 4 scenarios, 1 undisclosed" in shown(app)
    assert name not in sent(app)
    asked = open_page(PAGE, data=FILE, park="chengdu", compare=f"today,{WITHHELD}", **at)
    assert name not in sent(asked)
    assert "1 of 4 scenarios, 1 undisclosed" in shown(asked)
    if "projector" in at:  # the facilitator's choice holds again after the presentation
        assert asked.session_state["compare"] == ["today", WITHHELD]
    monkeypatch.setattr(background, "ask_each", lambda *_, **_parameters: [None] * 4)
    assert name not in sent(open_page(PAGE, data=FILE, park="chengdu", **at))


@pytest.mark.parametrize("at", only(AUDIENCES[:1], AUDIENCES))
@pytest.mark.walk
def test_a_scenario_whose_totals_are_withheld_is_counted_there_and_shown_on_other_pages(
    open_page: Opened, at: dict[str, str]
) -> None:
    """All that it changes is public: in the hall, the flows without a public plant are what is asked for."""
    text = shown(open_page(PAGE, data="samples", park="chengdu", **at))
    assert "3 of 4 scenarios, 1 undisclosed" in text

    app = open_page("pages/park/flows.py", data="samples", park="chengdu", scenario="CD-SC03", **at)
    assert not app.warning
    assert "Heat and power plant leaves" in sent(app)


@pytest.mark.parametrize("at", AUDIENCES)
def test_a_withheld_scenario_is_not_opened_by_its_address(open_page: Opened, at: dict[str, str]) -> None:
    app = open_page("pages/park/flows.py", data=FILE, park="chengdu", scenario=WITHHELD, **at)

    assert "does not exist or is undisclosed" in app.warning[0].value
    assert "Heat and power plant leaves" not in sent(app)
    kept = app.session_state["scenario"]
    assert kept == (WITHHELD if "projector" in at else None)  # the facilitator is back in it afterwards


def test_the_author_sees_which_scenarios_are_not_presented(open_page: Opened) -> None:
    """A scenario vanished from a presentation without a word to those who saved it."""
    note = "Not presented, because of undisclosed measures, synergies or lifetimes"
    app = open_page(PAGE, data=FILE, park="chengdu", role="facilitator", compare=f"today,{WITHHELD}")
    assert f"{note}: Heat and power plant leaves" in shown(app)

    others = open_page(PAGE, data="samples", park="kalundborg", role="facilitator")
    assert note not in shown(others)
