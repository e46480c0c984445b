"""The state of a day follows from its records alone: corrections, conflicts, hands, votes, and undo of everything."""

import functools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.programme.workshop import park_rows
from isdata.programme.workshop.day_state import CONSOLE, Day
from isdata.programme.workshop.replay import OF_PHONES, apply, last_undoable_step, replay
from tests.programme.workshop.hall import Hall, filled


@pytest.fixture
def hall() -> Hall:
    """Three companies with an entry each."""
    return filled()


def test_a_session_is_opened_closed_and_opened_again(hall: Hall) -> None:
    assert hall.day.is_open
    assert hall.day.code == "ABCD"
    assert hall.day.about == {"park_id": "tiny", "name": "Launch", "date": "2026-11-30"}

    hall.console("close")
    assert not hall.day.is_open
    hall.console("reopen")
    hall.console("renew", code="WXYZ")
    assert (hall.day.is_open, hall.day.code) == (True, "WXYZ")


def test_who_is_here_and_what_they_declared(hall: Hall) -> None:
    assert [each.company for each in hall.day.participants.values()] == [
        "Power plant",
        "Cement works",
        "Brick works",
    ]
    assert hall.day.companies() == ["C1", "C2", "brick works"]
    ash = hall.day.entries["ash"]
    assert ash.values == {"what": "Fly ash", "quantity": 30000, "unit": "t", "period": "yr"}
    assert (ash.direction, ash.subject, ash.status, ash.company_name) == (
        "have",
        "material",
        "received",
        "Power plant",
    )


def test_a_correction_of_what_was_seen_changes_the_entry(hall: Hall) -> None:
    seen = hall.day.entries["ash"].version
    hall.send("p1", "correct", entry="ash", version=seen, quantity=25000, temperature=40)

    assert hall.day.entries["ash"].values["quantity"] == 25000
    assert hall.day.entries["ash"].values["what"] == "Fly ash"
    assert hall.day.entries["ash"].conflicts == ()


def test_a_correction_of_an_older_version_is_a_conflict_that_the_facilitator_settles(hall: Hall) -> None:
    seen = hall.day.entries["ash"].version
    hall.send("p1", "correct", entry="ash", version=seen, quantity=25000)
    late = hall.send("p1", "correct", entry="ash", version=seen, quantity=20000)

    assert hall.day.entries["ash"].values["quantity"] == 25000
    assert hall.day.entries["ash"].conflicts == (late,)

    hall.console("choose", entry="ash", number=late.number)
    assert hall.day.entries["ash"].values["quantity"] == 20000
    assert hall.day.entries["ash"].conflicts == ()


def test_another_content_under_the_same_key_is_shown_beside_its_entry(hall: Hall) -> None:
    first = hall.day.entries["ash"].version
    other = hall.send("p1", "declare", "ash", against=first, direction="have", what="Bottom ash")

    assert hall.day.entries["ash"].values["what"] == "Fly ash"
    assert hall.day.entries["ash"].conflicts == (other,)
    hall.console("choose", entry="ash")
    assert hall.day.entries["ash"].values["what"] == "Fly ash"
    assert hall.day.entries["ash"].conflicts == ()


def test_an_entry_is_changed_by_its_own_company_and_the_console_only(hall: Hall) -> None:
    version = hall.day.entries["ash"].version
    hall.send("p2", "correct", entry="ash", version=version, quantity=1)
    hall.send("p2", "withdraw", entry="ash")
    hall.send("p9", "withdraw", entry="ash")

    assert hall.day.entries["ash"].values["quantity"] == 30000
    assert hall.day.entries["ash"].is_live
    hall.console("correct", entry="ash", resource_id="fly_ash")
    assert hall.day.entries["ash"].values["resource_id"] == "fly_ash"


def test_hands_are_counted_by_company(hall: Hall) -> None:
    hall.send("p4", "join", company="cement  Works", company_id="C2")
    for phone in ("p2", "p4", "p3"):
        hall.send(phone, "interest", entry="ash", is_up=True)
    assert hall.day.hands(hall.day.entries["ash"]) == ["C2", "brick works"]

    hall.send("p3", "interest", entry="ash", is_up=False)
    assert hall.day.hands(hall.day.entries["ash"]) == ["C2"]


