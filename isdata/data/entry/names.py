"""Display names for selecting the rows of a table: their own, or those of the rows that they refer to."""

import re

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.contracts import Table, choices, tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.data.entry.rows import condition

_SEPARATOR = " · "
_MEANS = " = "  # separates the id of a resource from its synonym
_PLACES = ("park", "region")  # not informative, since all rows belong to one park


def names(con: duckdb.DuckDBPyConnection, table: str, *, park_id: str, language: str) -> dict[str, str]:
    """Names by id of a park's rows in a table, sorted by name.

    A row without an own name gets those of the rows it refers to: a site the company's, a stream the site's and the
    resource's. If two rows have the same name, the id is added.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    table : str
        A table that others refer to.
    park_id : str
        The park.
    language : str
        "en" or "zh".
    """
    found = _named(con, tables()[table], park_id, language, {})
    once = found.value_counts()
    words = {
        str(key): name if once[name] == 1 else f"{name} ({key})"
        for key, name in sorted(found.items(), key=lambda row: str(row[1]).casefold())
    }
    return words


def synonyms(con: duckdb.DuckDBPyConnection, *, language: str) -> dict[str, str]:
    """Synonyms of resources with the resource's name, such as "coal cinder → Bottom ash".

    They are offered in addition to the names in searchable lists; `id_of_choice` returns the id of the selected entry.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    language : str
        "en" or "zh".
    """
    found = {}
    for row in store.ask(con, "match_resources").to_dict("records"):
        name = next(
            row[key]
            for key in (f"name_{language}", "name_zh", "name_en", "resource_id")
            if _is_stated(row[key])
        )
        listed = row[f"synonyms_{language}"]
        for synonym in re.split("[;；]", listed) if _is_stated(listed) else ():
            if (text := synonym.strip()) and text.casefold() not in name.casefold():
                found[by_synonym(row["resource_id"], text)] = f"{text} → {name}"
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def id_of_choice(choice: str) -> str:
    """Id of a list entry selected by name or synonym.

    Examples
    --------
    >>> id_of_choice("bottom_ash = coal cinder"), id_of_choice("bottom_ash")
    ('bottom_ash', 'bottom_ash')
    """
    return choice.partition(_MEANS)[0]


def synonym(choice: str) -> str:
    """Synonym by which a resource was selected; empty if it was selected by name."""
    return choice.partition(_MEANS)[2]


def by_synonym(resource_id: str, text: str) -> str:
    """List entry for a resource and a synonym, the inverse of `id_of_choice` and `synonym`."""
    return f"{resource_id}{_MEANS}{text}"


def _is_stated(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def sites_by_company(con: duckdb.DuckDBPyConnection, *, park_id: str) -> dict[str, str]:
    """Sites of a park by company name, in both languages; the first of several sites."""
    rows = store.ask(con, "site_names", park_id=park_id).to_dict("records")
    named = [(row[f"name_{language}"], row["site_id"]) for row in rows for language in ("en", "zh")]
    return {str(name): str(site) for name, site in reversed(named) if isinstance(name, str) and name.strip()}


def _named(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    park_id: str,
    language: str,
    known: dict[str, pd.Series],
) -> pd.Series:
    """Names of the rows by key; `known` contains the names of tables that were read before."""
    if table.name in known:
        return known[table.name]
    known[table.name] = pd.Series(dtype=object)  # ends the recursion for a table that refers to itself
    parts = [column for column in table.columns if _is_part(table, column.name)]
    own = [name for name in (f"name_{language}", "name_zh", "name_en") if name in table]
    name = f"coalesce({', '.join(map(quoted, own))}, '')" if own else "''"
    selected = ", ".join(
        [f"{row_key(table, 'stored')} as row_key", f"{name} as name", *(quoted(c.name) for c in parts)]
    )
    rows = con.execute(
        f"select {selected} from {quoted(table.name)} as stored where {condition(table, park_id)}"
    ).df()
    words = rows["name"].astype(object)
    if (words == "").any() or table.name == "site":
        described = _described(con, rows, parts, park_id, language, known)
        # "Company · North works"; rows of other tables use only their own name.
        together = described + _SEPARATOR + words if table.name == "site" else words
        words = described.where((words == "") | (words == described), together)
    known[table.name] = pd.Series(words.where(words != "", rows["row_key"]).to_numpy(), index=rows["row_key"])
    return known[table.name]


def _is_part(table: Table, name: str) -> bool:
    """Return True if a column is used to describe rows without a name."""
    column = table[name]
    if column.reference:
        return column.reference[0] not in _PLACES and (column.required == "yes" or table.name == "flow")
    return name in ("direction", "year", "starts_on")


def _described(
    con: duckdb.DuckDBPyConnection,
    rows: pd.DataFrame,
    parts: list,
    park_id: str,
    language: str,
    known: dict[str, pd.Series],
) -> pd.Series:
    """Joined names of the rows that each row refers to."""
    words = []
    for column in parts:
        values = rows[column.name]
        if column.reference:
            of = _named(con, tables()[column.reference[0]], park_id, language, known)
            words.append(values.map(of).fillna(values))
        elif column.choices:
            words.append(values.map({key: each[language] for key, each in choices(column.choices).items()}))
        else:
            words.append(values.astype("string").str.replace(".0", "", regex=False).str[:10])
    if not words:
        return rows["row_key"].astype(object)
    table = pd.concat(words, axis=1).astype(object)
    return pd.Series(
        [_SEPARATOR.join(str(each) for each in row if not pd.isna(each)) for row in table.to_numpy()],
        index=rows.index,
        dtype=object,
    )
