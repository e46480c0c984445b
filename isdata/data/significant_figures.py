"""Rounding to decimal places and significant figures."""

import math
from decimal import ROUND_HALF_UP, Decimal


def half_up(value: float, digits: int) -> float:
    """Number rounded to a decimal place, negative before the point; a half is rounded up, as by hand.

    Rounding errors in the 13th figure do not decide what a half is.

    Examples
    --------
    >>> half_up(1.085, 2), half_up(8_425.0, -1), half_up(-0.5, 0)
    (1.09, 8430.0, -1.0)
    """
    return float(Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def to_figures(value: float, figures: int) -> float:
    """Number rounded to significant figures, a half up."""
    return half_up(value, figures - 1 - Decimal(f"{value:.12g}").adjusted()) if value else 0.0


def figures_alike(part: float, whole: float) -> tuple[int, int]:
    """Significant figures of two amounts rounded to the same step, from which their ratio can be recomputed to 0.1 %.

    Examples
    --------
    >>> figures_alike(6_449.1, 10_314.2), figures_alike(97_546, 115_605)
    ((4, 5), (4, 5))
    """
    size, small = (math.floor(math.log10(each)) if each else 0 for each in (whole, part))
    share = f"{100 * part / whole:.1f}"
    for figures in range(3, 10):
        places = figures - 1 - size
        low, high = half_up(part, places), half_up(whole, places)
        if high and f"{100 * low / high:.1f}" == share:
            return max(1, figures - size + small), figures
    return 10, 10
