"""Devices of a company: who is admitted, what they may do, and how a correction of their company holds."""

import pytest

from tests.programme.workshop.hall import Hall, filled


@pytest.fixture
def hall() -> Hall:
    """Three companies with an entry each."""
    return filled()


def test_a_second_device_of_a_company_waits_to_be_admitted(hall: Hall) -> None:
    hall.send("p4", "join", company="Power plant", company_id="C1")
    version = hall.day.entries["ash"].version
    hall.send("p4", "correct", entry="ash", version=version, quantity=1)

    assert not hall.day.participants["p4"].is_admitted
    assert hall.day.entries["ash"].values["quantity"] == 30000

    hall.console("admit", participant="p4")
    hall.send("p4", "correct", entry="ash", version=version, quantity=2)
    assert hall.day.entries["ash"].values["quantity"] == 2


def test_what_was_declared_stays_with_its_company_when_a_device_changes_sides(hall: Hall) -> None:
    hall.send("p1", "join", company="Cement works", company_id="C2")

    assert hall.day.entries["ash"].company == "C1"
    assert not hall.day.participants["p1"].is_admitted


def test_a_corrected_company_holds_for_its_devices_and_all_it_declared() -> None:
    hall = filled()
    before = hall.day.entries["ash"]
    hall.console("company", entry="ash", company="Dairy / 乳品厂", company_id="C9")
    entry = hall.day.entries["ash"]

    assert (entry.company, entry.company_name) == ("C9", "Dairy / 乳品厂")
    assert hall.day.participants[entry.participant_id].company_id == "C9"
    assert all(each.company != before.company for each in hall.day.entries.values())


def test_other_words_of_the_phone_end_the_name_that_the_facilitator_gave() -> None:
    hall = filled()
    hall.console("correct", entry="ash", resource_id="fly_ash", named="Fly ash / 粉煤灰")
    entry = hall.day.entries["ash"]
    assert entry.values["named"] == "Fly ash / 粉煤灰"

    hall.send(entry.participant_id, "correct", entry="ash", version=entry.version, what="Slag", named="Gold")
    assert "named" not in hall.day.entries["ash"].values
