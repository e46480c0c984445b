"""The record of one synergy, shown beside the map and on the board."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation as told
from pages.common import show
from pages.common.language import _, ngettext, reader


def show_head(synergy: Mapping, partners: pd.DataFrame) -> None:
    """Show what a synergy is called in full, who takes part, and how far it has come."""
    read = reader()
    with st.container(gap="small", width="stretch"):
        st.subheader(show.plain(told.synergy_name(synergy, read)), anchor=False)
        firms = read.clauses(_partner(partner) for partner in partners.to_dict("records"))
        st.markdown(" · ".join(filter(None, [_stage(synergy), firms, _amount_words(synergy)])))


def show_record(
    synergy: Mapping,
    partners: pd.DataFrame,
    *,
    sees_money: bool,
    distance: str = "",
    has_head: bool = False,
) -> None:
    """Show all that is known of a synergy.

    Parameters
    ----------
    synergy : mapping
        One row of `synergies.synergies`.
    partners : DataFrame
        Its rows of `synergies.partners`.
    sees_money : bool
        Whether money may be disclosed at all; otherwise a sentence says so.
    distance : str
        How far apart the partners are, in words.
    has_head : bool
        Whether name and partners stand above it already.
    """
    read = reader()
    kind = (
        f"{show.plain(told.topic_words(synergy['topic'], read))}"
        f" · {show.plain(read.choice('synergy_kind', synergy['synergy_kind']))}"
    )
    if has_head:
        st.markdown(kind)
    else:
        st.subheader(show.plain(told.synergy_name(synergy, read)), anchor=False)
        st.markdown(f"{_stage(synergy)} · {kind}")
        st.markdown(
            "\n".join(f"- {_partner(partner)}" for partner in partners.to_dict("records"))
            or _("No partners are recorded.")
        )
    _next_step(synergy)
    if distance:
        st.caption(show.plain(distance))
    st.table(_facts(synergy, sees_money=sees_money), border="horizontal", hide_header=True, hide_index=True)
    if not sees_money:
        st.caption(_("Costs and prices are shown to the facilitator only."))
    if synergy["is_illustrative"]:
        st.caption(_("Illustrative: fictitious data."))


def _stage(synergy: Mapping) -> str:
    """Return the stage as a coloured word."""
    stage, colour = show.plain(reader().choice("stage", synergy["stage"])), style.STAGES[synergy["stage"]]
    return f':color[{stage}]{{foreground="{told.ink_on(colour)}" background="{colour}"}}'


def _partner(partner: Mapping) -> str:
    """Return the name of a partner with its role."""
    read = reader()
    role = read.choice("participant_role", partner["role"])
    return show.plain(f"{told.partner_name(partner, read)} ({role})")


def _amount_words(synergy: Mapping) -> str:
    is_known = pd.notna(synergy["quantity"]) or pd.notna(synergy["band_least"])
    return show.plain(told.synergy_amount(synergy, reader())) if is_known else ""


def _next_step(synergy: Mapping) -> None:
    """Show what has to happen next, larger than the facts, and below it by whom and when."""
    read = reader()
    step = read.name(synergy["next_step_en"], synergy["next_step_zh"])
    owner = told.one_language(synergy["owner"], read)
    due = read.date(synergy["due_date"]) if pd.notna(synergy["due_date"]) else ""
    if step:
        st.subheader(f":material/arrow_forward: {show.plain(step)}", anchor=False)
    parts = [part for part in (owner, due and _("due {day}", day=due)) if part]
    if parts:
        st.markdown(show.plain(" · ".join(parts)))


def _facts(synergy: Mapping, *, sees_money: bool) -> pd.DataFrame:
    read = reader()
    words = partial(read.column, "synergy")
    year = f" ({int(synergy['price_year'])})" if pd.notna(synergy["price_year"]) else ""
    money = {
        column: read.money(synergy[column], synergy["currency"]) + year
        for column in ("investment", "annual_saving")
        if sees_money and pd.notna(synergy[column])
    }
    texts = {
        words("resource_id"): read.name(synergy["resource_en"], synergy["resource_zh"]),
        words("quantity"): told.synergy_amount(synergy, read),
        **{words(column): text for column, text in money.items()},
        words("co2_saved"): _amount(synergy["co2_saved"], "t"),
        words("water_saved"): _amount(synergy["water_saved"], "m³"),
        words("jobs"): _amount(synergy["jobs"], ""),
        words("probability"): read.percent(synergy["probability"])
        if pd.notna(synergy["probability"])
        else "",
        _("In this stage since"): read.date(synergy["since"]) if pd.notna(synergy["since"]) else "",
        words("origin"): read.choice("synergy_origin", synergy["origin"]) if synergy["origin"] else "",
        words("ended_reason"): synergy["ended_reason"],
        words("source"): read.half(synergy["source"]),
    }
    filled = {label: show.plain(text) for label, text in texts.items() if isinstance(text, str) and text}
    return pd.DataFrame({"label": list(filled), "text": list(filled.values())})


def _amount(value: float, unit: str) -> str:
    if pd.isna(value) or value == 0:
        return ""
    rounded = float(f"{value:.3g}")
    return _("{amount} per year", amount=reader().amount(rounded, unit)) if unit else reader().number(value)


def about(text: str, is_rounded: bool) -> str:
    """Return an amount in words; one that is rounded for guests says so."""
    return _("about {amount}", amount=text) if is_rounded and text not in ("", "–") else text


def gains(totals: Mapping, money: pd.DataFrame) -> pd.DataFrame:
    """Totals of synergies in one state, in words: one row each, with expected values.

    Parameters
    ----------
    totals : mapping
        One row of `synergies.totals`.
    money : DataFrame
        Its rows of `synergies.money`.

    Returns
    -------
    DataFrame
        what, amount, expected.
    """
    read = reader()
    rows = [
        (
            read.column("synergy", column),
            *(about(_amount(totals[each], unit), totals["is_rounded"]) for each in (column, expected)),
        )
        for column, expected, unit in (
            ("co2_saved", "weighted_co2", "t"),
            ("water_saved", "weighted_water", "m³"),
        )
        if pd.notna(totals[column]) and totals[column]
    ]
    for row in money.to_dict("records"):
        years = sorted(
            {int(row[end]) for end in ("first_price_year", "last_price_year") if pd.notna(row[end])}
        )
        year = f" ({'–'.join(str(one) for one in years)})" if years else ""
        rows += [
            (
                read.column("synergy", column) + year,
                *(
                    about(read.money(row[each], row["currency"]), row["is_rounded"])
                    for each in (column, expected)
                ),
            )
            for column, expected in (
                ("annual_saving", "weighted_saving"),
                ("investment", "weighted_investment"),
            )
            if pd.notna(row[column])
        ]
    return pd.DataFrame(rows, columns=["what", "amount", "expected"]).map(show.plain)


def show_sums(totals: Mapping, money: pd.DataFrame, state: str) -> None:
    """Show what the synergies of a state bring; what is on the way also weighted by its chances.

    Parameters
    ----------
    totals : mapping
        The row of that state of `synergies.totals`.
    money : DataFrame
        As from `synergies.money`.
    state : str
        As in both.
    """
    is_way = state == "pipeline"
    show_gains(gains(totals, money.loc[money["state"] == state]), weighted=is_way)
    if is_way and totals["without_chance"]:
        st.caption(
            ngettext(
                "{count} of them has no probability and is excluded from the weighted totals.",
                "{count} of them have no probability and are excluded from the weighted totals.",
                int(totals["without_chance"]),
            )
        )


def show_gains(gained: pd.DataFrame, *, weighted: bool) -> None:
    """Show what synergies bring; with the sums weighted by their chances beside it where asked."""
    if gained.empty:
        return
    titled = gained.rename(
        columns={"what": _("Benefits"), "amount": _("Total"), "expected": _("Weighted by probability")}
    )
    st.table(
        titled if weighted else titled.iloc[:, :2],
        border="horizontal",
        hide_index=True,
        hide_header=not weighted,
    )
