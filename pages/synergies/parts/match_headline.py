"""Headline of listed matches: their number, and the first one with the reason why it is first."""

import pandas as pd

from isdata.output import cards
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import presentation
from pages.common import controls, match_order, park_facts, role, screen
from pages.common.data import ask
from pages.common.language import _, ngettext, reader


def words(kept: pd.DataFrame, order: str, currency: str) -> str:
    """Headline of matches in an order, as `match_order.listed` returns them; without money if `currency` is empty."""
    read = reader()
    if bool((kept["blocked"] > 0).any()):
        return ngettext("{count} blocked match", "{count} blocked matches", len(kept))
    first = kept.iloc[0].to_dict()
    if currency and screen.is_phone() and len(kept) > 1 and _is_largest_new(kept, order):
        return _(  # two lines; the first card names the companies
            "{count} feasible matches, largest new gain: {amount} per year",
            count=read.number(len(kept)),
            amount=read.money(first["value"], currency),
        )
    is_short = screen.is_phone() or controls.is_projected()  # one line in a hall
    exchange = presentation.companies(first, read) if is_short else presentation.exchange(first, read)
    return read.clauses([_counted(kept, order, exchange), *(_worth(first, currency) if currency else [])])


def _worth(first: dict, currency: str) -> list[str]:
    """Gain of the first match; where the board records another one, marked as calculated and with that of the board."""
    gain = presentation.value_text(first, reader(), currency)[:1]
    recorded = cards.recorded(first, reader(), currency)
    if recorded and first["value"] > 0:
        amount = reader().money(first["value"], currency)
        return [_("calculated gain {amount} per year ({recorded})", amount=amount, recorded=recorded)]
    return [*gain, *filter(None, [recorded])]


def _counted(kept: pd.DataFrame, order: str, exchange: str) -> str:
    """Number of feasible matches, with the exchange of the first one; that none is new if all operate already."""
    count = len(kept)
    if match_order.are_all_running(kept):
        return _running(count)
    if count > 1 and _is_largest_new(kept, order):
        return _(
            "{count} feasible matches, largest new gain: {exchange}",
            count=reader().number(count),
            exchange=exchange,
        )
    return ngettext(
        "{count} feasible match: {exchange}",
        "{count} feasible matches, first: {exchange}",
        count,
        exchange=exchange,
    )


def _running(count: int) -> str:
    """Statement that all matches are in operation; of a published park, out of how many synergies."""
    if not park_facts.is_published():
        return ngettext(
            "No new match is feasible; {count} in operation",
            "No new match is feasible; {count} in operation",
            count,
        )
    known = ask(synergies.synergies, parks=[controls.park_id()], viewer=role.viewer())
    return _(
        "All {count} exchanges of published amount in operation ({total} synergies in the park)",
        count=reader().number(count),
        total=reader().number(len(known)),
    )


def _is_largest_new(kept: pd.DataFrame, order: str) -> bool:
    """Return True if the first match is not on the board and gains at least as much as any other one that is not."""
    if order != "gain" or "is_on_board" not in kept or pd.isna(kept["value"].iloc[0]):
        return False
    new = kept.loc[~kept["is_on_board"].astype(bool), "value"]
    return not kept["is_on_board"].iloc[0] and bool(kept["value"].iloc[0] == new.max())
