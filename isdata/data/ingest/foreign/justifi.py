"""Project template of JUSTIFI: its energy efficiency measures and assessments become measures.

The template has two rows of headings, hidden formula columns, and drop-downs from a hidden sheet. Columns are
found by their headings in the second row.
"""

import contextlib
from collections.abc import Callable, Iterator

from isdata.data.ingest.foreign import amounts
from isdata.data.ingest.foreign.amounts import Use
from isdata.data.ingest.foreign.document import Node, UnreadableError, clean
from isdata.data.ingest.foreign.draft import LIFE_REMARK, NO_SITE, Draft, Placement
from isdata.errors import N_

MARK = "JUSTIFI_UPLOAD_V1"
_HEADINGS = 2
_UTILITIES = (
    "Electricity",
    "Natural Gas",
    "Other Fuels",
    "Water",
    "Waste Water",
    "Compressed Air",
    "Steam",
)
_PLACE = "facility"
_OTHER_SHEETS = {
    "Stakeholders": N_("{count} rows contain personal data, which isdata does not store."),
    "Industrial_Systems": N_("{count} rows list equipment, not measures."),
    "End_Use_Inventory": N_("{count} rows list end uses, not measures."),
}
_NO_USE = N_(
    "The template states the saving of a measure, not the use before. Without a use in the assessment, "
    "the saving is stored as use before, and 0 as use after."
)

Sheets = dict[str, list[list[object]]]


def is_one(sheets: Sheets) -> bool:
    """Return True if a workbook is a JUSTIFI template."""
    return MARK in sheets


def currency(_sheets: Sheets) -> str:
    """Currency of the money in the template."""
    return "USD"


def places(sheets: Sheets) -> dict[str, str]:
    """Only facility, by its name."""
    named = [row[1] for row in sheets.get("Facility", []) if len(row) > 1 and row[0] == "Facility Name"]
    return {_PLACE: clean(str(named[0])) if named and named[0] else "JUSTIFI"}


def convert(sheets: Sheets, placement: Placement) -> Draft:
    """Convert a filled template to measures and a list of entries left out."""
    draft = Draft()
    if _PLACE not in placement.sites:
        draft.leave_out("Facility", NO_SITE, name=places(sheets)[_PLACE])
        return draft
    project = _Project(sheets, placement, draft)
    for row in _rows(sheets, "Energy_Efficiency_Measures"):
        project.attempt(row, "Energy Efficiency Measure Name", project.measure)
    for row in project.assessments.values():
        project.attempt(row, "Assessment Name", project.assessment)
    for name, reason in _OTHER_SHEETS.items():
        if count := len(list(_rows(sheets, name))):
            draft.leave_out(name, reason, count=count)
    return draft


