"""A supply or demand that its company has declared already: stated, and replaced or added as the reader chooses."""

from typing import Any

import pandas as pd

from isdata.data import store
from isdata.data.entry import same_streams
from pages.common import role
from pages.common.data import ask, cursor
from pages.common.language import _, names, reader

_MOST = 6  # streams named
ADD = ""  # among the choices: another stream


def found(values: dict[str, Any], *, any_year: bool = False) -> pd.DataFrame:
    """Stored streams that one to be stored may repeat; none while its company or resource is open."""
    return stored(pd.DataFrame([values]), any_year=any_year)


def stored(streams: pd.DataFrame, *, any_year: bool = False) -> pd.DataFrame:
    """Stored streams that some to be stored may repeat, as of `isdata.data.entry.same_streams`."""
    complete = streams.dropna(subset=["site_id", "resource_id"])
    if complete.empty:
        return pd.DataFrame(columns=["stream_id"])
    return same_streams.stored(cursor(), complete, any_year=any_year)


def choices(streams: pd.DataFrame) -> dict[str, str]:
    """What may be done, by the id of the stream that is replaced: replace one of them, or add another."""
    words = {
        row["stream_id"]: _("Replace: {stream}", stream=amount(row)) for row in streams.to_dict("records")
    }
    return words | {ADD: _("Add: both exist")}


def sentence(streams: pd.DataFrame) -> str:
    """State that the company has declared this already, with amount, year and source."""
    streams = _once(streams)
    return reader().sentences(
        _(
            "{company} has declared this already: {streams}.",
            company=company,
            streams=reader().clauses(map(described, rows.head(_MOST).to_dict("records"))),
        )
        for company, rows in streams.groupby(
            pd.Series(reader().names(streams), index=streams.index), sort=False
        )
    )


def described(row: dict[str, Any]) -> str:
    """A stored stream in a few words: direction, resource, amount, year and source."""
    resources = names(ask(store.ask, name="resource_names"), "resource_id")
    own = reader().name(row["stream_en"], row["stream_zh"])
    resource = resources.get(row["resource_id"], row["resource_id"])
    about = [
        reader().choice("direction", row["direction"]),
        reader().noted(resource, own) if own else resource,
    ]
    return " · ".join([*about, amount(row)])


def listed(streams: pd.DataFrame) -> str:
    """Streams with their companies, in a few words each."""
    once = _once(streams)
    companies = reader().names(once)
    rows = once.to_dict("records")
    parts = [f"{company} · {described(row)}" for company, row in zip(companies, rows, strict=True)]
    return reader().clauses(parts[:_MOST])


def amount(row: dict[str, Any]) -> str:
    """Amount, year and source of a stored stream; on a projected page none, as everybody reads it."""
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
    """Each stored stream once, whatever number of rows repeats it; rows that are not stored yet all stay."""
    return streams[~(streams["stream_id"].notna() & streams["stream_id"].duplicated())]
