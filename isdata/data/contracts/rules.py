"""Column rules of the contracts, as SQL queries that return the violating cells."""

from collections.abc import Iterator, Mapping, Sequence

from isdata.data import units
from isdata.data.contracts import CURRENCY, SQL_TYPES, Column, Table, choices, tables
from isdata.errors import N_

MESSAGES = {
    "missing": N_("“{column}” is empty. Please fill it in."),
    "either": N_("No name is given. Fill in “{column}” or the name in the other language."),
    "choice": N_("“{value}” is not allowed in “{column}”. Choose one of: {allowed}."),
    "currency": N_(
        "“{value}” in “{column}” is not an ISO 4217 currency. Enter a three-letter code such as CNY, EUR, "
        "USD, JPY or KRW."
    ),
    "unit": N_("“{value}” in “{column}” is not a known unit. Use a unit such as t, m³, MWh, GJ, tce or pcs."),
    "unit_rate": N_(
        "“{value}” in “{column}” is a rate, not a unit of amount. Enter the unit only, such as t, and the "
        "amount of the whole period."
    ),
    "low": N_("{value} in “{column}” is too small. The minimum is {minimum}."),
    "negative": N_(
        "{value} in “{column}” is negative. Enter the amount without the minus sign; for the opposite direction, exchange "
        "provider and receiver, or supply and demand."
    ),
    "high": N_("{value} in “{column}” is too large. The maximum is {maximum}."),
    "future": N_(
        "{value} in “{column}” is in the future; these are years of past data. The latest is {maximum}."
    ),
    "infinite": N_("{value} in “{column}” is not a finite number. Enter a number or leave it empty."),
    "reference": N_(
        "“{value}” in “{column}” does not exist. Add it to the table “{table}” first, or correct it."
    ),
    "referenced": N_(
        "“{value}” is still used in “{column}” of the table “{table}”. Remove or change that row first."
    ),
    "duplicate": N_("“{value}” occurs more than once in “{column}”. Keep one row, or change the other ID."),
}


# An import of companies alone generates their sites.
_WITH_ROWS = {"site": ("company", "site")}


def added_to(table: str) -> tuple[str, ...]:
    """Table in which a missing row of `table` is entered; two tables where either is possible."""
    return _WITH_ROWS.get(table, (table,))


def quoted(name: str) -> str:
    """Name as SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Value as SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def row_key(table: Table, alias: str = "checked") -> str:
    """SQL expression for a row's key as one text."""
    parts = [f"cast({alias}.{quoted(key)} as varchar)" for key in table.keys]
    return parts[0] if len(parts) == 1 else f"concat_ws(' · ', {', '.join(parts)})"


def violations(column: Column, table: Table) -> Iterator[tuple[str, str]]:
    """Yield each rule of a single column with the SQL condition that is true where the rule is broken."""
    cell = f"checked.{quoted(column.name)}"
    if column.required == "yes":
        blank = f" or trim({cell}) = ''" if SQL_TYPES[column.type] == "varchar" else ""
        yield "missing", f"{cell} is null{blank}"
    if column.required == "either":
        others = [c.name for c in table.columns if c.required == "either"]
        if column.name == others[0]:
            yield "either", " and ".join(f"coalesce(trim(checked.{quoted(o)}), '') = ''" for o in others)
    if column.choices:
        allowed = ", ".join(text(value) for value in choices(column.choices))
        yield "currency" if column.choices == CURRENCY else "choice", f"{cell} not in ({allowed})"
    if column.type == "unit":
        yield "unit", f"not regexp_full_match({cell}, {text(units.pattern())})"
        yield (
            "unit_rate",
            f"regexp_full_match({cell}, {text(units.pattern())}) "
            f"and not regexp_full_match({cell}, {text(units.pattern(of_amounts=True))})",
        )
    if column.type == "number":
        yield "infinite", f"not isfinite({cell})"
    if column.minimum is not None:
        yield "negative" if _has_direction(column, table) else "low", f"{cell} < {column.minimum!r}"
    if column.maximum is not None:
        yield "future" if column.is_past else "high", f"{cell} > {column.maximum!r} and isfinite({cell})"


