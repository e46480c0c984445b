"""Constraints that block a match, and their remedies."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.park.parkmap.roads import ROAD
from isdata.symbiosis.matching import distance_presentation, match_amounts, polymers


@dataclass(frozen=True)
class Constraint:
    """One condition that a match must meet.

    Attributes
    ----------
    name : str
        Its id.
    bit : int
        Its bit in `blocked`.
    title, reason, lift : str
        Messages: its title, why it blocks the match, and its remedy.
    """

    name: str
    bit: int
    title: str
    reason: str
    lift: str


CONSTRAINTS = (
    Constraint(
        "permit",
        1,
        N_("Hazard and permit"),
        N_("A licence is required, and the receiver holds no valid one."),
        N_("The receiver needs a licence for {licence}, or a licensed intermediate handler."),
    ),
    Constraint(
        "state",
        2,
        N_("State"),
        N_("Supplied as {supply_state}, required as {demand_state}."),
        N_("Change the state: dry, melt or dissolve."),
    ),
    Constraint(
        "form",
        4,
        N_("Form"),
        N_("Supplied as “{supply_form}”, required as “{demand_form}”."),
        N_("Crush, cut, press or screen."),
    ),
    Constraint(
        "composition",
        8,
        N_("Composition"),
        N_("Substances above the limit: {substances}."),
        N_("Sort, blend or clean to meet the limit."),
    ),
    Constraint(
        "temperature",
        16,
        N_("Temperature"),
        N_("The supply is {kelvin} K too cold."),
        N_(
            "Raise the temperature by {kelvin} K: a heat pump, a hotter source, or a lower required "
            "temperature."
        ),
    ),
    Constraint(
        "pressure",
        32,
        N_("Pressure"),
        N_("The pressure is {bar} bar too low."),
        N_("Raise the pressure by {bar} bar: a booster or a source at higher pressure."),
    ),
    Constraint(
        "quantity",
        64,
        N_("Minimum quantity"),
        N_("The quantity is below the minimum of one partner."),
        N_("Combine with other providers or receivers."),
    ),
    Constraint(
        "dates",
        128,
        N_("Dates"),
        N_("Supply and demand dates do not overlap."),
        N_("Provide storage or agree other dates."),
    ),
    Constraint(
        "distance",
        256,
        N_("Distance"),
        N_("Straight-line distance {distance}, limit {reach}."),
        N_("Raise the distance limit to {distance}, build a shared pipe, or attract a company nearby."),
    ),
    Constraint(
        "months",
        512,
        N_("Months"),
        N_("No common operating months."),
        N_("Provide seasonal storage."),
    ),
    Constraint(
        "day",
        1024,
        N_("Hours of the day"),
        N_("No common operating hours."),
        N_("Provide storage between shifts, such as a hot-water tank, or change the shifts."),
    ),
    Constraint(
        "polymer",
        2048,
        N_("Polymer"),
        N_("Supplied polymer: {supply_polymer}; required: {demand_polymer}."),
        N_("Sort by polymer, or offer it to a user of the same polymer."),
    ),
    Constraint(
        "process",
        4096,
        N_("Use"),
        N_("The published use is in another sector than the receiver's: {process}."),
        N_("Ask the receiver for a test, or offer it to a company of that sector."),
    ),
)

# Variant of the temperature constraint if the demand is for cold.
_TOO_WARM = (
    N_("The supply is {kelvin} K too warm for cooling."),
    N_("Cool the supply by {kelvin} K (chiller), use a colder source, or raise the required temperature."),
)

# Variant of the temperature constraint if a treatment step needs a higher temperature than that of the
# supply.
_TOO_COLD_TO_DRIVE = (
    N_("The treatment needs at least {driving} °C; the supply is {kelvin} K too cold."),
    N_("Use a hotter source, raise it by {kelvin} K with a heat pump, or use the heat as it is."),
)

# Remedy of the state constraint if a gas is required: drying, melting or dissolving yields none.
_TO_GAS = N_("Produce a gas from it, as by gasification, or offer it to another use.")

# Remedy of the polymer constraint if the supply cannot be melted.
_NOT_MELTED = N_("Thermosets do not melt: recover metal and fibres, or use them as filler.")

# Reason of the distance constraint if roads connect the two.
_BY_ROAD = N_("Road distance {distance}, limit {reach}.")

# Reason of the quantity constraint if the side whose minimum is missed is known.
_BELOW = {
    "demand": N_("{quantity} a year is below the receiver's minimum of {demand_least}."),
    "supply": N_("{quantity} a year is below the provider's minimum of {supply_least}."),
}

UNDISCLOSED = N_("A condition is not met; ask the facilitator for details.")


def bit_of(name: str) -> int:
    """Bit of a constraint in `blocked`."""
    return next(constraint.bit for constraint in CONSTRAINTS if constraint.name == name)


def violated(blocked: int) -> list[Constraint]:
    """Violated constraints of a match.

    Examples
    --------
    >>> [constraint.name for constraint in violated(2 + 256)]
    ['state', 'distance']
    """
    return [constraint for constraint in CONSTRAINTS if blocked & constraint.bit]


def details(match: Mapping, reader: Reader) -> dict[str, str]:
    """Values for the placeholders of the constraints' messages, in the reader's language and number
    format."""
    lacking = {
        "kelvin": reader.number(match["lacking_temperature"]),
        "bar": reader.number(match["lacking_pressure"]),
        "distance": distance_presentation.kilometres(match["distance"], reader),
        "reach": distance_presentation.kilometres(match["reach"], reader),
        "substances": str(match.get("substances") or "–"),
    }
    lacking["licence"] = licence(match, reader)
    lacking["driving"] = reader.number(match.get("driving_temperature"))
    lacking["process"] = reader.half(match.get("process")) or "–"
    for side in ("supply", "demand"):
        lacking[f"{side}_polymer"] = _polymers(match, side, reader)
    lacking |= {
        name: reader.amount(*match_amounts.of_match(match, value))
        for name in ("quantity", "demand_least", "supply_least")
        if (value := match.get(name)) is not None and value == value
    }
    words = {f"{side}_form": reader.half(match[f"{side}_form"]) or "–" for side in ("supply", "demand")}
    for side in ("supply", "demand"):
        words[f"{side}_state"] = reader.choice("state", match[f"{side}_state"] or None)
    return lacking | words


def _polymers(match: Mapping, side: str, reader: Reader) -> str:
    """Polymers of one side of a match, in the reader's language."""
    found = sorted(_polymers_of(match, side))
    return reader.listed(
        reader.text(N_("thermoset")) if each == polymers.THERMOSET else each for each in found
    )


