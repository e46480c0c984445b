"""The investors' page: what each choice shows, the loan it counts with, and the reports to take away."""

import io
import re
from itertools import product

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from isdata.data.i18n import LANGUAGES
from pages.common import report_offer
from tests.pages.conftest import Opened, control, shown
from tests.turns import by_turns, only

PAGE = "pages/network/investors.py"
VIEWS = ["value", "loan", "risk", "dangers", "basis"]


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


# Measures are appraised alike, whether all, those of a plan, or one.
@pytest.mark.parametrize(
    ("view", "kind", "language"),
    [
        *only(
            [(view, *look) for view, look in by_turns(VIEWS, [("network", "en"), ("synergy", "zh")])],
            product(VIEWS, ["network", "synergy"], LANGUAGES),
        ),
        ("value", "plan", "zh"),
        ("value", "measure", "en"),
    ],
)
def test_every_view_of_every_choice_opens(open_page: Opened, view: str, kind: str, language: str) -> None:
    app = open_page(PAGE, language=language, invest_in=kind, invest_view=view, budget="100")

    assert not app.exception
    assert not app.error


def test_the_measure_is_shown_with_its_loan(open_page: Opened) -> None:
    """30,000 for 10,500 a year; 21,000 at 4.5 % over five years is 4,783.62 a year, 10,500 * 1.02 over it 2.24."""
    app = open_page(PAGE, invest_in="measure", invest_view="loan", measure="M1")

    assert metrics(app)["Payback"] == "2.9 years"
    assert metrics(app)["Cover ratio, lowest year"] == "2.24"
    assert "nominal. All other amounts in CNY" in shown(app).replace("\\", "")


def test_another_loan_is_another_cover(open_page: Opened) -> None:
    """Interest 0 and inflation 0 over ten years: 2,100 a year of 10,500."""
    app = open_page(
        PAGE, invest_in="measure", invest_view="loan", interest="0.0", loan_inflation="0.0", term="10"
    )
    assert metrics(app)["Cover ratio, lowest year"] == "5.00"

    control(app, "loan").set_value("100").run()
    assert metrics(app)["Cover ratio, lowest year"] == "3.50"
    control(app, "loan").set_value("0").run()
    assert "Cover ratio, lowest year" not in metrics(app)
    assert any("No loan" in box.value for box in app.info)


def test_a_grace_as_long_as_the_loan_is_not_offered(open_page: Opened) -> None:
    app = open_page(PAGE, invest_in="measure", invest_view="loan", term="3", grace="4")

    assert not app.error
    assert control(app, "grace").options == ["0 years", "1 year", "2 years"]
    assert control(app, "grace").value == "0"


def test_a_guest_is_offered_the_whole_only_and_reads_no_hidden_sum(open_page: Opened) -> None:
    app = open_page(PAGE, role="guest", invest_in="measure", data="hostile")

    assert app.session_state["invest_in"] == "network"
    assert not app.exception


def test_a_bare_park_is_led_to_its_first_measure(open_page: Opened) -> None:
    app = open_page(PAGE, data="bare")

    assert not app.exception
    assert "No measure or synergy can be appraised yet" in shown(app)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (PAGE, {"invest_in": "measure"}),
        pytest.param("pages/network/plan.py", {"budget": "100"}, marks=pytest.mark.walk),
        ("pages/synergies/synergy.py", {"synergy": "SY1"}),
    ],
)
def test_reports_are_made_when_asked_for(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch, page: str, address: dict[str, str]
) -> None:
    """The button holds what makes the report; nothing is made while the page is drawn."""
    offered = {}

    def button(label: str, data: object, **_options: object) -> bool:
        offered[label] = data
        return False

    monkeypatch.setattr(report_offer.st, "download_button", button)
    app = open_page(page, language="zh", **address)

    assert not app.exception
    assert set(offered) >= {
        "投资评价报告（Word 文件）",
        "投资评价报告（Excel 文件）",
        "一页摘要（Word 文件）",
        "一页摘要（Excel 文件）",
    }
    document = Document(io.BytesIO(offered["一页摘要（Word 文件）"]()))
    assert re.search("[一-鿿]", document.paragraphs[0].text)


@pytest.mark.walk
def test_a_budget_typed_for_the_plan_is_that_of_its_appraisal(open_page: Opened) -> None:
    """Typed exactly, where the slider knows shares of all costs only."""
    app = open_page(PAGE, data="samples", park="chengdu", invest_in="plan", money="13000000")

    assert not app.exception
    assert "budget 13 M CNY" in shown(app)
    spent = {each.label: each.value for each in app.metric}["Investment"]
    assert float(spent.split()[0]) <= 13.0


def test_a_park_without_gains_is_not_offered_views_and_reports(open_page: Opened) -> None:
    app = open_page("pages/network/investors.py", data="samples", park="kalundborg")

    assert "No measure or synergy can be appraised yet" in [each.value for each in app.subheader]
    assert "15 synergies" in [link.proto.label for link in app.get("page_link")]
    assert not app.get("download_button")

    hall = open_page("pages/network/investors.py", data="samples", park="kalundborg", projector="true")
    assert "No measure or synergy can be appraised yet" in [each.value for each in hall.header]
    assert not hall.error


@pytest.mark.walk
def test_a_presented_view_names_all_inputs_with_the_largest_effect(open_page: Opened) -> None:
    """Saving and prices change the value by the same amounts: naming one of them would contradict the picture."""
    app = open_page(PAGE, data="samples", park="chengdu", invest_view="risk", projector="true")

    assert app.header[0].value.startswith("“Annual saving” and “Energy prices” change the NPV most")


@pytest.mark.walk
def test_risks_and_permits_lead_to_where_they_are_recorded_and_show_benefits_in_a_hall(
    open_page: Opened,
) -> None:
    about = {"data": "samples", "park": "chengdu", "invest_view": "dangers"}
    desk, hall = open_page(PAGE, **about), open_page(PAGE, **about, projector="true")

    sentence = "Risks are recorded for the programme and for synergies"
    assert all(any(sentence in each.value for each in app.caption) for app in (desk, hall))
    ways = {link.proto.label for link in desk.get("page_link")}
    assert {"Record risks", "Record permits of a synergy"} <= ways
    words = " ".join(each.value for each in hall.markdown)
    assert "quieter hall" in words
    assert hall.header[0].value == "6 measures have non\\-energy benefits"
    assert "35,745 MWh per year · CO2 saved" in words
