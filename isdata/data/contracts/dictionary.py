"""The data dictionary as a document, written from the contracts: python -m isdata.data.contracts.dictionary FILE"""

import sys
from pathlib import Path

from isdata.data import contracts

INTRODUCTION = """# Data dictionary

Written from the contracts in `isdata/data/contracts/`; do not edit it here: run `make docs`.
Ids are text, never change and are never used again.
Money carries its currency and price year, amounts their unit.
A unit in `code` is the column that holds it.
A table without `source` or `is_illustrative` of its own, such as the months of a stream or the partners of a synergy,
takes both from the row that its first reference names: what belongs to an invented stream is invented.
A free text may be in both languages, “English / 中文”; pages show the reader's half.
"""


def _limits(column: contracts.Column) -> str:
    if column.choices == contracts.CURRENCY:
        return "code of ISO 4217, such as `CNY`"
    if column.choices:
        return ", ".join(f"`{value}`" for value in contracts.choices(column.choices))
    if column.reference:
        return f"id of `{column.reference[0]}`"
    low = "" if column.minimum is None else f"≥ {column.minimum:g}"
    high = "" if column.maximum is None else f"≤ {column.maximum:g}"
    high = "≤ next year" if column.is_past else high
    return ", ".join(limit for limit in (low, high) if limit)


def _required(column: contracts.Column) -> str:
    return {"yes": "yes", "no": "", "either": "one language"}[column.required]


def _section(table: contracts.Table) -> str:
    rows = [
        f"| `{column.name}`{' (key)' if column.is_key else ''} | {column.label.en} | {column.label.zh} | {column.type} "
        f"| {column.unit} | {_required(column)} | {_limits(column)} | {column.meaning.en} |"
        for column in table.columns
    ]
    return "\n".join(
        [
            f"## {table.name}: {table.label.en} · {table.label.zh}\n",
            f"{table.grain.en}\n",
            "| Column | Label | 名称 | Type | Unit | Required | May be | Meaning |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
        ]
    )


def markdown() -> str:
    """Return the whole dictionary as Markdown."""
    return (
        "\n\n".join([INTRODUCTION.rstrip(), *(_section(table) for table in contracts.tables().values())])
        + "\n"
    )


def glossary() -> str:
    """Return the words of the product as a Markdown table."""
    rows = [f"| {word.en} | {word.zh} | {meaning.en} |" for word, meaning in contracts.glossary()]
    return "\n".join(["| Term | 中文 | Meaning |", "|---|---|---|", *rows])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
