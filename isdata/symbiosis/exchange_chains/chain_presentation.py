"""Open chains in words: chains, their steps, and what passes from company to company."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_, Reader
from isdata.symbiosis.matching import match_amounts

_RESULT = {"value_added": N_("Value added by the step")}
_MONEY = {
    "value_in": N_("Input value"),
    "value_out": N_("Output value"),
    "treatment_cost": N_("Treatment cost"),
    "transport_cost": N_("Transport cost"),
}


def chains(table: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Chains, one row each; money only where it is known.

    Parameters
    ----------
    table : DataFrame
        As from `open_chains.open_chains`.
    """
    rows = []
    for row in table.to_dict("records"):
        cells: dict[str, object] = {reader.text(N_("Chain")): " → ".join(companies(row, reader))}
        has_gain = bool(table["gain"].notna().any())
        # Of these a phone shows the first two: the third is too wide beside them.
        if has_gain:
            cells[reader.text(N_("Gain per year"))] = reader.money(row["gain"], currency)
        cells[reader.text(N_("Limiting step"))] = limiting(row, reader)
        if has_gain:
            cells[reader.text(N_("Investment"))] = reader.money(row["investment"], currency)
        rows.append(cells | {reader.text(N_("Treatment steps")): row["treatments"]})
    return pd.DataFrame(rows)


def companies(row: Mapping, reader: Reader) -> list[str]:
    """Names of the companies of a chain, in its order."""
    return [reader.name(*both) for both in zip(row["companies_en"], row["companies_zh"], strict=True)]


def limiting(row: Mapping, reader: Reader) -> str:
    """Step of a chain that passes on the smallest share of its supply, with the reason."""
    place = row["limiting"]
    resource = reader.name(row["resources_en"][place], row["resources_zh"][place])
    share = reader.percent(row["passed"])
    if row["passed"] >= 1:
        return reader.text(N_("{resource}: all is used; the supply limits"), resource=resource)
    reason = N_("{resource}: {share} is used; the demand limits")
    if not row["is_demand_limiting"]:
        reason = N_("{resource}: {share} is used; common operating times limit")
    return reader.text(reason, resource=resource, share=share)


def steps(
    table: pd.DataFrame, row: Mapping, treatments: pd.DataFrame, reader: Reader, currency: str
) -> pd.DataFrame:
    """Steps of one chain: partners, treatment, amounts, and money per year where it is known.

    Parameters
    ----------
    table : DataFrame
        As from `open_chains.steps`.
    row : mapping
        The chain, one row of `open_chains.open_chains`.
    treatments : DataFrame
        As from `match_treatments.sql`.
    """
    names = companies(row, reader)
    carried = [reader.name(*both) for both in zip(row["resources_en"], row["resources_zh"], strict=True)]
    columns = {N_("Exchange"): [f"{names[place]} → {names[place + 1]}" for place in table["exchange"]]}
    # The result stands first, where no narrow window cuts it.
    worth, parts = (
        {title: [reader.money(value, currency) for value in table[name]] for name, title in titles.items()}
        if table["value_added"].notna().any()
        else {}
        for titles in (_RESULT, _MONEY)
    )
    columns |= worth
    columns |= {
        N_("Resource"): [carried[place] for place in table["exchange"]],
        N_("Treatment"): [treated(each, treatments, reader) for each in table["treatments"]],
        N_("Input per year"): [
            reader.amount(*each) for each in zip(table["amount_in"], table["unit_in"], strict=True)
        ],
        N_("Output per year"): [
            reader.amount(*each) for each in zip(table["amount_out"], table["unit_out"], strict=True)
        ],
    }
    columns |= parts
    return pd.DataFrame({reader.text(title): cells for title, cells in columns.items()})


def treated(ids: tuple[str, ...], treatments: pd.DataFrame, reader: Reader) -> str:
    """Names of the treatments of a step; direct delivery if there are none."""
    if not ids:
        return reader.text(N_("direct delivery"))
    known = treatments.set_index("treatment_id")
    return " → ".join(reader.name(*known.loc[name, ["name_en", "name_zh"]]) for name in ids)


def exchanges(
    links: Matches, table: pd.DataFrame, row: Mapping, treatments: pd.DataFrame, reader: Reader, currency: str
) -> pd.DataFrame:
    """What passes between each two companies of a chain: carried, worth (text, empty if unknown) and is_limiting.

    Parameters
    ----------
    links : DataFrame
        Matches of the chain in its order.
    table, row, treatments
        As for `steps`.
    """
    lines = []
    for place, match in enumerate(links.to_dict("records")):
        own = table[table["exchange"] == place]
        names = [name for each in own["treatments"] for name in each]
        resource = reader.name(row["resources_en"][place], row["resources_zh"][place])
        parts = [
            reader.noted(resource, reader.amount(*match_amounts.of_match(match, match["quantity"]))),
            treated(tuple(names), treatments, reader) if names else "",
        ]
        worth = (
            reader.text(N_("value added {money} per year"), money=reader.money(match["value"], currency))
            if pd.notna(match["value"])
            else ""
        )
        lines.append(
            {
                "carried": " · ".join(filter(None, parts)),
                "worth": worth,
                "is_limiting": place == row["limiting"],
            }
        )
    return pd.DataFrame(lines)
