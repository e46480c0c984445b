"""What the matches page shows: one match in full, heat by temperature, phrases, and newcomers."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata import judging, matching, store
from isdata.figures import matches as figure
from isdata.figures import payback
from isdata.matching import heat, told
from isdata.matching import streams as declared
from pages.common import controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader


def treatment_names() -> dict[str, str]:
    """Return the names of the treatment steps in the reader's language."""
    rows = ask(_treatments).to_dict("records")
    return {row["treatment_id"]: reader().name(row["name_en"], row["name_zh"]) for row in rows}


def _treatments(con: object) -> pd.DataFrame:
    return store.ask(con, "match_treatments")  # ty: ignore[invalid-argument-type]


def _resources(con: object) -> pd.DataFrame:
    return store.ask(con, "match_resources")  # ty: ignore[invalid-argument-type]


def _heat(con: object, *, park_id: str, names_all: bool) -> pd.DataFrame:
    found = store.ask(con, "match_streams", parks=[park_id], region=None, names_all=names_all)  # ty: ignore[invalid-argument-type]
    told_in_full = found.loc[~found["is_hidden"].astype(bool)]
    return heat.from_streams(declared.prepared(told_in_full, currency=""))


def newcomers(con: object, **where: object) -> pd.DataFrame:
    """Return which newcomer would close most of what the chosen parks have no match for."""
    found = matching.matches(con, **where)  # ty: ignore[invalid-argument-type]
    return matching.newcomers(con, found, **where)  # ty: ignore[invalid-argument-type]


def show_match(match: Mapping, currency: str) -> None:
    """Show one match: who, how good in each part, what holds it back, and between which prices it serves both."""
    read, is_large = reader(), controls.is_projected()
    giver, taker = (told.company(match, side, read) for side in ("supply", "demand"))
    st.subheader(f"{show.plain(giver)} → {show.plain(taker)}", anchor=False)
    st.caption(
        f"{show.plain(told.resource(match, 'supply', read))} → {show.plain(told.resource(match, 'demand', read))}"
        f" · {show.plain(told.steps(match, treatment_names(), read))} · {show.plain(told.distance(match, read))}"
    )
    if match["is_hidden"]:
        st.info(
            _(
                "One of the two keeps to class and band. Ask the facilitator to bring you together; names, amounts and "
                "the parts of the score are told once both agree."
            ),
            icon=":material/visibility_off:",
        )
        return
    for title, reason, lift in matching.reasons(match, read):
        st.warning(f"{show.plain(reason)} {show.plain(lift)}", title=title, icon=":material/block:")
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(_("**Score {score}** and its parts", score=read.number(match["score"], significant=2)))
        st.altair_chart(
            figure.parts(
                match if role.sees_all() else {**match, "economics": float("nan")}, read, is_large=is_large
            ),
            alt=_("Parts of the score, each from 0 to 1"),
        )
    with right:
        if role.sees_all():
            _prices(match, currency)
        else:
            st.caption(_("Money is shown to the facilitator only."))


def _prices(match: Mapping, currency: str) -> None:
    read = reader()
    band = judging.of_matches(pd.DataFrame([match])).iloc[0]
    if not band["outcome"]:
        st.caption(
            _(
                "For a price band, both must tell what they pay today: the giver for disposal, the taker for what is "
                "replaced."
            )
        )
        return
    unit, price = str(match["unit"]), read.money(band["equal_gain"], currency)
    sentences = {
        "deal": _("At {price} per {unit} both gain the same.", price=price, unit=unit),
        "gate_fee": _(
            "At {price} per {unit} both gain the same: the giver pays a gate fee.", price=price, unit=unit
        ),
        "subsidy": _(
            "There is no price that serves both: {lacking} per {unit} is lacking.",
            lacking=read.money(band["lacking"], currency),
            unit=unit,
        ),
    }
    st.markdown(show.plain(sentences[band["outcome"]]))
    st.altair_chart(
        figure.price_band(
            band, read, read.choice("currency", currency), unit, is_large=controls.is_projected()
        ),
        alt=_("Least price for the giver, most for the taker, and the price at which both gain the same"),
    )
    if pd.notna(match["quantity"]) and match["quantity"] > 0:
        _sheet(match, currency)


