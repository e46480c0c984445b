"""Texts in id columns of sheets: the id of each text, or proposals for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted
from isdata.data.ingest.rows import Rows
from isdata.data.naming import Identified, References, phrases

_COLUMNS = ["part", "table", "row", "letter", "column", "value", "rule", "details"]


@dataclass
class Naming:
    """Interpretations of texts in the files, and proposals for the others.

    Attributes
    ----------
    interpretations : DataFrame
        part, table, row, letter, column, value, rule, details ("meaning", the id, and its names); one row per cell.
    proposals : dict of (str, str) to Meant
        Most likely row by table and text; not accepted.
    possible : dict of (str, str) to list of Meant
        Rows that share the name, by table and text; the user has to choose.
    confirmed : dict of str to str
        Resource by phrase of the accepted proposals.
    """

    interpretations: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=_COLUMNS, dtype=object)
    )
    proposals: dict[tuple[str, str], Identified] = field(default_factory=dict)
    possible: dict[tuple[str, str], list[Identified]] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)


def name(
    con: duckdb.DuckDBPyConnection,
    parts: list[Rows],
    stored: Mapping[str, str],
    *,
    unread: set[str],
    accept: bool = False,
) -> Naming:
    """Replace texts by ids; return the replacements and the proposals.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Cursor with the views of the sheets.
    parts : list of Rows
        Rows of all sheets.
    stored : mapping of str to str
        Relation of the stored rows, by table.
    unread : set of str
        Tables whose sheet could not be read; their ids are not resolved.
    accept : bool
        Accept every proposal.
    """
    found = Naming()
    lines: list[tuple] = []
    asked = _asked(parts)
    # A site can be named by its company only after the companies of sites are resolved: referenced tables come first.
    for table in (name for name in tables() if name in asked):
        texts, known = asked[table], _known(parts, stored)
        references = References(con, table, known)
        exact = references.exact(texts)
        open_texts = [text for text in texts if text not in references and text not in exact]
        sides = _sides(parts) if table == "resource" else {}
        likely = {} if table in unread else references.likely(open_texts, sides)
        found.possible |= {(table, text): each for text, each in references.possible(open_texts).items()}
        meant = {(table, text): each for text, each in (exact | (likely if accept else {})).items()}
        lines += _replace(parts, meant) if meant else []
        if not accept:
            found.proposals |= {(table, text): each for text, each in likely.items()}
        elif table == "resource":
            found.confirmed = {phrases.normalised_phrase(text): each.id for text, each in likely.items()}
    found.interpretations = pd.DataFrame(lines, columns=_COLUMNS, dtype=object)
    return found


def _known(parts: list[Rows], stored: Mapping[str, str]) -> dict[str, str]:
    """Relation with stored and imported rows, by table."""
    coming: dict[str, list[str]] = {}
    for rows in parts:
        coming.setdefault(rows.part.table.name, []).append(
            f" union all by name select {', '.join(map(quoted, rows.columns))} from {rows.typed}"
        )
    return dict(stored) | {table: f"(from {stored[table]}{''.join(more)})" for table, more in coming.items()}


def _asked(parts: list[Rows]) -> dict[str, set[str]]:
    """Texts in id columns, by referenced table."""
    asked: dict[str, set[str]] = {}
    for rows in parts:
        for column, texts in rows.texts().items():
            other, _key = rows.part.table[column].reference or ("", "")
            asked.setdefault(other, set()).update(text for text in texts.unique().to_pylist() if text)
    return asked


def _sides(parts: list[Rows]) -> dict[str, bool]:
    """Side of each text that names a resource: True for supply, False for demand; texts with both or neither are left out."""
    found: dict[str, set[str]] = {}
    for rows in parts:
        for column in filter(phrases.is_resource, rows.part.table.columns):
            for text, sides in rows.sides(column.name).items():
                found.setdefault(text, set()).update(sides)
    return {text: sides == {"supply"} for text, sides in found.items() if sides in ({"supply"}, {"demand"})}


def _replace(parts: list[Rows], meant: Mapping[tuple[str, str], Identified]) -> list[tuple]:
    """Replace texts in the rows; return one line per cell to be reviewed."""
    lines: list[tuple] = []
    for number, rows in enumerate(parts):
        ids: dict[str, dict[str, str]] = {}
        for column, texts in rows.texts().items():
            other, _key = rows.part.table[column].reference or ("", "")
            own = {text: each for text in texts.unique().to_pylist() if (each := meant.get((other, text)))}
            if not own:
                continue
            ids[column] = {text: each.id for text, each in own.items()}
            letter = rows.letters[column]
            lines += [
                (number, rows.part.table.name, row, letter, column, text, own[text].how, _details(own[text]))
                for row, text in zip(rows.part.sheet.rows.to_pylist(), texts.to_pylist(), strict=True)
                if text in own and own[text].how != "labelled"
            ]
        if ids:
            rows.name(ids)
    return lines


def _details(meant: Identified) -> dict[str, str]:
    return {"meaning": meant.id, "name_en": meant.name_en or "", "name_zh": meant.name_zh or ""}
