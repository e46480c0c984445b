"""The page of shared supply: what is shared, and the firms that want it."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata import judging, store
from isdata.synergies.matching import gates
from isdata.synergies.matching.takers import apart, takers, wanted, within_reach
from pages.common import address, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import conversions, proposing
from pages.synergies.parts import sharing_results as results


def options(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the supplies and services that several firms could run together."""
    return store.ask(con, "shared_options")


def choose_option(park: str, currency: str, *, with_typical: bool) -> dict[str, Any] | None:
    """Let the reader choose what is shared, by how many firms want it; None where nothing is listed."""
    known = {row["option_id"]: row for row in ask(options).to_dict("records")}
    if not known:
        return None
    counts = _counts(park, currency, with_typical=with_typical)
    takers = {key: int(counts.get(row["resource_id"], 0)) for key, row in known.items()}
    order = sorted(known, key=lambda key: -takers[key])
    names = {
        key: f"{reader().name(known[key]['name_en'], known[key]['name_zh'])} · "
        + ngettext("{count} company", "{count} companies", takers[key])
        for key in order
    }
    address.remembered("option", names, order[0])
    st.selectbox(
        _("Supplied or done together"),
        order,
        format_func=names.__getitem__,
        key="option",
        persist_state="session",
        width=340,
    )
    address.keep("option")
    return known[st.session_state.option]


def _counts(park: str, currency: str, *, with_typical: bool) -> pd.Series:
    """Return how many firms want each resource."""
    found = ask(wanted, park_id=park, names_all=role.sees_all(), with_typical=with_typical, currency=currency)
    return found["resource_id"].value_counts()  # a row for each site and resource


def no_option() -> None:
    """Say that nothing is listed that could be shared, and what to do."""
    show.nothing(
        _("No shared supply is listed yet. Fill in the sheet “Shared options” of the workbook template."),
    )


def _firms(option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool) -> pd.DataFrame | None:
    """Let the reader say who takes part and how much; None where fewer than two firms want it."""
    read = reader()
    found = ask(
        takers,
        park_id=park,
        resource_id=option["resource_id"],
        unit=option["unit"],
        names_all=role.sees_all(),
        with_typical=with_typical,
        currency=currency,
    )
    if len(found) < 2:
        _too_few(option, park, currency, with_typical=with_typical)
        return None
    if found["amount"].isna().any():
        st.info(
            _(
                "This option counts in {unit}; what some firms want cannot be counted in it. Tell the option in {usual}, or the density or heating value of the resource.",
                unit=option["unit"],
                usual=found.loc[found["amount"].isna(), "common_unit"].iloc[0],
            ),
            icon=":material/info:",
        )
        return None
    near = _near(option, found, park)
    names = [read.name(*both) for both in zip(found["company_en"], found["company_zh"], strict=True)]
    takes_part, company, amount, today = (
        _("Takes part"),
        _("Company"),
        _("Amount a year, {unit}", unit=option["unit"]),
        _("Pays today, a year"),
    )
    basis = _("Basis")
    table = pd.DataFrame(
        {
            takes_part: found.index.isin(near),
            company: names,
            amount: found["amount"].round(1).to_numpy(),
            today: found["today"].to_numpy(),
            basis: [_("typical, to be confirmed") if each else _("declared") for each in found["is_typical"]],
        },
        index=found.index,
    )
    edited = st.data_editor(
        table if role.sees_all() else table.drop(columns=today),
        hide_index=True,
        disabled=[company, basis],
        height=min(420, 38 + 35 * len(table)),
        column_config={
            amount: st.column_config.NumberColumn(min_value=0.0, format="localized"),
            today: st.column_config.NumberColumn(
                min_value=0.0,
                format="localized",
                help=_("Empty: what a plant of its own would cost by the same curve."),
            ),
        },
        placeholder="–",
        key=f"sharing_{park}_{option['option_id']}_{with_typical}",
    )
    if role.sees_all():
        conversions.tell(found["told_in"].explode().dropna(), currency)
    kept = edited.loc[edited[takes_part].astype(bool)]
    paid = kept[today] if role.sees_all() else pd.Series(float("nan"), index=kept.index)
    return pd.DataFrame(
        {"company": kept[company], "amount": kept[amount].fillna(0.0), "today": paid.astype(float)}
    )


def _near(option: Mapping[str, Any], found: pd.DataFrame, park: str) -> list[str]:
    """Return the firms that lie near enough to each other, all where no two do; say who does not."""
    sites, reach = list(found.index), option["distance_maximum"]
    if pd.isna(reach):
        return sites
    distances = ask(apart, park_id=park, sites=tuple(sites))
    near = within_reach(distances, found["amount"], reach)
    far = gates.kilometres(distances.max(axis=None), reader())
    told = {"reach": gates.kilometres(reach, reader()), "far": far}
    if len(near) == len(sites):
        return sites
    if len(near) < 2:
        st.warning(
            _(
                "No two of these firms lie within {reach} of each other, as far as such a supply reaches; the farthest two lie {far} apart. What follows leaves that out.",
                **told,
            ),
            icon=":material/social_distance:",
        )
        return sites
    st.caption(
        ngettext(
            "Such a supply reaches {reach}; the farthest two lie {far} apart. {count} firm is too far from the others and is not ticked.",
            "Such a supply reaches {reach}; the farthest two lie {far} apart. {count} firms are too far from the others and are not ticked.",
            len(sites) - len(near),
            **told,
        )
    )
    return near


def _too_few(option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool) -> None:
    """Say that fewer than two firms want it, and what to do next."""
    usual = 0
    if not with_typical:
        usual = int(_counts(park, currency, with_typical=True).get(option["resource_id"], 0))
    st.info(
        ngettext(
            "Fewer than two firms of this park told that they want this, but {count} firm would by its sector and size: choose “With what is typical of the sector” above, and ask it.",
            "Fewer than two firms of this park told that they want this, but {count} firms would by their sector and size: choose “With what is typical of the sector” above, and ask them.",
            usual,
        )
        if usual
        else _(
            "Fewer than two firms of this park want this, and none would by its sector. Choose another option above, or ask the firms and write down what they want in the sheet “Streams” of the workbook template."
        ),
        icon=":material/info:",
    )


def show_sharing(option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool) -> None:
    """Show who takes part, what it costs together and alone, and each one's share."""
    firms = _firms(option, park, currency, with_typical=with_typical)
    if firms is None:
        return
    if option["currency"] != currency:
        st.info(
            _(
                "The costs of this option are told in {currency}; the park counts in another one.",
                currency=option["currency"],
            ),
            icon=":material/info:",
        )
        return
    curve = judging.Option(
        option["fixed_cost"], option["unit_cost"], option["reference_quantity"], option["scale_exponent"]
    )
    found = judging.shared(firms, curve)
    if len(found.firms) < 2:
        st.info(_("At least two firms must take part."), icon=":material/info:")
        return
    results.show_results(found, curve, firms["company"], unit=str(option["unit"]), currency=currency)
    if role.sees_all():
        taking = found.firms["amount"]
        proposing.offer(
            judging.proposing.of_sharing(
                option, park_id=park, sites=taking, alone=found.alone, together=found.together
            ),
            key="sharing",
        )
    results.show_assumptions(option, currency)
