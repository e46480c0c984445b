"""What totals leave out of undisclosed companies: no sum holds a middle of a range as if it were exact."""

import duckdb

from isdata import scenarios
from isdata.data import disclosure
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.data.i18n import reader
from isdata.energy.measures import Terms
from isdata.output import reports
from isdata.output.figures import sankey_texts
from isdata.output.reports import charts
from isdata.park import flows

PARK = "chengdu"


def test_band_middles_are_never_stated_as_exact(parks: duckdb.DuckDBPyConnection) -> None:
    """Ginkgo Vehicles trades with companies known as ranges only: its totals are ranges that hold the true one."""
    choice = flows.FlowSelection(2024, look="company", company_id="CD01", share=0.0)
    whole, part = (
        flows.compose(parks, park_id=PARK, choice=choice, viewer=viewer).view
        for viewer in (FACILITATOR, GUEST)
    )
    node = "company:CD01"
    exact, seen = flows.passing(whole).loc[node], flows.passing(part).loc[node]

    assert seen["is_banded"]
    assert not exact["is_banded"]
    for side in ("into", "out"):
        assert exact[f"{side}_least"] == exact[f"{side}_most"]
        assert seen[f"{side}_least"] < exact[f"{side}_most"] < seen[f"{side}_most"]
    label = sankey_texts.labels(part, reader("en"))[node][0]
    assert "–" in label
    assert not set(part.nodes["role"]) & {"residual"}


def test_what_is_known_as_a_range_is_in_no_sum(parks: duckdb.DuckDBPyConnection) -> None:
    choice = flows.FlowSelection(2024)
    found = flows.converted(parks, park_id=PARK, choice=choice, viewer=GUEST)
    stated = found[~found["is_banded"]]
    other = found.assign(value=found["value"].where(~found["is_banded"], 1e9))

    assert len(stated) < len(found)
    assert flows.shares(other).equals(flows.shares(stated))
    assert flows.secondary_share(other) == flows.secondary_share(stated)
    assert flows.unused_by_products(flows.residuals(other)) == flows.unused_by_products(
        flows.residuals(stated)
    )


def test_undisclosed_companies_are_counted_by_what_they_show(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update company set visibility = 'facilitator' where company_id = 'C2'")

    assert disclosure.withheld(tiny, viewer=GUEST, parks=["tiny"]) == disclosure.Withheld(2, 1)
    assert disclosure.withheld(tiny, viewer=GUEST, region_id="CN") == disclosure.Withheld(2, 1)
    assert disclosure.withheld(tiny, viewer=GUEST, parks=["elsewhere"]) == disclosure.Withheld(0, 0)
    tiny.execute("update synergy_participant set is_named = true where site_id = 'S2'")
    assert disclosure.withheld(tiny, viewer=GUEST, parks=["tiny"]) == disclosure.Withheld(2, 1, 1)
    given = disclosure.Withheld(2, 1).in_ranges(reader("en"))
    assert (
        given
        == "2 undisclosed companies: amounts as ranges, not counted under named resources; 1 of them are not shown."
    )


def test_a_cash_flow_ends_for_guests_before_a_lifetime_does_wherever_they_ask(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    """The first measure ends after five years: what the sum falls by then is its saving, which investors once read."""
    (measures, all_measures), ((_about, project), (_all, known)) = (
        [
            scenarios.disclosed_measures(parks, park_id=PARK, scenario_id=None, viewer=viewer).in_scope(
                "ahead"
            )
            for viewer in (GUEST, FACILITATOR)
        ],
        [
            reports.report_subject(
                parks, park_id=PARK, choice=reports.Choice("all"), terms=Terms(), viewer=viewer, draws=50
            )
            for viewer in (GUEST, FACILITATOR)
        ],
    )
    yearly, shown = measures.outlook(Terms()).cash_flow()
    assert project is not None
    assert known is not None

    assert all_measures.outlook(Terms()).cash_flow()[1] is known.shown_years is None
    assert shown == project.shown_years == 6
    assert len(yearly) == len(project.shown) == 6 < len(known.shown)
    assert yearly["net"].iloc[1:].nunique() == 1
    assert charts.value_profile(project, reader("en")) is None
    assert reports.disclosed_financing(project, reports.Loan(term=5)) is not None
    assert reports.disclosed_financing(project, reports.Loan(term=6)) is None

    assert not measures.may_vary_years()
    assert all_measures.may_vary_years()
    weighing = set(known.sensitivities["input"]) - set(project.sensitivities["input"])
    assert weighing == {"lifetime", "discount_rate"}


def test_a_scenario_with_a_rate_of_its_own_is_withheld_while_lifetimes_are(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    """Net present values at a rate of each scenario would disclose what guests may not choose themselves."""

    def known(viewer: Viewer) -> set[str]:
        return set(scenarios.scenarios(samples, park_id=PARK, viewer=viewer)["scenario_id"])

    assert known(GUEST) == known(FACILITATOR)
    samples.execute("update scenario set discount_rate = 0.05 where scenario_id = 'CD-SC02'")
    assert known(FACILITATOR) - known(GUEST) == {"CD-SC02"}
    assert scenarios.withheld(samples, park_id=PARK, viewer=GUEST) == 1
