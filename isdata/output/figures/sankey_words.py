"""What a Sankey says: names of nodes, amounts, tooltips and the legend, in the reader's language."""

from collections.abc import Hashable

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.park.flows.folding import throughput
from isdata.park.flows.links import UNNAMED
from isdata.park.flows.views import (
    COMPANY,
    FATE,
    GAIN,
    GROUP,
    LOSS,
    ORIGIN,
    OTHERS,
    RESIDUAL,
    RESOURCE,
    SAME,
    STOCK,
    View,
)

MILLION = 1e6

CHANGES = {SAME: N_("Unchanged"), GAIN: N_("More than before"), LOSS: N_("Less than before")}
OTHERS_WORDS = {
    COMPANY: N_("{count} other companies"),
    GROUP: N_("{count} other groups"),
    RESOURCE: N_("{count} other resources"),
    FATE: N_("{count} other destinations"),
}
OTHERS_OF_CLASS = {
    "material": N_("{count} other materials"),
    "product": N_("{count} other products"),
    "by_product": N_("{count} other by-products"),
    "waste": N_("{count} other wastes"),
    "fuel": N_("{count} other fuels"),
    "gas": N_("{count} other gases"),
    "heat": N_("{count} other types of heat"),
}
LEFT_OVER = {
    STOCK: {"take": N_("Stock increase"), "give": N_("Stock decrease")},
    RESIDUAL: {"take": N_("Unaccounted for"), "give": N_("Unknown origin")},
}


def node_names(view: View, reader: Reader) -> dict[Hashable, str]:
    """Return the name of each node."""
    return {row["node"]: node_name(row, reader) for row in view.nodes.to_dict("records")}


def node_name(node: dict, reader: Reader) -> str:
    """Return the name of one node."""
    if node["role"] == OTHERS:
        if node["ref"] == UNNAMED:
            return reader.text(N_("Other companies"))
        folded = OTHERS_OF_CLASS.get(node["node"].split(":")[-1], OTHERS_WORDS[node["folded"]])
        return reader.text(folded, count=node["ref"])
    if node["role"] in LEFT_OVER:
        into = LEFT_OVER[node["role"]][node["side"]]
        return reader.text(into)
    if node["role"] == ORIGIN:
        return reader.text(N_("From outside"))
    if node["role"] == FATE:
        return reader.choice("destination", node["ref"])
    if node["ref"] == UNNAMED:
        return reader.text(N_("Undisclosed companies"))
    if node["ref"].startswith("class:"):
        return reader.choice("resource_class", node["ref"].removeprefix("class:"))
    return reader.name(node["name_en"], node["name_zh"]) or str(node["ref"])


def group_name(group: str, reader: Reader) -> str:
    """Return the name of a group of companies, which may be written "English / 中文"."""
    english, _, chinese = group.partition(" / ")
    return reader.name(english, chinese)


def labels(view: View, reader: Reader) -> dict[Hashable, str | tuple[str, str]]:
    """Return the label of each node: its name with what passes it, or its name where there is no room."""
    through = throughput(view)
    return {
        node: (f"{name}  {_short(through[node], view.unit, reader)}", name) if through[node] > 0 else name
        for node, name in node_names(view, reader).items()
    }


def _short(value: float, unit: str, reader: Reader) -> str:
    """Return an amount with three figures and its unit, in the reader's own steps: 万 and 亿, or millions."""
    if _is_currency(unit):
        return reader.money(value, unit)
    if reader.language == "zh":
        return f"{reader.short(value)} {unit_name(unit, reader)}"
    if value >= MILLION:  # "1.36 M MWh" would be read twice
        return f"{reader.number(value / MILLION)} million {unit_name(unit, reader)}"
    return f"{reader.number(float(f'{value:.3g}'))} {unit_name(unit, reader)}"


def amount(value: float, spread: float, unit: str, reader: Reader) -> str:
    """Return an amount a year with its ± %."""
    told = reader.text(N_("{amount} {unit}/yr"), amount=reader.number(value), unit=unit_name(unit, reader))
    return f"{told} ± {reader.percent(spread / value)}" if spread > 0 and value > 0 else told


def unit_name(unit: str, reader: Reader) -> str:
    """Return a unit as the reader writes it; currencies have names of their own."""
    return reader.money(1, unit).removeprefix("1").strip() if _is_currency(unit) else unit


def _is_currency(unit: str) -> bool:
    return unit.isupper() and len(unit) == 3


def ribbon_words(view: View, reader: Reader) -> pd.DataFrame:
    """Return what the tooltip of each link says: way, resource, told, change."""
    names = node_names(view, reader)
    links = view.links
    return pd.DataFrame(
        {
            "way": [
                f"{names[a]} → {names[b]}" for a, b in zip(links["source"], links["target"], strict=True)
            ],
            "resource": [resource_name(link, reader) for link in links.to_dict("records")],
            "told": [_told(link, view.unit, reader) for link in links.to_dict("records")],
            "change": [reader.text(CHANGES[change]) if change else "" for change in links["change"]],
        }
    )


def resource_name(link: dict, reader: Reader) -> str:
    """Return the name of what a link carries."""
    if link["kind"] in LEFT_OVER:
        return (
            reader.text(N_("imbalance of the data")) if link["kind"] == RESIDUAL else reader.text(N_("stock"))
        )
    if not link["resource_id"]:
        return reader.text(N_("several resources"))
    if link["resource_id"].startswith("class:"):
        return reader.choice("resource_class", link["resource_class"])
    return reader.name(link["resource_en"], link["resource_zh"])


def _told(link: dict, unit: str, reader: Reader) -> str:
    if not link["is_measured"]:
        return reader.text(N_("amount unknown"))
    if link["is_banded"] and link["most"] > 0:
        return reader.text(
            N_("{least} to {most} {unit}/yr"),
            least=reader.number(link["least"]),
            most=reader.number(link["most"]),
            unit=unit_name(unit, reader),
        )
    return amount(link["value"], 0.0 if link["change"] else link["spread"], unit, reader)


def colour(group: str) -> str:
    """Return the colour of a resource class or a change."""
    return style.CHANGES.get(group) or style.CLASSES.get(group, style.MUTED)


def legend(view: View, reader: Reader, *, shows_spread: bool = False) -> list[tuple[str, str]]:
    """Return (colour, words) of each group shown, the largest first; at last what light edges mean, if they are shown."""
    totals = view.links.groupby("group")["value"].sum().sort_values(ascending=False)
    edges = [(style.RULE, reader.text(N_("Light edges: uncertainty of the amount")))] if shows_spread else []
    return [(colour(group), _group_name(group, reader)) for group in totals.index] + edges


def _group_name(group: str, reader: Reader) -> str:
    if group in CHANGES:
        change = CHANGES[group]
        return reader.text(change)
    if group in LEFT_OVER:
        return reader.text(N_("Unaccounted for")) if group == RESIDUAL else reader.text(N_("Stock"))
    return reader.text(N_("Several classes")) if group == "other" else reader.choice("resource_class", group)
