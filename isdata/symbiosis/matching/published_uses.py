"""Published uses of by-products, and published substitutes of purchased goods."""

import re
from collections.abc import Collection, Mapping
from functools import cache

import duckdb
import pandas as pd
from babel.core import Locale

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader
from isdata.symbiosis.matching import similarity, streams, substitution

# Substitution levels of matches, the closest first.
LEVELS = {
    "same": N_("same resource"),
    "use": N_("published use"),
    "class": N_("same class"),
    "heading": N_("same scrap group"),
    "name": N_("similar name"),
    "function": N_("same function"),
}
# Proper names at the beginning of names of goods and treatments.
OWN_NAMES = ("Portland", "Fischer", "Bayer", "Waelz", "Raney")
# A title in English, its web address, and its title in Chinese.
_IN_BOTH = re.compile(
    "(?P<en>[^\u2e80-\uffff]+), (?P<place>[^\\s,\u2e80-\uffff]+\\.[^\\s,\u2e80-\uffff]+) ?(?P<zh>[\u2e80-\uffff].*)"
)
# Query directions: uses of a by-product, or substitutes of a good.
DIRECTIONS = {"for": ("resource_id", "substitute_id"), "instead": ("substitute_id", "resource_id")}


def uses_of_resource(con: duckdb.DuckDBPyConnection, resource_id: str, direction: str) -> pd.DataFrame:
    """Published uses of one resource, the best established first.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    resource_id : str
    direction : str
        "for": possible uses of the resource; "instead": possible substitutes of it.

    Returns
    -------
    DataFrame
        Rows of `uses.sql`.
    """
    own, other = DIRECTIONS[direction]
    uses = store.ask(con, "uses")
    found = uses.loc[uses[own] == resource_id]
    rank = -found["maturity"].map(substitution.MATURITY).astype(float)
    return (
        found.assign(rank=rank)
        .sort_values(["rank", other, "process"])
        .drop(columns="rank")
        .reset_index(drop=True)
    )


def counts(con: duckdb.DuckDBPyConnection, direction: str) -> pd.Series:
    """Number of published uses by resource, for resources that have any."""
    return store.ask(con, "uses")[DIRECTIONS[direction][0]].value_counts()


def of_park(
    con: duckdb.DuckDBPyConnection, direction: str, *, park_id: str, viewer: Viewer, matched: Collection[str]
) -> list[str]:
    """Resources that a park supplies or needs, as disclosed to a viewer: those without a feasible match
    first, by tonnes a year.

    Parameters
    ----------
    direction : str
        "for": the park's supplies; "instead": its demands.
    matched : collection of str
        Supplies and demands that have a feasible match, by stream_id.
    """
    declared = streams.declared(con, park_id=park_id, viewer=viewer)
    own = declared.loc[declared["direction"] == {"for": "supply", "instead": "demand"}[direction]]
    own = streams.prepared(own, rates={})
    rows = own.assign(
        is_matched=own["stream_id"].isin(list(matched)), tonnes=own["amount"].where(own["common_unit"] == "t")
    )
    order = rows.sort_values(
        ["is_matched", "tonnes"], ascending=[True, False], kind="stable", na_position="last"
    )
    return list(dict.fromkeys(order["resource_id"]))


def substitutes(con: duckdb.DuckDBPyConnection, resource_id: str, direction: str) -> pd.DataFrame:
    """Resources that can replace one another, by class, group, name or function, except those with a
    published use.

    Returns
    -------
    DataFrame
        resource_id, similarity [-], alike_by; the most similar first.
    """
    known = store.ask(con, "match_resources")
    own = known.loc[known["resource_id"] == resource_id]
    sides = (own, known) if direction == "for" else (known, own)
    found = similarity.similarities(*sides, substitution.knowledge(con))
    found = found.loc[~found["alike_by"].isin(["same", "use"])]
    column = "demand_resource" if direction == "for" else "supply_resource"
    found = found.rename(columns={column: "resource_id"})[["resource_id", "similarity", "alike_by"]]
    published = uses_of_resource(con, resource_id, direction)[DIRECTIONS[direction][1]]
    return found[~found["resource_id"].isin(published)].reset_index(drop=True)


def table(uses: pd.DataFrame, direction: str, names: Mapping[str, str], reader: Reader) -> pd.DataFrame:
    """Published uses in words, one row each, without empty columns.

    Parameters
    ----------
    uses : DataFrame
        Rows of `uses.sql`.
    direction : str
        As for `uses_of_resource`.
    names : mapping
        Names of the resources by id.
    reader : Reader
    """
    other = DIRECTIONS[direction][1]
    title = N_("Replaces") if direction == "for" else N_("By-product")
    words = reader.text
    columns = {
        words(title): _goods(uses, other, names, reader),
        words(N_("Used in")): uses["process"].map(reader.half),
        words(N_("Maturity")): [reader.choice("maturity", value) for value in uses["maturity"]],
        words(N_("Maximum share")): [_percent(value, reader) for value in uses["share_maximum"]],
        words(N_("Conditions")): uses["conditions"].map(reader.half),
        words(N_("Treatment")): uses["treatment"].map(reader.half),
        words(N_("Yield")): [reader.number(value) if pd.notna(value) else "" for value in uses["yield"]],
        words(N_("Standard")): uses["standard"].fillna(""),
        words(N_("Countries")): [_countries(codes, reader) for codes in uses["countries"].fillna("")],
        words(N_("Source")): [sources(text, reader) for text in uses["source"]],
    }
    shown = _merged(pd.DataFrame(columns), by=[words(title), words(N_("Source"))], reader=reader)
    return shown.loc[:, (shown != "").any()] if len(shown) else shown


