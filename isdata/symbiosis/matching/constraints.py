"""What holds a match back, and what would lift it: a gate is never silent."""

from collections.abc import Mapping
from dataclasses import dataclass

from isdata.data.i18n import N_, Reader
from isdata.park.parkmap.roads import ROAD


@dataclass(frozen=True)
class Gate:
    """One condition a match has to meet.

    Attributes
    ----------
    name : str
        Its id.
    bit : int
        Its bit in `blocked`.
    title, reason, lift : str
        Messages: what it is, why it holds back, what would lift it.
    """

    name: str
    bit: int
    title: str
    reason: str
    lift: str


GATES = (
    Gate(
        "permit",
        1,
        N_("Hazard and permit"),
        N_("Only a licensed site may take it, and the taker holds no licence for it that is valid today."),
        N_("The taker needs a licence for {licence}, or a licensed handler between the two."),
    ),
    Gate(
        "state",
        2,
        N_("State"),
        N_("It is {supply_state}; wanted is {demand_state}."),
        N_("Needs a step that changes the state, such as drying, melting or dissolving."),
    ),
    Gate(
        "form",
        4,
        N_("Form"),
        N_("It comes as “{supply_form}”; wanted is “{demand_form}”."),
        N_("Needs crushing, cutting, pressing or sieving."),
    ),
    Gate(
        "composition",
        8,
        N_("Composition"),
        N_("It holds more of a substance than allowed: {substances}."),
        N_("Needs sorting, blending or cleaning until the limit is kept."),
    ),
    Gate(
        "temperature",
        16,
        N_("Temperature"),
        N_("It is too cool by {kelvin} K."),
        N_("Needs {kelvin} K more: a heat pump, a warmer source, or a lower demand temperature."),
    ),
    Gate(
        "pressure",
        32,
        N_("Pressure"),
        N_("The pressure is too low by {bar} bar."),
        N_("Needs {bar} bar more: a booster or a source at higher pressure."),
    ),
    Gate(
        "quantity",
        64,
        N_("Least quantity"),
        N_("The amount is below the least that makes sense for one of the two."),
        N_("Needs other suppliers or takers to join in."),
    ),
    Gate(
        "dates",
        128,
        N_("Dates"),
        N_("The two are not available at the same time."),
        N_("Needs storage, or other dates."),
    ),
    Gate(
        "distance",
        256,
        N_("Distance"),
        N_("They lie {distance} apart in a straight line; up to {reach} is set."),
        N_("Needs a limit of {distance} or more, a joint pipe, or a newcomer nearby."),
    ),
    Gate(
        "months",
        512,
        N_("Months"),
        N_("There is no month in which both run."),
        N_("Needs storage over the seasons."),
    ),
    Gate(
        "day",
        1024,
        N_("Hours of the day"),
        N_("There is no hour of the day in which both run."),
        N_("Needs storage from one shift to the next, such as a hot-water tank, or other shifts."),
    ),
)

# The gate of the temperature where what is wanted is cold.
_TOO_WARM = (
    N_("It is too warm for cooling by {kelvin} K."),
    N_("Needs to be {kelvin} K cooler: a chiller, a cooler source, or a higher temperature of cooling."),
)

# The reason of the distance where roads join the two.
_BY_ROAD = N_("They lie {distance} apart along the roads; up to {reach} is set.")

UNTOLD = N_("A condition is not met; the facilitator knows which one.")


def broken(blocked: int) -> list[Gate]:
    """Return the gates that hold a match back.

    Examples
    --------
    >>> [gate.name for gate in broken(2 + 256)]
    ['state', 'distance']
    """
    return [gate for gate in GATES if blocked & gate.bit]


def kilometres(far: float, reader: Reader) -> str:
    """Return how far something lies: in metres below one kilometre.

    Examples
    --------
    >>> from isdata.i18n import reader
    >>> [kilometres(far, reader("en")) for far in (0.804, 1.5, 2.0, 12.345)]
    ['800 m', '1.5 km', '2 km', '12 km']
    """
    if far != far:
        return "–"
    if far < 1:
        return f"{reader.number(round(far * 1000, -1), digits=0)} m"
    return f"{reader.number(far, significant=2)} km"


def apart(match: Mapping, reader: Reader) -> str:
    """Return how far apart two lie, and along what.

    Examples
    --------
    >>> from isdata.i18n import reader
    >>> [apart({"distance": 1.24, "way": way}, reader("en")) for way in ("road", "straight")]
    ['1.2 km along the roads', '1.2 km in a straight line']
    """
    far = match["distance"]
    return "–" if far != far else along(kilometres(far, reader), match["way"], reader)


def along(distance: str, way: str, reader: Reader) -> str:
    """Return a distance in words with those that say along what it is."""
    sentence = N_("{distance} along the roads") if way == ROAD else N_("{distance} in a straight line")
    return reader.text(sentence, distance=distance)


def details(match: Mapping, reader: Reader) -> dict[str, str]:
    """Return what the sentences of the gates speak of, as the reader writes it."""
    lacking = {
        "kelvin": reader.number(match["lacking_temperature"]),
        "bar": reader.number(match["lacking_pressure"]),
        "distance": kilometres(match["distance"], reader),
        "reach": kilometres(match["reach"], reader),
        "substances": str(match.get("substances") or "–"),
    }
    lacking["licence"] = licence(match, reader)
    words = {
        f"{side}_{what}": str(match[f"{side}_{what}"] or "–")
        for side in ("supply", "demand")
        for what in ("state", "form")
    }
    for side in ("supply", "demand"):
        words[f"{side}_state"] = reader.choice("state", match[f"{side}_state"] or None)
    return lacking | words


def licence(match: Mapping, reader: Reader) -> str:
    """Return what a licence to take the supply has to name: the codes of its list, or the resource."""
    told = reader.listed(listed_codes(match.get("supply_ewc_code"), match.get("supply_gbt_code"), reader))
    name = reader.name(match.get("supply_resource_en"), match.get("supply_resource_zh"))
    return f"{name} ({told})" if told else name


def listed_codes(ewc: object, gbt: object, reader: Reader) -> list[str]:
    """Return the codes of the List of Waste and of China's lists that are known, each with the name of its list."""
    told = (N_("List of Waste {code}"), ewc), (N_("Chinese waste category {code}"), gbt)
    return [reader.text(words, code=code) for words, code in told if isinstance(code, str) and code]


def reasons(match: Mapping, reader: Reader) -> list[tuple[str, str, str]]:
    """Return title, reason and remedy of every gate that holds a match back, in the reader's words.

    A match with a firm that keeps to itself does not tell which gate it is.
    """
    found = broken(int(match["blocked"]))
    if match["is_hidden"]:
        return [(reader.text(UNTOLD), "", "")] if match["blocked"] else []
    told = details(match, reader)
    said = [(gate.title, *_said(gate, match)) for gate in found]
    return [
        (reader.text(title), reader.text(reason).format(**told), reader.text(lift).format(**told))
        for title, reason, lift in said
    ]


def _said(gate: Gate, match: Mapping) -> tuple[str, str]:
    """Return the messages of a gate: heat can be too cool, cold too warm; ways go along roads, or straight."""
    if gate.name == "temperature" and match["demand_resource_class"] == "cold":
        return _TOO_WARM
    is_by_road = gate.name == "distance" and match.get("way") == ROAD
    return (_BY_ROAD if is_by_road else gate.reason, gate.lift)
