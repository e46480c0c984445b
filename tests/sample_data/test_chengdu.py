"""The illustrative Chengdu park has the numbers that were asked of it."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from isdata.programme.visits import choice
from isdata.programme.visits.participation import participation
from tests.sample_data.samples import published, resources, rows

STAGES = ["idea", "discussion", "negotiation", "feasibility", "implementation", "operation"]


def test_thirty_companies_of_which_25_came_and_six_were_interviewed():
    companies = rows("chengdu", "company")
    interest = Counter(row["interest"] for row in companies)

    assert len(companies) == len(rows("chengdu", "site")) == 30
    assert len(companies) - interest["invited"] == 25
    assert interest["interviewed"] == 6
    assert {row["visibility"] for row in companies} == {"public", "class_band", "facilitator"}


def test_of_25_present_15_were_interested_and_six_of_these_interviewed(parks):
    came = participation(parks, park_id="chengdu")

    assert came.reached == {"invited": 30, "present": 25, "interested": 15, "interviewed": 6}
    assert [came.share(step) for step in ("present", "interested", "interviewed")] == [
        25 / 30,
        15 / 25,
        6 / 15,
    ]
    assert (came.unknown, came.unrecorded) == (0, 0)


def test_the_conference_lists_the_25_and_the_visits_the_six():
    guests = Counter(row["event_id"] for row in rows("chengdu", "event_participant"))

    assert guests["CD-E07"] == 25
    assert guests["CD-E08"] == 6


def test_the_plan_has_plots_free_plots_roads_corridors_water_and_green():
    kinds = Counter(row["feature_kind"] for row in rows("chengdu", "plan_feature"))

    assert kinds["boundary"] == 1
    assert kinds["plot"] >= 30
    assert kinds["free_plot"] >= 3
    assert min(kinds[kind] for kind in ("road", "corridor", "water", "green")) >= 1


def test_open_streams_are_of_every_class():
    known = resources()
    streams = rows("chengdu", "stream")
    classes = {known[row["resource_id"]]["resource_class"] for row in streams}

    assert len(streams) == 94
    assert {row["direction"] for row in streams} == {"supply", "demand"}
    assert classes == {
        "material", "product", "by_product", "waste", "water", "waste_water", "heat", "steam", "cold",
        "compressed_air", "power", "fuel", "gas", "logistics", "capacity", "space", "expertise", "service",
    }  # fmt: skip


def test_a_heat_stream_shows_its_energy_as_power_times_hours():
    known = resources()
    for park in ("chengdu", "kunshan", "dayawan"):
        for row in rows(park, "stream"):
            if known[row["resource_id"]]["unit"] == "GJ":
                shown = float(row["power"]) * float(row["hours"]) * 3.6e-3
                assert abs(shown - float(row["quantity"])) < 1, row["stream_id"]


def test_a_hazardous_waste_stream_needs_a_permit():
    known = resources()
    waste = [row for row in rows("chengdu", "stream") if known[row["resource_id"]]["ewc_code"]]

    assert [row["stream_id"] for row in waste if known[row["resource_id"]]["is_hazardous"] == "yes"]
    assert all(
        row["needs_permit"] == "yes" for row in waste if known[row["resource_id"]]["is_hazardous"] == "yes"
    )


def test_every_seasonal_stream_has_a_profile_of_a_whole_year():
    profile = Counter()
    for row in rows("chengdu", "stream_profile"):
        profile[row["stream_id"]] += round(float(row["share"]) * 100)
    seasonal = {row["stream_id"] for row in rows("chengdu", "stream") if row["pattern"] == "seasonal"}

    assert set(profile) == seasonal
    assert set(profile.values()) == {100}


PUBLISHED_TOPICS = {"metals", "wood", "chemicals", "energy", "shared_services"}


def test_25_synergies_over_all_stages_and_the_five_topics():
    synergies = rows("chengdu", "synergy")

    assert len(synergies) == 25
    assert {row["stage"] for row in synergies} == {*STAGES, "ended"}
    assert {row["topic"] for row in synergies} >= PUBLISHED_TOPICS
    assert all(row["ended_reason"] for row in synergies if row["stage"] == "ended")


def test_of_the_published_topics_metals_and_wood_have_reached_operation():
    running = {row["topic"] for row in rows("chengdu", "synergy") if row["stage"] == "operation"}

    assert running & PUBLISHED_TOPICS == {"metals", "wood"}


def test_the_history_of_a_synergy_moves_forward_to_its_stage():
    for park in ("chengdu", "kunshan", "dayawan"):
        history: dict[str, list[tuple[date, str]]] = {}
        for row in rows(park, "synergy_stage"):
            history.setdefault(row["synergy_id"], []).append(
                (date.fromisoformat(row["entered_on"]), row["stage"])
            )
        for synergy in rows(park, "synergy"):
            stages = [stage for _, stage in sorted(history[synergy["synergy_id"]])]
            known = [STAGES.index(stage) for stage in stages if stage != "ended"]
            assert stages[-1] == synergy["stage"]
            assert known == sorted(known)


def test_what_is_in_operation_and_only_that_carries_flows():
    for park in ("chengdu", "kunshan", "dayawan"):
        running = {row["synergy_id"] for row in rows(park, "synergy") if row["stage"] == "operation"}
        carried = {row["synergy_id"] for row in rows(park, "flow") if row["synergy_id"]}
        assert carried == running


def test_the_decision_for_the_second_network_period_names_its_target():
    (network,) = [row for row in rows("chengdu", "network") if row["network_id"] == "CD-N2"]
    (decision,) = [row for row in rows("chengdu", "decision") if row["event_id"] == "CD-E16"]

    share = f"{float(network['target_saving']):.0%}"
    for language, percent in (("en", share.replace("%", " %")), ("zh", share)):
        assert percent in decision[f"name_{language}"]
        assert network["target_year"] in decision[f"name_{language}"]


def test_a_flow_of_a_synergy_joins_its_partners():
    for park in ("chengdu", "kunshan", "dayawan", "kalundborg"):
        partners: dict[str, set[str]] = {}
        for row in rows(park, "synergy_participant"):
            partners.setdefault(row["synergy_id"], set()).add(row["site_id"])
        for row in rows(park, "flow"):
            if row["synergy_id"]:
                assert {row["provider_id"], row["receiver_id"]} <= partners[row["synergy_id"]], row["flow_id"]


def test_the_codes_of_companies_are_those_of_isic_and_gbt():
    isic = {row["code"] for row in published("codes/isic_rev4.csv")}
    gbt = {row["code"] for row in published("codes/gbt_4754_2011.csv")}
    for park in ("chengdu", "kunshan", "dayawan", "kalundborg"):
        for row in rows(park, "company"):
            assert not row["sector"] or row["sector"] in isic, row
            assert not row.get("sector_gbt") or row["sector_gbt"] in gbt, row


def test_five_synergies_are_written_down_in_full():
    """Assumptions with a source each, what every partner thinks of all six axes, permits and risks."""
    shown = {"CD-SY05", "CD-SY07", "CD-SY08", "CD-SY12", "CD-SY13"}
    partners = Counter(row["synergy_id"] for row in rows("chengdu", "synergy_participant"))
    assumptions, scored = rows("chengdu", "synergy_assumption"), rows("chengdu", "synergy_readiness")
    permits, risks = rows("chengdu", "permit"), rows("chengdu", "risk")

    assert {row["synergy_id"] for row in assumptions} == shown
    assert all(row["source"] and row["is_illustrative"] == "yes" for row in assumptions)
    assert Counter(row["synergy_id"] for row in scored) == {name: 6 * partners[name] for name in shown}
    assert {row["synergy_id"] for row in permits} == shown
    assert {row["status"] for row in permits} == {
        "to_confirm",
        "needed",
        "applied",
        "granted",
        "refused",
        "not_needed",
    }
    assert shown <= {row["synergy_id"] for row in risks}


def test_what_synergies_achieved_is_measured_from_before_the_first_of_them():
    """With a baseline of their first year, an achieved amount would be no progress."""
    begun = min(row["entered_on"] for row in rows("chengdu", "synergy_stage") if row["stage"] == "operation")
    for indicator in ("co2_saved", "jobs_secured", "private_investment"):
        reached = {
            int(row["year"]): float(row["value"])
            for row in rows("chengdu", "indicator_value")
            if (row["indicator_id"], row["value_kind"]) == (indicator, "reached")
        }
        assert min(reached) < int(begun[:4])
        assert reached[min(reached)] == 0 < reached[max(reached)]


def test_what_can_begin_is_due_on_the_day_of_the_agreed_plan():
    """Missions lists the day due from what is done, the schedule the agreed one; authorities take their time."""
    tasks = {row["task_id"]: row for row in rows("chengdu", "task")}
    before = {}
    for row in rows("chengdu", "task_dependency"):
        before.setdefault(row["task_id"], []).append(tasks[row["predecessor_id"]]["done_on"])
    ready = [tasks[name] for name, done in before.items() if all(done)]

    assert ready
    for task in ready:
        begins = max(map(date.fromisoformat, before[task["task_id"]]))
        assert begins + timedelta(days=int(task["days"])) == date.fromisoformat(task["agreed_ends_on"]), task
    assert all(int(row["days"]) >= 20 for row in tasks.values() if row["task_kind"] == "permit")


def test_each_round_of_visits_names_as_many_companies_as_its_step(parks):
    guests = Counter(row["event_id"] for row in rows("chengdu", "event_participant"))
    visits = choice.candidates(parks, park_id="chengdu").set_index("company_id")["visits"]

    assert (guests["CD-E08"], guests["CD-E21"]) == (6, 4)
    assert visits.sum() == guests["CD-E08"] + guests["CD-E11"] + guests["CD-E21"]


def test_a_synergy_in_operation_has_the_amount_of_its_flows():
    """The board stated 5,100 t of iron chip briquettes and the flow diagram 5,150 t."""
    moved: dict[tuple[str, str], float] = defaultdict(float)
    for flow in rows("chengdu", "flow"):
        if flow["synergy_id"] and flow["year"] == "2024" and flow["quantity"]:
            moved[flow["synergy_id"], flow["resource_id"]] += float(flow["quantity"])
    sheets = {
        row["synergy_id"] for row in rows("chengdu", "synergy_assumption")
    }  # with an amount and source of their own
    recorded = {
        (row["synergy_id"], row["resource_id"]): float(row["quantity"])
        for row in rows("chengdu", "synergy")
        if (row["synergy_id"], row["resource_id"]) in moved and row["synergy_id"] not in sheets
    }

    assert len(recorded) >= 5
    assert recorded == {key: moved[key] for key in recorded}
