"""A park at a glance: how far its synergies have come, and how well its flows are known."""

import altair as alt
import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import N_, Reader
from isdata.output.figures import channels, style
from isdata.output.figures.frame import framed, together

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
    """Return the number of synergies in each stage, in the order they pass through.

    Parameters
    ----------
    counts : DataFrame
        stage, synergies.
    """
    known = dict(zip(counts["stage"], counts["synergies"], strict=True))
    order = list(contracts.choices("stage"))
    rows = pd.DataFrame(
        {
            "stage": [reader.choice("stage", stage) for stage in order],
            "synergies": [int(known.get(stage, 0)) for stage in order],
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
    """Return the share of flows by how their amounts became known, the surest way first.

    Parameters
    ----------
    counts : DataFrame
        basis (empty where the amount is unknown, not_stated where nobody stated it), flows.
    """
    total = counts["flows"].sum()
    known = {
        value if isinstance(value, str) else None: int(flows)
        for value, flows in counts[["basis", "flows"]].itertuples(index=False)
    }
    order = [value for value in BASIS_COLOURS if value in known]
    rows = pd.DataFrame(
        {
            "basis": [_basis_words(value, reader) for value in order],
            "flows": [known[value] for value in order],
            "share": [reader.percent(known[value] / total) for value in order],
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


def _basis_words(basis: str | None, reader: Reader) -> str:
    """How an amount became known, in words."""
    if basis is None:
        return reader.text(N_("Unknown"))
    return reader.text(N_("Not stated")) if basis == NOT_STATED else reader.choice("basis", basis)


def _bars(
    rows: pd.DataFrame, name: str, size: str, label: str, tips: dict[str, str], reader: Reader
) -> alt.LayerChart:
    """Return lying bars, each with its name before it and what is said of it behind."""
    letters = 24 if reader.is_large else 14
    base = alt.Chart(rows).encode(
        y=channels.down(name, None, labelLimit=16 * letters, labelFontSize=letters, labelColor=style.INK),
        x=alt.X(f"{size}:Q", axis=None, scale=alt.Scale(domainMax=max(1, rows[size].max()) * 1.15)),
        tooltip=channels.tooltip(tips, reader),
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=alt.Color("colour:N", scale=None))
    labels = base.mark_text(align="left", dx=5, fontSize=letters, color=style.INK).encode(text=f"{label}:N")
    return framed(together(bars, labels, height=2 * letters * len(rows)), reader)