def _polymers_of(match: Mapping, side: str) -> frozenset[str]:
    return polymers.polymers_of_stream(
        *(match.get(f"{side}_{name}") for name in ("resource_id", "name_en", "name_zh", "form"))
    )


def licence(match: Mapping, reader: Reader) -> str:
    """Waste code or resource that a licence for the supply has to state."""
    codes = reader.listed(listed_codes(match.get("supply_ewc_code"), match.get("supply_gbt_code"), reader))
    name = reader.name(match.get("supply_resource_en"), match.get("supply_resource_zh"))
    return reader.noted(name, codes) if codes else name


def listed_codes(ewc: object, gbt: object, reader: Reader) -> list[str]:
    """Known codes of the List of Waste and of China's lists, each with the name of its list."""
    # In China, the categories of hazardous waste have a catalogue of their own.
    is_hazardous = str(gbt).startswith("HW")
    chinese = (
        N_("Chinese hazardous waste category {code}") if is_hazardous else N_("Chinese waste category {code}")
    )
    codes = (N_("List of Waste {code}"), ewc), (chinese, gbt)
    return [reader.text(words, code=code) for words, code in codes if isinstance(code, str) and code]


def reasons(match: Mapping, reader: Reader) -> list[tuple[str, str, str]]:
    """Title, reason and remedy of every constraint that blocks a match, in the reader's language.

    A match with an undisclosed company does not disclose which constraint it is.
    """
    found = violated(int(match["blocked"]))
    if not is_remediable(match):  # without a remedy the other constraints do not matter
        found.sort(key=lambda constraint: constraint.name != "polymer")
    if match["is_hidden"]:
        return [(reader.text(UNDISCLOSED), "", "")] if match["blocked"] else []
    filled = details(match, reader)
    found_reasons = [(constraint.title, *_explained(constraint, match)) for constraint in found]
    return [
        (reader.text(title), reader.text(reason, **filled), reader.text(lift, **filled))
        for title, reason, lift in found_reasons
    ]


def _explained(constraint: Constraint, match: Mapping) -> tuple[str, str]:
    """Messages of a constraint by its variant.

    Heat is too cool, or cold too warm; the distance is by road or straight-line.
    """
    if constraint.name == "state" and match["demand_state"] == "gas":
        return constraint.reason, _TO_GAS
    if constraint.name == "temperature" and pd.notna(match.get("driving_temperature")):
        return _TOO_COLD_TO_DRIVE
    if constraint.name == "temperature" and match["demand_resource_class"] == "cold":
        return _TOO_WARM
    if constraint.name == "polymer" and polymers.THERMOSET in _polymers_of(match, "supply"):
        return constraint.reason, _NOT_MELTED
    if constraint.name == "quantity" and (side := below_minimum_of(match)):
        return _BELOW[side], constraint.lift
    is_by_road = constraint.name == "distance" and match.get("distance_basis") == ROAD
    return (_BY_ROAD if is_by_road else constraint.reason, constraint.lift)


def is_remediable(match: Mapping) -> bool:
    """Return True if a blocked match has a remedy: a thermoset can never be melted."""
    found = [constraint for constraint in violated(int(match["blocked"])) if constraint.name == "polymer"]
    return not found or _explained(found[0], match)[1] != _NOT_MELTED


def remediable_first(matches: pd.DataFrame) -> pd.DataFrame:
    """Matches in their order, those blocked without a remedy last."""
    of_polymer = matches.loc[(matches["blocked"] & bit_of("polymer")) > 0]
    final = [place for place, match in of_polymer.iterrows() if not is_remediable(match.to_dict())]
    is_final = matches.index.isin(final)
    return pd.concat([matches[~is_final], matches[is_final]]) if final else matches


def below_minimum_of(match: Mapping) -> str | None:
    """Side whose minimum the quantity of a match does not reach; None if unknown."""
    quantity = match.get("quantity")
    return next(
        (side for side in _BELOW if quantity is not None and match.get(f"{side}_least", 0) > quantity), None
    )
