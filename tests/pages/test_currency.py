"""Money in the currency that a reader chooses."""

import re

import pandas as pd
import pytest

from isdata.data import store
from pages.common import data
from tests.pages.conftest import Opened, control, shown
from tests.turns import only

PAGE = "pages/network/energy.py"


@pytest.mark.walk
def test_the_budget_is_slid_in_the_currency_that_is_chosen_and_links_keep_it(open_page: Opened) -> None:
    app = open_page(PAGE, data="samples", park="chengdu", currency="EUR")
    links = [link.proto.query_string for link in app.get("page_link")]

    assert [option for option in control(app, "budget").options if "EUR" not in option] == []
    assert links
    assert [link for link in links if "currency=EUR" not in link] == []


@pytest.mark.parametrize("page", only(["plan", "scenarios"], ["plan", "investors", "scenarios", "certainty"]))
def test_money_is_stated_in_the_chosen_currency_on_every_page_of_the_network(
    open_page: Opened, page: str
) -> None:
    """Only amounts that are typed are asked for in the park's own currency."""
    app = open_page(f"pages/network/{page}.py", data="samples", park="chengdu", currency="EUR")

    assert not app.exception
    said = shown(app)
    assert "EUR" in said
    assert re.findall(r"[0-9] (?:[kM] )?CNY", said) == []


@pytest.mark.walk
def test_an_emptied_list_of_currencies_takes_that_of_the_park(open_page: Opened) -> None:
    """An emptied list of currencies once ended in an error, as its rates were asked for under the name “None”."""
    app = open_page("pages/network/certainty.py", data="samples", park="chengdu", currency="EUR")
    app.session_state["currency"] = None  # as a browser without a chosen option leaves it
    app.run()

    assert not app.exception
    assert control(app, "currency").value == "CNY"  # that of the park


@pytest.mark.parametrize(("chosen", "own"), [("CNY", "EUR"), ("EUR", "CNY")])
def test_another_park_is_shown_in_its_own_currency_unless_one_was_chosen(
    open_page: Opened, chosen: str, own: str
) -> None:
    """A new park in Germany was shown in CNY, as the park before it."""
    app = open_page(PAGE, data="samples", park="chengdu", currency=chosen)
    store.write(
        data.cursor(),
        {"park": pd.DataFrame([{"park_id": "own", "name_en": "Own", "region_id": "DE", "currency": own}])},
        who="test",
        reason="a park in Germany",
    )
    app.session_state["park"] = "own"
    app.run()

    assert not app.exception
    assert control(app, "currency").value == "EUR"
