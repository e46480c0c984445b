"""The record of one synergy, shown beside the map and on the board."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.figures import parkmap_words, style
from pages.common import show
from pages.common.language import _, reader


def show_record(synergy: Mapping, partners: pd.DataFrame, *, sees_money: bool) -> None:
    """Show all that is known of a synergy.

    Parameters
    ----------
    synergy : mapping
        One row of `synergies.synergies`.
    partners : DataFrame
        Its rows of `synergies.partners`.
    sees_money : bool
        Whether money may be told at all; otherwise a sentence says so.
    """
    read = reader()
    st.subheader(show.plain(parkmap_words.synergy_name(synergy, read)), anchor=False)
    stage = show.plain(read.choice("stage", synergy["stage"]))
    st.markdown(
        f':color[{stage}]{{foreground="white" background="{style.STAGES[synergy["stage"]]}"}}'
        f" · {show.plain(read.choice('topic', synergy['topic']))}"
        f" · {show.plain(read.choice('synergy_kind', synergy['synergy_kind']))}"
    )
    st.markdown(
        "\n".join(
            f"- {show.plain(parkmap_words.partner_name(partner, read))}"
            f" ({show.plain(read.choice('participant_role', partner['role']))})"
            for partner in partners.to_dict("records")
        )
        or _("No partners are recorded.")
    )
    st.table(_facts(synergy, sees_money=sees_money), border="horizontal", hide_header=True, hide_index=True)
    if not sees_money:
        st.caption(_("Money is shown to the facilitator only."))
    if synergy["is_illustrative"]:
        st.caption(_("Illustrative: invented for this sample, not a fact."))


def _facts(synergy: Mapping, *, sees_money: bool) -> pd.DataFrame:
    read = reader()
    words = lambda column: read.column("synergy", column)  # noqa: E731
    year = f" ({int(synergy['price_year'])})" if pd.notna(synergy["price_year"]) else ""
    money = {
        column: read.money(synergy[column], synergy["currency"]) + year
        for column in ("investment", "annual_saving")
        if sees_money and pd.notna(synergy[column])
    }
    texts = {
        words("resource_id"): read.name(synergy["resource_en"], synergy["resource_zh"]),
        words("quantity"): parkmap_words.synergy_amount(synergy, read),
        **{words(column): text for column, text in money.items()},
        words("co2_saved"): _amount(synergy["co2_saved"], "t"),
        words("water_saved"): _amount(synergy["water_saved"], "m³"),
        words("jobs"): _amount(synergy["jobs"], ""),
        words("probability"): read.percent(synergy["probability"])
        if pd.notna(synergy["probability"])
        else "",
        _("Next step"): read.name(synergy["next_step_en"], synergy["next_step_zh"]),
        words("owner"): synergy["owner"],
        words("due_date"): read.date(synergy["due_date"]) if pd.notna(synergy["due_date"]) else "",
        _("In this stage since"): read.date(synergy["since"]) if pd.notna(synergy["since"]) else "",
        words("origin"): read.choice("synergy_origin", synergy["origin"]) if synergy["origin"] else "",
        words("ended_reason"): synergy["ended_reason"],
        words("source"): synergy["source"],
    }
    filled = {label: show.plain(text) for label, text in texts.items() if isinstance(text, str) and text}
    return pd.DataFrame({"label": list(filled), "text": list(filled.values())})


def _amount(value: float, unit: str) -> str:
    if pd.isna(value) or value == 0:
        return ""
    return _("{amount} a year", amount=reader().amount(value, unit)) if unit else reader().number(value)
