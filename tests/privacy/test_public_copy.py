"""Nothing of an undisclosed company is in a public copy, and no amount of one follows from the balances of the others."""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata import cli
from isdata.data import store
from isdata.data.access import Caller, CookieSigner, Policy
from isdata.data.disclosure import is_public_copy, public_copy
from isdata.data.disclosure.balance_gaps import balance_gaps
from tests.turns import only

NAMES = ("Azalea Coatings", "杜鹃涂装")
AMOUNT = 7411.25
# P buys 9,000 t and sends amounts to its partners; U is undisclosed.
FLOWS: list[tuple[str, str | None, str | None, float]] = [
    ("F1", None, "P", 9000.0), ("F2", "P", "U", AMOUNT), ("F3", "P", "Q", 1200.0), ("F4", "P", None, 388.75),
    ("F5", "Q", None, 1200.0), ("F6", None, "R", 50.0), ("F7", "R", None, 50.0),
]  # fmt: skip


def flows(rows: list[tuple[str, str | None, str | None, float]] = FLOWS) -> pd.DataFrame:
    """Flows of one material in one year."""
    table = pd.DataFrame(rows, columns=["flow_id", "provider_id", "receiver_id", "quantity"])
    about = {"year": 2024, "kind": "material", "unit": "t", "resource_id": "coal", "destination": "use"}
    return table.assign(**about, content=np.nan, content_unit=None)


