"""History: author, time and reason of each change, cells before and after, and undo."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import contracts, history, store
from isdata.data.entry import names as entry_names
from isdata.data.i18n import both
from isdata.errors import N_
from isdata.output.figures import changes as figure
from isdata.park import parks as parks_stored
from pages.common import cards, charts, phone_tables, pick, role, screen, selection, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.tables import NOTHING, picked_row, show_rows
from pages.data.parts import changed_tables

FEW = 8  # number of rows shown without scrolling
MOST = 3  # number of names in a cell

read = reader()


def listed(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes as text for the reader."""
    return pd.DataFrame(
        {
            _("Version"): changes["version"],
            _("Time"): changes["changed_at"].map(read.moment),
            _("User"): changes["changed_by"],
            _("Why"): changes["reason"].map(read.reason),
            _("Park"): [_few([parks.get(park, park) for park in ids]) or NOTHING for ids in changes["parks"]],
            _("Tables"): [
                _few([_with_records(version, name) for name in names])
                for version, names in zip(changes["version"], changes["tables"], strict=True)
            ],
            _("Added"): changes["added"],
            _("Changed"): changes["changed"],
            _("Removed"): changes["removed"],
        }
    )


def _with_records(version: int, table: str) -> str:
    """Name of a table, with the records of it that a small change concerns."""
    own = records[(records["version"] == version) & (records["table_name"] == table)]
    named = list(filter(None, dict.fromkeys(read.names(own))))
    return _("{a}: {b}", a=read.table(table), b=_few(named)) if named else read.table(table)


def _few(names: list[str]) -> str:
    """Names in a cell: all if they fit, else the first ones and the number of the others."""
    if len(names) <= MOST:
        return read.listed(names)
    left = len(names) - MOST + 1
    first = read.listed(names[: MOST - 1])
    return ngettext("{names} and {count} more", "{names} and {count} more", left, names=first)


def lines_of(rows: pd.DataFrame) -> int | None:
    """Number of lines of the highest row; None for one."""
    widths = {_("Why"): 300, _("Park"): 180, _("Tables"): 180}  # [px]
    most = max(phone_tables.lines(rows[name], width) for name, width in widths.items())
    return most if most > 1 else None


def of_chosen_park(line: selection.Line) -> pd.DataFrame:
    """Changes of the park chosen in the line, at first the present one; all if none of its data changed."""
    own = st.session_state.get("park")
    is_own = all_changes["parks"].map(lambda ids: own in ids)
    if not is_own.any():
        line.state(_("All parks"))
        return all_changes
    scopes = {"park": parks.get(own, own), "all": _("All parks")}
    with line.first:
        scope = pick.one_of(
            _("Park"), scopes, key="history_scope", label_visibility="collapsed", width="content"
        )
    return all_changes if scope == "all" else all_changes[is_own].reset_index(drop=True)


def _headline(changes: pd.DataFrame) -> str:
    """Number of changes, and the last one with its time and author."""
    last = changes.iloc[0]
    return _(
        "{changes}, the last on {time} by {user}",
        changes=ngettext("{count} change", "{count} changes", len(changes)),
        time=read.moment(last["changed_at"]),
        user=str(last["changed_by"]),
    )


def show_sums(changes: pd.DataFrame) -> None:
    """Show the number of changes, the last one, and the number of rows changed."""
    last = changes.iloc[0]
    rows = int(changes[["added", "changed", "removed"]].to_numpy().sum())
    with cards.row(4):
        cards.metric(
            _("Changes"), read.number(len(changes)), _("Every save is one change and can be undone."),
            _("each can be undone"),
        )  # fmt: skip
        cards.metric(
            _("Last change"), read.moment(last["changed_at"]), _("Time of the latest change, and who made it."),
            str(last["changed_by"]),
        )  # fmt: skip
        kinds = {
            "added": N_("{count} added"),
            "changed": N_("{count} changed"),
            "removed": N_("{count} removed"),
        }
        parts = [
            _(words, count=read.number(count))
            for kind, words in kinds.items()
            if (count := int(changes[kind].sum()))
        ]
        cards.metric(
            _("Rows concerned") if changes["parks"].map(len).max() < 2 else _("Rows concerned, all parks"),
            read.number(rows),
            _("Rows that were added, changed or removed."),
            " · ".join(parts),
        )
        users = list(dict.fromkeys(changes["changed_by"].astype(str)))
        cards.metric(_("Users"), read.number(len(users)), _("Names in the change log."), _few(users))


def draw_times(changes: pd.DataFrame, *, is_high: bool) -> None:
    """Draw the number of changes over time."""
    st.subheader(_("Changes per month") if figure.is_monthly(changes) else _("Changes per day"), anchor=False)
    charts.draw(
        figure.over_time(
            changes[["changed_at", "added", "changed", "removed"]], charts.reader(), is_high=is_high
        ),
        alt=_("Changes over time, by predominant type"),
    )
    if count := figure.count_older(changes):
        st.caption(
            ngettext(
                "{count} older change is not drawn.", "{count} older changes are not drawn.", count,
            )
        )  # fmt: skip


