"""A company that shows itself to the facilitator only: what it has, and what of it stands in an answer."""

import dataclasses
import datetime as dt
import inspect
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from isdata.data.disclosure import Undisclosed
from isdata.energy.measures import DisclosedMeasures, DisclosedNetwork, DisclosedOutlook, Terms

NAMES = ("Hidden Hand", "隐手")
# Amounts, costs and investments of the company; sums of them with what others have are other numbers.
NUMBERS = (7411.25, 7523.75, 7639.25, 7741.75, 7853.25, 7967.75, 8089.25, 8191.75, 1987)
FLOW, COST, SUPPLY, PRICE, INVESTMENT, USE, BASELINE, READING, PRICE_YEAR = NUMBERS


def tables() -> dict[str, pd.DataFrame]:
    """Rows of the company in the tiny park."""
    name = dict(zip(("name_en", "name_zh"), NAMES, strict=True))
    year: dict[str, object] = {"price_year": PRICE_YEAR, "currency": "CNY"}
    rows: dict[str, list[dict[str, object]]] = {
        "company": [{"company_id": "C4", **name, "visibility": "facilitator", "value_added": COST, **year}],
        "site": [{"site_id": "S4", "company_id": "C4", "park_id": "tiny", **name, "latitude": 31.0, "longitude": 120.05}],
        "flow": [{"flow_id": "F8", "park_id": "tiny", "provider_id": "S4", "receiver_id": "S1", "resource_id": "packaging",
                  "year": 2024, "quantity": FLOW, "unit": "t", "cost": COST, "currency": "CNY", "note": NAMES[0],
                  "destination": "reuse", "basis": "meter"}],
        "stream": [
            {"stream_id": "ST1", "site_id": "S1", "direction": "demand", "resource_id": "packaging", "quantity": 100.0,
             "unit": "t", "period": "year", "visibility": "public"},
            {"stream_id": "ST4", "site_id": "S4", "direction": "supply", "resource_id": "packaging", **name,
             "quantity": SUPPLY, "unit": "t", "period": "year", "current_cost": PRICE, **year},
        ],
        "synergy": [{"synergy_id": "SY4", "park_id": "tiny", **name, "synergy_kind": "by_product", "topic": "minerals",
                     "stage": "idea", "resource_id": "packaging", "quantity": FLOW, "unit": "t", "investment": INVESTMENT,
                     "annual_saving": USE, "owner": NAMES[0], "next_step_en": NAMES[0], **year}],
        "synergy_participant": [
            {"synergy_id": "SY4", "site_id": "S4", "role": "provider", "investment": INVESTMENT},
            {"synergy_id": "SY4", "site_id": "S1", "role": "receiver"},
        ],
        "measure": [{"measure_id": "M4", "network_id": "N1", "site_id": "S4", **name, "category": "drives",
                     "status": "implemented", "year": 2013, "investment": INVESTMENT, "lifetime": 10.0, "owner": NAMES[0],
                     "note": NAMES[0], **year}],
        "measure_saving": [{"measure_id": "M4", "resource_id": "electricity", "baseline": USE, "modified": 0.0,
                            "unit": "MWh"}],
        "network_member": [{"network_id": "N1", "site_id": "S4", "baseline_energy": BASELINE}],
        "event": [{"event_id": "E4", "park_id": "tiny", "network_id": "N1", "event_kind": "meeting", **name, "place": "C4",
                   "note": NAMES[0], "starts_on": dt.date(2024, 1, 5)}],
        "challenge": [{"challenge_id": "CH4", "park_id": "tiny", "challenge_kind": "data", **name, "description_en": NAMES[0],
                       "owner": NAMES[0]}],
        "action": [{"action_id": "A4", "park_id": "tiny", "challenge_id": "CH4", **name, "owner": NAMES[0],
                    "status": "open"}],
        "meter": [{"meter_id": "MT9", "site_id": "S4", **name, "meter_kind": "consumption", "resource_id": "electricity",
                   "unit": "MWh", "baseline_from": dt.date(2024, 1, 1), "baseline_until": dt.date(2024, 12, 31)}],
        "meter_reading": [{"meter_id": "MT9", "starts_on": dt.date(2024, 1, 1), "ends_on": dt.date(2024, 1, 31),
                           "quantity": READING}],
    }  # fmt: skip
    return {table: pd.DataFrame(of) for table, of in rows.items()}


def results(thing: object) -> Iterator[object]:
    """Yield what an object with disclosed results states: its properties, and methods that need no more than terms."""
    methods = {
        "outlook": lambda method: method(Terms()),
        "groups": lambda method: [method(column) for column in ("category", "company_id", "network_id")],
        "sums_at": lambda method: method(Terms(price_factor=2.0)),
        "simulate": lambda method: [
            method(hurdle=3.0, price_share=0.3, measure_correlation=0.0, measure=name)
            for name in (None, "M4")
        ],
        "price_paths": lambda method: method(np.array([1.0, 2.0])),
        "comparison": lambda method: method(2013),
        "saved": lambda method: method(2013),
        "coverage": lambda method: method(["S4"], 2013),
    }
    for name, stated in inspect.getmembers(type(thing)):
        if name.startswith("_") or not (callable(stated) or hasattr(stated, "__get__")):
            continue
        if not callable(stated):
            yield getattr(thing, name)
        elif name in methods:
            yield methods[name](getattr(thing, name))
        elif list(inspect.signature(stated).parameters) == ["self"]:
            yield getattr(thing, name)()


def cells(thing: object) -> Iterator[object]:
    """Yield every word and number within an answer."""
    if isinstance(thing, DisclosedMeasures | DisclosedOutlook | DisclosedNetwork):
        yield from cells(list(results(thing)))
    elif isinstance(thing, pd.DataFrame):
        yield from cells([thing.index, *(thing[column] for column in thing)])
    elif isinstance(thing, pd.Series | np.ndarray | pd.Index):
        yield from cells(thing.tolist())
    elif isinstance(thing, dict):
        for each in thing.items():
            yield from cells(each)
    elif isinstance(thing, list | tuple | set | frozenset):
        for each in thing:
            yield from cells(each)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, Undisclosed):
        for field in dataclasses.fields(thing):
            yield from cells(getattr(thing, field.name))
    else:
        yield thing


def found(answer: object) -> set[str | float]:
    """Return the names and numbers of the company that stand in an answer."""
    words, numbers = [], []
    for cell in cells(answer):
        if isinstance(cell, str):
            words.append(cell)
        elif isinstance(cell, int | float):
            numbers.append(abs(float(cell)))
    text = "\n".join(words)
    stated = {number for number in NUMBERS if re.search(rf"\b{number}\b", text) or number in numbers}
    return {name for name in NAMES if name in text} | stated
