"""Compiled assessment of one pair of a supply and a demand: every constraint, and every part of the score."""

import math

from numba import njit

from isdata.symbiosis.matching.stream_arrays import EARTH, UNKNOWN


@njit
def score_pair(supply, demand, similarity, length, terms, pair):
    """Fill in the data of a pair.

    Return the bits of the violated constraints, except the two that need a list.

    A length is the road distance between the two: missing if the straight line applies, and negative if the
    distance is unknown.
    """
    pair.distance = (
        great_circle_distance(supply, demand) if length != length else length if length >= 0 else math.nan
    )
    pair.reach = known_minimum(supply.reach, demand.reach)
    pair.trust = joint_trust(supply, demand)
    is_same_unit = supply.unit == demand.unit
    pair.quantity_fit = amount_ratio(supply, demand)
    is_comparable = is_same_unit and not math.isnan(supply.amount + demand.amount)
    pair.quantity = min(supply.amount, demand.amount) if is_comparable else math.nan
    if is_comparable and supply.is_unstorable:
        pair.quantity = min(pair.quantity, simultaneous_amount(supply, demand))
    # Cold and steam are passed on directly; other heat passes through an exchanger.
    passes = supply.resource == demand.resource and supply.passes_on
    _judge_heat(supply, demand, 0.0 if passes else terms.approach, pair)
    _judge_time(supply, demand, pair)
    _judge_money(supply, demand, similarity, is_same_unit, pair)
    pair.product = similarity * known(pair.quantity_fit) * pair.time_fit * pair.trust
    if terms.counts_money:
        pair.product *= pair.economics
    return violated_constraints(supply, demand, is_same_unit, pair)


@njit
def largest_product(supply, demand, similarity):
    """Product of the parts of a pair that are quick to compute; those of time and money do not increase it."""
    return similarity * known(amount_ratio(supply, demand)) * joint_trust(supply, demand)


@njit
def joint_trust(supply, demand):
    return math.sqrt(supply.trust * demand.trust)


@njit
def amount_ratio(supply, demand):
    """Lesser amount in relation to the greater one, missing if they cannot be compared."""
    greater, least = max(supply.amount, demand.amount), min(supply.amount, demand.amount)
    is_comparable = supply.unit == demand.unit and not math.isnan(supply.amount + demand.amount)
    return least / greater if is_comparable and greater != 0 else math.nan


@njit
def _judge_heat(supply, demand, approach, pair):
    """Fill in the shortfall in temperature and pressure."""
    pair.lacking_temperature = math.nan
    if supply.is_cold:
        pair.lacking_temperature = supply.temperature + approach - demand.temperature
    elif supply.is_heat:
        pair.lacking_temperature = demand.temperature - (supply.temperature - approach)
    pair.lacking_pressure = demand.pressure - supply.pressure if supply.is_pressed else math.nan


@njit
def _judge_time(supply, demand, pair):
    """Fill in the overlap of operating times; amounts are rated separately, so shares are compared."""
    months = 0.0
    for month in range(12):
        months += min(supply.share[month], demand.share[month])
    pair.month_fit = min(1.0, months)
    pair.day_fit = operating_overlap(supply, demand) if supply.is_unstorable else math.nan
    steady = max(supply.steadiness, demand.steadiness)
    pair.rhythm_fit = (supply.steadiness + demand.steadiness - steady) / steady
    pair.time_fit = pair.month_fit * value_or_one(pair.day_fit) * value_or_one(pair.rhythm_fit)


@njit
def operating_overlap(supply, demand):
    """Share of common operating hours for resources that cannot be stored: of the day and of the year."""
    length = supply.day_length + demand.day_length
    longer = max(supply.day_length, demand.day_length)
    of_day = common_daily_hours(supply, demand) / longer if length == length else math.nan
    of_year = supply.hours / demand.hours if demand.hours != 0 else math.nan
    least = known_minimum(of_day, of_year)
    return min(1.0, least) if least == least else math.nan


@njit
def common_daily_hours(supply, demand):
    """Common operating hours per day. [h]

    A day is a circle: the window of the supply is compared with that of the demand today, yesterday and
    tomorrow.
    """
    together = 0.0
    for day in (-24.0, 0.0, 24.0):
        begin = max(supply.daily_from, demand.daily_from + day)
        end = min(supply.daily_from + supply.day_length, demand.daily_from + demand.day_length + day)
        together += max(0.0, end - begin)
    return together


@njit
def simultaneous_amount(supply, demand):
    """Annual amount of resources that cannot be stored: in common operating hours, at the slower rate.

    The operating days of the two are assumed to coincide.
    """
    given, wanted = yearly_hours(supply), yearly_hours(demand)
    if not (given > 0 and wanted > 0):
        return math.inf
    together = min(given, wanted)
    if supply.day_length > 0 and demand.day_length > 0:
        days = min(given / supply.day_length, wanted / demand.day_length)
        together = min(together, common_daily_hours(supply, demand) * days)
    return min(supply.amount / given, demand.amount / wanted) * together


@njit
def yearly_hours(stream):
    """Operating hours, or daily hours over the whole year where only these are stated. [h/yr]"""
    return stream.hours if stream.hours == stream.hours else 365 * stream.day_length


@njit
def _judge_money(supply, demand, similarity, is_same_unit, pair):
    """Fill in the joint gain of one unit, and its ratio to the present costs of both."""
    pair.gain, pair.economics = math.nan, UNKNOWN
    if not is_same_unit:
        return
    rate = supply.rate if supply.rate == supply.rate else demand.rate
    carrying, saved = rate * pair.distance, similarity * demand.cost
    pair.gain = supply.cost + saved - carrying
    turnover = abs(supply.cost) + abs(saved) + carrying
    if turnover != 0 and pair.gain == pair.gain:
        pair.economics = 1 / (1 + math.exp(-4 * pair.gain / turnover))


@njit
def violated_constraints(supply, demand, is_same_unit, pair):
    """Bits of the violated constraints, as in `constraints.CONSTRAINTS`.

    Unknown data violate none.
    """
    has_states = supply.state >= 0 and demand.state >= 0
    has_forms = supply.forms > 0 and demand.forms > 0
    return (
        2 * (has_states and supply.state != demand.state)
        + 4 * (has_forms and supply.forms & demand.forms == 0)
        + 16 * (pair.lacking_temperature > 0)
        + 32 * (pair.lacking_pressure > 0)
        + 64 * (is_same_unit and (supply.amount < demand.least or demand.amount < supply.least))
        + 128
        * (supply.available_until < demand.available_from or demand.available_until < supply.available_from)
        + 256 * (pair.distance > pair.reach)
        + 512 * (pair.month_fit <= 0)
        + 1024 * (pair.day_fit <= 0)
    )


@njit
def great_circle_distance(supply, demand):
    """Great-circle distance. [km]"""
    dx, dy, dz = supply.x - demand.x, supply.y - demand.y, supply.z - demand.z
    chord = math.sqrt(dx * dx + dy * dy + dz * dz) / (2 * EARTH)
    return 2 * EARTH * math.asin(min(1.0, chord)) if chord == chord else math.nan


@njit
def known_minimum(one, other):
    """Lesser of two numbers, or the known one."""
    if one != one:
        return other
    return one if other != other or one < other else other


@njit
def known(part):
    return part if part == part else UNKNOWN


@njit
def value_or_one(part):
    return part if part == part else 1.0
