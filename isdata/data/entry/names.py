"""Names by which the rows of a table are chosen: their own, or those of what they refer to."""

import re

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.contracts import Table, choices, tables
from isdata.data.contracts.rules import quoted, row_key
from isdata.data.entry.rows import condition

_SEPARATOR = " · "
_MEANS = " = "  # between the id of a resource and its synonym
_PLACES = ("park", "region")  # say nothing where everything belongs to one park


def names(con: duckdb.DuckDBPyConnection, table: str, *, park_id: str, language: str) -> dict[str, str]:
    """Names by id of the rows of a table that belong to a park, in the order of the names.

    A row without a name of its own has those of what it refers to: a site its company's, a stream the site's and the
    resource's. Where two rows have the same name, the id is added.

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
    """Synonyms of the resources with the name of the resource, such as "coal cinder → Bottom ash".

    They are offered beside the names in lists that are searched by typing; `meant` gives the id of one that was chosen.

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


def meant(choice: str) -> str:
    """Id of what was chosen in a list, by its name or by a synonym.

    Examples
    --------
    >>> meant("bottom_ash = coal cinder"), meant("bottom_ash")
    ('bottom_ash', 'bottom_ash')
    """
    return choice.partition(_MEANS)[0]


def synonym(choice: str) -> str:
    """Synonym by which a resource was chosen; empty where it was chosen by its name."""
    return choice.partition(_MEANS)[2]


def by_synonym(resource_id: str, text: str) -> str:
    """Choice of a resource by a synonym, of which `meant` gives the id and `synonym` the synonym."""
    return f"{resource_id}{_MEANS}{text}"


def _is_stated(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def sites_by_company(con: duckdb.DuckDBPyConnection, *, park_id: str) -> dict[str, str]:
    """Sites of a park by the names of their companies, in both languages; of several sites the first."""
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
    """Names of the rows by key; `known` are those of tables that were read before."""
    if table.name in known:
        return known[table.name]
    known[table.name] = pd.Series(dtype=object)  # a table that refers to itself adds nothing to its own names
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
        # "Company · North works"; any other row goes by its own name alone.
        together = described + _SEPARATOR + words if table.name == "site" else words
        words = described.where((words == "") | (words == described), together)
    known[table.name] = pd.Series(words.where(words != "", rows["row_key"]).to_numpy(), index=rows["row_key"])
    return known[table.name]


def _is_part(table: Table, name: str) -> bool:
    """Whether a column describes a row that has no name."""
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
    """Names of what the rows refer to, side by side."""
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
