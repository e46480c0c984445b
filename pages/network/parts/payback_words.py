"""How a payback is computed, and from which investment, beside the figure."""

from collections.abc import Callable

from isdata.data.i18n import N_
from pages.common.language import _

TOGETHER = N_(
    "Net investment (less subsidy and avoided replacement) over annual saving, for all "
    "measures together. Paybacks are never added or averaged."
)


def net_investment(amount: float, currency: str, words: Callable[[float, str], str]) -> str:
    """The investment that a payback is computed from, which is less than what is invested."""
    return _("net investment {amount}", amount=words(amount, currency))
