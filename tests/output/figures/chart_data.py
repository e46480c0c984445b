"""Rows of a chart, for tests."""


def data_of(chart: dict) -> list[dict]:
    """All rows that a chart draws."""
    return [row for rows in chart["datasets"].values() for row in rows]
