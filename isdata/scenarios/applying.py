"""Scenarios applied to tables: pure functions that leave stored data unchanged."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from isdata.energy.measures import Register, Terms
from isdata.energy.measures.register import ACHIEVED, MONEY
from isdata.scenarios.changes import Scenario
from isdata.scenarios.stream_dependencies import left_of_streams, running_shares, stream_changes

_SAVED = ("saved", "money", "energy", "co2")


def applied(register: Register, scenario: Scenario, known: pd.DataFrame, partners: pd.DataFrame) -> Register:
    """Measures in a scenario.

    Included measures count as implemented. Dropped measures, and those of companies that leave, are removed.
    Delayed measures have a `delay` [yr]. All figures of resized measures change in proportion. Synergies that
    the scenario starts are rows among the measures, at the operating share that their streams allow after the
    measures.

    Parameters
    ----------
    register : Register
        The park's measures, and those of companies that arrive.
    scenario : Scenario
        The changes; prices are applied by `terms`.
    known : DataFrame
        The park's synergies, as `stream_dependencies` returns.
    partners : DataFrame
        Companies taking part in each synergy: synergy_id, company_id.

    Returns
    -------
    Register
        With the columns delay [yr], is_synergy, is_changed: whether the scenario changes it, and is_settled:
        whether the scenario implements it, so that it counts in every scope.
    """
    rows = register.measures
    is_leaving = rows["company_id"].isin(scenario.named("company_leaves", "company_id"))
    dropped = scenario.named("measure_dropped", "measure_id")
    register = register.only(rows.index[~is_leaving & ~rows.index.isin(dropped)])
    rows = register.measures
    taken = rows.index.isin(scenario.named("measure_taken", "measure_id")) & ~rows["status"].isin(ACHIEVED)
    delays = scenario.of("measure_delayed").groupby("measure_id")["delay"].max()
    delay = rows.index.to_series().map(delays).fillna(0).astype(int)
    rows = rows.assign(
        status=rows["status"].mask(taken, "implemented"),
        delay=delay,
        year=(rows["year"] + delay).astype(rows["year"].dtype),
        is_synergy=False,
        is_changed=taken | (delay > 0) | rows.index.isin(scenario.named("measure_resized", "measure_id")),
        is_settled=taken,
    )
    sized = _resized(replace(register, measures=rows), scenario)
    synergies = _synergies(sized, scenario, known, partners)
    if synergies.empty:
        return sized
    return replace(sized, measures=pd.concat([sized.measures, synergies]).rename_axis("measure_id"))


def _resized(register: Register, scenario: Scenario) -> Register:
    """Register with all figures of resized measures in proportion."""
    factors = scenario.of("measure_resized").groupby("measure_id")["factor"].last().to_dict()
    if not factors:
        return register
    size = register.measures.index.to_series().map(factors).astype(float).fillna(1.0)
    row_size = register.savings["measure_id"].map(factors).astype(float).fillna(1.0)
    amounts = (*MONEY, "energy_saving", "co2_saving")
    changed = (register.measures["stream_change"] * size).clip(lower=-1.0)
    return Register(
        register.measures.assign(
            **{name: register.measures[name] * size for name in amounts}, stream_change=changed
        ),
        register.savings.assign(**{name: register.savings[name] * row_size for name in _SAVED}),
        register.currency,
    )


def _synergies(
    register: Register, scenario: Scenario, known: pd.DataFrame, partners: pd.DataFrame
) -> pd.DataFrame:
    """Started synergies as rows of the register."""
    leaving = scenario.named("company_leaves", "company_id")
    stranded = set(partners.loc[partners["company_id"].isin(leaving), "synergy_id"])
    wanted = {name for name in scenario.named("synergy_on", "synergy_id") if name not in stranded}
    done = register.only(register.measures.index[register.measures["status"].isin(ACHIEVED)])
    shares = running_shares(known, wanted, left_of_streams(stream_changes(done)))
    rows = known[known["synergy_id"].isin(shares)].drop_duplicates("synergy_id").set_index("synergy_id")
    if rows.empty:
        return rows
    return as_measures(rows, pd.Series(shares).reindex(rows.index)).reindex(columns=register.measures.columns)


def as_measures(rows: pd.DataFrame, share: pd.Series) -> pd.DataFrame:
    """Return synergies, index synergy_id, as rows of a register; `share` is the operating share of each."""
    nothing = dict.fromkeys(("incentive", "avoided_replacement", "running_cost", "energy_saving"), 0.0)
    return pd.DataFrame(
        {
            "company_id": rows["company_id"],
            "company_en": None,
            "company_zh": None,
            "visibility": rows["is_open"].map({True: "public", False: "facilitator"}),
            "name_en": rows["name_en"],
            "name_zh": rows["name_zh"],
            "category": "other",
            "status": "implemented",
            # A synergy of unknown benefit cannot be valued.
            "investment": rows["investment"].where(rows["annual_saving"].notna()),
            "other_saving": rows["annual_saving"] * share,
            "lifetime": rows["lifetime"].fillna(10.0),
            "co2_saving": rows["co2_saved"].fillna(0.0) * share,
            "is_illustrative": rows["is_illustrative"],
            "delay": 0,
            "is_synergy": True,
            "is_changed": True,
            "is_settled": True,
            **nothing,
        }
    )


def terms(scenario: Scenario, given: Terms, carriers: Sequence[str]) -> Terms:
    """Terms of a scenario: its price changes added to those given, its other settings in place of
    them.

    Parameters
    ----------
    scenario : Scenario
        Price changes without a carrier hold for every energy carrier that measures save.
    given : Terms
        As chosen by the user.
    carriers : sequence of str
        Ids of the energy carriers that the measures save, see `Register.carriers`.
    """
    factors, growth = dict(given.carrier_factors), dict(given.carrier_growth)
    prices = scenario.of("price")
    # General changes first, so that a carrier's own change overrides them.
    for row in prices.sort_values("resource_id", na_position="first").to_dict("records"):
        changed = carriers if pd.isna(row["resource_id"]) else [str(row["resource_id"])]
        for carrier in changed:
            if not pd.isna(row["factor"]):
                factors[carrier] = factors.get(carrier, 1.0) * float(row["factor"])
            if not pd.isna(row["growth"]):
                growth[carrier] = float(row["growth"])
    rate = given.discount_rate if scenario.discount_rate is None else scenario.discount_rate
    own = {name: getattr(scenario, name) for name in ("degradation", "tax_rate", "inflation")}
    set_here = {name: share for name, share in own.items() if share is not None}
    horizon = given.horizon if scenario.horizon is None else scenario.horizon or None
    return replace(
        given,
        carrier_factors=factors,
        carrier_growth=growth,
        discount_rate=rate,
        horizon=horizon,
        **set_here,
    )
