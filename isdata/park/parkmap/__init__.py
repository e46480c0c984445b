"""Data of park maps: the plan, sites with their flows, and routes between them."""

from isdata.park.parkmap.geometry import distance, inside, lines, middle, near, points
from isdata.park.parkmap.places import UNITS, amounts, parks_of, plan, sites, streams, years
from isdata.park.parkmap.regions import between_parks, lies_apart
from isdata.park.parkmap.roads import ROAD, STRAIGHT, along_roads, lengths, ways

__all__ = [
    "ROAD",
    "STRAIGHT",
    "UNITS",
    "along_roads",
    "amounts",
    "between_parks",
    "distance",
    "inside",
    "lengths",
    "lies_apart",
    "lines",
    "middle",
    "near",
    "parks_of",
    "plan",
    "points",
    "sites",
    "streams",
    "ways",
    "years",
]
