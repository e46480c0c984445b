"""Results of a shared supply or service: joint and stand-alone cost, and the share of each company."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.output.figures import labelled_bars
from isdata.output.figures import sharing as figure
from isdata.output.reports import partner_terms
from isdata.symbiosis import assessment
from pages.common import cards, charts, controls, screen, show
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import turning
from pages.common.tables import show_rows
from pages.synergies.parts import sharing_figures

_MOST = 6  # number of companies whose costs are drawn at a time when presented, and on a phone
_DRAWN = 12  # number of companies whose costs are drawn beside the table in a high window


def headline(name: str, found: assessment.Sharing, currency: str) -> str:
    """Headline with the joint saving or extra cost of sharing; `name`: name of the shared option."""
    read, saving = reader(), found.alone - found.together
    amount = sharing_figures.words(found, currency).total_saving.lstrip("-−")
    share = read.percent(abs(saving) / found.alone) if found.alone else ""
    if found.pays and found.is_estimated:
        return ngettext(
            "{name}: {count} company saves an estimated {money} per year, {share}",
            "{name}: {count} companies save an estimated {money} per year, {share}",
            len(found.firms),
            name=name,
            money=amount,
            share=share,
        )
    money = read.noted(amount, share)
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


def withheld_headline(name: str, found: assessment.Sharing, unit: str, currency: str) -> str:
    """Headline with the unit cost of joint operation if the saving is withheld; `name`: name of the shared option."""
    read = reader()
    return ngettext(
        "{name}: {money} per {unit} for {count} company",
        "{name}: {money} per {unit} for {count} companies together",
        len(found.firms),
        name=name,
        money=read.money(found.together / float(found.firms["amount"].sum()), currency),
        unit=read.unit(unit),
    )


def show_withheld(
    found: assessment.Sharing, companies: pd.Series, *, unit: str, currency: str, height: float
) -> None:
    """Show the cost of joint operation and the demand of each company.

    Parameters
    ----------
    found : Sharing
    companies : Series
        Names by site.
    unit, currency : str
    height : float
        Of the picture before an audience. [px]
    """
    read, amounts = reader(), found.firms["amount"]
    total = float(amounts.sum())
    with cards.row(2):
        sharing_figures.show_joint_cost(found, read.money(found.together, currency))
        cards.metric(
            _("Joint demand, per year"),
            read.quantity(total, unit),
            _("Demand of the selected companies together."),
        )
    rows = pd.DataFrame(
        {
            "name": companies.reindex(amounts.index),
            "amount": amounts,
            "words": [read.quantity(amount, unit) for amount in amounts],
        }
    )
    title = _("Demand of each company, per year")
    st.subheader(title, anchor=False)
    charts.draw(labelled_bars.bars(rows, charts.reader()), alt=title, height=height)


def show_results(
    found: assessment.Sharing,
    curve: assessment.Option,
    companies: pd.Series,
    *,
    unit: str,
    currency: str,
    height: float,
) -> None:
    """Show the share of each company as bars and numbers, and whether any would do better alone.

    Parameters
    ----------
    found : Sharing
    curve : Option
    companies : Series
        Names by site.
    unit, currency : str
    height : float
        Of the picture before an audience. [px]
    """
    words = sharing_figures.words(found, currency)
    shown = found.firms.assign(company=companies, alone_words=list(words.alone))
    if found.pays:
        shown = shown.assign(share_words=list(words.share), saving_words=list(words.saving))
    else:  # shares that no company would pay
        shown = shown.drop(columns=["share", "saving"])
    above = st.container()  # for a warning; that the shares are stable is below the picture
    if controls.is_projected():  # the bars contain the table's figures and have the whole width
        _draw_costs(shown, currency, height, is_estimated=found.is_estimated)
    else:
        left, right = st.columns(2, gap="large")
        with left:
            _draw_costs(shown, currency, height, is_estimated=found.is_estimated)
        with right:
            _show_shares(shown, unit, currency, is_estimated=found.is_estimated)
    with st.container() if found.pays or controls.is_projected() else above:
        _show_stability(found, curve, dict(companies), unit, currency)


def _draw_costs(shown: pd.DataFrame, currency: str, height: float, *, is_estimated: bool) -> None:
    is_shared, read = "share" in shown, reader()
    title = _("Cost per year, alone and shared") if is_shared else _("Cost per year, each company alone")
    drawn, part = shown, ""
    most = _MOST if screen.is_phone() else min(_DRAWN, figure.most_rows(screen.height()))
    if not controls.is_projected() and len(shown) > most:  # the table has all
        drawn = shown.nlargest(most, "alone")
        part = _("the {shown} largest of {count}", shown=most, count=read.number(len(shown)))
    elif controls.is_projected() and len(shown) > _MOST:
        first = turning.first("sharing", len(shown), _MOST)
        drawn = shown.iloc[first : first + _MOST]
        part = _(
            "companies {first} to {last} of {total} · keys ↓ and ↑ for the others",
            first=read.number(first + 1),
            last=read.number(first + len(drawn)),
            total=read.number(len(shown)),
        )
    st.subheader(" · ".join(filter(None, [title, part])), anchor=False)
    longest = float(shown[[name for name in ("alone", "share") if name in shown]].max(axis=None))
    alt = _("Cost of each company on its own and its fair share") if is_shared else title
    once(_chart, drawn, currency, longest, alt, height, screen.height(), is_estimated=is_estimated)


def _chart(
    drawn: pd.DataFrame,
    currency: str,
    longest: float,
    alt: str,
    height: float,
    window: int,
    *,
    is_estimated: bool,
) -> None:
    chart = figure.costs(
        drawn, charts.reader(), currency, is_estimated=is_estimated, longest=longest, window=window
    )
    charts.draw(chart, alt=alt, height=height)


def _show_shares(shown: pd.DataFrame, unit: str, currency: str, *, is_estimated: bool) -> None:
    """Show the payments of each company as a table; the bars beside it state the cost alone."""
    read = reader()
    columns = {_("Company"): list(shown["company"])}
    if "share" in shown:
        columns[_("Fair share per year")] = list(shown["share_words"])
        columns[_("Saves per year")] = [
            read.noted(saving, read.percent((alone - share) / alone)) if alone else saving
            for saving, share, alone in zip(
                shown["saving_words"], shown["share"], shown["alone"], strict=True
            )
        ]
    if "share" not in shown:
        alone = _("Alone per year (estimated)") if is_estimated else _("Alone per year")
        columns[alone] = list(shown["alone_words"])
    if not screen.is_phone() and "share" in shown:
        columns[_("Share per {unit} of demand", unit=read.unit(unit))] = [
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
        costs_more = (
            _("Sharing among all of them costs more than separate operation.")
            if found.split.objecting
            else _("Sharing costs more than separate operation: each company is cheaper alone.")
        )
        when = _from_when(found, curve, unit, currency)
        st.warning(f"{costs_more} {when}", icon=":material/trending_down:")
    elif found.split.is_stable:
        estimated = _(
            "Fair share estimated from random orders of joining (many companies). No single company "
            "or pair would do better on its own."
        )
        exact = _("Stable: no group of these companies would do better on its own.")
        st.markdown(f"**{exact if found.split.is_exact else estimated}**")
    if found.pays and (note := partner_terms.raised_shares(found.split, names, read)):
        st.caption(show.escaped(note))
    if found.split.objecting:
        group, more = found.split.objecting[0]
        st.warning(
            _(
                "{firms} would save {money} per year more without the others.",
                firms=read.listed(show.escaped(names[firm]) for firm in group),
                money=read.money(more, currency),
            ),
            icon=":material/group_remove:",
        )


def _from_when(found: assessment.Sharing, curve: assessment.Option, unit: str, currency: str) -> str:
    """Sentence on the amount from which sharing would pay at the present unit cost."""
    read = reader()
    amount = float(found.firms["amount"].sum())
    price = found.alone / amount
    least = curve.break_even_amount(price)
    details = {"price": read.money(price, currency), "unit": read.unit(unit)}
    if pd.isna(least):
        return _("At the current average of {price} per {unit}, no amount breaks even.", **details)
    return _(
        "At the current average of {price} per {unit}, break-even is {least} per year; the demand is "
        "{amount}.",
        **details,
        least=read.quantity(least, unit),
        amount=read.quantity(amount, unit),
    )
