"""Bars of the feasible matches of one company, in the order of the page “Matches”."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.symbiosis.matching import presentation
from pages.common import charts, controls, match_order, park_facts, role, screen
from pages.common.controls import park_id
from pages.common.language import _, reader
from pages.common.show import escaped, info
from pages.institution.parts import match_groups
from pages.institution.parts.own_matches import FILLED, SHOWN, Company, of_company

_LEGEND = 40  # height of the legend above presented bars [px]


def show_feasible(company: Company) -> None:
    """Draw the feasible matches of a company in the order of the page “Matches”, with gain and amounts."""
    order = "gain" if role.may_change() else "score"
    found = of_company(company)
    found = match_order.listed(found[found["blocked"] == 0], order)
    has_money = role.may_change() and found["value"].notna().any()
    by = match_order.words(order)
    title = _("Feasible matches of {company}", company=escaped(company.name))
    st.subheader(title if len(found) < 2 else reader().noted(title, by), anchor=False)
    if found.empty:
        info(_("No feasible match yet. Blocked ones and their remedies are listed below."))
        return
    _draw(found, company, order, has_money=has_money)


def _draw(found: pd.DataFrame, company: Company, order: str, *, has_money: bool) -> None:
    """Draw the first matches, with notes on the bars above."""
    read = reader()
    rows = found.head(SHOWN).to_dict("records")
    bars = _bars(rows, company, has_money=has_money)
    alternatives = (
        _("Matches of one supply or demand are alternatives.") if bars["name"].duplicated().any() else ""
    )
    first = _(
        "{shown} of {total} drawn; all are on the page “Matches”.",
        shown=SHOWN,
        total=read.number(len(found)),
    )
    is_own = controls.is_projected() and any(row["is_hidden"] for row in rows)
    has_co2 = controls.is_projected() and any(row["co2"] > 0 for row in rows)
    notes = [
        "" if has_money else _basis(order),
        _("CO2 is stated where a saving is known.") if has_co2 else "",
        _("With an undisclosed partner, the amount is the company's own, and the board is not compared.")
        if is_own
        else match_order.not_compared(found.head(SHOWN)),
        "" if controls.is_projected() else alternatives,  # below, because the line has no space for it
        first if len(found) > SHOWN else "",
    ]
    st.caption(read.sentences(notes))
    colours = dict(match_groups.groups().values())
    shown = set(bars.loc[bars["amount"] > 0, "state"])
    looks = screen.bar_looks()
    if shown <= {match_groups.groups()[name][0] for name in ("new", "hidden")} and len(shown) == 1:
        looks = replace(looks, states=None, filled=FILLED)  # figures and labels state what they are
    else:
        looks = replace(looks, filled=FILLED - _LEGEND)
    charts.bars(
        bars.assign(name=match_groups.apart(bars["name"])),
        alt=_("Feasible matches of the company, in the order of the page “Matches”"),
        room=2.5 if controls.is_projected() else 3.3,
        colours={label: colour for label, colour in colours.items() if label in shown},
        looks=looks,
    )
    left_out = match_order.left_out({"park_id": park_id()})
    below = [alternatives, left_out] if controls.is_projected() else []
    if any(below):
        st.caption(read.sentences(below))


def _bars(rows: list[dict], company: Company, *, has_money: bool) -> pd.DataFrame:
    """Bars of matches as for `charts.bars`: name, amount, state and texts."""
    groups = match_groups.groups()
    return pd.DataFrame(
        {
            "name": [_name(row, company) for row in rows],
            "amount": [match_groups.amount(row, has_money=has_money) for row in rows],
            "state": [groups[match_groups.group(row)][0] for row in rows],
            "words": [
                _in_hall(row, company)
                if controls.is_projected()
                else _words(row, company, has_money=has_money)
                for row in rows
            ],
            "short": [_words(row, company, has_money=has_money, is_short=True) for row in rows],
        }
    )


def _basis(order: str) -> str:
    """Sentence on what the length of a bar without a gain means."""
    if order == "score":
        return _("Bars show the score, which leaves out prices.")
    return _("Bars show the score.")


def _side(row: dict, company: Company) -> str:
    """Side of a match of the company."""
    return "supply" if row["supply_site_id"] in company.sites else "demand"


def _name(row: dict, company: Company) -> str:
    """Text of what the company provides or needs in a match; on a phone an arrow at the partner shows the direction."""
    side = _side(row, company)
    resource = presentation.resource(row, side, reader())
    if screen.is_phone():
        return resource
    if side == "supply":
        return _("Provides: {resource}", resource=resource)
    return _("Needs: {resource}", resource=resource)


def _in_hall(row: dict, company: Company) -> str:
    """Score shown by the bar, amount per year, CO2 saved if known, and partner of a match."""
    read, side = reader(), _side(row, company)
    parts = [
        read.percent(row["score"]),
        match_groups.mark(row),
        presentation.own_amount(row, side, read),
        _("{amount} CO2 saved", amount=read.amount(float(f"{row['co2']:.2g}"), "t"))
        if row["co2"] > 0
        else "",
    ]
    partner = presentation.company(row, "demand" if side == "supply" else "supply", read)
    return f"{' · '.join(filter(None, parts))} {'→' if side == 'supply' else '←'} {partner}"


def _words(row: dict, company: Company, *, has_money: bool, is_short: bool = False) -> str:
    """Gain or score, amount and partner of a match; on a phone with an arrow at the partner."""
    read, side = reader(), _side(row, company)
    other = "demand" if side == "supply" else "supply"
    partner = presentation.company(row, other, read)
    shown = read.percent(row["score"])
    if has_money:
        gain = row["value"]
        money = read.money(abs(gain), park_facts.currency()) if pd.notna(gain) else ""
        shown = money or _("gain unknown")
        shown = _("loss of {amount} per year", amount=money) if gain < 0 else shown
    shown = " · ".join(filter(None, [shown, match_groups.mark(row)]))
    if is_short:
        amount = "" if row["is_hidden"] else presentation.amount(row, read)
        return f"{' · '.join(filter(None, [shown, amount]))} {'→' if side == 'supply' else '←'} {partner}"
    way = _("to {company}", company=partner) if side == "supply" else _("from {company}", company=partner)
    return " · ".join(filter(None, [shown, presentation.amount(row, read), way]))
