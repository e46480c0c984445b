"""Participation of the companies of a park: how many were invited, present, interested and interviewed."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import store

STEPS = ("invited", "present", "interested", "interviewed")


@dataclass(frozen=True)
class Participation:
    """Numbers of companies by step, without names.

    Parameters
    ----------
    companies : int
        Companies with a site in the park.
    unknown : int
        Those of which no step is recorded.
    reached : dict of str to int
        Companies that reached each of STEPS; a company at a later step counts at the earlier ones as well.
    unrecorded : int
        Companies at the step interviewed without an interview in the park file.
    """

    companies: int
    unknown: int
    reached: dict[str, int]
    unrecorded: int

    def share(self, step: str) -> float:
        """Companies at a step as a share of those at the step before; nan for the first step, or if there are none. [-]"""
        place = STEPS.index(step)
        before = self.reached[STEPS[place - 1]] if place else 0
        return self.reached[step] / before if before else float("nan")


def steps(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Furthest step of each company, for the facilitator; columns as in `participation_steps.sql`."""
    return store.ask(con, "participation_steps", park_id=park_id)


def events(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Events at which steps were recorded, that with most companies first; columns as in `participation_events.sql`."""
    return store.ask(con, "participation_events", park_id=park_id)


def participation(con: duckdb.DuckDBPyConnection, *, park_id: str) -> Participation:
    """Numbers of companies of a park by step of participation."""
    found = steps(con, park_id=park_id)
    place = found["step"].map({step: number for number, step in enumerate(STEPS)})
    reached = {step: int((place >= number).sum()) for number, step in enumerate(STEPS)}
    unrecorded = int((found["step"].eq(STEPS[-1]) & found["interviews"].eq(0)).sum())
    return Participation(len(found), int(found["step"].isna().sum()), reached, unrecorded)
