"""Notes below an edited table: interpretation of its cells, and unreadable cells with proposed names."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd
import streamlit as st

from isdata.data.entry import same_flows
from pages.common import number_field, show
from pages.common.editing import row_names, unsaved
from pages.common.editing.typed_cells import Fault, Reading, Typed
from pages.common.language import _, ngettext, reader

Cells = Callable[[int], Iterable[str]]  # texts of the first cells of a row
_MOST = 5  # number of lines visible below a table
_ROWS = 8  # number of rows named in one line


def state(
    typed: Typed,
    found: Reading,
    draft: unsaved.Draft,
    missing: Sequence[tuple[int, str]] = (),
    cells: Cells = lambda _row: (),
) -> None:
    """Show below a table how its cells were read, and let the user choose unknown names.

    Parameters
    ----------
    typed : Typed
    found : Reading
    draft : Draft
    missing : sequence of (int, str)
        Row (from 1) and column of required empty cells; a refusal names them together with unreadable ones.
    cells : callable
        Returns the texts of the first cells of a row, by its number, from 1.
    """
    refused = [_place(typed, each.place, each.column, cells) for each in found.faults]
    empty = [_("{place} (empty)", place=_place(typed, *each, cells)) for each in missing]
    number_field.note(draft.widget, [*refused, *empty] if refused else [])
    _state_readings(typed, found, draft)
    _state_own_flows(typed, found, cells)
    groups = _grouped(found.faults)
    _offer_all(found, groups, draft)
    for group in groups[:_MOST]:
        _ask(typed, found, group, draft, cells)
    if rest := groups[_MOST:]:
        with st.expander(ngettext("{count} more problem", "{count} more problems", len(rest))):
            for group in rest:  # a choice list follows once those above are resolved
                _ask(typed, found, group, draft, cells, has_list=False)


def _place(typed: Typed, row: int, column: str, cells: Cells) -> str:
    """Row and column of a cell as text."""
    label = typed.table[column].label[reader().language]
    return _("“{column}” in {row}", column=label, row=row_names.named(row, cells(row)))


def _state_readings(typed: Typed, found: Reading, draft: unsaved.Draft) -> None:
    """Show cells not read literally: proposals accepted together, then the other cells."""
    accepted = [
        _("“{value}” is read as {meaning}.", value=text, meaning=typed.words[column][chosen])
        for column, text, chosen in st.session_state.get(_accepted_key(draft), ())
        if (found.rows[column] == chosen).any()
    ]
    notes = list(dict.fromkeys([*accepted, *found.notes]))
    if not notes:
        return
    if len(notes) <= _MOST:
        st.caption(":material/check: " + show.escaped(reader().sentences(notes)))
        return
    title = ngettext("{count} entry to review", "{count} entries to review", len(notes))
    with st.expander(title, icon=":material/fact_check:", expanded=bool(accepted)):
        st.caption("\n".join(f"- {show.escaped(note)}" for note in notes))


def _state_own_flows(typed: Typed, found: Reading, cells: Cells) -> None:
    """State which flows lead from a site to itself, as saving would refuse them."""
    if typed.table.name != "flow":
        return
    for place in same_flows.to_themselves(found.rows)[:_MOST]:
        site = found.rows["receiver_id"].iloc[place]
        name = typed.words.get("receiver_id", {}).get(site, site)
        words = _(
            "{a}: {b}",
            a=row_names.named(place + 1, cells(place + 1), begins=True),
            b=reader().problem("flow", "receiver_id", name, "flow_to_itself"),
        )
        st.markdown(f":small[:red[:material/error: {show.escaped(words)}]]")


def _grouped(faults: Sequence[Fault]) -> list[list[Fault]]:
    """Faults grouped by column and text, in the order of their first rows."""
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in sorted(faults, key=lambda each: each.place):
        groups.setdefault((fault.column, fault.text, fault.problem), []).append(fault)
    return list(groups.values())


def _offer_all(found: Reading, groups: Sequence[list[Fault]], draft: unsaved.Draft) -> None:
    """Show the number of unreadable cells, and let the user accept all proposals at once."""
    if len(groups) < 2:
        return
    count = len(found.faults)
    proposed = [group[0] for group in groups if group[0].likely]
    cells = sum(len(group) for group in groups if group[0].likely)
    words = ngettext("{count} cell cannot be read.", "{count} cells cannot be read.", count)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":red[{words}]", width="content")
        if len(proposed) > 1:
            st.button(
                # A proposal may apply to several cells, and some cells have none.
                _(
                    "Accept all {count} proposals, for {cells} of {total} cells",
                    count=len(proposed),
                    cells=cells,
                    total=count,
                ),
                key=f"{draft.widget}_all",
                icon=":material/done_all:",
                help=_("Proposals are applied to unknown names. Check each before saving."),
                on_click=_accept_all,
                args=(found, proposed, draft),
            )


def _ask(
    typed: Typed,
    found: Reading,
    group: Sequence[Fault],
    draft: unsaved.Draft,
    cells: Cells,
    *,
    has_list: bool = True,
) -> None:
    """Show why cells cannot be read; a name can be chosen from similar ones or from all."""
    fault, line = group[0], f":red[:material/error: {show.escaped(_where(group, cells))}]"
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
        if has_list:
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


def _where(group: Sequence[Fault], cells: Cells) -> str:
    """Rows of the cells, and why they cannot be read."""
    rows = [row_names.named(each.place, cells(each.place), begins=each is group[0]) for each in group[:_ROWS]]
    listed = reader().listed([*rows, *(["…"] if len(group) > _ROWS else [])])
    return _("{a}: {b}", a=listed, b=group[0].problem)


def _accept(found: Reading, fault: Fault, draft: unsaved.Draft, chosen: str) -> None:
    """Replace the typed text by a chosen name."""
    rows = found.rows.copy()
    _replace(rows, fault, chosen)
    unsaved.put(draft, rows)


def _accept_all(found: Reading, proposed: Sequence[Fault], draft: unsaved.Draft) -> None:
    """Replace the typed texts by the proposals, and keep these for review."""
    rows, key = found.rows.copy(), _accepted_key(draft)
    for fault in proposed:
        _replace(rows, fault, fault.likely)
    now = [(fault.column, fault.text, fault.likely) for fault in proposed]
    st.session_state[key] = [*st.session_state.get(key, ()), *now]
    unsaved.put(draft, rows)


def _replace(rows: pd.DataFrame, fault: Fault, chosen: str | None) -> None:
    is_same = rows[fault.column] == fault.text
    rows.loc[is_same.fillna(False), fault.column] = chosen


def _accepted_key(draft: unsaved.Draft) -> str:
    """Session key of the accepted proposals of a table; the key of the table changes once it is saved."""
    return f"{draft.key}_accepted"
