"""The views of the energy network page: each shows one side of the same measures."""

import numpy as np
import pandas as pd
import streamlit as st

from isdata import contracts, finance, measures, units
from isdata.figures import cash as cash_figure
from isdata.figures import payback as payback_figure
from isdata.figures import shares
from isdata.measures import Register, Terms
from pages.common import controls, energy, role, show
from pages.common.language import _, ngettext, reader

# Mean payback of 149,058 recommendations of the industrial assessments of the United States. [yr]
BENCHMARK = 1.9


def totals(sums: pd.Series, appraised: pd.DataFrame, currency: str, terms: Terms) -> None:
    """Show what the measures cost, save and pay back together."""
    read = reader()
    if not energy.may_sum(appraised):
        st.info(
            _("Sums are shown to guests from three companies up; here there are fewer."),
            icon=":material/visibility_off:",
        )
        return
    with st.grid(6, min_column_width=165):
        _card(
            _("Measures"),
            read.number(sums["measures"]),
            ngettext("in {count} company", "in {count} companies", int(sums["companies"])),
        )
        words = read.choice("currency", currency)
        _card(_("Investment"), read.short(sums["investment"]), _("{currency}, once", currency=words))
        _card(_("Saving"), read.short(sums["annual_saving"]), _("{currency} a year", currency=words))
        _card(
            _("Payback"),
            energy.payback_words(sums["payback"]),
            _("discounted {years}", years=energy.payback_words(sums["discounted_payback"])),
            _(
                "Net investment (less subsidy and avoided replacement) over saving, of all measures together. "
                "Paybacks are never added up or averaged."
            ),
        )
        _card(
            _("Net present value"),
            read.short(sums["npv"]),
            _("rate of return {rate}", rate=irr_words(sums)),
        )
        _card(
            _("CO2"),
            read.amount(sums["co2_saving"], "t"),
            _("{energy} a year", energy=read.amount(sums["energy_saving"], "MWh")),
        )
    notes(sums, terms)


def _card(label: str, value: str, note: str, explanation: str | None = None) -> None:
    st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, help=explanation)


def notes(sums: pd.Series, terms: Terms) -> None:
    """Say how the sums are to be read, and which measures are in none of them."""
    lines = [
        _("Savings are taken as yearly, from the first year after the investment, at the stored price list."),
        ngettext(
            "{count} of them is economic: its internal rate of return is above {rate}.",
            "{count} of them are economic: their internal rate of return is above {rate}.",
            int(sums["economic"]),
            rate=reader().percent(terms.hurdle_rate),
        ),
    ]
    if sums["unknown"]:
        lines.append(
            ngettext(
                "{count} measure cannot be valued, because a price, a unit or an exchange rate is missing; it is in no sum of money.",
                "{count} measures cannot be valued, because a price, a unit or an exchange rate is missing; they are in no sum of money.",
                int(sums["unknown"]),
            )
        )
    if sums["never"]:
        lines.append(
            ngettext(
                "{count} measure saves no money and never pays back; its cost is in the sums.",
                "{count} measures save no money and never pay back; their cost is in the sums.",
                int(sums["never"]),
            )
        )
    st.caption(" ".join(lines))


def irr_words(sums: pd.Series) -> str:
    """Return the rate of return, or why there is none."""
    words = {"none": _("none"), "several": _("several"), "": "–"}
    return words.get(sums["irr_status"]) or reader().percent(sums["irr"])


def payback(appraised: pd.DataFrame, currency: str) -> None:
    """Show the payback of every measure, how they spread, and investment against saving."""
    read, is_large = reader(), controls.is_projected()
    sees_money = role.sees_all()
    known = energy.disclosed(appraised)
    st.subheader(_("Payback of each measure, shortest first"), anchor=False)
    mark = _(
        "{years} years: mean of industrial assessments in the USA", years=read.number(BENCHMARK, digits=1)
    )
    st.altair_chart(
        payback_figure.ranked(
            known, read, currency, marks={mark: BENCHMARK}, sees_money=sees_money, is_large=is_large
        ),
        alt=_(
            "One bar for each measure, its height the payback in years; those that never pay back are last"
        ),
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("How many pay back when"), anchor=False)
        st.altair_chart(
            payback_figure.classes(measures.by_class(appraised), read, is_large=is_large),
            alt=_("Number of measures in each class of payback"),
        )
        st.caption(_("Each class begins with its lower bound: exactly 3 years is in “3 to under 5”."))
    with right:
        st.subheader(_("Investment against saving"), anchor=False)
        drawn = known[(known["investment"] > 0) & (known["annual_saving"] > 0)]
        if not sees_money:
            st.info(
                _("Money of single measures is shown to the facilitator only."),
                icon=":material/visibility_off:",
            )
        elif drawn.empty:
            st.info(_("No measure has both an investment and a saving."), icon=":material/info:")
        else:
            st.altair_chart(
                payback_figure.against(known, read, currency, is_large=is_large),
                alt=_(
                    "Investment against yearly saving, a point for each measure, with lines of equal payback"
                ),
            )
            lines = [_("The lines are paybacks of 1, 2, 5 and 10 years.")]
            left_out = len(known) - len(drawn)
            if left_out:
                lines.append(
                    ngettext(
                        "{count} measure without investment or without saving has no place on these axes.",
                        "{count} measures without investment or without saving have no place on these axes.",
                        left_out,
                    )
                )
            st.caption(" ".join(lines))


