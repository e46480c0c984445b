"""The seven pillars of industrial parks: indicators, targets and progress of each, and the indicators of one."""

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.data.i18n import N_
from isdata.institution.presentation import PILLARS
from pages.common import charts, controls, navigation, role, screen, tables, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room
from pages.common.selection import Line
from pages.common.show import computed, end_of_presented, escaped
from pages.institution.parts import scorecard_view

# What an indicator of a pillar may measure, proposed where a park has none.
_PROPOSED = {
    1: N_("value added per area, free plots"),
    2: N_("links between companies, participating SMEs"),
    3: N_("solid waste utilisation rate, waste sent to landfill"),
    4: N_("energy and fresh water per value added"),
    5: N_("waste water and hazardous waste treated centrally"),
    6: N_("reclaimed water used, renewable energy generated"),
    7: N_("metered flow data, days from idea to decision"),
}


def show(line: Line) -> None:
    """Show the seven pillars, and the indicators of the chosen one."""
    if undisclosed.hides_records(park_id()):
        line.state(undisclosed.scope(park_id()))
        end_of_presented()
        return
    found = ask(institution.scorecard, park_id=park_id(), viewer=role.viewer())
    pillars = institution.pillars(found)
    line.state(*_stated(found, pillars), undisclosed.scope(park_id()))
    headline.state(title := _headline(pillars), is_on_page=True)
    if controls.is_projected():
        _bars(pillars, room.below(title))
        end_of_presented()
    chosen = _table(pillars)
    _indicators(found, chosen)
    computed(
        _(
            "At target and missed: latest values against the next target of the park. Unknown: without a value or a target; the other indicators are in progress. Mean progress: mean over the indicators of the pillar of the share of the way from the first recorded value to the next target; an indicator without an earlier value has none and is left out."
        )
    )


def _stated(found: pd.DataFrame, pillars: pd.DataFrame) -> list[str]:
    """Number of indicators of the pillars, and of those without a pillar."""
    inside, read = int(pillars["indicators"].sum()), reader()
    others = len(found) - inside
    return [
        ngettext("{count} indicator in the seven pillars", "{count} indicators in the seven pillars", inside),
        _("{count} of the success contract not included", count=read.number(others)) if others else "",
    ]


def _headline(pillars: pd.DataFrame) -> str:
    known = pillars["progress"].dropna()
    if known.empty:
        return ""
    least = int(known.idxmin())
    return _(
        "Least progress: pillar {pillar}, {share}",
        pillar=_(PILLARS[least]),
        share=reader().percent(float(known[least])),
    )


def _bars(pillars: pd.DataFrame, height: float) -> None:
    """Draw the mean progress of each pillar in a height [px], with its numbers of indicators."""
    rows = {
        "name": [_(name) for name in PILLARS.values()],
        "amount": pillars["progress"].to_numpy(),
        "words": [_words(row) for row in pillars.to_dict("records")],
    }
    charts.bars(
        rows,
        limit=(_("targets of the park"), 1.0),
        room=1.6,
        height=height,
        alt=_("Mean progress of each pillar to its targets"),
    )


def _words(row: dict) -> str:
    """Label of a pillar's bar: mean progress, and numbers of indicators by state."""
    if not row["indicators"]:
        return _("no indicator")
    read = reader()
    counts = {name: read.number(row[name]) for name in ("indicators", "reached", "missed", "unknown")}
    states = [
        _("{reached} of {indicators} at target", **counts),
        _("{missed} missed", **counts) if row["missed"] else "",
        _("{unknown} unknown", **counts) if row["unknown"] else "",
    ]
    share = read.percent(row["progress"])
    return f"{share} · {read.listed(filter(None, states))}"


def _table(pillars: pd.DataFrame) -> int:
    """List the seven pillars; return the chosen one, initially that with the least progress."""
    table: dict = {
        _("Pillar"): [_(name) for name in PILLARS.values()],
        _("Mean progress"): (100 * pillars["progress"]).to_list(),
        **_counts(pillars),
    }
    if (pillars["indicators"] == 0).any() and not screen.is_phone():
        table[_("To add, for example")] = [
            _(_PROPOSED[number]) if not count else "" for number, count in pillars["indicators"].items()
        ]
    place = tables.picked_row(
        pd.DataFrame(table),
        [str(number) for number in PILLARS],
        key="pillar",
        height="content",
        column_config={
            _("Mean progress"): tables.bar(tables.scaled(150)),
            **tables.texts({_("Pillar"): 290}),
        },
        alt=_("The seven pillars with number of indicators, targets and progress"),
    )
    return institution.weakest_pillar(pillars) if place is None else list(PILLARS)[place]


def _counts(pillars: pd.DataFrame) -> dict[str, list]:
    """Columns with the numbers of indicators by state; a phone has room for one."""
    if screen.is_phone():
        of_all = zip(pillars["reached"], pillars["indicators"], strict=True)
        return {_("At target"): [f"{reached} / {count}" for reached, count in of_all]}
    return {
        _("Indicators"): pillars["indicators"].to_list(),
        _("At target"): pillars["reached"].to_list(),
        _("Missed"): pillars["missed"].to_list(),
        _("Unknown"): pillars["unknown"].to_list(),
    }


def _indicators(found: pd.DataFrame, pillar: int) -> None:
    """Show the indicators of a pillar, or what to enter where there are none."""
    own = found[found["pillar"] == pillar] if len(found) else found
    if len(own) and own["target"].notna().any():
        scorecard_view.picture(own, _("Indicators of pillar {pillar}", pillar=escaped(_(PILLARS[pillar]))))
    else:
        screen.screen()
    if len(own):
        if without := reader().names(own[own["target"].isna()]):
            st.caption(_("Without a target: {names}", names=escaped(reader().listed(without))))
        return
    st.caption(
        _(
            "No indicator of pillar {pillar} is recorded. “Record values” computes it from the data, or adds it with values and targets.",
            pillar=_(PILLARS[pillar]),
        )
    )
    navigation.link(
        "indicators", _("Record values"), icon=":material/playlist_add_check:", indicator_view="record"
    )
