"""Every question of the library, asked for guests, an administration and a company, about a company that shows itself to the facilitator only.

All that the company has is one of a few names and numbers that stand nowhere else; every answer is searched for them.
"""

import datetime as dt
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import duckdb
import pytest

import isdata
from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.data.i18n import Reader
from isdata.data.store import answers as known_answers
from isdata.decisions import resilience
from isdata.decisions.planning import Aim, Limits, request, service
from isdata.decisions.planning.request import Request
from isdata.energy.measures import Terms
from isdata.institution import regions
from isdata.institution.newcomers import service as newcomer_service
from isdata.institution.newcomers.service import Chosen, Subject
from isdata.output import reports
from isdata.park import flows
from isdata.symbiosis import matching
from tests.conftest import ROOT
from tests.databases import Built
from tests.privacy import hidden_company
from tests.privacy.hidden_company import (
    BASELINE,
    FLOW,
    INVESTMENT,
    NAMES,
    NUMBERS,
    PRICE,
    READING,
    SUPPLY,
    found,
)
from tests.turns import walked

OTHER = Viewer("company", ("C2",))
OWN = Viewer("company", ("C4",))
# No data of single companies: parks, counts, published results, prices, ids, and what follows from disclosed answers.
ABOUT_NO_COMPANY = {
    "flows.kept", "flows.year_words", "flows.years", "history.last_change", "measures.benchmarks", "measures.claims", "measures.co2_factors",
    "gaps.newcomers", "measures.networks", "measures.relations", "measures.targets", "parkmap.pair_distances",
    "parkmap.years", "parks.basis", "parks.park", "parks.parks", "parks.regions_of_park", "parks.stages", "parks.summary",
    "planning.open_synergies", "synergies.resources",
}  # fmt: skip
# They change the file, or handle it as a whole; only the facilitator can.
OF_THE_FILE = {"disclosure", "ingest", "store", "workshop"}


