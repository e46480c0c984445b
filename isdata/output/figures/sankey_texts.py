"""Texts of a Sankey diagram in the reader's language: names of nodes, amounts, tooltips and legend."""

import re
from collections.abc import Hashable, Iterable

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines.sankey.labels import GAP
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import style
from isdata.output.figures.sankey_quantities import amount, passing_amount, recorded
from isdata.park.flows.folding import passing, passing_before_and_now
from isdata.park.flows.links import UNNAMED
from isdata.park.flows.presented_nodes import REST
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
    UNCHANGED,
    View,
)

COUNTED = re.compile("\\D*\\d+[家种]")  # prefix of the Chinese name of several nodes
CHINESE = re.compile("[\u4e00-\u9fff]{6,}")  # matches a name that may be broken between any two characters
LONG = 6.5  # smallest width of an amount that may be broken, in letter heights
LONG_UNIT = 6  # number of letters of a unit in a line of its own below a range, as "million MWh"
FEW_WORDS = 3  # minimum number of words of a name that may take three lines
NARROW = 15  # maximum number of characters of a name above its amount
SHORTER = (22, 19, 16, 14, 12, 10, 8, 6)  # number of characters left of a cut name
CUT = "…"  # end of a cut name
CHANGES = {SAME: N_("Unchanged"), GAIN: N_("More than before"), LOSS: N_("Less than before")}
# Names of grouped nodes: besides others of their kind, and if none of these is shown.
OTHERS_WORDS = {
    COMPANY: (N_("{count} other companies"), N_("Companies ({count})")),
    GROUP: (N_("{count} other groups"), N_("Groups ({count})")),
    RESOURCE: (N_("{count} other resources"), N_("Resources ({count} kinds)")),
    FATE: (N_("{count} other destinations"), N_("Destinations ({count})")),
}
OTHERS_OF_CLASS = {
    "material": (N_("{count} other materials"), N_("Materials ({count} kinds)")),
    "product": (N_("{count} other products"), N_("Products ({count} kinds)")),
    "by_product": (N_("{count} other by-products"), N_("By-products ({count} kinds)")),
    "waste": (N_("{count} other wastes"), N_("Wastes ({count} kinds)")),
    "fuel": (N_("{count} other fuels"), N_("Fuels ({count} kinds)")),
    "gas": (N_("{count} other gases"), N_("Gases ({count} kinds)")),
    "heat": (N_("{count} other types of heat"), N_("Heat ({count} kinds)")),
}
NOT_BEYOND = ("emission", "unstated")  # destinations other than companies outside
LEFT_OVER = {
    STOCK: {"take": N_("Stock increase"), "give": N_("Stock decrease")},
    RESIDUAL: {"take": N_("Unaccounted for"), "give": N_("Unknown origin")},
}


def node_names(view: View, reader: Reader, nodes: Iterable[Hashable] | None = None) -> dict[Hashable, str]:
    """Name of each node, or of some nodes only: a large park has thousands."""
    rows = view.nodes if nodes is None else view.nodes[view.nodes["node"].isin(list(nodes))]
    return {row["node"]: node_name(row, reader) for row in rows.to_dict("records")}


def node_name(node: dict, reader: Reader) -> str:
    """Name of one node."""
    if node["role"] == OTHERS:
        if node["ref"] == UNNAMED:
            return reader.text(N_("Other companies"))
        other, whole = OTHERS_OF_CLASS.get(node["node"].split(":")[-1], OTHERS_WORDS[node["folded"]])
        name = other if node["has_peers"] else whole
        return reader.text(name, count=node["ref"])
    if node["role"] in LEFT_OVER:
        into = LEFT_OVER[node["role"]][node["side"]]
        return reader.text(into)
    if node["role"] == ORIGIN:
        return reader.text(N_("From outside"))
    if node["role"] == FATE:
        where_to = reader.choice("destination", node["ref"])
        beyond = N_("{destination} (outside)")
        return where_to if node["ref"] in NOT_BEYOND else reader.text(beyond, destination=where_to)
    if node["ref"] == UNNAMED:
        return reader.text(N_("Undisclosed companies"))
    if node["ref"].startswith("class:"):
        # To distinguish it from disclosed resources of the same name, such as steam.
        name = reader.choice("resource_class", node["ref"].removeprefix("class:"))
        return reader.noted(name, reader.text(N_("undisclosed")))
    return reader.label(node["name_en"], node["name_zh"]) or str(node["ref"])


