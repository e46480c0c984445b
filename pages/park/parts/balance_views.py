"""Balances of the sites: heat map of imbalances, and possible explanations."""

import math
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.output.figures import balance as figure
from isdata.park import flows
from isdata.park.flows.balance import BEYOND, OPEN, UNKNOWN
from pages.common import (
    address,
    amounts,
    charts,
    empty_view,
    navigation,
    park_facts,
    pick,
    role,
    screen,
    show,
)
from pages.common.data import ask, derive
from pages.common.language import _, names, ngettext, reader
from pages.common.presenting import headline
from pages.park.parts import balance_of_site, map_frame

_ABOVE, _ROW, _LOW_ROW = 404, 26, 23  # height above the first site, and of a site; lower if all then fit [px]
_ON_PHONE = 8  # number of sites shown initially, so that the explanations are visible
# On one line above the table.
_KEY = """<style>
.st-key-balance_key p {font-size: 0.8rem}
@media (max-width: 640px) {.st-key-balance_key {gap: 0 0.5rem} .st-key-balance_key * {font-size: 0.74rem}}
</style>"""
KIND, RESOURCE, SUBSTANCE = "kind", "resource", "substance"


def balance(
    park_id: str,
    year: int,
    by: str,
    declared: pd.DataFrame,
    growth: pd.DataFrame,
    names: dict[str, str],
    *,
    is_whole: bool = False,
) -> None:
    """Show the imbalance of each site; a click lists the values that could explain it."""
    parts = _parts(by, park_id, year, declared, growth)
    found = derive(flows.balances, *parts)
    if by != KIND:
        found = flows.two_sided(found)
    if found.empty:
        show.info(_("No site has data for both inputs and outputs."))
        return
    if (found["state"] == OPEN).all():
        _one_side_only(len(found))
        return
    headline.state(_headline(found, names), is_on_page=True)
    left, right = st.columns([3, 4], gap="small" if screen.is_phone() else "medium")
    with left:
        most, height = _most(found, is_whole=is_whole)
        st.html(_KEY)
        with st.container(key="balance_key"):
            map_frame.legend(figure.legend(found, reader()))
        charts.draw(
            derive(figure.heat_map, found, names, _titles(by, parts[0]), reader(), most=most, row=height),
            key=f"balance_map_{by}",
            on_select=partial(_pick, f"balance_map_{by}"),
            selection_mode="cell",
            alt=_("Imbalance of each site, by material, energy and water"),
        )
        _note(found, most, declared, growth)
    with right:
        row = _picked(figure.by_urgency(found))
        balance_of_site.of_site(row, _titles(by, parts[0])[str(row["kind"])], parts, names)
    show.computed(_meaning(by))


def _headline(found: pd.DataFrame, names: dict[str, str]) -> str:
    """Line with the imbalances beyond their uncertainty, the most significant by site, and the number of sites at which a
    flow was never measured; empty if there are none."""
    read, beyond = reader(), found.loc[found["state"] == BEYOND, "site_id"]
    unknown = found.loc[found["state"] == UNKNOWN, "site_id"].nunique()
    return read.clauses(
        [
            ngettext(
                "{count} imbalance beyond its uncertainty: {site}",
                "{count} imbalances beyond their uncertainty, first {site}",
                len(beyond),
                site=names[beyond.iloc[0]],
            )
            if len(beyond)
            else "",
            _(
                "{count} of {total} sites: a flow was never measured",
                count=read.number(unknown),
                total=read.number(found["site_id"].nunique()),
            )
            if unknown
            else "",
        ]
    )


