"""What guests read of words that people wrote: of synergies, steps and events, and of what a park moves."""

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.park import parkmap, parks
from isdata.symbiosis import synergies
from tests.symbiosis.synergies.park import known


@pytest.mark.parametrize("column", ["next_step_en", "owner", "source", "name_zh", "ended_reason"])
def test_words_that_hold_a_hidden_name_are_left_out_for_guests(
    joined: duckdb.DuckDBPyConnection, column: str
) -> None:
    """SY1 is between C1 and C2, who show themselves; its words speak of C3, who does not."""
    joined.execute(f"update synergy set {column} = 'Ask Secret Box Ltd first' where synergy_id = 'SY1'")

    row = known(joined, viewer=GUEST).loc["SY1"]
    assert pd.isna(row[column])
    assert row["name_en"] == known(joined, viewer=FACILITATOR).loc["SY1", "name_en"]
    assert known(joined, viewer=FACILITATOR).loc["SY1", column] == "Ask Secret Box Ltd first"


def test_a_note_and_a_next_step_that_hold_a_hidden_name_are_left_out_for_guests(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    joined.execute("update synergy_stage set note = 'met Secret Box Ltd' where synergy_id = 'SY1'")
    joined.execute("update synergy set next_step_en = 'ring Secret Box Ltd' where synergy_id = 'SY3'")

    def steps(*, viewer: Viewer = FACILITATOR) -> set[str]:
        return set(parks.next_steps(joined, park_id="tiny", viewer=viewer)["step_en"].dropna())

    noted = synergies.history(joined, synergy="SY1", viewer=GUEST)["note"]
    assert len(noted)
    assert noted.isna().all()
    assert "met Secret Box Ltd" in set(synergies.history(joined, synergy="SY1", viewer=FACILITATOR)["note"])
    assert "ring Secret Box Ltd" in steps(viewer=FACILITATOR)
    assert "ring Secret Box Ltd" not in steps(viewer=GUEST)


def test_steps_of_a_synergy_with_a_hidden_partner_are_left_out_for_guests(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    joined.execute("update synergy set next_step_en = 'count the boxes' where synergy_id = 'SY2'")

    assert "count the boxes" not in set(parks.next_steps(joined, park_id="tiny", viewer=GUEST)["step_en"])


def test_the_owner_of_a_step_is_named_to_guests_unless_undisclosed(joined: duckdb.DuckDBPyConnection) -> None:
    joined.execute(
        "insert into action (action_id, park_id, name_en, owner, status) values "
        "('A1', 'tiny', 'Count the drums', 'Secret Box Ltd', 'open'), ('A2', 'tiny', 'Call a meeting', 'Park office', 'open')"
    )

    owners = parks.next_steps(joined, park_id="tiny", viewer=GUEST).set_index("step_en")["owner"]
    assert pd.isna(owners["Count the drums"])
    assert owners["Call a meeting"] == "Park office"


def test_a_step_that_is_written_down_twice_is_shown_once(joined: duckdb.DuckDBPyConnection) -> None:
    """The same synergy, owner and day: the words of the synergy stand; on another day it is another step."""
    joined.execute(
        "update synergy set next_step_en = 'Meter the steam', owner = 'Works', due_date = date '2026-12-18' "
        "where synergy_id = 'SY3'"
    )
    joined.execute(
        "insert into action (action_id, park_id, synergy_id, name_en, owner, due_date, status) values "
        "('A1', 'tiny', 'SY3', 'Steam metering', 'Works', date '2026-12-18', 'open'), "
        "('A2', 'tiny', 'SY3', 'Offer for a pipe', 'Works', date '2027-01-31', 'open')"
    )

    shown = parks.next_steps(joined, park_id="tiny", viewer=FACILITATOR)["step_en"].tolist()
    assert [step for step in shown if step in ("Meter the steam", "Steam metering", "Offer for a pipe")] == [
        "Meter the steam", "Offer for a pipe",
    ]  # fmt: skip


def test_steps_of_synergies_count_until_these_end(joined: duckdb.DuckDBPyConnection) -> None:
    """A board names the next step of a synergy in operation as well."""
    joined.execute("update synergy set next_step_en = 'Meter the steam' where synergy_id = 'SY3'")

    def is_open(stage: str) -> bool:
        joined.execute("update synergy set stage = ? where synergy_id = 'SY3'", [stage])
        return "Meter the steam" in set(
            parks.next_steps(joined, park_id="tiny", viewer=FACILITATOR)["step_en"]
        )

    assert [is_open(stage) for stage in ("implementation", "operation", "ended")] == [True, True, False]


def test_an_event_at_an_undisclosed_company_has_its_kind_only(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    joined.execute(
        "insert into event (event_id, park_id, event_kind, name_en, place) values "
        "('E8', 'tiny', 'visit', 'Visit to the box makers', 'S3'), ('E9', 'tiny', 'visit', 'Visit to the hall', 'Hall')"
    )

    shown = parks.events(joined, park_id="tiny", viewer=GUEST)
    assert "Visit to the hall" in set(shown["name_en"])
    assert "Visit to the box makers" not in set(shown["name_en"])
    assert len(shown) == len(parks.events(joined, park_id="tiny", viewer=FACILITATOR))


@pytest.mark.parametrize(("kept", "is_shown"), [(0, True), (1, False), (2, False), (3, True)])
def test_what_a_park_moves_gives_no_hidden_company_away(
    joined: duckdb.DuckDBPyConnection, kept: int, is_shown: bool
) -> None:
    """Water of three companies and more; what one or two hidden ones of them take would be the difference to the rest."""
    for number in range(5):
        visibility = "class_band" if number < kept else "public"
        joined.execute("insert into company (company_id, name_en, visibility) values (?, ?, ?)",
                       [f"W{number}", f"Water {number}", visibility])  # fmt: skip
        joined.execute("insert into site (site_id, company_id, park_id) values (?, ?, 'tiny')",
                       [f"WS{number}", f"W{number}"])  # fmt: skip
        joined.execute("insert into flow (flow_id, park_id, receiver_id, resource_id, quantity, unit, year) "
                       "values (?, 'tiny', ?, 'fresh_water', 10, 'm³', 2030)", [f"WF{number}", f"WS{number}"])  # fmt: skip

    shown = parkmap.parks_of(joined, parks=["tiny"], viewer=GUEST)["water"].iloc[0]
    assert pd.notna(shown) == is_shown
    assert parkmap.parks_of(joined, parks=["tiny"], viewer=FACILITATOR)["water"].iloc[0] == 50
