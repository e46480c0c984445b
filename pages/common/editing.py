"""Tables that the facilitator edits in place: columns, choices and limits come from the contracts."""

import contextlib
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, Literal, NoReturn

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.entry import names
from isdata.data.i18n import both
from isdata.data.naming import phrases
from isdata.errors import IsdataError, ProblemsError
from pages.common import resource_choice, show, unsaved
from pages.common.data import has_changed
from pages.common.language import _, reader

WHO = "board_who"  # the usual field for the name of who changes
SIGNED = "signed_name"  # where the session keeps the name that signed the last change


@contextlib.contextmanager
def worded() -> Generator[None]:
    """Show every problem of a record that cannot be stored."""
    try:
        yield
    except ProblemsError as error:
        lines = _placed(error.problems)
        st.error("\n".join(f"- {show.plain(line)}" for line in lines), icon=":material/error:")
    except IsdataError as error:
        st.error(show.plain(reader().error(error)), icon=":material/error:")


def _placed(problems: pd.DataFrame) -> list[str]:
    """Problem with table and row where several rows were typed."""
    read = reader()
    has_rows = problems["table"].nunique() > 1 or problems["position"].fillna(0).max() > 0
    lines = []
    for row in problems.to_dict("records"):
        words = read.problem(row["table"], row["column"], row["value"], row["rule"], row["row_key"])
        is_list = has_rows or len(contracts.tables()[row["table"]].keys) > 1
        if is_list and pd.notna(row["position"]):
            place = _(
                "{table}, row {number}, “{column}”",
                table=read.table(row["table"]),
                number=int(row["position"]) + 1,
                column=read.column(row["table"], row["column"]),
            )
            words = f"{place}: {words}"
        lines.append(words)
    return lines


def who(key: str = WHO, *, width: int = 320, is_short: bool = False, is_in_popover: bool = False) -> str:
    """Name that stands in the change log; empty until given.

    It is asked for once: after the first change, a button holds the name and the field that corrects it.

    Parameters
    ----------
    key : str
        Of the field.
    width : int
        [px]
    is_short : bool
        Whether a button holds the field from the beginning.
    is_in_popover : bool
        Whether it stands behind a button already, and therefore gets no other one.
    """
    label, known = _("Your name (for the change log)"), st.session_state.get(SIGNED, "")
    given = st.session_state.pop(f"{key}_given", None) or (known if not st.session_state.get(key) else None)
    if given:
        st.session_state[key] = given
    place = contextlib.nullcontext()
    if (is_short or known) and not is_in_popover:
        held = st.session_state.get(key) or _("Your name")
        place = st.popover(show.plain(held), icon=":material/badge:", help=label, width="content")
    with place:
        # In a closed popover the browser draws the field only later, and then with the value that it is stated here.
        return st.text_input(
            label,
            key=key,
            persist_state="session",
            value="" if given else st.session_state.get(key) or "",
            placeholder=_("Required for changes"),
            width=width,
        ).strip()


def column(table: str, name: str, **more: Any) -> Any:
    """Display and editing options of a table's column, by its contract."""
    about, language = contracts.tables()[table][name], reader().language
    common: dict[str, Any] = _common(table, name) | more
    if about.is_year:
        common = {"format": "%d"} | common
    if about.choices:
        words = {key: text[language] for key, text in contracts.choices(about.choices).items()}
        return st.column_config.SelectboxColumn(
            options=list(words), format_func=lambda value: words.get(str(value), str(value)), **common
        )
    if about.type in ("number", "integer"):
        # Without limits: the browser would turn 50 into the maximum of 1. The check on saving names row and column.
        return st.column_config.NumberColumn(
            step=1 if about.type == "integer" else None,
            **common,
        )
    if about.type == "date":
        return st.column_config.DateColumn(**common)
    if about.type == "flag":
        return st.column_config.CheckboxColumn(**common)
    return st.column_config.TextColumn(**common)


def choice_column(table: str, name: str, words: Mapping[str, str], **more: Any) -> Any:
    """Column configuration for references to other rows, chosen by name; resources also by their synonyms."""
    if phrases.is_resource(contracts.tables()[table][name]):
        words = resource_choice.with_all_synonyms(words)
    return st.column_config.SelectboxColumn(
        options=list(words),
        format_func=lambda value: words.get(str(value), str(value)),
        **_common(table, name) | more,
    )


def _common(table: str, name: str) -> dict[str, Any]:
    about, language = contracts.tables()[table][name], reader().language
    return {
        "label": about.label[language],
        "help": about.meaning[language],
        "required": about.required == "yes",
        "pinned": name == f"name_{language}",
    }


def edited(
    table: str,
    rows: pd.DataFrame,
    shown: Mapping[str, Any],
    *,
    key: str,
    fixed: Sequence[str] = (),
    may_grow: bool = False,
    height: Literal["auto", "content"] = "auto",
    alt: str,
) -> pd.DataFrame:
    """Show rows to be edited; return them as they are now, incomplete ones included, without empty ones.

    Parameters
    ----------
    table : str
        Whose columns the rows hold, among others.
    rows : DataFrame
    shown : mapping of str to column configuration
        The columns shown, in order; the others stay as they are.
    key : str
        Of the widget.
    fixed : sequence of str
        Columns that cannot be changed.
    may_grow : bool
        Whether rows can be added and removed.
    height : "auto" or "content"
        Whether it scrolls beyond ten rows, or shows all.
    alt : str
        What the table says, for who cannot see it.
    """
    st.caption(alt)
    before = _typed(table, rows)
    draft = unsaved.begin(key, before)
    now = st.data_editor(
        draft.rows,
        column_config=_growing(shown) if may_grow else dict(shown),
        column_order=list(shown),
        disabled=list(fixed),
        num_rows="dynamic" if may_grow else "fixed",
        hide_index=True,
        placeholder="",
        height=height,
        alt=alt,
        key=draft.widget,
    )
    unsaved.keep(draft, now)
    now = _by_id(table, now)
    return _filled(now, shown) if may_grow else now


