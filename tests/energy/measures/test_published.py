"""What guests may see of a park's measures: P agreed to be named, A to E are undisclosed."""

import pandas as pd

from isdata.data.disclosure import DisclosedTotals, Sum
from isdata.energy.measures import Register, Terms, by_resource, disclosed_groups, disclosed_totals, kept

NONE = pd.DataFrame(columns=["measure_id", "other_id", "relation", "overlap", "shared"])


def register(rows: list[tuple[str, str, str, str]]) -> Register:
    """Return measures from (company, category, status, resource), named by company and place."""
    ids = [f"{company}{place}" for place, (company, *_) in enumerate(rows)]
    measures = pd.DataFrame(
        rows,
        columns=["company_id", "category", "status", "resource_id"],
        index=pd.Index(ids, name="measure_id"),
    )
    measures = measures.assign(
        visibility=["public" if company == "P" else "class_band" for company in measures["company_id"]],
        network_id=None, year=2020, lifetime=10.0, energy_saving=1.0, co2_saving=1.0,
    )  # fmt: skip
    savings = measures[["resource_id"]].rename_axis("measure_id").reset_index()
    return Register(measures.drop(columns="resource_id"), savings, "CNY")


DONE = [(company, "pumps", "implemented", "power") for company in "ABCP"]
AHEAD = [("D", "fans", "planned", "steam")]


def shown(rows: list[tuple[str, str, str, str]], relations: pd.DataFrame = NONE) -> tuple:
    found = register(rows)
    return found.measures, disclosed_totals({"": found}, {"": relations}, {}, {"": Terms()}), found


def test_amounts_count_those_who_keep_to_themselves_and_money_everybody() -> None:
    rows, known, _ = shown([*DONE[:2], DONE[3]])

    assert not known.may_show_amounts(Sum(rows))  # less what P saves, which is stated, it is of A and B
    assert not known.may_show(Sum(rows))  # at listed prices, the money saved is the amount
    assert known.may_show_amounts(Sum(rows[rows["company_id"] == "P"]))
    assert not known.may_show(Sum(rows[rows["company_id"] == "P"]))  # what P spends is not stated one by one


def test_of_two_scopes_that_give_a_company_away_together_one_is_shown() -> None:
    rows, known, _ = shown([*DONE, *AHEAD])
    done = rows[rows["status"] == "implemented"]

    assert known.may_show(Sum(done))
    assert not known.may_show(Sum(rows))  # less what is done, it is of D
    assert not known.may_show(Sum(rows[rows["status"] == "planned"]))


def test_overlaps_that_are_taken_off_are_a_difference() -> None:
    lost = pd.DataFrame([("A0", "B1", "overlaps", 0.5, 0.0)], columns=NONE.columns)
    rows, known, _ = shown(DONE, lost)

    assert known.may_show(Sum(rows, kept=kept(lost, rows.index)))
    assert not known.may_show(Sum(rows))  # less the other, half of what B saves


def test_groups_that_give_a_company_away_are_put_together() -> None:
    more = [(company, "fans", "implemented", "power") for company in "ABE"]
    rows, known, _ = shown(
        [*DONE, *more, ("D", "light", "implemented", "power"), ("P", "air", "implemented", "power")]
    )
    of = Sum(rows)
    groups = known.groups(of, rows["category"])

    # All less fans and pumps would be of D and P: one of the two goes with them.
    assert groups["D7"] == groups["P8"] == "few"
    assert set(groups) in ({"few", "pumps"}, {"few", "fans"})
    assert set(DisclosedTotals().groups(of, rows["category"])) == {"pumps", "fans", "light", "air"}
    assert "air" in known.groups_with_amounts(of, rows["category"])  # of P alone, who agreed
    assert "light" not in known.groups_with_amounts(of, rows["category"])


def test_the_sums_of_groups_that_give_a_company_away_are_one_row() -> None:
    """D alone has a lamp, so fans and light are one row of four measures beside the four pumps."""
    more = [
        *((company, "fans", "implemented", "power") for company in "DEA"),
        ("D", "light", "implemented", "power"),
    ]
    rows, known, _ = shown([*DONE, *more])
    rows = rows.assign(investment=1.0, incentive=0.0, avoided_replacement=0.0, annual_saving=1.0)
    table = disclosed_groups(Sum(rows), rows["category"], known).set_index("group")
    everything = disclosed_groups(Sum(rows), rows["category"], DisclosedTotals()).set_index("group")

    assert table["annual_saving"].to_dict() == {"few": 4, "pumps": 4}
    assert everything["annual_saving"].to_dict() == {"pumps": 4, "fans": 3, "light": 1}


def test_a_resource_that_one_company_saves_is_not_shown_nor_all_others() -> None:
    rows, known, found = shown([*DONE, ("D", "pumps", "implemented", "steam")])
    parts = by_resource(Sum(rows), found)

    assert known.may_show(Sum(rows))
    assert not known.may_show_amounts(parts["steam"])
    assert not known.may_show_amounts(parts["power"])


def test_a_scenario_that_changes_what_one_company_has_is_not_shown() -> None:
    today = register(DONE)
    unchanged, resized, wide = (
        Register(
            today.measures.assign(is_changed=today.measures["company_id"].isin(list(who))),
            today.savings,
            "CNY",
        )
        for who in ("", "A", "ABC")
    )
    registers = {"": today, "same": unchanged, "one": resized, "wide": wide}
    known = disclosed_totals(registers, dict.fromkeys(registers, NONE), {}, dict.fromkeys(registers, Terms()))

    assert known.may_show(Sum(unchanged.measures, "same"))
    assert not known.may_show(Sum(resized.measures, "one"))
    assert known.may_show(Sum(wide.measures, "wide"))
    assert not known.may_show(Sum(wide.measures, "a scenario that is not stored"))
