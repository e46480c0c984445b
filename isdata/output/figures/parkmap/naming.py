"""Names on a park map: sites first, then parts of the plan."""

import pandas as pd

from isdata.data.i18n import Reader
from isdata.output.figures import style
from isdata.output.figures.parkmap import labels, shapes
from isdata.park import parkmap

NAMED = ("free_plot", "green", "water", "zone")  # plots bear the names of their sites


def names(
    plan: pd.DataFrame,
    marks: pd.DataFrame,
    land: shapes.Extent,
    picture: tuple[float, float, float],
    reader: Reader,
    scale: float,
    crossed: list[tuple[float, float, float]],
) -> pd.DataFrame:
    """Return the names that find room: sites, the largest first, then parts of the plan.

    Parameters
    ----------
    plan, marks : DataFrame
        As `drawing.draw` takes them; marks with radius [px].
    land : shapes.Extent
    picture : (width, height, zoom)
        [px, px, of a web map]
    reader : Reader
    scale : float
        Factor on all type.
    crossed : list of (longitude, latitude, radius)
        What names better leave free. [°, °, px]

    Returns
    -------
    DataFrame
        text, longitude, latitude [°], dx, dy [px], size [px], colour.
    """
    width, height, zoom = picture
    wanted = _wanted(plan, marks, reader, scale)
    left, top = (
        at - side / 2 for at, side in zip(shapes.pixels(*land.middle, zoom), (width, height), strict=True)
    )
    spots = [
        (x - left, y - top)
        for x, y in (
            shapes.pixels(*place, zoom) for place in zip(wanted["longitude"], wanted["latitude"], strict=True)
        )
    ]
    asked = [
        labels.Label(*row)
        for row in zip(
            range(len(wanted)), wanted["text"], *zip(*spots, strict=True), wanted["radius"], wanted["size"],
            strict=True,
        )
    ] if spots else []  # fmt: skip
    circles = [(label.x, label.y, label.radius) for label in asked if label.radius > 0]
    lines = [
        (x - left, y - top, radius)
        for longitude, latitude, radius in crossed
        for x, y in [shapes.pixels(longitude, latitude, zoom)]
    ]
    placed = labels.place(asked, circles, (width, height), lines)
    rows = wanted.iloc[[name.label.number for name in placed]]
    return rows.assign(
        text=[name.text for name in placed], dx=[name.dx for name in placed], dy=[name.dy for name in placed]
    ).reset_index(drop=True)


def _wanted(plan: pd.DataFrame, marks: pd.DataFrame, reader: Reader, scale: float) -> pd.DataFrame:
    bold = marks.assign(text=marks["name"], size=13.0 * scale, colour=style.INK)
    rows = [
        (reader.name(en, zh), *parkmap.middle(geometry), 0.0, 11.0 * scale, style.MUTED)
        for kind in NAMED
        for en, zh, geometry in plan.loc[
            plan["feature_kind"] == kind, ["name_en", "name_zh", "geometry"]
        ].itertuples(index=False)
    ]
    columns = ["text", "longitude", "latitude", "radius", "size", "colour"]
    wanted = pd.concat([bold[columns], pd.DataFrame(rows, columns=columns)], ignore_index=True)
    return wanted.loc[(wanted["text"] != "") & wanted["longitude"].notna()].reset_index(drop=True)
