"""Data dictionary and glossary as documents, generated from the contracts."""

from isdata.data import contracts
from isdata.data.contracts import results

INTRODUCTION = """# Data dictionary

Generated from the contracts in `isdata/data/contracts/`; run `make docs` after a change there.
Ids are text; they never change and are never reused.
Money carries its currency and price year, amounts their unit.
A unit in `code` is the column that holds it.
A table without `source` or `is_illustrative` of its own, such as the months of a stream or the partners of a synergy,
takes both from the row of its first reference: rows of a fictitious stream are fictitious.
Free text may be in both languages, “English / 中文”; pages show the part in the user's language.
"""


RESULTS = """# Results

Tables that functions of `isdata` return; signatures name them, such as `Matches`.
They are declared in `isdata/data/contracts/results/`.
Missing values are allowed in every column.
"""

GLOSSARY = """# Glossary

Generated from `isdata/data/contracts/_glossary.csv`; run `make docs` after a change there.
The same definitions are the help texts of key figures in the app.
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


def _result(result: results.Result) -> str:
    rows = [
        f"| `{column.name}`{' (index)' if column.name == result.index else ''} | {column.type} | {column.unit} "
        f"| {column.meaning} |"
        for column in result.columns
    ]
    head = [f"## {result.name}, from `{result.returned_by}`\n", f"{result.grain}.\n"]
    return "\n".join([*head, "| Column | Type | Unit | Meaning |", "|---|---|---|---|", *rows])


def markdown() -> str:
    """Data dictionary of the stored tables and the tables returned by functions, as Markdown."""
    stored = [_section(table) for table in contracts.tables().values()]
    returned = [_result(result) for result in results.results().values()]
    return "\n\n".join([INTRODUCTION.rstrip(), *stored, RESULTS.rstrip(), *returned]) + "\n"


def glossary() -> str:
    """Terms of the product with their definitions, in both languages."""
    rows = [
        f"| {word.en} | {word.zh} | {meaning.en} | {meaning.zh} |" for word, meaning in contracts.glossary()
    ]
    return "\n".join([GLOSSARY, "| Term | 中文 | Meaning | 含义 |", "|---|---|---|---|", *rows]) + "\n"
