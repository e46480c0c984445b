"""Explanation of a payback figure and its investment."""

from collections.abc import Callable

from isdata.data.i18n import N_
from pages.common.language import _

TOGETHER = N_(
    "Net investment (less subsidy and avoided replacement) over annual saving, for all "
    "measures together. Paybacks are never added or averaged."
)


def deduction(investment: float, net: float, currency: str, words: Callable[[float, str], str]) -> str:
    """Note on an investment: the net investment, if anything is deducted from it."""
    if round(investment - net, 2) <= 0:
        return _("no subsidy deducted")
    return net_investment(net, currency, words)


def net_investment(amount: float, currency: str, words: Callable[[float, str], str]) -> str:
    """Text of the net investment used for the payback, which is less than the investment."""
    return _("net investment {amount}", amount=words(amount, currency))
