"""A mission that was started, as the facilitator sees it."""

import datetime as dt
from collections import Counter

import pandas as pd
import pytest

from isdata.data import store
from isdata.programme.missions import programme
from isdata.programme.schedule import tasks
from pages.common import data
from pages.common.show import escaped
from pages.programme.parts import closeout_forms, mission_steps
from tests.pages.conftest import Opened, as_changed, shown

PAGE = "pages/programme/missions.py"


def started(template_id: str) -> str:
    """Start a mission in Chengdu; return its id."""
    return programme.start(
        data.cursor(),
        template_id=template_id,
        park_id="chengdu",
        starts_on=dt.date(2026, 3, 2),
        people="Park office",
        who="test",
    )


@pytest.mark.walk
def test_a_started_mission_opens_with_its_outputs_and_steps(open_page: Opened) -> None:
    open_page(PAGE, data="samples", park="chengdu")
    mission = started("mission-1")
    agreed = {"en": "Cooperation agreement (signed in 2012)", "zh": "合作协议（2012年签署）"}
    for language, words in (("en", "Open the page “"), ("zh", "打开“")):
        app = open_page(PAGE, language=language, data="samples", park="chengdu", mission=mission)

        assert not app.exception
        assert not app.error
        assert mission in app.query_params["mission"]
        assert shown(app)
        assert any(link.proto.label.startswith(words) for link in app.get("page_link"))
        lines = [each.label for each in app.expander]
        assert any(escaped(agreed[language]) in line for line in lines), lines


def test_the_overview_leads_to_overdue_tasks(open_page: Opened) -> None:
    app = open_page("pages/park/overview.py", data="samples", park="chengdu")
    late = tasks.schedule(data.cursor(), park_id="chengdu", today=dt.date.today())["is_overdue"].sum()

    assert f"Feasibility studies: {late} tasks overdue" in [link.proto.label for link in app.get("page_link")]

    app = open_page("pages/programme/schedule.py", data="samples", park="chengdu")
    listed = next(each.value for each in app.dataframe if "Owner" in each.value)

    assert list(listed.columns[:3]) == ["Overdue task", "Owner", "Status"]  # what a phone shows
    assert ["overdue" in each for each in listed["Status"]] == [True] * late
    assert "Hibiscus Coatings (Receiver)" in list(listed["Owner"])


@pytest.mark.walk
def test_a_refused_gate_links_each_missing_output_to_its_page(open_page: Opened) -> None:
    open_page(PAGE, data="samples", park="chengdu")
    mission = started("mission-3")
    app = open_page(PAGE, data="samples", park="chengdu", mission=mission)
    before = Counter(link.proto.page for link in app.get("page_link"))
    app.text_input(key="mission_close_who").set_value("Li Wei")
    app.button(key="mission_close").click().run()

    assert not app.exception
    # Of seven steps, only the synergies in feasibility are there.
    links = Counter(link.proto.page for link in app.get("page_link")) - before
    assert links == Counter(visits=1, meetings=4, closeout=1)
    assert "meeting_kind=training" in "".join(link.proto.query_string for link in app.get("page_link"))


def test_after_a_step_was_saved_the_count_and_the_next_step_are_stated(open_page: Opened) -> None:
    open_page(PAGE, data="samples", park="chengdu")
    mission = started("mission-3")
    steps = programme.steps(data.cursor(), mission_id=mission)
    left = programme.missing(steps)
    said = mission_steps.progress(mission)
    assert f"Outputs available: {len(steps) - len(left)} of {len(steps)}." in said
    assert left.iloc[0]["name_en"] in said

    # A day of delivery does not stand for a meeting: the step is named with what is there.
    meeting = left[left["output_kind"] != "document"].iloc[0]
    row = {"step_id": meeting["step_id"], "delivered_on": dt.date(2026, 3, 9)}
    store.write(data.cursor(), {"mission_step": pd.DataFrame([row])}, who="test", reason="test")
    assert f"“{meeting['name_en']}” is complete once its output is available" in mission_steps.progress(
        mission
    )


