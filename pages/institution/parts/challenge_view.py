"""Challenges of the parks of a region: actions by kind, list, and the actions that address the chosen one."""

import pandas as pd
import streamlit as st

from isdata.institution import regions
from isdata.output.figures import style
from pages.common import charts, navigation, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.show import escaped, info


def show(found: pd.DataFrame) -> None:
    """Show challenges by kind and one by one; `found` as from `regions.challenges`."""
    if found.empty:
        info(_("No challenge is recorded. Enter challenges in the table “Challenges”."))
        _link()
        return
    _picture(regions.challenges_by_kind(found))
    place = tables.choose_row(
        pd.DataFrame(_columns(found)),
        found["challenge_id"].tolist(),
        key="challenge",
        height="content",
        column_config=tables.texts({_("Challenge"): 205, _("Park"): 180, _("Owner"): 180, _("Actions"): 185}),
        alt=_("Challenges of the parks with the actions that answer them"),
    )
    _details(found.iloc[place].to_dict())
    _link()


def _link() -> None:
    if role.may_change():
        navigation.link("tables", _("Enter challenges"), icon=":material/table_edit:", edit_table="challenge")


def _picture(kinds: pd.DataFrame) -> None:
    """Draw the open actions of each kind of challenge, marked if one is overdue."""
    read = reader()
    colours = {
        _("an action is overdue"): style.WARNING,
        _("on time"): style.ACCENT,
        _("no open action"): style.RULE,
    }
    late, in_time, none = colours
    rows = kinds.to_dict("records")
    bars = {
        "name": [read.choice("challenge_kind", row["challenge_kind"]) for row in rows],
        "amount": kinds["open_actions"].to_numpy(),
        "words": [_words(row) for row in rows],
        "state": [late if row["late_actions"] else in_time if row["open_actions"] else none for row in rows],
    }
    st.subheader(_("Open actions by kind of challenge"), anchor=False)
    alt = _("Open actions of each kind of challenge, and whether one is overdue")
    charts.bars(pd.DataFrame(bars), colours=colours, room=2.2, alt=alt, looks=screen.bar_looks())


def _counted(row: dict) -> list[str]:
    """Numbers of actions by state; those of which there are none are left out."""
    read = reader()
    parts = [
        _("{count} open", count=read.number(row["open_actions"])) if row["open_actions"] else "",
        _("{count} overdue", count=read.number(row["late_actions"])) if row["late_actions"] else "",
        _("{count} done", count=read.number(row["done_actions"])) if row["done_actions"] else "",
    ]
    return [part for part in parts if part]


def _state(row: dict) -> str:
    """Actions of a challenge by state, or the reason why there are none."""
    if counted := _counted(row):
        return " · ".join(counted)
    if pd.notna(row["resolved_on"]):
        return _("resolved")
    return _("all cancelled") if row["cancelled_actions"] else _("without action")


def _words(row: dict) -> str:
    """Label of a bar: actions by state, and challenges without action."""
    parts = [
        *_counted(row),
        ngettext("{count} challenge without action", "{count} challenges without action", row["unanswered"])
        if row["unanswered"]
        else "",
    ]
    return " · ".join(part for part in parts if part) or _("resolved")


def _columns(found: pd.DataFrame) -> dict[str, list]:
    """Cells of the list of challenges, by heading."""
    read = reader()
    cells = {
        _("Challenge"): read.names(found),
        _("Kind"): [read.choice("challenge_kind", kind) for kind in found["challenge_kind"]],
        _("Park"): read.names(found, "place"),
        _("Owner"): [read.half(owner) or "–" for owner in found["owner"]],
        _("Raised on"): [tables.day_or_year(day) for day in found["raised_on"]],
        _("Actions"): [_state(row) for row in found.to_dict("records")],
        _("Due"): [tables.day(day) for day in found["next_due"]],
    }
    if not screen.is_phone():
        return cells
    first = [_("Challenge"), _("Actions"), _("Park")]  # the kind repeats most challenges
    return {name: cells[name] for name in [*first, *(name for name in cells if name not in first)]}


def _details(challenge: dict) -> None:
    """Show description, source and actions of the chosen challenge, with links to the meetings of the actions."""
    read = reader()
    st.subheader(escaped(read.name(challenge["name_en"], challenge["name_zh"])), anchor=False)
    if described := read.name(challenge["description_en"], challenge["description_zh"]):
        st.markdown(escaped(described))
    notes = []
    if pd.notna(challenge["resolved_on"]):
        notes.append(_("Resolved on {day}", day=read.date(challenge["resolved_on"])))
    if isinstance(challenge["source"], str):
        notes.append(_("Source: {source}", source=read.half(challenge["source"])))
    if notes:
        st.caption(escaped(" · ".join(notes)))
    actions = ask(regions.challenge_actions, challenge_id=challenge["challenge_id"], viewer=role.viewer())
    if actions.empty:
        info(_("No action addresses this challenge yet. Enter one on the page “Meetings”."))
    else:
        _actions(actions)
    _meetings(actions)


def _actions(actions: pd.DataFrame) -> None:
    read = reader()
    tables.show_table(
        {
            _("Action"): read.names(actions),
            _("Owner"): [read.half(owner) or "–" for owner in actions["owner"]],
            _("Due"): [tables.day(day) for day in actions["due_date"]],
            _("Status"): [read.choice("action_status", status) for status in actions["status"]],
            _("Done on"): [tables.day(day) for day in actions["done_on"]],
        },
        height="content",
        widths={_("Action"): 420},
        alt=_("Actions that address the challenge"),
    )


def _meetings(actions: pd.DataFrame) -> None:
    """Link the meetings at which the actions were agreed; those of another park open there."""
    agreed = actions[actions["event_id"].notna()].drop_duplicates("event_id")
    with st.container(horizontal=True):
        for row in agreed.to_dict("records"):
            navigation.link(
                "meetings",
                _("Meeting of “{action}”", action=reader().name(row["name_en"], row["name_zh"])),
                icon=":material/groups:",
                meeting=row["event_id"],
                park=row["park_id"],
            )
        if agreed.empty:
            navigation.link("meetings", _("Enter an action"), icon=":material/groups:", park=park_id())
