"""Entries as they arrive: what each is, whom it fits, and what the facilitator does with it."""

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.naming import suggest
from isdata.programme.workshop import views
from isdata.programme.workshop.day import Day, Entry
from isdata.programme.workshop.intake import PERIODS, UNITS
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.templates import PERIOD_WORDS, full_amount
from pages.common import data, show
from pages.common.language import _, ngettext, reader
from pages.workshop.parts.acting import button

CHOSEN = "workshop_entry"  # where the session keeps which entry is open
MOST = 30  # entries in sight


def show_all(live: Live, day: Day) -> None:
    """Draw the entries: those that wait for the facilitator first, the first of them with the keys, then the latest.

    Every entry is drawn from the same parts, and buttons that do not apply are disabled: the list is drawn anew all the
    time, and the browser puts new parts where the former ones stood.
    """
    entries = [entry for entry in day.entries.values() if entry.status != "withdrawn"]
    waiting = [entry for entry in entries if entry.status == "received" and entry.is_live]
    others = [entry for entry in reversed(entries) if entry not in waiting]
    words = ngettext("{count} entry waits for you.", "{count} entries wait for you.", len(waiting))
    st.caption(words if entries else _("No entries yet."))
    for entry in [*waiting, *others][:MOST]:
        _entry(live, day, entry, has_keys=entry in waiting[:1])


def _entry(live: Live, day: Day, entry: Entry, *, has_keys: bool) -> None:
    name, means = entry.entry_id, resource_of(entry)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(words_of(day, entry, means))
        is_confirmed = entry.status == "confirmed"
        button(
            live, _("Confirmed") if is_confirmed else _("Confirm"), f"confirm_{name}", "confirm",
            is_chosen=has_keys, is_disabled=is_confirmed or not means or entry.merged_into is not None,
            shortcut="y" if has_keys else None, entry=name, resource_id=means,
        )  # fmt: skip
        button(
            live, _("Show on the wall"), f"focus_{name}", "show", is_chosen=day.scene.get("entry") == name,
            is_disabled=views.for_wall(day, entry) is None, shortcut="w" if has_keys else None,
            scene="focus", entry=name,
        )  # fmt: skip
        if st.button(_("More"), key=f"more_{name}", icon=":material/more_horiz:"):
            st.session_state[CHOSEN] = name
            st.rerun()


def show_chosen(live: Live, day: Day) -> None:
    """Draw the entry that the facilitator opened, with everything that can be done with it."""
    entry = day.entries.get(st.session_state.get(CHOSEN, ""))
    if entry is None:
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(words_of(day, entry, resource_of(entry)))
            if st.button(_("Close"), key="workshop_entry_close", icon=":material/close:"):
                del st.session_state[CHOSEN]
                st.rerun()
        if entry.conflicts:
            _choose(live, entry)
        _more(live, day, entry, resource_of(entry))


def words_of(day: Day, entry: Entry, means: str) -> str:
    """What somebody declared, who it was, of what class it is, and who could be interested."""
    read = reader()
    direction = _("Have") if entry.direction == "have" else _("Want")
    amount = full_amount(read, entry.values)
    fits = len({other.company for other in views.counterparts(day, entry)})
    withheld = len({other.company for other in views.withheld(day, entry)})
    unknown = _("class unknown")
    standing = _standing(entry)
    parts = [
        f":red[{standing}]" if standing else "",
        show.plain(entry.company_name),
        show.plain(_names().get(means, "")) or f":red[{unknown}]",
        ngettext("fits {count} other company", "fits {count} other companies", fits),
        ngettext(
            "blocked: {count} company shows its entry to the facilitator only",
            "blocked: {count} companies show their entries to the facilitator only",
            withheld,
        )
        if withheld
        else "",
        ngettext("{count} hand", "{count} hands", len(day.hands(entry))),
        show.plain(entry.note),
    ]
    listed = " · ".join(part for part in parts if part)
    return f"**{direction}** · {show.plain(entry.values['what'])} {show.plain(amount)}  \n{listed}"


