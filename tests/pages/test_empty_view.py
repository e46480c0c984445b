"""Pages without data: what is missing, what to add, and what they then show."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened

SCHEDULE = "pages/programme/schedule.py"


def _text(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_a_published_park_is_not_asked_for_data_that_its_source_lacks(open_page: Opened) -> None:
    """Kalundborg's readers were told to fill in the sheets of a workbook."""
    app = open_page("pages/network/members.py", data="samples", park="kalundborg")

    assert "No energy efficiency network is recorded for this park" in [each.value for each in app.subheader]
    assert "The published source of this park does not contain these data." in _text(app)
    assert "- Energy saving of each member" in _text(app)
    assert "Fill in" not in _text(app)
    assert not app.info


def test_an_own_park_reads_what_to_add(open_page: Opened) -> None:
    app = open_page("pages/network/members.py", data="bare")

    assert "Fill in the sheets “Energy networks”" in _text(app)


def test_an_empty_schedule_lists_the_synergies_that_can_begin_a_study(open_page: Opened) -> None:
    """It stated twice that there was none."""
    app = open_page(SCHEDULE, data="samples", park="kunshan")
    (listed,) = [each.value for each in app.table]

    assert len(listed) > 2
    assert not app.exception
