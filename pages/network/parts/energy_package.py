"""Sum of the separate measures beside the package, and the relations between measures."""

import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedMeasures, presentation
from pages.common import role, show
from pages.common.language import _, reader
from pages.common.tables import show_rows
from pages.network.parts import disclosed_totals, energy
from pages.network.parts.energy_state import State


def view(state: State) -> None:
    """Show the saving of the package beside the plain sum."""
    found, currency, read = state.found, state.own.currency, reader()
    both = found.both
    figures = {
        _("Measures"): ("measures", read.number),
        _("Saving per year"): ("annual_saving", lambda value: read.money(value, currency)),
        _("Payback [yr]"): ("payback", lambda years: read.number(years, digits=2)),
        _("Net present value"): ("npv", lambda value: read.money(value, currency)),
        _("Energy saved [{unit}/yr]", unit="MWh"): ("energy_saving", read.number),
        _("CO2 saved [t/yr]"): ("co2_saving", read.number),
    }
    less: list[str] = []
    if both is None:
        disclosed_totals.withheld()
    else:
        st.subheader(_("Sum and package"), anchor=False)
        columns = {
            _("Figure"): list(figures),
            _("Sum of separate measures"): [words(both.alone[name]) for name, words in figures.values()],
            _("Package of all measures"): [words(both.package[name]) for name, words in figures.values()],
            _("Difference"): [
                read.percent(both.package[name] / both.alone[name] - 1, digits=1) if both.alone[name] else "–"
                for name, _words in figures.values()
            ],
        }
        alt = _("Sum of separate measures and package of all measures")
        show_rows(pd.DataFrame(columns), height="content", alt=alt)
        if found.is_less:
            less = [
                presentation.reconciliation_words(both.reconciliation, currency, read, viewer=role.viewer())
            ]
    show.computed(
        read.sentences(
            [
                *less,
                _(
                    "Measures at the same site reduce each other's savings: fixing leaks first leaves less to "
                    "save for a new compressor. Each overlap states the lost share of the second measure's "
                    "saving; shares add up to at most 100%."
                ),
                energy.co2_definition(state.own),
            ]
        )
    )
    _relations_table(state.own)


def _relations_table(own: DisclosedMeasures) -> None:
    """List relations between measures: needs, exclusions, overlaps and shared costs, and those that are violated."""
    read = reader()
    shown, relations = own.table, own.relations
    known = relations[relations["measure_id"].isin(shown.index) & relations["other_id"].isin(shown.index)]
    if known.empty:
        st.info(_("No relations between measures are recorded."), icon=":material/info:")
        return
    name = lambda measure_id: presentation.measure_words(shown.loc[measure_id].to_dict(), read)  # noqa: E731
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
    show_rows(
        pd.DataFrame(columns).sort_values([_("Relation"), _("Measure")]),
        height="content",
        column_config={_("Measure"): wide, _("Other measure"): wide},
        alt=_("Measures that need, exclude or overlap each other, or share costs"),
    )
    for measure_id, other_id in own.excluding:
        st.warning(
            _(
                "“{one}” and “{other}” exclude each other; totals count the more valuable one.",
                one=show.plain(name(measure_id)),
                other=show.plain(name(other_id)),
            )
        )
