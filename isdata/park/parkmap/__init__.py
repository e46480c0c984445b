"""Data of park maps: the plan, sites with their flows, and routes between them."""

from isdata.park.parkmap.geometry import distance, inside, lines, middle, near, points
from isdata.park.parkmap.places import UNITS, amounts, parks_of, plan, sites, stream_totals, streams, years
from isdata.park.parkmap.regions import are_far_apart, between_parks
from isdata.park.parkmap.roads import ROAD, STRAIGHT, along_roads, lengths, pair_distances

__all__ = [
    "ROAD",
    "STRAIGHT",
    "UNITS",
    "along_roads",
    "amounts",
    "are_far_apart",
    "between_parks",
    "distance",
    "inside",
    "lengths",
    "lines",
    "middle",
    "near",
    "pair_distances",
    "parks_of",
    "plan",
    "points",
    "sites",
    "stream_totals",
    "streams",
    "years",
]
