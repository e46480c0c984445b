"""Cards of synergies: what each states in a line."""

import duckdb

from isdata.data.disclosure import GUEST
from isdata.data.i18n import reader
from isdata.output import cards
from isdata.symbiosis import synergies


def test_undisclosed_partners_that_read_the_same_are_counted(samples: duckdb.DuckDBPyConnection) -> None:
    known = synergies.synergies(samples, parks=["dayawan"], viewer=GUEST)
    partners = synergies.partners(samples, parks=["dayawan"], viewer=GUEST)
    (card,) = cards.of_synergies(known[known["synergy_id"] == "DY-SY09"], partners, reader("en"))

    assert card.partners == "Undisclosed company → Scallop Rubber, 4 undisclosed companies (Chemicals)"