def undo_change(version: int, dependents: list[int], who: str) -> None:
    """Undo a change and those that depend on it, and confirm."""
    sentence = N_("Undone: versions {versions}") if dependents else N_("Undone: version {versions}")
    versions = ", ".join(str(undone) for undone in [version, *dependents])
    with saving.show_problems():
        before = store.data_version(cursor())
        now = store.undo(
            cursor(), version, dependents=dependents, who=who, reason=both(sentence, versions=versions)
        )
        message = (
            _("Undone. Other data are unchanged.")
            if now > before
            else _("Already undone. Nothing was changed.")
        )
        st.toast(message, icon=":material/undo:")
        st.session_state.version = None
        st.rerun()


@st.dialog(_("Undo later changes too?"), width="large")
def confirm(version: int, dependents: list[int], who: str) -> None:
    """Ask for confirmation, listing the later changes undone together with a change."""
    st.write(
        _(
            "Version {version} cannot be undone alone; these later changes affect or use the same rows.",
            version=version,
        )
    )
    later = all_changes[all_changes["version"].isin(dependents)]
    show_rows(
        listed(later),
        height=360 if len(later) > FEW else "content",
        alt=_("Later changes that will also be undone"),
    )
    if st.button(
        _("Undo all {count} changes", count=len(dependents) + 1),
        key="undo_all",
        type="primary",
        icon=":material/undo:",
    ):
        undo_change(version, dependents, who)


all_changes = ask(history.changes, viewer=role.viewer())
if all_changes.empty:
    show.info(_("No changes yet."))
    show.end()
records = ask(history.records, viewer=role.viewer())
stored = ask(parks_stored.parks)
parks = dict(zip(stored["park_id"], read.names(stored), strict=True))
line = selection.line("history")
changes = of_chosen_park(line)
count = figure.periods_shown(changes)
headline.state(_headline(changes), is_on_page=True)
has_chart = len(changes) >= 3  # fewer are no course over time
if has_chart:
    line.state(
        ngettext("last {count} month", "last {count} months", count)
        if figure.is_monthly(changes)
        else ngettext("last {count} day", "last {count} days", count),
    )
show_sums(changes)
if has_chart:
    once(draw_times, changes, is_high=screen.is_high())
else:
    once(changed_tables.draw, int(changes.iloc[0]["version"]), is_high=screen.is_high())
versions = changes["version"].astype(str).tolist()
above = st.container(horizontal=True, vertical_alignment="center")
screen.screen()  # a phone has the columns in another order
rows = listed(changes)
if screen.is_phone():  # the reason is in sight
    rows = rows[[_("Version"), _("Why"), *(name for name in rows if name not in (_("Version"), _("Why")))]]
picked = picked_row(
    rows,
    versions,
    key="version",
    height=360 if len(changes) > FEW else "content",
    lines=lines_of(rows),
    column_config={
        _("Why"): st.column_config.Column(width=200 if screen.is_phone() else 300),
        **dict.fromkeys((_("Park"), _("Tables")), st.column_config.Column(width=180)),
        **dict.fromkeys(
            (_("Added"), _("Changed"), _("Removed")),
            st.column_config.NumberColumn(format="localized", width=82),
        ),
    },
    alt=_("Changes, newest first"),
)
if picked is None:
    above.caption(_("Tick a row to see its cells and to undo it."))
    show.end()
version = int(versions[picked])
touched = ask(history.tables, version=version, viewer=role.viewer()).set_index("table_name")
counts = touched.sum(axis="columns")
titles = {name: read.noted(read.table(name), read.number(count)) for name, count in counts.to_dict().items()}
table = pick.from_dropdown(_("Table"), titles, key="changed_table", width=480)
cells = ask(history.cells, version=version, table=table, viewer=role.viewer())
named = ask(history.names, version=version, table=table, viewer=role.viewer())
names = {key: read.name(row["name_en"], row["name_zh"]) for key, row in named.to_dict("index").items()}
columns = {column.name: column for column in contracts.tables()[table].columns}


about = {"park_id": st.session_state.get("park") or "", "language": read.language}
referred = {
    name: ask(entry_names.names, table=column.reference[0], **about)
    for name, column in columns.items()
    if column.reference and name in set(cells["column"])
}


def in_words(name: str, cell: object) -> str | None:
    """Stored cell as text for the reader; None if empty."""
    column = columns.get(name)  # a reference to a removed row has no name
    if cell is None or cell != cell:
        return None
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if column is None:
        return str(cell)
    if column.type == "date":
        return read.date(dt.date.fromisoformat(str(cell)[:10]))
    if isinstance(cell, (int, float)) and not column.is_year:
        return read.number(cell, significant=12, is_padded=False)
    if column.choices and isinstance(cell, str):
        return read.choice(column.choices, cell)
    return referred.get(name, {}).get(str(cell), str(cell))


show_rows(
    {
        _("Name"): [names.get(key) or None for key in cells["row_key"]],
        _("Row"): cells["row_key"],
        _("Column"): [read.column(table, column) for column in cells["column"]],
        _("Before"): [in_words(*cell) for cell in zip(cells["column"], cells["before"], strict=True)],
        _("After"): [in_words(*cell) for cell in zip(cells["column"], cells["after"], strict=True)],
    },
    height=300 if len(cells) > FEW else "content",
    alt=_("Changed cells"),
)
with above:  # visible at any height of the list
    st.markdown(_("Version {version} is chosen.", version=version), width="content")
    who = signing.signed_button(_("Undo this change"), key="undo", icon=":material/undo:", primary=False)
if who:
    upon = store.dependent_changes(cursor(), version)
    if upon:
        confirm(version, upon, who)
    else:
        undo_change(version, upon, who)
