"""Names of rows of an edited table in messages: number and first cells, since the table shows no row numbers."""

from collections.abc import Iterable, Sequence

import pandas as pd

from pages.common.language import _, reader

_CELLS = 3  # number of cells that name a row


def first_cells(texts: pd.DataFrame, columns: Sequence[str], place: int) -> list[str]:
    """Texts of the first cells of a row that contain text or numbers.

    Parameters
    ----------
    texts : DataFrame
        Rows as shown.
    columns : sequence of str
        Columns shown, in order.
    place : int
        Position of the row, from 0.
    """
    row = texts.iloc[place]
    cells = (row[name] for name in columns if name in texts)
    filled = [str(cell).strip() for cell in cells if pd.notna(cell) and not pd.api.types.is_bool(cell)]
    return [cell for cell in filled if cell][:_CELLS]


def named(number: int, cells: Iterable[str] = (), *, begins: bool = False) -> str:
    """Name of a row (from 1) with its first cells in brackets; `begins`: at the beginning of a sentence."""
    row = _("Row {number}", number=number) if begins else _("row {number}", number=number)
    words = " · ".join(cells)
    return reader().noted(row, words) if words else row
