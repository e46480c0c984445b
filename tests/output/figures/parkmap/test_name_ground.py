"""The ground on which the names of a map stand."""

from isdata.output.figures.parkmap import labels, name_ground


def test_lines_drawn_later_move_a_name_on_the_same_ground() -> None:
    """What the ground remembers of a name holds whatever the lines; these are considered in each round."""
    ground = name_ground.ground([(100.0, 100.0, 5.0)], (200.0, 200.0))
    name = [labels.Label(0, "Works", 100.0, 100.0, 5.0, 12.0)]
    line = [(float(x), 112.0, 2.0) for x in range(60, 140, 4)]

    free, crossed, again = (labels.place(name, ground.below(each))[0].dy for each in ((), line, ()))

    assert free == again > 0 > crossed
