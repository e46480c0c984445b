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
    r"""One way to supply several companies together, or to treat what they discharge.

    .. math:: C(q) = F + c \, Q \, (q / Q)^{s} + a \, I \, (q / Q)^{e}

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
    investment : float
        I: investment for the reference amount. [currency]
    investment_scale : float
        e: exponent of the investment over the amount. [-]
    annuity : float
        a: capital recovery factor. [1/yr]
    """

    fixed: float
    unit: float
    reference: float
    scale: float = 1.0
    investment: float = 0.0
    investment_scale: float = 1.0
    annuity: float = 0.0

    def cost(self, amount: float) -> float:
        """Annual cost of an amount, with the annuity of its plant; zero for none. [currency/yr]

        Examples
        --------
        >>> Option(fixed=100.0, unit=2.0, reference=50.0, scale=0.5).cost(200.0)
        300.0
        """
        return self.running_cost(amount) + self.annuity * self.invested(amount)

    def running_cost(self, amount: float) -> float:
        """Annual cost of an amount without its plant; zero for none. [currency/yr]"""
        return self.fixed + self._slope * amount**self.scale if amount > 0 else 0.0

    def invested(self, amount: float) -> float:
        """Investment in a plant for an annual amount; zero for none. [currency]

        Examples
        --------
        >>> Option(fixed=0.0, unit=0.0, reference=50.0, investment=80.0, investment_scale=0.5).invested(200.0)
        160.0
        """
        return self.investment * (amount / self.reference) ** self.investment_scale if amount > 0 else 0.0

    def break_even_amount(self, price: float) -> float:
        """Annual amount from which the option is cheaper than a price per unit; NaN if never.

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
    investment : float
        In the joint plant. [currency]
    payback : float
        Static payback of the joint plant: its investment less that of the own plants it replaces, over the yearly saving
        before capital cost; 0 where it needs no more investment, infinite where it saves nothing. [yr]
    """

    firms: pd.DataFrame
    together: float
    alone: float
    split: Split
    is_estimated: bool
    investment: float = 0.0
    payback: float = math.nan

    @property
    def pays(self) -> bool:
        """Return True if joint operation is cheaper than separate supply."""
        return self.together < self.alone

    def removed(self, content: float, efficiency: float) -> float:
        """Pollutant that the joint plant removes. [t/yr]

        Parameters
        ----------
        content : float
            Pollutant in one unit that enters the plant. [kg/unit]
        efficiency : float
            Share that is removed. [%]
        """
        return float(self.firms["amount"].sum()) * content * efficiency / 100 / 1000


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
    split = shapley(list(amounts), shared_cost(amounts, cost=option.cost, alone=paid))
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
    total = float(taking["amount"].sum())
    return Sharing(
        table,
        option.cost(total),
        float(alone.sum()),
        split,
        bool(taking["today"].isna().any()),
        option.invested(total),
        _payback(taking, option),
    )


def _payback(taking: pd.DataFrame, option: Option) -> float:
    """Static payback of the joint plant, as `Sharing.payback`. [yr]"""
    total = float(taking["amount"].sum())
    own = taking.loc[taking["today"].isna(), "amount"]  # these would build plants of their own
    more = option.invested(total) - float(own.map(option.invested).sum())
    running = float(taking["today"].sum()) + float(own.map(option.running_cost).sum())
    saved = running - option.running_cost(total)
    if saved <= 0:
        return math.inf
    return max(0.0, more) / saved


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
