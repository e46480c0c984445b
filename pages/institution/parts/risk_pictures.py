"""Open risks as bars beside the matrix of likelihood and impact, in the colours of its grades."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.institution import presentation
from isdata.output.figures import labelled_bars
from isdata.output.figures import risks as figure
from pages.common import charts, screen
from pages.common.language import _, reader

MOST = 15  # number of risks drawn
_BESIDE, _HIGH = 250, 64  # height of the matrix beside the bars, and of a bar at most [px]


def show(open_ones: pd.DataFrame, by: str) -> None:
    """Draw the open risks as bars, ranked by expected loss or high loss, beside their matrix."""
    read = reader()
    left, right = st.columns([0.62, 0.38], gap="large")
    matrix = _("Open risks by likelihood and impact, numbered as the bars")
    known = open_ones[open_ones[by].notna()]
    shown = known.head(MOST)
    if len(shown):
        title = {"expected": _("Expected loss per year"), "worst": _("High loss if it happens")}[by]
        left.subheader(title, anchor=False)
        with left:
            charts.bars(
                _ranked(shown, by),
                alt=title,
                total=len(known),  # the table names those without a bar
                room=1.5,
                colours=_grades(),
                looks=labelled_bars.Looks(
                    row=labelled_bars.ON_PHONE
                    if screen.is_phone()
                    else min(_HIGH, max(18, _BESIDE / len(shown))),
                ),
            )
    if len(open_ones):
        right.subheader(matrix, anchor=False)
        charts.draw(
            place=right,
            chart=figure.matrix(
                open_ones.assign(name=read.names(open_ones), mark=_numbers(open_ones, by)), charts.reader()
            ),
            alt=matrix,
        )


def _ranked(shown: pd.DataFrame, by: str) -> dict[str, Any]:
    """Risks with the loss used for ranking, the probability, and the loss if it happens."""
    read, rows = reader(), shown.to_dict("records")

    def money(row, name):
        return presentation.amount(row[name], row["currency"], read, is_padded=True)

    notes = [
        _(
            "{probability} per year, {low} to {high} if it happens",
            probability=read.percent(row["probability"]),
            low=money(row, "loss_p10"),
            high=money(row, "loss_p90"),
        )
        for row in rows
    ]
    return {
        "name": _named(shown, by),
        "amount": shown[by].to_numpy(dtype=float),
        "words": [money(row, by) for row in rows],
        "note": notes,
        "state": [list(_grades())[list(figure.GRADES).index(_grade(row))] for row in rows],
    }


def _named(rows: pd.DataFrame, by: str) -> list[str]:
    """Number and name of each risk."""
    return [f"{number} {name}" for number, name in zip(_numbers(rows, by), reader().names(rows), strict=True)]


def _grade(row: dict[str, Any]) -> str:
    return figure.grade(row["likelihood"], row["impact"])


def _grades() -> dict[str, str]:
    """Colours by label of the grades of a risk, those of the matrix."""
    labels = (
        _("likelihood × impact below 5"),
        _("likelihood × impact 5 to 9"),
        _("likelihood × impact 10 or more"),
    )
    return dict(zip(labels, (colour for _least, colour in figure.GRADES.values()), strict=True))


def _numbers(rows: pd.DataFrame, by: str) -> list[str]:
    """Place of each risk in the ranking, which names it in bars and matrix; a dash without a loss."""
    return ["–" if pd.isna(place) else str(int(place)) for place in rows[f"place_{by}"]]
