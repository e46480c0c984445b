"""Views added to stories from the page that shows them."""

from tests.pages.conftest import Opened


def test_the_story_added_to_last_is_proposed(open_page: Opened) -> None:
    """Views went into the first story of the park, whichever was chosen before."""
    app = open_page("pages/network/members.py", data="samples", park="chengdu", role="facilitator")
    app.session_state["story_added_to"] = "CD-ST2"
    app = app.button(key="add_to_story").click().run()

    assert not app.exception
    assert [box.value for box in app.selectbox if box.label == "Story"] == ["CD-ST2"]
