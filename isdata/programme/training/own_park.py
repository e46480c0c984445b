"""Facts of the exercises on a copied park, computed from its data by the functions that its pages use.

Each function returns the facts of the questions that the data allow, the best one first. Copies with seed 0 ask the first
question, the others the second, if there is one.
"""

from collections.abc import Callable
from dataclasses import replace

import duckdb
import pandas as pd

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES, reader
from isdata.energy import measures
from isdata.energy.measures import presentation
from isdata.errors import N_, LackingDataError
from isdata.park import flows
from isdata.park.flows import OUTSIDE, balance
from isdata.park.flows.destinations import LEFT_OVER
from isdata.programme.missions import meetings
from isdata.symbiosis import matching
from isdata.symbiosis.assessment import on_board
from isdata.symbiosis.matching.constraints import CONSTRAINTS

Facts = dict[str, float | str]
_LETTERS = "abcd"  # options of a choice
_DEARER = 1.2  # factor on the investment in the question on payback
_EXACT = 1e-6  # relative difference of equal numbers [-]


def facts(
    con: duckdb.DuckDBPyConnection, exercise_id: str, *, park_id: str, seed: int
) -> tuple[Facts, Facts]:
    """Facts of this copy, and of a copy with the other seed; equal if the data allow one question only.

    Raises
    ------
    LackingDataError
        The park lacks the data of the exercise.
    """
    questions, lacking = _EXERCISES[exercise_id]
    found = questions(con, park_id)
    if not found:
        raise LackingDataError(thing=lacking)
    own, other = (found[min(each, len(found) - 1)] for each in (seed, 1 - seed))
    return own, other


def _named(prefix: str, en: object, zh: object) -> Facts:
    """A name in both languages, the other one where it is missing in one."""
    return {f"{prefix}_{language}": reader(language).name(en, zh) for language in LANGUAGES}  # ty: ignore


def _latest(con: duckdb.DuckDBPyConnection, park_id: str) -> int | None:
    years = flows.years(con, park_id=park_id)["year"]
    return None if years.empty else int(years.max())


def _balances(con: duckdb.DuckDBPyConnection, park_id: str) -> list[Facts]:
    """Sites whose balance leaves the largest share unaccounted."""
    year = _latest(con, park_id)
    if year is None:
        return []
    about = {"park_id": park_id, "year": year, "viewer": FACILITATOR}
    found = balance.balances(balance.declared(con, **about), balance.growth(con, **about))  # ty: ignore
    known = found[(found["unmeasured"] == 0) & (found["inputs"] > 0) & (found["outputs"] > 0)]
    known = known.loc[known["share"].abs().sort_values(ascending=False, kind="stable").index]
    places = balance.places(con, park_id=park_id, viewer=FACILITATOR).set_index("site_id")
    return [
        {
            **_named("site", *places.loc[row["site_id"], ["name_en", "name_zh"]]),
            **{f"kind_{language}": reader(language).choice("kind", row["kind"]) for language in LANGUAGES},
            **{f"unit_{language}": reader(language).unit(row["measure"]) for language in LANGUAGES},
            "balance_id": row["balance_id"],
            "year": str(year),
            "inputs": float(row["inputs"]),
            "outputs": float(row["outputs"]),
            "growth": float(row["growth"]),
            "expected": abs(float(row["residual"])),
            "side": "inputs" if row["residual"] > 0 else "outputs",
        }
        for row in known.head(2).to_dict("records")
    ]


def _unused(con: duckdb.DuckDBPyConnection, park_id: str) -> list[Facts]:
    """The largest and the second largest of the four largest unused by-products."""
    year = _latest(con, park_id)
    if year is None:
        return []
    choice = flows.FlowSelection(year=year, kind="material", unit="t")
    left = flows.residuals(flows.converted(con, park_id=park_id, choice=choice, viewer=FACILITATOR))
    is_unused = left["receiver_id"].eq(OUTSIDE) & left["resource_class"].isin(LEFT_OVER)
    most = left[is_unused & left["is_measured"]].head(len(_LETTERS))
    if len(most) < len(_LETTERS):
        return []
    options = most.sort_values(["provider_id", "resource_id"], ignore_index=True)
    shared: Facts = {"year": str(year)}
    for letter, row in zip(_LETTERS, options.to_dict("records"), strict=True):
        names = [_pair(row, language) for language in ("en", "zh")]
        shared |= _named(f"option_{letter}", *names)
    order = options["value"].rank(ascending=False, method="first")
    ranks = (("largest", "最大"), ("second largest", "第二大"))
    return [
        {
            **shared,
            **dict(zip(("rank_en", "rank_zh"), words, strict=True)),
            "right": _LETTERS[int(order.eq(rank).idxmax())],
            "expected": float(options["value"][int(order.eq(rank).idxmax())]),
            "total": float(options["value"].sum()),
        }
        for rank, words in enumerate(ranks, 1)
    ]


def _pair(row: dict, language: str) -> str:
    read = reader(language)
    company = read.name(row["provider_en"], row["provider_zh"])
    return read.noted(read.name(row["resource_en"], row["resource_zh"]), company)


