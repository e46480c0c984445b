"""More views of the energy network page: package, money and CO2, carriers, published results, all measures."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.data import units
from isdata.energy import measures
from isdata.energy.measures import Outlook, Register
from isdata.energy.measures import presentation as wording
from isdata.output.figures import fronts as fronts_figure
from pages.common import controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy, energy_tables, energy_terms, openness


def package(found: Outlook, register: Register, relations: pd.DataFrame) -> None:
    """Show what the measures save together beside the sum of what each saves alone."""
    read, sums, whole = reader(), found.alone, found.package
    figures = {
        _("Measures"): ("measures", read.number),
        _("Saving per year"): ("annual_saving", lambda value: read.money(value, register.currency)),
        _("Payback [yr]"): ("payback", lambda years: read.number(years, digits=2)),
        _("Net present value"): ("npv", lambda value: read.money(value, register.currency)),
        _("Energy saved [{unit}/yr]", unit="MWh"): ("energy_saving", read.number),
        _("CO2 saved [t/yr]"): ("co2_saving", read.number),
    }
    if not openness.may_show_both(found):
        openness.say_few()
    else:
        st.subheader(_("Sum and package"), anchor=False)
        columns = {
            _("Figure"): list(figures),
            _("Sum of separate measures"): [words(sums[name]) for name, words in figures.values()],
            _("Package of all measures"): [words(whole[name]) for name, words in figures.values()],
            _("Difference"): [
                read.percent(whole[name] / sums[name] - 1, digits=1) if sums[name] else "–"
                for name, _words in figures.values()
            ],
        }
        alt = _("Sum of separate measures and package of all measures")
        st.dataframe(pd.DataFrame(columns), hide_index=True, height="content", alt=alt)
        if found.is_less:
            st.caption(wording.reconciliation_words(found, read, is_split=role.sees_all()))
    show.computed(
        _(
            "Measures at the same site reduce each other's savings: fixing leaks first leaves less to "
            "save for a new compressor. Each overlap states the lost share of the second measure's "
            "saving; shares add up to at most 100 %."
        )
    )
    energy_tables.relations_table(register, relations)


def money_and_co2(appraised: pd.DataFrame, currency: str) -> None:
    """Show which measures no other beats in both money and CO2, and what the tonnes cost."""
    if not role.sees_all():
        energy.say_no_money()
        return
    shown = energy.disclosed(appraised)
    fronts = measures.fronts(appraised["npv"], appraised["co2_saving"])
    st.subheader(_("Pareto-best measures"), anchor=False)
    if fronts.isna().all():
        st.info(_("No measure has both an NPV and CO2 savings."), icon=":material/info:")
        return
    st.altair_chart(
        fronts_figure.fronts(shown, fronts, reader(), currency, is_large=controls.is_projected()),
        alt=_("NPV and CO2 savings; lines show the first three Pareto fronts"),
    )
    show.computed(
        _(
            "Measures on front 1 are not outperformed in both NPV and CO2; front 2 follows without them. "
            "Cost per tonne is not a valid ranking for measures with a gain."
        )
    )
    _tonnes(shown, currency)


def _tonnes(shown: pd.DataFrame, currency: str) -> None:
    """Show what a tonne costs with the measures that do not gain money, and how many do gain."""
    read = reader()
    saving = shown[shown["co2_saving"] > 0].dropna(subset=["abatement_cost_annual"])
    gaining = saving[saving["abatement_cost_annual"] <= 0]
    costly = saving[saving["abatement_cost_annual"] > 0]
    st.subheader(_("Cost per tonne of CO2"), anchor=False)
    st.markdown(
        ngettext(
            "{count} measure with a gain saves {tonnes} of CO2 per year; it has no cost per tonne.",
            "{count} measures with a gain save {tonnes} of CO2 per year; they have no cost per tonne.",
            len(gaining),
            tonnes=read.amount(gaining["co2_saving"].sum(), "t"),
        )
    )
    if not costly.empty:
        st.altair_chart(
            fronts_figure.tonne_costs(costly, read, currency, is_large=controls.is_projected()),
            alt=_("Cost per tonne of CO2 for each measure without a gain, cheapest first"),
        )


def published(claims: pd.DataFrame, found: Outlook) -> None:
    """Show what was published, with its bounds and scope, beside what the stored measures give."""
    read = reader()
    currency = found.counted.currency
    table = measures.beside_claims(claims, found.alone, measures.by_category(found.appraised), currency)
    table = table[table["subject"] != "other"]
    table = table.assign(here=table["here"].where(_may_stand_beside(table, found.appraised)))
    if table.empty:
        st.info(
            _("No published results are recorded for this park. Add them in the table “Claims”."),
            icon=":material/info:",
        )
        return
    if claims["park_id"].isna().any():
        _warn_of_scope()
    _claims_table(table, currency)
    # Below, where it is not cut: mostly one for all.
    sources = "; ".join(table["source"].drop_duplicates())
    st.caption(_("Source: {source}", source=show.plain(sources)))
    rest = measures.unnamed_rest(table)
    if rest is not None:
        st.markdown(
            _(
                "Remainder not named in the source: **at most {most}** of the saving as published, "
                "**{here}** from stored measures.",
                most=read.percent(rest.most),
                here=read.percent(rest.here, digits=1),
            )
        )
    show.computed(
        _(
            "Measures count separately, as networks report them. Bounds such as “more than” are kept. The "
            "CO2 figure refers to one zone; do not relate it to the investment of several zones."
        )
    )


def _may_stand_beside(claims: pd.DataFrame, appraised: pd.DataFrame) -> list[bool]:
    """Return for each claim whether this reader may see what the stored measures give."""
    whole = openness.of(appraised)
    may_whole = openness.may_show(whole)
    rows = [appraised[appraised["category"].isin(names)] for names in claims["categories"]]
    return [
        may_whole and (subject != "share" or openness.may_show(openness.of(own)))
        for subject, own in zip(claims["subject"], rows, strict=True)
    ]


def _warn_of_scope() -> None:
    st.info(
        _(
            "Some results were published for several parks together, without shares per park or the "
            "period of the savings. All of these measures are assigned to this park and the savings are "
            "taken as annual. This affects all derived results."
        ),
        title=_("Scope and period are not stated in the source"),
        icon=":material/info:",
    )


def _claims_table(table: pd.DataFrame, currency: str) -> None:
    read = reader()
    claims = table.to_dict("records")
    columns = {
        _("Result"): read.names(table),
        _("As published"): [claim_words(claim, "value", currency) for claim in claims],
        _("From stored measures"): [claim_words(claim, "here", currency) for claim in claims],
        _("Scope"): read.names(table, "scope"),
    }
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        row_height=76,
        height="content",
        column_config={
            _("Result"): st.column_config.TextColumn(width=190),
            _("Scope"): st.column_config.TextColumn(width=460),
        },
        alt=_("Published results and results from stored measures"),
    )


def claim_words(claim: dict, column: str, currency: str) -> str:
    """Return a claimed figure with its bound, or the stored measures' figure in the same unit.

    Both are stated in the currency of the publication.
    """
    read = replace(reader(), stated=None)
    value, unit = claim[column], claim["unit"]
    if pd.isna(value):
        return "–"
    if unit.split("/")[0] == currency:
        words = read.money(value, currency)
    elif unit == "measures":
        words = ngettext("{count} measure", "{count} measures", round(value))
    else:
        words = read.amount(value, unit, significant=3 if unit == "%" else 5)
    if column == "value" and claim["bound"] != "exact":
        return f"{read.choice('bound', claim['bound'])} {words}"
    return words


def co2(found: Outlook, claims: pd.DataFrame, *, park_id: str, scope: str, is_today: bool = True) -> None:
    """Show energy and CO2 by carrier; for today also as claimed, and re-stated with each wider region's factors."""
    st.subheader(_("By energy carrier, with price and factor"), anchor=False)
    _carriers(found)
    if not is_today:
        return
    read = reader()
    st.subheader(_("CO2 as claimed and recalculated"), anchor=False)
    st.caption(_("The same savings with the factors of the park's region and its parent regions."))
    claimed = claims[claims["subject"] == "co2_saving"]
    for claim in claimed.to_dict("records"):
        st.markdown(
            _(
                "As claimed: **{amount}** ({scope})",
                amount=claim_words(claim, "value", found.counted.currency),
                scope=show.plain(read.name(claim["scope_en"], claim["scope_zh"])),
            )
        )
    # The figures of two regions disclose how much electricity is saved.
    everything = measures.in_scope(ask(measures.register, park_id=park_id, factor_from=None), scope)
    whole = openness.of(everything.measures)
    if openness.may_show_amounts(whole) and openness.may_move(energy_terms.ELECTRICITY, everything):
        energy_tables.restated_table(park_id, scope)
    else:
        openness.say_few()