def group_name(group: str, reader: Reader) -> str:
    """Name of a group of companies, which may be bilingual: "English / 中文"."""
    english, _, chinese = group.partition(" / ")
    return reader.name(english, chinese)


def labels(view: View, reader: Reader) -> dict[Hashable, str | tuple[str, ...]]:
    """Labels of each node, longest first: name with throughput; for less space a shorter name, finally without amount."""
    amounts = node_amounts(view, reader)
    nodes = view.nodes[
        (view.nodes["role"] == OTHERS) & (view.nodes["ref"] != UNNAMED) & view.nodes["has_peers"]
    ]
    counts = dict(zip(nodes["node"], nodes["ref"], strict=True))
    return {
        node: _label(
            name,
            amounts[node],
            reader.text(N_("{count} others"), count=counts[node]) if node in counts else "",
        )
        if amounts[node]
        else name
        for node, name in node_names(view, reader).items()
    }


def node_amounts(view: View, reader: Reader) -> dict[Hashable, str]:
    """Throughput of each node, empty if none can be stated; in a comparison before and now if the change counts."""
    through = passing(view)
    rows = dict(zip(through.index, through.to_dict("records"), strict=True))
    words = {
        node: passing_amount(row, view.unit, reader) if row["value"] > 0 else "" for node, row in rows.items()
    }
    changed = view.links[view.links["change"].isin([GAIN, LOSS])]
    if changed.empty:
        return words
    states = [each.to_dict("index") for each in passing_before_and_now(view)]
    nothing = {"is_banded": False, "value": 0.0}
    for node in {*changed["source"], *changed["target"]}:
        former, now = (each.get(node, nothing) for each in states)
        counted = [now] if is_unchanged(former["value"], now["value"]) else [former, now]
        words[node] = " → ".join(dict.fromkeys(passing_amount(each, view.unit, reader) for each in counted))
    return words


def is_unchanged(before: float, now: float) -> bool:
    """Return True if the difference of two amounts is below the threshold of a change."""
    return abs(now - before) < UNCHANGED * max(now, before)


def _label(name: str, amount: str, short: str) -> tuple[str, ...]:
    """Labels with an amount, in one or two lines.

    A name is shortened or cut before its amount is left out; an amount never appears without a name."""
    shorter = [f"{name[:length].rstrip()}{CUT}" for length in SHORTER if length < len(name) - 1]
    if short:
        shorter = [each for each in shorter if len(each) > len(short)] + [short]
    lines = [part for part in dict.fromkeys((name, _parted(name), _in_three(name))) if part]
    broken = _broken(amount)
    in_lines = [f"{part}\n{amount}" for part in lines]
    in_more = [f"{part}\n{broken}" for part in lines if broken != amount]
    # A full-width bracket includes the blank behind it.
    gap = "" if name.endswith("）") else GAP
    return (
        f"{name}{gap}{amount}",
        *in_lines,
        *in_more,
        *(f"{words}{GAP}{amount}" for words in shorter),
        *(
            f"{words}\n{each}"
            for words in shorter
            if len(words) <= NARROW
            for each in dict.fromkeys((amount, broken))
        ),
        short or name,
    )


def _parted(name: str) -> str:
    """Break a name into two lines: before its parenthesis, else between words with lines of similar length, in Chinese
    after a number with its measure word; empty if impossible."""
    before = name.find("（") if "（" in name else name.find(" (")
    if before < 0 and (counted := COUNTED.match(name)):
        before = counted.end()
    spaces = [place for place, letter in enumerate(name) if letter == " "] if name.isascii() else []
    places = [before] if before > 0 else spaces
    if not places:
        return ""
    place = min(places, key=lambda place: max(place, len(name) - place))
    return f"{name[:place]}\n{name[place:].strip()}"