def _blocked(con: duckdb.DuckDBPyConnection, park_id: str) -> list[Facts]:
    """Matches blocked by a single obstacle, two with different ones if possible."""
    found = matching.matches(con, park_id=park_id, viewer=FACILITATOR, steps=0)
    bits = {each.bit: place for place, each in enumerate(CONSTRAINTS)}
    single = found[found["blocked"].isin(list(bits)) & (found["quantity"] > 0)]
    single = pd.concat([single.drop_duplicates("blocked"), single]).drop_duplicates(
        ["supply_stream_id", "demand_stream_id"]
    )
    return [_obstacle(row, bits[row["blocked"]]) for row in single.head(2).to_dict("records")]


def _obstacle(row: dict, place: int) -> Facts:
    """Facts of a blocked match; the obstacle is one of four."""
    first = min(place // len(_LETTERS) * len(_LETTERS), len(CONSTRAINTS) - len(_LETTERS))
    shown = range(first, first + len(_LETTERS))
    options = {
        f"option_{letter}_{language}": reader(language).text(CONSTRAINTS[each].title)
        for letter, each in zip(_LETTERS, shown, strict=True)
        for language in LANGUAGES
    }
    return {
        **_match(row),
        **options,
        **{f"unit_{language}": reader(language).unit(row["unit"]) for language in LANGUAGES},
        "right": _LETTERS[shown.index(place)],
        "supply": float(row["supply_amount"]),
        "demand": float(row["demand_amount"]),
        "expected": float(row["quantity"]),
    }


def _match(row: dict) -> Facts:
    """Names and ids of a match."""
    return {
        **_named("provider", row["supply_company_en"], row["supply_company_zh"]),
        **_named("receiver", row["demand_company_en"], row["demand_company_zh"]),
        **_named("resource", row["supply_resource_en"], row["supply_resource_zh"]),
        "supply_site": row["supply_site_id"],
        "demand_site": row["demand_site_id"],
        "resource_id": row["supply_resource_id"],
    }


def _unboarded(con: duckdb.DuckDBPyConnection, park_id: str) -> list[Facts]:
    """Feasible matches that are not on the board, the best first."""
    found = matching.matches(con, park_id=park_id, viewer=FACILITATOR, steps=0)
    feasible = found[found["blocked"] == 0]
    connected = on_board.pairs(con, viewer=FACILITATOR)
    free = feasible[~on_board.are_on_board(feasible, connected)]
    return [_match(row) for row in free.head(2).to_dict("records")]


def _paybacks(con: duckdb.DuckDBPyConnection, park_id: str) -> list[Facts]:
    """Measures with a payback, the largest investments first."""
    register = measures.register(con, park_id=park_id, viewer=FACILITATOR)
    terms = measures.Terms()
    now = measures.appraise(register, terms)
    dearer = replace(
        register, measures=register.measures.assign(investment=register.measures["investment"] * _DEARER)
    )
    then = measures.appraise(dearer, terms)["payback"]
    # A subsidy or an avoided replacement would make the payback another than investment by annual saving.
    is_plain = (now["payback"] * now["annual_saving"] / now["investment"] - 1).abs() < _EXACT
    known = now[(now["investment"] > 0) & (now["annual_saving"] > 0) & then.notna() & is_plain]
    known = known.sort_values("investment", ascending=False, kind="stable").head(2)
    return [
        {
            **{
                f"name_{language}": presentation.measure_words(
                    {**row, "measure_id": measure_id}, reader(language)
                )
                for language in LANGUAGES
            },
            "measure_id": str(measure_id),
            "currency": register.currency,
            "investment": float(row["investment"]),
            "saving": float(row["annual_saving"]),
            "before": float(row["payback"]),
            "expected": float(then[measure_id]),
        }
        for measure_id, row in known.to_dict("index").items()
    ]


def _medians(con: duckdb.DuckDBPyConnection, park_id: str) -> list[Facts]:
    """Synergies without which the median of days to a decision is another."""
    found = meetings.decision_days(con, park_id=park_id).reset_index(drop=True)
    if len(found) < 3:
        return []
    whole = float(found["days"].median())
    asked = []
    for place, row in enumerate(found.to_dict("records")):
        left = found["days"].drop(place)
        if float(left.median()) != whole:
            more = {"all": whole, "mean": float(left.mean()), "expected": float(left.median())}
            asked.append({**_named("synergy", row["name_en"], row["name_zh"]), **more})
    return [asked[0], *asked[-1:]] if len(asked) > 1 else asked


_EXERCISES: dict[str, tuple[Callable[[duckdb.DuckDBPyConnection, str], list[Facts]], str]] = {
    "own_balance": (_balances, N_("a site with known inputs and outputs of one kind in a year")),
    "own_unused": (_unused, N_("at least four wastes or by-products in tonnes that leave the park unused")),
    "own_obstacle": (_blocked, N_("a supply and a demand of the same resource that one obstacle blocks")),
    "own_board": (_unboarded, N_("a feasible match that is not on the board")),
    "own_payback": (_paybacks, N_("a measure with investment, saving and price")),
    "own_days": (_medians, N_("at least three synergies with the days of idea and decision")),
}
