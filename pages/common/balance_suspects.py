"""Which figures are suspicious, who said them, and what would follow if one were left out."""

import pandas as pd
import streamlit as st

from isdata import flows
from isdata.reconciliation import ReconciliationError
from pages.common import show
from pages.common.data import ask, cursor
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_table

MOST = 25  # suspicious figures listed
ERROR = 0.3  # the error that is asked about: would a balance notice it?


def figure_names(rows: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Return what each figure is about: provider → receiver, resource."""
    read = reader()
    outside = _("outside")
    return [
        f"{names.get(row['provider_id'], outside)} → {names.get(row['receiver_id'], outside)}: "
        f"{read.name(row['resource_en'], row['resource_zh'])}"
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
    ]


def source(flow_id: str) -> None:
    """Tell who said a figure, when, and how it was found."""
    read = reader()
    row = ask(flows.source, flow_id=flow_id).iloc[0].to_dict()
    basis = read.choice("basis", row["basis"] if isinstance(row["basis"], str) else None)
    said = [
        _(
            "**Figure {flow_id}**: {amount}",
            flow_id=show.plain(flow_id),
            amount=read.amount(row["quantity"], row["unit"]),
        )
    ]
    spread = row["uncertainty"]
    said.append(
        _("Basis: {basis}, ± {spread}", basis=basis, spread=read.percent(spread / 100, digits=1))
        if spread == spread and spread is not None
        else _("Basis: {basis}; nobody declared a ±", basis=basis)
    )
    if isinstance(row["source"], str):
        said.append(_("Source: {source}", source=show.plain(read.half(row["source"]))))
    if isinstance(row["note"], str):
        said.append(show.plain(read.half(row["note"])))
    if isinstance(row["changed_by"], str):
        said.append(
            _(
                "Stored by {who} on {day} ({reason})",
                who=show.plain(row["changed_by"]),
                day=read.date(row["changed_at"]),
                reason=show.plain(row["reason"]),
            )
        )
    st.info("  \n".join(said), icon=":material/person_search:")


def suspicious(park_id: str, year: int, declared: pd.DataFrame, names: dict[str, str]) -> None:
    """Show what the figures would be if all balances closed, the most suspicious first."""
    try:
        outcome = ask(flows.reconcile, park_id=park_id, year=year)
    except ReconciliationError as error:
        st.info(reader().error(error), icon=":material/info:")
        return
    _verdict(outcome, declared, names)
    st.caption(
        _(
            "Each figure is changed as little as its ± demands until all balances close. Beyond 2 deviations a figure is suspicious; figures that share their only balance are equally so. Click a row for its source."
        )
    )
    flow_id = _listed(outcome, declared, names)
    if flow_id:
        source(flow_id)
        _without(park_id, year, flow_id, outcome)
    _keep(outcome)


def _verdict(outcome: flows.Reconciled, declared: pd.DataFrame, names: dict[str, str]) -> None:
    """Tell whether the figures agree by both tests, which one to look at first, and what no test would see."""
    said = [_tests(outcome)]
    first = figure_names(_rows(declared, outcome.suspects[:1]), names)
    if outcome.is_contradictory and first:
        said.append(_first(first[0], outcome.accused, names))
        others = len(outcome.suspects) - 1
        if others > 0:
            said.append(
                ngettext(
                    "{count} other figure would explain it as well: the balances cannot tell the two apart.",
                    "{count} other figures would explain it as well: the balances cannot tell them apart.",
                    others,
                )
            )
    if outcome.is_contradictory:
        st.warning(" ".join(said), icon=":material/rule:")
    else:
        st.success(" ".join(said), icon=":material/task_alt:")
    told = int(outcome.flows["value"].notna().sum())
    st.caption(
        _(
            "No balance is sharp enough to notice an error of {error} in {count} of the {total} figures.",
            error=reader().percent(ERROR),
            count=reader().number(outcome.unnoticed(ERROR)),
            total=reader().number(told),
        )
    )


def _tests(outcome: flows.Reconciled) -> str:
    """Tell which of the two tests fail."""
    read = reader()
    limits = {
        "chi2": read.number(outcome.chi2),
        "critical": read.number(outcome.critical),
        "largest": read.number(round(outcome.largest, 2)),
        "limit": read.number(round(outcome.limit, 2)),
    }
    match outcome.chi2 > outcome.critical, outcome.largest > outcome.limit:
        case False, False:
            return _(
                "The figures agree with each other within their ±: all together (χ² {chi2}, limit {critical}) and each by itself (at most {largest} deviations, limit {limit}).",
                **limits,
            )
        case False, True:
            return _(
                "All together the figures agree (χ² {chi2}, limit {critical}), but one of them lies {largest} deviations off, beyond the limit of {limit}.",
                **limits,
            )
        case True, False:
            return _(
                "All together the figures contradict each other beyond their ± (χ² {chi2}, limit {critical}), though none stands out by itself (at most {largest} deviations, limit {limit}).",
                **limits,
            )
        case _both:
            return _(
                "The figures contradict each other beyond their ± (χ² {chi2}, limit {critical}), and one of them lies {largest} deviations off, beyond the limit of {limit}.",
                **limits,
            )


def _first(figure: str, accused: str | None, names: dict[str, str]) -> str:
    if accused is None:
        return _("Look first at {figure}.", figure=show.plain(figure))
    site_id, kind = accused.rsplit("|", 1)
    return _(
        "Look first at {figure}: the balance of {site}, {kind}, speaks most against it.",
        figure=show.plain(figure),
        site=show.plain(names.get(site_id, site_id)),
        kind=reader().choice("kind", kind),
    )


def _rows(declared: pd.DataFrame, flow_ids: list[str]) -> pd.DataFrame:
    return declared.set_index("flow_id").loc[flow_ids].reset_index()


def _listed(outcome: flows.Reconciled, declared: pd.DataFrame, names: dict[str, str]) -> str | None:
    """List the figures in order of effect; return the one that was clicked."""
    read = reader()
    # Suspects stand first, the likeliest of those that no balance tells apart on top.
    place = {flow_id: k for k, flow_id in enumerate(outcome.suspects)}
    ranked = outcome.flows.assign(place=outcome.flows["flow_id"].map(place)).sort_values(
        ["place", "effect"], ascending=[True, False], na_position="last", kind="stable"
    )
    ranked = ranked.head(MOST)
    rows = _rows(declared, ranked["flow_id"].tolist())
    table = {
        _("Figure"): figure_names(rows, names),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
        _("Unit"): rows["measure"],
        _("Declared"): ranked["value"].to_numpy(),
        _("Reconciled"): ranked["reconciled"].to_numpy(),
        _("Change"): [
            read.percent(change, digits=1) if change == change else "–" for change in ranked["change"]
        ],
        _("In deviations"): ranked["normalised_residual"].abs().round(2).to_numpy(),
        _("Effect on χ²"): ranked["effect"].round(1).to_numpy(),
        _("Errors are noticed from"): [_noticed(part) for part in ranked["noticed_from"]],
    }
    chosen = show_table(
        table,
        key="balance_suspects",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Figures with their reconciled values, the most suspicious first"),
    )
    return str(rows["flow_id"].iloc[chosen[0]]) if chosen else None


def _noticed(part: float) -> str:
    """Return the smallest error that the balances would notice; a small flow may be wrong by many times itself."""
    if part != part:
        return "–"
    return reader().percent(part) if part < 10 else _("over {share}", share=reader().percent(10.0))


def _without(park_id: str, year: int, flow_id: str, outcome: flows.Reconciled) -> None:
    """Tell what would follow if one figure were left out."""
    read = reader()
    other = ask(flows.reconcile, park_id=park_id, year=year, without=flow_id)
    row = other.flows.set_index("flow_id").loc[flow_id]
    st.info(
        _(
            "Left out, χ² falls from {before} to {after} (limit {limit}), and the balances make it {amount}.",
            before=read.number(outcome.chi2),
            after=read.number(other.chi2),
            limit=read.number(other.critical),
            amount=read.number(row["reconciled"]),
        ),
        icon=":material/filter_alt_off:",
    )


def _keep(outcome: flows.Reconciled) -> None:
    """Let the facilitator store the reconciled figures beside the declared ones."""
    with st.popover(_("Keep the reconciled figures"), icon=":material/save:"):
        st.markdown(
            _(
                "They are stored beside the declared ones, which stay as they are. The flows page can show either."
            )
        )
        who = st.text_input(_("Your name"), key="balance_who")
        if st.button(_("Store them"), key="balance_keep", type="primary", disabled=not who.strip()):
            flows.keep(cursor(), outcome, who=who.strip(), reason="reconciled with the balances")
            st.success(
                ngettext("{count} figure was stored.", "{count} figures were stored.", len(outcome.flows))
            )
