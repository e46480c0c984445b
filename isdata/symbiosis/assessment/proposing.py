"""Matches turned into synergies on the board: sites, resource, amount, and assumptions to be confirmed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR
from isdata.errors import N_, DuplicateSynergyError
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment import on_board
from isdata.symbiosis.assessment.assumptions import units_of
from isdata.symbiosis.assessment.case import TREATER, Case
from isdata.symbiosis.assessment.sheet import case_of
from isdata.symbiosis.matching import introductions

# Prefix of the source of a gain that this product estimated and no partner has confirmed.
_ESTIMATE = "isdata, "
_ESTIMATED = N_("isdata, {day}: gain and investment estimated, to be confirmed")
_SERVICES = ("logistics", "capacity", "space", "expertise", "service")
# It is not stated whether the receiver's present purchases are virgin material.
_VIRGIN = N_("isdata, {day}: assumes that only new material is replaced")
_UTILITIES = ("water", "steam", "cold", "compressed_air", "power")


@dataclass(frozen=True)
class Proposal:
    """A synergy to be added to the board.

    Attributes
    ----------
    values : dict
        Columns of the synergy, without its id and history.
    partners : tuple of (str, str)
        Site and role of each.
    assumptions : dict
        Values by assumption, in the units of a synergy's sheet.
    resources : tuple of str
        Supplied and required resource, for finding existing synergies on the board.
    streams : tuple of (str, str), optional
        Supply and demand of the match: companies that agreed to be named in it are named in the synergy, too.
    converted : str
        Exchange rates of the conversion, as from `money.converted`; included in the source of
        assumptions.
    """

    values: dict[str, object]
    partners: tuple[tuple[str, str], ...]
    assumptions: dict[str, float]
    resources: tuple[str, ...]
    streams: tuple[str, str] | None = None
    converted: str = ""


def of_match(match: Mapping, *, currency: str, converted: str = "") -> Proposal:
    """Synergy proposed by a match.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`, for the facilitator, fully disclosed.
    currency : str
        Currency of its money.
    converted : str
        Exchange rates of the conversion to it.
    """
    return Proposal(
        values={
            "park_id": match["supply_park_id"],
            **_named(match),
            "synergy_kind": _kind(str(match["supply_resource_class"])),
            "topic": match["topic"],
            "stage": "idea",
            "origin": "scan",
            "resource_id": match["supply_resource_id"],
            "quantity": match["quantity"],
            "unit": match["unit"],
            "currency": currency,
            "price_year": _year(match),
            **_estimated_gain(match["value"], price_year=_year(match), investment=match["investment"]),
        },
        partners=((match["supply_site_id"], "provider"), (match["demand_site_id"], "receiver")),
        assumptions=_assumed(case_of(match)),
        resources=_resources(match),
        streams=(str(match["supply_stream_id"]), str(match["demand_stream_id"])),
        converted=converted,
    )


def of_pipe(pair: Mapping, *, currency: str, converted: str = "") -> Proposal:
    """Synergy proposed by a heat pipe; `pair` is one row of `matching.pipes.pairs`."""
    assumed = {
        "volume": pair["most"],
        "avoided_purchase": pair["demand_cost"],
        "distance": pair["distance"],
        "investment_open": pair["investment"],
        "lifetime": pair["lifetime"],
        "treatment_electricity": 0.0,  # heat is passed on without treatment
    }
    return Proposal(
        values={
            "park_id": pair["supply_park_id"],
            **_named(pair),
            "synergy_kind": "by_product",
            "topic": "energy",
            "stage": "idea",
            "origin": "scan",
            "resource_id": pair["supply_resource_id"],
            "quantity": pair["most"],
            "unit": "GJ",
            "currency": currency,
            "price_year": _year(pair),
        },
        partners=((pair["supply_site_id"], "provider"), (pair["demand_site_id"], "receiver")),
        assumptions=_known(assumed),
        resources=_resources(pair),
        converted=converted,
    )


def of_sharing(option: Mapping, *, park_id: str, sites: pd.Series, alone: float, together: float) -> Proposal:
    """Synergy of companies that jointly run a supply or service.

    Parameters
    ----------
    option : mapping
        One row of `shared_options.sql`.
    sites : Series
        Annual amount of each site [unit/yr], by site.
    alone, together : float
        Cost of separate supply, and of joint supply. [currency/yr]
    """
    amount = float(f"{sites.sum():.12g}")  # without the rounding error of a sum
    is_service = (
        option["unit"] in ("h", "t·km", "pcs", "CNY")
        or option["resource_id"] == "waste_collection"
        or option.get("option_kind") == "treatment"
    )
    year = int(option["price_year"]) if pd.notna(option["price_year"]) else None
    return Proposal(
        values={
            "park_id": park_id,
            "name_en": option["name_en"],
            "name_zh": option["name_zh"],
            "synergy_kind": "service" if is_service else "utility",
            "topic": "shared_services",
            "stage": "idea",
            "origin": "scan",
            "resource_id": option["resource_id"],
            "quantity": amount,
            "unit": option["unit"],
            "currency": option["currency"],
            "price_year": year,
            **_estimated_gain(alone - together, price_year=year),
        },
        partners=tuple((str(site), "receiver") for site in sites.index),
        assumptions=_known({"volume": amount, "annual_saving": alone - together}),
        resources=(str(option["resource_id"]),),
    )


def add_to_board(
    con: duckdb.DuckDBPyConnection, proposal: Proposal, *, who: str, is_further: bool = False
) -> str:
    """Store a proposal with its assumptions, all or nothing; return the id of the synergy.

    Parameters
    ----------
    is_further : bool
        Whether it is intended in addition to one of the same resource between the same sites.

    Raises
    ------
    DuplicateSynergyError
        A synergy of the same resource exists between the same sites, and no further one is intended; nothing
        was stored.
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    if not is_further:
        _refuse_twin(con, proposal)
    day = dt.date.today()
    return synergies.add(
        con,
        values={name: None if pd.isna(value) else value for name, value in proposal.values.items()},
        partners=proposal.partners,
        who=who,
        reason=i18n.both(N_("From supply and demand matching")),
        assumptions=_rows(proposal, day),
        are_named=proposal.streams is not None and _both_agreed(con, *proposal.streams),
        day=day,
    )


def _rows(proposal: Proposal, day: dt.date) -> pd.DataFrame:
    """Assumptions as rows to be stored: estimates of this product on that day, in the declared currency."""
    units, currency = units_of(proposal.values), str(proposal.values["currency"])
    source = f"isdata, {day.isoformat()}"
    rows = [
        {"assumption": name, "from_year": 1, "value": value, "unit": units[name], "basis": "estimate"}
        | {"price_year": None, "source": source}
        for name, value in proposal.assumptions.items()
    ]
    for row in rows:
        if row["assumption"] == "virgin":
            row["source"] = i18n.both(_VIRGIN, day=day.isoformat())
    in_money = {"price_year": proposal.values["price_year"]}
    if proposal.converted:
        in_money["source"] = f"{source}; {proposal.converted}"
    return pd.DataFrame([row | (in_money if currency in str(row["unit"]) else {}) for row in rows])


def _refuse_twin(con: duckdb.DuckDBPyConnection, proposal: Proposal) -> None:
    sites = tuple(site for site, _role in proposal.partners)
    found = on_board.of_sites(con, sites=sites, resources=proposal.resources, viewer=FACILITATOR)
    for twin in found.loc[found["resource_id"] == proposal.values["resource_id"]].head(1).to_dict("records"):
        raise DuplicateSynergyError(name=i18n.reader("en").name(twin["name_en"], twin["name_zh"]))


def _both_agreed(con: duckdb.DuckDBPyConnection, supply_id: str, demand_id: str) -> bool:
    return all(introductions.agreed(con, supply_id=supply_id, demand_id=demand_id))


def is_estimate(synergy: Mapping) -> bool:
    """Return True if gain and investment of a synergy are an estimate that no partner has confirmed."""
    source = synergy["source"]
    return isinstance(source, str) and source.startswith(_ESTIMATE) and pd.notna(synergy["annual_saving"])


def _estimated_gain(gain: float, *, price_year: int | None, investment: float = 0.0) -> dict[str, object]:
    """Gain and investment for the record, so that totals count them as an estimate.

    Empty without gain or price year.
    """
    if pd.isna(gain) or price_year is None:
        return {}
    source = i18n.both(_ESTIMATED, day=dt.date.today().isoformat())
    return {"annual_saving": gain, "investment": investment if investment > 0 else None, "source": source}


def _kind(resource_class: str) -> str:
    if resource_class in _SERVICES:
        return "service"
    return "utility" if resource_class in _UTILITIES else "by_product"


def _resources(match: Mapping) -> tuple[str, ...]:
    """Resources of supply and demand."""
    return tuple(str(match[f"{side}_resource_id"]) for side in ("supply", "demand"))


def _year(match: Mapping) -> int | None:
    years = [match[f"{side}_price_year"] for side in ("supply", "demand")]
    known = [int(year) for year in years if pd.notna(year)]
    return max(known, default=None)


def _named(match: Mapping) -> dict[str, str]:
    """Name of a synergy between two companies, in both languages."""
    return {
        f"name_{language}": reader.text(
            N_("{resource}: {provider} to {receiver}"),
            resource=reader.name(match["supply_resource_en"], match["supply_resource_zh"]),
            provider=reader.name(match["supply_company_en"], match["supply_company_zh"]),
            receiver=reader.name(match["demand_company_en"], match["demand_company_zh"]),
        )
        for language, reader in ((language, i18n.reader(language)) for language in i18n.LANGUAGES)
    }


def _assumed(case: Case) -> dict[str, float]:
    """Assumptions of a case that are known and differ from their defaults."""
    stated = {
        "volume": case.volume[0] if isinstance(case.volume, tuple) else case.volume,
        "lifetime": case.lifetime,
        "avoided_disposal": case.avoided_disposal,
        "avoided_purchase": case.avoided_purchase,
        "treatment": case.treatment,
        "treatment_electricity": case.treatment_electricity,
        "distance": case.distance,
        "transport": case.transport / case.distance if case.distance else np.nan,
        "investment_treatment": case.investment.get(TREATER, np.nan),
        # The record states the total: any part of it without a party would count as not allocated.
        "investment_open": 0.0 if case.investment.get(TREATER, 0.0) > 0 else np.nan,
        "virgin": case.virgin or np.nan,
        "landfill": case.landfill or np.nan,
    }
    return _known(stated)


def _known(stated: Mapping[str, float]) -> dict[str, float]:
    return {name: float(value) for name, value in stated.items() if pd.notna(value)}
