"""Exports of MEASUR: the opportunities of its treasure hunts become measures."""

from isdata.data.ingest.foreign import amounts, calculators
from isdata.data.ingest.foreign.calculators import CALCULATORS, Settings
from isdata.data.ingest.foreign.document import Node, NoPlaceError, UnreadableError
from isdata.data.ingest.foreign.draft import LIFE_REMARK, NO_SITE, Draft, Placement
from isdata.errors import N_

_KIND = "TreasureHunt"
# Unit price of each carrier in the settings of MEASUR: name of the setting, and unit of the sheets over its unit.
_PRICES = {
    "Electricity": ("electricityCost", 1.0),
    "Gas": ("fuelCost", 1.0),
    "Other Fuel": ("otherFuelCost", 1.0),
    "Steam": ("steamCost", 1.0),
    "Compressed Air": ("compressedAirCost", 1000.0),
    "Water": ("waterCost", 1000.0),
    "WWT": ("waterWasteCost", 1000.0),
}
_PARTS = {
    "engineering": "engineeringServices",
    "material": "material",
    "labour": "labor",
}


def is_one(document: Node) -> bool:
    """Return True if a document is an export of MEASUR."""
    return document["origin"].text().startswith("AMO-TOOLS") or isinstance(
        document["assessments"].value, list
    )


def places(document: Node) -> dict[str, str]:
    """Treasure hunts by number, with their names."""
    return {
        str(number): entry["assessment"]["name"].text() or f"{_KIND} {number}"
        for number, entry in enumerate(document["assessments"].items(), 1)
        if entry["assessment"]["type"].text() == _KIND
    }


def currency(document: Node) -> str | None:
    """Currency of the first treasure hunt that states one."""
    signs = [
        entry["settings"]["currency"].text().removesuffix("k")
        for entry in document["assessments"].items()
        if entry["assessment"]["type"].text() == _KIND
    ]
    return next((found for sign in signs if (found := amounts.meaning("currency", sign))), None)


def convert(document: Node, placement: Placement) -> Draft:
    """Convert all treasure hunts to measures and a list of entries left out."""
    draft = Draft()
    for number, entry in enumerate(document["assessments"].items(), 1):
        assessment = entry["assessment"]
        kind, name = assessment["type"].text(), assessment["name"].text()
        if kind != _KIND:
            reason = N_("“{name}” models a system ({kind}) without opportunities and costs.")
            draft.leave_out(entry.place, reason, name=name, kind=kind)
        elif str(number) not in placement.sites:
            draft.leave_out(entry.place, NO_SITE, name=name)
        else:
            _Hunt(entry, placement, placement.sites[str(number)], draft).convert()
    for name in ("calculators", "inventories", "diagrams"):
        if count := len(list(document[name].items())):
            draft.leave_out(name, N_("{count} entries describe equipment, not measures."), count=count)
    return draft