def categories(appraised: pd.DataFrame, currency: str) -> None:
    """Show investment against saving by category, and which categories the saving comes from."""
    read, is_large = reader(), controls.is_projected()
    table = energy.by_category(appraised)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Investment and saving by category"), anchor=False)
        st.altair_chart(
            payback_figure.by_category(table, read, currency, is_large=is_large),
            alt=_("Investment and yearly saving of each category"),
        )
    with right:
        st.subheader(_("Where the saving comes from"), anchor=False)
        st.altair_chart(
            shares.pareto(table, read, is_large=is_large),
            alt=_("Share of each category in the yearly saving, largest first, and their running sum"),
        )
    st.dataframe(
        pd.DataFrame(
            {
                _("Category"): [payback_figure.category_words(name, read) for name in table["category"]],
                _("Measures"): table["measures"],
                _("Investment"): [read.money(amount, currency) for amount in table["investment"]],
                _("Saving a year"): [read.money(amount, currency) for amount in table["annual_saving"]],
                _("Payback [yr]"): [payback_figure.words(years, read) for years in table["payback"]],
                _("Share of the saving"): [read.percent(share, digits=1) for share in table["share"]],
                _("Energy saved [{unit}/yr]", unit="MWh"): [
                    read.number(value) for value in table["energy_saving"]
                ],
                _("CO2 saved [t/yr]"): [read.number(value) for value in table["co2_saving"]],
            }
        ),
        hide_index=True,
        alt=_("Sums by category, the largest saving first"),
    )


def cash(register: Register, terms: Terms, sums: pd.Series) -> None:
    """Show the cumulative cash flow with its paybacks, and the net present value at every rate."""
    read, is_large = reader(), controls.is_projected()
    yearly = measures.yearly(register, terms)
    if yearly.empty or not energy.may_sum(register.measures):
        st.info(_("There is nothing to add up here."), icon=":material/info:")
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Cash flow of all measures together"), anchor=False)
        st.altair_chart(
            cash_figure.curve(
                yearly,
                read,
                register.currency,
                paybacks=(sums["payback"], sums["discounted_payback"]),
                is_large=is_large,
            ),
            alt=_("Cumulative cash flow over the years, plain and discounted, with the payback marked"),
        )
    with right:
        st.subheader(_("Net present value by discount rate"), anchor=False)
        rates = np.linspace(0, max(0.3, 1.15 * sums["irr"] if np.isfinite(sums["irr"]) else 0.3), 61)
        marks = {_("hurdle {rate}", rate=read.percent(terms.hurdle_rate)): terms.hurdle_rate}
        if np.isfinite(sums["irr"]):
            marks[_("rate of return {rate}", rate=read.percent(sums["irr"]))] = float(sums["irr"])
        values = finance.npv(rates, yearly["net"].to_numpy())
        st.altair_chart(
            cash_figure.profile(rates, values, read, register.currency, marks=marks, is_large=is_large),
            alt=_("Net present value at each discount rate; it is zero at the internal rate of return"),
        )
    st.caption(
        _(
            "All investments are paid in year 0, savings come at the end of each year. Where measures end with their own "
            "lives, the curve bends as they drop out."
        )
    )


