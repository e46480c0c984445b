"""Use of the methods of the training: answers of administration and companies, and sums by method."""

import secrets
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import contracts, disclosure, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, both

FIELDS = ("method", "respondent", "times", "asked_on", "obstacle", "benefit")


def answers(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Answers of a park, newest first; columns as in `method_uses.sql`. For the facilitator."""
    return disclosure.in_full(con, "method_uses", viewer, park_id=park_id)


def by_method(found: pd.DataFrame) -> pd.DataFrame:
    """Sums of `answers` by method, most used first; methods that nobody used are included.

    Returns
    -------
    DataFrame, index method
        times (sum over all answers), answers, respondents (list of roles), obstacles and benefits (lists of texts, newest
        first).
    """
    groups = found.groupby("method")
    sums = pd.DataFrame(
        {
            "times": groups["times"].sum(),
            "answers": groups.size(),
            "respondents": groups["respondent"].agg(lambda roles: contracts.present(roles, "respondent")),
            "obstacles": groups["obstacle"].agg(lambda texts: list(dict.fromkeys(texts.dropna()))),
            "benefits": groups["benefit"].agg(lambda texts: list(dict.fromkeys(texts.dropna()))),
        }
    ).reindex(contracts.choices("method"))
    sums[["times", "answers"]] = sums[["times", "answers"]].fillna(0).astype(int)
    for name in ("respondents", "obstacles", "benefits"):
        sums[name] = [each if isinstance(each, list) else [] for each in sums[name]]
    return sums.sort_values("times", ascending=False, kind="stable")


def add(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    company_id: str | None,
    values: Mapping[str, object],
    who: str,
) -> None:
    """Store an answer; `values` are those of `FIELDS`.

    Raises
    ------
    ProblemsError
        A value is missing or breaks a rule of the contract; nothing was stored.
    """
    row = {
        "use_id": f"{park_id}-MU{secrets.token_hex(3)}",
        "park_id": park_id,
        "company_id": company_id,
        **values,
    }
    rows = pd.DataFrame([row], dtype=object)
    store.write(con, {"method_use": rows}, who=who, reason=both(N_("Use of a method recorded")))
