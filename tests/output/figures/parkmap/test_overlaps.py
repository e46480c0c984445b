"""What is below the possible names of a map, and where a name is free."""

import numpy as np

from isdata.output.figures.parkmap import overlaps
from isdata.output.figures.parkmap.boxes import PAD

FRAME = (0.0, 0.0, 100.0, 100.0)
BOXES = np.array([[10.0, 10.0, 30.0, 20.0], [60.0, 60.0, 80.0, 70.0]])


def _points(*places: tuple[float, float]) -> np.ndarray:
    return np.array([(x, y, x, y) for x, y in places], dtype=float).reshape(-1, 4)


def test_points_below_a_box_are_counted_with_its_clearance_and_for_each_path() -> None:
    points = _points((15, 15), (30 + PAD - 0.1, 20), (30 + PAD, 20), (70, 65))

    assert overlaps.counted(BOXES, points).tolist() == [2, 1]
    assert overlaps.counted_by_path(BOXES, points, np.array([0, 1, 1, 1]), 2).tolist() == [[1, 0], [1, 1]]


def test_the_first_free_box_overlaps_neither_names_nor_what_is_taken() -> None:
    unplaced = np.full((1, 4), np.nan)

    assert overlaps.first_free(BOXES, unplaced, BOXES[:0]) == 0
    assert overlaps.first_free(BOXES, BOXES[:1], unplaced) == 1
    assert overlaps.first_free(BOXES, BOXES[:1], BOXES[1:]) == -1


def test_points_of_a_path_that_meet_another_are_counted_once() -> None:
    path = np.array([[0.0, 0.0, 1.0], [50.0, 0.0, 1.0]])
    taken = np.array([[3.0, 0.0, 1.0], [0.0, 3.0, 1.0], [54.0, 0.0, 1.0]])

    assert overlaps.coinciding(path, taken) == 1


def test_a_box_is_free_within_the_frame_on_no_disc_and_nearest_to_its_own() -> None:
    own, discs = (20.0, 26.0, 4.0), [[20.0, 26.0, 4.0]]

    def free(*others: list[float], boxes: np.ndarray = BOXES[:1], disc: tuple = own) -> list[bool]:
        return overlaps.free(boxes, np.array([*discs, *others]), FRAME, disc, 2.0).tolist()

    assert free() == [True]
    assert free(boxes=BOXES[:1] + 75.0) == [False]  # beyond the frame
    assert free([25.0, 15.0, 3.0]) == [False]  # on a disc
    assert free([20.0, 4.5, 2.0]) == [False]  # 3.5 away, less than 2 more than its own
    assert free([20.0, 2.5, 2.0]) == [True]
    assert free([20.0, 4.5, 2.0], disc=(20.0, 15.0, 0.0)) == [True]  # a name without a disc may be near one
    assert free([20.0, 33.0, 4.0]) == [True]  # overlaps its own


def test_points_on_a_line_are_a_step_apart_and_include_its_end() -> None:
    line = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 0.0], [10.0, 5.0]])

    found = overlaps.spaced(line, 6.0, 2.0)

    assert found.tolist() == [[0.0, 0.0, 2.0], [6.0, 0.0, 2.0], [10.0, 2.0, 2.0], [10.0, 5.0, 2.0]]
