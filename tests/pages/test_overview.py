"""The overview as its readers see it: key figures, links and next steps."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.common import data, screen
from tests.pages.conftest import Opened, as_changed, shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Unused by-products and waste: 1 (45 t)"),
        ("zh", "未利用的副产物和废物：1项（45吨）"),
    ],
)
def test_the_overview_shows_what_has_no_receiver(open_page: Opened, language: str, shown: str) -> None:
    app = open_page("pages/park/overview.py", language=language)

    (link,) = [link for link in app.get("page_link") if "flow_table=ends" in link.proto.query_string]
    assert link.proto.label == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "6 supplies and demands: matches"),
        ("zh", "供给与需求6条：查看匹配"),
    ],
)
def test_the_overview_leads_from_open_streams_to_their_matches(
    open_page: Opened, language: str, shown: str
) -> None:
    app = open_page("pages/park/overview.py", language=language, data="matches")

    assert shown in [link.proto.label for link in app.get("page_link")]


@pytest.mark.parametrize("page", ["park/overview", "synergies/board", "park/map"])
def test_a_total_names_the_gains_that_have_no_exchange_rate(open_page: Opened, page: str) -> None:
    app = open_page(f"pages/{page}.py", role="facilitator", data="joined")
    assert all("no exchange rate" not in each.value for each in app.caption)
    data.cursor().execute("update synergy set currency = 'NOK' where stage = 'operation'")
    as_changed()
    app.run()

    assert any("not added, as there is no exchange rate from NOK" in each.value for each in app.caption)


@pytest.mark.walk
def test_a_presented_gain_without_an_exchange_rate_does_not_refer_to_all(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", data="samples", park="chengdu", projector="true")
    (whole,) = [each.value for each in app.caption if "refer" in each.value]
    data.cursor().execute("update synergy set currency = 'JPY' where synergy_id = 'CD-SY01'")
    as_changed()
    app.run()
    (part,) = [each.value for each in app.caption if "refer" in each.value]

    assert "CO2 and gain refer to all synergies" in whole
    assert "CO2 refers to all synergies" in part
    assert "gain of 1 not added, as there is no exchange rate from its currency" in part
    assert "JPY" not in part


def test_a_park_without_anything_says_once_what_to_do(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", data="bare")

    assert not app.info
    assert sum("First steps" in each.value for each in app.markdown) == 1
    assert not app.metric
    assert not app.subheader


@pytest.mark.walk
def test_the_first_steps_stay_until_each_is_done_or_they_are_dismissed(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", data="samples", park="kalundborg")  # has no measures
    assert not any("First steps" in each.value for each in app.caption)  # nobody completes a published park
    data.cursor().execute("update park set source = null where park_id = 'kalundborg'")
    as_changed()
    app.run()
    assert any("4 of 5 done" in each.value for each in app.caption)

    app.button(key="first_steps_dismiss").click().run()
    assert not any("First steps" in each.value for each in app.caption)


@pytest.mark.walk
def test_a_phone_counts_flows_of_unknown_amount_among_those_not_drawn(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One note stated six flows drawn, another that two of these are not."""
    monkeypatch.setattr(screen, "screen", lambda **_how: screen.Screen(366, 844))
    app = open_page("pages/park/overview.py", data="samples", park="kalundborg")

    captions = [each.value for each in app.caption]

    assert any(text.startswith("4 of 16 flows drawn; the others are of unknown amount") for text in captions)
    assert not any("of unknown amount are not drawn" in text for text in captions)


def test_steps_due_before_today_are_counted_and_marked(open_page: Opened) -> None:
    app = AppTest.from_function(_due)

    table = app.run().table[0].value

    assert "1 of 3 next steps and actions overdue" in app.markdown[0].value
    assert [":red[" in day for day in table["Due"]] == [True, False, False]
    assert "Li" in table["Step"][0]


def _due() -> None:
    import datetime as dt

    import pandas as pd

    from pages.park.parts import agenda

    days = pd.to_datetime(["2026-01-01", "2026-01-02", None])
    rows = {"step_en": ["a", "b", "c"], "due_date": days}
    empty = dict.fromkeys(["step_zh", "about_en", "about_zh"])
    agenda.steps(
        pd.DataFrame(rows | empty | {"owner": ["Li", None, None]}), dt.date(2026, 1, 2), title="Next"
    )


@pytest.mark.parametrize(("role", "is_shown"), [("facilitator", True), ("guest", False)])
def test_owners_of_steps_are_shown_to_the_facilitator_only(
    open_page: Opened, role: str, is_shown: bool
) -> None:
    """An owner may be a company that did not agree to be named."""
    app = open_page("pages/park/overview.py", role=role)

    assert (
        any("Park office" in step for table in app.table for step in table.value.get("Step", ())) == is_shown
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "en",
            [
                "Conference · 30 companies invited",
                "Workshop · 2 companies present",
                "Company visit · 4 companies invited",
            ],
        ),
        ("zh", ["受邀企业：30家", "2家企业出席", "受邀企业：4家"]),
    ],
)
def test_an_event_states_those_present_once_it_is_held(language: str, shown: list[str]) -> None:
    """Three events, newest first: to come with 30 listed, held with 2 of 30, held without attendance on record."""
    app = AppTest.from_function(_held)
    app.session_state["lang"] = language
    events = app.run().table[0].value.iloc[:, 1].tolist()

    for event, words in zip(events, shown, strict=True):
        assert words in event


def _held() -> None:
    import datetime as dt

    import pandas as pd

    from pages.park.parts import agenda

    held = pd.DataFrame(
        {
            "starts_on": [dt.date(2026, 12, 9), dt.date(2026, 11, 30), dt.date(2026, 11, 2)],
            "event_kind": ["conference", "workshop", "visit"],
            "name_en": "Event", "name_zh": "活动", "participants": [1, 2, 0], "invited": [30, 30, 4],
        }
    )  # fmt: skip
    agenda.events(held, dt.date(2026, 11, 30))


@pytest.mark.parametrize(("role", "is_stated"), [("guest", True), ("facilitator", False)])
def test_a_total_that_guests_are_not_shown_is_named_with_the_reason(
    open_page: Opened, role: str, is_stated: bool
) -> None:
    app = open_page("pages/park/overview.py", data="samples", park="dayawan", role=role)

    sentence = "amounts of single companies could be derived"
    assert (sentence in shown(app)) == is_stated


def test_the_first_steps_state_which_companies_a_presentation_does_not_name(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py")
    cursor = data.cursor()
    hidden = cursor.execute(
        "select count(*) from company join site using (company_id) where park_id = 'tiny' and visibility <> 'public'"
    ).fetchall()[0][0]
    text = "when presented: new companies begin with “Category and range only”."
    assert sum(text in each.value for each in app.caption) == bool(hidden)

    cursor.execute("update company set visibility = 'class_band'")
    as_changed()
    app.run()
    assert sum(text in each.value for each in app.caption) == 1
    app.session_state["is_projected"] = True
    app.run()
    assert not any(text in each.value for each in app.caption)
