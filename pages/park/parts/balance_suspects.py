"""Suspicious amounts, and the results without one of them."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.engines.reconciliation import ReconciliationError
from isdata.output.figures import labelled_bars, payback, style
from isdata.park import flows
from pages.common import charts, pick, role, screen, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_table
from pages.park.parts.balance_source import figure_names, source

_DRAWN = 10  # number of bars
AT_FIRST = 25  # number of suspicious figures listed before all are requested
ERROR = 0.3  # relative error for which detectability by a balance is tested


def suspicious(park_id: str, year: int, declared: pd.DataFrame, names: dict[str, str]) -> None:
    """Show reconciled amounts compared with declared ones, most suspicious first."""
    with_contents = _with_contents()
    asked: dict[str, Any] = {"park_id": park_id, "year": year, "viewer": role.viewer()}
    asked["with_contents"] = with_contents
    try:
        outcome = ask(flows.reconcile, **asked)
    except ReconciliationError as error:
        show.info(reader().error(error))
        return
    with st.container():  # in a separate container, so that it does not move the control below
        if with_contents and outcome.contents.empty:
            show.info(
                _(
                    "No balance per substance or for heat is possible: too few concentrations or temperatures "
                    "are declared."
                )
            )
        _verdict(outcome, declared, names)
        _picture(outcome, declared, names)
    heading = _("Values by deviation from the balances") if outcome.is_consistent else _("Suspicious values")
    st.subheader(heading, anchor=False)
    closing = _(
        "Values are adjusted as little as possible, weighted by their uncertainty, until all balances close."
    )
    show.computed(reader().sentences([closing, _marked(outcome)]))
    figure_id = _listed(outcome, declared, names)
    if figure_id:
        left, right = st.columns(2, gap="large")
        with left:
            source(figure_id.partition("|")[0])
        with right:
            _without(asked, figure_id, outcome)
    _keep(outcome)


def _with_contents() -> bool:
    """Let the user include substance contents of flows in the reconciliation."""
    return pick.switch(
        _("Include compositions"),
        key="balance_contents",
        help=_(
            "Also reconciles declared concentrations and water temperatures, with a balance per substance "
            "and for heat. This reveals wrong compositions."
        ),
    )


def _verdict(outcome: flows.Reconciled, declared: pd.DataFrame, names: dict[str, str]) -> None:
    """Show whether the values are consistent by both tests, the value to check first, and undetectable errors."""
    sentences = [_tests(outcome)]
    first = figure_names(_rows(outcome, declared, outcome.suspects[:1]), names)
    if not outcome.is_consistent and first:
        sentences.append(_first(first[0], outcome.suspect_balance, names))
        others = len(outcome.suspects) - 1
        if others > 0:
            sentences.append(
                ngettext(
                    "{count} other value would explain it equally well; the balances cannot distinguish "
                    "between them.",
                    "{count} other values would explain it equally well; the balances cannot distinguish "
                    "between them.",
                    others,
                )
            )
    if not outcome.is_consistent:
        st.warning(reader().sentences(sentences), icon=":material/rule:")
    else:
        st.success(reader().sentences(sentences), icon=":material/task_alt:")
    known = int(outcome.figures["value"].notna().sum())
    show.computed(
        _(
            "{count} of {total} values: the balances could not detect an error of {error}.",
            error=reader().percent(ERROR),
            count=reader().number(outcome.count_undetectable(ERROR)),
            total=reader().number(known),
        )
    )


# Keys: True if the global test, and that of the largest deviation, contradict the values.
_TESTS = {
    (False, False): N_(
        "The values are consistent: overall (χ² {chi2}, limit {critical}) and individually "
        "(largest deviation {largest} standard deviations, limit {limit})."
    ),
    (False, True): N_(
        "Overall the values are consistent (χ² {chi2}, limit {critical}), but one is off by "
        "{largest} standard deviations (limit {limit})."
    ),
    (True, False): N_(
        "Overall the values contradict each other (χ² {chi2}, limit {critical}), but no single "
        "value stands out (largest deviation {largest} standard deviations, limit {limit})."
    ),
    (True, True): N_(
        "The values contradict each other (χ² {chi2}, limit {critical}); one is off by {largest} "
        "standard deviations (limit {limit})."
    ),
}


def _tests(outcome: flows.Reconciled) -> str:
    """Text of the results of the two tests."""
    names = ("chi2", "critical", "largest", "limit")
    found = outcome.chi2 > outcome.critical, outcome.largest > outcome.limit
    return _(_TESTS[found], **{name: reader().number(getattr(outcome, name)) for name in names})


def _marked(outcome: flows.Reconciled) -> str:
    """Text of the number of suspicious rows, by the limit of the verdict."""
    beyond = int(outcome.is_beyond.sum())
    limit = reader().number(outcome.limit)
    if beyond:
        marked = ngettext(
            "{count} value exceeds the limit of {limit} standard deviations and is marked. Values that "
            "share their only balance are equally suspicious.",
            "{count} values exceed the limit of {limit} standard deviations and are marked. Values that "
            "share their only balance are equally suspicious.",
            beyond,
            limit=limit,
        )
    elif not outcome.is_consistent:
        marked = _(
            "No single value exceeds the limit of {limit} standard deviations. The largest deviations "
            "come first.",
            limit=limit,
        )
    else:
        marked = _(
            "No value exceeds the limit of {limit} standard deviations.",
            limit=limit,
        )
    return reader().sentences([marked, _("Click a row for its source.")])


def _first(figure: str, suspect_balance: str | None, names: dict[str, str]) -> str:
    if suspect_balance is None:
        return _("Check {figure} first.", figure=show.escaped(figure))
    site_id, what = suspect_balance.rsplit("|", 1)
    return _(
        "Check {figure} first: the {kind} balance of {site} contradicts it most.",
        figure=show.escaped(figure),
        site=show.escaped(names.get(site_id, site_id)),
        kind=reader().choice("kind", what) if what in ("material", "energy", "water") else show.escaped(what),
    )


def _rows(outcome: flows.Reconciled, declared: pd.DataFrame, figure_ids: list[str]) -> pd.DataFrame:
    """Declared flows of given values, in their order, with the substance concerned."""
    own = outcome.figures.set_index("figure_id").loc[figure_ids, ["flow_id", "substance"]]
    return own.merge(declared, on="flow_id", how="left")


def _picture(outcome: flows.Reconciled, declared: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw the largest deviations from the balances against the limit."""
    read = reader()
    first = outcome.ranked.assign(deviation=outcome.ranked["normalised_residual"].abs())
    first = first.loc[first["deviation"] > 0].head(_DRAWN)
    if first.empty:
        return
    rows = _rows(outcome, declared, first["figure_id"].tolist())
    is_beyond = outcome.is_beyond[first.index]
    beyond, within = _("beyond the limit"), _("within the limit")
    st.subheader(_("Largest deviations from the balances, in standard deviations"), anchor=False)
    charts.bars(
        {
            "name": payback.distinct(pd.Series(figure_names(rows, names))),
            "amount": first["deviation"].to_numpy(),
            "words": [
                _(
                    "{deviation} · declared {declared}, reconciled {reconciled}",
                    deviation=read.number(row["deviation"], digits=2),
                    declared=read.amount(row["value"], row["measure"]),
                    reconciled=read.amount(row["reconciled"], row["measure"]),
                )
                for row in first.to_dict("records")
            ],
            "state": [beyond if is_so else within for is_so in is_beyond],
        },
        colours={beyond: style.WARNING, within: style.ACCENT},
        limit=(_("limit"), outcome.limit),
        looks=labelled_bars.Looks(row=23),
        room=1.7,
        alt=_("Largest deviations of values from the balances, with the limit"),
    )


