"""Figures, picture and title of each role."""

import re

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.symbiosis.matching import presentation
from pages.institution.parts import investor, match_groups, own_matches, role_picture
from tests.pages.conftest import Opened, control, shown


def test_an_investor_reads_the_totals_of_the_planned_measures(open_page: Opened) -> None:
    """The role had links and counts only."""
    app = open_page("pages/institution/roles.py", data="samples", park="chengdu", reader_role="investor")

    figures = {metric.label: metric.value for metric in app.metric}
    assert (figures["Net investment in measures"], figures["Payback"]) == ("33.4 M CNY", "2.9 years")
    assert {"Net present value", "IRR"} <= set(figures)
    assert any(each.value == "Largest planned investments" for each in app.subheader)


def test_closed_risks_are_no_expected_loss_of_nothing() -> None:
    risks = pd.DataFrame({"status": ["closed", "open"], "expected": [5.0, None], "currency": "CNY"})

    assert investor._losses(risks) == []
    assert investor._losses(risks.assign(expected=[5.0, 2000.0]))[0][1] == "2,000 CNY"


@pytest.mark.walk
def test_a_company_sees_its_own_matches_in_the_order_of_the_page(open_page: Opened) -> None:
    """FO provides heat, and sand that BL needs in another state. The address keeps the company."""
    roles = "pages/institution/roles.py"
    address = {"data": "matches", "park": "tiny", "role": "facilitator", "reader_role": "company"}
    app = open_page(roles, role_company="BL", **address)

    assert "Feasible matches of Firm BL" in shown(app)
    assert app.query_params["role_company"] == "BL"
    assert [metric.value for metric in app.metric[:2]] == ["0", "1"]  # feasible and blocked

    control(app, "role_company").set_value("FO").run()

    assert "Feasible matches of Firm FO" in shown(app)
    assert [metric.value for metric in app.metric[:2]] == ["1", "1"]

    hall = open_page(roles, role_company="FO", projector="true", **address)
    (bars,) = [each.proto for each in hall.get("vega_lite_chart")]
    words = f"{bars.spec}{[data.data.data for data in bars.datasets]}"
    assert re.search(
        r"\d% \S+ [\d,]+ GJ per year", words
    )  # the score, which the length of a bar shows, comes first
    assert "Firm FO" not in [text.value for text in hall.markdown]  # the title names the company


def test_a_presented_company_whose_matches_all_run_has_none_to_begin(open_page: Opened) -> None:
    """The page on matches states that no new one is feasible."""
    address = {"data": "samples", "park": "kalundborg", "projector": "true", "role_company": "KA01"}
    app = open_page("pages/institution/roles.py", reader_role="company", **address)

    assert [each.value for each in app.header] == [
        r"Asnæs power station\: all 4 feasible matches in operation"
    ]
    assert "Synergies (about 1990)" in [each.value.replace("\\", "") for each in app.subheader]


def test_the_title_of_a_presented_role_is_the_answer_of_its_picture(open_page: Opened) -> None:
    app = open_page("pages/institution/roles.py", reader_role="investor", projector="true")

    assert [each.value for each in app.header] == ["2 synergies by stage, 1 in operation"]
    assert not app.subheader  # the same words below it


def test_a_bar_of_a_share_states_the_amounts_behind_it() -> None:
    park = {"used_share": 0.84, "waste_used": 97_500.0, "waste": 116_000.0, "year": 2024.0}

    assert role_picture._used(park, 2023.0) == "84% · 97,500 t/yr of 116,000 t/yr, 2024"
    assert role_picture._used(park, 2024.0) == "84% · 97,500 t/yr of 116,000 t/yr"  # the heading has the year


def test_blocked_matches_with_a_remedy_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A presentation names the first: without a remedy, it would name none."""
    words = pd.DataFrame({"Match": ["a", "b", "c"], "Unlocked by": ["–", "drying", ""]})
    monkeypatch.setattr(own_matches.match_tables, "blocked_matches", lambda *_: words)

    held = own_matches._held_back(pd.DataFrame({"blocked": [1, 1, 1]}))
    assert held["Match"].tolist() == ["b", "a", "c"]


def test_a_match_of_an_undisclosed_partner_is_not_titled_new() -> None:
    """The board may have it, which is not disclosed."""
    row = {"npv": float("nan"), "is_hidden": True, "supply_kind": "material"}

    assert [match_groups.group(row | {"is_hidden": hidden}) for hidden in (True, False)] == ["hidden", "new"]


def test_a_park_opens_with_the_company_of_the_most_feasible_matches(open_page: Opened) -> None:
    """The first company has one match, Swift Packaging four."""
    app = open_page("pages/institution/roles.py", data="samples", park="kunshan")

    assert control(app, "role_company").value == "KS13"


def test_a_match_that_runs_in_part_is_not_stated_as_in_operation(open_page: Opened) -> None:
    """Coral Polymers sells the rest of its transition grades elsewhere; the page “Matches” states that part of it runs."""
    address = {"data": "samples", "park": "dayawan", "role": "facilitator", "reader_role": "company"}
    app = open_page("pages/institution/roles.py", role_company="DY03", **address)

    assert any("1 feasible match, partly in operation" in each.value for each in app.subheader)


def test_amounts_of_bars_have_one_form() -> None:
    """With an undisclosed partner, the company's own amount had “/yr” and its side."""
    match = {"unit": "m³", "is_hidden": True, "demand_is_hidden": False, "demand_amount": 36_000.0}
    named = {"unit": "m³", "is_hidden": False, "quantity": 36_000.0}

    for each in (match, named):
        assert presentation.own_amount(each, "demand", reader("en")) == "36,000 m³ per year"
