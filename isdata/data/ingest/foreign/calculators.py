"""Yearly use of each calculator of a treasure hunt, computed from its inputs, because exports contain no results.

The formulas are those of the engineering handbooks named in the public documentation of MEASUR; inputs are in
US customary units if the export states Imperial.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from isdata.data.ingest.foreign.amounts import Use, factor
from isdata.data.ingest.foreign.document import Node, UnreadableError
from isdata.errors import N_

# Natural gas: 1030 Btu per standard cubic foot, higher heating value. [MMBtu/SCF]
_GAS_PER_SCF = 1030e-6
# Heat for a rise of 1 °F: air 1.08 Btu/h per cubic foot per minute; water 500 Btu/h per gallon per minute. [MMBtu/h]
_AIR, _WATER = 1.08e-6, 500e-6
# Single-stage compressor, polytropic: (n - 1) / n with n = 1.395.
_POLYTROPIC = 0.395 / 1.395
# Exponent of the power of a fan or pump over its speed, as in MEASUR; the ideal affinity law gives 3.
_SPEED_EXPONENT = 2.5


@dataclass(frozen=True)
class Settings:
    """Unit system (US customary or metric) and price of each carrier in an assessment."""

    is_metric: bool
    prices: dict[str, float | None]


Calculator = Callable[[Node, Settings], list[Use]]


def _sums(item: Node, amount: Callable[[Node], float], after: str = "modification") -> tuple[float, float]:
    """Total use of all rows before and after the measure."""
    rows = [list(item[name].items()) for name in ("baseline", after)]
    if not rows[0]:
        raise UnreadableError(item.place, N_("The use before the measure is missing."))
    before, modified = (sum(map(amount, each)) for each in rows)
    return before, modified


def _first_price(item: Node, *names: str) -> float | None:
    """First price stated in the first row."""
    row = next(item["baseline"].items(), Node(None))
    found = [row[name].number() for name in names if row[name].value is not None]
    return found[0] if found else None


def _imperial_only(item: Node, settings: Settings) -> None:
    if settings.is_metric:
        raise UnreadableError(
            item.place,
            N_("Use was measured as a flow in metric units that the export does not specify."),
        )


def lighting(item: Node, _: Settings) -> list[Use]:
    """Power of all lamps times hours."""

    def kilowatt_hours(row: Node) -> float:
        watts = math.prod(
            row[name].number() for name in ("wattsPerLamp", "lampsPerFixture", "numberOfFixtures")
        )
        return watts * row["hoursPerYear"].number() * row["ballastFactor"].number(1.0) / 1000

    price = item["baselineElectricityCost"]
    uses = _sums(item, kilowatt_hours, "modifications")
    return [Use("Electricity", "kWh", *uses, None if price.value is None else price.number())]


def motor(item: Node, settings: Settings) -> list[Use]:
    """Shaft power divided by efficiency, before and after."""
    data = item["replaceExistingData"]
    _, per = factor(data.place, "kW" if settings.is_metric else "hp")
    shaft = data["motorSize"].number() * per * data["load"].number() / 100 * data["operatingHours"].number()
    uses = [shaft / _share(data[name]) for name in ("existingEfficiency", "newEfficiency")]
    return [Use("Electricity", "kWh", uses[0], uses[1], data["electricityCost"].number())]


def electricity(item: Node, settings: Settings) -> list[Use]:
    """Power by multimeter, nameplate or power meter times hours, or an amount determined otherwise."""

    def kilowatt_hours(row: Node) -> float:
        method = row["measurementMethod"].whole(0, 3)
        if method == 3:
            return row["otherMethodData"]["energy"].number()
        kilowatts = (_multimeter, _nameplate, lambda row, _: row["powerMeterData"]["power"].number())[method]
        return kilowatts(row, settings.is_metric) * row["units"].number(1.0) * row["operatingHours"].number()

    return [Use("Electricity", "kWh", *_sums(item, kilowatt_hours), _first_price(item, "electricityCost"))]


def _multimeter(row: Node, _: bool) -> float:
    data = row["multimeterData"]
    phases = math.sqrt(3) if data["numberOfPhases"].number() == 3 else 1.0
    names = ("supplyVoltage", "averageCurrent", "powerFactor")
    return phases * math.prod(data[name].number() for name in names) / 1000


def _nameplate(row: Node, is_metric: bool) -> float:
    data = row["nameplateData"]
    is_in_horsepower = not is_metric and row["userSelectedHP"].value is not False
    _, per = factor(data.place, "hp" if is_in_horsepower else "kW")
    speed = 1.0
    if data["variableSpeedMotor"].value is True:
        speed = (data["operationalFrequency"].number() / data["lineFrequency"].number()) ** _SPEED_EXPONENT
    load = data["loadFactor"].number() / 100 * speed
    return data["ratedMotorPower"].number() * per * load / _share(data["motorAndDriveEfficiency"])


def gas(item: Node, settings: Settings) -> list[Use]:
    """Gas by flow meter, by the heated air or water, or an amount determined otherwise."""

    def energy(row: Node) -> float:
        method = row["measurementMethod"].whole(0, 3)
        if method == 3:
            return row["otherMethodData"]["consumption"].number()
        _imperial_only(row, settings)
        rate = (_gas_flow, _air_heat, _water_heat)[method](row)
        return rate * row["units"].number(1.0) * row["operatingHours"].number()

    unit = "GJ" if settings.is_metric else "MMBtu"
    return [Use("Natural Gas", unit, *_sums(item, energy), _first_price(item, "fuelCost"))]


def _gas_flow(row: Node) -> float:
    return row["flowMeterMethodData"]["flowRate"].number() * _GAS_PER_SCF


def _air_heat(row: Node) -> float:
    data = row["airMassFlowData"]
    if data["isNameplate"].value is True:
        flow = data["airMassFlowNameplateData"]["airFlow"].number()
    else:
        measured = data["airMassFlowMeasuredData"]
        flow = measured["areaOfDuct"].number() * measured["airVelocity"].number()
    return _AIR * flow * _warmed(data)


def _water_heat(row: Node) -> float:
    data = row["waterMassFlowData"]
    return _WATER * data["waterFlow"].number() * _warmed(data)


def _warmed(data: Node) -> float:
    degrees = data["outletTemperature"].number() - data["inletTemperature"].number()
    return degrees / _share(data["systemEfficiency"])


def compressed_air(item: Node, settings: Settings) -> list[Use]:
    """Compressed air by meter, bag or an amount determined otherwise; as electricity of the compressor if selected."""
    first = next(item["baseline"].items(), item)
    is_electric = first["utilityType"].number(0.0) == 1

    def amount(row: Node) -> float:
        air = _air_a_year(row, settings)
        if not is_electric:
            return air
        compressor = row["compressorElectricityData"]
        per_minute = compressor["compressorSpecificPower"].number() / 60
        return air * per_minute * compressor["compressorControlAdjustment"].number() / 100

    uses = _sums(item, amount)
    if is_electric:
        return [Use("Electricity", "kWh", *uses, _first_price(item, "electricityCost", "utilityCost"))]
    return [Use("Compressed Air", "SCF", *uses, _first_price(item, "compressedAirCost", "utilityCost"))]


def _air_a_year(row: Node, settings: Settings) -> float:
    """Compressed air in standard cubic feet per year."""
    _imperial_only(row, settings)
    method = row["measurementMethod"].whole(0, 6)
    minutes = 60 * row["hoursPerYear"].number() * row["units"].number(1.0)
    if method == 0:
        return row["flowMeterMethodData"]["meterReading"].number() * minutes
    if method == 1:
        bag = row["bagMethodData"]
        return bag["bagVolume"].number() * 60 / _above_zero(bag["bagFillTime"]) * minutes
    if method == 3:
        return row["otherMethodData"]["consumption"].number()
    raise UnreadableError(
        row.place,
        N_("Air use was estimated from nozzles, orifices or sound; isdata does not repeat this estimate."),
    )


def air_pressure(item: Node, settings: Settings) -> list[Use]:
    """Power of a compressor at reduced pressure, by polytropic compression."""
    _imperial_only(item, settings)

    def work(gauge: float, atmosphere: float) -> float:
        return ((gauge + atmosphere) / atmosphere) ** _POLYTROPIC - 1

    def kilowatt_hours(row: Node) -> float:
        power, hours = row["compressorPower"].number(), row["hoursPerYear"].number()
        if row["isBaseline"].value is True:
            return power * hours
        atmosphere = _above_zero(row["atmosphericPressure"])
        # Measured power refers to the present pressure, rated power to the rated pressure.
        known_at = row["pressure" if row["powerType"].text() == "Measured" else "pressureRated"]
        share = work(row["proposedPressure"].number(), atmosphere) / work(_above_zero(known_at), atmosphere)
        return power * hours * share

    return [Use("Electricity", "kWh", *_sums(item, kilowatt_hours), _first_price(item, "electricityCost"))]


def water(item: Node, settings: Settings) -> list[Use]:
    """Water by meter, bucket or an amount determined otherwise."""

    def gallons(row: Node) -> float:
        method, hours = row["measurementMethod"].whole(0, 3), row["hoursPerYear"].number()
        if method == 0:
            return row["meteredFlowMethodData"]["meterReading"].number() * 60 * hours
        if method == 1:
            data = row["volumeMeterMethodData"]
            volume = data["finalMeterReading"].number() - data["initialMeterReading"].number()
            return volume / _above_zero(data["elapsedTime"]) * 60 * hours
        if method == 2:
            data = row["bucketMethodData"]
            return data["bucketVolume"].number() / _above_zero(data["bucketFillTime"]) * 3600 * hours
        return row["otherMethodData"]["consumption"].number()

    _imperial_only(item, settings)
    first = next(item["baseline"].items(), item)
    carrier = "Waste Water" if first["isWastewater"].value is True else "Water"
    return [Use(carrier, "gal", *_sums(item, gallons), _first_price(item, "waterCost"))]


def sheet(item: Node, settings: Settings) -> list[Use]:
    """Amounts entered directly, by carrier."""
    carriers = dict.fromkeys(
        row["type"].text() for row in (*_rows(item, "baseline"), *_rows(item, "modification"))
    )
    return [
        Use(
            carrier,
            _unit(item.place, carrier, settings),
            _written(item, "baseline", carrier),
            _written(item, "modification", carrier),
            settings.prices.get(carrier),
        )
        for carrier in carriers
    ]


def _rows(item: Node, when: str) -> Iterator[Node]:
    return item[f"{when}EnergyUseItems"].items()


def _written(item: Node, when: str, carrier: str) -> float:
    return sum(row["amount"].number(0.0) for row in _rows(item, when) if row["type"].text() == carrier)


def _unit(place: str, carrier: str, settings: Settings) -> str:
    """Unit of a directly entered amount of a carrier."""
    imperial = {"Gas": "MMBtu", "Other Fuel": "MMBtu", "Water": "kgal", "WWT": "kgal"}
    imperial |= {"Electricity": "kWh", "Compressed Air": "kSCF", "Steam": "klb"}
    metric = {"Electricity": "kWh", "Gas": "GJ", "Other Fuel": "GJ", "Water": "m3", "WWT": "m3"}
    known = metric if settings.is_metric else imperial
    if carrier not in known:
        raise UnreadableError(place, N_("There is no resource for the carrier “{carrier}”."), carrier=carrier)
    return known[carrier]


def _share(node: Node) -> float:
    return _above_zero(node) / 100


def _above_zero(node: Node) -> float:
    value = node.number()
    if value <= 0:
        raise UnreadableError(node.place, N_("“{value}” must be greater than zero."), value=value)
    return value


# Lists of a treasure hunt, in the order of MEASUR.
CALCULATORS: dict[str, Calculator] = {
    "lightingReplacements": lighting,
    "opportunitySheets": sheet,
    "assessmentOpportunities": sheet,
    "replaceExistingMotors": motor,
    "naturalGasReductions": gas,
    "electricityReductions": electricity,
    "compressedAirReductions": compressed_air,
    "compressedAirPressureReductions": air_pressure,
    "waterReductions": water,
}
