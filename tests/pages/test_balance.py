"""The balance page as its readers use it."""

import re
from itertools import product

import pandas as pd
import pytest

from isdata.data import store
from isdata.data.i18n import LANGUAGES
from isdata.output.figures import balance as figure
from pages.common.data import cursor
from pages.common.tables import rounded
from pages.park.parts import balance_of_site
from tests.pages.conftest import Opened, as_changed, opened
from tests.turns import by_turns, only

PAGE = "pages/park/balance.py"
VIEWS = ["balance", "suspicious", "quality", "intensity"]


@pytest.mark.parametrize(
    ("view", "data", "language"),
    only(
        [(view, "hostile", language) for view, language in by_turns(VIEWS, LANGUAGES)],
        product(VIEWS, ["tiny", "hostile"], LANGUAGES),
    ),
)
def test_each_view_runs_in_each_language(open_page: Opened, view: str, data: str, language: str) -> None:
    app = open_page(PAGE, language=language, data=data, balance_view=view)

    assert not app.exception
    assert not app.error


def test_what_could_explain_a_residual_is_listed(open_page: Opened) -> None:
    app = open_page(PAGE)

    assert app.subheader[1].value == "Power plant · Material"
    values = app.dataframe[0].value
    assert "Coal" in values["Figure"].iloc[0]
    assert len(values) == 3  # all values of the balance: who adds them up needs each


def test_the_headline_names_what_exceeds_its_uncertainty_and_a_note_what_was_assumed(
    open_page: Opened,
) -> None:
    """The headline counted unmeasured flows only; a ±40% that nobody stated had no reason."""
    flow = pd.DataFrame([{"flow_id": "F1", "uncertainty": None}])
    app = open_page(PAGE)
    store.write(cursor(), {"flow": flow}, who="test", reason="test")
    app.run()

    assert not app.exception
    headline = app.subheader[0].value.replace("\\", "")
    assert (
        headline == "1 imbalance beyond its uncertainty: Power plant; 1 of 3 sites: a flow was never measured"
    )
    assert any("without a stated ±" in each.value for each in app.caption)


@pytest.mark.parametrize("by", ["resource", "substance"])
def test_what_a_site_has_only_one_side_of_is_not_balanced(open_page: Opened, by: str) -> None:
    app = open_page(PAGE, balance_by=by)

    assert not app.exception
    assert "both inputs and outputs" in app.info[0].value


def test_suspicious_figures_stand_in_order(open_page: Opened) -> None:
    app = open_page(PAGE, balance_view="suspicious")

    deviations = app.dataframe[0].value["Deviation (σ)"].dropna().tolist()
    assert deviations == sorted(deviations, reverse=True)
    assert any("contradict" in box.value for box in app.warning)
    assert app.subheader[-1].value == "Suspicious values"


@pytest.mark.walk
def test_figures_that_agree_are_not_called_suspicious(open_page: Opened) -> None:
    """With ± 100 % of each figure no balance of the tiny park contradicts them."""
    app = open_page(PAGE, balance_view="suspicious")
    cursor().execute("update flow set uncertainty = 100")
    as_changed()
    app.run()

    assert app.subheader[-1].value == "Values by deviation from the balances"
    assert any("No value exceeds the limit" in words.value for words in app.markdown)
    assert "Beyond the limit" not in app.dataframe[0].value


def test_reconciled_figures_are_kept_only_with_a_name(open_page: Opened) -> None:
    app = open_page(PAGE, balance_view="suspicious")
    app.button(key="balance_keep").click().run()
    assert not app.success

    assert app.text_input(key="name_asked")
    app.session_state["balance_who_given"] = "Wang Li"  # as the dialog leaves it
    app.session_state["balance_keep_signed"] = True
    app.run()

    assert not app.exception
    assert app.success


def test_quality_names_what_to_measure_first(open_page: Opened) -> None:
    app = open_page(PAGE, balance_view="quality")

    table = app.dataframe[1].value.set_index("Company")
    assert "Packaging" in table.loc["Secret Box Ltd", "Improve first"]
    assert table.loc["Secret Box Ltd", "Score (%)"] == 0.0


def test_the_next_meter_is_where_nothing_was_measured(open_page: Opened) -> None:
    app = open_page(PAGE, balance_view="quality")

    assert "Packaging" in app.dataframe[0].value["Recommended meter"].iloc[0]


@pytest.mark.parametrize(
    ("value", "shown"), [(407055.04, 407055.0), (0.123456, 0.1235), (0.0, 0.0), (-12.3456, -12.35)]
)
def test_figures_have_no_more_digits_than_mean_something(value: float, shown: float) -> None:
    assert rounded(value) == shown


