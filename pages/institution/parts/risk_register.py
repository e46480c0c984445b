"""Risks of programme, synergies and newcomers: ranked by expected loss or high loss, and as an editable table."""

import datetime as dt
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from isdata.data import contracts, store
from isdata.data.entry import rows as entry
from isdata.institution import presentation, risks
from isdata.output.reports.risk_report import risk_report
from pages.common import cards, empty_view, park_facts, pick, role, screen, show, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor, derive
from pages.common.editing import table_grid
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.report_offer import report_buttons
from pages.common.selection import Line
from pages.common.show import computed
from pages.institution.parts import risk_pictures, risks_at_stake

# Height of the table that keeps the details of a chosen row visible [px]; number of its rows.
_HIGH, _IN_SIGHT = 420, 5
# Column widths, which fit 1,280 px in total; a phone shows the risk, its loss and its probability. [px]
_WIDTHS, _ON_PHONE = (60, 200, 160, 180, 125, 250, 110, 95), (130, 104, 92)
# Columns changed in a meeting are first; names and mitigation in the other language are last.
_COLUMNS = (
    "name_en", "name_zh", "risk_kind", "owner", "status", "probability_p50", "loss_p50", "due_date", "treatment",
    "mitigation_en", "mitigation_zh", "done", "cause", "effect", "trigger", "synergy_id", "newcomer_id", "probability_p10",
    "probability_p90", "loss_p10", "loss_p90", "currency", "price_year", "likelihood", "impact", "source",
)  # fmt: skip
_IN_SIGHT_WIDTHS = {
    "risk_kind": 105,
    "owner": 175,
    "status": 95,
    "probability_p50": 205,
    "loss_p50": 185,
    "due_date": 110,
}
_FIRST_ON_PHONE = ("status", "probability_p50", "loss_p50")  # after the name
# Widths including the edit icon of each heading. [px]
_EDITED_ON_PHONE = {"status": 80, "probability_p50": 68, "loss_p50": 100}


def edit() -> None:
    """Let the facilitator edit the register; on a phone with shorter headings."""
    own, is_phone = f"name_{reader().language}", screen.is_phone()
    other = "_zh" if reader().language == "en" else "_en"
    ordered = sorted(_COLUMNS, key=lambda name: name.endswith(other))
    if is_phone:
        ordered.sort(key=lambda name: name not in (own, *_FIRST_ON_PHONE))
    table_grid.edit(
        contracts.tables()["risk"],
        ask(entry.rows, table="risk", park_id=park_id()),
        ordered,
        park_id=park_id(),
        given={"likelihood": 3, "impact": 3},
        height="content",
        widths={own: 86} | _EDITED_ON_PHONE if is_phone else {own: 330} | _IN_SIGHT_WIDTHS,
        labels={own: _("Risk"), "probability_p50": _("Prob."), "loss_p50": _("Loss")}
        if is_phone
        else {"probability_p50": _("Median probability per year"), "loss_p50": _("Median loss")},
        alt=_(
            "Risks of programme, settlements and synergies: one row each, probability per year and loss if it happens"
        ),
    )


def rank(line: Line) -> None:
    """Show the open risks by expected loss or high loss; `line` contains the choices."""
    found = ask(risks.register, park_id=park_id(), viewer=role.viewer())
    if found.empty:
        _nothing_recorded()
    open_ones = found[found["status"] != "closed"]
    valued = open_ones[open_ones["expected"].notna()]
    kinds = reader().choices("risk_kind")
    orders = {name: _(words) for name, words in risks.RANKINGS.items()}
    with line.controls:
        by = pick.one_of(_("Ranked by"), orders, key="risk_order")
        chosen = pick.any_of(_("Kind"), kinds, key="risk_kinds")
    prices = show.price_years(valued["price_year"].dropna())
    line.state(_("Ranked by: {order}", order=orders[by]), *(kinds[name] for name in chosen), prices)
    headline.state(_headline(open_ones, valued), is_on_page=True)
    _figures(open_ones, valued)
    listed = found.sort_values(f"place_{by}", na_position="last", kind="stable")
    listed = listed[listed["risk_kind"].isin(chosen or kinds)]
    drawn = listed[listed["status"] != "closed"]
    once(risk_pictures.show, drawn, by)
    place = _table(listed)
    if len(listed) > _IN_SIGHT:
        st.caption(
            _(
                "{open} open and {closed} closed risks; scroll in the table for the others.",
                open=reader().number(len(drawn)),
                closed=reader().number(len(listed) - len(drawn)),
            )
        )
    _details(None if place is None else listed.iloc[place].to_dict())
    once(_explain, open_ones, valued)
    _workbook(found)


