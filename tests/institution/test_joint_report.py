"""The joint sustainability report: sheets, checks and sums that identify no company, on sheets checked by hand."""

import datetime as dt
import io
import math

import docx
import duckdb
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.institution import joint_report
from isdata.output import reports
from isdata.output.reports import joint_doubts
from isdata.output.reports import joint_report as document
from isdata.output.reports.joint_report import Frame
from isdata.output.reports.joint_report import joint_report as written
from tests.turns import only

EN = i18n.reader("en")


def sheets(values: dict[str, dict[str, float]], **about: object) -> pd.DataFrame:
    """Sheets of companies with values in the unit of the report; companies in capitals are small ones."""
    rows = [
        {
            "company_id": company, "name_en": f"Firm {company}", "name_zh": None, "is_public": company.lower() != "z",
            "is_sme": company.isupper(), "item": item, "value": value, "unit": joint_report.ITEMS.loc[item, "unit"],
            "report_unit": joint_report.ITEMS.loc[item, "unit"], "disclosure": joint_report.ITEMS.loc[item, "disclosure"],
            "basis": "meter", "source": "meter", "confirmed_on": dt.date(2025, 3, 1), "previous": math.nan,
            "previous_unit": None, "expected": math.nan, "is_partial": False, **about,
        }
        for company, own in values.items()
        for item, value in own.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


NONE = pd.DataFrame({"years_ago": [], "company_id": [], "item": []})


def totals(
    values: dict[str, dict[str, float]], *before: dict[str, dict[str, float]]
) -> dict[str, float | None]:
    """Published sums, beside those of the years before, the newest first; None where suppressed."""
    former = [sheets(each).assign(years_ago=ago) for ago, each in enumerate(before, 1)]
    found = joint_report.report_totals(sheets(values), pd.concat(former) if former else NONE).set_index("sum")
    return {str(n): None if r["is_suppressed"] else r["value"] for n, r in found.iterrows() if r["companies"]}


def test_a_sum_of_two_companies_is_suppressed_and_of_three_is_stated() -> None:
    water = "water_withdrawn"
    assert totals({"a": {water: 10.0}, "b": {water: 20.0}})[water] is None
    assert totals({"a": {water: 10.0}, "b": {water: 20.0}, "c": {water: 5.0}})[water] == 35.0


def test_a_figure_that_fails_the_checks_is_flagged_where_it_is_in_a_sum() -> None:
    """Firm a states four times what its flows give; that is in the sums of waste and nowhere else."""
    known = sheets({name: {"waste_disposed": 10.0, "water_withdrawn": 5.0} for name in "abc"})
    known.loc[0, ["value", "expected"]] = [40.0, 10.0]
    failed = set(joint_report.doubtful_entries(known).itertuples(index=False, name=None))
    rows = joint_report.report_totals(known, NONE).set_index("sum")

    assert failed == {("a", "waste_disposed")}
    assert [
        joint_doubts.failed_figures_note(rows.loc[name], failed, EN) for name in ("waste", "water_withdrawn")
    ] == [
        "1 figure failed the checks",
        "",
    ]
    assert [document.value_of(rows.loc[name], EN) for name in ("waste", "water_withdrawn")] == [
        "60 t, provisional",
        "15 m³",
    ]
    (words,) = joint_doubts.failed_checks_note(known, EN)
    assert words.startswith("The checks failed for 1 company")
    assert joint_doubts.failed_checks_note(known.iloc[2:], EN) == []


def test_a_suppressed_sum_states_its_reason() -> None:
    row = {"is_suppressed": True, "value": math.nan, "unit": "t"}

    assert document.value_of(row | {"companies": 2}, EN) == "suppressed: < 3 companies"
    assert document.value_of(row | {"companies": 5}, EN) == "suppressed: follows by difference"


def test_a_sum_is_suppressed_where_a_difference_would_give_one_company() -> None:
    waste = {name: {"waste_recovered": 100.0, "waste_disposed": 10.0} for name in "abcd"}
    waste["d"] = {"waste_recovered": 70.0}
    assert totals(waste) == {"waste": 400.0, "waste_recovered": 370.0, "waste_disposed": 30.0} | {
        f"{n}:large": v for n, v in (("waste_recovered", 370.0), ("waste_disposed", 30.0))
    }
    for name in "bc":
        del waste[name]["waste_disposed"]
    found = totals(waste)
    assert found["waste"] == 380.0
    # Only a disposes of waste: total less recovered would be its 10 t.
    assert (found["waste_recovered"], found["waste_disposed"]) == (None, None)


def test_the_part_of_small_companies_is_suppressed_where_the_rest_is_one_company() -> None:
    water = "water_withdrawn"
    found = totals({name: {water: 1.0} for name in "ABCd"})

    assert found[water] == 4.0
    assert (found[f"{water}:sme"], found[f"{water}:large"]) == (None, None)


def water(companies: str, amount: float = 10.0) -> dict[str, dict[str, float]]:
    return {name: {"water_withdrawn": amount} for name in companies}


@pytest.mark.parametrize(
    ("now", "before", "published"),
    [
        ("abcd", ["abcd"], 40.0),  # the same companies
        ("abcde", ["abcd"], 40.0),  # with e, the difference would be its 10: the sum of a to d
        ("abcdef", ["abcd"], 40.0),  # two companies are too few, too
        ("abcdefg", ["abcd"], 70.0),
        ("abc", ["abcd"], None),  # d left: what it had would follow
        ("abc", ["abc", "abcd"], None),  # the year before was suppressed, that before it was not
        ("abc", ["abc", "abc", "abcd"], 30.0),  # three years ago
        ("abcde", ["abcde", "abcd"], 40.0),  # as in the year before, which was published as of a to d
    ],
)
def test_no_difference_between_years_gives_a_company(
    now: str, before: list[str], published: float | None
) -> None:
    found = totals(water(now), *map(water, before))

    assert found["water_withdrawn"] == published


def test_amounts_are_added_in_the_unit_of_the_report() -> None:
    rows = sheets({name: {"electricity_bought": 1.0} for name in "abc"}, unit="MWh")

    found = joint_report.report_totals(rows, NONE).set_index("sum")

    assert found.loc["electricity_bought", "value"] == pytest.approx(3 * 3.6)


@pytest.mark.parametrize(
    ("about", "finding"),
    [
        ({}, []),
        ({"expected": 70.0}, []),  # 100 is less than 1.5 times 70
        ({"expected": 60.0}, ["expected"]),
        ({"expected": 60.0, "is_partial": True}, []),  # more than a minimum
        ({"expected": 160.0, "is_partial": True}, ["expected"]),
        ({"previous": 30.0, "previous_unit": "m³"}, ["previous"]),
        ({"previous": 0.2, "previous_unit": "t"}, []),  # another quantity: not compared
        ({"unit": "t"}, ["unit"]),
        ({"source": None}, ["source"]),
        ({"confirmed_on": None}, ["confirm"]),
    ],
)
def test_the_checks_find_what_is_implausible(about: dict[str, object], finding: list[str]) -> None:
    found = joint_report.check_sheets(sheets({"a": {"water_withdrawn": 100.0}}, **about))

    assert list(found["finding"]) == finding


def test_a_confirmed_figure_that_fails_the_checks_does_not_count_as_confirmed() -> None:
    rows = sheets({"a": {"water_withdrawn": 100.0, "fuel_used": 1.0}, "b": {"water_withdrawn": 100.0}})
    rows["expected"] = [60.0, math.nan, math.nan]
    rows.loc[2, "confirmed_on"] = None

    assert list(joint_report.states(rows)["state"]) == ["failed", "confirmed", "open"]


def test_a_company_that_discharges_more_than_it_takes_is_named_and_missing_items_too() -> None:
    rows = sheets({"a": {"water_withdrawn": 10.0, "water_discharged": 11.0, "fuel_used": math.nan}})
    rows.loc[rows["item"] == "fuel_used", "expected"] = 5.0

    found = joint_report.check_sheets(rows)

    assert dict(zip(found["item"], found["finding"], strict=True)) == {
        "water_discharged": "discharge", "fuel_used": "missing",
    }  # fmt: skip
    assert joint_report.check_sheets(
        sheets({"a": {"fuel_used": math.nan}}, expected=5.0)
    ).empty  # has not begun


def test_a_company_that_treats_the_waste_water_of_others_may_discharge_more_than_it_takes() -> None:
    rows = sheets({"a": {"water_withdrawn": 10.0, "water_discharged": 900.0}})
    rows.loc[rows["item"] == "water_discharged", "expected"] = 910.0

    assert joint_report.check_sheets(rows).empty


@pytest.mark.parametrize("language", only(["en"], i18n.LANGUAGES))
def test_the_report_of_ten_companies_opens_in_word_and_every_figure_leads_to_its_rows(
    parks: duckdb.DuckDBPyConnection, language: str
) -> None:
    found = joint_report.sheets(parks, park_id="chengdu", year=2024, viewer=FACILITATOR)
    frame = Frame("Park", 2024, dt.date(2025, 5, 1), 1, is_illustrative=True)

    earlier = joint_report.earlier_figures(parks, park_id="chengdu", year=2024, viewer=FACILITATOR)
    report = written(found, earlier, frame, i18n.reader(language))
    document = docx.Document(io.BytesIO(reports.docx(report)))

    read = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    annex = {row[0]: row for row in read if len(row) == 5 and row[0][1:].isdigit()}
    sums = [row for row in read if len(row) == 5 and not row[0].startswith("R") and row[4].startswith("R0")]
    assert found.loc[found["value"].notna(), "company_id"].nunique() == 10
    assert len(annex) == found["value"].notna().sum()
    assert len(sums) >= 20
    for row in sums:
        ends = [end for part in row[4].split(", ") for end in part.split("–")]
        assert set(ends) <= set(annex)
    if language == "en":
        signed = int(found["confirmed_on"].notna().sum())
        stated = f"{signed - 1} of these are confirmed and passed the checks."  # one of them failed
        assert any(stated in paragraph.text for paragraph in document.paragraphs)
        total = next(row for row in sums if row[1] == "Water withdrawal")
        first, last = total[4].split("–")
        assert annex[first][2] == annex[last][2] == "Water withdrawal"
        assert int(last[1:]) - int(first[1:]) + 1 == int(total[3])
    values = {f"{value:,.0f}" for value in found["value"].dropna() if value > 1000}
    assert not values & {cell for row in annex.values() for cell in row}  # no figure of a single company


def test_an_undisclosed_company_is_not_named_and_its_figures_stay_with_the_administration() -> None:
    rows = sheets({name: {"water_withdrawn": 1000.0 + place} for place, name in enumerate("abz")})

    def text(*, internal: bool) -> str:
        frame = Frame("Park", 2024, dt.date(2025, 5, 1), 1, shows_values=internal)
        document = docx.Document(io.BytesIO(reports.docx(written(rows, NONE, frame, EN))))
        return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)

    assert "Firm z" not in text(internal=False)
    assert "1,002" not in text(internal=False)
    assert "Firm z" in text(internal=True)
    assert "1,002" in text(internal=True)


def test_the_label_needs_a_signature_confirmed_figures_and_a_project(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    found = joint_report.recognised(parks, park_id="chengdu", year=2024, viewer=FACILITATOR)
    found = found.set_index("company_id")

    assert bool(found.loc["CD01", "is_eligible"])
    assert not found.loc["CD06", "is_eligible"]  # has not signed, and not confirmed
    failed = found[found["failed"] > 0]
    assert failed["signed"].all()
    assert len(failed) == 1
    assert not failed["is_eligible"].any()
    assert joint_report.recognised(parks, park_id="chengdu", year=2024, viewer=GUEST).empty


def test_figures_are_counted_by_company_and_state_with_most_failed_first() -> None:
    entered = pd.DataFrame(
        [("C1", "confirmed"), ("C1", "open"), ("C2", "failed")], columns=["company_id", "state"]
    )
    found = joint_report.state_counts(entered)

    assert found.index.tolist() == ["C2", "C1"]
    assert found.loc["C1"].to_dict() == {"confirmed": 1, "open": 1, "failed": 0, "entered": 2}
