"""Pages without data: what is missing, what to add, and what they then show."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.common import screen
from tests.pages.conftest import Opened

SCHEDULE = "pages/programme/schedule.py"


def _words(app: AppTest) -> str:
    """Every text of a page, of headings, cards and notes."""
    return "\n".join(
        str(each.proto) for kind in ("markdown", "subheader", "caption", "metric") for each in app.get(kind)
    )


def _text(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_a_published_park_is_not_asked_for_data_that_its_source_lacks(open_page: Opened) -> None:
    """Readers of Kalundborg were asked to fill in the sheets of a workbook."""
    app = open_page("pages/network/members.py", data="samples", park="kalundborg")

    assert "No energy efficiency network is recorded for this park" in [each.value for each in app.subheader]
    assert "The published sources contain no such data." in _text(app)
    assert "- Energy saving of each member" in str([each.help for each in app.markdown])
    assert "Fill in" not in _text(app)
    assert not app.info
    assert "Published: 5 energy exchanges (about 1990)" in [each.value for each in app.subheader]
    links = {each.proto.label for each in app.get("page_link")}
    assert "7 companies, 5 outside partners" in links  # twelve are drawn
    assert {"16 flows", "15 synergies"} <= links
    assert "Enter the data in a table" not in links
    assert "Add own data" in links  # only the tooltip stated what to add
    drawn = " ".join(each.proto.body for each in app.get("html"))
    assert "Steam" in drawn
    assert "215,000 t per year" in drawn
    assert "Fly ash" not in drawn  # relates to no network of energy

    hall = open_page("pages/network/members.py", data="samples", park="kalundborg", projector="true")
    assert "The published sources contain no such data." in _text(hall)
    assert "Shown instead: 5 energy exchanges (about 1990)" in _text(hall)


def test_an_own_park_reads_what_to_add(open_page: Opened) -> None:
    app = open_page("pages/network/members.py", data="bare")

    assert "Fill in the sheets “Energy networks”" in _text(app)


def test_an_empty_schedule_lists_the_synergies_that_can_begin_a_study(open_page: Opened) -> None:
    """It stated twice that there was none."""
    app = open_page(SCHEDULE, data="samples", park="kunshan")
    (listed,) = [each.value for each in app.table]

    assert len(listed) > 2
    title = app.subheader[0].value.replace("\\", "")
    assert title == "No schedule yet; first to plan: Engine flue gas heats the dissolving tanks"
    assert not app.exception


def test_an_empty_register_of_risks_leads_to_its_table(open_page: Opened) -> None:
    """It named the view to choose, without a link."""
    app = open_page("pages/institution/risks.py", data="samples", park="kalundborg")
    app.button(key="risk_first").click().run()

    assert not app.exception
    assert app.session_state["risk_view"] == "edit"


def test_a_form_is_closed_below_an_empty_view(open_page: Opened) -> None:
    """An empty grid with a reason for its changes stood above the fold."""
    app = open_page("pages/institution/problems.py", data="samples", park="kalundborg")

    assert "No common problems are recorded yet" in [each.value for each in app.subheader]
    assert [each.label for each in app.expander] == ["Enter problems"]
    assert not app.info


def test_newcomers_without_an_enquiry_begin_with_a_typical_plant(open_page: Opened) -> None:
    app = open_page("pages/institution/newcomers.py", data="samples", park="kalundborg")

    assert not app.info
    (kinds,) = [box.options for box in app.selectbox if box.label == "Company tested"]
    assert kinds == ["Plant type", "Company of the park"]


def test_maturity_without_an_assessment_lists_what_is_assessed(open_page: Opened) -> None:
    app = open_page("pages/institution/maturity.py", data="samples", park="kalundborg")

    stated = [each.value for each in app.subheader]
    assert "10 elements are not assessed yet" in stated
    assert any(each.startswith("5 events since 1972") for each in stated)
    assert "Zoning plan with corridors and free plots" in str(app.dataframe[0].value)


def test_shared_utilities_of_a_published_park_are_drawn_once(open_page: Opened) -> None:
    """It stated that no supply is in demand at two companies, beside steam that two receive."""
    app = open_page("pages/synergies/sharing.py", data="samples", park="kalundborg")

    assert any("steam" in each.value.lower() for each in app.subheader)
    drawn = " ".join(each.proto.body for each in app.get("html"))
    assert drawn.count("<b>Steam</b>") == 2


def test_presented_exchanges_have_room_and_end_where_they_are_treated(open_page: Opened) -> None:
    """Ten exchanges ran into each other, and captured carbon dioxide went nowhere."""
    hall = open_page("pages/programme/success.py", data="samples", park="dayawan", projector="true")
    rows = "".join(each.proto.body for each in hall.get("html") if "<ul" in each.proto.body)

    assert 0 < rows.count("<li>") <= 8
    assert '<span class="end">–</span>' not in rows
    assert "Pearl Gases</em></span></span></li>" in rows
    assert hall.header[0].value == "9 synergies recorded, 5 in operation"  # the ended one is not


def test_synergies_that_do_not_run_yet_have_another_arrow(open_page: Opened) -> None:
    """Ideas had the arrow of those in operation."""
    hall = open_page("pages/programme/success.py", data="samples", park="kunshan", projector="true")
    rows = "".join(each.proto.body for each in hall.get("html") if "<ul" in each.proto.body).split("<li>")[1:]

    assert {"ahead" in row for row in rows} == {True, False}
    assert all(("ahead" in row) != ("in operation" in row) for row in rows)
    assert "<b>Heat</b>" in "".join(rows)  # not “Energy: Heat, undisclosed partner” beside its partners


def test_a_published_case_plans_no_visits(open_page: Opened) -> None:
    """A round of visits to the companies of 1990 was planned, with each flow counted at both ends."""
    app = open_page("pages/programme/visits.py", data="samples", park="kalundborg", visit_view="companies")

    assert "9 of 15 exchanges have no published amount" in [each.value for each in app.subheader]
    assert not app.metric


def test_a_workshop_on_a_published_case_asks_for_no_newer_data(open_page: Opened) -> None:
    app = open_page("pages/workshop/workshop.py", data="samples", park="kalundborg")

    assert any("heat of the treated waste water" in each.value for each in app.subheader)
    assert "newer" not in _text(app)


def test_the_sign_between_two_receivers_stays_in_the_line_of_the_first(open_page: Opened) -> None:
    """A line of a narrow box began with a comma."""
    app = open_page("pages/institution/services.py", data="samples", park="kalundborg")

    (drawn,) = [each.proto.body for each in app.get("html") if "Lake Tissø" in each.proto.body]
    assert "<em>Asnæs power station,</em> <em>Statoil refinery</em>" in drawn


@pytest.mark.parametrize(("height", "rows"), [(720, 8), (1080, 15)])
def test_rows_of_exchanges_are_as_many_as_the_window_shows_whole(
    height: int, rows: int, open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fifth row was cut at the lower edge of a low window."""
    monkeypatch.setattr(screen, "height", lambda: height)
    app = open_page("pages/programme/success.py", data="samples", park="kalundborg")

    drawn = " ".join(each.proto.body for each in app.get("html"))
    assert drawn.count("<li>") == rows
    assert ("The first 8 of 15." in [each.value for each in app.caption]) == (rows < 15)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("pages/data/data.py", "latest flows of about 1990"),
        ("pages/institution/efficiency.py", "About 1990"),
        ("pages/institution/joint_report.py", "figures for about 1990"),
    ],
)
def test_the_year_of_published_data_is_approximate_on_every_page(
    open_page: Opened, script: str, words: str
) -> None:
    app = open_page(script, data="samples", park="kalundborg")

    assert words in _words(app).replace("\u00a0", " ")


def test_a_park_without_sizes_of_companies_has_no_number_of_smes(open_page: Opened) -> None:
    """“0 of them SMEs” was stated where no size is recorded."""
    words = _words(open_page("pages/data/data.py", data="samples", park="kalundborg"))

    assert "size unknown" in words
    assert "of them SMEs" not in words


def test_a_resource_that_a_partner_exchanges_twice_has_its_number(open_page: Opened) -> None:
    """The refinery had six exchanges but five names."""
    app = open_page("pages/programme/visits.py", data="samples", park="kalundborg")
    assert "Refinery gas (2)" in str(app.get("vega_lite_chart")[0].proto)
