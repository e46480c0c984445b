"""Price band of a synergy, without and with each partner's investment."""

import pandas as pd
import streamlit as st

from isdata.output.figures import matches
from isdata.output.reports import partner_terms
from isdata.symbiosis import assessment
from pages.common import charts, show
from pages.common.language import _, reader


def show_price(
    made: assessment.Sheet, stated: pd.DataFrame, partners: pd.DataFrame, currency: str, unit: str
) -> None:
    """Show the price band of a synergy with the agreed price, and the band including investments.

    Parameters
    ----------
    made : assessment.Sheet
    stated : DataFrame
        Assumptions of the synergy.
    partners : DataFrame
        Its partners.
    currency, unit : str
        Currency and unit of the synergy.
    """
    read, price = reader(), partner_terms.first_year(stated)["price"]
    sentence, loses = partner_terms.agreed(made, price, currency, unit, read)
    if loses:
        st.warning(show.escaped(sentence), icon=":material/balance:")
    elif sentence:
        st.markdown(show.escaped(sentence))
    if not made.band["outcome"]:
        st.markdown(show.escaped(partner_terms.known_end(made.band, currency, unit, read)))
        st.caption(_("The price range needs the provider's disposal cost and the receiver's purchase cost."))
        return
    lasting = partner_terms.investment_recovery_prices(made, currency, unit, read)
    price_words = lasting or partner_terms.verdict(made.band, currency, unit, read)
    st.markdown(show.escaped(read.sentences([price_words, partner_terms.treating_receivers(partners, read)])))
    # Same band as in the sentence: including each partner's investment, if known.
    shown = made.lasting.rename({"equal_gain": "equal_worth"}) if lasting else made.band
    investment = "with" if lasting else "before" if "investment" in made.unknown else ""
    charts.draw(
        matches.price_band(
            {**shown.to_dict(), "agreed": price}, charts.reader(), currency, unit, investment=investment
        ),
        alt=_("Minimum price of the provider, maximum price of the receiver, and equal-gain price"),
    )
    if lasting and (rules := partner_terms.conventions(stated, read)):
        show.computed(show.escaped(" ".join(rules)))
