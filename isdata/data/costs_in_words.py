"""Costs of companies and their totals in one unit and with one number of decimals, so that readers can add them up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from isdata.data.money_format import Money
from isdata.data.number_format import SHORT
from isdata.data.significant_figures import half_up

_MOST_DIGITS = 3


@dataclass(frozen=True)
class CostWords:
    """Amounts in words.

    Attributes
    ----------
    alone, share, saving : tuple of str
        Of each company; shares and savings are empty where no shares are given.
    total_alone, total_share, total_saving : str
    """

    alone: tuple[str, ...]
    share: tuple[str, ...]
    saving: tuple[str, ...]
    total_alone: str
    total_share: str
    total_saving: str


def costs_in_words(
    alone: Sequence[float], share: Sequence[float], together: float, currency: str, read: Money
) -> CostWords:
    """Costs of companies alone, their shares of a joint cost, and the savings, which add up as shown.

    Parameters
    ----------
    alone, share : sequence of float
        Of each company, not empty; no shares if sharing does not pay. [currency/yr]
    together : float
        Joint cost. [currency/yr]
    currency : str
    read : Money

    Examples
    --------
    >>> words = costs_in_words([585_900, 435_900], [380_400, 234_500], 614_900, "CNY", Money("en", "en_US"))
    >>> words.saving, words.total_saving
    (('206 k CNY', '201 k CNY'), '407 k CNY')
    >>> words = costs_in_words([5_498_000, 250_000], [3_379_000, 180_000], 3_559_000, "CNY", Money("en", "en_US"))
    >>> words.alone, words.total_saving
    (('5.50 M CNY', '0.25 M CNY'), '2.19 M CNY')
    """
    code, rate = read.stated_currency(currency)
    step, digits, sign = _unit(sum(alone), together, min(alone), currency, read)
    space = " " if sign and read.language != "zh" else ""

    def words(steps: float) -> str:
        return read.joined(f"{read.number(steps, digits=digits)}{space}{sign}", code)

    separate = _adding([cost * rate / step for cost in alone], digits)
    joint = _adding([cost * rate / step for cost in share], digits)
    whole, both = half_up(math.fsum(separate), digits), half_up(together * rate / step, digits)
    return CostWords(
        tuple(map(words, separate)),
        tuple(map(words, joint)),
        tuple(words(one - other) for one, other in zip(separate, joint, strict=True)) if joint else (),
        words(whole),
        words(both),
        words(whole - both),
    )


def _unit(
    alone: float, together: float, smallest: float, currency: str, read: Money
) -> tuple[float, int, str]:
    """Step, decimals and sign with which the saving has three figures or more, and the smallest cost is not zero."""
    _code, rate = read.stated_currency(currency)
    saving = abs(alone - together) * rate
    fitting = (
        (step, sign)
        for least, step, sign in SHORT[read.language]
        if saving >= least and half_up(smallest * rate / step, _MOST_DIGITS)
    )
    step, sign = next(fitting, (1.0, ""))
    figures = read.figures_of_difference(alone, together, currency)[-1]
    place = math.floor(math.log10(saving)) + 1 - figures if saving else round(math.log10(step))
    digits = min(_MOST_DIGITS, max(0, round(math.log10(step)) - place))
    while digits < _MOST_DIGITS and not half_up(smallest * rate / step, digits):
        digits += 1
    return step, digits, sign


def _adding(amounts: Sequence[float], digits: int) -> list[float]:
    """Amounts rounded to decimals so that they add up to their rounded total, by largest remainder."""
    scale = 10**digits
    down = [math.floor(amount * scale + 1e-6) for amount in amounts]
    missing = round(half_up(math.fsum(amounts), digits) * scale) - sum(down)
    by_remainder = sorted(range(len(down)), key=lambda place: down[place] - amounts[place] * scale)
    for place in by_remainder[: max(0, missing)]:
        down[place] += 1
    return [each / scale for each in down]
