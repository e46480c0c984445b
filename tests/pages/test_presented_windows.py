"""Windows of a presentation that are squarer than a screen of 16 to 9."""

import pytest

from isdata.output.figures import sankey_room
from pages.common import charts, controls
from pages.common.presenting import room
from pages.common.screen import Screen


@pytest.mark.parametrize(
    ("window", "scale", "lines"),
    [
        ([1840, 1080, 1080], 1.0, 1080),
        ([960, 760, 560], 560 / 1080, 1466),  # 1,024 by 768: as wide as it is, the rest is height
        (None, 1.0, 1080),
    ],
)
def test_type_follows_the_screen_that_fits_in_the_window(
    monkeypatch: pytest.MonkeyPatch, window: list[int] | None, scale: float, lines: float
) -> None:
    """It followed the height alone: in a squarer window, lines broke and pictures were cut at the lower edge."""
    monkeypatch.setattr(charts, "window", lambda: window)
    monkeypatch.setattr(controls, "is_projected", lambda: True)

    assert charts.scale() == pytest.approx(scale)
    assert charts.lines() == pytest.approx(lines, abs=1)
    assert room.below("") == pytest.approx(lines - 200, abs=1)


def test_names_of_a_squarer_hall_are_as_large_as_on_the_screen_that_fits() -> None:
    assert Screen(1840, 1080).fitting == 1080
    assert Screen(980, 760).fitting == pytest.approx(588)
    assert Screen(360, 760).fitting == 760  # a phone
    wide, square = (sankey_room.for_room(1300, tall, is_hall=True) for tall in (490, 600))
    assert square.label == pytest.approx(wide.label, rel=0.1)
