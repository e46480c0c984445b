"""Technologies and providers by score, with the exchanges they enable."""

import pandas as pd
import streamlit as st

from isdata.institution.technologies import Technologies
from isdata.institution.technologies import providers as of_providers
from isdata.institution.technology_partners import SIDES, are_used, best_of_pairs
from isdata.symbiosis.matching import presentation
from pages.common import empty_view, park_facts, screen, tables
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.show import computed, info
from pages.common.tables import choose_row, show_table
from pages.institution.parts import (
    technology_bars,
    technology_counts,
    technology_exchange,
    technology_receivers,
)

_SHOWN = 10  # number of bars


def headline(found: Technologies) -> str:
    """The technology of highest gain that is not on the board, with the companies it joins; else the number that fit."""
    read, names = reader(), technology_receivers.connected(found)
    fitting = found.offers[found.offers["score"] > 0].reset_index(drop=True)
    first = best_of_pairs(fitting, names) if len(fitting) else fitting
    joins = (first[["inputs", "outputs"]] > 0).all(axis=1)
    new = first[joins & (first["npv"] > 0) & ~first["is_on_board"].astype(bool)]
    if new.empty:
        return technology_counts.words(found)
    row = new.sort_values("gain", ascending=False).iloc[0].to_dict()
    about = {
        "name": read.name(row["name_en"], row["name_zh"]),
        "money": read.money(row["gain"], park_facts.currency()),
    }
    if screen.is_phone():  # where the headline has two lines
        return _("Best new technology: {name}, gain of {money} per year", **about)
    return _(
        "Best new technology: {name}, gain of {money} per year ({companies})",
        **about,
        companies=_connection(row, names),
    )


def technologies(found: Technologies) -> None:
    """Show the best-fitting technologies, the complete list, and the exchanges of the chosen one."""
    read = reader()
    fitting = found.offers[found.offers["score"] > 0].reset_index(drop=True)
    if fitting.empty:
        _nothing()
        return
    once(_best, found, fitting)
    rows = fitting[["treatment_id", "provider_id", "needs_permit"]].to_dict("records")
    widths = {  # in total as wide as a page of 1,280 px
        _("Technology"): 165,
        _("Gain per year"): 100,
        _("Amount per year"): 110,
        _("Supplier → receiver"): 190,
        _("Input → output"): 150,
        read.column("provider_treatment", "provider_id"): 180,
    }
    payback = {_("Payback"): st.column_config.TextColumn(width=tables.scaled(85), alignment="right")}
    place = choose_row(
        once(_table, found, fitting, has_partners_first=screen.is_phone()),
        [f"{row['treatment_id']}:{row['provider_id'] or ''}" for row in rows],
        key="technology",
        alt=_("Technologies that fit the park, best first; choose one to see its exchanges"),
        column_config=_score_column() | tables.texts(widths) | payback,
        lines=2,
    )
    once(_exchanges, found, fitting["offer"][place], read.names(fitting)[place])
    needs = _("yes") if rows[place]["needs_permit"] else _("no")
    st.caption(_("Permit required: {answer}", answer=needs))
    technology_exchange.offer(found, rows[place]["treatment_id"])


def _best(found: Technologies, fitting: pd.DataFrame) -> None:
    """Draw the technologies that fit; where some pay back or many fit, one for each pair of companies they would connect."""
    read, names = reader(), technology_receivers.connected(found)
    first = best_of_pairs(fitting, names)
    if not technology_bars.paying(first).any():
        every = fitting.drop_duplicates("treatment_id")
        first = every.assign(others=0) if len(every) <= _SHOWN else first
    first = first.head(_SHOWN)
    words = [
        " · ".join(
            filter(None, [_amount(row, has_period=True), _connection(row, names), _others(row["others"])])
        )
        for row in first.to_dict("records")
    ]
    is_used = are_used(first, technology_receivers.taking(found))
    technology_bars.draw(first, read.names(first), words, is_used=is_used)


