"""Offer sheet for a newcomer: what the administration offers, exchanges, terms, test against the limits, required changes."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution import presentation
from isdata.institution.newcomers import offers
from isdata.institution.newcomers.findings import STATUSES
from isdata.institution.newcomers.limits import Tested
from isdata.output.reports import offer_items
from isdata.output.reports.blocks import Block, Note, Paragraph, Report, Table, chapters, tabulated
from isdata.output.reports.offer_items import Offer
from isdata.symbiosis.matching import presentation as match_words

MOST = 15  # number of exchanges listed


def offer_sheet(
    tested: Tested,
    offer: Offer,
    effects: pd.DataFrame,
    reader: Reader,
    *,
    park: str,
    year: int,
    day: dt.date,
    data_version: int,
    indicators: dict[str, str],
    treatments: Mapping[str, str],
    currency: str,
) -> Report:
    """Offer sheet of a newcomer.

    Parameters
    ----------
    tested, effects
        As returned by `limits.tested` and `exchanges.effects`.
    offer : Offer
        What the administration chose to offer.
    park : str
        Name of the park.
    year : int
        Year of the present use.
    indicators : dict of str to str
        Names of the indicators of `effects`.
    treatments : mapping
        Names of treatments by id.
    currency : str
        Currency of the exchanges.
    """
    text, about = reader.text, tested.inventory.about
    exchanges = partial(_exchanges, offer.exchanges, treatments, currency, reader)
    contents = {
        **offer_items.items(offer, reader),
        N_("Supplies from companies of the park"): exchanges(provides=False),
        N_("Resources that the company can provide to others"): exchanges(provides=True),
        N_("Terms of the offer"): offer_items.terms(offer, reader),
        N_("Test against the limits"): [] if tested.results.empty else [_results(tested, reader)],
        N_("Required changes"): _changes(tested, reader),
        N_("Effect on the indicators of the park"): [_effects(effects, indicators, reader)],
    }
    blocks = [
        Paragraph(_verdict(tested, reader)),
        *chapters(reader, {heading: blocks for heading, blocks in contents.items() if blocks}),
        Note(text(N_("Use of the park: {year}. The test does not replace permits."), year=str(year))),
    ]
    if bool(about.get("is_illustrative")):
        blocks.append(Note(text(N_("Illustrative sample with fictitious data.")), is_warning=True))
    name = reader.name(about["name_en"], about["name_zh"]) or text(N_("New company"))
    return Report(text(N_("Offer to a newcomer")), name, park, day, data_version, reader, blocks)


def _verdict(tested: Tested, reader: Reader) -> str:
    if tested.results.empty:
        return reader.text(N_("The park has no limits yet, so the company was not tested."))
    counts = tested.results["status"].value_counts()
    return reader.text(
        N_("{passed} limits are met, {failed} are not met, {unknown} cannot be assessed yet."),
        passed=reader.number(int(counts.get("pass", 0))),
        failed=reader.number(int(counts.get("fail", 0))),
        unknown=reader.number(int(counts.get("unknown", 0))),
    )


def _results(tested: Tested, reader: Reader) -> Table:
    text, rows = reader.text, _rows(tested.results)
    return tabulated(
        reader,
        (N_("Limit"), reader.names(tested.results), 1.6),
        (N_("Allowed"), [presentation.limit(row, reader) for row in rows], 1.1),
        (N_("Result"), [text(STATUSES[row["status"]]) for row in rows], 0.7),
        (N_("Reason"), [presentation.reason(row, reader) for row in rows], 2.4),
    )


def _exchanges(
    found: pd.DataFrame,
    treatments: Mapping[str, str],
    currency: str,
    reader: Reader,
    *,
    provides: bool,
) -> list[Block]:
    text = reader.text
    rows = found[(found["blocked"] == 0) & (found["provides"] == provides)].head(MOST)
    if rows.empty:
        return []
    side = "demand" if provides else "supply"
    records = _rows(rows)
    return [
        tabulated(
            reader,
            (N_("Company"), [match_words.company(row, side, reader) for row in records], 1.4),
            (N_("Resource"), [match_words.resource(row, "supply", reader) for row in records], 1.5),
            (N_("Replaces or serves"), [match_words.resource(row, "demand", reader) for row in records], 1.4),
            (N_("Treatment"), [match_words.steps(row, treatments, reader) for row in records], 1.5),
            (N_("Amount per year"), [offers.exchange_amount(row, reader) for row in records], 1.2),
            (N_("Investment"), offers.investments(rows, reader, currency), 1.3),
            (N_("Distance"), [match_words.distance(row, reader) for row in records], 1.1),
        ),
        Note(text(N_("“–”: unknown. Investment: treatment only."))),
    ]


def _changes(tested: Tested, reader: Reader) -> list[Block]:
    status = tested.results["status"]
    rows = _rows(tested.results[status == "fail"])
    if status.empty:
        return []
    if not rows:
        is_met = (status == "pass").all()
        words = N_("None: all limits are met.") if is_met else N_("None known: no limit is exceeded so far.")
        return [Paragraph(reader.text(words))]
    named = [(reader.name(row["name_en"], row["name_zh"]), presentation.remedy(row, reader)) for row in rows]
    return [Paragraph("", [reader.text(N_("{a}: {b}"), a=name, b=words) for name, words in named])]


def _effects(effects: pd.DataFrame, indicators: dict[str, str], reader: Reader) -> Table:
    rows = _rows(effects.reset_index())
    return tabulated(
        reader,
        (N_("Indicator"), [indicators[row["measure"]] for row in rows], 2.0),
        (N_("Today"), [presentation.amount(row["before"], row["unit"], reader) for row in rows]),
        (N_("With the newcomer"), [presentation.amount(row["after"], row["unit"], reader) for row in rows]),
    )


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.to_dict("records")
