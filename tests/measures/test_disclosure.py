"""A guest sees names where the company agreed, and sums from three companies up."""

import pandas as pd

from isdata import measures
from isdata.measures import Register, Terms


def appraised(register: Register) -> pd.DataFrame:
    """Return the appraised measures of the small network."""
    return measures.appraise(register, Terms())


def test_a_guest_sees_names_of_companies_that_agreed_only(register: Register) -> None:
    shown = measures.disclosed(appraised(register), sees_all=False)

    assert shown.loc["three", "name_en"] == "Measure three"
    assert pd.isna(shown.loc["habit", "name_en"])
    assert pd.isna(shown.loc["habit", "company_en"])
    assert not shown.loc["habit", "is_named"]


def test_a_facilitator_sees_all_names(register: Register) -> None:
    assert measures.disclosed(appraised(register), sees_all=True)["is_named"].all()


def test_sums_of_fewer_than_three_companies_are_kept_back_unless_all_agreed(register: Register) -> None:
    table = appraised(register)

    assert measures.may_sum(table, sees_all=False)
    assert not measures.may_sum(table[table["company_id"].isin(["C1", "C2"])], sees_all=False)
    assert measures.may_sum(table[table["company_id"] == "C1"], sees_all=False)
    assert measures.may_sum(table[table["company_id"] == "C2"], sees_all=True)


def test_categories_of_too_few_companies_are_folded(register: Register) -> None:
    groups = measures.open_groups(appraised(register), "category", sees_all=False)

    assert groups["habit"] == "few"
    assert groups["three"] == "pumps"  # of a company that agreed: it hides nothing


def test_what_is_left_of_the_whole_is_of_three_companies_too(register: Register) -> None:
    """Drives are of three companies; but all less drives and pumps would be what one company's habit saves."""
    table = appraised(register)
    groups = measures.open_groups(table, "category", sees_all=False)

    assert groups["euro"] == "few"
    assert table.loc[groups == "few", "company_id"].nunique() >= 3
    assert measures.open_groups(table, "category", sees_all=True)["euro"] == "drives"


def test_a_guest_reads_no_amount_stream_or_words_of_who_is_not_named(register: Register) -> None:
    table = appraised(register).assign(stream_id="S2-heat", benefit_en="quieter at Two", owner="Two")
    shown = measures.disclosed(table, sees_all=False)

    kept = ["energy_saving", "co2_saving", "stream_id", "benefit_en", "owner"]
    assert shown.loc["habit", kept].isna().all()
    assert shown.loc["three", kept].notna().all()
    assert shown.loc["habit", "payback"] == table.loc["habit", "payback"]


def test_a_part_stands_beside_the_whole_where_the_difference_gives_nobody_away(register: Register) -> None:
    """C2 and C3 keep to themselves, C1 does not: without the measures of C2, the difference would be what C2 has."""
    whole = appraised(register)
    of = lambda *companies: whole[whole["company_id"].isin(companies)]  # noqa: E731

    assert measures.may_part(whole, whole, sees_all=False)
    assert measures.may_part(of("C2", "C3"), whole, sees_all=False)  # the rest is of C1, who agreed
    assert not measures.may_part(of("C1", "C3"), whole, sees_all=False)
    assert not measures.may_part(of("C1"), whole, sees_all=False)
    assert measures.may_part(of("C1", "C3"), whole, sees_all=True)


def test_a_scenario_that_changes_what_one_company_has_gives_it_away(register: Register) -> None:
    whole = appraised(register)
    resized = whole.assign(is_changed=whole.index == "habit")  # of C2

    assert not measures.may_part(resized, whole, sees_all=False)
    assert measures.may_part(whole.assign(is_changed=whole["company_id"] == "C1"), whole, sees_all=False)


def test_energy_and_co2_of_a_group_are_told_where_the_named_ones_leave_no_single_company() -> None:
    """A agreed. Pumps and fans each hold one company that did not, drives three."""
    rows = pd.DataFrame(
        [("pumps", "A", "public"), ("pumps", "K1", "class_band"), ("fans", "A", "public"), ("fans", "K2", "class_band"),
         ("drives", "K1", "class_band"), ("drives", "K2", "class_band"), ("drives", "K3", "facilitator"),
         ("light", "A", "public")],
        columns=["category", "company_id", "visibility"],
    )  # fmt: skip

    assert measures.open_amounts(rows, "category", sees_all=True) == {"pumps", "fans", "drives", "light"}
    # Pumps and fans would leave K1 and K2 together: two, so the drives join them.
    assert measures.open_amounts(rows, "category", sees_all=False) == {"light"}

    third = pd.DataFrame([("steam", "K3", "facilitator")], columns=rows.columns)
    more = pd.concat([rows, third], ignore_index=True)
    assert measures.open_amounts(more, "category", sees_all=False) == {"drives", "light"}
