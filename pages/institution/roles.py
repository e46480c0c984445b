"""Key figures for a company, a small company, the administration, the municipality or an investor."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
import streamlit as st

from isdata.institution import regions, service_platform
from isdata.institution.scorecard import WASTE_USED, recorded_share
from isdata.park import parks
from pages.common import cards, controls, match_order, navigation, park_facts, role, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.show import missing_data
from pages.institution.parts import investor, own_match_bars, own_matches, role_picture


class Figure(NamedTuple):
    """A key figure: label, value as text, and definition."""

    label: str
    value: str
    definition: str


def figures() -> Mapping[str, Figure]:
    """Key figures of the park by name; undisclosed ones are left out."""
    about = ask(parks.summary, park_id=park_id()).iloc[0]

    def count(name):
        return reader().number(int(about[name]) if pd.notna(about[name]) else 0)

    found = {
        "streams": Figure(
            _("Supplies and demands"), count("streams"), _("Recorded in the park, open to exchange.")
        ),
        "running": Figure(_("Operating synergies"), count("running"), _("Synergies in operation.")),
        "synergies": Figure(
            _("Synergies"), count("synergies"), _("Synergies at any stage, ended ones included.")
        ),
        "measures_done": Figure(
            _("Measures implemented"),
            count("measures_done"),
            _("Implemented or verified energy efficiency measures."),
        ),
        "measures_ahead": Figure(
            _("Planned measures"), count("measures_ahead"), _("Measures from idea to decision.")
        ),
        "smes": Figure(_("SMEs"), count("smes"), _("Small and medium-sized companies of the park.")),
        "companies": Figure(_("Companies"), count("companies"), _("Companies of the park.")),
    }
    own = ask(regions.parks_of_region, region_id=None, today=dt.date.today(), viewer=role.viewer())
    own = own[own["park_id"] == park_id()]
    return found | (_recorded() if own.empty else _of_year(own.iloc[0]))


def _recorded() -> dict[str, Figure]:
    """Share of waste used recorded for all companies, for readers who do not see all of them; empty without it."""
    year = next(iter(park_facts.years()), 0)
    asked = {"indicator_id": WASTE_USED, "park_id": park_id(), "year": year}
    share = ask(recorded_share, **asked, viewer=role.viewer())
    if pd.isna(share):
        return {}
    words = _("Solid waste utilisation rate"), reader().percent(share, digits=1)
    return {"used": Figure(*words, _("{year}, recorded for all companies", year=str(year)))}


def _of_year(row: pd.Series) -> dict[str, Figure]:
    """Figures of the newest year of the park, a row of `regions.parks_of_region`, and its open requests."""
    read = reader()
    services = ask(service_platform.services, park_id=park_id(), today=dt.date.today())

    def known(value, words):
        return "–" if pd.isna(value) else words(value)

    return {
        "late": Figure(
            _("Overdue actions"),
            known(row["late_actions"], read.number),
            _("Open actions whose due date has passed."),
        ),
        "requests": Figure(
            _("Requests not done"),
            read.number(int(services["open_requests"].sum())),
            _("Open requests, excluding completed and declined ones."),
        ),
        "jobs": Figure(_("Jobs"), known(row["jobs"], read.number), _("Jobs of operating synergies.")),
        "co2": Figure(
            _("CO2 saved [t/yr]"),
            known(row["co2_saved"], read.number),
            _("Achieved by operating synergies; a dash means unknown."),
        ),
        "used": Figure(
            _("Waste utilisation rate by flows"),
            known(row["used_share"], read.percent),
            _(
                "Share of waste and by-products stated in tonnes, in the latest year; unknown where no disposal is recorded."
            ),
        ),
    }


VIEWS = {
    "company": _("Company"),
    "sme": _("Small company"),
    "administration": _("Administration"),
    "municipality": _("Municipality"),
    "investor": _("Private investor"),
}
FIRST = {
    "company": ("streams", "running", "measures_done"),
    "sme": ("smes", "streams", "requests"),
    "administration": ("late", "requests", "running", "companies"),
    "municipality": ("jobs", "co2", "used", "companies"),
    "investor": ("measures_ahead", "synergies", "running"),
}
QUESTIONS = {
    "company": {
        "matches": _("Who can use my by-products, and who has what I need?"),
        "energy": _("Which measures pay back at companies like mine?"),
        "synergy": _("What is the status of my synergies?"),
        "joint_report": _("What do I state in the joint report?"),
    },
    "sme": {
        "services": _("What does the administration offer me?"),
        "uses": _("What could my by-product be used for?"),
        "matches": _("Which company nearby would accept small amounts?"),
        "sharing": _("What could I use jointly with others?"),
        "problems": _("Which problems do other companies have in common?"),
    },
    "administration": {
        "meetings": _("Which actions are due?"),
        "newcomers": _("Which newcomer meets the limits of the park?"),
        "risks": _("Which risks need a treatment?"),
        "indicators": _("How close are targets and standards?"),
        "joint_report": _("Which companies have submitted the sheet?"),
    },
    "municipality": {
        "regions": _("How do the parks of the region compare?"),
        "indicators": _("How close are targets and standards?"),
        "map": _("Where are sites, synergies and free plots?"),
        "cases": _("What did comparable parks achieve?"),
    },
    "investor": {
        "investors": _("What are the return, the cover ratio and the probability of a loss?"),
        "plan": _("Which measures are best within a budget?"),
        "certainty": _("What drives the value?"),
        "risks": _("Which risks are known, and who owns them?"),
        "board": _("Which synergies are ready to be financed?"),
    },
}


def _headline(company: own_matches.Company) -> str:
    """Headline on the matches of a company."""
    feasible, blocked = (count for _label, count, _definition in own_matches.figures(company)[:2])
    return ngettext(
        "{company}: {count} feasible match, {blocked} blocked",
        "{company}: {count} feasible matches, {blocked} blocked",
        feasible,
        company=company.name,
        blocked=reader().number(blocked),
    )


line = selection.line("roles")
chosen = line.view(VIEWS, key="reader_role", is_long=True)
with line.row:
    company = own_matches.choose(is_small=chosen == "sme") if chosen in ("company", "sme") else None
if not company:  # stated by the choices beside the line and by the presentation title
    line.state(VIEWS[chosen], park_facts.name(park_id()))
if company:
    headline.state(_headline(company), is_on_page=not screen.is_phone())
    shown = [
        Figure(label, reader().number(count), definition)
        for label, count, definition in own_matches.figures(company)
    ]
elif chosen == "investor" and (returns := investor.figures(park_id())):
    shown = [Figure(*each) for each in returns]
else:
    known = figures()
    shown = [known[name] for name in FIRST[chosen] if name in known]
if not company and all(figure.value in ("0", "–") for figure in shown):
    missing_data(_("No data for this park yet. Enter companies, flows and synergies first."))
    navigation.link("data", _("Import data: workbook or folder"), icon=":material/upload:")
else:
    with st.grid(max(len(shown), 2), min_column_width=150):
        for figure in shown:
            cards.metric(figure.label, figure.value, figure.definition)
screen.screen()  # a phone has different widths
# The questions are links, which are useless when presented.
left, right = (st.container(), None) if controls.is_projected() else st.columns([3, 2], gap="large")
with left:
    if company:
        once(own_match_bars.show_feasible, company)
        if not controls.is_projected():  # stated with the note on the bars there
            match_order.note_left_out({"park_id": park_id()})
        once(own_matches.show_best_blocked if controls.is_projected() else own_matches.show_blocked, company)
    else:
        role_picture.show(chosen)
if right:
    with right:
        st.subheader(_("Key questions"), anchor=False)
        for page, question in QUESTIONS[chosen].items():
            navigation.link(page, question, icon=":material/arrow_forward:")
        if company:
            own_matches.link_synergies(company)
