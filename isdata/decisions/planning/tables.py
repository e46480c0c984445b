"""Plans as tables for readers, and as CSV files."""

from collections.abc import Mapping

import pandas as pd
from pandas.io.formats.style import Styler

from isdata.data.i18n import N_, Reader
from isdata.data.spreadsheet_csv import to_csv
from isdata.decisions.planning.joint import Joint
from isdata.decisions.planning.presentation import candidate_name, plan_words
from isdata.decisions.planning.robust import Robust
from isdata.energy.measures.columns import Column, money, name_columns, owned, styled
from isdata.energy.measures.presentation import words
from isdata.energy.measures.table import payback_cell


def plan(chosen: pd.DataFrame, reader: Reader, currency: str) -> Styler:
    """Measures of a plan, by year and payback.

    Parameters
    ----------
    chosen : DataFrame
        Columns of the register as `measures.disclosed` returns; contribution of each to the plan: cost, npv
        [currency] and co2 [t/yr], as `Portfolio.contributions`; annual_saving [currency/yr] and payback [yr] of each
        on its own, plan_year (from 1).
    reader : Reader
        Language and number format.
    currency : str
        Of the money.
    """
    text, amount = reader.text, money(reader, currency)
    columns = [
        *name_columns(reader),
        *owned(chosen, reader),
        Column(text(N_("Plan year")), "plan_year"),
        Column(text(N_("Payable")), "cost", amount, is_money=True),
        Column(text(N_("Net present value")), "npv", amount, is_money=True),
        Column(text(N_("Annual saving")), "annual_saving", amount, is_money=True),
        Column(text(N_("Payback [yr]")), "payback", lambda value: words(value, reader)),
        Column(text(N_("CO2 saved [t/yr]")), "co2", reader.number),
    ]
    return styled(_by_year(chosen), columns)


def _by_year(chosen: pd.DataFrame) -> pd.DataFrame:
    return chosen.sort_values(["plan_year", "payback"], kind="stable")


def plan_csv(chosen: pd.DataFrame, currency: str) -> bytes:
    """Measures of a plan as CSV; parameters as `plan`."""
    rows = _by_year(chosen).reset_index()
    names = ["measure_id", "name_en", "name_zh", "company_en", "company_zh", "owner", "category"]
    out = rows[names].assign(
        **{
            "year of the plan": rows["plan_year"],
            f"to be paid [{currency}]": rows["cost"],
            f"net present value [{currency}]": rows["npv"],
            f"annual saving [{currency}/yr]": rows["annual_saving"],
            "CO2 saved [t/yr]": rows["co2"],
            "payback [yr]": [payback_cell(years) for years in rows["payback"]],
        }
    )
    return to_csv(out)


def reasons(
    explained: pd.DataFrame,
    reasons_in_words: Mapping[str, str],
    reader: Reader,
    currency: str,
    *,
    tonnes: bool = False,
    with_category: bool = True,
) -> Styler:
    """Reasons for each measure of a plan, `in_order`.

    Parameters
    ----------
    explained : DataFrame
        Columns of the register as `measures.disclosed` returns, and is_chosen, reason, marginal [currency or t/yr].
    reasons_in_words : mapping of str to str
        Sentences for the reasons.
    reader : Reader
        Language and number format.
    currency : str
        Of the money.
    tonnes : bool
        Whether marginal is in tonnes.
    with_category : bool
        Whether to state the category of each measure.
    """
    text = reader.text
    yes_no = {True: text(N_("yes")), False: text(N_("no"))}
    columns = [
        *name_columns(reader)[: None if with_category else 2],
        Column(text(N_("In the plan")), lambda rows: rows["is_chosen"].map(yes_no)),
        Column(text(N_("Why")), lambda rows: rows["reason"].map(reasons_in_words)),
        Column(
            text(N_("Cost of deciding otherwise")),
            "marginal",
            (lambda value: reader.amount(value, "t")) if tonnes else money(reader, currency),
            is_money=True,
        ),
    ]
    return styled(in_order(explained), columns)


def in_order(explained: pd.DataFrame) -> pd.DataFrame:
    """Reasons with the excluded measures first, and in each group the closest decisions first."""
    return explained.sort_values(["is_chosen", "marginal"], kind="stable", na_position="last")


def joint(found: Joint, names: pd.DataFrame, reader: Reader, currency: str) -> Styler:
    """Every measure and synergy that any planning method chooses: those of the joint plan first,
    differences first.

    Parameters
    ----------
    found, names
        As in `presentation.clash_words`.
    currency : str
        Of the money.
    """
    text, amount = reader.text, money(reader, currency)
    together, plan = set(found.plan.chosen), found.plan.measures
    alone = {*found.alone["measures"], *found.alone["synergies"]}
    ids = [name for name in plan.index if name in together | alone]
    figures = plan.loc[ids]
    rows = names.loc[ids].assign(
        is_in=[name in together for name in ids],
        is_alone=[name in alone for name in ids],
        share=figures["share"].where(figures["is_chosen"]),
        co2=figures["co2"].where(names.loc[ids, "is_named"]),
        **{name: figures[name] for name in ("cost", "npv")},
    )
    rows = rows.assign(is_out=~rows["is_in"], is_agreed=rows["is_in"] == rows["is_alone"])
    yes_no = {True: text(N_("yes")), False: text(N_("no"))}
    kinds = {True: text(N_("Synergy")), False: text(N_("Measure"))}

    def names_of(rows):
        return [candidate_name(row, reader) for row in rows.to_dict("records")]

    columns = [
        Column(text(N_("Measure or synergy")), names_of),
        Column(text(N_("Kind")), lambda rows: rows["is_synergy"].map(kinds)),
        Column(text(N_("Joint")), lambda rows: rows["is_in"].map(yes_no)),
        Column(text(N_("Separately selected")), lambda rows: rows["is_alone"].map(yes_no)),
        Column(text(N_("Operating level")), "share", reader.percent),
        Column(text(N_("Payable")), "cost", amount, is_money=True),
        Column(text(N_("Net present value")), "npv", amount, is_money=True),
        Column(text(N_("CO2 saved [t/yr]")), "co2", reader.number),
    ]
    ordered = rows.sort_values(["is_out", "is_agreed", "is_synergy"], kind="stable")
    return styled(ordered, columns)


def robust(found: Robust, reader: Reader, currency: str) -> Styler:
    """Plans over the simulations, identical ones in one row."""
    text, amount = reader.text, money(reader, currency)
    rows = found.plans.assign(
        called=[plan_words(str(name), near, reader) for name, near in found.plans["near"].items()],
        same=[found.chosen[name].to_numpy().tobytes() for name in found.plans.index],
    )
    called = rows.groupby("same", sort=False)["called"].agg(" · ".join)
    columns = [
        Column(text(N_("Plan")), lambda rows: rows["same"].map(called)),
        Column(text(N_("Measures")), "measures", reader.number),
        Column(text(N_("Near-optimal")), "near", reader.percent),
        Column(text(N_("Over budget")), "over", reader.percent),
        Column(text(N_("Payable")), "cost", amount),
        Column(text(N_("Mean NPV")), "mean", amount),
        Column(text(N_("Low NPV")), "p10", amount),
        Column(text(N_("Median NPV")), "p50", amount),
        Column(text(N_("Mean loss")), "regret", amount),
    ]
    return styled(rows.drop_duplicates("same"), columns)