class _Project:
    """One filled template being converted."""

    def __init__(self, sheets: Sheets, placement: Placement, draft: Draft) -> None:
        self.placement, self.draft = placement, draft
        self.assessments = {row["Assessment Name"].text(): row for row in _rows(sheets, "Assessments")}
        self.prices = {
            str(row[0]): Node(row[3], f"Facility · D{number}")
            for number, row in enumerate(sheets.get("Facility", []), 1)
            if len(row) > 3 and row[0] in _UTILITIES
        }
        self.number = 0

    def attempt(self, row: Node, name: str, convert: Callable[[Node], None]) -> None:
        """Convert a row; an error becomes an entry to be corrected, because templates are filled in by hand."""
        try:
            convert(row)
        except UnreadableError as error:
            self.draft.reject(row[name].text(), error)

    def _is_whole(self, row: Node) -> bool:
        return row["Cost/Savings Data level"].text().lower() == "assessment"

    def measure(self, row: Node) -> None:
        """Add a measure of an assessment."""
        name = row["Energy Efficiency Measure Name"].text()
        assessment = self.assessments.get(row["Assessment Name"].text(), Node(None))
        if self._is_whole(assessment):
            self.draft.leave_out(
                row.place,
                N_("Cost and saving of “{name}” are stated by its assessment as a whole."),
                name=name,
            )
            return
        utility = row["Utility Type"].text()
        saved, money = _number(row["Energy Savings"]), _number(row["Cost Savings"])
        use, other = None, 0.0
        if saved:
            unit = row["Energy Unit"].text()
            before = _use_before(assessment, utility, unit)
            price = money / saved if money is not None else _number(self.prices.get(utility, Node(None)))
            if before is None:
                self.draft.remark(_NO_USE)
                before = saved
            use = Use(utility, unit, before, before - saved, price)
        elif money:
            other = money
        self._add(row, name, assessment["Assessment Type"].text(), [use] if use else [], other)

    def assessment(self, row: Node) -> None:
        """Add an assessment with total cost and saving."""
        name = row["Assessment Name"].text()
        if not self._is_whole(row):
            stated = [each for each in _UTILITIES if _number(row[f"{each} Savings"])]
            if stated or _number(row["Implementation Cost"]):
                self.draft.leave_out(
                    row.place, N_("Cost and saving of “{name}” are stated by its single measures."), name=name
                )
            return
        uses = []
        for utility in _UTILITIES:
            saved = _number(row[f"{utility} Savings"])
            if saved:
                before = _number(row[f"{utility} Use"])
                if before is None:
                    self.draft.remark(_NO_USE)
                before = saved if before is None else before
                price = _number(self.prices.get(utility, Node(None)))
                uses.append(Use(utility, row[f"{utility} Unit"].text(), before, before - saved, price))
        self._add(row, name, row["Assessment Type"].text(), uses, 0.0)

    def _add(self, row: Node, name: str, kind: str, uses: list[Use], other: float) -> None:
        cost = _number(row["Implementation Cost"])
        if not name or cost is None:
            raise UnreadableError(row.place, N_("Name or implementation cost is missing."))
        savings = [amounts.saving(row.place, use) for use in uses]
        self.number += 1
        site_id = self.placement.sites[_PLACE]
        measure_id = f"{site_id}-JUSTIFI-{self.number:02d}"
        self.draft.add(
            "measure",
            measure_id=measure_id,
            network_id=self.placement.network_id,
            site_id=site_id,
            name_en=name,
            category=amounts.meaning("category", kind) or "other",
            status="idea",
            investment=cost,
            other_saving=other,
            lifetime=self.placement.lifetime,
            currency=self.placement.currency or "USD",
            price_year=self.placement.price_year,
            source="JUSTIFI template",
        )
        self.draft.remark(LIFE_REMARK, years=f"{self.placement.lifetime:g}")
        for saving in savings:
            self.draft.add("measure_saving", measure_id=measure_id, **saving)
        if any(saving["resource_id"] == "natural_gas" for saving in savings):
            self.draft.remark(amounts.GAS_REMARK)


def _use_before(assessment: Node, utility: str, unit: str) -> float | None:
    """Use of a utility stated by an assessment; None if not stated in this unit."""
    before = _number(assessment[f"{utility} Use"])
    return before if assessment[f"{utility} Unit"].text() == unit else None


def _number(node: Node) -> float | None:
    """Cell as a number, also if it is a text; None if it is empty."""
    value = node.value
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            value = float(value.replace(",", "")) if value.strip() else None
    return None if value is None else Node(value, node.place).number()


def _rows(sheets: Sheets, name: str) -> Iterator[Node]:
    """Yield the filled rows below the headings; rows with only formulas and units count as empty."""
    table = sheets.get(name, [])
    headings = [str(cell or "") for cell in table[_HEADINGS - 1]] if len(table) >= _HEADINGS else []
    for number, row in enumerate(table[_HEADINGS:], _HEADINGS + 1):
        cells = {
            heading: cell
            for heading, cell in zip(headings, row, strict=False)
            if heading and "HELPER" not in heading
        }
        if any(
            cell not in (None, "") and not heading.endswith("Unit") and not heading.endswith("Units")
            for heading, cell in cells.items()
        ):
            yield Node(cells, f"{name} · {number}")
