"""Measures of JUSTIFI arrive with their carriers and costs; what does not fit is listed."""

import duckdb
import pytest

from isdata.data import ingest
from isdata.data.i18n import Reader
from isdata.data.ingest import foreign
from isdata.errors import ProblemsError
from tests.conftest import PUBLISHED
from tests.data.ingest.foreign import documents
from tests.data.ingest.foreign.documents import LARGE_GALLON, reasons, tables


def justifi(content: bytes) -> foreign.Converted:
    export = foreign.open_export(("project.xlsx", content))
    placement = foreign.Placement(sites={"facility": "S1"}, currency="USD", price_year=2024)
    assert export.places == {"facility": "Our works"}
    return foreign.convert(export, placement)


def test_a_filled_template_of_justifi_becomes_measures(tiny: duckdb.DuckDBPyConnection) -> None:
    """One measure of an assessment that states its use, one assessment stated as a total, one without a use."""
    content = documents.template(
        [
            ["Pumps", "=1+1", None, "Throttle less", "Electricity", 1000, 20000, "kWh", 1600],
            ["Elsewhere", None, None, "Fix taps", "Water", -50, 3, "kgal", 9],
        ],
        [
            ["Pumps", "Pump", "Individual", None, 100000, "kWh", None],
            ["Fans", "Fan", "Assessment", 500, 50000, "kWh", 5000],
        ],
    )
    found = justifi(content)
    rows = tables(tiny, found)

    assert rows["measure"][["name_en", "category", "investment"]].to_numpy().tolist() == [
        ["Throttle less", "pumps", 1000],
        ["Fix taps", "other", -50],
        ["Fans", "ventilation", 500],
    ]
    savings = rows["measure_saving"]
    assert savings["baseline"].tolist() == pytest.approx([100, 3 * LARGE_GALLON, 50])
    assert savings["modified"].tolist() == pytest.approx([80, 0, 45])
    assert savings["price"].tolist()[:2] == pytest.approx([80, 3 / LARGE_GALLON])
    assert "Stakeholders" in "\n".join(reasons(found))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Pumps", None, None, "Throttle", "Electricity", "approx 12000", 1, "kWh", 1], "approx 12000"),
        (["Pumps", None, None, "Throttle", "Electricity", 1, 1, "bushel", 1], "bushel"),
        (
            ["Pumps", None, None, "Throttle", "Electricity", None, 1, "kWh", 1],
            "implementation cost is missing",
        ),
    ],
)
def test_a_measure_of_justifi_that_cannot_be_read_keeps_all_from_being_stored(
    tiny: duckdb.DuckDBPyConnection, row: list[object], reason: str
) -> None:
    sound: list[object] = ["Elsewhere", None, None, "Fix taps", "Water", 50, 3, "kgal", 9]
    checked = ingest.check(tiny, justifi(documents.template([sound, row], [])).source, notation="point")

    assert checked.problems[["sheet", "row", "rule"]].values.tolist() == [
        ["Energy_Efficiency_Measures", 4, "foreign"]
    ]
    [words] = ingest.message_table(checked.problems, Reader())["message"]
    assert words.startswith("“Throttle” cannot be read: ")
    assert reason in words
    with pytest.raises(ProblemsError):
        ingest.store(tiny, checked, who="me")
    assert tiny.execute("from measure where name_en = 'Fix taps'").fetchall() == []


def test_the_public_template_of_justifi_opens_empty() -> None:
    export = foreign.open_export(PUBLISHED / "energy" / "justifi_template.xlsx")

    assert foreign.convert(export, foreign.Placement({"facility": "S1"})).counts == {}
