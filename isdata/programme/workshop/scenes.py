"""Scenes of the main screen: pairs of entries, network of companies, declared amounts, and votes."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from isdata.programme.workshop import attendance, views
from isdata.programme.workshop.amounts import annual
from isdata.programme.workshop.day_state import Day, Opportunity
from isdata.programme.workshop.views import Shown

# Scenes in the order of “next” and “back”.
ORDER = ("join", "entries", "matches", "network", "in_play", "votes", "tables", "results")
_TABLE_LINES = 4  # number of entries and opportunities shown of a table
LEAST_VOTES = 3  # a mean of fewer votes would disclose individual votes
_DIMENSIONS = ("t", "GJ", "m³")


def following(day: Day, step: int) -> dict[str, Any]:
    """Scene after or before the present one: the next entry if one is in focus, else the next scene with content."""
    if day.scene.get("scene") == "focus":
        entries = [each.entry_id for each in shown(day)]
        if entries:
            place = entries.index(day.scene["entry"]) if day.scene.get("entry") in entries else -step
            return {"scene": "focus", "entry": entries[(place + step) % len(entries)]}
    present = day.scene.get("scene")
    empty = {"votes": not day.opportunities, "tables": not day.about.get("tables")}
    order = [name for name in ORDER if name == present or not empty.get(name)]
    place = order.index(present) if present in order else -1 if step > 0 else 0
    return {"scene": order[(place + step) % len(order)]}


def shown(day: Day) -> list[Shown]:
    """All entries as the hall may see them, in order of arrival."""
    return [found for entry in day.entries.values() if (found := views.for_main_screen(day, entry))]


@dataclass(frozen=True)
class Pair:
    """Resource that one company has and another one wants.

    Parameters
    ----------
    have, want : Shown
        The two entries.
    unit : str
        t, GJ or m³; empty if the amounts cannot be compared.
    low, high : float or None
        Amount that could be exchanged per year, the smaller of both; a range if one of them is a range. [unit/yr]
    cost : float or None
        Present cost of that amount for both companies, if both disclose their costs. [currency/yr]
    """

    have: Shown
    want: Shown
    unit: str
    low: float | None
    high: float | None
    cost: float | None

    @property
    def is_confirmed(self) -> bool:
        """True if the facilitator confirmed both entries."""
        return self.have.is_confirmed and self.want.is_confirmed

    @property
    def is_earlier(self) -> bool:
        """True if one side is a stream recorded before the workshop."""
        return self.have.is_earlier or self.want.is_earlier


def pairs(day: Day) -> list[Pair]:
    """Pairs of entries for the same resource in opposite directions, largest exchange first."""
    found = []
    for entry in day.entries.values():
        have = views.for_main_screen(day, entry)
        if have is None or have.direction != "have":
            continue
        wants = (views.for_main_screen(day, other) for other in views.counterparts(day, entry))
        found += [pair_of(have, want) for want in wants if want]
    return sorted(found, key=lambda pair: -(pair.high or 0.0))


def each_once(found: Iterable[Pair], opportunities: Iterable[Opportunity] = ()) -> list[Pair]:
    """Pairs of opportunities, then the largest, each supply and demand once: a demand that many could meet would fill the list."""
    proposed = [set(each.entries) for each in opportunities]

    def rank(pair: Pair) -> tuple[bool, float]:
        both = {pair.have.entry_id, pair.want.entry_id}
        return not any(both <= entries for entries in proposed), -(pair.high or 0.0)

    kept: list[Pair] = []
    for pair in sorted(found, key=rank):
        if not any(pair.have == other.have or pair.want == other.want for other in kept):
            kept.append(pair)
    return kept


def unconfirmed(found: Iterable[Pair]) -> int:
    """Number of pairs with an entry that the facilitator has not confirmed."""
    return sum(not pair.is_confirmed for pair in found)


def pair_of(have: Shown, want: Shown) -> Pair:
    """Pair of a supply and a demand, with the amount that could be exchanged."""
    for unit in _DIMENSIONS:
        one, other = _annual_range(have, unit), _annual_range(want, unit)
        if one and other:
            low, high = min(one[0], other[0]), min(one[1], other[1])
            return Pair(have, want, unit, low, high, _cost(have, want, low, high, unit))
    return Pair(have, want, "", None, None, None)


def _cost(have: Shown, want: Shown, low: float, high: float, unit: str) -> float | None:
    if low != high:
        return None
    costs = []
    for each in (have, want):
        share = annual({"quantity": 1.0, "unit": each.unit, "period": "year"}, unit)
        if each.current_cost is None or not share:
            return None
        costs.append(low / share * each.current_cost)
    return sum(costs)


def _annual_range(entry: Shown, unit: str) -> tuple[float, float] | None:
    """Disclosed yearly amount of an entry: lower and upper limit, equal if disclosed in full."""
    ends = (entry.quantity, entry.quantity) if entry.quantity is not None else (entry.low, entry.high)
    found = [annual({"quantity": end, "unit": entry.unit, "period": entry.period}, unit) for end in ends]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


@dataclass(frozen=True)
class Sum:
    """Sum of amounts, some known as ranges: lower and upper limit, and number of entries."""

    unit: str
    low: float
    high: float
    entries: int


@dataclass(frozen=True)
class InterestTotals:
    """Declared streams in which another participant is interested.

    Parameters
    ----------
    amounts : list of Sum
        Amounts per year, in t, GJ and m³; amounts disclosed as ranges count as ranges.
    cost : float
        Present cost for the companies that disclose it. [currency/yr]
    costs : int
        Number of entries with known cost.
    co2 : Sum or None
        CO2 of the same amount of purchased energy. [t/yr]
    entries, unknown, unconfirmed : int
        Number of entries with interest, of those without a yearly amount, and of those not confirmed yet.
    others : int
        Number of further offers without interest so far.
    """

    amounts: list[Sum]
    cost: float
    costs: int
    co2: Sum | None
    entries: int
    unknown: int
    unconfirmed: int
    others: int = 0


def interest_totals(day: Day, co2: Mapping[str, float]) -> InterestTotals:
    """Total of the declared streams with interest by others: a counterpart, or an expression of interest.

    Parameters
    ----------
    co2 : mapping
        CO2 of energy by resource. [t/GJ]
    """
    having = [each for each in shown(day) if each.direction == "have"]
    offered = [each for each in having if each.hands or views.counterparts(day, day.entries[each.entry_id])]
    amounts: list[Sum] = []
    known: set[str] = set()
    for unit in _DIMENSIONS:
        ranges = {each.entry_id: _annual_range(each, unit) for each in offered}
        ends = {name: found for name, found in ranges.items() if found}
        known |= set(ends)
        if ends:
            low, high = (sum(found[place] for found in ends.values()) for place in (0, 1))
            amounts.append(Sum(unit, low, high, len(ends)))
    costs = [found for each in offered if (found := _yearly_cost(each)) is not None]
    return InterestTotals(
        amounts,
        sum(costs),
        len(costs),
        _co2(offered, co2),
        len(offered),
        unknown=len(offered) - len(known),
        unconfirmed=sum(not each.is_confirmed for each in offered),
        others=len(having) - len(offered),
    )


def _yearly_cost(entry: Shown) -> float | None:
    if entry.current_cost is None or entry.quantity is None:
        return None
    amount = annual({"quantity": entry.quantity, "unit": entry.unit, "period": entry.period}, entry.unit)
    return None if amount is None else amount * entry.current_cost


def _co2(entries: list[Shown], co2: Mapping[str, float]) -> Sum | None:
    found = [
        (ends[0] * co2[each.resource_id], ends[1] * co2[each.resource_id])
        for each in entries
        if each.resource_id in co2 and (ends := _annual_range(each, "GJ"))
    ]
    return Sum("t", sum(one for one, _ in found), sum(two for _, two in found), len(found)) if found else None


@dataclass(frozen=True)
class Voted:
    """An opportunity with its votes: mean effort and benefit, None for fewer than three votes."""

    number: int
    opportunity_id: str
    title: str
    votes: int
    effort: float | None
    benefit: float | None

    @property
    def gain(self) -> float:
        """Mean benefit less mean effort; below all others without means."""
        return -math.inf if self.benefit is None or self.effort is None else self.benefit - self.effort


def votes(day: Day) -> list[Voted]:
    """Opportunities with their votes, in the order proposed."""
    return [_voted(number, each) for number, each in enumerate(day.opportunities.values(), start=1)]


def ranked(day: Day) -> list[Voted]:
    """Opportunities with their votes, highest benefit for the effort first."""
    return sorted(votes(day), key=lambda each: -each.gain)


def leading(voted: list[Voted]) -> list[Voted]:
    """Opportunities with the highest benefit for the effort, as far as their means are stated."""
    most = max((each.gain for each in voted), default=-math.inf)
    return [each for each in voted if each.gain == most and each.benefit is not None]


def _voted(number: int, opportunity: Opportunity) -> Voted:
    votes = list(opportunity.votes.values())
    effort, benefit = (
        sum(vote[place] for vote in votes) / len(votes) if len(votes) >= LEAST_VOTES else None
        for place in (0, 1)
    )
    return Voted(number, opportunity.opportunity_id, opportunity.title, len(votes), effort, benefit)


@dataclass(frozen=True)
class TableView:
    """A table of the hall: its companies that may be named, entries and opportunities."""

    name: str
    companies: list[str]
    entries: list[Shown]
    opportunities: list[str]


def tables(day: Day) -> list[TableView]:
    """Tables of the hall with their companies and entries."""
    names = [str(name) for name in day.about.get("tables", [])]
    return [_table(day, number, name) for number, name in enumerate(names, start=1)]


def _table(day: Day, number: int, name: str) -> TableView:
    seated = {each.of_company for each in day.participants.values() if each.table == number}
    entries = [each for each in shown(day) if day.entries[each.entry_id].company in seated]
    own = {each.entry_id for each in entries}
    opportunities = [each.title for each in day.opportunities.values() if own.intersection(each.entries)]
    latest = opportunities[-2:]
    return TableView(
        name, attendance.named(day, seated), list(reversed(entries))[: _TABLE_LINES - len(latest)], latest
    )