def _listed(outcome: flows.Reconciled, declared: pd.DataFrame, names: dict[str, str]) -> str | None:
    """List the figures in order of effect; return the clicked one."""
    read = reader()
    found = outcome.ranked
    is_whole = len(found) <= AT_FIRST or pick.switch(
        ngettext("Show all {count} values", "Show all {count} values", len(found)), key="balance_whole"
    )
    found = found if is_whole else found.head(AT_FIRST)
    rows = _rows(outcome, declared, found["figure_id"].tolist())
    deviations, change, effect = _("Deviation (σ)"), _("Change (%)"), _("Effect on χ²")
    noticed, beyond = _("Smallest detectable error (%)"), outcome.is_beyond[found.index]
    table = {
        _("Figure"): figure_names(rows, names),
        _("Beyond the limit"): [_("yes") if is_so else None for is_so in beyond],
        deviations: found["normalised_residual"].abs().to_numpy(),
        _("Declared"): found["value"].to_numpy(),
        _("Reconciled"): found["reconciled"].to_numpy(),
        _("Unit"): found["measure"].to_numpy(),
        change: (found["change"] * 100).round(1).to_numpy() + 0.0,
        effect: found["effect"].to_numpy(),
        noticed: (found["noticed_from"] * 100).where(found["noticed_from"] < 10).round(0).to_numpy(),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
    }
    figure_ids = found["figure_id"].astype(str).tolist()
    chosen = show_table(
        table,
        ids=figure_ids,
        key="balance_suspects",
        most=720,
        alt=_("Values with their reconciled values, largest deviation first"),
        digits={deviations: 2, change: 1, effect: 1},
        widths={_("Figure"): 330} | screen.widths(first=_("Figure"), others=list(table)[1:]),
        explained={noticed: _("Empty: even an error of ten times the value would go undetected.")},
    )
    return None if chosen is None else figure_ids[chosen]


def _without(asked: dict[str, Any], figure_id: str, outcome: flows.Reconciled) -> None:
    """Show the effect of leaving out one value."""
    read = reader()
    try:
        other = ask(flows.reconcile, **asked, without=figure_id)
    except ReconciliationError as error:
        show.info(read.error(error))
        return
    row = other.figures.set_index("figure_id").loc[figure_id]
    st.info(
        _(
            "Without this value, χ² falls from {before} to {after} (limit {limit}); the balances give "
            "{amount} instead.",
            before=read.number(outcome.chi2),
            after=read.number(other.chi2),
            limit=read.number(other.critical),
            amount=read.amount(row["reconciled"], row["measure"]),
        ),
        icon=":material/filter_alt_off:",
    )


def _keep(outcome: flows.Reconciled) -> None:
    """Let the facilitator store the reconciled figures in addition to the declared ones."""
    with st.popover(_("Save reconciled values"), icon=":material/save:"):
        st.markdown(
            _("Saved beside the declared values, which stay unchanged. Choose which to show under “View”.")
        )
        if who := signing.signed_button(
            _("Save"), key="balance_keep", field="balance_who", is_in_popover=True
        ):
            with saving.show_problems():
                flows.keep(cursor(), outcome, who=who, reason="reconciled with the balances")
                kept = int(outcome.figures["reconciled"].notna().sum())
                st.session_state.balance_kept = kept
                st.rerun()
    if "balance_kept" in st.session_state:
        kept = st.session_state.pop("balance_kept")
        st.success(ngettext("{count} value saved.", "{count} values saved.", kept))
