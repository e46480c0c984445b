"""Rehearsal: twenty fictitious companies join, declare, express interest and vote, so that a facilitator can practise alone."""

import hashlib
import json
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from isdata.data.i18n import bilingual_name
from isdata.errors import JournalError
from isdata.programme.workshop.declarations import Participant
from isdata.programme.workshop.live import Live

_NAMES = (
    ("Amber Foundry", "琥珀铸造"), ("Birch Furniture", "白桦家具"), ("Cedar Paper", "雪松纸业"), ("Delta Dyeing", "三角洲印染"),
    ("Ebony Rubber", "乌木橡胶"), ("Falcon Forging", "猎鹰锻造"), ("Granite Cement", "花岗水泥"), ("Harbour Chemicals", "港湾化工"),
    ("Iris Electronics", "鸢尾电子"), ("Jade Glass", "玉石玻璃"), ("Kestrel Logistics", "红隼物流"), ("Lotus Foods", "莲花食品"),
    ("Maple Packaging", "枫叶包装"), ("Nimbus Cooling", "云雨制冷"), ("Orchid Pharma", "兰花制药"), ("Pine Boards", "松木板材"),
    ("Quartz Ceramics", "石英陶瓷"), ("Raven Recycling", "渡鸦再生"), ("Sable Plastics", "黑貂塑料"), ("Teal Water Works", "青鸭水务"),
)  # fmt: skip
# By company: have or want, resource, amount, unit, present cost per unit.
_ENTRIES: dict[int, tuple[tuple[str, tuple[str, str], float, str, float | None], ...]] = {
    0: (("have", ("Spent foundry sand", "废铸造砂"), 30000, "t", 120.0), ("want", ("Steel scrap", "废钢"), 4000, "t", 2400.0)),
    1: (("have", ("Wood chips and sawdust", "木屑与木片"), 900, "t", 80.0),),
    2: (("want", ("Steam", "蒸汽"), 60000, "GJ", 70.0), ("want", ("Wood chips and sawdust", "木屑与木片"), 500, "t", None)),
    3: (("have", ("Waste heat", "余热"), 25000, "GJ", None), ("want", ("Steam", "蒸汽"), 30000, "GJ", 72.0)),
    4: (("have", ("Waste rubber", "废橡胶"), 350, "t", 300.0),),
    5: (("have", ("Steel scrap", "废钢"), 2600, "t", None), ("have", ("Waste heat", "余热"), 18000, "GJ", 6.0)),
    6: (("want", ("Spent foundry sand", "废铸造砂"), 20000, "t", 60.0), ("want", ("Fly ash", "粉煤灰"), 12000, "t", 90.0)),
    7: (("have", ("Steam", "蒸汽"), 40000, "GJ", None), ("have", ("Waste solvent", "废溶剂"), 220, "t", 2800.0)),
    8: (("have", ("Waste plastic film", "废塑料薄膜"), 180, "t", 150.0),),
    9: (("have", ("Waste heat", "余热"), 36000, "GJ", None), ("want", ("Glass cullet", "碎玻璃"), 800, "t", None)),
    11: (("have", ("Food processing residues", "食品加工残渣"), 1200, "t", 260.0), ("want", ("Waste heat", "余热"), 9000, "GJ", 85.0)),
    12: (("want", ("Waste plastic film", "废塑料薄膜"), 150, "t", None), ("have", ("Kraft paper offcuts", "牛皮纸边角料"), 400, "t", None)),
    13: (("want", ("Waste heat", "余热"), 15000, "GJ", 85.0),),
    14: (("have", ("Glass cullet", "碎玻璃"), 90, "t", 200.0),),
    15: (("want", ("Wood chips and sawdust", "木屑与木片"), 3000, "t", 240.0),),
    16: (("want", ("Waste heat", "余热"), 12000, "GJ", 80.0),),
    17: (("want", ("Waste rubber", "废橡胶"), 300, "t", None), ("want", ("Kraft paper offcuts", "牛皮纸边角料"), 900, "t", 900.0)),
    19: (("have", ("Reclaimed water", "再生水"), 200000, "m³", None),),
}  # fmt: skip
_VISIBILITIES = ("full", "full", "range", "facilitator")


