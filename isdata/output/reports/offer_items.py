"""Tables of an offer to a newcomer: plots, utilities, services and permit support, and the terms of the offer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution.newcomers import offers
from isdata.output.reports.blocks import Block, Paragraph, Table, tabulated

HEADINGS = {
    "plot": N_("Plots"),
    "utility": N_("Utilities"),
    "service": N_("Services of the administration"),
    "permit": N_("Support with permits"),
}


@dataclass(frozen=True)
class Offer:
    """Items that the administration chose to offer.

    Parameters
    ----------
    items : DataFrame
        Chosen rows of `offers.offered`.
    exchanges : DataFrame
        Chosen rows of `exchanges.exchanges`.
    valid_until : date or None
        Last day of the offer.
    contact, terms : str
        Contact of the administration and terms of the whole offer; empty if not stated.
    """

    items: pd.DataFrame
    exchanges: pd.DataFrame
    valid_until: dt.date | None = None
    contact: str = ""
    terms: str = ""


def items(offer: Offer, reader: Reader) -> dict[str, list[Block]]:
    """Table of each kind of item on offer, by heading; kinds without any are left out."""
    kinds = {kind: offer.items[offer.items["offer_kind"] == kind] for kind in HEADINGS}
    return {
        HEADINGS[kind]: [_table(rows, reader, has_amount=kind in ("plot", "utility"))]
        for kind, rows in kinds.items()
        if len(rows)
    }


def terms(offer: Offer, reader: Reader) -> list[Block]:
    """Validity, contact and terms of the whole offer."""
    text = reader.text
    stated = {
        N_("Valid until"): reader.date(offer.valid_until) if offer.valid_until else "",
        N_("Contact"): offer.contact,
        N_("Terms"): offer.terms,
    }
    lines = [text(N_("{a}: {b}"), a=text(name), b=words) for name, words in stated.items() if words]
    return [Paragraph("", lines)] if lines else []


def _table(rows: pd.DataFrame, reader: Reader, *, has_amount: bool) -> Table:
    """Items of one kind; columns in which none states anything are left out."""
    records: list[dict[str, Any]] = rows.to_dict("records")
    columns: list[tuple[Any, ...]] = [(N_("Offer"), reader.names(rows), 1.6)]
    if has_amount:
        columns.append((N_("Amount available"), [offers.available(row, reader) for row in records], 1.2))
    columns += [
        (N_("Price"), [offers.tariff(row, reader) for row in records], 1.2),
        (N_("Terms"), _halves(records, "terms", reader), 2.0),
        (N_("Valid until"), [reader.date(row["valid_until"]) for row in records], 0.9),
        (N_("Contact"), _halves(records, "contact", reader), 1.2),
    ]
    return tabulated(reader, *(column for column in columns if set(column[1]) != {"–"}))


def _halves(records: Sequence[dict[str, Any]], name: str, reader: Reader) -> list[str]:
    return [reader.half(row[name]) or "–" for row in records]
