"""Measures as candidates of a plan: cost, value and saving of each, and the relations between them."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from isdata.data.contracts.results import CandidateRows, Relations
from isdata.energy.measures import Register, Terms, appraise
from isdata.energy.measures.package import overlaps, shares
from isdata.energy.measures.pricing import OTHER, Priced, price
from isdata.engines import finance

STANDS = ("synergy_id", "stream_id", "weight", "drawn", "npv", "co2", "co2_life")
TAKES = ("measure_id", "stream_id", "change")


@dataclass(frozen=True)
class Candidates:
    """Measures to choose from, and synergies if they are planned together with measures.

    Attributes
    ----------
    measures : CandidateRows, index measure_id
        As declared in `contracts/results/candidates.csv`; without the column delay, all can be done
        immediately.
    needs, excludes : list of (str, str)
        Pairs of measures: the first needs, or excludes, the second.
    overlaps : DataFrame
        measure_id, other_id; npv [currency], co2 [t/yr] and co2_life [t] that the second loses when both are
        done in their earliest years; below zero for costs they share, which are saved [currency]: none if the
        column is missing.
    currency : str
        Of all money.
    stands : DataFrame
        Streams that synergies among the measures depend on: synergy_id, stream_id, weight (share of the
        synergy that depends on the stream) [-], drawn (share of the stream that it requires) [-], and the
        loss of the synergy if nothing is left of the stream: npv [currency], co2 [t/yr], co2_life [t].
    takes : DataFrame
        Changes of those streams by planned measures: measure_id, stream_id, change [-] (-0.5 halves it).
    priced : Priced, optional
        The cash flows behind the values. They determine the value and the loss of a measure that is done
        later. Without them later years are only discounted, and losses have no end.
    """

    measures: CandidateRows
    needs: list[tuple[str, str]]
    excludes: list[tuple[str, str]]
    overlaps: pd.DataFrame
    currency: str = "CNY"
    stands: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(STANDS)))
    takes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(TAKES)))
    priced: Priced | None = None

    @property
    def saved(self) -> np.ndarray:
        """Shared cost of each pair of `overlaps` when both are chosen, (overlaps,). [currency]"""
        if "saved" not in self.overlaps:
            return np.zeros(len(self.overlaps))
        return self.overlaps["saved"].to_numpy(dtype=float)

    @property
    def delay(self) -> np.ndarray:
        """Years until each measure can be done, (measures,). [yr]"""
        if "delay" not in self.measures:
            return np.zeros(len(self.measures), dtype=int)
        return self.measures["delay"].to_numpy(dtype=int)

    @property
    def pairs(self) -> np.ndarray:
        """Places in `measures` of both of each pair of `overlaps`, (overlaps, 2)."""
        named = self.overlaps[["measure_id", "other_id"]].to_numpy().ravel()
        return self.measures.index.get_indexer(named).reshape(-1, 2)


def candidates(
    register: Register,
    relations: Relations,
    terms: Terms,
    *,
    priced: Priced | None = None,
    appraised: pd.DataFrame | None = None,
) -> Candidates:
    """Park's measures as candidates.

    Measures that cannot be valued, because a price is missing, are left out.

    Parameters
    ----------
    register : Register
        The measures.
    relations : DataFrame
        As `measures.relations` returns.
    terms : Terms
        Prices, discount rate and horizon.
    priced, appraised : optional
        The register priced and appraised at the terms, if they are computed already.
    """
    priced = priced or price(register, terms)
    appraised = appraise(register, terms, priced) if appraised is None else appraised
    known = appraised[appraised["annual_saving"].notna()]
    table = _valued(known, terms)
    ids = table.index
    inside = relations[relations["measure_id"].isin(ids) & relations["other_id"].isin(ids)]
    # Loss that a measure causes to another that it overlaps, and cost that it saves it if they share costs.
    worth = _worth_of_resources(priced).reindex(ids)
    losing = _parts(overlaps(inside), "overlap", npv=worth, co2=table["co2"], co2_life=table["co2_life"])
    # A share of the investment carries the same share of everything that depends on it: taxes and
    # replacements.
    spared = _parts(shares(inside), "shared", npv=priced.worth()["investment"], saved=known["investment"])
    return Candidates(
        table,
        _pairs(inside, "needs"),
        _pairs(inside, "excludes"),
        pd.concat([losing, spared], ignore_index=True) if len(spared) else losing,
        register.currency,
        priced=priced,
    )


def _valued(known: pd.DataFrame, terms: Terms) -> CandidateRows:
    """Measures with cost, value and savings of each."""
    delay, co2 = known["delay"], known["co2_saving"].fillna(0.0)
    years = known["lifetime"] if terms.horizon is None else pd.Series(float(terms.horizon), index=known.index)
    later = (1 + terms.discount_rate) ** -delay.astype(float)
    return pd.DataFrame(
        {
            "cost": known["investment"] - known["incentive"],
            "npv": known["npv"],
            "co2": co2,
            "payback": known["payback"],
            "company_id": known["company_id"].fillna(""),
            "delay": delay,
            "co2_life": co2 * finance.present_value_factor(terms.discount_rate, years) * later,
        }
    )


def _parts(pairs: pd.DataFrame, share: str, **of: pd.Series) -> pd.DataFrame:
    """Return for each pair the named share of the other measure's figures; 0 if none is named."""
    names = ("npv", "co2", "co2_life", "saved")
    parts = {
        name: pairs[share] * pairs["other_id"].map(of[name]).astype(float) if name in of else 0.0
        for name in names
    }
    return pairs.assign(**parts).drop(columns=share)


def _pairs(relations: Relations, relation: str) -> list[tuple[str, str]]:
    found = relations[relations["relation"] == relation]
    return list(zip(found["measure_id"], found["other_id"], strict=True))


def _worth_of_resources(priced: Priced) -> pd.Series:
    """Present value of the resources saved by each measure, of which an overlap takes a share. [currency]"""
    known = priced.measures.index[priced.measures["is_known"]]
    worth = priced.worth()
    carriers = [name for name in priced.growth if name != OTHER]
    return sum((worth[name] for name in carriers), start=pd.Series(0.0, index=known))