NOTHING_OFFERED = pd.DataFrame({"site_id": [], "resource_id": [], "kind": []}, dtype=str)


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with an undisclosed company that every kind of text and history names."""
    name = dict(zip(("name_en", "name_zh"), NAMES, strict=True))
    said = {"name_en": "Pipe to the azalea plant", "name_zh": "通往杜鹃的管道"}
    tables: dict[str, list[dict[str, object]]] = {
        "company": [{"company_id": "C4", **name, "visibility": "facilitator"}],
        "site": [{"site_id": "S4", "company_id": "C4", "park_id": "tiny", **name}],
        "resource": [{"resource_id": "azalea_sludge", "name_en": "Azalea sludge", "kind": "material",
                      "resource_class": "waste", "unit": "t"}],
        "flow": [{"flow_id": "F8", "park_id": "tiny", "provider_id": "S1", "receiver_id": "S4", "resource_id": "fly_ash",
                  "year": 2024, "quantity": AMOUNT, "unit": "t", "note": NAMES[0], "destination": "reuse"}],
        "stream": [{"stream_id": "ST4", "site_id": "S4", "direction": "supply", "resource_id": "packaging",
                    "quantity": AMOUNT, "unit": "t", "period": "year"},
                   {"stream_id": "ST1", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "quantity": 10.0,
                    "unit": "t", "period": "year", "note": NAMES[0], "form": "as azalea takes it"}],
        "synergy": [{"synergy_id": "SY4", "park_id": "tiny", **said, "synergy_kind": "by_product", "topic": "minerals",
                     "stage": "idea", "quantity": AMOUNT, "unit": "t"}],
        "synergy_participant": [{"synergy_id": "SY4", "site_id": name, "role": role, "is_named": True}
                                for name, role in (("S4", "receiver"), ("S1", "provider"))],
        "plan_feature": [{"feature_id": "R1", "park_id": "tiny", "feature_kind": "road", **said,
                          "geometry": '{"type":"LineString","coordinates":[[120,31],[120.01,31]]}'}],
        "claim": [{"claim_id": "CL1", "park_id": "tiny", "name_en": "Ash used", "bound": "exact", "value": 1.0,
                   "unit": "t", "source": "Letter of Azalea Coatings"}],
    }  # fmt: skip
    store.write(
        tiny, {table: pd.DataFrame(rows) for table, rows in tables.items()}, who=NAMES[0], reason=NAMES[1]
    )
    return tiny


def test_no_byte_names_an_undisclosed_company_and_no_table_holds_an_id_or_amount_of_it(
    park: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = public_copy(park, tmp_path / "copies" / "public.duckdb")

    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert [word for word in ("Azalea", "azalea", *NAMES, "杜鹃") if word.encode() in path.read_bytes()] == []
    backed_up = store.backup(
        park, tmp_path / "backup.duckdb"
    ).read_bytes()  # the search finds them where they are
    assert all(word.encode() in backed_up for word in ("azalea", *NAMES))
    with store.open(path) as copy:
        assert is_public_copy(copy)
        assert store.check(copy).empty
        names = [name for (name,) in copy.execute("select table_name from duckdb_tables()").fetchall()]
        cells = [
            str(cell) for name in names for row in copy.execute(f'from "{name}"').fetchall() for cell in row
        ]
        found = copy.execute("select flow_id, quantity from flow order by flow_id").fetchall()
        kept = copy.execute("select note, form from stream").fetchall()
        changes = copy.execute("select count(*) from change_log").fetchall()

    assert not {"C4", "S4", "C3", "S3", "F8", "ST4", "SY4", "azalea_sludge", str(AMOUNT)} & set(cells)
    assert kept == [(None, None)]  # the stream of a disclosed company without the words about it
    assert changes == [(0,)]
    # S1 sends ash to S4: its coal is left out, and that was not enough, so is all of the kind; steam and water stay.
    assert dict(found) == {
        "F1": None, "F2": None, "F3": None, "F4": 900.0, "F5": 5000.0, "F6": None,
    }  # fmt: skip


def given_away(rows: pd.DataFrame, hidden: set[str], published: set[str]) -> list[str]:
    """Flows of hidden sites that follow from the balances of the other sites, solved as equations of what is unpublished."""
    unknown = [name for name in rows["flow_id"] if name not in published]
    sites = (set(rows["provider_id"].dropna()) | set(rows["receiver_id"].dropna())) - hidden
    balances = np.zeros((len(sites), len(unknown)))
    for at, site in enumerate(sorted(sites)):
        for row in rows[rows["flow_id"].isin(unknown)].to_dict("records"):
            balances[at, unknown.index(row["flow_id"])] += (row["receiver_id"] == site) - (
                row["provider_id"] == site
            )
    touched = rows["provider_id"].isin(hidden) | rows["receiver_id"].isin(hidden)
    _left, sizes, directions = np.linalg.svd(balances, full_matrices=False)
    known = (directions[sizes > 1e-9] ** 2).sum(axis=0)  # 1 where the balances give this unknown alone
    return [name for name in rows.loc[touched, "flow_id"] if known[unknown.index(name)] > 1 - 1e-9]


@pytest.mark.parametrize("seed", only(range(5), range(20)))
def test_no_amount_follows_from_the_balances_of_the_others(seed: int) -> None:
    """Random networks of eight sites, of which two are undisclosed."""
    draw = np.random.default_rng(seed)
    sites = [None, None, *"ABCDEFUV"]
    ends = [draw.choice(len(sites), 2, replace=False) for _ in range(16)]
    rows = flows([
        (f"F{place}", sites[one], sites[other], float(draw.integers(1, 500)))
        for place, (one, other) in enumerate(ends)
        if sites[one] != sites[other]
    ])  # fmt: skip
    hidden = {"U", "V"}
    touching = set(rows[rows["provider_id"].isin(hidden) | rows["receiver_id"].isin(hidden)]["flow_id"])

    left_out = balance_gaps(rows, NOTHING_OFFERED, hidden).flows

    if touching and not left_out:
        assert given_away(rows, hidden, set(rows["flow_id"]) - touching) == []
    assert set(given_away(rows, hidden, set(rows["flow_id"]) - touching - left_out)) <= set(
        given_away(rows, hidden, set())
    )  # only what follows from the network's shape alone, such as a site with one flow


def test_only_what_a_balance_needs_is_left_out() -> None:
    gaps = balance_gaps(flows(), NOTHING_OFFERED, {"U"})

    # 9,000 t from outside are as much as U's 7,411.25 t: not P's exchange with Q, nor what P sends out, nor anything of R.
    assert gaps.flows == {"F1"}
    assert given_away(flows(), {"U"}, {"F3", "F4", "F5", "F6", "F7"}) == []
    assert given_away(flows(), {"U"}, {"F1", "F3", "F4", "F5", "F6", "F7"}) == [
        "F2"
    ]  # with all others it would follow


def test_the_smallest_amount_that_suffices_is_left_out() -> None:
    more = [*FLOWS, ("F8", None, "P", 8000.0), ("F9", None, "P", 7400.0)]
    rows = flows(more).assign(resource_id=[row[0] for row in more])

    assert balance_gaps(rows, NOTHING_OFFERED, {"U"}).flows == {"F8"}


def test_the_same_exchange_is_left_out_in_all_years() -> None:
    """An exchange that is published for a year reveals what it is in the next."""
    more = [*FLOWS, ("F8", None, "P", 8000.0)]
    now = flows(more).assign(resource_id=[row[0] for row in more])
    former = now[now["flow_id"] != "F2"].assign(year=2023, flow_id=now["flow_id"] + "-2023")
    former.loc[former["resource_id"] == "F8", "quantity"] = 7000.0

    gaps = balance_gaps(pd.concat([now, former], ignore_index=True), NOTHING_OFFERED, {"U"})

    assert gaps.flows == {"F8", "F8-2023"}


def test_an_amount_of_energy_in_tonnes_is_compared_by_its_heat() -> None:
    energy = flows().assign(kind="energy", content=2.7, content_unit="t")
    bare = energy.assign(content=np.nan)

    assert balance_gaps(energy, NOTHING_OFFERED, {"U"}).flows == {"F1"}
    assert len(balance_gaps(bare, NOTHING_OFFERED, {"U"}).flows) == 4  # not comparable: all of P and Q


def test_where_the_outside_is_too_small_all_of_the_site_and_its_partners_is_left_out() -> None:
    small = [row if row[0] != "F1" else ("F1", "R", "P", 9000.0) for row in FLOWS]
    offered = pd.DataFrame(
        {"site_id": ["P", "R"], "resource_id": ["ash", "ash"], "kind": ["material", "energy"]}
    )

    gaps = balance_gaps(flows(small), offered, {"U"})

    assert gaps.flows == {"F1", "F3", "F4", "F5", "F6", "F7"}
    assert gaps.offers == {("P", "ash")}


def test_a_published_offer_is_taken_last_and_left_out_where_it_stands_for_what_is_left_out() -> None:
    offered = pd.DataFrame({"site_id": ["P"], "resource_id": ["coal"], "kind": ["material"]})
    more = [*FLOWS, ("F8", None, "P", 9500.0)]

    last = balance_gaps(flows(), offered, {"U"})
    first = balance_gaps(flows(more).assign(resource_id=["coal"] * 7 + ["ore"]), offered, {"U"})

    assert (last.flows, last.offers) == ({"F1"}, {("P", "coal")})
    assert (first.flows, first.offers) == ({"F8"}, set())


def test_the_sample_parks_give_away_nothing_and_publish_most_amounts(
    all_parks: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = public_copy(all_parks, tmp_path / "public.duckdb")
    flows_of_all = store.ask(all_parks, "public_flows")
    sites = set(flows_of_all.loc[flows_of_all["provider_is_hidden"], "provider_id"])
    sites |= set(flows_of_all.loc[flows_of_all["receiver_is_hidden"], "receiver_id"])
    names = all_parks.execute(
        "select unnest([company_id, name_en, name_zh]) from company where visibility <> 'public'"
    ).fetchall()
    content = path.read_bytes()
    with store.open(path) as copy:
        rows = copy.execute("select flow_id, quantity is not null from flow").fetchall()

    assert names
    assert [name for (name,) in names if name and name.encode() in content] == []
    published = {name for name, is_known in rows if is_known}
    balanced = flows_of_all[flows_of_all["kind"].isin(["material", "energy", "water"])]
    for about, part in balanced.groupby(["year", "kind"]):
        assert given_away(part, sites, published) == [], about
    assert len(published) / len(rows) > 0.75


def test_a_public_server_has_no_facilitator_and_lets_everybody_read() -> None:
    policy = Policy(CookieSigner(b"s" * 32), is_public=True)
    here, elsewhere = Caller("127.0.0.1", {"host": "localhost"}), Caller("10.0.0.9", {"host": "localhost"})

    assert [policy.is_facilitator(one) for one in (here, elsewhere)] == [False, False]
    assert policy.is_open_to(elsewhere)
    assert policy.sign_in(here, "").facilitator is None


def test_only_a_public_copy_is_served_to_everybody(
    park: duckdb.DuckDBPyConnection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = store.backup(park, tmp_path / "park.duckdb")

    assert cli.run(["serve", "--public", str(file)]) == 2
    assert "is not a public copy" in capsys.readouterr().err
    assert cli.run(["public", str(file), str(tmp_path / "copy.duckdb")]) == 0
    assert cli.run(["public", str(file), str(tmp_path / "copy.duckdb")]) == 2  # it is not overwritten
