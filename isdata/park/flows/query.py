"""Selection of flows from the parameters of the flows page's address."""

from collections.abc import Mapping, Sequence

from isdata.park.flows.amounts import COUNTED_IN
from isdata.park.flows.flow_selection import FlowSelection
from isdata.park.flows.presets import PRESETS
from isdata.park.flows.views import LOOKS

ALL = "all"


def from_query(query: Mapping[str, str], years: Sequence[int]) -> FlowSelection:
    """Selection for a projector from parameters of an address; defaults for missing or unknown ones.

    Parameters
    ----------
    query : mapping
        flow_preset, flow_look, flow_kind, flow_unit, flow_year, flow_company, flow_classes, flow_companies,
        flow_by_group and flow_without_sold.
    years : sequence of int
        Years of the park's flows.

    Examples
    --------
    >>> chosen = from_query({"flow_preset": "heat", "flow_year": "2023"}, [2024, 2023])
    >>> chosen.year, chosen.kind, chosen.classes
    (2023, 'energy', ('heat', 'steam'))
    """
    preset = PRESETS.get(query.get("flow_preset", ""))
    kind = preset.kind if preset else query.get("flow_kind", "material")
    kind = "" if kind == ALL or kind not in COUNTED_IN else kind
    look = query.get("flow_look", LOOKS[0])
    year = query.get("flow_year", "")
    unit = query.get("flow_unit", "")
    return FlowSelection(
        year=int(year) if year.isdigit() and int(year) in years else max(years, default=0),
        look=look if look in LOOKS else LOOKS[0],
        kind=kind,
        unit=unit if unit in COUNTED_IN[kind] else "",
        company_id=query.get("flow_company", ""),
        by_group=query.get("flow_by_group") == "true" and look != "company",
        classes=preset.classes if preset else _listed(query.get("flow_classes", "")),
        companies=_listed(query.get("flow_companies", "")),
        without_sold=query.get("flow_without_sold") == "true",
        without_lost=bool(preset and preset.without_lost),
        only_unused=bool(preset and preset.only_unused),
        is_presented=True,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)
