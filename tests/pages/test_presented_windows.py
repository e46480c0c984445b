"""Windows of a presentation that are squarer than a screen of 16 to 9."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import altair as alt
import pandas as pd
import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.testing.v1.element_tree import Block

from isdata.data import i18n, store
from isdata.output.cards import Card
from isdata.output.figures import frame, sankey_size
from pages.common import charts, controls, data, navigation, screen, server_sessions, whole_amounts
from pages.common.presenting import card_type, following, room, turning, views
from pages.common.screen import Screen
from pages.common.server_sessions import FragmentRun
from tests.databases import Built
from tests.pages.conftest import Opened


@pytest.mark.parametrize(
    ("window", "scale", "lines", "kept"),
    [
        ([1840, 1080, 1080], 1.0, 1080, 0),
        ([960, 768, 768], 768 / 1080, 1080, 64),  # 1,024 by 768: notes of key figures take a further line
        ([1220, 800, 800], 800 / 1080, 1080, 64),  # 16 to 10
        ([700, 900, 540], 540 / 1080, 1800, 64),  # upright: as wide as it is, the rest is height
        (None, 1.0, 1080, 0),
    ],
)
def test_type_follows_the_height_of_every_projector(
    monkeypatch: pytest.MonkeyPatch, window: list[int] | None, scale: float, lines: float, kept: float
) -> None:
    """It followed the screen of 16 to 9 that fits: at 1,024 by 768, words were 1.65 % of the height of the picture."""
    monkeypatch.setattr(charts, "window", lambda: window)
    monkeypatch.setattr(controls, "is_projected", lambda: True)

    assert charts.scale() == pytest.approx(scale)
    assert charts.lines() == pytest.approx(lines, abs=1)
    assert room.below("") == pytest.approx(lines - 200 - kept, abs=1)
    assert charts.is_square() == (kept > 60)
    if window:  # the smallest words of charts and pages
        assert frame.framed(
            alt.Chart(), replace(i18n.reader("en"), is_large=True)
        ).config.text.fontSize * scale >= (0.022 * window[2])


def test_a_phone_that_presents_draws_the_charts_of_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the type of a hall, years overlapped and legends were cut."""
    monkeypatch.setattr(controls, "is_projected", lambda: True)
    drawn = {}
    for width in (360, 1840):
        monkeypatch.setattr(charts, "window", lambda width=width: [width, 840, 840])
        drawn[width] = charts.reader().is_large, charts.scale() == 1, charts.is_in_hall()

    assert drawn == {360: (False, True, False), 1840: (True, False, True)}


