"""One match in full: partners, score components, obstacles, and price band."""

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.output.figures import matches as figure
from isdata.symbiosis import assessment, matching
from isdata.symbiosis.exchange_chains import treatment_routes
from isdata.symbiosis.matching import (
    bundling,
    constraints,
    licences,
    match_amounts,
    presentation,
    published_uses,
)
from pages.common import charts, conversions, park_matches, proposing, role, screen, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.synergies.parts import introductions, match_money, plan_gains, published_uses_link, running_match


def show_match(match: Mapping, currency: str, *, has_card: bool = False) -> None:
    """Show one match: partners, score components, obstacles, and price band.

    Parameters
    ----------
    has_card : bool
        True if a card above shows resource, distance and value.
    """
    once(_show, match, currency, has_card=has_card)


def _show(match: Mapping, currency: str, *, has_card: bool) -> None:
    _head(match, currency if role.may_change() else "", has_card=has_card)
    if match["is_hidden"]:
        st.info(
            _(
                "One partner shares only category and range. Ask the facilitator for an introduction; "
                "details are disclosed once both agree."
            ),
            icon=":material/visibility_off:",
        )
        return
    _obstacles(match)
    if match.get("is_running") and pd.isna(
        match["value"]
    ):  # neither a score nor a price decides anything here
        running_match.show_record(match)
        published_uses_link.link(match["supply_resource_id"])
        return
    left, right = st.columns(2, gap="large")
    with left:
        _score(match)
    with right:
        _money(match, currency)
    if match["level"] == "use":
        _uses(match)
    if match["steps"]:
        _treatment(match, currency)
    published_uses_link.link(match["supply_resource_id"])


def show_actions(match: Mapping, currency: str, *, key: str) -> None:
    """Let the facilitator add a match to the board, and record agreements to disclosure.

    Parameters
    ----------
    key : str
        Session key of the chosen match, which remains chosen once it is on the board.
    """
    is_published = match.get("is_running") and pd.isna(match["value"])  # nothing is left to be proposed
    if match["is_hidden"] or is_published or not role.may_change():
        return
    st.markdown(f"**{_pair(match)}**")  # the table is between these and the match in full
    if not (match["supply_is_typical"] or match["demand_is_typical"]):
        rates = once(conversions.rates_of, match, currency)
        proposal = assessment.proposing.of_match(match, currency=currency, converted=rates)
        proposing.offer(proposal, key="match", stays=(key, park_matches.mark(match)))
    introductions.ask_agreement(match)


def _pair(match: Mapping) -> str:
    """Provider and receiver of a match, as Markdown."""
    return " → ".join(
        show.escaped(presentation.company(match, side, reader())) for side in ("supply", "demand")
    )


def _head(match: Mapping, currency: str, *, has_card: bool) -> None:
    """Show provider, receiver and route; without a card also resource, distance and the value of a feasible match."""
    read = reader()
    given, wanted = (show.escaped(presentation.resource(match, side, read)) for side in ("supply", "demand"))
    treatments = names(ask(store.ask, name="match_treatments"), "treatment_id")
    steps, far = presentation.steps(match, treatments, read), presentation.distance(match, read)
    own = (steps, presentation.substitution_level(match, read), match_amounts.addition(match, read))
    parts = [show.escaped(one) for one in own]
    if not has_card:
        worth = presentation.value_text(match, read, currency) if currency and not match["blocked"] else []
        parts = [
            f"{given} → {wanted}",
            *parts,
            show.escaped(far),
            *(f"**{show.escaped(one)}**" for one in worth),
        ]
    is_phone = screen.is_phone()
    with st.container(horizontal=not is_phone, gap=None if is_phone else "small", key="small_match"):
        st.subheader(_pair(match), anchor=False, width="content")
        st.markdown(" · ".join(filter(None, parts)), width="content")


def _uses(match: Mapping) -> None:
    """Show the published uses on which the match is based, with their conditions and sources."""
    uses = ask(published_uses.uses_of_resource, resource_id=match["supply_resource_id"], direction="for")
    uses = uses.loc[uses["substitute_id"] == match["demand_resource_id"]]
    own = names(ask(store.ask, name="match_resources"), "resource_id")
    show.table(published_uses.table(uses, "for", own, reader()))


