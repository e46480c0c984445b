"""Texts in the sheets that stand where an id belongs: which id each means, or probably means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted
from isdata.data.ingest.rows import Rows
from isdata.data.naming import Meant, References, phrases

_COLUMNS = ["part", "table", "row", "letter", "column", "value", "rule", "details"]


@dataclass
class Naming:
    """Interpretations of texts in the files, and proposals for the others.

    Attributes
    ----------
    interpretations : DataFrame
        part, table, row, letter, column, value, rule, details ("meaning", the id, and its names); one row a cell.
    proposals : dict of (str, str) to Meant
        What is probably meant, by table and text; not accepted.
    possible : dict of (str, str) to list of Meant
        Rows that share the name, by table and text: only the reader knows which one is meant.
    confirmed : dict of str to str
        Resource by phrase, of the proposals that were accepted.
    """

    interpretations: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=_COLUMNS, dtype=object)
    )
    proposals: dict[tuple[str, str], Meant] = field(default_factory=dict)
    possible: dict[tuple[str, str], list[Meant]] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)


def name(
    con: duckdb.DuckDBPyConnection,
    parts: list[Rows],
    stored: Mapping[str, str],
    *,
    unread: set[str],
    accept: bool = False,
) -> Naming:
    """Replace texts by the ids that they mean; return what was replaced and what is proposed.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Cursor that holds the views of the sheets.
    parts : list of Rows
        The rows of all sheets.
    stored : mapping of str to str
        Relation of what is stored, by table.
    unread : set of str
        Tables whose sheet could not be read: what an id of theirs means is not known yet.
    accept : bool
        Take every proposal for what is meant.
    """
    found = Naming()
    lines: list[tuple] = []
    asked = _asked(parts)
    # A company in place of its site is known only once the sites' own companies are: those referred to come first.
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
            found.confirmed = {phrases.plain(text): each.id for text, each in likely.items()}
    found.interpretations = pd.DataFrame(lines, columns=_COLUMNS, dtype=object)
    return found


def _known(parts: list[Rows], stored: Mapping[str, str]) -> dict[str, str]:
    """Return the relation that holds what is stored and what comes, by table."""
    coming: dict[str, list[str]] = {}
    for rows in parts:
        coming.setdefault(rows.part.table.name, []).append(
            f" union all by name select {', '.join(map(quoted, rows.columns))} from {rows.typed}"
        )
    return dict(stored) | {table: f"(from {stored[table]}{''.join(more)})" for table, more in coming.items()}


def _asked(parts: list[Rows]) -> dict[str, set[str]]:
    """Return the texts that stand where the id of a row belongs, by the table of that row."""
    asked: dict[str, set[str]] = {}
    for rows in parts:
        for column, texts in rows.texts().items():
            other, _key = rows.part.table[column].reference or ("", "")
            asked.setdefault(other, set()).update(text for text in texts.unique().to_pylist() if text)
    return asked


def _sides(parts: list[Rows]) -> dict[str, bool]:
    """Whether the rows of each text that names a resource are supplies; without texts of both sides or of none."""
    found: dict[str, set[str]] = {}
    for rows in parts:
        for column in filter(phrases.is_resource, rows.part.table.columns):
            for text, sides in rows.sides(column.name).items():
                found.setdefault(text, set()).update(sides)
    return {text: sides == {"supply"} for text, sides in found.items() if sides in ({"supply"}, {"demand"})}


def _replace(parts: list[Rows], meant: Mapping[tuple[str, str], Meant]) -> list[tuple]:
    """Replace texts in the rows; return one line a cell that is to be reviewed."""
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


def _details(meant: Meant) -> dict[str, str]:
    return {"meaning": meant.id, "name_en": meant.name_en or "", "name_zh": meant.name_zh or ""}