def _nothing_recorded() -> NoReturn:
    """State that there are no risks, offer to enter the first, and end the page."""
    steps = empty_view.state(
        _("No risks are recorded yet"),
        _("The first row is enough: a risk with its owner; probability and loss can follow."),
        content=[
            _("Open risks by expected loss per year, and by high loss if it happens"),
            _("Owner and mitigation of each risk"),
        ],
        related="partners" if risks_at_stake.in_progress().empty else "",
    )
    if role.may_change():
        steps.button(
            _("Edit the register"), key="risk_first", icon=":material/edit_note:",
            on_click=st.session_state.update, args=({"risk_view": "edit"},),
        )  # fmt: skip
    risks_at_stake.show_synergies()
    screen.screen()  # a high window has higher bars
    show.end()


def _headline(open_ones: pd.DataFrame, valued: pd.DataFrame) -> str:
    """Expected loss of all open risks, and the largest of them; empty if no loss is estimated."""
    if valued.empty:
        return ""
    read, first = reader(), valued.sort_values("expected", ascending=False).iloc[0]
    loss = read.money(derive(risks.total, open_ones)["mean"], str(first["currency"]))
    words = ngettext(
        "{count} open risk with an expected loss of {loss} per year",
        "{count} open risks with an expected loss of {loss} per year",
        len(open_ones),
        loss=loss,
    )
    if screen.is_phone() or len(valued) == 1:  # a headline of two lines there; a figure names the largest
        return words
    return read.clauses([words, _("largest: “{risk}”", risk=read.name(first["name_en"], first["name_zh"]))])


def _figures(open_ones: pd.DataFrame, valued: pd.DataFrame) -> None:
    read = reader()
    currency = str(open_ones["currency"].iloc[0]) if len(open_ones) else park_facts.currency()
    whole = derive(risks.total, open_ones)
    late = derive(risks.overdue, open_ones, today=dt.date.today())
    first = valued.iloc[0] if len(valued) else None
    with st.grid(4, min_column_width=150):
        cards.metric(
            _("Expected loss per year"),
            read.money(whole["mean"], currency),
            _(
                "Sum over all open risks of mean probability times mean loss; means with the weights 0.3, 0.4, 0.3 of the low, median and high value."
            ),
            ngettext("{count} open risk", "{count} open risks", len(open_ones)),
        )
        cards.metric(
            _("Loss in a bad year (1 in 10)"),
            read.money(whole["p90"], currency),
            _(
                "In nine of ten simulated years, the total loss of all open risks is lower. Risks are assumed to be independent."
            ),
            _("1 in 100 years: {amount}", amount=read.money(whole["p99"], currency)),
        )
        cards.metric(
            _("Largest risk"),
            "–" if first is None else read.money(first["expected"], currency),
            _("Largest expected annual loss of a single open risk."),
            "–" if first is None else read.name(first["name_en"], first["name_zh"]),
        )
        cards.metric(
            _("Overdue"),
            read.number(len(late)),
            _("Open risks whose treatment is past its due date."),
            _without(len(open_ones) - len(valued)) or _next_due(open_ones),
        )


def _next_due(open_ones: pd.DataFrame) -> str:
    """Note on the next due date of a treatment; empty without any."""
    days = pd.to_datetime(open_ones["due_date"]).dropna()
    days = days[days >= pd.Timestamp(dt.date.today())]
    return "" if days.empty else _("next due {day}", day=reader().date(days.min().date()))


def _without(count: int) -> str | None:
    """Note on the number of open risks without an estimated loss."""
    words = ngettext(
        "{count} risk without an estimated loss", "{count} risks without an estimated loss", count
    )
    return words if count else None


