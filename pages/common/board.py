"""Parts of the board of synergies: its cards, the record of one, and the form for a new one."""

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from isdata import contracts, parkmap, parks, synergies
from isdata.errors import IsdataError
from isdata.figures import style
from isdata.figures.parkmap import words
from pages.common import editing, form, show, synergy
from pages.common.data import ask, cursor
from pages.common.language import _, ngettext, reader

NEW = (
    "name_en", "name_zh", "synergy_kind", "topic", "stage", "origin", "resource_id", "quantity", "unit",
    "investment", "annual_saving", "lifetime", "currency", "price_year", "co2_saved", "water_saved", "jobs",
    "probability", "owner", "next_step_en", "next_step_zh", "due_date", "source",
)  # fmt: skip
STEP = ("next_step_en", "next_step_zh", "owner", "due_date", "probability")


def card(row: Mapping, partners: pd.DataFrame, *, name: str, may_change: bool, opened: Callable) -> None:
    """Show one synergy of the board, with one click to its next stage.

    Parameters
    ----------
    row : mapping
        One row of `synergies.by_urgency`.
    partners : DataFrame
        Its partners.
    name : str
        Who changes, for the log; empty while not given.
    may_change : bool
        Whether this reader may change anything.
    opened : callable
        Called with the id when the reader wants to see the record.
    """
    read = reader()
    with st.container(border=True, gap="xsmall", key=f"card_{row['synergy_id']}"):
        st.markdown(f"**{show.plain(words.synergy_name(row, read))}**")
        told = [words.partner_name(partner, read) for partner in partners.to_dict("records")]
        st.caption(
            f"{show.plain(read.choice('topic', row['topic']))} · {show.plain(words.synergy_amount(row, read))}"
            f"  \n{show.plain(', '.join(told))}"
        )
        step = read.name(row["next_step_en"], row["next_step_zh"])
        if step:
            st.markdown(f":material/arrow_forward: {show.plain(step)}")
        _due(row)
        with st.container(horizontal=True, gap="small"):
            following = synergies.next_stage(row["stage"])
            if may_change and following:
                st.button(
                    show.plain(read.choice("stage", following)),
                    key=f"move_{row['synergy_id']}",
                    icon=":material/arrow_right_alt:",
                    help=_("Move to this stage; today's date goes into the history."),
                    disabled=not name,
                    on_click=_move,
                    kwargs={"synergy": row["synergy_id"], "stage": following, "name": name},
                )
            open_button(row["synergy_id"], opened)


def open_button(synergy_id: str, opened: Callable) -> None:
    """Let the reader open the record of a synergy."""
    if st.button(_("Open"), key=f"open_{synergy_id}", type="tertiary", on_click=begin_form):
        opened(synergy_id)


def begin_form() -> None:
    """Begin with an empty form: what was typed into an earlier one stays there."""
    st.session_state.board_forms = st.session_state.get("board_forms", 0) + 1


def _scope(what: str) -> str:
    return f"{what}_{st.session_state.get('board_forms', 0)}"


def _due(row: Mapping) -> None:
    read = reader()
    owner = words.one_language(row["owner"], read)
    if pd.isna(row["due_date"]):
        if owner:
            st.caption(show.plain(owner))
        return
    due = show.plain(read.date(row["due_date"]))
    if row["is_overdue"]:
        late = show.plain(_("overdue since {day}", day=read.date(row["due_date"])))
        due = f':color[{late}]{{foreground="{style.WARNING}"}}'
    st.caption(f"{due} · {show.plain(owner)}" if owner else due)


def _move(synergy: str, stage: str, name: str, reason: str = "", day: dt.date | None = None) -> None:
    """Store the move; what goes wrong is said when the board is drawn again."""
    reason = reason or _("Moved on the board")
    try:
        synergies.move(cursor(), synergy=synergy, stage=stage, who=name, reason=reason, day=day)
        st.session_state.board_moved = (synergy, stage)
    except IsdataError as error:
        st.session_state.board_error = error


def say_what_happened() -> None:
    """Say once what the last click did."""
    error = st.session_state.pop("board_error", None)
    if error is not None:
        with editing.worded():
            raise error
    moved = st.session_state.pop("board_moved", None)
    if moved:
        st.toast(_("Moved to: {stage}", stage=reader().choice("stage", moved[1])), icon=":material/check:")


def record(row: Mapping, partners: pd.DataFrame, *, name: str, may_change: bool) -> None:
    """Show a synergy in full: its facts, its history, and forms to move and to change it."""
    left, right = st.columns(2, gap="large")
    with left:
        synergy.show_record(row, partners, sees_money=may_change)
    with right:
        if may_change and not name:
            st.info(
                _("Give your name at the top of the board to change this synergy."), icon=":material/info:"
            )
        if may_change and name:
            moving, changing = st.tabs([_("Move"), _("Next step")])
            with moving:
                _move_form(row, name)
            with changing:
                _step_form(row, name)
        _history(row["synergy_id"], may_change=may_change)
    if may_change:
        _changes(row["synergy_id"])


