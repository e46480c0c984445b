"""What may everybody see of single measures, and of groups of them? Names where the company agreed."""

import pandas as pd

from isdata.energy.measures.ledger import Openness, Sum, by_group

# Groups whose sum may not be disclosed alone, together.
FEW = "few"


def open_amounts(of: Sum, groups: pd.Series, openness: Openness | None) -> set[str]:
    """Return the groups of measures whose energy and CO2 may be disclosed.

    Parameters
    ----------
    of : Sum
        Of all of them.
    groups : Series, index measure_id
        As `open_groups` returns.
    openness : Openness or None
        What guests may see; None for the facilitator.
    """
    if openness is None:
        return set(groups)
    return openness.publish_each(by_group(of, groups), with_money=False)


def open_groups(of: Sum, groups: pd.Series, openness: Openness | None) -> pd.Series:
    """Return the group of each measure, "few" in place of groups whose money may not be disclosed.

    All of them together must be stated: what is left of that for "few" is then disclosed as well.
    """
    groups = groups.astype(str)
    if openness is None:
        return groups
    return groups.where(groups.isin(openness.publish_each(by_group(of, groups), with_money=True)), FEW)