def test_a_presentation_leaves_out_what_guests_would_see_empty(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No company of Dayawan discloses its meters, and no two of Kalundborg need the same plant."""
    with store.open(built.copied("samples", tmp_path)) as con:
        monkeypatch.setattr(views, "ask", lambda function, **named: function(con, **named))
        known = {entry.name: entry for entry in navigation.ENTRIES}
        shown = {
            (park, page): views.has_view(known[page], park)
            for park in ("chengdu", "kalundborg", "dayawan")
            for page in ("meters", "sharing", "flows")
        }
        monkeypatch.setattr(navigation, "open_entries", lambda: navigation.ENTRIES)
        pages = {
            page: [each.page for each in views.of_park("dayawan", page)]
            for page in ("", "schedule", "balance")
        }

    assert {each for each, is_shown in shown.items() if not is_shown} == {
        ("dayawan", "meters"), ("kalundborg", "meters"), ("kalundborg", "sharing"),
    }  # fmt: skip
    assert set(pages["schedule"]) - set(pages[""]) == {"schedule"}  # the open page has its place and number
    assert pages["balance"] == pages[""]  # it is for the facilitator


def test_notes_of_figures_on_two_lines_leave_less_height(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below three figures of which one note took two lines, the line at the foot was cut."""
    monkeypatch.setattr(controls, "is_projected", lambda: True)
    monkeypatch.setattr(charts, "window", lambda: [1880, 1080, 1080])

    assert room.wrapped(3, "到期未达标1项", "") == 0
    assert room.wrapped(3, "到期未达标 · 当前值83.9吉瓦时/年，2025年目标89.3吉瓦时/年") == 34
    monkeypatch.setattr(
        charts, "window", lambda: [980, 768, 768]
    )  # the height below its title includes a second line
    assert room.wrapped(3, "到期未达标 · 当前值83.9吉瓦时/年，2025年目标89.3吉瓦时/年") == 0


def test_names_of_flows_are_large_enough_in_every_projector() -> None:
    assert Screen(1840, 1080).fitting == 1080
    assert Screen(980, 768).fitting == 768
    assert Screen(700, 900).fitting == pytest.approx(560)
    assert Screen(360, 760).fitting == 760  # a phone
    for wide, tall in ((1232, 720), (1220, 800), (974, 768)):
        assert sankey_size.for_room(wide, 0.67 * tall, is_hall=True).label >= 0.022 * tall


def places(block: Block, kind: str) -> list[int]:
    """Return the place of each element of a kind in its container."""
    found = [place for place, part in block.children.items() if part.type == kind]
    return found + [
        place for part in block.children.values() if isinstance(part, Block) for place in places(part, kind)
    ]


def test_a_headline_breaks_in_no_large_amount() -> None:
    """A line ended with "30", and the next one began with "M CNY"."""
    words = "NPV of about 30 M CNY, 1.98 million GJ and 2 bn EUR; 3 of 4 scenarios"

    kept = whole_amounts.line(words)

    assert kept.split(" ") == [
        "NPV", "of", "about", "30\u00a0M\u00a0CNY,", "1.98\u00a0million\u00a0GJ", "and", "2\u00a0bn\u00a0EUR;",
        "3", "of", "4", "scenarios",
    ]  # fmt: skip


def test_a_headline_keeps_its_place_when_the_page_is_drawn_again(open_page: Opened) -> None:
    """It stood twice meanwhile, and moved what is below it."""
    app = open_page("pages/park/overview.py", projector="true")

    app.session_state["headline_page"] = "flows"  # the page before this one
    arrived = places(app.run().main, "header")

    assert arrived == places(app.run().main, "header") == [0]


def test_a_picture_that_waits_for_the_size_of_the_window_reserves_its_headline(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flows stated it in a later run of their own and failed, because Streamlit had no slot of the fragment for it."""
    monkeypatch.setattr(screen, "is_size_unknown", lambda: True)
    app = open_page("pages/park/flows.py", projector="true")
    app.session_state["headline_page"] = "overview"  # the page before this one
    app.run()
    drawn = app.session_state["headline_drawn"]

    assert "transparent" in [
        each._block_type for each in drawn._ancestors
    ]  # Streamlit's slots are such blocks


def test_cards_of_a_presentation_have_letters_as_large_as_their_words_allow() -> None:
    short = Card("Slag", "A → B", ("10 t per year",), "Next: test", "Idea", "#000", "A")
    long = replace(
        short, title="Joint digestion of food residues and sludge to biogas", obstacle="Next: word " * 12
    )
    room = 60.0, 26.0  # of a window of 16 to 9

    few = card_type.fitting([short] * 6, 3, room)
    many = card_type.fitting([short] * 5 + [long], 3, room)

    assert few == 1.4  # the largest: two rows of cards of 7.3 lines and their spaces take 26 of 26
    assert 0.95 <= many < few
    assert card_type.fitting([long] * 6, 3, (60.0, 5.0)) == 0.95  # the smallest that can be read


def test_three_cards_of_a_story_fit_below_its_title() -> None:
    """They were stacks of lines, of which the third one was cut off in a window of 720 lines."""
    words = "Aluminium chips of the engine lines → Aluminium chips for drying and remelting"
    amounts = ("1,150 t per year", "2.4 km by road"), ("1,900 t CO2 saved per year",)
    card = Card(words, "Camphor Engines → Banyan Metal Recycling", amounts[0], "No obstacle found; price to be agreed",
                "Feasibility", "#000", "Park office", worth=amounts[1])  # fmt: skip
    room = 62.0, 24.4  # of a window of 1280 x 720, in sizes of its type

    assert card_type.fitting([card] * 3, 1, room) >= 1.1
    assert card_type.fitting([replace(card, title=words * 4)] * 3, 1, room) == 0.95


@pytest.mark.parametrize(("total", "each"), [(13, 7), (18, 9), (12, 12), (0, 0)])
def test_a_list_of_several_pages_has_no_page_that_is_nearly_empty(total: int, each: int) -> None:
    """Of 13 indicators, the last one was alone on a page."""
    assert turning.even(total, 12) == each


def test_a_change_wakes_the_windows_that_present_its_file(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_page("pages/park/overview.py", projector="true")
    (session, (file, fragment)) = list(following._WINDOWS.items())[-1]
    for name, shown in (("elsewhere", tmp_path / "other.duckdb"), ("closed", file)):
        following._WINDOWS[name] = shown, FragmentRun(name, ClientState(fragment_id=name))
    woken: list[tuple[str, str]] = []

    class Window(SimpleNamespace):
        def request_rerun(self, asked: ClientState) -> None:
            woken.append((self.name, asked.fragment_id))

    runtime = SimpleNamespace(get_app_session=lambda name: None if name == "closed" else Window(name=name))
    monkeypatch.setattr(server_sessions.Runtime, "instance", lambda: runtime)
    loop: Any = SimpleNamespace(call_soon_threadsafe=lambda call, *given: call(*given))
    end = following.begin(loop)
    try:
        rows = {"flow": pd.DataFrame([{"flow_id": "F2", "quantity": 310.0}])}
        store.write(data.cursor(), rows, who="test", reason="test")
    finally:
        end()

    assert fragment.request.fragment_id
    assert woken == [(session, fragment.request.fragment_id)]
    assert "closed" not in following._WINDOWS
    assert "elsewhere" in following._WINDOWS
