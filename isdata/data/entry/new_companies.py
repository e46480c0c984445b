"""New companies known only by name, each with a site."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.contracts import tables
from isdata.data.entry.ids import new_ids
from isdata.data.entry.rows import defaults
from isdata.data.i18n import N_, both


def rows(con: duckdb.DuckDBPyConnection, names: Sequence[str], park_id: str) -> dict[str, pd.DataFrame]:
    """Rows of new companies and a site for each, by table, with the default visibility of the park.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    names : sequence of str
        Names in either language.
    park_id : str
        Park of the sites.
    """
    companies = new_ids(con, "company", park_id, len(names))
    sites = new_ids(con, "site", park_id, len(names))
    visibility = defaults(con, "company", park_id=park_id)["visibility"]
    company = [
        {"company_id": key, "name_en" if name.isascii() else "name_zh": name, "visibility": visibility}
        for key, name in zip(companies, names, strict=True)
    ]
    return {
        "company": pd.DataFrame(company),
        "site": pd.DataFrame({"site_id": sites, "company_id": companies, "park_id": park_id}),
    }


def save(con: duckdb.DuckDBPyConnection, names: Sequence[str], *, park_id: str, who: str) -> None:
    """Store new companies and their sites.

    Raises
    ------
    ProblemsError
        A name breaks a rule; nothing was stored.
    """
    store.write(con, rows(con, names, park_id), who=who, reason=both(N_("Companies of an import added")))


def unknown(problems: pd.DataFrame) -> list[str]:
    """Unknown company names in columns for companies or sites, without similar known ones; each once.

    Parameters
    ----------
    problems : DataFrame
        As in `Import.problems`.
    """
    found = [
        str(row["value"])
        for row in problems[problems["rule"] == "reference"].to_dict("records")
        if (tables()[row["table"]][row["column"]].reference or ("",))[0] in ("company", "site")
        and "near" not in (row["details"] or {})
    ]
    return list(dict.fromkeys(found))
