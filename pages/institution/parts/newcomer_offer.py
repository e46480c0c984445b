"""Offer to a newcomer: what the park can provide, chosen item by item, with terms, validity and contact, as a document."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution.newcomers import offers, service
from isdata.output.reports.offer_items import HEADINGS, Offer
from isdata.output.reports.offer_sheet import offer_sheet
from isdata.symbiosis.matching import presentation as match_words
from pages.common import cards, day_field, park_facts, pick, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, names, ngettext, reader
from pages.common.report_offer import report_buttons
from pages.common.selection import Line
from pages.common.show import escaped
from pages.common.tables import show_table
from pages.institution.parts import newcomer_choice
from pages.institution.parts.newcomer_limits import here, measures

_DAYS = 90  # validity proposed where no item states one
_WIDTHS = {
    "plot": (200, 170, 200, 330, 120, 200),
    "service": (300, 200, 330, 120, 200),
}  # of the columns [px]
_EXCHANGES = (300, 190, 120, 120, 110)  # of the columns [px]


def show(line: Line) -> None:
    """Show what is offered to the newcomer chosen in the line, and offer it for download."""
    chosen = newcomer_choice.choose(line)
    about = {"park_id": park_id(), "viewer": role.viewer()}
    items = ask(offers.offered, year=chosen.year, **about)
    free = ask(
        service.offerable,
        park_id=park_id(),
        subject=chosen.subject,
        year=chosen.year,
        currency=park_facts.currency(),
    )
    figures, conditions, row = st.container(), st.container(), st.container(horizontal=True)
    with row.popover(_("Choose what is offered"), icon=":material/checklist:"):
        picked, exchanged = _items(items, chosen), _exchanges(free, chosen)
    offered = items.loc[picked]
    with figures:
        _state_failed(chosen)
        _count(offered, exchanged)
    with conditions:
        offer = _conditions(offered, exchanged)
    with row:
        _file(chosen, offer)
    for kind, heading in HEADINGS.items():
        _list(kind, heading, offered[offered["offer_kind"] == kind])
    _list_exchanges(exchanged)
    _state_withheld(int((chosen.exchanged.rows["blocked"] == 0).sum()) - len(free))


def _state_failed(chosen: service.Chosen) -> None:
    """Name the limits that the newcomer fails; the document of the offer lists them with the required changes."""
    results = ask(service.tested, chosen=chosen, **here()).results
    failed = results[results["status"] == "fail"]
    if len(failed):
        words = ngettext(
            "{count} of {total} limits is not met: {limits}. The offer document states the required changes.",
            "{count} of {total} limits are not met: {limits}. The offer document states the required changes.",
            len(failed),
            total=reader().number(len(results)),
            limits=reader().listed(reader().names(failed)),
        )
        st.warning(escaped(words), icon=":material/block:")


def _items(items: pd.DataFrame, chosen: service.Chosen) -> list[str]:
    """Let the facilitator choose plots, utilities, services and permit support; suitable plots and all others at first."""
    read = reader()
    own = ask(
        service.inventory, park_id=park_id(), subject=chosen.subject, year=chosen.year, viewer=role.viewer()
    )
    plots = offers.suitable_plots(items, area=own.about.get("area"), feature_id=own.about.get("feature_id"))
    picked = []
    for kind, heading in HEADINGS.items():
        rows = items[items["offer_kind"] == kind]
        words = dict(zip(rows.index, read.names(rows), strict=True))
        if words:
            default = plots if kind == "plot" else list(words)
            picked += pick.some_of(_(heading), words, key=f"offered_{kind}", default=default)
    return picked


def _exchanges(free: pd.DataFrame, chosen: service.Chosen) -> pd.DataFrame:
    """Let the facilitator choose the exchanges offered; those included in the test at first, else all."""
    read = reader()
    keys = free["line_id"] + "|" + free["stream_id"]
    words = {
        key: f"{match_words.pair(row, read)} · {offers.exchange_amount(row, read)}"
        for key, row in zip(keys, free.to_dict("records"), strict=True)
    }
    if not words:
        return free
    default = [key for key in chosen.pairs if key in words] or list(words)
    picked = pick.some_of(_("Exchanges with companies"), words, key="offered_exchanges", default=default)
    return free[keys.isin(picked)]


def _count(items: pd.DataFrame, exchanged: pd.DataFrame) -> None:
    read, kinds = reader(), items["offer_kind"].value_counts()
    uncertain = int(offers.are_uncertain(exchanged).sum())
    area = items.loc[items["offer_kind"] == "plot", "free"].sum()
    with cards.row(4):
        cards.metric(
            _("Plots"),
            read.number(int(kinds.get("plot", 0))),
            _("Free plots of the park plan that are part of this offer."),
            read.amount(float(area), "ha") if area else None,
        )
        cards.metric(
            _("Utilities"),
            read.number(int(kinds.get("utility", 0))),
            _("With their free capacity: what the limit of the park leaves, or what is stated."),
        )
        cards.metric(
            _("Services"),
            read.number(int(kinds.get("service", 0) + kinds.get("permit", 0))),
            _("Services of the administration, including support with permits."),
            _("{count} for permits", count=read.number(int(kinds.get("permit", 0))))
            if "permit" in kinds
            else None,
        )
        cards.metric(
            _("Exchanges with companies"),
            read.number(len(exchanged)),
            _("Feasible exchanges with companies of the park that are part of this offer."),
            _("{count} with an estimated amount", count=read.number(uncertain)) if uncertain else None,
        )


def _conditions(items: pd.DataFrame, exchanged: pd.DataFrame) -> Offer:
    """Let the facilitator state validity, contact and terms of the whole offer."""
    end = offers.earliest_end(items, items.index)
    proposed = dt.date.today() + dt.timedelta(days=_DAYS) if end is None else end.date()
    first, second, third = st.columns([1, 2, 4], gap="small")
    until = day_field.enter(_("Valid until"), proposed, key=f"offer_until_{proposed}", place=first)
    contact = second.text_input(_("Contact"), key="offer_contact", placeholder=_("Office, person, telephone"))
    terms = third.text_input(
        _("Terms"),
        key="offer_terms",
        placeholder=_("For the whole offer; those of each item are listed below"),
    )
    return Offer(items, exchanged, until, contact.strip(), terms.strip())


def _file(chosen: service.Chosen, offer: Offer) -> None:
    """Offer the document for download, in the language of the page."""
    read, name, currency = reader(), park_facts.name(), park_facts.currency()
    about: dict[str, Any] = {"park_id": park_id(), "viewer": role.viewer()}
    treatments, indicators = names(ask(store.ask, name="match_treatments"), "treatment_id"), measures()
    report_buttons(
        lambda: offer_sheet(
            ask(service.tested, chosen=chosen, **about),
            offer,
            ask(service.effects, chosen=chosen, **about),
            read,
            park=name,
            year=chosen.year,
            day=dt.date.today(),
            data_version=store.data_version(cursor()),
            indicators=indicators,
            treatments=treatments,
            currency=currency,
        ),
        {"docx": _("Offer document (Word)")},
        f"{park_id()}-offer-{chosen.subject.name}",
        key="offer_sheet",
    )


def _list(kind: str, heading: str, rows: pd.DataFrame) -> None:
    """List the items of one kind with amount, price and terms."""
    if rows.empty:
        return
    read, records = reader(), rows.to_dict("records")
    has_amount = kind in ("plot", "utility")
    columns = {_("Offer"): read.names(rows)}
    if has_amount:
        columns[_("Amount available")] = [offers.available(row, read) for row in records]
    columns |= {
        _("Price"): [offers.tariff(row, read) for row in records],
        _("Terms"): [read.half(row["terms"]) or "–" for row in records],
        _("Valid until"): [tables.day(row["valid_until"]) for row in records],
        _("Contact"): [read.half(row["contact"]) or "–" for row in records],
    }
    st.subheader(_(heading), anchor=False)
    widths = dict(zip(columns, _WIDTHS["plot" if has_amount else "service"], strict=True))
    columns = {name: words for name, words in columns.items() if set(words) != {"–"}}
    show_table(
        columns, alt=_(heading), height="content", lines=None if screen.is_phone() else 2,
        widths={} if screen.is_phone() else {name: widths[name] for name in columns},
    )  # fmt: skip


def _list_exchanges(rows: pd.DataFrame) -> None:
    """List the exchanges offered, with treatment, investment and gain."""
    if rows.empty:
        return
    read, records, currency = reader(), rows.to_dict("records"), park_facts.currency()
    treatments = names(ask(store.ask, name="match_treatments"), "treatment_id")
    columns = {
        _("Exchange"): [match_words.pair(row, read) for row in records],
        _("Treatment route"): [match_words.steps(row, treatments, read) for row in records],
        _("Amount per year"): [offers.exchange_amount(row, read) for row in records],
        _("Investment"): offers.investments(rows, read, currency),
        _("Distance"): [match_words.distance(row, read) for row in records],
    }
    st.subheader(_("Exchanges with companies"), anchor=False)
    show_table(
        columns, alt=_("Exchanges offered to the newcomer"), most=480, lines=None if screen.is_phone() else 3,
        widths={} if screen.is_phone() else dict(zip(columns, _EXCHANGES, strict=True)),
    )  # fmt: skip


def _state_withheld(count: int) -> None:
    """State how many feasible exchanges are not offered because their companies do not disclose them."""
    if count > 0:
        words = ngettext(
            "{count} feasible exchange is with a company that does not disclose it to everybody; ask this company first.",
            "{count} feasible exchanges are with companies that do not disclose them to everybody; ask these companies first.",
            count,
        )
        st.caption(words)
