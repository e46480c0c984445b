"""Totals of a park's measures that are disclosed to guests, in a fixed order of decisions."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.data.disclosure import DisclosedTotals, Sum, by_group, things
from isdata.energy.measures.appraisal import annual_cash_flow, appraise
from isdata.energy.measures.appraisal import by_group as sums_by_group
from isdata.energy.measures.carriers import by_carrier
from isdata.energy.measures.counting import counted_together
from isdata.energy.measures.members import saved_in
from isdata.energy.measures.package import conflicts, kept, lost_among, overlaps
from isdata.energy.measures.register import ACHIEVED, Register, in_scope
from isdata.energy.measures.terms import Terms

# Scopes of measures: implemented, planned, both.
SCOPES = ("achieved", "ahead", "all")


def disclosed_totals(
    registers: Mapping[str, Register],
    relations: Mapping[str, Relations],
    baselines: Mapping[str, int],
    terms: Mapping[str, Terms],
) -> DisclosedTotals:
    """Totals of a park's measures that may be disclosed to guests on all pages.

    All totals that pages offer are decided here in one order, so that disclosure does not depend on what was
    viewed first: sums of all measures, those of each network, of each scenario, of each year of a network;
    then by category and carrier.

    Parameters
    ----------
    registers, relations : mapping
        "" for the present state, and by scenario.
    baselines : mapping of str to int
        Baseline year of the results of each network.
    terms : mapping
        Terms at which the values of mutually exclusive measures are compared; "" for the present state, and
        by scenario.
    """
    found = DisclosedTotals(
        pd.concat([things(register.measures, register.savings, name) for name, register in registers.items()])
    )
    every = [
        each
        for name, register in registers.items()
        for each in _sums(register, relations[name], name or None, terms[name])
    ]
    whole = list({(of.scenario, of.kept is None, *of.rows.index): of for of in every}.values())
    for of in whole:
        found.publish(of)
    for network, first in baselines.items():
        for of in years(registers[""], relations[""], network, first).values():
            found.publish(of)
    for of in whole:
        if of.scenario is None:
            for part in (
                *by_resource(of, registers[""]).values(),
                *by_group(of, of.rows["category"]).values(),
            ):
                found.publish(part)
    return found


def _networks(register: Register) -> list[str | None]:
    names = register.measures["network_id"].dropna().unique().tolist()
    return [None, *names] if len(names) > 1 else [None]


def _sums(register: Register, relations: Relations, scenario: str | None, terms: Terms) -> list[Sum]:
    """Sums of all measures that readers can choose: as a package, and as separate measures."""
    is_open = bool(conflicts(relations, register.measures.index).excluded)
    # The value of a measure does not depend on the others, so one appraisal serves every choice.
    worth, overlapping = appraise(register, terms) if is_open else None, overlaps(relations)
    found = []
    for network in _networks(register):
        for scope in SCOPES:
            chosen = in_scope(register, scope)
            if network is not None:
                chosen = chosen.only(chosen.measures.index[chosen.measures["network_id"] == network])
            rows = chosen.measures
            ids = counted_together(chosen, relations, terms, None if worth is None else worth.loc[rows.index])
            left = 1.0 - lost_among(overlapping, ids)
            found += [Sum(rows.loc[ids], scenario, left)] if (left < 1).any() or len(ids) < len(rows) else []
            found += [Sum(rows, scenario)] if len(rows) else []
    return found


def years(register: Register, relations: Relations, network: str, first: int) -> dict[int, Sum]:
    """Measures counted in the results of a network by year, the last year first."""
    rows = register.measures
    own = rows[(rows["network_id"] == network) & rows["status"].isin(ACHIEVED) & rows["year"].notna()]
    if own.empty:
        return {}
    found = {}
    for year in range(int(own["year"].max()), first - 1, -1):
        ids = saved_in(register, network, year).index
        found[year] = Sum(rows.loc[ids], kept=kept(relations, ids))
    return found


def part_saving(of: Sum, register: Register, resource_id: str) -> Sum | None:
    """Part of a sum by the measures that save or use a resource; None if there are none."""
    saved = register.savings
    measures = saved.loc[saved["resource_id"] == resource_id, "measure_id"]
    rows = of.rows.loc[of.rows.index.isin(measures)]
    return None if rows.empty else replace(of, rows=rows, resource=resource_id)


def by_resource(of: Sum, register: Register) -> dict[str, Sum]:
    """Parts of a sum by the resource saved, those of most companies first."""
    names = sorted(register.savings["resource_id"].unique())
    found = {name: part for name in names if (part := part_saving(of, register, name)) is not None}
    return dict(sorted(found.items(), key=lambda each: -each[1].rows["company_id"].nunique()))


def disclosed_groups(of: Sum, groups: pd.Series, totals: DisclosedTotals) -> pd.DataFrame:
    """Sums and payback of each group of measures if disclosed, the largest saving first.

    Parameters
    ----------
    of : Sum
        Sum of all of them.
    groups : Series, index measure_id
        Group of each measure.
    totals : DisclosedTotals
        Totals that may be disclosed to the viewer.

    Returns
    -------
    DataFrame
        Columns as in `by_group`, with group instead of the column: "few" is the total of all groups whose
        money is withheld; energy and CO2 are missing if they are withheld.
    """
    named = totals.groups(of, groups)
    table = sums_by_group(of.rows.assign(group=named), "group")
    is_shown = table["group"].isin(totals.groups_with_amounts(of, named))
    return table.assign(**{name: table[name].where(is_shown) for name in ("energy_saving", "co2_saving")})


def disclosed_carriers(register: Register, of: Sum, totals: DisclosedTotals) -> pd.DataFrame:
    """Savings by resource, columns as in `by_carrier`, with is_shown.

    Figures that are withheld are missing.
    """
    table = by_carrier(register)
    parts = {name: totals.may_show(part) for name, part in by_resource(of, register).items()}
    is_shown = table["resource_id"].map(parts).fillna(False).astype(bool)
    figures = {name: table[name].where(is_shown) for name in ("saved", "energy", "money", "co2")}
    return table.assign(is_shown=is_shown, **figures)


def disclosed_progress(
    progress: pd.DataFrame, sums: Mapping[int, Sum], totals: DisclosedTotals
) -> pd.DataFrame:
    """Results of each year of a network, as in `progress`; missing if they are withheld.

    Parameters
    ----------
    progress : DataFrame
        As `progress` returns.
    sums : mapping of int to Sum
        Sums behind the results of each year, as `years` returns.
    totals : DisclosedTotals
        Totals that may be disclosed to the viewer.
    """
    shut = [year for year, of in sums.items() if not totals.may_show_amounts(of)]
    is_shown = ~progress["year"].isin(shut)
    return progress.assign(**{name: progress[name].where(is_shown) for name in ("result", "result_share")})


def has_disclosed_lifetimes(of: Sum, totals: DisclosedTotals) -> bool:
    """Return True if every group of measures of equal lifetimes is disclosed, as the
    discount rate and the horizon would disclose each group's saving."""
    lifetimes = of.rows["lifetime"].astype(str)
    return set(totals.groups(of, lifetimes)) == set(lifetimes)


def disclosed_years(register: Register, terms: Terms, of: Sum, totals: DisclosedTotals) -> int | None:
    """Number of rows of `annual_cash_flow` that are disclosed; None for all of them.

    The cash flow falls when a lifetime ends: all of it is disclosed if every group of equal lifetimes is.
    Otherwise it ends before the first change; until then it contains no more than the totals.

    Parameters
    ----------
    register : Register
        Of the measures, net of overlaps.
    of : Sum
        The same measures.
    totals : DisclosedTotals
        Totals that may be disclosed to the viewer.
    """
    if not totals.may_show(of):
        return 0
    if has_disclosed_lifetimes(of, totals):
        return None
    net = annual_cash_flow(register, replace(terms, is_nominal=False))["net"].to_numpy(dtype=float)
    is_changed = ~np.isclose(net[1:], net[1:2], rtol=1e-9)
    return 1 + int(is_changed.argmax() if is_changed.any() else len(is_changed))
