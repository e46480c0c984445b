"""From invited to interviewed, counted by hand."""

from isdata.programme.workshop import park_references, park_rows, rehearsal
from isdata.programme.workshop.participation import participation, sizes_present
from tests.programme.workshop.hall import Hall


def test_companies_are_counted_by_how_far_they_came() -> None:
    hall = Hall()
    hall.console("open", park_id="tiny", name="Launch", code="ABCD", invited=["C1", "C2", "C3", "C4"])
    hall.send("p1", "join", company="Power plant", company_id="C1", visibility="full")
    hall.send("p2", "join", company="Cement works", company_id="C2", is_sme=True)
    hall.send("p3", "join", company="Brick works", is_sme=True)  # came without an invitation
    hall.send("p1", "declare", "ash", direction="have", what="Fly ash")
    hall.send("p2", "interest", entry="ash", is_up=True)
    hall.send("p1", "interview", wants=True)
    hall.send("p3", "interview", wants=False)

    came = participation(hall.day, smes={"C1": False, "C2": False, "C3": True}, interviewed=["C1", "C4"])

    assert (len(came.invited), len(came.present)) == (4, 3)
    assert came.interested == {"C1", "C2"}
    assert came.interviewed == {"C1"}  # C4 was not there
    # C2 stated that it is one, which holds more than the park file; C3 stayed away.
    assert (came.smes_invited, came.smes_present) == (2, 1)
    # The console counts those that are here in the same way: the brick works are in no list, and said so themselves.
    assert sizes_present(hall.day, {"C1": False, "C3": True}) == {
        "C1": False,
        "C2": True,
        "brick works": True,
    }


def test_the_park_file_is_given_agenda_and_the_companies_that_stayed_away() -> None:
    hall = Hall()
    hall.console(
        "open", park_id="tiny", name="Launch", date="2026-11-30", invited=["C1", "C3"], agenda="Tables\n"
    )
    hall.send("p1", "join", company="Power plant", company_id="C1", visibility="full")
    hall.console("close")
    known = park_references.Park("CNY", sites={"C1": "S1", "C3": "S3"})

    rows = park_rows.required_rows(hall.day, known)["attendance"]
    assert [row["agenda"] for row in rows["event"]] == ["Tables"]
    taking_part = {row["company_id"]: row["interest"] for row in rows["event_participant"]}
    assert taking_part == {"C1": "present", "C3": "invited"}


def test_in_a_rehearsal_the_twenty_fictitious_companies_are_invited() -> None:
    hall = Hall()
    hall.console("open", park_id="tiny", code="ABCD", is_rehearsal=True, invited=rehearsal.invited())
    for step in rehearsal.steps("zh")[:5]:
        hall.send(step.phone, step.kind, step.key, **step.body)

    came = participation(hall.day)
    assert (len(came.invited), len(came.present)) == (20, 5)
    assert came.present <= came.invited
