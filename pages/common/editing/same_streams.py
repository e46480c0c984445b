"""Supplies and demands already declared by a company: shown, and replaced or added as the user chooses."""

from typing import Any

import pandas as pd

from isdata.data import store
from isdata.data.entry import same_streams
from pages.common import role
from pages.common.data import ask, cursor
from pages.common.language import _, names, ngettext, reader

MOST = 6  # number of streams named
ADD = ""  # option for another stream


def duplicates_of(values: dict[str, Any], *, any_year: bool = False) -> pd.DataFrame:
    """Stored streams that a new one may duplicate; empty while its company or resource is undecided."""
    return stored(pd.DataFrame([values]), any_year=any_year)


def stored(streams: pd.DataFrame, *, any_year: bool = False) -> pd.DataFrame:
    """Stored streams that new ones may duplicate, from `isdata.data.entry.same_streams`."""
    complete = streams.dropna(subset=["site_id", "resource_id"])
    if complete.empty:
        return pd.DataFrame(columns=["stream_id"])
    return same_streams.stored(cursor(), complete, any_year=any_year)


def choices(streams: pd.DataFrame) -> dict[str, str]:
    """Options by the id of the stream to replace: replace one of them, or add another."""
    words = {
        row["stream_id"]: _("Replace: {stream}", stream=amount(row)) for row in streams.to_dict("records")
    }
    return words | {ADD: _("Add: both exist")}


def sentence(streams: pd.DataFrame) -> str:
    """Sentence that the company has declared this already, with amount, year and source."""
    streams = _once(streams)
    return reader().sentences(
        _(
            "{company} has declared this already: {streams}.",
            company=company,
            streams=reader().clauses(map(described, rows.head(MOST).to_dict("records"))),
        )
        for company, rows in streams.groupby(
            pd.Series(reader().names(streams), index=streams.index), sort=False
        )
    )


def described(row: dict[str, Any]) -> str:
    """Short text on a stored stream: direction, resource, amount, year and source."""
    resources = names(ask(store.ask, name="resource_names"), "resource_id")
    own = reader().name(row["stream_en"], row["stream_zh"])
    resource = resources.get(row["resource_id"], row["resource_id"])
    about = [
        reader().choice("direction", row["direction"]),
        reader().noted(resource, own) if own and own.casefold() != resource.casefold() else resource,
    ]
    return " · ".join([*about, amount(row)])


def listed(streams: pd.DataFrame) -> str:
    """Short texts on the first streams with their companies, and the number of others."""
    once = _once(streams)
    named, left = once.head(MOST), len(once) - MOST
    rows = zip(reader().names(named), named.to_dict("records"), strict=True)
    more = [ngettext("and {count} more", "and {count} more", left)] if left > 0 else []
    return reader().clauses([*(f"{company} · {described(row)}" for company, row in rows), *more])


def amount(row: dict[str, Any]) -> str:
    """Amount, year and source of a stored stream; without amount on a presented page, which everybody sees."""
    read = reader()
    if not role.may_change():
        return _("stored entry")
    parts = [_("no amount")]
    if pd.notna(row["quantity"]):
        period = read.choice("period", row["period"]).lower()
        parts = [
            _("{amount} per {period}", amount=read.amount(row["quantity"], str(row["unit"])), period=period)
        ]
    parts += [str(int(row["year"]))] if pd.notna(row["year"]) else []
    parts += [read.half(row["source"])] if isinstance(row["source"], str) and row["source"] else []
    return " · ".join(parts)


def _once(streams: pd.DataFrame) -> pd.DataFrame:
    """Unique stored streams, regardless of the number of duplicates; rows not stored yet are all kept."""
    return streams[~(streams["stream_id"].notna() & streams["stream_id"].duplicated())]
