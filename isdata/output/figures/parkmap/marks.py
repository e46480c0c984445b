"""Circles on a map: sites or parks by throughput, supplies and demands, heat by temperature."""

import math
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis.synergies import View

COLUMNS = [
    "mark", "layer", "longitude", "latitude", "weight", "fill", "line", "name", "title", "text",
]  # fmt: skip
SUPPLY, DEMAND = "#0b6e69", "#d98324"
UNKNOWN = "#9a9d9f"  # size if the amount is not stated
FILLED, RING, AREA = "●", "○", "◎"  # legend symbols shown as themselves instead of a colour

# Upper limits of the temperature classes [°C] and their colours, cool to hot.
HEAT = (
    (40.0, "#f2cf8d"),
    (60.0, "#eba65c"),
    (100.0, "#da713f"),
    (200.0, "#b5413a"),
    (math.inf, "#761c30"),
)


def of_places(
    places: pd.DataFrame, kind: str, reader: Reader, *, layer: str, colour: str | None = None
) -> pd.DataFrame:
    """One circle per site or park, its area proportional to the throughput; hollow if unknown.

    Parameters
    ----------
    places : DataFrame
        Id in the first column; name_en, name_zh, longitude, latitude [°], the kind's amount, text.
    kind : str
        "material", "energy", "water" or another column with amounts.
    layer : str
        "site" or "park".
    colour : str, optional
        Colour of the circles; by default that of the kind.

    Returns
    -------
    DataFrame
        mark, layer, longitude, latitude, weight (amount; its root gives the radius), fill (empty
        where hollow), line, name, title, text.
    """
    known = places.dropna(subset=["longitude", "latitude"])
    names = [reader.label(*both) for both in zip(known["name_en"], known["name_zh"], strict=True)]
    has_amount = known[kind] > 0
    colour = colour or style.KINDS[kind]
    return pd.DataFrame(
        {
            "mark": known[known.columns[0]],
            "layer": layer,
            "longitude": known["longitude"],
            "latitude": known["latitude"],
            "weight": known[kind].where(has_amount),
            "fill": np.where(has_amount, colour, style.PAPER),
            "line": np.where(has_amount, style.PAPER, colour),
            "name": [short(name) for name in names],
            "title": names,
            "text": known["text"],
        }
    ).reset_index(drop=True)


def short(name: str) -> str:
    """Name without a trailing text in brackets.

    Examples
    --------
    >>> short("Chengdu zone (sample park)"), short("成都经开区（示例园区）")
    ('Chengdu zone', '成都经开区')
    """
    return re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", name) or name


def of_streams(streams: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """One circle per supply (filled) and ring per demand of one resource, around their sites; grey if the amount is unknown.

    Parameters
    ----------
    streams : DataFrame
        As returned by `parkmap.streams`.
    """
    known = streams.dropna(subset=["longitude", "latitude"])
    is_supply = known["direction"] == "supply"
    return _stream_marks(known, np.where(is_supply, SUPPLY, DEMAND), known["amount"], reader)


def of_heat(streams: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """One circle per heat supply (filled) and ring per heat demand, coloured by temperature, sized by power.

    They are small and grey if the power is unknown.
    """
    known = streams.dropna(subset=["longitude", "latitude", "temperature"])
    colours = np.array([heat_colour(degrees) for degrees in known["temperature"]], dtype=object)
    return _stream_marks(known, colours, known["power"], reader)


def heat_colour(degrees: float) -> str:
    """Colour of a temperature's class. [°C]"""
    return next(colour for top, colour in HEAT if degrees < top or math.isinf(top))


def heat_legend(reader: Reader, power: pd.Series) -> list[tuple[str, str]]:
    """Colour and label of each temperature class, then symbol and label of circle, ring and area.

    Parameters
    ----------
    reader : Reader
    power : Series
        Power of the heat supplies and demands; the largest is stated. [kW]
    """
    labels, low = [], None
    for top, colour in HEAT:
        if low is None:
            text = reader.text(N_("below {degrees} °C"), degrees=reader.number(top))
        elif math.isinf(top):
            text = reader.text(N_("{degrees} °C and above"), degrees=reader.number(low))
        else:
            text = reader.text(N_("{low} to {high} °C"), low=reader.number(low), high=reader.number(top))
        labels.append((colour, text))
        low = top
    shapes = [
        (FILLED, reader.choice("direction", "supply")),
        (RING, reader.choice("direction", "demand")),
    ]
    if power.notna().any():
        most = reader.amount(float(power.max()) / 1000, "MW")
        shapes.append((AREA, reader.text(N_("Area: power, at most {power}"), power=most)))
    return [*labels, *shapes]


def _stream_marks(
    known: pd.DataFrame, colours: np.ndarray, weight: pd.Series, reader: Reader
) -> pd.DataFrame:
    is_supply = (known["direction"] == "supply").to_numpy()
    colours = np.where(weight.notna(), colours, UNKNOWN)
    marks = pd.DataFrame(
        {
            "mark": known["stream_id"],
            "layer": "stream",
            "longitude": known["longitude"],
            "latitude": known["latitude"],
            "weight": weight,
            "fill": np.where(is_supply, colours, ""),
            "line": np.where(is_supply, style.PAPER, colours),
            "name": reader.names(known, "company"),
            "title": [presentation.stream_title(row, reader) for row in known.to_dict("records")],
            "text": [presentation.stream_text(row, reader) for row in known.to_dict("records")],
        },
        columns=COLUMNS,
    ).reset_index(drop=True)
    # One name per site, at its largest stream.
    order = marks["weight"].fillna(0.0).sort_values(ascending=False, kind="stable").index
    repeated = marks.loc[order].duplicated(subset=["longitude", "latitude"]).reindex(marks.index)
    return marks.assign(name=marks["name"].where(~repeated, ""))


def with_candidates(marks: pd.DataFrame, seen: Mapping[str, View], reader: Reader) -> pd.DataFrame:
    """Circles with the possible matches of their places added to the tooltips.

    Parameters
    ----------
    marks : DataFrame
        mark, text.
    seen : mapping
        Possible matches of each mark, as from `synergies.seen_from`.
    reader : Reader
    """

    def candidate_text(mark: str, text: str) -> str:
        if mark not in seen:
            return text
        view = seen[mark]
        rest = view.count - len(view.lines)
        more = [reader.text(N_("and {count} more"), count=reader.number(rest))] if rest > 0 else []
        head = reader.text(N_("Feasible matches, with score:"))
        return "\n".join([*filter(None, [text]), head, *view.lines, *more])

    texts = [candidate_text(*pair) for pair in zip(marks["mark"], marks["text"], strict=True)]
    return marks.assign(text=pd.Series(texts, index=marks.index, dtype=object))