@pytest.mark.walk
def test_the_programme_of_a_small_park_states_what_is_so_and_what_to_do(open_page: Opened) -> None:
    """Kalundborg has milestones, and dates of which only the year is known; a company of each park has no
    open points."""
    missions = open_page(PAGE, data="samples", park="kalundborg")
    assert "Steps of the mission if it is started today" in shown(missions)
    assert "From idea to decision" not in shown(missions)

    closeout = open_page("pages/programme/closeout.py", data="samples", park="kalundborg")
    assert "No mission was started in this park yet" in [each.value for each in closeout.subheader]
    assert "missions" in [link.proto.page for link in closeout.get("page_link")]

    meeting = open_page("pages/programme/meetings.py", data="samples", park="kalundborg")
    offered = {box.label.rstrip(" *"): box.options for box in meeting.selectbox}
    assert "Meeting or event" not in offered
    assert "Milestone" not in offered["Type"]

    for park, words in (("dayawan", "First 11 of 13 companies"), ("kalundborg", "First 6 of 7 companies")):
        visits = open_page("pages/programme/visits.py", data="samples", park=park)
        assert words in shown(visits)


def test_presented_visits_count_the_disclosed_companies_and_draw_no_others(open_page: Opened) -> None:
    page = {"script": "pages/programme/visits.py", "data": "samples", "park": "chengdu"}
    line = "6 interviews recorded here, 6 confirmed"
    assert line in shown(open_page(**page, visit_view="interviews"))

    office = open_page(**page, visit_view="participation")
    hall = open_page(**page, projector="true")

    assert "Oak Forging" in str(office.dataframe[0].value)
    assert list(office.dataframe[0].value["Interviews"][:7]) == [1] * 6 + [0]
    event = "Mission 2: launching conference and workshop (Mar 14, 2023) and 1 more event"
    assert escaped(event) in shown(office)
    summary = "25 of 30 invited companies present, 15 interested, 6 interviewed"
    assert summary in " ".join(each.value for each in office.subheader)
    assert summary not in shown(hall)  # its bars show no participation
    assert [each.value for each in hall.header] == [
        r"5 disclosed companies among the next 6 visits\: 21% of the park's open points"
    ]
    assert not hall.dataframe
    drawn = str([each.proto for each in hall.get("vega_lite_chart")])
    assert "Reed Waste Water" in drawn
    assert "Mimosa Rubber" not in drawn + shown(hall)  # only its category is public
    assert "imbalance" not in drawn


def test_missions_are_named_briefly_where_that_tells_them_apart() -> None:
    titles = {"a": "Mission 1: awareness", "b": "任务2：启动会议"}

    assert closeout_forms._short(titles) == {"a": "Mission 1", "b": "任务2"}
    alike = {"a": "Mission: awareness", "b": "Mission: visits"}
    assert closeout_forms._short(alike) == alike


def test_a_name_is_shown_as_typed() -> None:
    """A name with the code of an icon was shown as the icon."""
    assert escaped("[A](b) $c$ :red[x]") == r"\[A\]\(b\) \$c\$ \:red\[x\]"
    assert ":material/" not in escaped(":material/home:").replace("\\", "")


def test_an_answer_in_own_words_is_proposed_and_stored_once_confirmed(open_page: Opened) -> None:
    page = {"visit_view": "interviews", "interview": "I1"}
    open_page("pages/programme/visits.py")
    data.cursor().execute(
        "insert into interview (interview_id, site_id, held_on) values ('I1', 'S1', date '2024-05-17')"
    )
    as_changed()
    app = open_page("pages/programme/visits.py", **page)

    def add() -> dict:
        (button,) = [
            each for each in app.button if each.label == "Add the answer" and "method" not in str(each.key)
        ]
        button.click().run()
        assert not app.exception
        return data.cursor().execute("select * from interview_answer").df().to_dict("list")

    (words,) = [each for each in app.text_input if str(each.key).endswith("_words")]
    words.set_value("10 t fly ash a month")
    assert not add()["answer_id"]  # the interviewer has not confirmed what was recognised
    stored = add()
    assert (stored["resource_id"], stored["quantity"], stored["unit"]) == (["fly_ash"], [120.0], ["t"])