@dataclass(frozen=True)
class Step:
    """Submission of a fictitious phone."""

    phone: str
    kind: str
    key: str
    body: dict[str, Any]


def invited() -> list[str]:
    """Names of the twenty fictitious companies, in the form of unstored companies of a session."""
    return [Participant(participant_id="", company=bilingual_name(*names)).of_company for names in _NAMES]


def steps(language: str, tables: int = 0) -> list[Step]:
    """Submissions of twenty fictitious companies in a rehearsal: they join, then declare, in a fixed mixed order."""
    joins = [
        _step(
            place,
            "join",
            company=bilingual_name(*_NAMES[place]),
            language=language,
            visibility=_VISIBILITIES[place % len(_VISIBILITIES)],
            is_sme=place % 3 != 0,
            table=place % tables + 1 if tables else None,
        )
        for place in range(len(_NAMES))
    ]
    declared = [
        _step(place, "declare", direction=direction, subject="material", what=bilingual_name(*names),
              quantity=quantity, unit=unit, period="year", current_cost=cost)
        for place, entries in _ENTRIES.items()
        for direction, names, quantity, unit, cost in entries
    ]  # fmt: skip
    random.Random(20).shuffle(declared)
    return joins + declared


def _step(place: int, kind: str, **body: Any) -> Step:
    """Submission whose key follows from its content, so that one repeated after a restart of the server is ignored."""
    phone = f"rehearsal-{place:02d}"
    content = json.dumps([phone, kind, body], sort_keys=True)
    return Step(phone, kind, hashlib.blake2b(content.encode(), digest_size=16).hexdigest(), body)


class Rehearsal:
    """Sends the steps of a rehearsal, then responds to the main screen's scenes, until stopped or the session is closed.

    Parameters
    ----------
    live : Live
        The session.
    language : str
        Language of the companies' phones.
    pause : float
        Time between two steps. [s]
    meaning : callable
        Returns the id of the resource of a name, and its bilingual name, as for phones.
    """

    def __init__(
        self,
        live: Live,
        *,
        language: str = "en",
        pause: float = 1.0,
        meaning: Callable[[str], tuple[str, str]] = lambda phrase: ("", phrase),
    ) -> None:
        self._live, self._pause, self._meaning = live, pause, meaning
        self._stopped = threading.Event()
        self._answered: set[str] = set()
        tables = len(live.day.about.get("tables", []))
        self._steps: Iterator[Step] = iter(steps(language, tables))
        self._thread = threading.Thread(target=self._run, name="workshop-rehearsal", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the rehearsal."""
        self._stopped.set()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._stopped.wait(self._pause) and self._live.day.is_open:
            try:
                for step in [next(self._steps, None), *self._answers()]:
                    if step is not None:
                        self._send(step).result(30)
            except JournalError:  # the session was closed meanwhile
                return

    def _send(self, step: Step) -> "Future[Any]":
        body = step.body
        if "what" in body:
            resource, what = self._meaning(body["what"])
            body = body | {"resource_id": resource, "what": what}
        return self._live.send(step.phone, step.kind, body, step.key)

    def _answers(self) -> list[Step]:
        """Expressions of interest in a new entry in focus, and votes on opportunities put to the vote."""
        day = self._live.day
        scene, entry = day.scene.get("scene"), str(day.scene.get("entry"))
        if scene == "focus" and entry in day.entries and entry not in self._answered:
            self._answered.add(entry)
            chance = hashlib.blake2b(entry.encode(), digest_size=len(_NAMES)).digest()
            others = [place for place in range(len(_NAMES)) if chance[place] % 4 == 0]
            return [_step(place, "interest", entry=entry, is_up=True) for place in others]
        if scene == "votes":
            new = {
                number: name for number, name in enumerate(day.opportunities) if name not in self._answered
            }
            self._answered |= set(new.values())
            return [
                _step(place, "vote", opportunity=name, effort=1 + (place + number) % 4, benefit=5 - place % 3)
                for number, name in new.items()
                for place in range(12)
            ]
        return []
