"""Price years of undisclosed companies: they state since when a company pays a price that others may not read."""

import duckdb
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.symbiosis import matching, synergies
from tests.privacy.hidden_company import PRICE_YEAR, found

OTHER = Viewer("company", ("FO",))


@pytest.mark.parametrize("viewer", [GUEST, OTHER], ids=["guest", "another company"])
def test_a_match_of_an_undisclosed_company_has_no_price_year(
    pairs: duckdb.DuckDBPyConnection, viewer: Viewer
) -> None:
    pairs.execute("update stream set price_year = ? where site_id = 'PA'", [PRICE_YEAR])

    full, shown = (matching.matches(pairs, park_id="tiny", viewer=each) for each in (FACILITATOR, viewer))

    assert PRICE_YEAR in found(full)
    assert shown["is_hidden"].any()
    assert PRICE_YEAR not in found(shown)


def test_a_synergy_has_its_price_year_for_the_facilitator_only(joined: duckdb.DuckDBPyConnection) -> None:
    """As its money."""
    joined.execute("update synergy set price_year = ?", [PRICE_YEAR])

    full, shown = (synergies.synergies(joined, parks=["tiny"], viewer=each) for each in (FACILITATOR, GUEST))

    assert PRICE_YEAR in found(full)
    assert len(shown)
    assert PRICE_YEAR not in found(shown)
