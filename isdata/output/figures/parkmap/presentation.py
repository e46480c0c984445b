"""Texts of a park map: tooltips, legend and lists."""

from collections.abc import Mapping

import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import N_, Reader
from isdata.data.naming import sectors
from isdata.data.rows import records
from isdata.output.figures import style
from isdata.output.figures.parkmap import emphasis
from isdata.output.figures.parkmap.base_map import CASING, GROUND, LINES
from isdata.output.figures.sankey_quantities import quantity
from isdata.park import parkmap
from isdata.symbiosis.matching import distance_presentation

BROKEN, DOTTED, SOLID = "– –", "···", "━"  # legend symbols of lines, followed by the colour
CORRIDOR = SOLID + LINES["corridor"]
LINE_SIGNS = (BROKEN, DOTTED, SOLID)
OUTLINE, BAND = "□", "═"  # symbols of a boundary, and of a road (light between two lines)
MOST_LINES = 8  # number of resources named in a tooltip


def one_language(text: object, reader: Reader) -> str:
    """Part of a bilingual text in the reader's language, such as of "Park office / 园区办"."""
    return reader.half(text)


def topic_words(topic: str, reader: Reader) -> str:
    """Name of a topic: one shared by all parks, or the park's own in the reader's language."""
    return one_language(reader.choice("topic", topic), reader)


def synergy_name(synergy: Mapping, reader: Reader) -> str:
    """Name of a synergy, or its class or topic with an undisclosed partner."""
    name = reader.name(synergy["name_en"], synergy["name_zh"])
    if name:
        return name
    if isinstance(synergy["resource_class"], str):
        kind = reader.choice("resource_class", synergy["resource_class"])
    else:
        kind = topic_words(synergy["topic"], reader)
    return reader.text(N_("{kind} synergy (undisclosed partner)"), kind=kind)


def synergy_amount(synergy: Mapping, reader: Reader) -> str:
    """Yearly amount of a synergy, its range, or that it is unknown."""
    unit = synergy["unit"] if isinstance(synergy["unit"], str) else ""
    if pd.notna(synergy["quantity"]):
        return reader.text(N_("{amount} per year"), amount=reader.brief_amount(synergy["quantity"], unit))
    if pd.notna(synergy["band_least"]):
        amounts = reader.quantities(synergy["band_least"], synergy["band_most"], unit)
        return reader.text(N_("{amount} per year"), amount=amounts)
    is_published = bool(synergy.get("is_published", False))
    return reader.text(N_("Amount not published") if is_published else N_("Amount unknown"))


def partner_name(partner: Mapping, reader: Reader, *, count: int = 1) -> str:
    """Name of a partner, or its disclosed attributes; `count`: number of undisclosed partners with the same."""
    name = reader.name(partner["name_en"], partner["name_zh"])
    if name:
        return name
    if isinstance(partner["sector"], str):
        industry = sectors.name(partner["sector"], reader.language) or f"ISIC {partner['sector']}"
        if count > 1:
            return reader.text(
                N_("{count} undisclosed companies ({industry})"), count=count, industry=industry
            )
        return reader.text(N_("Undisclosed company ({industry})"), industry=industry)
    if count > 1:
        return reader.text(N_("{count} undisclosed companies"), count=count)
    return reader.text(N_("Undisclosed company"))


def describe_arcs(
    arcs: pd.DataFrame, synergies: pd.DataFrame, places: pd.DataFrame, reader: Reader
) -> pd.DataFrame:
    """Add title and text of the tooltips to arcs.

    Parameters
    ----------
    arcs : DataFrame
        As returned by `synergies.arcs`.
    synergies : DataFrame
        Synergies of the arcs.
    places : DataFrame
        Ends of the arcs: site_id, name_en, name_zh.
    """
    by_id = synergies.set_index("synergy_id").to_dict("index")
    names = {place["site_id"]: reader.name(place["name_en"], place["name_zh"]) for place in records(places)}
    titles, texts = [], []
    for arc in records(arcs):
        synergy = by_id[arc["synergy_id"]]
        titles.append(synergy_name(synergy, reader))
        lines = [
            f"{names.get(arc['provider_id'], '')} → {names.get(arc['receiver_id'], '')}",
            f"{reader.choice('stage', arc['stage'])} · {synergy_amount(synergy, reader)}",
            apart(arc, reader),
        ]
        texts.append("\n".join(filter(None, lines)))
    return arcs.assign(
        title=pd.Series(titles, index=arcs.index, dtype=object),
        text=pd.Series(texts, index=arcs.index, dtype=object),
    )


