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
class Choice:
    """Selection of a park's flows for display.

    Attributes
    ----------
    year : int
    before : int or None
        Year to compare with.
    look : str
        As in `view`.
    kind : str
        "material", "energy", "water", "service", or "" for all of them.
    unit : str
        As `in_one_unit` takes it; empty for the usual one of the kind.
    classes, companies : tuple of str
        Resource classes and companies to which it is narrowed; empty for all.
    company_id : str
        For the look "company".
    by_group, open_group : bool, str
        As in `view`.
    within : tuple of str
        Nodes, to which it is narrowed, of a group of folded ones that was opened.
    share : float
        Flows below this share of the total are grouped. [-]
    most : int
        Most nodes of one role and side.
    limit : int, optional
        Most nodes of the whole picture.
    stretch : int
        So many more than `most` may stay where one of the "others" would make up much of the picture.
    without_sold : bool
        Without products that are sold outside the park.
    without_lost : bool
        Without what is emitted or lost.
    only_unused : bool
        Only what is disposed of, treated or emitted outside the park.
    is_reconciled : bool
        Reconciled amounts instead of declared ones.
    without : tuple of str
        What if these companies were gone? Compared with today, in the place of `before`.
    scaled : tuple of Scaled
        What if these flows became other amounts?
    running : tuple of (str, float)
        What if these synergies ran, so much of each [-]?
    joining : tuple of str
        What if these companies of other parks came?
    shows_residual : bool
        For "company": draw what is not accounted for.
    is_presented : bool
        For a hall: only the largest nodes are named, and all others of a role are one grey node.
    named : tuple of (str, int)
        In a hall, most nodes of a "role:side" that are named, where the usual number has no room.
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
        """The unit, or the usual one of the kind."""
        return self.unit or COUNTED_IN[self.kind][0]

    @property
    def is_what_if(self) -> bool:
        """Whether it asks what would be."""
        return bool(self.without or self.scaled or self.running or self.joining)

    @property
    def is_compared(self) -> bool:
        """Whether two years are compared, or today with what would be."""
        return self.before is not None or self.is_what_if

    @property
    def can_balance(self) -> bool:
        """Whether all that a company takes and gives of a kind is seen, in a unit that nothing is lost in."""
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


def chosen(found: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the flow links that a choice is about."""
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
    """Links that touch one of these nodes."""
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
