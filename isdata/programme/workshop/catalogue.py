"""Reference data of a workshop from the park file: companies, resources, currency, and CO2 of purchased energy."""

import time
from functools import lru_cache
from typing import Any

import duckdb
import pandas as pd

from isdata.data import applicable, i18n, money, naming, store, units
from isdata.errors import UnitError
from isdata.programme.workshop import park_matches

_ASKED_EVERY = 5.0  # s


class Catalogue:
    """Queries of a park file for the pages of a hall; thread-safe.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection to the park file; each query uses its own cursor.
    park_id : str
        The park of the session.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, park_id: str) -> None:
        self._con, self._park_id = con, park_id
        self._meanings = lru_cache(maxsize=2)(self._named)
        self._co2 = lru_cache(maxsize=2)(self._factors)
        self._earlier = lru_cache(maxsize=2)(self._disclosed)
        self._version, self._asked_at = 0, float("-inf")

    def companies(self, read: i18n.Reader) -> list[dict[str, Any]]:
        """Companies of the park in the reader's language: company_id, name, the bilingual name ("both"), is_disclosed."""
        found = store.ask(self._con.cursor(), "park_companies", park_id=self._park_id)
        return [
            {
                "company_id": row["company_id"],
                "name": read.name(row["name_en"], row["name_zh"]),
                "both": i18n.bilingual_name(row["name_en"], row["name_zh"]),
                "is_disclosed": bool(row["is_disclosed"]),
            }
            for row in found.astype(object).where(found.notna(), None).to_dict("records")
        ]

    def suggest(self, phrase: str, language: str, direction: str = "") -> list[str]:
        """Resource names that match a phrase being typed, for somebody who has it ("have") or seeks it ("want")."""
        resources = store.ask(self._con.cursor(), "match_resources")
        side = {"have": True, "want": False}.get(direction)
        found = naming.complete(phrase, resources, is_left_over=side)
        named = resources.set_index("resource_id")["name_zh" if language == "zh" else "name_en"]
        return [str(named[each]) for each in found["resource_id"] if isinstance(named.get(each), str)]

    def meaning(self, phrase: str) -> tuple[str, str]:
        """Id of the resource with exactly this name, and its bilingual name; ("", phrase) if there is none."""
        return self._meanings(self._known_version()).get(_plain(phrase), ("", phrase))

    def currency(self) -> str:
        """Currency of the park."""
        return money.currency_of(self._con.cursor(), self._park_id)

    def co2(self) -> dict[str, float]:
        """CO2 of purchased energy by resource. [t/GJ]"""
        return self._co2(self._known_version())

    def earlier(self) -> pd.DataFrame:
        """Streams of companies that agreed to be shown to everybody, from `park_matches.disclosed`."""
        return self._earlier(self._known_version())

    def _known_version(self) -> int:
        """Version of the park file, queried every few seconds only: otherwise each entry of a phone would wait for it."""
        now = time.monotonic()
        if now - self._asked_at > _ASKED_EVERY:
            self._earlier = lru_cache(maxsize=2)(self._disclosed)
        self._version, self._asked_at = store.data_version(self._con.cursor()), now
        return self._version

    def _named(self, _version: int) -> dict[str, tuple[str, str]]:
        resources: pd.DataFrame = store.ask(self._con.cursor(), "resource_names")
        return {
            _plain(name): (row["resource_id"], i18n.bilingual_name(row["name_en"], row["name_zh"]))
            for row in resources.to_dict("records")
            for name in (row["name_en"], row["name_zh"], i18n.bilingual_name(row["name_en"], row["name_zh"]))
            if isinstance(name, str)
        }

    def _disclosed(self, _version: int) -> pd.DataFrame:
        return park_matches.disclosed(self._con.cursor(), self._park_id)

    def _factors(self, _version: int) -> dict[str, float]:
        values = applicable.values(self._con.cursor(), park_id=self._park_id)
        found = {}
        for resource, row in applicable.of_resources(values, applicable.CO2).iterrows():
            try:
                per_gj = units.factor("GJ", applicable.denominator(row["unit"]))
            except UnitError:  # not measured as energy
                continue
            found[str(resource)] = float(row["value"]) * applicable.numerator(row["unit"], "t") * per_gj
        return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
