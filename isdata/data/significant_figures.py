"""Significant figures of two amounts shown together with their ratio, so that readers can recompute it."""

import math

from isdata.data.number_format import half_up


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
