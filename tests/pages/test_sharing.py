"""The page of shared supply: who takes part, what it costs together, and each one's share."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from isdata.data import store
from isdata.data.i18n import LANGUAGES
from isdata.symbiosis.assessment import Sharing, Split
from pages.common import data
from pages.synergies.parts import sharing_results
from tests.pages.conftest import Opened, as_changed, control
from tests.symbiosis.matching import park

PAGE = "pages/synergies/sharing.py"


@pytest.fixture
def open_sharing(open_page: Opened, built: dict[str, Path], tmp_path: Path) -> Opened:
    """Open the page on a park where three firms want hot water; one of them shows only class and range."""
    with store.open(shutil.copy(built["empty"], tmp_path / "tiny.duckdb")) as con:
        store.write(con, park.frames(hidden="LA"), who="test", reason="tests")
        con.execute("""insert into shared_option
            (option_id, name_en, name_zh, resource_id, unit, fixed_cost, unit_cost, reference_quantity, scale_exponent,
             currency, price_year, source)
            values ('cold', 'Joint still', '集中蒸馏', 'waste_solvent', 't', 90000, 20, 9000, 1, 'CNY', 2024, 'test'),
                ('warm', 'Joint hot water', '集中热水', 'hot_water', 'GJ', 90000, 20, 9000, 1, 'CNY', 2024, 'test')""")
        con.execute("""insert into stream (stream_id, site_id, direction, resource_id, quantity, unit, period)
            select 'W-' || site_id, site_id, 'demand', 'hot_water', 1000, 'GJ', 'year' from site
            where site_id in ('FO', 'BL')""")

    def opened(**address: str):
        return open_page(PAGE, park="tiny", **address)

    return opened


def test_shares_are_shown_and_stable(open_sharing: Opened) -> None:
    for language in LANGUAGES:
        app = open_sharing(language=language, role="guest")

        assert not app.exception
        assert app.metric[0].value.startswith(
            ("130", "13")
        )  # 90,000 and 20 a GJ for the two that may be named
        assert any("Stable: " in each.value or "分摊稳定：" in each.value for each in app.markdown)


def test_the_page_opens_on_what_most_firms_want_and_a_guest_reads_nothing_of_an_undisclosed_one(
    open_sharing: Opened,
) -> None:
    guest, facilitator = (open_sharing(role=role) for role in ("guest", "facilitator"))

    assert control(facilitator, "option").value == "warm"
    assert control(facilitator, "option").options[0].endswith("3 companies")
    assert "Firm LA" not in guest.dataframe[0].value.to_csv()
    estimated = [
        any("Cost alone is estimated" in each.value for each in app.caption) for app in (guest, facilitator)
    ]
    assert estimated == [True, False]
    assert "Firm LA" in facilitator.dataframe[0].value.to_csv()


@pytest.mark.walk
def test_before_an_audience_the_bars_stand_alone_with_the_notes_below_them(open_sharing: Opened) -> None:
    app = open_sharing(projector="true")

    assert not app.success  # its sentence stands below the picture
    assert all("Fair share per year" not in each.value for each in app.dataframe)


def test_an_audience_reads_no_saving_that_undisclosed_bills_contradict(open_sharing: Opened) -> None:
    """110,000 for each alone by the curve, 130,000 together: by bills of 70,000, two save 10,000 and not 90,000."""
    estimated = open_sharing(projector="true")
    data.cursor().execute("update stream set current_cost = 70, currency = 'CNY' where stream_id like 'W-%'")
    as_changed()
    for language, words in {"en": "Saving withheld", "zh": "节省额不公开"}.items():
        app = open_sharing(language=language, projector="true")
        facilitator = open_sharing(language=language, role="facilitator")

        assert any(words in each.value for each in app.caption)
        assert all("save" not in title.value and "节省" not in title.value for title in app.header)
        assert not {each.value for each in app.metric} & {facilitator.metric[2].value, "90 k CNY"}

    assert "save an estimated" in estimated.header[0].value
    assert any(line.value.startswith("estimated") for line in estimated.caption)


@pytest.mark.walk
def test_an_audience_sees_an_option_first_whose_saving_may_be_stated(open_page: Opened) -> None:
    """In Chengdu the treatment of VOC, for which nobody pays today; supplies need demands typical of the sectors."""
    app = open_page(PAGE, data="samples", park="chengdu", projector="true")

    assert "save an estimated" in app.header[0].value
    assert not app.info
    assert any("Removed per year: 511 t (VOC)" in each.value for each in app.caption)

    address = {"option": "joint_waste_collection", "streams": "typical"}
    many = open_page(PAGE, data="samples", park="chengdu", projector="true", **address)
    assert "companies 1 to 6 of 11" in many.subheader[0].value  # the keys lead to the others
    next(each for each in many.button if each.label == "Next entries").click().run()
    assert "companies 7 to 11 of 11" in many.subheader[0].value


def test_a_treatment_is_compared_with_what_is_paid_or_with_own_plants(open_page: Opened) -> None:
    """Spent emulsions of three works in Chengdu: 2,582 m³ of 50 kg COD, of which 98.6 % are removed."""
    address = {"data": "samples", "park": "chengdu", "role": "facilitator", "option": "treat_emulsion"}
    paid = open_page(PAGE, **address)
    own = open_page(PAGE, **address, alternative="own")

    shown = [{each.label: each.value for each in app.metric} for app in (paid, own)]
    assert shown[0]["Removed per year"] == shown[1]["Removed per year"] == "127 t"
    assert shown[0]["Cost alone per year"] == "3.49 M CNY"
    assert [any("estimated" in line.value for line in app.caption) for app in (paid, own)] == [False, True]
    assert shown[0]["Payback"] == "1.9 years"
    assert shown[1]["Payback"] == "immediate"


def test_a_saving_is_rounded_once() -> None:
    """3.486 less 3.023 million are 463 thousand; costs of four figures have this difference."""
    costs = {"amount": [1.0, 1.0], "alone": [1_743_000.0] * 2, "share": [1_511_500.0] * 2}
    firms = pd.DataFrame(costs, index=["A", "B"])
    found = Sharing(firms, 3_023_000.0, 3_486_000.0, Split({}, True, True, []), is_estimated=False)

    assert (
        sharing_results.headline("Plant", found, "CNY") == "Plant: 2 companies save 463 k CNY (13%) per year"
    )


@pytest.mark.walk
def test_where_sharing_costs_more_nobody_has_a_fair_share(open_sharing: Opened) -> None:
    open_sharing()
    data.cursor().execute("update stream set current_cost = 1, currency = 'CNY' where direction = 'demand'")
    as_changed()
    app = open_sharing(role="facilitator", option="warm")

    assert "each company is cheaper alone" in app.warning[0].value
    shown = [set(table.value.columns) for table in app.dataframe]
    assert not any({"Fair share per year", "Saves per year"} & columns for columns in shown)


@pytest.mark.walk
def test_where_no_two_firms_want_anything_the_page_says_so(open_sharing: Opened, tmp_path: Path) -> None:
    with store.open(tmp_path / "tiny.duckdb") as con:
        con.execute("delete from stream where direction = 'demand'")
    app = open_sharing()

    assert app.subheader[0].value == "No shareable supply or service is in demand at two companies"
    assert "option" not in [box.key for box in app.selectbox]


@pytest.mark.walk
def test_the_costs_of_an_option_are_shown_in_the_money_of_the_park(open_sharing: Opened) -> None:
    """90,000 and 20 a GJ in yuan, at 8 yuan for a euro; without a rate they are not known."""
    in_yuan = open_sharing(role="guest").metric[0].value
    data.cursor().execute("update park set currency = 'EUR'")
    as_changed()
    unknown = open_sharing(role="guest")
    data.cursor().execute("""insert into factor (factor_id, factor_kind, year, method, value, unit, source)
        values ('fx', 'exchange_rate', 2024, 'central_parity', 8, 'CNY/EUR', 'central bank')""")
    as_changed()
    in_euro = open_sharing(role="guest").metric[0].value

    assert not unknown.metric
    assert "no exchange rate" in unknown.info[0].value
    assert number(in_yuan) == pytest.approx(8 * number(in_euro), rel=0.01)


def number(shown: str) -> float:
    """Return an amount of money as a number: 130 k CNY."""
    amount, *unit = shown.split()
    return float(amount.replace(",", "")) * (1000 if unit[0] == "k" else 1)


@pytest.mark.walk
def test_what_nobody_wants_is_not_offered(open_sharing: Opened) -> None:
    app = open_sharing(option="cold")

    assert not app.exception
    assert app.session_state["option"] == "warm"
