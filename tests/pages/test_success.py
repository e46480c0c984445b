"""Success contract: amounts and ranks."""

from tests.pages.conftest import Opened


def test_amounts_of_the_success_contract_show_the_share_of_the_way_that_is_stated(open_page: Opened) -> None:
    """The way from 0.172 to 0.15 is to 55% covered at 0.16; with one decimal, 0.2 had come from 0.2."""
    app = open_page("pages/programme/success.py", data="samples", park="chengdu")

    (rows,) = [table.value for table in app.dataframe if "Outcome" in table.value]
    (energy,) = rows[rows["Indicator"] == "Energy per value added"].to_dict("records")
    amounts = [energy[name].partition(" ")[0] for name in ("Baseline", "Target", "Now")]
    assert amounts == ["0.172", "0.15", "0.16"]


def test_ranks_stand_once_below_a_heading_where_no_contract_is_fixed(open_page: Opened) -> None:
    app = open_page("pages/programme/success.py", data="samples", park="kunshan")

    assert len(app.get("vega_lite_chart")) == 1
    assert [each.value for each in app.subheader] == ["Synergies by mean rank, 1 = best"]
