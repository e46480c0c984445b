"""Picture that answers the first question of a role."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.institution import regions
from isdata.institution.presentation import progress
from isdata.institution.scorecard import WASTE_USED, scorecard
from isdata.output.figures import overview, style
from isdata.park import parks
from pages.common import charts, controls, role, screen, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import headline, room
from pages.common.show import escaped
from pages.institution.parts import investor

_SHOWN = 8  # bars


def show(chosen: str) -> None:
    """Draw the picture of a role, or the stages of the synergies if it has none for this park or reader."""
    if not any(drawn() for drawn in _PICTURES.get(chosen, ())):
        _stages()


def _targets() -> bool:
    """Draw the targets of the park that are farthest from being reached; return False if there are none."""
    found = ask(scorecard, park_id=park_id(), viewer=role.viewer())
    if found.empty or found["target"].isna().all() or found["value"].isna().all():
        return False
    found, read = found[found["target"].notna()], reader()
    behind = found[found["gap"] > 0].sort_values("progress", kind="stable")
    named = undisclosed.without_hidden(behind, "name_en", "name_zh")
    open_ones = named.head(_SHOWN)
    title = _targets_title(found, named)
    _head(title)
    if not controls.is_projected():
        st.caption(
            _(
                "Share of the way from the first recorded value to the target; “Indicators” divides the latest value by the target."
            )
        )
    words = [
        progress(
            row["progress"],
            row["value"],
            row["target"],
            row["unit"],
            read,
            since=row["baseline_year"],
            year=row["target_year"],
        )
        for row in open_ones.to_dict("records")
    ]
    rows = {"name": read.names(open_ones), "amount": open_ones["progress"], "words": words}
    alt = _("Progress of the indicators that are farthest from their targets")
    has_line = screen.is_phone() or controls.is_projected()  # beside the key questions, labels need its space
    charts.bars(
        rows,
        alt=alt,
        total=len(named),
        limit=(_("target of the park"), 1.0) if has_line else None,
        room=2.2 if has_line else 2.8,
        looks=screen.bar_looks(),
        height=_height(title, room.NOTE),
    )
    return True


def _targets_title(found: pd.DataFrame, behind: pd.DataFrame) -> str:
    """Title with the number of targets reached, and the indicator with the least progress."""
    read = reader()
    reached = _(
        "{reached} of {total} targets of the park reached",
        reached=read.number(int((found["gap"] == 0).sum())),
        total=read.number(len(found)),
    )
    return read.clauses(
        [reached, _("least progress: {name}", name=read.names(behind)[0]) if len(behind) else ""]
    )


def _parks() -> bool:
    """Draw the share of waste reused by each park of the database; return False if not possible."""
    read = reader()
    found = ask(regions.parks_of_region, region_id=None, today=dt.date.today(), viewer=role.viewer())
    known = found.dropna(subset="used_share").sort_values("used_share", ascending=False)
    found = known.head(_SHOWN)
    if found.empty:
        return False
    here, others = _("this park"), _("other parks")
    own_year = next(iter(known.loc[known["park_id"] == park_id(), "year"]), None)  # the heading states it
    rows = {
        "name": read.names(found),
        "amount": found["used_share"].to_numpy(),
        "words": [_used(row, own_year) for row in found.to_dict("records")],
        "state": [here if name == park_id() else others for name in found["park_id"]],
    }
    _head(_place(known))
    charts.bars(
        rows,
        alt=_("Utilisation rate of waste and by-products of each park"),
        total=len(known),
        colours={here: style.ACCENT, others: style.RULE},
        room=2.0,
        looks=screen.bar_looks(),
    )
    return True


def _height(title: str, more: float = 0.0) -> float:
    """Height of a presented picture below its title and the key figures, with `more` above it. [px]"""
    return room.below(title) - room.TILES - more


def _head(words: str) -> None:
    """Show the answer of a picture: as title when presented, else as heading above the picture."""
    if controls.is_projected():
        headline.state(words)
    else:
        st.subheader(escaped(words), anchor=False)


def _place(known: pd.DataFrame) -> str:
    """Text of the share of waste reused by this park, and its rank among the parks, highest share first."""
    own, read = known[known["park_id"] == park_id()], reader()
    if own.empty:
        return _("Solid waste utilisation rate of each park")
    row = own.iloc[0]
    return _(
        "Solid waste utilisation rate {share}, {year}: rank {place} of {count} parks",
        share=read.percent(row["used_share"]),
        year=str(int(row["year"])),
        place=read.number(regions.rank(known, park_id())),
        count=read.number(len(known)),
    )


def _used(park: dict[str, Any], stated: float | None) -> str:
    """Text of the share of waste reused by a park in its newest year, the amounts, and the year unless `stated`."""
    read = reader()
    words = {
        "share": read.percent(park["used_share"]),
        "used": read.quantity(park["waste_used"], "t/yr"),
        "whole": read.quantity(park["waste"], "t/yr"),
    }
    if park["year"] == stated:
        return _("{share} · {used} of {whole}", **words)
    return _("{share} · {used} of {whole}, {year}", year=str(int(park["year"])), **words)


def _recorded() -> bool:
    """Draw the recorded share of reused solid waste of all companies by year with its target; return False if none."""
    found = ask(scorecard, park_id=park_id(), viewer=role.viewer())
    if WASTE_USED not in found.index or len(found.loc[WASTE_USED, "years"]) < 2:
        return False
    own, read = found.loc[WASTE_USED], reader()
    words = [read.amount(value, own["unit"]) for value in own["values"]]
    title = _("Solid waste utilisation rate {share}, {year}", share=words[-1], year=str(own["years"][-1]))
    goal = {"target": read.amount(own["target"], own["unit"]), "year": own["target_year"]}
    _head(title)
    charts.bars(
        {"name": [str(year) for year in own["years"]], "amount": own["values"], "words": words},
        alt=_("Solid waste utilisation rate by year"),
        limit=None
        if pd.isna(own["target"])
        else (_("target {year}: {target}", **goal), float(own["target"])),
        looks=screen.bar_looks(),
        height=_height(title),
    )
    return True


def _stages() -> None:
    """Draw the synergies of the park by stage."""
    stages = ask(parks.stages, park_id=park_id())
    if stages.empty:
        return
    read, known = reader(), stages.set_index("stage")["synergies"]
    running = read.number(int(known.get("operation", 0)))
    title = read.plural(
        "{count} synergy by stage, {running} in operation",
        "{count} synergies by stage, {running} in operation",
        int(known.sum()),
        running=running,
    )
    _head(title)
    charts.draw(
        overview.stages(stages, charts.reader()),
        alt=_("Number of synergies in each stage from idea to operation"),
        height=_height(title),
    )


_PICTURES: Mapping[str, tuple[Callable[[], bool], ...]] = {
    "administration": (_targets,),
    # A presentation does not include the flows of all companies.
    "municipality": (_parks, _recorded, _targets),
    "investor": (lambda: investor.largest(park_id(), _head),),
}
