"""The feasibility sheet of one synergy: its results, and the assumptions it rests on, to be changed in place."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from isdata import judging
from isdata.figures import certainty, matches
from isdata.figures import synergy_sheet as figure
from isdata.figures.frame import money_axis
from isdata.measures import words as wording
from pages.common import controls, editing, show
from pages.common.data import cursor
from pages.common.language import _, reader

IN_MONEY_OF_TODAY = ("discount_rate", "hurdle", "lifetime")
PARTIES = {"giver": "provider", "taker": "receiver"}


def show_sheet(dossier: judging.Dossier, name: str) -> None:
    """Show the sheet of a synergy and the table of its assumptions.

    Parameters
    ----------
    dossier : judging.Dossier
        For the facilitator.
    name : str
        Who changes, for the log; empty while not given.
    """
    made = dossier.sheet
    assert made is not None
    currency = str(dossier.facts["currency"] or "CNY")
    _metrics(made, currency)
    _left_out(made, dossier.assumptions)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Money by year"), anchor=False)
        drawn = figure.by_year(made.years, reader(), currency, is_large=controls.is_projected())
        if drawn is None:
            st.info(_("No money is known yet: fill in the assumptions below."), icon=":material/info:")
        else:
            st.altair_chart(drawn, alt=_("Money of each year by part, and the discounted sum as a line"))
        _parties(made, currency)
    with right:
        st.subheader(_("Price"), anchor=False)
        _price(made, currency, str(dossier.facts["unit"] or ""))
        st.subheader(_("Effects a year"), anchor=False)
        _effects(made, dossier.assumptions)
    _certainty(made, currency)
    st.subheader(_("What it rests on"), anchor=False)
    _editor(dossier, name)
    with st.expander(_("Year by year")):
        _by_year(made, currency, str(dossier.facts["unit"] or ""))


def _metrics(made: judging.Sheet, currency: str) -> None:
    read, row = reader(), made.appraisal
    irr = {
        "one": read.percent(row["irr"], digits=1),
        "none": _("none"),
        "several": _("several"),
        "": _("not known"),
    }
    known = {
        _("Investment"): _money(row["investment"], currency),
        _("Gain of the first year"): _money(row["annual_saving"], currency),
        _("Payback"): _years(row["payback"]),
        _("Discounted payback"): _years(row["discounted_payback"]),
        _("Net present value"): _money(row["npv"], currency),
        _("Internal rate of return"): irr[str(row["irr_status"])],
    }
    with st.grid(6, min_column_width=165):
        for label, text in known.items():
            st.metric(label, text, border=True)


def _money(value: float, currency: str) -> str:
    return _("not known") if pd.isna(value) else reader().money(float(value), currency)


def _years(years: float) -> str:
    if pd.isna(years):
        return _("not known")
    told = wording.words(float(years), reader())
    return told if not 0 < float(years) < math.inf else _("{years} years", years=told)


def _left_out(made: judging.Sheet, told: pd.DataFrame) -> None:
    read = reader()
    if made.unknown:
        listed = ", ".join(figure.part_words(name, read) for name in made.unknown)
        st.warning(
            show.plain(_("Not known, and so not counted: {names}.", names=listed)),
            icon=":material/help:",
        )
    is_whole = told.set_index("assumption").loc["annual_saving", "value"]
    if np.ravel(pd.notna(is_whole))[0]:
        st.caption(
            _(
                "The yearly gain is the one that the record tells as a whole. Write down what disposal or purchase is "
                "avoided, and it is counted from its parts."
            )
        )


def _parties(made: judging.Sheet, currency: str) -> None:
    read = reader()
    st.subheader(_("Who invests and who gains"), anchor=False)
    rows = made.parties
    st.table(
        pd.DataFrame(
            {
                _("Party"): [read.choice("participant_role", PARTIES[party]) for party in rows.index],
                _("Investment"): [_money(value, currency) for value in rows["investment"]],
                _("Gain a year"): [_money(value, currency) for value in rows["gain"]],
                _("Payback"): [_years(value) for value in rows["payback"]],
                _("Net present value"): [_money(value, currency) for value in rows["npv"]],
            }
        ).map(show.plain),
        border="horizontal",
        hide_index=True,
    )
    st.caption(
        _(
            "At the price beside, or with the gain halved where no price is known. Who treats is paid what it costs; an "
            "investment that is not shared out yet is halved. More than two partners: each side is one party here."
        )
    )


def _price(made: judging.Sheet, currency: str, unit: str) -> None:
    read, band = reader(), made.band
    if not band["outcome"]:
        st.caption(
            _(
                "For a price band, both must tell what they pay today: the giver for disposal, the taker for what is "
                "replaced."
            )
        )
        return
    sentences = {
        "deal": _(
            "At {price} per {unit} both gain the same.",
            price=read.money(band["equal_gain"], currency),
            unit=unit,
        ),
        "gate_fee": _(
            "At {price} per {unit} both gain the same: the giver pays a gate fee.",
            price=read.money(band["equal_gain"], currency),
            unit=unit,
        ),
        "subsidy": _(
            "There is no price that serves both: {lacking} per {unit} is lacking.",
            lacking=read.money(band["lacking"], currency),
            unit=unit,
        ),
    }
    st.markdown(show.plain(sentences[band["outcome"]]))
    st.altair_chart(
        matches.price_band(
            band.to_dict(), read, read.choice("currency", currency), unit, is_large=controls.is_projected()
        ),
        alt=_("Least price for the giver, most for the taker, and the price at which both gain the same"),
    )


def _effects(made: judging.Sheet, told: pd.DataFrame) -> None:
    read, first = reader(), made.years.iloc[1]
    jobs = told.set_index("assumption").loc["jobs", "value"]
    units = {"co2": "t", "water": "m³", "virgin": "t", "landfill": "t"}
    rows = {
        read.choice("assumption", name): _("not known")
        if pd.isna(first[name])
        else _("{amount} a year", amount=read.amount(float(first[name]), unit))
        for name, unit in units.items()
    }
    rows[read.choice("assumption", "jobs")] = _("not known") if pd.isna(jobs) else read.number(float(jobs))
    st.table(
        pd.DataFrame({"what": list(rows), "text": [show.plain(text) for text in rows.values()]}),
        border="horizontal",
        hide_header=True,
        hide_index=True,
    )


def _certainty(made: judging.Sheet, currency: str) -> None:
    read, total = reader(), made.simulation.total
    if made.swings.empty or math.isnan(total["npv_p50"]):
        return
    st.subheader(_("How sure it is"), anchor=False)
    st.markdown(
        show.plain(
            _(
                "In 8 of 10 futures: payback in years {low} to {high}, net present value {least} to {most}; in the middle "
                "{middle} and {worth}. Chance to pay back in time: {chance}.",
                low=wording.words(total["payback_p10"], read),
                high=wording.words(total["payback_p90"], read),
                middle=wording.words(total["payback_p50"], read),
                least=read.money(total["npv_p10"], currency),
                most=read.money(total["npv_p90"], currency),
                worth=read.money(total["npv_p50"], currency),
                chance=read.percent(total["chance_hurdle"]),
            )
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        axis = money_axis(float(np.abs(made.simulation.npv).max()), currency, read)
        limits = [total[f"npv_p{share}"] for share in (10, 50, 90)]
        st.altair_chart(
            certainty.spread(
                made.simulation.npv / axis.step,
                read,
                title=_("Net present value [{unit}]", unit=axis.title),
                percentiles=[value / axis.step for value in limits],
                words=[read.short(value) for value in limits],
                is_large=controls.is_projected(),
            ),
            alt=_("How often each net present value was drawn, with the middle 80 percent marked"),
        )
    with right:
        st.altair_chart(
            figure.swings(
                made.swings, float(made.appraisal["npv"]), read, currency, is_large=controls.is_projected()
            ),
            alt=_("Net present value when one assumption is at its low or high end, the widest first"),
        )
    st.caption(
        _(
            "2,000 futures, the same random numbers for every synergy. Each number varies by its plus or minus; where none "
            "is told by ± 20 %, investment by −10 to +30 %: this product's own assumption."
        )
    )


def _editor(dossier: judging.Dossier, name: str) -> None:
    read, synergy = reader(), str(dossier.facts["synergy_id"])
    told = dossier.assumptions
    rows = told.assign(
        label=[_labelled(row) for row in told[["assumption", "from_year"]].to_dict("records")],
        origin=[read.text(judging.ORIGIN_WORDS[origin]) for origin in told["origin"]],
    )
    table = "synergy_assumption"
    now = editing.edited(
        table,
        rows,
        {
            "label": st.column_config.TextColumn(label=_("Assumption"), pinned=True),
            "value": editing.column(table, "value", required=False, format="localized"),
            "unit": editing.column(table, "unit"),
            "uncertainty": editing.column(table, "uncertainty", label=f"± [{'%'}]"),
            "price_year": editing.column(table, "price_year"),
            "transport_mode": editing.column(table, "transport_mode"),
            "basis": editing.column(table, "basis"),
            "source": editing.column(table, "source"),
            "origin": st.column_config.TextColumn(label=_("Where it comes from")),
        },
        key=f"assumptions_{synergy}_{editing.turn('assumptions')}_{read.language}",
        fixed=["label", "unit", "origin"],
        alt=_("Change what you know better; empty a value to forget what was written down here."),
    )
    changed = _changed(rows, now, ["value", "uncertainty", "price_year", "transport_mode", "basis", "source"])
    if len(changed):
        shown = judging.sheet_of(now, unit=str(dossier.facts["unit"]))
        st.info(
            show.plain(
                _(
                    "With these numbers: payback {payback}, net present value {worth}. Not stored yet.",
                    payback=_years(shown.appraisal["payback"]),
                    worth=_money(shown.appraisal["npv"], str(dossier.facts["currency"] or "CNY")),
                )
            ),
            icon=":material/calculate:",
        )
    _later_amount(synergy, name)
    columns = [
        "assumption",
        "from_year",
        "value",
        "uncertainty",
        "price_year",
        "transport_mode",
        "basis",
        "source",
    ]
    editing.offer_to_store(
        name,
        key="assumptions",
        reason=_("Sheet filled in"),
        store=lambda why: judging.write_down(
            cursor(), synergy=synergy, rows=changed[columns], who=name, reason=why
        ),
    )


def _labelled(row: dict) -> str:
    label = reader().choice("assumption", row["assumption"])
    return (
        label if row["from_year"] == 1 else _("{what}, from year {year}", what=label, year=row["from_year"])
    )


def _changed(before: pd.DataFrame, after: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    one, other = (
        frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
        for frame in (before, after)
    )
    is_other = (one.reset_index(drop=True) != other.reset_index(drop=True)) & ~(
        one.reset_index(drop=True).isna() & other.reset_index(drop=True).isna()
    )
    return after.loc[is_other.any(axis=1).to_numpy()]


def _later_amount(synergy: str, name: str) -> None:
    """Let the amount of a later year be told."""
    with st.popover(_("Another amount from a later year"), icon=":material/add:", disabled=not name):
        year = st.number_input(_("From year"), min_value=2, max_value=100, value=2, key="later_year")
        amount = st.number_input(_("Amount a year"), min_value=0.0, value=None, key="later_amount")
        if st.button(_("Add"), key="later_add", disabled=amount is None):
            rows = pd.DataFrame([{"assumption": "volume", "from_year": int(year), "value": amount}])
            with editing.worded():
                judging.write_down(
                    cursor(), synergy=synergy, rows=rows, who=name, reason=_("Amount of a later year")
                )
                st.rerun()


def _by_year(made: judging.Sheet, currency: str, unit: str) -> None:
    read = reader()
    labels = {
        "year": _("Year"),
        "volume": f"{read.choice('assumption', 'volume')} [{unit}]",
        "net": f"{_('Together')} [{currency}]",
        "discounted": f"{_('Added up, discounted')} [{currency}]",
        **{
            name: f"{read.choice('assumption', name)} [{size}]"
            for name, size in {"co2": "t", "water": "m³", "virgin": "t", "landfill": "t"}.items()
        },
    }
    parts = {
        name: f"{figure.part_words(name, read)} [{currency}]" for name in figure.PARTS if name in made.years
    }
    order = ["year", "volume", *parts, "net", "discounted", "co2", "water", "virgin", "landfill"]
    named = made.years[order].dropna(axis="columns", how="all").rename(columns=labels | parts)
    numeric = {name: st.column_config.NumberColumn(format="localized") for name in named.columns[1:]}
    st.dataframe(
        named.round(2),
        hide_index=True,
        column_config=numeric,
        alt=_("Every number of the sheet, a row a year"),
    )
