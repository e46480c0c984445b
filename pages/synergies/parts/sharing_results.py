"""Results of a shared supply or service: cost together and alone, and the share of each company."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.output.figures import sharing as figure
from isdata.output.reports import deal
from isdata.symbiosis import assessment
from pages.common import cards, charts, controls, screen, show
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows


def headline(name: str, found: assessment.Sharing, currency: str) -> str:
    """What the companies together save with what is shared, or what it costs them more; `name`: of what is shared."""
    read, saving = reader(), found.alone - found.together
    money = read.noted(
        read.money(abs(saving), currency), read.percent(abs(saving) / found.alone) if found.alone else ""
    )
    if found.pays:
        return ngettext(
            "{name}: {count} company saves {money} per year",
            "{name}: {count} companies save {money} per year",
            len(found.firms),
            name=name,
            money=money,
        )
    return ngettext(
        "{name}: {count} company pays {money} more per year than separately",
        "{name}: {count} companies pay {money} more per year than separately",
        len(found.firms),
        name=name,
        money=money,
    )


def show_results(
    found: assessment.Sharing, curve: assessment.Option, companies: pd.Series, *, unit: str, currency: str
) -> None:
    """Show the sums, each one's share as bars and in numbers, and whether anybody would do better without.

    Parameters
    ----------
    found : Sharing
    curve : Option
    companies : Series
        Names by site.
    unit, currency : str
    """
    _show_sums(found, currency)
    shown = found.firms.assign(company=companies)
    if controls.is_projected():  # the bars state what the table holds, and have the whole width
        _draw_costs(shown, currency)
        _show_stability(found, curve, dict(companies), unit, currency)
        return
    _show_stability(found, curve, dict(companies), unit, currency)
    left, right = st.columns(2, gap="large")
    with left:
        _draw_costs(shown, currency)
    with right:
        _show_shares(shown, unit, currency)


def _draw_costs(shown: pd.DataFrame, currency: str) -> None:
    st.subheader(_("Cost per year, alone and shared"), anchor=False)
    charts.draw(
        figure.costs(shown, charts.reader(), currency),
        alt=_("Cost of each company on its own and its fair share"),
    )


def _show_sums(found: assessment.Sharing, currency: str) -> None:
    read = reader()
    saving = found.alone - found.together
    with cards.row(3):
        cards.metric(
            _("Joint operation, per year"),
            read.money(found.together, currency),
            _("Yearly cost of one plant or service for the selected companies."),
        )
        cards.metric(
            _("Separate operation, per year"),
            read.money(found.alone, currency),
            _("Yearly cost if each selected company runs its own."),
        )
        cards.metric(
            _("Joint saving, per year"),
            read.money(saving, currency),
            _("Separate less joint operation. Negative: sharing costs more than separate operation."),
        )


def _show_shares(shown: pd.DataFrame, unit: str, currency: str) -> None:
    """Show each one's share in numbers, to be taken along to the talks: what a phone cuts comes last."""
    read = reader()
    columns = {
        _("Company"): list(shown["company"]),
        _("Fair share per year"): [read.money(cost, currency) for cost in shown["share"]],
        _("Saves per year"): [
            read.noted(read.money(saved, currency), read.percent(saved / alone))
            if alone
            else read.money(saved, currency)
            for saved, alone in zip(shown["saving"], shown["alone"], strict=True)
        ],
    }
    # A phone has the cost alone at the bars, and no room.
    if not screen.is_phone():
        columns[_("Alone per year")] = [read.money(cost, currency) for cost in shown["alone"]]
        columns[_("Share per {unit}", unit=read.unit(unit))] = [
            read.money(each, currency) for each in shown["share"] / shown["amount"]
        ]
    show_rows(
        columns,
        most=600,
        column_config={_("Saves per year"): st.column_config.TextColumn(alignment="right")},
        alt=_("Annual cost of each company alone, fair share and saving"),
    )


def _show_stability(
    found: assessment.Sharing, curve: assessment.Option, names: Mapping[str, str], unit: str, currency: str
) -> None:
    read = reader()
    if not found.pays:
        costs_more = _("Sharing costs more than separate operation.")
        when = _from_when(found, curve, unit, currency)
        st.warning(f"{costs_more} {when}", icon=":material/trending_down:")
    elif found.split.is_stable:
        estimated = _(
            "Fair share estimated from random orders of joining (many companies). No single company "
            "or pair would do better on its own."
        )
        exact = _("Stable: no group of these companies would do better on its own.")
        sentence = exact if found.split.is_exact else estimated
        if controls.is_projected():
            st.markdown(f"**{sentence}**")
        else:
            st.success(sentence, icon=":material/handshake:")
    if note := deal.raised(found.split, names, read):
        st.caption(show.plain(note))
    if found.split.objecting:
        group, more = found.split.objecting[0]
        st.warning(
            _(
                "{firms} would save {money} per year more without the others.",
                firms=read.listed(show.plain(names[firm]) for firm in group),
                money=read.money(more, currency),
            ),
            icon=":material/group_remove:",
        )


def _from_when(found: assessment.Sharing, curve: assessment.Option, unit: str, currency: str) -> str:
    """Say from which amount on it would pay at what a unit costs today."""
    read = reader()
    amount = float(found.firms["amount"].sum())
    price = found.alone / amount
    least = curve.pays_from(price)
    details = {"price": read.money(price, currency), "unit": read.unit(unit)}
    if pd.isna(least):
        return _("At the current average of {price} per {unit}, no amount breaks even.", **details)
    return _(
        "At the current average of {price} per {unit}, break-even is {least} per year; the demand is "
        "{amount}.",
        **details,
        least=read.amount(least, unit),
        amount=read.amount(amount, unit),
    )


def show_assumptions(option: Mapping[str, Any], currency: str) -> None:
    """Show the assumptions behind the cost."""
    read = reader()
    show.computed(
        _(
            "Assumed: fixed cost {fixed} per year plus {unit_cost} per {unit} at {amount} per year, "
            "scaling with the amount to the power of {scale}; {year} prices. Shares are Shapley values: "
            "the average saving a company brings to the others. Source: {source}.",
            fixed=read.money(option["fixed_cost"], currency),
            unit_cost=read.money(option["unit_cost"], currency),
            unit=read.unit(option["unit"]),
            amount=read.amount(option["reference_quantity"], option["unit"]),
            scale=read.number(option["scale_exponent"]),
            year=int(option["price_year"]) if pd.notna(option["price_year"]) else "–",
            source=show.plain(read.half(option["source"]) or "–"),
        )
    )