def _most(found: pd.DataFrame, *, is_whole: bool) -> tuple[int | None, int]:
    """Number of sites to draw, and height of each: initially those that fit the window, all on request. [px]"""
    count = found["site_id"].nunique()
    if is_whole:
        return None, _ROW
    for height in (_ROW, _LOW_ROW):
        room = _ON_PHONE if screen.is_phone() else max(_ON_PHONE, (screen.height() - _ABOVE) // height)
        if count <= room:
            return None, height
    return (_ON_PHONE if screen.is_phone() else max(_ON_PHONE, (screen.height() - _ABOVE) // _ROW)), _ROW


def _note(found: pd.DataFrame, most: int | None, *entries: pd.DataFrame) -> None:
    """Show below the picture the meaning of its numbers, that uncertainties were assumed, and that only the first sites are
    shown."""
    columns = ["value", "spread"]
    words = [_assumed(pd.concat([part.loc[part["is_assumed"].astype(bool), columns] for part in entries]))]
    if (found["state"] == UNKNOWN).any():
        words.append(
            _(
                "Inputs less outputs: amount where a flow was never measured, otherwise % of the larger side; empty without data."
            )
        )
    if most is not None:
        count = {"shown": reader().number(most), "total": reader().number(found["site_id"].nunique())}
        words.append(_("The first {shown} of {total} sites; all under “Adjust”.", **count))
    if any(words):
        st.caption(reader().sentences(words))


def _assumed(rows: pd.DataFrame) -> str:
    """Sentence on the uncertainties assumed for amounts that state none; empty without such amounts."""
    shares = (rows["spread"] / rows["value"].abs()).replace(math.inf, math.nan).dropna()
    if shares.empty:
        return ""
    return ngettext(
        "{count} amount without a stated ± counts with ±{share}, as usual for its basis.",
        "{count} amounts without a stated ± count with ±{share}, as usual for their basis.",
        len(shares),
        share=reader().span(
            *dict.fromkeys(reader().percent(share) for share in (shares.min(), shares.max()))
        ),
    )


def _one_side_only(count: int) -> None:
    """Show that nothing can be balanced, and where to enter the other side."""
    steps = empty_view.state(
        ngettext(
            "No balance is possible: of {count} pair of inputs and outputs only one side is recorded.",
            "No balance is possible: of all {count} pairs of inputs and outputs only one side is recorded.",
            count,
        ),
        _("Enter the missing inputs or outputs in the table “Flows”."),
        content=[
            _("Inputs and outputs of each site by kind of resource"),
            _("The difference of both sides, beside the uncertainty of their amounts"),
        ],
        related="amount",
    )
    if not park_facts.is_published():
        with steps:
            navigation.link(
                "tables", _("Enter the data in a table"), icon=":material/edit_note:", edit_table="flow"
            )


def groupings() -> dict[str, str]:
    """Labels of the quantities that can be balanced."""
    return {KIND: _("Kind of resource"), RESOURCE: _("Forwarded resource"), SUBSTANCE: _("Substance")}


def choose_by() -> str:
    """Let the user choose the balanced quantity."""
    return pick.one_of(_("Balance by"), groupings(), key="balance_by")


def _parts(
    by: str, park_id: str, year: int, declared: pd.DataFrame, growth: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    known = declared[declared["slope"].notna()]
    if by == RESOURCE:
        return flows.by_resource(known, growth)
    if by == SUBSTANCE:
        return ask(
            flows.by_substance,
            park_id=park_id,
            year=year,
            flows=known,
            stocks=growth,
            reconciled=amounts.are_reconciled(),
            viewer=role.viewer(),
        )
    return known, growth


def _meaning(by: str) -> str:
    return {
        KIND: _("All material (by mass), energy and water of a site. Mass and energy are conserved."),
        RESOURCE: _(
            "Only resources that a site both receives and provides. An imbalance shows how much is "
            "produced or consumed."
        ),
        SUBSTANCE: _(
            "Mass balance per substance, where compositions are declared. Materials without a declared "
            "composition count as unknown."
        ),
    }[by]


def _titles(by: str, rows: pd.DataFrame) -> dict[str, str]:
    read = reader()
    if by == RESOURCE:
        return names(rows.drop_duplicates("resource_id"), "resource_id", "resource")
    if by == SUBSTANCE:
        return {name: name for name in rows["kind"]}
    return {kind: read.choice("kind", kind) for kind in ("material", "energy", "water")}


def _pick(key: str) -> None:
    """Keep the clicked balance; a click beside all of them clears the selection."""
    cells = st.session_state[key]["selection"].get("cell", [])
    st.session_state.balance = next((cell.get("balance_id") for cell in cells), None)


def _picked(found: pd.DataFrame) -> dict[str, Any]:
    """The clicked balance, or the most striking one."""
    clicked = address.remembered("balance", found["balance_id"].tolist(), None)
    address.keep("balance")
    return (found if clicked is None else found[found["balance_id"] == clicked]).iloc[0].to_dict()
