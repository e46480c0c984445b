"""Map of a park for documents and pictures: the same as on the page, drawn without a browser."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import altair as alt
import duckdb
import pandas as pd

from isdata.data import i18n
from isdata.data.disclosure import Viewer
from isdata.data.i18n import Reader
from isdata.data.store import answers
from isdata.errors import N_, NoPlaceError
from isdata.output.figures import parkmap as figure
from isdata.output.figures import style
from isdata.output.figures.parkmap import emphasis, marks, presentation
from isdata.output.reports.blocks import Chart, Column, tabulated
from isdata.output.reports.subject import Subject
from isdata.park import parkmap, parks
from isdata.symbiosis import synergies
from isdata.symbiosis.heat import pinch_analysis

# Width and maximum height of a map [px].
LARGE, SMALL, SLIDE = (980.0, 640.0), (470.0, 330.0), (1200.0, 560.0)
IN_SMALL = 3.0  # factor on the circles and arcs of a thumbnail
ON_CARD = (480.0, 215.0)  # size of a thumbnail with names [px]


def park_map(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    reader: Reader,
    viewer: Viewer,
    kind: str = "material",
    year: int | None = None,
    picked: str | None = None,
    topics: Collection[str] = (),
    is_presented: bool = False,
    is_small: bool = False,
) -> alt.LayerChart:
    """Map of a park with its synergies, title, legend and the meaning of its circles.

    Parameters
    ----------
    kind : "material", "energy" or "water"
        Flows shown by the circles.
    year : int, optional
        Year at whose end the map is shown; today by default.
    picked : str, optional
        Highlighted synergy.
    topics : collection of str
        Topics of the synergies to draw; all by default.
    is_presented : bool
        For a slide: larger type, and no title.
    is_small : bool
        For a thumbnail: names of the partners only, neither legend nor scale or north.

    Raises
    ------
    NotFoundError
        There is no such park.
    NoPlaceError
        There is no plan, and no site has a position.
    """
    about = parks.park(con, park_id)
    name = reader.name(about["name_en"], about["name_zh"])
    scene = answers.computed(  # the same in every language
        ("map scene", park_id, viewer, year),
        lambda: synergies.scene(con, parks=[park_id], viewer=viewer, year=year).straightened(),
    )
    if not scene.has_positions:
        raise NoPlaceError(name=name)
    scene = replace(scene, synergies=synergies.chosen(scene.synergies, topic=topics))
    scene = _with_partners_named(scene) if is_small else scene
    size, scale = (ON_CARD, 1.0) if is_small else (SLIDE, 1.5) if is_presented else (LARGE, 1.0)
    drawing, arcs = _drawn(scene, reader, kind=kind, picked=picked, size=size, scale=scale)
    notes = [presentation.measured(scene.places, arcs, kind, reader)]
    if picked is None:
        notes += presentation.faint(arcs, reader)
    if about["is_illustrative"]:
        notes.append(reader.text(N_("Illustrative sample with fictitious data.")))
    stages = [
        (colour, reader.noted(word, reader.number(count)))
        for colour, word, count in presentation.stage_legend(scene.synergies, reader)
    ]
    if is_presented:
        return figure.printed(drawing, title="", legend=[stages], is_bare=is_small)
    return figure.printed(
        drawing, title=name, subtitle=notes, legend=[stages, presentation.plan_legend(scene.plan, reader)]
    )


def thumbnail(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    viewer: Viewer,
    size: tuple[float, float],
) -> dict[str, Any] | None:
    """Thumbnail of a park's map with its synergies, without text; None if no site has a position.

    Parameters
    ----------
    size : (float, float)
        Width and maximum height. [px]
    """
    scene = synergies.scene(con, parks=[park_id], viewer=viewer).straightened()
    if not scene.has_positions:
        return None
    nobody = i18n.reader("en")  # without text, the map is the same for all readers
    drawing, _arcs = _drawn(
        _nameless(scene), nobody, size=size, scale=max(1.0, 2 * IN_SMALL * size[0] / SLIDE[0])
    )
    return figure.unpadded(figure.printed(drawing, title="", is_bare=True)).to_dict(validate=False)


def _with_partners_named(scene: synergies.Scene) -> synergies.Scene:
    """Scene with the names of those sites only that take part in a synergy, and none on the plan."""
    arcs = scene.arcs(scene.synergies)
    taking_part = scene.places["site_id"].isin([*arcs["provider_id"], *arcs["receiver_id"]])
    named = {column: scene.places[column].where(taking_part, "") for column in ("name_en", "name_zh")}
    return replace(scene, places=scene.places.assign(**named), plan=_without_names(scene.plan))


def _nameless(scene: synergies.Scene) -> synergies.Scene:
    """Scene without names, since placing names takes most of the time."""
    return replace(scene, places=_without_names(scene.places), plan=_without_names(scene.plan))


def _without_names(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(name_en="", name_zh="")


def heat_map(
    con: duckdb.DuckDBPyConnection, *, park_id: str, reader: Reader, viewer: Viewer, is_small: bool = False
) -> alt.LayerChart:
    """Heat supplies and demands of a park on its map, by temperature and power, for a slide.

    Raises
    ------
    NotFoundError
        There is no such park.
    NoPlaceError
        No heat supply or demand has a position.
    """
    about = parks.park(con, park_id)
    scene = synergies.scene(con, parks=[park_id], viewer=viewer).straightened()
    streams = scene.turn.places(parkmap.streams(con, parks=[park_id], viewer=viewer))
    streams = streams.loc[pinch_analysis.is_heat(streams)]
    streams = streams.assign(power=pinch_analysis.power(streams, streams["hours"]))
    circles = marks.of_heat(streams, reader)
    if circles.empty:
        raise NoPlaceError(name=reader.name(about["name_en"], about["name_zh"]))
    size, scale = (ON_CARD, 1.0) if is_small else (SLIDE, 1.5)
    drawing = figure.draw(
        _without_names(scene.plan) if is_small else scene.plan, circles,
        scene.arcs(scene.synergies.iloc[:0]).assign(title="", text=""), reader,
        width=size[0], height=size[1], scale=scale,
        is_schematic=scene.is_schematic, turned=scene.turn.degrees,
    )  # fmt: skip
    legend = [marks.heat_legend(reader, streams["power"])]
    return figure.printed(drawing, title="", legend=legend, is_bare=is_small)


def _drawn(
    scene: synergies.Scene,
    reader: Reader,
    *,
    kind: str = "material",
    picked: str | None = None,
    size: tuple[float, float] = LARGE,
    scale: float = 1.0,
) -> tuple[figure.Drawing, pd.DataFrame]:
    """Map of a park with all its synergies, and their arcs; on a crowded map smaller amounts are faint.

    It is printed, so it has no tooltips.
    """
    circles = marks.of_places(scene.places.assign(text=""), kind, reader, layer="site")
    arcs = emphasis.running(scene.arcs(scene.synergies).assign(title="", text=""))
    drawing = figure.draw(
        scene.plan, circles, arcs, reader, picked=picked, width=size[0], height=size[1],
        scale=scale, is_schematic=scene.is_schematic, turned=scene.turn.degrees,
    )  # fmt: skip
    return drawing, arcs


def of_synergy(subject: Subject, reader: Reader, *, is_small: bool = False) -> Chart | None:
    """Map with the partners of a synergy highlighted; None if it cannot be drawn."""
    scene, synergy = subject.scene, subject.synergy
    if synergy is None or not scene.has_positions:
        return None
    drawing, arcs = _drawn(scene, reader, picked=synergy["synergy_id"], size=SMALL if is_small else LARGE)
    own = arcs.loc[arcs["synergy_id"] == synergy["synergy_id"]]
    if own.empty:
        return None
    names = scene.places.set_index("site_id")

    def name(site):
        return reader.name(*names.loc[site, ["name_en", "name_zh"]])

    ends = [
        Column(reader.choice("participant_role", role), [name(site) for site in own[f"{role}_id"]])
        for role in ("provider", "receiver")
    ]
    distances = [presentation.apart(arc, reader) or "–" for arc in own.to_dict("records")]
    table = tabulated(reader, *ends, (N_("Distance"), distances))
    return Chart(
        reader.text(N_("Location of the partners")),
        figure.printed(drawing, title=""),
        table,
        "picture",
        reader.text(N_("Park plan with sites; this synergy is highlighted")),
    )


def of_measures(subject: Subject, reader: Reader) -> Chart | None:
    """Map of the measures with the investment at each site; for the facilitator, None without coordinates."""
    if subject.register is None or not subject.viewer.sees_all or not subject.scene.has_positions:
        return None
    scene, register = subject.scene, subject.register
    places = _invested(register.measures, scene.places)
    if places.empty:
        return None
    circles = marks.of_places(places.assign(text=""), "investment", reader, layer="site", colour=style.ACCENT)
    none = scene.arcs(scene.synergies.iloc[:0]).assign(title="", text="")
    drawing = figure.draw(
        scene.plan, circles, none, reader, width=LARGE[0], height=LARGE[1], is_schematic=scene.is_schematic
    )
    money = reader.text(N_("Investment [{unit}]"), unit=register.currency)
    table = tabulated(
        reader,
        (N_("Site"), reader.names(places), 2.0),
        Column(reader.text(N_("Measures")), places["number"].tolist(), reader.number),
        Column(money, places["investment"].tolist(), reader.number),
    )
    return Chart(
        reader.text(N_("Location of the measures; circle area: investment")),
        figure.printed(drawing, title=""),
        table,
        "picture",
        reader.text(N_("Park plan with a circle for each site with measures")),
    )


def _invested(measures: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Places with coordinates that have measures, with investment and number, the largest investment first."""
    sums = measures.groupby("site_id")["investment"].agg(
        investment=lambda money: money.sum(min_count=1), number="size"
    )
    found = places.merge(sums, left_on="site_id", right_index=True)
    return found.dropna(subset=["longitude", "latitude"]).sort_values("investment", ascending=False)
