"""Base map of a park: land, areas and lines of the plan, each with its colour."""

import json

import pandas as pd

from isdata.park import parkmap

# Muted colours for the base map, so that sites and synergies stand out. Drawn in this order.
GROUND = {
    "boundary": ("#fbfaf6", "#b4b0a3"),
    "zone": ("#f4f2ea", "#c4bda6"),
    "water": ("#bfd9e8", "#9cc0d6"),
    "green": ("#d6e6c9", "#bcd3ab"),
    "plot": ("#e9e5da", "#cfc9ba"),
    "free_plot": ("#faf1c0", "#c9ab3c"),
}
LAND = "#eceee9"
CASING = "#d3d0c6"
GRID = "#d5d9d3"
LINES = {"road": "#ffffff", "rail": "#8b8f93", "corridor": "#8d6a4f"}
LINE_WIDTHS = {"road": 16.0, "rail": 5.0, "corridor": 7.0}  # [m]
DASHES = {"rail": (1.5, 2)}  # a corridor is solid, since amounts unknown are dashed


def areas(plan: pd.DataFrame) -> pd.DataFrame:
    """Areas of a plan: geometry (GeoJSON), fill, line; the lowest first."""
    rows = [
        (geometry, *colours)
        for kind, colours in GROUND.items()
        for geometry in plan.loc[plan["feature_kind"] == kind, "geometry"]
    ]
    return pd.DataFrame(rows, columns=["geometry", "fill", "line"])


def lines(plan: pd.DataFrame) -> pd.DataFrame:
    """Lines of a plan: path (longitude and latitude [°]), colour, metres, dash; the lowest first."""
    layers = [("road", CASING, 6.0)] + [(kind, colour, 0.0) for kind, colour in LINES.items()]
    rows = [
        (path, colour, LINE_WIDTHS[kind] + more, DASHES.get(kind))
        for kind, colour, more in layers
        for geometry in plan.loc[plan["feature_kind"] == kind, "geometry"]
        for path in parkmap.lines(json.loads(geometry))
    ]
    return pd.DataFrame(rows, columns=["path", "colour", "metres", "dash"])
