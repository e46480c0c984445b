"""Invitations name each company, and prefill its form with what is typical of its sector."""

import datetime as dt

import pandas as pd
import pytest

from isdata.data.i18n import LANGUAGES, reader
from isdata.output.reports import WRITERS, invitations
from tests.output.reports.test_minutes import text_of

EVENT = invitations.Event(
    "Launch", "Tiny park", dt.date(2026, 12, 1), dt.date(2026, 11, 1), agenda="9:00 Welcome"
)
COMPANIES = pd.DataFrame(
    [
        {"company_id": "C1", "name_en": "Power plant", "name_zh": "发电厂"},
        {"company_id": "C2", "name_en": "Cement works", "name_zh": "水泥厂"},
    ]
)
TYPICAL = pd.DataFrame(
    [
        {"company_id": "C1", "direction": "supply", "resource_id": "fly_ash", "resource_en": "Fly ash",
         "resource_zh": "粉煤灰", "unit": "t"}
    ]
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_company_has_its_invitation_and_form(language: str) -> None:
    text = text_of(WRITERS["docx"](invitations.invitations(EVENT, COMPANIES, TYPICAL, reader(language))))

    company, ash = ("Power plant", "Fly ash") if language == "en" else ("发电厂", "粉煤灰")
    assert company in text
    assert text.count(ash) == 1
    assert "9:00 Welcome" in text
    assert text.count("☐") == 6
