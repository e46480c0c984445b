"""Tables with editable cells; differences from the proposed values are stored in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from isdata.data.entry import typed_numbers
from pages.common import address, show
from pages.common.editing import grid_keys, number_cells
from pages.common.language import _, reader
from pages.common.tables import rounded


@dataclass(frozen=True)
class _Drawn:
    """Last displayed state of a table.

    Attributes
    ----------
    proposed : tuple
        Ids and proposed values, in order.
    cells : list of str
        Cells that differ from the proposed values.
    start : list of str
        Cells that differed when the editor started; the editor contains later edits.
    turn : int
        Number of editors so far.
    """

    proposed: tuple
    cells: list[str]
    start: list[str]
    turn: int


def edited(
    key: str,
    proposed: pd.DataFrame,
    editable: Sequence[str],
    *,
    keeps: bool = False,
    **options: Any,
) -> pd.DataFrame:
    """Show a table with some editable columns; return its current state.

    Parameters
    ----------
    key : str
        Key of the changed cells in the session and in the address.
    proposed : DataFrame
        Indexed by the keys of the rows; columns are named by ids, with labels in `options`.
    editable : sequence of str
        Editable columns: numbers and flags.
    keeps : bool
        Keep changed cells when the proposal changes because of another control.
    **options : object
        Further arguments of `st.data_editor`.
    """
    state = f"{key}_drawn"
    cells, last = address.remembered_list(key), st.session_state.get(state)
    about = _about(proposed, editable)
    if last is None or (last.proposed, last.cells) != (about, cells):
        is_new = last is not None and last.proposed != about and last.cells == cells
        cells = [] if is_new and not keeps else cells
        last = _Drawn(about, cells, cells, 1 if last is None else last.turn + 1)
    shown = _with(proposed, editable, last.start)
    numbers = [name for name in editable if not pd.api.types.is_bool_dtype(shown[name])]
    texts = shown.assign(
        **{name: shown[name].map(_typed, na_action="ignore").astype("string") for name in numbers}
    )
    options["column_config"] = {
        name: _as_text(column) if name in numbers else column
        for name, column in options["column_config"].items()
    }
    with st.container(gap=None):
        now = st.data_editor(
            texts,
            disabled=[name for name in proposed if name not in editable],
            hide_index=True,
            key=f"{key}_{last.turn}",
            **options,
        )
        grid_keys.listen(key)
    shown = _read(pd.DataFrame(now), texts, shown)
    cells = _differences(shown, proposed, editable)
    st.session_state[key] = cells
    st.session_state[state] = _Drawn(about, cells, last.start, last.turn)
    address.keep(key)
    return shown


def _as_text(column: Any) -> Any:
    """Configuration of a column with numbers typed as text, because number cells drop commas."""
    text = st.column_config.TextColumn()["type_config"]
    return {**column, "alignment": "right", "type_config": text}


def _typed(value: float) -> str:
    """Number as typed text, large ones with groups of three digits."""
    return number_cells.grouped(typed_numbers.field_text(rounded(value)))


def _read(now: pd.DataFrame, texts: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Table with the typed numbers; an unreadable one is replaced by the value shown before, with a note."""
    read, column = now.copy(), typed_numbers.column_of(minimum=0)
    lines = []
    for name in (name for name in now if texts[name].dtype == "string" and shown[name].dtype != "string"):
        values: list[Any] = shown[name].tolist()
        written = number_cells.notation(now[name])
        for place, (text, former) in enumerate(zip(now[name], texts[name], strict=True)):
            if pd.isna(text) or text == former:
                values[place] = values[place] if pd.notna(text) else float("nan")
                continue
            found = number_cells.read(str(text), column, notation=written)
            if found.rule:
                still = "" if pd.isna(former) else _("{amount} still counts.", amount=former)
                lines.append(f":red[{show.escaped(reader().sentences([found.problem(reader()), still]))}]")
            else:
                values[place] = float("nan") if found.value is None else found.value
            if not found.is_plain:
                amount = reader().as_published(found.value, "")
                words = _("“{value}” is read as {meaning}.", value=text, meaning=amount)
                lines.append(show.escaped(words))
        read[name] = values
    if lines:
        st.markdown(f":small[{'  '.join(lines)}]")
    return read


def _about(proposed: pd.DataFrame, editable: Sequence[str]) -> tuple:
    values = proposed[list(editable)].astype(object)
    return tuple(map(str, proposed.index)), tuple(map(str, values.to_numpy().ravel()))


def _with(proposed: pd.DataFrame, editable: Sequence[str], cells: Sequence[str]) -> pd.DataFrame:
    """Proposed rows with changed cells; cells that no longer exist or cannot be read are left out."""
    table = proposed.copy()
    rows = {str(name): name for name in table.index}
    for cell in cells:
        name, _colon, text = cell.rpartition(":")
        row, column = (name, editable[0]) if len(editable) == 1 else name.rpartition(":")[::2]
        if row not in rows or column not in editable:
            continue
        if pd.api.types.is_bool_dtype(table[column]):
            table.loc[rows[row], column] = text == "true"
        else:
            value = number(text)
            if value is not None or not text:
                table.loc[rows[row], column] = float("nan") if value is None else value
    return table


def _differences(table: pd.DataFrame, proposed: pd.DataFrame, editable: Sequence[str]) -> list[str]:
    """Changed cells as row:column:value, or row:value if there is only one editable column."""
    return [
        ":".join([str(row), *([column] if len(editable) > 1 else []), _text(after)])
        for column in editable
        for row, before, after in zip(proposed.index, proposed[column], table[column], strict=True)
        if _text(before) != _text(after)
    ]


def _text(value: object) -> str:
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    return "" if pd.isna(value) else f"{float(str(value)):.12g}"


def number(text: str) -> float | None:
    """Parse an amount of the address; None if invalid."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1e15 else None
