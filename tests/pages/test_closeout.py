"""Close-out: steps that the administration carries out without help."""

from tests.pages.conftest import Opened

PAGE = "pages/programme/closeout.py"


def test_the_steps_of_a_single_mission_are_named_with_their_state(open_page: Opened) -> None:
    """One bar over the whole width of the page stated only their number."""
    app = open_page(PAGE, data="samples", park="kunshan", projector="true")

    (picture,) = [each.proto.body for each in app.get("html") if 'class="steps"' in each.proto.body]
    assert picture.count('<li class="alone">') == 5
    assert picture.count('<li class="helped">') == 2
    assert '<li class="helped">Hand over</li>' in picture
