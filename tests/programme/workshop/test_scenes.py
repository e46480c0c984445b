"""What the main screen shows: pairs, network, sums and votes, checked by hand; ranges stay ranges, and few votes stay secret."""

import itertools

import pytest

from isdata.data.i18n import reader
from isdata.programme.workshop import main_screen_page, scenes
from isdata.programme.workshop.network import network
from isdata.programme.workshop.possible_matches import possible_partners
from tests.programme.workshop.hall import Hall, filled, per_year


@pytest.fixture
def hall() -> Hall:
    """The filled hall with amounts per year."""
    return per_year()


def test_a_pair_exchanges_the_smaller_amount_as_a_range_where_one_is_a_range(hall: Hall) -> None:
    found = scenes.pairs(hall.day)

    # 30,000 t in full meet 12,000 t that are shown as 10,000 to 30,000 t.
    assert [(pair.have.entry_id, pair.want.entry_id, pair.unit, pair.low, pair.high) for pair in found] == [
        ("ash", "need", "t", 10_000.0, 30_000.0)
    ]
    assert found[0].cost is None
    hall.send("p2", "join", company="Cement works", company_id="C2", visibility="full")
    pair = scenes.pairs(hall.day)[0]
    # In full, 12,000 t: 12,000 · 50 are paid for by each of both.
    assert (pair.low, pair.high, pair.cost) == (12_000.0, 12_000.0, 1_200_000.0)


def test_in_play_is_what_somebody_else_wants_or_raised_a_hand_for(hall: Hall) -> None:
    hall.send("p2", "declare", "dust", direction="have", what="Dust", quantity=2, unit="kt", period="month")
    assert [(one.unit, one.low, one.high) for one in scenes.interest_totals(hall.day, {}).amounts] == [
        ("t", 30_000.0, 30_000.0)
    ]

    hall.send("p1", "interest", entry="dust", is_up=True)
    found = scenes.interest_totals(hall.day, {})
    # 2 kt a month are shown as 1 to 3 kt: 12,000 to 36,000 t a year.
    assert [(one.low, one.high, one.entries) for one in found.amounts] == [(42_000.0, 66_000.0, 2)]
    assert (found.cost, found.costs) == (1_500_000.0, 1)


def test_co2_of_energy_in_play(hall: Hall) -> None:
    hall.send(
        "p1", "declare", "steam", direction="have", what="Steam", quantity=900, unit="GJ", period="year",
        resource_id="steam",
    )  # fmt: skip
    hall.send("p2", "interest", entry="steam", is_up=True)
    co2 = scenes.interest_totals(hall.day, {"steam": 0.1}).co2

    assert co2 is not None
    assert (co2.low, co2.high) == (90.0, 90.0)


def test_the_network_names_only_who_shows_everything(hall: Hall) -> None:
    hall.send("p3", "interest", entry="ash", is_up=True)
    found = network(hall.day)

    # The brick works shows nothing, so it is not in the picture, not even without its name.
    assert [node.lines for node in found.nodes] == [("Power plant",), ()]
    assert found.lines == [(0, 1)]


def test_headings_count_possible_exchanges_and_an_empty_vote_is_explained(hall: Hall) -> None:
    """Headings named the topic only, and a hall looked at empty axes."""
    hall.send("p3", "interest", entry="ash", is_up=True)
    hall.console("show", scene="network")
    written = main_screen_page.scene(reader("en"), hall.day, main_screen_page.Setting())[1]
    assert "1 pair of companies with possible exchanges" in written

    empty = Hall()
    empty.console("open", park_id="tiny", name="Launch", code="ABCD")
    empty.console("show", scene="votes")
    written = main_screen_page.scene(reader("en"), empty.day, main_screen_page.Setting())[1]
    assert "Votes appear here once companies vote on an opportunity." in written
    assert "<svg" not in written


def test_the_network_does_not_name_a_company_one_of_whose_phones_does_not_show_it(hall: Hall) -> None:
    """An entry without name led to the name of its company by its lines."""
    hall.send("p4", "join", company="Cement works", company_id="C2", visibility="full")

    assert [node.lines for node in network(hall.day).nodes] == [("Power plant",), ()]


