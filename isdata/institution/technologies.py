"""Technologies and their providers, matched with the supplies and demands of a park like those of companies."""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.institution.unstored_streams import as_streams
from isdata.symbiosis import matching, synergies
from isdata.symbiosis.assessment import on_board
from isdata.symbiosis.matching import appraisal, constraints

_PREFIX = "technology:"
# Required similarity of the resource: a step needs exactly the resource that it names; its output may also serve as heat,
# cold, power or water of the same class, or in a published use.
_SUITS = {"input": ("same",), "output": ("same", "class", "use")}
_MOST = 400  # number of matches examined per demand, since many technologies may serve one demand
# For the two ends of a technology: its side of a match, and the columns of its resource, unit and temperature.
_ENDS = {
    "demand": ("input", "input_id", "input_unit", "temperature_minimum"),
    "supply": ("output", "output_id", "output_unit", "output_temperature"),
}


@dataclass(frozen=True)
class Technologies:
    """Technologies of a park.

    Attributes
    ----------
    offers : DataFrame
        One row per technology and provider, the best first: columns as in `technology_list.sql`, offer (its number), inputs,
        outputs (feasible matches with supplies and demands of the park), input_score, output_score (best of them, 0 where
        there is none) and score (mean of both, 0 if the input has no supplier) [-]; quantity [unit/yr] and unit of the best
        match's input; and for the most profitable exchange of two companies by this step: gain [currency/yr], exchanged
        [exchanged_unit/yr], investment [currency], payback [yr], npv [currency], supplier_en, supplier_zh, receiver_en and
        receiver_zh, missing if there is none or this viewer sees no money; is_on_board: True if a synergy of a similar
        resource connects these companies; recorded: gain of this synergy on the board [currency/yr], missing if unknown or
        where there are several.
    matches : DataFrame
        Feasible matches, the best first: offer, end ("input" or "output"), and the columns of `matching.matches`.
    exchanges : DataFrame
        For each treatment step, the most profitable exchange of two companies by this step alone: treatment_id, and the
        columns of `matching.matches` with payback [yr], npv [currency], is_on_board and recorded; empty where this viewer
        sees no money.
    """

    offers: pd.DataFrame
    matches: pd.DataFrame
    exchanges: pd.DataFrame


def technologies(
    con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer, currency: str = "CNY"
) -> Technologies:
    """Technologies of a park: first those whose input is supplied, then the others.

    The order is: new profitable ones, those on the board, then by score, those with a loss last.

    Each technology of each provider demands its input and supplies its output at the location of the provider, or at the
    centre of the park if no provider is known. Amounts are up to its capacity, at its input and output temperatures.

    Parameters
    ----------
    viewer : Viewer
        Who reads. For others than the facilitator, undisclosed companies are left out, because a fitting technology
        would disclose their resource.
    """
    found = store.ask(con, "technology_list")
    found = found.assign(offer=range(len(found)))
    parts = [_matched(con, found, direction, park_id, viewer, currency) for direction in _ENDS]
    matches = pd.concat(parts, ignore_index=True).sort_values("score", ascending=False, kind="stable")
    for end, *_stream in _ENDS.values():
        rows = matches[matches["end"] == end]
        of_offer = rows.groupby("offer")["score"]
        found[f"{end}s"] = found["offer"].map(of_offer.size()).fillna(0).astype(int)
        found[f"{end}_score"] = found["offer"].map(of_offer.max()).fillna(0.0)
    score = found[["input_score", "output_score"]].mean(axis=1)
    found = found.assign(score=score.where(found["inputs"] > 0, 0.0))
    exchanges = _exchanges(con, park_id, viewer, currency)
    found = _with_amounts(found, matches).merge(_gains(exchanges), on="treatment_id", how="left")
    offers = _ordered(found.assign(is_on_board=found["is_on_board"].eq(True)))
    return Technologies(offers, matches.reset_index(drop=True), exchanges)


def _ordered(found: pd.DataFrame) -> pd.DataFrame:
    """Offers in the order of `technologies`."""
    fits = found["inputs"] > 0
    pays, loses = fits & (found["npv"] > 0), found["npv"] <= 0
    place = np.select([pays & ~found["is_on_board"], pays, fits & ~loses, fits], range(4), default=4)
    order = found.assign(
        place=place, paying=-found["gain"].where(pays, 0.0).fillna(0.0), worse=-found["score"]
    )
    keys = ["place", "paying", "worse"]
    return order.sort_values([*keys, "treatment_id"], kind="stable").drop(columns=keys).reset_index(drop=True)


