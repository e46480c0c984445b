"""Similarity of resources by class, customs heading, published use, function and name, in Chinese or English."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd
from rapidfuzz import fuzz

from isdata.data.naming.phrase_normalisation import CJK
from isdata.data.naming.spellings import LEFT_OVER, rarity, spellings
from isdata.park.flows.destinations import UNMETERED
from isdata.symbiosis.matching import polymers, substitution

# Suitability of one resource as a substitute of another of its class, if quality decides (temperature,
# pressure and purity have constraints of their own).
STANDS_IN: Mapping[tuple[str, str], float] = {
    ("heat", "heat"): 0.9,
    ("steam", "heat"): 0.85,
    ("steam", "steam"): 0.9,
    ("cold", "cold"): 0.9,
    ("power", "power"): 0.95,
}
# Waters by purity: each may replace a less pure one, but a purer one requires treatment.
# Sea water, and water in products or in the air, replace none. The product's own order.
WATERS: Mapping[str, int] = {
    "demineralised_water": 6,
    "condensate": 5,
    "softened_water": 4,
    "fresh_water": 3,
    "ground_water": 2,
    "surface_water": 2,
    "reclaimed_water": 2,
    "evaporator_condensate": 2,
    "stormwater": 1,
    "cooling_water": 1,
}
WATER = 0.95
# Headings of the Harmonised System for scrap of one base material: sorting converts one into the other.
SCRAP_HEADINGS: Mapping[str, float] = {
    "7204": 0.8,
    "7404": 0.85,
    "7602": 0.85,
    "7902": 0.7,
    "4401": 0.75,
    "4707": 0.8,
    "4004": 0.7,
    "2303": 0.7,
    "3915": 0.5,
}
GOODS = ("product", "material", "fuel")  # kinds that are not produced by sorting scrap
# Articles that become scrap of a heading at the end of their use; scrap is not such an article.
ARTICLES: Mapping[str, str] = {"3923": "3915", "6305": "3915"}
_ALIKE = 0.85  # threshold for equal meaning; below it, waste vegetable oil matched vegetable waste
_SPELLED_ALIKE = 0.88  # threshold for two spellings of one word; below it, a plate matched a plant
LEAST = 0.45  # least similarity at which two resources are compared


def similarities(
    given: pd.DataFrame, wanted: pd.DataFrame, known: substitution.Knowledge | None = None
) -> pd.DataFrame:
    """Similarity of each supplied resource to each required one that it can replace.

    Parameters
    ----------
    given, wanted : DataFrame
        Resources as from `match_resources.sql`: those on the supply and on the demand side.
    known : Knowledge, optional
        Published uses and functions; without them, by kind, class, heading and name only.

    Returns
    -------
    DataFrame
        supply_resource, demand_resource, similarity [-] (1 is the same resource), alike_by: the level, "same", "use",
        "class", "heading", "name" or "function".
    """
    found = _alike(given, wanted)
    if known is not None:
        found = pd.concat([found, substitution.pairs(given, wanted, known)])
    best = found.loc[found["similarity"] >= LEAST].sort_values("similarity", ascending=False, kind="stable")
    return best.drop_duplicates(["supply_resource", "demand_resource"]).reset_index(drop=True)


def _alike(given: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """Similarity of resources of the same kind by class, customs heading and name."""
    columns = ["resource_id", "kind", "resource_class", "topic", "hs_code", "is_hazardous"]
    pairs = given[columns].merge(wanted[columns], on="kind", suffixes=("_given", "_wanted"))
    is_same = pairs["resource_id_given"] == pairs["resource_id_wanted"]
    by_class = pd.Series(zip(pairs["resource_class_given"], pairs["resource_class_wanted"], strict=True))
    by_class = by_class.map(STANDS_IN).fillna(0.0).astype(float)
    # Heat that is dissipated and other balancing items replace nothing.
    by_class = by_class.mask(pairs["resource_id_given"].isin(UNMETERED), 0.0).mask(_purer(pairs), WATER)
    heading = pairs["hs_code_given"].replace(ARTICLES)
    is_heading = heading.notna() & (heading == pairs["hs_code_wanted"])
    # Goods made of scrap are worth more than scrap, and plastics of two polymers do not mix.
    is_heading &= ~pairs["resource_class_given"].isin(GOODS)
    is_heading[is_heading] = ~_clash(pairs[is_heading])
    by_heading = heading.map(SCRAP_HEADINGS).where(is_heading).fillna(0.0).astype(float)
    by_name = _by_name(pairs, given, wanted)
    parts = pd.DataFrame({"same": is_same * 1.0, "class": by_class, "heading": by_heading, "name": by_name})
    pairs = pairs.rename(
        columns={"resource_id_given": "supply_resource", "resource_id_wanted": "demand_resource"}
    ).assign(
        similarity=parts.max(axis=1), alike_by=parts.idxmax(axis=1) if len(parts) else pd.Series(dtype=object)
    )
    return pairs.loc[
        pairs["similarity"] > 0, ["supply_resource", "demand_resource", "similarity", "alike_by"]
    ]


def _purer(pairs: pd.DataFrame) -> pd.Series:
    """Return True for pairs in which the supply is water at least as pure as the water required."""
    given, wanted = (pairs[f"resource_id_{side}"].map(WATERS).astype(float) for side in ("given", "wanted"))
    return given >= wanted


def _clash(pairs: pd.DataFrame) -> pd.Series:
    """Return True for pairs of plastics of stated polymers without a common one."""
    ids = zip(pairs["resource_id_given"], pairs["resource_id_wanted"], strict=True)
    known = [polymers.clash(polymers.of_resource(one), polymers.of_resource(other)) for one, other in ids]
    return pd.Series(known, index=pairs.index, dtype=bool)


def _by_name(pairs: pd.DataFrame, given: pd.DataFrame, wanted: pd.DataFrame) -> pd.Series:
    """Similarity of the names of the remaining entries; a company's own entry may repeat one of the list."""
    known = pd.concat([given, wanted]).drop_duplicates("resource_id")
    named = spellings(known).groupby("resource_id")["words"].agg(list)
    weight = rarity([words for spelled in named for words in spelled])
    is_left = pairs["resource_class_given"].isin(LEFT_OVER) & pairs["resource_class_wanted"].isin(LEFT_OVER)
    is_left &= pairs["is_hazardous_given"] == pairs["is_hazardous_wanted"]
    is_left &= pairs["topic_given"].fillna("") == pairs["topic_wanted"].fillna("")
    is_left &= pairs["resource_id_given"] != pairs["resource_id_wanted"]
    names = {key: [(words, frozenset(words)) for words in spelled] for key, spelled in named.items()}
    certain = {word: 0.0 if _has_spellings(word) else each for word, each in weight.items()}
    best: dict[tuple[str, str], float] = {}  # the same in both directions
    found = []
    for one, other in pairs.loc[is_left, ["resource_id_given", "resource_id_wanted"]].itertuples(index=False):
        pair = (one, other) if one < other else (other, one)
        if pair not in best:
            best[pair] = _best(names.get(one, []), names.get(other, []), weight, certain)
        found.append(0.85 * best[pair] if best[pair] >= _ALIKE else 0.0)
    result = pd.Series(0.0, index=pairs.index)
    result[is_left] = found
    return result