class _Hunt:
    """One treasure hunt being converted."""

    def __init__(self, entry: Node, placement: Placement, site_id: str, draft: Draft) -> None:
        self.entry, self.placement, self.site_id, self.draft = entry, placement, site_id, draft
        self.hunt = entry["assessment"]["treasureHunt"]
        self.name = entry["assessment"]["name"].text() or _KIND
        settings = entry["settings"]
        sign = settings["currency"].text()
        # “$k” counts thousands.
        self.scale = 1000.0 if sign.endswith("k") else 1.0
        self.currency = placement.currency or amounts.meaning("currency", sign.removesuffix("k"))
        self.settings = Settings(settings["unitsOfMeasure"].text() == "Metric", {})
        self.settings.prices.update({carrier: self._price(carrier) for carrier in _PRICES})

    def _price(self, carrier: str) -> float | None:
        name, per = _PRICES[carrier]
        node = self.entry["settings"][name]
        try:
            return node.number() * (1.0 if self.settings.is_metric else per)
        except UnreadableError:
            return None

    def convert(self) -> None:
        """Add one measure per opportunity; list opportunities and fields without an equivalent in isdata."""
        number = 0
        lists = [name for name in self.hunt.names if isinstance(self.hunt[name].value, list)]
        for name in [*(each for each in CALCULATORS if each in lists), *sorted({*lists} - {*CALCULATORS})]:
            for item in self.hunt[name].items():
                number += 1
                try:
                    self._measure(name, item, number)
                except UnreadableError as error:
                    self.draft.reject(_name(item), error)
        if self.hunt["currentEnergyUsage"].names:
            self.draft.leave_out(
                self.hunt["currentEnergyUsage"].place,
                N_(
                    "Use, costs and CO2 factors of the whole site are not imported; the factors of the "
                    "park's region apply. Import the site's use as meters."
                ),
            )

    def _measure(self, name: str, item: Node, number: int) -> None:
        savings = self._savings(name, item)
        about = item if CALCULATORS[name] is calculators.sheet else item["opportunitySheet"]
        costs = self._costs(about["opportunityCost"], item.place)
        resources = {str(saving["resource_id"]) for saving in savings}
        measure_id = f"{self.site_id}-MEASUR-{self._id()}-{number:02d}"
        self.draft.add(
            "measure",
            measure_id=measure_id,
            network_id=self.placement.network_id,
            site_id=self.site_id,
            name_en=about["name"].text() or f"{name} {number}",
            category=_category(amounts.meaning("category", about["equipment"].text()), resources),
            status="idea",
            **costs,
            lifetime=self.placement.lifetime,
            currency=self.currency,
            price_year=self.placement.price_year,
            effort=_effort(about["opportunityCost"]["implementationEffort"]),
            owner=about["owner"].text() or None,
            note=self._note(about, item),
            source=f"MEASUR, {self.name}",
        )
        self.draft.remark(LIFE_REMARK, years=f"{self.placement.lifetime:g}")
        for saving in savings:
            self.draft.add("measure_saving", measure_id=measure_id, **saving)
        if "natural_gas" in resources:
            self.draft.remark(amounts.GAS_REMARK)
        self._unused(item)

    def _savings(self, name: str, item: Node) -> list[dict[str, object]]:
        """Savings of an opportunity, computed like its calculator does."""
        if name not in CALCULATORS:
            reason = N_("The calculator “{name}” is not supported. Enter its amounts in the form.")
            raise NoPlaceError(item.place, reason, name=name)
        uses = [use for use in CALCULATORS[name](item, self.settings) if use.baseline or use.modified]
        return [amounts.saving(item.place, use) for use in uses]

    def _id(self) -> str:
        named = self.entry["assessment"]["id"]
        numbered = str(named.value) if isinstance(named.value, int) else self.entry.place.split(" ")[-1]
        return named.text() or numbered

    def _costs(self, costs: Node, place: str) -> dict[str, object]:
        """Investment with its parts; a rebate is an incentive, a negative rebate a cost."""
        if not costs.names:
            raise UnreadableError(place, N_("The cost is missing. Add it, or enter the measure in the form."))
        parts = {name: costs[theirs].number(0.0) * self.scale for name, theirs in _PARTS.items()}
        other = sum(each["cost"].number(0.0) for each in costs["otherCosts"].items()) * self.scale
        rebate = costs["additionalSavings"]["cost"].number(0.0) * self.scale
        parts["other"] = other - min(rebate, 0.0)
        return {
            "investment": sum(parts.values()),
            **{f"investment_{name}": amount for name, amount in parts.items()},
            "incentive": max(rebate, 0.0),
            "other_saving": costs["additionalAnnualSavings"]["cost"].number(0.0) * self.scale,
        }

    def _note(self, about: Node, item: Node) -> str | None:
        selected = item["selected"].value is not False
        words = [
            about["description"].text(),
            f"business unit {unit}" if (unit := about["businessUnits"].text()) else "",
            "" if selected else "not selected in the treasure hunt",
        ]
        return "; ".join(filter(None, words)) or None

    def _unused(self, item: Node) -> None:
        """List the inputs that are neither the state before nor after the measure."""
        data = item["replaceExistingData"]
        for name in ("rewindCost", "purchaseCost"):
            if data[name].value:
                self.draft.leave_out(
                    data[name].place,
                    N_("{value}: for comparison only. The cost of the opportunity is used."),
                    value=data[name].value,
                )


def _name(item: Node) -> str:
    """Name of an opportunity, taken from its sheet; empty if it has none."""
    return item["opportunitySheet"]["name"].text() or item["name"].text()


# Resources that electric equipment cannot save. Unless one of them is saved, the equipment determines the category.
_WATER = {"fresh_water", "waste_water"}
_FUELS = {"natural_gas", "steam", "diesel", "coal", "gasoline", "lpg", "hot_water"}
_ELECTRIC = ("pumps", "drives", "ventilation", "lighting", "compressed_air")
_THERMAL = ("process_heat", "refrigeration", "air_conditioning", "ventilation")


def _category(equipment: str | None, saved: set[str]) -> str:
    """Category of the named equipment, unless the saved resources require another one.

    MEASUR names the inspected equipment, which may differ from the measure: insulation at a pump saves heat, while
    repairing a leaking water pipe does not.
    """
    if saved and saved <= _WATER and equipment in _THERMAL:
        return "other_technical"
    if saved and saved <= _FUELS | _WATER and saved & _FUELS and equipment in _ELECTRIC:
        return "process_heat"
    return equipment or "other"


def _effort(node: Node) -> str | None:
    """Effort category, from the number 1 to 10 in MEASUR."""
    if node.value is None:
        return None
    effort = node.number()
    return "low" if effort <= 3 else "medium" if effort <= 6 else "high"