def test_a_table_names_no_company_whose_entry_without_name_is_below_it(hall: Hall) -> None:
    """At a table of three, the undisclosed two were listed above the only entry without a name."""
    hall.records[0].body["tables"] = ["North"]
    for phone, company, visibility in (
        ("p1", "Power plant", "full"),
        ("p2", "Cement works", "range"),
        ("p3", "Brick works", "facilitator"),
    ):
        hall.send(phone, "join", company=company, visibility=visibility, table=1)
    for place in range(3):  # undisclosed, but at no table
        hall.send(f"q{place}", "join", company=f"Dairy {place}", visibility="range")

    assert scenes.tables(hall.day)[0].companies == ["Power plant"]

    hall.send("q0", "join", company="Dairy 0", visibility="range", table=1)
    assert scenes.tables(hall.day)[0].companies == ["Power plant", "Cement works", "Brick works", "Dairy 0"]


def test_means_of_votes_are_given_from_three_votes_on(hall: Hall) -> None:
    hall.console("opportunity", "cement", title="Ash into cement", entries=["ash", "need"])
    for number, phone in enumerate(("p1", "p2", "p3"), start=1):
        hall.send(phone, "vote", opportunity="cement", effort=number, benefit=5)
        voted = scenes.votes(hall.day)[0]
        assert (voted.votes, voted.effort) == (number, None if number < 3 else 2.0)
        hall.console("show", scene="votes")
        written = main_screen_page.scene(reader("en"), hall.day, main_screen_page.Setting())[1]
        assert ("–</td>" in written) == (number < 3)


def test_next_goes_through_the_entries_while_one_is_in_focus(hall: Hall) -> None:
    hall.console("show", scene="focus", entry="ash")
    assert scenes.following(hall.day, 1) == {"scene": "focus", "entry": "need"}
    assert scenes.following(hall.day, -1) == {"scene": "focus", "entry": "need"}
    hall.console("show", scene="entries")
    assert scenes.following(hall.day, 1) == {"scene": "matches"}
    assert scenes.following(hall.day, -1) == {"scene": "join"}


def test_next_passes_over_scenes_without_content(hall: Hall) -> None:
    hall.console("show", scene="in_play")
    after = {"scene": "tables"} if hall.day.about.get("tables") else {"scene": "results"}
    assert scenes.following(hall.day, 1) == after  # no votes yet
    hall.console("opportunity", "cement", title="Ash into cement", entries=["ash", "need"])
    assert scenes.following(hall.day, 1) == {"scene": "votes"}


def test_a_demand_that_many_could_meet_is_listed_once(hall: Hall) -> None:
    hall.send(
        "p1", "declare", "more", direction="have", what="Fly ash", quantity=5, unit="t", period="year",
        resource_id="fly_ash",
    )  # fmt: skip
    found = scenes.pairs(hall.day)

    kept = scenes.each_once(found)

    assert len(found) > len(kept) >= 1
    assert kept[0] == found[0]
    assert len({each.want.entry_id for each in kept}) == len(kept)

    hall.console("opportunity", "cement", title="Ash into cement", entries=["more", "need"])
    (proposed, *_others) = scenes.each_once(found, hall.day.opportunities.values())
    assert (proposed.have.entry_id, proposed.want.entry_id) == ("more", "need")  # though smaller


def test_a_full_hall_of_forty_companies_is_matched_completely() -> None:
    hall = Hall()
    hall.console("open", park_id="tiny", name="Launch", code="ABCD", date="2026-11-30")
    for number in range(40):
        hall.send(f"p{number}", "join", company=f"Company {number}", visibility="full")
    for number in range(200):
        direction, what = ("have", "want")[number % 2], f"Item {number % 31}"
        hall.send(
            f"p{number % 40}", "declare", f"e{number}", direction=direction, what=what, quantity=number + 1,
            unit="t", period="year",
        )  # fmt: skip
    found = network(hall.day)

    # Of 31 items, 14 are declared four times by providers and three times by receivers or the reverse, 17 three times.
    assert len(scenes.pairs(hall.day)) == 14 * 12 + 17 * 9
    assert (len(found.nodes), found.unconnected) == (40, 0)


def test_the_vote_is_headed_by_those_with_the_most_benefit_for_the_effort() -> None:
    hall = filled()
    for name, effort in (("one", 4), ("two", 1), ("three", 1), ("four", 1)):
        hall.console("opportunity", name, title=name.title(), entries=["ash"])
        for phone in ("p1", "p2", "p3")[: 2 if name == "four" else 3]:  # two votes are no mean
            hall.send(phone, "vote", opportunity=name, effort=effort, benefit=5)
    hall.console("show", scene="votes")

    assert [each.title for each in scenes.ranked(hall.day)] == ["Two", "Three", "One", "Four"]
    written = main_screen_page.scene(reader("en"), hall.day, main_screen_page.Setting())[1]
    assert "Most benefit for the effort: Two · Three</h1>" in written
    assert written.count("–</td>") == 2  # benefit and effort of the fourth


