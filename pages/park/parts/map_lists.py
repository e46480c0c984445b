"""Tables below the map, in the reader's language."""

import pandas as pd

from isdata.data.rows import records
from isdata.output.figures.parkmap import presentation
from pages.common import tables
from pages.common.language import _, reader


def of_synergies(shown: pd.DataFrame, *, is_today: bool, is_short: bool = False) -> pd.DataFrame:
    """Synergies as a table in the reader's language; next steps and owners for the present state only.

    If short, it has names and amounts, and stages where they differ.
    """
    read = reader()
    rows = records(shown)
    table = pd.DataFrame(
        {
            _("Synergy"): [presentation.synergy_name(row, read) for row in rows],
            read.column("synergy", "stage"): [read.choice("stage", row["stage"]) for row in rows],
            read.column("synergy", "topic"): [presentation.topic_words(row["topic"], read) for row in rows],
            read.column("synergy", "quantity"): [presentation.synergy_amount(row, read) for row in rows],
        }
    )
    if is_short:
        stage = read.column("synergy", "stage")
        return table[
            [
                _("Synergy"),
                *([stage] if table[stage].nunique() > 1 else []),
                read.column("synergy", "quantity"),
            ]
        ]
    if not is_today:  # no former owners and steps are stored
        return table
    return table.assign(
        **{
            read.column("synergy", "owner"): [presentation.one_language(row["owner"], read) for row in rows],
            _("Next step"): [read.name(row["next_step_en"], row["next_step_zh"]) for row in rows],
            read.column("synergy", "due_date"): [
                tables.day(row["due_date"]) if pd.notna(row["due_date"]) else "" for row in rows
            ],
        }
    )


def of_streams(streams: pd.DataFrame) -> pd.DataFrame:
    """Supplies and demands as a table in the reader's language."""
    read = reader()
    rows = records(streams)
    return pd.DataFrame(
        {
            read.column("stream", "direction"): [read.choice("direction", row["direction"]) for row in rows],
            read.column("stream", "resource_id"): [
                read.name(row["resource_en"], row["resource_zh"]) for row in rows
            ],
            _("Company"): [read.name(row["company_en"], row["company_zh"]) for row in rows],
            read.column("stream", "quantity"): [
                f"{read.quantity(row['quantity'], row['unit'])} / {read.choice('period', row['period'])}"
                for row in rows
            ],
            f"{read.column('stream', 'temperature')} [°C]": [read.number(row["temperature"]) for row in rows],
            f"{read.column('stream', 'power')} [kW]": [read.number(row["power"]) for row in rows],
        }
    )
