"""Parks of a region side by side, potentials between them, challenges with actions, and the report for the province."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution import regions
from isdata.output import reports
from isdata.output.figures import ranked
from isdata.output.reports.region import region_report
from pages.common import cards, controls, pick, role
from pages.common.data import ask, cursor, deferred
from pages.common.language import _, names, reader

VIEWS = {"parks": _("Parks side by side"), "potentials": _("Between parks"), "challenges": _("Challenges")}

read, today = reader(), dt.date.today()
known = names(ask(regions.choices), "region_id")
with st.container(horizontal=True, vertical_alignment="center", key="selection_region"):
    region = pick.from_list(
        _("Region"),
        known,
        key="region",
        default="CN" if "CN" in known else None,
        label_visibility="collapsed",
        width=260,
    )
    view = pick.one_of(_("View"), VIEWS, key="region_view", label_visibility="collapsed")
viewer = role.viewer()
parks = ask(regions.parks_of_region, region_id=region, today=today, viewer=viewer)
challenges = ask(regions.challenges, region_id=region, today=today, viewer=viewer)


def amount(value: float) -> str:
    """A number, or a dash where it is unknown."""
    return "–" if pd.isna(value) else read.number(value)


def made(kind: str) -> bytes:
    """The report of the region."""
    report = region_report(
        known[region], parks, challenges, data_version=store.data_version(cursor()), day=today, read=read
    )
    return reports.docx(report) if kind == "docx" else reports.xlsx(report)


with st.grid(4, min_column_width=150):
    for label, name, definition in (
        (_("Companies"), "companies", _("Companies of all parks of the region.")),
        (_("Operating synergies"), "running", _("Synergies in operation.")),
        (
            _("Measures implemented"),
            "measures_done",
            _("Implemented or verified energy efficiency measures."),
        ),
        (_("Overdue actions"), "late_actions", _("Open actions whose due date has passed.")),
    ):
        cards.metric(label, read.number(int(parks[name].sum())), definition)
match view:
    case "parks":
        for place, (label, name, words) in zip(
            st.columns(3),
            (
                (_("Waste reused"), "used_share", read.percent),
                (_("CO2 saved [t/yr]"), "co2_saved", read.number),
                (_("Operating synergies"), "running", read.number),
            ),
            strict=True,
        ):
            bars = pd.DataFrame(
                {
                    "name": read.names(parks),
                    "amount": parks[name],
                    "words": ["–" if pd.isna(value) else words(value) for value in parks[name]],
                }
            )
            with place:
                st.subheader(label, anchor=False)
                st.altair_chart(
                    ranked.bars(bars, read, room=1.45, is_large=controls.is_projected()),
                    alt=_("{figure} of each park", figure=label),
                )
        st.dataframe(
            pd.DataFrame(
                {
                    _("Park"): read.names(parks),
                    _("Region"): read.names(parks, "region"),
                    _("Companies"): parks["companies"],
                    _("SMEs"): parks["smes"],
                    _("Year"): [amount(year) if pd.isna(year) else str(int(year)) for year in parks["year"]],
                    _("Waste reused"): [
                        "–" if pd.isna(share) else read.percent(share) for share in parks["used_share"]
                    ],
                    _("Synergies"): parks["synergies"],
                    _("Operating synergies"): parks["running"],
                    _("CO2 saved [t/yr]"): [amount(value) for value in parks["co2_saved"]],
                    _("Measures implemented"): parks["measures_done"],
                    _("Open actions"): parks["open_actions"],
                }
            ),
            hide_index=True,
            height="content",
            alt=_("Parks of the region with their indicators"),
        )
        st.caption(_("A dash is an unknown value, not zero. Values are of each park's newest year."))
    case "potentials":
        found = ask(regions.potentials, region_id=str(region), viewer=viewer).head(100)
        if found.empty:
            st.info(_("No feasible exchange between parks of this region."), icon=":material/info:")
        else:
            st.dataframe(
                pd.DataFrame(
                    {
                        _("From"): read.names(found, "supply_park"),
                        _("To"): read.names(found, "demand_park"),
                        _("Resource"): read.names(found, "supply_resource"),
                        _("Distance"): [read.amount(value, "km") for value in found["distance"]],
                        _("Score"): [read.number(value, digits=2) for value in found["score"]],
                    }
                ),
                hide_index=True,
                alt=_("Possible exchanges between parks"),
            )
    case _:
        st.dataframe(
            pd.DataFrame(
                {
                    _("Challenge"): [read.half(text) for text in challenges["challenge"]],
                    _("Parks"): challenges["parks"],
                    _("Open actions"): challenges["open_actions"],
                    _("Overdue"): challenges["late_actions"],
                    _("Done"): challenges["done_actions"],
                    _("Next due date"): [
                        read.date(day) if pd.notna(day) else "–" for day in challenges["next_due"]
                    ],
                }
            ),
            hide_index=True,
            height="content",
            alt=_("Challenges of the parks with the actions that answer them"),
        )
with st.container(horizontal=True):
    for kind, label in (("docx", _("Report (Word)")), ("xlsx", _("Report (Excel)"))):
        st.download_button(
            label,
            data=deferred(lambda kind=kind: made(kind)),
            file_name=f"region-{region}.{kind}",
            icon=":material/description:",
            on_click="ignore",
            key=f"region_{kind}",
        )
