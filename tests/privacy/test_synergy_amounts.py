"""What the board discloses of a synergy counts as disclosed on the other pages, and nothing else of it does."""

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.output.figures import sankey_headline
from isdata.park import flows
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment.exchanges import STATES, exchanges

PARKS = ("dayawan", "kunshan", "chengdu")
MASS = "t"


def on_board(con: duckdb.DuckDBPyConnection, park: str) -> pd.DataFrame:
    """Synergies in operation whose partners the board names to guests."""
    shown = synergies.synergies(con, parks=[park], viewer=GUEST)
    own = shown["stage"].isin(STATES) & (shown["hidden"] == 0)
    return shown.loc[own & (shown["park_id"] == park)].set_index("synergy_id")


@pytest.mark.parametrize("park", PARKS)
def test_exchanges_of_guests_are_those_that_the_board_names(
    samples: duckdb.DuckDBPyConnection, park: str
) -> None:
    board = on_board(samples, park)
    found = exchanges(samples, park_id=park, viewer=GUEST)

    assert set(found["synergy_id"]) == set(board.index)
    assert found["saving"].isna().all()


@pytest.mark.parametrize("park", ["dayawan", "kunshan"])
def test_a_partner_that_agreed_to_be_named_shows_no_flow_of_its_own(
    samples: duckdb.DuckDBPyConnection, park: str
) -> None:
    """The amount of such an exchange is that of the board, which differs from the declared flow."""
    board = on_board(samples, park)
    found, own = (exchanges(samples, park_id=park, viewer=each) for each in (GUEST, FACILITATOR))
    open_ = {
        company
        for (company,) in samples.execute(
            "select company_id from company where visibility = 'public'"
        ).fetchall()
    }
    is_kept = ~(found["provider"].isin(open_) & found["receiver"].isin(open_))
    kept = found.loc[is_kept & (found["unit"] == MASS)].groupby("synergy_id")["amount"].sum()

    assert len(kept) >= 2
    assert kept.to_dict() == board.loc[kept.index, "quantity"].to_dict()
    flows_of = own.groupby("synergy_id")["amount"].sum()
    assert (kept != flows_of[kept.index]).any()


@pytest.mark.parametrize("park", ["dayawan", "kunshan"])
def test_no_flow_is_titled_the_largest_beside_a_larger_one_on_the_board(
    samples: duckdb.DuckDBPyConnection, park: str
) -> None:
    choice = flows.FlowSelection(2024, classes=("by_product", "waste"))
    found = flows.compose(samples, park_id=park, choice=choice, viewer=GUEST)

    title = sankey_headline.headline(found, choice, i18n.reader("en"))

    assert on_board(samples, park)["quantity"].max() > 1000.0
    assert "argest" not in title
    assert "undisclosed" in title
