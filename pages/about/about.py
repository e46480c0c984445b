"""About: what is computed, methods, factors, the data dictionary, the words used, and sources."""

import pandas as pd
import streamlit as st

from isdata.data import contracts, methods
from pages.about.parts import summary
from pages.common import pick, screen
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.show import info
from pages.common.tables import show_rows

read = reader()
sections = {
    "summary": _("What is computed"),
    "methods": _("Methods"),
    "factors": _("Factors"),
    "tables": _("Data dictionary"),
    "words": _("Glossary"),
    "sources": _("Sources and licence"),
}

section = pick.one_of(_("Section"), sections, key="about", label_visibility="collapsed")

if section == "summary":
    summary.show()

if section == "methods":
    cards = st.grid(2, min_column_width=420)
    for method in methods.METHODS:
        with cards.container(border=True, height="stretch"):
            st.markdown(f"##### {_(method.title)}")
            st.markdown(_(method.text))
            st.latex(method.formula)
            units = _("Symbols and units: {units}", units=_(method.units)) if method.units else ""
            st.caption("  \n".join(filter(None, [units, _("Source: {source}", source=method.source)])))

if section == "factors":
    factors = ask(methods.factors)
    if factors.empty:
        info(_("No factors are stored. Import them with the table “factor”."))
    else:
        known = factors.astype(object).where(factors.notna(), None)
        screen.screen()
        # A factor is its value: on a phone it stands beside the resource.
        first = [_("Resource"), _("Value"), _("Year"), _("Type"), read.column("factor", "region_id")]
        order = [*first, _("Method"), _("Source"), _("Note")] if screen.is_phone() else None
        show_rows(
            pd.DataFrame(
                {
                    _("Type"): [read.choice("factor_kind", kind) for kind in known["factor_kind"]],
                    _("Resource"): [
                        read.choice("transport_mode", mode) if mode else resource
                        for mode, resource in zip(
                            known["transport_mode"], read.names(known, "resource"), strict=True
                        )
                    ],
                    read.column("factor", "region_id"): read.names(known, "region"),
                    _("Year"): factors["year"].astype("Int64").astype("string"),
                    _("Value"): [
                        read.as_published(value, unit)
                        for value, unit in zip(known["value"], known["unit"], strict=True)
                    ],
                    _("Method"): [
                        read.choice("factor_method", method) if method else "" for method in known["method"]
                    ],
                    _("Source"): [read.half(source) for source in known["source"]],
                    _("Note"): [read.half(note) for note in known["note"]],
                }
            ).replace("", None),
            height=640,
            lines=3,
            column_order=order,
            column_config={
                _("Type"): st.column_config.TextColumn(width=130, pinned=not screen.is_phone()),
                _("Resource"): st.column_config.TextColumn(width=110),
                read.column("factor", "region_id"): st.column_config.TextColumn(width=110),
                _("Year"): st.column_config.TextColumn(width=60),
                _("Value"): st.column_config.TextColumn(width=150, alignment="right"),
                _("Method"): st.column_config.TextColumn(width=140),
                _("Source"): st.column_config.TextColumn(width=270),
                _("Note"): st.column_config.TextColumn(width=270),
            },
            alt=_("Published factors with unit, region, year and source"),
        )

if section == "tables":
    tables = contracts.tables()
    words = {table: read.noted(about.label[read.language], table) for table, about in tables.items()}
    name = pick.from_list(_("Table"), words, key="table", default="flow")
    table = tables[name]
    st.markdown(table.grain[read.language])
    yes = {"yes": _("yes"), "either": _("in one language"), "no": ""}
    show_rows(
        pd.DataFrame(
            [
                {
                    _("Column"): column.name,
                    _("Label"): column.label[read.language],
                    _("Meaning"): column.meaning[read.language],
                    _("Unit"): column.unit,
                    _("Required"): yes[column.required],
                    _("Choices"): read.listed(
                        word[read.language] for word in contracts.choices(column.choices).values()
                    )
                    if column.choices
                    else "",
                    _("Example"): column.example,
                }
                for column in table.columns
            ]
        ),
        alt=_("Columns of the table with meaning and unit"),
    )

if section == "words":
    show_rows(
        {
            _("Term"): [word[read.language] for word, _meaning in contracts.glossary()],
            _("Meaning"): [meaning[read.language] for _word, meaning in contracts.glossary()],
            _("Other language"): [
                word["en" if read.language == "zh" else "zh"] for word, _meaning in contracts.glossary()
            ],
        },
        height="content",
        alt=_("Terms and definitions"),
    )

if section == "sources":
    st.markdown(
        _(
            "isdata is based on the case study “Pathways to industrial symbiosis in China” of the GIZ "
            "programme Energy Policy and Energy Efficiency. Kalundborg is a real park; all its data have "
            "sources. Chengdu, Kunshan and Dayawan are illustrative: companies, flows and measures are "
            "fictitious, only the published totals of the energy efficiency networks are real."
        )
    )
    st.markdown(
        _(
            "isdata is free software under the Apache License 2.0. It is not affiliated with the GitHub group "
            "“isdata-org”, with GIZ, or with any of the parks."
        )
    )
