"""Layout of the same graphs with isdata.sankey and its peers: time, crossings, backward flow, failures.

Times are processor times, to be comparable on a busy machine; the table is Markdown.

npm install --prefix benchmarks/sankey
python -m benchmarks.sankey [FAMILY …]
"""

import json
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.sankey.graphs import SIZES, Case, published, random
from isdata.engines import sankey
from isdata.engines.sankey import graph as graphs
from isdata.engines.sankey import lanes as lanes_
from isdata.engines.sankey.order import by_key

HERE = Path(__file__).parent
PEERS = ("d3-sankey", "d3-sankey-circular", "plotly", "echarts", "elk")
SECONDS = 60  # time limit of a peer


def main() -> None:
    """Print the table of all families, or of the named ones."""
    cases = published() + [
        case for size in SIZES for cyclic in (False, True) for case in random(size, cyclic)
    ]
    wanted = sys.argv[1:]
    rows = []
    for case in cases:
        if wanted and not any(word in case.name for word in wanted):
            continue
        rows.append(_ours(case))
        rows += [_peer(case, peer) for peer in PEERS]
    print(_table(pd.DataFrame(rows)))


def _ours(case: Case) -> dict:
    sankey.layout(case.links, width=case.width, height=case.height)  # loads compiled code
    times = []
    for _ in range(1 if len(case.links) > 1000 else 5):
        start = time.process_time()
        layout = sankey.layout(case.links, width=case.width, height=case.height)
        times.append(1000 * (time.process_time() - start))
    return {
        "family": case.family, "case": case.name, "who": "isdata", "ms": float(np.median(times)), "count": layout.crossings.count,
        "weighted": layout.crossings.weighted, "backward": layout.backward / case.links["value"].sum(), "error": "",
    }  # fmt: skip


def _peer(case: Case, peer: str) -> dict:
    row = {"family": case.family, "case": case.name, "who": peer, "error": ""}
    net = graphs.read(case.links)
    number = net.number
    links = [
        [number[a], number[b], float(v)]
        for a, b, v in zip(case.links["source"], case.links["target"], case.links["value"], strict=True)
    ]
    data = {
        "nodes": [str(name) for name in net.names],
        "links": links,
        "width": case.width,
        "height": case.height,
        "cyclic": case.cyclic,
    }
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "graph.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(data), encoding="utf-8")
        command = ["node", HERE / "peers.mjs", peer, asked, "1" if len(links) > 1000 else "5", answered]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return row | {"error": f"over {SECONDS} s"}
        if not answered.exists():
            return row | {"error": run.stderr.strip()[-120:] or "no answer"}
        answer = json.loads(answered.read_text(encoding="utf-8"))
    if "error" in answer:
        return row | {"error": answer["error"]}
    return row | {"ms": answer["milliseconds"]} | _judge(net, links, answer)


def _judge(net: graphs.Graph, links: list, answer: dict) -> dict:
    """Count a peer's crossings with isdata's code, along the curves that it draws."""
    x = np.array([node["x"] for node in answer["nodes"]])
    columns = _columns(x)
    layer = np.searchsorted(columns, x - 1e-6, side="right") - 1
    layer = np.clip(np.abs(x[:, None] - columns[None]).argmin(axis=1), 0, None).astype(np.int64)
    paths = lanes_.split_at_layers(net, layer)
    key = np.concatenate([[node["y"] for node in answer["nodes"]], np.zeros(len(paths.layer) - len(x))])
    backward = 0.0
    for i, drawn in enumerate(answer["links"]):
        arc = net.arc[i]
        source, target = net.source[arc], net.target[arc]
        if drawn["round"] or layer[source] >= layer[target]:
            backward += links[i][2]
        for lane in paths.path[paths.path_start[arc] + 1 : paths.path_start[arc + 1] - 1]:
            key[lane] = _height(drawn, x[source], x[target], columns[paths.layer[lane]])
    order = by_key(paths, key)
    return {
        "count": round(order.weighed(paths.net(net.count.astype(float)))),
        "weighted": order.weighed(paths.net(net.value)),
        "backward": backward / net.value.sum(),
    }


def _columns(x: np.ndarray) -> np.ndarray:
    """Centres of the layers: nodes with centres within a few units are in the same layer."""
    places = np.unique(np.round(x, 3))
    groups = np.split(places, np.flatnonzero(np.diff(places) > 3) + 1)
    return np.array([group.mean() for group in groups])


def _height(drawn: dict, x0: float, x1: float, x: float) -> float:
    """Height of a drawn link at x."""
    if drawn["lane"] is not None:
        return drawn["lane"]
    if drawn["points"]:
        return _on_polyline(drawn["points"], x)
    t = np.linspace(0, 1, 101)  # Bézier curve with horizontal ends, as drawn by d3, Plotly and ECharts
    along = 1.5 * t * (1 - t) ** 2 + 1.5 * t**2 * (1 - t) + t**3
    share = np.interp((x - x0) / (x1 - x0) if x1 != x0 else 0.5, along, 3 * t**2 - 2 * t**3)
    return drawn["y"][0] + share * (drawn["y"][1] - drawn["y"][0])


def _on_polyline(points: list, x: float) -> float:
    """Height of a polyline at x; on the longest segment if several pass x."""
    passing = [
        (abs(b[0] - a[0]), a, b) for a, b in pairwise(points) if min(a[0], b[0]) <= x <= max(a[0], b[0])
    ]
    if not passing:
        return min(points, key=lambda p: abs(p[0] - x))[1]
    _, a, b = max(passing)
    return a[1] if a[0] == b[0] else a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _table(rows: pd.DataFrame) -> str:
    """One line per family and program: median processor time, means, and ratios to isdata (geometric mean, minimum)."""
    ours = rows[rows["who"] == "isdata"].set_index("case")
    lines = [
        "| Graphs | Program | ms | Crossings | Weighted | Times ours | At least | Backwards | Failures |",
        "|---|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for _, part in rows.groupby(["family", "who"], sort=False):
        family, who = part[["family", "who"]].iloc[0]
        done = part[part["error"] == ""]
        failed = len(part) - len(done)
        why = f"{failed} of {len(part)}: {part['error'].max()}" if failed else ""
        cells = [f"{family} ({len(part)})", who, *([""] * 6), why]
        if len(done):
            mean, least = _ratios(done["weighted"].to_numpy(), ours.loc[done["case"], "weighted"].to_numpy())
            cells[2:8] = [
                f"{done['ms'].median():,.0f}", f"{done['count'].mean():,.0f}", f"{done['weighted'].mean():,.4g}",
                f"{mean:.2f}", f"{least:.2f}", f"{100 * done['backward'].mean():.1f} %",
            ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _ratios(theirs: np.ndarray, ours: np.ndarray) -> tuple[float, float]:
    """Geometric mean and minimum of theirs / ours; the ratio is 1 if both are zero."""
    ratio = np.where(theirs == ours, 1.0, np.maximum(theirs, 1e-9) / np.maximum(ours, 1e-9))
    return float(np.exp(np.log(ratio).mean())), float(ratio.min())


if __name__ == "__main__":
    main()
