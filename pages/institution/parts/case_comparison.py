"""Comparison of the attributes of cases and of this park."""

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.institution import cases
from pages.common import charts, park_facts, pick, role, screen, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.common.selection import Line

MOST = 4  # number of cases side by side


def compare(line: Line) -> None:
    """Compare the park with the cases chosen in the line; unpublished values remain unknown."""
    read, park, viewer = reader(), park_id(), role.viewer()
    found = ask(cases.distances, park_id=park, viewer=viewer)
    own = ask(cases.park_attributes, park_id=park, viewer=viewer)
    known = ask(cases.attributes)
    words = names(found, "case_id")
    with line.row:
        chosen = _chosen(words)
    listed = contracts.choices("case_attribute")
    distances = found[found["case_id"].isin(chosen) & found["distance"].notna()].sort_values("distance")
    if not distances.empty:
        shares = (1 - distances["distance"]).to_numpy()
        bars = {
            "name": [words[case] for case in distances["case_id"]],
            "amount": shares,
            "words": [read.percent(share) for share in shares],
        }
        st.subheader(_("Similarity to this park"), anchor=False)
        charts.bars(bars, alt=_("Similarity of each chosen case to this park"))
    if park_facts.about()["is_illustrative"]:
        st.caption(_("The column “{park}” holds illustrative, fictitious data.", park=_("This park")))
    columns = {_("Attribute"): [label[read.language] for label in listed.values()]}
    columns[_("This park")] = ["–" if name in cases.TAGS else _stated(own, name) for name in listed]
    for case in chosen:
        columns[words[case]] = [_stated(known.get(case, {}), name) for name in listed]
    # A plain table shows complete names of cases in its headings.
    with st.container(key="compared"):
        show.table(pd.DataFrame(columns), alt=_("Attributes of the park and of cases"))
    screen.screen()


def _chosen(words: dict[str, str]) -> list[str]:
    """Let the user choose the cases; a phone has space for one beside the park."""
    if screen.is_phone():
        return [pick.from_dropdown(_("Case"), words, key="compared_case", label_visibility="collapsed")]
    return pick.some_of(
        _("Cases"),
        words,
        key="compared_cases",
        default=list(words)[:3],
        most=MOST,
        label_visibility="collapsed",
    )


def _stated(attributes: dict[str, str], name: str) -> str:
    """Text of an attribute's value; an unknown one is stated as not published."""
    read, text = reader(), attributes.get(name)
    if text is None:
        return _("not published")
    if name == "topics":
        return read.listed(read.choice("topic", part.strip()) for part in text.split(";"))
    if name in cases.TAGS:
        return read.listed(read.choice(cases.TAGS[name], part.strip()) for part in text.split(";"))
    if name in cases.NUMBERS:
        return read.number(float(text))
    terms = {
        "park": _("park"),
        "city": _("city"),
        "province": _("province"),
        "national": _("national"),
        "symbiosis": _("industrial symbiosis"),
        "energy_network": _("energy efficiency network"),
        "assessment": _("assessment"),
    }
    return read.listed(terms.get(part.strip(), part.strip()) for part in text.split(";"))
