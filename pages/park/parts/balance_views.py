"""The balances of the sites: a heat map of what is left over, and what could explain it."""

import math
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.output.figures import balance as figure
from isdata.park import flows
from isdata.park.flows.balance import OPEN, UNKNOWN
from pages.common import address, amounts, cards, charts, navigation, pick, role, screen, show
from pages.common.data import ask, derive
from pages.common.language import _, defined, names, ngettext, reader
from pages.park.parts import balance_source, map_frame

_ABOVE, _ROW, _LOW_ROW = 355, 26, 23  # above the first site, and of a site; lower where all then fit [px]
_ON_PHONE = 8  # sites at first, so that the explanations are in sight
_WIDTHS, _ON_PHONES = (300, 94, 106, 82, 68), (98, 92, 66, 76, 68)  # of the columns of that table [px]
_TABLE_FROM = 435  # top of the table beside [px]
_KEY = "<style>.st-key-balance_key p {font-size: 0.8rem}</style>"  # in one line above the table
MOST_CHANGE = 1.0  # of a value, beyond which its change explains nothing [-]
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
        _note(found, most)
    with right:
        row = _picked(figure.by_urgency(found))
        _one_balance(row, _titles(by, parts[0])[str(row["kind"])], parts, names)
    show.computed(_meaning(by))