def _best(
    ones: Iterable[tuple[list[str], frozenset[str]]],
    others: Collection[tuple[list[str], frozenset[str]]],
    weight: Mapping[str, float],
    certain: Mapping[str, float],
) -> float:
    """Similarity of the most similar pair of names that share a word, 0 if none can be alike.

    `certain` is the weight of each word that has no similar spelling: if only one of two names contains it, the other
    contains nothing like it.
    """
    alike = (
        _shared(one, words, weight)
        for one, single in ones
        for words, known in others
        if not single.isdisjoint(known)
        and sum(map(certain.__getitem__, single ^ known))
        <= (1.0 - _ALIKE) * sum(map(weight.__getitem__, one + words))
    )
    return max(alike, default=0.0)


def _shared(one: list[str], other: list[str], weight: Mapping[str, float]) -> float:
    """Weight of the words common to two phrases relative to that of all their words."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    weight_of_one = sum(weight.get(word, 1.0) * _word_match(word, other) for word in one)
    weight_of_other = sum(weight.get(word, 1.0) * _word_match(word, one) for word in other)
    total = sum(weight.get(word, 1.0) for word in (*one, *other))
    return 0.99 * (weight_of_one + weight_of_other) / total


def _word_match(word: str, words: list[str]) -> float:
    """Return 1 if the word is among the words, somewhat less if one has a similar spelling."""
    if word in words:
        return 1.0
    if not _has_spellings(word):
        return 0.0
    nearest = max((fuzz.ratio(word, each) for each in words if not CJK.match(each)), default=0.0) / 100
    return nearest if nearest >= _SPELLED_ALIKE else 0.0


def _has_spellings(word: str) -> bool:
    """Return True if a word may be spelled in several ways: Latin words of four letters or more."""
    return len(word) >= 4 and not CJK.match(word)
