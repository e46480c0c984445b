"""A mission that was started, as the facilitator sees it."""

import datetime as dt

import pytest

from isdata.data.i18n import LANGUAGES
from isdata.programme.missions import programme
from pages.common import data
from tests.pages.conftest import Opened, shown

PAGE = "pages/programme/missions.py"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_started_mission_opens_with_its_outputs_and_steps(open_page: Opened, language: str) -> None:
    open_page(PAGE, data="samples", park="chengdu")
    mission = programme.start(
        data.cursor(),
        template_id="mission-1",
        park_id="chengdu",
        starts_on=dt.date(2026, 3, 2),
        people="Park office",
        who="test",
    )
    app = open_page(PAGE, language=language, data="samples", park="chengdu", mission=mission)

    assert not app.exception
    assert not app.error
    assert mission in app.query_params["mission"]
    assert shown(app)
