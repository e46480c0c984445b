"""The tables below the map, in the reader's words."""

import pandas as pd

from isdata.figures.parkmap import words
from pages.common.language import _, reader


def of_synergies(shown: pd.DataFrame) -> pd.DataFrame:
    """Return synergies as the table below the map, in the reader's words."""
    read = reader()
    rows = shown.to_dict("records")
    return pd.DataFrame(
        {
            _("Synergy"): [words.synergy_name(row, read) for row in rows],
            read.column("synergy", "stage"): [read.choice("stage", row["stage"]) for row in rows],
            read.column("synergy", "topic"): [words.topic_words(row["topic"], read) for row in rows],
            read.column("synergy", "quantity"): [words.synergy_amount(row, read) for row in rows],
            read.column("synergy", "owner"): [words.one_language(row["owner"], read) for row in rows],
            _("Next step"): [read.name(row["next_step_en"], row["next_step_zh"]) for row in rows],
            read.column("synergy", "due_date"): [
                read.date(row["due_date"]) if pd.notna(row["due_date"]) else "" for row in rows
            ],
        }
    )


def of_streams(streams: pd.DataFrame) -> pd.DataFrame:
    """Return supplies and demands as the table below the map, in the reader's words."""
    read = reader()
    rows = streams.to_dict("records")
    return pd.DataFrame(
        {
            read.column("stream", "direction"): [read.choice("direction", row["direction"]) for row in rows],
            read.column("stream", "resource_id"): [
                read.name(row["resource_en"], row["resource_zh"]) for row in rows
            ],
            _("Company"): [read.name(row["company_en"], row["company_zh"]) for row in rows],
            read.column("stream", "quantity"): [
                f"{read.amount(row['quantity'], row['unit'])} / {read.choice('period', row['period'])}"
                for row in rows
            ],
            f"{read.column('stream', 'temperature')} [°C]": [read.number(row["temperature"]) for row in rows],
            f"{read.column('stream', 'power')} [kW]": [read.number(row["power"]) for row in rows],
        }
    )


def of_candidates(found: pd.DataFrame, parks: pd.DataFrame) -> pd.DataFrame:
    """Return supplies and demands that could meet across parks, in the reader's words."""
    read = reader()
    names = {row["park_id"]: read.name(row["name_en"], row["name_zh"]) for row in parks.to_dict("records")}
    rows = found.to_dict("records")
    verdict = {True: _("Yes"), False: _("No")}

    def told(row: dict, side: str) -> str:
        amount = read.amount(row[f"{side}_quantity"], row[f"{side}_unit"])
        return f"{amount} / {read.choice('period', row[f'{side}_period'])}"

    return pd.DataFrame(
        {
            read.column("stream", "resource_id"): [read.name(row["resource_en"], row["resource_zh"]) for row in rows],
            _("Has it"): [f"{read.name(row['supplier_en'], row['supplier_zh'])} · {names.get(row['supply_park'], '')}" for row in rows],
            _("Supply"): [told(row, "supply") for row in rows],
            _("Wants it"): [f"{read.name(row['taker_en'], row['taker_zh'])} · {names.get(row['demand_park'], '')}" for row in rows],
            _("Demand"): [told(row, "demand") for row in rows],
            _("Straight line [km]"): found["distance"].round(0).to_list(),
            _("Within what both accept"): [verdict.get(row["is_near"], "–") for row in rows],
        }
    )  # fmt: skip