def _broken(amount: str) -> str:
    """Break an amount into several lines: after an arrow, before a long unit of a range or after its dash, a long one
    before its unit."""
    ends, _, unit = amount.partition(" ")
    if "–" in ends and len(unit) >= LONG_UNIT and " → " not in amount:
        return f"{ends}\n{unit}"
    for sign, parted in ((" → ", " →\n"), ("–", "–\n")):
        if sign in amount:
            return amount.replace(sign, parted)
    return "\n".join(amount.rsplit(" ", 1)) if text_width(amount, 1.0) >= LONG else amount


def _in_three(name: str) -> str:
    """Break a name of three or more words into three lines of similar length; a Chinese name without another break is
    split in its middle; empty if impossible."""
    words = name.split(" ")
    if name.isascii() and len(words) >= FEW_WORDS:
        parts = [
            (" ".join(words[:a]), " ".join(words[a:b]), " ".join(words[b:]))
            for a in range(1, len(words) - 1)
            for b in range(a + 1, len(words))
        ]
        return "\n".join(min(parts, key=lambda each: max(map(len, each))))
    if CHINESE.fullmatch(name) and not COUNTED.match(name):
        middle = (len(name) + 1) // 2
        return f"{name[:middle]}\n{name[middle:]}"
    return ""


def ribbon_words(view: View, reader: Reader) -> pd.DataFrame:
    """Tooltip texts of each link: path, resource, amount and change."""
    names = node_names(view, reader)
    links, rows = view.links, view.links.to_dict("records")
    return pd.DataFrame(
        {
            "way": [
                f"{names[a]} → {names[b]}" for a, b in zip(links["source"], links["target"], strict=True)
            ],
            "resource": [resource_name(link, reader) for link in rows],
            "amount_text": [_link_amount(link, view.unit, reader) for link in rows],
            "change": [reader.text(CHANGES[change]) if change else "" for change in links["change"]],
        }
    )


def resource_name(link: dict, reader: Reader) -> str:
    """Name of the resource of a link."""
    if link["kind"] in LEFT_OVER:
        return (
            reader.text(N_("imbalance of the data")) if link["kind"] == RESIDUAL else reader.text(N_("stock"))
        )
    if not link["resource_id"]:
        return reader.text(N_("several resources"))
    if link["resource_id"].startswith("class:"):
        return reader.choice("resource_class", link["resource_class"])
    return reader.name(link["resource_en"], link["resource_zh"])


def _link_amount(link: dict, unit: str, reader: Reader) -> str:
    if not link["is_measured"]:
        return reader.text(N_("amount unknown"))
    if link["is_banded"]:
        if link["change"]:
            return reader.text(N_("known as a range only"))
        return reader.quantities(link["least"], link["most"], f"{unit}/yr")
    value, in_unit = recorded(link["value"], link["volume"], unit)
    spread = 0.0 if link["change"] or not link["value"] else link["spread"] / link["value"] * value
    return amount(value, spread, in_unit, reader)


def colour(group: str) -> str:
    """Colour of a resource class or a change."""
    return style.CHANGES.get(group) or style.CLASSES.get(group, style.MUTED)


def legend(view: View, reader: Reader, *, shows_spread: bool = False) -> list[tuple[str, str]]:
    """(colour, label) of each group shown, the largest first, then the meaning of light edges and dashes if shown."""
    totals = view.links.groupby("group")["value"].sum().sort_values(ascending=False)
    edges = [(style.RULE, reader.text(N_("Light edges: uncertainty of the amount")))] if shows_spread else []
    dashes = (
        [] if view.links["is_measured"].all() else [(style.PAPER, f"– – {reader.text(N_('amount unknown'))}")]
    )
    return [(colour(group), _group_name(group, reader)) for group in totals.index] + edges + dashes


def _group_name(group: str, reader: Reader) -> str:
    if group in CHANGES:
        change = CHANGES[group]
        return reader.text(change)
    if group in LEFT_OVER:
        return reader.text(N_("Unaccounted for")) if group == RESIDUAL else reader.text(N_("Stock"))
    if group == REST:
        return reader.text(N_("All others"))
    return reader.text(N_("Several classes")) if group == "other" else reader.choice("resource_class", group)
