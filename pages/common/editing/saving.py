"""Saving of changes: problems as text for the reader, reason for the change log, and confirmation."""

import contextlib
from collections.abc import Callable, Generator, Mapping
from typing import NoReturn

import pandas as pd
import streamlit as st

from isdata.data import contracts, store
from isdata.data.i18n import both
from isdata.errors import IsdataError, ProblemsError
from pages.common import show
from pages.common.data import changed_rows, cursor, has_changed
from pages.common.editing import concurrent_edits, row_names, signing
from pages.common.language import _, ngettext, reader


@contextlib.contextmanager
def show_problems(labels: Mapping[str, str] | None = None, *, is_table: bool = False) -> Generator[None]:
    """Show every problem of a record that cannot be stored, and conflicting changes by others.

    Parameters
    ----------
    labels : mapping of str to str, optional
        Names of fields on the page by column, if different from the column's name.
    is_table : bool
        True if rows of a table were typed: each problem names its row, with its first cells if the problem contains
        them as `cells`.
    """
    try:
        with concurrent_edits.compared():
            yield
    except ProblemsError as error:
        lines = _placed(error.problems, labels or {}, is_table=is_table)
        show.save_errors([_("Nothing was saved."), *(show.escaped(line) for line in lines)])
    except IsdataError as error:
        show.save_errors([_("Nothing was saved."), show.escaped(reader().error(error))])


def _placed(problems: pd.DataFrame, labels: Mapping[str, str], *, is_table: bool) -> list[str]:
    """Texts of the problems, with table and row if several rows were typed."""
    read = reader()
    has_rows = is_table or problems["table"].nunique() > 1 or problems["position"].fillna(0).max() > 0
    lines = []
    for row in _in_order(problems).to_dict("records"):
        if row["rule"] == "either" and row["column"].startswith("name_"):
            row["column"] = f"name_{read.language}"
        label = labels.get(row["column"], "")
        words = read.problem(
            row["table"], row["column"], row["value"], row["rule"], row["row_key"], label=label
        )
        is_list = has_rows or len(contracts.tables()[row["table"]].keys) > 1
        if is_list and pd.notna(row["position"]):
            place = _(
                "{table}, {row}, “{column}”",
                table=read.table(row["table"]),
                row=row_names.named(int(row["position"]) + 1, row.get("cells") or ()),
                column=label or read.column(row["table"], row["column"]),
            )
            words = _("{a}: {b}", a=place, b=words)
        lines.append(words)
    return lines


def _in_order(problems: pd.DataFrame) -> pd.DataFrame:
    """Problems by row; of the two names of a row, the one in the reader's language first."""
    other = "_en" if reader().language == "zh" else "_zh"
    is_other = problems["column"].astype("string").str.endswith(other).fillna(value=False)
    return problems.assign(is_other=is_other).sort_values(
        ["position", "is_other"], kind="stable", na_position="first"
    )


@contextlib.contextmanager
def stored() -> Generator[None]:
    """Store a change in this context: show every problem, or confirm and rerun the page."""
    with show_problems():
        yield
        saved()


def saved(message: str = "") -> NoReturn:
    """Confirm that a change is saved (or `message`) or that nothing had changed, and rerun the page."""
    is_same = not message and not has_changed()
    words = unchanged_words() if is_same else message or _("Saved.")
    st.toast(words, icon=":material/info:" if is_same else ":material/check:")
    st.rerun()


def unchanged_words() -> str:
    """Text if nothing was saved: nothing was changed, or the changes of others were kept."""
    if concurrent_edits.kept_theirs():
        return _("Kept as stored by others.")
    return _("Nothing was changed, so nothing was saved.")


def saved_words(stored: int, removed: int = 0) -> str:
    """Sentences on the number of rows stored and removed; empty if there are none."""
    words = [ngettext("{count} row saved.", "{count} rows saved.", stored)] if stored else []
    words += [ngettext("{count} row removed.", "{count} rows removed.", removed)] if removed else []
    return " ".join(words)


def saved_with_others(before: int, table: str = "") -> str:
    """Sentences on the rows stored and removed since a data version; empty if there are none.

    Parameters
    ----------
    before : int
        Data version before.
    table : str
        Table that was edited: rows of others, as the sites generated for companies, are named apart. Without it, the rows
        of all tables are counted and named.
    """
    versions = range(before + 1, store.data_version(cursor()) + 1)
    if not versions:
        return ""
    found = pd.concat([store.ask(cursor(), "changed_tables", version=each) for each in versions])
    removed = found.groupby("table_name")["removed"].sum().astype(int)
    stored = found.groupby("table_name")[["added", "changed"]].sum().sum(axis=1).astype(int)
    if not table:
        count = int(stored.sum())
        return ngettext(
            "{count} row saved: {tables}.", "{count} rows saved: {tables}.", count, tables=_counted(stored)
        )
    own = saved_words(int(stored.get(table, 0)), int(removed.get(table, 0)))
    stored, removed = (counts.drop(table, errors="ignore") for counts in (stored, removed))
    return reader().sentences(
        [
            own,
            _("Also saved: {tables}.", tables=_counted(stored)) if stored.any() else "",
            _("Also removed: {tables}.", tables=_counted(removed)) if removed.any() else "",
        ]
    )


def _counted(counts: pd.Series) -> str:
    """Tables with their numbers of rows."""
    return reader().listed(
        reader().noted(reader().table(str(name)), str(count)) for name, count in counts.items() if count
    )


def offer_to_store(
    name: str,
    store: Callable[..., object],
    *,
    key: str,
    reason: str,
    may_ask: bool = True,
    outcome: Callable[[], str] | None = None,
) -> None:
    """Show a save button with the reason for the change log.

    Parameters
    ----------
    name : str
        Name of the author; empty while not given.
    store : callable
        Called with a cursor, and with `who` and `reason`.
    reason : str
        Default reason in English; if unchanged, it is stored in both languages.
    may_ask : bool
        True if a dialog may ask for the name, which is impossible in an open dialog.
    outcome : callable, optional
        Returns a sentence shown after saving, besides the number of rows.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = st.text_input(_("Reason"), value=_(reason), key=f"{key}_reason", width=320)
        is_asked = st.button(_("Save"), type="primary", key=f"{key}_store", icon=":material/save:")
    if is_asked and not name and not may_ask:
        st.warning(_("Enter your name above to save."), icon=":material/badge:")
    elif signing.is_signed(is_asked, name, key=key):
        with show_problems():
            store(cursor(), who=name, reason=stored_reason(why, reason))
            next_turn(key)
            words = saved_words(*changed_rows())
            saved(reader().sentences([words, outcome()]) if words and outcome else words)


def stored_reason(typed: str, first: str) -> str:
    """Reason in stored form: in both languages if the default `first` was left unchanged."""
    return both(first) if typed.strip() == _(first) else typed.strip()


def save_count(key: str) -> int:
    """Number of times a table was saved; used in keys, since an editor with a new key forgets earlier input."""
    return st.session_state.get(f"{key}_turn", 0)


def next_turn(key: str) -> None:
    """Increase the number of times a table was saved."""
    st.session_state[f"{key}_turn"] = save_count(key) + 1