def _has_direction(column: Column, table: Table) -> bool:
    """Return True for an amount whose direction other columns state, so that it needs no sign."""
    is_stated = any(name in table for name in ("provider_id", "direction"))
    return is_stated and column.name == "quantity" and column.minimum == 0


def summary(table: Table, relation: str, known: Mapping[str, str]) -> str:
    """One SQL query for whether any row breaks each column rule: one row, one flag per rule in their order.

    The last flag is for keys that occur more than once. Parameters as for `query`.
    """
    flags = [f"bool_or({condition})" for _column, _rule, condition in _conditions(table, known)]
    keys = ", ".join(f"checked.{quoted(key)}" for key in table.keys)
    flags.append(f"count(*) filter ({_has_key(table)}) > count(distinct ({keys})) filter ({_has_key(table)})")
    return f"select {', '.join(flags)} from {relation} as checked"


def query(table: Table, relation: str, known: Mapping[str, str], broken: Sequence[bool | None] = ()) -> str:
    """One SQL query for all column rules of a table.

    It returns one row per violating cell: table, position, row_key, column, value, rule.

    Parameters
    ----------
    table : Table
        Table whose rules are checked.
    relation : str
        Relation to be checked: the table's columns, and `position`, the number of each row.
    known : mapping of str to str
        For each referenced table, the relation in which its rows are looked up.
    broken : sequence of bool or None, optional
        Result of `summary`: only these rules are looked up, since each of them reads the whole relation.
    """
    conditions = _conditions(table, known)
    if broken:  # the last flag is for the duplicates
        conditions = [each for each, is_broken in zip(conditions, broken[:-1], strict=True) if is_broken]
    parts = [
        f'select {text(table.name)} as "table", position, {row_key(table)} as row_key, '
        f'{text(column.name)} as "column", {_as_written(column)} as value, '
        f"{text(rule)} as rule from {relation} as checked where {condition}"
        for column, rule, condition in conditions
    ]
    duplicates = (
        f'select {text(table.name)} as "table", unnest(list_sort(list(position))[2:]) as position, '
        f'{row_key(table)} as row_key, {text(table.keys[-1])} as "column", {row_key(table)} as value, '
        f"'duplicate' as rule from {relation} as checked "
        f"{_has_key(table)} "
        f"group by {', '.join(f'checked.{quoted(key)}' for key in table.keys)} having count(*) > 1"
    )
    return "\nunion all\n".join([*parts, duplicates])


def _has_key(table: Table) -> str:
    """SQL clause for the rows with a complete key."""
    return f"where {' and '.join(f'checked.{quoted(key)} is not null' for key in table.keys)}"


def _conditions(table: Table, known: Mapping[str, str]) -> list[tuple[Column, str, str]]:
    """Column rules of a table: column, rule, and the SQL condition that is true where it is broken."""
    conditions = [(column, *rule) for column in table.columns for rule in violations(column, table)]
    return conditions + [
        (
            column,
            "reference",
            # Rows without an id are excluded: with a null in the list, `not in` is null instead of true.
            f"{cell} is not null and {cell} not in "
            f"(select {quoted(key)} from {known[other]} where {quoted(key)} is not null)",
        )
        for column in table.columns
        if column.reference
        for cell, (other, key) in [(f"checked.{quoted(column.name)}", column.reference)]
    ]


def _as_written(column: Column) -> str:
    """SQL of a cell's text; whole numbers without decimals."""
    cell = f"cast(checked.{quoted(column.name)} as varchar)"
    return f"regexp_replace({cell}, '\\.0$', '')" if column.type == "number" else cell


def details(table: str, column: str, value: object, language: str) -> dict[str, str]:
    """Placeholder values for the message of a column rule, in one language."""
    about = tables()[table][column]
    return {
        "column": about.label[language],
        "value": "" if value is None else str(value),
        "allowed": ", ".join(
            f"{word[language]} ({key})" if word[language] != key else key
            for key, word in (choices(about.choices) if about.choices else {}).items()
        ),
        "minimum": "" if about.minimum is None else f"{about.minimum:g}",
        "maximum": "" if about.maximum is None else f"{about.maximum:g}",
    }
