"""Tables of the energy network pages: measures, relations, how certain, CO2 by region; and how factors and prices read."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import Register, table
from isdata.energy.measures import presentation as wording
from pages.common import role, show, tables
from pages.common.data import ask
from pages.common.language import _, reader
from pages.network.parts import energy


def measure_table(
    appraised: pd.DataFrame, currency: str, unit: str, needs: Mapping[str, str] | None = None
) -> None:
    """Show the measures as a table that sorts by number and reads in words, with a download."""
    read = reader()
    sees_money = role.sees_all()
    shown = table.measures(appraised, read, currency, unit, sees_money=sees_money, needs=needs)
    st.dataframe(
        shown,
        hide_index=True,
        height=min(560, 38 + 35 * max(1, len(appraised))),
        column_config={_("Measure"): st.column_config.Column(width=280)},
        placeholder=_("unknown") if sees_money else "–",
        key="measures_table",
        alt=_("Measures by payback, those without payback last"),
    )
    if not sees_money:
        st.caption(
            _(
                "Costs of single measures are shown to the facilitator only. Company names and amounts "
                "are shown where the company agreed."
            )
        )
        return
    tables.show_csv(lambda: table.csv(appraised, currency), "measures.csv")


def relations_table(register: Register, relations: pd.DataFrame) -> None:
    """Show which measures need, exclude or overlap each other or share costs, and which of these are not kept."""
    read = reader()
    known = relations[
        relations["measure_id"].isin(register.measures.index)
        & relations["other_id"].isin(register.measures.index)
    ]
    if known.empty:
        st.info(_("No relations between measures are recorded."), icon=":material/info:")
        return
    shown = energy.disclosed(register.measures)
    name = lambda measure_id: wording.measure_words(shown.loc[measure_id].to_dict(), read)  # noqa: E731
    share = lambda of, kind: [  # noqa: E731
        read.percent(part) if relation == kind else _("nothing")
        for part, relation in zip(known[of], known["relation"], strict=True)
    ]
    columns = {
        _("Relation"): [read.choice("measure_relation", relation) for relation in known["relation"]],
        _("Measure"): [name(measure_id) for measure_id in known["measure_id"]],
        _("Other measure"): [name(measure_id) for measure_id in known["other_id"]],
        _("Reduction of the other measure's saving"): share("overlap", "overlaps"),
        _("Saved share of the other measure's investment"): share("shared", "shares"),
    }
    wide = st.column_config.Column(width=280)
    st.dataframe(
        pd.DataFrame(columns).sort_values([_("Relation"), _("Measure")]),
        hide_index=True,
        height="content",
        column_config={_("Measure"): wide, _("Other measure"): wide},
        alt=_("Measures that need, exclude or overlap each other, or share costs"),
    )
    found = measures.conflicts(relations, register.measures.index)
    for measure_id, other_id in found.excluded:
        st.warning(
            _(
                "“{one}” and “{other}” exclude each other; totals count the more valuable one.",
                one=show.plain(name(measure_id)),
                other=show.plain(name(other_id)),
            )
        )


def certainty_table(register: Register, results: pd.DataFrame) -> str | None:
    """Show how certain payback and value of each measure are, the least sure first; return the measure of the chosen row."""
    shown = energy.disclosed(register.measures).join(results).sort_values("chance_hurdle")
    ids = [str(name) for name in shown.index]
    picked = tables.picked_row(
        table.certainty(shown, reader(), register.currency, sees_money=role.sees_all()),
        ids,
        key="certainty_measure",
        placeholder=_("unknown"),
        height=min(420, 38 + 35 * max(1, len(shown))),
        column_config={_("Measure"): st.column_config.Column(width=240)},
        alt=_("Payback of each measure (10th, 50th and 90th percentile) and probabilities"),
    )
    return None if picked is None else ids[picked]


def restated_table(park_id: str, scope: str) -> None:
    """Show the CO2 saved with the factors of the park's own region and of each wider one."""
    read = reader()
    rows = ask(measures.restated, park_id=park_id, scope=scope)
    st.dataframe(
        pd.DataFrame(
            {
                _("Electricity factor region"): read.names(rows),
                _("CO2 saved [t/yr]"): [read.number(value, significant=5) for value in rows["co2_saving"]],
                _("CO2 factor"): [wording.co2_factor_words(row, read) for row in rows.to_dict("records")],
            }
        ),
        hide_index=True,
        alt=_("CO2 saved, recalculated with the factors of the park's regions"),
    )