def _amount(row: dict, *, has_period: bool = False) -> str:
    """Yearly amount of its best exchange, else the amount that the park could put in; empty if both are unknown.

    `has_period`: where no heading states that it is yearly
    """
    read = reader()
    if pd.notna(row["exchanged"]):
        amount, unit = read.amount(row["exchanged"], row["exchanged_unit"]), row["exchanged_unit"]
    elif pd.isna(row["quantity"]):
        return ""
    else:
        amount, unit = read.quantity(row["quantity"], row["unit"]), row["unit"]
    if has_period and unit not in presentation.STOCKS:
        amount = _("{amount} per year", amount=amount)
    if pd.notna(row["exchanged"]):
        return amount
    if _is_plant(row):
        return _("{amount} (one plant)", amount=amount)
    return _("{amount} supplied", amount=amount)


def _is_plant(row: dict) -> bool:
    """Return True if the amount is what one plant takes in, as the supply exceeds or equals it."""
    is_full = row["unit"] == row["input_unit"] and row["quantity"] == row["capacity"]
    return is_full and pd.isna(row["exchanged"])


def _others(count: int) -> str:
    """Note that further technologies connect the same companies; empty if none does."""
    return (
        ngettext("{count} other technology for the same", "{count} other technologies for the same", count)
        if count
        else ""
    )


def _table(found: Technologies, fitting: pd.DataFrame, *, has_partners_first: bool) -> pd.DataFrame:
    """Table of fitting technologies as text; `has_partners_first`: on a phone, which shows three columns."""
    read, rows, names = reader(), fitting.to_dict("records"), technology_receivers.connected(found)
    connections = {_("Supplier → receiver"): [_connection(row, names) or "–" for row in rows]}
    columns = {
        _("Technology"): read.names(fitting),
        **(connections if has_partners_first else {}),
        **(_money(rows) if fitting["gain"].notna().any() else {}),
        _("Amount per year"): [_amount(row) or "–" for row in rows],
        _("Technology fit"): 100 * fitting["score"],
        **connections,
        _("Input → output"): [
            f"{taken} → {made}"
            for taken, made in zip(read.names(fitting, "input"), read.names(fitting, "output"), strict=True)
        ],
        read.column("provider_treatment", "provider_id"): [_provider(row) for row in rows],
    }
    table = pd.DataFrame(columns)
    if has_partners_first:  # the column of providers is out of sight
        is_repeated = fitting.duplicated("treatment_id", keep=False) & fitting["provider_id"].notna()
        named = zip(table[_("Technology")], map(_provider, rows), is_repeated, strict=True)
        table[_("Technology")] = [
            f"{name} · {provider}" if is_several else name for name, provider, is_several in named
        ]
    return table


def _money(rows: list[dict]) -> dict[str, list[str]]:
    """Gain and payback of offers, as columns of a table."""
    read, currency = reader(), park_facts.currency()
    return {
        _("Gain per year"): [
            read.money(row["gain"], currency) if pd.notna(row["gain"]) else "–" for row in rows
        ],
        _("Payback"): [
            _("{years} years", years=read.number(row["payback"], significant=2))
            if row["npv"] > 0
            else _("never")
            if pd.notna(row["npv"])
            else "–"
            for row in rows
        ],
    }


def providers(found: Technologies) -> None:
    """Show the best-fitting providers, and the exchanges of the chosen one's best technology."""
    read, known = reader(), of_providers(found.offers)
    if known.empty:
        info(_("No provider is recorded yet."))
        return
    fitting = known[known["score"] > 0].head(_SHOWN)
    if fitting.empty:
        _nothing()
    else:
        once(_best_providers, found, fitting)
    names, rows = technology_receivers.connected(found), known.to_dict("records")
    place = choose_row(
        {
            read.column("provider_treatment", "provider_id"): read.names(known, "provider"),
            _("Technology fit"): 100 * known["score"],
            _("Best technology"): [
                name if row["score"] > 0 else "–" for name, row in zip(read.names(known), rows, strict=True)
            ],
            _("Supplier in the park"): [names.get((row["offer"], "input"), "–") for row in rows],
            _("Receiver in the park"): [names.get((row["offer"], "output"), "–") for row in rows],
            _("Technologies"): known["offered"],
            _("Fit this park"): known["fitting"],
        },
        [str(name) for name in known["provider_id"]],
        key="provider",
        alt=_("Providers, best first; choose one to see the exchanges of its best technology"),
        height="content",
        column_config=_score_column(),
    )
    once(_exchanges, found, known["offer"][place], read.names(known)[place])
    technology_exchange.offer(found, rows[place]["treatment_id"])