def test_a_merged_entry_takes_its_hands_along_and_counts_no_more(hall: Hall) -> None:
    hall.send("p1", "declare", "again", direction="have", what="flyash")
    hall.send("p2", "interest", entry="again", is_up=True)
    hall.console("merge", entry="again", into="ash")

    assert not hall.day.entries["again"].is_live
    assert hall.day.hands(hall.day.entries["ash"]) == ["C2"]


@pytest.mark.parametrize(("kind", "status"), [("read", "read"), ("confirm", "confirmed"), ("hide", "hidden")])
def test_the_facilitator_marks_entries(hall: Hall, kind: str, status: str) -> None:
    hall.console(kind, entry="ash")
    assert hall.day.entries["ash"].status == status

    hall.console("read", entry="ash")
    assert hall.day.entries["ash"].status == status


def test_a_company_may_be_named_if_no_device_of_it_declines(hall: Hall) -> None:
    hall.console("opportunity", "o1", title="Ash into cement", entries=["ash", "need"])
    hall.send("p5", "join", company="Power plant", company_id="C1", visibility="full")
    asked = functools.partial(park_rows.naming_answer, company=hall.day.participants["p1"].of_company)
    before = asked(hall.day, hall.day.opportunities["o1"])
    hall.send("p1", "consent", opportunity="o1", agrees=True)
    one = asked(hall.day, hall.day.opportunities["o1"])
    hall.send("p5", "consent", opportunity="o1", agrees=False)
    both = asked(hall.day, hall.day.opportunities["o1"])

    assert (before, one, both) == (None, True, False)


def test_votes_and_consents_belong_to_an_opportunity_and_the_last_one_counts(hall: Hall) -> None:
    hall.console(
        "opportunity", "o1", title="Ash into cement", topic="by-products", entries=["ash", "need", "none"]
    )
    hall.send("p1", "vote", opportunity="o1", effort=5, benefit=1)
    hall.send("p1", "vote", opportunity="o1", effort=2, benefit=4)
    hall.send("p2", "vote", opportunity="o1", effort=9, benefit=4)
    hall.send("p1", "consent", opportunity="o1", agrees=True)
    hall.console("opportunity", opportunity="o1", next_step="Sample", owner="Li", due="2026-12-15")
    found = hall.day.opportunities["o1"]

    assert found.entries == ("ash", "need")
    assert found.votes == {"p1": (2, 4)}
    assert found.consents == {"p1": True}
    assert (found.title, found.next_step, found.owner, found.due) == (
        "Ash into cement",
        "Sample",
        "Li",
        "2026-12-15",
    )


def test_feedback_counts_once_for_each_phone(hall: Hall) -> None:
    hall.send("p1", "feedback", rating=3, words="Long")
    hall.send("p1", "feedback", rating=5, words=" Good ")

    assert hall.day.feedback == {"p1": {"rating": 5, "words": "Good"}}


def test_everything_can_be_undone_and_done_again(hall: Hall) -> None:
    hidden = hall.console("hide", entry="ash")
    undone = hall.console("undo", number=hidden.number)
    assert hall.day.entries["ash"].status == "received"

    hall.console("undo", number=undone.number)
    assert hall.day.entries["ash"].status == "hidden"


@pytest.mark.parametrize("number", range(1, 8))
def test_any_record_can_be_undone_whatever_rests_on_it(hall: Hall, number: int) -> None:
    hall.send("p2", "interest", entry="ash", is_up=True)
    hall.console("opportunity", "o1", title="Ash", entries=["ash", "need", "clay"])
    hall.send("p3", "vote", opportunity="o1", effort=1, benefit=1)
    without = Hall()
    without.records = [each for each in hall.records if each.number != number]
    hall.console("undo", number=number)

    assert hall.day.entries == without.day.entries
    assert hall.day.participants == without.day.participants
    assert hall.day.opportunities == without.day.opportunities