def _carriers(found: Outlook) -> None:
    """List what is saved of each carrier, in its own unit, as energy, money and CO2."""
    register = found.counted
    read, table = reader(), _disclosed_carriers(measures.by_carrier(register), found)
    rows = table.to_dict("records")
    unit = str(st.session_state.unit)
    factor = units.factor("GJ", unit)
    known = lambda value, words: "–" if pd.isna(value) else words  # noqa: E731
    columns = {
        _("Resource"): read.names(table, "resource"),
        _("Saved per year"): [known(row["saved"], read.amount(row["saved"], row["unit"])) for row in rows],
        _("Energy saved [{unit}/yr]", unit=unit): [read.number(row["energy"] * factor) for row in rows],
        _("Cost savings per year"): [
            known(row["money"], read.money(row["money"], register.currency)) for row in rows
        ],
        _("Price"): [wording.listed_price_words(row, read) for row in rows],
        _("CO2 saved [t/yr]"): [read.number(row["co2"]) for row in rows],
        _("CO2 factor"): [wording.co2_factor_words(row, read) for row in rows],
    }
    alt = _("Savings by carrier with price and CO2 factor")
    st.dataframe(pd.DataFrame(columns), hide_index=True, alt=alt)
    if not role.sees_all() and table[["energy", "money"]].isna().any(axis=None):
        st.caption(_("–: withheld, as it would reveal a single company."))


def _disclosed_carriers(table: pd.DataFrame, found: Outlook) -> pd.DataFrame:
    """Savings by resource, without the figures that this user may not see."""
    parts = measures.by_resource(openness.counted(found), found.counted)
    is_shown = table["resource_id"].map({name: openness.may_show(part) for name, part in parts.items()})
    return table.assign(**{name: table[name].where(is_shown) for name in ("saved", "energy", "money", "co2")})
