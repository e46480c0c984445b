"""Investment and gain of a synergy's partners: two by price, several by fair shares."""

import math
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from isdata.output.reports import partner_terms
from isdata.symbiosis import assessment
from pages.common import park_facts, popovers, screen, show
from pages.common.editing import edited_table, saving
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.tables import show_rows
from pages.synergies.parts import synergy_words

PARTIES = ("provider", "receiver")
MOST_OBJECTING = 5


def show_partners(dossier: assessment.Dossier, name: str) -> None:
    """Show investment and gain of each partner; missing values can be entered; `name` signs changes."""
    currency, found = str(dossier.facts["currency"] or park_facts.currency()), dossier.shares
    st.subheader(_("Investment and gain by partner"), anchor=False)
    if found is None or assessment.ends(dossier.partners):
        _two(dossier, currency)
    elif not found.pays:
        st.warning(
            _(
                "No gain to share: the joint loss is {money} per year, including the annualised investment.",
                money=reader().money(-found.together, currency),
            ),
            icon=":material/trending_down:",
        )
    else:
        _several(dossier, found, currency)
    if len(dossier.partners) > 2:
        with popovers.lazy_content(
            _("Amounts and costs of each partner"), key="synergy_partners_edit"
        ) as is_drawn:
            if is_drawn:
                _editor(dossier, name)


def _two(dossier: assessment.Dossier, currency: str) -> None:
    """Show results of provider and receiver at the price."""
    made, read = dossier.sheet, reader()
    assert made is not None
    rows, names = made.parties, _names(dossier.partners)
    ends = {party: names[site] for party, site in assessment.ends(dossier.partners).items()}
    roles = {party: read.choice("participant_role", party) for party in PARTIES}
    show.table(
        pd.DataFrame(
            {
                _("Partner"): [
                    read.noted(ends[party], roles[party]) if ends else roles[party] for party in rows.index
                ],
                _("Investment"): [synergy_words.money(value, currency) for value in rows["investment"]],
                _("Gain per year"): [synergy_words.money(value, currency) for value in rows["gain"]],
                _("Own payback"): [synergy_words.years(value) for value in rows["payback"]],
                _("Net present value"): [synergy_words.money(value, currency) for value in rows["npv"]],
            }
        )
    )
    show.computed(
        read.sentences(
            [
                partner_terms.basis(made, dossier.assumptions, read),
                *partner_terms.conventions(dossier.assumptions, read),
            ]
        )
    )


def _shares(dossier: assessment.Dossier, found: assessment.Shares, currency: str) -> dict[str, list[str]]:
    """Fair share of each partner, as columns of text."""
    read, names, unit = reader(), _names(dossier.partners), str(dossier.facts["unit"] or "")
    rows = found.table
    about = {
        _("Partner"): [names[site] for site in rows.index],
        _("Role"): [read.choice("participant_role", role) for role in rows["role"]],
        _("Amount per year"): [_amount(row, unit) for row in rows.to_dict("records")],
        _("Investment"): [
            _("not allocated") if found.common > 0 and not value else read.money(value, currency)
            for value in rows["investment"]
        ],
    }
    gain = [read.money(value, currency) for value in rows["gain"]]
    paid = {
        _("Net payment received per year"): [synergy_words.money(value, currency) for value in rows["paid"]]
    }
    payback = [synergy_words.years(value) for value in rows["payback"]]
    npv = [read.money(value, currency) for value in rows["npv"]]
    if screen.is_phone():  # gain, payback and NPV visible beside the partner
        cells = _in_one(about) | {_("Gain/yr"): gain, _("Payback"): payback, _("NPV"): npv} | paid
    else:
        cells = (
            about
            | {_("Gain per year"): gain}
            | paid
            | {_("Own payback"): payback, _("Net present value"): npv}
        )
    return cells


def _several(dossier: assessment.Dossier, found: assessment.Shares, currency: str) -> None:
    """Show the fair share of each partner, and groups that would object."""
    names = _names(dossier.partners)
    show_rows(once(_shares, dossier, found, currency), alt=_("Amounts, investment and gain of each partner"))
    _stability(found.split, names, currency)
    show.computed(
        _explained(found, names, currency, price=partner_terms.first_year(dossier.assumptions)["price"])
    )


