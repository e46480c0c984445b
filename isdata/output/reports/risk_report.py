"""Risk register of a park as a document or workbook."""

import datetime as dt

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution import risks
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Report, Table, tabulated


def risk_report(found: pd.DataFrame, reader: Reader, *, park: str, day: dt.date, data_version: int) -> Report:
    """Risk register with expected losses.

    Parameters
    ----------
    found : DataFrame
        As returned by `risks.register`.
    park : str
        Name of the park.
    """
    text = reader.text
    currency = str(found["currency"].iloc[0]) if len(found) else ""
    whole = risks.total(found)
    blocks: list[Block] = [
        Paragraph(
            text(
                N_("Expected loss of all open risks: {mean} per year; in nine of ten years less than {bad}."),
                mean=reader.money(whole["mean"], currency),
                bad=reader.money(whole["p90"], currency),
            )
        ),
        Heading(text(N_("Risks by expected loss"))),
        _losses(found, currency, reader),
        Heading(text(N_("Causes, effects and treatment"))),
        _treatments(found, reader),
        Note(
            text(
                N_(
                    "Mean = 0.3 · low + 0.4 · median + 0.3 · high value (Swanson's rule), for probability and loss; their product is "
                    "the expected loss. 10% of cases are below the low value and 10% above the high one. Prices of {years}."
                ),
                years=reader.listed(str(int(year)) for year in sorted(set(found["price_year"].dropna())))
                or "–",
            )
        ),
    ]
    if found["is_illustrative"].any():
        blocks.append(Note(text(N_("Illustrative sample with fictitious data.")), is_warning=True))
    return Report(text(N_("Risk register")), "", park, day, data_version, reader, blocks)


def _losses(found: pd.DataFrame, currency: str, reader: Reader) -> Table:
    """Expected loss, percentiles and probability of each risk."""
    text, rows = reader.text, found.to_dict("records")
    unit, (_code, rate) = reader.money_unit(currency), reader.stated_currency(currency)

    def column(title: str, name: str) -> Column:
        values = [None if pd.isna(row[name]) else float(row[name]) * rate for row in rows]
        words = [reader.money_number(row[name], currency) for row in rows]
        return Column(f"{text(title)} [{unit}]", values, words)

    return tabulated(
        reader,
        (N_("Risk"), reader.names(found), 2.0),
        column(N_("Expected loss per year"), "expected"),
        column(N_("Low loss if it happens"), "loss_p10"),
        column(N_("Median loss if it happens"), "loss_p50"),
        column(N_("High loss if it happens"), "worst"),
        Column(
            text(N_("Mean probability per year")),
            [None if pd.isna(row["probability"]) else float(row["probability"]) for row in rows],
            [reader.percent(row["probability"]) for row in rows],
            number_format="0%",
        ),
        (N_("Status"), [reader.choice("risk_status", row["status"]) for row in rows]),
    )


def _treatments(found: pd.DataFrame, reader: Reader) -> Table:
    """Cause, effect, trigger and treatment of each risk."""
    rows = found.to_dict("records")

    def halves(name):
        return [reader.half(row[name]) or "–" for row in rows]

    return tabulated(
        reader,
        (N_("Risk"), reader.names(found), 1.4),
        (N_("Cause"), halves("cause"), 1.4),
        (N_("Effect"), halves("effect"), 1.4),
        (N_("Trigger"), halves("trigger"), 1.2),
        (N_("Treatment"), reader.names(found, "mitigation"), 1.4),
        (N_("Owner"), halves("owner"), 1.0),
        (
            N_("Due"),
            [reader.date(row["due_date"]) for row in rows],
            0.8,
        ),
        (N_("Actions taken"), halves("done"), 1.2),
    )
