"""Accounts of VERIFI: meters with bills, and drivers of consumption, become meters and readings."""

import datetime as dt
import itertools
from collections import defaultdict

from isdata.data.ingest.foreign import amounts
from isdata.data.ingest.foreign.document import Node, NoPlaceError, UnreadableError
from isdata.data.ingest.foreign.draft import NO_SITE, Draft, Placement
from isdata.errors import N_

_KELVIN_PER_FAHRENHEIT = 5 / 9
_DRIVERS = {"HDD": "heating_degree_days", "CDD": "cooling_degree_days"}
# Data of a reading besides amount and bill, which have no equivalent in isdata.
_MORE = ("totalRealDemand", "totalBilledDemand", "powerFactor")
_FIRST = N_("The first bill of each meter has no predecessor and is assumed to cover one month.")
_GAS = N_("Natural gas is kept as billed, by higher heating value, with a note at each meter.")
_NO_UNIT = N_(
    "Drivers without a unit are stored in “unit”. Degree days are converted from °F to K (factor 5/9)."
)
HOLDS_MEASURES = False  # meters and readings only


def is_one(document: Node) -> bool:
    """Return True if a document is an account of VERIFI."""
    return document["origin"].text() == "VERIFI" or isinstance(document["meterData"].value, list)


def currency(_document: Node) -> None:
    """Currency of the money: None, because these accounts do not state it."""


def places(document: Node) -> dict[str, str]:
    """Facilities by id, with their names."""
    return {
        node["guid"].text(): node["name"].text() or node["guid"].text()
        for node in document["facilities"].items()
        if node["guid"].text()
    }


def convert(document: Node, placement: Placement) -> Draft:
    """Convert meters, drivers and readings of the facilities that have a site."""
    account = _Account(document, placement)
    for meter in document["meters"].items():
        account.meter(meter)
    for driver in document["predictors"].items():
        account.driver(driver)
    account.orphans()
    for name, reason in _UNUSED.items():
        if count := len(list(document[name].items())):
            account.draft.leave_out(name, reason, count=count)
    return account.draft


_UNUSED = {
    "facilityEnergyUseEquipment": N_("{count} items of equipment: no readings of their own."),
    "facilityAnalysisItems": N_("{count} analyses: the baseline year is kept, the models are fitted again."),
    "accountReports": N_("{count} reports: settings of the other program."),
}


