"""Entries in order of arrival: content, matching companies, and the facilitator's actions."""

from functools import partial
from typing import Literal

import streamlit as st

from isdata.programme.workshop import views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.intake import PERIODS, UNITS
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.templates import PERIOD_WORDS
from pages.common import number_field, screen
from pages.common.language import _, reader
from pages.workshop.parts import correction, entry_words, opportunities, repeated
from pages.workshop.parts.facilitator_buttons import button, key_of, state_refusal

CHOSEN = "workshop_entry"  # session key of the entry being corrected
NOTED = "workshop_noted"  # session key of the entry whose note is being edited
MOST = 30  # number of entries shown
_WAITING = ("received", "read")


def show_all(live: Live, day: Day) -> None:
    """Draw the entry controlled by single keys, then others awaiting the facilitator, then the latest.

    Every entry is drawn with the same elements, and inapplicable buttons are disabled: the list is redrawn constantly, and
    the browser reuses elements by position.
    """
    state_refusal()
    entries = [entry for entry in day.entries.values() if entry.status != "withdrawn"]
    stored, first = repeated.stored(day), waiting(day)
    if not entries:
        st.caption(_("No entries yet."))
    present = _first(day)
    with st.container():
        if present is not None:
            _present(live, day, present, stored)
    others = [entry for entry in reversed(entries) if entry not in first]
    for entry in [each for each in [*first, *others] if each is not present][:MOST]:
        _entry(live, day, entry, stored)


def waiting(day: Day) -> list[Entry]:
    """Entries awaiting the facilitator, those with two versions first."""
    stored = repeated.stored(day)
    found = [
        entry
        for entry in day.entries.values()
        if entry.is_live and (entry.conflicts or entry.status in _WAITING or entry.entry_id in stored)
    ]
    return sorted(found, key=lambda entry: not entry.conflicts)


def _first(day: Day) -> Entry | None:
    """Entry controlled by keys: the first that awaits the facilitator, else the one on the main screen."""
    return next(iter(waiting(day)), day.entries.get(str(day.scene.get("entry"))))


def _outdated(live: Live, entry: Entry) -> str | None:
    """None if an entry is still the one controlled by keys, else an empty text: a key pressed for it does nothing.

    A browser that waits for a busy server keeps the buttons of former entries, hidden, and their keys with them.
    """
    first = _first(live.day)
    return None if first is None or first.entry_id == entry.entry_id else ""


def _present(live: Live, day: Day, entry: Entry, stored: repeated.Stored) -> None:
    """Draw the entry controlled by keys: y confirm, w main screen, e correct, s note, m merge, h set aside, o opportunity."""
    name = entry.entry_id
    if entry.status == "received":
        live.console("read", entry=name)  # the phone states it
    with st.container(border=True, key=f"card_{name}"):
        st.markdown(_words(day, entry, stored))
        with st.container(horizontal=True, gap="xsmall", key=f"entry_{name}"):
            _confirm(live, day, entry, shortcut="y", is_repeated=name in stored)
            _show(live, day, entry, shortcut="w")
            if screen.is_phone():
                with st.popover(_("More"), icon=":material/more_horiz:", key=f"others_{name}"):
                    _others(live, day, entry)
            else:
                _others(live, day, entry)
        with st.container():
            if reasons := [each for each in (_no_confirming(day, entry), _no_showing(day, entry)) if each]:
                st.caption(" ".join(reasons))


def _others(live: Live, day: Day, entry: Entry) -> None:
    """Draw the less frequent actions on the entry controlled by keys; a phone has them in a popover."""
    _open(_("Correct"), CHOSEN, entry, "e", ":material/edit:")
    _open(_("Note"), NOTED, entry, "s", ":material/record_voice_over:")
    _merge(live, day, entry)
    button(
        live, _("Set aside"), f"aside_{entry.entry_id}", "hide", is_disabled=entry.status == "hidden",
        shortcut="h", refusal=partial(_outdated, live, entry), entry=entry.entry_id,
    )  # fmt: skip
    _propose(day, entry, shortcut="o")


