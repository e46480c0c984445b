"""Fair gains of several partners, and coalitions that would gain more alone."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.engines import finance
from isdata.symbiosis.assessment.case import PROVIDER, RECEIVER, TREATER, Case, known_or_zero, yearly
from isdata.symbiosis.assessment.split import Split, Value, shapley, split_between_two

# Side of a partner by its role; any other role counts as a receiver.
SIDES = {
    "provider": PROVIDER,
    "receiver": RECEIVER,
    "treatment": TREATER,
    "operator": TREATER,
    "other": RECEIVER,
}


@dataclass(frozen=True)
class Shares:
    """Shares of the partners in investment and gain.

    Attributes
    ----------
    table : DataFrame, index site_id
        role, amount [unit/yr], is_assumed (the amount: divided evenly), investment [currency], gain: before
        paying for its investment [currency/yr], net: after it [currency/yr], paid: payment by the others that
        leads to that gain, negative if it pays them [currency/yr] (NaN if the gain is stated as a total),
        payback [yr] (NaN if part of the investment is not yet allocated), npv [currency].
    split : Split
        Of the net gain of all.
    together : float
        Net gain of all in a year of its life, with the investment spread over the life; negative if there is
        no gain to share. [currency/yr]
    common : float
        Investment without a stated partner, paid from the gain. [currency]
    """

    table: pd.DataFrame
    split: Split
    together: float
    common: float

    @property
    def pays(self) -> bool:
        """Return True if there is a gain to share."""
        return self.together > 0


def shares(case: Case, partners: pd.DataFrame, *, discount_rate: float) -> Shares | None:
    r"""Fair share of each partner: the Shapley value of the net gain of each group without the others.

    .. math::

        v(S) = \max\Bigl(0,\; m\,\min(a_S, b_S) - R - \text{CRF}\,\bigl(K + \textstyle\sum_{i \in S} I_i\bigr)\Bigr),
        \qquad v(S) = 0 \text{ without all who treat or operate}

    m is the gain of a unit in a year of the life, R the running cost, a and b the amounts that the providers
    and receivers of the group give and take (if there are none on one side, only the other side counts), I
    the own and K the common investment. For two companies it is the closed form: half each.

    Parameters
    ----------
    case : Case
    partners : DataFrame
        site_id, role, quantity [unit/yr], investment [currency]; NaN if not stated. The remaining amount of a
        side is divided evenly among its partners without one; its remaining investment in proportion to the
        amounts.
    discount_rate : float
        Real. [1/yr]

    Returns
    -------
    Shares or None
        None with fewer than two partners, or if gain or investment is unknown.
    """
    if len(partners) < 2 or not (case.has_gain and case.has_investment):
        return None
    years = yearly(case, discount_rate=discount_rate)
    factor = float(finance.annuity(1.0, discount_rate, case.lifetime))
    levelled = factor * float(
        finance.npv(discount_rate, years["net"].to_numpy() - years["investment"].to_numpy())
    )
    members = _members(case, partners)
    paid = float(members["investment"].sum())
    common = max(0.0, _total(case) - paid)
    worth = _worth(case, members, levelled=levelled, factor=factor, common=common)
    everybody = frozenset(members.index)
    together = levelled - factor * (common + paid)
    if len(members) == 2:
        first, second = split_between_two(worth(everybody))
        split = Split(dict(zip(members.index, (first, second), strict=True)), True, True, [])
    else:
        split = shapley(list(members.index), worth)
    net = pd.Series(split.shares).reindex(members.index)
    gain = net + factor * members["investment"]
    table = members.assign(
        gain=gain,
        net=net,
        paid=gain - _own(case, members, discount_rate=discount_rate, factor=factor),
        # The payback of a partner is unknown until all of the investment is allocated.
        payback=np.nan if common > 0 else finance.payback(members["investment"], gain),
        npv=net / factor,
    )
    return Shares(table, split, together, common)


def ends(partners: pd.DataFrame) -> dict[str, str]:
    """Sites of two partners of whom one provides and the other receives or treats.

    Empty in other cases.

    Parameters
    ----------
    partners : DataFrame
        site_id, role.

    Returns
    -------
    dict
        "provider" and "receiver" to site_id.
    """
    gives = partners["role"] == "provider"
    if len(partners) != 2 or gives.sum() != 1:
        return {}
    return {
        party: str(partners.loc[is_it, "site_id"].iloc[0])
        for party, is_it in ((PROVIDER, gives), (RECEIVER, ~gives))
    }


def _total(case: Case) -> float:
    return float(np.nansum([*case.investment.values(), 0.0]))


def _members(case: Case, partners: pd.DataFrame) -> pd.DataFrame:
    """Partners with amount and own investment, index site_id."""
    rows = partners.set_index("site_id")[["role", "quantity", "investment"]]
    side = rows["role"].map(SIDES).fillna(RECEIVER)
    volume = float(case.volumes[0])
    rest = volume if volume > 0 else float(len(rows))
    amount = rows["quantity"].astype(float).groupby(side).transform(lambda stated: _filled(stated, rest))
    amount = amount.mask(side == TREATER)
    own = rows["investment"].astype(float)
    for party in (PROVIDER, RECEIVER, TREATER):
        there = side == party
        own = own.where(~there, _paid(own[there], amount[there], case.investment.get(party, math.nan)))
    return rows.assign(
        side=side, amount=amount, is_assumed=rows["quantity"].isna() & (side != TREATER), investment=own
    ).drop(columns="quantity")


def _filled(stated: pd.Series, whole: float) -> pd.Series:
    """Amounts, with the remainder of the total divided equally among those not stated."""
    missing = int(stated.isna().sum())
    return stated.fillna(max(0.0, whole - stated.sum()) / missing) if missing else stated


def _paid(stated: pd.Series, amounts: pd.Series, whole: float) -> pd.Series:
    """Investment of the partners of one side; the remainder of the total is divided by their amounts."""
    rest = 0.0 if math.isnan(whole) else max(0.0, whole - float(stated.sum()))
    weight = amounts.fillna(1.0).where(stated.isna(), 0.0)
    return stated.fillna(rest * weight / weight.sum() if weight.sum() > 0 else 0.0)


def _own(case: Case, members: pd.DataFrame, *, discount_rate: float, factor: float) -> pd.Series:
    """Saving of each partner less its own cost, before payments between partners. [currency/yr]"""
    if case.is_whole:
        return pd.Series(math.nan, members.index)
    years = np.arange(1, case.lifetime + 1)
    amount = factor * float((case.volumes / (1 + discount_rate) ** years).sum())
    replaced = known_or_zero(case.avoided_purchase) * known_or_zero(case.substitution, otherwise=1.0)
    sums = {
        PROVIDER: (known_or_zero(case.avoided_disposal) - known_or_zero(case.handling)) * amount,
        RECEIVER: (replaced - known_or_zero(case.quality_risk) - known_or_zero(case.transport)) * amount,
        TREATER: -known_or_zero(case.treatment) * amount - known_or_zero(case.running),
    }
    found = pd.Series(0.0, members.index)
    for side, money in sums.items():
        # If no partner provides, receives or treats, the next role takes its place.
        order = (side, *(other for other in (RECEIVER, TREATER, PROVIDER) if other != side))
        does = members["side"] == next(one for one in order if (members["side"] == one).any())
        weight = members["amount"].where(does, 0.0).fillna(0.0)
        weight = weight if weight.sum() > 0 else does.astype(float)
        found += money * weight / weight.sum()
    return found


def _worth(case: Case, members: pd.DataFrame, *, levelled: float, factor: float, common: float) -> Value:
    """Gain of a group without the others; see `shares`."""
    side, amounts = members["side"].to_dict(), members["amount"].to_dict()
    own: Mapping[str, float] = members["investment"].to_dict()
    needed = {site for site, what in side.items() if what == TREATER}
    running = 0.0 if case.is_whole or math.isnan(case.running) else case.running
    whole = _carried(frozenset(members.index), side, amounts)

    def value(group: frozenset[str]) -> float:
        if len(group) < 2 or not needed <= group or whole <= 0:
            return 0.0
        part = _carried(group, side, amounts) / whole
        if part <= 0:
            return 0.0
        paid = factor * (common + sum(own[site] for site in group))
        return max(0.0, part * (levelled + running) - running - paid)

    return value


def _carried(group: frozenset[str], side: Mapping[str, str], amounts: Mapping[str, float]) -> float:
    """Amount that a group can carry: the lesser of its supply and demand. [unit/yr]"""
    sums = {
        party: sum(amounts[site] for site in group if side[site] == party)
        for party in (PROVIDER, RECEIVER)
        if party in side.values()
    }
    return min(sums.values()) if sums else 1.0
