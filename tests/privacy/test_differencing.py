"""No amount of who is undisclosed can be worked out from all that a guest reads, added up and taken off.

Each measure saves its own power of two, times a prime: so a figure that is a sum of measures names them, wherever it
stands. What a guest's pages show is read as equations, and solved for what one or two companies have.
"""

import itertools
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.data.disclosure import DisclosedTotals
from tests.conftest import ROOT
from tests.databases import Built

PRIME = 10007
KEPT = "ABCDE"  # P and Q agreed to be named
# Company, category, status, resource; together they hold a group, a status, a carrier and a year of one company alone.
ROWS = [
    *[(company, "pumps", "implemented", "electricity") for company in "ABCP"],
    *[(company, "drives", "implemented", "electricity") for company in "ADP"],
    *[(company, "process_heat", "verified", "steam") for company in "BC"],
    *[(company, "pumps", "planned", "electricity") for company in "ABE"],
    *[(company, "lighting", "decided", "electricity") for company in "DPQ"],
    *[(company, "process_heat", "idea", "steam") for company in "A"],
]
WHOLE = 2 ** len(ROWS)
# A limit is chosen as a share of the whole.
SHARES = {round((WHOLE - 1) * share / 100) for share in range(5, 100, 5)}
OWNER = [company for company, *_ in ROWS]
RESOURCES = ("electricity", "steam")


def frames() -> dict[str, pd.DataFrame]:
    """Return the park as tables; a unit of either carrier is one MWh and one tonne of CO2."""
    companies = sorted(set(OWNER))
    tables: dict[str, list[dict[str, object]]] = {
        "region": [{"region_id": "CN", "name_en": "China", "name_zh": "中国"}],
        "park": [{"park_id": "coded", "name_en": "Coded park", "region_id": "CN", "currency": "CNY"}],
        "company": [
            {"company_id": name, "name_en": f"Firm {name}", "visibility": "class_band" if name in KEPT else "public"}
            for name in companies
        ],
        "site": [{"site_id": f"S{name}", "company_id": name, "park_id": "coded"} for name in companies],
        "network": [
            {"network_id": "N", "park_id": "coded", "name_en": "Net", "baseline_year": 2018, "baseline_energy": 1e12}
        ],
        "resource": [
            {"resource_id": name, "name_en": name, "kind": "energy", "resource_class": "power", "unit": "MWh"}
            for name in RESOURCES
        ],
        "measure": [
            {"measure_id": f"M{place:02}", "network_id": "N", "site_id": f"S{company}", "name_en": "Measure",
             "category": category, "status": status, "investment": 1e6, "lifetime": 10.0, "currency": "CNY",
             "price_year": 2020, "year": 2019 + place % 3}
            for place, (company, category, status, _) in enumerate(ROWS)
        ],
        "measure_saving": [
            {"measure_id": f"M{place:02}", "resource_id": resource, "baseline": 2.0**place * PRIME, "modified": 0.0,
             "unit": "MWh"}
            for place, (*_, resource) in enumerate(ROWS)
        ],
        "price": [
            {"price_id": name, "resource_id": name, "region_id": "CN", "price_year": 2020, "price": 1.0,
             "currency": "CNY", "unit": "MWh"}
            for name in RESOURCES
        ],
        "factor": [
            {"factor_id": name, "factor_kind": "co2", "resource_id": name, "region_id": "CN", "year": 2020,
             "value": 1.0, "unit": "t/MWh", "source": "for tests"}
            for name in RESOURCES
        ],
    }  # fmt: skip
    return {name: pd.DataFrame(rows) for name, rows in tables.items()}


@pytest.fixture(scope="module", autouse=True)
def coded(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages open on the coded park."""
    path = built.copied("empty", tmp_path_factory.mktemp("coded"))
    with store.open(path) as con:
        store.write(con, frames(), who="test", reason="for tests")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISDATA_DATABASE", str(path))
        yield


def figures(message: Message) -> Iterator[float]:
    """Return all numbers in a message to the browser: in words, in tables, in what charts are drawn from."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else [value]:
            if isinstance(each, str):
                yield from (float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*(?:\.\d+)?", each))
            elif isinstance(each, bytes) and each:
                table = pa.ipc.open_stream(each).read_all().to_pandas()
                for column in table:
                    for cell in table[column]:
                        yield from (
                            float(text.replace(",", ""))
                            for text in re.findall(r"\d[\d,]*(?:\.\d+)?", str(cell))
                        )
            elif hasattr(each, "ListFields"):
                yield from figures(each)


def sums(script: str, **address: str) -> set[int]:
    """Return which measures are summed in what a page shows a guest, as bits."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update({"lang": "en", "role": "guest", "park": "coded", "counted": "alone", **address})
    app.switch_page(script).run()
    assert not app.exception
    protos = [element.proto for element in app._tree if getattr(element, "proto", None) is not None]
    return {bits for proto in protos for figure in figures(proto) for bits in named(figure)}


def named(figure: float) -> list[int]:
    """Return which measures a figure names, as bits: of a multiple of the prime, also in thousands, as charts have it."""
    for times in (figure / PRIME, figure * 1e3 / PRIME):
        if abs(times - round(times)) < 1e-6 and round(times) > 0:
            return [round(times)] if round(times) < WHOLE and round(times) not in SHARES else []
    return []


def shown() -> set[int]:
    """Return all sums that a guest can find."""
    energy = "pages/network/energy.py"
    views = [
        {"scope": scope, "view": view}
        for scope, view in itertools.product(("achieved", "ahead", "all"), ("categories", "co2"))
    ]
    pages = [(energy, view) for view in views] + [
        ("pages/network/members.py", {}), ("pages/network/plan.py", {"plan_scope": "all"}), (energy, {"view": "table", "scope": "all"}),
    ]  # fmt: skip
    return set().union(*(sums(script, **address) for script, address in pages))


def given_away(found: set[int]) -> list[str]:
    """Return the pairs of companies of whom the sums disclose something that is of nobody else who is undisclosed."""
    kept = [place for place, owner in enumerate(OWNER) if owner in KEPT]
    table = np.array([[bits >> place & 1 for place in kept] for bits in found])
    rank = np.linalg.matrix_rank(table)
    return [
        one + other
        for one, other in itertools.combinations(KEPT, 2)
        if np.linalg.matrix_rank(table[:, [OWNER[place] not in (one, other) for place in kept]]) < rank
    ]


def test_a_guest_cannot_work_out_what_one_or_two_companies_save() -> None:
    found = shown()

    # P's measures one by one, and sums of undisclosed companies.
    assert {1 << place for place, owner in enumerate(OWNER) if owner == "P"} <= found
    assert any(bits & (bits - 1) for bits in found)
    assert given_away(found) == []


def test_without_the_ledger_he_could(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked for is found where it is stated."""
    for name in ("may_show", "may_show_amounts"):
        monkeypatch.setattr(DisclosedTotals, name, lambda *_: True)

    assert given_away(sums("pages/network/energy.py", scope="achieved", view="categories"))
