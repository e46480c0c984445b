"""Tables below the picture of the flows page: underlying rows, destinations, loops, and flows not drawn."""

from itertools import chain

import pandas as pd
import streamlit as st

from isdata.data import money, store
from isdata.output.figures import sankey_texts as words
from isdata.output.figures import sankey_undrawn
from isdata.output.figures.sankey_quantities import quantity
from isdata.park import flows
from isdata.symbiosis.gaps import possible_receivers
from isdata.symbiosis.matching import published_uses
from pages.common import cards, park_matches, pick, role, show, undisclosed
from pages.common.data import ask, derive
from pages.common.language import _, defined, ngettext, reader
from pages.common.once import once
from pages.common.tables import show_table
from pages.park.parts import flow_loops, flow_path

WIDTHS = {"provider_id": 155, "receiver_id": 175, "resource_id": 155, "source": 236}  # widths of columns [px]
LISTED = 500  # maximum number of records, since browsers display more of them slowly


def tables(
    composed: flows.Composed,
    choice: flows.FlowSelection,
    picked: flow_path.Picked | None,
    park_id: str,
    currency: str,
) -> None:
    """Show the tables, one at a time; only the open one is computed."""
    left_out = int(composed.view.left_out["flows"].sum())
    titles = {
        "behind": _("Underlying data"),
        "ends": _("Destinations"),
        "loops": _("Loops"),
        "left_out": ngettext("{count} flow not drawn", "{count} flows not drawn", left_out),
    }
    if not left_out:
        titles.pop("left_out")
    match pick.one_of(_("Tables"), titles, key="flow_table", label_visibility="collapsed"):
        case "ends":
            _ends(
                ask(flows.converted, park_id=park_id, choice=choice, viewer=role.viewer()),
                composed,
                currency,
                park_id,
            )
        case "loops":
            flow_loops.table(park_id, choice)
        case "left_out":
            _left_out(composed, choice)
        case _:
            _behind(composed, choice, picked, park_id, currency)


def _behind(
    composed: flows.Composed,
    choice: flows.FlowSelection,
    picked: flow_path.Picked | None,
    park_id: str,
    currency: str,
) -> None:
    links = picked[0] if picked else chain.from_iterable(composed.view.links["links"])
    if picked:
        st.markdown(_("Data of “{name}”", name=show.escaped(picked[1])))
    once(_records, park_id, tuple(dict.fromkeys(links)), currency, is_reconciled=choice.is_reconciled)


def _records(park_id: str, links: tuple[str, ...], currency: str, *, is_reconciled: bool) -> None:
    """List the flow records of links."""
    rows = ask(flows.rows, park_id=park_id, links=links, viewer=role.viewer(), reconciled=is_reconciled)
    show_table(
        _rows(rows.head(LISTED), currency),
        alt=_("Flow records with source and uncertainty"),
        widths={reader().column("flow", name): width for name, width in WIDTHS.items()},
    )
    if (rows["cost"].head(LISTED) < 0).any():
        st.caption(
            _("Cost: what the receiver pays the provider; negative where the provider pays, as for disposal.")
        )
    if len(rows) > LISTED:
        st.caption(_("The first {shown} of {total}.", shown=LISTED, total=reader().number(len(rows))))


def _rows(rows: pd.DataFrame, currency: str) -> dict[str, object]:
    """Columns of the table of flow records by heading; costs in the reader's currency."""
    read = reader()
    code, rate = read.stated_currency(currency)
    is_same = rows[["year", "unit"]].nunique() == 1  # a common value is stated once
    unit = f" [{read.unit(rows['unit'].dropna().iloc[0])}]" if is_same["unit"] else ""
    table = {
        read.column("flow", "provider_id"): [
            name or _("outside") for name in reader().names(rows, "provider")
        ],
        read.column("flow", "receiver_id"): [
            name or _("outside") for name in reader().names(rows, "receiver")
        ],
        read.column("flow", "resource_id"): reader().names(rows, "resource"),
        read.column("flow", "year"): rows["year"].astype(str),
        read.column("flow", "quantity") + unit: rows["quantity"],
        read.column("reconciled_flow", "quantity") + unit: rows["reconciled"],
        read.column("flow", "unit"): rows["unit"],
        read.column("flow", "uncertainty"): rows["uncertainty"],
        read.column("flow", "basis"): [read.choice("basis", _text(basis)) for basis in rows["basis"]],
        read.column("flow", "destination"): [
            read.choice("destination", _text(use)) for use in rows["destination"]
        ],
        f"{read.column('flow', 'cost')} [{read.unit(f'{code}/yr')}]": rows["cost"]
        * money.rate_of(rows["currency"], ask(money.rates, currency=currency))
        * rate,
        read.column("flow", "source"): [read.half(text) or None for text in rows["source"]],
        read.column("flow", "note"): [read.half(text) or None for text in rows["note"]],
        read.column("flow", "flow_id"): rows["flow_id"],
    }
    stated = {read.column("flow", name) for name in is_same.index[is_same]}
    return {heading: cells for heading, cells in table.items() if heading not in stated}


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None


