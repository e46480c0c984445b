"""Exercises: data in both languages, one folder each.

A folder contains `exercise.toml` (companies, numbers of both seeds, situation and steps of the task, fields of the
answer, hints and feedback) and `check.sql` (findings that apply to each field of an answer). Optional files are
`facts.sql` (one row of results from the numbers and the copy, including the right answer), `prepare.sql` (remaining rows
for a practice copy, with other numbers for each seed), `table.sql` (a table shown by the task) and `sheet_NAME.sql`
(sheets of a workbook provided by the task).
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from isdata.data.i18n import N_, Reader

FOLDER = Path(__file__).parent / "exercises"
OWN = Path(__file__).parent / "own_exercises"  # on the data of a copied park; `own_park` computes their facts
MISSIONS = {
    "1": N_("Mission 1"),
    "2": N_("Mission 2"),
    "3": N_("Mission 3"),
    "across": N_("Across all missions"),
}
HINTS = {
    "nudge": N_("First hint"),
    "where": N_("Where to look"),
    "how": N_("Approach"),
    "step": N_("First step solved"),
    "solution": N_("The solution"),
}
COMPETENCES = {
    "data": N_("Collect and check data"),
    "synergies": N_("Identify and assess synergies"),
    "economics": N_("Assess investments"),
    "steering": N_("Manage the programme"),
}
# Findings of every exercise; others are in its own file.
RIGHT, MISSING, COPIED, MAGNITUDE, WRONG = "right", "missing", "copied", "magnitude", "wrong"
STATE = "state"  # kind of a field that is not entered: the check reads it from the copy
COMMON = {
    MISSING: N_("Nothing is entered here yet."),
    COPIED: N_(
        "This is the result for a copy with other numbers. Calculate with the numbers of your own copy."
    ),
    MAGNITUDE: N_(
        "The digits are right, the order of magnitude is not: compare the unit of your result with that of the field, and the decimal point."
    ),
    WRONG: N_("Not correct yet, and not one of the usual mistakes. Open the first hint."),
}
Words = Mapping[str, str]
Facts = Mapping[str, float | str]


@dataclass(frozen=True)
class Field:
    """One field of an answer.

    Parameters
    ----------
    name : str
    kind : "number", "choice", "set" or "state"
        A number, one of the options, or any of them; a state is not entered but read from the copy.
    label : mapping of str to str
        Label by language.
    unit : str
        Unit of a number, or a placeholder for the fact that contains it; empty for none.
    options : mapping of str to mapping
        Text by option and language.
    """

    name: str
    kind: str
    label: Words
    unit: str = ""
    options: Mapping[str, Words] = field(default_factory=dict)

    def unit_of(self, facts: Facts) -> str:
        """Unit of the number in a copy with these facts."""
        return self.unit.format(**{name.removesuffix("_en"): value for name, value in facts.items()})


@dataclass(frozen=True)
class Company:
    """Company of an exercise; the id of its site is `company_id` followed by "-S".

    Parameters
    ----------
    company_id, sector : str
    name : mapping of str to str
        Name by language.
    place : (float, float)
        Latitude and longitude. [°]
    park : str
    """

    company_id: str
    sector: str
    name: Words
    place: tuple[float, float]
    park: str = "chengdu"

    def row(self) -> dict[str, object]:
        """Values for the statement that stores the company."""
        latitude, longitude = self.place
        return {
            "id": self.company_id, "sector": self.sector, "latitude": latitude, "longitude": longitude,
            "park": self.park, **self.name,
        }  # fmt: skip


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Parameters
    ----------
    exercise_id : str
    number : int
        Position in the list.
    mission : str
        One of MISSIONS.
    competence : str
        One of COMPETENCES.
    minutes : int
        Usual duration. [min]
    page : str
        Page with the answer; empty if the task itself shows everything.
    query : mapping of str to str
        Settings of this page.
    case : str
        Case study discussed afterwards; may be empty.
    companies : tuple of Company
    numbers : mapping of str to pair of float
        Numbers stated by the task: in copies with seed 0, and in the others. They are facts as well.
    title : mapping of str to str
        Title by language.
    situation, steps : tuple of mapping of str to str
        Given situation, and steps to do in order; by language, with placeholders for facts.
    fields : tuple of Field
    columns : mapping of str to mapping
        Headings of the columns of the task's table.
    hints : mapping of str to mapping
        Hint by level of HINTS and language.
    findings : mapping of str to mapping
        Feedback by finding and language.
    pending : tuple of str
        Findings about remaining work, which are no mistakes.
    folder : Path
        FOLDER, or OWN.
    """

    exercise_id: str
    number: int
    mission: str
    competence: str
    minutes: int
    page: str
    query: Mapping[str, str]
    case: str
    companies: tuple[Company, ...]
    numbers: Mapping[str, tuple[float, float]]
    title: Words
    situation: tuple[Words, ...]
    steps: tuple[Words, ...]
    fields: tuple[Field, ...]
    columns: Mapping[str, Words]
    hints: Mapping[str, Words]
    findings: Mapping[str, Words]
    pending: tuple[str, ...] = ()
    folder: Path = FOLDER

    @property
    def is_of_park(self) -> bool:
        """True if its question is generated from the data of a copied park."""
        return self.folder == OWN

    def sql(self, name: str) -> str | None:
        """SQL of a file of the exercise; None if there is none."""
        path = self.folder / self.exercise_id / f"{name}.sql"
        return path.read_text("utf-8") if path.exists() else None

    @property
    def sheets(self) -> list[str]:
        """Names of the sheets of the task's workbook."""
        return sorted(
            path.stem.removeprefix("sheet_") for path in (self.folder / self.exercise_id).glob("sheet_*")
        )