@pytest.mark.parametrize(
    "kind", ["open", "renew", "close", "confirm", "hide", "merge", "opportunity", "show", "undo", "admit"]
)
def test_a_phone_cannot_do_what_is_the_console_s(hall: Hall, kind: str) -> None:
    before = hall.day
    body: dict[str, Any] = {
        "code": "X",
        "entry": "ash",
        "into": "need",
        "title": "T",
        "scene": "blank",
        "number": 5,
        "participant": "p9",
    }
    hall.send("p2", kind, **body)

    assert kind not in OF_PHONES
    assert (hall.day.entries, hall.day.code, hall.day.scene) == (before.entries, before.code, before.scene)
    assert (hall.day.is_open, hall.day.opportunities) == (before.is_open, before.opportunities)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 9),
    st.text(max_size=4),
    st.lists(st.text(max_size=3), max_size=2),
)
KINDS = [
    "open",
    "join",
    "declare",
    "correct",
    "withdraw",
    "interest",
    "merge",
    "hide",
    "choose",
    "show",
    "opportunity",
    "vote",
    "consent",
    "feedback",
    "?",
]
NAMES = [
    "entry",
    "into",
    "company",
    "what",
    "direction",
    "version",
    "is_up",
    "number",
    "opportunity",
    "entries",
]
BODIES = st.dictionaries(
    st.sampled_from([*NAMES, "effort", "benefit", "rating", "agrees", "title", "visibility", "scene"]),
    st.one_of(VALUES, st.sampled_from(["ash", "need", "have", "want", "p1", "o1"])),
    max_size=6,
)
SENT = st.tuples(st.sampled_from(["p1", "p2", "p9", CONSOLE]), st.sampled_from(KINDS), BODIES)


@given(st.lists(SENT, max_size=12))
@settings(max_examples=100)
def test_whatever_is_sent_the_state_follows_step_by_step(sent: list[tuple[str, str, dict[str, Any]]]) -> None:
    hall = filled()
    hall.console("opportunity", "o1", title="Ash")
    for author, kind, body in sent:
        hall.send(author, kind, **body)
    step_by_step = Day()
    for record in hall.records:
        step_by_step = apply(step_by_step, record)

    assert replay(hall.records) == step_by_step
    assert hall.day.last == len(hall.records)


def test_a_frozen_main_screen_shows_the_day_as_it_was(hall: Hall) -> None:
    hall.console("show", scene="entries")
    hall.console("freeze", is_on=True)
    hall.console("show", scene="votes")
    hall.send("p1", "declare", "late", direction="have", what="Steam", quantity=1, unit="GJ", period="year")

    assert hall.day.on_main_screen.scene == {"scene": "entries"}
    assert "late" not in hall.day.on_main_screen.entries
    hall.console("freeze", is_on=False)
    assert hall.day.on_main_screen.scene == {"scene": "votes"}
    assert "late" in hall.day.on_main_screen.entries


def test_a_view_is_added_in_another_language_where_it_is_shown_and_is_no_step_of_its_own(hall: Hall) -> None:
    shown = hall.console("show", scene="picture", page="Flows", view="a", shown={"en": "1.svg"})
    hall.console("freeze", is_on=True)
    hall.console("drawn", view="a", language="zh", shown="2.svg")
    hall.console("drawn", view="another", language="both", shown="3.svg")
    hall.send("p1", "drawn", view="a", language="both", shown="4.svg")

    assert hall.day.scene["shown"] == hall.day.on_main_screen.scene["shown"] == {"en": "1.svg", "zh": "2.svg"}
    hall.console("freeze", is_on=False)
    hall.console("show", scene="votes")
    hall.console("drawn", view="a", language="both", shown="5.svg")
    assert hall.day.scene == {"scene": "votes"}
    for _step in range(3):  # votes, and the main screen frozen and released
        hall.console("undo", number=last_undoable_step(hall.records))
    assert last_undoable_step(hall.records) == shown.number


def test_a_correction_that_keeps_the_words_keeps_the_class(hall: Hall) -> None:
    hall.console("confirm", entry="ash", resource_id="fly_ash")
    for what, kept in (("Fly ash", "fly_ash"), ("Bottom ash", None)):
        version = hall.day.entries["ash"].version
        hall.send("p1", "correct", entry="ash", version=version, what=what, resource_id="", quantity=5)
        assert hall.day.entries["ash"].values.get("resource_id") == kept
