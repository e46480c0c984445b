"""Share of the exchanges of published industrial-symbiosis networks that matching finds.

    python -m benchmarks.exchanges EXCHANGES.csv

EXCHANGES.csv is the case library of the European project MAESTRI as one row per exchange: case_id, donor_name,
donor_business, receiver_name, receiver_business, waste, resource. README.md has the coding rules.
"""

import sys
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import ingest, store
from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis import matching

HERE = Path(__file__).parent
UNNAMED = "ND"
FIRST = 10  # proposals per company that a user is expected to read
MOST = 500  # maximum proposals per demand: all proposals of a small network


def exchanges(path: Path) -> pd.DataFrame:
    """Coded exchanges of the networks: case_id, half, donor, receiver, receiver_business, resources (tuple), group."""
    table = pd.read_csv(path, dtype=str).map(lambda text: " ".join(str(text).split()))
    table = table.loc[table["receiver_business"] != UNNAMED].drop_duplicates().reset_index(drop=True)
    table["donor"] = _node(table, "donor")
    table["receiver"] = _node(table, "receiver")
    coded = pd.read_csv(HERE / "supplies.csv", dtype=str)
    general = coded.loc[coded["donor_business"].isna()].set_index("phrase")["resources"]
    special = coded.dropna(subset="donor_business").set_index(["phrase", "donor_business"])["resources"]
    keys = pd.MultiIndex.from_frame(table[["waste", "donor_business"]])
    resources = table["waste"].map(general).fillna(pd.Series(special.reindex(keys).to_numpy()))
    table["resources"] = resources.str.split("; ").map(tuple)
    halves = pd.read_csv(HERE / "halves.csv", dtype=str).set_index("case_id")["half"]
    return table.assign(half=table["case_id"].map(halves))


def _node(table: pd.DataFrame, side: str) -> pd.Series:
    name = table[f"{side}_name"]
    return name.where(name != UNNAMED, table[f"{side}_business"])


def purchases() -> pd.DataFrame:
    """Resources that a plant of each business buys: business, resource_id."""
    table = pd.read_csv(HERE / "purchases.csv", dtype=str)
    table = table.assign(resource_id=table["resources"].str.split("; ")).explode("resource_id")
    return table[["business", "resource_id"]]


def classes() -> dict[str, str]:
    """Class of ISIC Rev. 4 of each receiving business."""
    return pd.read_csv(HERE / "classes.csv", dtype=str).set_index("business")["sector"].to_dict()


def with_groups(table: pd.DataFrame, resources: pd.DataFrame) -> pd.DataFrame:
    """Add the group to exchanges: energy and water, goods, or by-products and wastes."""
    known = resources.set_index("resource_id")

    def group(ids: tuple[str, ...]) -> str:
        first = known.loc[ids[0]] if ids[0] in known.index else None
        if first is None or first["resource_class"] in ("material", "product"):
            return "goods"
        is_supply = first["kind"] in ("energy", "water") or first["resource_class"] == "fuel"
        return "energy and water" if is_supply else "by-products and wastes"

    return table.assign(group=table["resources"].map(group))


def proposals(
    con: duckdb.DuckDBPyConnection,
    network: pd.DataFrame,
    bought: pd.DataFrame,
    sectors: dict[str, str] | None = None,
) -> pd.DataFrame:
    """Matches of one network, best first: donor, receiver, resource_id of the supply, score.

    With sectors, receivers declare nothing: their possible inputs are derived from the class of industry alone.
    """
    known = set(store.ask(con, "match_resources")["resource_id"])
    given = network[["donor", "resources"]].explode("resources").drop_duplicates()
    given = given.set_axis(["node", "resource_id"], axis=1).assign(direction="supply")
    wants = network[["receiver", "receiver_business"]].drop_duplicates()
    wants = wants.merge(bought, left_on="receiver_business", right_on="business")
    wants = wants.rename(columns={"receiver": "node"})[["node", "resource_id"]].assign(direction="demand")
    if sectors is not None:
        wants = wants.iloc[:0]
    streams = pd.concat([given, wants]).drop_duplicates()
    streams = streams.loc[streams["resource_id"].isin(known)].reset_index(drop=True)
    every = sorted({*network["donor"], *network["receiver"]})
    nodes = {node: f"n{number}" for number, node in enumerate(every)}
    con.execute("begin")
    try:
        _declare(con, streams, nodes)
        if sectors is not None:
            _classify(con, network, nodes, sectors)
        found = matching.matches(
            con, park_id="network", viewer=FACILITATOR, top=MOST, with_typical=sectors is not None
        )
    finally:
        con.execute("rollback")
    names = {number: node for node, number in nodes.items()}
    supplied = dict(zip(streams.index.map("s{}".format), streams["resource_id"], strict=True))
    found = found.loc[found["blocked"] == 0]
    table = pd.DataFrame(
        {
            "donor": found["supply_site_id"].map(names),
            "receiver": found["demand_site_id"].map(names),
            "resource_id": found["supply_stream_id"].map(supplied),
            "score": found["score"],
        }
    )
    table = table.sort_values("score", ascending=False, kind="stable")
    return table.drop_duplicates(["donor", "receiver", "resource_id"]).reset_index(drop=True)