@cache
def exercises() -> dict[str, Exercise]:
    """Exercises on the sample park by id, in order."""
    return _of_folder(FOLDER)


@cache
def own_exercises() -> dict[str, Exercise]:
    """Exercises on the data of a copied park by id, in order."""
    return _of_folder(OWN)


def of_copy(park_id: str) -> dict[str, Exercise]:
    """Exercises of a practice copy, by its copied park; empty for the sample park."""
    return own_exercises() if park_id else exercises()


def known() -> dict[str, Exercise]:
    """All exercises by id, those on the sample park first."""
    return exercises() | own_exercises()


def _of_folder(folder: Path) -> dict[str, Exercise]:
    found = [_read(path) for path in folder.glob("*/exercise.toml")]
    return {each.exercise_id: each for each in sorted(found, key=lambda each: each.number)}


def _read(path: Path) -> Exercise:
    about = tomllib.loads(path.read_text("utf-8"))
    fields = tuple(
        Field(name, each["kind"], _words(each), each.get("unit", ""), each.get("options", {}))
        for name, each in about["fields"].items()
    )
    return Exercise(
        exercise_id=path.parent.name,
        folder=path.parent.parent,
        fields=fields,
        companies=tuple(
            Company(name, each["sector"], _words(each), tuple(each["place"]), each.get("park", "chengdu"))
            for name, each in about.get("companies", {}).items()
        ),
        numbers=about.get("numbers", {}),
        query=about.get("query", {}),
        columns=about.get("columns", {}),
        case=about.get("case", ""),
        page=about.get("page", ""),
        pending=tuple(about.get("pending", ())),
        situation=tuple(about["situation"]),
        steps=tuple(about["steps"]),
        **{
            name: about[name]
            for name in ("number", "mission", "competence", "minutes", "title", "hints", "findings")
        },
    )


def _words(about: Mapping[str, Any]) -> Words:
    return {"en": about["en"], "zh": about["zh"]}


def worded(words: Words, facts: Facts, read: Reader) -> str:
    """Text of an exercise in the reader's language, with the facts of the copy inserted.

    The name of a text fact ends with its language, such as `names_en` and `names_zh` for the placeholder {names}.
    """
    written = {
        name: value if isinstance(value, str) else _stated(value, read) for name, value in facts.items()
    }
    ending = f"_{read.language}"
    written |= {name.removesuffix(ending): value for name, value in written.items() if name.endswith(ending)}
    return words[read.language].format(**written)


def _stated(value: float, read: Reader) -> str:
    """Number with four significant digits, enough to calculate the expected result; without trailing zeros."""
    digits = next((count for count in range(6) if math.isclose(round(value, count), value, rel_tol=5e-5)), 6)
    return read.number(value, digits=digits)


def feedback(exercise: Exercise, finding: str, facts: Facts, read: Reader) -> str:
    """Feedback on a finding."""
    own = exercise.findings.get(finding)
    return worded(own, facts, read) if own else read.text(COMMON[finding])
