"""A park at a glance: synergies by stage, and data quality of its flows."""

import math

import altair as alt
import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import combined, framed

NOT_STATED = "not_stated"
BASIS_COLOURS = {
    "meter": "#0b6e69",
    "invoice": "#4d9a94",
    "published": "#3f6fb5",
    "interview": "#c2a227",
    "balance": "#d9b96b",
    "estimate": "#d98324",
    "sector_default": "#b98a5e",
    NOT_STATED: "#a7b1b5",
    None: "#c4ccd0",
}


def stages(counts: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Number of synergies in each stage that has any, in the order of the stages.

    Parameters
    ----------
    counts : DataFrame
        stage, synergies.
    """
    known = dict(zip(counts["stage"], counts["synergies"], strict=True))
    order = [stage for stage in contracts.choices("stage") if known.get(stage)]
    rows = pd.DataFrame(
        {
            "stage": [reader.choice("stage", stage) for stage in order],
            "synergies": [int(known[stage]) for stage in order],
            "colour": [style.STAGES[stage] for stage in order],
        }
    )
    return _bars(
        rows,
        "stage",
        "synergies",
        "synergies",
        {"stage": N_("Stage"), "synergies:Q": N_("Synergies")},
        reader,
    )


def basis(counts: pd.DataFrame, reader: Reader) -> alt.LayerChart:
    """Share of flows by basis of their amounts, the most reliable first.

    Parameters
    ----------
    counts : DataFrame
        basis (empty if the amount is unknown, not_stated if the basis is missing), flows.
    """
    total = counts["flows"].sum()
    known = {
        value if isinstance(value, str) else None: int(flows)
        for value, flows in counts[["basis", "flows"]].itertuples(index=False)
    }
    order = [value for value in BASIS_COLOURS if value in known]
    shares = _whole_percents([known[value] / total for value in order])
    rows = pd.DataFrame(
        {
            "basis": [_basis_words(value, reader) for value in order],
            "flows": [known[value] for value in order],
            "share": [reader.percent(share) for share in shares],
            "colour": [BASIS_COLOURS[value] for value in order],
        }
    )
    return _bars(
        rows,
        "basis",
        "flows",
        "share",
        {"basis": N_("Data basis"), "flows:Q": N_("Flows"), "share": N_("Share")},
        reader,
    )


def _whole_percents(shares: list[float]) -> list[float]:
    """Shares rounded to whole percents that sum to 100%, by largest remainder; those below 1% are left as they are."""
    if min(shares, default=1.0) < 0.01:
        return shares
    whole = [math.floor(100 * share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: whole[place] - 100 * shares[place])
    for place in by_remainder[: 100 - sum(whole)]:
        whole[place] += 1
    return [each / 100 for each in whole]


def _basis_words(basis: str | None, reader: Reader) -> str:
    """Name of the basis of an amount."""
    if basis is None:
        return reader.text(N_("Unknown"))
    return reader.text(N_("Not stated")) if basis == NOT_STATED else reader.choice("basis", basis)


def _bars(
    rows: pd.DataFrame, name: str, size: str, label: str, tips: dict[str, str], reader: Reader
) -> alt.LayerChart:
    """Horizontal bars, each with its name before it and its label after it."""
    letters = 24 if reader.is_large else 14
    base = alt.Chart(rows).encode(
        y=channels.name_axis(
            name, None, labelLimit=16 * letters, labelFontSize=letters, labelColor=style.INK
        ),
        x=alt.X(f"{size}:Q", axis=None, scale=alt.Scale(domainMax=max(1, rows[size].max()) * 1.15)),
        tooltip=channels.tooltip(tips, reader),
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=alt.Color("colour:N", scale=None))
    labels = base.mark_text(align="left", dx=5, fontSize=letters, color=style.INK).encode(text=f"{label}:N")
    return framed(combined(bars, labels, height=2 * letters * len(rows)), reader)