def _standing(entry: Entry) -> str:
    """What keeps an entry from counting, or waits for the facilitator; empty for an ordinary one."""
    if entry.conflicts:
        return _("Two versions")
    if entry.merged_into is not None:
        return _("Merged")
    return _("Set aside") if entry.status == "hidden" else ""


def resource_of(entry: Entry) -> str:
    """Resource that an entry is taken for: as confirmed or declared, else what its words mean most likely."""
    declared = str(entry.values.get("resource_id") or "")
    return declared or next(iter(_suggested(str(entry.values["what"]), entry.direction)), "")


def _suggested(what: str, direction: str) -> list[str]:
    return data.ask(_meanings, what=what, is_left_over=direction == "have")


def _meanings(con, what: str, is_left_over: bool) -> list[str]:
    resources = store.ask(con, "match_resources")
    return list(suggest(what, resources, is_left_over=is_left_over)["resource_id"])


def _names() -> dict[str, str]:
    found: pd.DataFrame = data.ask(_resources)
    return dict(zip(found["resource_id"], reader().names(found), strict=True))


def _resources(con) -> pd.DataFrame:
    return store.ask(con, "resource_names")


def _more(live: Live, day: Day, entry: Entry, means: str) -> None:
    """Let the facilitator correct class and unit, note who speaks, merge, or set aside."""
    name, names, read = entry.entry_id, _names(), reader()
    likely = [each for each in _suggested(str(entry.values["what"]), entry.direction) if each in names]
    first = list(dict.fromkeys([*([means] if means else []), *likely]))
    options = [*first, *(each for each in names if each not in first)]
    with st.form(f"correct_{name}", border=False):
        resource = st.selectbox(
            _("Class"),
            options,
            format_func=lambda one: names[one],
            index=0 if first else None,
            key=f"class_{name}",
        )
        quantity = st.number_input(_("How much?"), value=entry.values.get("quantity"), key=f"quantity_{name}")
        unit = st.selectbox(
            _("Unit"), list(dict.fromkeys([*UNITS, entry.values.get("unit", "t")])), key=f"unit_{name}",
            index=list(dict.fromkeys([*UNITS, entry.values.get("unit", "t")])).index(entry.values.get("unit", "t")),
        )  # fmt: skip
        period = st.selectbox(
            _("per"), PERIODS, format_func=lambda value: read.text(PERIOD_WORDS[value]), key=f"period_{name}",
            index=PERIODS.index(entry.values.get("period", "year")),
        )  # fmt: skip
        note = st.text_input(_("Note, such as who speaks"), value=entry.note, key=f"note_{name}")
        if st.form_submit_button(_("Save"), key=f"save_{name}"):
            amount = {"quantity": quantity, "unit": unit, "period": period} if quantity is not None else {}
            live.console("correct", entry=name, resource_id=resource or "", **amount)
            if note != entry.note:
                live.console("note", entry=name, note=note)
            st.rerun()
    if entry.status != "hidden":
        button(live, _("Set aside"), f"hide_{name}", "hide", entry=name)
    others = {
        each.entry_id: f"{each.company_name}: {each.values['what']}"
        for each in day.entries.values()
        if each.is_live and each.entry_id != name and each.direction == entry.direction
    }
    if others:
        into = st.selectbox(
            _("The same as"),
            list(others),
            format_func=lambda one: others[one],
            index=None,
            key=f"into_{name}",
        )
        button(
            live, _("Merge"), f"merge_{name}", "merge", is_disabled=into is None, entry=name, into=into or ""
        )


def _choose(live: Live, entry: Entry) -> None:
    """Let the facilitator take one of several contents that came for an entry."""
    name = entry.entry_id
    st.badge(_("Two versions"), color="red", icon=":material/call_split:")
    button(live, _("Keep the first"), f"keep_{name}", "choose", entry=name)
    for other in entry.conflicts:
        words = _("Take “{what}”", what=show.plain(other.body.get("what", "")))
        button(live, words, f"take_{name}_{other.number}", "choose", entry=name, number=other.number)