def _with_amounts(found: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """Offers with the input amount of their best match."""
    best = matches[matches["end"] == "input"].drop_duplicates("offer")
    return found.merge(best[["offer", "quantity", "unit"]], on="offer", how="left")


def _exchanges(con: duckdb.DuckDBPyConnection, park_id: str, viewer: Viewer, currency: str) -> pd.DataFrame:
    """Best exchange of two companies by each treatment step alone."""
    rows = matching.matches(con, park_id=park_id, viewer=viewer, currency=currency, steps=1)
    rows = rows[(rows["blocked"] == 0) & rows["steps"].map(len).eq(1) & rows["value"].notna()]
    step = pd.Series([steps[0] for steps in rows["steps"]], index=rows.index, dtype=object)
    connected = on_board.pairs(con, viewer=viewer)
    known = synergies.synergies(con, parks=[park_id], viewer=viewer)
    rows = rows.assign(
        treatment_id=step,
        is_on_board=on_board.are_on_board(rows, connected),
        recorded=on_board.recorded(rows, connected, known),
        **appraisal.appraised(rows),
    )
    best = rows.sort_values("value", ascending=False, kind="stable").drop_duplicates("treatment_id")
    return best.reset_index(drop=True)


def _gains(exchanges: pd.DataFrame) -> pd.DataFrame:
    """Gain, amount and companies of the best exchange by each treatment step."""
    sides = {
        f"{side}_company_{language}": f"{name}_{language}"
        for side, name in (("supply", "supplier"), ("demand", "receiver"))
        for language in ("en", "zh")
    }
    figures = {"value": "gain", "quantity": "exchanged", "unit": "exchanged_unit"} | sides
    shown = exchanges[["treatment_id", *figures, "investment", "payback", "npv", "is_on_board", "recorded"]]
    return shown.rename(columns=figures)


def _matched(
    con: duckdb.DuckDBPyConnection,
    found: pd.DataFrame,
    direction: str,
    park_id: str,
    viewer: Viewer,
    currency: str,
) -> pd.DataFrame:
    """Feasible matches of one end of the technologies with streams of the park."""
    latitude, longitude = store.ask(con, "park_place", park_id=park_id).iloc[0]
    lines = _lines(found, direction, latitude, longitude)
    extra = as_streams(con, lines, park_id=park_id, prefix=_PREFIX)
    where: dict[str, Any] = {"park_id": park_id, "viewer": viewer, "currency": currency}
    end = _ENDS[direction][0]
    rows = matching.matches(
        con, **where, extra=extra, only_extra=True, steps=0, top=_MOST, levels=_SUITS[end]
    )
    own = rows[f"{direction}_stream_id"].astype(str)
    # The step states if it needs a permit. Its provider is assumed to hold one, even if none is recorded here.
    blocked = rows["blocked"] & ~(constraints.bit_of("permit") if direction == "demand" else 0)
    is_open = (blocked == 0) & ~rows["is_hidden"].astype(bool)
    rows = rows[own.str.startswith(_PREFIX) & is_open]
    numbers = own.loc[rows.index].str.removeprefix(_PREFIX).astype(int)
    return rows.assign(offer=numbers, end=end)


def _lines(found: pd.DataFrame, direction: str, latitude: float, longitude: float) -> pd.DataFrame:
    """One end of the technologies as supplies or demands; those without a location are placed in the park."""
    end, resource, unit, temperature = _ENDS[direction]
    amount = found["capacity"] * (1.0 if end == "input" else found["output_ratio"])
    return pd.DataFrame(
        {
            "line_id": found["offer"],
            "direction": direction,
            "resource_id": found[resource],
            "quantity": amount.astype(float),
            "unit": found[unit],
            "temperature": found[temperature].astype(float),
            "hours": np.nan,
            "pressure": np.nan,
            "current_route": None,
            "company_en": found["provider_en"].fillna(found["name_en"]),
            "company_zh": found["provider_zh"].fillna(found["name_zh"]),
            "latitude": found["latitude"].fillna(latitude),
            "longitude": found["longitude"].fillna(longitude),
        }
    )


def providers(offers: pd.DataFrame) -> pd.DataFrame:
    """Providers that are recorded, the best first, each with its best technology.

    Parameters
    ----------
    offers : DataFrame
        As `Technologies.offers`.

    Returns
    -------
    DataFrame
        The columns of the row of the best technology, and offered (technologies), fitting (those with a match).
    """
    known = offers.dropna(subset="provider_id")
    best = known.drop_duplicates("provider_id")
    of_provider = known.assign(fits=known["score"] > 0).groupby("provider_id")["fits"]
    return best.assign(
        offered=best["provider_id"].map(of_provider.size()),
        fitting=best["provider_id"].map(of_provider.sum()).astype(int),
    ).reset_index(drop=True)
