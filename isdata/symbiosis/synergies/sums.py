"""Totals of synergies, and their disclosure by viewer.

Amounts of single synergies are disclosed if all partners agreed to be named, money of single synergies never.
Totals of the rest are disclosed if `disclosure` allows it, and rounded: otherwise the totals before and after
a move on the board would disclose the synergy. The largest deviation of a rounded total from the true one is
stated with it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import money as conversion
from isdata.data import store
from isdata.data.disclosure import DisclosedSums, Viewer, rounded, rounding_step

_AMOUNTS = {"co2_saved": "weighted_co2", "water_saved": "weighted_water", "jobs": "weighted_jobs"}
_MONEY = {"investment": "weighted_investment", "annual_saving": "weighted_saving"}
PRICE_YEARS = ("first_price_year", "last_price_year")  # columns of `money`


@dataclass(frozen=True)
class StateTotals:
    """Totals of the synergies of a park in one state.

    Attributes
    ----------
    synergies : int
    co2 : float
        [t/yr]; NaN if unknown or undisclosed.
    saving : float
        [currency/yr]; NaN if unknown or undisclosed.
    price_years : tuple of int
        Price years of the saving.
    co2_within, saving_within : float
        Maximum difference from the true totals, so that no single amount can be derived. [same units]
    """

    synergies: int
    co2: float
    saving: float
    price_years: tuple[int, ...] = ()
    co2_within: float = 0.0
    saving_within: float = 0.0

    @property
    def is_range(self) -> bool:
        """True if one of them is shown as a range."""
        return is_rounded(self.co2, self.co2_within) or is_rounded(self.saving, self.saving_within)


def of_state(totals: pd.DataFrame, money: pd.DataFrame, *, state: str, currency: str) -> StateTotals:
    """Totals of one state; zero if no synergy is in it.

    Parameters
    ----------
    totals, money : DataFrame
        As from `totals` and `money`, for the same parks and viewer.
    state : "achieved", "pipeline" or "ended"
    currency : str
        That of the park. Savings that could not be converted to it are left out.
    """
    rows = totals[totals["state"] == state]
    if rows.empty:
        return StateTotals(0, 0.0, 0.0)
    row, own = rows.iloc[0], money[(money["state"] == state) & (money["currency"] == currency)]
    return StateTotals(
        int(row["synergies"]),
        float(row["co2_saved"]),
        float(own["annual_saving"].sum(min_count=1)),
        tuple(sorted({int(year) for end in PRICE_YEARS for year in own[end].dropna()})),
        float(row["co2_saved_within"]),
        float(own["annual_saving_within"].sum()),
    )


def is_rounded(amount: float, within: float) -> bool:
    """Return True if a known total may differ from the true one, by up to `within`."""
    return bool(pd.notna(amount) and within > 0)


def totals(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> pd.DataFrame:
    """Totals of the synergies of some parks: achieved, in preparation, and ended.

    Only what operates is achieved.

    Returns
    -------
    DataFrame
        One row per existing state: state, synergies, companies, co2_saved [t/yr], water_saved [m³/yr], jobs,
        weighted_co2 [t/yr], weighted_water [m³/yr] (by the probability of implementation), without_chance,
        without_gain, without_co2, partial_gain, foreign_gain (number of synergies; the last: of those whose gain has no
        exchange rate to the currency of the park), foreign_currencies (list; for the facilitator), and co2_saved_within [t/yr] and
        water_saved_within [m³/yr], the largest deviation of the plain and the weighted total from the true
        one. For guests, totals that would disclose a company are missing, and the part of undisclosed
        companies is rounded; 0 for the facilitator.
    """
    rows = store.ask(con, "synergy_amounts", parks=list(parks))
    by_state = rows.groupby("state")
    table = pd.DataFrame(
        {
            "synergies": by_state.size(),
            "companies": by_state["companies"].agg(
                lambda lists: len({name for each in lists for name in each})
            ),
        }
    )
    for column, weighted in _AMOUNTS.items():
        sums = _sums(
            rows,
            column,
            ["state"],
            None if viewer.sees_all else _undisclosed_company(rows, column, "keeping"),
        )
        table[column], table[weighted] = sums["whole"], sums["weighted"]
        table[f"{column}_within"] = sums["within"]
    lacking = {"chance": "probability", "gain": "annual_saving", "co2": "co2_saved"}
    for name, column in lacking.items():
        table[f"without_{name}"] = rows[column].isna().groupby(rows["state"]).sum()
    table["partial_gain"] = by_state["is_partial_gain"].sum()
    converted = _in_park_currency(con, rows)
    foreign = converted["currency"].where(~converted["is_converted"] & rows["annual_saving"].notna())
    table["foreign_gain"] = foreign.notna().groupby(rows["state"]).sum()
    named = foreign if viewer.sees_all else foreign.mask(foreign.notna())
    table["foreign_currencies"] = named.groupby(rows["state"]).agg(lambda each: sorted(set(each.dropna())))
    return table.drop(columns=["weighted_jobs", "jobs_within"]).reset_index()


def money(con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer) -> pd.DataFrame:
    """Return money of synergies by state and currency, which is that of the park where an exchange rate to it is stored.

    Returns
    -------
    DataFrame
        state, currency, synergies, first_price_year, last_price_year, investment [currency], annual_saving
        [currency/yr], weighted_investment [currency], weighted_saving [currency/yr], investment_within [currency],
        annual_saving_within [currency/yr]. For guests as `totals`, with the money of every partner
        undisclosed.
    """
    rows = store.ask(con, "synergy_amounts", parks=list(parks))
    rows = _in_park_currency(con, rows[rows[list(_MONEY)].notna().any(axis=1)])
    by = ["state", "currency"]
    groups = rows.groupby(by, dropna=False)
    table = groups.agg(
        synergies=("synergy_id", "size"),
        first_price_year=("price_year", "min"),
        last_price_year=("price_year", "max"),
    )
    for column, weighted in _MONEY.items():
        sums = _sums(
            rows, column, by, None if viewer.sees_all else _undisclosed_company(rows, column, "companies")
        )
        table[column], table[weighted] = sums["whole"], sums["weighted"]
        table[f"{column}_within"] = sums["within"]
    return table.dropna(subset=list(_MONEY), how="all").reset_index()


def _in_park_currency(con: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> pd.DataFrame:
    """Amounts with money in the currency of each park (is_converted), and in their own without an exchange rate."""
    parts = [rows.assign(is_converted=False)]
    for park, own in rows.groupby("park_id"):
        currency = conversion.currency_of(con, str(park))
        rate = conversion.rate_of(own["currency"], conversion.rates(con, currency))
        changed = {name: own[name] * rate.fillna(1.0) for name in _MONEY}
        own = own.assign(currency=own["currency"].mask(rate.notna(), currency), is_converted=rate.notna())
        parts.append(own.assign(**changed))
    return pd.concat(parts[1:] or parts).reindex(rows.index)


def _undisclosed_company(rows: pd.DataFrame, column: str, who: str) -> pd.Series:
    """Return for each synergy with an amount one of the companies that do not disclose it.

    Missing if there is none.

    Three keepers of a total thus stand for at least three synergies of three such companies. Of several
    partners, the one with fewest synergies is chosen; for money of a synergy without partners, an empty name.
    """
    brings = rows[rows[column].fillna(0) != 0]
    often = Counter(name for names in brings[who] for name in names)
    keepers = [
        min(names, key=lambda name: (often[name], name)) if len(names) else None for names in brings[who]
    ]
    if who == "companies":
        keepers = [name or "" for name in keepers]
    return pd.Series(keepers, index=brings["synergy_id"], dtype=object)


def _sums(rows: pd.DataFrame, column: str, by: list[str], keeper: pd.Series | None) -> pd.DataFrame:
    """Plain and weighted totals of a column by group, and their largest deviation from the true ones.

    With a keeper, as disclosed to guests.
    """
    amounts = pd.DataFrame({"whole": rows[column], "weighted": rows[column] * rows["probability"]}).astype(
        float
    )
    groups = amounts.groupby([rows[name] for name in by], dropna=False)
    if keeper is None:
        return groups.sum(min_count=1).assign(within=0.0)
    is_kept = rows["synergy_id"].map(keeper).notna()
    largest = float(rows.loc[is_kept, column].abs().max()) if is_kept.any() else 0.0
    exact = _grouped(amounts[is_kept], rows, by)
    kept = exact.map(lambda value: rounded(value, largest))
    totals = _grouped(amounts[~is_kept], rows, by).add(kept, fill_value=0.0).reindex(groups.size().index)
    is_shown = _may_publish(rows, by, keeper).reindex(totals.index, fill_value=False)
    within = exact["whole"].notna().reindex(totals.index, fill_value=False) * rounding_step(largest) / 2
    return totals.where(is_shown, axis=0).assign(within=within)


def _grouped(amounts: pd.DataFrame, rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of these rows by group."""
    return amounts.groupby([rows.loc[amounts.index, name] for name in by], dropna=False).sum(min_count=1)


def _may_publish(rows: pd.DataFrame, by: list[str], keeper: pd.Series) -> pd.Series:
    """Return True for groups whose total may be disclosed in every park, as parks are also viewed
    separately."""
    published = DisclosedSums(keeper)
    own = rows[rows["synergy_id"].isin(keeper.index)]
    is_shown = own.groupby([*by, "park_id"], dropna=False)["synergy_id"].agg(
        lambda names: published.publish(dict.fromkeys(names, 1.0))
    )
    return is_shown.groupby(level=by, dropna=False).all()