def _obstacles(match: Mapping) -> None:
    """Show obstacles of a match with remedies, and licensed companies if the receiver has no licence."""
    for title, reason, lift in matching.reasons(match, reader()):
        words = reader().sentences([show.escaped(reason), show.escaped(lift)])
        st.warning(words, title=title, icon=":material/block:")
    broken = {constraint.name for constraint in matching.violated(int(match["blocked"]))}
    if "quantity" in broken:
        _bundled(match)
    if "permit" in broken:
        _licensed(match)


def _bundled(match: Mapping) -> None:
    """Show possible partners to combine with a match below a minimum; nothing for a match of another park."""
    found = park_matches.of_park(park_id(), role.viewer())
    is_here = match["demand_stream_id"] in set(found["demand_stream_id"])
    if is_here and (words := bundling.words(match, found, reader())):
        st.markdown(show.escaped(words))


def _money(match: Mapping, currency: str) -> None:
    """Show the facilitator the prices of a match and its value; nothing if its obstacle has no remedy."""
    if not role.may_change():
        st.caption(_("Costs and prices are shown to the facilitator only."))
    elif not constraints.is_remediable(match):
        st.caption(_("Gain and prices are not stated: the first obstacle cannot be removed."))
    else:
        match_money.show_prices(match, currency)
        match_money.show_worth(match, currency)
        if pd.notna(match["value"]) and not match["blocked"]:
            plan_gains.state_differences(pd.DataFrame([match]), "value")


def _score(match: Mapping) -> None:
    """Show the score and its parts; money is part of it for the facilitator only."""
    read = reader()
    score = read.percent(match["score"])
    if not match["blocked"]:
        words = _("**Score {score}**: geometric mean of the components", score=score)
        if match["steps"]:
            words = _(
                "**Score {score}**: geometric mean of the components × factor for treatment steps",
                score=score,
            )
        st.markdown(words)
    elif constraints.is_remediable(match):
        st.markdown(_("**Score {score} if unblocked** and its components", score=score))
    else:
        st.markdown(_("Score components, without the obstacles"))
    charts.draw(figure.parts(match, charts.reader()), alt=_("Score components from 0 to 100%"))


def _treatment(match: Mapping, currency: str) -> None:
    """Show the treatment between both partners, step by step."""
    treatments, worth = (
        conversions.treatments(currency),
        conversions.applicable_prices(match["demand_park_id"], currency),
    )
    steps = treatment_routes.treatment_steps(
        match,
        treatments,
        reader(),
        providers=ask(store.ask, name="match_providers"),
        worth=worth,
        currency=currency,
    )
    st.table(steps.map(show.escaped), border="horizontal", hide_index=True)
    if worth is not None:
        if total := treatment_routes.added_total(match, treatments, worth, reader(), currency=currency):
            st.caption(show.escaped(total))
        made = treatments.set_index("treatment_id")["output_id"].reindex(match["steps"])
        # Exchange rates of both companies' money are below the list.
        conversions.show_note(
            set(worth["stated_in"].reindex(made).dropna()) - conversions.currencies_used(match), currency
        )


def _licensed(match: Mapping) -> None:
    """List companies with the licence that the receiver lacks, and a note if the receiver's has expired."""
    read = reader()
    found = ask(
        licences.holders,
        resource_id=match["supply_resource_id"],
        viewer=role.viewer(),
        on=dt.date.today(),
    )
    once = found.loc[(found["site_id"] == match["demand_site_id"]) & ~found["is_valid"]]
    lines = [
        _("The receiver's licence expired on {date}.", date=read.date(day)) for day in once["valid_until"]
    ]
    valid = found.loc[found["is_valid"]].to_dict("records")
    if valid:
        names = [
            show.escaped(
                read.noted(
                    read.name(row["company_en"], row["company_zh"]), read.name(row["park_en"], row["park_zh"])
                )
            )
            for row in valid
        ]
        lines.append(_("Licensed companies: {companies}.", companies=read.listed(names)))
    else:
        lines.append(_("No disclosed company in this database holds a licence."))
    st.markdown(read.sentences(lines))
