"""Parks by the seven tasks of the circular transformation of industrial parks: what serves each task, and its gaps.

The tasks are those of the opinions of the National Development and Reform Commission and the Ministry of Finance on the
circular transformation of parks, Fa Gai Huan Zi [2012] No. 765 (the seven pillars).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import disclosure
from isdata.data.disclosure import Viewer
from isdata.institution.scorecard import PILLARS, scorecard

MEASURES = 4  # task that energy efficiency measures serve: efficient use of resources


@dataclass(frozen=True)
class TaskRecords:
    """Records of the tasks in some parks, each table with the column `pillar` (1 to 7) and the park.

    Attributes
    ----------
    indicators : DataFrame
        Rows of `scorecard` with a pillar, and park_id, park_en, park_zh.
    synergies, pilots, lessons : DataFrame
        As in `task_synergies.sql`, `task_pilots.sql` and `task_lessons.sql`.
    """

    indicators: pd.DataFrame
    synergies: pd.DataFrame
    pilots: pd.DataFrame
    lessons: pd.DataFrame

    def of_task(self, pillar: int) -> "TaskRecords":
        """Records of one task."""
        tables = (self.indicators, self.synergies, self.pilots, self.lessons)
        return TaskRecords(*(table[table["pillar"] == pillar] for table in tables))


def task_records(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> TaskRecords:
    """Indicators, synergies, pilots and lessons of parks by task; empty for readers other than the facilitator."""
    names = disclosure.in_full(con, "park_names", viewer, parks=list(parks))
    each = [
        scorecard(con, park_id=row["park_id"], viewer=viewer).assign(**row)
        for row in names.to_dict("records")
    ]
    none = scorecard(con, park_id="", viewer=viewer).assign(**dict.fromkeys(names.columns))
    indicators = pd.concat([rows for rows in each if len(rows)] or [none])
    tables = ("task_synergies", "task_pilots", "task_lessons")
    return TaskRecords(
        indicators[indicators["pillar"].notna()],
        *(disclosure.in_full(con, name, viewer, parks=list(parks)) for name in tables),
    )


def summary(records: TaskRecords, parks: pd.DataFrame) -> pd.DataFrame:
    """Records that serve each task, and progress towards its targets.

    Parameters
    ----------
    records : TaskRecords
    parks : DataFrame
        The same parks, as from `regions.parks_of_region`: measures_done, measures_ahead.

    Returns
    -------
    DataFrame
        By pillar (1 to 7): indicators, reached, missed (numbers of indicators), progress (mean; missing if unknown) [0–1],
        running and planned (synergies), measures_done and measures_ahead (of the task `MEASURES`; missing for the others
        and if none are recorded), pilots, lessons.
    """
    return pd.DataFrame(
        [_summary(records.of_task(number), parks, number) for number in PILLARS],
        index=pd.Index(PILLARS, name="pillar"),
    )


def _summary(own: TaskRecords, parks: pd.DataFrame, number: int) -> dict[str, float]:
    is_running = own.synergies["stage"] == "operation"
    measures = {
        name: parks[name].sum(min_count=1) if number == MEASURES else float("nan")
        for name in ("measures_done", "measures_ahead")
    }
    return {
        "indicators": len(own.indicators),
        "reached": int((own.indicators["gap"] == 0).sum()),
        "missed": int(own.indicators["is_missed"].sum()),
        "progress": float(own.indicators["progress"].astype(float).mean()),
        "running": int(is_running.sum()),
        "planned": int((~is_running).sum()),
        **measures,
        "pilots": len(own.pilots),
        "lessons": len(own.lessons),
    }
