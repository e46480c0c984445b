"""The tiny park's one measure and two synergies as subjects of reports."""

import datetime as dt
import io
import zipfile

import duckdb
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.energy.measures import Terms
from isdata.output import reports

DAY = dt.date(2025, 3, 1)
MEASURE = reports.Choice("measure", name="M1")


def subject(
    con: duckdb.DuckDBPyConnection, choice: reports.Choice, *, viewer: Viewer = FACILITATOR
) -> reports.Subject:
    return reports.subject(con, park_id="tiny", choice=choice, terms=Terms(), viewer=viewer)


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


@pytest.fixture
def project(tiny: duckdb.DuckDBPyConnection) -> reports.Project:
    """The measure: 30,000 invested, 15 MWh at 700 saved a year for ten years."""
    register = subject(tiny, MEASURE, viewer=FACILITATOR).register
    assert register is not None
    return reports.project(register, Terms(), draws=500)
