"""Selection of a park's flows for display, and the flow links it includes."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from isdata.park.flows.amounts import CO2, COUNTED_IN, MONEY
from isdata.park.flows.balance import BALANCED_IN
from isdata.park.flows.destinations import NO_RECEIVER
from isdata.park.flows.links import OUTSIDE
from isdata.park.flows.views import COMPANY, GROUP, RESOURCE
from isdata.park.flows.what_if import Scaled


@dataclass(frozen=True)
class FlowSelection:
    """Selection of a park's flows for display.

    Attributes
    ----------
    year : int
    before : int or None
        Year of comparison.
    look : str
        As in `view`.
    kind : str
        "material", "energy", "water", "service", or "" for all of them.
    unit : str
        As for `in_one_unit`; empty for the usual one of the kind.
    classes, companies : tuple of str
        Resource classes and companies to include; empty for all.
    company_id : str
        For the view "company".
    by_group, open_group : bool, str
        As in `view`.
    within : tuple of str
        Nodes of an opened group of folded ones; only their links are included.
    share : float
        Flows below this share of the total are grouped. [-]
    most : int
        Maximum number of nodes of one role and side.
    limit : int, optional
        Maximum number of nodes of the whole diagram.
    stretch : int
        Number of nodes by which `most` may be exceeded if an "others" node would be a large part of the
        diagram.
    without_sold : bool
        Without products sold outside the park.
    without_lost : bool
        Without emissions and losses.
    only_unused : bool
        Only amounts disposed of, treated or emitted outside the park.
    only_measured : bool
        Draw only flows of known amount, unless no amount is known or two states are compared.
    is_reconciled : bool
        Reconciled amounts instead of declared ones.
    without : tuple of str
        Hypothetical: these companies leave. Compared with the present state, instead of `before`.
    scaled : tuple of Scaled
        Hypothetical: these flows have other amounts.
    running : tuple of (str, float)
        Hypothetical: these synergies operate, at this share [-].
    joining : tuple of str
        Hypothetical: these companies of other parks join.
    shows_residual : bool
        For "company": draw unaccounted amounts.
    is_presented : bool
        For a projector: only the largest nodes are named, and all others of a role are one grey node.
    named : tuple of (str, int)
        On a projector, maximum number of named nodes of a "role:side" for which the usual number has no room.
    """

    year: int
    before: int | None = None
    look: str = "chain"
    kind: str = "material"
    unit: str = ""
    classes: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    company_id: str = ""
    by_group: bool = False
    open_group: str = ""
    within: tuple[str, ...] = ()
    share: float = 0.01
    most: int = 14
    limit: int | None = None
    stretch: int = 8
    without_sold: bool = False
    without_lost: bool = False
    only_unused: bool = False
    only_measured: bool = False
    is_reconciled: bool = False
    without: tuple[str, ...] = ()
    scaled: tuple[Scaled, ...] = ()
    running: tuple[tuple[str, float], ...] = ()
    joining: tuple[str, ...] = ()
    shows_residual: bool = True
    is_presented: bool = False
    named: tuple[tuple[str, int], ...] = ()

    @property
    def counted_in(self) -> str:
        """Unit of the amounts: the chosen one, or the usual one of the kind."""
        return self.unit or COUNTED_IN[self.kind][0]

    @property
    def is_what_if(self) -> bool:
        """Return True if the choice is hypothetical."""
        return bool(self.without or self.scaled or self.running or self.joining)

    @property
    def is_compared(self) -> bool:
        """Return True if two years are compared, or the present with a hypothetical state."""
        return self.before is not None or self.is_what_if

    @property
    def can_balance(self) -> bool:
        """Return True if all inputs and outputs of a company of a kind are included, in a unit that is
        conserved."""
        is_whole = self.kind in BALANCED_IN and not (
            self.classes
            or self.companies
            or self.without_sold
            or self.without_lost
            or self.only_unused
            or self.is_compared
        )
        is_physical = self.counted_in not in (CO2, MONEY)
        return self.look == "company" and self.shows_residual and is_whole and is_physical


def chosen(found: pd.DataFrame, choice: FlowSelection) -> pd.DataFrame:
    """Flow links of a choice."""
    kept = pd.Series(True, index=found.index)
    if choice.kind:
        kept &= found["kind"] == choice.kind
    if choice.classes:
        kept &= found["resource_class"].isin(choice.classes)
    if choice.without_sold:
        kept &= ~((found["destination"] == "product") & found["receiver_outside"])
    if choice.without_lost:
        kept &= ~((found["destination"] == "emission") & found["receiver_outside"])
    if choice.only_unused:
        kept &= found["destination"].isin(NO_RECEIVER) & found["receiver_outside"]
        kept &= found["provider_id"] != OUTSIDE
    if choice.companies:
        kept &= _touches(found, "id", choice.companies)
    if choice.look == "company":
        kept &= _touches(found, "id", [choice.company_id])
    if choice.open_group:
        kept &= _touches(found, "group", [choice.open_group])
    if choice.within:
        kept &= _within(found, choice.within)
    return found[kept]


def _touches(found: pd.DataFrame, what: str, values: Collection[str]) -> pd.Series:
    return found[f"provider_{what}"].isin(values) | found[f"receiver_{what}"].isin(values)


def _within(found: pd.DataFrame, nodes: Collection[str]) -> pd.Series:
    """Return True for links with one of these nodes."""
    columns = {COMPANY: "id", GROUP: "group"}
    kept = pd.Series(False, index=found.index)
    for node in nodes:
        role, ref, side = (*node.split(":"), "")[:3]
        if role == RESOURCE:
            kept |= found["resource_id"] == ref
        if role in columns:
            if side != "take":
                kept |= found[f"provider_{columns[role]}"] == ref
            if side != "give":
                kept |= found[f"receiver_{columns[role]}"] == ref
    return kept