def _propose(day: Day, entry: Entry, shortcut: str | None = None) -> None:
    """Draw the button that begins an opportunity from an entry and those that match it."""
    key = f"opportunity_of_{entry.entry_id}" if shortcut else f"opportunity_from_{entry.entry_id}"
    if st.button(_("Opportunity"), key=key, icon=":material/lightbulb:", shortcut=key_of(shortcut)):
        opportunities.begin(day, entry)
        st.rerun()


def _entry(live: Live, day: Day, entry: Entry, stored: repeated.Stored) -> None:
    with st.container(border=True, key=f"card_{entry.entry_id}"):
        words, buttons = st.columns([2, 1], vertical_alignment="center")
        words.markdown(_words(day, entry, stored))
        with buttons.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
            _confirm(live, day, entry, is_repeated=entry.entry_id in stored)
            _show(live, day, entry)
            _open(_("More"), CHOSEN, entry, None, ":material/more_horiz:")


def _words(day: Day, entry: Entry, stored: repeated.Stored) -> str:
    before = repeated.noted(stored.get(entry.entry_id))
    return entry_words.entry_description(day, entry, entry_words.resource_of(day, entry), before)


def _no_confirming(day: Day, entry: Entry) -> str:
    """Reason why an entry cannot be confirmed; empty if it can be or is confirmed."""
    if entry.merged_into is not None:
        return _("Merged with another entry: confirm that one.")
    if entry.status != "confirmed" and not entry_words.resource_of(day, entry):
        return _("Its class is unknown: choose it under “Correct” before you confirm.")
    return ""


def _no_showing(day: Day, entry: Entry) -> str:
    """Reason why an entry cannot be shown on the main screen; empty if it can."""
    if views.for_main_screen(day, entry) is not None:
        return ""
    if not entry.is_live:
        return _("Cannot be shown on the main screen: set aside, withdrawn or merged.")
    return _("Cannot be shown on the main screen: the company chose “The facilitator only”.")


def _confirm(live: Live, day: Day, entry: Entry, shortcut: str | None = None, *, is_repeated: bool) -> None:
    if is_repeated:
        kind = "primary" if shortcut else "secondary"
        _open(_("Confirm"), repeated.CHOSEN, entry, shortcut, key=_key("confirm", entry, shortcut), kind=kind)
        return
    name, means, is_confirmed = (
        entry.entry_id,
        entry_words.resource_of(day, entry),
        entry.status == "confirmed",
    )
    button(
        live, _("Confirmed") if is_confirmed else _("Confirm"), _key("confirm", entry, shortcut), "confirm",
        is_chosen=bool(shortcut), is_disabled=is_confirmed or not means or entry.merged_into is not None,
        shortcut=shortcut, note=_no_confirming(day, entry) or None,
        refusal=partial(_outdated, live, entry) if shortcut else None, entry=name, resource_id=means,
    )  # fmt: skip


def _show(live: Live, day: Day, entry: Entry, shortcut: str | None = None) -> None:
    """Draw the button that shows an entry on the main screen; a key that cannot is answered with the reason."""
    name, reason = entry.entry_id, _no_showing(day, entry)
    button(
        live, _("Show on main screen"), _key("focus", entry, shortcut), "show",
        is_chosen=day.scene.get("entry") == name, is_disabled=bool(reason) and not shortcut, shortcut=shortcut,
        icon=":material/visibility_off:" if reason and shortcut else None, note=reason or None,
        refusal=partial(_not_shown, live, entry) if shortcut else None, scene="focus", entry=name,
    )  # fmt: skip


def _not_shown(live: Live, entry: Entry) -> str | None:
    """None if a key shows an entry on the main screen at the time it is pressed, else the reason; empty for a former one."""
    return "" if _outdated(live, entry) is not None else _no_showing(live.day, entry) or None


def _key(name: str, entry: Entry, shortcut: str | None) -> str:
    """Key of a button; a click on the first entry does not count as one on the same entry further down."""
    return f"{name}_{entry.entry_id}" if shortcut else f"listed_{name}_{entry.entry_id}"


