"""The words of a park map: what its tooltips, legend and lists say."""

from collections.abc import Mapping

import pandas as pd

from isdata import contracts, parkmap
from isdata.figures import parkmap_shapes as shapes
from isdata.figures import style
from isdata.i18n import N_, Reader


def synergy_name(synergy: Mapping, reader: Reader) -> str:
    """Return the name of a synergy, or its topic and class where a partner keeps to itself."""
    name = reader.name(synergy["name_en"], synergy["name_zh"])
    if name:
        return name
    if isinstance(synergy["resource_class"], str):
        return reader.text(
            N_("{topic}: {resource_class}, a partner keeps to itself"),
            topic=reader.choice("topic", synergy["topic"]),
            resource_class=reader.choice("resource_class", synergy["resource_class"]),
        )
    return reader.text(
        N_("{topic}: a partner keeps to itself"), topic=reader.choice("topic", synergy["topic"])
    )


def synergy_amount(synergy: Mapping, reader: Reader) -> str:
    """Return the yearly amount of a synergy, its band, or that it is not known."""
    unit = synergy["unit"] if isinstance(synergy["unit"], str) else ""
    if pd.notna(synergy["quantity"]):
        return reader.text(N_("{amount} a year"), amount=reader.amount(synergy["quantity"], unit))
    if pd.notna(synergy["band_least"]):
        return reader.text(
            N_("{least} to {most} {unit} a year"),
            least=reader.number(synergy["band_least"]),
            most=reader.number(synergy["band_most"]),
            unit=unit,
        )
    return reader.text(N_("Amount not known"))


def partner_name(partner: Mapping, reader: Reader) -> str:
    """Return the name of a partner, or what may be told of one who keeps to itself."""
    name = reader.name(partner["name_en"], partner["name_zh"])
    if name:
        return name
    if isinstance(partner["sector"], str):
        return reader.text(N_("A company of ISIC division {division}, not named"), division=partner["sector"])
    return reader.text(N_("A company that is not named"))


def describe_arcs(
    arcs: pd.DataFrame, synergies: pd.DataFrame, sites: pd.DataFrame, reader: Reader
) -> pd.DataFrame:
    """Return the arcs with title and text of their tooltips."""
    by_id = synergies.set_index("synergy_id").to_dict("index")
    names = {
        site["site_id"]: reader.name(site["name_en"], site["name_zh"]) for site in sites.to_dict("records")
    }
    titles, texts = [], []
    for arc in arcs.to_dict("records"):
        synergy = by_id[arc["synergy_id"]]
        titles.append(synergy_name(synergy, reader))
        lines = [
            f"{names.get(arc['provider_id'], '')} → {names.get(arc['receiver_id'], '')}",
            f"{reader.choice('stage', arc['stage'])} · {synergy_amount(synergy, reader)}",
        ]
        texts.append("\n".join(lines))
    return arcs.assign(
        title=pd.Series(titles, index=arcs.index, dtype=object),
        text=pd.Series(texts, index=arcs.index, dtype=object),
    )


def describe_sites(sites: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Return the sites with the text of their tooltips: group, and what moves in a year."""
    return sites.assign(
        text=pd.Series(
            [_site_text(site, reader) for site in sites.to_dict("records")], index=sites.index, dtype=object
        )
    )


def _site_text(site: Mapping, reader: Reader) -> str:
    lines = [site["company_group"]] if isinstance(site["company_group"], str) else []
    lines += [
        f"{reader.choice('kind', kind)}: {reader.amount(site[kind], unit)}"
        for kind, unit in parkmap.UNITS.items()
        if site[kind] > 0
    ]
    if not site["is_open"]:
        lines.append(reader.text(N_("Amounts are not shared")))
    elif not any(site[kind] > 0 for kind in parkmap.UNITS):
        lines.append(reader.text(N_("No amounts are known")))
    if site["is_outside"]:
        lines.append(reader.text(N_("Outside the park")))
    return "\n".join(lines)


def stage_legend(synergies: pd.DataFrame, reader: Reader) -> list[tuple[str, str, int]]:
    """Return colour, words and number of synergies of each stage that occurs, in the order they pass through."""
    counts = synergies["stage"].value_counts()
    return [
        (style.STAGES[stage], reader.choice("stage", stage), int(counts[stage]))
        for stage in contracts.choices("stage")
        if stage in counts.index
    ]


def plan_legend(plan: pd.DataFrame, reader: Reader) -> list[tuple[str, str]]:
    """Return colour and words of what the plan shows."""
    colours = {
        "plot": shapes.GROUND["plot"][1],
        "free_plot": shapes.GROUND["free_plot"][1],
        "green": shapes.GROUND["green"][1],
        "water": shapes.GROUND["water"][1],
        "corridor": shapes.LINES["corridor"],
        "rail": shapes.LINES["rail"],
    }
    found = set(plan["feature_kind"])
    return [
        (colour, reader.choice("feature_kind", kind)) for kind, colour in colours.items() if kind in found
    ]
