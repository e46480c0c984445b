"""What a table states below it: how its cells were read, and which could not be, with names to choose from."""

from collections.abc import Sequence

import streamlit as st

from pages.common import number_field, show, unsaved
from pages.common.language import _, reader
from pages.common.typed_cells import Fault, Reading, Typed

_MOST = 5  # lines below a table


def state(
    typed: Typed, found: Reading, draft: unsaved.Draft, missing: Sequence[tuple[int, str]] = ()
) -> None:
    """State below a table how its cells were read, and let the reader choose where a name is not known.

    Parameters
    ----------
    typed : Typed
    found : Reading
    draft : Draft
    missing : sequence of (int, str)
        Row, from 1, and column of the empty cells that a row needs: a refusal names them with those that cannot be read.
    """
    refused = [_place(typed, each.place, each.column) for each in found.faults]
    empty = [_("{place} (empty)", place=_place(typed, *each)) for each in missing]
    number_field.note(draft.widget, [*refused, *empty] if refused else [])
    if found.notes:
        st.caption(":material/check: " + show.plain(reader().sentences(dict.fromkeys(found.notes[:_MOST]))))
    for fault in found.faults[:_MOST]:
        _ask(typed, found, fault, draft)


def _place(typed: Typed, row: int, column: str) -> str:
    """Row and column of a cell in words."""
    return _("“{column}” in row {number}", column=typed.table[column].label[reader().language], number=row)


def _ask(typed: Typed, found: Reading, fault: Fault, draft: unsaved.Draft) -> None:
    """State why a cell cannot be read; a name may be chosen among those that are near, or among all."""
    where = _("Row {number}: {problem}", number=fault.place, problem=fault.problem)
    line = f":red[:material/error: {show.plain(where)}]"
    if fault.column not in typed.words:
        st.markdown(f":small[{line}]")
        return
    words, key = typed.words[fault.column], f"{draft.widget}_{fault.row}_{fault.column}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":small[{line}]", width="content")
        for near in fault.near:
            st.button(
                _("Accept: {name}", name=words[near]),
                key=f"{key}_{near}",
                on_click=_accept,
                args=(found, fault, draft, near),
            )
        st.selectbox(
            _("Choose"),
            list(words),
            index=None,
            format_func=words.__getitem__,
            placeholder=_("Choose from the list"),
            key=f"{key}_other",
            on_change=lambda: _accept(found, fault, draft, st.session_state[f"{key}_other"]),
            label_visibility="collapsed",
            width=240,
        )


def _accept(found: Reading, fault: Fault, draft: unsaved.Draft, chosen: str) -> None:
    """Put a name that was chosen in place of what was typed."""
    rows = found.rows.copy()
    is_same = rows[fault.column] == fault.text
    rows.loc[is_same.fillna(False), fault.column] = chosen
    unsaved.put(draft, rows)