def _sheet(match: Mapping, currency: str) -> None:
    read = reader()
    made = judging.sheet(judging.case_of(match), discount_rate=0.08)
    row, spread = made.appraisal, made.simulation.measures.iloc[0]
    years = payback.words(row["payback"], read)
    facts = {
        _("Gain of both a year"): read.money(row["annual_saving"], currency),
        _("Investment in treatment"): read.money(float(match["investment"]), currency),
        _("Payback in years"): years,
        _("Payback, 10 to 90 % of futures"): f"{read.number(spread['payback_p10'])} – "
        f"{read.number(spread['payback_p90'])}",
        _("Net present value, 10 years at 8 %"): read.money(row["npv"], currency),
    }
    st.table(
        pd.DataFrame({"what": list(facts), "text": [show.plain(text) for text in facts.values()]}),
        border="horizontal",
        hide_header=True,
        hide_index=True,
    )
    st.caption(_("Pipes, tanks and approvals are not in the investment; costs of treatment are assumptions."))


def show_heat(park: str) -> None:
    """Show what heat the park could pass on, and where it is pinched."""
    read = reader()
    found = ask(_heat, park_id=park, names_all=role.sees_all())
    if found.empty or found["is_hot"].nunique() < 2:
        st.info(
            _(
                "For this view, some firm must tell heat to give and another heat it wants, with temperature and power."
            ),
            icon=":material/info:",
        )
        return
    approach = st.slider(_("Least temperature difference [K]"), 5, 30, 10, 5, key="approach")
    result = heat.cascade(found, approach=float(approach))
    wanted = float(found.loc[~found["is_hot"], "power"].sum())
    with st.container(horizontal=True):
        st.metric(_("Could pass between the firms"), read.amount(result.recovered / 1000, "MW"), border=True)
        st.metric(_("Heat still to buy"), read.amount(result.hot_utility / 1000, "MW"), border=True)
        st.metric(_("Heat left over"), read.amount(result.cold_utility / 1000, "MW"), border=True)
        pinch = "–" if pd.isna(result.pinch) else read.amount(result.pinch, "°C")
        st.metric(
            _("Pinch"),
            pinch,
            border=True,
            help=_("No heat should cross this temperature; shifted by half the difference."),
        )
    st.altair_chart(
        figure.composite(
            heat.composite(found, approach=float(approach)), read, is_large=controls.is_projected()
        ),
        alt=_("Heat to give and heat wanted, by temperature"),
    )
    st.caption(
        _(
            "{share} of the heat wanted could come from others if all ran at the same hours and lay side by side; "
            "the list of matches says which pairs lie near enough.",
            share=read.percent(result.recovered / wanted if wanted else None),
        )
    )


def show_phrase(matches: pd.DataFrame) -> None:
    """Let the reader type what somebody has or wants, in own words, and show what it may mean."""
    read = reader()
    phrase = st.text_input(
        _("What is it, in your own words?"),
        key="phrase",
        placeholder=_("spent machining emulsion"),
        help=_("Chinese or English, a trade name, or a six-digit List-of-Waste code."),
    )
    if not phrase:
        return
    resources = ask(_resources)
    found = matching.suggest(phrase, resources)
    if found.empty:
        st.info(
            _("Nothing in the resource list resembles this. Try a more general word."), icon=":material/info:"
        )
        return
    named = found.merge(resources[["resource_id", "name_en", "name_zh"]], on="resource_id")
    counts = {
        side: matches.loc[matches["blocked"] == 0, f"{side}_resource_id"].value_counts()
        for side in ("supply", "demand")
    }
    st.dataframe(
        pd.DataFrame(
            {
                _("Resource"): [
                    read.name(*names) for names in zip(named["name_en"], named["name_zh"], strict=True)
                ],
                _("Likeness"): named["likeness"],
                _("Class"): [read.choice("resource_class", each) for each in named["resource_class"]],
                _("List of Waste code"): named["ewc_code"].fillna("–"),
                _("Met by"): named["spelling"],
                _("Possible matches"): [
                    int(counts["supply"].get(each, 0) + counts["demand"].get(each, 0))
                    for each in named["resource_id"]
                ],
            }
        ),
        hide_index=True,
        column_config={
            _("Likeness"): st.column_config.ProgressColumn(min_value=0.0, max_value=1.0, format="%.2f")
        },
        alt=_("Resources that the phrase may mean, the likeliest first"),
    )


def show_newcomers(table: pd.DataFrame, currency: str) -> None:
    """Show which single newcomer would close most, by several measures side by side."""
    if table.empty:
        st.info(_("Every declared stream has a match."), icon=":material/check:")
        return
    st.dataframe(
        told.newcomers(table.head(15), reader(), currency),
        hide_index=True,
        alt=_("Newcomers and their places by tonnes, value, CO2 and water"),
    )
    st.caption(
        ngettext(
            "The place comes first, then the amount. {count} resource has no match yet; the order is by the mean share of the largest in all four measures, so heavy waste does not lead by weight alone.",
            "The place comes first, then the amount. {count} resources have no match yet; the order is by the mean share of the largest in all four measures, so heavy waste does not lead by weight alone.",
            len(table),
        )
    )