def _table(listed: pd.DataFrame) -> int | None:
    """List the risks with the columns needed in a meeting; return the position of the chosen row, if any."""
    read, rows = reader(), listed.to_dict("records")
    columns = {
        _("Rank"): [None if pd.isna(row["place_expected"]) else int(row["place_expected"]) for row in rows],
        _("Risk"): read.names(listed),
        _("Expected loss per year"): [
            presentation.amount(row["expected"], row["currency"], read, is_padded=True) for row in rows
        ],
        _("Mean probability per year"): [
            read.percent(row["probability"]) if row["probability"] >= 0 else "–" for row in rows
        ],
        _("Owner"): [read.half(row["owner"]) or "–" for row in rows],
        _("Treatment"): [_treatment(row) for row in rows],
        _("Due"): [tables.day(row["due_date"]) for row in rows],
        _("Status"): [read.choice("risk_status", row["status"]) for row in rows],
    }
    widths = dict(zip(columns, _WIDTHS, strict=True))
    if screen.is_phone():  # the bars above state the rank
        short = dict(zip(list(columns)[1:4], (_("Risk"), _("Loss per year"), _("Probability")), strict=True))
        columns = {short.get(name, name): columns[name] for name in [*short, *list(columns)[4:]]}
        widths = dict(zip(columns, _ON_PHONE, strict=False))
    return tables.show_table(
        columns,
        ids=list(listed.index),
        key="risk",
        alt=_("Risks with owner, expected loss, probability, treatment and due date"),
        lines=3,
        most=_HIGH,
        widths=widths,
    )


def _details(row: dict[str, Any] | None) -> None:
    """Show further recorded data of the risk in a chosen row."""
    if row is None:
        st.caption(_("Choose a row to see its cause, effect, trigger, loss and what was done."))
        return
    read = reader()
    losses = (row[f"loss_{name}"] for name in ("p10", "p50", "p90"))
    known = {
        _("Kind"): _kind(row),
        _("Cause"): read.half(row["cause"]),
        _("Effect"): read.half(row["effect"]),
        _("Trigger"): read.half(row["trigger"]),
        _("Loss if it happens (low – median – high)"): read.span(
            *(presentation.amount(loss, row["currency"], read) for loss in losses)
        ),
        _("Treatment"): _treatment(row),
        _("Actions taken"): read.half(row["done"]),
    }
    with st.container(border=True):
        st.markdown(f"**{show.escaped(read.name(row['name_en'], row['name_zh']))}**")
        lines = (
            "- " + _("{a}: {b}", a=show.escaped(name), b=show.escaped(words or "–"))
            for name, words in known.items()
        )
        st.markdown("\n".join(lines))


def _kind(row: dict[str, Any]) -> str:
    read = reader()
    of = read.name(row["newcomer_en"], row["newcomer_zh"]) or read.name(row["synergy_en"], row["synergy_zh"])
    return read.clauses([read.choice("risk_kind", row["risk_kind"]), of])


def _treatment(row: dict[str, Any]) -> str:
    read = reader()
    words = read.name(row["mitigation_en"], row["mitigation_zh"])
    return (
        read.clauses([read.choice("risk_treatment", row["treatment"]) if row["treatment"] else "", words])
        or "–"
    )


def _explain(open_ones: pd.DataFrame, valued: pd.DataFrame) -> None:
    read = reader()
    years = sorted({int(year) for year in valued["price_year"].dropna()})
    currency = str(open_ones["currency"].iloc[0]) if len(open_ones) else park_facts.currency()
    computed(
        _(
            "Money in {currency}, prices of {years}. Expected loss = mean probability × mean loss, taken as independent. "
            "Mean = 0.3 · low + 0.4 · median + 0.3 · high value (Swanson's rule); 10% of cases are below the low value and 10% "
            "above the high one; without a low or high value, the median counts. A bad year: {count} simulated years, each risk at most once a year.",
            currency=read.money_unit(currency),
            years=read.listed(map(str, years)) or "–",
            count=read.number(risks.YEARS),
        )
    )


def _workbook(found: pd.DataFrame) -> None:
    read, name = reader(), park_facts.name()
    with st.container(horizontal=True):
        report_buttons(
            lambda: risk_report(
                found, read, park=name, day=dt.date.today(), data_version=store.data_version(cursor())
            ),
            {"xlsx": _("Register (Excel)"), "docx": _("Register (Word)")},
            f"{park_id()}-risks",
            key="risks",
        )
