"""An exchange rate for tests."""

import duckdb


def store_rate(con: duckdb.DuckDBPyConnection, rate: float) -> None:
    """Store the value of one euro in CNY as the only exchange rate."""
    con.execute("delete from factor where factor_kind = 'exchange_rate'")
    con.execute(
        "insert into factor (factor_id, factor_kind, year, value, unit, source) "
        "values ('FX', 'exchange_rate', 2024, ?, 'CNY/EUR', 'central bank')",
        [rate],
    )
