"""Messages of the rules that a cell, row, column or sheet of an import may break."""

from isdata.errors import N_

MESSAGES = {
    "unknown_sheet": N_(
        "“{value}” is not a table name. Rename it as in the template, or begin the name with “_” to "
        "ignore it."
    ),
    "unknown_sheet_near": N_(
        "“{value}” is not a table name. Is “{table}” meant? Rename it, or begin the name with “_” to "
        "ignore it."
    ),
    "no_headings": N_(
        "No heading of “{table}” was found in the first 30 rows. Copy the headings from the template."
    ),
    "unknown_column": N_(
        "“{value}” is not a column of “{table}”. Correct the heading, or begin it with “_” to ignore the "
        "column."
    ),
    "unknown_column_near": N_(
        "“{value}” is not a column of “{table}”. Is “{meant}” meant? Correct the heading, or begin it "
        "with “_” to ignore the column."
    ),
    "rest_unchecked": N_(
        "Only the first {rows} rows were checked, because they have many problems. Correct these and import "
        "the file again."
    ),
    "duplicate_column": N_(
        "“{value}” is already in column {letter}. Keep one of the two, or begin one heading with “_”."
    ),
    "no_heading": N_(
        "Column {letter} has values but no heading, possibly because of merged cells. Add a heading, or "
        "clear the column."
    ),
    "missing_key": N_(
        "The column “{column}” is missing. It is needed to identify the rows of “{table}”; add it from "
        "the template."
    ),
    "missing_column": N_("The column “{column}” is missing but every new row needs it. Add the column."),
    "number": N_(
        "“{value}” in “{column}” is not a number. Enter digits, such as 1234.5, or leave the cell empty."
    ),
    "year": N_("“{value}” in “{column}” is not a year. Enter four digits, such as 2023."),
    "two_years": N_(
        "“{value}” in “{column}” is more than one year. Enter one year, such as {last}, and give each year "
        "its own row."
    ),
    "about_number": N_(
        "“{value}” in “{column}” is approximate. Accept the proposal, or enter {middle} only; put the uncertainty into “± %” if "
        "available, such as 10."
    ),
    "below_number": N_(
        "“{value}” in “{column}” is a bound. Enter the most likely value, such as {middle}, and 100 in “± "
        "%” if available."
    ),
    "above_number": N_(
        "“{value}” in “{column}” is a bound. Enter the most likely value and its uncertainty in “± %” if "
        "available."
    ),
    "range_number": N_(
        "“{value}” in “{column}” is a range. Accept the proposal, or enter the mean {middle} and {spread} in “± %” if available."
    ),
    "about_alone": N_("“{value}” in “{column}” is approximate. Accept the proposal, or enter {middle} only."),
    "below_alone": N_("“{value}” in “{column}” is a bound. Enter the most likely value, such as {middle}."),
    "above_alone": N_("“{value}” in “{column}” is a bound. Enter the most likely value."),
    "range_alone": N_("“{value}” in “{column}” is a range. Accept the proposal, or enter the mean {middle}."),
    "reference_near": N_(
        "“{value}” in “{column}” does not exist. Is {near} meant? Accept the proposal, correct it, or add "
        "“{value}” to the table “{other}” first."
    ),
    "reference_possible": N_("“{value}” in “{column}” may mean: {possible}. Write one of them."),
    "resource_possible": N_(
        "“{value}” in “{column}” may mean: {possible}. Choose one on the page, or write one in the file."
    ),
    "dry_matter": N_(
        "“{value}” in “{column}” may be wet or dry, but amounts of “{name}” are of dry matter. Write “{name}” with the dry "
        "amount: that as received times its dry content; 1000 t with 20% dry matter are 200 t."
    ),
    "whole": N_("{value} in “{column}” is not a whole number. Write it without decimals."),
    "ambiguous_number": N_(
        "“{value}” in “{column}” is ambiguous: {large} or {small}? Choose the number format of the file, or write "
        "{large} or {plain}."
    ),
    "date": N_("“{value}” in “{column}” is not a date. Write it as year-month-day, such as 2024-05-17."),
    "ambiguous_date": N_(
        "“{value}” in “{column}” is ambiguous: {first} or {second}? Write it as year-month-day."
    ),
    "flag": N_("“{value}” in “{column}” is neither yes nor no. Write yes or no."),
    "unit_near": N_("“{value}” in “{column}” is not a clear unit. Did you mean: {near}?"),
    "sector": N_(
        "“{value}” in “{column}” names no sector. Write its code, such as 24, or its name, such as chemicals."
    ),
    "sector_near": N_(
        "“{value}” in “{column}” names no single sector. Did you mean: {near}? Write its code."
    ),
    "unit_ambiguous": N_("“{value}” in “{column}” is used for different units. Write one of: {near}."),
    "unit_of_number": N_(
        "The unit of “{value}” does not fit “{column}” ({wanted}). Enter the value in {wanted}."
    ),
    "unit_of_plain": N_(
        "“{value}” in “{column}” has the unit “{unit}”, but “{column}” has none. Enter the number only."
    ),
    "amount_per_time": N_(
        "“{value}” in “{column}” is an amount per {period}, and the operating hours are not known. Enter the "
        "annual amount in {unit}: {times} times as much in continuous operation, otherwise less."
    ),
    "amount_per_other": N_(
        "“{value}” in “{column}” is a specific amount (per {other}). Multiply it by the {other} of the year "
        "and enter the annual amount in {unit}."
    ),
    "unit_conflict": N_(
        "“{column}” has the unit {value}, which cannot be converted to {own}, the unit of the row. Use the "
        "same unit."
    ),
    "currency_conflict": N_(
        "“{column}” has the currency {value}, but the row has {own}. Use the same currency."
    ),
    "period_conflict": N_("“{column}” is per {value}, but the row is per {own}. Use the same period."),
    "heading_unit": N_(
        "The unit in the heading “{value}” does not fit “{column}” ({wanted}). Correct the heading."
    ),
    "heading_unit_of_plain": N_(
        "The heading “{value}” has a unit, but “{column}” has none. Delete the unit from the heading."
    ),
    "heading_per_time": N_(
        "The amounts below “{value}” are per {period}, and the operating hours are not known. Enter annual "
        "amounts: {times} times as much in continuous operation, otherwise less."
    ),
    "merged_number": N_(
        "The cells {range} are merged, but “{value}” cannot be the “{column}” of several rows. Unmerge them "
        "and enter the number of each row."
    ),
    "merged_columns": N_(
        "The cells {range} are merged across columns. Unmerge them and enter the value of each column."
    ),
    "foreign": N_("“{name}” cannot be read: {reason} Correct it in the file, or leave it out."),
    "foreign_empty": N_("The file contains no measures or meters. Fill it in, or choose another file."),
    "cell_error": N_("“{column}” contains the error {value}. Correct the formula, or enter the value."),
    "formula_without_value": N_(
        "The formula in “{column}” has no saved result. Open the file in Excel, save it, and import it again."
    ),
    "example_changed": N_(
        "The row is still marked as an example. Clear the mark in column {letter} to import it, or delete "
        "the row."
    ),
}
