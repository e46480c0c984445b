"""More views of the energy network page: package, money and CO2, carriers, published results, all measures."""

import pandas as pd
import streamlit as st

from isdata.data import units
from isdata.energy import measures
from isdata.energy.measures import Outlook, Register, Sum, Terms
from isdata.energy.measures import presentation as wording
from isdata.output.figures import fronts as fronts_figure
from pages.common import controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy, energy_tables, energy_terms, openness


def package(register: Register, relations: pd.DataFrame, terms: Terms, sums: pd.Series) -> None:
    """Show what the measures save together beside the sum of what each saves alone."""
    read = reader()
    together = measures.packaged(register, relations)
    whole = measures.totals(together, terms)
    figures = {
        _("Saving a year"): ("annual_saving", lambda value: read.money(value, register.currency)),
        _("Payback [yr]"): ("payback", lambda years: read.number(years, digits=2)),
        _("Net present value"): ("npv", lambda value: read.money(value, register.currency)),
        _("Energy saved [{unit}/yr]", unit="MWh"): ("energy_saving", read.number),
        _("CO2 saved [t/yr]"): ("co2_saving", read.number),
    }
    both = openness.of(register.measures), openness.of(register.measures, relations)
    if not all(openness.may_tell(of) for of in both):
        openness.say_few()
    else:
        st.subheader(_("Sum and package"), anchor=False)
        columns = {
            _("Figure"): list(figures),
            _("Sum of each alone"): [words(sums[name]) for name, words in figures.values()],
            _("Package, all together"): [words(whole[name]) for name, words in figures.values()],
            _("Difference"): [
                read.percent(whole[name] / sums[name] - 1, digits=1) if sums[name] else "–"
                for name, _words in figures.values()
            ],
        }
        alt = _("Sum of each measure alone beside the package of all together")
        st.dataframe(pd.DataFrame(columns), hide_index=True, height="content", alt=alt)
    st.caption(
        _(
            "Measures at the same site take from each other: whoever stops leaks first leaves the new compressor less to "
            "save. Each overlap says which share of the second measure's saving is lost, in the declared order; shares "
            "taken from the same measure add up, at most to all of it."
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
    st.subheader(_("Measures that no other beats"), anchor=False)
    if fronts.isna().all():
        st.info(_("No measure has both a value and a CO2 saving."), icon=":material/info:")
        return
    st.altair_chart(
        fronts_figure.fronts(shown, fronts, reader(), currency, is_large=controls.is_projected()),
        alt=_("Net present value against CO2 saved; the first three fronts are lines"),
    )
    st.caption(
        _(
            "No measure gains more and saves more CO2 than one on front 1; front 2 follows once those are done. Cost per "
            "tonne cannot order measures that gain money: it would put a small saving before a large one."
        )
    )
    _tonnes(shown, currency)


def _tonnes(shown: pd.DataFrame, currency: str) -> None:
    """Show what a tonne costs with the measures that do not gain money, and how many do gain."""
    read = reader()
    saving = shown[shown["co2_saving"] > 0].dropna(subset=["abatement_cost_annual"])
    gaining = saving[saving["abatement_cost_annual"] <= 0]
    costly = saving[saving["abatement_cost_annual"] > 0]
    st.subheader(_("What a tonne costs"), anchor=False)
    st.markdown(
        ngettext(
            "{count} measure gains money and saves {tonnes} of CO2 a year: it has no cost per tonne to be ranked by.",
            "{count} measures gain money and save {tonnes} of CO2 a year: they have no cost per tonne to be ranked by.",
            len(gaining),
            tonnes=read.amount(gaining["co2_saving"].sum(), "t"),
        )
    )
    if not costly.empty:
        st.altair_chart(
            fronts_figure.tonne_costs(costly, read, currency, is_large=controls.is_projected()),
            alt=_("Cost of a tonne of CO2 for each measure that does not gain money, the cheapest first"),
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
                "The rest, which the source does not name: **at most {most}** of the saving as published, "
                "**{here}** from the measures stored here.",
                most=read.percent(rest.most),
                here=read.percent(rest.here, digits=1),
            )
        )
    st.caption(
        _(
            "Here each measure counts alone, as networks report them. “More than” and “almost” are kept as bounds. The CO2 claim is said of one zone only: never divide the "
            "investment of several zones by it."
        )
    )


def _may_stand_beside(claims: pd.DataFrame, appraised: pd.DataFrame) -> list[bool]:
    """Return for each claim whether this reader may see what the stored measures give."""
    whole = openness.of(appraised)
    may_whole = openness.may_tell(whole)
    rows = [appraised[appraised["category"].isin(names)] for names in claims["categories"]]
    return [
        may_whole and (subject != "share" or openness.may_tell(openness.of(own)))
        for subject, own in zip(claims["subject"], rows, strict=True)
    ]


def _warn_of_scope() -> None:
    st.info(
        _(
            "Some results were published for several parks together. The source states neither how they divide among "
            "the parks nor over what period the savings count. Here all of these measures are put into this one park, "
            "and the savings are taken as yearly: read everything derived from them with this in mind."
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
        _("From the measures stored here"): [claim_words(claim, "here", currency) for claim in claims],
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
        alt=_("Published results beside what the stored measures give"),
    )


def claim_words(claim: dict, column: str, currency: str) -> str:
    """Return a claimed figure with its bound, or the stored measures' figure in the same unit."""
    read = reader()
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
    st.subheader(_("By carrier, with price and factor"), anchor=False)
    _carriers(found)
    if not is_today:
        return
    read = reader()
    st.subheader(_("CO2 as claimed and re-stated"), anchor=False)
    st.caption(
        _(
            "The same savings with the factor of the park's own region, and with those of the regions that contain it."
        )
    )
    claimed = claims[claims["subject"] == "co2_saving"]
    for claim in claimed.to_dict("records"):
        st.markdown(
            _(
                "As claimed: **{amount}** ({scope})",
                amount=claim_words(claim, "value", found.counted.currency),
                scope=show.plain(read.name(claim["scope_en"], claim["scope_zh"])),
            )
        )
    # The figures of two regions tell how much electricity is saved.
    everything = measures.in_scope(ask(measures.register, park_id=park_id, factor_from=None), scope)
    whole = openness.of(everything.measures)
    if openness.may_tell_amounts(whole) and openness.may_move(energy_terms.ELECTRICITY, everything):
        energy_tables.restated_table(park_id, scope)
    else:
        openness.say_few()


def _carriers(found: Outlook) -> None:
    """List what is saved of each carrier, in its own unit, as energy, money and CO2."""
    register = found.counted
    read, table = reader(), _told_carriers(measures.by_carrier(register), found)
    rows = table.to_dict("records")
    unit = str(st.session_state.unit)
    factor = units.factor("GJ", unit)
    told = lambda value, words: "–" if pd.isna(value) else words  # noqa: E731
    columns = {
        _("Resource"): read.names(table, "resource"),
        _("Saved a year"): [told(row["saved"], read.amount(row["saved"], row["unit"])) for row in rows],
        _("Energy saved [{unit}/yr]", unit=unit): [read.number(row["energy"] * factor) for row in rows],
        _("Money saved a year"): [
            told(row["money"], read.money(row["money"], register.currency)) for row in rows
        ],
        _("Price"): [wording.listed_price_words(row, read) for row in rows],
        _("CO2 saved [t/yr]"): [read.number(row["co2"]) for row in rows],
        _("CO2 factor"): [wording.co2_factor_words(row, read) for row in rows],
    }
    alt = _("Savings by carrier with the price and the CO2 factor used")
    st.dataframe(pd.DataFrame(columns), hide_index=True, alt=alt)
    if not role.sees_all() and table[["energy", "money"]].isna().any(axis=None):
        st.caption(_("A dash stands where a figure would give a company away."))


def _told_carriers(table: pd.DataFrame, found: Outlook) -> pd.DataFrame:
    """Return what is saved of each resource, without the figures that this reader may not see."""
    parts = measures.by_resource(
        Sum(found.appraised, st.session_state.get("scenario"), found.left), found.counted
    )
    is_told = table["resource_id"].map({name: openness.may_tell(part) for name, part in parts.items()})
    return table.assign(**{name: table[name].where(is_told) for name in ("saved", "energy", "money", "co2")})
