"""Flows that a Sankey diagram cannot draw, each with the reason."""

from isdata.data.i18n import N_, Reader
from isdata.output.figures.sankey_texts import resource_name
from isdata.park.flows import Composed, FlowSelection
from isdata.park.flows.amounts import (
    NO_DENSITY,
    NO_ENERGY,
    NO_FACTOR,
    NO_PRICE,
    OTHER_KIND,
    UNKNOWN_UNIT,
    conversion_obstacle,
)

OBSTACLES = {
    UNKNOWN_UNIT: N_("unit not recognised"),
    NO_DENSITY: N_("no density available"),
    NO_ENERGY: N_("no heating value available"),
    NO_FACTOR: N_("no CO2 factor for this unit"),
    NO_PRICE: N_("no cost or revenue in this currency"),
    OTHER_KIND: N_("measured in a different physical quantity"),
}


def reasons(composed: Composed, choice: FlowSelection, reader: Reader) -> list[str]:
    """Reason for each flow link that is not drawn, in the order of `view.left_out`."""
    return [reader.text(OBSTACLES[reason]) for reason in _obstacles(composed, choice)]


def _obstacles(composed: Composed, choice: FlowSelection) -> list[str]:
    return [conversion_obstacle(row, choice.counted_in) for row in composed.view.left_out.to_dict("records")]


def not_drawn(
    composed: Composed, choice: FlowSelection, reader: Reader, *, is_measured: bool = False
) -> list[str]:
    """Flows that are not drawn, by name, one sentence per reason; `is_measured`: only those of known amount."""
    sentences = []
    rows = composed.view.left_out.assign(obstacle=_obstacles(composed, choice))
    rows = rows[rows["is_measured"] | (not is_measured)]
    for reason, group in rows.groupby("obstacle", sort=False):
        names: dict[str, int] = {}
        for row in group.to_dict("records"):
            name = resource_name(row, reader)
            if reason in (UNKNOWN_UNIT, OTHER_KIND):
                name = reader.noted(name, reader.unit(row["unit"]))
            names[name] = names.get(name, 0) + int(row["flows"])
        listed = reader.listed(f"{name} × {count}" if count > 1 else name for name, count in names.items())
        sentences.append(
            reader.text(
                N_("Not drawn ({reason}): {names}."), reason=reader.text(OBSTACLES[str(reason)]), names=listed
            )
        )
    return sentences