def published(claims: pd.DataFrame, sums: pd.Series, appraised: pd.DataFrame, currency: str) -> None:
    """Show what was published, with its bounds and scope, beside what the stored measures give."""
    read = reader()
    table = measures.beside_claims(claims, sums, measures.by_category(appraised), currency)
    table = table[table["subject"].notna()]
    if table.empty:
        st.info(
            _("No published results are recorded for this park. Add them in the table “Claims”."),
            icon=":material/info:",
        )
        return
    if claims["park_id"].isna().any():
        st.warning(
            _(
                "Some results were published for several parks together. The source states neither how they divide among "
                "the parks nor over what period the savings count. Here all of these measures are put into this one park, "
                "and the savings are taken as yearly: read everything derived from them with this in mind."
            ),
            title=_("Scope and period are not stated in the source"),
            icon=":material/warning:",
        )
    st.dataframe(
        pd.DataFrame(
            {
                _("Result"): [
                    read.name(*names) for names in zip(table["name_en"], table["name_zh"], strict=True)
                ],
                _("As published"): [
                    claim_words(claim, "value", currency) for claim in table.to_dict("records")
                ],
                _("From the measures stored here"): [
                    claim_words(claim, "here", currency) for claim in table.to_dict("records")
                ],
                _("Scope"): [
                    read.name(*names) for names in zip(table["scope_en"], table["scope_zh"], strict=True)
                ],
                _("Source"): table["source"],
            }
        ),
        hide_index=True,
        row_height=76,
        height="content",
        column_config={_("Scope"): st.column_config.TextColumn(width="large")},
        alt=_("Published results beside what the stored measures give"),
    )
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
            "“More than” and “almost” are kept as bounds. The CO2 claim is said of one zone only: never divide the "
            "investment of several zones by it."
        )
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


def co2(register: Register, claims: pd.DataFrame, *, park_id: str, scope: str) -> None:
    """Show energy and CO2 by carrier, as claimed and re-stated with the factors of each wider region."""
    read = reader()
    st.subheader(_("By carrier, with price and factor"), anchor=False)
    table = measures.by_carrier(register)
    unit = energy.choose_unit()
    factor = units.factor("GJ", unit)
    st.dataframe(
        pd.DataFrame(
            {
                _("Resource"): [
                    read.name(*names)
                    for names in zip(table["resource_en"], table["resource_zh"], strict=True)
                ],
                _("Saved a year"): [
                    read.amount(*row) for row in zip(table["saved"], table["unit"], strict=True)
                ],
                _("Energy saved [{unit}/yr]", unit=unit): [
                    read.number(value * factor) for value in table["energy"]
                ],
                _("Money saved a year"): [read.money(value, register.currency) for value in table["money"]],
                _("Price"): [energy.price_words(row) for row in table.to_dict("records")],
                _("CO2 saved [t/yr]"): [read.number(value) for value in table["co2"]],
                _("CO2 factor"): [energy.factor_words(row) for row in table.to_dict("records")],
                _("Factor id"): table["factor_id"].fillna("–"),
            }
        ),
        hide_index=True,
        alt=_("Savings by carrier with the price and the CO2 factor used"),
    )
    st.subheader(_("CO2 as claimed and re-stated"), anchor=False)
    st.caption(
        _(
            "The same savings with the factor of the park's own region, and with those of the regions that contain it."
        )
    )
    claimed = claims[claims["unit"].str.startswith("t") & claims["name_en"].str.contains("CO2", na=False)]
    for claim in claimed.to_dict("records"):
        st.markdown(
            _(
                "As claimed: **{amount}** ({scope})",
                amount=claim_words(claim, "value", register.currency),
                scope=show.plain(read.name(claim["scope_en"], claim["scope_zh"])),
            )
        )
    energy.restated_table(park_id, scope)


def table(appraised: pd.DataFrame, currency: str) -> None:
    """Show all measures, filtered by category, company and status."""
    read = reader()
    shown = energy.disclosed(appraised)
    companies = {
        row["company_id"]: read.name(row["company_en"], row["company_zh"])
        for row in shown.dropna(subset=["company_id"]).drop_duplicates("company_id").to_dict("records")
        if row["is_named"]
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        category = st.multiselect(
            _("Categories"),
            [name for name in contracts.choices("measure_category") if name in set(shown["category"])],
            format_func=lambda name: read.choice("measure_category", name),
            placeholder=_("All"),
            key="measure_categories",
        )
        company = st.multiselect(
            _("Companies"),
            list(companies),
            format_func=lambda name: show.plain(companies[name]),
            placeholder=_("All"),
            key="measure_companies",
        )
        status = st.multiselect(
            _("Status"),
            sorted(shown["status"].unique()),
            format_func=lambda name: read.choice("measure_status", name),
            placeholder=_("All"),
            key="measure_statuses",
        )
        unit = energy.choose_unit()
    for column, chosen in (("category", category), ("company_id", company), ("status", status)):
        if chosen:
            shown = shown[shown[column].isin(chosen)]
    energy.measure_table(shown, currency, unit)