def _by_id(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the ids of resources that were chosen by a synonym."""
    columns = [column for column in contracts.tables()[table].columns if column.name in rows]
    return rows.assign(
        **{
            column.name: rows[column.name]
            .map(names.meant, na_action="ignore")
            .astype(rows[column.name].dtype)
            for column in columns
            if phrases.is_resource(column)
        }
    )


def _growing(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns none of which is required: Streamlit keeps back a new row that lacks a required value.

    What every row needs is marked, and asked for when the rows are stored.
    """
    return {
        name: {**column, "required": False, "label": f"{column['label']} *"} if column["required"] else column
        for name, column in shown.items()
    }


def _filled(rows: pd.DataFrame, shown: Mapping[str, Any]) -> pd.DataFrame:
    """Rows in which something is typed, and those that are stored already: they hold what is not shown."""
    is_typed = [
        _is_typed(rows[name], shown[name]["default"] if name in shown else None) for name in rows.columns
    ]
    return rows[pd.concat(is_typed, axis=1).any(axis=1)].reset_index(drop=True)


def _is_typed(values: pd.Series, default: object) -> pd.Series:
    """Cells that differ from the initial values of a new row."""
    is_filled = values.notna() & (values.astype("string").str.strip() != "").fillna(False)
    return is_filled if default is None else is_filled & (values != default).fillna(False)


def _typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose columns have the type of the contract even where all are empty."""
    types = {
        "number": "Float64", "integer": "Int64", "text": "string", "choice": "string", "unit": "string", "flag": "boolean",
    }  # fmt: skip
    known = {column.name: column.type for column in contracts.tables()[table].columns}
    typed = {
        name: pd.to_datetime(rows[name]).dt.date
        if known[name] == "date"
        else rows[name].astype(types[known[name]])
        for name in rows.columns
        if known.get(name) in {*types, "date"}
    }
    return rows.assign(**typed).reset_index(drop=True)


def is_signed(is_asked: bool, name: str, *, key: str, who: str = WHO) -> bool:
    """Return whether to change something: it was asked for, and there is a name for the change log.

    Where there is no name yet it is asked for at that moment, remembered, and the change goes on.

    Parameters
    ----------
    is_asked : bool
        Whether the button was used.
    name : str
        As `who` returns; empty while not given.
    key : str
        Of the button.
    who : str
        Key of the field that holds the name.
    """
    goes_on = st.session_state.pop(f"{key}_signed", False)
    if is_asked and not name:
        st.dialog(_("Enter your name"))(_name_form)(key, who)
    signs = bool(name) and (is_asked or goes_on)
    if signs:
        st.session_state[SIGNED] = name
    return signs


def _name_form(key: str, who: str) -> None:
    with st.form(f"{key}_name", border=False):
        given = st.text_input(_("Your name (for the change log)"), key="name_asked").strip()
        if st.form_submit_button(_("Continue"), type="primary"):
            if given:
                st.session_state[f"{who}_given"] = given
                st.session_state[f"{key}_signed"] = True
                st.rerun()
            st.warning(_("Enter your name; it is recorded in the change log."), icon=":material/badge:")


def offer_to_store(
    name: str, *, key: str, store: Callable[[str], object], reason: str, may_ask: bool = True
) -> None:
    """Show the button that stores, with the reason for the change log.

    Parameters
    ----------
    name : str
        Who changes; empty while not given.
    store : callable
        Called with the reason.
    reason : str
        What stands there at first, in English; left as it is, it is stored in both languages.
    may_ask : bool
        Whether a dialog may ask for the name; not where a dialog is open already.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = st.text_input(_("Reason"), value=_(reason), key=f"{key}_reason", width=320)
        is_asked = st.button(_("Save"), type="primary", key=f"{key}_store", icon=":material/save:")
    if is_asked and not name and not may_ask:
        st.warning(_("Enter your name above to save."), icon=":material/badge:")
    elif is_signed(is_asked, name, key=key):
        with worded():
            store(whole_reason(why, reason))
            st.session_state[f"{key}_turn"] = turn(key) + 1
            saved()


def saved(message: str = "") -> NoReturn:
    """State that a change is saved, or `message`, and show the page with it; or that nothing differed from what is stored."""
    is_same = not message and not has_changed()
    words = _("Nothing was changed, so nothing was saved.") if is_same else message or _("Saved.")
    st.toast(words, icon=":material/info:" if is_same else ":material/check:")
    st.rerun()


def whole_reason(typed: str, first: str) -> str:
    """Return a reason as it is stored: in both languages where what stood there at first, `first`, was left."""
    return both(first) if typed.strip() == _(first) else typed.strip()


def turn(key: str) -> int:
    """Number of times a table was saved: an editor under a new key forgets earlier input."""
    return st.session_state.get(f"{key}_turn", 0)
