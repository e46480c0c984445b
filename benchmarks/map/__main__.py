"""Time for drawing the map of a park on the server: python -m benchmarks.map [SITES]

Synthetic, seeded data: sites within ten kilometres, two arcs for every three sites.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
import vl_convert

from isdata.data import i18n
from isdata.output.figures import parkmap as figure

T = TypeVar("T")
PLAN = pd.DataFrame(columns=["feature_kind", "name_en", "name_zh", "geometry"])


def places(count: int, random: np.random.Generator) -> pd.DataFrame:
    """Return `count` sites, in the format of `words.describe_places`."""
    return pd.DataFrame(
        {
            "site_id": [f"S{number}" for number in range(count)],
            "name_en": [f"Works number {number}" for number in range(count)],
            "name_zh": "",
            "text": "1,320 t a year",
            "longitude": random.uniform(104.0, 104.1, count),
            "latitude": random.uniform(30.5, 30.56, count),
            "material": random.lognormal(6, 2, count),
        }
    )


def arcs(sites: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """Return synergies between some of the sites, in the format of `words.describe_arcs`."""
    count = 2 * len(sites) // 3
    ends = [sites.iloc[random.integers(0, len(sites), count)].reset_index(drop=True) for _ in range(2)]
    spots = {
        f"{axis}{end}": ends[end][name]
        for end in (0, 1)
        for axis, name in (("x", "longitude"), ("y", "latitude"))
    }
    return pd.DataFrame(
        {
            "synergy_id": [f"Y{number}" for number in range(count)],
            "provider_id": ends[0]["site_id"],
            "receiver_id": ends[1]["site_id"],
            "stage": "idea",
            "kind": "material",
            "amount": random.lognormal(5, 1, count),
            **spots,
            "lane": 0,
            "title": "Ash into cement",
            "text": "300 t a year",
        }
    )


def timed(name: str, work: Callable[[], T]) -> T:
    """Print the median processor time of five runs after a warm-up run; return the last result."""
    result, times = work(), []
    for _ in range(5):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    print(f"{name:<44} {1000 * np.median(times):7.0f} ms of processor time")
    return result


def main(count: int) -> None:
    """Print the time of each step."""
    random, read = np.random.default_rng(1), i18n.reader("en")
    sites = places(count, random)
    joined = arcs(sites, random)
    print(f"{count} sites, {len(joined)} synergies")
    circles = figure.of_places(sites, "material", read, layer="site")
    drawing = timed("where everything stands", lambda: figure.draw(PLAN, circles, joined, read))
    timed("moved and pointed at, as sent to the browser", lambda: figure.deck(drawing).to_json())
    timed("still, with a box to drag", lambda: figure.selectable(drawing))
    chart = timed("on paper", lambda: figure.printed(drawing, title="Map").to_json())
    timed("on paper, as SVG", lambda: vl_convert.vegalite_to_svg(chart))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
