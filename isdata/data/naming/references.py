"""Resolution of references to rows by id, by any of their names, or by similarity.

Used by imports, forms and commands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd
from rapidfuzz import fuzz, process

from isdata.data.contracts import tables
from isdata.data.contracts.rules import quoted
from isdata.data.naming import phrases
from isdata.data.naming.phrase_normalisation import WASTE_WORDS
from isdata.data.naming.suggestions import suggest

LEAST = 0.75  # minimum similarity of a proposal
_WORD = 50  # minimum similarity of each word of a misspelled text to the intended one [%]
MOST = 300  # maximum number of distinct texts compared
_MOST_DISTINCT = 3_000  # distinct texts above which none is compared: such a file has another fault
_NAMES = ("name_en", "name_zh")
_OTHER_NAMES = ("aliases", "synonyms_en", "synonyms_zh")
_DIGITS = re.compile(r"\d+")
_RESOURCE_COLUMNS = ("resource_id", *_NAMES, "resource_class", "ewc_code", "gbt_code", "synonyms_en", "synonyms_zh")  # fmt: skip


@dataclass(frozen=True)
class Identified:
    """Row identified by a text.

    Attributes
    ----------
    id : str
    name_en, name_zh : str or None
        Names of the row; for a site without a name those of its company.
    how : str
        "labelled" (“name (id)”), "case", "confirmed", "name", "other_name", "only_site", or "likely".
    similarity : float
        1 if the text is a name of this row only.
    """

    id: str
    name_en: str | None
    name_zh: str | None
    how: str
    similarity: float = 1.0


class References:
    """Known names of the rows of one table, stored or in the imported files.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    table : str
        Name of the referenced table.
    known : mapping of str to str, optional
        Relation with the rows of each table; by default the stored rows.
    """

    def __init__(
        self, con: duckdb.DuckDBPyConnection, table: str, known: Mapping[str, str] | None = None
    ) -> None:
        self.con, self.table = con, tables()[table]
        self.known = known or {name: quoted(name) for name in tables()}
        self._rows = self._read()
        self._confirmed = phrases.confirmed(con) if table == "resource" else None
        self._names = self._shown()
        self._several: dict[str, list[str]] = {}
        self._meanings = self._unique()

    def __contains__(self, text: object) -> bool:
        return text in self._names

    def exact(self, texts: Iterable[str]) -> dict[str, Identified]:
        """Rows by text, for texts that are a name of exactly one row and not an id."""
        found = {text: self._exact(text) for text in texts if text not in self._names}
        return {text: meant for text, meant in found.items() if meant}

    def several(self, text: str) -> list[str]:
        """Ids of the rows that share a name; empty if only one row has it, or none."""
        return self._several.get(phrases.normalised_phrase(text), [])

    def possible(self, texts: Iterable[str]) -> dict[str, list[Identified]]:
        """Possible rows by text, for texts that several rows share as a name."""
        found = {text: self.several(text) for text in texts if text not in self._names}
        return {text: [self._meant(each, "name") for each in ids] for text, ids in found.items() if ids}

    def likely(
        self, texts: Iterable[str], supplied: Mapping[str, bool] | None = None
    ) -> dict[str, Identified]:
        """Most similar row by text; left out if two are equally similar.

        Parameters
        ----------
        texts : iterable of str
        supplied : mapping of str to bool, optional
            Whether a text names a supply (True) or demand (False), if known; resources of that side have
            precedence.
        """
        wanted = sorted(texts)
        if len(wanted) > _MOST_DISTINCT:
            return {}
        sides = supplied or {}
        found = {text: self._likely(text, sides.get(text)) for text in wanted[:MOST]}
        return {text: meant for text, meant in found.items() if meant}

    def _read(self) -> list[dict]:
        """Read id, names and other names of all rows."""
        columns = [name for name in (*_NAMES, *_OTHER_NAMES) if name in self.table]
        key = quoted(self.table.keys[-1])
        selected = ", ".join([f"cast({key} as varchar) as id", *map(quoted, columns)])
        rows = self.con.execute(
            f"select {selected} from {self.known[self.table.name]} where {key} is not null"
        ).df()
        for name in _NAMES:
            if name not in rows:
                rows[name] = None
        return rows.astype(object).where(rows.notna(), None).to_dict("records")

    def _shown(self) -> dict[str, tuple[str | None, str | None]]:
        """Names of the rows by id; for a site without a name those of its company."""
        own = {row["id"]: (row["name_en"], row["name_zh"]) for row in self._rows}
        if self.table.name != "site" or all(map(any, own.values())):
            return own
        companies = self.con.execute(
            "select cast(site.site_id as varchar), company.name_en, company.name_zh "
            f"from {self.known['site']} as site "
            f"join {self.known['company']} as company on company.company_id = site.company_id"
        ).fetchall()
        by_company = {site: (en, zh) for site, en, zh in companies}
        return {site: names if any(names) else by_company.get(site, names) for site, names in own.items()}

    def _unique(self) -> dict[str, tuple[str, str]]:
        """Return id and kind of match by normalised text; the first kind of match has precedence."""
        meanings: dict[str, tuple[str, str]] = {}
        for how, pairs in self._kinds_of_match():
            ids: dict[str, set[str]] = {}
            for text, row_id in pairs:
                if text:
                    ids.setdefault(phrases.normalised_phrase(text), set()).add(row_id)
            for text, meant in ids.items():
                if text not in meanings:
                    # Ambiguous texts are kept, so that no later kind of match selects one of the rows.
                    meanings[text] = (next(iter(meant)), how) if len(meant) == 1 else ("", how)
                    if len(meant) > 1:
                        self._several[text] = sorted(meant)
        return {text: meant for text, meant in meanings.items() if meant[0]}

    def _kinds_of_match(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield the kinds of match in order of precedence, each with pairs of text and id."""
        yield "case", [(row["id"], row["id"]) for row in self._rows]
        if self._confirmed is not None:
            pairs = self._confirmed[["phrase", "resource_id"]].itertuples(index=False, name=None)
            yield "confirmed", [(text, row_id) for text, row_id in pairs if row_id in self._names]
        yield "name", [(row[name], row["id"]) for row in self._rows for name in _NAMES if row[name]]
        yield (
            "other_name",
            [
                (part, row["id"])
                for row in self._rows
                for name in _OTHER_NAMES
                if isinstance(row.get(name), str)
                for part in row[name].replace("；", ";").split(";")
            ],
        )
        if self.table.name == "site":
            yield "only_site", self._companies()
        yield "case", [(row["id"].replace("_", " "), row["id"]) for row in self._rows]

    def _companies(self) -> list[tuple[str, str]]:
        """Pairs of the id or a name of a company and the id of its site."""
        return self.con.execute(
            "select unnest([company.company_id, company.name_en, company.name_zh]), site.site_id "
            f"from {self.known['site']} as site "
            f"join {self.known['company']} as company on company.company_id = site.company_id"
        ).fetchall()

    def _exact(self, text: str) -> Identified | None:
        label, _, rest = text.rpartition(" (")
        if label and rest.endswith(")") and rest[:-1] in self._names:
            return self._meant(rest[:-1], "labelled")
        found = (
            self._meanings.get(phrases.normalised_phrase(text))
            or self._meanings.get(_spaced(text))
            or self._with_other_waste_word(text)
        )
        return self._meant(*found) if found else None

    def _with_other_waste_word(self, text: str) -> tuple[str, str] | None:
        """Return the only resource named so with another word for waste: "used foundry sand" for spent sand."""
        word, _, rest = phrases.normalised_phrase(text).partition(" ")
        if self.table.name != "resource" or word not in WASTE_WORDS or not rest:
            return None
        named = {found for other in WASTE_WORDS if (found := self._meanings.get(f"{other} {rest}"))}
        ids = {row_id for row_id, _how in named}
        return (ids.pop(), "other_name") if len(ids) == 1 else None

    def _likely(self, text: str, is_supplied: bool | None) -> Identified | None:
        if self.table.name == "resource":
            meant = self._likely_resource(text, is_supplied)
            if meant or not text.isascii():  # Latin letters may be a misspelled id
                return meant
        wanted, digits = _spaced(text), _DIGITS.findall(text)
        if wanted in self._several or wanted in self._shared_words:  # correct spelling, but ambiguous
            return None
        # Numbers must be equal: S11 is not a misspelled S1.
        able = [known for known in self._meanings if _DIGITS.findall(known) == digits]
        near = process.extract(wanted, able, scorer=fuzz.ratio, score_cutoff=100 * LEAST)
        match = next((each for each in near if _is_similar_by_word(each[0], wanted)), None)
        return self._meant(self._meanings[match[0]][0], "likely", match[1] / 100) if match else None

    def _likely_resource(self, text: str, is_supplied: bool | None) -> Identified | None:
        found = suggest(text, self._resources, confirmed=self._confirmed, most=2, is_left_over=is_supplied)
        best = most_similar(found)
        if best is None or found["similarity"].iloc[0] < LEAST:
            return None
        return self._meant(best, "likely", float(found["similarity"].iloc[0]))

    @cached_property
    def _shared_words(self) -> frozenset[str]:
        """Words that occur in names of several rows."""
        of_word: dict[str, set[str]] = {}
        for name, (row, _how) in self._meanings.items():
            for word in name.split():
                of_word.setdefault(word, set()).add(row)
        return frozenset(word for word, rows in of_word.items() if len(rows) > 1)

    @cached_property
    def _resources(self) -> pd.DataFrame:
        columns = ", ".join(_RESOURCE_COLUMNS)
        return self.con.execute(
            f"select {columns} from {self.known['resource']} where resource_id is not null"
        ).df()

    def _meant(self, row_id: str, how: str, similarity: float = 1.0) -> Identified:
        return Identified(row_id, *self._names[row_id], how, similarity)


def most_similar(found: pd.DataFrame) -> str | None:
    """First resource of `suggest`; None if the second one has the same similarity in whole per cent."""
    if found.empty:
        return None
    first = str(found["resource_id"].iloc[0])
    per_cent = (found["similarity"].head(2) * 100).round()
    is_tie = len(found) > 1 and per_cent.iloc[0] == per_cent.iloc[1]
    return None if is_tie and not found["is_confirmed"].iloc[0] else first


def _spaced(text: str) -> str:
    """Normalise a text: case, character width, spacing, and underscores as spaces."""
    return phrases.normalised_phrase(text.replace("_", " "))


def _is_similar_by_word(known: str, wanted: str) -> bool:
    """Return True if each word is similar to its counterpart: heating oil is not a misspelled heating water."""
    one, other = known.split(), wanted.split()
    return len(one) != len(other) or all(
        fuzz.ratio(*words) >= _WORD for words in zip(one, other, strict=True)
    )
