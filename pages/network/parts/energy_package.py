"""Comparison of the sum of separate measures with the package, and relations between measures."""

from collections.abc import Iterable
from functools import partial

import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, SumAndPackage, presentation
from isdata.output.figures import labelled_bars, payback
from pages.common import charts, controls, role, show
from pages.common.data import derive
from pages.common.language import _, reader
from pages.common.presenting import room, withholding
from pages.common.tables import show_rows
from pages.network.parts import energy
from pages.network.parts.energy_state import State

_DRAWN, _PAIRS = 12, 1060  # number of overlaps, and width for the names of two measures when presented [px]


def view(state: State) -> str:
    """Show the saving of the package compared with the simple sum; return the title."""
    found, currency = state.found, state.own.currency
    both = derive(DisclosedOutlook.both, found)
    overlaps = _overlapping(state.own)
    title = _title(both, overlaps, currency)
    if both is None:
        withholding.state(
            _(
                "The comparison of the package with the sum of separate measures is withheld: values of single companies "
                "could be derived from it."
            ),
            is_part=True,
        )
    else:
        _beside(both.alone, both.package, currency, room.below(title) - room.HEADING)
        if controls.is_projected():  # one picture in a hall
            return title
    _explain(both if found.is_less else None, state.own)
    # One picture when presented: that of the overlaps if the comparison is withheld.
    if both is not None or overlaps.empty:
        _relations_table(state.own)
    else:
        _draw_overlaps(state.own.table, overlaps, room.below(title) - room.HEADING - 2 * room.NOTE)
        if not controls.is_projected():
            _relations_table(state.own)
    return title


def _explain(both: SumAndPackage | None, own: DisclosedMeasures) -> None:
    """Explain overlaps, and state the difference of package and sum if `both` are given."""
    read = reader()
    less = (
        presentation.reconciliation_words(both.reconciliation, own.currency, read, viewer=role.viewer())
        if both is not None
        else ""
    )
    meaning = _(
        "Measures at the same site reduce each other's savings: fixing leaks first leaves less to "
        "save for a new compressor. Each overlap states the lost share of the second measure's "
        "saving; shares add up to at most 100%."
    )
    show.computed(read.sentences([less, meaning, energy.co2_definition(own)]))


def _title(both: SumAndPackage | None, overlaps: pd.DataFrame, currency: str) -> str:
    """Title with the total loss by overlaps, else with the largest loss of a single measure's saving."""
    read = reader()
    if both is not None:
        alone, package = (float(each["annual_saving"]) for each in (both.alone, both.package))
        if alone <= 0:
            return ""
        if package >= alone:
            return _(
                "The package saves as much as its measures one by one: {package} per year",
                package=read.money(package, currency),
            )
        return _(
            "The package saves {share} less than its measures one by one: {package} instead of {alone} per year",
            share=read.percent(1 - package / alone, digits=1),
            package=read.money(package, currency),
            alone=read.money(alone, currency),
        )
    if overlaps.empty:
        return _("The comparison of package and separate measures is withheld")
    return _(
        "Overlaps cost up to {share} of a measure's saving",
        share=read.percent(float(overlaps["overlap"].max())),
    )


def _beside(alone: pd.Series, package: pd.Series, currency: str, height: float) -> None:
    """Draw the package relative to the sum of separate measures, at a height when presented [px], and list both."""
    read = reader()
    money = partial(read.money, currency=currency)
    _drawn(alone, package, currency, height)
    if controls.is_projected():
        return
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


def _drawn(alone: pd.Series, package: pd.Series, currency: str, height: float) -> None:
    """Draw each result of the package as a share of the sum of separate measures, with both amounts."""
    read = reader()
    money = partial(read.money, currency=currency)
    results = {
        "investment": (_("Investment"), money),
        "annual_saving": (_("Annual saving"), money),
        "npv": (_("Net present value"), money),
        "energy_saving": (_("Energy saved per year"), partial(read.amount, unit="MWh")),
        "co2_saving": (_("CO2 saved per year"), partial(read.amount, unit="t")),
    }
    shares = {name: package[name] / alone[name] for name in results if alone[name] > 0 and package[name] >= 0}
    if not shares:
        return
    texts = []
    for name, share in shares.items():
        words = results[name][1]
        both = {"package": words(package[name]), "alone": words(alone[name])}
        texts.append({"share": read.percent(share, digits=1), **both})
    st.subheader(_("Package of all measures relative to the sum of separate measures"), anchor=False)
    charts.bars(
        {
            "name": [results[name][0] for name in shares],
            "amount": list(shares.values()),
            "words": [_("{share}: {package} of {alone}", **each) for each in texts],
            # A phone has no space for the sum of separate measures, which the table states.
            "short": [f"{each['share']} · {each['package']}" for each in texts],
        },
        limit=(_("sum of separate measures"), 1.0),
        room=1.6,
        alt=_("Each result of the package relative to the sum of separate measures"),
        height=height,
    )


def _overlapping(own: DisclosedMeasures) -> pd.DataFrame:
    """Relations in which one measure reduces the saving of another, strongest first."""
    shown, relations = own.table, own.relations
    is_known = relations["measure_id"].isin(shown.index) & relations["other_id"].isin(shown.index)
    known = relations[is_known & (relations["relation"] == "overlaps")]
    return known.sort_values("overlap", ascending=False, kind="stable")


def _draw_overlaps(shown: pd.DataFrame, overlaps: pd.DataFrame, height: float) -> None:
    """Draw the reductions of savings by other measures; `height`: when presented [px]."""
    read, first = reader(), overlaps.head(_DRAWN)
    pairs = zip(_named(shown, first["measure_id"]), _named(shown, first["other_id"]), strict=True)
    st.subheader(_("Overlaps: share of the second measure's saving lost to the first"), anchor=False)
    charts.bars(
        {
            "name": payback.distinct(pd.Series([f"{one} → {other}" for one, other in pairs])),
            "amount": first["overlap"].to_numpy(),
            "words": [read.percent(share) for share in first["overlap"]],
        },
        alt=_("Share of the second measure's saving that the first one takes"),
        total=len(overlaps),
        looks=labelled_bars.Looks(names=_PAIRS) if controls.is_projected() else None,
        height=height,
    )


def _relations_table(own: DisclosedMeasures) -> None:
    """List relations between measures: requirements, exclusions, overlaps and shared costs, and violated ones."""
    read = reader()
    shown, relations = own.table, own.relations
    known = relations[relations["measure_id"].isin(shown.index) & relations["other_id"].isin(shown.index)]
    if known.empty:
        show.info(_("No relations between measures are recorded."))
        return

    def share(of, kind):
        return [
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
        one, other = map(show.escaped, _named(shown, pair))
        st.warning(
            _(
                "“{one}” and “{other}” exclude each other; totals count the more valuable one.",
                one=one,
                other=other,
            )
        )


def _named(measures: pd.DataFrame, ids: Iterable[str]) -> list[str]:
    return [presentation.measure_words(measures.loc[name].to_dict(), reader()) for name in ids]
