"""The picture that answers a role's first question."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from isdata.institution import regions
from isdata.institution.presentation import progress
from isdata.institution.scorecard import scorecard
from isdata.output.figures import overview, style
from isdata.park import parks
from pages.common import charts, role, screen, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader

_SHOWN = 8  # bars


def show(chosen: str) -> None:
    """Draw the picture of a role, or the stages of the synergies where it has none for this park or reader."""
    if not _PICTURES.get(chosen, lambda: False)():
        _stages()


def _targets() -> bool:
    """Targets of the park that are farthest from being reached."""
    found = ask(scorecard, park_id=park_id(), viewer=role.viewer())
    if found.empty or found["target"].isna().all() or found["value"].isna().all():
        return False
    found, read = found[found["target"].notna()], reader()
    behind = found[found["gap"] > 0].sort_values("progress", kind="stable")
    named = undisclosed.without_hidden(behind, "name_en", "name_zh")
    open_ones = named.head(_SHOWN)
    st.subheader(
        _(
            "{reached} of {total} targets reached; farthest from theirs",
            reached=read.number(int((found["gap"] == 0).sum())),
            total=read.number(len(found)),
        ),
        anchor=False,
    )
    words = [
        progress(row["progress"], row["value"], row["target"], row["unit"], read, since=row["baseline_year"])
        for row in open_ones.to_dict("records")
    ]
    rows = {"name": read.names(open_ones), "amount": open_ones["progress"], "words": words}
    alt = _("Progress of the indicators that are farthest from their targets")
    charts.bars(rows, alt=alt, total=len(named), room=2.3, looks=screen.bar_looks())
    return True


def _parks() -> bool:
    """Waste that each park of the database uses again."""
    read = reader()
    found = ask(regions.parks_of_region, region_id=None, today=dt.date.today(), viewer=role.viewer())
    known = found.dropna(subset="used_share").sort_values("used_share", ascending=False)
    found = known.head(_SHOWN)
    if found.empty:
        return False
    here, others = _("this park"), _("other parks")
    rows = {
        "name": read.names(found),
        "amount": found["used_share"].to_numpy(),
        "words": [
            " · ".join([read.percent(row["used_share"]), _amounts(row)]) for row in found.to_dict("records")
        ],
        "state": [here if name == park_id() else others for name in found["park_id"]],
    }
    st.subheader(_("Waste used by park, by flows"), anchor=False)
    charts.bars(
        rows,
        alt=_("Share of waste and by-products that each park uses again"),
        total=len(known),
        colours={here: style.ACCENT, others: style.RULE},
        room=2.0,
        looks=screen.bar_looks(),
    )
    return True


def _amounts(park: dict[str, Any]) -> str:
    """Waste that a park uses again, of what becomes waste in it."""
    read = reader()
    return _(
        "{used} of {whole}",
        used=read.quantity(park["waste_used"], "t/yr"),
        whole=read.quantity(park["waste"], "t/yr"),
    )


def _stages() -> None:
    """Synergies of the park by stage."""
    stages = ask(parks.stages, park_id=park_id())
    if stages.empty:
        return
    st.subheader(_("Synergies by stage"), anchor=False)
    charts.draw(
        overview.stages(stages, charts.reader()),
        alt=_("Number of synergies in each stage from idea to operation"),
    )


_PICTURES: Mapping[str, Callable[[], bool]] = {
    "administration": _targets,
    "municipality": _parks,
}
