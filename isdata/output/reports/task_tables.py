"""Tables of what serves a task of the circular transformation of parks, for page and report."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution import presentation
from isdata.institution.circular_tasks import TaskRecords

Cells = Mapping[str, list]


def indicators(own: TaskRecords, reader: Reader) -> Cells:
    """Cells of the indicators of a task, by heading: now, target, gap and state."""
    rows = own.indicators
    return {
        reader.text(N_("Indicator")): reader.names(rows),
        reader.text(N_("Park")): reader.names(rows, "park"),
        reader.text(N_("Now")): _amounts(rows, "value", "year", reader),
        reader.text(N_("Target")): _amounts(rows, "target", "target_year", reader),
        reader.text(N_("Gap")): _amounts(rows, "gap", "", reader),
        reader.text(N_("Status")): [_state(row, reader) for row in rows.to_dict("records")],
    }


def synergies(own: TaskRecords, reader: Reader) -> Cells:
    """Cells of the synergies that serve a task, those in operation first."""
    rows = own.synergies
    return {
        reader.text(N_("Synergy")): reader.names(rows),
        reader.text(N_("Park")): reader.names(rows, "park"),
        reader.text(N_("Stage")): [reader.choice("stage", stage) for stage in rows["stage"]],
        reader.text(N_("Gain per year")): [
            reader.money(row["annual_saving"], row["currency"]) for row in rows.to_dict("records")
        ],
        reader.text(N_("CO2 saved")): [reader.amount(value, "t/yr") for value in rows["co2_saved"]],
    }


def pilots(own: TaskRecords, reader: Reader) -> Cells:
    """Cells of the pilots of a task."""
    rows = own.pilots
    return {
        reader.text(N_("Pilot")): reader.names(rows),
        reader.text(N_("Park")): reader.names(rows, "park"),
        reader.text(N_("Status")): [reader.choice("pilot_status", each) for each in rows["pilot_status"]],
        reader.text(N_("Authority")): [reader.half(each) or "–" for each in rows["authority"]],
        reader.text(N_("Result")): [each or "–" for each in reader.names(rows, "result")],
    }


def lessons(own: TaskRecords, reader: Reader) -> Cells:
    """Cells of the lessons and recommendations of a task."""
    rows = own.lessons
    return {
        reader.text(N_("Lesson")): reader.names(rows),
        reader.text(N_("Park")): reader.names(rows, "park"),
        reader.text(N_("Kind")): [reader.choice("lesson_kind", each) for each in rows["lesson_kind"]],
    }


def _amounts(rows: pd.DataFrame, name: str, year: str, reader: Reader) -> list[str]:
    """Amounts with their units, and their years if `year` names their column."""
    written = presentation.difference if name == "gap" else presentation.amount
    return [
        presentation.dated(written(row[name], row["unit"], reader), row[year] if year else None, reader)
        for row in rows.to_dict("records")
    ]


def _state(row: Mapping, reader: Reader) -> str:
    if pd.isna(row["gap"]):
        return "–"
    if row["gap"] == 0:
        return reader.text(N_("Reached"))
    return reader.text(N_("Missed") if row["is_missed"] else N_("In progress"))
