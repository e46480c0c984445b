"""Polymers in names of plastics: those that may be melted together, and those that cannot be melted at
all."""

import re
from collections.abc import Mapping
from functools import cache

THERMOSET = "thermoset"
# Words in both languages for each polymer; abbreviations must be whole words.
_SPELLED: Mapping[str, str] = {
    "PE": r"polyethylene|聚乙烯|stretch film|缠绕膜|拉伸膜|[HL]L?DPE|PE",
    "PP": r"polypropylene|聚丙烯|PP",
    "ABS": r"ABS",
    "PC": r"polycarbonate|聚碳酸酯|PC",
    "PS": r"polystyrene|聚苯乙烯|HIPS|EPS|PS",
    "PVC": r"polyvinyl chloride|聚氯乙烯|PVC",
    "PET": r"polyester bottles?|聚酯瓶|PET",
    "PA": r"polyamide|nylon|聚酰胺|尼龙|PA ?(?:6|66|12)?",
    "PMMA": r"acrylic glass|plexiglass|有机玻璃|PMMA",
    THERMOSET: (
        r"copper[- ]clad|laminates?|覆铜板|层压板|FR-?4|epoxy|环氧|phenolic|酚醛|bakelite|电木|melamine|密胺|thermosets?|热固性?"
        r"|SMC|polyurethane|聚氨酯|PUR?"
    ),
}
_ANY_OF = {"polyolefins?|聚烯烃": ("PE", "PP")}
# Polymer of resources of the list whose name is unambiguous.
_OF_RESOURCE: Mapping[str, frozenset[str]] = {
    "pet_scrap": frozenset({"PET"}),
    "nylon_scrap": frozenset({"PA"}),
    "abs_scrap": frozenset({"ABS", "PC"}),
    "pvc_scrap": frozenset({"PVC"}),
    "eps_scrap": frozenset({"PS"}),
    "polystyrene_scrap": frozenset({"PS"}),
    "fluoropolymer_scrap": frozenset({"fluoropolymer"}),
    "foam_scrap": frozenset({THERMOSET}),
    "fibre_composite_waste": frozenset({THERMOSET}),
    "circuit_board_scrap": frozenset({THERMOSET}),
    "plastic_film_waste": frozenset({"PE", "PP", "PVC", "PET"}),
    "strapping_waste": frozenset({"PP", "PET"}),
    "separator_film_scrap": frozenset({"PE", "PP"}),
    "woven_bags": frozenset({"PP"}),
    "plastic_drums": frozenset({"PE", "PP"}),
}


@cache
def named(text: str) -> frozenset[str]:
    """Polymers named in a text; empty if there are none.

    Examples
    --------
    >>> sorted(named("Off-spec polypropylene and ABS")), sorted(named("覆铜板边料")), sorted(named("Pallets"))
    (['ABS', 'PP'], ['thermoset'], [])
    """
    found = {polymer for polymer, spelled in _SPELLED.items() if _mentions(text, spelled)}
    found |= {each for spelled, polymers in _ANY_OF.items() if _mentions(text, spelled) for each in polymers}
    return frozenset(found)


def _mentions(text: str, spelled: str) -> bool:
    """Return True if a text contains one of the words, not as a part of another Latin word."""
    return re.search(rf"(?<![A-Za-z])(?:{spelled})(?![A-Za-z])", text, re.IGNORECASE) is not None


def polymers_of_stream(resource_id: object, *texts: object) -> frozenset[str]:
    """Polymers of a stream: those in its own description, else those of its resource.

    Empty if neither names one.
    """
    own = named(" ".join(text for text in texts if isinstance(text, str)))
    return own or of_resource(resource_id)


def of_resource(resource_id: object) -> frozenset[str]:
    """Polymers of a resource of the list; empty if it may be any."""
    return _OF_RESOURCE.get(str(resource_id), frozenset())


def clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return True if two plastics are known to be of different polymers, or one of them cannot be melted."""
    return bool(one) and bool(other) and not one & other
