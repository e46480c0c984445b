"""The facilitator's console: entries as they arrive, what is done with them, and the scene on the wall."""

from typing import Any

import streamlit as st

from isdata.programme.workshop import views
from isdata.programme.workshop.day import CONSOLE, Day, Entry
from isdata.programme.workshop.journal import Record
from isdata.programme.workshop.live import Live, new_code
from isdata.programme.workshop.replay import undone
from pages.common import show
from pages.common.language import _, ngettext, reader

EVERY = 2.0  # s between two looks at the session
MOST = 30  # entries in sight, the latest first


def renew(live: Live) -> None:
    """Give the session a new code; who is here stays."""
    live.console("renew", code=new_code())


def _button(live: Live, words: str, key: str, kind: str, *, is_chosen: bool = False, **body: Any) -> None:
    """Draw a button that does one thing; the fragment is drawn again afterwards."""

    def act() -> None:
        live.console(kind, **body)

    st.button(words, key=key, type="primary" if is_chosen else "secondary", on_click=act)


@st.fragment(run_every=EVERY)
def follow(live: Live) -> None:
    """Show the session as it is now, and let the facilitator act on it."""
    day = live.day
    entries = [entry for entry in reversed(day.entries.values()) if entry.status != "withdrawn"]
    _scenes(live, day)
    companies = ngettext("{count} company is here", "{count} companies are here", len(day.companies()))
    sent = ngettext("{count} entry", "{count} entries", len(entries))
    st.markdown(f"{companies} · {sent}")
    for participant in day.participants.values():
        if not participant.is_admitted:
            words = _(
                "Let another phone of {company} see its entries", company=show.plain(participant.company)
            )
            name = participant.participant_id
            _button(live, words, f"admit_{name}", "admit", participant=name)
    for entry in entries[:MOST]:
        _entry(live, day, entry)


def _scenes(live: Live, day: Day) -> None:
    scenes = {"join": _("Joining"), "entries": _("Entries"), "votes": _("Votes"), "blank": _("Nothing")}
    with st.container(horizontal=True):
        for scene, words in scenes.items():
            is_shown = day.scene.get("scene") == scene
            _button(live, words, f"scene_{scene}", "show", is_chosen=is_shown, scene=scene)
        last = _to_undo(live.records)
        if last is not None:
            _button(live, _("Undo"), "workshop_undo", "undo", number=last)


def _to_undo(records: list[Record]) -> int | None:
    """Number of the facilitator's last step that holds still."""
    gone = undone(records)
    steps = [each.number for each in records if each.author == CONSOLE and each.kind not in ("open", "undo")]
    return next((number for number in reversed(steps) if number not in gone), None)


def _entry(live: Live, day: Day, entry: Entry) -> None:
    name = entry.entry_id
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(_entry_words(day, entry))
        if entry.conflicts:
            _choose(live, entry)
        if entry.status != "confirmed":
            _button(live, _("Confirm"), f"confirm_{name}", "confirm", entry=name)
        if entry.status != "hidden":
            _button(live, _("Set aside"), f"hide_{name}", "hide", entry=name)
        if views.for_wall(day, entry) is not None:
            _button(live, _("Show on the wall"), f"focus_{name}", "show", scene="focus", entry=name)


def _entry_words(day: Day, entry: Entry) -> str:
    """What somebody declared, who it was, and who could be interested."""
    quantity = entry.values.get("quantity")
    unit = entry.values.get("unit", "")
    amount = f"{reader().number(quantity)} {unit}" if quantity is not None else ""
    direction = _("Have") if entry.direction == "have" else _("Want")
    fits = len({other.company for other in views.counterparts(day, entry)})
    parts = [
        show.plain(entry.company_name),
        ngettext("fits {count} other company", "fits {count} other companies", fits),
        ngettext("{count} hand", "{count} hands", len(day.hands(entry))),
    ]
    return f"**{direction}** · {show.plain(entry.values['what'])} {show.plain(amount)}  \n{' · '.join(parts)}"


def _choose(live: Live, entry: Entry) -> None:
    """Let the facilitator take one of several contents that came for an entry."""
    name = entry.entry_id
    st.badge(_("Two versions"), color="red", icon=":material/call_split:")
    _button(live, _("Keep the first"), f"keep_{name}", "choose", entry=name)
    for other in entry.conflicts:
        words = _("Take “{what}”", what=show.plain(other.body.get("what", "")))
        _button(live, words, f"take_{name}_{other.number}", "choose", entry=name, number=other.number)