def _in_one(columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Merge text columns into the first one; the text of the last one is labelled."""
    first, *_others, last = columns
    rows = zip(*columns.values(), strict=True)
    return {first: [" · ".join([*cells[:-1], _("{a}: {b}", a=last, b=cells[-1])]) for cells in rows]}


def _explained(found: assessment.Shares, names: Mapping[str, str], currency: str, *, price: float) -> str:
    notes = [
        _(
            "Fair shares are Shapley values: a partner's average contribution to the gain over all orders "
            "of joining. A group gains what it can exchange on its own; nothing without a required "
            "treatment or operating company."
        )
    ]
    notes.append(_("Annual averages over the lifetime, discounted."))
    if found.table["payback"].notna().any():
        notes.append(
            _(
                "Own payback: a partner's investment over its average gain per year; the payback of all partners above adds up "
                "the gains year by year."
            )
        )
    if found.table["paid"].notna().all():
        notes.append(_("Negative: the partner pays the others. These payments give each its share."))
    if found.common > 0:
        notes.append(partner_terms.unallocated(found, currency, reader()))
    if found.table["is_assumed"].any():
        notes.append(_("* not stated: the remaining amount, divided equally."))
    notes.append(partner_terms.raised_shares(found.split, names, reader()))
    if not found.split.is_exact:
        notes.append(_("Orders of joining are sampled because there are many partners."))
    if not math.isnan(price):
        notes.append(reader().text(partner_terms.NOT_BY_PRICE))
    return show.escaped(reader().sentences(notes))


def _amount(row: Mapping, unit: str) -> str:
    if pd.isna(row["amount"]):
        return "–"
    words = reader().amount(float(f"{row['amount']:.3g}"), unit)
    return f"{words} *" if row["is_assumed"] else words


def _stability(split: assessment.Split, names: Mapping[str, str], currency: str) -> None:
    """Show that every group benefits most with the others, or list groups that would object."""
    if split.is_stable:
        st.success(
            _("Stable: no group of these partners would do better on its own."),
            icon=":material/handshake:",
        )
        return
    lines = [
        _(
            "{firms} would gain {money} per year more without the others.",
            firms=reader().listed(names[firm] for firm in group),
            money=reader().money(more, currency),
        )
        for group, more in split.objecting[:MOST_OBJECTING]
    ]
    st.warning(
        "\n".join(f"- {show.escaped(line)}" for line in lines),
        title=_("Not stable; these would do better on their own"),
        icon=":material/group_remove:",
    )


def _names(partners: pd.DataFrame) -> dict[str, str]:
    return {
        row["site_id"]: reader().name(row["name_en"], row["name_zh"]) for row in partners.to_dict("records")
    }


def _editor(dossier: assessment.Dossier, name: str) -> None:
    """Let the user enter what each partner provides, receives and pays."""
    table, synergy, now = "synergy_participant", str(dossier.facts["synergy_id"]), _filled_in(dossier)
    kept = now[["site_id", "role", "quantity", "investment"]].assign(synergy_id=synergy)
    saving.offer_to_store(
        name, partial(store.write, rows={table: kept}), key="partners", reason=N_("Partner shares entered")
    )


def _filled_in(dossier: assessment.Dossier) -> pd.DataFrame:
    """Show the partners' values in an editable table, and return the edited rows."""
    read, table, facts = reader(), "synergy_participant", dossier.facts
    amounts = {
        column: edited_table.column(
            table, column, label=f"{read.column(table, column)} [{facts[unit]}]", format="localized"
        )
        for column, unit in (("quantity", "unit"), ("investment", "currency"))
    }
    return edited_table.edited(
        table,
        dossier.partners.assign(
            label=read.names(dossier.partners),
            role_words=[read.choice("participant_role", role) for role in dossier.partners["role"]],
        ),
        {
            "label": st.column_config.TextColumn(label=_("Partner"), pinned=True),
            "role_words": edited_table.column(table, "role"),
            **amounts,
        },
        key=f"partners_{facts['synergy_id']}_{saving.save_count('partners')}_{read.language}",
        fixed=["label", "role_words"],
        height="auto",
        alt=_("Enter what is known for each partner; empty values are divided equally."),
    )
