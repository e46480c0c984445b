"""Views of the balance page: what is left over, which figures are suspicious, how good and how lean they are."""

import pandas as pd
import streamlit as st

from isdata import flows
from isdata.figures import balance as figure
from isdata.figures.sankey_words import group_name
from isdata.flows import intensity
from isdata.reconciliation import ReconciliationError
from pages.common import show
from pages.common.data import ask, cursor
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_table

MOST = 25  # suspicious figures listed


def balance(found: pd.DataFrame, declared: pd.DataFrame, growth: pd.DataFrame, names: dict[str, str]) -> None:
    """Show what each site leaves over; a click tells which figures could explain it."""
    counts = found["state"].value_counts()
    with st.container(horizontal=True):
        for state, title in figure.STATES.items():
            if state in counts:
                st.metric(_(title), int(counts[state]), border=True)
    left, right = st.columns([0.58, 0.42], gap="large")
    with left:
        st.altair_chart(
            figure.heat_map(found, names, reader()),
            key="balance_map",
            on_select="rerun",
            selection_mode="cell",
            alt=_("What each site leaves over, by material, energy and water"),
        )
    with right:
        _one_balance(_picked(found), declared, growth, names)


def _picked(found: pd.DataFrame) -> dict[str, object]:
    """Return the balance that was clicked, or the most striking one."""
    cells = st.session_state.get("balance_map", {}).get("selection", {}).get("cell", [])
    clicked = found[found["balance_id"].isin([cell.get("balance_id") for cell in cells])]
    return (clicked if len(clicked) else found).iloc[0].to_dict()


def _one_balance(
    row: dict[str, object], declared: pd.DataFrame, growth: pd.DataFrame, names: dict[str, str]
) -> None:
    read = reader()
    kind = read.choice("kind", str(row["kind"]))
    st.subheader(f"{show.plain(names[str(row['site_id'])])} · {kind}", anchor=False)
    st.caption(_(figure.STATES[str(row["state"])]))
    with st.container(horizontal=True):
        sides = {
            "inputs": _("Goes in"),
            "outputs": _("Comes out"),
            "growth": _("Into stock"),
            "residual": _("Left over"),
        }
        for side, title in sides.items():
            if row[side] or side != "growth":
                st.metric(title, read.amount(float(str(row[side])), str(row["measure"])))
    st.caption(
        _(
            "Left over {residual} ± {spread}: beyond its ± it needs an explanation, within it needs none.",
            residual=read.amount(float(str(row["residual"])), str(row["measure"])),
            spread=read.amount(float(str(row["spread"])), str(row["measure"])),
        )
    )
    found = flows.explanations(row, declared, growth)
    known = declared.set_index("flow_id")
    own = found[found["flow_id"].isin(known.index)]
    rows = known.loc[own["flow_id"]].reset_index()
    st.markdown(
        _(
            "**What could explain it**, the likeliest first: the figure that closes the balance with the least strain on its ±."
        )
    )
    table = {
        _("Figure"): figure_names(rows, names),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
        _("Declared ({unit})", unit=row["measure"]): own["value"].to_numpy(),
        _("± ({unit})", unit=row["measure"]): own["spread"].to_numpy(),
        _("Needed ({unit})", unit=row["measure"]): own["needed"].to_numpy(),
        _("Change"): [read.percent(change, digits=1) for change in own["change"]],
    }
    chosen = show_table(
        table,
        key="balance_explanations",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Figures that could explain what is left over"),
    )
    for position in chosen[:1]:
        source(str(rows["flow_id"].iloc[position]))


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
    said.append(_("Basis: {basis}", basis=basis))
    if isinstance(row["source"], str):
        said.append(_("Source: {source}", source=show.plain(row["source"])))
    if isinstance(row["note"], str):
        said.append(show.plain(row["note"]))
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
    read = reader()
    try:
        outcome = ask(flows.reconcile, park_id=park_id, year=year)
    except ReconciliationError as error:
        st.info(read.error(error), icon=":material/info:")
        return
    verdict = (
        _("The figures contradict each other beyond their ±: χ² is {chi2}, above its limit of {limit}.",
          chi2=read.number(outcome.chi2), limit=read.number(outcome.critical))
        if outcome.is_contradictory
        else _("The figures agree with each other within their ±: χ² is {chi2}, below its limit of {limit}.",
               chi2=read.number(outcome.chi2), limit=read.number(outcome.critical))
    )  # fmt: skip
    (st.warning if outcome.is_contradictory else st.success)(
        verdict, icon=":material/rule:" if outcome.is_contradictory else ":material/task_alt:"
    )
    ranked = outcome.flows.sort_values("normalised_residual", ascending=False, key=abs, na_position="last")
    ranked = ranked.head(MOST)
    rows = declared.set_index("flow_id").loc[ranked["flow_id"]].reset_index()
    table = {
        _("Figure"): figure_names(rows, names),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
        _("Unit"): rows["measure"],
        _("Declared"): ranked["value"].to_numpy(),
        _("Reconciled"): ranked["reconciled"].to_numpy(),
        _("Change"): [read.percent(change, digits=1) for change in ranked["change"]],
        _("In deviations"): ranked["normalised_residual"].abs().round(2).to_numpy(),
    }
    st.caption(
        _(
            "Each figure is changed as little as its ± demands until all balances close. Beyond 2 deviations a figure is suspicious; figures that share their only balance are equally so. Click a row for its source."
        )
    )
    chosen = show_table(
        table,
        key="balance_suspects",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Figures with their reconciled values, the most suspicious first"),
    )
    for position in chosen[:1]:
        flow_id = str(rows["flow_id"].iloc[position])
        source(flow_id)
        _without(park_id, year, flow_id, outcome)
    _keep(outcome)


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