def _open(
    words: str,
    place: str,
    entry: Entry,
    shortcut: str | None,
    icon: str | None = None,
    *,
    key: str = "",
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    """Draw a button that opens the form of an entry: its facts, its note, or the choice for what it repeats."""
    key = key or f"{place}_{entry.entry_id}"
    if st.button(words, key=key, icon=icon, shortcut=key_of(shortcut), type=kind):
        st.session_state[place] = entry.entry_id
        st.rerun()


def _merge(live: Live, day: Day, entry: Entry) -> None:
    """Offer to lay an entry into an earlier one that says the same."""
    name = entry.entry_id
    earlier = [each for each in day.groups.alike(entry) if each.is_live and each.version < entry.version]
    into = earlier[0] if earlier and entry.is_live else None
    button(
        live, _("Merge"), f"same_{name}", "merge", is_disabled=into is None, shortcut="m",
        note=_("Merges it with “{entry}”, which states the same.", entry=entry_words.named(into))
        if into
        else _("No earlier entry states the same; others are under “Correct”."),
        refusal=partial(_outdated, live, entry), entry=name, into=into.entry_id if into else "",
    )  # fmt: skip


def show_note(live: Live, day: Day) -> None:
    """Draw the note of the chosen entry in a dialog."""
    entry = day.entries.get(st.session_state.pop(NOTED, ""))
    if entry is not None:
        st.dialog(entry_words.named(entry))(_note)(live, entry)


def _note(live: Live, entry: Entry) -> None:
    with st.form(f"note_of_{entry.entry_id}", border=False):
        note = st.text_input(_("Note, such as who speaks"), value=entry.note, key=f"noted_{entry.entry_id}")
        if st.form_submit_button(_("Save"), key=f"note_save_{entry.entry_id}"):
            live.console("note", entry=entry.entry_id, note=note)
            st.rerun()


def show_chosen(live: Live, day: Day) -> None:
    """Draw the form of the opened entry in a dialog, which keeps the keyboard focus."""
    entry = day.entries.get(st.session_state.pop(CHOSEN, ""))
    if entry is not None:
        st.dialog(entry_words.named(entry))(_chosen)(live, entry.entry_id)


def _chosen(live: Live, name: str) -> None:
    """Draw all actions on the current state of an entry."""
    day = live.day
    entry = day.entries[name]
    means = entry_words.resource_of(day, entry)
    st.markdown(entry_words.entry_description(day, entry, means))
    if entry.conflicts:
        correction.choose_version(live, entry)
    _more(live, day, entry, means)


def _more(live: Live, day: Day, entry: Entry, means: str) -> None:
    """Let the facilitator correct class and unit, note the speaker, begin an opportunity, merge, or set aside."""
    _correct(live, entry, means)
    name = entry.entry_id
    with st.container(horizontal=True, gap="xsmall"):
        _propose(day, entry)
        button(live, _("Set aside"), f"hide_{name}", "hide", is_disabled=entry.status == "hidden", entry=name)
    correction.merge_into(live, day, entry)


def _correct(live: Live, entry: Entry, means: str) -> None:
    """Let the facilitator correct company, class and amount, and note the speaker; similar names come first."""
    name, read = entry.entry_id, reader()
    units = list(dict.fromkeys([*UNITS, entry.values.get("unit", "t")]))
    with st.form(f"correct_{name}", border=False):
        company = correction.company(live.day, entry)
        resource = correction.resource(entry, means)
        quantity = number_field.enter_number(
            _("How much?"), value=entry.values.get("quantity"), key=f"quantity_{name}"
        )
        unit = st.selectbox(
            _("Unit"), units, format_func=read.unit, key=f"unit_{name}", index=units.index(entry.values.get("unit", "t")),
            placeholder=_("Choose"),
        )  # fmt: skip
        period = st.selectbox(
            _("per"), PERIODS, format_func=lambda value: read.text(PERIOD_WORDS[value]), key=f"period_{name}",
            index=PERIODS.index(entry.values.get("period", "year")), placeholder=_("Choose"),
        )  # fmt: skip
        note = st.text_input(_("Note, such as who speaks"), value=entry.note, key=f"note_{name}")
        if st.form_submit_button(_("Save"), key=f"save_{name}") and number_field.is_readable():
            amount = {"quantity": quantity, "unit": unit, "period": period} if quantity is not None else {}
            named = correction.named(resource)
            live.console("correct", entry=name, resource_id=resource or "", named=named, **amount)
            if company:
                live.console("company", entry=name, **company)
            if note != entry.note:
                live.console("note", entry=name, note=note)
            st.rerun()