def describe_candidates(arcs: pd.DataFrame, parks: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Possible matches between parks with title and text of their tooltips."""
    names = {row["site_id"]: reader.name(row["name_en"], row["name_zh"]) for row in records(parks)}
    titles = [
        f"{names.get(arc['provider_id'], '')} → {names.get(arc['receiver_id'], '')}" for arc in records(arcs)
    ]
    texts = [
        "\n".join(
            [
                reader.plural(
                    "{count} resource with feasible matches:",
                    "{count} resources with feasible matches:",
                    len(arc["resources"]),
                ),
                *(f"· {reader.name(*names)}" for names in arc["resources"][:MOST_LINES]),
                apart(arc, reader),
            ]
        )
        for arc in records(arcs)
    ]
    return arcs.drop(columns="resources").assign(
        title=pd.Series(titles, index=arcs.index, dtype=object),
        text=pd.Series(texts, index=arcs.index, dtype=object),
    )


def apart(arc: Mapping, reader: Reader) -> str:
    """Distance between the ends of an arc, by road and straight-line; empty where unknown."""
    if pd.isna(arc["distance"]):
        return ""
    words = distance_presentation.distance_text(arc, reader)
    if arc["distance_basis"] == parkmap.STRAIGHT:
        return words
    straight = distance_presentation.distance_with_basis(
        distance_presentation.kilometres(arc["straight"], reader), parkmap.STRAIGHT, reader
    )
    return f"{words} · {straight}"


def describe_places(places: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Add the tooltip text to sites or parks: group and yearly throughput."""
    texts = [_place_text(place, reader) for place in records(places)]
    return places.assign(text=pd.Series(texts, index=places.index, dtype=object))


def _place_text(place: Mapping, reader: Reader) -> str:
    group = one_language(place.get("company_group"), reader)
    lines = [group] if group else []
    lines += moved_lines(place, reader)
    if not place.get("is_open", True):
        lines.append(reader.text(N_("Amounts not disclosed")))
    elif not any(place[kind] > 0 for kind in parkmap.UNITS):
        lines.append(reader.text(N_("Amounts unknown")))
    if place.get("is_outside", False):
        lines.append(reader.text(N_("Outside the park")))
    return "\n".join(lines)


def moved_lines(place: Mapping, reader: Reader) -> list[str]:
    """Annual amounts of a site or park, one line per kind, with the year; for a site by direction."""
    year = f" ({int(place['year'])})" if pd.notna(place["year"]) else ""
    return [_moved_line(place, kind, reader) + year for kind in parkmap.UNITS if place[kind] > 0]


def _moved_line(place: Mapping, kind: str, reader: Reader) -> str:
    """Yearly throughput of a place of one kind; a direction without a known amount is left out."""
    unit = parkmap.UNITS[kind]
    amounts = {
        name: quantity(place[column], unit, reader)
        for name, column in (("given", f"{kind}_given"), ("taken", f"{kind}_taken"))
        if place.get(column, 0.0) > 0
    }
    match list(amounts):
        case ["given", "taken"]:
            message = N_("{kind}: {given} provided, {taken} received per year")
        case ["given"]:
            message = N_("{kind}: {given} provided per year")
        case ["taken"]:
            message = N_("{kind}: {taken} received per year")
        case _:  # a park: its flows count once
            message, amounts = (
                N_("{kind}: {amount} per year"),
                {"amount": quantity(place[kind], unit, reader)},
            )
    return reader.text(message, kind=reader.choice("kind", kind), **amounts)


def stream_title(stream: Mapping, reader: Reader) -> str:
    """Title of a stream: its own name, or that of its resource."""
    own = reader.name(stream["name_en"], stream["name_zh"])
    return own or reader.name(stream["resource_en"], stream["resource_zh"])


def stream_text(stream: Mapping, reader: Reader) -> str:
    """Company, amount, temperature and power of a stream as text."""
    company = reader.name(stream["company_en"], stream["company_zh"])
    lines = [f"{company} · {reader.choice('direction', stream['direction'])}"]
    if pd.notna(stream["amount"]):
        lines.append(
            reader.text(
                N_("{amount} per year"),
                amount=quantity(stream["amount"], parkmap.UNITS[stream["kind"]], reader),
            )
        )
    elif pd.notna(stream["quantity"]):
        lines.append(
            f"{reader.quantity(stream['quantity'], stream['unit'])} / {reader.choice('period', stream['period'])}"
        )
    heat = [
        reader.amount(stream[column], unit)
        for column, unit in (("temperature", "°C"), ("power", "kW"))
        if pd.notna(stream[column])
    ]
    return "\n".join([*lines, *([" · ".join(heat)] if heat else [])])


def ink_on(colour: str) -> str:
    """Most readable text colour on a "#rrggbb" colour: dark or white, by luminance (WCAG 2.1)."""
    parts = [channel / 255 for channel in style.rgb(colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return style.INK if luminance > 0.18 else style.PAPER


def stage_legend(synergies: pd.DataFrame, reader: Reader) -> list[tuple[str, str, int]]:
    """Colour, label and number of synergies of each stage that occurs, in the order of the stages."""
    counts = synergies["stage"].value_counts()
    return [
        (style.STAGES[stage], reader.choice("stage", stage), int(counts[stage]))
        for stage in contracts.choices("stage")
        if stage in counts.index
    ]


def plan_legend(plan: pd.DataFrame, reader: Reader) -> list[tuple[str, str]]:
    """Symbol and label of each kind of area or line in the plan; zones and plots need no legend."""
    colours = {
        **{kind: GROUND[kind][0] for kind in ("free_plot", "green", "water")},
        "boundary": OUTLINE + GROUND["boundary"][1],
        "road": BAND + CASING,
        "corridor": CORRIDOR,
        "rail": DOTTED + LINES["rail"],
    }
    found = set(plan["feature_kind"])
    return [
        (colour, reader.choice("feature_kind", kind)) for kind, colour in colours.items() if kind in found
    ]


def sign(entry: str) -> tuple[str, str]:
    """Glyph and colour of a legend symbol; no glyph means an area, no colour means the text colour.

    Examples
    --------
    >>> sign("#bfd9e8"), sign("– –#8d6a4f"), sign("●")
    (('', '#bfd9e8'), ('– –', '#8d6a4f'), ('●', '#16211f'))
    """
    glyph, mark, colour = entry.partition("#")
    return glyph, mark + colour if mark else style.INK


def faint(arcs: pd.DataFrame, reader: Reader, *, is_short: bool = False) -> list[str]:
    """Note with the number of synergies drawn faint on a crowded map; empty for none. Arcs are as from `emphasis.ranked`."""
    full, minor = emphasis.counts(arcs)
    if not minor:
        return []
    count = {"full": reader.number(full), "faint": reader.number(minor)}
    if emphasis.is_of_running(arcs):
        words = N_("the {full} in operation highlighted, {faint} faded")
    else:
        words = N_("the {full} largest highlighted, {faint} faded")
    found = reader.text(words, **count)
    if not is_short:
        found = reader.text(N_("{found}: choose a stage or a circle, or “Adjust”."), found=found)
    return [found[:1].upper() + found[1:]]


def measured(places: pd.DataFrame, arcs: pd.DataFrame, kind: str, reader: Reader) -> str:
    """Meaning of circle areas and arc widths, with the largest of each."""
    sentences = []
    known = places.loc[places[kind] > 0]
    if not known.empty:
        largest = known.loc[known[kind].idxmax()]
        sentences.append(
            reader.text(
                N_("Circle area: {unit} provided and received per year, maximum {amount} ({name})."),
                unit=parkmap.UNITS[kind],
                amount=quantity(largest[kind], parkmap.UNITS[kind], reader),
                name=reader.name(largest["name_en"], largest["name_zh"]),
            )
        )
    if not arcs.empty:
        sentences.append(
            reader.text(N_("Arc width: amount, scaled separately for materials, energy and water."))
        )
    if arcs["is_unknown"].any():
        sentences.append(reader.text(N_("Dashed: amount unknown.")))
    return reader.sentences(sentences)