def _declare(con: duckdb.DuckDBPyConnection, streams: pd.DataFrame, nodes: dict[str, str]) -> None:
    """Declare the network's streams, without amounts, prices and places, which the library does not publish."""
    con.execute(
        "insert into park (park_id, name_en, region_id, currency) values ('network', 'Network', 'WORLD', 'CNY')"
    )
    rows = [(number, node) for node, number in nodes.items()]
    con.executemany("insert into company (company_id, name_en, visibility) values (?, ?, 'public')", rows)
    con.executemany(
        "insert into site (site_id, company_id, park_id) values (?, ?, 'network')",
        [(number, number) for number, _ in rows],
    )
    con.executemany(
        "insert into stream (stream_id, site_id, direction, resource_id, unit, period)"
        " select ?, ?, ?, resource_id, unit, 'year' from resource where resource_id = ?",
        [(f"s{row.Index}", nodes[row.node], row.direction, row.resource_id) for row in streams.itertuples()],
    )


def _classify(
    con: duckdb.DuckDBPyConnection, network: pd.DataFrame, nodes: dict[str, str], sectors: dict[str, str]
) -> None:
    """Set the class of each receiver's business; donors get none, as their supplies are published."""
    businesses = network.drop_duplicates("receiver").set_index("receiver")["receiver_business"]
    stated = [
        (sectors[business], nodes[node]) for node, business in businesses.items() if business in sectors
    ]
    con.executemany("update company set sector = ? where company_id = ?", stated)


def judged(network: pd.DataFrame, found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add is_found to the published exchanges, and is_published to the proposals."""
    wanted = network.explode("resources").rename(columns={"resources": "resource_id"})
    keys = ["donor", "receiver", "resource_id"]
    is_found = pd.MultiIndex.from_frame(wanted[keys]).isin(pd.MultiIndex.from_frame(found[keys]))
    by_row = pd.Series(is_found, index=wanted.index).groupby(level=0).any()
    is_published = pd.MultiIndex.from_frame(found[keys]).isin(pd.MultiIndex.from_frame(wanted[keys]))
    return network.assign(is_found=by_row), found.assign(is_published=is_published)


def figures(published: pd.DataFrame, proposed: pd.DataFrame) -> dict[str, float]:
    """Recall and precision of the proposals, and precision among the first ten per company. [-]"""
    rank = proposed.groupby(["case_id", "donor"]).cumcount()
    return {
        "exchanges": len(published),
        "recall": published["is_found"].mean(),
        "proposals": len(proposed),
        "precision": proposed["is_published"].mean(),
        "precision at ten": proposed.loc[rank < FIRST, "is_published"].mean(),
    }


def main(path: Path, *, shows_missed: bool = False) -> None:
    """Print the figures of both halves, and of the case for which others published a result."""
    con = store.open()
    ingest.init(con)
    table = with_groups(exchanges(path), store.ask(con, "match_resources"))
    print("Demands as such plants buy")
    run(con, table, shows_missed=shows_missed)
    print("Demands from the class of industry alone")
    run(con, table, classes())


def run(
    con: duckdb.DuckDBPyConnection,
    table: pd.DataFrame,
    sectors: dict[str, str] | None = None,
    *,
    shows_missed: bool = False,
) -> None:
    """Print the figures for one way of declaring the demands."""
    bought = purchases()
    published, proposed = [], []
    for case, network in table.groupby("case_id"):
        mine, theirs = judged(network, proposals(con, network, bought, sectors))
        published.append(mine)
        proposed.append(theirs.assign(case_id=case, half=network["half"].iloc[0]))
    given, made = pd.concat(published), pd.concat(proposed)
    made = made.merge(_groups(given), on="resource_id")
    rows = {}
    for half in ("tuning", "test"):
        ours, all_made = given.loc[given["half"] == half], made.loc[made["half"] == half]
        rows[half, "all"] = figures(ours, all_made)
        for group, part in ours.groupby("group"):
            rows[half, group] = figures(part, all_made.loc[all_made["group"] == group])
    first = given["case_id"] == "1"
    rows["case 1", "all"] = figures(given.loc[first], made.loc[made["case_id"] == "1"])
    print(pd.DataFrame(rows).T.round(2).to_string())
    if shows_missed:
        missed = given.loc[(given["half"] == "tuning") & ~given["is_found"]]
        print(missed[["case_id", "donor", "receiver", "waste", "resources"]].to_string())


def _groups(given: pd.DataFrame) -> pd.DataFrame:
    each = given.explode("resources")[["resources", "group"]].drop_duplicates("resources")
    return each.rename(columns={"resources": "resource_id"})


if __name__ == "__main__":
    main(Path(sys.argv[1]), shows_missed="--missed" in sys.argv)
