"""About: methods, factors, the data dictionary, the words used, and sources."""

import pandas as pd
import streamlit as st

from isdata import contracts, methods
from pages.common import address
from pages.common.data import ask
from pages.common.language import _, reader

read = reader()
sections = {
    "methods": _("Methods"),
    "factors": _("Factors"),
    "tables": _("Data dictionary"),
    "words": _("Words"),
    "sources": _("Sources and licence"),
}

section = address.one_of(_("Section"), sections, key="about")

if section == "methods":
    for method in methods.METHODS:
        with st.container(border=True):
            st.markdown(f"##### {_(method.title)}")
            st.markdown(_(method.text))
            st.latex(method.formula)
            st.caption(_("Source: {source}", source=method.source))

if section == "factors":
    factors = ask(methods.factors)
    if factors.empty:
        st.info(_("No factors are stored. Import them with the table “factor”."), icon=":material/info:")
    else:
        resources = zip(factors["resource_en"], factors["resource_zh"], strict=True)
        regions = zip(factors["region_en"], factors["region_zh"], strict=True)
        st.dataframe(
            pd.DataFrame(
                {
                    _("Of what"): [read.choice("factor_kind", kind) for kind in factors["factor_kind"]],
                    _("Resource"): [read.name(*names) for names in resources],
                    _("Region"): [read.name(*names) for names in regions],
                    _("Year"): factors["year"].astype("Int64").astype("string"),
                    _("Value"): factors["value"],
                    _("Unit"): factors["unit"],
                    _("Method"): factors["method"],
                    _("Source"): factors["source"],
                    _("Note"): factors["note"],
                }
            ),
            hide_index=True,
            height=640,
            alt=_("Published factors with unit, region, year and source"),
        )

if section == "tables":
    tables = contracts.tables()
    address.remembered("table", tables, "flow")
    name = st.selectbox(
        _("Table"),
        list(tables),
        format_func=lambda table: f"{tables[table].label[read.language]} ({table})",
        key="table",
        persist_state="session",
    )
    address.keep("table")
    table = tables[name]
    st.markdown(table.grain[read.language])
    yes = {"yes": _("yes"), "either": _("in one language"), "no": ""}
    st.dataframe(
        pd.DataFrame(
            [
                {
                    _("Column"): column.name,
                    _("Label"): column.label[read.language],
                    _("Meaning"): column.meaning[read.language],
                    _("Unit"): column.unit,
                    _("Required"): yes[column.required],
                    _("May be"): ", ".join(
                        word[read.language] for word in contracts.choices(column.choices).values()
                    )
                    if column.choices
                    else "",
                    _("Example"): column.example,
                }
                for column in table.columns
            ]
        ),
        hide_index=True,
        alt=_("Columns of the table, with their meaning and unit"),
    )

if section == "words":
    st.dataframe(
        pd.DataFrame(
            {
                _("Word"): [word[read.language] for word, _meaning in contracts.glossary()],
                _("Meaning"): [meaning[read.language] for _word, meaning in contracts.glossary()],
                _("In the other language"): [
                    word["en" if read.language == "zh" else "zh"] for word, _meaning in contracts.glossary()
                ],
            }
        ),
        hide_index=True,
        height="content",
        alt=_("The words used, with their meaning"),
    )

if section == "sources":
    st.markdown(
        _(
            "The product is built from the case study “Pathways to industrial symbiosis in China” of the GIZ "
            "programme Energy Policy and Energy Efficiency. The park of Kalundborg is real; each of its figures "
            "carries its source. Chengdu, Kunshan and Dayawan are illustrative: their companies, flows and measures "
            "were invented, and only the published totals of the energy efficiency networks are facts."
        )
    )
    st.markdown(
        _(
            "isdata is free software under the Apache License 2.0. It is not affiliated with the GitHub group "
            "“isdata-org”, with GIZ, or with any of the parks."
        )
    )