def _most(found: pd.DataFrame, *, is_whole: bool) -> tuple[int | None, int]:
    """Sites to draw, and the height of each: at first those that the window holds, the others once asked for. [px]"""
    count = found["site_id"].nunique()
    if is_whole:
        return None, _ROW
    for height in (_ROW, _LOW_ROW):
        room = _ON_PHONE if screen.is_phone() else max(_ON_PHONE, (screen.height() - _ABOVE) // height)
        if count <= room:
            return None, height
    return (_ON_PHONE if screen.is_phone() else max(_ON_PHONE, (screen.height() - _ABOVE) // _ROW)), _ROW


def _note(found: pd.DataFrame, most: int | None) -> None:
    """State below the picture what its numbers are, and that it shows the first sites only."""
    words = []
    if (found["state"] == UNKNOWN).any():
        words.append(_("Amount if never measured, else % of larger side."))
    if most is not None:
        count = {"shown": reader().number(most), "total": reader().number(found["site_id"].nunique())}
        words.append(_("The first {shown} of {total} sites; all under “Adjust”.", **count))
    if words:
        st.caption(reader().sentences(words))


def _one_side_only(count: int) -> None:
    """State that nothing can be balanced, and where the other side is entered."""
    show.info(
        ngettext(
            "No balance is possible: of {count} pair of inputs and outputs only one side is recorded.",
            "No balance is possible: of all {count} pairs of inputs and outputs only one side is recorded.",
            count,
        )
    )
    navigation.link("tables", _("Enter the data in a table"), icon=":material/edit_note:", edit_table="flow")


def groupings() -> dict[str, str]:
    """Quantities that can be balanced, in words."""
    return {KIND: _("Kind of resource"), RESOURCE: _("Forwarded resource"), SUBSTANCE: _("Substance")}


def choose_by() -> str:
    """Let the reader choose what is balanced."""
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
    """Remember which balance was clicked; a click beside all of them leaves none."""
    cells = st.session_state[key]["selection"].get("cell", [])
    st.session_state.balance = next((cell.get("balance_id") for cell in cells), None)


def _picked(found: pd.DataFrame) -> dict[str, Any]:
    """Return the balance that was clicked, or the most striking one."""
    clicked = address.remembered("balance", found["balance_id"].tolist(), None)
    address.keep("balance")
    return (found if clicked is None else found[found["balance_id"] == clicked]).iloc[0].to_dict()


def _one_balance(
    row: dict[str, Any], title: str, parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]
) -> None:
    read = reader()
    st.subheader(f"{show.plain(names[row['site_id']])} · {show.plain(title)}", anchor=False)
    if row["state"] == OPEN:
        st.markdown(_one_side(row))
        return
    st.markdown(_(figure.STATES[row["state"]]) if row["state"] != UNKNOWN else _missing(row, parts, names))
    with cards.row(3):
        sides = {
            "inputs": (_("Inputs"), _("All declared flows into the site in the year.")),
            "outputs": (_("Outputs"), _("All declared flows out of the site in the year.")),
            "growth": (_("Stock increase"), defined("stock change")),
            "residual": (_("Imbalance"), defined("imbalance")),
        }
        for side, (heading, meaning) in sides.items():
            if row[side] or side != "growth":
                spread = f"± {read.amount(row['spread'], row['measure'])}" if side == "residual" else None
                cards.metric(heading, read.amount(row[side], row["measure"]), meaning, spread)
    _explained(row, parts, names)


def _one_side(row: dict[str, Any]) -> str:
    """Which side of a balance is known."""
    read = reader()
    if row["inputs"] > 0:
        amount = read.amount(row["inputs"], row["measure"])
        return _(
            "Only inputs are recorded ({amount}); without outputs no imbalance can be stated.", amount=amount
        )
    if row["outputs"] > 0:
        amount = read.amount(row["outputs"], row["measure"])
        return _(
            "Only outputs are recorded ({amount}); without inputs no imbalance can be stated.", amount=amount
        )
    return _("No amount is recorded.")


def _missing(row: dict[str, Any], parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]) -> str:
    """Flows of a balance that were never measured; of a single one, the amount that would close the balance."""
    read = reader()
    own = derive(flows.unmeasured, row, *parts)
    known = parts[0][parts[0]["kind"] == row["kind"]].set_index("flow_id")
    listed = _seen_from(str(row["site_id"]), known.loc[own["flow_id"]].reset_index(), names)
    sentence = _("Never measured: {flows}.", flows=show.plain(read.listed(listed)))
    if own["needed"].isna().all():
        return sentence
    closing = read.amount(own["needed"].iloc[0], row["measure"])
    spread = read.amount(row["spread"], row["measure"])
    return read.sentences(
        [sentence, _("{amount} ± {spread} would close the balance.", amount=closing, spread=spread)]
    )


def _explained(row: dict[str, Any], parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]) -> None:
    """List the figures that could explain what is left over, each a click away from its source."""
    read = reader()
    found = derive(flows.explanations, row, *parts)
    known = parts[0].set_index("flow_id")
    known = known[known["kind"] == row["kind"]]
    own = found[found["flow_id"].isin(known.index)]
    is_odd = (own["change"].abs() > MOST_CHANGE) | own["needed"].isna()
    # All values of the site are listed: who adds them up needs each of them. What explains nothing stands last.
    explains = ~is_odd | is_odd.all()
    own = pd.concat([own[explains], own[~explains].assign(needed=math.nan, change=math.nan)])
    rows = known.loc[own["flow_id"]].reset_index()
    st.markdown(
        _(
            "**Values of this balance [{unit}]**, the most plausible explanation first: the value that closes the "
            "balance with the smallest change relative to its uncertainty.",
            unit=read.unit(row["measure"]),
        )
    )
    change = _("Change (%)")
    table = {
        _("Figure"): _seen_from(str(row["site_id"]), rows, names),
        _("Declared"): [
            f"{read.number(value)} ± {read.number(spread)}" if spread > 0 else read.number(value)
            for value, spread in zip(own["value"], own["spread"], strict=True)
        ],
        _("Required value"): own["needed"].to_numpy(),
        change: (own["change"] * 100).to_numpy(),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
    }
    balance_source.table(
        table,
        rows,
        key="balance_explanation",
        most=max(250, screen.height() - _TABLE_FROM),
        alt=_("Values that could explain the imbalance"),
        digits={change: 1},
        right=[_("Declared")],
        lines=4 if screen.is_phone() else None,
        widths=dict(zip(table, _ON_PHONES if screen.is_phone() else _WIDTHS, strict=True)),
    )
    if not explains.all():
        st.caption(
            ngettext(
                "{count} value without a required value would have to more than double or to be negative.",
                "{count} values without a required value would have to more than double or to be negative.",
                int((~explains).sum()),
            )
        )


def _seen_from(site_id: str, rows: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Description of each value, seen from a site: its resource, and who provides or receives it."""
    read = reader()
    outside = _("outside")
    records = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [
        f"{read.name(row['resource_en'], row['resource_zh'])} → {names.get(row['receiver_id'], outside)}"
        if row["provider_id"] == site_id
        else f"{read.name(row['resource_en'], row['resource_zh'])} ← {names.get(row['provider_id'], outside)}"
        for row in records
    ]
