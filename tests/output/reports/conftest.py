"""The tiny park's one measure and two synergies as subjects of reports."""

import datetime as dt
import io
import pickle
import zipfile
from pathlib import Path

import duckdb
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.data.store import faults
from isdata.energy.measures import Terms
from isdata.output import reports
from tests.databases import Built, written

DAY = dt.date(2025, 3, 1)
MEASURE = reports.Choice("measure", name="M1")


_SUBJECTS: dict[object, bytes] = {}


def subject(
    con: duckdb.DuckDBPyConnection, choice: reports.Choice, *, viewer: Viewer = FACILITATOR
) -> reports.Subject:
    """Return what a report of the tiny park is about; collected once from a file that several tests share unchanged."""
    path = faults.file_of(con)
    known = path and (path, written(Path(path)), repr(choice), viewer)
    if not known or known not in _SUBJECTS:
        found = reports.subject(con, park_id="tiny", choice=choice, terms=Terms(), viewer=viewer)
        if not known:
            return found
        _SUBJECTS[known] = pickle.dumps(found)
    return pickle.loads(_SUBJECTS[known])


def made(
    con: duckdb.DuckDBPyConnection,
    choice: reports.Choice,
    kind: str,
    *,
    language: str = "en",
    viewer: Viewer = FACILITATOR,
    loan: reports.Loan | None = None,
) -> reports.Report:
    """Return a report of the tiny park."""
    about = subject(con, choice, viewer=viewer)
    project = reports.valued(about, Terms(), draws=500)
    financing = reports.financed(project, loan) if project is not None and loan else None
    return reports.REPORTS[kind].make(about, project, i18n.reader(language), day=DAY, financing=financing)


def text_in(file: bytes) -> str:
    """Return everything that stands in a document or workbook, its hidden parts included."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        texts = [parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(part.decode() for part in texts)


@pytest.fixture(scope="session")
def project(built: Built, tmp_path_factory: pytest.TempPathFactory) -> reports.Project:
    """The measure: 30,000 invested, 15 MWh at 700 saved a year for ten years."""
    with store.open(built.copied("tiny", tmp_path_factory.mktemp("project"))) as con:
        register = subject(con, MEASURE, viewer=FACILITATOR).register
    assert register is not None
    return reports.project(register, Terms(), draws=500)
