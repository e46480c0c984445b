"""Distances between two sites in words, by road or straight-line."""

from collections.abc import Mapping

from isdata.data.i18n import N_, Reader
from isdata.park.parkmap.roads import ROAD


def kilometres(far: float, reader: Reader) -> str:
    """Distance in words: in metres below one kilometre.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> [kilometres(far, reader("en")) for far in (0.804, 1.5, 2.0, 12.345)]
    ['800 m', '1.5 km', '2 km', '12 km']
    """
    if far != far:
        return "–"
    if far < 1:
        return reader.joined(reader.number(round(far * 1000, -1), digits=0), "m")
    return reader.amount(far, "km", significant=2)


def distance_text(match: Mapping, reader: Reader) -> str:
    """Distance between two sites, by road or straight-line.

    Examples
    --------
    >>> from isdata.data.i18n import reader
    >>> [distance_text({"distance": 1.24, "distance_basis": basis}, reader("en")) for basis in ("road", "straight")]
    ['1.2 km by road', '1.2 km straight-line']
    """
    far = match["distance"]
    return (
        "–" if far != far else distance_with_basis(kilometres(far, reader), match["distance_basis"], reader)
    )


def distance_with_basis(distance: str, basis: str, reader: Reader) -> str:
    """Distance in words with its basis (road or straight line)."""
    sentence = N_("{distance} by road") if basis == ROAD else N_("{distance} straight-line")
    return reader.text(sentence, distance=distance)