def _merged(rows: pd.DataFrame, by: list[str], reader: Reader) -> pd.DataFrame:
    """Rows merged if they differ in some columns only, whose words are listed."""
    others = [name for name in rows if name not in by]
    words = {by[0]: lambda each: reader.listed(filter(None, dict.fromkeys(each))),
             by[1]: lambda each: reader.clauses(dict.fromkeys(each))}  # fmt: skip
    return rows.groupby(others, sort=False, as_index=False).agg(words)[list(rows)]


def _goods(uses: pd.DataFrame, other: str, names: Mapping[str, str], reader: Reader) -> list[str]:
    """Names of the replaced or the replacing goods; empty if the use has the same name."""
    return [
        "" if name == reader.half(process) else name
        for name, process in zip(uses[other].map(names), uses["process"], strict=True)
    ]


def sources(text: str, reader: Reader) -> str:
    """Publications of a use; those with a title in both languages have that of the reader's language.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> law = "China, Caishui [2011] 115, lyredcross.com/xw/208935.html 财税〔2011〕115号"
    >>> sources(law, reader("zh")), sources(law, reader("en"))
    ('财税〔2011〕115号，lyredcross.com/xw/208935.html', 'China, Caishui [2011] 115, lyredcross.com/xw/208935.html')
    """
    return reader.clauses(_source(part, reader) for part in text.split("; ")) if isinstance(text, str) else ""


def _source(part: str, reader: Reader) -> str:
    both = _IN_BOTH.fullmatch(part)
    if both is None:
        return part
    return reader.name(f"{both['en']}, {both['place']}", f"{both['zh']}，{both['place']}")


def one_of(direction: str) -> list[str]:
    """Columns that distinguish uses of a by-product, or substitutes of a good, each counted once with its
    best maturity."""
    return ["process", "maturity"] if direction == "for" else [DIRECTIONS[direction][1]]


def merged_uses(uses: pd.DataFrame, direction: str) -> pd.DataFrame:
    """One row for each use, whatever it replaces, or for each substitute, whatever its use: largest share,
    first treatment, all countries.

    Parameters
    ----------
    uses : DataFrame
        Rows of `uses.sql`.
    direction : str
        As for `uses_of_resource`.
    """
    by = one_of(direction)
    together = uses.groupby(by, sort=False).agg(
        share_maximum=("share_maximum", "max"),
        treatment=("treatment", "first"),
        countries=("countries", _all),
    )
    first = uses.drop_duplicates(by).drop(columns=list(together))
    return first.merge(together.reset_index(), on=by)


def counterparts(uses: pd.DataFrame, direction: str, names: Mapping[str, str]) -> list[list[str]]:
    """Goods that each row of `merged_uses` replaces, or the processes that use a substitute; each once.

    Parameters
    ----------
    uses : DataFrame
        Rows of `uses.sql`.
    direction : str
        As for `uses_of_resource`.
    names : mapping
        Names of the resources by id; "–" for others.
    """
    goods = uses[DIRECTIONS[direction][1]].map(names).fillna("–")
    words = goods if direction == "for" else uses["process"]
    groups = words.groupby([uses[name] for name in one_of(direction)], sort=False)
    return groups.agg(lambda each: list(dict.fromkeys(each))).tolist()


def _all(codes: pd.Series) -> str | None:
    """Codes of several rows, without duplicates."""
    return "; ".join(dict.fromkeys(code for each in codes.dropna() for code in each.split("; "))) or None


def details(uses: pd.DataFrame, reader: Reader) -> list[str]:
    """Details of each use in addition to its process: largest share, treatment and countries.

    Parameters
    ----------
    uses : DataFrame
        Rows of `uses.sql`.
    """
    return [" · ".join(filter(None, _details(row, reader))) for row in uses.to_dict("records")]


def _details(row: Mapping, reader: Reader) -> tuple[str, ...]:
    share, codes = row["share_maximum"], row["countries"]
    treatment = in_sentence(reader.half(row["treatment"]))
    return (
        reader.text(N_("at most {share} of the charge or product"), share=_percent(share, reader))
        if pd.notna(share)
        else "",
        reader.text(N_("treatment: {treatment}"), treatment=treatment) if treatment else "",
        reader.text(N_("reported from: {countries}"), countries=_countries(codes, reader))
        if isinstance(codes, str)
        else "",
    )


def in_sentence(name: str) -> str:
    """A name within a sentence: with a small first letter, unless it is an abbreviation or begins with a name.

    Examples
    --------
    >>> in_sentence("Silica sand"), in_sentence("PET flakes"), in_sentence("Portland cement")
    ('silica sand', 'PET flakes', 'Portland cement')
    """
    is_own = name.split(" ")[0] in OWN_NAMES
    return name[:1].lower() + name[1:] if name[1:2].islower() and not is_own else name


def _countries(codes: str, reader: Reader) -> str:
    """Names of countries or regions given by their codes, separated by semicolons; an unknown code stays as it is."""
    names = _territories(reader.language)
    return reader.listed(names.get(code, code) for code in filter(None, codes.split("; ")))


@cache
def _territories(language: str) -> Mapping[str, str]:
    """Names of countries and regions by code."""
    return Locale.parse(language).territories


def _percent(value: float, reader: Reader) -> str:
    return reader.percent(value / 100) if pd.notna(value) else ""
