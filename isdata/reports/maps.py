"""The map of a park for a document or a picture: the same as on the page, drawn without a browser."""

import altair as alt
import duckdb

from isdata import parks, synergies
from isdata.errors import N_, NoPlaceError, NotFoundError
from isdata.figures import parkmap as figure
from isdata.figures.parkmap import marks, words
from isdata.i18n import Reader
from isdata.reports.blocks import Chart, Column, Table


def park_map(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    reader: Reader,
    sees_all: bool,
    kind: str = "material",
    year: int | None = None,
    picked: str | None = None,
) -> alt.LayerChart:
    """Return the map of a park with its synergies, title, legend and what its circles measure.

    Parameters
    ----------
    kind : "material", "energy" or "water"
        What the circles measure.
    year : int, optional
        As it was at the end of a year; today by default.
    picked : str, optional
        Synergy that stands out.

    Raises
    ------
    NotFoundError
        There is no such park.
    NoPlaceError
        Neither a plan is drawn nor has a site a position.
    """
    known = parks.parks(con).set_index("park_id")
    if park_id not in known.index:
        raise NotFoundError(thing=N_("park"), name=park_id, known=", ".join(known.index))
    about = known.loc[park_id]
    name = reader.name(about["name_en"], about["name_zh"])
    scene = synergies.scene(con, parks=[park_id], names_all=sees_all, year=year)
    if not scene.has_positions:
        raise NoPlaceError(name=name)
    circles = marks.of_places(words.describe_places(scene.places, reader), kind, reader, layer="site")
    arcs = words.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, reader)
    drawing = figure.draw(scene.plan, circles, arcs, reader, picked=picked, is_schematic=scene.is_schematic)
    told = [words.measured(scene.places, arcs, kind, reader)]
    if about["is_illustrative"]:
        told.append(
            reader.text(N_("Illustrative data, invented for this sample; no fact of a real park or company."))
        )
    stages = [
        (colour, f"{word} ({count})") for colour, word, count in words.stage_legend(scene.synergies, reader)
    ]
    return figure.printed(
        drawing, title=name, subtitle=told, legend=[stages, words.plan_legend(scene.plan, reader)]
    )


def block(
    con: duckdb.DuckDBPyConnection, *, park_id: str, reader: Reader, sees_all: bool, picked: str | None = None
) -> Chart:
    """Return the map as a block of a report, with the synergies it shows as the table behind it; see `park_map`."""
    chart = park_map(con, park_id=park_id, reader=reader, sees_all=sees_all, picked=picked)
    scene = synergies.scene(con, parks=[park_id], names_all=sees_all)
    rows = scene.synergies.to_dict("records")
    table = Table(
        "",
        [
            Column(reader.text(N_("Synergy")), [words.synergy_name(row, reader) for row in rows], width=2.0),
            Column(reader.column("synergy", "stage"), [reader.choice("stage", row["stage"]) for row in rows]),
            Column(reader.column("synergy", "quantity"), [words.synergy_amount(row, reader) for row in rows]),
        ],
    )
    return Chart(
        reader.text(N_("Map of the park with its synergies")),
        chart,
        table,
        "picture",
        reader.text(N_("The park plan with its sites, and an arc for each synergy coloured by its stage")),
    )
