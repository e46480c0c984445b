"""Cost of a jointly run supply or service against separate ones, and the share of each company."""

import math
from dataclasses import dataclass

import pandas as pd
from scipy.optimize import brentq

from isdata.symbiosis.assessment.split import Split, shapley, shared_cost

_OUT_OF_REACH = 1e9  # multiple of the reference amount that no company reaches
# Largest deviation of an estimated saving from that by known bills, as a share of the latter: an assumption
# of isdata. [-]
_MARGIN = 0.2


@dataclass(frozen=True)
class Option:
    r"""One way to supply several companies together.

    .. math:: C(q) = F + c \, Q \, (q / Q)^{s}

    Attributes
    ----------
    fixed : float
        F: fixed annual cost. [currency/yr]
    unit : float
        c: cost of one unit at the reference amount. [currency/unit]
    reference : float
        Q: amount at which the unit cost applies. [unit/yr]
    scale : float
        s: 1 without economies of scale, below 1 with them. [-]
    """

    fixed: float
    unit: float
    reference: float
    scale: float = 1.0

    def cost(self, amount: float) -> float:
        """Return the annual cost of an amount; zero for none. [currency/yr]

        Examples
        --------
        >>> Option(fixed=100.0, unit=2.0, reference=50.0, scale=0.5).cost(200.0)
        300.0
        """
        return self.fixed + self._slope * amount**self.scale if amount > 0 else 0.0

    def break_even_amount(self, price: float) -> float:
        """Return the annual amount from which the option is cheaper than a price per unit; NaN if never.

        Parameters
        ----------
        price : float
            Price of a unit otherwise. [currency/unit]

        Examples
        --------
        >>> Option(fixed=100.0, unit=2.0, reference=50.0).break_even_amount(4.0)
        50.0
        """
        if self.scale == 1 and price <= self.unit:
            return math.nan
        most = max(1.0, self.reference)
        while self.cost(most) > price * most:
            most *= 2
            if most > _OUT_OF_REACH * max(1.0, self.reference):
                return math.nan
        least = most
        while self.cost(least) <= price * least and least > most / _OUT_OF_REACH:
            least /= 2
        if self.cost(least) <= price * least:
            return 0.0  # from the first unit on
        return float(brentq(lambda amount: self.cost(amount) - price * amount, least, most))

    @property
    def _slope(self) -> float:
        return self.unit * self.reference ** (1 - self.scale)


@dataclass(frozen=True)
class Sharing:
    """Costs of companies together and alone.

    Attributes
    ----------
    firms : DataFrame
        amount [unit/yr], alone, share and saving [currency/yr] by firm.
    together, alone : float
        Cost of all with one plant, and with separate supply. [currency/yr]
    split : Split
        Of the joint saving.
    is_estimated : bool
        Whether the separate cost of a company is estimated, as its bill is unknown.
    """

    firms: pd.DataFrame
    together: float
    alone: float
    split: Split
    is_estimated: bool

    @property
    def pays(self) -> bool:
        """Return True if joint operation is cheaper than separate supply."""
        return self.together < self.alone


def shared(firms: pd.DataFrame, option: Option) -> Sharing:
    r"""Cost of an option for its companies together, and the fair share of each.

    Alone a company pays its present cost if known, else the cost of a plant of its own by the same curve. The
    share of each is its cost alone less its Shapley value of the saving :math:`v(S) = \max(0,
    \sum_{i \in S} a_i - C(\sum_{i \in S} q_i))`.

    Parameters
    ----------
    firms : DataFrame
        amount [unit/yr] and today [currency/yr], missing if unknown; the companies' ids as index. Companies
        without an amount take no part.
    option : Option

    Returns
    -------
    Sharing
    """
    taking = firms.loc[firms["amount"] > 0]
    own = taking["amount"].map(option.cost)
    alone = taking["today"].fillna(own).astype(float)
    amounts = {str(name): float(amount) for name, amount in taking["amount"].items()}
    paid = {str(name): float(cost) for name, cost in alone.items()}
    value = shared_cost(
        amounts,
        fixed=option.fixed,
        unit=option.unit * option.reference ** (1 - option.scale),
        scale=option.scale,
        alone=paid,
    )
    split = shapley(list(amounts), value)
    saving = pd.Series(split.shares, index=pd.Index(list(amounts)), dtype=float)
    table = pd.DataFrame(
        {
            "amount": taking["amount"].to_numpy(dtype=float),
            "alone": alone.to_numpy(),
            "share": alone.to_numpy() - saving.to_numpy(),
            "saving": saving.to_numpy(),
        },
        index=taking.index,
    )
    together = option.cost(float(taking["amount"].sum()))
    return Sharing(table, together, float(alone.sum()), split, bool(taking["today"].isna().any()))


def agrees_with_bills(estimated: Sharing, known: Sharing) -> bool:
    """Return True if an estimated saving agrees with that by known bills: within 20 %, in total and for each
    company.

    Parameters
    ----------
    estimated, known : Sharing
        Of the same companies and amounts.
    """
    total = (estimated.alone - estimated.together, known.alone - known.together)
    pairs = [total, *zip(estimated.firms["saving"], known.firms["saving"], strict=True)]
    return all(abs(one - other) <= _MARGIN * abs(other) for one, other in pairs)
