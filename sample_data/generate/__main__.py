"""Write the sample parks: `python -m sample_data.generate [FOLDER]`."""

import random
import sys
from pathlib import Path

from sample_data.generate import ahead, flow, measure, meter, network, site, utility
from sample_data.generate.rows import Row, completed, draft, number, resources, write

SEED = 20246
YEARS = (2023, 2024)
PARKS = ("chengdu", "kunshan", "dayawan")

# Tables whose drafts already contain the rows.
AS_DRAFTED = (
    "licence",
    "stream",
    "stream_composition",
    "resource_composition",
    "stream_profile",
    "provider",
    "provider_treatment",
    "synergy",
    "synergy_participant",
    "synergy_stage",
    "synergy_assumption",
    "synergy_readiness",
    "permit",
    "measure_relation",
    "company_value",
    "scenario",
    "scenario_change",
    "story",
    "story_view",
    "measure_benefit",
    "programme_park",
    "programme_partner",
    "event",
    "event_participant",
    "interview",
    "interview_answer",
    "decision",
    "challenge",
    "action",
    "risk",
    "indicator",
    "indicator_value",
    "threshold",
    "newcomer",
    "newcomer_flow",
    "offer",
    "claim",
    "service",
    "service_request",
    "problem",
    "problem_vote",
    "document",
    "document_paragraph",
    "document_signature",
    "report_value",
    "recognition",
    "success_contract",
    "success_weight",
    "mission",
    "mission_step",
    "task",
    "task_dependency",
    "lesson",
    "effort",
    "pilot",
    "method_use",
    "post",
    "post_competence",
    "training_measure",
)


def prices(park: str) -> list[Row]:
    """Return the price list of a park's region."""
    region = draft(park, "park")[0]["region_id"]
    known = resources()
    return [
        {
            "price_id": f"{row['resource']}-{region}-{YEARS[-1]}",
            "resource_id": row["resource"],
            "region_id": region,
            "price_year": YEARS[-1],
            "price": number(row["price"]),
            "currency": "CNY",
            "unit": known[row["resource"]]["unit"],
            "growth": number(row["growth"]),
            "source": "Sample data: price list drawn up for the sample / 示例数据：为示例编制的价格表",
            "is_illustrative": True,
        }
        for row in draft(park, "prices")
    ]


def stock_changes(park: str) -> list[Row]:
    """Return the stock changes of a park, each in its resource's usual unit."""
    known = resources()
    return [
        {**row, "unit": known[str(row["resource_id"])]["unit"]} for row in completed(park, "stock_change")
    ]


def flows(park: str) -> list[Row]:
    """Return the flows of every year of a park."""
    known = resources()
    rows: list[Row] = []
    for year in YEARS:
        chance = random.Random(f"{SEED} {park} {year}")
        stocks: dict[tuple[str, str], float] = {}
        for change in draft(park, "stock_change"):
            if change["year"] == str(year):
                key = (change["site_id"].removesuffix("-S"), known[change["resource_id"]]["kind"])
                stocks[key] = stocks.get(key, 0.0) + number(change["quantity"])
        drafted = flow.drafted(park, year, YEARS[-1], chance) + utility.flows(park, year, YEARS[-1])
        rows += flow.declared(flow.settled(drafted, stocks), park, year, chance)
    return rows


def build(park: str, folder: Path) -> None:
    """Write one folder with the tables of a park."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, "plan_feature", site.features(park))
    write(folder, "company", site.companies(park))
    write(folder, "site", site.sites(park))
    write(folder, "price", prices(park))
    write(folder, "flow", flows(park))
    write(folder, "stock_change", stock_changes(park))
    more = network.tables(park) | (measure.tables(park, str(SEED)) if draft(park, "measures") else {})
    newest = ahead.tables(park, str(SEED)) if draft(park, "measures_ahead") else {}
    if draft(park, "meters"):
        # Planned measures have no savings yet.
        more |= meter.tables(park, str(SEED), more if "measure" in more else newest)
    more |= {table: more.get(table, []) + rows for table, rows in newest.items()}
    for table, rows in more.items():
        write(folder, table, rows)
    write(folder, "park", [{**row, "area": site.boundary(park)["area"]} for row in completed(park, "park")])
    for table in AS_DRAFTED:
        write(folder, table, completed(park, table))


def main(target: Path) -> None:
    """Write all generated sample parks to subfolders of a folder."""
    for park in PARKS:
        build(park, target / park)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
