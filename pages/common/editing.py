"""Tables that the facilitator edits in place: columns, choices and limits come from the contracts."""

import contextlib
import datetime as dt
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, Literal, NoReturn

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.i18n import both
from isdata.data.naming import phrases
from isdata.errors import IsdataError, ProblemsError
from pages.common import edited_rows, resource_choice, show, signed_name, unsaved
from pages.common.data import changed_rows, has_changed
from pages.common.language import _, ngettext, reader

WHO = "board_who"  # the usual field for the name of who changes
_NAME = 190  # width of the names, which stay in sight and are read first [px]
_FIRST_DAY, _LAST_DAY = dt.date(1800, 1, 1), dt.date(2199, 12, 31)


@contextlib.contextmanager
def worded(labels: Mapping[str, str] | None = None) -> Generator[None]:
    """Show every problem of a record that cannot be stored.

    Parameters
    ----------
    labels : mapping of str to str, optional
        What fields are called on the page, by column, where it is not the column's name.
    """
    try:
        yield
    except ProblemsError as error:
        lines = _placed(error.problems, labels or {})
        st.error("\n".join(f"- {show.plain(line)}" for line in lines), icon=":material/error:")
    except IsdataError as error:
        st.error(show.plain(reader().error(error)), icon=":material/error:")


def _placed(problems: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Problem with table and row where several rows were typed."""
    read = reader()
    has_rows = problems["table"].nunique() > 1 or problems["position"].fillna(0).max() > 0
    lines = []
    for row in problems.to_dict("records"):
        label = labels.get(row["column"], "")
        words = read.problem(
            row["table"], row["column"], row["value"], row["rule"], row["row_key"], label=label
        )
        is_list = has_rows or len(contracts.tables()[row["table"]].keys) > 1
        if is_list and pd.notna(row["position"]):
            place = _(
                "{table}, row {number}, “{column}”",
                table=read.table(row["table"]),
                number=int(row["position"]) + 1,
                column=label or read.column(row["table"], row["column"]),
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
    label = _("Your name (for the change log)")
    known = signed_name.known()
    name = st.session_state.pop(f"{key}_given", None) or st.session_state.get(key) or known
    # In each run: in a closed popover the browser draws the field only later, with what the last run set.
    if name:
        st.session_state[key] = name
    place = contextlib.nullcontext()
    if (is_short or known) and not is_in_popover:
        place = st.popover(
            show.plain(name or _("Your name")), icon=":material/badge:", help=label, width="content"
        )
    with place:
        return st.text_input(
            label,
            key=key,
            persist_state="session",
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
        # A year typed with too many digits would be stored as no date at all.
        return st.column_config.DateColumn(min_value=_FIRST_DAY, max_value=_LAST_DAY, **common)
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


def columns(table: str, names: Sequence[str], **own: Any) -> dict[str, Any]:
    """Columns of a table in their order by its contract, with `own` configurations in place of some."""
    return {name: own[name] if name in own else column(table, name) for name in names}


def named_columns(table: str, names: Sequence[str], label: str, **own: Any) -> dict[str, Any]:
    """Columns as of `columns`, first the wide one of the name in the reader's language, called `label`."""
    name = f"name_{reader().language}"
    return {name: column(table, name, label=label, width="large")} | columns(table, names, **own)


def _common(table: str, name: str) -> dict[str, Any]:
    about, language = contracts.tables()[table][name], reader().language
    return {
        "label": about.label[language],
        "help": about.meaning[language],
        "required": about.required == "yes",
        "pinned": name == f"name_{language}",
        "width": _NAME if name == f"name_{language}" else None,
    }


def edited(
    table: str,
    rows: pd.DataFrame,
    shown: Mapping[str, Any],
    *,
    key: str,
    fixed: Sequence[str] = (),
    may_grow: bool = False,
    blank: int = 3,
    height: Literal["auto", "content"] = "content",
    alt: str,
) -> pd.DataFrame:
    """Show rows to be edited; return them as they are now, incomplete ones included.

    Blank rows are returned only above a typed one, or where the reader added them.

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
    blank : int
        Number of blank rows offered below the others, where `may_grow`.
    height : "auto" or "content"
        Whether it scrolls beyond ten rows, or shows all.
    alt : str
        What the table says, for who cannot see it.
    """
    before = edited_rows.typed(table, rows)
    draft = unsaved.begin(key, before)
    blank = blank if may_grow and not draft.is_kept else 0
    whole = edited_rows.with_blank(draft.rows, blank, shown)
    own = edited_rows.in_own_language(table, whole)
    note = "" if own.equals(whole) else _("Changes apply to the language shown.")
    st.caption(" · ".join(filter(None, [alt, note])))
    own = edited_rows.with_unit_words(own)
    now = st.data_editor(
        own,
        column_config=edited_rows.growing(shown) if may_grow else dict(shown),
        column_order=list(shown),
        disabled=list(fixed),
        num_rows="dynamic" if may_grow else "fixed",
        hide_index=True,
        placeholder="",
        height=height,
        alt=alt,
        key=draft.widget,
    )
    unsaved.keep(draft, now := edited_rows.in_both_languages(now, own, whole))
    now = edited_rows.as_stored(table, now, whole)
    return edited_rows.to_last_typed(now, own.index, shown) if may_grow else now


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
        signed_name.keep(name)
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
            saved(saved_words(*changed_rows()))


def saved_words(stored: int, removed: int = 0) -> str:
    """Return the number of rows that were stored and removed, as a sentence each; empty where there are none."""
    words = [ngettext("{count} row saved.", "{count} rows saved.", stored)] if stored else []
    words += [ngettext("{count} row removed.", "{count} rows removed.", removed)] if removed else []
    return " ".join(words)


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
