"""Ready selections of flows: by-products and waste, heat, water, energy, and materials without products."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from isdata.data.i18n import N_
from isdata.park.flows.flow_selection import FlowSelection


@dataclass(frozen=True)
class Preset:
    """A ready selection of flows.

    Attributes
    ----------
    words : str
        Name, to be translated.
    kind : str
        As in `FlowSelection`.
    classes : tuple of str
        Resource classes; empty for all.
    without_lost : bool
        Without emissions and losses.
    only_unused : bool
        Only amounts disposed of, treated or emitted outside the park.
    subject : str
        Its content as part of a sentence, to be translated; empty if that is its name.
    """

    words: str
    kind: str
    classes: tuple[str, ...] = ()
    without_lost: bool = False
    only_unused: bool = False
    subject: str = ""


PRESETS: Mapping[str, Preset] = {
    "by_products": Preset(N_("By-products and waste"), "material", ("by_product", "waste")),
    "unused": Preset(N_("Unused by-products"), "material", ("by_product", "waste"), only_unused=True),
    "heat": Preset(N_("Heat"), "energy", ("heat", "steam"), without_lost=True),
    "water": Preset(N_("Water"), "water"),
    "energy": Preset(N_("Energy"), "energy"),
    "without_products": Preset(
        N_("Without products"),
        "material",
        ("material", "by_product", "waste", "fuel", "gas"),
        subject=N_("Materials without products"),
    ),
}

OWN = "own"  # no ready selection: resource type and classes are chosen by the user
_FEW = 30  # largest number of material flows that fit into one diagram
FIRST = "by_products"  # the most frequent question, hidden by products and purchases if everything is drawn


def preset_of(choice: FlowSelection) -> Preset | None:
    """The ready selection that a choice shows; None for another one."""
    shown = (choice.kind, choice.classes, choice.without_lost, choice.only_unused)
    for preset in PRESETS.values():
        if shown == (preset.kind, preset.classes, preset.without_lost, preset.only_unused):
            return preset
    return None


def default_preset(asked: Iterable[str], *, has_few_others: bool = False) -> str:
    """Selection for an address that names none.

    An address with any other choice of flows dates from when the page opened on all materials, and keeps its
    meaning.

    Parameters
    ----------
    asked : iterable of str
        Names of the parameters of the address.
    has_few_others : bool
        Whether all materials of the park fit into the diagram, and the first selection would leave some of
        them out.

    Examples
    --------
    >>> default_preset(["park", "lang"]), default_preset(["park", "flow_kind"]), default_preset(["park"], has_few_others=True)
    ('by_products', 'own', 'own')
    """
    return OWN if has_few_others or any(name.startswith("flow_") for name in asked) else FIRST


def has_few_others(found: pd.DataFrame) -> bool:
    """Return True if all material flows of a park fit one diagram and by-products and waste are only a part of them.

    Parameters
    ----------
    found : DataFrame
        kind, resource_class, count (flows): one row per kind and class.
    """
    first = PRESETS[FIRST]
    is_material = found["kind"] == first.kind
    is_other = is_material & ~found["resource_class"].isin(first.classes)
    return bool(is_other.any() and found.loc[is_material, "count"].sum() <= _FEW)
