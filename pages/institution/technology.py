"""Technologies: treatment steps and who offers them, matched to the park's supplies and demands."""

from collections.abc import Sized

import pandas as pd
import streamlit as st

from isdata.institution import platform
from isdata.output.figures import ranked, style
from pages.common import cards, controls, navigation, pick, role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader

SCOPES = {"park": _("Fit this park"), "all": _("All")}

read = reader()
found = ask(platform.technologies, park_id=park_id(), viewer=role.viewer())
fits = (found["supplies"] > 0) | (found["demands"] > 0)
offers = [each if isinstance(each, Sized) else () for each in found["providers"]]
both_ends = (found["supplies"] > 0) & (found["demands"] > 0)
has_provider = pd.Series([bool(len(known)) for known in offers], index=found.index)

with st.grid(4, min_column_width=150):
    for label, which, definition in (
        (_("Technologies"), fits | ~fits, _("Treatment steps in the library.")),
        (_("Fit this park"), fits, _("Take a supply of the park or make what is in demand there.")),
        (_("Close a chain"), both_ends, _("Take a supply of the park and make what another site wants.")),
        (_("With a provider"), has_provider, _("At least one provider is recorded.")),
    ):
        cards.metric(label, read.number(int(which.sum())), definition)
first = found[fits].assign(streams=found["supplies"] + found["demands"], closes=both_ends)
first = first.sort_values(["closes", "streams"], ascending=False, kind="stable").head(12)
if len(first):
    colours = {_("closes a chain"): style.ACCENT, _("fits one end"): style.RULE}
    ends = list(colours)
    bars = pd.DataFrame(
        {
            "name": read.names(first),
            "amount": first["streams"].to_numpy(),
            "words": [
                _(
                    "{input} → {output} · {supplies} supplies, {demands} demands",
                    input=into,
                    output=out,
                    supplies=read.number(row["supplies"]),
                    demands=read.number(row["demands"]),
                )
                for into, out, row in zip(
                    read.names(first, "input"),
                    read.names(first, "output"),
                    first.to_dict("records"),
                    strict=True,
                )
            ],
            "state": [ends[0 if closes else 1] for closes in first["closes"]],
        }
    )
    st.altair_chart(
        ranked.bars(bars, read, colours=colours, room=2.2, is_large=controls.is_projected()),
        alt=_("Technologies that fit most supplies and demands of the park"),
    )
else:
    st.info(
        _("No technology fits the supplies and demands of this park yet. Enter supplies and demands first."),
        icon=":material/info:",
    )
scope = pick.one_of(_("Show"), SCOPES, key="technology_scope", label_visibility="collapsed")
rows = found[fits] if scope == "park" else found


def offered(row: dict) -> str:
    """Providers of a step, or else the kind of company that offers it."""
    known = [read.name(one["name_en"], one["name_zh"]) for one in offers[row["place"]]]
    return read.listed(known) if known else read.half(row["provider"]) or "–"


st.dataframe(
    pd.DataFrame(
        {
            _("Technology"): read.names(rows),
            _("Input"): read.names(rows, "input"),
            _("Supplies in the park"): rows["supplies"],
            _("Output"): read.names(rows, "output"),
            _("Demands in the park"): rows["demands"],
            _("Providers"): [offered(row) for row in rows.assign(place=rows.index).to_dict("records")],
            _("Permit required"): [_("yes") if needed else _("no") for needed in rows["needs_permit"]],
            _("Source"): [read.half(source) for source in rows["source"]],
        }
    ),
    hide_index=True,
    alt=_("Technologies with the supplies and demands of the park that they fit"),
)
with st.container(horizontal=True):
    navigation.link("matches", _("Exchanges by treatment"), icon=":material/join_inner:")
    navigation.link(
        "tables", _("Enter technologies and providers"), icon=":material/edit_note:", table="provider"
    )
