"""Groups of the matches of a company: new ones, with undisclosed partners, on the board, and those that do not pay back."""

import pandas as pd

from isdata.output.figures import style
from isdata.symbiosis.matching import presentation
from pages.common.language import _

_NO_WIDTH = "\u200b"


def groups() -> dict[str, tuple[str, str]]:
    """Label and colour of the groups of bars, in their order."""
    return {
        "new": (_("New matches"), style.ACCENT),
        "service": (_("New services"), style.PALETTE[2]),
        "hidden": (_("Undisclosed partner"), style.PALETTE[6]),
        "known": (_("On the board"), style.QUIET),
        "fails": (_("Without a payback"), style.PALETTE[7]),
    }


def group(row: dict) -> str:
    """Group of a match: those on the board and those that do not pay back are set apart, and services from materials."""
    if row["npv"] <= 0:
        return "fails"
    if row.get("is_running") or row.get("is_on_board"):
        return "known"
    if row["is_hidden"]:  # whether a board has it is not disclosed
        return "hidden"
    return "service" if row["supply_kind"] == "service" else "new"


def amount(row: dict, *, has_money: bool) -> float:
    """Length of a bar: gain per year, or score in per cent; 0 if unknown or negative."""
    amount = row["value"] if has_money else 100 * row["score"]
    return max(0.0, float(amount)) if pd.notna(amount) else 0.0


def mark(row: dict) -> str:
    """Mark of a match that is operating; the colours tell new ones from those on the board."""
    if not row.get("is_running"):
        return ""
    return _("partly in operation") if presentation.runs_in_part(row) else _("in operation")


def apart(names: pd.Series) -> list[str]:
    """Names that are distinct for a chart but look equal; the partner is shown behind the bar."""
    return [
        name + _NO_WIDTH * again for name, again in zip(names, names.groupby(names).cumcount(), strict=True)
    ]
