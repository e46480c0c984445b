"""Pictures of published uses and substitutes of a resource, and of the streams of a plant type, as curves to names."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.output.figures import branch_diagram, style
from isdata.symbiosis.matching import published_uses
from pages.common import charts, screen
from pages.common.language import _, reader
from pages.common.presenting import room

_LEGEND = 60  # height of the legend above a presented picture [px]


def uses(
    direction: str,
    found: pd.DataFrame,
    own: Mapping[str, str],
    resource_id: str,
    *,
    width: float,
    height: float,
    is_brief: bool,
    alt: str,
) -> None:
    """Draw the uses or substitutes of a resource by maturity.

    Parameters
    ----------
    direction : "for" or "instead"
    found : DataFrame
        Rows of `uses.sql`.
    own : mapping of str to str
        Names of the resources by id.
    resource_id : str
    width : float
        Of the picture. [px]
    height : float
        Of a presented picture, else 0. [px]
    is_brief : bool
        Without share, treatment and countries of each use.
    alt : str
        Alternative text.
    """
    read = reader()
    ends = _ends(direction, found, own, resource_id, is_brief=is_brief)
    shades = (style.ACCENT, style.PALETTE[2], style.PALETTE[1])
    colours = {
        read.choice("maturity", name): shade
        for name, shade in zip(contracts.choices("maturity"), shades, strict=False)
    }
    if height and len(ends) > branch_diagram.MOST:
        height -= room.NOTE
    size = (
        {"in_hall": height - _LEGEND}
        if charts.is_in_hall()
        else {"in_hall": 140.0}
        if screen.is_phone()
        else {}
    )
    charts.draw(
        branch_diagram.branch_diagram(
            own[resource_id], (), ends, charts.reader(), colours=colours, width=width / charts.scale(), **size
        ),
        alt=alt,
        height=height,
    )
    if len(ends) > branch_diagram.MOST:
        counted = {"shown": read.number(branch_diagram.MOST), "count": read.number(len(ends))}
        st.caption(
            _("The picture shows the first {shown} of {count} uses; the table lists all.", **counted)
            if direction == "for"
            else _(
                "The picture shows the first {shown} of {count} substitutes; the table lists all.", **counted
            )
        )


def _ends(
    direction: str, found: pd.DataFrame, own: Mapping[str, str], resource_id: str, *, is_brief: bool
) -> list[branch_diagram.End]:
    """One end per use, regardless of what it replaces, or per substitute."""
    read, other = reader(), published_uses.DIRECTIONS[direction][1]
    found = found.assign(process=found["process"].map(read.half))
    merged = published_uses.merged_uses(found, direction)
    others = published_uses.counterparts(found, direction, own)
    details = [""] * len(merged) if is_brief else published_uses.details(merged, read)
    return [
        branch_diagram.End(
            row["process"] if direction == "for" else own.get(row[other], "–"),
            _note(direction, row["process"], each, own[resource_id]),
            read.choice("maturity", row["maturity"]),
            detail,
        )
        for row, each, detail in zip(merged.to_dict("records"), others, details, strict=True)
    ]


def _note(direction: str, process: str, others: Sequence[str], resource: str) -> str:
    """Text of the resource replaced by a use, or of a substitute's uses; empty if equal to the name of use or resource."""
    if direction != "for":
        return reader().listed(others)
    named = [each for each in others if each not in (process, resource)]
    if not named:
        return ""
    return _("replaces {good}", good=reader().listed(map(published_uses.in_sentence, named)))


def plant(title: str, streams: pd.DataFrame, own: Mapping[str, str], *, alt: str) -> None:
    """Draw the resources that a plant type needs and supplies, with their names by id."""
    read = reader()
    sides = {
        side: [
            branch_diagram.End(own.get(row["resource_id"], "–"), "", read.choice("direction", side))
            for row in streams[streams["direction"] == side].drop_duplicates("resource_id").to_dict("records")
        ]
        for side in ("demand", "supply")
    }
    colours = {
        read.choice("direction", "demand"): style.PALETTE[2],
        read.choice("direction", "supply"): style.ACCENT,
    }
    charts.draw(
        branch_diagram.branch_diagram(
            title, sides["demand"], sides["supply"], charts.reader(), colours=colours
        ),
        alt=alt,
    )