@pytest.fixture(scope="module")
def kept(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tiny park, with a company that hides all it has; tests only read it."""
    with store.open(built.copied("tiny", tmp_path_factory.mktemp("questions"))) as con:
        store.write(con, hidden_company.tables(), who="t", reason="t")
        yield con


@pytest.fixture(scope="module", autouse=True)
def answered_once() -> Iterator[None]:
    """The same stored question with the same parameters is answered once: the park does not change, and every answer here
    is put together from many."""
    with known_answers.of_state("questions"):
        yield


# Wings whose modules ask besides those of public packages.
WINGS = ("scenarios", "institution", "programme", "output")


def questions() -> Iterator[tuple[str, Callable]]:
    """Every public function that takes a connection first and only reads: of packages, plans, and modules of later wings."""
    modules = {name: getattr(isdata, name) for name in isdata.PUBLIC} | {
        "plans": service,
        "plan_requests": request,
    }
    for package, module in modules.items():
        for name in getattr(module, "__all__", [one for one in dir(module) if one[0] != "_"]):
            function = getattr(module, name)
            if is_question(function) and (
                hasattr(module, "__all__") or function.__module__ == module.__name__
            ):
                yield f"{package}.{name}", function
    for wing in WINGS:
        package = importlib.import_module(f"isdata.{wing}")
        for each in pkgutil.walk_packages(package.__path__, f"isdata.{wing}."):
            module = importlib.import_module(each.name)
            for name, function in vars(module).items():
                if (
                    name[0] != "_"
                    and is_question(function)
                    and function.__module__ == each.name
                    and "viewer" in inspect.signature(function).parameters
                ):
                    yield f"{each.name.removeprefix('isdata.')}.{name}", function


def is_question(function: object) -> bool:
    """Whether it is a function that takes a connection first and changes nothing in anybody's name."""
    if not inspect.isfunction(function):
        return False
    parameters = list(inspect.signature(function).parameters)
    return parameters[:1] == ["con"] and "who" not in parameters


QUESTIONS = {name: function for name, function in questions() if name.split(".")[0] not in OF_THE_FILE}
DISCLOSED = [
    name for name, function in QUESTIONS.items() if "viewer" in inspect.signature(function).parameters
]
# Each once, and what is part of a longer answer with that one.
PARTS = (
    "reports.subject", "flows.network", "synergies.matches", "flows.by_substance", "output.reports.subject_reading.subject",
    "output.reports.service.report_subject", "planning.outcomes",
)  # fmt: skip
ASKED = list({QUESTIONS[name]: name for name in DISCLOSED if name not in PARTS}.values())
FULL = (
    "flows.rows",
    "flows.links",
    "matching.matches",
    "measures.register",
    "monitoring.months",
    "synergies.synergies",
)


def answers(con: duckdb.DuckDBPyConnection, name: str, viewer: Viewer) -> Iterator[object]:
    """Yield what a question returns, also for each choice that shows something else; what is refused, as nothing."""
    known: dict[str, list[Any]] = {
        "park_id": ["tiny"], "park": ["tiny"], "parks": [["tiny"]], "year": [2024], "years": [[2024]],
        "choice": [flows.FlowSelection(2024, kind=kind, share=0.0) for kind in ("material", "")],
        "links": [["2024|C4|C1|packaging|reuse|t|true"]], "words": ["Hidden"], "flow_id": ["F8"], "synergy": ["SY4"],
        "network_id": ["N1"], "version": [2], "table": ["flow"], "state": ["running", "agreed"], "currency": ["CNY"],
        "terms": [Terms()], "draws": [1], "hurdle": [3.0],
        "request": [Request("tiny", "all", Terms(), Limits(budget=1e6), Aim())], "measure_correlation": [0.0],
        "scope": ["all"], "limits": [Limits(budget=1e6)], "size": [(200.0, 150.0)], "aim": [Aim()], "names": [[None]], "scenario_id": ["none"],
        "contract_id": ["none"], "challenge_id": ["CH4"],
    }  # fmt: skip
    known |= {
        "reader": [Reader("en")], "region_id": ["CN-SC"], "today": [dt.date(2024, 6, 1)], "document_id": ["D1"], "company_id": ["C4"],
        "standard_id": ["own"], "subject": [Subject("company", "C4"), Subject("company", "C2"), Subject("type", "20", 50)],
    }  # fmt: skip
    needed = inspect.signature(QUESTIONS[name]).parameters
    if {"inventory", "exchanged", "chosen"} & set(needed):
        subject = known["subject"][-1]
        inventory, exchanged = of_a_newcomer(con, subject, viewer)
        known["inventory"] = [inventory]
        known["exchanged"], known["chosen"] = [exchanged.rows], [Chosen(subject, 2024, exchanged)]
    if name.startswith("reports."):
        known["choice"] = [reports.Choice("all"), reports.Choice("synergy", name="SY4")]
    if name == "output.drawing.draw":
        known["choice"] = [flows.FlowSelection(2024, share=0.0)]
    if name == "flows.compose_apart":
        known["choice"] = [flows.FlowSelection(2024, before=2023, share=0.0)]
    if name.endswith("recorded_share"):
        known["indicator_id"] = ["waste_reused"]
    if name == "resilience.by_measure":
        known["net"] = [resilience.network(con, park_id="tiny", state="agreed", viewer=viewer)]
    known["parks"] = (
        _rows_of_parks(con, viewer) if name == "institution.region_energy.of_parks" else known["parks"]
    )
    if "matches" in needed:
        known["matches"] = [matching.matches(con, park_id="tiny", viewer=viewer)]
    taken = [one for one in needed if one in known]
    for place in range(max([len(known[one]) for one in taken], default=1)):
        values = {one: known[one][min(place, len(known[one]) - 1)] for one in taken}
        try:
            yield QUESTIONS[name](con, viewer=viewer, **values)
        except isdata.errors.IsdataError:
            yield None


def _rows_of_parks(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> list[Any]:
    """Parks of a region as a table, where other questions take their ids."""
    return [regions.parks_of_region(con, region_id=None, today=dt.date(2026, 1, 1), viewer=viewer)]


@cache
def of_a_newcomer(
    con: duckdb.DuckDBPyConnection, subject: Subject, viewer: Viewer
) -> tuple[newcomer_service.Inventory, newcomer_service.Exchanges]:
    """What a newcomer uses, and whom it exchanges with: several questions go on from it."""
    about: dict[str, Any] = {"park_id": "tiny", "subject": subject, "year": 2024, "viewer": viewer}
    return newcomer_service.inventory(con, **about), newcomer_service.exchanges(con, currency="CNY", **about)


def test_a_question_takes_a_viewer_or_is_about_no_company() -> None:
    assert set(QUESTIONS) - set(DISCLOSED) - ABOUT_NO_COMPANY == {
        # For computing only: nothing of it can be shown without disclosure control.
        "measures.benefits", "measures.co2_by_region", "measures.undisclosed", "plan_requests.measures_and_candidates", "planning.results",
    }  # fmt: skip


@pytest.mark.parametrize("viewer", [GUEST, walked(OTHER)], ids=["guest", "another company"])
def test_no_answer_holds_a_name_or_number_of_who_hides_everything(
    kept: duckdb.DuckDBPyConnection, viewer: Viewer
) -> None:
    stated = {name: found(answer) for name in ASKED for answer in answers(kept, name, viewer)}

    assert {name: things for name, things in stated.items() if things} == {}


def test_an_administration_reads_as_a_company_does() -> None:
    """What is disclosed depends on the companies that a viewer may read in full; no module asks for the role itself."""
    asking = [
        path.name
        for path in (ROOT / "isdata").rglob("*.py")
        if re.search(r"viewer\.role|getattr\(viewer", path.read_text("utf-8"))
    ]

    assert asking == []
    assert not Viewer("administration", ("C2",)).sees_all


def test_the_facilitator_and_the_company_itself_find_them(kept: duckdb.DuckDBPyConnection) -> None:
    """The search finds what is there."""
    seen = {
        viewer: {thing for name in FULL for answer in answers(kept, name, viewer) for thing in found(answer)}
        for viewer in (FACILITATOR, OWN)
    }

    assert seen[FACILITATOR] == {*NAMES, *NUMBERS} - {BASELINE}  # members are undisclosed to everybody
    assert seen[OWN] >= {*NAMES, FLOW, SUPPLY, PRICE, INVESTMENT, READING}


def test_only_computations_take_undisclosed_data_in_full() -> None:
    """No page does."""
    folders = ("pages", "isdata/output", "isdata/cli")
    files = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if ").in_full" in path.read_text("utf-8")
    }

    assert files == {
        "isdata/cli/options.py", "isdata/output/stories/content.py",
    }  # fmt: skip


def test_questions_about_no_company_hold_nothing_either(kept: duckdb.DuckDBPyConnection) -> None:
    taking = {name: set(inspect.signature(QUESTIONS[name]).parameters) - {"con"} for name in ABOUT_NO_COMPANY}
    stated = {
        name: found(QUESTIONS[name](kept, **dict.fromkeys(parameters, "tiny")))
        for name, parameters in taking.items()
        if parameters <= {"park_id"}
    }

    assert {name: things for name, things in stated.items() if things} == {}
