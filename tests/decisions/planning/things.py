"""Things to choose from, written shortly, and what a set of them is worth and keeps."""

import pandas as pd
from hypothesis import strategies as st

from isdata.decisions.planning import Candidates, Limits
from isdata.engines import finance

NONE = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2", "co2_life"])


def things(
    rows: dict[str, tuple],
    *,
    needs: tuple = (),
    excludes: tuple = (),
    overlaps: tuple = (),
    shares: tuple = (),
) -> Candidates:
    """Return candidates: id to (cost, npv, tonnes, company); pairs that share costs with what they save."""
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["cost", "npv", "co2", "company_id"])
    table = table.assign(
        co2_life=table["co2"], payback=table["cost"] / (table["cost"] + table["npv"]).clip(lower=1e-9) * 5
    )
    lost = pd.DataFrame(overlaps, columns=["measure_id", "other_id", "npv", "co2"]) if overlaps else NONE
    lost = lost.assign(co2_life=lost["co2"], saved=0.0)
    if shares:
        spared = pd.DataFrame(shares, columns=["measure_id", "other_id", "saved"])
        lost = pd.concat(
            [lost, spared.assign(npv=-spared["saved"], co2=0.0, co2_life=0.0)], ignore_index=True
        )
    return Candidates(table, list(needs), list(excludes), lost)


def golden() -> Candidates:
    """Return five measures (cost, saving, life) at 8 %: A 50/30/5, B 50/28/15, C 40/18/15, D 60/25/15, E 30/20/3."""
    rows = {"A": (50, 30, 5), "B": (50, 28, 15), "C": (40, 18, 15), "D": (60, 25, 15), "E": (30, 20, 3)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["cost", "saving", "life"]).astype(float)
    npv = table["saving"] * finance.present_value_factor(0.08, table["life"]) - table["cost"]
    measured = table.assign(
        npv=npv, co2=1.0, co2_life=1.0, payback=table["cost"] / table["saving"], company_id="C1"
    )
    return Candidates(measured[["cost", "npv", "co2", "co2_life", "payback", "company_id"]], [], [], NONE)


AMOUNT = st.integers(0, 60).map(float)


THING = st.tuples(
    AMOUNT, st.integers(-30, 90).map(float), st.integers(0, 20).map(float), st.sampled_from("XY")
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Candidates, Limits]:
    """Draw candidates with relations, and limits."""
    rows = {f"m{n}": thing for n, thing in enumerate(draw(st.lists(THING, min_size=1, max_size=7)))}
    pair = st.tuples(st.sampled_from(sorted(rows)), st.sampled_from(sorted(rows))).filter(
        lambda p: p[0] != p[1]
    )
    pairs = st.lists(pair, max_size=2, unique=True) if len(rows) > 1 else st.just([])
    lost = [
        (*each, draw(st.integers(-5, 20).map(float)), draw(st.integers(0, 5).map(float)))
        for each in draw(pairs)
    ]
    shares = []
    for one, other in draw(pairs):
        most = int(min(rows[one][0], rows[other][0]))
        if all(other != known for _, known, _ in shares) and most:
            shares.append((one, other, float(draw(st.integers(1, most)))))
    limits = Limits(
        budget=draw(st.none() | st.integers(0, 150).map(float)),
        by_company=draw(st.dictionaries(st.sampled_from("XY"), st.integers(0, 90).map(float), max_size=2)),
        co2_floor=draw(st.none() | st.integers(0, 40).map(float)),
        taken=frozenset(draw(st.sets(st.sampled_from(sorted(rows)), max_size=1))),
        dropped=frozenset(draw(st.sets(st.sampled_from(sorted(rows)), max_size=1))),
    )
    related = {"needs": tuple(draw(pairs)), "excludes": tuple(draw(pairs))}
    return things(rows, **related, overlaps=tuple(lost), shares=tuple(shares)), limits


def worth(candidates: Candidates, taken: set[str]) -> tuple[float, float, float]:
    """Return npv, cost and tonnes of a set, by their definition."""
    own, lost = candidates.measures.loc[sorted(taken)], candidates.overlaps
    lost = lost.assign(saved=candidates.saved)
    both = lost[lost["measure_id"].isin(taken) & lost["other_id"].isin(taken)]
    return (
        own["npv"].sum() - both["npv"].sum(),
        own["cost"].sum() - both["saved"].sum(),
        own["co2"].sum() - both["co2"].sum(),
    )


def keeps(candidates: Candidates, limits: Limits, taken: set[str]) -> bool:
    """Whether a set keeps every limit, by its definition."""
    _, cost, tonnes = worth(candidates, taken)
    spent = candidates.measures.loc[sorted(taken)].groupby("company_id")["cost"].sum()
    owner = candidates.measures["company_id"]
    for one, other, saved in zip(
        candidates.overlaps["measure_id"], candidates.overlaps["other_id"], candidates.saved, strict=True
    ):
        if {one, other} <= taken:
            for name in (one, other):
                spent[owner[name]] -= saved / 2
    return (
        (limits.budget is None or cost <= limits.budget)
        and all(spent.get(company, 0) <= money for company, money in limits.by_company.items())
        and (limits.co2_floor is None or tonnes >= limits.co2_floor)
        and limits.taken <= taken
        and not limits.dropped & taken
        and all(one not in taken or other in taken for one, other in candidates.needs)
        and not any({one, other} <= taken for one, other in candidates.excludes)
    )
