"""Money of another currency: a park that counts in euro, by hand at 8 yuan for one."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata import cli
from isdata.data import applicable, money, store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import reader
from isdata.symbiosis import gaps, matching
from isdata.symbiosis.exchange_chains import treatment_routes
from isdata.symbiosis.heat import pipes
from isdata.symbiosis.matching import conversion, receivers, streams
from tests.symbiosis.matching import park

RATE = {"factor_id": "fx", "factor_kind": "exchange_rate", "year": 2024, "method": "central_parity", "value": 8.0,
        "unit": "CNY/EUR", "source": "central bank"}  # fmt: skip
EURO = {"currency": "EUR"}


def fill(con: duckdb.DuckDBPyConnection, *changes: dict, rate: dict | None = RATE) -> None:
    """Store the park, which counts in euro."""
    frames = park.frames(*changes, hidden="")
    frames["park"] = frames["park"].assign(currency="EUR")
    if rate:
        frames["factor"] = pd.DataFrame([rate])
    store.write(con, frames, who="test", reason="for tests")


def matched(con: duckdb.DuckDBPyConnection, *changes: dict, rate: dict | None = RATE) -> pd.DataFrame:
    """Return the matches of the park in euro, by supply and demand."""
    fill(con, *changes, rate=rate)
    found = matching.matches(con, park_id="tiny", viewer=FACILITATOR, currency="EUR")
    return found.set_index(["supply_stream_id", "demand_stream_id"], drop=False)


def test_the_gain_is_in_the_money_of_the_park_and_a_sentence_shows_what_was_converted(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """100 CNY of disposal are 12.50 EUR, 0.60 CNY of transport 0.075 EUR; the 60 EUR of the receiver stay."""
    found = matched(con, {"stream_id": "AGGR", **EURO})
    match = found.loc["SAND", "AGGR"]

    assert (match["supply_cost"], match["demand_cost"]) == (12.5, 60.0)
    assert match["gain"] == pytest.approx(72.5 - 0.075 * match["distance"])
    share = match["gain"] / (72.5 + 0.075 * match["distance"])
    assert match["economics"] == pytest.approx(1 / (1 + np.exp(-4 * share)))
    assert (match["supply_stated_in"], match["demand_stated_in"]) == ("CNY", "EUR")

    treatments, stored = store.ask(con, "match_treatments"), money.stored_rates(con, currency="EUR")
    used = conversion.currencies(found, treatments)
    assert used == {"CNY", "EUR"}
    assert money.conversion(used, stored, "EUR", reader("en")) == (
        "Converted to EUR at the latest stored exchange rates, regardless of price year: CNY × 0.125 (2024)."
    )
    chinese = money.conversion(used, stored, "EUR", reader("zh"))
    assert chinese == "按库中最新汇率换算为 EUR，不论价格年份：CNY × 0.125 (2024)。"
    # Where not stated a price, the way between the two was not converted.
    stated_of = found.assign(supply_stated_in=None, demand_stated_in=None).loc[[("SAND", "AGGR")]]
    assert conversion.currencies(stated_of, treatments) == set()
    # The park's own money is converted nowhere, and a rate without a year states its factor.
    assert money.conversion(["EUR"], stored, "EUR", reader("en")) == ""
    store.write(con, {"factor": pd.DataFrame([{**RATE, "year": None}])}, who="test", reason="for tests")
    assert money.converted(used, money.stored_rates(con, currency="EUR")) == "CNY × 0.125 (fx)"
    store.write(con, {"factor": pd.DataFrame([{**RATE, "value": 0.0}])}, who="test", reason="for tests")
    assert money.stored_rates(con, currency="EUR").empty  # 0 is no rate


def test_treatment_is_paid_and_what_it_makes_is_worth_in_the_money_of_the_park(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """1,000 CNY for a tonne in are 125 EUR, for a tonne out at a yield of 0.8 156.25 EUR; it gains as in yuan."""
    match = matched(con).loc["THIN", "SOLV"]
    steps = conversion.treatments_in(store.ask(con, "match_treatments"), "EUR", money.rates(con, "EUR"))
    worth = conversion.prices_in(applicable.values(con, park_id="tiny"), money.rates(con, "EUR"))
    way = treatment_routes.treatment_steps(match, steps, reader("en"), worth=worth, currency="EUR")

    assert match["treatment_cost"] == pytest.approx(156.25)
    in_yuan = (
        matching.matches(con, park_id="tiny", viewer=FACILITATOR).set_index("supply_stream_id").loc["THIN"]
    )
    assert match["gain"] == pytest.approx(in_yuan["gain"] / 8)
    assert match["score"] == pytest.approx(in_yuan["score"])
    shown = way.iloc[0]
    assert shown["Cost"] == reader("en").money(125.0, "EUR") + " per t"
    assert shown["Output"] == "0.80 t per t"
    assert (
        shown["Value of what was supplied"] == reader("en").money(0.8 * 7400 / 8, "EUR") + " per t supplied"
    )
    # Per tonne supplied, of which 0.8 t are delivered.
    added = reader("en").money(match["gain"] * 0.8, "EUR")
    assert shown["Value added by the step"] == f"{added} per t supplied"
    # The province's newest 8,000 CNY are 1,000 EUR; the country's 900 EUR and older prices do not count.
    con.execute("""insert into price (price_id, resource_id, region_id, price_year, price, currency, unit) values
        ('P1', 'regenerated_solvent', 'CN-SC', 2024, 8, 'CNY', 'kg'),
        ('P2', 'regenerated_solvent', 'CN-SC', 2023, 9000, 'CNY', 't'),
        ('P3', 'regenerated_solvent', 'CN', 2025, 900, 'EUR', 't')""")
    worth = conversion.prices_in(applicable.values(con, park_id="tiny"), money.rates(con, "EUR"))
    assert worth.loc["regenerated_solvent", "price"] == pytest.approx(1000)
    assert worth.loc["regenerated_solvent", "stated_in"] == "CNY"


def test_what_has_no_rate_stays_unknown_and_counts_half(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(con, {"stream_id": "SAND", "currency": "USD"})

    match = found.loc["SAND", "AGGR"]
    assert np.isnan(match["gain"])
    assert match["economics"] == 0.5
    treatments, stored = store.ask(con, "match_treatments"), money.stored_rates(con, currency="EUR")
    shown = money.conversion(conversion.currencies(found, treatments), stored, "EUR", reader("en"))
    assert shown.endswith("Amounts in USD count as unknown: there is no exchange rate to EUR.")
    assert found.loc["THIN", "SOLV"]["economics"] != 0.5


def test_without_any_rate_the_way_is_not_known_either(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(con, {"stream_id": "SAND", **EURO}, {"stream_id": "AGGR", **EURO}, rate=None)
    steps = store.ask(con, "match_treatments")

    assert found["gain"].isna().all()
    assert set(found["economics"]) == {0.5}
    assert np.isnan(found.loc["THIN", "SOLV"]["treatment_cost"])
    assert conversion.treatments_in(steps, "EUR", money.rates(con, "EUR"))["currency"].tolist() == ["CNY"]
    shown = money.conversion(["CNY"], money.stored_rates(con, currency="EUR"), "EUR", reader("zh"))
    assert shown == "缺少 CNY 兑 EUR 的汇率，相应金额按未知处理。"


def test_a_pipe_costs_an_eighth_in_euro(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    declared = streams.declared(con, park_id="tiny", viewer=FACILITATOR)
    in_yuan, in_euro = (
        pipes.pairs(streams.prepared(declared, rates=rates), rate=rates["CNY"]).iloc[0]
        for rates in ({"CNY": 1.0}, money.rates(con, "EUR"))
    )

    for name in ("investment", "fixed", "pipe_cost", "gain"):
        assert in_euro[name] == pytest.approx(in_yuan[name] / 8)
    assert in_euro["demand_stated_in"] == "CNY"
    unknown = pipes.pairs(streams.prepared(declared, rates={"EUR": 1.0}), rate=float("nan")).iloc[0]
    assert np.isnan(unknown["pipe_cost"])


def test_receivers_and_newcomers_show_in_which_money_it_was_stated(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(con, {"stream_id": "AGGR", "quantity": 1200.0, "state": "paste"})
    where: dict[str, Any] = {"park_id": "tiny", "viewer": FACILITATOR, "currency": "EUR"}

    takes = receivers.receivers(con, resource_id="spent_foundry_sand", **where).loc["BL"]
    assert (takes["today"], takes["stated_in"]) == (1200 * 60 / 8, ("CNY",))
    sand = (
        gaps.newcomers(con, gaps.unmatched(con, found, **where), park_id="tiny")
        .set_index(["does", "resource_id"])
        .loc["takes", "spent_foundry_sand"]
    )
    assert (sand["value"], sand["stated_in"]) == (600 * 100 / 8, ("CNY",))


def test_the_command_says_so_too_but_to_a_guest_who_reads_no_money(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(con)
    con.close()
    file, out = (str(tmp_path / name) for name in ("empty.duckdb", "x.csv"))
    command = ["match", file, "--park", "tiny", "--out", out]

    assert cli.run(command) == 0
    assert "Converted to EUR" in capsys.readouterr().out
    Path(out).unlink()
    assert cli.run([*command, "--guest"]) == 0
    assert "Converted to EUR" not in capsys.readouterr().out
