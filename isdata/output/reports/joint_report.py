"""Joint sustainability report of a park's companies, after GRI 302, 303, 305, 306 and CircLean."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from isdata.data.disclosure.sums import FEWEST
from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution.joint_report import FINDINGS, TOTALS, check_sheets, report_totals, states
from isdata.output.reports.blocks import Block, Column, Note, Paragraph, Report, Table, chapters, tabulated
from isdata.output.reports.joint_doubts import notes

_CHAPTERS = {
    N_("Energy (GRI 302)"): ("302-1", "302-4"),
    N_("Water and effluents (GRI 303)"): ("303-3", "303-4", "303-5"),
    N_("Emissions (GRI 305)"): ("305-1", "305-2"),
    N_("Waste (GRI 306)"): ("306-3", "306-4", "306-5"),
    N_("Exchange of by-products (CircLean)"): ("CircLean",),
}
_FINDINGS = {
    "unit": N_("unit measures something else"),
    "missing": N_("missing although the flows of the park give a value"),
    "expected": N_("far from what the flows of the park give"),
    "previous": N_("far from the year before"),
    "discharge": N_("more water discharged than withdrawn"),
    "source": N_("without a source"),
    "confirm": N_("not yet confirmed by the company"),
}
_CONVENTIONS = N_(
    "Sums cover reporting companies only; an unknown figure counts as unknown, not as nothing. Exchanges within the park count at both ends: what one company provides is an input of another."
)
# Reasons why a sum is suppressed.
_FEW, _BY_DIFFERENCE = N_("suppressed: < 3 companies"), N_("suppressed: follows by difference")
_NOT_COVERED = {
    "302-2": N_("energy outside the organisations"),
    "302-3": N_("energy intensity"),
    "303-1, 303-2": N_("management of water as a shared resource and of discharge"),
    "305-3": N_("other indirect emissions (scope 3)"),
    "305-6, 305-7": N_("ozone-depleting substances, nitrogen and sulphur oxides"),
    "306-1, 306-2": N_("significant impacts of waste and their management"),
}


@dataclass(frozen=True)
class Frame:
    """Context of the report: park, year, date of issue, data version.

    `shows_values` adds the figures of individual companies to the annex; for the administration only.
    """

    park: str
    year: int
    made_on: dt.date
    data_version: int
    is_illustrative: bool = False
    shows_values: bool = False


def joint_report(sheets: pd.DataFrame, earlier: pd.DataFrame, frame: Frame, read: Reader) -> Report:
    """Joint report, with an annex that states the row and source of every figure.

    Parameters
    ----------
    sheets, earlier : DataFrame
        As `institution.joint_report.sheets` and `earlier_figures` return.
    """
    entered = sheets[sheets["value"].notna()].sort_values(
        ["item", "is_public", "company_id"], ascending=[True, False, True], ignore_index=True
    )
    entered = entered.assign(row=[f"R{number:03}" for number in range(1, len(entered) + 1)])
    totals = report_totals(sheets, earlier)
    not_covered = [
        read.text(N_("{a}: {b}"), a=code, b=read.text(words)) for code, words in _NOT_COVERED.items()
    ]
    contents = {
        N_("About this report"): [
            Paragraph(_coverage(sheets, entered, frame, read)),
            Paragraph(read.text(_CONVENTIONS)),
            *map(Paragraph, _disclosed(totals, read)),
            Paragraph(read.text(N_("Results in brief:")), _in_brief(totals, read)),
        ],
        **{title: [_chapter(totals, entered, disclosures, read)] for title, disclosures in _CHAPTERS.items()},
        N_("Data quality"): _quality(sheets, read),
        N_("Index of disclosures"): [
            _index(totals, read),
            Paragraph(read.text(N_("Not covered by this report:")), not_covered),
        ],
        N_("Annex: rows and sources"): _annex(entered, frame, read),
    }
    title, subtitle = (
        read.text(N_("Joint sustainability report")),
        read.clauses([frame.park, str(frame.year)]),
    )
    blocks = [*_warnings(frame, read), *notes(sheets, read), *chapters(read, contents)]
    return Report(title, subtitle, frame.park, frame.made_on, frame.data_version, read, blocks)


def _coverage(sheets: pd.DataFrame, entered: pd.DataFrame, frame: Frame, read: Reader) -> str:
    """Numbers of reporting companies and of figures, and of figures that are confirmed and passed the checks."""
    return read.text(
        N_(
            "{reporting} of {companies} companies of the park report, with {figures} figures for {year}; {confirmed} of these are confirmed and passed the checks."
        ),
        reporting=entered["company_id"].nunique(),
        companies=sheets["company_id"].nunique(),
        figures=len(entered),
        year=str(frame.year),
        confirmed=int((states(sheets)["state"] == "confirmed").sum()),
    )


def _in_brief(totals: pd.DataFrame, read: Reader) -> list[str]:
    """Main sums with their values."""
    chosen = totals.set_index("sum").loc[[*TOTALS, "co2_direct", "co2_indirect", "secondary_in"]]
    return [
        read.text(N_("{a}: {b}"), a=name_of(str(name), read), b=value_of(row, read))
        for name, row in chosen.iterrows()
    ]


def _warnings(frame: Frame, read: Reader) -> list[Block]:
    """Notes on fictitious data and on figures of individual companies."""
    warnings = {
        N_("Fictitious data for illustration."): frame.is_illustrative,
        N_("Internal version with figures of single companies. Do not pass it on."): frame.shows_values,
    }
    return [Note(read.text(words), is_warning=True) for words, holds in warnings.items() if holds]


def _disclosed(totals: pd.DataFrame, read: Reader) -> list[str]:
    """Numbers of sums suppressed, and of sums with fewer companies than report, with the reasons."""
    suppressed = read.plural(
        "{count} sum is suppressed: alone or as a difference of sums, also between years, it would concern fewer than three companies.",
        "{count} sums are suppressed: alone or as a difference of sums, also between years, they would concern fewer than three companies.",
        int(totals["is_suppressed"].sum()),
    )
    count = int((totals["covered"] < totals["companies"]).sum())
    on_former_basis = read.plural(
        "{count} sum covers only companies whose figures were in the sum before, too: the difference between the years would concern fewer than three companies.",
        "{count} sums cover only companies whose figures were in the sum before, too: the difference between the years would concern fewer than three companies.",
        count,
    )
    return [suppressed, on_former_basis] if count else [suppressed]


def name_of(name: str, read: Reader) -> str:
    """Name of a sum: of an item, of a total over items, or of small and large companies."""
    item, _, part = name.partition(":")
    words = read.text(TOTALS[item].name) if item in TOTALS else read.choice("report_item", item)
    if not part:
        return words
    return (
        read.text(N_("of which small and medium-sized")) if part == "sme" else read.text(N_("of which large"))
    )


def value_of(row: Mapping | pd.Series, read: Reader) -> str:
    """Value of a sum as text, marked provisional if a figure in it failed the checks; or the reason for suppression."""
    if row["is_suppressed"]:
        is_few = int(row["companies"]) < FEWEST
        return read.text(_FEW if is_few else _BY_DIFFERENCE)
    if pd.isna(row["value"]):
        return read.text(N_("unknown"))
    words = read.amount(row["value"], row["unit"])
    return read.text(N_("{amount}, provisional"), amount=words) if row.get("is_provisional") else words


def companies_of(row: Mapping | pd.Series, read: Reader) -> str:
    """Number of companies in a sum, and of all reporting ones if there are more; not stated exactly below three."""
    count, covered = int(row["companies"]), int(row["covered"])
    if 0 < count < FEWEST:
        return f"< {FEWEST}"
    if covered == count:
        return read.number(count)
    return read.text(N_("{covered} of {count}"), covered=read.number(covered), count=read.number(count))


def _chapter(
    totals: pd.DataFrame, entered: pd.DataFrame, disclosures: tuple[str, ...], read: Reader
) -> Table:
    """Table of the sums of given disclosures, each item followed by its parts."""
    own = with_parts(totals[totals["disclosure"].isin(disclosures)])
    rank = {code: place for place, code in enumerate(disclosures)}
    rows = own.sort_values("disclosure", key=lambda codes: codes.map(rank), kind="stable").set_index("sum")
    return _figures(rows, entered, read)


def with_parts(totals: pd.DataFrame) -> pd.DataFrame:
    """Sums in reading order: each followed by the sums of small and of large companies."""
    order = [
        name
        for first in totals["sum"]
        if ":" not in first
        for name in (first, f"{first}:sme", f"{first}:large")
    ]
    return totals.set_index("sum").reindex(order).dropna(subset="disclosure").reset_index()


def _figures(rows: pd.DataFrame, entered: pd.DataFrame, read: Reader) -> Table:
    return tabulated(
        read,
        (N_("Disclosure"), [("" if ":" in n else c) for n, c in rows["disclosure"].items()], 1.1),
        (N_("Figure"), [name_of(str(name), read) for name in rows.index], 2.4),
        Column(
            read.text(N_("Amount per year")),
            [None if pd.isna(value) else float(value) for value in rows["value"]],
            words=[value_of(row, read) for _index, row in rows.iterrows()],
            width=1.3,
        ),
        Column(
            read.text(N_("Companies")),
            [int(count) for count in rows["covered"]],
            words=[companies_of(row, read) for _index, row in rows.iterrows()],
            width=1.1,
        ),
        (N_("Rows of the annex"), [_rows(factors, entered) for factors in rows["factors"]], 1.4),
    )


def _rows(factors: Mapping[tuple[str, str], float], entered: pd.DataFrame) -> str:
    """Numbers of the annex rows included in a sum, as ranges."""
    names = zip(entered["company_id"], entered["item"], strict=True)
    numbers = [int(row[1:]) for row, name in zip(entered["row"], names, strict=True) if name in factors]
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("–".join(f"R{each:03}" for each in part) for part in ranges)


def _quality(sheets: pd.DataFrame, read: Reader) -> list[Block]:
    entered = sheets[sheets["value"].notna()]
    bases = entered["basis"].map(
        lambda value: read.choice("basis", value) if pd.notna(value) else read.text(N_("unknown"))
    )
    counts = bases.value_counts()
    findings = check_sheets(sheets)["finding"].value_counts().reindex(list(FINDINGS)).dropna()
    table = tabulated(
        read,
        (N_("Basis"), [str(name) for name in counts.index], 2),
        Column(read.text(N_("Figures")), [int(n) for n in counts], words=lambda n: read.number(n)),
        caption=read.text(N_("Figures by basis")),
    )
    found = N_("Open findings of the checks:") if len(findings) else N_("The checks have no findings.")
    lines = [
        read.text(N_("{a}: {b}"), a=read.text(_FINDINGS[str(name)]), b=read.number(int(n)))
        for name, n in findings.items()
    ]
    return [table, Paragraph(read.text(found), lines)]


def _index(totals: pd.DataFrame, read: Reader) -> Table:
    own = totals[~totals["sum"].str.contains(":")].sort_values("disclosure", kind="stable")
    return tabulated(
        read,
        (N_("Disclosure"), [f"GRI {c}" if c[0].isdigit() else c for c in own["disclosure"]]),
        (N_("Figure"), [name_of(name, read) for name in own["sum"]], 3),
        (N_("Status"), [_state(row, read) for row in own.to_dict("records")]),
    )


def _state(row: dict, read: Reader) -> str:
    if row["is_suppressed"]:
        return read.text(N_("suppressed"))
    return read.text(N_("stated")) if pd.notna(row["value"]) else read.text(N_("unknown"))


def _annex(entered: pd.DataFrame, frame: Frame, read: Reader) -> list[Block]:
    """Row, company, source and, in the internal version, value of every figure."""
    undisclosed = read.text(N_("undisclosed company"))
    rows = entered.to_dict("records")
    shown = entered["is_public"].astype(bool) | frame.shows_values
    named = [
        name if is_shown else undisclosed for name, is_shown in zip(read.names(entered), shown, strict=True)
    ]
    sources = [read.half(one) if pd.notna(one) else "–" for one in entered["source"].where(shown)]
    amounts = [read.amount(r["value"], r["unit"]) for r in rows]
    values = Column(read.text(N_("Amount per year")), [float(r["value"]) for r in rows], words=amounts)
    table = tabulated(
        read,
        (N_("Row"), [r["row"] for r in rows], 0.6),
        (N_("Disclosure"), [r["disclosure"] for r in rows], 1.1),
        (N_("Figure"), [read.choice("report_item", r["item"]) for r in rows], 2),
        (N_("Company"), named, 1.6),
        (N_("Source"), sources, 1.6),
        *([values] if frame.shows_values else []),
    )
    note = read.text(
        N_(
            "Each row is a row of the table “Sustainability figures” of the park's database, found by company, year and item."
        )
    )
    return [Note(note), table]
