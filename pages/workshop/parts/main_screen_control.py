"""Control of the main screen: scenes and keyboard shortcuts."""

import datetime as dt
from typing import Any

import streamlit as st

from isdata.data.i18n import LANGUAGES
from isdata.institution import cases
from isdata.programme.workshop import scenes
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.main_screen_language import BOTH
from isdata.programme.workshop.main_screen_page import TITLES
from isdata.programme.workshop.replay import undone
from pages.common import main_screen, screen, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.workshop.parts.facilitator_buttons import button, key_of, undo

_MINUTES = (5, 10, 15, 30)
_USUAL = 10  # timer started by the key


def control(live: Live, day: Day) -> None:
    """Draw the scenes and the keys: → next, ← back, p freeze, b blank, l language, as in a presentation; t timer, z undo.

    A phone has the next scene and the undo button; the rest is in one popover.
    """
    is_phone = screen.is_phone()
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", width="content", key="signs_main_screen"
    ):
        if not is_phone:
            st.markdown(on_main_screen(day), width="content")
            _step(live, day, -1, _("Back"), "left", ":material/arrow_back:")
        _step(live, day, 1, _("Next"), "right", ":material/arrow_forward:")
        undo(live)
        if not is_phone:
            _keys(live, day)
        with st.popover(_("More"), icon=":material/more_horiz:", key="main_screen_more"):
            if is_phone:
                _step(live, day, -1, _("Back"), "left", ":material/arrow_back:")
                _keys(live, day)
            _scenes(live, day)
            _clocks(live)
            _cases(live)


def _keys(live: Live, day: Day) -> None:
    """Draw the buttons that freeze and blank the main screen, choose its language, and start its timer."""
    is_frozen = day.frozen is not None
    button(
        live, _("Freeze"), "main_screen_freeze", "freeze", icon=":material/pause:", is_chosen=is_frozen, shortcut="p",
        note=_("Keeps the main screen as it is while you prepare the next scene."), is_on=not is_frozen,
    )  # fmt: skip
    is_blank = day.scene.get("scene") == "blank"
    shown = _before_blank(live) if is_blank else {"scene": "blank"}
    button(
        live, _("Blank"), "main_screen_blank", "show", icon=":material/tv_off:", is_chosen=is_blank, shortcut="b",
        note=_("Empties the main screen, and brings back what it showed."), **shown,
    )  # fmt: skip
    language = _next_language(day)
    words = {**LANGUAGES, BOTH: "English · 中文"}
    now = words.get(day.main_screen_language, _("Language"))
    button(
        live,
        now,
        "main_screen_language",
        "main_screen",
        shortcut="l",
        icon=":material/translate:",
        note=_("Language of the main screen: {language}", language=now),
        language=language,
    )
    _timer(live, day)


def _scenes(live: Live, day: Day) -> None:
    """Let the facilitator choose a scene."""
    present = day.scene.get("scene")
    with st.expander(_("Scene"), icon=":material/slideshow:", key="main_screen_scenes"):
        for scene in scenes.ORDER:
            is_chosen = present == scene
            button(live, _(TITLES[scene]), f"scene_{scene}", "show", is_chosen=is_chosen, scene=scene)


def on_main_screen(day: Day) -> str:
    """Text on the main screen's scene, and whether it is frozen."""
    if day.frozen is None:
        return _("On main screen: **{scene}**", scene=main_screen.title(day))
    return _(
        "Main screen frozen: **{scene}** · after release: **{next}**",
        scene=main_screen.title(day.frozen),
        next=main_screen.title(day),
    )


def _step(live: Live, day: Day, step: int, words: str, shortcut: str, icon: str) -> None:
    following = scenes.following(day, step)
    note = _("Shows the next scene.") if step > 0 else _("Shows the scene before.")
    button(
        live, words, f"main_screen_{shortcut}", "show", shortcut=shortcut, icon=icon, note=note, **following
    )


def _before_blank(live: Live) -> dict[str, Any]:
    """Scene shown before the main screen was blanked."""
    records = live.records
    gone = undone(records)
    shown = [
        each.body
        for each in records
        if each.kind == "show" and each.body.get("scene") != "blank" and each.number not in gone
    ]
    return shown[-1] if shown else {"scene": "join"}


def _next_language(day: Day) -> str:
    languages = [*LANGUAGES, BOTH]
    now = day.main_screen_language
    return languages[(languages.index(now) + 1) % len(languages)] if now in languages else languages[0]


def _timer(live: Live, day: Day) -> None:
    """Let the facilitator start the countdown of the main screen, for a break or a round at the tables."""
    until = day.main_screen.get("until")
    if until and dt.datetime.fromisoformat(until) > dt.datetime.now(dt.UTC):
        button(
            live, _("Timer"), "main_screen_clock", "main_screen", is_chosen=True, shortcut="t",
            icon=":material/timer_off:", note=_("Stop the timer"), until="",
        )  # fmt: skip
    else:
        st.button(
            _("Timer"), key="main_screen_clock", shortcut=key_of("t"), icon=":material/timer:", on_click=_count,
            args=(live, _USUAL), help=_("{count}-min timer; other times are under “More”.", count=_USUAL),
        )  # fmt: skip


def _clocks(live: Live) -> None:
    """Offer other times of the countdown."""
    with st.expander(_("Timer"), icon=":material/timer:", key="main_screen_clocks"):
        for minutes in _MINUTES:
            st.button(
                _("{count} min", count=minutes),
                key=f"main_screen_clock_{minutes}",
                on_click=_count,
                args=(live, minutes),
            )
            st.button(
                _("{count}-min break", count=minutes),
                key=f"main_screen_break_{minutes}",
                on_click=_count,
                args=(live, minutes, True),
            )


def _count(live: Live, minutes: int, is_break: bool = False) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
    live.console("main_screen", until=until.isoformat(timespec="seconds"))
    if is_break:
        live.console("show", scene="break")


def _cases(live: Live) -> None:
    """Let the facilitator show a case of the library on the main screen for discussion."""
    known, figures = ask(cases.cards), ask(cases.figures)
    if known.empty:
        return
    with st.expander(_("Case to discuss"), icon=":material/style:", key="main_screen_cases"):
        for case, name in zip(known.to_dict("records"), reader().names(known), strict=True):
            st.button(
                show.escaped(name),
                key=f"main_screen_case_{case['case_id']}",
                on_click=main_screen.show_case,
                args=(live, case, figures),
            )