def test_companies_without_a_possible_exchange_are_counted_not_drawn() -> None:
    hall = filled()
    hall.send("p4", "join", company="Dairy", company_id="C9", visibility="full")
    found = network(hall.day)

    assert (len(found.nodes), found.lines, found.unconnected) == (2, [(0, 1)], 1)


LONG = "Golden Valley Aluminium and Magnesium Casting Company"


@pytest.mark.parametrize(
    ("companies", "name", "lines"),
    [
        (40, "Company {}", ("Company 1",)),
        (
            16,
            LONG,
            ("Golden Valley Aluminium", "and Magnesium Casting Com…"),
        ),  # cut: 26 and 25 characters at most
        (16, "金谷铝镁合金铸造及表面处理有限公司", ("金谷铝镁合金铸造及表面处理", "有限公司")),
        (40, LONG, ("Golden Valley Aluminium a…",)),  # no room for two lines each
    ],
)
def test_names_in_the_network_do_not_cover_each_other(
    companies: int, name: str, lines: tuple[str, ...]
) -> None:
    hall = Hall()
    hall.console("open", park_id="tiny", name="Launch", code="ABCD")
    for number in range(companies):
        hall.send(
            f"p{number}", "join", company=name.format(number), company_id=f"C{number}", visibility="full"
        )
    nodes = network(hall.day).nodes

    assert lines in {node.lines for node in nodes}
    for anchor in ("start", "end"):
        heights = sorted(y for node in nodes if node.anchor == anchor for y, _line in node.placed_lines)
        assert (
            min(after - before for before, after in itertools.pairwise(heights)) >= 2.6
        )  # the type is 2.6 high
        assert heights[0] > 0
        assert heights[-1] < 90


def test_offers_in_which_nobody_is_interested_are_counted_beside_those_in_play(hall: Hall) -> None:
    hall.send("p2", "declare", "sand", direction="have", what="Used foundry sand", quantity=600, unit="t")
    found = scenes.interest_totals(hall.day, {})

    assert (found.entries, found.others) == (1, 1)


def test_near_entries_are_possible_and_never_a_pair(hall: Hall) -> None:
    """“Used foundry sand” and “foundry sand” are two resources of the list; only the facilitator sees that they are near."""
    before = len(scenes.pairs(hall.day))
    hall.send("p1", "declare", "sand", direction="have", what="Used foundry sand")
    hall.send("p2", "declare", "wish", direction="want", what="Foundry sand")
    hall.send("p2", "declare", "steel", direction="want", what="Steel sheet")
    meanings = {"sand": ["spent_foundry_sand"], "wish": ["silica_sand"], "steel": ["steel_sheet"]}
    day = hall.day

    def near(name: str, replaces: set[tuple[str, str]]) -> list[str]:
        found = possible_partners(
            day, day.entries[name], lambda each: meanings.get(each.entry_id, []), replaces
        )
        return [each.entry_id for each in found]

    assert near("sand", set()) == ["wish"]  # by their words
    assert near("wish", set()) == ["sand"]
    assert near("sand", {("spent_foundry_sand", "steel_sheet")}) == ["wish", "steel"]  # by a published use
    assert len(scenes.pairs(day)) == before


def test_the_main_screen_names_few_undisclosed_companies_no_more_than_the_minutes_do(hall: Hall) -> None:
    """A company that declared without its name was listed beside its anonymous entry."""
    hall.console("show", scene="join")
    hall.send("p1", "join", company="Power plant", company_id="C1", visibility="full")

    def names() -> set[str]:
        written = main_screen_page.scene(reader("en"), hall.day, main_screen_page.Setting())[1]
        return {
            name for name in ("Power plant", "Cement works", "Dairy", "Mill") if f"<li>{name}</li>" in written
        }

    assert names() == {"Power plant"}
    for phone, company in (("p5", "Dairy"), ("p6", "Mill")):
        hall.send(phone, "join", company=company, visibility="range")
    assert names() == {"Power plant", "Cement works", "Dairy", "Mill"}
