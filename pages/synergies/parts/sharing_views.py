"""What the page of shared supply shows: the firms that want it, the cost together and alone, and each one's share."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata import judging, store
from isdata.figures import sharing as figure
from isdata.synergies.matching.takers import takers, wanted
from pages.common import address, controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import proposing


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
        names_all=role.sees_all(),
        with_typical=with_typical,
        currency=currency,
    )
    if len(found) < 2:
        _too_few(option, park, currency, with_typical=with_typical)
        return None
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
            takes_part: True,
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
    kept = edited.loc[edited[takes_part].astype(bool)]
    paid = kept[today] if role.sees_all() else pd.Series(float("nan"), index=kept.index)
    return pd.DataFrame(
        {"company": kept[company], "amount": kept[amount].fillna(0.0), "today": paid.astype(float)}
    )


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
    _show_sums(found, currency)
    shown = found.firms.assign(company=firms["company"])
    st.altair_chart(
        figure.costs(shown, reader(), currency, is_large=controls.is_projected()),
        alt=_("Cost of each firm on its own, and its fair share together"),
    )
    _show_stability(found, dict(firms["company"]), currency)
    if role.sees_all():
        taking = found.firms["amount"]
        proposing.offer(
            judging.proposing.of_sharing(
                option, park_id=park, sites=taking, alone=found.alone, together=found.together
            ),
            key="sharing",
        )
    _show_assumptions(option, currency)


def _show_sums(found: judging.Sharing, currency: str) -> None:
    read = reader()
    saving = found.alone - found.together
    with st.container(horizontal=True):
        st.metric(_("Together, a year"), read.money(found.together, currency), border=True)
        st.metric(_("Each on its own"), read.money(found.alone, currency), border=True)
        st.metric(
            _("Saved together"),
            read.money(saving, currency),
            border=True,
            help=_("Below zero: running it together costs more than each on its own."),
        )


def _show_stability(found: judging.Sharing, names: Mapping[str, str], currency: str) -> None:
    read = reader()
    if not found.pays:
        st.warning(_("Together it costs more than each on its own."), icon=":material/trending_down:")
    elif found.split.is_stable and found.split.is_exact:
        st.success(
            _("Fair and stable: no group of these firms would do better on its own."),
            icon=":material/handshake:",
        )
    elif found.split.is_stable:
        st.success(
            _(
                "Fair, reckoned from drawn orders of joining as there are many firms; no firm and no pair would do better on its own."
            ),
            icon=":material/handshake:",
        )
    if found.split.objecting:
        group, more = found.split.objecting[0]
        st.warning(
            _(
                "{firms} would save {money} a year more without the others.",
                firms=read.listed(show.plain(names[firm]) for firm in group),
                money=read.money(more, currency),
            ),
            icon=":material/group_remove:",
        )


def _show_assumptions(option: Mapping[str, Any], currency: str) -> None:
    read = reader()
    st.caption(
        _(
            "Assumed: {fixed} a year fixed, and {unit_cost} per {unit} at {amount} a year, growing with the amount to the {scale}; money of {year}. Each one's share is its Shapley value: what it saves the others on average over every order of joining. Source: {source}.",
            fixed=read.money(option["fixed_cost"], currency),
            unit_cost=read.money(option["unit_cost"], currency),
            unit=option["unit"],
            amount=read.amount(option["reference_quantity"], option["unit"]),
            scale=read.number(option["scale_exponent"]),
            year=int(option["price_year"]) if pd.notna(option["price_year"]) else "–",
            source=show.plain(read.half(option["source"]) or "–"),
        )
    )
