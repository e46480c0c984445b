"""Own words on the matches page: what they may mean, and that a meaning is remembered."""

import pytest

from tests.pages.conftest import Opened, control, shown


@pytest.mark.walk
def test_a_link_shows_the_phrase_that_its_sender_typed(open_matches: Opened) -> None:
    app = open_matches(view="phrase")
    control(app, "phrase").set_value("foundary sand").run()
    assert "Spent foundry sand" in shown(app)
    linked = open_matches(view="phrase", phrase=app.query_params["phrase"])

    assert "Spent foundry sand" in shown(linked)


def test_a_phrase_counts_each_match_once_and_shows_it(open_matches: Opened) -> None:
    """Hot water is given and wanted in one possible match."""
    app = open_matches(view="phrase", role="facilitator")
    control(app, "phrase").set_value("hot water").run()

    proposed, matches = (each.value for each in app.dataframe)
    assert proposed["Feasible matches"].iloc[0] == len(matches) == 1


def test_own_words_may_meet_an_undisclosed_firm(open_matches: Opened) -> None:
    """Its agreement and the meaning of the words are both signed on one page."""
    app = open_matches(view="phrase", role="facilitator", phrase="regenerated solvent")

    assert not app.exception
    assert {"introduction_who", "phrase_who"} <= {field.key for field in app.text_input}


def test_a_phrase_shows_the_card_of_its_resource(open_matches: Opened) -> None:
    app = open_matches(view="phrase")
    control(app, "phrase").set_value("waste solvent").run()

    assert not app.exception
    assert "Still → Regenerated solvent" in app.table[0].value.to_csv()


def test_a_phrase_is_confirmed_and_remembered(open_matches: Opened) -> None:
    app = open_matches(view="phrase")
    control(app, "phrase").set_value("black sand of hall 2").run()
    app.text_input(key="phrase_who").set_value("Park office")
    control(app, "means_black sand of hall 2").set_value("spent_foundry_sand").run()
    app.button(key="remember").click().run()

    assert "The first entry was confirmed before" in app.success[0].value


def test_sand_that_is_wanted_is_less_like_the_spent_sand_of_a_foundry(open_matches: Opened) -> None:
    """Who has sand means the spent one; for who buys, a by-product counts at most three quarters."""
    app = open_matches(view="phrase")
    control(app, "phrase").set_value("sand").run()
    control(app, "phrase_direction").set_value("have").run()
    given = app.dataframe[0].value.set_index("Resource").loc["Spent foundry sand", "Similarity"]
    control(app, "phrase_direction").set_value("want").run()
    wanted = app.dataframe[0].value.set_index("Resource").loc["Spent foundry sand", "Similarity"]

    assert given == 100
    assert 0 < wanted < 75