def _move_form(row: Mapping, name: str) -> None:
    read = reader()
    with st.form(f"move_form_{row['synergy_id']}", border=False):
        others = [stage for stage in contracts.choices("stage") if stage != row["stage"]]
        following = synergies.next_stage(row["stage"])
        stage = st.selectbox(
            read.column("synergy", "stage"),
            others,
            index=others.index(following) if following else 0,
            format_func=lambda value: read.choice("stage", value),
        )
        reason = st.text_input(_("Reason"), help=_("Stands in the history; needed when a synergy ends."))
        day = st.date_input(_("Since"), value=dt.date.today())
        if st.form_submit_button(_("Move"), type="primary"):
            with editing.worded():
                synergies.move(
                    cursor(),
                    synergy=row["synergy_id"],
                    stage=str(stage),
                    who=name,
                    reason=reason.strip(),
                    day=day,
                )
                st.rerun()


def _step_form(row: Mapping, name: str) -> None:
    with st.form(f"step_form_{row['synergy_id']}", border=False):
        values = form.fields("synergy", STEP, scope=_scope(row["synergy_id"]), values=row, columns=1)
        reason = st.text_input(_("Reason"), value=_("Next step agreed"))
        if st.form_submit_button(_("Store"), type="primary"):
            with editing.worded():
                synergies.change(
                    cursor(), synergy=row["synergy_id"], values=values, who=name, reason=reason.strip()
                )
                st.rerun()


def _history(synergy_id: str, *, may_change: bool) -> None:
    read = reader()
    st.markdown(f"**{_('History')}**")
    steps = ask(synergies.history, synergy=synergy_id, names_all=may_change)
    if steps.empty:
        st.caption(_("No dated steps are recorded."))
    else:
        rows = steps.to_dict("records")
        st.table(
            pd.DataFrame(
                {
                    _("Since"): [read.date(row["entered_on"]) for row in rows],
                    read.column("synergy_stage", "stage"): [
                        read.choice("stage", row["stage"]) for row in rows
                    ],
                    read.column("synergy_stage", "note"): [
                        show.plain(words.one_language(row["note"], read)) for row in rows
                    ],
                }
            ),
            border="horizontal",
            hide_index=True,
        )


def _changes(synergy_id: str) -> None:
    read = reader()
    changes = ask(synergies.changes, synergy=synergy_id).to_dict("records")
    if changes:
        st.markdown(f"**{_('Changes')}**")
        st.table(
            pd.DataFrame(
                {
                    _("When"): [read.moment(row["changed_at"]) for row in changes],
                    _("Who"): [show.plain(row["changed_by"]) for row in changes],
                    _("Reason"): [show.plain(row["reason"]) for row in changes],
                    _("What"): [
                        show.plain(", ".join(read.column("synergy", column) for column in row["columns"]))
                        or ", ".join(read.table(table) for table in row["tables"])
                        for row in changes
                    ],
                }
            ),
            border="horizontal",
            hide_index=True,
        )


def new_synergy(park: str, name: str) -> None:
    """Let the facilitator write down a new synergy; the fields are those of the contract."""
    read = reader()
    about = ask(parks.parks).set_index("park_id").loc[park]
    known = ask(synergies.resources).to_dict("records")
    resources = {row["resource_id"]: read.name(row["name_en"], row["name_zh"]) for row in known}
    sites = {
        row["site_id"]: read.name(row["name_en"], row["name_zh"])
        for row in ask(parkmap.sites, parks=[park], names_all=True).to_dict("records")
    }
    with st.form("new_synergy", border=False):
        scope = _scope("new")
        first = {"stage": "idea", "currency": about["currency"], "price_year": dt.date.today().year}
        values = form.fields("synergy", NEW[:6], scope=scope, values=first)
        chosen = {
            role: st.multiselect(
                label,
                list(sites),
                format_func=sites.__getitem__,
                key=f"form_{scope}_{role}",
                placeholder=_("Choose"),
            )
            for role, label in (
                ("provider", _("Who gives")),
                ("receiver", _("Who takes")),
                ("other", _("Who else takes part")),
            )
        }
        by_name = dict(sorted(resources.items(), key=lambda item: item[1]))
        values |= form.fields("synergy", NEW[6:], scope=scope, values=first, options={"resource_id": by_name})
        if st.form_submit_button(_("Write down"), type="primary"):
            with editing.worded():
                partners = [(site, role) for role, found in chosen.items() for site in found]
                synergies.add(
                    cursor(),
                    values={**values, "park_id": park},
                    partners=list(dict(partners).items()),
                    who=name,
                    reason=_("Written down on the board"),
                )
                st.rerun()


def totals(park: str, *, names_all: bool) -> None:
    """Show what is achieved, and apart from it what is on the way."""
    found = ask(synergies.totals, parks=[park], names_all=names_all).set_index("state")
    money = ask(synergies.money, parks=[park], names_all=names_all)
    left, right = st.columns(2, gap="large")
    for place, state, heading in (
        (left, "achieved", _("Achieved: in operation")),
        (right, "pipeline", _("On the way")),
    ):
        with place:
            st.subheader(heading, anchor=False)
            if state not in found.index:
                st.caption(_("None yet."))
                continue
            row = found.loc[state]
            st.markdown(
                ngettext("{count} synergy", "{count} synergies", int(row["synergies"]))
                + " · "
                + ngettext("{count} company", "{count} companies", int(row["companies"]))
            )
            synergy.show_gains(
                synergy.gains(row, money.loc[money["state"] == state]), weighted=state == "pipeline"
            )
            if state == "pipeline" and row["without_chance"]:
                st.caption(
                    ngettext(
                        "{count} of them has no chance stated and is left out of the weighted sums.",
                        "{count} of them have no chance stated and are left out of the weighted sums.",
                        int(row["without_chance"]),
                    )
                )
