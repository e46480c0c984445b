"""A synergy as an undertaking, and its record in the report: numbers that can be computed by hand."""

import math
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.energy.measures import Terms
from isdata.output import reports
from isdata.output.reports import presentation, statements, valuation_parts
from isdata.output.reports.blocks import Figures, Note, Paragraph, Table
from isdata.symbiosis import assessment
from tests.databases import Built
from tests.output.reports.conftest import DAY, subject

EXCHANGE = reports.Choice("synergy", name="SY1")


def valued(con: duckdb.DuckDBPyConnection) -> None:
    """Let the synergy cost 1,000 and bring 250 a year over five years: at 8 % worth 250 * 3.992710 - 1,000."""
    con.execute(
        "update synergy set investment = 1000, annual_saving = 250, lifetime = 5, currency = 'CNY' "
        "where synergy_id = 'SY1'"
    )


@pytest.fixture
def exchange(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The park with that synergy, to be changed."""
    valued(tiny)
    return tiny


@pytest.fixture(scope="module")
def shared(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same; tests only read it."""
    with store.open(built.copied("tiny", tmp_path_factory.mktemp("exchange"))) as con:
        valued(con)
        yield con


def project(con: duckdb.DuckDBPyConnection, terms: Terms | None = None) -> reports.Project:
    made = reports.valued(subject(con, EXCHANGE, viewer=FACILITATOR), terms or Terms(), draws=500)
    assert made is not None
    return made


def test_its_ends_are_those_of_its_own_sheet(shared: duckdb.DuckDBPyConnection) -> None:
    """The middle 95 %: the gain ± 20 %; the cost, a triangle from 0.9 over 1 to 1.3, by its own formula."""
    most, least = 1000 * (1.3 - (0.025 * 0.4 * 0.3) ** 0.5), 1000 * (0.9 + (0.025 * 0.4 * 0.1) ** 0.5)
    cases = project(shared).cases

    assert cases["investment"].tolist() == pytest.approx([most, 1000, least])
    assert cases["annual_saving"].tolist() == pytest.approx([200, 250, 300])
    assert cases["npv"].tolist() == pytest.approx(
        [200 * 3.99271 - most, 250 * 3.99271 - 1000, 300 * 3.99271 - least], abs=1e-2
    )


def test_its_simulations_are_those_of_its_own_page(shared: duckdb.DuckDBPyConnection) -> None:
    """As many draws of the same numbers: page and report state the same bounds."""
    page = assessment.dossier(shared, synergy="SY1", park="tiny", viewer=FACILITATOR)
    report = reports.valued(subject(shared, EXCHANGE, viewer=FACILITATOR), Terms())

    assert page is not None
    assert page.sheet is not None
    assert report is not None
    pd.testing.assert_series_equal(page.sheet.simulation.total, report.simulation.total)


def test_one_assumption_at_a_time_which_is_said_to_vary_independently(
    shared: duckdb.DuckDBPyConnection,
) -> None:
    found = project(shared)
    rows = found.sensitivities.set_index("input")
    notes = valuation_parts.chances(found, i18n.reader("en"))

    assert rows.loc["annual_saving", "high"] == pytest.approx(300 * 3.99271 - 1000, abs=1e-2)
    assert rows.loc["annual_saving", "break_even"] == pytest.approx(1000 / (250 * 3.99271) - 1, abs=1e-5)
    assert rows.loc["investment", "break_even"] == pytest.approx(250 * 3.99271 / 1000 - 1, abs=1e-5)
    # Four years in place of five: 3.312127.
    assert rows.loc["lifetime", "low"] == pytest.approx(250 * 3.312127 - 1000, abs=1e-2)
    assert any(isinstance(note, Note) and "vary independently" in note.text for note in notes)


def test_parts_written_down_on_its_page_count_in_its_report(exchange: duckdb.DuckDBPyConnection) -> None:
    """A loss in a later year is in the cash flow, which one yearly gain could not state."""
    exchange.execute(
        "insert into synergy_assumption (synergy_id, assumption, from_year, value, unit) values "
        "('SY1', 'avoided_disposal', 1, 10, 'CNY/t'), ('SY1', 'volume', 1, 40, 't/yr'), "
        "('SY1', 'volume', 3, 20, 't/yr'), ('SY1', 'avoided_purchase', 1, 0, 'CNY/t'), "
        "('SY1', 'transport', 1, 0, 'CNY/(t·km)')"
    )
    flow = project(exchange).yearly["net"].tolist()

    assert flow[:5] == pytest.approx([-1000, 400, 400, 200, 200])


def test_its_permits_and_readiness_stand_in_the_valuation(exchange: duckdb.DuckDBPyConnection) -> None:
    exchange.execute(
        "insert into permit (permit_id, synergy_id, name_en, status) "
        "values ('PM1', 'SY1', 'Discharge permit', 'applied')"
    )
    exchange.execute(
        "insert into synergy_readiness (synergy_id, site_id, axis, level) select 'SY1', site_id, 'legal', "
        "row_number() over (order by site_id) * 2 from synergy_participant where synergy_id = 'SY1'"
    )
    about = subject(exchange, EXCHANGE, viewer=FACILITATOR)
    made = reports.valuation(about, reports.valued(about, Terms(), draws=500), i18n.reader("en"), day=DAY)
    cells = {
        text
        for block in made.blocks
        if isinstance(block, Table)
        for column in block.columns
        for text in column.values
    }

    assert {"Discharge permit", "Applied for", "Legal", "yes, two levels or more apart"} <= cells


def test_a_guest_reads_neither_permits_nor_assumptions(shared: duckdb.DuckDBPyConnection) -> None:
    about = subject(shared, EXCHANGE, viewer=GUEST)

    assert reports.valued(about, Terms()) is None
    assert len(about.permits) == len(about.assumptions) == 0


def items(report: reports.Report) -> list[str]:
    return [item for block in report.blocks if isinstance(block, Paragraph) for item in block.items]


def test_the_summary_shows_partners_price_and_ask(exchange: duckdb.DuckDBPyConnection) -> None:
    """300 t at 10 avoided and 30 replaced, over 1 year without interest: 12,000 less 2,000 that the provider invests.

    Each is worth 5,000: the provider earns 7,000 on 300 t, 10 of it a tonne by what he saves, so 13.33 by the price.
    """
    rows = "('SY1', 'avoided_disposal', 1, 10, 'CNY/t'), ('SY1', 'avoided_purchase', 1, 30, 'CNY/t'), "
    rows += "('SY1', 'investment_provider', 1, 2000, 'CNY'), ('SY1', 'investment_receiver', 1, 0, 'CNY'), "
    rows += "('SY1', 'investment_open', 1, 0, 'CNY'), ('SY1', 'lifetime', 1, 1, 'yr'), "
    rows += "('SY1', 'discount_rate', 1, 0, '1/yr'), ('SY1', 'transport', 1, 0, 'CNY/(t·km)'), "
    rows += "('SY1', 'virgin', 1, 0.5, 't/t')"
    exchange.execute(
        f"insert into synergy_assumption (synergy_id, assumption, from_year, value, unit) values {rows}"
    )
    exchange.execute("update synergy set stage = 'idea' where synergy_id = 'SY1'")
    about = subject(exchange, EXCHANGE, viewer=FACILITATOR)
    project = reports.valued(about, Terms(discount_rate=0.0), draws=500)
    report = reports.summary(about, project, i18n.reader("en"), day=DAY)
    table = next(block for block in report.blocks if isinstance(block, Table))

    assert table.columns[2].values == [2000, 0]
    assert table.columns[3].values == pytest.approx([7000, 5000])
    assert table.columns[5].values == pytest.approx([5000, 5000])
    assert "Agree on a price. Equal-NPV price: the receiver pays 13.3 CNY per t." in items(report)
    assert "Finance 2,000 CNY, each partner its share" in items(report)
    assert any(
        "Virgin material saved: 150 t per year" in block.text
        for block in report.blocks
        if isinstance(block, Paragraph)
    )


def test_a_guest_reads_no_price_and_no_gain(shared: duckdb.DuckDBPyConnection) -> None:
    about = subject(shared, EXCHANGE, viewer=GUEST)
    report = reports.summary(about, None, i18n.reader("en"), day=DAY)

    assert not [block for block in report.blocks if isinstance(block, Table)]
    assert "Costs and prices are shown to the facilitator only." in [
        block.text for block in report.blocks if isinstance(block, Note)
    ]


def test_a_gain_without_an_investment_is_shown_with_what_may_be_invested(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """300 t at 10: 3,000 a year, 9,000 in 3 years."""
    tiny.execute(
        "insert into synergy_assumption (synergy_id, assumption, from_year, value, unit) values "
        "('SY1', 'avoided_disposal', 1, 10, 'CNY/t'), ('SY1', 'transport', 1, 0, 'CNY/(t·km)')"
    )
    tiny.execute("update synergy set stage = 'idea' where synergy_id = 'SY1'")
    about = subject(tiny, EXCHANGE, viewer=FACILITATOR)
    report = reports.summary(about, reports.valued(about, Terms()), i18n.reader("en"), day=DAY)
    said = " ".join(block.text for block in report.blocks if isinstance(block, Note))

    assert "Gain per year, average over the lifetime: 3,000 CNY." in said
    assert "Up to 9,000 CNY pays back within 3 years" in said
    assert "Determine the investment cost" in items(report)


def test_what_grows_after_the_first_year_is_not_shown_as_yearly(exchange: duckdb.DuckDBPyConnection) -> None:
    """100, 200, then 300 t a year at 0.5 t; the gain of 10 a tonne is 1,000 in the first year, then up to 3,000."""
    exchange.execute(
        "insert into synergy_assumption (synergy_id, assumption, from_year, value, unit) values "
        "('SY1', 'volume', 1, 100, 't/yr'), ('SY1', 'volume', 2, 200, 't/yr'), ('SY1', 'volume', 3, 300, 't/yr'), "
        "('SY1', 'virgin', 1, 0.5, 't/t'), ('SY1', 'avoided_disposal', 1, 10, 'CNY/t'), "
        "('SY1', 'avoided_purchase', 1, 0, 'CNY/t'), ('SY1', 'transport', 1, 0, 'CNY/(t·km)')"
    )
    about = subject(exchange, EXCHANGE, viewer=FACILITATOR)
    project = reports.valued(about, Terms(), draws=50)
    for language, saved, label, note in (
        (
            "en",
            "Virgin material saved: 50 t in the first year, 150 t per year from year 3",
            "Gain per year",
            "; 1,000 CNY in the first year",
        ),
        ("zh", "节约原生材料：首年50吨，第3年起每年150吨", "年收益", "；首年1,000元"),
    ):
        report = reports.summary(about, project, i18n.reader(language), day=DAY)
        figures = next(block for block in report.blocks if isinstance(block, Figures)).figures

        assert any(saved in block.text for block in report.blocks if isinstance(block, Paragraph))
        assert figures[1].label == label
        assert figures[1].note.endswith(note)


def test_the_published_factors_that_it_counts_with_are_named(shared: duckdb.DuckDBPyConnection) -> None:
    about = subject(shared, EXCHANGE, viewer=FACILITATOR)
    assert about.case is not None
    given = about.assumptions.assign(source="").set_index("assumption", drop=False)
    given.loc["co2_avoided", ["origin", "source"]] = "factor", "Heat 2015"
    given.loc["co2_electricity", ["origin", "source"]] = "factor", "Grid 2022"
    parts = replace(about.case, co2=math.nan, co2_avoided=0.1, treatment_electricity=5.0, co2_electricity=0.5)
    named = replace(about, assumptions=given, case=parts)
    bare = replace(
        named, park=about.park | {"source": None}, synergy=(about.synergy or {}) | {"source": None}
    )
    read = i18n.reader("en")

    assert presentation.sources(named, read).endswith("Published CO2 factors: Heat 2015; Grid 2022")
    assert presentation.sources(bare, read) == "Published CO2 factors: Heat 2015; Grid 2022"
    whole = replace(bare, case=replace(parts, co2=0.1))
    assert presentation.sources(whole, read) == "No published source is stated for the data of the park."


def test_the_summary_ends_its_clauses_before_a_sentence_begins(shared: duckdb.DuckDBPyConnection) -> None:
    about = subject(shared, EXCHANGE, viewer=FACILITATOR)
    for language in ("en", "zh"):
        report = reports.summary(about, None, i18n.reader(language), day=DAY)
        what = next(block.text for block in report.blocks if isinstance(block, Paragraph))

        assert not [wrong for wrong in (".;", "。；", "..", "。。") if wrong in what]
        assert what.rstrip()[-1] in ".。"


def test_an_effect_that_is_an_estimate_says_so(exchange: duckdb.DuckDBPyConnection) -> None:
    exchange.execute(
        "insert into synergy_assumption (synergy_id, assumption, from_year, value, unit, basis) values "
        "('SY1', 'virgin', 1, 0.5, 't/t', 'estimate'), ('SY1', 'landfill', 1, 1, 't/t', 'interview')"
    )
    about = subject(exchange, EXCHANGE, viewer=FACILITATOR)

    said = statements.effects(about, None, i18n.reader("en"))
    assert {"Virgin material saved: 150 t per year (estimate)", "Landfill avoided: 300 t per year"} <= set(
        said
    )
