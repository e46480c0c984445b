"""Published results of networks compared with those of the stored measures."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, DisclosedOutlook, presentation
from pages.common import charts, show
from pages.common.controls import is_projected
from pages.common.data import derive
from pages.common.language import _, ngettext, reader
from pages.common.presenting import room
from pages.common.tables import show_rows
from pages.network.parts.energy_state import State

_NOTES = 5  # number of lines below the presented picture


def view(state: State) -> str:
    """Show published results with bounds and scope compared with the stored measures; return the title."""
    claims = state.claims
    # Published results refer to implemented measures.
    done = derive(DisclosedMeasures.in_scope, state.whole, "achieved")
    found = derive(DisclosedMeasures.outlook, done, state.terms, is_package=False)
    currency, table = found.currency, found.beside_claims(claims)
    table = table[table["subject"] != "other"]
    if table.empty:
        show.missing_data(
            _("No published results are recorded for this park. Add them in the table “Claims”.")
        )
        return ""
    title = _title(table)
    st.subheader(_("Implemented measures: published and stored results"), anchor=False)
    in_hall = room.below(title) - room.HEADING - _NOTES * room.NOTE
    _picture(table, currency, in_hall)
    _note_separate(found)
    if not is_projected() or _known(table).empty:  # the presented picture contains both amounts
        _claims_table(table, currency)
    # Below, where it is not cut; usually one for all.
    sources = reader().clauses([reader().half(source) for source in table["source"].drop_duplicates()])
    st.caption(_("Source: {source}", source=show.escaped(sources)))
    _rest(table)
    if claims["park_id"].isna().any():
        _warn_of_scope()
    if is_projected():
        return title
    show.computed(
        _(
            "Measures count separately, as networks report them. Bounds such as “more than” are kept. "
            "Results with different scopes do not form ratios, such as CO2 of one park per investment of three."
        )
    )
    return title


def _title(table: pd.DataFrame) -> str:
    """Title with the deviation of the stored measures' results from the published ones."""
    known = _known(table)
    if known.empty:
        return _("Published results of implemented measures; those of stored measures are withheld")
    read, shares = reader(), known["here"] / known["value"]
    low, high = read.percent(shares.min()), read.percent(shares.max())
    return ngettext(
        "Stored measures reach {share} of {count} published result",
        "Stored measures reach {share} of {count} published results",
        len(known),
        share=presentation.range_text(low, high, read),
    )


def _known(table: pd.DataFrame) -> pd.DataFrame:
    """Results with both amounts known."""
    return table[table["here"].notna() & (table["value"] > 0)]


def _picture(table: pd.DataFrame, currency: str, height: float) -> None:
    """Draw each stored result relative to the published one, with both amounts."""
    known = _known(table)
    if known.empty:
        return
    claims = known.to_dict("records")
    words = [
        _(
            "{here}; published: {published}",
            here=claim_words(claim, "here", currency),
            published=_begun_small(claim_words(claim, "value", currency)),
        )
        for claim in claims
    ]
    charts.bars(
        {
            "name": reader().names(known),
            "amount": (known["here"] / known["value"]).to_numpy(),
            "words": words,
        },
        limit=(_("as published"), 1.0),
        room=1.75,
        height=height,
        alt=_("Each stored result relative to the published one"),
    )


def _note_separate(found: DisclosedOutlook) -> None:
    """Show that overlaps are not deducted here, and the saving of the measures with deduction."""
    lines = [_("Measures count separately here; the other views deduct overlaps.")]
    both = found.both()
    if both is not None:
        lines.append(
            _(
                "CO2 saved with overlaps deducted: {amount}.",
                amount=reader().amount(both.package["co2_saving"], "t"),
            )
        )
    st.caption(reader().sentences(lines))


def _begun_small(words: str) -> str:
    """Text for use within a line, where a bound such as “More than” begins with a lower-case letter."""
    return words[:1].lower() + words[1:]


def _rest(table: pd.DataFrame) -> None:
    """Show the part of the savings not specified by the source."""
    read, rest = reader(), measures.unnamed_rest(table)
    if rest is not None:
        st.markdown(
            _(
                "Remainder not named in the source: **at most {most}** of the saving as published, "
                "**{here}** from stored measures.",
                most=read.percent(rest.most),
                here=read.percent(rest.here, digits=1),
            )
        )


def _warn_of_scope() -> None:
    if is_projected():
        st.caption(_("Scope and period are not stated in the source"))
        return
    st.info(
        _(
            "Some results were published for several parks together, without shares per park or the "
            "period of the savings. All of these measures are assigned to this park and the savings are "
            "taken as annual. This affects all derived results."
        ),
        title=_("Scope and period are not stated in the source"),
        icon=":material/info:",
    )


def _claims_table(table: pd.DataFrame, currency: str) -> None:
    read = reader()
    claims = table.to_dict("records")
    columns = {
        _("Result"): read.names(table),
        _("As published"): [claim_words(claim, "value", currency) for claim in claims],
        _("From stored measures"): [claim_words(claim, "here", currency) for claim in claims],
        _("Scope"): read.names(table, "scope"),
    }
    show_rows(
        columns,
        row_height=76,
        height="content",
        column_config={
            _("Result"): st.column_config.TextColumn(width=190),
            _("Scope"): st.column_config.TextColumn(width=460),
        },
        alt=_("Published results and results from stored measures"),
    )


def claim_words(claim: dict, column: str, currency: str) -> str:
    """Text of a claimed figure with its bound, or of the stored measures' figure in the same unit.

    Both are in the currency of the publication.
    """
    read = replace(reader(), stated=None)
    value, unit = claim[column], claim["unit"]
    if pd.isna(value):
        return "–"
    if unit.split("/")[0] == currency:
        words = read.money(value, currency)
    elif unit == "measures":
        words = ngettext("{count} measure", "{count} measures", round(value))
    else:
        words = read.amount(value, unit, significant=3 if unit == "%" else 5)
    return read.bounded(words, claim["bound"]) if column == "value" else words