def _best_providers(found: Technologies, fitting: pd.DataFrame) -> None:
    """Draw the best-fitting providers, each with its best technology and the companies it would connect."""
    read, names = reader(), technology_receivers.connected(found)
    words = [
        read.clauses([technology, _connection(row, names)])
        for technology, row in zip(read.names(fitting), fitting.to_dict("records"), strict=True)
    ]
    technology_bars.draw(fitting, read.names(fitting, "provider"), words, of_providers=True)


def explanation() -> None:
    """Explain how scores are computed."""
    sentences = [
        _(
            "A technology is matched like a company at its provider's site that demands its input and supplies its output. The score is that of the page “Matches”: resource, amount, distance, time, quality and gain. The input must be the same resource; the output may be of the same class of heat or water, or serve a published use. Gain and amount are those of the best exchange by this step alone, after treatment and transport; “supplied” is the input where no such exchange is known. Technology fit is the mean score of its best supply and best demand; 0 where the park does not supply its input. A technology without a recorded provider is placed in the centre of the park, with the usual type of provider."
        ),
        _(
            "The score on “Matches” rates the exchange between two companies as a whole. Gain and amount are computed for the two companies named, from what they declared. For those on the board, the page “Board” shows what was recorded for the whole synergy, which may have more companies and another amount."
        ),
    ]
    computed(reader().sentences(sentences))


def _nothing() -> None:
    empty_view.state(
        _("No technology fits the supplies and demands of this park yet"),
        _("Enter supplies and demands first."),
        content=[_("Technologies by gain per year, with the companies that each would join")],
        is_computed=True,
    )


def _score_column() -> dict:
    return {_("Technology fit"): tables.bar(95)}


def _connection(row: dict, names: dict[tuple[int, str], str]) -> str:
    """Text of the companies that a technology would connect, or of the one at its only end."""
    supplier, receiver = (names.get((row["offer"], end)) for end in SIDES)
    if supplier and receiver:
        return f"{supplier} → {receiver}"
    if supplier:
        return _("from {company}", company=supplier)
    return _("to {company}", company=receiver) if receiver else ""


def _provider(row: dict) -> str:
    """Provider of an offer, else the usual type of provider that offers the step."""
    read = reader()
    if pd.notna(row["provider_id"]):
        return read.name(row["provider_en"], row["provider_zh"])
    words = read.half(row["usual_provider"])
    return _("typical: {kind}", kind=words) if words else "–"


def _exchanges(found: Technologies, offer: int, name: str) -> None:
    """Show the feasible exchanges of an offer with companies of the park."""
    read, rows = reader(), found.matches[found.matches["offer"] == offer].to_dict("records")
    st.subheader(_("Exchanges of “{name}”", name=name), anchor=False)
    if not rows:
        st.caption(_("No exchange with a company of the park is feasible."))
        return
    ends = {"input": _("takes from"), "output": _("supplies to")}
    show_table(
        {
            _("Direction"): [ends[row["end"]] for row in rows],
            _("Company"): [presentation.company(row, SIDES[row["end"]], read) for row in rows],
            _("Resource"): [presentation.resource(row, SIDES[row["end"]], read) for row in rows],
            _("Amount per year"): [presentation.amount(row, read) for row in rows],
            _("Substitution"): [presentation.substitution_level(row, read) for row in rows],
            _("Distance to the provider"): [presentation.distance(row, read) for row in rows],
            _("Match score"): [100 * row["score"] for row in rows],
        },
        alt=_("Feasible exchanges of the technology with companies of the park, best first"),
        bars=[_("Match score")],
        height="content",
    )
