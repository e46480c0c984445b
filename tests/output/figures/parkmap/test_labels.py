"""Where the names on a map stand."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from isdata.output.figures.parkmap import labels, lettering, name_ground, name_positions
from isdata.output.figures.parkmap.boxes import Disc


def _place(
    asked: list[labels.Label],
    circles: Sequence[Disc],
    size: tuple[float, float],
    lines: Sequence[Disc] = (),
    *,
    is_in_hall: bool = False,
    is_still: bool = False,
    ends: Sequence[tuple[int, int]] = (),
    faint: Sequence[Disc] = (),
    **more: Any,
) -> list[labels.Placed]:
    """Return names placed on a ground of these circles and lines."""
    ground = name_ground.ground(circles, size, **more).below(lines, ends=ends, faint=faint)
    return labels.place(asked, ground, is_in_hall=is_in_hall, is_still=is_still)


def test_names_stand_beside_a_line_where_there_is_room() -> None:
    """Below the circle, which is the first choice, a line passes: the name goes above it."""
    name = [labels.Label(0, "Works", 100.0, 100.0, 5.0, 12.0)]
    line = [(float(x), 112.0, 2.0) for x in range(60, 140, 4)]

    free, crossed = (_place(name, [(100.0, 100.0, 5.0)], (200.0, 200.0), each)[0].dy for each in ((), line))

    assert free > 0 > crossed

    plot = [(float(x), float(y), 0.5) for x in range(0, 200, 6) for y in range(104, 200, 6)]
    lines = [(float(x), 86.0, 2.0) for x in range(0, 200, 8)] + [(x, 100.0, 2.0) for x in (70.0, 130.0)]
    (moved,) = _place(name, [(100.0, 100.0, 5.0)], (200.0, 200.0), lines, plots=plot)
    assert moved.dy <= 0  # rather over a line than on a plot without a circle


def test_a_name_leaves_outlines_and_water_if_it_has_room_beside_them() -> None:
    """Below the circle is an outline or water, so the name is above; a circle in the water keeps its name there."""
    name, circle = [labels.Label(0, "Works", 100.0, 100.0, 5.0, 12.0)], [(100.0, 100.0, 5.0)]
    edge = [(float(x), 114.0, 0.5) for x in range(60, 140, 6)]
    below, around = (
        [(float(x), float(y), 0.5) for x in range(0, 200, 6) for y in range(top, 200, 6)] for top in (108, 0)
    )

    grounds: list[dict[str, Any]] = [{"edges": edge}, {"water": below}, {"water": around}]
    outlined, wet, afloat = (_place(name, circle, (200.0, 200.0), **more)[0].dy for more in grounds)

    assert outlined < 0
    assert wet < 0
    assert afloat > 0


def test_a_needed_name_of_a_plot_covers_lines_and_others_are_left_out() -> None:
    area = (60.0, 60.0, 140.0, 140.0)
    lines = [(float(x), float(y), 2.0) for x in range(0, 200, 8) for y in range(0, 200, 8)]
    asked = labels.Label(0, "Free plot", 100.0, 100.0, 0.0, 12.0, area)

    assert _place([asked], [], (200.0, 200.0), lines) == []
    (covering,) = _place([replace(asked, is_needed=True)], [], (200.0, 200.0), lines)
    assert covering.is_foreign


def test_two_names_beside_each_other_do_not_read_as_one() -> None:
    asked = [labels.Label(n, "Seagull", x, 100.0, 4.0, 12.0) for n, x in enumerate((100.0, 144.0))]

    boxed = [
        (name.label.x + name.dx, lettering.measure(name.text, 12.0)[0] / 2, name.dy)
        for name in _place(asked, [(each.x, each.y, 4.0) for each in asked], (260.0, 200.0))
    ]

    (one, half, up), (other, wide, down) = boxed
    assert up * down < 0 or other - one - half - wide >= 6.0


def test_no_name_stands_nearer_to_another_circle_than_to_its_own() -> None:
    """Above its circle, which stands low in the picture, the name has room only where no other circle is nearer."""
    own, other = (20.0, 60.0, 5.0), (20.0, 24.0, 5.0)
    name = labels.Label(1, "Works", *own, 10.0)

    alone, beside = (
        name_positions.places(name, name_ground.ground(circles, (40.0, 70.0))).boxes
        for circles in ([own], [own, other])
    )

    assert (alone[:, 1] < 35).any()
    assert (beside[:, 1] > 35).all()


def test_a_name_covers_a_line_of_its_own_circle_rather_than_one_of_others() -> None:
    """Lines pass everywhere; those on the left are its own."""
    name, circle = labels.Label(7, "Works", 100.0, 100.0, 5.0, 12.0), (100.0, 100.0, 5.0)
    lines = [(float(x), float(y), 1.0) for x in range(0, 200, 8) for y in range(0, 200, 8)]
    ends = [(7, 1) if x < 100 else (1, 2) for x, _y, _radius in lines]

    (own,), (foreign,) = (_place([name], [circle], (200, 200), lines, ends=e) for e in (ends, ()))

    assert own.dx < 0
    assert not own.is_foreign
    assert foreign.is_foreign
    assert _place([name], [circle], (200, 200), lines, is_still=True) == []


def test_a_number_stands_for_a_name_without_room_on_a_phone() -> None:
    """It is named below the map."""
    name, circle = labels.Label(7, "Timberworks", 38.0, 38.0, 5.0, 12.0), (38.0, 38.0, 5.0)

    (number,) = _place([name], [circle], (60, 76), is_still=True)

    assert (number.text, number.is_number) == ("1", True)
    assert _place([name], [circle], (60, 76)) == []


def test_numbers_for_names_without_room_have_no_gap() -> None:
    """The second name has no room even for its number."""
    asked = [labels.Label(n, "Timberworks", 38.0, 38.0 + 76 * n, 5.0, 12.0) for n in range(3)]
    lines = [(float(x), float(y), 1.0) for x in range(0, 60, 4) for y in range(80, 150, 4)]

    placed = _place(asked, [(name.x, name.y, 5.0) for name in asked], (60, 228), lines, is_still=True)

    assert [(name.text, name.label.number) for name in placed if name.is_number] == [("1", 0), ("2", 2)]


def test_a_name_leaves_a_line_of_its_own_circle_that_runs_through_it() -> None:
    """The line leaves below, where the name otherwise stands; one point of a line only touches a name."""
    name, circle = labels.Label(7, "Works", 100.0, 100.0, 5.0, 12.0), (100.0, 100.0, 5.0)
    through = [(100.0, float(y), 2.0) for y in range(104, 200, 6)]
    around = [
        (float(x), float(y), 1.0)
        for x in range(0, 200, 4)
        for y in range(0, 200, 4)
        if y < 104 or abs(x - 100) > 22
    ]

    (moved,) = _place([name], [circle], (200, 200), through, ends=[(7, 1)] * len(through))
    lines, ends = [*through, *around], [(7, 1)] * len(through) + [(1, 2)] * len(around)
    (struck,) = _place([name], [circle], (200, 200), lines, ends=ends)

    assert moved.dy < 0
    assert (moved.is_struck, struck.is_struck) == (False, True)


def test_a_name_ends_before_the_frame() -> None:
    """Centred below its circle, it would end at the frame."""
    name, circle = labels.Label(0, "Works", 100.0, 100.0, 5.0, 12.0), (100.0, 100.0, 5.0)
    wide, _high = lettering.measure("Works", 12.0)

    (moved,) = _place([name], [circle], (300, 200), frame=(0.0, 0.0, 101.0 + wide / 2, 200.0))

    assert moved.dx < 0


def test_a_name_gives_way_where_another_has_no_other_place() -> None:
    """The first one takes the place below its circle, the only one of the second."""
    first, second = (labels.Label(n, "Works", 60.0, y, 4.0, 10.0) for n, y in enumerate((30.0, 60.0)))
    circles = [(60.0, 30.0, 4.0), (60.0, 60.0, 4.0)]
    lines = [(x, y, 1.0) for y in range(50, 90, 4) for x in range(0, 120, 4) if y > 55 or not 40 <= x <= 80]

    placed = _place([first, second], circles, (120.0, 90.0), lines)

    assert {name.label.number for name in placed} == {0, 1}
    assert not any(name.is_foreign for name in placed)


def test_names_are_small_at_once_where_there_are_too_many_to_try_all_sizes() -> None:
    asked = [labels.Label(number, "Works", 60.0 * number, 50.0, 5.0, 10.0) for number in range(200)]
    few, many = (_place(asked[:count], [], (12_100.0, 100.0)) for count in (199, 200))

    assert {name.label.size for name in few} == {10.0}
    assert {name.label.size for name in many} == {8.5}


@given(
    st.lists(
        st.builds(
            labels.Label,
            st.integers(0, 99),
            st.text("abc 中文", min_size=1, max_size=20),
            st.floats(0, 800),
            st.floats(0, 600),
            st.floats(1, 30),
            st.floats(9, 20),
        ),
        max_size=30,
    )
)
def test_names_never_lie_on_each_other_or_outside(asked: list[labels.Label]) -> None:
    placed = _place(asked, [], (800, 600))
    boxes = []
    for name in placed:
        width, height = lettering.measure(name.text, name.label.size)
        x, y = name.label.x + name.dx, name.label.y + name.dy
        boxes.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))

    assert all(
        box[0] >= -1e-6 and box[1] >= -1e-6 and box[2] <= 800.001 and box[3] <= 600.001 for box in boxes
    )
    for one, two in itertools.combinations(boxes, 2):
        is_apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        assert is_apart


@given(st.text("ab 中，", max_size=60), st.floats(40, 300))
def test_a_wrapped_text_loses_no_sign(text: str, width: float) -> None:
    lines = lettering.wrapped(text, 13.0, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(lettering.measure(line, 13.0)[0] <= width or not re.search("[ ，].", line) for line in lines)


def test_a_name_never_covers_a_circle() -> None:
    asked = [labels.Label(0, "A name", 100, 100, 10, 12)]

    alone = _place(asked, [(100, 100, 10)], (300, 300))
    below_taken = _place(asked, [(100, 100, 10), (100, 122, 10)], (300, 300))

    assert alone[0].dy > 0
    assert below_taken[0].dy < 0  # no room below, so above


def test_two_places_that_fall_on_each_other_both_bear_their_names() -> None:
    """The small circle lies on the large one, so its name stands no nearer than a line away from it."""
    asked = [labels.Label(0, "Large zone", 100, 100, 12, 12), labels.Label(1, "River park", 103, 100, 4, 12)]

    placed = _place(asked, [(100, 100, 12), (103, 100, 4)], (300, 300))

    assert [name.label.number for name in placed] == [0, 1]


def test_a_crowded_map_bears_fewer_names_and_none_in_small_type() -> None:
    rows = itertools.product(range(20, 360, 36), range(20, 240, 36))
    asked = [labels.Label(place, "Chestnut Works", x, y, 4, 13) for place, (x, y) in enumerate(rows)]
    circles = [(each.x, each.y, each.radius) for each in asked]

    phone = _place(asked, circles, (366, 280))

    assert 0 < len(phone) < len(asked)
    assert {name.label.size for name in phone} == {0.85 * 13}


def test_the_name_of_a_plot_takes_two_lines_where_one_has_no_room() -> None:
    plot = [labels.Label(0, "Free plot F1", 100.0, 100.0, 0.0, 11.0)]
    beside = [(130.0, 100.0, 5.0)]

    assert [name.text for name in _place(plot, [], (200.0, 200.0))] == ["Free plot F1"]
    assert [name.text for name in _place(plot, beside, (200.0, 200.0))] == ["Free\nplot F1"]
    below = [(100.0, 92.0, 2.0)]
    (moved,) = _place(plot, below, (200.0, 200.0))
    assert moved.dy == 11.0


def test_in_a_hall_numbers_stand_for_names_rather_than_small_type() -> None:
    asked = [labels.Label(n, f"Company {n} of the park", 60.0 + 45 * n, 60.0, 5.0, 18.0) for n in range(8)]
    circles = [(label.x, label.y, label.radius) for label in asked]

    desk, hall = (_place(asked, circles, (500, 120), is_in_hall=each) for each in (False, True))

    assert {name.label.size for name in desk} == {0.85 * 18}
    assert min(name.label.size for name in hall) >= 0.88 * 18
    assert 0 < sum(not name.is_number for name in hall) <= len(desk)


def test_in_a_hall_a_name_without_a_free_position_beside_plots_becomes_a_number() -> None:
    asked = [labels.Label(0, "Long company name", 100.0, 60.0, 5.0, 18.0)]
    plots = [(x, y, 0.5) for x in range(0, 200, 6) for y in range(0, 120, 6) if abs(y - 60) > 14]

    desk, hall = (
        _place(asked, [(100.0, 60.0, 5.0)], (200, 120), is_in_hall=each, plots=plots)
        for each in (False, True)
    )

    assert [name.is_number for name in desk] == [False]
    assert [(name.is_number, name.text) for name in hall] == [(True, "1")]


def test_a_circle_outside_the_frame_keeps_its_name_in_a_hall() -> None:
    asked = [labels.Label(0, "Far", 100.0, 60.0, 5.0, 18.0)]

    hall = _place(asked, [(100.0, 60.0, 5.0)], (200, 120), is_in_hall=True, frame=(0.0, 0.0, 50.0, 50.0))

    assert [name.text for name in hall] == ["Far"]
