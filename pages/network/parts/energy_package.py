"""Sum of the separate measures beside the package, and the relations between measures."""

from collections.abc import Iterable
from functools import partial

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
    less: list[str] = []
    if both is None:
        disclosed_totals.withheld()
    else:
        _beside(both.alone, both.package, currency)
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


def _beside(alone: pd.Series, package: pd.Series, currency: str) -> None:
    """Table of the sum of separate measures beside the package."""
    read = reader()
    money = partial(read.money, currency=currency)
    figures = {
        "measures": (_("Measures"), read.number),
        "annual_saving": (_("Annual saving"), money),
        "payback": (_("Payback [yr]"), partial(read.number, digits=2)),
        "npv": (_("Net present value"), money),
        "energy_saving": (_("Energy saved [{unit}/yr]", unit="MWh"), read.number),
        "co2_saving": (_("CO2 saved [t/yr]"), read.number),
    }
    st.subheader(_("Sum and package"), anchor=False)
    columns = {
        _("Figure"): [label for label, _words in figures.values()],
        _("Sum of separate measures"): [words(alone[name]) for name, (_label, words) in figures.items()],
        _("Package of all measures"): [words(package[name]) for name, (_label, words) in figures.items()],
        _("Difference"): [
            read.percent(package[name] / alone[name] - 1, digits=1) if alone[name] else "–"
            for name in figures
        ],
    }
    alt = _("Sum of separate measures and package of all measures")
    show_rows(columns, height="content", alt=alt)


def _relations_table(own: DisclosedMeasures) -> None:
    """List relations between measures: needs, exclusions, overlaps and shared costs, and those that are violated."""
    read = reader()
    shown, relations = own.table, own.relations
    known = relations[relations["measure_id"].isin(shown.index) & relations["other_id"].isin(shown.index)]
    if known.empty:
        show.info(_("No relations between measures are recorded."))
        return
    share = lambda of, kind: [  # noqa: E731
        read.percent(part) if relation == kind else _("nothing")
        for part, relation in zip(known[of], known["relation"], strict=True)
    ]
    columns = {
        _("Relation"): [read.choice("measure_relation", relation) for relation in known["relation"]],
        _("Measure"): _named(shown, known["measure_id"]),
        _("Other measure"): _named(shown, known["other_id"]),
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
    for pair in own.excluding:
        one, other = map(show.plain, _named(shown, pair))
        st.warning(
            _(
                "“{one}” and “{other}” exclude each other; totals count the more valuable one.",
                one=one,
                other=other,
            )
        )


def _named(measures: pd.DataFrame, ids: Iterable[str]) -> list[str]:
    return [presentation.measure_words(measures.loc[name].to_dict(), reader()) for name in ids]