def quality(declared: pd.DataFrame, companies: dict[str, str], names: dict[str, str]) -> None:
    """Show how good each company's figures are and what would improve them most."""
    read = reader()
    scores = flows.quality(declared)
    st.caption(
        _(
            "Meters and invoices score best, estimates and sector defaults least; a figure counts for its amount and as one of its kind. Pale: what one better figure would add."
        )
    )
    left, right = st.columns([0.45, 0.55], gap="large")
    with left:
        st.altair_chart(
            figure.quality_bars(scores, companies, read), alt=_("Score of each company's figures")
        )
    rows = declared.set_index("flow_id").loc[scores["improve_id"]].reset_index()
    table = {
        _("Company"): scores["company_id"].map(companies),
        _("Score"): [read.percent(score) for score in scores["score"]],
        _("Metered or invoiced"): [read.percent(share) for share in scores["measured"]],
        _("Never measured"): scores["unmeasured"],
        _("± assumed"): scores["assumed"],
        _("Measure this first"): figure_names(rows, names),
        _("Now by"): [read.choice("basis", basis) for basis in rows["basis"]],
        _("Adds"): [f"+{read.percent(gain)}" for gain in scores["gain"]],
    }
    with right:
        show_table(
            table,
            height=620,
            alt=_("What would improve each company's figures most"),
        )


def intensities(
    declared: pd.DataFrame, places: pd.DataFrame, companies: dict[str, str], currency: str
) -> None:
    """Show energy per value added by company, group, sector and park."""
    read = reader()
    found = flows.intensities(declared, places)
    if not found["intensity"].notna().any():
        st.info(_("No company has both its energy and its value added recorded."), icon=":material/info:")
        return
    park = intensity.of_park(found)
    years = ", ".join(str(int(year)) for year in sorted(set(places["price_year"].dropna())))
    with st.container(horizontal=True):
        st.metric(
            _("Park, tce per 10,000 {currency}", currency=currency),
            read.number(park),
            border=True,
            help=_(
                "Energy used by all companies with a known value added, over the sum of it; money of {years}. Power counts with 3.6 GJ/MWh, without the losses of power stations.",
                years=years,
            ),
        )
        low, high = (found["intensity"].quantile(share) for share in (0.25, 0.75))
        st.metric(_("Middle half of the companies"), f"{read.number(low)} – {read.number(high)}", border=True)
    left, right = st.columns(2, gap="large")
    with left:
        st.altair_chart(
            figure.intensity_bars(found, companies, park, read),
            alt=_("Energy per value added by company, the park as a line"),
        )
    with right:
        by = st.segmented_control(
            _("By"),
            ["company_group", "sector"],
            format_func=lambda column: read.column("company", column),
            default="company_group",
            required=True,
            key="balance_by",
        )
        sums = intensity.grouped(found, by)
        table = {
            read.column("company", by): [group_name(str(name), read) for name in sums[by]],
            _("Companies"): sums["companies"],
            _("Energy used (tce)"): sums["energy"].round(0),
            _("tce per 10,000 {currency}", currency=currency): sums["intensity"].round(3),
        }
        show_table(table, alt=_("Energy per value added by group or sector"))