class _Account:
    """One account being converted."""

    def __init__(self, document: Node, placement: Placement) -> None:
        self.document, self.placement, self.draft = document, placement, Draft()
        self.names = places(document)
        self.bills = _grouped(document["meterData"], "meterId")
        self.amounts = _grouped(document["predictorDataV2"], "predictorId")
        self.dropped: dict[str, int] = defaultdict(int)

    def _site(self, node: Node) -> str:
        facility = node["facilityId"].text()
        if facility not in self.placement.sites:
            raise NoPlaceError(node.place, NO_SITE, name=self.names.get(facility, facility))
        return self.placement.sites[facility]

    def meter(self, meter: Node) -> None:
        """Add a meter and its readings."""
        bills = self.bills.pop(meter["guid"].text(), [])
        is_volume = meter["includeInEnergy"].value is False
        counted, read = ("startingUnit", "totalVolume") if is_volume else ("energyUnit", "totalEnergyUse")
        try:
            site_id, resource = self._site(meter), _carrier(meter)
            unit, factor = amounts.factor(meter.place, meter[counted].text())
        except UnreadableError as error:
            self.draft.reject(meter["name"].text(), error)
            self._count(meter, bills)
            return
        is_gas = resource == "natural_gas"
        name, number = meter["name"].text() or meter["source"].text(), meter["meterNumber"].text()
        meter_id = f"{site_id}-{meter['guid'].text()}"
        self.draft.add(
            "meter",
            meter_id=meter_id,
            site_id=site_id,
            name_en=number if number and name in number else f"{name} {number}".strip(),
            meter_kind="consumption",
            resource_id=resource,
            unit=unit,
            ipmvp_option="c",
            **self._baseline(meter),
            note="higher heating value, as billed" if is_gas else None,
            source="VERIFI",
        )
        if is_gas:
            self.draft.remark(_GAS)
        self._readings(meter_id, name, bills, read, factor)

    def _count(self, node: Node, rows: list[Node]) -> None:
        if rows:
            self.draft.leave_out(
                node.place,
                N_("{count} readings of “{name}” are excluded with it."),
                count=len(rows),
                name=node["name"].text(),
            )

    def _baseline(self, meter: Node) -> dict[str, object]:
        """Return first and last day of the baseline year of the facility's analysis, else of the account's."""
        facility = meter["facilityId"].text()
        stated = [
            node["baselineYear"]
            for node in self.document["facilityAnalysisItems"].items()
            if node["facilityId"].text() == facility
        ]
        stated.append(self.document["account"]["sustainabilityQuestions"]["energyReductionBaselineYear"])
        for node in stated:
            try:
                year = node.whole(1900, 2100)
            except UnreadableError:
                continue
            return {"baseline_from": dt.date(year, 1, 1), "baseline_until": dt.date(year, 12, 31)}
        return {}

    def _readings(self, meter_id: str, name: str, bills: list[Node], what: str, factor: float) -> None:
        """Add the readings of a meter; each begins on the day after the previous one."""
        dated = self._dated(name, bills)
        if dated:
            self.draft.remark(_FIRST)
        before = [None, *(day for day, _bill in dated)]
        for (day, bill), former in zip(dated, before, strict=False):
            try:
                if day == former:
                    reason = N_("Second reading of the same meter on the same day.")
                    raise UnreadableError(bill.place, reason)
                quantity = bill[what].number() * factor
                cost = None if bill["totalCost"].value is None else bill["totalCost"].number()
            except UnreadableError as error:
                self.draft.reject(name, error)
                continue
            begin = _month_before(day) if former is None else former + dt.timedelta(days=1)
            self.draft.add(
                "meter_reading",
                meter_id=meter_id,
                ends_on=day,
                starts_on=begin,
                quantity=quantity,
                cost=cost,
                currency=None if cost is None else self.placement.currency,
                is_estimated=bill["isEstimated"].value is True,
            )
            for more in _MORE:
                self.dropped[more] += bill[more].value is not None
            self.dropped["charges"] += len(list(bill["charges"].items()))

    def _dated(self, name: str, bills: list[Node]) -> list[tuple[dt.date, Node]]:
        """Bills with their last day, sorted by it."""
        dated = []
        for bill in bills:
            try:
                dated.append((_day(bill), bill))
            except UnreadableError as error:
                self.draft.reject(name, error)
        return sorted(dated, key=lambda pair: pair[0])

    def driver(self, driver: Node) -> None:
        """Add a driver and its amounts by month."""
        rows = self.amounts.pop(driver["guid"].text(), [])
        weather = _weather(driver)
        try:
            site_id = self._site(driver)
            base = _base_temperature(driver, weather)
        except UnreadableError as error:
            self.draft.reject(driver["name"].text(), error)
            self._count(driver, rows)
            return
        meter_id = f"{site_id}-{driver['guid'].text()}"
        self.draft.add(
            "meter",
            meter_id=meter_id,
            site_id=site_id,
            name_en=driver["name"].text() or meter_id,
            meter_kind=weather or ("output" if driver["production"].value is True else "driver"),
            unit="K·d" if weather else "unit",
            base_temperature=base,
            note=driver["weatherStationName"].text() or None,
            source="VERIFI",
        )
        self.draft.remark(_NO_UNIT)
        self._months(meter_id, driver["name"].text(), rows, _KELVIN_PER_FAHRENHEIT if weather else 1.0)

    def _months(self, meter_id: str, name: str, rows: list[Node], factor: float) -> None:
        seen = set()
        for row in rows:
            try:
                first = dt.date(row["year"].whole(1900, 2100), row["month"].whole(1, 12), 1)
                if first in seen:
                    raise UnreadableError(row.place, N_("Second reading of the same meter on the same day."))
                quantity = row["amount"].number() * factor
            except UnreadableError as error:
                self.draft.reject(name, error)
                continue
            seen.add(first)
            self.draft.add(
                "meter_reading",
                meter_id=meter_id,
                ends_on=_month_end(first),
                starts_on=first,
                quantity=quantity,
            )

    def orphans(self) -> None:
        """List readings of meters missing from the account, and additional data of readings."""
        for name, rows in itertools.chain(self.bills.items(), self.amounts.items()):
            reason = N_("{count} readings belong to “{name}”, which is not in the account.")
            self.draft.leave_out(rows[0].place, reason, count=len(rows), name=name)
        for name, count in self.dropped.items():
            if count:
                reason = N_("{count} values of “{name}” have no corresponding field.")
                self.draft.leave_out("meterData", reason, count=count, name=name)


def _grouped(rows: Node, by: str) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for row in rows.items():
        found[row[by].text()].append(row)
    return found


def _carrier(meter: Node) -> str:
    """Resource measured by a meter."""
    source, fuel = meter["source"].text(), meter["fuel"].text()
    resource = amounts.meaning("carrier", source) or amounts.meaning("carrier", fuel)
    if resource is None:
        reason = N_("There is no resource for the carrier “{carrier}”.")
        raise NoPlaceError(meter.place, reason, carrier=fuel or source)
    return resource


def _weather(driver: Node) -> str | None:
    """Kind of degree days of a driver; None if it is not weather."""
    is_weather = driver["predictorType"].text() == "Weather"
    return _DRIVERS.get(driver["weatherDataType"].text()) if is_weather else None


def _base_temperature(driver: Node, weather: str | None) -> float | None:
    """Base temperature of degree days. [°C]"""
    base = driver["heatingBaseTemperature" if weather == "heating_degree_days" else "coolingBaseTemperature"]
    if weather is None or base.value is None:
        return None
    return (base.number() - 32) * _KELVIN_PER_FAHRENHEIT


def _day(row: Node) -> dt.date:
    year, month, day = row["year"].whole(1900, 2100), row["month"].whole(1, 12), row["day"].whole(1, 31)
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise UnreadableError(
            row.place, N_("The date {day} does not exist."), day=f"{year}-{month}-{day}"
        ) from error


def _month_before(day: dt.date) -> dt.date:
    """First day of the month-long period that ends on a day."""
    last = day.replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=min(day.day, last.day)) + dt.timedelta(days=1)


def _month_end(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