def _ends(converted: pd.DataFrame, composed: flows.Composed, currency: str, park_id: str) -> None:
    """Show unused by-products, the destinations of residuals, and the reused share."""
    read = reader()
    unit = read.unit(composed.view.unit)
    found = flows.residuals(converted)
    count, value = flows.unused_by_products(found)
    if count:
        st.markdown(
            ngettext(
                "Unused by-products and waste: {count} ({amount}). Disposed of, treated or emitted today.",
                "Unused by-products and waste: {count} ({amount}). Disposed of, treated or emitted today.",
                count,
                amount=read.amount(value, unit),
            )
        )
    _becoming(converted, composed.view.unit)
    undisclosed.note({"park_id": park_id})
    if found.empty:
        st.info(
            _("No disposal, treatment or emissions of this type are recorded."),
            icon=":material/recycling:",
        )
        return
    found = _ranked(_with_receivers(found, park_id))
    is_lost = (found["kind"] == "material") & (found["destination"] == "emission")
    if (~is_lost).any():
        _listed(found[~is_lost], unit, currency, alt=_("Waste disposed of or treated, in the chosen order"))
    if is_lost.any():
        st.subheader(_("Process losses and emissions"), anchor=False)
        _listed(
            found[is_lost],
            unit,
            currency,
            alt=_("Process losses and emissions, in the chosen order"),
        )


def _with_receivers(found: pd.DataFrame, park_id: str) -> pd.DataFrame:
    """Residuals with their possible receiver as text in `possible_receiver`."""
    matches = park_matches.of_park(park_id, role.viewer())
    streams = ask(store.ask, name="stream_companies", park_id=park_id)
    best = derive(possible_receivers.best_matches, matches, streams)
    uses = set(ask(published_uses.counts, direction="for").index)
    return found.assign(possible_receiver=possible_receivers.words(found, best, uses, reader()))


def _listed(found: pd.DataFrame, unit: str, currency: str, *, alt: str) -> None:
    read = reader()
    table = {
        _("From"): read.names(found, "provider"),
        read.column("flow", "resource_id"): [
            words.resource_name(row, read) for row in found.to_dict("records")
        ],
        read.column("flow", "destination"): [read.choice("destination", use) for use in found["destination"]],
        _("Treated by"): read.names(found, "receiver"),
        _("Possible receiver"): found["possible_receiver"].fillna(_("none")),
        _("Amount ({unit})", unit=unit): found["value"].where(found["is_measured"] & ~found["is_banded"]),
        _("Range ({unit})", unit=unit): [
            read.quantities(row["least"], row["most"], "") if row["is_banded"] else ""
            for row in found.to_dict("records")
        ],
        _("Disposal cost ({unit})", unit=read.unit(currency)): found["cost"],
        _("CO2 (t)"): found["emitted"],
    }
    if not found["is_banded"].any():
        table.pop(_("Range ({unit})", unit=unit))
    show_table(table, alt=alt)


def _becoming(converted: pd.DataFrame, unit: str) -> None:
    """Show the destinations of by-products and wastes, and the reused share of the inputs."""
    read = reader()
    with st.container(horizontal=True):
        for row in flows.shares(converted).to_dict("records"):
            if row["value"] > 0:
                cards.metric(
                    read.choice("destination", row["destination"]),
                    read.percent(row["share"]),
                    _("Share of all by-products, waste, waste water and surplus heat with this destination."),
                    quantity(row["value"], unit, read),
                )
        cards.metric(
            _("Secondary share of inputs"),
            read.percent(flows.secondary_share(converted), digits=1),
            defined("secondary share of inputs"),
            _("by-products from companies of the park"),
        )


def _ranked(found: pd.DataFrame) -> pd.DataFrame:
    """Residuals in the order chosen by the user: the largest first, or those without a possible receiver first."""
    ranks = {"value": _("Amount"), "cost": _("Disposal cost"), "emitted": _("CO2")}
    ranks = {column: title for column, title in ranks.items() if found[column].notna().any()}
    rank = pick.one_of(_("Rank by"), ranks | {"taker": _("Without receiver")}, key="flow_rank")
    if rank == "taker":
        return found.sort_values(["possible_receiver", "value"], key=_absent_first, kind="stable")
    return found.sort_values(rank, ascending=False, na_position="last", kind="stable")


def _absent_first(values: pd.Series) -> pd.Series:
    """Sort key: rows without a possible receiver first, and the largest amounts first."""
    return values.notna() if values.name == "possible_receiver" else -values


def _left_out(composed: flows.Composed, choice: flows.FlowSelection) -> None:
    """List the flows that cannot be converted to the unit, with the missing data."""
    read = reader()
    found = composed.view.left_out
    table = {
        read.column("flow", "provider_id"): reader().names(found, "provider"),
        read.column("flow", "receiver_id"): reader().names(found, "receiver"),
        read.column("flow", "resource_id"): [
            words.resource_name(row, read) for row in found.to_dict("records")
        ],
        read.column("flow", "quantity"): found["quantity"],
        read.column("flow", "unit"): found["unit"],
        _("Reason"): sankey_undrawn.reasons(composed, choice, read),
    }
    show_table(table, alt=_("Flows not drawn"))
