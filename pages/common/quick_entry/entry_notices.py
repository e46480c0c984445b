"""Ambiguities of a quick entry: shown beside the fields, and resolved before storing."""

from collections.abc import Mapping

import streamlit as st

from isdata.data import store
from isdata.data.entry import declaration, direction_in_text
from isdata.data.entry.declaration import Declaration
from isdata.data.entry.typed_numbers import Typed
from isdata.data.ingest.cell_parsing import both_readings
from pages.common import show
from pages.common.data import ask
from pages.common.language import _, names, reader

_PROPOSED = 2  # number of resources named


def state(found: Declaration, values: Mapping[str, object], sites: Mapping[str, str]) -> None:
    """Show what was not understood, missing, or inferred.

    Parameters
    ----------
    found : Declaration
        Recognised content.
    values : mapping
        Current values of the fields, by column.
    sites : mapping of str to str
        Names of the companies by site.
    """
    for words in [*_open(found, values), *_without_amount(found, values)]:
        st.warning(show.escaped(words), icon=":material/help:")
    for words in _concluded(found, values, sites):
        st.caption(show.escaped(words))


def is_settled(found: Declaration, values: Mapping[str, object]) -> bool:
    """Return True if nothing remains to be entered or split; otherwise the notices name it."""
    return not _open(found, values)


def _open(found: Declaration, values: Mapping[str, object]) -> list[str]:
    """Notices on obstacles to storing the line."""
    words, read = [], reader()
    if len(found.companies) > 1:
        companies = read.listed(found.companies)
        words.append(_("Several companies in one line: {names}. Enter one line for each.", names=companies))
    elif found.others:
        amounts = read.listed((found.amount.text, *found.others))
        words.append(_("Several amounts in one line: {amounts}. Enter one line for each.", amounts=amounts))
    if found.amount.is_negative and values.get("quantity") is None and values.get("power") is None:
        words.append(_("{text}: an amount cannot be below zero. Enter the amount.", text=found.amount.text))
    if found.amount.either and values.get("quantity") is None and values.get("power") is None:
        twofold = Typed(
            found.amount.text, rule="ambiguous_number", details=both_readings(found.amount.either)
        )
        words.append(twofold.problem(read))
    if found.amount.unknown_unit and not values.get("unit"):
        words.append(
            _(
                "Unknown unit “{unit}”. Enter the amount in another unit, such as t.",
                unit=found.amount.unknown_unit,
            )
        )
    if values.get("resource_id") is None and declaration.is_open(found):
        known = names(ask(store.ask, name="resource_names"), "resource_id")
        meant = [known[key] for key in found.proposals["resource_id"].head(_PROPOSED) if key in known]
        words.append(
            _(
                "“{phrase}” may mean {names}. Choose the resource.",
                phrase=found.written,
                names=read.listed(meant),
            )
        )
    return words


def _without_amount(found: Declaration, values: Mapping[str, object]) -> list[str]:
    """Notice that no amount is given, which may be an oversight; the line can be stored without it."""
    if values.get("quantity") is not None or values.get("power") is not None or _open(found, values):
        return []
    if found.vague:
        words = reader().listed(found.vague)
        return [_("“{words}” is not a number: without an amount entered, none is saved.", words=words)]
    return [_("No amount is stated: the entry will be saved without one.")]


def _concluded(found: Declaration, values: Mapping[str, object], sites: Mapping[str, str]) -> list[str]:
    """Notices on ambiguous, assumed, or not understood parts."""
    words, amount = [], found.amount
    words += [
        _("{text} is read as {number}.", text=text, number=number)
        for text, number in found.numerals
        if "-" not in number
    ]
    if found.misspelt and values.get("site_id") == found.site_id:
        words.append(
            _("“{value}” is read as {meaning}.", value=found.misspelt, meaning=sites.get(found.site_id, ""))
        )
    if amount.low is not None and amount.high is not None:
        words.append(
            _(
                "{text} is a range: its mean is entered, with an uncertainty of ±{share}%.",
                text=amount.text,
                share=f"{amount.uncertainty:g}",
            )
        )
    if found.span and values.get("quantity") == found.quantity:
        words.append(_of_span(found, str(values.get("unit") or "")))
    if found.temperature_range:
        low, high = (f"{end:.4g}" for end in found.temperature_range)
        words.append(_("{low}–{high} °C is a range: its mean is entered.", low=low, high=high))
    if found.approximation and values.get("quantity") is not None:
        words.append(_("“{word}”: the amount is saved as an estimate.", word=found.approximation))
    words += _assumed(found, values)
    if found.properties:
        words.append(
            _(
                "{properties}: kept in the note and not used in matching.",
                properties=reader().listed(found.properties),
            )
        )
    if found.unknown:
        words.append(_("Not understood: {words}.", words=reader().listed(found.unknown)))
    return words


def _of_span(found: Declaration, unit: str) -> str:
    """Notice on the interpretation of an amount over several periods."""
    read, (text, total) = reader(), found.span or ("", 0.0)
    period = read.choice("period", found.period).lower()
    return _(
        "{total} for “{span}” is entered as {amount} per {period}.",
        total=read.amount(total, unit),
        span=text,
        amount=read.amount(found.quantity, unit),
        period=period,
    )


def _assumed(found: Declaration, values: Mapping[str, object]) -> list[str]:
    """Notices on assumed direction, unit and period."""
    read, unit, assumed = reader(), str(values.get("unit") or ""), []
    if found.direction is None and values.get("direction") == direction_in_text.SUPPLY:
        assumed.append(read.choice("direction", direction_in_text.SUPPLY).lower())
    if found.quantity is not None and not found.amount.unknown_unit:
        assumed += [read.unit(unit)] if not found.unit and unit else []
        assumed += [] if found.period else [_("per year")] if values.get("period") == "year" else []
    return [_("Not stated, assumed: {words}.", words=read.listed(assumed))] if assumed else []


def uncertainty(found: Declaration, quantity: object) -> float | None:
    """Half width of a range relative to its middle, as long as the middle is the entered amount. [%]"""
    return found.amount.uncertainty if quantity is not None and quantity == found.quantity else None