def test_what_exceeds_its_uncertainty_or_was_never_measured_comes_first() -> None:
    rows = pd.DataFrame(
        {"state": ["closes", "open", "closes", "unknown", "beyond"], "ratio": [0.9, -5.0, -0.2, 0.1, 1.5]}
    )

    ordered = figure.by_urgency(rows)

    assert ordered["state"].tolist() == ["beyond", "unknown", "closes", "closes", "open"]
    assert ordered["ratio"].tolist()[2:4] == [0.9, -0.2]


def test_the_amount_of_a_flow_never_measured_can_be_entered(open_page: Opened) -> None:
    """320 t in, 65 t out, and packaging without an amount: the sentence names it and offers its form."""
    open_page(PAGE)
    cursor().execute("update flow set source = 'plan of the works'")
    as_changed()
    app = opened(open_page(PAGE, balance="S2|material"), *_never_measured())

    shown = [words.value for words in app.markdown]
    assert any("Never measured: Packaging" in words and "would close the balance" in words for words in shown)
    assert any(words.startswith("The amount that would close the balance is filled in.") for words in shown)
    sources = [field.value for field in app.text_input if str(field.key).endswith("_source")]
    assert "" in sources  # nobody is the source of an amount that was not stated yet
    (amount,) = (field for field in app.text_input if str(field.key).endswith("_quantity"))
    (stated,) = (
        re.search(r"([\d,]+) ± ([\d,]+) t would close", words) for words in shown if " t would close" in words
    )
    assert stated
    assert amount.value == stated[1]
    # What the balance states, not what was declared of the flow before: both in per cent, under a label with one unit.
    (uncertainty,) = (field for field in app.text_input if str(field.key).endswith("_uncertainty"))
    quantity, spread = (float(number.replace(",", "")) for number in stated.groups())
    assert (uncertainty.label, uncertainty.value) == ("± %", f"{100 * spread / quantity:.0f}")


def _never_measured() -> list[str]:
    """Keys of the forms of flows without an amount."""
    return [
        f"enter_{name}"
        for (name,) in cursor().execute("select flow_id from flow where quantity is null").fetchall()
    ]


@pytest.mark.walk
def test_after_saving_the_page_stays_at_its_balance_though_another_one_is_more_striking(
    open_page: Opened,
) -> None:
    open_page(PAGE)
    cursor().execute("update flow set uncertainty = 100 where quantity > 0")
    as_changed()
    app = opened(
        open_page(PAGE), *_never_measured()
    )  # nothing was clicked: the only balance with a flow that was never measured
    saved = next(button for button in app.button if str(button.key).startswith("correct_"))
    before = app.subheader[-1].value
    app.text_input(key=str(saved.key).replace("_store", "_who")).set_value("Mei")
    saved.click().run()

    assert app.session_state["balance"] == "S2|material"
    assert app.subheader[-1].value == before

    stored = "select quantity from flow where flow_id = ?"
    flow = str(saved.key).removeprefix("correct_").removesuffix("_store")
    assert cursor().execute(stored, [flow]).fetchone() != (None,)
    app.button(key="undo_table").click().run()  # where it was entered, as on other pages
    assert cursor().execute(stored, [flow]).fetchone() == (None,)


@pytest.mark.walk
def test_within_the_uncertainty_no_value_has_to_change(open_page: Opened) -> None:
    app = open_page(PAGE, balance="S2|material")
    cursor().execute("update flow set uncertainty = 100 where quantity > 0")
    as_changed()
    app.run()

    assert any("Within uncertainty" in words.value for words in app.markdown)
    assert "Required value" not in app.dataframe[0].value


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ((10_843.0, 10_408.4, 434.6), (10_840.0, 10_410.0, 430.0)),
        (
            (195_125.0, 192_975.0, 2_150.0),
            (195_200.0, 193_000.0, 2_200.0),
        ),  # 2,100 if each were rounded alone
        ((192_975.0, 195_125.0, -2_150.0), (193_000.0, 195_200.0, -2_200.0)),
    ],
)
def test_the_difference_of_the_sides_shown_is_the_imbalance_shown(
    exact: tuple[float, ...], shown: tuple[float, ...]
) -> None:
    sides = ("inputs", "outputs", "residual")
    row = dict(zip(sides, exact, strict=True)) | {
        "growth": 0.0,
        "spread": 390.0 if exact[0] < 1e5 else 3_500.0,
    }

    assert tuple(balance_of_site._rounded(row, side) for side in sides) == shown


@pytest.mark.parametrize("park", ["chengdu", "dayawan", "kunshan"])
def test_the_values_behind_a_balance_are_listed_in_every_sample_park(open_page: Opened, park: str) -> None:
    """Without any correction, the empty column of corrections was looked for."""
    app = open_page("pages/park/balance.py", data="samples", park=park)

    assert not app.error
    assert app.dataframe
